//! The way of a report at the head of its preview: what is said before it sets out, what can be done at each stage,
//! and which stage is known to be done.

use nianbao::app::way::{Deed, Outcome, Stage, Way};
use nianbao::app::{Errand, Message};
use nianbao::example::example;
use nianbao::export::{FORMATS, html};
use nianbao::format::Edition;
use nianbao::report::previous::Previous;
use nianbao::report::{Edit, Report};

use crate::desk::{Browser, Tab};

/// A tab on the preview of a report.
fn previewing(report: Report) -> Tab {
    let mut tab = Tab::open(&Browser::new(), "#/new/2024");
    tab.runs(Errand::RestoreVersion(Box::new(report)));
    let address = format!("#/preview/{}", tab.editing_id());
    tab.goes(&address).waits(2000.0);
    tab
}

fn way(tab: &Tab) -> Way {
    tab.editing().way()
}

#[test]
fn a_report_without_errors_can_set_out() {
    for edition in Edition::ALL {
        let tab = previewing(example(edition));
        assert_eq!(way(&tab).heading, "可以送签了");
        assert_eq!(way(&tab).lead, "没有错误；没有附上上年报告。");
    }
}

#[test]
fn a_report_with_errors_is_mended_first_and_one_with_gaps_is_filled_in_first() {
    let mut tab = previewing(example(Edition::LATEST));
    tab.goes(&format!("#/edit/{}", tab.editing_id())).types("requests.new.total", "990");
    assert_eq!(way(&tab).heading, "先改错误，再送签");
    assert!(way(&tab).lead.starts_with("还有 "), "{}", way(&tab).lead);
    tab.sends(Message::Undo);
    tab.types("requests.new.business", "");
    assert_eq!(way(&tab).heading, "还没有填完");
    assert!(way(&tab).lead.starts_with("没有错误；待填 "), "{}", way(&tab).lead);
}

#[test]
fn every_stage_says_what_is_used_and_offers_it() {
    let tab = previewing(example(Edition::LATEST));
    let way = way(&tab);
    let names: Vec<&str> = way.stages.iter().map(|stage| stage.name).collect();
    assert_eq!(names, ["先送签", "再发布", "发布后核对", "上报、留底"]);
    let labels = |stage: &Stage| stage.deeds.iter().map(|deed| deed.label()).collect::<Vec<_>>();
    assert_eq!(
        way.stages.each_ref().map(labels),
        [
            vec!["下载签批单", "下载签批单 Word"],
            vec!["下载 HTML", "复制到网站编辑器"],
            vec!["发布核对"],
            vec!["下载 Word", "下载 JSON"],
        ]
    );
    for deed in way.stages.iter().flat_map(|stage| stage.deeds) {
        match deed {
            Deed::Download(format) => assert!(FORMATS.contains(format), "{format:?}"),
            Deed::Copy => assert_eq!(deed.errand(), Some(Errand::CopyReport)),
            Deed::Compare => assert_eq!(deed.errand(), None),
        }
    }
}

#[test]
fn last_years_report_is_spoken_of_where_it_is_attached() {
    let mut report = example(Edition::REVISED_2021);
    let year = report.year_number().expect("a year");
    let mut last = report.clone();
    last.apply(Edit::Year((year - 1).to_string()));
    report.apply(Edit::Previous(Some(Previous::new("上年.json", last))));
    let way = way(&previewing(report));
    assert!(way.lead.ends_with("；上年报告已附上。"), "{}", way.lead);
    assert!(way.stages[0].words.contains("上年并排"));
}

#[test]
fn the_check_is_done_when_the_draft_is_what_was_published_and_no_longer_when_it_is_changed() {
    let report = example(Edition::LATEST);
    let mut tab = previewing(report.clone());
    let checked = |tab: &Tab| way(tab).stages[2].clone();
    assert_eq!(checked(&tab).known, Some(Outcome::Open));
    assert!(!checked(&tab).is_done());
    let (preview, check) = (tab.address.clone(), format!("#/publication/{}", tab.editing_id()));
    tab.goes(&check);
    tab.runs(Errand::PublishedOpened("年报.html".into(), Ok(html::write(&report, &[]).into_bytes())));
    tab.worker_answers(None).goes(&preview);
    let Some(Outcome::Compared(known)) = checked(&tab).known else { panic!("a result") };
    assert_eq!((known.words.as_str(), known.time), ("与已发布一致", tab.browser.now.get()));
    assert!(checked(&tab).is_done());
    tab.goes(&format!("#/edit/{}", tab.editing_id())).types("organ", "示例乙局").goes(&preview);
    assert!(!checked(&tab).is_done());
    assert!(way(&tab).stages.iter().enumerate().all(|(at, stage)| at == 2 || !stage.is_done()));
}
