//! What holds of all rules together; what each finds stands beside it in `src/validate/rules`.

use nianbao::example::example;
use nianbao::format::Edition;
use nianbao::report::Report;
use nianbao::validate::rules;
use nianbao::validate::rules::organ::ORGAN;
use nianbao::validate::rules::sums::{BALANCE, ROW_TOTAL};
use nianbao::validate::{Finding, count, group, to_do, validate, wrong};
use proptest::prelude::*;

use crate::arbitrary::report;
use crate::clerk::{Clerk, zeros};

#[test]
fn rules_have_ids_of_their_own_in_order_and_say_where_they_come_from_and_what_to_do() {
    let ids: Vec<&str> = rules::all().iter().map(|rule| rule.id).collect();
    assert!(ids.is_sorted_by(|one, other| one < other), "{ids:?}");
    for rule in rules::all() {
        assert!(rule.wording.ends_with('。') && rule.help.ends_with('。'), "{}", rule.id);
        assert!(!rule.source.is_empty() && !rule.title.is_empty(), "{}", rule.id);
    }
}

#[test]
fn findings_come_heaviest_first_and_then_in_the_order_of_the_report() {
    let mut clerk = Clerk::with_year(2024);
    let findings = validate(clerk.report());
    assert!(findings.is_sorted_by_key(|finding| finding.severity));
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
fn a_blank_form_is_not_wrong() {
    for edition in Edition::ALL {
        for report in [Report::blank(edition), Report::of_year(2024)] {
            let findings = validate(&report);
            assert_eq!(wrong(&findings).count(), 0, "{findings:?}");
            assert_eq!(to_do(&findings).count(), findings.len());
            assert!(count(&findings)[0] > 0, "a check says what it is: {findings:?}");
            let blanks: usize =
                report.format().cells.iter().filter(|cell| !cell.declared().is_total()).count();
            let cells = findings.iter().filter(|it| !it.cells.is_empty()).map(Finding::places).sum::<usize>();
            assert_eq!(cells, blanks, "every blank cell is a place to fill in");
        }
    }
}

#[test]
fn what_is_wrong_is_counted_apart_from_what_is_to_do() {
    let mut clerk = Clerk::with_year(2024);
    clerk.types("requests.new.total", "若干").types("problems", "无。");
    let findings = validate(clerk.report());
    assert_eq!(count(wrong(&findings)), [1, 1, 0]);
    assert_eq!(count(to_do(&findings)), [3, 3, 0], "organ and two chapters, three tables");
    assert_eq!(count(&findings), [4, 4, 0]);
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

proptest! {
    #[test]
    fn every_finding_is_in_one_group_and_suspects_few_cells(report in report()) {
        let findings = validate(&report);
        let groups = group(&findings);
        let mut grouped: Vec<&Finding> = groups.iter().flat_map(|group| group.findings()).collect();
        prop_assert_eq!(grouped.len(), findings.len());
        for finding in &findings {
            let found = grouped.iter().position(|other| *other == finding);
            prop_assert!(found.is_some(), "{finding:?}");
            found.map(|at| grouped.swap_remove(at));
            prop_assert!(finding.suspects.len() <= 4, "{finding:?}");
        }
        prop_assert!(groups.iter().all(|group| group.sentence().ends_with('。')));
    }
}
