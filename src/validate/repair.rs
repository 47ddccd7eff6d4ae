//! Repairs: changes of one cell (or of two beside each other that hold each other's numbers) after which
//! every identity that the cell has a part in holds, and the numbers that a text may mean which is none.
//! None is invented: without such a change there is none. Changes nothing by itself.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::slip::Slip;
use super::{Finding, Mending};
use crate::format::grid::Step;
use crate::format::{Cell, Format, Identity, Kind, PerCell};
use crate::report::Report;
use crate::report::entry::{Entry, LARGEST};
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
            Mending::ByHand => false,
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
    let arithmetic = Arithmetic::of(report);
    if arithmetic.is_sound() {
        return Vec::new();
    }
    let cells = report.format().cells.iter().copied();
    let mut repairs: Vec<Repair> = cells.clone().filter_map(|cell| arithmetic.of_one(cell)).collect();
    repairs.extend(cells.flat_map(|cell| arithmetic.of_neighbours(cell)));
    repairs.sort_by_key(|repair| {
        let (cell, _) = repair.changes[0];
        // A number is mistyped more often than a 0 that is one of many; a total is the cell to look at first.
        let was_zero = arithmetic.figures.at(cell).value == 0;
        let is_total = cell.declared().is_total();
        (Reverse(repair.mends.len()), repair.changes.len(), repair.slip, !is_total, was_zero)
    });
    repairs
}

/// The identities of a report with what they say of every typed cell.
struct Arithmetic<'a> {
    report: &'a Report,
    format: &'static Format,
    figures: Figures,
    /// By how much the left side of each identity is more; none while it is undecided.
    differences: Vec<Option<i64>>,
    /// For each cell, the identities in which it counts, and how often it counts on the left.
    touches: PerCell<Vec<(usize, i64)>>,
}

impl<'a> Arithmetic<'a> {
    fn of(report: &'a Report) -> Arithmetic<'a> {
        let format = report.format();
        let figures = Figures::of(report);
        let mut differences = Vec::new();
        let mut touches = PerCell::of(report.edition(), |_| Vec::new());
        for (position, identity) in format.identities.iter().enumerate() {
            let sum = |cells: &[Cell]| figures.sum(cells).complete();
            let difference = sum(&identity.left)
                .zip(sum(&identity.right))
                .and_then(|(left, right)| left.checked_sub(right));
            differences.push(difference);
            let mut counts = BTreeMap::new();
            for (cells, sign) in [(&identity.left, 1), (&identity.right, -1)] {
                cells.iter().for_each(|cell| count(report, *cell, sign, &mut counts));
            }
            for (cell, times) in counts.into_iter().filter(|(_, times)| *times != 0) {
                if let Some(touches) = touches.get_mut(cell) {
                    touches.push((position, times));
                }
            }
        }
        Arithmetic { report, format, figures, differences, touches }
    }

    fn is_sound(&self) -> bool {
        self.differences.iter().all(|difference| matches!(difference, None | Some(0)))
    }

    /// The identities in which a cell counts, and how often it counts on the left.
    fn touches(&self, cell: Cell) -> &[(usize, i64)] {
        self.touches.get(cell).map_or(&[], Vec::as_slice)
    }

    fn number(&self, cell: Cell) -> Option<i64> {
        match self.report.cell(cell) {
            Entry::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// What is broken and would hold if these cells changed by so much; none if anything that they have a
    /// part in would be broken, or cannot be decided.
    fn mends(&self, changes: &[(Cell, i64)]) -> Option<Vec<&'static Identity>> {
        let mut after: BTreeMap<usize, i64> = BTreeMap::new();
        for (cell, change) in changes {
            for (identity, times) in self.touches(*cell) {
                let difference = after.entry(*identity).or_insert(self.differences[*identity]?);
                *difference = difference.checked_add(times.checked_mul(*change)?)?;
            }
        }
        let holds = after.values().all(|difference| *difference == 0);
        let mended = after.into_keys().filter(|identity| self.differences[*identity] != Some(0));
        let mended = mended.map(|identity| &self.format.identities[identity]);
        Some(mended.collect()).filter(|mends: &Vec<_>| holds && !mends.is_empty())
    }

    fn of_one(&self, cell: Cell) -> Option<Repair> {
        let typed = self.number(cell)?;
        // The change that one broken identity asks for; the others must ask for the same.
        let (difference, times) = self.touches(cell).iter().find_map(|(identity, times)| {
            self.differences[*identity].filter(|difference| *difference != 0).map(|it| (it, *times))
        })?;
        if difference % times != 0 {
            return None;
        }
        let change = -difference / times;
        let right = typed.checked_add(change).filter(|right| self.may_hold(cell, *right))?;
        let mends = self.mends(&[(cell, change)])?;
        let slip = self.slip(cell, right, typed);
        let entry = if slip == Slip::TotalNotUpdated { Entry::Automatic } else { Entry::Number(right) };
        Some(Repair { changes: vec![(cell, entry)], mends, slip })
    }

    fn may_hold(&self, cell: Cell, number: i64) -> bool {
        let least = if cell.declared().kind == Kind::Change { -LARGEST } else { 0 };
        (least..=LARGEST).contains(&number)
    }

    /// The cell and the one at its right or below exchange their numbers.
    fn of_neighbours(&self, cell: Cell) -> Vec<Repair> {
        let is_total = |cell: &Cell| cell.declared().is_total();
        let steps = [Step::Right, Step::Down].into_iter().filter(|_| !is_total(&cell));
        let neighbours = steps.filter_map(|step| self.neighbour(cell, step));
        let exchange = |other: Cell| {
            let (one_number, other_number) = (self.number(cell)?, self.number(other)?);
            let change = other_number.checked_sub(one_number).filter(|change| *change != 0)?;
            let mends = self.mends(&[(cell, change), (other, -change)])?;
            let mut changes = vec![(cell, Entry::Number(other_number)), (other, Entry::Number(one_number))];
            if one_number == 0 {
                // The number that stands in the wrong place comes first.
                changes.reverse();
            }
            Some(Repair { changes, mends, slip: Slip::Neighbours })
        };
        neighbours.filter(|other| !is_total(other)).filter_map(exchange).collect()
    }

    /// The cell beside a cell in the same table.
    fn neighbour(&self, cell: Cell, step: Step) -> Option<Cell> {
        let other = self.format.step(cell, step)?;
        let chapter = |cell: Cell| self.format.place(cell).map(|(row, _)| self.format.rows[row].chapter);
        (chapter(cell) == chapter(other)).then_some(other)
    }

    fn slip(&self, cell: Cell, right: i64, typed: i64) -> Slip {
        let declared = cell.declared();
        if declared.is_total() && self.figures.sum(&declared.parts).complete() == Some(right) {
            return Slip::TotalNotUpdated;
        }
        let sums = self.format.identities.iter().map(|identity| &identity.left);
        let counted_twice = sums.filter(|sum| sum.contains(&cell)).flatten().any(|other| {
            let alone = other.declared().counts_alone && *other != cell;
            alone && typed > right && self.figures.at(*other).value == typed - right
        });
        if counted_twice {
            return Slip::CountedTwice;
        }
        let steps = [Step::Left, Step::Right, Step::Up, Step::Down];
        let mut beside = steps.into_iter().filter_map(|step| self.neighbour(cell, step));
        let copied = typed != 0 && beside.any(|other| self.number(other) == Some(typed));
        match Slip::of_digits(right, typed) {
            slip if copied => slip.min(Slip::Copied),
            slip => slip,
        }
    }
}

/// Counts a cell for an identity; a total that follows counts as its parts.
fn count(report: &Report, cell: Cell, sign: i64, counts: &mut BTreeMap<Cell, i64>) {
    match report.cell(cell) {
        Entry::Automatic => {
            for part in &cell.declared().parts {
                count(report, *part, sign, counts);
            }
        }
        _ => *counts.entry(cell).or_insert(0) += sign,
    }
}
