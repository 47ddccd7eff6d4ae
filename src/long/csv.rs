//! A table as CSV for machines: UTF-8 without a byte order mark, quoted as RFC 4180 has it, a value that is missing
//! is empty. A line break within a text is written `\n`, `\r`, and a backslash `\\`, since engines that read in
//! parallel take every line of a file for a row.

use std::borrow::Cow;

use super::schema::Table;
use super::{Row, Value};
use crate::export::csv::add_line;

/// Adds the line with the names of the columns.
pub fn add_head<'a>(csv: &mut String, columns: impl Iterator<Item = &'a str>) {
    add_line(csv, columns);
}

/// Adds a row.
pub fn add_row(csv: &mut String, row: &Row) {
    let fields: Vec<Cow<str>> = row.iter().map(field).collect();
    add_line(csv, fields.iter().map(|field| &**field));
}

/// A table with its rows.
pub fn write<'a>(table: &Table, rows: &[Row<'a>]) -> String {
    let mut csv = String::new();
    add_head(&mut csv, table.columns.iter().map(|column| column.name));
    rows.iter().for_each(|row| add_row(&mut csv, row));
    csv
}

fn field<'a>(value: &'a Value) -> Cow<'a, str> {
    match value {
        Value::Null => "".into(),
        Value::Number(number) => number.to_string().into(),
        Value::Text(text) if text.contains(['\\', '\n', '\r']) => {
            text.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r").into()
        }
        Value::Text(text) => (&**text).into(),
    }
}
