//! What the cells amount to: every number as a sum that knows how much of it is missing.
//! Incomplete is a value, not zero, and it travels through every sum.

use super::Report;
use super::entry::{self, Entry};
use crate::format::{Cell, PerCell};

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

/// The figures of all cells of a report.
#[derive(Debug)]
pub struct Figures(PerCell<Figure>);

impl Figures {
    /// Works out the figures: typed numbers as they are, totals that follow as the sums of their parts.
    pub fn of(report: &Report) -> Figures {
        let typed = |cell| match report.cell(cell) {
            Entry::Number(number) => Figure::typed(*number),
            Entry::Blank | Entry::Text(_) | Entry::Automatic => Figure::MISSING,
        };
        let mut figures = Figures(PerCell::of(report.edition(), typed));
        for &total in &report.format().totals {
            if *report.cell(total) == Entry::Automatic {
                figures.set(total, figures.sum(&total.declared().parts));
            }
        }
        figures
    }

    /// Puts another figure in place of that of a cell.
    pub(super) fn set(&mut self, cell: Cell, figure: Figure) {
        if let Some(place) = self.0.get_mut(cell) {
            *place = figure;
        }
    }

    /// The figure of a cell; a cell of another edition has none.
    pub fn at(&self, cell: Cell) -> Figure {
        self.0.get(cell).copied().unwrap_or(Figure::MISSING)
    }

    /// The sum of cells.
    pub fn sum(&self, cells: &[Cell]) -> Figure {
        Figure::sum(cells.iter().map(|cell| self.at(*cell)))
    }

    /// How a cell reads: what was typed, or the sum as far as it is known. Blank stays blank.
    pub fn text(&self, report: &Report, cell: Cell) -> String {
        let kind = cell.declared().kind;
        match report.cell(cell) {
            Entry::Automatic if self.at(cell).known == 0 => String::new(),
            Entry::Automatic => entry::write(kind, self.at(cell).value),
            entry => entry.text(kind),
        }
    }
}
