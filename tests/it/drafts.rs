//! Drafts in a store, with a fake in place of the browser's.

use std::collections::BTreeMap;

use nianbao::draft::backup::{self, Comparison, Last, Outcome};
use nianbao::draft::record::Unread;
use nianbao::draft::saving::{self, Refusal};
use nianbao::draft::versions::{self, MOST_VERSIONS};
use nianbao::draft::{Draft, Storage, Stored, Trouble, record, shelf, trash};
use nianbao::example::example;
use nianbao::format::Edition;
use nianbao::report::entry::Entry;
use nianbao::report::{Edit, Report};

use crate::memory::Memory;

const MINUTE: f64 = 60_000.0;

pub fn saved(store: &Memory, id: &str, now: f64) -> Draft {
    let mut draft = Draft::new(id.into(), example(Edition::TRIAL_2019));
    saving::save(store, &mut draft, "tab", now).expect("it is saved");
    draft
}

/// Changes a draft and saves it.
pub fn goes_on(store: &Memory, draft: &mut Draft, organ: &str, now: f64) -> Result<(), Refusal> {
    draft.report.apply(Edit::Organ(organ.into()));
    saving::save(store, draft, "tab", now)
}

pub fn loaded(store: &Memory, id: &str) -> Draft {
    match shelf::load(store, id).expect("the store answers").stored {
        Some(Stored::Draft(draft)) => *draft,
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
fn listing_asks_once_for_the_keys_and_for_two_records_of_each_draft() {
    for drafts in [1, 10, 100] {
        let store = Memory::default();
        for id in 0..drafts {
            let mut draft = Draft::new(format!("d{id}"), Report::of_year(2024));
            saving::save(&store, &mut draft, "tab", 1.0).unwrap();
            goes_on(&store, &mut draft, "示例局", 2.0).unwrap();
        }
        store.put("nianbao:aside:d0:0", "\"damaged\"");
        store.asked_for_keys.set(0);
        store.asked_for_texts.set(0);
        assert_eq!(shelf::list(&store).unwrap().len(), drafts + 1);
        assert_eq!((store.asked_for_keys.get(), store.asked_for_texts.get()), (1, 2 * drafts + 1));
    }
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
fn five_versions_are_kept_that_reach_back_to_the_first() {
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
        [200.0, 188.0, 173.0, 84.0, 0.0],
        "now, some minutes ago, the next hour, what that was before, the first"
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
    saving::save(&store, &mut draft, "tab", 2.0 * MINUTE).unwrap();
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
    assert_eq!(saving::save(&store, &mut draft, "tab", 1.0), Err(Refusal::Store(Trouble::Blocked)));
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

/// A draft of 2020 that was one of 2024 before, so that it keeps numbers without a place.
fn of_another_year() -> Draft {
    let mut report = Report::of_year(2024);
    for (id, text) in [
        ("requests.other.unpaid.business", "3"),
        ("requests.other.unpaid.total", "4"),
        ("disclosure.fees.amount", "12.5"),
        ("disclosure.rules.in-force", "若干"),
        ("year", "2020"),
    ] {
        report.apply(report.typing(id, text).expect("a field"));
    }
    Draft::new("sample".into(), report)
}

#[test]
fn what_has_no_place_in_the_year_is_kept_with_the_draft_and_comes_back_with_the_year() {
    let draft = of_another_year();
    let text = record::write(&draft);
    expect_test::expect_file!["../stored/2-set-aside.json"].assert_eq(&format!("{text}\n"));
    assert_eq!(record::read(&text).unwrap().report, draft.report);
    let store = Memory::default();
    let draft = saving::save_new(&store, draft, "tab", 1.0).unwrap();
    let mut report = loaded(&store, "sample").report;
    assert_eq!(report, draft.report);
    let backup = backup::read(&backup::write(&store, &[], 2.0).unwrap()).unwrap();
    assert!(matches!(&backup.holds[0], Stored::Draft(held) if held.report == report));
    report.apply(Edit::Year("2024".into()));
    let fees = report.format().cell("disclosure.fees.amount").unwrap();
    assert_eq!(*report.cell(fees), Entry::Number(125_000));
    assert_eq!(report.set_aside().count(), 0);
    // A report that keeps nothing has no such part.
    assert!(!record::write(&Draft { report, ..draft }).contains("set-aside"));
}

#[test]
fn what_is_kept_is_checked_as_the_report_is_and_one_of_a_later_edition_can_be_looked_at() {
    let text = record::write(&of_another_year());
    let altered = text.replace("若干", "两件");
    assert_eq!(record::read(&altered).unwrap_err(), Unread::Damaged);
    let later = text.replace("\"cells\":{\"2021\"", "\"cells\":{\"2031\"");
    assert_eq!(record::read(&later).unwrap_err(), Unread::Damaged, "the checksum is of what was written");
    let mut value: serde_json::Value = serde_json::from_str(&later).unwrap();
    let entries = value["set-aside"]["entries"].to_string();
    let checksum = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC).checksum(entries.as_bytes());
    value["set-aside"]["checksum"] = checksum.into();
    assert!(matches!(record::read(&value.to_string()), Err(Unread::Newer(Some(_)))));
}

fn came_in(restored: &[Outcome]) -> Vec<&str> {
    let ids = restored.iter().filter_map(|outcome| match outcome {
        Outcome::Draft(draft) => Some(draft.id.as_str()),
        _ => None,
    });
    ids.collect()
}

/// A store with a draft, one whose newest version is damaged, one of a later program, and other damage.
fn with_unreadable_records() -> Memory {
    let store = Memory::default();
    let (draft, mut damaged) = (saved(&store, "a", 1.0), saved(&store, "b", 2.0));
    goes_on(&store, &mut damaged, "示例甲局", 3.0).unwrap();
    let key = store.keys_of("nianbao:snapshot:b:2:").remove(0);
    let altered = store.text(&key).unwrap().replace("示例甲局", " 示例乙局\u{1}");
    store.put(&key, &altered);
    let newer = crate::faults::of_a_later_program(&draft, |record| record["version"] = 9.into());
    store.put("nianbao:draft:n", "{ \"version\": 9, \"at\": [7] } ");
    store.put("nianbao:snapshot:n:7:tab", &newer);
    store.put("nianbao:snapshot:n:6:tab", &record::write(&Draft { id: "n".into(), ..draft }));
    store.put("nianbao:draft:cut", "{\"version\": 2, \"id");
    store.put("nianbao:deleted:q", "\"\"");
    store.put("nianbao:aside:a:0", "\"{\\\"cut\"");
    store
}

#[test]
fn a_backup_restores_everything_that_it_holds_byte_for_byte() {
    let store = with_unreadable_records();
    let text = backup::write(&store, &[], 10.0).unwrap();
    let read = backup::read(&text).unwrap();
    let elsewhere = Memory::default();
    let restored = backup::restore(&elsewhere, &read, "two", || "x".into()).unwrap();
    assert_eq!(came_in(&restored), ["b", "a"]);
    let unreadable = ["nianbao:draft:n", "nianbao:snapshot:n:7:tab", "nianbao:snapshot:n:6:tab"];
    for key in unreadable.iter().chain(&["nianbao:draft:cut", "nianbao:deleted:q"]) {
        assert_eq!(elsewhere.text(key), store.text(key), "{key}");
        assert!(restored.contains(&Outcome::Record((*key).to_owned())));
    }
    // What is damaged beside a draft that came in cannot stand in its way.
    let aside = |store: &Memory| {
        let list = shelf::list(store).unwrap().into_iter().filter_map(|one| match one {
            Stored::Unreadable(record) if record.key.starts_with("nianbao:aside:") => Some(record.text),
            _ => None,
        });
        list.collect::<Vec<String>>()
    };
    let altered = store.text("nianbao:snapshot:b:2:tab").unwrap();
    assert_eq!(aside(&elsewhere), ["{\"cut", altered.as_str()]);
    assert_eq!(loaded(&elsewhere, "b").report.organ(), "示例街道办事处");
    let list = shelf::list(&elsewhere).unwrap();
    assert!(list.iter().any(|one| matches!(one, Stored::ReadOnly { id, .. } if id == "n")));
    // A second time nothing changes, and a backup of it holds the same.
    let before = elsewhere.records.borrow().clone();
    let again = backup::restore(&elsewhere, &read, "two", || "x".into()).unwrap();
    assert!(again.iter().all(|outcome| *outcome == Outcome::Same), "{again:?}");
    assert_eq!(*elsewhere.records.borrow(), before);
    let texts = |text: &str| {
        let records = backup::read(text).unwrap().holds.into_iter().filter_map(|one| match one {
            Stored::Draft(_) => None,
            Stored::ReadOnly { record, .. } | Stored::Unreadable(record) => Some(record.text),
        });
        records.collect::<std::collections::BTreeSet<String>>()
    };
    assert_eq!(texts(&backup::write(&elsewhere, &[], 11.0).unwrap()), texts(&text));
}

#[test]
fn unreadable_records_of_a_backup_do_not_stand_in_the_way_of_what_is_here() {
    let read = backup::read(&backup::write(&with_unreadable_records(), &[], 10.0).unwrap()).unwrap();
    let store = Memory::default();
    let mut here = saved(&store, "n", 20.0);
    goes_on(&store, &mut here, "示例丙局", 21.0).unwrap();
    store.put("neighbour", "theirs");
    let restored = backup::restore(&store, &read, "two", || "x".into()).unwrap();
    assert_eq!(loaded(&store, "n"), here);
    let aside = restored.iter().filter(|it| matches!(it, Outcome::Record(key) if key.contains(":aside:n:")));
    assert_eq!(aside.count(), 3);
    // Keys that a backup made by others names are none of ours.
    for key in ["neighbour", "nianbao:backup", "nianbao:draft:a/b", "nianbao:snapshot:n:x", ""] {
        let foreign = serde_json::json!({
            "format": backup::FORMAT, "version": 1, "drafts": [], "unreadable": { key: "0" },
        });
        let before = store.text(key);
        let read = backup::read(&foreign.to_string()).unwrap();
        backup::restore(&store, &read, "two", || "x".into()).unwrap();
        assert_eq!(store.text(key), before, "{key}");
    }
}

#[test]
fn what_does_not_fit_in_stops_nothing_else_of_a_backup() {
    let store = Memory::default();
    saved(&store, "a", 1.0);
    let mut large = saved(&store, "b", 2.0);
    let edit = large.report.typing("overview", &"文".repeat(100_000)).unwrap();
    large.report.apply(edit);
    saving::save(&store, &mut large, "tab", 3.0).unwrap();
    let read = backup::read(&backup::write(&store, &[], 10.0).unwrap()).unwrap();
    let small = Memory::default();
    small.room.set(Some(20_000));
    let restored = backup::restore(&small, &read, "two", || "x".into()).unwrap();
    assert_eq!(restored[0], Outcome::Refused(Refusal::Store(Trouble::Full)));
    assert_eq!(came_in(&restored), ["a"]);
}

#[test]
fn a_backup_brings_back_what_is_gone_leaves_what_is_the_same_and_copies_what_differs() {
    let store = Memory::default();
    let (gone, same, mut other) = (saved(&store, "a", 1.0), saved(&store, "b", 2.0), saved(&store, "c", 3.0));
    store.put("nianbao:draft:cut", "{\"version\": 1, \"id\"");
    let text = backup::write(&store, &[], 10.0).unwrap();
    assert!(backup::is_backup(&text));
    let read = backup::read(&text).unwrap();
    assert_eq!((read.made, read.holds.len()), (10.0, 4));
    let elsewhere = Memory::default();
    assert_eq!(backup::compare(&elsewhere, &read).unwrap(), [Comparison::New; 4]);
    goes_on(&store, &mut other, "示例乙局", 4.0).unwrap();
    for key in store.keys_of("nianbao:snapshot:a").into_iter().chain(["nianbao:draft:a".into()]) {
        store.remove(&key).unwrap();
    }
    let comparisons: BTreeMap<&str, Comparison> =
        names(&read.holds).into_iter().zip(backup::compare(&store, &read).unwrap()).collect();
    let expected = [
        ("a", Comparison::New),
        ("b", Comparison::Same),
        ("c", Comparison::Conflict),
        ("nianbao:draft:cut", Comparison::Same),
    ];
    assert_eq!(comparisons, BTreeMap::from(expected));
    let restored = backup::restore(&store, &read, "tab", || "copy".into()).unwrap();
    assert_eq!(came_in(&restored).len(), 2);
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
    let read = backup::read(&altered).unwrap();
    let [Stored::Unreadable(record)] = &read.holds[..] else { panic!("{read:?}") };
    assert_eq!(record.reason, "记录已损坏，不能打开。", "the checksum tells");
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
    assert_eq!(names(&read.holds), ["a-copy", "a"]);
    let elsewhere = Memory::default();
    backup::restore(&elsewhere, &read, "tab", || "x".into()).unwrap();
    assert_eq!(loaded(&elsewhere, "a-copy").report.organ(), "示例甲局");
    assert_eq!(loaded(&elsewhere, "a").report.organ(), "示例乙局");
}

#[test]
fn a_deleted_draft_comes_back_from_a_backup() {
    let store = Memory::default();
    saved(&store, "a", 1.0);
    let read = backup::read(&backup::write(&store, &[], 2.0).unwrap()).unwrap();
    trash::delete(&store, "a").unwrap();
    assert_eq!(backup::compare(&store, &read).unwrap(), [Comparison::New]);
    assert_eq!(came_in(&backup::restore(&store, &read, "tab", || "x".into()).unwrap()), ["a"]);
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
        let read = backup::read(&foreign).unwrap();
        assert!(matches!(&read.holds[..], [Stored::Unreadable(_)]), "{read:?}");
    }
    let mut twice = backup::read(&text).unwrap();
    twice.holds.push(twice.holds[0].clone());
    let restored = backup::restore(&Memory::default(), &twice, "tab", || "x".into()).unwrap();
    assert_eq!(came_in(&restored), ["a", "x"]);
}

#[test]
fn clearing_removes_the_keys_of_this_application_and_no_other() {
    let store = Memory::default();
    saved(&store, "a", 1.0);
    backup::note(&store, 1.0).unwrap();
    store.put("neighbour", "theirs");
    let (keys, characters) = shelf::size(&store).unwrap();
    assert!(keys == 3 && characters > 1000);
    trash::clear(&store, 2.0).unwrap();
    assert_eq!(store.keys_of(""), ["neighbour", "nianbao:removals"], "the mark tells other tabs");
}
