//! Every fault of the store, injected, with what becomes of the draft. `make faults` prints the table.

use std::cell::RefCell;

use nianbao::draft::saving::{self, Newer, Refusal};
use nianbao::draft::session::{SavedState, Session};
use nianbao::draft::{Draft, Storage, Stored, Trouble, backup, record, shelf, trash, versions};
use nianbao::example::example;
use nianbao::format::Edition;
use nianbao::report::{Edit, Report};
use serde_json::Value;

use crate::drafts::{goes_on, loaded, saved};
use crate::memory::Memory;

/// An open draft in a tab, with the report that is being edited.
struct Tab {
    session: Session,
    report: Report,
}

impl Tab {
    fn open(store: &Memory, id: &str, writer: &str) -> Tab {
        let draft = loaded(store, id);
        Tab { report: draft.report.clone(), session: Session::open(draft, writer.into()) }
    }

    fn types(&mut self, organ: &str) {
        self.report.apply(Edit::Organ(organ.into()));
        self.session.edited();
    }

    fn saves(&mut self, store: &Memory, now: f64) -> SavedState {
        self.session.save(store, &self.report, now);
        self.session.state()
    }
}

fn organ(store: &Memory) -> String {
    loaded(store, "a").report.organ().to_string()
}

fn unreadable(store: &Memory) -> Vec<String> {
    let list = shelf::list(store).expect("the store answers").into_iter();
    let key = |stored| match stored {
        Stored::Unreadable(record) => Some(record.key),
        _ => None,
    };
    list.filter_map(key).collect()
}

/// The key of the newest version of draft `a`.
fn newest(store: &Memory) -> String {
    let sequence = |key: &String| key.split(':').nth(3).and_then(|it| it.parse::<u64>().ok());
    store.keys_of("nianbao:snapshot:a:").into_iter().max_by_key(sequence).expect("a version")
}

fn tells(fault: &str, what: &str) {
    println!("{fault}｜{what}");
}

#[test]
fn the_store_is_full() {
    let store = Memory::default();
    saved(&store, "a", 0.0);
    let mut tab = Tab::open(&store, "a", "one");
    store.room.set(Some(10));
    tab.types("示例甲局");
    assert_eq!(tab.saves(&store, 1.0), SavedState::Refused(Trouble::Full));
    assert_eq!(organ(&store), "示例街道办事处", "what was saved stands");
    tab.types("示例乙局");
    assert_eq!(tab.session.state(), SavedState::Refused(Trouble::Full), "it stays in sight");
    store.room.set(None);
    assert_eq!(tab.saves(&store, 2.0), SavedState::Saved(2.0));
    assert_eq!(organ(&store), "示例乙局");
    tells("存储已满", "写明原因，编辑照常，已存的版本不变；有空间后下一次改动就存上");
}

#[test]
fn the_store_is_filled_by_another_application() {
    let store = Memory::default();
    saved(&store, "a", 0.0);
    store.put("neighbour", &"x".repeat(5_000_000));
    store.room.set(Some(5_000_000));
    let mut tab = Tab::open(&store, "a", "one");
    tab.types("示例甲局");
    assert_eq!(tab.saves(&store, 1.0), SavedState::Refused(Trouble::Full));
    assert_eq!(store.text("neighbour").map(|text| text.len()), Some(5_000_000), "theirs is not touched");
    assert_eq!(organ(&store), "示例街道办事处");
    tells("同源的别的应用占满 5 MB", "同上；别的应用的数据不动");
}

/// A draft with five versions in a store with as much room as is asked for.
fn five_versions(room: usize) -> (Memory, Draft) {
    let store = Memory::default();
    let mut draft = saved(&store, "a", 0.0);
    for span in 1..5 {
        goes_on(&store, &mut draft, "示例局", f64::from(span) * 4_000_000.0).unwrap();
    }
    assert_eq!(store.keys_of("nianbao:snapshot:a:").len(), 5);
    let records = store.records.borrow();
    let used: usize = records.iter().map(|(key, text)| key.len() + text.encode_utf16().count()).sum();
    store.room.set(Some(used + room));
    drop(records);
    (store, draft)
}

#[test]
fn old_versions_make_room_for_the_new_one_and_no_more_than_it_needs() {
    let (store, mut draft) = five_versions(100);
    goes_on(&store, &mut draft, "示例乙局", 20_000_000.0).unwrap();
    assert_eq!(organ(&store), "示例乙局");
    assert_eq!(store.keys_of("nianbao:snapshot:a:").len(), 5, "one went, one came");
    tells("快满了", "先让出旧版本，够用为止，再存新的");
}

#[test]
fn a_draft_whose_pointer_is_lost_keeps_its_versions_when_others_need_room() {
    for pointer in [None, Some("damaged"), Some("{\"version\": 9}")] {
        let (store, _) = five_versions(0);
        match pointer {
            Some(text) => store.put("nianbao:draft:a", text),
            None => store.remove("nianbao:draft:a").unwrap(),
        }
        let before = store.keys_of("nianbao:snapshot:a:");
        let mut other = Draft::new("b".into(), Report::of_year(2024));
        assert_eq!(saving::save(&store, &mut other, "tab", 1.0), Err(Refusal::Store(Trouble::Full)));
        assert_eq!(store.keys_of("nianbao:snapshot:a:"), before);
    }
    // With its pointer, all but the current one make room.
    let (store, _) = five_versions(0);
    let mut other = Draft::new("b".into(), Report::of_year(2024));
    assert_eq!(saving::save(&store, &mut other, "tab", 1.0), Ok(()));
    assert_eq!(organ(&store), "示例局");
    tells("指针丢失的草稿，别的草稿要空间", "它的版本一个不让，写明存储已满");
}

#[test]
fn what_opens_instead_of_a_damaged_version_is_never_spared() {
    let (store, mut draft) = five_versions(100);
    let key = newest(&store);
    let text = store.text(&key).unwrap();
    store.put(&key, &text.replace("示例局", "示例同"));
    let opens = loaded(&store, "a").version;
    let edit = draft.report.typing("overview", &"文".repeat(100_000)).unwrap();
    draft.report.apply(edit);
    assert!(saving::save(&store, &mut draft, "tab", 20_000_000.0).is_err());
    store.writes_left.set(Some(0));
    assert!(saving::save(&store, &mut draft, "tab", 20_000_000.0).is_err());
    assert_eq!(loaded(&store, "a").version, opens);
}

#[test]
fn what_cannot_make_enough_room_is_put_back() {
    let (store, mut draft) = five_versions(100);
    let before = store.records.borrow().clone();
    let edit = draft.report.typing("overview", &"文".repeat(100_000)).unwrap();
    draft.report.apply(edit);
    let refused = saving::save(&store, &mut draft, "tab", 20_000_000.0);
    assert_eq!(refused, Err(Refusal::Store(Trouble::Full)));
    assert_eq!(*store.records.borrow(), before);
    tells("让出旧版本也不够", "旧版本放回原处，写明存储已满");
}

#[test]
fn a_full_store_lets_go_of_what_is_deleted() {
    let (store, _) = five_versions(0);
    assert_eq!(trash::delete(&store, "a"), Ok(true));
    assert_eq!(organ_of_deleted(&store), Some("示例局".into()));
    trash::restore(&store).unwrap();
    assert_eq!(organ(&store), "示例局");
    tells("存储已满时删除草稿", "照样能删、能撤销");
}

fn organ_of_deleted(store: &Memory) -> Option<String> {
    trash::latest(store).unwrap().map(|draft| draft.report.organ().to_string())
}

#[test]
fn the_store_is_blocked() {
    let store = Memory::default();
    store.refuses.set(Some(Trouble::Blocked));
    let mut report = Report::of_year(2024);
    let mut session = Session::open(Draft::new("a".into(), report.clone()), "one".into());
    session.save(&store, &report, 1.0);
    assert_eq!(session.state(), SavedState::Refused(Trouble::Blocked));
    report.apply(Edit::Organ("示例局".into()));
    session.edited();
    store.refuses.set(None);
    session.save(&store, &report, 2.0);
    assert_eq!(session.state(), SavedState::Saved(2.0));
    assert_eq!(organ(&store), "示例局");
    tells("存储被禁用或拒绝访问", "写明原因，在内存里继续编辑；一旦允许就存上");
}

#[test]
fn the_disk_is_full_in_the_middle_of_a_write() {
    for writes in 0..2 {
        let store = Memory::default();
        saved(&store, "a", 0.0);
        let mut tab = Tab::open(&store, "a", "one");
        tab.types("示例甲局");
        store.writes_left.set(Some(writes));
        assert_eq!(tab.saves(&store, 1.0), SavedState::Refused(Trouble::Full), "after {writes} writes");
        // The page dies here: what is opened is whole, the old version or the new one.
        let expected = ["示例街道办事处", "示例甲局"][writes];
        assert_eq!(organ(&store), expected);
        assert_eq!(unreadable(&store), [""; 0]);
        // It lives: the next change is saved.
        store.writes_left.set(None);
        tab.types("示例乙局");
        assert_eq!(tab.saves(&store, 2.0), SavedState::Saved(2.0));
        assert_eq!(organ(&store), "示例乙局");
    }
    tells("写到一半中断或磁盘满", "新版本写完整以后指针才移动：打开的总是完整的一版");
}

#[test]
fn two_tabs_never_write_over_what_they_have_not_seen() {
    let store = Memory::default();
    saved(&store, "a", 0.0);
    let (mut one, mut other) = (Tab::open(&store, "a", "one"), Tab::open(&store, "a", "two"));
    one.types("示例甲局");
    assert_eq!(one.saves(&store, 1.0), SavedState::Saved(1.0));
    assert!(other.session.look(&store), "the storage event tells");
    assert_eq!(other.session.state(), SavedState::Behind);
    other.types("示例乙局");
    assert_eq!(other.saves(&store, 2.0), SavedState::Behind);
    assert_eq!(organ(&store), "示例甲局");
    // 载入新版本: it goes on from there.
    other.session.go_on_from(loaded(&store, "a"));
    assert_eq!(other.session.state(), SavedState::Saved(1.0));
    other.types("示例丙局");
    assert_eq!(other.saves(&store, 3.0), SavedState::Saved(3.0));
    assert!(one.session.look(&store));
    assert_eq!(one.session.state(), SavedState::Behind);
    tells("两个标签页", "落后的一页不写，提供“载入新版本”或“另存为副本”");
}

#[test]
fn what_another_tab_saved_is_called_newer_only_if_it_is_and_what_is_damaged_is_said() {
    let store = Memory::default();
    saved(&store, "a", 0.0);
    let (mut one, other) = (Tab::open(&store, "a", "one"), Tab::open(&store, "a", "two"));
    let newer = |store: &Memory| saving::newer(store, other.session.draft()).unwrap();
    assert_eq!(newer(&store), Newer::Nothing, "its own version is none");
    one.types("示例甲局");
    one.saves(&store, 1.0);
    let first = newest(&store);
    one.types("示例乙局");
    one.saves(&store, 2.0);
    let second = newest(&store);
    let Newer::Draft { draft, damaged } = newer(&store) else { panic!("a newer one") };
    assert_eq!((draft.report.organ(), damaged.len()), ("示例乙局", 0));
    assert_eq!(saving::newer(&store, one.session.draft()), Ok(Newer::Nothing));
    // The newest is damaged: what was before it is newer all the same.
    store.put(&second, "damaged");
    let Newer::Draft { draft, damaged } = newer(&store) else { panic!("a newer one") };
    assert_eq!((draft.report.organ(), damaged[0].key.as_str()), ("示例甲局", second.as_str()));
    assert_eq!(saving::newer(&store, one.session.draft()), Ok(Newer::Nothing), "its own is damaged, no more");
    // All that is newer is damaged: what this tab has seen, or older, is never offered.
    store.put(&first, "damaged");
    let Newer::Unreadable(damaged) = newer(&store) else { panic!("only damaged ones") };
    assert_eq!(damaged.len(), 2);
    store.remove(&first).unwrap();
    store.remove(&second).unwrap();
    assert_eq!(newer(&store), Newer::Nothing);
    assert_eq!(saving::newer(&store, one.session.draft()), Ok(Newer::Nothing), "only an older one is left");
    // A later program took over.
    let later = of_a_later_program(one.session.draft(), |record| record["version"] = 9.into());
    store.put("nianbao:draft:a", &later);
    assert!(matches!(newer(&store), Newer::ReadOnly { .. }));
    store.put("nianbao:draft:a", "{\"version\": 9}");
    store.remove("nianbao:snapshot:a:1:tab").unwrap();
    assert!(matches!(newer(&store), Newer::Unreadable(_)));
    store.refuses.set(Some(Trouble::Blocked));
    assert_eq!(saving::newer(&store, other.session.draft()), Err(Trouble::Blocked));
    tells("载入新版本时有损坏的记录", "只载入确实更新的一版，损坏的列出；没有更新的就不载入");
}

#[test]
fn a_deleted_draft_has_no_newer_version() {
    let store = Memory::default();
    let draft = saved(&store, "a", 0.0);
    trash::delete(&store, "a").unwrap();
    assert_eq!(saving::newer(&store, &draft), Ok(Newer::Deleted));
}

/// A store in which another tab saves at the moment at which a version is written.
struct Raced(Memory, Draft);

impl Storage for Raced {
    fn keys(&self) -> Result<Vec<String>, Trouble> {
        self.0.keys()
    }
    fn read(&self, key: &str) -> Result<Option<String>, Trouble> {
        self.0.read(key)
    }
    fn write(&self, key: &str, text: &str) -> Result<(), Trouble> {
        if key.contains("snapshot") {
            saving::save(&self.0, &mut self.1.clone(), "faster", 5.0).unwrap();
        }
        self.0.write(key, text)
    }
    fn remove(&self, key: &str) -> Result<(), Trouble> {
        self.0.remove(key)
    }
}

#[test]
fn a_tab_that_is_overtaken_while_it_writes_does_not_move_the_pointer() {
    let store = Memory::default();
    let draft = saved(&store, "a", 0.0);
    let mut faster = draft.clone();
    faster.report.apply(Edit::Organ("示例甲局".into()));
    let raced = Raced(store, faster);
    let mut slower = draft;
    assert_eq!(goes_on_in(&raced, &mut slower, "示例乙局"), Err(Refusal::Behind));
    assert_eq!(organ(&raced.0), "示例甲局");
    assert_eq!(versions::list(&raced.0, "a").unwrap().len(), 3, "what was typed here is a version");
    tells("写入途中另一页抢先", "指针不动，写明落后，自己的内容留在版本里");
}

fn goes_on_in(store: &impl Storage, draft: &mut Draft, organ: &str) -> Result<(), Refusal> {
    draft.report.apply(Edit::Organ(organ.into()));
    saving::save(store, draft, "tab", 6.0)
}

#[test]
fn a_new_draft_is_saved_only_where_nothing_stands_and_leaves_nothing_when_it_is_refused() {
    let new = || Draft::new("a".into(), Report::of_year(2024));
    let save_new = |store: &Memory| saving::save_new(store, new(), "one", 9.0);
    let store = Memory::default();
    assert_eq!(save_new(&store), Ok(loaded(&store, "a")));
    // A draft with the same id, one that was deleted, for good too, and one whose pointer is lost.
    assert_eq!(save_new(&store), Err(Refusal::Behind));
    trash::delete(&store, "a").unwrap();
    assert_eq!(save_new(&store), Err(Refusal::Behind));
    saved(&store, "b", 1.0);
    trash::delete(&store, "b").unwrap();
    assert_eq!(save_new(&store), Err(Refusal::Behind));
    let store = Memory::default();
    saved(&store, "a", 1.0);
    store.remove("nianbao:draft:a").unwrap();
    assert_eq!(save_new(&store), Err(Refusal::Behind));
    assert_eq!(organ(&store), "示例街道办事处");
    // Another tab is faster.
    let raced = Raced(Memory::default(), Draft::new("a".into(), example(Edition::TRIAL_2019)));
    assert_eq!(saving::save_new(&raced, new(), "one", 9.0), Err(Refusal::Behind));
    assert_eq!((organ(&raced.0).as_str(), raced.0.keys_of("").len()), ("示例街道办事处", 2));
    // The store is full in the middle.
    let store = Memory::default();
    store.writes_left.set(Some(1));
    assert_eq!(save_new(&store), Err(Refusal::Store(Trouble::Full)));
    assert_eq!(store.keys_of(""), [""; 0]);
    tells("新草稿没存上、或者标识已被占用", "如实写明，不留半份");
}

#[test]
fn a_tab_that_missed_the_event_finds_out_when_it_saves() {
    let store = Memory::default();
    saved(&store, "a", 0.0);
    let (mut one, mut other) = (Tab::open(&store, "a", "one"), Tab::open(&store, "a", "two"));
    one.types("示例甲局");
    one.saves(&store, 1.0);
    other.types("示例乙局");
    assert_eq!(other.saves(&store, 2.0), SavedState::Behind);
    assert_eq!(organ(&store), "示例甲局");
    tells("没收到另一页的通知", "保存前比较版本，同样不覆盖");
}

#[test]
fn two_records_with_the_same_sequence_number() {
    let store = Memory::default();
    saved(&store, "a", 0.0);
    // Both tabs passed the check before either wrote: so it would look after a race.
    let mut draft = loaded(&store, "a");
    let start = store.records.borrow().clone();
    draft.report.apply(Edit::Organ("示例甲局".into()));
    saving::save(&store, &mut draft, "one", 1.0).unwrap();
    let of_one = store.records.borrow().clone();
    *store.records.borrow_mut() = start;
    let mut other = loaded(&store, "a");
    other.report.apply(Edit::Organ("示例乙局".into()));
    saving::save(&store, &mut other, "two", 1.0).unwrap();
    for (key, text) in of_one.iter().filter(|(key, _)| key.contains("snapshot")) {
        store.put(key, text);
    }
    assert_eq!(store.keys_of("nianbao:snapshot:a:2:").len(), 2);
    assert_eq!(organ(&store), "示例乙局", "the one that the pointer names is current");
    assert_eq!(saving::check(&store, &draft), Err(Refusal::Behind), "the other tab finds out");
    assert_eq!(versions::list(&store, "a").unwrap().len(), 3, "and its version is kept");
    tells("两条记录序号相同", "各有自己的键，指针决定哪一版是现在的，另一版留在版本里");
}

#[test]
fn the_draft_was_deleted_in_another_tab() {
    let store = Memory::default();
    saved(&store, "a", 0.0);
    let mut tab = Tab::open(&store, "a", "one");
    trash::delete(&store, "a").unwrap();
    tab.types("示例甲局");
    assert_eq!(tab.saves(&store, 1.0), SavedState::Deleted);
    assert!(shelf::list(&store).unwrap().is_empty(), "nothing comes back by itself");
    trash::restore(&store).unwrap();
    assert!(tab.session.look(&store));
    assert_eq!(tab.saves(&store, 2.0), SavedState::Saved(2.0));
    // Another draft is deleted after it: this one stays deleted, and is not written back.
    saved(&store, "b", 3.0);
    trash::delete(&store, "a").unwrap();
    tab.types("示例乙局");
    assert_eq!(tab.saves(&store, 4.0), SavedState::Deleted);
    trash::delete(&store, "b").unwrap();
    assert!(!tab.session.look(&store));
    assert_eq!(tab.saves(&store, 5.0), SavedState::Deleted);
    assert!(shelf::list(&store).unwrap().is_empty());
    tells("另一页删除了草稿", "不悄悄写回；提供“另存为副本”");
}

#[test]
fn the_browser_was_cleaned_while_the_draft_is_open() {
    let store = Memory::default();
    saved(&store, "a", 0.0);
    let mut tab = Tab::open(&store, "a", "one");
    store.records.borrow_mut().clear();
    tab.types("示例甲局");
    assert_eq!(tab.saves(&store, 1.0), SavedState::Saved(1.0));
    assert_eq!(organ(&store), "示例甲局");
    // Nothing was typed: it is saved again all the same.
    store.records.borrow_mut().clear();
    assert!(tab.session.look(&store));
    assert_eq!(tab.saves(&store, 2.0), SavedState::Saved(2.0));
    tells("浏览器数据被清理，页面还开着", "下一次改动整份重新存上");
}

#[test]
fn what_was_cleared_on_purpose_is_not_written_back_by_a_page_that_did_not_see_it() {
    // The clock stands still.
    for times_cleared in [1, 2] {
        let store = Memory::default();
        saved(&store, "a", 0.0);
        let (mut idle, mut edited) = (Tab::open(&store, "a", "one"), Tab::open(&store, "a", "two"));
        edited.types("示例甲局");
        for _ in 0..times_cleared {
            trash::clear(&store, 1.0).unwrap();
        }
        let left = store.records.borrow().clone();
        // One comes back from the history and looks, the other one saves on leaving.
        assert!(idle.session.look(&store));
        assert_eq!(idle.saves(&store, 2.0), SavedState::Deleted);
        assert!(idle.session.is_edited(), "what it shows is stored nowhere else");
        assert_eq!(edited.saves(&store, 2.0), SavedState::Deleted);
        assert_eq!(*store.records.borrow(), left);
        // What is typed after the clearing is saved, and cleared again.
        saved(&store, "b", 3.0);
        let mut later = Tab::open(&store, "b", "one");
        later.types("示例乙局");
        assert_eq!(later.saves(&store, 4.0), SavedState::Saved(4.0));
        trash::clear(&store, 1.0).unwrap();
        later.types("示例丙局");
        assert_eq!(later.saves(&store, 5.0), SavedState::Deleted);
    }
    tells("另一页清除了本机数据，这一页从前进后退缓存回来", "不写回；写明，可以另存为副本");
}

/// A store in which another tab looks and saves whenever a key is about to be removed.
struct Watched {
    store: Memory,
    tab: RefCell<Tab>,
}

impl Storage for Watched {
    fn keys(&self) -> Result<Vec<String>, Trouble> {
        self.store.keys()
    }

    fn read(&self, key: &str) -> Result<Option<String>, Trouble> {
        self.store.read(key)
    }

    fn write(&self, key: &str, text: &str) -> Result<(), Trouble> {
        self.store.write(key, text)
    }

    fn remove(&self, key: &str) -> Result<(), Trouble> {
        let mut tab = self.tab.borrow_mut();
        tab.session.look(&self.store);
        tab.saves(&self.store, 2.0);
        self.store.remove(key)
    }
}

#[test]
fn another_tab_that_looks_between_any_two_keys_of_a_clearing_writes_nothing_back() {
    for types in [false, true] {
        let store = Memory::default();
        saved(&store, "a", 0.0);
        saved(&store, "b", 0.5);
        let mut tab = Tab::open(&store, "a", "one");
        if types {
            tab.types("示例甲局");
        }
        let watched = Watched { store, tab: RefCell::new(tab) };
        trash::clear(&watched, 1.0).unwrap();
        let Watched { store, tab } = watched;
        let mut tab = tab.into_inner();
        tab.session.look(&store);
        assert_eq!(tab.saves(&store, 3.0), SavedState::Deleted, "typed: {types}");
        assert!(tab.session.is_edited(), "what it shows is stored nowhere else");
        assert_eq!(store.keys_of(""), ["nianbao:removals"], "typed: {types}");
    }
    tells("另一页清除本机数据，这一页正好在两步之间保存", "一并清除，不写回；可以另存为副本");
}

#[test]
fn what_vanishes_after_a_clearing_was_lost_all_the_same() {
    let store = Memory::default();
    trash::clear(&store, 0.5).unwrap();
    saved(&store, "a", 1.0);
    let mut tab = Tab::open(&store, "a", "one");
    // The browser loses everything, all of this draft, its pointer, its versions.
    for lost in ["nianbao:", ":a", "draft:a", "snapshot:a"] {
        store.records.borrow_mut().retain(|key, _| !key.contains(lost));
        tab.types("示例甲局");
        assert_eq!(tab.saves(&store, 2.0), SavedState::Saved(2.0), "{lost}");
    }
    // Only the pointer is lost, and something else was cleared away since.
    store.remove("nianbao:draft:a").unwrap();
    store.put("nianbao:removals", "7");
    tab.types("示例乙局");
    assert_eq!(tab.saves(&store, 3.0), SavedState::Saved(3.0));
}

#[test]
fn a_draft_deleted_for_good_is_not_written_back_when_its_mark_is_gone_too() {
    let store = Memory::default();
    saved(&store, "a", 0.0);
    let mut tab = Tab::open(&store, "a", "one");
    saved(&store, "b", 1.0);
    trash::delete(&store, "a").unwrap();
    trash::delete(&store, "b").unwrap();
    assert_eq!(trash::recover(&store, &[], "two", 2.0), Ok(vec![]));
    assert_eq!(store.keys_of("nianbao:gone:"), [""; 0]);
    assert!(tab.session.look(&store));
    tab.types("示例甲局");
    assert_eq!(tab.saves(&store, 3.0), SavedState::Deleted);
    assert_eq!(store.keys_of("nianbao:draft:"), [""; 0]);
    tells("页面睡着时草稿已彻底删除", "醒来不写回");
}

#[test]
fn a_full_store_is_cleared_and_marked() {
    let store = Memory::default();
    saved(&store, "a", 0.0);
    let mut tab = Tab::open(&store, "a", "one");
    store.room.set(Some(5_000));
    trash::clear(&store, 1.0).unwrap();
    assert_eq!(store.keys_of(""), ["nianbao:removals"]);
    assert!(tab.session.look(&store));
    assert_eq!(tab.session.state(), SavedState::Deleted);
}

#[test]
fn a_damaged_version_is_kept_and_the_one_before_it_opens() {
    let store = Memory::default();
    let mut draft = saved(&store, "a", 0.0);
    goes_on(&store, &mut draft, "示例甲局", 1.0).unwrap();
    let key = newest(&store);
    let text = store.text(&key).unwrap();
    for damage in [text[..text.len() / 2].to_owned(), text.replace("示例甲局", "示例丁局"), String::new()]
    {
        store.put(&key, &damage);
        assert_eq!(organ(&store), "示例街道办事处");
        assert_eq!(unreadable(&store), [key.as_str()]);
        let mut tab = Tab::open(&store, "a", "one");
        tab.types("示例乙局");
        assert_eq!(tab.saves(&store, 2.0), SavedState::Saved(2.0));
        assert_eq!(store.text(&key).as_deref(), Some(damage.as_str()), "byte for byte");
        assert_eq!(organ(&store), "示例乙局");
        for key in store.keys_of("nianbao:snapshot:a:3:") {
            store.remove(&key).unwrap();
        }
        store.put("nianbao:draft:a", &record::write_pointer("a", &draft.version));
    }
    tells("记录损坏或截断", "原样保留，可以下载；打开上一版；页面照常");
}

#[test]
fn a_version_that_is_damaged_is_never_thinned_out() {
    let store = Memory::default();
    let mut draft = saved(&store, "a", 0.0);
    goes_on(&store, &mut draft, "示例甲局", 1.0).unwrap();
    let key = newest(&store);
    store.put(&key, "damaged");
    let mut draft = loaded(&store, "a");
    for time in 2..40 {
        goes_on(&store, &mut draft, &format!("示例局{time}"), f64::from(time) * 700_000.0).unwrap();
    }
    assert_eq!(store.text(&key).as_deref(), Some("damaged"));
    tells("损坏的版本与清理旧版本", "读不懂的从不删除");
}

#[test]
fn a_pointer_to_a_version_that_is_gone() {
    let store = Memory::default();
    let mut draft = saved(&store, "a", 0.0);
    goes_on(&store, &mut draft, "示例甲局", 1.0).unwrap();
    store.remove(&newest(&store)).unwrap();
    assert_eq!(organ(&store), "示例街道办事处");
    let mut tab = Tab::open(&store, "a", "one");
    tab.types("示例乙局");
    assert_eq!(tab.saves(&store, 2.0), SavedState::Saved(2.0));
    assert_eq!(organ(&store), "示例乙局");
    tells("指针所指的版本不见了", "打开留着的最新一版，接着能存");
}

#[test]
fn a_pointer_that_is_gone_or_damaged() {
    for damage in [None, Some("{\"version\": 2, \"id"), Some("？")] {
        let store = Memory::default();
        let mut draft = saved(&store, "a", 0.0);
        goes_on(&store, &mut draft, "示例甲局", 1.0).unwrap();
        match damage {
            Some(damage) => store.put("nianbao:draft:a", damage),
            None => store.remove("nianbao:draft:a").unwrap(),
        }
        assert_eq!(organ(&store), "示例甲局");
        let mut tab = Tab::open(&store, "a", "one");
        tab.types("示例乙局");
        assert_eq!(tab.saves(&store, 2.0), SavedState::Saved(2.0));
        assert_eq!(organ(&store), "示例乙局");
        if let Some(damage) = damage {
            let aside = serde_json::to_string(damage).unwrap();
            assert_eq!(store.text("nianbao:aside:a:0"), Some(aside), "it is put aside, not written over");
            assert_eq!(unreadable(&store), ["nianbao:aside:a:0"]);
        }
        trash::delete(&store, "a").unwrap();
        assert!(trash::latest(&store).unwrap().is_some());
    }
    tells("指针损坏或丢失", "按版本找回；损坏的指针另存一处，不覆盖");
}

#[test]
fn a_record_of_a_newer_program_is_looked_at_and_left_alone() {
    let store = Memory::default();
    saved(&store, "a", 0.0);
    let report = nianbao::interchange::write(&example(Edition::TRIAL_2019), &[]);
    let newer = serde_json::json!({ "version": 9, "id": "a", "report": report, "more": [1] }).to_string();
    store.put("nianbao:draft:a", &newer);
    let found = shelf::load(&store, "a").unwrap();
    let Some(Stored::ReadOnly { report, record, .. }) = found.stored else { panic!("{found:?}") };
    assert_eq!(*report, example(Edition::TRIAL_2019));
    assert_eq!(
        (record.text.as_str(), record.reason),
        (newer.as_str(), "由更新的版本保存，请用新版本的页面打开。")
    );
    let mut tab =
        Tab { session: Session::open(saved(&Memory::default(), "a", 0.0), "one".into()), report: *report };
    tab.types("示例乙局");
    assert_eq!(tab.saves(&store, 1.0), SavedState::Behind, "an old tab does not write over it");
    assert_eq!(store.text("nianbao:draft:a").as_deref(), Some(newer.as_str()));
    // One of which nothing is understood.
    store.put("nianbao:draft:b", "{\"version\": 99, \"everything\": \"different\"}");
    assert_eq!(unreadable(&store), ["nianbao:draft:b"]);
    tells("更新的版本保存的记录", "只读打开，写明原因，原样保留");
}

/// The record of a draft, changed as a program of the same version, but a later one, would write it.
pub fn of_a_later_program(draft: &Draft, change: impl Fn(&mut Value)) -> String {
    let mut value: Value = serde_json::from_str(&record::write(draft)).unwrap();
    change(&mut value);
    let checksum =
        crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC).checksum(value["report"].to_string().as_bytes());
    value["checksum"] = checksum.into();
    value.to_string()
}

#[test]
fn what_a_later_program_of_the_same_version_wrote_beside_is_kept_and_not_called_damaged() {
    let store = Memory::default();
    let mut draft = saved(&store, "a", 0.0);
    let later = of_a_later_program(&draft, |record| {
        record["label"] = "春季".into();
        record["report"]["contact"] = serde_json::json!({ "name": "示例", "phone": [1, null] });
    });
    let is_kept = |text: &str| {
        let value: Value = serde_json::from_str(text).unwrap();
        assert_eq!(value["label"], "春季");
        assert_eq!(value["report"]["contact"].to_string(), r#"{"name":"示例","phone":[1,null]}"#);
    };
    store.put(&newest(&store), &later);
    assert_eq!(unreadable(&store), [""; 0]);
    let mut tab = Tab::open(&store, "a", "one");
    tab.types("示例甲局");
    assert_eq!(tab.saves(&store, 1.0), SavedState::Saved(1.0));
    assert_eq!((organ(&store).as_str(), store.keys_of("nianbao:snapshot:").len()), ("示例甲局", 2));
    is_kept(&store.text(&newest(&store)).unwrap());
    // Through the second copy, a backup and a copy under another id.
    let lost = Memory::default();
    trash::recover(&lost, &[record::write(tab.session.draft())], "two", 9.0).unwrap();
    is_kept(&lost.text(&newest(&lost)).unwrap());
    let restored = Memory::default();
    let backup = backup::read(&backup::write(&store, &[], 2.0).unwrap()).unwrap();
    backup::restore(&restored, &backup, "two", || "x".into()).unwrap();
    is_kept(&restored.text(&newest(&restored)).unwrap());
    is_kept(&record::write(&tab.session.draft().copied_as("b".into())));
    // Altered, it is damaged like everything else.
    draft.rest = loaded(&store, "a").rest;
    let altered = record::write(&draft).replace("phone", "fax");
    assert_eq!(record::read(&altered), Err(record::Unread::Damaged));
    tells("较新程序（同一记录版本）多写的内容", "照常打开、编辑，多出的内容原样带着");
}

#[test]
fn a_sound_record_whose_report_is_not_understood_is_of_a_later_program_and_only_looked_at() {
    let store = Memory::default();
    let mut draft = saved(&store, "a", 0.0);
    goes_on(&store, &mut draft, "示例甲局", 1.0).unwrap();
    let key = newest(&store);
    let later = of_a_later_program(&draft, |record| record["report"]["edition"] = "2031".into());
    store.put(&key, &later);
    let found = shelf::load(&store, "a").unwrap();
    let Some(Stored::ReadOnly { report, record, .. }) = found.stored else { panic!("{found:?}") };
    assert_eq!(report.organ(), "示例街道办事处", "the newest that is understood");
    assert_eq!((record.key, record.text), (key, later));
    assert_eq!(record.reason, "由更新的版本保存，请用新版本的页面打开。");
    assert_eq!(found.damaged, []);
    tells("校验和正确、内容看不懂的记录", "不叫损坏：只读打开看得懂的最近一版，写明原因");
}

#[test]
fn records_of_nobody_do_not_keep_the_page_from_starting() {
    let store = Memory::default();
    saved(&store, "a", 0.0);
    for (key, text) in [
        ("nianbao:draft:cut", "{\"version\": 1, \"id\""),
        ("nianbao:draft:", ""),
        ("nianbao:snapshot:", "null"),
        ("nianbao:snapshot:x:y:z", "[]"),
        ("nianbao:snapshot:x:1:z", "{\"version\": 2}"),
        ("nianbao:deleted:q", "\"\""),
        ("nianbao:something-else", "0"),
        ("other:draft:x", "{}"),
    ] {
        store.put(key, text);
    }
    let before = store.records.borrow().clone();
    let list = shelf::list(&store).unwrap();
    assert!(matches!(&list[0], Stored::Draft(draft) if draft.id == "a"));
    assert!(unreadable(&store).contains(&"nianbao:draft:cut".to_owned()));
    assert_eq!(trash::latest(&store), Ok(None));
    assert_eq!(*store.records.borrow(), before, "nothing was touched");
    tells("来历不明的记录", "列为读不懂，页面照常打开");
}

#[test]
fn a_clock_that_runs_backwards() {
    let store = Memory::default();
    let mut draft = saved(&store, "a", 9_000_000.0);
    for (name, time) in [("示例甲局", 5_000_000.0), ("示例乙局", 1_000_000.0), ("示例丙局", 0.0)]
    {
        goes_on(&store, &mut draft, name, time).unwrap();
    }
    assert_eq!(organ(&store), "示例丙局", "the count decides, not the time");
    assert_eq!(versions::list(&store, "a").unwrap().len(), 4);
    tells("时钟倒走", "按序号而不按时间认最新的一版");
}

#[test]
fn a_draft_of_two_megabytes() {
    let store = Memory::default();
    // What a browser gives: five million characters.
    store.room.set(Some(5 * 1024 * 1024));
    let mut draft = saved(&store, "a", 0.0);
    for round in 0..4 {
        let text = format!("{}{round}", "文".repeat(700_000));
        let edit = draft.report.typing("overview", &text).unwrap();
        draft.report.apply(edit);
        saving::save(&store, &mut draft, "tab", f64::from(round) * 700_000.0).unwrap();
        assert_eq!(loaded(&store, "a").report, draft.report);
    }
    tells("2 MB 文字的草稿", "存得下；旧版本让出空间");
}

#[test]
fn what_the_store_lost_comes_back_from_the_second_copy() {
    let store = Memory::default();
    let mut draft = saved(&store, "a", 0.0);
    let old = store.records.borrow().clone();
    goes_on(&store, &mut draft, "示例甲局", 1.0).unwrap();
    let copy = [record::write(&draft), "damaged".to_owned()];
    let recover = |store: &Memory| trash::recover(store, &copy, "two", 9.0).map(|recovered| recovered.len());
    assert_eq!(trash::recover(&Memory::default(), &copy, "two", 9.0).map(|recovered| recovered.len()), Ok(1));
    assert_eq!(recover(&store), Ok(0), "nothing is lost");
    // The browser was killed before it had written the last version.
    *store.records.borrow_mut() = old;
    assert_eq!((recover(&store), organ(&store)), (Ok(1), "示例甲局".into()));
    assert_eq!(versions::list(&store, "a").unwrap().len(), 2, "what stood there is a version");
    // Everything is gone.
    store.records.borrow_mut().clear();
    assert_eq!((recover(&store), organ(&store)), (Ok(1), "示例甲局".into()));
    // A draft that was deleted on purpose stays deleted.
    trash::delete(&store, "a").unwrap();
    assert_eq!(recover(&store), Ok(0));
    tells("浏览器丢了草稿或最后一版", "从 IndexedDB 的备用副本找回");
}

#[test]
fn a_draft_that_nobody_edited_and_that_comes_back_is_saved_as_it_was() {
    let store = Memory::default();
    saved(&store, "a", 1.0);
    let mut tab = Tab::open(&store, "a", "one");
    trash::delete(&store, "a").unwrap();
    assert!(tab.session.look(&store));
    assert_eq!(tab.session.state(), SavedState::Deleted);
    trash::restore(&store).unwrap();
    assert!(tab.session.look(&store));
    assert_eq!(tab.session.state(), SavedState::Saved(1.0));
}

#[test]
fn a_draft_deleted_for_good_does_not_come_back_from_the_second_copy_and_the_marks_do_not_pile_up() {
    let store = Memory::default();
    let (one, other) = (saved(&store, "a", 1.0), saved(&store, "b", 2.0));
    let copy = [&one, &other].map(record::write);
    trash::delete(&store, "a").unwrap();
    trash::delete(&store, "b").unwrap();
    assert_eq!(trash::recover(&store, &copy, "two", 9.0), Ok(vec![]));
    assert_eq!(store.keys_of("nianbao:gone:"), ["nianbao:gone:a"]);
    assert_eq!(trash::recover(&store, &copy[1..], "two", 9.0), Ok(vec![]));
    assert_eq!(store.keys_of("nianbao:gone:"), [""; 0]);
    tells("备用副本里还有已删除的草稿", "不再冒出来");
}

#[test]
fn a_copy_that_went_another_way_is_kept_beside() {
    let store = Memory::default();
    let mut draft = saved(&store, "a", 0.0);
    let mut lost = draft.clone();
    goes_on(&Memory::holding(store.records.borrow().clone()), &mut lost, "示例甲局", 1.0).unwrap();
    lost.version.writer = "before".into();
    // The browser was killed, and typing went on from the older version before the copy was looked at.
    goes_on(&store, &mut draft, "示例乙局", 2.0).unwrap();
    let copy = [record::write(&lost)];
    assert_eq!(trash::recover(&store, &copy, "two", 9.0).map(|recovered| recovered.len()), Ok(1));
    assert_eq!(organ(&store), "示例乙局");
    assert_eq!(loaded(&store, "a-2").report.organ(), "示例甲局");
    tells("备用副本与现存的各走一路", "另成一份草稿，两份都在");
}

#[test]
fn a_damaged_pointer_does_not_stand_in_the_way_of_deleting_and_unreadable_ones_stay() {
    let store = Memory::default();
    saved(&store, "a", 0.0);
    store.put("nianbao:draft:a", "damaged");
    store.put("nianbao:deleted:y", "{\"version\": 9}");
    store.put("nianbao:deleted:z", "damaged");
    assert_eq!(trash::delete(&store, "a"), Ok(true));
    assert!(shelf::load(&store, "a").unwrap().stored.is_some(), "its versions wait");
    assert_eq!(store.text("nianbao:deleted:y").as_deref(), Some("{\"version\": 9}"));
    assert_eq!(store.text("nianbao:deleted:z").as_deref(), Some("damaged"));
    assert_eq!(unreadable(&store), ["nianbao:aside:a:0", "nianbao:deleted:y", "nianbao:deleted:z"]);
}

#[test]
fn a_pointer_whose_versions_are_all_gone_is_listed_and_filled_from_the_second_copy() {
    let store = Memory::default();
    let draft = saved(&store, "a", 0.0);
    store.remove(&newest(&store)).unwrap();
    assert_eq!(unreadable(&store), ["nianbao:draft:a"]);
    let copy = [record::write(&draft)];
    assert_eq!(trash::recover(&store, &copy, "two", 9.0).map(|recovered| recovered.len()), Ok(1));
    assert_eq!(organ(&store), "示例街道办事处");
}

#[test]
fn a_newer_version_behind_a_pointer_of_ours_is_looked_at_only() {
    let store = Memory::default();
    saved(&store, "a", 0.0);
    let key = newest(&store);
    let newer = store.text(&key).unwrap().replacen("\"version\":2", "\"version\":9", 1);
    store.put(&key, &newer);
    assert!(matches!(shelf::load(&store, "a").unwrap().stored, Some(Stored::ReadOnly { .. })));
}

#[test]
fn a_store_that_takes_everything_and_keeps_nothing_is_blocked() {
    struct Silent(Memory);
    impl Storage for Silent {
        fn keys(&self) -> Result<Vec<String>, Trouble> {
            self.0.keys()
        }
        fn read(&self, key: &str) -> Result<Option<String>, Trouble> {
            self.0.read(key)
        }
        fn write(&self, _: &str, _: &str) -> Result<(), Trouble> {
            Ok(())
        }
        fn remove(&self, key: &str) -> Result<(), Trouble> {
            self.0.remove(key)
        }
    }
    let mut draft = Draft::new("a".into(), Report::of_year(2024));
    let refused = saving::save(&Silent(Memory::default()), &mut draft, "tab", 1.0);
    assert_eq!(refused, Err(Refusal::Store(Trouble::Blocked)));
    tells("写入不报错却没存上", "读回核对，写明没有保存");
}
