//! Which headers a number stands under, cell by cell. `scope` alone cannot say it: a header of several rows would
//! be one of every row below, and a table in sections has its columns anew in each.
//! Knows no table by name and no file format.

use crate::document::{DocumentCell, DocumentTable};
use crate::format::table::Scope;

/// The cells of a table on their grid.
pub struct Headers<'a> {
    id: &'static str,
    rows: Vec<&'a [DocumentCell]>,
    /// Which cell takes each place: its row and its place there.
    grid: Vec<Vec<Option<(usize, usize)>>>,
}

impl Headers<'_> {
    /// Lays a table out.
    pub fn of(table: &DocumentTable) -> Headers<'_> {
        Headers { id: table.id, rows: table.rows(), grid: table.grid() }
    }

    /// The name of the header cell in a row, at a place of it.
    pub fn name(&self, (row, place): (usize, usize)) -> String {
        format!("{}-{}-{}", self.id, row + 1, place + 1)
    }

    /// The names of the headers of a cell: those of its columns, outermost first, then those of its row.
    pub fn of_cell(&self, at: (usize, usize)) -> String {
        let row = at.0;
        let Some(column) = self.grid[row].iter().position(|place| *place == Some(at)) else {
            return String::new();
        };
        let mut names = self.above(row, column);
        names.extend(self.grid[row][..column].iter().flatten().copied());
        let mut headers: Vec<String> = Vec::new();
        for name in names.into_iter().filter(|at| self.scope(*at).is_some()).map(|at| self.name(at)) {
            if !headers.contains(&name) {
                headers.push(name);
            }
        }
        headers.join(" ")
    }

    fn scope(&self, (row, place): (usize, usize)) -> Option<Scope> {
        self.rows[row][place].scope
    }

    /// The nearest headers above a place that stand one below the other.
    fn above(&self, row: usize, column: usize) -> Vec<(usize, usize)> {
        let is_header =
            |at: &(usize, usize)| matches!(self.scope(*at), Some(Scope::Column | Scope::ColumnGroup));
        let up = (0..row).rev().map(|row| self.grid[row].get(column).copied().flatten());
        let mut found: Vec<(usize, usize)> = (up.skip_while(|at| !at.as_ref().is_some_and(is_header)))
            .map_while(|at| at.filter(is_header))
            .collect();
        found.reverse();
        found
    }
}
