//! A sum spelled out as a clerk would on paper: its cells with their labels and values, which of them
//! are blank, and how many are 0. For both sides of an identity, and to explain a total.
//! Knows no rule.

use crate::format::Cell;
use crate::report::Report;
use crate::report::entry::Entry;
use crate::report::figure::Figures;

/// A sum of cells, spelled out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The cells that are not 0 and not blank, with what they show.
    pub terms: Vec<(Cell, String)>,
    /// The cells that are blank or unfinished.
    pub blanks: Vec<Cell>,
    /// How many cells are 0.
    pub zeros: usize,
}

impl Reading {
    /// Spells out a sum.
    pub fn of(report: &Report, figures: &Figures, cells: &[Cell]) -> Reading {
        let mut reading = Reading::default();
        for &cell in cells {
            let figure = figures.at(cell);
            match report.cell(cell) {
                Entry::Blank => reading.blanks.push(cell),
                Entry::Automatic if figure.missing > 0 && figure.value == 0 => reading.blanks.push(cell),
                Entry::Number(0) => reading.zeros += 1,
                Entry::Automatic if figure.value == 0 => reading.zeros += 1,
                Entry::Automatic if figure.missing > 0 => {
                    reading.terms.push((cell, format!("{}，还没填完", figures.text(report, cell))));
                }
                Entry::Number(_) | Entry::Text(_) | Entry::Automatic => {
                    reading.terms.push((cell, figures.text(report, cell)));
                }
            }
        }
        reading
    }
}

/// What a cell is called among others of a sum: by its column if they share the row, else by its row.
pub fn name_among(cell: Cell, cells: &[Cell]) -> &'static str {
    let declared = cell.declared();
    let same_row = cells.iter().all(|other| other.declared().row == declared.row);
    if same_row { &declared.column } else { &declared.row }
}
