//! Tables as they are printed: rows of cells with spans, and the sheet on which an edition's number
//! cells and identities are collected while its tables are declared.
//! Knows no edition.

use super::texts::TextField;
use super::{Cell, Edition, Identity, Kind, NumberCell, Sum};

/// The unit of amounts.
const MONEY_UNIT: &str = "万元";

/// A table of the official layout.
#[derive(Debug)]
pub struct Table {
    /// The stable name, the first part of the names of its cells.
    pub id: &'static str,
    /// What the table is called beside its chapter.
    pub caption: &'static str,
    /// The number of grid columns.
    pub columns: usize,
    /// The header rows that are repeated on every page.
    pub head: Vec<Vec<TableCell>>,
    /// The other rows.
    pub body: Vec<Vec<TableCell>>,
    /// What can be said of the table in a year in which there was nothing to count.
    pub absence: Option<Absence>,
    /// What a narrow screen does with the table.
    pub narrow: Narrow,
    /// The number cells, in reading order.
    pub cells: Vec<Cell>,
}

impl Table {
    /// Where a narrow screen shows one column at a time: which column shows the cell; none for a total.
    pub fn narrow_column(&self, cell: Cell) -> Option<usize> {
        match &self.narrow {
            Narrow::OneColumn { columns, .. } => {
                columns.iter().position(|label| *label == cell.declared().column)
            }
            Narrow::Whole | Narrow::Upright => None,
        }
    }
}

/// What a narrow screen does with a table.
#[derive(Debug)]
pub enum Narrow {
    /// It shows the table as it is.
    Whole,
    /// It shows one of the columns at a time, and the totals beside it.
    OneColumn {
        /// What the columns are kinds of.
        of: &'static str,
        /// The labels of the columns, in order; totals are none of them.
        columns: Vec<&'static str>,
    },
    /// It shows the cells of a row below each other, each under its own name.
    Upright,
}

/// A year in which there was nothing to count in a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Absence {
    /// What the clerk says of the year.
    pub claim: &'static str,
    /// The sentence that says so.
    pub sentence: &'static str,
    /// The text that it belongs into.
    pub said_in: TextField,
}

/// A cell of the grid.
#[derive(Debug, PartialEq)]
pub struct TableCell {
    /// What stands in it.
    pub content: Content,
    /// How many grid columns it takes.
    pub colspan: usize,
    /// How many grid rows it takes.
    pub rowspan: usize,
}

/// What stands in a cell of the grid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Content {
    /// A label, and what it is the header of.
    Heading(&'static str, Scope),
    /// A printed remark that is no header.
    Remark(&'static str),
    /// A number cell.
    Number(Cell),
}

/// What a header cell is the header of; the values of HTML's `scope`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// A column.
    Column,
    /// Several columns.
    ColumnGroup,
    /// A row.
    Row,
    /// Several rows.
    RowGroup,
}

impl Scope {
    /// The value of the HTML attribute.
    pub fn attribute(self) -> &'static str {
        match self {
            Scope::Column => "col",
            Scope::ColumnGroup => "colgroup",
            Scope::Row => "row",
            Scope::RowGroup => "rowgroup",
        }
    }
}

impl TableCell {
    /// A header cell.
    pub fn heading(text: &'static str, scope: Scope, colspan: usize, rowspan: usize) -> TableCell {
        TableCell { content: Content::Heading(text, scope), colspan, rowspan }
    }

    /// The cell of a number.
    pub fn number(cell: Cell, colspan: usize) -> TableCell {
        TableCell { content: Content::Number(cell), colspan, rowspan: 1 }
    }
}

/// Where an edition's cells and identities are collected, in reading order.
pub(super) struct Sheet {
    edition: Edition,
    pub(super) cells: Vec<NumberCell>,
    pub(super) identities: Vec<Identity>,
    pub(super) totals: Vec<Cell>,
}

impl Sheet {
    /// An empty sheet of an edition.
    pub fn of(edition: Edition) -> Sheet {
        Sheet { edition, cells: Vec::new(), identities: Vec::new(), totals: Vec::new() }
    }

    /// How many cells there are.
    pub fn count(&self) -> usize {
        self.cells.len()
    }

    /// The cells after the first so many.
    pub fn cells_from(&self, first: usize) -> Vec<Cell> {
        (first..self.count()).map(|index| Cell::new(self.edition, index)).collect()
    }

    /// Adds a number cell. Row and column may be several labels, outermost first.
    pub fn cell(&mut self, id: String, kind: Kind, row: &[&str], column: &[&str]) -> Cell {
        let label = column.join(" ");
        let unit = (kind == Kind::Money && !label.contains(MONEY_UNIT)).then_some(MONEY_UNIT);
        let unit_words = unit.map(|unit| format!("（{unit}）")).unwrap_or_default();
        let (row, column) = (row.join(" "), format!("{label}{unit_words}"));
        let name = format!("{row}，{column}");
        self.cells.push(NumberCell {
            id,
            kind,
            row,
            column,
            name,
            unit,
            parts: Vec::new(),
            counts_alone: false,
        });
        Cell::new(self.edition, self.cells.len() - 1)
    }

    /// Declares that what a cell counts is counted in no other cell of a sum.
    pub fn counts_alone(&mut self, cell: Cell) {
        self.cells[cell.index()].counts_alone = true;
    }

    /// Declares a cell as the sum of others: it follows them until it is typed.
    pub fn total(&mut self, cell: Cell, parts: Vec<Cell>) {
        self.cells[cell.index()].parts = parts;
        self.totals.push(cell);
    }

    /// Declares that two sums must be equal.
    pub fn identity(&mut self, sum: Sum, subject: impl Into<String>, left: Vec<Cell>, right: Vec<Cell>) {
        self.identities.push(Identity { sum, subject: subject.into(), left, right });
    }
}
