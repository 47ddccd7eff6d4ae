//! Last year's report, attached to a draft: kept with it, compared with, taken over from, and never published.

use std::collections::BTreeSet;

use nianbao::app::sheet::Mark;
use nianbao::app::{Errand, Message};
use nianbao::draft::record::{self, Unread};
use nianbao::draft::{Draft, Stored, backup, saving, shelf};
use nianbao::export::{FORMATS, heavy, json};
use nianbao::format::Edition;
use nianbao::report::previous::Previous;
use nianbao::report::{Edit, Report};
use nianbao::validate::rules::in_force::IN_FORCE;
use nianbao::validate::{Finding, validate};
use proptest::prelude::*;

use crate::arbitrary::report;
use crate::desk::{Browser, Tab};
use crate::drafts::loaded;
use crate::memory::Memory;

fn types(report: &mut Report, fields: &[(&str, &str)]) {
    for (id, text) in fields {
        let edit = report.typing(id, text).unwrap_or_else(|| panic!("no field {id}"));
        report.apply(edit);
    }
}

/// Last year's report of an office, with words that stand nowhere else.
pub fn last() -> Report {
    let mut last = Report::of_year(2023);
    types(
        &mut last,
        &[
            ("organ", "示例街道办事处"),
            ("level", "township"),
            ("scope", "own"),
            ("published", "2024-01-20"),
            ("preamble", "现公布2023年度报告，统计期限自2023年1月1日起至2023年12月31日止。"),
            ("overview", "去年的总体情况只写在去年的报告里，本句今年一个字也没有用到。"),
            ("requests.carried-out.natural-person", "4711"),
            ("requests.carried-out.business", "0"),
            ("disclosure.licensing.decisions", "328"),
        ],
    );
    last
}

/// A report of 2024 to which another is attached.
fn attached(last: Report) -> Report {
    let mut report = Report::of_year(2024);
    types(&mut report, &[("organ", "示例街道办事处"), ("requests.carried-in.natural-person", "3")]);
    report.apply(Edit::Previous(Some(Previous::new("上年的报告.json", last))));
    report
}

// Kept with the draft

#[test]
fn the_attached_report_is_kept_with_the_draft_in_its_versions_its_copies_and_the_backup() {
    let report = attached(last());
    let text = record::write(&Draft::new("sample".into(), report.clone()));
    expect_test::expect_file!["../stored/2-previous.json"].assert_eq(&format!("{text}\n"));
    assert_eq!(record::read(&text).unwrap().report, report);
    let store = Memory::default();
    let mut draft = saving::save_new(&store, Draft::new("sample".into(), report), "tab", 1.0).unwrap();
    assert_eq!(loaded(&store, "sample").report, draft.report);
    assert_eq!(loaded(&store, "sample").copied_as("copy".into()).report, draft.report);
    let held = backup::read(&backup::write(&store, &[], 2.0).unwrap()).unwrap();
    assert!(matches!(&held.holds[0], Stored::Draft(held) if held.report == draft.report));
    draft.report.apply(Edit::Previous(None));
    saving::save(&store, &mut draft, "tab", 3.0).unwrap();
    assert!(!record::write(&draft).contains("previous"), "a draft without one has no such part");
    let versions = nianbao::draft::versions::list(&store, "sample").unwrap();
    let with = versions.iter().filter(|it| matches!(it, Stored::Draft(it) if it.report.previous().is_some()));
    assert_eq!((versions.len(), with.count()), (2, 1));
    assert!(matches!(shelf::list(&store).unwrap()[..], [Stored::Draft(_)]));
}

#[test]
fn the_attached_report_is_checked_as_the_report_is_and_one_of_a_later_program_can_be_looked_at() {
    let text = record::write(&Draft::new("sample".into(), attached(last())));
    let altered = text.replace("4711", "4712");
    assert_eq!(record::read(&altered).unwrap_err(), Unread::Damaged);
    let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
    value["previous"]["report"]["of-a-later-program"] = true.into();
    let written = value["previous"]["report"].to_string();
    value["previous"]["checksum"] =
        crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC).checksum(written.as_bytes()).into();
    assert!(matches!(record::read(&value.to_string()), Err(Unread::Newer(Some(_)))));
}

// Never published

/// What a file says: its text, or those of the files in the archive that it is.
fn words(file: Vec<u8>) -> String {
    use std::io::Read;
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(&file)) else {
        return String::from_utf8(file).expect("a text");
    };
    let mut text = String::new();
    for at in 0..archive.len() {
        archive.by_index(at).and_then(|mut part| Ok(part.read_to_string(&mut text)?)).expect("a part");
    }
    text
}

#[test]
fn nothing_of_the_attached_report_is_in_a_file_that_goes_out() {
    let report = attached(last());
    assert!(validate(&report).iter().any(|finding| finding.sentence().contains("4711")), "it is compared");
    let part = report.published_part();
    for format in FORMATS.iter().filter(|format| !format.compares) {
        // The findings of the whole report may name last year's numbers: the page does not hand them over.
        let [file, plain] =
            [heavy::write(format, &part, &validate(&part)), heavy::write(format, &report, &[])].map(words);
        for text in [&file, &plain] {
            for words in ["4711", "去年的总体情况", "上年的报告", "previous"] {
                assert!(!text.contains(words), "{}: {words}", format.name);
            }
        }
    }
}

// Compared with

/// A report of 2024 in which 90 documents are in force where 86 and 5 without 4 are due.
fn with_a_difference() -> Report {
    let mut last = last();
    types(&mut last, &[("disclosure.normative-documents.in-force", "86")]);
    let mut report = attached(last);
    for (column, number) in [("issued", "5"), ("repealed", "4"), ("in-force", "90")] {
        types(&mut report, &[(&format!("disclosure.normative-documents.{column}"), number)]);
    }
    report
}

fn in_force(report: &Report) -> Finding {
    validate(report).into_iter().find(|finding| finding.rule == &IN_FORCE).expect("a finding")
}

#[test]
fn a_difference_that_a_clearing_out_explains_is_answered_as_long_as_all_its_numbers_stay() {
    let mut report = with_a_difference();
    report.apply(Edit::Answer(in_force(&report).cause(&report), "清理后增加 3 件".into()));
    assert_eq!(in_force(&report).answer.as_deref(), Some("清理后增加 3 件"));
    let text = record::write(&Draft::new("a".into(), report.clone()));
    assert!(in_force(&record::read(&text).expect("a record").report).answer.is_some());
    for (id, number) in [("issued", "6"), ("in-force", "91")] {
        let mut other = report.clone();
        types(&mut other, &[(&format!("disclosure.normative-documents.{id}"), number)]);
        assert_eq!(in_force(&other).answer, None, "{id}");
    }
    let mut last = report.previous().expect("a report").report.clone();
    types(&mut last, &[("disclosure.normative-documents.in-force", "80")]);
    report.apply(Edit::Previous(Some(Previous::new("另一份", last))));
    assert_eq!(in_force(&report).answer, None, "another report is attached");
}

#[test]
fn a_hint_marks_no_cell_as_wrong() {
    let mut tab = with_file();
    tab.types("disclosure.licensing.decisions", "9487").runs(Errand::Check);
    assert!(tab.editing().findings().iter().any(|it| it.rule.id == "V28"));
    let cell = tab.report().format().cell("disclosure.licensing.decisions").expect("a cell");
    assert_eq!(tab.sheet().cell(cell).map(|view| view.mark), Some(Mark::None));
}

#[test]
fn how_much_of_each_chapter_is_last_years_is_said_when_typing_pauses() {
    let old = "加强组织领导，把政务公开列入年度重点工作，定期召开会议专题研究部署。";
    let mut then = last();
    types(&mut then, &[("overview", old)]);
    let mut tab = tab();
    attaches(&mut tab, &then);
    assert_eq!(tab.editing().alike_words(), None);
    let new = "今年新建政务公开专区一处，办理群众查询六十次，回应社会关切二十四件，全部按时办结。";
    tab.types("overview", &format!("{old}{new}")).types("problems", new).waits(400.0);
    assert_eq!(tab.editing().alike_words().as_deref(), Some("正文与上年相同：总体情况 45%。"));
    tab.types("overview", old).waits(400.0);
    assert_eq!(tab.editing().alike_words().as_deref(), Some("正文与上年相同：总体情况 100%。"));
    assert!(tab.editing().findings().iter().any(|it| it.rule.id == "V18" && it.quotes() == [old]));
}

// Taken over

proptest! {
    #[test]
    fn taking_over_changes_nothing_but_what_was_listed(now in report(), then in report(), year in 2019i64..2030) {
        let (mut now, mut then) = (now, then);
        now.apply(Edit::Year(year.to_string()));
        then.apply(Edit::Year((year - 1).to_string()));
        now.apply(Edit::Organ("示例局".into()));
        then.apply(Edit::Organ("示例局".into()));
        now.apply(Edit::Previous(Some(Previous::new("上年", then))));
        let carried = now.carried();
        let mut after = now.clone();
        carried.iter().for_each(|it| after.apply(it.edit.clone()));
        let listed: BTreeSet<&str> = carried.iter().map(|it| it.id).collect();
        let same = |id: &str| match nianbao::format::texts::TextField::from_id(id) {
            Some(field) => now.text(field) == after.text(field),
            None => match now.format().cell(id) {
                Some(cell) => now.cell(cell) == after.cell(cell),
                None => now.head_value(id) == after.head_value(id),
            },
        };
        let head = nianbao::format::HEAD.iter().map(|(id, _)| *id);
        let texts = nianbao::format::texts::TextField::all().map(|field| field.id());
        for id in head.chain(texts).chain(now.format().cells.iter().map(|cell| cell.id())) {
            prop_assert!(same(id) || listed.contains(id), "{id}");
        }
        prop_assert_eq!(now.previous(), after.previous());
        prop_assert_eq!(now.answers(), after.answers());
        // What was taken over is not offered again.
        let again: Vec<&str> = after.carried().iter().map(|it| it.id).filter(|id| listed.contains(id)).collect();
        prop_assert_eq!(again, [""; 0]);
    }

    #[test]
    fn a_draft_with_any_report_attached_comes_back_without_loss(now in report(), then in report()) {
        let mut report = now;
        report.apply(Edit::Previous(Some(Previous::new("上年", then))));
        let text = record::write(&Draft::new("a".into(), report.clone()));
        prop_assert_eq!(record::read(&text).expect("a record").report, report.clone());
        let findings = validate(&report);
        prop_assert!(findings.iter().all(|it| it.suspects.len() <= 4 && it.sentence().ends_with('。')));
        let _ = report.carried();
    }
}

// At the page

/// A tab on a new report of 2024.
fn tab() -> Tab {
    let mut tab = Tab::open(&Browser::new(), "#/new/2024");
    tab.types("organ", "示例街道办事处");
    tab
}

fn file(of: &Report) -> Vec<u8> {
    json::write(of, &[]).into_bytes()
}

fn attaches(tab: &mut Tab, of: &Report) {
    tab.runs(Errand::LastYearOpened("去年.json".into(), Ok(file(of))));
}

fn with_file() -> Tab {
    let mut tab = tab();
    attaches(&mut tab, &last());
    tab
}

fn attached_name(tab: &Tab) -> String {
    tab.editing().attached().map(|it| it.name).unwrap_or_default()
}

const NAME: &str = "示例街道办事处2023年政府信息公开工作年度报告";

#[test]
fn a_file_of_this_page_is_attached_at_once_in_either_form() {
    for format in FORMATS.iter().filter(|format| ["json", "html"].contains(&format.id)) {
        let mut tab = tab();
        let bytes = heavy::write(format, &last(), &[]);
        tab.runs(Errand::LastYearOpened(format!("去年.{}", format.extension), Ok(bytes)));
        let attached = tab.editing().attached().expect("a report");
        assert_eq!(attached.name, NAME);
        assert_eq!((attached.from, attached.not_compared), (format!("去年.{}", format.extension), ""));
        assert_eq!((tab.focused(), tab.notice().as_str()), ("last-year", ""));
        assert_eq!(tab.report().organ(), "示例街道办事处", "the report itself stays");
    }
}

#[test]
fn attaching_and_taking_off_are_steps_of_undo() {
    let mut tab = with_file();
    attaches(&mut tab, &{
        let mut other = last();
        types(&mut other, &[("year", "2022")]);
        other
    });
    assert_eq!(tab.editing().attached().map(|it| it.not_compared), Some("不是上一年度的，没有比较。"));
    tab.sends(Message::Undo);
    assert_eq!((attached_name(&tab).as_str(), tab.focused()), (NAME, "last-year"));
    tab.runs(Errand::Detach);
    assert_eq!(attached_name(&tab), "");
    tab.sends(Message::Undo);
    assert_eq!(attached_name(&tab), NAME);
    tab.sends(Message::Undo);
    assert_eq!(attached_name(&tab), "");
    tab.sends(Message::Redo);
    assert_eq!(attached_name(&tab), NAME);
}

#[test]
fn what_is_attached_is_there_after_a_reload_in_a_copy_in_a_second_tab_and_from_the_second_copy() {
    let mut tab = with_file();
    tab.waits(2_000.0);
    let (browser, id) = (tab.browser.clone(), tab.editing_id());
    let address = format!("#/edit/{id}");
    assert_eq!(attached_name(&Tab::open(&browser, &address)), NAME);
    let mut list = Tab::open(&browser, "#/");
    list.runs(Errand::CopyDraft(id.clone()));
    let copy = list.model.kept().and_then(|kept| match &kept.stored.as_ref().ok()?[0] {
        Stored::Draft(draft) if draft.id != id => Some(draft.report.previous().is_some()),
        _ => None,
    });
    assert_eq!(copy, Some(true));
    // The other tab goes on without it, and this one takes that over: one undo brings it back.
    let mut other = Tab::open(&browser, &address);
    other.runs(Errand::Detach).waits(2_000.0);
    tab.sends(Message::Shown).runs(Errand::TakeNewer);
    assert_eq!(attached_name(&tab), "");
    drop((tab, list));
    other.sends(Message::Undo).waits(2_000.0);
    browser.store.records.borrow_mut().clear();
    assert_eq!(attached_name(&Tab::open(&browser, &address)), NAME, "the browser lost it");
}

#[test]
fn a_version_comes_back_with_what_was_attached_to_it() {
    let mut tab = with_file();
    tab.waits(2_000.0);
    let version = tab.report().clone();
    tab.runs(Errand::Detach).types("overview", "今年。").waits(2_000.0);
    tab.runs(Errand::RestoreVersion(Box::new(version)));
    assert_eq!(attached_name(&tab), NAME);
    tab.sends(Message::Undo);
    assert_eq!(attached_name(&tab), "");
}

#[test]
fn a_backup_brings_it_back_and_a_download_never_holds_it() {
    let mut tab = with_file();
    tab.types("requests.carried-in.natural-person", "3").waits(2_000.0);
    tab.runs(Errand::BackUp("2025-01-16".into()));
    let (_, backup) = tab.downloads.pop().expect("a backup");
    assert!(backup.contains("去年的总体情况"));
    let held = backup::read(&backup).expect("a backup").holds;
    assert!(matches!(&held[0], Stored::Draft(draft) if draft.report.previous().is_some()));
    for format in FORMATS.iter().filter(|format| !format.compares) {
        tab.runs(Errand::Download(format));
        if tab.offer().is_some() {
            assert!(tab.notice().ends_with("1 处是与上年报告比较得出的，不写进文件。"), "{}", tab.notice());
            tab.runs(Errand::NoticeAccepted);
        }
        if !tab.writing.is_empty() {
            tab.worker_writes(true);
        }
        let (name, text) = tab.downloads.pop().expect("a file");
        for words in ["4711", "去年", "上年的报告", "previous"] {
            assert!(!text.contains(words), "{name}: {words}");
        }
    }
}

#[test]
fn what_is_no_report_of_this_page_is_refused_with_a_sentence_and_nothing_is_attached() {
    let mut tab = tab();
    let before = tab.report().clone();
    for (bytes, says) in [
        (Ok("https://example.org/2023.html".into()), "网址"),
        (Ok(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()), "图片"),
        (Ok(Vec::new()), "这个文件是空的"),
        (Ok(b"{\"format\": \"nianbao-report\",".to_vec()), "文件已损坏"),
        (Ok(b"{\"format\": \"nianbao-backup\", \"version\": 1, \"drafts\": []}".to_vec()), "备份"),
        (Err("浏览器读不出这个文件。".to_owned()), "浏览器读不出"),
    ] {
        tab.runs(Errand::LastYearOpened("上年.doc".into(), bytes));
        if !tab.reading.is_empty() {
            tab.worker_answers(None);
        }
        let notice = tab.model.notice().expect("a notice");
        assert_eq!(notice.text, "没有附上这个文件。");
        assert!(
            notice.lines[0].starts_with("上年.doc：") && notice.lines[0].contains(says),
            "{:?}",
            notice.lines
        );
    }
    assert_eq!(*tab.report(), before);
}

#[test]
fn a_file_that_this_page_did_not_write_is_read_by_the_worker_and_attached_as_proposed() {
    let mut tab = tab();
    let page = "<h1>示例街道办事处2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>2023年，本街道做了许多工作。</p>\
        <p>二、主动公开政府信息情况</p><table><tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td>\
        <td>现行有效件数</td></tr><tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr>\
        <tr><td>行政规范性文件</td><td>3（其中修订1件）</td><td>1</td><td>8</td></tr></table>";
    tab.runs(Errand::LastYearOpened("上年.html".into(), Ok(page.into())));
    assert!(tab.report().previous().is_none(), "not before it was read");
    tab.worker_answers(None);
    let previous = tab.report().previous().expect("last year's report");
    assert_eq!((previous.from.as_str(), previous.report.organ()), ("上年.html", "示例街道办事处"));
    let text = |id: &str| {
        let cell = previous.report.format().cell(id).expect("a cell");
        previous.report.cell(cell).text(cell.declared().kind)
    };
    assert_eq!(text("disclosure.normative-documents.issued"), "3", "as proposed");
    assert_eq!(text("disclosure.normative-documents.in-force"), "8");
    let notice = tab.model.notice().expect("a notice");
    assert!(notice.text.starts_with("已附上上年报告，1 处"), "{}", notice.text);
    assert!(notice.lines[0].contains("行政规范性文件"), "{:?}", notice.lines);
    tab.sends(Message::Undo);
    assert!(tab.report().previous().is_none(), "one step");
    // An answer that comes when another draft is open is for nobody.
    tab.runs(Errand::LastYearOpened("上年.html".into(), Ok(page.into())));
    tab.goes("#/new/2021").worker_answers(None);
    assert!(tab.report().previous().is_none() && tab.model.importing().is_none());
}

#[test]
fn other_drafts_are_offered_those_of_this_organ_and_the_year_before_first() {
    let browser = Browser::new();
    for (year, organ) in
        [(2022, "示例街道办事处"), (2023, "示例街道办事处"), (2023, "示例乙局"), (2021, "示例丙局")]
    {
        let mut tab = Tab::open(&browser, &format!("#/new/{year}"));
        tab.types("organ", organ).waits(2_000.0);
    }
    let mut tab = Tab::open(&browser, "#/new/2024");
    tab.types("organ", "示例街道办事处").waits(2_000.0).runs(Errand::LookForLastYear);
    let names: Vec<&str> = tab.editing().candidates().iter().map(|it| it.name.as_str()).collect();
    let expected =
        ["示例街道办事处 2023 年", "示例街道办事处 2022 年", "示例乙局 2023 年", "示例丙局 2021 年"];
    assert_eq!(names, expected);
    let id = tab.editing().candidates()[0].id.clone();
    tab.runs(Errand::AttachDraft(id));
    assert_eq!(attached_name(&tab), NAME);
    tab.runs(Errand::AttachDraft("gone".into()));
    assert_eq!(tab.notice(), "没有附上：这份草稿已经不在了。");
}

#[test]
fn what_was_chosen_is_taken_over_as_one_step_and_the_rest_stays() {
    let mut tab = with_file();
    tab.types("overview", "今年的情况。");
    let listed: Vec<(&str, bool)> =
        tab.editing().carried().iter().map(|it| (it.id, it.is_conflict())).collect();
    let all = [
        ("level", false),
        ("scope", false),
        ("preamble", false),
        ("requests.carried-in.natural-person", false),
        ("requests.carried-in.business", false),
    ];
    assert_eq!(listed, all);
    let before = tab.report().clone();
    tab.runs(Errand::CarryOver(vec!["level", "preamble", "requests.carried-in.natural-person"]));
    assert_eq!((tab.report().head_value("level").as_str(), tab.report().scope()), ("township", None));
    assert_eq!(
        tab.report().text(tab.report().format().preamble),
        "现公布2024年度报告，统计期限自2024年1月1日起至2024年12月31日止。"
    );
    assert_eq!(tab.shows("requests.carried-in.natural-person"), "4711");
    assert_eq!(tab.shows("requests.carried-in.business"), "");
    assert_eq!(tab.focused(), "level");
    assert!(tab.said.iter().any(|words| words == "已带入 3 处，可以撤销。"));
    tab.sends(Message::Undo);
    assert_eq!(*tab.report(), before);
    tab.runs(Errand::CarryOver(vec!["published"]));
    assert_eq!(*tab.report(), before, "what is not listed is not taken over");
}

#[test]
fn the_help_of_a_cell_says_last_years_number_and_the_change() {
    let mut tab = with_file();
    tab.types("disclosure.licensing.decisions", "300").types("requests.carried-in.business", "0");
    let says = |tab: &Tab, id: &str| {
        let cell = tab.report().format().cell(id).expect("a cell");
        tab.editing().last_number(cell).map(|it| it.words())
    };
    assert_eq!(says(&tab, "disclosure.licensing.decisions").as_deref(), Some("2023 年：328，本年减少 28。"));
    assert_eq!(says(&tab, "requests.carried-out.natural-person").as_deref(), Some("2023 年：4711。"));
    assert_eq!(says(&tab, "requests.carried-out.business").as_deref(), Some("2023 年：0。"));
    assert_eq!(says(&tab, "disclosure.penalties.decisions"), None, "it was blank");
    tab.types("year", "2025");
    assert_eq!(says(&tab, "disclosure.licensing.decisions"), None, "it is not the year before");
}

#[test]
fn second_lines_can_be_switched_on_and_stay_so_in_this_browser() {
    let mut tab = with_file();
    tab.types("requests.carried-out.natural-person", "4712").types("requests.carried-out.business", "0");
    assert_eq!(tab.model.second_lines(), []);
    tab.runs(Errand::ShowLastYear(true));
    let lines = |tab: &Tab| -> Vec<(&'static str, String, String)> {
        let lines = tab.model.second_lines().into_iter();
        let change = |change: Option<(char, String)>| change.map(|(sign, by)| format!("{sign}{by}"));
        lines.map(|it| (it.cell.id(), it.number, change(it.change).unwrap_or_default())).collect()
    };
    let expected = [
        ("disclosure.licensing.decisions", "328".to_owned(), String::new()),
        ("requests.carried-out.natural-person", "4711".to_owned(), "+1".to_owned()),
    ];
    assert_eq!(lines(&tab), expected, "nothing where both are 0");
    tab.waits(2_000.0);
    let mut again = Tab::open(&tab.browser, &format!("#/edit/{}", tab.editing_id()));
    again.runs(Errand::Check);
    assert_eq!(lines(&again), expected);
    again.runs(Errand::ShowLastYear(false));
    assert_eq!(lines(&again), []);
    assert!(tab.browser.store.keys_of("nianbao:last-year").is_empty());
}

#[test]
fn amounts_and_editions_are_compared_as_far_as_both_have_the_cell() {
    let mut then = Report::of_year(2020);
    types(&mut then, &[("disclosure.penalties.decisions", "5"), ("requests.other.business", "1")]);
    let mut tab = Tab::open(&Browser::new(), "#/new/2021");
    attaches(&mut tab, &then);
    assert_eq!((tab.report().edition(), tab.report().year_before()), (Edition::REVISED_2021, Some(&then)));
    tab.runs(Errand::ShowLastYear(true));
    let cells: Vec<&str> = tab.model.second_lines().iter().map(|it| it.cell.id()).collect();
    assert_eq!(cells, ["disclosure.penalties.decisions"]);
    let mut last = Report::of_year(2023);
    types(&mut last, &[("disclosure.fees.amount", "12.5")]);
    let mut tab = self::tab();
    attaches(&mut tab, &last);
    tab.types("disclosure.fees.amount", "12");
    let cell = tab.report().format().cell("disclosure.fees.amount").expect("a cell");
    assert_eq!(
        tab.editing().last_number(cell).map(|it| it.words()).as_deref(),
        Some("2023 年：12.5，本年减少 0.5。")
    );
}
