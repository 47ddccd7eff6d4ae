//! The Excel file: a workbook with a sheet for every chapter, so that somebody else can fill it in and send
//! it back. Labels are closed, inputs are open, totals are formulas, and beside the tables stands what adds up
//! and what does not. Every field has a name in the workbook, by which it is read back.

pub(crate) mod look;
mod text;

mod formulas;
mod places;

mod checks;
mod sheets;
mod tables;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

pub(crate) use sheets::write_text;
pub use text::{first_cell, joined};

use super::{FileFormat, Occasion, Written};
use crate::format::Edition;
use crate::report::Report;
use crate::report::figure::Figures;
use formulas::fixed;
use sheets::Page;

/// The media type of such a file.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The format.
pub static FORMAT: FileFormat = FileFormat {
    id: "excel",
    name: "Excel",
    purpose: "带公式，填好可再导入",
    occasion: Occasion::Data,
    what: "",
    extension: "xlsx",
    media_type: MEDIA_TYPE,
    compares: false,
    written: Written::InTheWorker,
};

/// What the names of the workbook begin with; behind it stands the stable name of a field.
const PREFIX: &str = "nianbao.";

/// Writes the workbook.
pub fn write(report: &Report) -> Vec<u8> {
    // What the library refuses (names, lengths, places that overlap) does not come about here: tests try any report.
    compose(report).unwrap_or_default()
}

/// The stable name of a field that a workbook has a name for; none for any other name.
pub fn field_of(name: &str) -> Option<String> {
    let begin = name.get(..PREFIX.len())?;
    begin.eq_ignore_ascii_case(PREFIX).then(|| name[PREFIX.len()..].to_lowercase().replace('_', "-"))
}

/// The name of a field in a workbook, where no hyphen may stand.
fn name_of(id: &str) -> String {
    format!("{PREFIX}{}", id.replace('-', "_"))
}

/// A field on its sheet: its stable name, and the rows that it takes in a column.
struct Field {
    id: &'static str,
    sheet: String,
    first: (usize, usize),
    last: (usize, usize),
}

fn compose(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_default_format(&look::plain(), 18, 72)?;
    workbook.set_properties(&properties(report)?);
    let figures = Figures::of(report);
    let page = Page::of(report);
    let mut fields = Vec::new();
    let mut tallies = Vec::new();
    let information = sheets::INFORMATION;
    // Its sums speak of the others, so that it is filled last.
    add_sheet(&mut workbook).set_name(information)?;
    let preamble = report.format().preamble;
    let sheet = add_sheet(&mut workbook);
    fields.push(sheets::text(sheet, &page, report, preamble.name(), preamble.name(), preamble)?);
    for chapter in &report.format().chapters {
        let sheet = add_sheet(&mut workbook);
        let name = format!("{}、{}", chapter.numeral(), chapter.short);
        match chapter.table() {
            None => {
                fields.push(sheets::text(sheet, &page, report, &name, chapter.heading, chapter.text())?);
            }
            Some(table) => {
                let written = tables::write(sheet, &page, report, &figures, &name, chapter, table)?;
                fields.extend(written.fields);
                if !written.checks.is_empty() {
                    tallies.push((chapter.short, written.checks));
                }
            }
        }
    }
    let sheet = workbook.worksheet_from_name(information)?;
    fields.extend(sheets::information(sheet, &page, report, &tallies)?);
    for Field { id, sheet, first, last } in fields {
        let (first, last) = (fixed(first.0, first.1), fixed(last.0, last.1));
        let range = if first == last { first } else { format!("{first}:{last}") };
        workbook.define_name(name_of(id), &format!("='{sheet}'!{range}"))?;
    }
    workbook.save_to_buffer()
}

/// A sheet on which a formula that comes to nothing is blank, and not 0.
fn add_sheet(workbook: &mut Workbook) -> &mut Worksheet {
    workbook.add_worksheet().set_formula_result_default("")
}

/// Title and language; no author, and no time of day.
fn properties(report: &Report) -> Result<DocProperties, XlsxError> {
    let edition: Edition = report.edition();
    let day = ExcelDateTime::from_ymd(edition.since().clamp(1900, 9999) as u16, 1, 1)?;
    let title: String = report.title().concat().chars().filter(|c| !c.is_control()).take(200).collect();
    let properties = DocProperties::new().set_title(title).set_subject("政府信息公开工作年度报告");
    Ok(properties.set_creation_datetime(&day).set_custom_property("Language", "zh-CN"))
}
