//! Where the number cells stand, row by row through all tables, and under which labels: for moving from
//! one to another as in a spreadsheet, for ranges, and for finding the place of a pasted number.
//! Knows no keys and no clipboard.

use super::table::{Content, Table, TableCell};
use super::{Cell, Format, spans};

/// A way to go from a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One row up, into the table before if there is none.
    Up,
    /// One row down, into the table after if there is none.
    Down,
    /// One cell to the left in the row.
    Left,
    /// One cell to the right in the row.
    Right,
    /// To the first cell of the row.
    RowStart,
    /// To the last cell of the row.
    RowEnd,
    /// To the top of the column in the table.
    Top,
    /// To the bottom of the column in the table.
    Bottom,
    /// To the first cell of the table.
    First,
    /// To the last cell of the table.
    Last,
}

/// A printed row with number cells.
#[derive(Debug)]
pub struct NumberRow {
    /// The chapter of the table, counted from 0.
    pub chapter: usize,
    /// The labels at the left, outermost first; table 4 has none.
    pub labels: Vec<&'static str>,
    /// The cells, from left to right.
    pub places: Vec<Place>,
}

/// Where a number cell stands in its row.
#[derive(Debug)]
pub struct Place {
    /// The cell.
    pub cell: Cell,
    /// The grid columns that it takes, counted from 0 at the left edge of the table.
    pub columns: std::ops::Range<usize>,
    /// The labels above, nearest first.
    pub above: Vec<&'static str>,
}

impl Format {
    /// The cell that a step leads to; none if it leads nowhere.
    pub fn step(&self, from: Cell, step: Step) -> Option<Cell> {
        let (row, place) = self.place(from)?;
        let here = &self.rows[row];
        let in_table = |row: &&NumberRow| row.chapter == here.chapter;
        let first = |row: &NumberRow| row.places.first().map(|place| place.cell);
        let last = |row: &NumberRow| row.places.last().map(|place| place.cell);
        let in_line = |row: &NumberRow| below_or_above(here, place, row);
        let to = match step {
            Step::Up => in_line(self.rows[..row].last()?)?,
            Step::Down => in_line(self.rows.get(row + 1)?)?,
            Step::Left => here.places[place.checked_sub(1)?].cell,
            Step::Right => here.places.get(place + 1)?.cell,
            Step::RowStart => first(here)?,
            Step::RowEnd => last(here)?,
            Step::Top => in_line(self.rows.iter().find(in_table)?)?,
            Step::Bottom => in_line(self.rows.iter().rev().find(in_table)?)?,
            Step::First => first(self.rows.iter().find(in_table)?)?,
            Step::Last => last(self.rows.iter().rev().find(in_table)?)?,
        };
        (to != from).then_some(to)
    }

    /// The row of a cell in [`Format::rows`], and its place in the row.
    pub fn place(&self, cell: Cell) -> Option<(usize, usize)> {
        self.rows
            .iter()
            .enumerate()
            .find_map(|(row, places)| Some((row, places.places.iter().position(|place| place.cell == cell)?)))
    }

    /// The cells of the rectangle that two cells of a table span, row by row; of two tables, only the first cell.
    pub fn rectangle(&self, one: Cell, other: Cell) -> Vec<Vec<Cell>> {
        let (Some(a), Some(b)) = (self.place(one), self.place(other)) else { return Vec::new() };
        if self.rows[a.0].chapter != self.rows[b.0].chapter {
            return vec![vec![one]];
        }
        let columns = |(row, place): (usize, usize)| self.rows[row].places[place].columns.clone();
        let from = columns(a).start.min(columns(b).start);
        let to = columns(a).end.max(columns(b).end);
        let rows = &self.rows[a.0.min(b.0)..=a.0.max(b.0)];
        let cells = rows.iter().map(|row| {
            let inside =
                row.places.iter().filter(|place| place.columns.start < to && place.columns.end > from);
            inside.map(|place| place.cell).collect()
        });
        cells.collect()
    }
}

/// The cell of another row that stands in line with a cell: in the same table by its column, in another
/// one by its place in the row.
fn below_or_above(here: &NumberRow, place: usize, other: &NumberRow) -> Option<Cell> {
    let end = here.places[place].columns.end;
    let in_line = match here.chapter == other.chapter {
        true => other.places.iter().find(|place| place.columns.end >= end),
        false => other.places.get(place),
    };
    in_line.or(other.places.last()).map(|place| place.cell)
}

/// The rows of a table that hold numbers, with the labels around them.
pub(super) fn number_rows(chapter: usize, table: &Table) -> Vec<NumberRow> {
    let lines: Vec<&Vec<TableCell>> = table.head.iter().chain(&table.body).collect();
    let spans = lines.iter().map(|line| line.iter().map(|cell| (cell.colspan, cell.rowspan)));
    let places = spans::lay_out(spans, table.columns);
    let content = |row: usize, column: usize| {
        let (row, cell) = (*places[row].get(column)?)?;
        Some(lines[row][cell].content)
    };
    let mut rows = Vec::new();
    for (row, line) in lines.iter().enumerate() {
        let mut labels = Vec::new();
        let mut places: Vec<Place> = Vec::new();
        for column in 0..table.columns {
            match content(row, column) {
                Some(Content::Number(cell)) => match places.last_mut() {
                    Some(last) if last.cell == cell => last.columns.end = column + 1,
                    _ => {
                        let above = above(&content, row, column);
                        places.push(Place { cell, columns: column..column + 1, above });
                    }
                },
                Some(Content::Heading(label, _)) if labels.last() != Some(&label) => labels.push(label),
                _ => {}
            }
        }
        if line.iter().any(|cell| matches!(cell.content, Content::Number(_))) {
            rows.push(NumberRow { chapter, labels, places });
        }
    }
    rows
}

/// The labels above a grid place, nearest first: those of the nearest block of header rows.
fn above(content: &impl Fn(usize, usize) -> Option<Content>, row: usize, column: usize) -> Vec<&'static str> {
    let mut above = Vec::new();
    for row in (0..row).rev() {
        match content(row, column) {
            Some(Content::Heading(label, _)) if above.last() != Some(&label) => above.push(label),
            Some(Content::Number(_)) if !above.is_empty() => break,
            _ => {}
        }
    }
    above
}
