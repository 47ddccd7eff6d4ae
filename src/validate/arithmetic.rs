//! The identities of a report turned round: which change of a cell they ask for, and what would hold then.
//! Changes nothing; knows no rule.

use super::slip::Slip;
use crate::format::grid::Step;
use crate::format::{Cell, Identity, Kind, PerCell};
use crate::report::Report;
use crate::report::entry::{Entry, LARGEST};
use crate::report::figure::Figures;

/// The number that mends a cell.
pub struct Change {
    /// What it would have to hold.
    pub right: i64,
    /// What it holds.
    pub typed: i64,
    /// The identities that are broken now and hold then.
    pub mends: Vec<&'static Identity>,
}

/// Two cells beside each other that may hold each other's numbers.
pub struct Exchange {
    /// The cell beside.
    pub other: Cell,
    /// What the first one holds.
    pub one_number: i64,
    /// What the one beside holds.
    pub other_number: i64,
    /// The identities that are broken now and hold then.
    pub mends: Vec<&'static Identity>,
}

/// The identities of a report with what they say of every typed cell.
pub struct Arithmetic<'a> {
    report: &'a Report,
    figures: &'a Figures,
    /// By how much the left side of each identity is more; none while it is undecided.
    differences: Vec<Option<i64>>,
    /// For each cell, the identities in which it counts, and how often it counts on the left.
    touches: PerCell<Vec<(usize, i64)>>,
}

impl<'a> Arithmetic<'a> {
    /// Works out what the identities say.
    pub fn of(report: &'a Report, figures: &'a Figures) -> Arithmetic<'a> {
        let mut differences = Vec::new();
        let mut touches = PerCell::of(report.edition(), |_| Vec::new());
        for (position, identity) in report.format().identities.iter().enumerate() {
            let sum = |cells: &[Cell]| figures.sum(cells).complete();
            let difference = sum(&identity.left)
                .zip(sum(&identity.right))
                .and_then(|(left, right)| left.checked_sub(right));
            differences.push(difference);
            for (cells, sign) in [(&identity.left, 1), (&identity.right, -1)] {
                cells.iter().for_each(|cell| count(report, *cell, position, sign, &mut touches));
            }
        }
        Arithmetic { report, figures, differences, touches }
    }

    /// Whether nothing is broken.
    pub fn is_sound(&self) -> bool {
        self.differences.iter().all(|difference| matches!(difference, None | Some(0)))
    }

    /// The identities in which a cell counts, and how often it counts on the left.
    fn touches(&self, cell: Cell) -> impl Iterator<Item = (usize, i64)> {
        // A total that follows may stand on one side, and its parts on the other.
        self.touches.get(cell).into_iter().flatten().copied().filter(|(_, times)| *times != 0)
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
        let mut after: Vec<(usize, i64)> = Vec::new();
        for (cell, change) in changes {
            for (identity, times) in self.touches(*cell) {
                let more = times.checked_mul(*change)?;
                match after.iter_mut().find(|(other, _)| *other == identity) {
                    Some((_, difference)) => *difference = difference.checked_add(more)?,
                    None => after.push((identity, self.differences[identity]?.checked_add(more)?)),
                }
            }
        }
        if after.iter().any(|(_, difference)| *difference != 0) {
            return None;
        }
        let broken = after.into_iter().filter(|(identity, _)| self.differences[*identity] != Some(0));
        let mends = broken.map(|(identity, _)| &self.report.format().identities[identity]);
        Some(mends.collect()).filter(|mends: &Vec<_>| !mends.is_empty())
    }

    /// The number that a typed cell would have to hold, so that every identity holds that it has a part in.
    pub fn of_one(&self, cell: Cell) -> Option<Change> {
        let typed = self.number(cell)?;
        // The change that one broken identity asks for; the others must ask for the same.
        let (difference, times) = self.touches(cell).find_map(|(identity, times)| {
            self.differences[identity].filter(|difference| *difference != 0).map(|it| (it, times))
        })?;
        if difference % times != 0 {
            return None;
        }
        let change = -difference / times;
        let least = if cell.declared().kind == Kind::Change { -LARGEST } else { 0 };
        let right = typed.checked_add(change).filter(|right| (least..=LARGEST).contains(right))?;
        Some(Change { right, typed, mends: self.mends(&[(cell, change)])? })
    }

    /// What a typed cell and the one beside it would mend by exchanging their numbers; no totals.
    pub fn exchange(&self, cell: Cell, step: Step) -> Option<Exchange> {
        let one_number = self.number(cell).filter(|_| !cell.declared().is_total())?;
        let other = self.neighbour(cell, step).filter(|other| !other.declared().is_total())?;
        let other_number = self.number(other)?;
        let change = other_number.checked_sub(one_number).filter(|change| *change != 0)?;
        let mends = self.mends(&[(cell, change), (other, -change)])?;
        Some(Exchange { other, one_number, other_number, mends })
    }

    /// Whether a cell has a part in something that is broken.
    pub fn is_in_broken(&self, cell: Cell) -> bool {
        self.touches(cell).any(|(identity, _)| self.differences[identity].is_some_and(|it| it != 0))
    }

    /// The cell beside a cell in the same table.
    fn neighbour(&self, cell: Cell, step: Step) -> Option<Cell> {
        let other = self.report.format().step(cell, step)?;
        let chapter = |cell: Cell| {
            self.report.format().place(cell).map(|(row, _)| self.report.format().rows[row].chapter)
        };
        (chapter(cell) == chapter(other)).then_some(other)
    }

    /// How a number may have been typed in place of the right one.
    pub fn slip(&self, cell: Cell, right: i64, typed: i64) -> Slip {
        let declared = cell.declared();
        if declared.is_total() && self.figures.sum(&declared.parts).complete() == Some(right) {
            return Slip::TotalNotUpdated;
        }
        let sums = self.report.format().identities.iter().map(|identity| &identity.left);
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
fn count(report: &Report, cell: Cell, identity: usize, sign: i64, touches: &mut PerCell<Vec<(usize, i64)>>) {
    if *report.cell(cell) == Entry::Automatic {
        for part in &cell.declared().parts {
            count(report, *part, identity, sign, touches);
        }
        return;
    }
    let Some(touches) = touches.get_mut(cell) else { return };
    match touches.last_mut() {
        Some((last, times)) if *last == identity => *times += sign,
        _ => touches.push((identity, sign)),
    }
}
