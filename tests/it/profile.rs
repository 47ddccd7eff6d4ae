//! The profile of an area, as the page takes it: from beside the page, from a file, from what is kept; and its schema.

use nianbao::app::{Errand, Found};
use nianbao::draft::Storage;
use nianbao::profile::{Profile, schema};
use serde_json::{Value, json};

use crate::clerk::Clerk;
use crate::desk::{Browser, Tab};

const EXAMPLE: &str = include_str!("../../docs/profile.json");

fn example() -> Value {
    serde_json::from_str(EXAMPLE).expect("JSON")
}

fn beside(text: impl Into<String>) -> Errand {
    Errand::ProfileFound(Found::Text(text.into()))
}

/// The ids of what is found that the area asks for.
fn of_area(tab: &Tab) -> Vec<&'static str> {
    let rules = tab.editing().findings().iter().map(|finding| finding.rule.id);
    rules.filter(|id| id.starts_with('P')).collect()
}

#[test]
fn the_schema_in_the_repository_is_the_one_of_the_program_and_the_example_fits_it() {
    let text = format!("{:#}\n", schema::schema());
    expect_test::expect_file!["../../schema/nianbao-profile-1.schema.json"].assert_eq(&text);
    let schema = jsonschema::validator_for(&schema::schema()).expect("a schema");
    assert!(schema.is_valid(&example()));
    assert!(Profile::read(EXAMPLE).is_ok_and(|profile| !profile.is_empty()));
}

#[test]
fn schema_and_page_refuse_the_same() {
    let schema = jsonschema::validator_for(&schema::schema()).expect("a schema");
    let changes: &[(&str, Value)] = &[
        ("/format", json!("nianbao-report")),
        ("/version", json!(2)),
        ("/area", json!(" ")),
        ("/area", json!("市".repeat(301))),
        ("/units", json!("示例局")),
        ("/units/0", json!({ "code": "91350100M000100Y43" })),
        ("/units/0", json!({ "name": "示例局", "website": "x" })),
        ("/units/0/code", json!("91350100M000100I43")),
        ("/units/0/level", json!("village")),
        ("/due/0/day", json!("1-31")),
        ("/due/0/day", json!("13-01")),
        ("/points/0/text", json!("chapter")),
        ("/points/0/words", json!([])),
        ("/points/0/words", json!([1])),
        ("/points/0/source", json!("")),
        ("/limits", json!({ "last-year-share": 0 })),
        ("/limits", json!({ "longest-overview": 1.5 })),
        ("/limits", json!({ "rules": [] })),
        ("/contact", json!(12345)),
        ("/link/href", json!("javascript:alert(1)")),
        ("/link", json!({ "name": "网站" })),
    ];
    for (place, value) in changes {
        let mut profile = example();
        *profile.pointer_mut(place).expect("a place") = value.clone();
        assert!(!schema.is_valid(&profile), "the schema takes {place}: {value}");
        assert!(Profile::read(&profile.to_string()).is_err(), "the page takes {place}: {value}");
    }
}

#[test]
fn a_profile_beside_the_page_is_taken_and_its_points_are_shown_and_checked() {
    let mut clerk = Clerk::with_year(2024);
    clerk.types("overview", "主动公开信息五件。");
    clerk.runs(beside(EXAMPLE)).waits(500.0);
    assert_eq!(of_area(&clerk), ["P01", "P02"]);
    let points = clerk.model.area_points();
    assert!(matches!(&points[..], [point] if !point.is_there && point.label == "重点领域"), "{points:?}");
    assert_eq!(clerk.model.area_dates(clerk.report())[0], "报送示例市政务公开办：2025年1月20日");
    let text = format!("公开重点领域信息三件。{}", "召开会议研究部署政务公开工作。".repeat(40));
    clerk.types("overview", &text).waits(500.0);
    assert_eq!(of_area(&clerk), [""; 0]);
    assert!(clerk.model.area_points()[0].is_there);
}

#[test]
fn no_official_finding_goes_with_a_profile_and_nothing_of_it_is_downloaded() {
    let mut clerk = Clerk::with_year(2024);
    clerk.types("overview", "主动公开信息五件。").types("requests.new.natural-person", "3").waits(500.0);
    let before = clerk.editing().findings().to_vec();
    clerk.runs(beside(EXAMPLE)).waits(500.0);
    let official = clerk.editing().findings().iter().filter(|finding| !finding.rule.id.starts_with('P'));
    assert_eq!(official.cloned().collect::<Vec<_>>(), before);
    let written = nianbao::interchange::write(clerk.report(), &nianbao::validate::validate(clerk.report()));
    assert!(!written.to_string().contains("P01"));
}

#[test]
fn a_missing_profile_is_nothing_and_a_page_in_its_place_is_none() {
    let mut clerk = Clerk::with_year(2024);
    for found in [Found::Missing, Found::Unreachable, Found::Text("<!doctype html><p>404".into())] {
        clerk.runs(Errand::ProfileFound(found));
        assert!(clerk.model.area().profile.is_empty() && clerk.model.area().problems.is_empty());
    }
}

#[test]
fn a_wrong_profile_is_sentences_and_the_page_goes_on_without_it() {
    let mut clerk = Clerk::with_year(2024);
    clerk.runs(beside(EXAMPLE.replace("\"01-20\"", "\"20-01\"")));
    let expected = "due 第 1 项的 day 应是报告年度下一年的月和日，如 \"01-31\"。";
    assert_eq!(clerk.model.area().problems, [expected]);
    assert!(clerk.model.area().profile.is_empty());
    clerk.types("organ", "示例局");
    assert_eq!(clerk.report().organ(), "示例局");
    assert_eq!(clerk.browser.store.read("nianbao:profile").unwrap(), None, "it is not kept");
}

#[test]
fn the_last_profile_serves_while_nobody_answers_and_goes_when_the_host_has_none() {
    let browser = Browser::new();
    let unreachable = || Errand::ProfileFound(Found::Unreachable);
    Tab::open(&browser, "#/").runs(beside(EXAMPLE));
    let mut offline = Tab::open(&browser, "#/");
    assert_eq!(offline.runs(unreachable()).model.area().profile.area, "示例市");
    Tab::open(&browser, "#/").runs(Errand::ProfileFound(Found::Missing));
    assert!(Tab::open(&browser, "#/").runs(unreachable()).model.area().profile.is_empty());
}

#[test]
fn a_profile_that_is_opened_is_kept_and_other_files_open_beside_it() {
    let browser = Browser::new();
    let mut clerk = Clerk(Tab::open(&browser, "#/"));
    let report = nianbao::interchange::write(Clerk::with_year(2023).report(), &[]).to_string();
    let files = [("profile.json", EXAMPLE), ("年报.json", report.as_str())];
    let files = files.map(|(name, text)| (name.to_owned(), Ok(text.as_bytes().to_vec())));
    clerk.runs(Errand::Opened(files.into()));
    assert_eq!(clerk.report().year_number(), Some(2023));
    assert_eq!(clerk.model.area().profile.area, "示例市");
    let mut later = Tab::open(&browser, "#/");
    assert_eq!(later.runs(Errand::ProfileFound(Found::Unreachable)).model.area().profile.area, "示例市");
    let broken = EXAMPLE.replacen(',', ",,", 3).into_bytes();
    clerk.runs(Errand::Opened(vec![("profile.json".to_owned(), Ok(broken))]));
    assert!(clerk.notice().starts_with("profile.json 没有采用"), "{}", clerk.notice());
    assert_eq!(clerk.model.area().profile.area, "示例市", "what was there stays");
}
