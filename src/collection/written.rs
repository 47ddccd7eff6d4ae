//! Tables as CSV and as a workbook with a sheet each. No text of them is run as a formula. Written in the worker.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::tables::{Field, Table};
use crate::export::csv::{add_line, inert};
use crate::export::excel::{self, first_cell, look, write_text};
use crate::export::{FileFormat, Occasion, Written};
use crate::format::Kind;
use crate::report::entry;

/// How wide a column is at most and at least, in digits.
const WIDEST: usize = 48;
const NARROWEST: usize = 8;
/// So many rows tell how wide a column is.
const LOOKED_AT: usize = 200;

/// A workbook of tables, as the worker is asked for it.
pub static WORKBOOK: FileFormat = FileFormat {
    id: "tables",
    name: "Excel",
    purpose: "清单、单位与规则、检查结果",
    occasion: Occasion::Data,
    what: "",
    extension: "xlsx",
    media_type: excel::MEDIA_TYPE,
    compares: false,
    written: Written::InTheWorker,
};

/// Tables as they travel to the worker.
pub fn pack(tables: &[Table]) -> String {
    serde_json::to_string(tables).unwrap_or_default()
}

/// What the worker answers: the workbook, if the format of the stable name is it and the tables arrived whole.
pub fn answer(format: &str, packed: &str) -> Option<Vec<u8>> {
    let tables: Vec<Table> = (format == WORKBOOK.id).then(|| serde_json::from_str(packed).ok())??;
    Some(workbook(&tables))
}

/// A table as CSV: quoted as RFC 4180 has it, with a byte order mark, by which spreadsheets know UTF-8.
pub fn csv(table: &Table) -> String {
    let mut csv = String::from('\u{feff}');
    let head: Vec<String> = table.head.iter().map(|name| inert(name)).collect();
    add_line(&mut csv, head.iter().map(String::as_str));
    for row in &table.rows {
        let fields: Vec<String> = row.iter().map(shown).collect();
        add_line(&mut csv, fields.iter().map(String::as_str));
    }
    csv
}

fn shown(field: &Field) -> String {
    match field {
        Field::Blank => String::new(),
        Field::Number(number) => number.to_string(),
        Field::Money(amount) => entry::write(Kind::Money, *amount),
        Field::Text(text) => inert(text),
    }
}

/// Tables as a workbook.
pub fn workbook(tables: &[Table]) -> Vec<u8> {
    // What the library refuses (names, lengths, too many rows) does not come about here: tests try any text.
    compose(tables).unwrap_or_default()
}

fn compose(tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_default_format(&look::plain(), 18, 72)?;
    // No author, and no time of day.
    let day = ExcelDateTime::from_ymd(2020, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    for table in tables {
        write(workbook.add_worksheet(), table)?;
    }
    workbook.save_to_buffer()
}

fn write(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    sheet.set_name(&*table.name)?;
    for (column, name) in table.head.iter().enumerate() {
        write_text(sheet, 0, column, name, &look::label(false))?;
        sheet.set_column_width(column as u16, width(table, column) as f64)?;
    }
    let label = look::label(true);
    let [number, money] = ["0", "0.####"].map(|pattern| look::label(false).set_num_format(pattern));
    for (at, row) in table.rows.iter().enumerate() {
        let place = |column: usize| (at as u32 + 1, column as u16);
        for (column, field) in row.iter().enumerate() {
            match field {
                Field::Blank => drop(sheet.write_blank(place(column).0, place(column).1, &label)?),
                Field::Number(value) => {
                    sheet.write_number_with_format(
                        place(column).0,
                        place(column).1,
                        *value as f64,
                        &number,
                    )?;
                }
                Field::Money(amount) => {
                    // A pattern for decimals leaves the point alone behind a whole amount.
                    let look = if amount % 10_000 == 0 { &number } else { &money };
                    let amount = *amount as f64 / 10_000.0;
                    sheet.write_number_with_format(place(column).0, place(column).1, amount, look)?;
                }
                Field::Text(text) => write_text(sheet, at + 1, column, first_cell(text), &label)?,
            }
        }
    }
    let last = (table.rows.len() as u32, table.head.len().saturating_sub(1) as u16);
    sheet.autofilter(0, 0, last.0, last.1)?;
    sheet.set_freeze_panes(1, 1)?;
    Ok(())
}

fn width(table: &Table, column: usize) -> usize {
    let letters = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>() + 2;
    let rows = table.rows.iter().take(LOOKED_AT).map(|row| letters(&shown(&row[column])));
    rows.chain([letters(&table.head[column])]).max().unwrap_or_default().clamp(NARROWEST, WIDEST)
}
