//! The sheets of a workbook, whatever file they come from: cells with their places, and which are merged. Laid
//! out as rows; what is hidden is left out. Bounded in size.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::blocks::{Blocks, TOO_LONG};
use super::fields::Exact;
use super::sheet;
use crate::import::grid::{MOST_COLUMNS, SourceCell};
use crate::import::source::Place;

/// The last row that is read. A report in one cell a row has 400.
const MOST_ROWS: usize = 10_000;
/// The last column that is looked at; those beyond a grid's are dropped when it is laid out, and told.
const LAST_COLUMN: usize = 3 * MOST_COLUMNS;
/// The longest gap of blank rows that is kept.
const LONGEST_GAP: usize = 20;

/// A row and a column, counted from 0.
pub type At = (usize, usize);
/// A rectangle of cells: its first and its last.
pub type Merged = (At, At);

/// The rows of a sheet as they are shown, with their numbers, and the column that is the first of them.
struct LaidOut {
    rows: Vec<Vec<SourceCell>>,
    numbers: Vec<usize>,
    first_column: usize,
}

/// Where the cells of a sheet are that was added whole.
pub struct Whole {
    numbers: Vec<usize>,
    first_block: usize,
    first_column: usize,
    hidden_columns: HashSet<usize>,
}

impl Whole {
    /// The place of a cell; none if it is not shown.
    pub fn place(&self, blocks: &Blocks, (row, column): (usize, usize)) -> Option<Place> {
        let row = self.numbers.binary_search(&row).ok()?;
        let is_shown = |column: &usize| !self.hidden_columns.contains(column);
        is_shown(&column).then_some(())?;
        let column = (self.first_column..column).filter(is_shown).count();
        blocks.place(self.first_block, row, column)
    }
}

/// A sheet.
#[derive(Default)]
pub struct Sheet {
    /// What its cells say, row by row; one that is only drawn says nothing.
    rows: BTreeMap<usize, BTreeMap<usize, String>>,
    pub merged: Vec<Merged>,
    pub hidden_rows: HashSet<usize>,
    pub hidden_columns: HashSet<usize>,
    /// The cells to the letter, where that is wanted.
    pub exact: BTreeMap<At, Exact>,
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

    /// Adds the sheet, which is the page of its number, as paragraphs and tables.
    pub fn add(mut self, mut blocks: Blocks, page: u32) -> Blocks {
        let LaidOut { rows, .. } = self.lay_out(&mut blocks, page);
        sheet::add(blocks, rows)
    }

    /// Adds the sheet as the one table that it is. Comes back with where its cells are now.
    pub fn add_whole(&mut self, blocks: &mut Blocks, page: u32) -> Whole {
        let LaidOut { rows, numbers, first_column } = self.lay_out(blocks, page);
        let first_block = blocks.count();
        blocks.table(rows);
        let hidden_columns = std::mem::take(&mut self.hidden_columns);
        Whole { numbers, first_block, first_column, hidden_columns }
    }

    fn lay_out(&mut self, blocks: &mut Blocks, page: u32) -> LaidOut {
        if self.is_cut {
            blocks.problem(TOO_LONG);
        }
        blocks.place.0 = Some(page);
        let (begin, covered) = self.merges();
        let first = self.rows.values().filter_map(|row| row.keys().next()).min().copied().unwrap_or(0);
        let (mut rows, mut numbers) = (Vec::new(), Vec::new());
        let mut next = None;
        for (at, mut cells) in std::mem::take(&mut self.rows) {
            if self.hidden_rows.contains(&at) {
                next = Some(at + 1);
                continue;
            }
            let gap = next.map_or(0, |next| at - next).min(LONGEST_GAP);
            rows.extend(std::iter::repeat_with(Vec::new).take(gap));
            numbers.extend(at - gap..=at);
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
        LaidOut { rows, numbers, first_column: first }
    }

    /// How many rows and columns each merged cell takes that begins at a place, and the places that it covers.
    fn merges(&mut self) -> (HashMap<At, (usize, usize)>, HashSet<At>) {
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
