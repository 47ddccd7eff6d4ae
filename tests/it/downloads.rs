//! Downloads: what the page writes is handed over at once, what the worker writes when it is there; each can fail and
//! be stopped, and nothing is lost.

use nianbao::app::{Chore, Effect, Errand};
use nianbao::export::{FORMATS, FileFormat, IN_THE_BAR, Occasion, Written};

use crate::desk::{Browser, Tab};

fn format(id: &str) -> &'static FileFormat {
    FORMATS.iter().find(|format| format.id == id).expect("a format")
}

fn tab() -> Tab {
    let mut tab = Tab::open(&Browser::new(), "#/new/2024");
    tab.types("organ", "示例街道办事处");
    tab
}

/// Asks for a file, in spite of what is not filled in.
fn downloads(tab: &mut Tab, id: &str) {
    tab.runs(Errand::Download(format(id)));
    if !tab.notice().is_empty() {
        tab.runs(Errand::NoticeAccepted);
    }
}

#[test]
fn what_the_worker_writes_is_handed_over_when_it_is_there() {
    let mut tab = tab();
    downloads(&mut tab, "word");
    assert_eq!(tab.model.writing_words().as_deref(), Some("正在生成 Word……"));
    assert!(tab.downloads.is_empty());
    tab.types("organ", "示例局");
    tab.worker_writes(true);
    assert_eq!(tab.model.writing_words(), None);
    let [(name, _)] = &tab.downloads[..] else { panic!("one file") };
    assert_eq!(name, "示例街道办事处2024年政府信息公开工作年度报告.docx", "as it was when it was asked for");
    assert_eq!(
        tab.said.last().map(String::as_str),
        Some("已下载 示例街道办事处2024年政府信息公开工作年度报告.docx。")
    );
}

#[test]
fn a_worker_that_fails_is_told_with_what_to_do_and_typing_goes_on() {
    let mut tab = tab();
    downloads(&mut tab, "excel");
    tab.worker_writes(false);
    assert!(tab.notice().starts_with("Excel 没有生成："), "{}", tab.notice());
    assert!(tab.downloads.is_empty() && tab.model.writing_words().is_none());
    tab.types("requests.new.natural-person", "3");
    assert_eq!(tab.shows("requests.new.natural-person"), "3");
}

#[test]
fn writing_is_stopped_and_what_comes_after_all_is_not_handed_over() {
    let mut tab = tab();
    downloads(&mut tab, "word");
    downloads(&mut tab, "excel");
    assert_eq!(tab.model.writing_words().as_deref(), Some("正在生成 Word、Excel……"));
    let job = tab.writing[0].0;
    tab.runs(Errand::StopWriting);
    assert!(tab.asked.contains(&Effect::Do(Chore::StopWorking)) && tab.writing.is_empty());
    tab.runs(Errand::FileWritten { job, bytes: Some(vec![1]) });
    assert!(tab.downloads.is_empty());
}

#[test]
fn the_table_of_the_readme_is_the_list() {
    let readme = include_str!("../../README.md");
    let line = |format: &&FileFormat| {
        format!("   | {} | `.{}` | {} |", format.label(), format.extension, format.purpose)
    };
    let lines = FORMATS.iter().map(line).collect::<Vec<_>>().join("\n");
    assert!(readme.contains(&lines), "{lines}");
}

#[test]
fn every_format_of_the_list_can_be_written_and_stands_in_the_bar_or_in_the_menu() {
    for format in FORMATS {
        let mut tab = tab();
        downloads(&mut tab, format.id);
        if matches!(format.written, Written::InTheWorker) {
            tab.worker_writes(true);
        }
        assert_eq!(tab.downloads.len(), 1, "{}", format.id);
        assert!(tab.downloads[0].0.ends_with(format.extension));
        assert!(Occasion::ALL.contains(&format.occasion) && !format.purpose.is_empty());
    }
    assert!(IN_THE_BAR.iter().all(|usual| FORMATS.contains(usual)));
    let ids: std::collections::BTreeSet<&str> = FORMATS.iter().map(|format| format.id).collect();
    assert_eq!(ids.len(), FORMATS.len(), "each has a name of its own");
}
