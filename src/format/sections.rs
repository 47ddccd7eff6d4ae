//! A table in sections, each with columns of its own; the last column of a section takes what is left of
//! the width.
//! Knows no edition and no table by name.

use super::Kind;
use super::table::{Narrow, Scope, Sheet, Table, TableCell};

/// A table as an edition declares it.
pub struct Sections {
    /// The stable name, the first part of the names of its cells.
    pub id: &'static str,
    /// What the table is called beside its chapter.
    pub caption: &'static str,
    /// The number of grid columns.
    pub columns: usize,
    /// The label above the labels of the rows.
    pub corner: &'static str,
    /// The sections, from top to bottom.
    pub sections: &'static [Section],
}

/// A section of the table.
pub struct Section {
    /// What stands above it.
    pub heading: &'static str,
    /// The columns: stable name, label, and what they count.
    pub columns: &'static [(&'static str, &'static str, Kind)],
    /// The rows: stable name and label.
    pub rows: &'static [(&'static str, &'static str)],
}

impl Sections {
    /// Lays the table out and declares its cells.
    pub(super) fn declare(&self, sheet: &mut Sheet) -> Table {
        let first = sheet.count();
        Table {
            id: self.id,
            caption: self.caption,
            columns: self.columns,
            head: Vec::new(),
            body: self.sections.iter().flat_map(|section| self.rows(section, sheet)).collect(),
            absence: None,
            narrow: Narrow::Whole,
            cells: sheet.cells_from(first),
        }
    }

    fn rows(&self, section: &Section, sheet: &mut Sheet) -> Vec<Vec<TableCell>> {
        let last = section.columns.len() - 1;
        let span = |column: usize| if column == last { self.columns - 1 - last } else { 1 };
        let heading = TableCell::heading(section.heading, Scope::ColumnGroup, self.columns, 1);
        let mut labels = vec![TableCell::heading(self.corner, Scope::Column, 1, 1)];
        for (column, (_, label, _)) in section.columns.iter().enumerate() {
            labels.push(TableCell::heading(label, Scope::Column, span(column), 1));
        }
        let mut rows = vec![vec![heading], labels];
        for (row_id, row_label) in section.rows {
            let mut row = vec![TableCell::heading(row_label, Scope::Row, 1, 1)];
            for (column, (column_id, label, kind)) in section.columns.iter().enumerate() {
                let id = format!("{}.{row_id}.{column_id}", self.id);
                let cell = sheet.cell(id, *kind, &[row_label], &[label]);
                row.push(TableCell::number(cell, span(column)));
            }
            rows.push(row);
        }
        rows
    }
}
