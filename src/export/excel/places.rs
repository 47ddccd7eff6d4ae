//! Where the cells of a table stand on its sheet, how wide its columns are and how high its rows. Knows no
//! library and nothing of what was entered but how wide it is.

use std::collections::HashMap;

use crate::format::Cell;
use crate::format::spans;
use crate::format::table::{Content, Scope, Table, TableCell};

/// The grid columns beyond which none is laid out.
const MOST_COLUMNS: usize = 60;
/// How much of the width of a digit a Chinese letter takes.
const LETTER: f64 = 1.75;
/// The height of a line, in points.
const LINE: f64 = 14.5;
/// What a row has above and below its lines.
const PADDING: f64 = 6.0;
/// The highest row of a sheet.
const HIGHEST: f64 = 409.0;
/// The width of a portrait and of a landscape page, in digits.
const PORTRAIT: f64 = 84.0;
const LANDSCAPE: f64 = 124.0;
/// From which width on a page lies on its side.
const WIDE: f64 = 100.0;

/// A cell of a table with its place, counted from the first row and column of the table.
pub struct Placed<'a> {
    pub cell: &'a TableCell,
    pub row: usize,
    pub column: usize,
    pub last_row: usize,
    pub last_column: usize,
}

/// A table laid out.
pub struct Places<'a> {
    pub cells: Vec<Placed<'a>>,
    pub rows: usize,
    pub columns: usize,
    /// The rows at the top that every page repeats.
    pub head: usize,
    at: HashMap<Cell, (usize, usize)>,
}

impl<'a> Places<'a> {
    /// Lays out a table.
    pub fn of(table: &'a Table) -> Places<'a> {
        let rows: Vec<&Vec<TableCell>> = table.head.iter().chain(&table.body).collect();
        let spans = rows.iter().map(|row| row.iter().map(|cell| (cell.colspan, cell.rowspan)));
        let mut places: Places = Places {
            cells: Vec::new(),
            rows: rows.len(),
            columns: table.columns,
            head: table.head.len(),
            at: HashMap::new(),
        };
        let mut known: HashMap<(usize, usize), usize> = HashMap::new();
        for (row, line) in spans::lay_out(spans, MOST_COLUMNS).into_iter().enumerate() {
            for (column, source) in line.into_iter().enumerate() {
                let Some(source) = source else { continue };
                if let Some(known) = known.get(&source) {
                    let placed = &mut places.cells[*known];
                    (placed.last_row, placed.last_column) =
                        (placed.last_row.max(row), placed.last_column.max(column));
                    continue;
                }
                known.insert(source, places.cells.len());
                let cell = &rows[source.0][source.1];
                if let Content::Number(number) = cell.content {
                    places.at.insert(number, (row, column));
                }
                places.cells.push(Placed { cell, row, column, last_row: row, last_column: column });
            }
        }
        places
    }

    /// The row and the column of a number cell.
    pub fn of_cell(&self, cell: Cell) -> Option<(usize, usize)> {
        self.at.get(&cell).copied()
    }

    /// The columns at the left that hold no number.
    pub fn labels(&self) -> usize {
        self.at.values().map(|(_, column)| *column).min().unwrap_or(0)
    }

    /// The widths of the columns, in digits, so that the table fills its page, and whether the page lies on its
    /// side. `digits` says how many digits stand in a number cell.
    pub fn widths(&self, digits: impl Fn(Cell) -> usize) -> (Vec<f64>, bool) {
        let mut widths = vec![7.0_f64; self.columns];
        for placed in self.cells.iter().filter(|placed| placed.column == placed.last_column) {
            let letters = |text: &str| text.chars().count() as f64;
            let needed = match placed.cell.content {
                Content::Heading(text, Scope::Row) => (letters(text) * LETTER + 2.0).min(27.0),
                Content::Heading(text, Scope::RowGroup) => {
                    let rows = (placed.last_row - placed.row + 1) as f64;
                    ((letters(text) / rows).ceil() * LETTER + 2.0).clamp(8.0, 14.0)
                }
                Content::Heading(text, _) => ((letters(text) / 2.0).ceil() * LETTER + 1.5).min(24.0),
                Content::Remark(_) => 0.0,
                Content::Number(cell) => (digits(cell) as f64 + 2.0).min(20.0),
            };
            widths[placed.column] = widths[placed.column].max(needed);
        }
        let together: f64 = widths.iter().sum();
        let is_wide = together > WIDE;
        let page = if is_wide { LANDSCAPE } else { PORTRAIT };
        if together < page {
            widths.iter_mut().for_each(|width| *width = (*width * page / together * 8.0).floor() / 8.0);
        }
        (widths, is_wide)
    }

    /// The heights of the rows, in points, so that every label is read whole.
    pub fn heights(&self, widths: &[f64]) -> Vec<f64> {
        let mut heights = vec![LINE + PADDING; self.rows];
        // What takes one row first, then what takes several of them.
        let mut cells: Vec<&Placed> = self.cells.iter().collect();
        cells.sort_by_key(|placed| placed.last_row - placed.row);
        for placed in cells {
            let (Content::Heading(text, _) | Content::Remark(text)) = placed.cell.content else { continue };
            let width: f64 = widths[placed.column..=placed.last_column].iter().sum();
            let missing = height(text, width) - heights[placed.row..=placed.last_row].iter().sum::<f64>();
            let rows = (placed.last_row - placed.row + 1) as f64;
            for height in &mut heights[placed.row..=placed.last_row] {
                *height += (missing / rows).max(0.0).ceil();
            }
        }
        heights
    }
}

/// How high a row must be in which a text of several lines stands, in points.
pub fn height(text: &str, width: f64) -> f64 {
    let digits = |c: char| if c.is_ascii() { 1.0 } else { LETTER };
    let lines = text.split('\n').map(|line| {
        let length: f64 = line.chars().map(digits).sum();
        (length / (width - 1.0)).ceil().max(1.0)
    });
    (lines.sum::<f64>() * LINE + PADDING).min(HIGHEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Edition;

    #[test]
    fn every_number_has_its_place_and_tables_fill_their_page() {
        for edition in Edition::ALL {
            for table in edition.format().tables() {
                let places = Places::of(table);
                assert!(table.cells.iter().all(|cell| places.of_cell(*cell).is_some()));
                let (widths, is_wide) = places.widths(|_| 3);
                let together: f64 = widths.iter().sum();
                assert!((together - if is_wide { LANDSCAPE } else { PORTRAIT }).abs() < 10.0, "{together}");
                assert_eq!(is_wide, table.columns > 12);
                assert!(places.heights(&widths).iter().all(|height| (20.0..60.0).contains(height)));
            }
        }
    }
}
