//! 退回意见 on the page of many reports without a browser: what is said stays, one sheet or all are downloaded, and the
//! unit opens what it got.

use nianbao::app::reports::View;
use nianbao::app::reports::remarks::{Form, RemarksStep};
use nianbao::app::{Errand, ReportsStep};
use nianbao::collection::list::Filter;
use nianbao::collection::returning;
use nianbao::format::texts::TextField;
use nianbao::report::Edit;
use nianbao::validate::rules::returned::RETURNED;

use crate::collection::zeros;
use crate::desk::{Browser, Tab};
use crate::reports_page::{File, Office, file};

/// A broken balance, a year that does not go on, and a report of which nothing is to be said.
fn some() -> Vec<File> {
    let wrong = zeros("示例区示例街道办事处", 2024, &[("requests.new.business", "9")]);
    let then = zeros("示例局", 2023, &[("requests.carried-out.business", "3")]);
    let now = zeros("示例局", 2024, &[]);
    vec![file("乙.json", &wrong), file("2023.json", &then), file("2024.json", &now)]
}

fn does(office: &mut Office, step: RemarksStep) {
    office.does(ReportsStep::Remarks(step));
}

/// The worker writes what was asked for first; returns the name of the file and its bytes.
fn writes(office: &mut Office) -> (String, Vec<u8>) {
    let (job, format, packed, files) = office.tab.returning.remove(0);
    let file = |at: usize| Some(office.files[*files.get(at)? as usize].bytes.clone());
    let bytes = returning::answer(format.id, &packed, &file).expect("a file");
    office.tab.runs(Errand::FileWritten { job, bytes: Some(bytes.clone()) });
    (office.tab.downloads.last().expect("a file").0.clone(), bytes)
}

#[test]
fn the_remarks_on_a_report_open_beside_the_units_and_what_was_seen_in_other_years_is_among_them() {
    let mut office = Office::with(some());
    does(&mut office, RemarksStep::Write(2));
    assert_eq!((office.reports().view(), office.tab.focused()), (View::Remarks, "open-report"));
    let sheet = office.reports().open_sheet().expect("a sheet");
    assert!(sheet.title.starts_with("示例局，2024 年度") && sheet.has_file);
    assert!(sheet.remarks.iter().any(|remark| remark.basis == "V07 上年结转"), "{sheet:?}");
    let lines = office.reports().sheet_lines(0..3);
    let line = |report: usize| lines.iter().find(|(_, line)| line.report == report).expect("a row").1.clone();
    assert_eq!((line(2).counts[2], line(1).counts[2]), (1, 0));
    assert!(line(0).goes && line(0).counts[0] > 0);
}

#[test]
fn what_is_said_is_in_every_form_and_stays_after_a_reload() {
    let browser = Browser::new();
    let mut office = Office::at(&browser);
    office.adds(some()).reads();
    does(&mut office, RemarksStep::Write(0));
    does(&mut office, RemarksStep::Note(0, Some(0), " 请与台账核对。 ".into()));
    does(&mut office, RemarksStep::Note(0, None, "请尽快。".into()));
    does(&mut office, RemarksStep::Due("2025-02-10".into()));
    does(&mut office, RemarksStep::From("示例市政务公开办".into()));
    does(&mut office, RemarksStep::Download(0, Form::Text));
    let (name, text) = office.tab.downloads.last().expect("a file");
    assert_eq!(name, "示例区示例街道办事处2024年政府信息公开工作年度报告（退回意见）.txt");
    for said in ["意见：请与台账核对。", "请尽快。", "2025年2月10日前", "示例市政务公开办"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    does(&mut office, RemarksStep::Download(0, Form::Page));
    assert!(office.tab.downloads.last().expect("a file").1.contains("请与台账核对。"));

    let mut later = Office::at(&browser);
    does(&mut later, RemarksStep::Write(0));
    assert_eq!(later.reports().note(0, Some(0)), "请与台账核对。");
    assert_eq!(later.reports().due_and_from(), ("2025-02-10".into(), "示例市政务公开办".into()));
    does(&mut later, RemarksStep::Note(0, Some(0), " ".into()));
    assert_eq!(later.reports().note(0, Some(0)), "", "it is taken back");
    assert_eq!(later.reports().note(0, None), "请尽快。");
}

#[test]
fn the_unit_opens_the_file_and_finds_what_was_said_at_its_cells() {
    let mut office = Office::with(some());
    does(&mut office, RemarksStep::Write(0));
    does(&mut office, RemarksStep::Note(0, Some(0), "请与台账核对。".into()));
    does(&mut office, RemarksStep::Download(0, Form::Report));
    let (name, bytes) = writes(&mut office);
    assert!(name.ends_with("（退回意见）.json"), "{name}");
    let mut unit = Tab::open(&Browser::new(), "#/");
    unit.runs(Errand::Opened(vec![(name, Ok(bytes))]));
    let target = office.reports().open_sheet().expect("a sheet").remarks[0].target.clone();
    let finding = unit.editing().findings().iter().find(|it| it.rule == &RETURNED).expect("a remark");
    assert!(finding.target == target && finding.sentence().contains("请与台账核对。"), "{finding:?}");
}

#[test]
fn what_is_said_stays_with_its_report_when_another_is_taken_out() {
    let mut office = Office::with(some());
    does(&mut office, RemarksStep::Note(2, None, "请补报。".into()));
    office.does(ReportsStep::Remove(0));
    assert_eq!(office.reports().note(1, None), "请补报。");
    assert_eq!(office.reports().note(0, None), "");
}

#[test]
fn all_that_are_shown_and_go_back_come_as_one_archive() {
    let mut office = Office::with(some());
    office.does(ReportsStep::Show(View::Remarks));
    let (going, at_hand) = office.reports().going_counts();
    assert!(going == at_hand && going > 1, "{going}");
    office.does(ReportsStep::Filter(Filter { words: "街道".into(), ..Filter::default() }));
    assert_eq!(office.reports().going_counts(), (1, 1));
    does(&mut office, RemarksStep::DownloadAll);
    let (name, bytes) = writes(&mut office);
    let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    assert_eq!((name.as_str(), archive.len()), ("多份报告（退回意见）.zip", 4));
    office.does(ReportsStep::Filter(Filter { words: "没有这家".into(), ..Filter::default() }));
    does(&mut office, RemarksStep::DownloadAll);
    assert!(office.tab.returning.is_empty() && office.tab.notice().contains("没有要退回的意见"));
}

#[test]
fn where_the_files_are_not_at_hand_everything_but_the_report_goes_back() {
    let browser = Browser::new();
    let mut before = Office::at(&browser);
    before.adds(some()).reads();
    let mut office = Office::at(&browser);
    does(&mut office, RemarksStep::Write(0));
    assert!(!office.reports().open_sheet().expect("a sheet").has_file);
    let (going, at_hand) = office.reports().going_counts();
    assert!(going > 0 && at_hand == 0);
    does(&mut office, RemarksStep::DownloadAll);
    let archive = zip::ZipArchive::new(std::io::Cursor::new(writes(&mut office).1)).expect("an archive");
    assert_eq!(archive.len(), going * 3);
}

#[test]
fn a_report_with_hints_alone_does_not_go_back_unless_something_is_said() {
    let mut report = zeros("示例局", 2024, &[]);
    for field in report.format().texts().filter(|field| !field.is_optional()).collect::<Vec<_>>() {
        report.apply(Edit::Text(field, "本机关依法公开，按规定办理。".to_owned()));
    }
    report.apply(Edit::Text(
        TextField::PROBLEMS,
        "一是更新不够及时；二是解读形式单一。下一步逐月核对栏目，制作图解。".to_owned(),
    ));
    let mut office = Office::with(vec![file("甲.json", &report)]);
    office.does(ReportsStep::Show(View::Remarks));
    let before = office.reports().sheet_lines(0..1)[0].1.clone();
    let weighs = before.counts[0] + before.counts[1] > 0;
    assert_eq!(before.goes, weighs, "{before:?}");
    does(&mut office, RemarksStep::Note(0, None, "写得好。".into()));
    let after = office.reports().sheet_lines(0..1)[0].1.clone();
    assert_eq!((after.goes, after.counts[3], office.reports().going_counts().0), (true, 1, 1));
}

#[test]
fn what_is_cleared_takes_along_what_was_said() {
    let browser = Browser::new();
    let mut office = Office::at(&browser);
    office.adds(some()).reads();
    does(&mut office, RemarksStep::From("示例市政务公开办".into()));
    office.does(ReportsStep::Clear);
    let mut later = Office::at(&browser);
    later.adds(some()).reads();
    assert_eq!(later.reports().due_and_from(), (String::new(), String::new()));
}
