//! Tables as they are drawn: which cell begins where, and what it spans. Knows nothing of what they say.

use crate::document::DocumentCell;
use crate::format::spans;
use crate::import::grid::Grid;

/// More columns than any official table has.
const MOST_COLUMNS: usize = 40;

/// A cell of a table of the source, with the place at which it begins.
#[derive(Clone, Debug, PartialEq)]
pub struct LaidOut {
    /// Its row, counted from 0.
    pub row: usize,
    /// Its column, counted from 0.
    pub column: usize,
    /// What it says.
    pub text: String,
    /// How many columns it takes.
    pub colspan: usize,
    /// How many rows it takes.
    pub rowspan: usize,
}

/// The cells of a table of the source, row by row, merged as they were. A place that may belong to the cell above as
/// well as to the one before it goes to the one before.
pub fn laid_out(grid: &Grid) -> Vec<Vec<LaidOut>> {
    let mut rows: Vec<Vec<LaidOut>> = Vec::new();
    // For each place the cell that takes it: its row, and its number in that row.
    let mut above: Vec<(usize, usize)> = Vec::new();
    for (row, spots) in grid.rows.iter().enumerate() {
        rows.push(Vec::new());
        let mut here: Vec<(usize, usize)> = Vec::new();
        for (column, spot) in spots.iter().enumerate() {
            let reaches = |(at, cell): (usize, usize)| !spot.begins && rows[at][cell].text == spot.text;
            let from_above = above.get(column).copied().filter(|owner| reaches(*owner));
            let begin = from_above.map(|owner| rows[owner.0][owner.1].column);
            // What reaches down does so with all its columns.
            let goes_on = from_above.filter(|owner| begin.and_then(|begin| here.get(begin)) == Some(owner));
            let reaches_down = from_above.filter(|_| begin == Some(column));
            let before = here.last().copied().filter(|owner| owner.0 == row && reaches(*owner));
            let owner = goes_on.or(before).or(reaches_down).unwrap_or((row, rows[row].len()));
            match rows[owner.0].get_mut(owner.1) {
                Some(cell) => {
                    cell.rowspan = cell.rowspan.max(row + 1 - cell.row);
                    cell.colspan = cell.colspan.max(column + 1 - cell.column);
                }
                None => {
                    rows[row].push(LaidOut { row, column, text: spot.text.clone(), colspan: 1, rowspan: 1 })
                }
            }
            here.push(owner);
        }
        above = here;
    }
    rows
}

/// The columns at which the cells of a table begin, row by row.
pub fn columns_of(rows: &[Vec<DocumentCell>]) -> Vec<Vec<usize>> {
    let spans = rows.iter().map(|row| row.iter().map(|cell| (cell.colspan, cell.rowspan)));
    let places = spans::lay_out(spans, MOST_COLUMNS);
    let column = |row: usize, cell: usize| {
        places[row].iter().position(|place| *place == Some((row, cell))).unwrap_or_default()
    };
    rows.iter()
        .enumerate()
        .map(|(row, cells)| (0..cells.len()).map(|cell| column(row, cell)).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::grid::SourceCell;

    #[test]
    fn merged_cells_of_the_source_are_drawn_as_they_were() {
        let cell = |text: &str, colspan, rowspan| SourceCell { text: text.into(), colspan, rowspan };
        let grid = Grid::lay_out(vec![
            vec![cell("申请人", 1, 2), cell("法人", 2, 1)],
            vec![cell("1", 1, 1), cell("", 1, 1)],
            vec![cell("", 3, 1)],
            vec![cell("行政处罚", 1, 1), cell("35", 2, 1)],
            vec![cell("行政强制", 1, 1), cell("35", 2, 1)],
        ]);
        let spans = |row: &Vec<LaidOut>| -> Vec<_> {
            row.iter().map(|cell| (cell.text.clone(), cell.column, cell.colspan, cell.rowspan)).collect()
        };
        let rows: Vec<_> = laid_out(&grid).iter().map(spans).collect();
        assert_eq!(rows[0], [("申请人".into(), 0, 1, 2), ("法人".into(), 1, 2, 1)]);
        assert_eq!(rows[1], [("1".into(), 1, 1, 1), (String::new(), 2, 1, 1)]);
        assert_eq!(rows[2], [(String::new(), 0, 3, 1)]);
        assert_eq!(rows[4], [("行政强制".into(), 0, 1, 1), ("35".into(), 1, 2, 1)]);
    }
}
