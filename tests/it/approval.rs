//! 签批单: what the leader who signs reads, and that nothing is made up where a number is missing.

use expect_test::expect_file;
use nianbao::document::{Block, DocumentTable, check_code};
use nianbao::example::example;
use nianbao::export::{FORMATS, approval, heavy};
use nianbao::format::Edition;
use nianbao::report::previous::Previous;
use nianbao::report::{Edit, Report};
use nianbao::validate::validate;
use proptest::prelude::*;

use crate::arbitrary;

fn figures(report: &Report) -> DocumentTable {
    let document = approval::compose(report, &validate(report));
    let mut tables = document.blocks.into_iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.next().expect("the figures")
}

/// The rows as text, the cells apart by bars.
fn rows(report: &Report) -> Vec<String> {
    let table = figures(report);
    let row = |row: &Vec<nianbao::document::DocumentCell>| {
        row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|")
    };
    table.head.iter().chain(&table.body).map(row).collect()
}

fn known(report: &Report) -> Vec<String> {
    let document = approval::compose(report, &validate(report));
    let lines = document.blocks.into_iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.text),
        _ => None,
    });
    lines.collect()
}

fn typed(report: &mut Report, id: &str, value: &str) {
    let edit = report.typing(id, value).expect("a field");
    report.apply(edit);
}

fn with_last_year() -> Report {
    let mut report = example(Edition::REVISED_2021);
    let mut last = report.clone();
    typed(&mut last, "year", "2023");
    typed(&mut last, "requests.new.natural-person", "9");
    typed(&mut last, "disclosure.fees.amount", "20.25");
    report.apply(Edit::Previous(Some(Previous::new("上年.json", last))));
    report
}

#[test]
fn the_figures_of_both_years_stand_beside_each_other_with_their_change() {
    let rows = rows(&with_last_year());
    assert_eq!(rows[0], "项目|2024年|2023年|增减|项目|2024年|2023年|增减");
    assert!(rows[1].starts_with("本年新收|7|11|−4|行政复议|1|1|0"), "{}", rows[1]);
    assert!(rows.iter().any(|row| row.contains("收费金额|12.5|20.25|−7.75")), "{rows:#?}");
    assert!(rows.iter().any(|row| row.starts_with("　不予公开|0|0|0|")), "{rows:#?}");
}

#[test]
fn without_last_year_only_this_year_stands() {
    let rows = rows(&example(Edition::TRIAL_2019));
    assert_eq!(rows[0].matches('|').count(), 3);
    assert!(rows.iter().all(|row| !row.contains("增减")));
}

#[test]
fn what_is_blank_stays_blank_and_so_does_a_sum_of_it() {
    let mut report = example(Edition::REVISED_2021);
    typed(&mut report, "requests.refused.process.natural-person", "");
    let rows = rows(&report);
    assert!(rows.iter().any(|row| row.starts_with("　不予公开||")), "{rows:#?}");
    let blank = self::rows(&Report::of_year(2024));
    assert!(blank.iter().skip(1).all(|row| !row.contains(|c: char| c.is_ascii_digit())), "{blank:#?}");
}

#[test]
fn the_leader_reads_what_is_wrong_with_what_was_said_to_it() {
    assert_eq!(known(&example(Edition::REVISED_2021)), ["没有错误，也没有要说明的提醒。"]);
    let mut report = example(Edition::REVISED_2021);
    typed(&mut report, "requests.carried-out.total", "4711");
    let lines = known(&report);
    assert!(lines[0].starts_with("1. 错误："), "{lines:#?}");
    let warned = with_last_year();
    let findings = validate(&warned);
    let warning = findings.iter().find(|finding| finding.can_be_answered()).expect("a warning");
    let cause = warning.cause(&warned);
    let mut answered = warned.clone();
    answered.apply(Edit::Answer(cause, "台账已核对。".to_owned()));
    assert!(
        known(&answered).iter().any(|line| line.ends_with("说明：台账已核对。")),
        "{:#?}",
        known(&answered)
    );
}

#[test]
fn it_bears_the_code_of_the_report_and_holds_no_data() {
    let report = with_last_year();
    let html =
        String::from_utf8(heavy::write(&approval::FORMAT, &report, &validate(&report))).expect("a text");
    assert!(html.contains(&check_code(&report)));
    assert!(!html.contains("application/json"), "it is no report that could be opened");
    assert_eq!(
        approval::FORMAT.file_name(&report),
        "示例市示例局2024年政府信息公开工作年度报告（签批单）.html"
    );
}

#[test]
fn a_name_with_what_the_file_is_is_no_longer_than_file_systems_take() {
    let mut report = Report::of_year(2024);
    report.apply(Edit::Organ("长".repeat(300)));
    for format in FORMATS {
        assert!(format.file_name(&report).len() <= 255, "{}", format.file_name(&report));
    }
}

#[test]
fn the_page_is_the_one_that_can_be_looked_at() {
    let golden = |report: &Report| {
        String::from_utf8(heavy::write(&approval::FORMAT, report, &validate(report))).expect("a text")
    };
    expect_file!["../goldens/approval-2021.html"].assert_eq(&golden(&with_last_year()));
    expect_file!["../goldens/approval-2019.html"].assert_eq(&golden(&example(Edition::TRIAL_2019)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn what_has_to_be_known_never_takes_more_than_its_room(report in arbitrary::report()) {
        let characters: usize = known(&report).iter().map(|line| line.chars().count().div_ceil(44)).sum();
        prop_assert!(characters <= 12, "{characters} lines");
    }
}
