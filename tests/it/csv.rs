//! The CSV file: a line a cell, and back without loss.

use expect_test::expect_file;
use nianbao::example::example;
use nianbao::export::csv;
use nianbao::format::Edition;
use nianbao::report::Report;
use proptest::prelude::*;

use crate::arbitrary::report;
use crate::clerk::Clerk;
use crate::named::{as_carried, comes_back};

#[test]
fn there_is_a_line_for_every_cell_and_every_text() {
    // Goldens are compared line by line: the line ends are tested below.
    let lines = |edition| csv::write(&example(edition)).replace("\r\n", "\n");
    expect_file!["../goldens/example-2019.csv"].assert_eq(&lines(Edition::TRIAL_2019));
    expect_file!["../goldens/example-2021.csv"].assert_eq(&lines(Edition::REVISED_2021));
    let report = Report::of_year(2024);
    let all = report.format().cells.len() + report.format().texts().count() + 3;
    assert_eq!(csv::write(&report).lines().count(), all, "the head, the code and the date are three more");
}

#[test]
fn every_line_says_whose_it_is_and_where_its_value_comes_from() {
    let mut clerk = Clerk::with_year(2020);
    clerk.types("organ", "=HYPERLINK(\"x\"),甲").types("requests.new.business", "3");
    clerk.types("level", "department").types("scope", "own");
    clerk.types("disclosure.licensing.change", "+4").types("disclosure.fees.change", "-2");
    clerk.types("disclosure.rules.made", "-1").types("disclosure.procurement.amount", "103.3879");
    for outcome in ["upheld", "corrected", "other", "pending"] {
        clerk.types(&format!("disputes.reconsideration.{outcome}"), "1");
    }
    clerk.types("disputes.litigation-direct.total", "9");
    let csv = csv::write(clerk.report());
    assert!(csv.starts_with('\u{feff}') && csv.ends_with("\r\n"));
    let whose = "\"'=HYPERLINK(\"\"x\"\"),甲\",部门,本机关,2020,2019 年试行格式,";
    assert!(csv.lines().skip(1).all(|line| line.starts_with(whose)));
    let chapter = "二、主动公开政府信息情况";
    for line in [
        format!("{chapter},行政许可,本年增/减,disclosure.licensing.change,增减,4,填写"),
        format!("{chapter},行政事业性收费,本年增/减,disclosure.fees.change,增减,-2,填写"),
        format!("{chapter},规章,本年新制作数量,disclosure.rules.made,件数,'-1,填写"),
        format!("{chapter},政府集中采购,采购总金额（万元）,disclosure.procurement.amount,万元,103.3879,填写"),
        "报告信息,,,published,日期,,空白".to_owned(),
        "一、总体情况,,,overview,文字,,空白".to_owned(),
        "三、收到和处理政府信息公开申请情况,表三的注,,requests-note,文字,,空白".to_owned(),
    ] {
        assert!(csv.contains(&format!("\r\n{whose}{line}\r\n")), "{line}");
    }
    let end = |id: &str| {
        let line = csv.split("\r\n").find(|line| line.contains(&format!(",{id},"))).expect("a line");
        line.rsplitn(3, ',').collect::<Vec<_>>()[..2].join(" ")
    };
    assert_eq!(end("requests.new.business"), "填写 3");
    assert_eq!(end("requests.new.total"), "自动合计 ", "an unfinished sum has no value");
    assert_eq!(end("disputes.reconsideration.total"), "自动合计 4");
    assert_eq!(end("disputes.litigation-direct.total"), "填写 9");
    assert_eq!(end("requests.new.research"), "空白 ");
}

#[test]
fn no_text_is_run_as_a_formula() {
    for text in ["=cmd()", "+1", "-1", "@SUM(1)", "＝1+1", "\t=1", "\r=1", " =1", "\u{a0}=1", "'=1"] {
        let mut clerk = Clerk::with_year(2024);
        clerk.types("organ", text).types("overview", text).types("requests.new.business", text);
        let csv = csv::write(clerk.report());
        let begins = |field: &str| !field.trim_start_matches('"').starts_with('\'');
        let fields = csv.split(['\u{feff}', ',']).flat_map(|field| field.split("\r\n"));
        let risky = fields.filter(|field| begins(field) && field.contains(text.trim()));
        assert_eq!(risky.collect::<Vec<_>>(), [""; 0], "{text:?}");
    }
}

proptest! {
    #[test]
    fn it_comes_back_without_loss(report in report()) {
        let bytes = csv::write(&report).into_bytes();
        prop_assert_eq!(comes_back("年报.csv", &bytes), Ok(as_carried(&report)));
    }
}

#[test]
fn it_comes_back_from_a_spreadsheet_that_saved_it_otherwise() {
    let report = example(Edition::REVISED_2021);
    let csv = csv::write(&report);
    let dated = csv.replace("2025-01-17", "2025/1/17");
    let (gbk, ..) = encoding(&dated);
    for (name, bytes) in [
        ("年报.csv", dated.clone().into_bytes()),
        ("年报.txt", dated.trim_start_matches('\u{feff}').replace("\r\n", "\n").into_bytes()),
        ("年报.csv", gbk),
        ("年报.txt", utf_16(&dated.replace(',', "\t"))),
    ] {
        assert_eq!(comes_back(name, &bytes), Ok(report.clone()), "{name}");
    }
}

fn encoding(text: &str) -> (Vec<u8>, bool) {
    let (bytes, _, is_lossy) = encoding_rs::GBK.encode(text.trim_start_matches('\u{feff}'));
    (bytes.into_owned(), is_lossy)
}

fn utf_16(text: &str) -> Vec<u8> {
    let units = text.encode_utf16();
    units.flat_map(u16::to_le_bytes).collect()
}

#[test]
fn what_somebody_changed_is_read_and_a_total_that_is_not_the_sum_is_kept() {
    let report = example(Edition::REVISED_2021);
    let csv = csv::write(&report);
    let change = |id: &str, to: &str| {
        let line = csv.lines().find(|line| line.contains(&format!(",{id},"))).expect("a line");
        let (begin, origin) = line.rsplit_once(',').expect("an origin");
        let (begin, _) = begin.rsplit_once(',').expect("a value");
        csv.replace(line, &format!("{begin},{to},{origin}"))
    };
    let read = |text: String| comes_back("年报.csv", text.as_bytes()).expect("a report");
    let typed = read(change("requests.new.business", "3件"));
    let cell = |id: &str| report.format().cell(id).expect("a cell");
    let entry = |report: &Report, id: &str| report.cell(cell(id)).clone();
    use nianbao::report::entry::Entry;
    assert_eq!(entry(&typed, "requests.new.business"), Entry::Text("3件".into()), "to the letter");
    let total = read(change("requests.new.total", "99"));
    assert_eq!(entry(&total, "requests.new.total"), Entry::Number(99));
    let blank = read(change("requests.new.business", ""));
    assert_eq!(entry(&blank, "requests.new.business"), Entry::Blank);
    // The sum in the file is no longer that of its parts: it stays, and is found.
    assert_eq!(entry(&blank, "requests.new.total"), Entry::Number(7));
}

#[test]
fn of_several_reports_below_each_other_the_first_is_read_and_the_others_are_counted() {
    let report = example(Edition::REVISED_2021);
    let other = example(Edition::TRIAL_2019);
    let others = csv::write(&other);
    let stacked = csv::write(&report) + others.split_once("\r\n").expect("a head").1;
    let source = nianbao::import::read::read("年报.csv", stacked.as_bytes()).expect("a source");
    assert!(source.problems[0].contains("2 份报告"), "{:?}", source.problems);
    assert_eq!(comes_back("年报.csv", stacked.as_bytes()), Ok(report));
}
