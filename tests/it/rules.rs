//! What holds of all rules together; what each finds stands beside it in `src/validate/rules`.

use nianbao::example::example;
use nianbao::format::Edition;
use nianbao::validate::rules::RULES;
use nianbao::validate::rules::organ::ORGAN;
use nianbao::validate::rules::sums::{BALANCE, ROW_TOTAL};
use nianbao::validate::{Finding, validate};

use crate::clerk::{Clerk, zeros};

#[test]
fn rules_have_ids_of_their_own_in_order_and_say_where_they_come_from_and_what_to_do() {
    let ids: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert!(ids.is_sorted_by(|one, other| one < other), "{ids:?}");
    for rule in RULES {
        assert!(rule.wording.ends_with('。') && rule.help.ends_with('。'), "{}", rule.id);
        assert!(!rule.source.is_empty() && !rule.title.is_empty(), "{}", rule.id);
    }
}

#[test]
fn findings_come_heaviest_first_and_then_in_the_order_of_the_report() {
    let mut clerk = Clerk::with_year(2024);
    let findings = validate(clerk.report());
    assert!(findings.is_sorted_by_key(|finding| finding.rule.severity));
    assert_eq!(findings[0].rule, &ORGAN);
    clerk.fills_zeros().types("requests.new.business", "1").types("requests.new.total", "3");
    clerk.types("disputes.litigation-direct.upheld", "若干").types("year", "2018");
    let found: Vec<(&str, &str)> =
        validate(clerk.report()).iter().map(|finding| (finding.rule.id, finding.target)).collect();
    assert_eq!(
        found,
        [
            ("V39", "organ"),
            ("V40", "year"),
            ("V06", "disputes.litigation-direct.upheld"),
            ("V01", "requests.carried-out.business"),
            ("V01", "requests.carried-out.total"),
            ("V03", "requests.new.total"),
            ("V22", "overview"),
            ("V22", "problems"),
            ("V22", "other-matters"),
        ]
    );
}

#[test]
fn a_year_of_no_report_changes_no_table() {
    let mut clerk = Clerk::with_year(2024);
    clerk.types("year", "1999");
    assert_eq!(clerk.report().edition(), Edition::REVISED_2021);
}

#[test]
fn every_finding_says_what_is_wrong_in_a_sentence() {
    let mut clerk = zeros(2020);
    clerk.types("requests.new.business", "5").types("requests.granted.total", "1");
    clerk.types("disclosure.rules.made", "若干").types("organ", "某局").types("problems", "无。");
    let findings = validate(clerk.report());
    assert!(findings.iter().map(Finding::sentence).all(|sentence| sentence.ends_with('。')), "{findings:?}");
    assert!([&BALANCE, &ROW_TOTAL].iter().all(|rule| findings.iter().any(|it| it.rule == *rule)));
}

#[test]
fn the_examples_reconcile_without_a_finding() {
    for edition in Edition::ALL {
        assert_eq!(validate(&example(edition)), [], "{edition:?}");
    }
}
