//! The reports at hand in the built page: each is chosen, looked at, imported as a new draft, downloaded as JSON, and
//! compared with what a person reads in it. `make import-table-browser` runs it.

use std::collections::BTreeSet;
use std::path::Path;

use nianbao::import::read::read;
use nianbao::interchange;
use nianbao::report::Report;
use nianbao::report::entry::Entry;
use nianbao::report::figure::Figures;
use serde::Deserialize;

use crate::browser::Browser;
use crate::form::Form;
use crate::reports::{CameIn, compare, converted, name, read_by_a_person, reports};

/// What the page shows before the import.
#[derive(Deserialize)]
struct Shown {
    /// The fields that are asked about.
    asked: BTreeSet<String>,
    /// The cells of which it says that the source has nothing.
    blank: BTreeSet<String>,
    quotes: Vec<String>,
    unplaced: usize,
}

const SHOWN: &str = "
    const fields = (selector) => [...document.querySelectorAll(selector)].map((field) => field.dataset.field);
    const quote = (block) => {
        const copy = block.cloneNode(true);
        copy.querySelectorAll('cite, summary').forEach((part) => part.remove());
        return copy.textContent;
    };
    const asked = [...document.querySelectorAll('.target [data-field] .badge:not(.badge--none)')];
    return {
        asked: asked.map((badge) => badge.closest('[data-field]').dataset.field),
        blank: fields('.target td.blank [data-field]'),
        quotes: [...document.querySelectorAll('.doubts blockquote')].map(quote),
        unplaced: document.querySelectorAll('.doubt-card--none').length,
    };";

async fn open(browser: &Browser, path: &Path) -> Shown {
    browser.go("/#/").await;
    browser
        .wait_for("the drafts", "location.hash === '#/' && document.querySelector('.drafts__list, .paste')")
        .await;
    Form(browser).open_file(&path.display().to_string()).await;
    browser.wait_for("the preview", "document.querySelector('.import:not([aria-busy])')").await;
    serde_json::from_value(browser.ask(SHOWN).await).expect("what is shown")
}

async fn import(browser: &Browser) -> Report {
    let form = Form(browser);
    form.click("导入为新草稿").await;
    form.ready().await;
    let watch = "const write = URL.createObjectURL;
        window.isWritten = false;
        URL.createObjectURL = (file) => { URL.createObjectURL = write; window.isWritten = true; return write.call(URL, file); };";
    browser.ask(watch).await;
    form.click("下载 JSON").await;
    let question =
        "[...document.querySelectorAll('button')].some((button) => button.textContent.trim() === '仍然下载')";
    browser.wait_for("the file or a question", &format!("{question} || window.isWritten")).await;
    if browser.ask(&format!("return {question}")).await == true {
        form.click("仍然下载").await;
    }
    interchange::read(&browser.downloaded().await.1).expect("a report")
}

/// What has become of a report, as the page showed it and wrote it.
fn came_in(shown: Shown, report: &Report) -> CameIn {
    let (format, figures) = (report.format(), Figures::of(report));
    // A sum that is worked out is nothing that was read.
    let is_read = |cell| match report.cell(cell) {
        Entry::Blank => false,
        Entry::Automatic => !shown.blank.contains(cell.id()),
        _ => true,
    };
    let cells = format.cells.iter().filter(|cell| is_read(**cell));
    let cells = cells.map(|cell| (cell.id(), figures.text(report, *cell)));
    let texts = format.texts().map(|field| (field.id(), report.text(field).to_owned()));
    let head = ["organ", "year"].map(|id| (id, report.head_value(id)));
    let all = cells.chain(texts).chain(head).filter(|(id, _)| !shown.asked.contains(*id));
    CameIn {
        edition: report.edition(),
        values: all.map(|(id, text)| (id.to_owned(), text)).collect(),
        asked: shown.asked.clone(),
        shown: shown.quotes,
        unplaced: shown.unplaced,
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes, and needs reports at hand"]
async fn every_report_at_hand_comes_in_by_the_page() {
    let browser = Browser::start().await;
    let mut wrong = Vec::new();
    for path in reports().into_iter().chain(converted()) {
        let file = name(&path);
        let shown = open(&browser, &path).await;
        let report = import(&browser).await;
        let source = read(&file, &std::fs::read(&path).expect("a report")).expect("a source");
        let expected = read_by_a_person(&path);
        wrong.extend(compare(&file, &source, &came_in(shown, &report), expected.as_ref()));
    }
    browser.quit().await;
    assert_eq!(wrong, [""; 0]);
}
