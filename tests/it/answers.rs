//! 说明: what is answered to a warning, and how long the answer stands.

use nianbao::app::{Errand, Message};
use nianbao::interchange;
use nianbao::report::Edit;
use nianbao::report::answer::Answer;
use nianbao::validate::rules::blank::BLANK;
use nianbao::validate::rules::published::PUBLISHED;
use nianbao::validate::rules::sums::BALANCE;
use nianbao::validate::{Rule, Severity, count, validate};

use crate::clerk::{Clerk, zeros};

fn answer(clerk: &mut Clerk, rule: &Rule, note: &str) {
    let cause = clerk.findings(rule)[0].cause(clerk.report());
    clerk.runs(Errand::Answer(cause, note.into())).sends(Message::Left);
}

fn answered(clerk: &Clerk, rule: &Rule) -> Vec<Option<String>> {
    clerk.findings(rule).into_iter().map(|finding| finding.answer).collect()
}

fn warnings(clerk: &Clerk) -> usize {
    count(&validate(clerk.report()))[Severity::Warning as usize]
}

#[test]
fn an_answered_warning_waits_no_more_and_still_shows() {
    let mut clerk = Clerk::with_year(2020);
    clerk.chooses("published", "2022-01-20");
    let before = warnings(&clerk);
    answer(&mut clerk, &PUBLISHED, "补发的报告");
    assert_eq!(answered(&clerk, &PUBLISHED), [Some("补发的报告".to_owned())]);
    assert_eq!(warnings(&clerk), before - 1);
}

#[test]
fn an_answer_stands_as_long_as_the_values_that_caused_the_warning_stay_the_same() {
    let mut clerk = zeros(2024);
    clerk.types("requests.new.business", "").types("requests.new.other", "");
    answer(&mut clerk, &BLANK, "原件看不清");
    clerk.types("organ", "示例局").types("disclosure.rules.issued", "3");
    assert_eq!(answered(&clerk, &BLANK), [Some("原件看不清".to_owned())], "others may change");
    clerk.types("requests.new.other", "0").types("requests.new.research", "");
    assert_eq!(answered(&clerk, &BLANK), [None], "as many blanks, but another one");
    clerk.types("requests.new.research", "0").types("requests.new.other", "");
    assert_eq!(answered(&clerk, &BLANK), [Some("原件看不清".to_owned())], "the same again");
}

#[test]
fn an_answer_can_be_taken_back_and_undone() {
    let mut clerk = Clerk::with_year(2020);
    clerk.chooses("published", "2022-01-20");
    answer(&mut clerk, &PUBLISHED, "补发");
    answer(&mut clerk, &PUBLISHED, " ");
    assert_eq!(clerk.report().answers(), []);
    clerk.undoes();
    assert_eq!(answered(&clerk, &PUBLISHED), [Some("补发".to_owned())]);
    clerk.undoes();
    assert_eq!(answered(&clerk, &PUBLISHED), [None]);
}

#[test]
fn an_error_is_not_answered_away() {
    let mut clerk = zeros(2024);
    clerk.types("requests.new.business", "5");
    answer(&mut clerk, &BALANCE, "就是这样");
    assert!(answered(&clerk, &BALANCE).iter().all(Option::is_none));
}

#[test]
fn answers_travel_in_the_json_and_a_report_without_any_has_no_such_key() {
    let mut clerk = zeros(2020);
    assert!(interchange::write(clerk.report(), &[]).get("answers").is_none());
    clerk.chooses("published", "2022-01-20");
    answer(&mut clerk, &PUBLISHED, "补发的报告");
    let written = interchange::write(clerk.report(), &[]);
    assert_eq!(written["answers"][0]["rule"], "V16");
    assert_eq!(written["answers"][0]["note"], "补发的报告");
    let read = interchange::read_value(&written).unwrap();
    assert_eq!(
        read.answers().iter().map(|Answer { note, .. }| note.as_str()).collect::<Vec<_>>(),
        ["补发的报告"]
    );
}

/// The JSON of a report as the first version of this program wrote its answers: by the sentence alone.
fn with_old_answer(clerk: &Clerk, rule: &str, cells: &[&str], message: &str) -> serde_json::Value {
    let mut written = interchange::write(clerk.report(), &[]);
    let answer = serde_json::json!({ "rule": rule, "message": message, "cells": cells, "note": "核对过" });
    written["answers"] = serde_json::json!([answer]);
    written
}

fn reads_json(value: &serde_json::Value) -> Clerk {
    Clerk::with_report(interchange::read_value(value).expect("a report"))
}

#[test]
fn an_answer_stands_however_the_warning_is_worded() {
    let mut clerk = zeros(2024);
    clerk.types("requests.new.business", "/");
    let mut cause = clerk.findings(&BLANK)[0].cause(clerk.report());
    assert_eq!(cause.values.as_deref(), Some(&["/".to_owned()][..]));
    cause.message = "没有的填 0，不写横杠。".into();
    clerk.loads(Edit::Answer(cause, "原件如此".into()));
    assert_eq!(answered(&clerk, &BLANK), [Some("原件如此".to_owned())]);
    clerk.types("requests.new.business", "-");
    assert_eq!(answered(&clerk, &BLANK), [None], "another text in the same cell");
}

#[test]
fn an_answer_kept_by_its_sentence_is_kept_by_its_values_from_now_on() {
    let mut clerk = zeros(2020);
    clerk.chooses("published", "2022-01-20");
    clerk.types("requests.new.business", "").types("requests.new.other", "");
    for (rule, cells, message) in [
        (&PUBLISHED, &[][..], "发布日期在 2022 年。这份报告应当在 2021 年发布，请核对年度和日期。"),
        (&PUBLISHED, &[], "发布日期在 2022 年，这份报告应当在 2021 年发布。"),
        (&BLANK, &["requests.new.business", "requests.new.other"], "表三还有 2 个空白格。没有的填 0。"),
    ] {
        let read = reads_json(&with_old_answer(&clerk, rule.id, cells, message));
        assert_eq!(answered(&read, rule), [Some("核对过".to_owned())], "{message}");
        let cause = &read.report().answers()[0].cause;
        assert_eq!(cause, &read.findings(rule)[0].cause(read.report()), "{message}");
        let again = interchange::write(read.report(), &[]);
        assert_eq!(reads_json(&again).report(), read.report());
    }
}

#[test]
fn an_answer_to_a_sentence_that_does_not_stand_is_kept_and_counts_when_it_stands_again() {
    let mut clerk = Clerk::with_year(2020);
    let message = "发布日期在 2022 年。这份报告应当在 2021 年发布，请核对年度和日期。";
    let mut read = reads_json(&with_old_answer(&clerk, PUBLISHED.id, &[], message));
    assert_eq!(read.report().answers()[0].cause.values, None);
    let again = interchange::write(read.report(), &[]);
    assert!(again["answers"][0].get("values").is_none());
    for clerk in [&mut read, &mut reads_json(&again)] {
        clerk.chooses("published", "2023-01-20");
        assert_eq!(answered(clerk, &PUBLISHED), [None]);
        clerk.chooses("published", "2022-01-20");
        assert_eq!(answered(clerk, &PUBLISHED), [Some("核对过".to_owned())]);
    }
    // Written anew, it is kept by its values.
    answer(&mut read, &PUBLISHED, "补发");
    assert_eq!(read.report().answers().len(), 1);
    assert!(read.report().answers()[0].cause.values.is_some());
    clerk.chooses("published", "2022-01-20");
    let wrong_cells = with_old_answer(&clerk, PUBLISHED.id, &["requests.new.total"], message);
    assert_eq!(answered(&reads_json(&wrong_cells), &PUBLISHED), [None]);
}
