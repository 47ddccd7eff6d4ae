//! The sheets of a workbook, whatever file they come from: cells with their places, and which are merged. Laid
//! out as rows; what is hidden is left out. Bounded in size.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::blocks::{Blocks, TOO_LONG};
use super::sheet;
use crate::import::grid::{MOST_COLUMNS, SourceCell};

/// The last row that is read. A report in one cell a row has 400.
const MOST_ROWS: usize = 10_000;
/// The last column that is looked at; those beyond a grid's are dropped when it is laid out, and told.
const LAST_COLUMN: usize = 3 * MOST_COLUMNS;
/// The longest gap of blank rows that is kept.
const LONGEST_GAP: usize = 20;

/// A row and a column, counted from 0.
type Place = (usize, usize);
/// A rectangle of cells that are one: its first place and its last.
pub type Merged = (Place, Place);

/// A sheet.
#[derive(Default)]
pub struct Sheet {
    /// What its cells say, row by row; one that is only drawn says nothing.
    rows: BTreeMap<usize, BTreeMap<usize, String>>,
    pub merged: Vec<Merged>,
    pub hidden_rows: HashSet<usize>,
    pub hidden_columns: HashSet<usize>,
    is_cut: bool,
}

impl Sheet {
    /// Puts a text into a cell.
    pub fn put(&mut self, row: usize, column: usize, text: String) {
        if row >= MOST_ROWS || column >= LAST_COLUMN {
            self.is_cut |= !text.trim().is_empty();
            return;
        }
        self.rows.entry(row).or_default().insert(column, text);
    }

    /// Adds the sheet, which is the page of its number.
    pub fn add(mut self, mut blocks: Blocks, page: u32) -> Blocks {
        if self.is_cut {
            blocks.problem(TOO_LONG);
        }
        blocks.place.0 = Some(page);
        let (begin, covered) = self.merges();
        let first = self.rows.values().filter_map(|row| row.keys().next()).min().copied().unwrap_or(0);
        let mut rows = Vec::new();
        let mut next = None;
        for (at, mut cells) in std::mem::take(&mut self.rows) {
            if self.hidden_rows.contains(&at) {
                next = Some(at + 1);
                continue;
            }
            let gap = next.map_or(0, |next| at - next).min(LONGEST_GAP);
            rows.extend(std::iter::repeat_with(Vec::new).take(gap));
            next = Some(at + 1);
            let last = cells.keys().next_back().map_or(0, |last| last + 1);
            let columns = (first..last).filter(|column| !self.hidden_columns.contains(column));
            let columns = columns.filter(|column| !covered.contains(&(at, *column)));
            let cell = |column| {
                let (rowspan, colspan) = begin.get(&(at, column)).copied().unwrap_or((1, 1));
                SourceCell { text: cells.remove(&column).unwrap_or_default(), colspan, rowspan }
            };
            rows.push(columns.map(cell).collect());
        }
        sheet::add(blocks, rows)
    }

    /// How many rows and columns each merged cell takes that begins at a place, and the places that it covers.
    fn merges(&mut self) -> (HashMap<Place, (usize, usize)>, HashSet<Place>) {
        let mut begin = HashMap::new();
        let mut covered = HashSet::new();
        for ((top, left), (bottom, right)) in std::mem::take(&mut self.merged) {
            let (bottom, right) = (bottom.min(MOST_ROWS - 1), right.min(LAST_COLUMN - 1));
            // Merges that together cover more than a sheet of a report do not come from one.
            if top > bottom
                || left > right
                || covered.len() > MOST_ROWS * 10
                || covered.contains(&(top, left))
            {
                continue;
            }
            let shown = |hidden: &HashSet<usize>, from: usize, to: usize| {
                (from..=to).filter(|at| !hidden.contains(at)).count().max(1)
            };
            let rows = shown(&self.hidden_rows, top, bottom);
            begin.insert((top, left), (rows, shown(&self.hidden_columns, left, right)));
            // Rows in which there is nothing but a merged cell are rows all the same.
            let bottom = bottom.min(top + MOST_ROWS / 10);
            for row in top..=bottom {
                self.rows.entry(row).or_default().entry(left).or_default();
                covered.extend((left..=right).map(|column| (row, column)));
            }
            covered.remove(&(top, left));
        }
        (begin, covered)
    }
}
