//! Number cells: what is declared of one, the handle by which one is named, and values for all cells of
//! an edition. A handle belongs to its edition, so that one of another edition never means a wrong cell.
//! Knows no table.

use std::fmt;

use super::Edition;

/// What a number cell counts, and so what may be typed into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number, zero or more.
    Count,
    /// 本年增/减 of the 2019 edition: a whole number with a sign.
    Change,
    /// An amount in 万元 with up to four decimals; held in whole 元.
    Money,
}

/// What is declared of a number cell.
#[derive(Debug)]
pub struct NumberCell {
    /// The stable name: DOM id, JSON path, `data-cell`.
    pub id: String,
    /// What may stand in the cell.
    pub kind: Kind,
    /// The row in words, with the groups that it stands in.
    pub row: String,
    /// The column in words, with its unit where its label does not name it.
    pub column: String,
    /// The row and the column.
    pub name: String,
    /// The unit, where the label of the column does not name it.
    pub unit: Option<&'static str>,
    /// The cells whose sum this one is by default; empty for a cell that is typed.
    pub parts: Vec<Cell>,
    /// Whether what is counted here is counted in no other cell of a sum, by the label's own rule: 部分公开.
    pub counts_alone: bool,
}

impl NumberCell {
    /// Whether the cell is a sum that follows its parts.
    pub fn is_total(&self) -> bool {
        !self.parts.is_empty()
    }
}

/// A number cell of one edition. Cells are ordered as they are read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    edition: Edition,
    index: u16,
}

impl Cell {
    /// The cell that is declared after so many others.
    pub(super) fn new(edition: Edition, index: usize) -> Cell {
        Cell { edition, index: index as u16 }
    }

    /// How many cells are declared before it.
    pub(super) fn index(self) -> usize {
        usize::from(self.index)
    }

    /// The edition that the cell belongs to.
    pub fn edition(self) -> Edition {
        self.edition
    }

    /// The cell of the same stable name in an edition, if the same may stand in it.
    pub fn in_edition(self, edition: Edition) -> Option<Cell> {
        let (own, cell) = (self.declared(), edition.format().cell(self.id())?);
        let other = cell.declared();
        (own.kind == other.kind && own.is_total() == other.is_total()).then_some(cell)
    }

    /// What is declared of the cell.
    pub fn declared(self) -> &'static NumberCell {
        &self.edition.format().declared[self.index()]
    }

    /// The stable name.
    pub fn id(self) -> &'static str {
        &self.declared().id
    }
}

impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}:{}", self.edition.id(), self.id())
    }
}

/// A value for every number cell of an edition.
#[derive(Clone, Debug, PartialEq)]
pub struct PerCell<T> {
    edition: Edition,
    values: Vec<T>,
}

impl<T> PerCell<T> {
    /// The values that a function gives, in the order of the cells.
    pub fn of(edition: Edition, value: impl FnMut(Cell) -> T) -> PerCell<T> {
        PerCell { edition, values: edition.format().cells.iter().copied().map(value).collect() }
    }

    /// The edition of the cells.
    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// The cells with their values.
    pub fn into_cells(self) -> impl Iterator<Item = (Cell, T)> {
        self.edition.format().cells.iter().copied().zip(self.values)
    }

    /// The value of a cell; none for a cell of another edition.
    pub fn get(&self, cell: Cell) -> Option<&T> {
        self.values.get(cell.index()).filter(|_| cell.edition == self.edition)
    }

    /// The value of a cell, to be changed; none for a cell of another edition.
    pub fn get_mut(&mut self, cell: Cell) -> Option<&mut T> {
        self.values.get_mut(cell.index()).filter(|_| cell.edition == self.edition)
    }
}
