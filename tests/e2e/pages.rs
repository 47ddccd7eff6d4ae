//! Every export that a browser shows, in both editions, laid into the folder `NIANBAO_PAGES` to be looked at: the file,
//! screenshots of the whole of it, and what is printed. `make pages` runs it, and the native tests that lay what
//! LibreOffice prints beside it.

use std::fs;
use std::path::{Path, PathBuf};

use nianbao::example::example;
use nianbao::export::{FORMATS, approval, fragment, heavy, html};
use nianbao::format::Edition;
use nianbao::report::previous::Previous;
use nianbao::report::{Edit, Report};
use nianbao::validate::validate;

use crate::browser::Browser;
use crate::paper::print;

/// A screen, a telephone, and the long picture as offices post it.
const WIDTHS: [u32; 3] = [1366, 360, 750];

/// The example with a report of the year before, in which some numbers were others.
fn beside_last_year(edition: Edition) -> Report {
    let mut report = example(edition);
    let mut last = report.clone();
    let year = report.year_number().expect("a year") - 1;
    last.apply(Edit::Year(year.to_string()));
    last.apply(Edit::Edition(edition));
    for (cell, number) in [("requests.new.natural-person", "7"), ("disclosure.licensing.decisions", "118")] {
        last.apply(last.typing(cell, number).expect("a cell"));
    }
    report.apply(Edit::Previous(Some(Previous::new("上年.json", last))));
    report
}

/// The files of an edition that a browser shows, by their names.
fn files(edition: Edition) -> Vec<(String, Vec<u8>)> {
    let report = beside_last_year(edition);
    let shown = FORMATS.iter().filter(|format| ["html", "svg"].contains(&format.extension));
    let written = shown.map(|format| {
        let report = if format.compares { report.clone() } else { report.published_part() };
        let bytes = heavy::write(format, &report, &validate(&report));
        (format!("{}-{}.{}", edition.id(), format.id, format.extension), bytes)
    });
    let pasted = fragment::write(&report.published_part()).0.into_bytes();
    written.chain([(format!("{}-fragment.html", edition.id()), pasted)]).collect()
}

/// A screenshot of the whole of a page at a width.
async fn show(browser: &Browser, path: &Path, width: u32) {
    browser.screen(width, 768).await;
    let height = "return Math.ceil(document.documentElement.getBoundingClientRect().height)";
    let height = browser.ask(height).await.as_u64().and_then(|height| u32::try_from(height).ok());
    browser.screen(width, height.expect("a height").max(1)).await;
    let name = path.with_extension(format!("{width}.png"));
    browser.driver.screenshot(&name).await.expect("a screenshot");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "it lays out what is to be looked at: make pages"]
async fn every_export_that_a_browser_shows_is_laid_out() {
    let folder = std::env::var_os("NIANBAO_PAGES").map_or(PathBuf::from("pages"), PathBuf::from);
    fs::create_dir_all(&folder).expect("a folder");
    let folder = folder.canonicalize().expect("a folder");
    let browser = Browser::start().await;
    for (name, bytes) in Edition::ALL.into_iter().flat_map(files) {
        let path = folder.join(&name);
        fs::write(&path, bytes).expect("a file");
        browser.driver.goto(format!("file://{}", path.display())).await.expect("the file opens");
        if name.ends_with(".svg") {
            show(&browser, &path, WIDTHS[2]).await;
            continue;
        }
        show(&browser, &path, WIDTHS[0]).await;
        show(&browser, &path, WIDTHS[1]).await;
        let pdf = print(&browser).await;
        fs::write(path.with_extension("pdf"), &pdf).expect("a file");
        let pages = hayro_syntax::Pdf::new(pdf).expect("a PDF").pages().len();
        match name.split_once('-').map(|(_, kind)| kind.trim_end_matches(".html")) {
            Some(kind) if kind == approval::FORMAT.id => assert_eq!(pages, 1, "{name}"),
            Some(kind) if kind == html::FORMAT.id => assert_eq!(pages, 4, "{name}"),
            _ => assert!(pages > 0, "{name}"),
        }
    }
    browser.quit().await;
}
