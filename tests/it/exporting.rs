//! The files as they are published: goldens of both editions that open in a browser.

use expect_test::expect_file;
use nianbao::example::example;
use nianbao::export::{FORMATS, html, json};
use nianbao::format::Edition;
use nianbao::import::open;
use nianbao::validate::validate;

use crate::clerk::Clerk;

#[test]
fn the_report_of_the_2019_edition_is_exported_as_before() {
    let report = example(Edition::TRIAL_2019);
    expect_file!["../goldens/example-2019.html"].assert_eq(&html::write(&report, &[]));
    expect_file!["../goldens/example-2019.json"].assert_eq(&json::write(&report, &[]));
}

#[test]
fn the_report_of_the_2021_edition_is_exported_as_before() {
    let report = example(Edition::REVISED_2021);
    expect_file!["../goldens/example-2021.html"].assert_eq(&html::write(&report, &[]));
    expect_file!["../goldens/example-2021.json"].assert_eq(&json::write(&report, &[]));
}

#[test]
fn blank_cells_stay_blank_and_every_cell_has_its_name() {
    let clerk = Clerk::with_year(2020);
    let page = html::write(clerk.report(), &validate(clerk.report()));
    for cell in &clerk.report().format().cells {
        let empty = format!(" data-cell=\"{}\"></td>", cell.id());
        assert!(page.contains(&empty), "{}", cell.id());
    }
}

#[test]
fn every_text_is_escaped() {
    let mut clerk = Clerk::with_year(2024);
    let typed = "<img src=x onerror=\"alert('1')\">&amp;\u{0}\u{8}";
    for field in ["organ", "preamble", "overview", "requests-note", "problems", "disclosure.rules.issued"] {
        clerk.types(field, typed);
    }
    let page = html::write(clerk.report(), &validate(clerk.report()));
    assert!(!page.contains("<img"));
    assert!(!page.contains('\u{0}') && !page.contains('\u{8}'));
    assert!(page.contains("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;"));
}

#[test]
fn paragraphs_are_kept_and_blank_lines_are_none() {
    let mut clerk = Clerk::with_year(2024);
    clerk.types("overview", "第一段。\n\n　第二段。\n");
    let page = html::write(clerk.report(), &[]);
    assert!(page.contains("<p>第一段。</p>\n<p>第二段。</p>\n<h2>"));
}

#[test]
fn files_are_named_by_organ_and_year() {
    let mut clerk = Clerk::with_year(2024);
    clerk.types("organ", "示例局/一科:*?");
    assert_eq!(html::FORMAT.file_name(clerk.report()), "示例局_一科___2024年政府信息公开工作年度报告.html");
    clerk.types("organ", "").types("year", "");
    assert_eq!(json::FORMAT.file_name(clerk.report()), "政府信息公开工作年度报告.json");
}

#[test]
fn a_name_that_no_file_system_takes_is_cut() {
    let mut clerk = Clerk::with_year(2024);
    clerk.types("organ", &"长".repeat(300));
    let name = json::FORMAT.file_name(clerk.report());
    assert_eq!(name, format!("{}.json", "长".repeat(80)));
    clerk.types("organ", " .. ");
    assert_eq!(json::FORMAT.file_name(clerk.report()), "2024年政府信息公开工作年度报告.json");
}

#[test]
fn every_file_format_stands_in_the_list_once_under_the_name_of_its_button() {
    let labels: Vec<String> = FORMATS.iter().map(|format| format.label()).collect();
    assert_eq!(labels, ["下载 HTML", "下载 JSON"]);
    let report = example(Edition::LATEST);
    for (place, format) in FORMATS.iter().enumerate() {
        assert_eq!(FORMATS.iter().position(|other| other == format), Some(place));
        assert!(format.file_name(&report).ends_with(&format!("报告.{}", format.extension)));
        assert!(format.media_type.contains('/'));
        assert!(!(format.write)(&report, &[]).is_empty());
    }
    for format in [&html::FORMAT, &json::FORMAT] {
        assert_eq!(open(&(format.write)(&report, &[])), Ok(report.clone()));
    }
}
