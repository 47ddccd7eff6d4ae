//! The CSV file: one line for every field before the report and for every cell, so that many reports can be
//! stacked and filtered. Quoted as RFC 4180 has it; begins with a byte order mark, by which spreadsheets
//! know UTF-8. No text of it is run as a formula.

use super::FileFormat;
use crate::format::{Cell, HEAD, Kind};
use crate::report::Report;
use crate::report::entry::Entry;
use crate::report::figure::Figures;

/// The format.
pub static FORMAT: FileFormat = FileFormat {
    name: "CSV",
    extension: "csv",
    media_type: "text/csv;charset=utf-8",
    write: |report, _| write(report).into_bytes(),
};

/// The columns: the stable name, where the value stands, its unit, the value, where it comes from.
const COLUMNS: [&str; 7] = ["编号", "部分", "行", "列", "单位", "数值", "来源"];

/// Writes the file. A cell that is blank, and a sum that is unfinished, has no value.
pub fn write(report: &Report) -> String {
    let mut csv = String::from('\u{feff}');
    add_line(&mut csv, COLUMNS.map(str::to_owned));
    for (id, label) in HEAD {
        let value = report.head_text(id).unwrap_or_default();
        let source = if value.is_empty() { "空白" } else { "填写" };
        add_line(&mut csv, [id, "报告信息", label, "", "", &inert(&value), source].map(str::to_owned));
    }
    let figures = Figures::of(report);
    for chapter in &report.format().chapters {
        for &cell in chapter.table().into_iter().flat_map(|table| &table.cells) {
            let declared = cell.declared();
            let unit = if declared.kind == Kind::Money { "万元" } else { "" };
            let (value, source) = value(report, &figures, cell);
            let line = [cell.id(), chapter.heading, &declared.row, &declared.column, unit, &value, source];
            add_line(&mut csv, line.map(str::to_owned));
        }
    }
    csv
}

/// What a cell holds, and where that comes from.
fn value(report: &Report, figures: &Figures, cell: Cell) -> (String, &'static str) {
    match report.cell(cell) {
        Entry::Blank => (String::new(), "空白"),
        // A sign before a number is for readers; programs take `4`.
        Entry::Number(_) => (figures.text(report, cell).trim_start_matches('+').to_owned(), "填写"),
        Entry::Text(text) => (inert(text), "填写"),
        Entry::Automatic if figures.at(cell).complete().is_none() => (String::new(), "自动合计"),
        Entry::Automatic => (figures.text(report, cell), "自动合计"),
    }
}

/// A text that no spreadsheet takes for a formula.
fn inert(text: &str) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n') => {
            format!("'{text}")
        }
        _ => text.to_owned(),
    }
}

fn add_line(csv: &mut String, fields: [String; COLUMNS.len()]) {
    let quoted = fields.map(|field| match field.contains([',', '"', '\r', '\n']) {
        true => format!("\"{}\"", field.replace('"', "\"\"")),
        false => field,
    });
    csv.push_str(&quoted.join(","));
    csv.push_str("\r\n");
}
