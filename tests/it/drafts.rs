//! Drafts in a store, with a fake in place of the browser's.

use std::collections::BTreeMap;

use nianbao::draft::backup::{self, Comparison, Last};
use nianbao::draft::shelf::{self, Refusal, Stored};
use nianbao::draft::versions::{self, MOST_VERSIONS};
use nianbao::draft::{Draft, Storage, Trouble, trash};
use nianbao::example::example;
use nianbao::format::Edition;
use nianbao::report::{Edit, Report};

use crate::memory::Memory;

const MINUTE: f64 = 60_000.0;

pub fn saved(store: &Memory, id: &str, now: f64) -> Draft {
    let mut draft = Draft::new(id.into(), example(Edition::TRIAL_2019));
    shelf::save(store, &mut draft, "tab", now).expect("it is saved");
    draft
}

/// Changes a draft and saves it.
pub fn goes_on(store: &Memory, draft: &mut Draft, organ: &str, now: f64) -> Result<(), Refusal> {
    draft.report.apply(Edit::Organ(organ.into()));
    shelf::save(store, draft, "tab", now)
}

pub fn loaded(store: &Memory, id: &str) -> Draft {
    match shelf::load(store, id).expect("the store answers").stored {
        Some(Stored::Draft(draft)) => draft,
        other => panic!("no draft, but {other:?}"),
    }
}

fn names(stored: &[Stored]) -> Vec<&str> {
    stored
        .iter()
        .map(|stored| match stored {
            Stored::Draft(draft) => draft.id.as_str(),
            Stored::ReadOnly { id, .. } => id.as_str(),
            Stored::Unreadable(record) => record.key.as_str(),
        })
        .collect()
}

#[test]
fn a_draft_is_loaded_as_it_was_saved() {
    let store = Memory::default();
    let draft = saved(&store, "a", 1.0);
    assert_eq!(loaded(&store, "a"), draft);
    assert_eq!(shelf::load(&store, "b").unwrap().stored, None);
}

#[test]
fn the_draft_saved_last_is_listed_first() {
    let store = Memory::default();
    saved(&store, "a", 1.0);
    saved(&store, "b", 3.0);
    saved(&store, "c", 2.0);
    assert_eq!(names(&shelf::list(&store).unwrap()), ["b", "c", "a"]);
}

#[test]
fn a_refused_save_changes_nothing_and_the_next_one_counts_on() {
    let store = Memory::default();
    let mut draft = saved(&store, "a", 1.0);
    let before = store.records.borrow().clone();
    store.refuses.set(Some(Trouble::Full));
    assert_eq!(goes_on(&store, &mut draft, "示例局", 2.0), Err(Refusal::Store(Trouble::Full)));
    assert_eq!((draft.version.sequence, draft.saved), (1, 1.0));
    assert_eq!(*store.records.borrow(), before);
    store.refuses.set(None);
    goes_on(&store, &mut draft, "示例局", 3.0).unwrap();
    assert_eq!((draft.version.sequence, draft.saved), (2, 3.0));
    assert_eq!(loaded(&store, "a"), draft);
}

#[test]
fn five_versions_are_kept_that_reach_back_some_way() {
    let store = Memory::default();
    let mut draft = saved(&store, "a", 0.0);
    // An afternoon of typing, saved every minute.
    for minute in 1..=200 {
        goes_on(&store, &mut draft, &format!("示例局{minute}"), f64::from(minute) * MINUTE).unwrap();
    }
    let versions = versions::list(&store, "a").unwrap();
    let minutes: Vec<f64> = versions
        .iter()
        .map(|stored| match stored {
            Stored::Draft(draft) => draft.saved / MINUTE,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(minutes.len(), MOST_VERSIONS);
    assert_eq!(
        minutes,
        [200.0, 199.0, 198.0, 189.0, 179.0],
        "the last two, and the last of another minute, other ten minutes, another hour"
    );
}

#[test]
fn a_version_can_be_looked_at_compared_and_restored() {
    let store = Memory::default();
    let mut draft = saved(&store, "a", 0.0);
    goes_on(&store, &mut draft, "示例乙局", MINUTE).unwrap();
    let versions = versions::list(&store, "a").unwrap();
    let Stored::Draft(older) = &versions[1] else { panic!("a version") };
    let differences = older.report.differences(&draft.report);
    assert_eq!(differences.len(), 1);
    assert_eq!(
        (differences[0].name.as_str(), differences[0].before.as_str(), differences[0].after.as_str()),
        ("机关名称", "示例街道办事处", "示例乙局")
    );
    draft.report = older.report.clone();
    shelf::save(&store, &mut draft, "tab", 2.0 * MINUTE).unwrap();
    assert_eq!(loaded(&store, "a").report.organ(), "示例街道办事处");
}

#[test]
fn what_differs_is_named_across_editions_and_totals_that_show_the_same_are_not() {
    let mut one = Report::of_year(2020);
    let mut other = Report::of_year(2024);
    let types = |report: &mut Report, id: &str, text: &str| {
        let edit = report.typing(id, text).unwrap();
        report.apply(edit);
    };
    types(&mut one, "requests.other.business", "1");
    types(&mut other, "overview", "本年情况。");
    types(&mut other, "requests.new.business", "2");
    types(&mut one, "requests.new.business", "2");
    types(&mut one, "requests.new.total", "2");
    let names: Vec<String> = one.differences(&other).into_iter().map(|it| it.name).collect();
    assert_eq!(
        names,
        ["报告年度", "适用格式", "一、总体情况", "（六）其他处理，商业企业", "（六）其他处理，总计"]
    );
    assert_eq!(one.differences(&one), []);
}

#[test]
fn a_deleted_draft_can_be_brought_back_with_its_versions() {
    let store = Memory::default();
    let mut draft = saved(&store, "a", 1.0);
    goes_on(&store, &mut draft, "示例局", 2.0).unwrap();
    trash::delete(&store, "a").unwrap();
    assert_eq!(names(&shelf::list(&store).unwrap()), [""; 0]);
    assert_eq!(trash::latest(&store).unwrap().map(|draft| draft.report), Some(draft.report.clone()));
    trash::restore(&store).unwrap();
    assert_eq!(loaded(&store, "a").report, draft.report);
    assert_eq!(versions::list(&store, "a").unwrap().len(), 2);
    assert_eq!(trash::latest(&store), Ok(None));
}

#[test]
fn only_the_draft_deleted_last_waits_and_one_before_it_goes_only_when_the_next_is_safe() {
    let store = Memory::default();
    saved(&store, "a", 1.0);
    saved(&store, "b", 2.0);
    trash::delete(&store, "a").unwrap();
    store.refuses.set(Some(Trouble::Full));
    assert!(trash::delete(&store, "b").is_err());
    store.refuses.set(None);
    assert_eq!(trash::latest(&store).unwrap().map(|draft| draft.id), Some("a".into()));
    trash::delete(&store, "b").unwrap();
    assert_eq!(trash::latest(&store).unwrap().map(|draft| draft.id), Some("b".into()));
    assert_eq!(store.keys_of("nianbao:snapshot:a"), [""; 0]);
}

#[test]
fn a_store_that_refuses_says_why() {
    let store = Memory::default();
    store.refuses.set(Some(Trouble::Blocked));
    assert_eq!(shelf::list(&store), Err(Trouble::Blocked));
    let mut draft = Draft::new("a".into(), Report::of_year(2024));
    assert_eq!(shelf::save(&store, &mut draft, "tab", 1.0), Err(Refusal::Store(Trouble::Blocked)));
    assert_eq!(Trouble::Full.to_string(), "浏览器存储已满");
}

/// The records of a release, as they stood in its store.
fn sample(version: u32) -> Memory {
    let path = format!("tests/stored/{version}.json");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let records: BTreeMap<String, String> = serde_json::from_str(&text).expect("keys and texts");
    Memory::holding(records)
}

#[test]
fn a_draft_of_every_release_opens_as_it_was_and_goes_on() {
    for version in 1..=nianbao::draft::record::VERSION as u32 {
        let store = sample(version);
        let mut draft = loaded(&store, "sample");
        assert_eq!(draft.report, example(Edition::TRIAL_2019), "release {version}");
        assert_eq!(draft.saved, 1_611_104_400_000.0);
        assert_eq!(names(&shelf::list(&store).unwrap()), ["sample"]);
        goes_on(&store, &mut draft, "示例乙局", 1_611_104_460_000.0).unwrap();
        assert_eq!(loaded(&store, "sample").report.organ(), "示例乙局");
        trash::delete(&store, "sample").unwrap();
        trash::restore(&store).unwrap();
        assert_eq!(loaded(&store, "sample").report, draft.report);
        println!("第 {version} 版程序保存的草稿｜打开与当时相同，接着能存");
    }
}

#[test]
fn an_untouched_draft_of_every_release_is_deleted_and_brought_back() {
    for version in 1..=nianbao::draft::record::VERSION as u32 {
        let store = sample(version);
        trash::delete(&store, "sample").unwrap();
        assert_eq!(names(&shelf::list(&store).unwrap()), [""; 0]);
        assert!(trash::latest(&store).unwrap().is_some());
        trash::restore(&store).unwrap();
        assert_eq!(loaded(&store, "sample").report, example(Edition::TRIAL_2019));
    }
}

/// The sample of this release: `make goldens` writes it, and a later release must not change it.
#[test]
fn the_sample_of_this_release_is_what_it_writes() {
    let store = Memory::default();
    saved(&store, "sample", 1_611_104_400_000.0);
    let text = format!("{:#}\n", serde_json::to_value(&*store.records.borrow()).unwrap());
    expect_test::expect_file!["../stored/2.json"].assert_eq(&text);
}

#[test]
fn a_backup_brings_back_what_is_gone_leaves_what_is_the_same_and_copies_what_differs() {
    let store = Memory::default();
    let (gone, same, mut other) = (saved(&store, "a", 1.0), saved(&store, "b", 2.0), saved(&store, "c", 3.0));
    store.put("nianbao:draft:cut", "{\"version\": 1, \"id\"");
    let text = backup::write(&store, &[], 10.0).unwrap();
    assert!(backup::is_backup(&text));
    let read = backup::read(&text).unwrap();
    assert_eq!((read.made, read.drafts.len(), read.refused.len()), (10.0, 3, 1));
    let elsewhere = Memory::default();
    assert_eq!(backup::compare(&elsewhere, &read).unwrap(), [Comparison::New; 3]);
    goes_on(&store, &mut other, "示例乙局", 4.0).unwrap();
    for key in store.keys_of("nianbao:snapshot:a").into_iter().chain(["nianbao:draft:a".into()]) {
        store.remove(&key).unwrap();
    }
    let mut comparisons: Vec<(&str, Comparison)> = read
        .drafts
        .iter()
        .map(|draft| draft.id.as_str())
        .zip(backup::compare(&store, &read).unwrap())
        .collect();
    comparisons.sort_unstable_by_key(|(id, _)| *id);
    assert_eq!(comparisons, [("a", Comparison::New), ("b", Comparison::Same), ("c", Comparison::Conflict)]);
    let restored = backup::restore(&store, &read, "tab", || "copy".into()).unwrap();
    assert_eq!(restored.len(), 2);
    assert_eq!(loaded(&store, "a").report, gone.report);
    assert_eq!(loaded(&store, "b"), same);
    assert_eq!(loaded(&store, "c").report.organ(), "示例乙局", "what is here stays");
    assert_eq!(loaded(&store, "copy").report.organ(), "示例街道办事处");
    assert_eq!(store.text("nianbao:draft:cut").as_deref(), Some("{\"version\": 1, \"id\""));
}

#[test]
fn a_file_that_is_no_backup_is_refused_with_a_sentence() {
    assert!(backup::read("{").unwrap_err().starts_with("备份文件已损坏"));
    assert!(backup::read("{\"format\": \"nianbao-report\"}").unwrap_err().starts_with("这个文件不是备份"));
    let newer = format!("{{\"format\": \"{}\", \"version\": 9}}", backup::FORMAT);
    assert!(backup::read(&newer).unwrap_err().starts_with("这份备份由更新的版本保存"));
    let store = Memory::default();
    saved(&store, "a", 1.0);
    let altered = backup::write(&store, &[], 2.0).unwrap().replace("示例街道办事处", "示例街道");
    assert_eq!(backup::read(&altered).unwrap().refused, ["记录已损坏，不能打开。"], "the checksum tells");
}

#[test]
fn a_backup_is_due_a_week_after_the_last_if_something_changed() {
    const DAY: f64 = 24.0 * 60.0 * MINUTE;
    let draft = |saved: f64| Draft { saved, ..Draft::new("a".into(), Report::of_year(2024)) };
    let made = |day: f64| Last { made: Some(day * DAY), since: None };
    let is_due = |last: Last, drafts: &[Draft]| backup::is_due(last, drafts, 100.0 * DAY);
    assert!(!is_due(made(92.0), &[draft(91.0 * DAY)]), "nothing changed");
    assert!(is_due(made(92.0), &[draft(99.0 * DAY)]));
    assert!(!is_due(made(98.0), &[draft(99.0 * DAY)]), "it is not a week");
    let since = |day: f64| Last { made: None, since: Some(day * DAY) };
    assert!(is_due(since(90.0), &[draft(99.0 * DAY)]), "it was never made");
    assert!(!is_due(since(98.0), &[draft(99.0 * DAY)]), "all is new");
    assert!(!is_due(since(90.0), &[]), "nothing is here");
    let store = Memory::default();
    assert_eq!(backup::last(&store, 9.0), Ok(Last::default()));
    backup::note_first(&store, 4.0).unwrap();
    backup::note_first(&store, 8.0).unwrap();
    assert_eq!(backup::last(&store, 9.0), Ok(Last { made: None, since: Some(4.0) }));
    backup::note(&store, 5.0).unwrap();
    assert_eq!(backup::last(&store, 9.0), Ok(Last { made: Some(5.0), since: None }));
    assert_eq!(backup::last(&store, 3.0), Ok(Last::default()), "made by a clock that was ahead");
}

#[test]
fn a_backup_holds_what_a_tab_that_is_behind_has_and_what_the_other_saved() {
    let store = Memory::default();
    let mut other = saved(&store, "a", 1.0);
    let mut behind = other.clone();
    behind.report.apply(Edit::Organ("示例甲局".into()));
    goes_on(&store, &mut other, "示例乙局", 2.0).unwrap();
    let read = backup::read(&backup::write(&store, &[behind], 3.0).unwrap()).unwrap();
    let organs: Vec<&str> = read.drafts.iter().map(|draft| draft.report.organ()).collect();
    assert_eq!(organs, ["示例甲局", "示例乙局"]);
    let elsewhere = Memory::default();
    assert_eq!(backup::restore(&elsewhere, &read, "tab", || "x".into()).unwrap().len(), 2);
    assert_eq!(shelf::list(&elsewhere).unwrap().len(), 2);
}

#[test]
fn a_deleted_draft_comes_back_from_a_backup() {
    let store = Memory::default();
    saved(&store, "a", 1.0);
    let read = backup::read(&backup::write(&store, &[], 2.0).unwrap()).unwrap();
    trash::delete(&store, "a").unwrap();
    assert_eq!(backup::compare(&store, &read).unwrap(), [Comparison::New]);
    assert_eq!(backup::restore(&store, &read, "tab", || "x".into()).unwrap().len(), 1);
    assert_eq!(names(&shelf::list(&store).unwrap()), ["a"]);
    assert_eq!(trash::latest(&store), Ok(None));
}

#[test]
fn backups_made_by_others_are_read_with_care() {
    let store = Memory::default();
    saved(&store, "a", 1.0);
    let text = backup::write(&store, &[], 2.0).unwrap();
    assert!(backup::is_backup(&format!("\u{feff}{text}")));
    for id in ["", "a/b", "x y"] {
        let foreign = text.replace("\"id\": \"a\"", &format!("\"id\": {id:?}"));
        assert_eq!(backup::read(&foreign).unwrap().drafts, []);
    }
    let twice = backup::read(&text).map(|mut read| {
        read.drafts.push(read.drafts[0].clone());
        read
    });
    let mut ids = ["x", "y"].into_iter().map(str::to_owned);
    let restored = backup::restore(&Memory::default(), &twice.unwrap(), "tab", || ids.next().unwrap());
    assert_eq!(restored.map(|restored| restored.len()), Ok(2));
}

#[test]
fn clearing_removes_the_keys_of_this_application_and_no_other() {
    let store = Memory::default();
    saved(&store, "a", 1.0);
    backup::note(&store, 1.0).unwrap();
    store.put("neighbour", "theirs");
    let (keys, characters) = shelf::size(&store).unwrap();
    assert!(keys == 3 && characters > 1000);
    shelf::clear(&store).unwrap();
    assert_eq!(store.keys_of(""), ["neighbour"]);
}
