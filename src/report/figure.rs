//! What the cells amount to: every number as a sum that knows how much of it is missing.
//! Incomplete is a value, not zero, and it travels through every sum.

use super::Report;
use super::entry::{self, Entry};
use crate::format::NumberCell;

/// A number, or a sum of numbers, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// The sum of what is known.
    pub value: i64,
    /// How many typed cells it is made of.
    pub known: usize,
    /// How many cells are blank or no number, so that the sum is unfinished.
    pub missing: usize,
}

impl Figure {
    /// A number that was typed.
    pub fn typed(value: i64) -> Figure {
        Figure { value, known: 1, missing: 0 }
    }

    /// A cell without a number.
    pub const MISSING: Figure = Figure { value: 0, known: 0, missing: 1 };

    /// The value, if nothing of it is missing.
    pub fn complete(self) -> Option<i64> {
        (self.missing == 0).then_some(self.value)
    }

    /// The sum of figures; one that no integer can hold is unfinished.
    pub fn sum(figures: impl IntoIterator<Item = Figure>) -> Figure {
        figures.into_iter().fold(Figure::default(), |sum, next| {
            let known = sum.known + next.known;
            match sum.value.checked_add(next.value) {
                Some(value) => Figure { value, known, missing: sum.missing + next.missing },
                None => Figure { missing: sum.missing + next.missing + 1, known, ..sum },
            }
        })
    }
}

/// The figures of all cells of a report, by position.
#[derive(Debug)]
pub struct Figures(Vec<Figure>);

impl Figures {
    /// Works out the figures: typed numbers as they are, totals that follow as the sums of their parts.
    pub fn of(report: &Report) -> Figures {
        let format = report.format();
        let typed = |position| match report.cell(position) {
            Entry::Number(number) => Figure::typed(*number),
            Entry::Blank | Entry::Text(_) | Entry::Automatic => Figure::MISSING,
        };
        let mut figures = Figures((0..format.cells.len()).map(typed).collect());
        for &total in &format.totals {
            if *report.cell(total) == Entry::Automatic {
                figures.0[total] = figures.sum(&format.cells[total].parts);
            }
        }
        figures
    }

    /// The figure of a cell.
    pub fn at(&self, position: usize) -> Figure {
        self.0[position]
    }

    /// The sum of cells.
    pub fn sum(&self, cells: &[usize]) -> Figure {
        Figure::sum(cells.iter().map(|cell| self.0[*cell]))
    }

    /// How a cell reads: what was typed, or the sum as far as it is known. Blank stays blank.
    pub fn text(&self, report: &Report, position: usize) -> String {
        let NumberCell { kind, .. } = report.format().cells[position];
        match report.cell(position) {
            Entry::Automatic if self.0[position].known == 0 => String::new(),
            Entry::Automatic => entry::write(kind, self.0[position].value),
            entry => entry.text(kind),
        }
    }
}
