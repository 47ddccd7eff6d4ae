//! The CSV file in long form: a line for every cell, every text, the code and the date, and on each line whose report it
//! is, so that many reports can be stacked and filtered. Quoted as RFC 4180 has it; begins with a byte order
//! mark, by which spreadsheets know UTF-8. No text of it is run as a formula. Reading takes it back whole.

use super::{FileFormat, Occasion, Written};
use crate::format::{Cell, Kind, head_label};
use crate::report::Report;
use crate::report::entry::{Entry, trim};
use crate::report::figure::Figures;

/// The format.
pub static FORMAT: FileFormat = FileFormat {
    id: "csv",
    name: "CSV",
    purpose: "每格一行，做统计用",
    occasion: Occasion::Data,
    what: "",
    extension: "csv",
    media_type: "text/csv;charset=utf-8",
    compares: false,
    written: Written::OnThePage(|report, _| write(report).into_bytes()),
};

/// The fields before the report that stand on every line.
pub const REPEATED: [&str; 5] = ["organ", "level", "scope", "year", "edition"];
/// The others, which have a line of their own, each with what it is.
const ALONE: [(&str, &str); 2] = [("organ-code", "代码"), ("published", "日期")];
/// What the columns behind them are called: where a value stands, its stable name, what kind it is of, the value
/// and where it comes from.
const COLUMNS: [&str; 7] = ["部分", "行", "列", ID, "种类", VALUE, ORIGIN];
/// The column of the stable names.
pub const ID: &str = "编号";
/// The column of the values.
pub const VALUE: &str = "数值";
/// The column that says where they come from.
pub const ORIGIN: &str = "来源";
/// What it says of a total that follows its parts.
pub const AUTOMATIC: &str = "自动合计";

/// Writes the file. A cell that is blank, and a sum that is unfinished, has no value.
pub fn write(report: &Report) -> String {
    let mut csv = String::from('\u{feff}');
    let head = REPEATED.map(|id| inert(&report.head_text(id).unwrap_or_default()));
    add_line(&mut csv, REPEATED.map(head_label).iter().copied().chain(COLUMNS));
    let mut add = |columns: [&str; COLUMNS.len()]| {
        add_line(&mut csv, head.iter().map(String::as_str).chain(columns));
    };
    for (id, kind) in ALONE {
        let text = report.head_text(id).unwrap_or_default();
        add(["报告信息", "", "", id, kind, &inert(&text), origin(&text)]);
    }
    let preamble = report.format().preamble;
    let text = report.text(preamble);
    add([preamble.name(), "", "", preamble.id(), "文字", &inert(text), origin(text)]);
    let figures = Figures::of(report);
    for chapter in &report.format().chapters {
        for &cell in chapter.table().into_iter().flat_map(|table| &table.cells) {
            let declared = cell.declared();
            let (value, origin) = value(report, &figures, cell);
            let kind = kind(declared.kind);
            add([chapter.heading, &declared.row, &declared.column, cell.id(), kind, &value, origin]);
        }
        let (field, text) = (chapter.text(), report.text(chapter.text()));
        // A text that is no chapter of its own says whose note it is.
        let row = if chapter.table().is_some() { field.name() } else { "" };
        add([chapter.heading, row, "", field.id(), "文字", &inert(text), origin(text)]);
    }
    csv
}

/// What a cell holds, and where that comes from.
fn value(report: &Report, figures: &Figures, cell: Cell) -> (String, &'static str) {
    match report.cell(cell) {
        Entry::Blank => (String::new(), origin("")),
        // A sign before a number is for readers; programs take `4`.
        entry @ Entry::Number(_) => {
            let number = entry.text(cell.declared().kind).trim_start_matches('+').to_owned();
            let origin = origin(&number);
            (number, origin)
        }
        Entry::Text(text) => (inert(text), origin(text)),
        Entry::Automatic if figures.at(cell).complete().is_none() => (String::new(), AUTOMATIC),
        Entry::Automatic => (figures.text(report, cell).trim_start_matches('+').to_owned(), AUTOMATIC),
    }
}

fn origin(value: &str) -> &'static str {
    if value.is_empty() { "空白" } else { "填写" }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Count => "件数",
        Kind::Change => "增减",
        Kind::Money => "万元",
    }
}

/// A text that no spreadsheet takes for a formula.
pub(crate) fn inert(text: &str) -> String {
    let first = trim(text).chars().next();
    let begins = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    let is_risky = first.is_some_and(begins) || text.starts_with(['\t', '\r', '\n', '\'']);
    if is_risky { format!("'{text}") } else { text.to_owned() }
}

/// The text that was written inert.
pub fn plain(text: &str) -> &str {
    text.strip_prefix('\'').unwrap_or(text)
}

/// Adds a line of fields, quoted where they must be.
pub(crate) fn add_line<'a>(csv: &mut String, fields: impl Iterator<Item = &'a str>) {
    for (at, field) in fields.enumerate() {
        if at > 0 {
            csv.push(',');
        }
        match field.contains([',', '"', '\r', '\n']) || field.starts_with(char::is_whitespace) {
            true => csv.extend(["\"", &field.replace('"', "\"\""), "\""]),
            false => csv.push_str(field),
        }
    }
    csv.push_str("\r\n");
}
