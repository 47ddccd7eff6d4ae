//! Repairs: changes of one cell (or of two beside each other that hold each other's numbers) after which
//! every identity that the cell has a part in holds, and the numbers that a text may mean which is none.
//! None is invented: without such a change there is none. Changes nothing by itself.

use std::cmp::Reverse;

use super::arithmetic::{Arithmetic, Change, Exchange};
use super::slip::Slip;
use super::{Finding, Mending};
use crate::format::grid::Step;
use crate::format::{Cell, Identity};
use crate::report::Report;
use crate::report::entry::Entry;
use crate::report::figure::Figures;
use crate::report::guess::{Guess, guesses};

/// A change that mends something.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// The cells that change, each with its new entry: one, or two beside each other.
    pub changes: Vec<(Cell, Entry)>,
    /// The identities that are broken now and hold then; none where a text becomes a number.
    pub mends: Vec<&'static Identity>,
    /// The slip that would explain what stands there now.
    pub slip: Slip,
}

impl Repair {
    /// What it would change, cell by cell, from what to what.
    pub fn words(&self, report: &Report) -> String {
        let figures = Figures::of(report);
        let change = |(cell, entry): &(Cell, Entry)| {
            let declared = cell.declared();
            let now = figures.text(report, *cell);
            match entry {
                Entry::Automatic => format!("{}：{now} 改回自动合计", declared.name),
                entry => format!("{}：{now} 改为 {}", declared.name, entry.text(declared.kind)),
            }
        };
        self.changes.iter().map(change).collect::<Vec<_>>().join("；")
    }

    /// Whether it mends what was found.
    pub fn is_of(&self, finding: &Finding) -> bool {
        match finding.rule.mending {
            Mending::ByHand | Mending::Words => false,
            Mending::Sums => finding.unequal.is_some_and(|unequal| self.mends.contains(&unequal.identity)),
            Mending::Reading => matches!(self.slip, Slip::Written(_)) && finding.cells == [self.changes[0].0],
        }
    }
}

/// The repairs of a report, the likeliest first: those that mend most, then those that a slip explains;
/// last, cell by cell, those that make a number of a text.
pub fn repairs(report: &Report) -> Vec<Repair> {
    let mut repairs = of_sums(report);
    repairs.extend(report.format().cells.iter().flat_map(|cell| of_text(report, *cell)));
    repairs
}

/// The numbers that the text in a cell may mean.
fn of_text(report: &Report, cell: Cell) -> Vec<Repair> {
    let Entry::Text(text) = report.cell(cell) else { return Vec::new() };
    let repair = |Guess { number, by }| Repair {
        changes: vec![(cell, Entry::Number(number))],
        mends: Vec::new(),
        slip: Slip::Written(by),
    };
    guesses(cell.declared().kind, text).into_iter().map(repair).collect()
}

fn of_sums(report: &Report) -> Vec<Repair> {
    let figures = Figures::of(report);
    let arithmetic = Arithmetic::of(report, &figures);
    if arithmetic.is_sound() {
        return Vec::new();
    }
    let cells = report.format().cells.iter().copied();
    let mut repairs: Vec<Repair> = cells.clone().filter_map(|cell| of_one(&arithmetic, cell)).collect();
    repairs.extend(cells.flat_map(|cell| of_neighbours(&arithmetic, cell)));
    repairs.sort_by_key(|repair| {
        let (cell, _) = repair.changes[0];
        // A number is mistyped more often than a 0 that is one of many; a total is the cell to look at first.
        let was_zero = figures.at(cell).value == 0;
        let is_total = cell.declared().is_total();
        (Reverse(repair.mends.len()), repair.changes.len(), repair.slip, !is_total, was_zero)
    });
    repairs
}

fn of_one(arithmetic: &Arithmetic, cell: Cell) -> Option<Repair> {
    let Change { right, typed, mends } = arithmetic.of_one(cell)?;
    let slip = arithmetic.slip(cell, right, typed);
    let entry = if slip == Slip::TotalNotUpdated { Entry::Automatic } else { Entry::Number(right) };
    Some(Repair { changes: vec![(cell, entry)], mends, slip })
}

/// The cell and the one at its right or below exchange their numbers.
fn of_neighbours(arithmetic: &Arithmetic, cell: Cell) -> Vec<Repair> {
    let exchange = |step| {
        let Exchange { other, one_number, other_number, mends } = arithmetic.exchange(cell, step)?;
        let mut changes = vec![(cell, Entry::Number(other_number)), (other, Entry::Number(one_number))];
        if one_number == 0 {
            // The number that stands in the wrong place comes first.
            changes.reverse();
        }
        Some(Repair { changes, mends, slip: Slip::Neighbours })
    };
    [Step::Right, Step::Down].into_iter().filter_map(exchange).collect()
}
