//! A table of a page, with the text of its cells and where its columns stand; and a table that the end of a
//! page cuts, mended: labels that are torn or go on, a row whose lines stand on both pages, columns that only
//! one part shows. Each part stays a table of its page. Knows no form.

use super::ruled::{Cell, Ruled};
use crate::format::is_numeral;
use crate::import::grid::SourceCell;

/// How far apart edges may be, in points, and be the same.
const SAME: f64 = 5.0;

/// The most columns that parts of a table share.
const MOST_COLUMNS: usize = 60;

/// A table.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Table {
    pub(super) top: f64,
    /// Where its columns begin and end.
    pub(super) columns: Vec<f64>,
    pub(super) rows: usize,
    /// Its cells, row by row.
    pub(super) cells: Vec<Filled>,
}

/// A cell, and what it says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Filled {
    pub(super) cell: Cell,
    pub(super) text: String,
    /// Whether its last line has no room for more.
    pub(super) is_full: bool,
}

impl Table {
    /// A table of ruling lines, with the text of each of its cells and whether that is full.
    pub(super) fn of(ruled: Ruled, texts: Vec<(String, bool)>) -> Table {
        let filled = |(cell, (text, is_full))| Filled { cell, text, is_full };
        Table {
            top: ruled.rows.first().copied().unwrap_or_default(),
            rows: ruled.rows.len().saturating_sub(1),
            cells: ruled.cells.into_iter().zip(texts).map(filled).collect(),
            columns: ruled.columns,
        }
    }

    /// Its rows, each with the cells that begin in it.
    pub(super) fn source_rows(self) -> Vec<Vec<SourceCell>> {
        let mut rows: Vec<Vec<SourceCell>> = vec![Vec::new(); self.rows];
        for Filled { cell, text, .. } in self.cells {
            let source = SourceCell { text, colspan: cell.columns, rowspan: cell.rows };
            rows.get_mut(cell.row).into_iter().for_each(|row| row.push(source.clone()));
        }
        rows
    }

    fn side(&self, column: usize) -> f64 {
        self.columns.get(column).copied().unwrap_or_default()
    }

    /// Where a cell begins and ends from left to right.
    fn sides(&self, cell: &Cell) -> (f64, f64) {
        (self.side(cell.column), self.side(cell.column + cell.columns))
    }

    /// The cells that reach into a row.
    fn across(&self, row: usize) -> Vec<usize> {
        let reaches = |filled: &Filled| (filled.cell.row..filled.cell.row + filled.cell.rows).contains(&row);
        (0..self.cells.len()).filter(|at| reaches(&self.cells[*at])).collect()
    }

    /// What the cells say that begin in a row.
    fn texts(&self, row: usize) -> Vec<&str> {
        self.cells.iter().filter(|filled| filled.cell.row == row).map(|filled| filled.text.as_str()).collect()
    }

    /// Whether another part may be one of the same table: it ends where this does, and begins where this does
    /// or where a column of this does.
    fn goes_on_in(&self, other: &Table) -> bool {
        let is_near = |one: f64, other: f64| (one - other).abs() < SAME;
        let end = |table: &Table| table.columns.last().copied().unwrap_or_default();
        let begins = self.columns.iter().rev().skip(1).any(|edge| is_near(*edge, other.side(0)));
        is_near(end(self), end(other)) && begins && self.rows > 0 && other.rows > 0
    }

    /// Takes over the columns on the left whose cell goes on without a line around it.
    fn take_left(&mut self, other: &[f64]) {
        let left: Vec<f64> = other.iter().copied().take_while(|edge| *edge < self.side(0) - SAME).collect();
        if left.is_empty() {
            return;
        }
        self.cells.iter_mut().for_each(|filled| filled.cell.column += left.len());
        let cell = Cell { row: 0, column: 0, rows: self.rows, columns: left.len() };
        self.cells.insert(0, Filled { cell, text: String::new(), is_full: false });
        self.columns.splice(0..0, left);
    }

    /// Takes over columns that another part of the table has besides.
    fn take_columns(&mut self, other: &[f64]) {
        for edge in other {
            let near = self.columns.iter().any(|own| (own - edge).abs() < SAME);
            let at = self.columns.partition_point(|own| own < edge);
            if near || at == 0 || at == self.columns.len() || self.columns.len() > MOST_COLUMNS {
                continue;
            }
            self.columns.insert(at, *edge);
            for Filled { cell, .. } in &mut self.cells {
                match cell.column {
                    column if column >= at => cell.column += 1,
                    column if column + cell.columns >= at => cell.columns += 1,
                    _ => {}
                }
            }
        }
    }

    /// Takes a row away; what begins in it and reaches further begins in the next.
    fn remove(&mut self, row: usize) {
        self.cells.retain(|filled| filled.cell.row != row || filled.cell.rows > 1);
        for Filled { cell, .. } in &mut self.cells {
            match cell.row {
                first if first > row => cell.row -= 1,
                first if first + cell.rows > row => cell.rows -= 1,
                _ => {}
            }
        }
        self.rows -= 1;
        // What began in the row now begins among the cells of the next.
        self.cells.sort_by_key(|filled| (filled.cell.row, filled.cell.column));
    }
}

/// Mends a table and the part of it that stands at the beginning of the next page. `head` is its first part,
/// whose first rows may stand again at the head of every part.
pub(super) fn mend(head: Option<&Table>, part: &mut Table, next: &mut Table) {
    if !part.goes_on_in(next) {
        return;
    }
    next.take_left(&part.columns);
    next.take_columns(&part.columns);
    part.take_columns(&next.columns);
    let again = {
        let head = head.unwrap_or(&*part);
        let is_same = |row: &usize| head.texts(*row) == next.texts(*row);
        (0..head.rows.min(next.rows)).take_while(is_same).count()
    };
    if again == next.rows {
        return;
    }
    let above = part.across(part.rows - 1);
    let below = next.across(again);
    let pair = |at: &usize| {
        let (left, right) = next.sides(&next.cells[*at].cell);
        let is_same = |other: &&usize| {
            let sides = part.sides(&part.cells[**other].cell);
            (sides.0 - left).abs() < SAME && (sides.1 - right).abs() < SAME
        };
        above.iter().find(is_same).copied()
    };
    let pairs: Vec<(usize, Option<usize>)> = below.iter().map(|at| (*at, pair(at))).collect();
    let is_head = is_torn_head(part, next, &pairs);
    let goes_on = |(at, other): &(usize, Option<usize>)| {
        let (filled, Some(other)) = (&next.cells[*at], other) else { return false };
        let before = &part.cells[*other];
        is_head
            || !is_value(&filled.text) && (filled.text.is_empty() || before.is_full && !begins(&filled.text))
    };
    let on: Vec<(usize, usize)> =
        pairs.iter().filter(|pair| goes_on(pair)).filter_map(|(at, other)| Some((*at, (*other)?))).collect();
    // A row is torn if all of it goes on, and its values stand on the first page.
    let is_torn = on.len() == pairs.len()
        && on.iter().any(|(at, _)| next.cells[*at].cell.rows == 1)
        && (is_head || above.iter().any(|at| is_value(&part.cells[*at].text)));
    for (at, other) in on {
        let (after, before) = (&mut next.cells[at], &mut part.cells[other]);
        let reaches = after.cell.rows > 1 || before.cell.rows > 1;
        if !is_value(&before.text) && (is_torn || reaches) {
            before.text.push_str(&after.text);
            after.text.clone_from(&before.text);
        }
    }
    if is_torn {
        next.remove(again);
    }
}

/// Whether a row of the heads of columns is torn: several of them go on, one at least because it had no room.
fn is_torn_head(part: &Table, next: &Table, pairs: &[(usize, Option<usize>)]) -> bool {
    let texts: Option<Vec<(&Filled, &str)>> = pairs
        .iter()
        .map(|(at, other)| Some((part.cells.get((*other)?)?, next.cells[*at].text.as_str())))
        .collect();
    let Some(texts) = texts else { return false };
    let on = || texts.iter().filter(|(_, text)| !text.is_empty());
    texts.iter().all(|(before, text)| !is_value(&before.text) && !is_value(text))
        && on().count() > 1
        && on().all(|(before, text)| !before.text.is_empty() && !begins(text))
        && on().any(|(before, _)| before.is_full)
}

/// Whether a cell holds a number, or a mark in place of one.
pub(super) fn is_value(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || ".,，．-—－+/／ ".contains(c);
    !text.is_empty() && text.chars().all(is_part)
}

/// Whether a label begins with a number of its own.
pub(super) fn begins(text: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || is_numeral(c);
    let text = text.trim_start_matches(['（', '(']);
    let rest = text.trim_start_matches(is_number);
    rest.len() < text.len() && rest.starts_with(['、', '）', ')', '.', '．', ','])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::grid::Grid;

    /// A table of rows of texts; a text that ends in `>` has no room for more, `^` reaches over the row below.
    fn table(columns: &[f64], rows: &[&[&str]]) -> Table {
        let mut cells = Vec::new();
        for (row, texts) in rows.iter().enumerate() {
            for (column, text) in texts.iter().enumerate().filter(|(_, text)| **text != "|") {
                let below = rows[row + 1..].iter().take_while(|row| row.get(column) == Some(&"|")).count();
                let cell = Cell { row, column, rows: 1 + below, columns: 1 };
                let is_full = text.ends_with('>');
                cells.push(Filled { cell, text: text.trim_end_matches('>').to_owned(), is_full });
            }
        }
        Table { top: 0.0, columns: columns.to_vec(), rows: rows.len(), cells }
    }

    fn texts(table: Table) -> Vec<Vec<String>> {
        Grid::lay_out(table.source_rows())
            .rows
            .into_iter()
            .map(|row| row.into_iter().map(|spot| spot.text).collect())
            .collect()
    }

    const COLUMNS: &[f64] = &[0.0, 20.0, 90.0, 120.0];

    #[test]
    fn a_row_that_is_torn_is_put_together_and_a_label_goes_on() {
        let mut part = table(COLUMNS, &[&["项", "目", "总计"], &["（六>", "1.申请人无正当>", "3"]]);
        let mut next = table(
            COLUMNS,
            &[&["项", "目", "总计"], &["）其他处理", "理由逾期不补正", ""], &["|", "2.其他", "4"]],
        );
        mend(None, &mut part, &mut next);
        assert_eq!(texts(part)[1], ["（六）其他处理", "1.申请人无正当理由逾期不补正", "3"]);
        assert_eq!(texts(next), [["项", "目", "总计"], ["（六）其他处理", "2.其他", "4"]]);
    }

    #[test]
    fn heads_of_columns_that_are_torn_are_put_together() {
        let heads: &[&[&str]] = &[&["申请人情况", "社会公>", "科研", "其他"]];
        let columns = &[0.0, 60.0, 90.0, 120.0, 150.0];
        let mut part = table(columns, heads);
        let mut next = table(columns, &[&["", "益组织", "机构", ""], &["新收", "1", "", "0"]]);
        mend(None, &mut part, &mut next);
        assert_eq!(texts(part), [["申请人情况", "社会公益组织", "科研机构", "其他"]]);
        assert_eq!(texts(next), [["新收", "1", "", "0"]]);
    }

    #[test]
    fn a_row_that_only_has_no_numbers_stays() {
        let mut part = table(&[0.0, 90.0, 120.0], &[&["行政处罚", "15"]]);
        let mut next = table(&[0.0, 90.0, 120.0], &[&["行政强制", ""]]);
        mend(None, &mut part, &mut next);
        assert_eq!(
            (texts(part), texts(next)),
            (
                vec![vec!["行政处罚".to_owned(), "15".to_owned()]],
                vec![vec!["行政强制".to_owned(), String::new()]]
            )
        );
        let mut part = table(&[0.0, 90.0, 120.0], &[&["1.国家秘密>", "15"]]);
        let mut next = table(&[0.0, 90.0, 120.0], &[&["2.重复申请", ""]]);
        mend(None, &mut part, &mut next);
        assert_eq!(texts(next), [["2.重复申请", ""]]);
    }

    #[test]
    fn columns_that_one_part_does_not_show_are_taken_over() {
        let mut part = table(COLUMNS, &[&["规章", "1", "2"]]);
        let mut next = table(&[0.0, 20.0, 120.0], &[&["行政许可", "328"]]);
        mend(None, &mut part, &mut next);
        assert_eq!(texts(next), [["行政许可", "328", "328"]]);
    }
}
