//! A report that the office above sent back, opened by the unit: what was said to it stands at its cells, stays with
//! the draft, goes when it is dealt with, and never leaves with what is published.

use nianbao::app::sheet::Mark;
use nianbao::app::{Errand, Message};
use nianbao::collection::parent;
use nianbao::collection::remarks::{Remark, Remarks};
use nianbao::collection::returning::{self, Sheet};
use nianbao::collection::{alike, remarks};
use nianbao::export::{html, json};
use nianbao::interchange::returned;
use nianbao::report::Report;
use nianbao::report::office::parse_date;
use nianbao::validate::Finding;
use nianbao::validate::rules::returned::RETURNED;

use crate::collection::{kept, zeros};
use crate::desk::{Browser, Tab};

const NEW: &str = "requests.new.business";

fn wrong() -> Report {
    zeros("示例局", 2024, &[(NEW, "2")])
}

/// What goes back: a note to the first finding, something that was seen beside other reports, and a note to all.
fn sheet(report: &Report) -> Remarks {
    let of_chapter = Remark::beside(alike::RULE, "problems", "与乙局的报告几乎相同。".into());
    let mut sheet = Remarks::of(&kept(report), vec![of_chapter]);
    sheet.remarks[0].note = "与台账不一致，\n请核对。".into();
    sheet.note = "请盖章后再报。".into();
    sheet.due = parse_date("2025-02-10");
    sheet.from = "示例市政务公开办".into();
    sheet
}

/// The file that the worker makes of it.
fn file(sheet: &Remarks, report: &Report) -> Vec<u8> {
    let packed = returning::pack(vec![Sheet { remarks: sheet.clone(), file: Some((0, "甲.json".into())) }]);
    returning::answer(remarks::REPORT.id, &packed, &|_| Some(json::write(report, &[]).into_bytes()))
        .expect("a file")
}

fn opened(browser: &std::rc::Rc<Browser>) -> Tab {
    let mut tab = Tab::open(browser, "#/");
    tab.runs(Errand::Opened(vec![("退回.json".into(), Ok(file(&sheet(&wrong()), &wrong())))]));
    tab
}

fn said(tab: &Tab) -> Vec<&Finding> {
    tab.editing().findings().iter().filter(|finding| finding.rule == &RETURNED).collect()
}

#[test]
fn what_is_said_stands_at_its_places_and_the_cell_is_marked() {
    let tab = opened(&Browser::new());
    let notice = tab.notice();
    assert!(
        notice.starts_with("这是上级（示例市政务公开办）退回的报告，3 条意见")
            && notice.contains("请于2025年2月10日前"),
        "{notice}"
    );
    let said = said(&tab);
    let first = kept(&wrong()).findings[0].clone();
    let at = |target: &str| said.iter().find(|it| it.target == target).expect("a remark").sentence();
    assert_eq!(at(&first.target), format!("上级意见：与台账不一致， 请核对。（针对：{}）", first.sentence));
    assert_eq!(at("problems"), "上级核对：与乙局的报告几乎相同。");
    assert_eq!(at("organ"), "上级意见：请盖章后再报。");
    let cell = tab.report().format().cell(&first.target).expect("a cell");
    assert_eq!(tab.sheet().cell(cell).expect("a view").mark, Mark::Bad);
}

#[test]
fn what_is_said_stays_with_the_draft_and_is_there_when_it_is_opened_again() {
    let browser = Browser::new();
    let tab = opened(&browser);
    let address = tab.address.clone();
    let later = Tab::open(&browser, &address);
    assert_eq!(said(&later), said(&tab));
    assert_eq!(said(&later).len(), 3);
}

#[test]
fn a_remark_to_a_finding_goes_with_it_and_any_other_when_it_is_answered() {
    let mut tab = opened(&Browser::new());
    tab.types("requests.granted.business", "2");
    assert_eq!(said(&tab).iter().map(|it| it.target).collect::<Vec<_>>(), ["organ", "problems"]);
    let finding = said(&tab)[1].clone();
    let cause = finding.cause(tab.report());
    tab.runs(Errand::Answer(cause, "已重写。".into())).sends(Message::Left);
    assert_eq!(said(&tab)[1].answer.as_deref(), Some("已重写。"));
}

#[test]
fn what_is_said_goes_along_with_a_copy() {
    let browser = Browser::new();
    let mut tab = opened(&browser);
    let first = tab.editing().id().to_owned();
    tab.runs(Errand::SaveAsCopy);
    assert_ne!(tab.editing().id(), first);
    assert_eq!(said(&tab).len(), 3);
    let later = Tab::open(&browser, &tab.address.clone());
    assert_eq!(said(&later), said(&tab));
    tab.goes("#/").runs(Errand::CopyDraft(first));
    let with_remarks = |record: &&String| record.contains("请盖章后再报");
    assert_eq!(browser.store.records.borrow().values().filter(with_remarks).count(), 3);
}

#[test]
fn what_is_answered_stays_with_the_draft_and_is_in_nothing_that_is_published() {
    let browser = Browser::new();
    let mut tab = opened(&browser);
    let of_texts = said(&tab).into_iter().find(|it| it.target == "problems").expect("a remark").clone();
    tab.runs(Errand::Answer(of_texts.cause(tab.report()), "已重写。".into()))
        .sends(Message::Left)
        .waits(2_000.0);
    for format in [&json::FORMAT, &html::FORMAT] {
        tab.runs(Errand::Download(format)).runs(Errand::NoticeAccepted);
        let (name, text) = tab.downloads.last().expect("a file");
        assert!(name.ends_with(format.extension), "{name}");
        for word in ["已重写", "R01", "几乎相同", "上级"] {
            assert!(!text.contains(word), "{word} in {name}");
        }
    }
    let later = Tab::open(&browser, &tab.address.clone());
    let answers = said(&later).into_iter().filter_map(|it| it.answer.clone()).collect::<Vec<_>>();
    assert_eq!(answers, ["已重写。"]);
}

#[test]
fn other_answers_are_published() {
    let mut tab = Tab::open(&Browser::new(), "#/new/2024");
    tab.types("requests.new.business", "0");
    let warning = tab.editing().findings().iter().find(|it| it.can_be_answered()).expect("a warning").clone();
    tab.runs(Errand::Answer(warning.cause(tab.report()), "情况属实。".into()));
    tab.runs(Errand::Download(&json::FORMAT)).runs(Errand::NoticeAccepted);
    assert!(tab.downloads.last().expect("a file").1.contains("情况属实。"));
}

#[test]
fn nothing_of_it_is_in_what_the_unit_downloads() {
    let mut tab = opened(&Browser::new());
    tab.runs(Errand::Download(&json::FORMAT)).runs(Errand::NoticeAccepted);
    let (_, text) = tab.downloads.last().expect("a file");
    assert!(!text.contains("上级") && !text.contains("R01"), "{text}");
}

#[test]
fn several_that_came_back_become_drafts_with_what_was_said() {
    let browser = Browser::new();
    let mut tab = Tab::open(&browser, "#/");
    let bytes = file(&sheet(&wrong()), &wrong());
    tab.runs(Errand::Opened(vec![("一.json".into(), Ok(bytes.clone())), ("二.json".into(), Ok(bytes))]));
    assert!(tab.notice().starts_with("已打开 2 份报告。"), "{}", tab.notice());
    let records = browser.store.records.borrow();
    assert_eq!(records.values().filter(|record| record.contains("请盖章后再报")).count(), 2);
}

#[test]
fn a_file_of_a_later_version_or_a_damaged_one_is_refused_with_a_sentence() {
    let text = String::from_utf8(file(&sheet(&wrong()), &wrong())).expect("a text");
    let mut tab = Tab::open(&Browser::new(), "#/");
    for (from, to, sentence) in [
        ("\"version\": 1", "\"version\": 2", "由更新的版本"),
        ("\"due\": \"2025-02-10\"", "\"due\": \"明天\"", "“due”不符合"),
        ("\"remarks\": [", "\"remarks\": [ 7,", "“remarks”不符合"),
    ] {
        let bytes = text.replacen(from, to, 1).into_bytes();
        tab.runs(Errand::Opened(vec![("退回.json".into(), Ok(bytes))]));
        let lines = tab.model.notice().expect("a notice").lines;
        assert!(lines[0].contains(sentence), "{lines:?}");
    }
    assert!(returned::read("{}").is_none() && returned::read("<p>").is_none());
}

#[test]
fn the_worker_writes_one_file_or_all_and_leaves_out_the_report_that_is_not_at_hand() {
    let report = wrong();
    let with = Sheet { remarks: sheet(&report), file: Some((0, "甲.json".into())) };
    let without =
        Sheet { remarks: Remarks::of(&kept(&zeros("乙局", 2024, &[(NEW, "1")])), vec![]), file: None };
    let files = |at: usize| (at == 0).then(|| json::write(&report, &[]).into_bytes());
    let packed = returning::pack(vec![with.clone(), without.clone()]);
    let archive = returning::answer(remarks::ALL.id, &packed, &files).expect("an archive");
    let archive = zip::ZipArchive::new(std::io::Cursor::new(archive)).expect("an archive");
    assert_eq!(archive.len(), 4 + 3);
    let text = returning::answer(remarks::TEXT.id, &packed, &files).expect("a file");
    assert_eq!(String::from_utf8(text).expect("a text"), with.remarks.text());
    let alone = returning::pack(vec![without]);
    assert_eq!(returning::answer(remarks::REPORT.id, &alone, &files), None);
    assert_eq!(returning::answer("html", &packed, &files), None);
    assert_eq!(returning::answer(remarks::ALL.id, "[", &files), None);
}

#[test]
fn a_rest_that_is_too_small_lands_on_its_cell() {
    let report = wrong();
    let remark = Remark::beside(parent::RULE, NEW, "少 1。".into());
    let sheet = Remarks { remarks: vec![remark], ..sheet(&report) };
    let mut tab = Tab::open(&Browser::new(), "#/");
    tab.runs(Errand::Opened(vec![("退回.json".into(), Ok(file(&sheet, &report)))]));
    assert!(said(&tab).iter().any(|it| it.target == NEW && it.cells.len() == 1));
}

#[test]
fn the_office_above_reads_such_a_file_as_the_report_that_it_holds() {
    let bytes = file(&sheet(&wrong()), &wrong());
    let read = nianbao::collection::reading::open("退回.json", &bytes).expect("a report");
    assert_eq!((read.report, read.kind.as_str()), (wrong(), "JSON"));
}
