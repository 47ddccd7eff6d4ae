//! Who is missing: the list of units beside the reports of a year.

use std::collections::BTreeMap;

use nianbao::collection::extract::Extract;
use nianbao::collection::missing::{By, RollCall, Standing, names_of};
use nianbao::collection::roster::Roster;
use nianbao::profile::{Profile, Unit};
use nianbao::report::Edit;
use nianbao::report::office::{Scope, parse_date};
use proptest::prelude::*;
use proptest::sample::subsequence;

use crate::collection::{kept, zeros};

fn of(organ: &str) -> Extract {
    kept(&zeros(organ, 2024, &[]))
}

fn call(list: &str, extracts: &[Extract]) -> RollCall {
    RollCall::of(&Roster::read(list), extracts, 2024, None, &BTreeMap::new())
}

fn standings(call: &RollCall) -> Vec<Standing> {
    call.units.iter().map(|unit| unit.standing).collect()
}

#[test]
fn a_unit_without_a_report_is_missing_and_a_report_without_a_unit_is_unexpected() {
    let call = call("甲局\n乙局", &[of("甲局"), of("丙中心")]);
    assert_eq!(standings(&call), [Standing::There, Standing::Missing]);
    assert_eq!((call.unexpected.as_slice(), call.unit_of(0), call.unit_of(1)), (&[1][..], Some(0), None));
}

#[test]
fn a_report_of_another_year_does_not_count_and_is_named() {
    let old = kept(&zeros("甲局", 2023, &[]));
    let call = call("甲局", &[old]);
    assert_eq!(
        (call.units[0].standing, call.units[0].of_other_years.as_slice()),
        (Standing::Missing, &[0][..])
    );
    assert_eq!(call.unexpected, [0; 0]);
}

#[test]
fn two_reports_of_one_unit_are_double_unless_one_is_of_the_whole_area() {
    let with_scope = |scope| Extract { scope, ..of("示例县人民政府") };
    let double =
        |scopes: [Option<Scope>; 2]| call("示例县人民政府", &scopes.map(with_scope)).units[0].standing;
    assert_eq!(double([None, None]), Standing::Double);
    assert_eq!(double([Some(Scope::Own), Some(Scope::Own)]), Standing::Double);
    assert_eq!(double([Some(Scope::Own), Some(Scope::Area)]), Standing::There);
}

#[test]
fn late_is_what_is_dated_after_the_day_that_was_set() {
    let dated = |date| Extract { published: parse_date(date), ..of("甲局") };
    let late = |date, due| {
        let roster = Roster::read("甲局");
        RollCall::of(&roster, &[dated(date)], 2024, parse_date(due), &BTreeMap::new()).units[0].standing
    };
    assert_eq!(late("2025-02-01", "2025-01-31"), Standing::Late);
    assert_eq!(late("2025-01-31", "2025-01-31"), Standing::There);
    assert_eq!(late("", "2025-01-31"), Standing::There, "it has no date");
    assert_eq!(late("2025-02-01", ""), Standing::There, "no day was set");
}

#[test]
fn a_name_written_otherwise_is_found_and_marked_and_one_that_is_only_like_waits_for_a_word() {
    let roster = Roster::read("示例区示例街道办事处\n示例区住房和城乡建设局");
    let extracts = [of("示例街道"), of("示例区住建局")];
    let call = RollCall::of(&roster, &extracts, 2024, None, &BTreeMap::new());
    assert_eq!(call.units[0].reports, [(0, By::Alike)]);
    assert_eq!(call.unexpected, [1]);
    let extracts = [of("示例区城乡建设局")];
    let call = RollCall::of(&roster, &extracts, 2024, None, &BTreeMap::new());
    assert_eq!(call.proposals(&names_of(&roster), &extracts[0])[0], 1);
    let said = BTreeMap::from([("示例区城乡建设局".to_owned(), "示例区住房和城乡建设局".to_owned())]);
    let call = RollCall::of(&roster, &extracts, 2024, None, &said);
    assert_eq!(call.units[1].reports, [(0, By::Word)]);
}

#[test]
fn two_different_names_are_never_alike_one_unit_and_nothing_is_beside_the_name_itself() {
    let list = "示例区教育局";
    assert_eq!(call(list, &[of("教育局"), of("示例市示例区教育局")]).unexpected, [0, 1]);
    let beside = call(list, &[of("教育局"), of("示例区教育局")]);
    assert_eq!(
        (beside.units[0].reports.as_slice(), beside.unexpected.as_slice()),
        (&[(1, By::Name)][..], &[0][..])
    );
    let twice = call(list, &[of("教育局"), of("教育局")]);
    assert_eq!(twice.units[0].standing, Standing::Double, "the same name twice is one organ");
}

#[test]
fn a_code_says_whose_a_report_is_else_its_name_does_and_with_another_code_it_is_looked_at() {
    const ONE: &str = "91350100M000100Y43";
    const OTHER: &str = "113301060025197318";
    let coded = |organ: &str, code: &str| {
        let mut report = zeros(organ, 2024, &[]);
        report.apply(Edit::OrganCode(code.into()));
        kept(&report)
    };
    let list = format!("示例市甲局\t{ONE}\n乙局");
    let of = |extract: Extract| {
        let found = call(&list, &[extract]);
        found.unit_of(0).map(|unit| (unit, found.units[unit].reports[0].1))
    };
    assert_eq!(of(coded("示例市甲局", ONE)), Some((0, By::Name)));
    assert_eq!(of(coded("改了名的中心", ONE)), Some((0, By::Code)));
    assert_eq!(of(coded("示例市甲局", OTHER)), Some((0, By::Alike)), "an old code, or another organ");
    assert_eq!(of(coded("乙局", OTHER)), Some((1, By::Name)), "the list has no code");
    assert_eq!(of(coded("示例市甲局", "")), Some((0, By::Name)), "the report has none");
    assert_eq!(of(coded("示例市甲局", "9135")), Some((0, By::Name)), "a code that is none says nothing");
    let said = BTreeMap::from([("改了名的中心".to_owned(), "乙局".to_owned())]);
    let call = RollCall::of(&Roster::read(&list), &[coded("改了名的中心", ONE)], 2024, None, &said);
    assert_eq!(call.unit_of(0), Some(1), "what somebody said goes before");
}

#[test]
fn the_units_of_the_area_are_a_list_too() {
    let unit = Unit { name: "示例局".into(), parent: Some("示例市".into()), ..Unit::default() };
    let area = Profile { units: vec![unit], ..Profile::default() };
    let call = RollCall::of(&Roster::of(&area), &[of("示例局")], 2024, None, &BTreeMap::new());
    assert_eq!(standings(&call), [Standing::There]);
}

proptest! {
    #[test]
    fn every_report_of_the_year_is_of_one_unit_or_unexpected(
        listed in subsequence(NAMES.to_vec(), 0..NAMES.len()),
        there in proptest::collection::vec((0..NAMES.len(), 2023_i64..2025), 0..12),
    ) {
        let extracts: Vec<Extract> = there.iter().map(|(at, year)| kept(&zeros(NAMES[*at], *year, &[]))).collect();
        let call = call(&listed.join("\n"), &extracts);
        let mut found: Vec<usize> = call.units.iter().flat_map(|unit| unit.reports.iter().map(|it| it.0)).collect();
        found.extend(&call.unexpected);
        found.sort_unstable();
        let of_year: Vec<usize> = (0..extracts.len()).filter(|at| extracts[*at].year == Some(2024)).collect();
        prop_assert_eq!(found, of_year);
    }

    #[test]
    fn no_text_is_too_strange_for_a_list(text in "[示例局区、，,\t \n0-9A-Z.上级单位名称]{0,80}", any in any::<String>()) {
        for text in [text, any] {
            let roster = Roster::read(&text);
            prop_assert!(roster.units.iter().all(|unit| !unit.name.trim().is_empty()));
        }
    }
}

const NAMES: [&str; 8] = [
    "甲区教育局",
    "教育局",
    "乙区教育局",
    "示例区人民政府",
    "示例区人民政府办公室",
    "示例区政府",
    "甲街道办事处",
    "甲区甲街道",
];
