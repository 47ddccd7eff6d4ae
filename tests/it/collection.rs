//! Many reports: what is kept of each. Whatever is read the quick way is read as `interchange` reads it, and an
//! extract says of the numbers what the report says.

use std::sync::Arc;

use nianbao::collection::cells::Held;
use nianbao::collection::extract::{Extract, MOST_FINDINGS, Origin};
use nianbao::collection::{json, reading};
use nianbao::example::example;
use nianbao::export::{csv, html, json as file};
use nianbao::format::Edition;
use nianbao::format::texts::TextField;
use nianbao::interchange;
use nianbao::profile::Profile;
use nianbao::report::entry::Entry;
use nianbao::report::figure::Figures;
use nianbao::report::{Edit, Report};
use nianbao::validate::{self, Severity, validate};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use crate::arbitrary;

fn read(name: &str, bytes: &[u8]) -> Result<Extract, String> {
    reading::read(name, bytes, &Arc::new(Profile::default()))
}

/// What is kept of a report.
pub fn kept(report: &Report) -> Extract {
    let origin = Origin { name: "示例.json".into(), kind: "JSON".into() };
    Extract::of(origin, report, &validate(report), 0)
}

/// A report whose numbers are 0 but for some fields.
pub fn zeros(organ: &str, year: i64, fields: &[(&str, &str)]) -> Report {
    let mut report = Report::of_year(year);
    report.apply(Edit::Organ(organ.into()));
    report.apply(report.fill_zeros(&report.format().cells));
    for (id, text) in fields {
        report.apply(report.typing(id, text).expect("a field"));
    }
    report
}

#[test]
fn files_of_this_program_are_read_straight_and_any_other_as_far_as_it_is_recognised() {
    for edition in Edition::ALL {
        let report = example(edition);
        let own = read("示例.json", file::write(&report, &[]).as_bytes()).expect("a report");
        assert_eq!(own, kept(&report));
        let page = read("示例.html", html::write(&report, &[]).as_bytes()).expect("a report");
        assert_eq!((page.cells, page.origin.kind.as_str()), (own.cells.clone(), "网页"));
        let table = read("示例.csv", csv::write(&report).as_bytes()).expect("a report");
        assert_eq!((table.organ, table.cells), (own.organ, own.cells));
    }
}

#[test]
fn what_is_doubtful_in_a_recognised_file_is_counted() {
    let text = "示例局2024年政府信息公开工作年度报告\n一、总体情况\n全年公开信息三百条。\n二、主动公开政府信息情况\n规章 1 2 3\n行政规范性文件 5（其中修订2件） 0 9\n";
    let kept = read("示例.txt", text.as_bytes()).expect("a report");
    assert_eq!((kept.organ.as_str(), kept.year), ("示例局", Some(2024)));
    assert!(kept.doubts > 0);
}

#[test]
fn a_file_that_is_none_or_damaged_is_a_sentence() {
    let whole = file::write(&example(Edition::LATEST), &[]);
    for (bytes, words) in [
        (b"" as &[u8], "空的"),
        (&whole.as_bytes()[..whole.len() / 2], "文件已损坏，第"),
        (b"PK\x03\x04", "打不开"),
        ("今天开会。".as_bytes(), "没有从这个文件里认出年报的内容"),
        (br#"{"format":"nianbao-report","version":2}"#, "新版本的页面"),
        (br#"{"format":"nianbao-report","version":1,"edition":"2021","organ":3}"#, "“organ”不符合"),
    ] {
        let said = read("文件", bytes).expect_err("no report");
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn a_report_with_very_long_texts_and_nothing_but_mistakes_is_kept_in_a_few_kilobytes() {
    let mut report = example(Edition::LATEST);
    let long = "一是是公开2023年信息，增增长百分之九百，他他们说好。".repeat(300);
    for field in TextField::all() {
        report.apply(Edit::Text(field, long.clone()));
    }
    let cells = report.format().cells.clone();
    report.apply(Edit::Cells(cells.into_iter().map(|cell| (cell, Entry::Text("约".repeat(500)))).collect()));
    let worst = kept(&report);
    assert_eq!(worst.findings.len(), MOST_FINDINGS);
    assert!(worst.counts.iter().sum::<usize>() >= MOST_FINDINGS, "all are counted: {:?}", worst.counts);
    assert!(worst.write().len() < 128 * 1024, "{}", worst.write().len());
    let usual = kept(&example(Edition::LATEST)).write().len();
    assert!(usual < 4 * 1024, "{usual}");
}

#[test]
fn an_answered_warning_is_kept_and_counts_no_more() {
    let mut report = example(Edition::LATEST);
    report.apply(report.typing("requests.new.business", "").expect("a field"));
    let open = validate(&report).into_iter().find(|it| it.severity == Severity::Warning).expect("a warning");
    let before = kept(&report);
    report.apply(Edit::Answer(open.cause(&report), "已核对。".into()));
    let after = read("示例.json", file::write(&report, &[]).as_bytes()).expect("a report");
    assert_eq!(after.count(Severity::Warning) + 1, before.count(Severity::Warning));
    let answered: Vec<_> = after.findings.iter().filter(|it| !it.is_open()).collect();
    assert_eq!(answered.iter().map(|it| it.answer.as_str()).collect::<Vec<_>>(), ["已核对。"]);
}

#[test]
fn an_extract_that_did_not_arrive_whole_is_none() {
    let text = kept(&zeros("示例局", 2024, &[])).write();
    assert!(Extract::parse(&text).is_some());
    for broken in [&text[..text.len() - 2], "", "{}", &text.replace("\"2021\"", "\"2077\"")] {
        assert_eq!(Extract::parse(broken), None);
    }
}

/// The JSON of a report with one place of it changed, left out, or moved to the end.
fn changed(mut value: Value, path: &[usize], other: Option<Value>) -> Value {
    let mut place = &mut value;
    for (depth, at) in path.iter().enumerate() {
        let Value::Object(map) = place else { break };
        let Some(key) = map.keys().nth(at % map.len().max(1)).cloned() else { break };
        let is_last = depth + 1 == path.len() || !map[&key].is_object();
        if is_last {
            let was = map.shift_remove(&key);
            if let Some(value) = other.clone().or(was.filter(|_| at % 2 == 0)) {
                map.insert(key, value);
            }
            break;
        }
        place = &mut map[&key];
    }
    value
}

proptest! {
    #[test]
    fn whatever_is_written_is_read_the_quick_way_and_the_same(report in arbitrary::report()) {
        let text = file::write(&report, &validate(&report));
        let read = json::read(&text);
        prop_assert_eq!(read.map(Ok), Some(interchange::read(&text)));
    }

    #[test]
    fn what_is_changed_by_another_hand_is_read_the_same_or_left_to_the_other_reader(
        report in arbitrary::report(),
        path in proptest::collection::vec(any::<usize>(), 1..4),
        other in proptest::option::of(select(vec![
            json!(null), json!(3), json!(-4), json!(2.5), json!(1e30), json!(u64::MAX), json!("7"), json!("x"),
            json!([]), json!({}), json!({ "total": 1 }), json!(true),
        ])),
    ) {
        let text = changed(interchange::write(&report, &[]), &path, other).to_string();
        if let Some(read) = json::read(&text) {
            prop_assert_eq!(Ok(read), interchange::read(&text));
        }
    }

    #[test]
    fn an_extract_comes_back_and_holds_the_numbers_of_its_report(report in arbitrary::report()) {
        let extract = kept(&report);
        prop_assert_eq!(Extract::parse(&extract.write()), Some(extract.clone()));
        let figures = Figures::of(&report);
        for (cell, held) in extract.cells.iter() {
            prop_assert_eq!(held.number(), figures.at(cell).complete());
            let is_derived = matches!(held, Held::Derived(_) | Held::Unfinished);
            prop_assert_eq!(is_derived, *report.cell(cell) == Entry::Automatic);
        }
        prop_assert_eq!(extract.counts, validate::count(&validate(&report)));
        let again = Extract { findings: Vec::new(), counts: [0; 3], sketches: Vec::new(), ..extract.clone() };
        let bare = kept(&extract.report());
        let bare = Extract { findings: Vec::new(), counts: [0; 3], sketches: Vec::new(), ..bare };
        if !extract.cells.iter().any(|(_, held)| held == Held::NoNumber) {
            prop_assert_eq!(bare, again, "a report without its texts");
        }
    }
}
