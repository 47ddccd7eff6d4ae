//! The cells that may be the culprit; where two sums differ, the few that could mend it, the likeliest first.
//! Changes nothing; knows no rule.

use std::cmp::Reverse;

use super::arithmetic::{Arithmetic, Change, Exchange};
use super::slip::Slip;
use super::{Finding, Unequal};
use crate::format::grid::Step;
use crate::format::{Cell, Identity};
use crate::report::Report;
use crate::report::entry::Entry;
use crate::report::figure::Figures;

/// More cells than this are no suspects: each of them is as likely as the others.
const FEW: usize = 4;

/// Names the suspects of every finding. A sum of which all cells follow their parts has none: it is the
/// consequence of what is wrong with these.
pub fn name(report: &Report, figures: &Figures, findings: &mut [Finding]) {
    for finding in findings
        .iter_mut()
        .filter(|finding| finding.unequal.is_none() && finding.passages.is_empty() && !finding.to_do)
    {
        finding.suspects = finding.cells.clone();
    }
    if findings.iter().all(|finding| finding.unequal.is_none()) {
        return;
    }
    let arithmetic = Arithmetic::of(report, figures);
    let cells = &report.format().cells;
    let changes: Vec<(Cell, Change)> =
        cells.iter().filter_map(|cell| Some((*cell, arithmetic.of_one(*cell)?))).collect();
    let mut exchanged = None;
    for finding in findings {
        let Some(Unequal { identity, .. }) = finding.unequal else { continue };
        let typed = |cell: &Cell| *report.cell(*cell) != Entry::Automatic;
        let named = by_one_change(&arithmetic, &changes, identity).or_else(|| {
            by_exchange(exchanged.get_or_insert_with(|| exchanges(&arithmetic, figures, cells)), identity)
        });
        finding.suspects = named.unwrap_or_else(|| match identity.right.as_slice() {
            [total] => [*total].into_iter().filter(typed).collect(),
            _ => identity.cells().filter(typed).collect(),
        });
    }
}

/// The cells of which one change mends the identity and breaks no other: not one of the many that are 0,
/// and only those that a slip explains if there are many.
fn by_one_change(
    arithmetic: &Arithmetic,
    changes: &[(Cell, Change)],
    identity: &'static Identity,
) -> Option<Vec<Cell>> {
    let mends = |change: &Change| change.mends.iter().any(|mended| std::ptr::eq(*mended, identity));
    let mut likely: Vec<_> = (changes.iter())
        .filter(|(cell, change)| mends(change) && (change.typed != 0 || cell.declared().is_total()))
        .map(|(cell, change)| {
            let slip = arithmetic.slip(*cell, change.right, change.typed);
            (Reverse(change.mends.len()), slip, !cell.declared().is_total(), *cell)
        })
        .collect();
    if likely.len() > FEW {
        likely.retain(|(_, slip, ..)| *slip != Slip::Unknown);
    }
    likely.sort_unstable();
    let cells: Vec<Cell> = likely.into_iter().map(|(.., cell)| cell).collect();
    (1..=FEW).contains(&cells.len()).then_some(cells)
}

/// Cells beside each other that would mend the identity by exchanging their numbers, that which holds one first.
fn by_exchange(exchanges: &[(Cell, Exchange)], identity: &'static Identity) -> Option<Vec<Cell>> {
    let mut cells = Vec::new();
    for (cell, exchange) in exchanges {
        if exchange.mends.iter().any(|mended| std::ptr::eq(*mended, identity)) {
            let pair = [*cell, exchange.other];
            cells.extend(pair.into_iter().filter(|it| !cells.contains(it)).collect::<Vec<_>>());
        }
    }
    (1..=FEW).contains(&cells.len()).then_some(cells)
}

/// Every exchange of a number that is not 0 with that of a cell beside it.
fn exchanges(arithmetic: &Arithmetic, figures: &Figures, cells: &[Cell]) -> Vec<(Cell, Exchange)> {
    let steps = [Step::Right, Step::Down, Step::Left, Step::Up];
    let likely = cells.iter().filter(|cell| figures.at(**cell).value != 0 && arithmetic.is_in_broken(**cell));
    likely
        .flat_map(|cell| {
            steps.into_iter().filter_map(|step| Some((*cell, arithmetic.exchange(*cell, step)?)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::validate::rules::clerk::{APPLICANTS, Clerk};
    use crate::validate::validate;

    /// The suspects of what is found, by rule and place.
    #[track_caller]
    fn suspects(cells: &[(&str, &str)], expected: &[(&str, &str, &[&str])]) {
        let mut clerk = Clerk::zeros(2024);
        for (id, value) in cells {
            clerk.types(id, value);
        }
        let findings = validate(&clerk.0);
        let cells = findings.iter().filter(|finding| !finding.cells.is_empty());
        let found: Vec<_> = cells
            .map(|it| (it.rule.id, it.target, it.suspects.iter().map(|cell| cell.id()).collect::<Vec<_>>()))
            .collect();
        let expected: Vec<_> =
            expected.iter().map(|(rule, target, ids)| (*rule, *target, ids.to_vec())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_sound_report_has_none_and_a_blank_one_neither() {
        suspects(&[("requests.new.business", "2"), ("requests.granted.business", "2")], &[]);
        assert!(validate(&Clerk::blank(2024).0).iter().all(|finding| finding.suspects.is_empty()));
    }

    #[test]
    fn a_balance_has_the_cells_that_are_not_0_and_would_mend_it() {
        let both: &[&str] = &["requests.new.business", "requests.granted.business"];
        suspects(
            &[("requests.new.business", "21"), ("requests.granted.business", "12")],
            &[("V01", "requests.carried-out.business", both), ("V01", "requests.carried-out.total", both)],
        );
    }

    #[test]
    fn a_typed_total_comes_before_its_parts() {
        suspects(
            &[("disputes.reconsideration.upheld", "3"), ("disputes.reconsideration.total", "4")],
            &[(
                "V04",
                "disputes.reconsideration.total",
                &["disputes.reconsideration.total", "disputes.reconsideration.upheld"],
            )],
        );
    }

    #[test]
    fn a_number_in_the_neighbouring_column_is_suspected_with_that_place() {
        let mut clerk = Clerk::zeros(2024);
        clerk.types("requests.new.business", "4").types("requests.granted.research", "4");
        for finding in validate(&clerk.0).iter().filter(|finding| finding.unequal.is_some()) {
            assert_eq!(finding.suspects.len(), 4, "{finding:?}");
        }
    }

    #[test]
    fn of_many_that_are_as_likely_the_total_is_suspected_and_of_a_balance_what_was_typed() {
        let rows = ["granted", "partly-granted", "unavailable.not-held", "rejected.repeated", "other.unpaid"];
        let mut cells: Vec<(String, &str)> =
            rows.iter().map(|row| (format!("requests.{row}.business"), "3")).collect();
        cells.push(("requests.new.business".to_owned(), "47"));
        let mut clerk = Clerk::zeros(2024);
        for (id, value) in &cells {
            clerk.types(id, value);
        }
        let of_balance = &validate(&clerk.0).into_iter().find(|it| it.unequal.is_some()).unwrap().suspects;
        let ids: Vec<&str> = of_balance.iter().map(|cell| cell.id()).collect();
        assert_eq!(ids, ["new", "carried-in", "carried-out"].map(|row| format!("requests.{row}.business")));
    }

    #[test]
    fn a_sum_of_which_all_follow_has_none_where_its_parts_are_wrong_by_different_amounts() {
        let mut clerk = Clerk::zeros(2024);
        clerk.types("requests.new.business", "2").types("requests.new.research", "3");
        let findings = validate(&clerk.0);
        let total = findings.iter().find(|finding| finding.target == "requests.carried-out.total").unwrap();
        assert_eq!(total.suspects, []);
        for column in &APPLICANTS[1..3] {
            let target = format!("requests.carried-out.{column}");
            let finding = findings.iter().find(|finding| finding.target == target).unwrap();
            assert!((1..=4).contains(&finding.suspects.len()), "{finding:?}");
        }
    }

    #[test]
    fn what_holds_no_number_is_suspected_unless_it_is_half_typed() {
        let id = "disclosure.rules.issued";
        suspects(&[(id, "若干")], &[("V06", id, &[id])]);
        suspects(&[("disclosure.fees.amount", "12.")], &[("V06", "disclosure.fees.amount", &[])]);
    }
}
