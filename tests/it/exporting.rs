//! The files as they are published: goldens of both editions that open in a browser.

use expect_test::expect_file;
use nianbao::example::example;
use nianbao::export::{FORMATS, csv, html, json};
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
    assert_eq!(labels, ["下载 HTML", "下载 JSON", "下载 CSV"]);
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

#[test]
fn the_csv_has_a_line_for_every_field_and_cell() {
    // Goldens are compared line by line: the line ends are tested below.
    let lines = |edition| csv::write(&example(edition)).replace("\r\n", "\n");
    expect_file!["../goldens/example-2019.csv"].assert_eq(&lines(Edition::TRIAL_2019));
    expect_file!["../goldens/example-2021.csv"].assert_eq(&lines(Edition::REVISED_2021));
}

#[test]
fn the_csv_tells_typed_from_summed_and_blank_and_runs_no_formula() {
    let mut clerk = Clerk::with_year(2020);
    clerk.types("organ", "=HYPERLINK(\"x\"),\n甲").types("requests.new.business", "3");
    clerk.types("disclosure.licensing.change", "+4").types("disclosure.fees.change", "-2");
    clerk.types("disclosure.rules.made", "-1").types("disclosure.procurement.amount", "103.3879");
    for outcome in ["upheld", "corrected", "other", "pending"] {
        clerk.types(&format!("disputes.reconsideration.{outcome}"), "1");
    }
    clerk.types("disputes.litigation-direct.total", "9");
    let csv = csv::write(clerk.report());
    assert!(csv.starts_with('\u{feff}') && csv.ends_with("\r\n"));
    assert!(csv.contains("organ,报告信息,机关名称,,,\"'=HYPERLINK(\"\"x\"\"),\n甲\",填写\r\n"));
    let chapter = "二、主动公开政府信息情况";
    for line in [
        format!("disclosure.licensing.change,{chapter},行政许可,本年增/减,,4,填写"),
        format!("disclosure.fees.change,{chapter},行政事业性收费,本年增/减,,-2,填写"),
        format!("disclosure.rules.made,{chapter},规章,本年新制作数量,,'-1,填写"),
        format!("disclosure.procurement.amount,{chapter},政府集中采购,采购总金额（万元）,万元,103.3879,填写"),
        "published,报告信息,发布日期,,,,空白".to_owned(),
    ] {
        assert!(csv.contains(&format!("\r\n{line}\r\n")), "{line}");
    }
    let end = |id: &str| {
        let line = csv.split("\r\n").find(|line| line.starts_with(&format!("{id},"))).expect("a line");
        line.rsplitn(3, ',').collect::<Vec<_>>()[..2].join(" ")
    };
    assert_eq!(end("requests.new.business"), "填写 3");
    assert_eq!(end("requests.new.total"), "自动合计 ", "an unfinished sum has no value");
    assert_eq!(end("disputes.reconsideration.total"), "自动合计 4");
    assert_eq!(end("disputes.litigation-direct.total"), "填写 9");
    assert_eq!(end("requests.new.research"), "空白 ");
}
