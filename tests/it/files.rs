//! Files come back without loss, and what is no report is refused with a sentence.

use nianbao::export::{html, json};
use nianbao::format::Edition;
use nianbao::import::{MOST_BYTES, OpenError, open};
use nianbao::interchange::{self, ReadError, read_set_aside, schema, write_set_aside};
use nianbao::report::Report;
use nianbao::validate::validate;
use proptest::prelude::*;
use serde_json::{Value, json as value};

use crate::arbitrary::report;
use crate::clerk::{Clerk, zeros};

fn schema_of_exports() -> jsonschema::Validator {
    jsonschema::options().should_validate_formats(true).build(&schema::schema()).expect("a schema")
}

/// What was read, with what the files of a report do not hold: its entries of other editions.
fn whole(read: Result<Report, OpenError>, of: &Report) -> Result<Report, OpenError> {
    let mut read = read?;
    if let Some(kept) = write_set_aside(of) {
        read_set_aside(&mut read, &kept).map_err(OpenError::Unread)?;
    }
    Ok(read)
}

proptest! {
    #[test]
    fn json_comes_back_without_loss_and_fits_the_schema(report in report()) {
        thread_local!(static SCHEMA: jsonschema::Validator = schema_of_exports());
        let findings = validate(&report);
        let text = json::write(&report, &findings);
        prop_assert_eq!(whole(open(text.as_bytes()), &report), Ok(report));
        let value: Value = serde_json::from_str(&text).expect("JSON");
        let errors = SCHEMA.with(|schema| schema.iter_errors(&value).map(|error| error.to_string()).collect::<Vec<_>>());
        prop_assert!(errors.is_empty(), "{:?}", errors);
    }

    #[test]
    fn html_comes_back_without_loss(report in report()) {
        let text = html::write(&report, &validate(&report));
        prop_assert_eq!(whole(open(text.as_bytes()), &report), Ok(report));
        prop_assert_eq!(text.matches("<script").count(), 1, "the data and nothing else");
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = open(&bytes);
    }

    #[test]
    fn a_file_with_anything_changed_is_read_or_refused(cut in any::<prop::sample::Index>(), put in any::<u8>()) {
        let mut bytes = json::write(&nianbao::example::example(Edition::REVISED_2021), &[]).into_bytes();
        let place = cut.index(bytes.len());
        bytes[place] = put;
        let _ = open(&bytes);
        let _ = open(&bytes[..place]);
    }
}

#[test]
fn the_schema_in_the_repository_is_the_one_of_the_program() {
    let schema = format!("{:#}\n", schema::schema());
    expect_test::expect_file!["../../schema/nianbao-report-1.schema.json"].assert_eq(&schema);
}

#[test]
fn the_code_of_the_organ_stands_in_the_json_only_where_it_is_given() {
    let mut clerk = Clerk::with_year(2024);
    let written = interchange::write(clerk.report(), &[]);
    assert!(written.get("organ-code").is_none(), "programs that came before know no such key");
    clerk.types("organ-code", "91350100m000100y43");
    let written = interchange::write(clerk.report(), &[]);
    assert_eq!(written["organ-code"], "91350100M000100Y43");
    assert_eq!(interchange::read_value(&written).as_ref(), Ok(clerk.report()));
    assert!(schema_of_exports().is_valid(&written));
}

#[test]
fn json_nests_along_the_dots_with_null_for_blank_and_money_as_text() {
    let mut clerk = Clerk::with_year(2024);
    clerk.types("disclosure.fees.amount", "7730.28").types("requests.refused.process.business", "2");
    let written = interchange::write(clerk.report(), &[]);
    assert_eq!(written["format"], "nianbao-report");
    assert_eq!(written["version"], 1);
    assert_eq!(written["year"], 2024);
    assert_eq!(written["disclosure"]["fees"]["amount"], "7730.28");
    assert_eq!(written["requests"]["refused"]["process"]["business"], 2);
    assert_eq!(written["requests"]["refused"]["process"]["total"], 2);
    assert_eq!(written["requests"]["new"]["total"], Value::Null);
    let keys: Vec<&String> = written.as_object().unwrap().keys().collect();
    assert_eq!(keys[..3], ["format", "version", "organ"]);
}

#[test]
fn the_findings_that_stood_are_recorded() {
    let mut clerk = zeros(2024);
    clerk.types("requests.new.business", "5");
    let written = interchange::write(clerk.report(), &validate(clerk.report()));
    let first = &written["findings"][0];
    assert_eq!(first["rule"], "V39");
    let balance =
        written["findings"].as_array().unwrap().iter().find(|finding| finding["rule"] == "V01").unwrap();
    assert_eq!(balance["severity"], "error");
    assert_eq!(balance["cells"][0], "requests.new.business");
}

#[test]
fn a_finding_about_words_names_their_text_and_quotes_them() {
    let mut clerk = zeros(2024);
    clerk.types("overview", "一是公开。（文字描述）");
    let written = interchange::write(clerk.report(), &validate(clerk.report()));
    let findings = written["findings"].as_array().expect("findings");
    let of_rule = |id| findings.iter().find(|finding| finding["rule"] == id).expect("found");
    assert_eq!(of_rule("V30")["field"], "overview");
    assert_eq!(of_rule("V30")["quotes"], value!(["（文字描述）"]));
    assert_eq!(of_rule("V39").get("field"), None);
    assert!(schema_of_exports().is_valid(&written));
}

#[test]
fn a_total_that_is_not_the_sum_is_kept_as_typed_even_if_the_file_does_not_say_so() {
    let mut written = interchange::write(zeros(2024).report(), &[]);
    written["requests"]["new"]["total"] = value!(4);
    let read = interchange::read_value(&written).unwrap();
    let cell = read.format().cell("requests.new.total").unwrap();
    assert_eq!(read.cell(cell).text(nianbao::format::Kind::Count), "4");
}

/// Reads the JSON of a blank report with one thing changed.
fn read_changed(change: impl FnOnce(&mut Value)) -> Result<Report, ReadError> {
    let mut value = interchange::write(&Report::of_year(2024), &[]);
    change(&mut value);
    interchange::read(&value.to_string())
}

#[test]
fn parts_that_are_missing_are_blank() {
    let report =
        read_changed(|value| *value = value!({"format": "nianbao-report", "version": 1, "edition": "2021"}));
    assert_eq!(report, Ok(Report::blank(Edition::REVISED_2021)));
}

#[test]
fn what_is_no_report_is_refused_with_a_sentence() {
    let says = |result: Result<Report, OpenError>| result.unwrap_err().to_string();
    assert_eq!(says(open(b"")), "这个文件是空的。请重新选择。");
    assert_eq!(
        says(open("一、总体情况".as_bytes())),
        "这个文件不是年报文件。请选用本页下载的 JSON 或 HTML 文件。"
    );
    assert_eq!(
        says(open(&[0xd0, 0xcf, 0x11, 0xe0])),
        "这个文件不是年报文件。请选用本页下载的 JSON 或 HTML 文件。"
    );
    assert_eq!(says(open(b"<html><body>report</body></html>")), says(open(b"hello")));
    assert_eq!(
        says(open(b"{\"format\": \"nianbao-report\",\n \"ver")),
        "文件已损坏，第 2 行第 5 列读不下去。请换一份没有损坏的文件。"
    );
    assert_eq!(
        says(open(b"{\"format\": \"other\"}")),
        "这个文件不是年报文件。请选用本页下载的 JSON 或 HTML 文件。"
    );
    assert_eq!(says(open(&vec![b' '; MOST_BYTES + 1])), "文件超过 20 MB，不会是年报文件。请重新选择。");
    let deep = format!("{{\"format\":{}", "[".repeat(100_000));
    assert!(says(open(deep.as_bytes())).starts_with("文件已损坏"));
}

#[test]
fn a_file_of_a_newer_version_is_refused_by_name() {
    let error = read_changed(|value| value["version"] = value!(2)).unwrap_err();
    assert_eq!(error, ReadError::Newer(2));
    assert_eq!(
        error.to_string(),
        "这个文件由更新的版本（第 2 版）保存，本页只支持第 1 版。请用新版本的页面打开。"
    );
}

#[test]
fn what_does_not_fit_is_refused_by_its_path() {
    for (path, change) in [
        ("version", value!("1")),
        ("edition", value!("2020")),
        ("organ", value!(1)),
        ("level", value!("village")),
        ("published", value!("2024-02-30")),
        ("overview", value!(null)),
        ("requests", value!([])),
        ("typed-totals", value!("all")),
        ("surprise", value!("")),
    ] {
        let error = read_changed(|value| value[path] = change).unwrap_err();
        assert_eq!(error, ReadError::Unfit(path.into()));
    }
    let error = read_changed(|value| value["requests"]["new"]["total"] = value!(true)).unwrap_err();
    assert_eq!(error, ReadError::Unfit("requests.new.total".into()));
    let error = read_changed(|value| value["requests"]["other"]["business"] = value!(1)).unwrap_err();
    assert_eq!(error, ReadError::Unfit("requests.other.business".into()), "a row of the other edition");
}

#[test]
fn what_is_set_aside_is_written_by_edition_and_refused_where_it_is_not_what_it_must_be() {
    let mut clerk = Clerk::with_year(2024);
    assert_eq!(write_set_aside(clerk.report()), None);
    clerk.types("requests.other.unpaid.business", "3").types("disclosure.fees.amount", "12.5");
    clerk.types("disclosure.rules.in-force", "若干").types("year", "2020");
    let kept = write_set_aside(clerk.report()).unwrap();
    let cells = value!({
        "disclosure.rules.in-force": "若干",
        "disclosure.fees.amount": "12.5",
        "requests.other.unpaid.business": 3,
    });
    assert_eq!(kept, value!({ "cells": { "2021": cells }, "texts": {} }));
    let blank = Report::of_year(2020);
    for (unfit, path) in [
        (value!({}), "cells"),
        (value!({ "cells": {}, "texts": 3 }), "texts"),
        (value!({ "cells": { "1999": {} }, "texts": {} }), "1999"),
        (value!({ "cells": { "2021": { "nothing": 1 } }, "texts": {} }), "nothing"),
        (
            value!({ "cells": { "2021": { "disclosure.fees.amount": [] } }, "texts": {} }),
            "disclosure.fees.amount",
        ),
        (value!({ "cells": {}, "texts": { "nothing": "" } }), "nothing"),
    ] {
        let mut report = blank.clone();
        assert_eq!(read_set_aside(&mut report, &unfit), Err(ReadError::Unfit(path.into())), "{unfit}");
        assert_eq!(report, blank);
    }
    // Cells that the report has itself are its own affair.
    let mut report = blank.clone();
    let own = value!({ "cells": { "2021": { "requests.new.business": 3 } }, "texts": {} });
    assert_eq!(read_set_aside(&mut report, &own), Ok(()));
    assert_eq!(report, blank);
}
