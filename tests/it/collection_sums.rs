//! 汇总: sums over reports, which reports these are, and the report of the organ above beside them.

use std::collections::BTreeMap;

use nianbao::collection::cells::Held;
use nianbao::collection::choice::{By, Called, Choice, Reason, groups};
use nianbao::collection::extract::Extract;
use nianbao::collection::missing::RollCall;
use nianbao::collection::parent::{Relation, compare};
use nianbao::collection::roster::Roster;
use nianbao::collection::sums::{Sum, Sums, behind, side_by_side, words};
use nianbao::format::{Cell, Edition, Kind};
use nianbao::report::Edit;
use nianbao::report::figure::Figures;
use nianbao::report::office::{Level, Scope};
use nianbao::validate::{Severity, validate};
use proptest::prelude::*;

use crate::arbitrary;
use crate::collection::{kept, zeros};

const BUSINESS: &str = "requests.new.business";

fn cell(edition: Edition, id: &str) -> Cell {
    edition.format().cell(id).expect("a cell")
}

fn with(organ: &str, number: &str) -> Extract {
    kept(&zeros(organ, 2024, &[(BUSINESS, number)]))
}

fn scoped(organ: &str, scope: Scope, number: &str) -> Extract {
    Extract { scope: Some(scope), ..with(organ, number) }
}

fn sum(value: i64, known: usize, blank: usize) -> Sum {
    Sum { value, known, blank, elsewhere: 0 }
}

#[test]
fn what_is_blank_is_counted_beside_the_sum_and_is_no_zero() {
    let extracts = [with("甲局", "3"), with("乙局", ""), with("丙局", "三件")];
    let sums = Sums::of(&extracts, &[0, 1, 2], Edition::REVISED_2021);
    let at = |id| sums.at(cell(Edition::REVISED_2021, id));
    assert_eq!(at(BUSINESS), sum(3, 1, 2));
    assert_eq!(at("requests.new.total"), sum(3, 1, 2), "an unfinished total is blank too");
    assert_eq!(at("requests.new.other"), sum(0, 3, 0));
    assert_eq!(words(Kind::Count, at(BUSINESS)), "3（另有 2 份空白）");
    assert_eq!(words(Kind::Money, sum(15_000, 2, 0)), "1.5");
    assert_eq!(words(Kind::Count, sum(0, 0, 2)), "2 份空白");
}

#[test]
fn the_draft_of_the_organ_above_has_what_is_complete_and_adds_up() {
    let extracts = [with("甲局", "3"), with("乙局", "4")];
    let sums = Sums::of(&extracts, &[0, 1], Edition::REVISED_2021);
    let draft = sums.report("示例市人民政府", 2024);
    assert_eq!(
        (draft.organ(), draft.year_number(), draft.scope()),
        ("示例市人民政府", Some(2024), Some(Scope::Area))
    );
    assert_eq!(kept(&draft).cells.number("requests.new.total"), Some(7));
    assert_eq!(kept(&draft).cells.at(cell(Edition::REVISED_2021, "requests.new.total")), Held::Derived(7));
    let blank = [with("甲局", "3"), with("乙局", "")];
    let sums = Sums::of(&blank, &[0, 1], Edition::REVISED_2021);
    let cells = kept(&sums.report("示例市", 2024)).cells;
    assert_eq!((cells.number(BUSINESS), cells.number("requests.new.total")), (None, None));
    assert_eq!(cells.number("requests.new.other"), Some(0));
    assert!(sums.unfinished().contains(&cell(Edition::REVISED_2021, BUSINESS)));
}

#[test]
fn reports_that_add_up_make_a_draft_that_adds_up() {
    let fields =
        [(BUSINESS, "3"), ("requests.granted.business", "2"), ("requests.carried-out.business", "1")];
    let extracts = ["甲局", "乙局"].map(|organ| kept(&zeros(organ, 2024, &fields)));
    let draft = Sums::of(&extracts, &[0, 1], Edition::REVISED_2021).report("示例市", 2024);
    let wrong: Vec<_> = validate(&draft)
        .into_iter()
        .filter(|it| it.severity == Severity::Error && !it.cells.is_empty())
        .collect();
    assert_eq!(wrong, []);
}

#[test]
fn of_two_editions_only_the_cells_in_common_are_added_and_the_others_are_told() {
    let old = kept(&zeros(
        "甲局",
        2020,
        &[(BUSINESS, "5"), ("disclosure.licensing.decisions", "8"), ("disclosure.procurement.items", "6")],
    ));
    let extracts =
        [old, kept(&zeros("乙局", 2024, &[(BUSINESS, "2"), ("disclosure.licensing.decisions", "1")]))];
    let sums = Sums::of(&extracts, &[0, 1], Edition::REVISED_2021);
    assert_eq!(sums.at(cell(Edition::REVISED_2021, BUSINESS)), sum(7, 2, 0));
    assert_eq!(sums.at(cell(Edition::REVISED_2021, "disclosure.licensing.decisions")), sum(9, 2, 0));
    let in_force = sums.at(cell(Edition::REVISED_2021, "disclosure.rules.in-force"));
    assert_eq!((in_force.elsewhere, in_force.complete()), (1, None), "the older form does not ask for it");
    let lost = sums.without_counterpart.iter().find(|(it, _)| it.id() == "disclosure.procurement.items");
    assert_eq!(lost.map(|(_, sum)| sum.value), Some(6));
    let (editions, rows) = side_by_side(&extracts, &[0, 1]);
    assert_eq!(editions, [Edition::TRIAL_2019, Edition::REVISED_2021]);
    let row = |id: &str| rows.iter().find(|row| row.id == id).expect("a row");
    assert_eq!(row(BUSINESS).sums, [Some(sum(5, 1, 0)), Some(sum(2, 1, 0))]);
    assert_eq!(row(BUSINESS).all, Some(sum(7, 2, 0)));
    assert_eq!(row("disclosure.procurement.items").sums, [Some(sum(6, 1, 0)), None]);
    assert_eq!(row("disclosure.rules.in-force").all, None);
}

#[test]
fn an_organs_own_figures_and_those_of_its_area_are_never_added_together() {
    let extracts = [scoped("示例县", Scope::Own, "1"), scoped("示例县", Scope::Area, "9"), with("乙局", "2")];
    let area = Choice::of(&extracts, &[0, 1, 2], Scope::Area, None);
    assert_eq!((area.reports, area.left_out), (vec![1, 2], vec![(0, Reason::OtherScope)]));
    assert_eq!(Choice::of(&extracts, &[0, 1, 2], Scope::Own, None).reports, [0, 2]);
    assert_eq!(
        Choice::of(&extracts[..1], &[0], Scope::Area, None).reports,
        [0],
        "there is nothing else of it"
    );
}

#[test]
fn of_a_revised_report_the_one_that_was_added_last_counts_and_the_other_is_told() {
    let extracts = [with("甲局", "1"), with("甲 局", "2")];
    let choice = Choice::of(&extracts, &[0, 1], Scope::Own, None);
    assert_eq!((choice.reports, choice.left_out), (vec![1], vec![(0, Reason::Double)]));
    let nameless = [with("", "1"), with("", "2")];
    assert_eq!(Choice::of(&nameless, &[0, 1], Scope::Own, None).reports, [0, 1], "they may be of two");
}

#[test]
fn one_code_is_one_organ_and_two_codes_are_two_whatever_the_names() {
    let coded = |organ: &str, code: &str| Extract { organ_code: code.to_owned(), ..with(organ, "1") };
    let [one, other] = ["91350100M000100Y43", "113301060025197318"];
    let renamed = [coded("甲局", one), coded("甲中心", one)];
    assert_eq!(Choice::of(&renamed, &[0, 1], Scope::Own, None).reports, [1]);
    let namesakes = [coded("教育局", one), coded("教育局", other)];
    assert_eq!(Choice::of(&namesakes, &[0, 1], Scope::Own, None).reports, [0, 1]);
}

#[test]
fn who_is_in_the_figures_of_an_area_already_is_not_added_again() {
    let roster = Roster::read("示例县\t示例市\n甲镇\t示例县\n乙局\t示例市");
    let extracts = [scoped("示例县", Scope::Area, "9"), with("甲镇", "2"), with("乙局", "3")];
    let call = RollCall::of(&roster, &extracts, 2024, None, &BTreeMap::new());
    let called = Called { roster: &roster, call: &call };
    let choice = Choice::of(&extracts, &[0, 1, 2], Scope::Area, Some(called));
    assert_eq!((choice.reports, choice.left_out), (vec![0, 2], vec![(1, Reason::InArea)]));
    let own = [scoped("示例县", Scope::Own, "9"), with("甲镇", "2"), with("乙局", "3")];
    let call = RollCall::of(&roster, &own, 2024, None, &BTreeMap::new());
    let called = Called { roster: &roster, call: &call };
    assert_eq!(Choice::of(&own, &[0, 1, 2], Scope::Own, Some(called)).reports, [0, 1, 2]);
    let parents = groups(&own, &[0, 1, 2], By::Parent, Some(called));
    assert_eq!(parents, [("示例县".to_owned(), vec![1]), ("示例市".to_owned(), vec![0, 2])]);
}

#[test]
fn a_list_that_goes_round_in_a_circle_ends() {
    let roster = Roster::read("甲局\t乙局\n乙局\t甲局\n丁县\t示例市");
    let extracts =
        [scoped("甲局", Scope::Own, "1"), scoped("乙局", Scope::Own, "1"), scoped("丁县", Scope::Area, "1")];
    let call = RollCall::of(&roster, &extracts, 2024, None, &BTreeMap::new());
    let called = Called { roster: &roster, call: &call };
    assert_eq!(Choice::of(&extracts, &[0, 1, 2], Scope::Own, Some(called)).reports, [0, 1, 2]);
}

#[test]
fn groups_by_level_come_in_the_order_of_levels_and_what_is_not_said_last() {
    let level = |level| Extract { level, ..with("甲局", "1") };
    let extracts =
        [level(None), level(Some(Level::Township)), level(Some(Level::City)), level(Some(Level::Township))];
    let groups = groups(&extracts, &[0, 1, 2, 3], By::Level, None);
    let named: Vec<(&str, &[usize])> =
        groups.iter().map(|(name, reports)| (name.as_str(), reports.as_slice())).collect();
    assert_eq!(named, [("市级", &[2][..]), ("乡镇街道", &[1, 3][..]), ("没有写明", &[0][..])]);
}

#[test]
fn what_stands_behind_a_sum_is_told_the_greatest_first() {
    let extracts = [with("甲局", "3"), with("乙局", ""), with("丙局", "8")];
    let there = behind(&extracts, &[0, 1, 2], cell(Edition::REVISED_2021, BUSINESS));
    assert_eq!(there, [(2, Held::Typed(8)), (0, Held::Typed(3)), (1, Held::Blank)]);
}

fn relation(above: &str, below: [&str; 2]) -> (Relation, Option<i64>, Option<String>) {
    let extracts = [with("甲局", below[0]), with("乙局", below[1])];
    let sums = Sums::of(&extracts, &[0, 1], Edition::REVISED_2021);
    let lines = compare(&with("示例市", above), &sums);
    let line = lines.iter().find(|line| line.cell.id() == BUSINESS).expect("a line");
    (line.relation, line.rest, line.sentence())
}

#[test]
fn the_rest_of_the_organ_above_is_its_own_and_no_mistake() {
    let (relation_, rest, sentence) = relation("12", ["3", "4"]);
    assert_eq!((relation_, rest), (Relation::More, Some(5)));
    assert!(sentence.expect("a sentence").ends_with("填 12，下级 2 份报告合计 7，本级及未列单位 5。"));
    assert_eq!(relation("7", ["3", "4"]), (Relation::Same, Some(0), None));
}

#[test]
fn the_organ_above_cannot_have_less_than_the_sum() {
    let (relation_, rest, sentence) = relation("6", ["3", "4"]);
    assert_eq!((relation_, rest), (Relation::Less, Some(-1)));
    assert!(sentence.expect("a sentence").contains("少 1。请核对是谁漏报"));
    assert_eq!(relation("2", ["3", ""]).0, Relation::Less, "what is blank could only add to it");
}

#[test]
fn a_blank_on_either_side_is_undecided() {
    assert_eq!(relation("", ["3", "4"]).0, Relation::Unknown);
    assert_eq!(relation("9", ["", ""]).0, Relation::Unknown);
    assert_eq!(relation("9", ["3", ""]).0, Relation::Unknown);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn sums_are_those_of_the_figures_in_any_order(reports in proptest::collection::vec(arbitrary::report(), 0..6)) {
        let extracts: Vec<Extract> = reports.iter().map(kept).collect();
        let all: Vec<usize> = (0..extracts.len()).collect();
        let turned: Vec<usize> = all.iter().rev().copied().collect();
        for edition in Edition::ALL {
            let sums = Sums::of(&extracts, &all, edition);
            let again = Sums::of(&extracts, &turned, edition);
            for &cell in &edition.format().cells {
                let sum = sums.at(cell);
                prop_assert_eq!(sum, again.at(cell));
                prop_assert_eq!(sum.known + sum.blank + sum.elsewhere, reports.len());
                let there = reports.iter().filter_map(|it| Some((it, cell.in_edition(it.edition())?)));
                let known = there.filter_map(|(it, cell)| Figures::of(it).at(cell).complete());
                prop_assert_eq!(sum.value, known.sum::<i64>());
            }
        }
    }

    #[test]
    fn the_draft_holds_every_complete_sum_of_typed_cells(reports in proptest::collection::vec(arbitrary::report(), 1..4)) {
        let extracts: Vec<Extract> = reports.iter().map(kept).collect();
        let all: Vec<usize> = (0..extracts.len()).collect();
        let sums = Sums::of(&extracts, &all, Edition::LATEST);
        let mut draft = sums.report("示例市", 2024);
        draft.apply(Edit::Edition(Edition::LATEST));
        let figures = Figures::of(&draft);
        for &cell in Edition::LATEST.format().cells.iter().filter(|cell| !cell.declared().is_total()) {
            prop_assert_eq!(figures.at(cell).complete(), sums.at(cell).complete());
        }
    }
}
