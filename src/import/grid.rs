//! A table from outside as a grid of texts: merged cells laid out, nothing interpreted. Bounded in size.
//! Knows neither the form nor the clipboard.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::format::spans;
use crate::report::entry::trim;

/// The most rows of a grid: the longest table has 28. What comes after is dropped.
pub const MOST_ROWS: usize = 200;
/// The most columns of a grid: the widest table has 15. What stands beyond is dropped.
pub const MOST_COLUMNS: usize = 40;

/// A cell as its source has it.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceCell {
    /// What it says.
    pub text: String,
    /// How many columns it takes, 1 or more.
    pub colspan: usize,
    /// How many rows it takes, 1 or more.
    pub rowspan: usize,
}

/// A place of the grid.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Spot {
    /// What the cell says that takes the place, without the spaces around it.
    pub text: String,
    /// Whether a cell begins here; elsewhere one only reaches over.
    pub begins: bool,
}

/// A table from outside.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    /// The places, row by row; rows may differ in length.
    pub rows: Vec<Vec<Spot>>,
    /// Whether rows or columns were dropped.
    pub is_cut: bool,
}

impl Grid {
    /// Lays out the rows of a table with merged cells, as browsers do.
    pub fn lay_out(mut source: Vec<Vec<SourceCell>>) -> Grid {
        let is_long = source.len() > MOST_ROWS;
        source.truncate(MOST_ROWS);
        let spans = source.iter().map(|row| row.iter().map(|cell| (cell.colspan, cell.rowspan)));
        let mut begun = HashSet::new();
        let mut spot = |place: Option<(usize, usize)>| match place {
            // The first place of a cell, row by row, is the one at which it begins.
            Some((row, cell)) => {
                Spot { text: trim(&source[row][cell].text).to_owned(), begins: begun.insert((row, cell)) }
            }
            None => Spot { text: String::new(), begins: true },
        };
        let places = spans::lay_out(spans, MOST_COLUMNS).into_iter();
        let rows = places.map(|row| row.into_iter().map(&mut spot).collect()).collect();
        let is_wide = begun.len() < source.iter().map(Vec::len).sum();
        Grid { rows, is_cut: is_long || is_wide }
    }

    /// Reads the text that spreadsheets put on the clipboard: tabs between cells, line breaks between
    /// rows, quotes around cells that hold either. Blank lines are rows.
    pub fn read_text(text: &str) -> Grid {
        Grid::lay_out(split_rows(text, '\t', MOST_ROWS))
    }

    /// The only value, if there is but one.
    pub fn single(&self) -> Option<&str> {
        match self.rows.as_slice() {
            [row] => match row.as_slice() {
                [spot] => Some(&spot.text),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The cells of a text that a delimiter parts, row by row; at most one row and one column more than are
/// wanted, so that it shows that there were more. Quotes stand around a cell that holds a delimiter or a line
/// break.
pub fn split_rows(text: &str, delimiter: char, most_rows: usize) -> Vec<Vec<SourceCell>> {
    let text = text.strip_suffix('\n').unwrap_or(text);
    let text = text.strip_suffix('\r').unwrap_or(text);
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut rest = text;
    loop {
        let (text, after) = split_cell(rest, delimiter);
        if row.len() <= MOST_COLUMNS {
            row.push(SourceCell { text, colspan: 1, rowspan: 1 });
        }
        match after.strip_prefix(delimiter) {
            Some(after) => rest = after,
            None => {
                rows.push(std::mem::take(&mut row));
                if after.is_empty() || rows.len() > most_rows {
                    return rows;
                }
                rest = after.strip_prefix("\r\n").unwrap_or(&after[1..]);
            }
        }
    }
}

/// The first cell of a text, and what comes after it, its delimiter first. A quote that is not closed
/// before a delimiter is an ordinary character.
fn split_cell(text: &str, delimiter: char) -> (String, &str) {
    let ends = [delimiter, '\n', '\r'];
    if let Some(quoted) = text.strip_prefix('"') {
        let mut from = 0;
        while let Some(quote) = quoted[from..].find('"').map(|found| from + found) {
            let after = &quoted[quote + 1..];
            if after.is_empty() || after.starts_with(ends) {
                return (quoted[..quote].replace("\"\"", "\""), after);
            }
            if !after.starts_with('"') {
                break;
            }
            from = quote + 2;
        }
    }
    let end = text.find(ends).unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(grid: &Grid) -> Vec<Vec<&str>> {
        grid.rows.iter().map(|row| row.iter().map(|spot| spot.text.as_str()).collect()).collect()
    }

    #[test]
    fn text_is_read_as_spreadsheets_write_it() {
        for (text, expected) in [
            ("1\t2\r\n3\t4\r\n", vec![vec!["1", "2"], vec!["3", "4"]]),
            ("1\t\t3", vec![vec!["1", "", "3"]]),
            ("5\r\n\r\n6\r\n", vec![vec!["5"], vec![""], vec!["6"]]),
            ("\"商业\n企业\"\t\"说“是”\"\"否\"\"\"\n", vec![vec!["商业\n企业", "说“是”\"否\""]]),
            ("\"三安全\t1", vec![vec!["\"三安全", "1"]]),
            ("1,234", vec![vec!["1,234"]]),
            ("", vec![vec![""]]),
            ("1\r2", vec![vec!["1"], vec!["2"]]),
        ] {
            assert_eq!(texts(&Grid::read_text(text)), expected, "{text:?}");
        }
    }

    #[test]
    fn merged_cells_fill_their_place() {
        let cell = |text: &str, colspan, rowspan| SourceCell { text: text.into(), colspan, rowspan };
        let grid = Grid::lay_out(vec![
            vec![cell("甲", 1, 2), cell("乙", 2, 1)],
            vec![cell("1", 1, 1), cell(" 2\u{a0}", 1, 1)],
        ]);
        assert_eq!(texts(&grid), [["甲", "乙", "乙"], ["甲", "1", "2"]]);
        let begins: Vec<Vec<bool>> =
            grid.rows.iter().map(|row| row.iter().map(|spot| spot.begins).collect()).collect();
        assert_eq!(begins, [[true, true, false], [false, true, true]]);
    }

    #[test]
    fn text_without_end_is_read_no_further_than_a_grid_goes() {
        for text in ["1\t".repeat(1000), "1\n".repeat(1000), format!("{}\n2", "1\t".repeat(1000))] {
            let cells = split_rows(&text, '\t', MOST_ROWS);
            assert!(cells.len() <= MOST_ROWS + 1 && cells[0].len() <= MOST_COLUMNS + 1);
            assert!(Grid::read_text(&text).is_cut);
        }
        let grid = Grid::read_text(&format!("{}\n2", "1\t".repeat(1000)));
        assert_eq!(texts(&grid)[1], ["2"], "the next row is read all the same");
        assert!(!Grid::read_text(&"1\t".repeat(MOST_COLUMNS - 1)).is_cut);
    }

    #[test]
    fn spans_without_measure_are_bounded() {
        let cell = SourceCell { text: "1".into(), colspan: usize::MAX, rowspan: usize::MAX };
        let grid = Grid::lay_out(vec![vec![cell.clone(), cell.clone()]; 1000]);
        assert_eq!((grid.rows.len(), grid.rows[0].len(), grid.is_cut), (MOST_ROWS, MOST_COLUMNS, true));
    }
}
