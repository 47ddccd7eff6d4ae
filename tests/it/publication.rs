//! 发布核对 without a browser: a published page is read, compared, and what came of it is kept with the draft; and
//! pages of this program that somebody edited are told when they are opened.

use nianbao::app::publication::{Known, Shown};
use nianbao::app::{Errand, ImportStep, Message};
use nianbao::compare::{Comparison, Kind};
use nianbao::document::check_code;
use nianbao::draft::record;
use nianbao::example::example;
use nianbao::export::html;
use nianbao::format::Edition;
use nianbao::interchange;
use nianbao::report::Report;

use crate::comparing::retyped;
use crate::desk::{Browser, Tab};

const NAME: &str = "示例局2024年报.html";

fn draft() -> Report {
    example(Edition::REVISED_2021)
}

fn page() -> String {
    html::write(&draft(), &[])
}

/// The page of the example with one number changed.
fn edited() -> String {
    retyped(&page(), "disclosure.licensing.decisions", "382")
}

/// A tab on the page of 发布核对 of a draft of the example.
fn checking() -> Tab {
    let mut tab = Tab::open(&Browser::new(), "#/");
    tab.runs(Errand::OpenExample(Edition::REVISED_2021));
    let hash = format!("#/publication/{}", tab.editing_id());
    tab.goes(&hash).waits(2000.0);
    tab
}

fn opens(tab: &mut Tab, text: &str) {
    tab.runs(Errand::PublishedOpened(NAME.into(), Ok(text.as_bytes().to_vec())));
}

fn comparison(tab: &Tab) -> Comparison {
    match tab.editing().published_shown() {
        Shown::Compared(_, _, comparison) => *comparison,
        other => panic!("{other:?}"),
    }
}

fn known(tab: &Tab) -> Known {
    tab.editing().known_publication().expect("a comparison")
}

#[test]
fn a_page_that_is_the_same_is_kept_as_a_result_with_its_date() {
    let mut tab = checking();
    assert_eq!((tab.editing().published_shown(), tab.editing().known_publication()), (Shown::Nothing, None));
    opens(&mut tab, &page());
    assert_eq!(tab.editing().published_shown(), Shown::Reading(NAME.into()));
    assert_eq!(tab.focused(), "publication-result");
    tab.worker_answers(None);
    let now = tab.browser.now.get();
    assert_eq!(comparison(&tab).tally().words(), "与已发布一致");
    assert!(comparison(&tab).code_words().starts_with("核对码相同"));
    assert_eq!(tab.said.last().map(String::as_str), Some("与已发布一致"));
    let expected =
        Known {
            words: "与已发布一致".into(), is_same: true, time: now, from: NAME.into(), is_stale: false
        };
    assert_eq!(known(&tab), expected);
    // It is there in another tab, and after a change it says that it is of before.
    tab.waits(2000.0);
    assert!(tab.shows_saved());
    let address = format!("#/preview/{}", tab.editing_id());
    let mut other = Tab::open(&tab.browser, &address);
    assert_eq!(known(&other), expected);
    other.goes(&format!("#/edit/{}", tab.editing_id())).types("disclosure.licensing.decisions", "329");
    assert!(known(&other).is_stale);
    other.sends(Message::Undo);
    assert!(!known(&other).is_stale, "the same report has the same code");
}

#[test]
fn what_differs_leads_to_the_draft_and_is_compared_anew_when_that_was_mended() {
    let mut tab = checking();
    let address = tab.address.clone();
    opens(&mut tab, &edited());
    tab.worker_answers(None);
    let found = comparison(&tab);
    assert_eq!(found.tally().words(), "有 1 处不同");
    assert_eq!(
        (found.deviations[0].target, found.deviations[0].kind),
        ("disclosure.licensing.decisions", Kind::Differs)
    );
    assert!(found.code_words().contains("在网页上改的"), "{}", found.code_words());
    let read_at = known(&tab).time;
    tab.goes(&format!("#/edit/{}/disclosure.licensing.decisions", tab.editing_id()));
    assert_eq!(tab.focused(), "disclosure.licensing.decisions");
    tab.types("disclosure.licensing.decisions", "382").waits(5000.0);
    assert!(known(&tab).is_stale);
    tab.goes(&address);
    assert_eq!(comparison(&tab).tally().words(), "与已发布一致");
    assert!(comparison(&tab).code_words().starts_with("核对码不同"), "the visible page is what counts");
    assert_eq!((known(&tab).is_same, known(&tab).is_stale, known(&tab).time), (true, false, read_at));
    tab.sends(Message::Undo);
    assert_eq!(comparison(&tab).tally().words(), "有 1 处不同");
}

/// The page of the example with a table that is not in its official form, and what is in doubt on it.
fn doubtful() -> String {
    let (number, unclear) = ("disclosure.normative-documents.issued", "2（其中修订1件）");
    retyped(&page(), number, unclear).replace("行政规范性文件", "规范性文件")
}

#[test]
fn a_doubt_that_was_looked_at_counts_no_more_until_it_is_in_doubt_after_all() {
    let mut tab = checking();
    opens(&mut tab, &doubtful());
    tab.worker_answers(None);
    let read_at = tab.browser.now.get();
    assert_eq!(known(&tab).words, "没有发现不同，有 1 处没有认准");
    let said = |tab: &Tab| tab.said.last().cloned().unwrap_or_default();
    let see = |tab: &mut Tab, doubt, is_same| {
        tab.runs(Errand::DoubtSeen { doubt, is_same });
    };
    tab.waits(60_000.0);
    see(&mut tab, 0, true);
    assert_eq!((said(&tab).as_str(), tab.focused()), ("与已发布一致", "publication-result"));
    assert_eq!((known(&tab).is_same, known(&tab).time), (true, read_at));
    assert!(comparison(&tab).facts().contains(&"没有认准的有 1 处看过，是一样的。".to_owned()));
    // It is kept with the draft.
    tab.waits(2000.0);
    let address = format!("#/preview/{}", tab.editing_id());
    assert!(known(&Tab::open(&tab.browser, &address)).is_same);
    see(&mut tab, 0, false);
    assert_eq!((said(&tab).as_str(), tab.focused()), ("没有发现不同，有 1 处没有认准", "doubt-0"));
    assert!(!known(&tab).is_same);
    // There is no such doubt.
    see(&mut tab, 7, true);
    assert!(!known(&tab).is_same);
}

#[test]
fn what_was_looked_at_is_in_doubt_again_when_the_draft_says_something_else_there() {
    let mut tab = checking();
    let check = tab.address.clone();
    opens(&mut tab, &doubtful());
    tab.worker_answers(None).runs(Errand::DoubtSeen { doubt: 0, is_same: true });
    let form = format!("#/edit/{}", tab.editing_id());
    tab.goes(&form).types("disclosure.licensing.decisions", "382").waits(2000.0).goes(&check);
    assert_eq!(comparison(&tab).tally().words(), "有 1 处不同", "elsewhere: what was looked at stays");
    tab.sends(Message::Undo);
    tab.goes(&form).types("disclosure.normative-documents.issued", "9").waits(2000.0).goes(&check);
    assert_eq!(comparison(&tab).tally().words(), "没有发现不同，有 1 处没有认准");
    tab.sends(Message::Undo);
    assert_eq!(comparison(&tab).tally().words(), "与已发布一致", "as it was when it was looked at");
}

#[test]
fn of_what_surely_differs_nobody_can_say_that_it_is_the_same() {
    let mut tab = checking();
    opens(&mut tab, &edited());
    tab.worker_answers(None).runs(Errand::DoubtSeen { doubt: 0, is_same: true });
    assert_eq!(comparison(&tab).tally().words(), "有 1 处不同");
    // Another page is looked at anew.
    opens(&mut tab, &doubtful());
    tab.worker_answers(None).runs(Errand::DoubtSeen { doubt: 0, is_same: true });
    opens(&mut tab, &doubtful());
    tab.worker_answers(None);
    assert!(!known(&tab).is_same);
}

#[test]
fn a_json_file_counts_as_the_page_that_it_would_be() {
    let mut tab = checking();
    opens(&mut tab, &interchange::write(&draft(), &[]).to_string());
    tab.worker_answers(None);
    assert_eq!(comparison(&tab).tally().words(), "与已发布一致");
}

#[test]
fn what_is_no_published_report_is_said_in_a_sentence_and_nothing_is_kept() {
    let mut tab = checking();
    opens(&mut tab, "<h1>关于召开会议的通知</h1><p>请各单位准时参加，不得缺席。</p>");
    tab.worker_answers(None);
    assert!(comparison(&tab).stranger.is_some());
    assert_eq!(tab.editing().known_publication(), None);
    opens(&mut tab, "{\"format\":\"nianbao-report\",\"version\":9}");
    assert!(
        matches!(tab.editing().published_shown(), Shown::Refused(_, sentence) if sentence.contains("更新的版本"))
    );
    opens(&mut tab, "随便什么");
    tab.worker_answers(Some(Err("这个文件读不了。".into())));
    assert_eq!(tab.editing().published_shown(), Shown::Refused(NAME.into(), "这个文件读不了。".into()));
    tab.runs(Errand::PublishedOpened(NAME.into(), Err("浏览器读不出这个文件。".into())));
    assert!(matches!(tab.editing().published_shown(), Shown::Refused(..)));
    assert_eq!(tab.editing().known_publication(), None);
}

#[test]
fn a_file_that_is_dropped_on_the_page_is_the_published_one_and_elsewhere_it_is_opened() {
    let mut tab = checking();
    let id = tab.editing_id();
    tab.runs(Errand::Dropped(vec![(NAME.into(), Ok(page().into_bytes()))]));
    assert_eq!(tab.editing().published_shown(), Shown::Reading(NAME.into()));
    tab.goes(&format!("#/preview/{id}"));
    tab.runs(Errand::Dropped(vec![(NAME.into(), Ok(page().into_bytes()))]));
    assert_ne!(tab.editing_id(), id, "a new draft");
}

#[test]
fn an_answer_goes_to_the_page_that_waits_for_it_and_a_later_one_takes_its_place() {
    let mut tab = checking();
    opens(&mut tab, &edited());
    opens(&mut tab, &page());
    tab.worker_answers(None);
    assert!(
        matches!(tab.editing().published_shown(), Shown::Reading(_)),
        "the first is no longer waited for"
    );
    tab.worker_answers(None);
    assert_eq!(comparison(&tab).tally().words(), "与已发布一致");
    // Where the worker is stopped nothing is waited for in vain.
    opens(&mut tab, &page());
    tab.runs(Errand::Opened(vec![("甲.html".into(), Ok(b"<p>a</p>".to_vec()))]));
    tab.imports(ImportStep::Stop);
    assert!(matches!(tab.editing().published_shown(), Shown::Refused(..)));
}

#[test]
fn a_copy_was_not_published() {
    let mut tab = checking();
    opens(&mut tab, &page());
    tab.worker_answers(None).waits(2000.0);
    let id = tab.editing_id();
    tab.goes("#/");
    tab.runs(Errand::CopyDraft(id));
    let copies = nianbao::draft::shelf::list(&tab.browser.store).expect("a store");
    let publications = copies.iter().filter_map(|stored| match stored {
        nianbao::draft::Stored::Draft(draft) => Some(draft.publication.is_some()),
        _ => None,
    });
    assert_eq!(publications.filter(|is_there| *is_there).count(), 1);
    assert_eq!(copies.len(), 2);
}

#[test]
fn a_record_keeps_the_result_and_what_of_it_is_not_understood() {
    let mut tab = checking();
    opens(&mut tab, &edited());
    tab.worker_answers(None).waits(2000.0);
    let stored = nianbao::draft::shelf::list(&tab.browser.store).expect("a store");
    let nianbao::draft::Stored::Draft(draft) = &stored[0] else { panic!("{stored:?}") };
    let publication = draft.publication.clone().expect("a result");
    assert_eq!(
        (publication.code.as_str(), publication.tally.of(Kind::Differs)),
        (check_code(&draft.report).as_str(), 1)
    );
    let text = record::write(draft);
    assert_eq!(record::read(&text).expect("a record").publication, Some(publication));
    let later = text.replace("\"differs\":1", "\"differs\":\"one\"");
    let read = record::read(&later).expect("a record all the same");
    assert_eq!(read.publication, None);
    assert!(record::write(&read).contains("\"differs\":\"one\""), "kept as it is");
    for old in [include_str!("../stored/1.json"), include_str!("../stored/2.json")] {
        for line in old.lines().filter(|line| line.contains("\"report\"")) {
            assert!(record::read(line).is_ok_and(|draft| draft.publication.is_none()), "{line}");
        }
    }
    assert!(!html::write(&draft.report, &[]).contains(NAME));
}

#[test]
fn a_page_that_nobody_edited_is_opened_without_a_word() {
    let mut tab = Tab::open(&Browser::new(), "#/");
    tab.runs(Errand::Opened(vec![(NAME.into(), Ok(page().into_bytes()))]));
    assert!(tab.address.starts_with("#/edit/"));
    tab.worker_answers(None);
    assert_eq!(tab.notice(), "");
    // Nor where the page is not read at all.
    tab.runs(Errand::Opened(vec![(NAME.into(), Ok(edited().into_bytes()))]));
    tab.worker_answers(Some(Err("没有载入。".into())));
    assert_eq!(tab.notice(), "");
}

#[test]
fn an_edited_page_comes_in_as_its_data_say_and_every_difference_is_told() {
    let mut tab = Tab::open(&Browser::new(), "#/");
    let text = edited().replacen("培训2次", "培训3次", 1);
    tab.runs(Errand::Opened(vec![(NAME.into(), Ok(text.into_bytes()))]));
    assert_eq!(tab.shows("disclosure.licensing.decisions"), "328");
    tab.worker_answers(None);
    let notice = tab.model.notice().expect("a notice");
    assert!(notice.text.starts_with(&format!("{NAME} 保存以后被改过")), "{}", notice.text);
    assert!(notice.text.contains("2 处不同"));
    assert_eq!(notice.lines[1], "行政许可，本年处理决定数量：网页上是“382”，数据里是“328”。");
    assert!(notice.lines[0].starts_with("一、总体情况，第 6 段：网页上是“"), "{}", notice.lines[0]);
    // It stands while the draft is edited, and leads to the page as it is to be seen.
    tab.types("organ", "示例乙局");
    assert_eq!(tab.offer().as_deref(), Some("按网页上看到的导入"));
    let id = tab.editing_id();
    tab.runs(Errand::NoticeAccepted);
    assert_eq!(tab.address, "#/import");
    assert!(tab.model.import_preview().is_some());
    tab.imports(ImportStep::AsNew);
    assert_ne!(tab.editing_id(), id);
    assert_eq!(tab.shows("disclosure.licensing.decisions"), "382");
}

#[test]
fn pages_that_are_opened_among_other_files_are_looked_at_too() {
    let mut tab = Tab::open(&Browser::new(), "#/");
    let foreign = "<h1>示例局2023年政府信息公开工作年度报告</h1><h2>一、总体情况</h2><p>公开 12 条。</p>";
    let files = [("甲.html", page()), ("乙.html", edited()), ("丙.html", foreign.to_owned())];
    let files = files.map(|(name, text)| (name.to_owned(), Ok(text.into_bytes())));
    tab.runs(Errand::Opened(files.to_vec()));
    assert_eq!((tab.address.as_str(), tab.notice()), ("#/import", String::new()));
    tab.worker_answers(None).worker_answers(None);
    let said = "乙.html 保存以后被改过：网页上看得见的与文件里的数据有 1 处不同。打开的是文件里的数据。";
    assert_eq!(tab.notice(), said);
    tab.worker_answers(None);
    let importing = tab.model.importing().expect("files");
    assert_eq!((importing.ready(), importing.is_reading()), (1, false));
    assert_eq!(tab.notice(), said, "it can be read as long as it stands");
}

#[test]
fn of_several_pages_those_that_were_edited_are_named() {
    let mut tab = Tab::open(&Browser::new(), "#/");
    let files = [("甲.html", page()), ("乙.html", edited())];
    let files = files.map(|(name, text)| (name.to_owned(), Ok(text.into_bytes())));
    tab.runs(Errand::Opened(files.to_vec()));
    tab.worker_answers(None).worker_answers(None);
    let notice = tab.model.notice().expect("a notice");
    assert_eq!(notice.text, "已打开 2 份报告。");
    assert_eq!(notice.lines.len(), 3);
    assert!(notice.lines[2].starts_with("乙.html 保存以后被改过"), "{:?}", notice.lines);
}
