//! The files as they are published: goldens of both editions that open in a browser.

use expect_test::expect_file;
use nianbao::example::example;
use nianbao::export::{FORMATS, heavy, html, json};
use nianbao::format::{Edition, NumberCell};
use nianbao::import::open;
use nianbao::validate::validate;
use scraper::{Html, Selector};

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
    let page = Html::parse_document(&page);
    for cell in &clerk.report().format().cells {
        let shown = page.select(&select(&format!("[data-cell='{}']", cell.id()))).next().expect("a cell");
        assert_eq!(shown.inner_html(), "", "{}", cell.id());
    }
}

fn select(selector: &str) -> Selector {
    Selector::parse(selector).expect("a selector")
}

#[test]
fn every_number_names_all_headers_that_it_stands_under_and_no_others() {
    for edition in Edition::ALL {
        let report = example(edition);
        let page = Html::parse_document(&html::write(&report, &[]));
        let text = |id: &str| {
            let header = page.select(&select(&format!("th[id='{id}']"))).next().expect("a header");
            header.text().collect::<String>()
        };
        let named = |id: &str| {
            let shown = page.select(&select(&format!("[data-cell='{id}']"))).next().expect("a cell");
            shown.attr("headers").expect("headers").split(' ').map(text).collect::<Vec<String>>()
        };
        let cells = || report.format().cells.iter().map(|cell| cell.declared());
        for NumberCell { id, row, column, unit, .. } in cells() {
            let unit = unit.map(|unit| format!("（{unit}）")).unwrap_or_default();
            let column = column.strip_suffix(&unit).expect("the unit");
            // The form's own names of cells leave out what stands above all of a table, or of most of it.
            let is_said =
                |label: &String| cells().any(|it| it.row.contains(label) || it.column.contains(label));
            let mut said: Vec<String> = named(id).into_iter().filter(is_said).collect();
            let mut expected: Vec<&str> = column.split(' ').chain(row.split(' ')).collect();
            said.sort();
            expected.sort();
            assert_eq!(said, expected, "{id}");
        }
        if edition == Edition::REVISED_2021 {
            let expected = ["第二十条第（五）项", "本年处理决定数量", "行政许可"];
            assert_eq!(named("disclosure.licensing.decisions"), expected);
            let expected =
                ["申请人情况", "法人或其他组织", "其他", "三、本年度办理结果", "（六）其他处理", "3.其他"];
            assert_eq!(named("requests.other.miscellaneous.other"), expected);
        }
    }
}

#[test]
fn the_file_names_the_program_that_wrote_it_and_nobody() {
    let page = html::write(&example(Edition::LATEST), &[]);
    let program = format!("<meta name=\"generator\" content=\"nianbao {}\">", env!("CARGO_PKG_VERSION"));
    assert!(page.contains(&program) && page.contains("<html lang=\"zh-CN\">") && !page.contains("author"));
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
    for label in ["下载 HTML", "下载 JSON", "下载 Word", "下载 Excel", "下载 CSV", "下载签批单"]
    {
        assert_eq!(labels.iter().filter(|other| *other == label).count(), 1, "{label}");
    }
    let report = example(Edition::LATEST);
    for (place, format) in FORMATS.iter().enumerate() {
        assert_eq!(FORMATS.iter().position(|other| other == format), Some(place));
        assert!(format.file_name(&report).ends_with(&format!("报告{}.{}", format.what, format.extension)));
        assert!(format.media_type.contains('/'));
        assert!(!heavy::write(format, &report, &[]).is_empty());
    }
    for format in [&html::FORMAT, &json::FORMAT] {
        assert_eq!(open(&heavy::write(format, &report, &[])), Ok(report.clone()));
    }
}
