//! Where the number cells stand, row by row through all tables, for moving from one to another as in a
//! spreadsheet. Knows no keys.

use super::Format;
use super::table::Content;

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

/// A row of number cells.
struct Row {
    chapter: usize,
    /// The cells with the grid column, counted from the right end, at which each ends.
    cells: Vec<(usize, usize)>,
}

impl Format {
    /// The cell that a step leads to; none if it leads nowhere.
    pub fn step(&self, from: usize, step: Step) -> Option<usize> {
        let rows = self.number_rows();
        let (row, place) = rows.iter().enumerate().find_map(|(row, cells)| {
            let place = cells.cells.iter().position(|(cell, _)| *cell == from)?;
            Some((row, place))
        })?;
        let here = &rows[row];
        let in_table = |row: &&Row| row.chapter == here.chapter;
        let to = match step {
            Step::Up => below_or_above(here, place, rows[..row].last()?),
            Step::Down => below_or_above(here, place, rows.get(row + 1)?),
            Step::Left => here.cells[place.checked_sub(1)?].0,
            Step::Right => here.cells.get(place + 1)?.0,
            Step::RowStart => here.cells[0].0,
            Step::RowEnd => here.cells[here.cells.len() - 1].0,
            Step::Top => below_or_above(here, place, rows.iter().find(in_table)?),
            Step::Bottom => below_or_above(here, place, rows.iter().rev().find(in_table)?),
            Step::First => rows.iter().find(in_table)?.cells[0].0,
            Step::Last => rows.iter().rev().find(in_table)?.cells.last()?.0,
        };
        (to != from).then_some(to)
    }

    fn number_rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for (chapter, table) in
            self.chapters.iter().enumerate().filter_map(|(at, chapter)| Some((at, chapter.table()?)))
        {
            for row in &table.body {
                // From the right, where no label takes part of the row away.
                let mut column = 0;
                let mut cells: Vec<(usize, usize)> = Vec::new();
                for cell in row.iter().rev() {
                    if let Content::Number(position) = cell.content {
                        cells.push((position, column));
                    }
                    column += cell.colspan;
                }
                cells.reverse();
                if !cells.is_empty() {
                    rows.push(Row { chapter, cells });
                }
            }
        }
        rows
    }
}

/// The cell of another row that stands in line with a cell: in the same table by its column, in another
/// one by its place in the row.
fn below_or_above(here: &Row, place: usize, other: &Row) -> usize {
    let column = here.cells[place].1;
    let in_line = match here.chapter == other.chapter {
        true => other.cells.iter().find(|(_, end)| *end <= column),
        false => other.cells.get(place),
    };
    let last = other.cells[other.cells.len() - 1];
    in_line.unwrap_or(&last).0
}
