//! The rows of a part of a table as they gather, in either form of files.

use std::fs;
use std::io;
use std::path::Path;

use nianbao::long::package::Files;
use nianbao::long::schema::Table;
use nianbao::long::{Row, csv};

use super::parquet::Columns;

/// The rows of a part of a table, in the form in which they are written.
pub enum Rows {
    /// CSV, as far as it is written.
    Csv(&'static Table, String),
    /// Columns that wait to be written.
    Parquet(Columns),
}

impl Rows {
    /// No rows of a table.
    pub fn of(table: &'static Table, files: Files) -> Rows {
        match files {
            Files::Csv => Rows::Csv(table, csv::write(table, &[])),
            Files::Parquet => Rows::Parquet(Columns::of(table)),
        }
    }

    /// The table.
    pub fn table(&self) -> &'static Table {
        match self {
            Rows::Csv(table, _) => table,
            Rows::Parquet(columns) => columns.table(),
        }
    }

    /// Adds a row.
    pub fn add(&mut self, row: &Row) {
        match self {
            Rows::Csv(_, csv) => csv::add_row(csv, row),
            Rows::Parquet(columns) => columns.add(row),
        }
    }

    /// Writes the rows into a file.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        match self {
            Rows::Csv(_, csv) => fs::write(path, csv),
            Rows::Parquet(columns) => columns.write(path),
        }
    }
}
