//! The sheets that hold no table: what stands before the report, and a text with a paragraph a row. And how
//! every sheet is printed and protected.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format, Formula,
    ProtectionOptions, Worksheet, XlsxError,
};
use time::Date;

use super::checks::Tally;
use super::formulas::name;
use super::text::{self, cells};
use super::{Field, look};
use crate::format::texts::TextField;
use crate::format::{HEAD, YEARS};
use crate::report::Report;
use crate::report::entry::Entry;
use crate::report::office::{Level, Scope};

/// The sheet with what stands before the report.
pub const INFORMATION: &str = "报告信息";
/// How many rows of a text are kept free, so that somebody can go on writing.
const FREE_ROWS: usize = 3;
/// The width of a text, in digits.
const TEXT_WIDTH: f64 = 84.0;
const A4: u8 = 9;
/// The most letters of a title in the head of a page.
const MOST_HEAD: usize = 100;

/// How sheets are printed: with the title of the report above.
pub struct Page {
    head: String,
}

impl Page {
    /// The pages of a report.
    pub fn of(report: &Report) -> Page {
        let title = report.title().concat();
        let title: String = title.chars().filter(|c| !c.is_control()).take(MOST_HEAD).collect();
        // In the head of a page, `&` begins an instruction.
        Page { head: format!("&C&9 {}", title.replace('&', "&&")) }
    }

    /// Sets up a sheet: A4, as wide as a page, with heads and feet; protected without a password.
    pub fn set_up(&self, sheet: &mut Worksheet, is_wide: bool, may_add_rows: bool) {
        sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_margins(0.7, 0.7, 0.8, 0.7, 0.4, 0.35);
        sheet.set_header(&self.head).set_footer("&C&9第 &P 页，共 &N 页");
        sheet.set_print_black_and_white(true).set_print_center_horizontally(true);
        sheet.set_screen_gridlines(false);
        if is_wide {
            sheet.set_landscape();
        }
        sheet.protect_with_options(&ProtectionOptions {
            format_columns: true,
            format_rows: true,
            insert_rows: may_add_rows,
            ..ProtectionOptions::default()
        });
    }
}

/// Writes a text into a cell, whatever it looks like: never as a formula, never as markup.
pub fn write_text(
    sheet: &mut Worksheet,
    row: usize,
    column: usize,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let (row, column) = (row as u32, column as u16);
    // The library takes a text in this tag for one that it made itself: it must make it itself.
    if text.starts_with("<r>") && text.ends_with("</r>") {
        let (none, parts) = (Format::default(), text.split_at(2));
        sheet.write_rich_string_with_format(row, column, &[(&none, parts.0), (&none, parts.1)], format)?;
        return Ok(());
    }
    sheet.write_string_with_format(row, column, text, format)?;
    Ok(())
}

/// Writes a text on a sheet of its own, a paragraph a row, and says where it stands.
pub fn text(
    sheet: &mut Worksheet,
    page: &Page,
    report: &Report,
    name: &str,
    heading: &str,
    field: TextField,
) -> Result<Field, XlsxError> {
    sheet.set_name(name)?.set_column_width(0, TEXT_WIDTH)?.set_row_height(0, 30)?;
    write_text(sheet, 0, 0, heading, &look::heading())?;
    let lines = cells(report.text(field));
    let rows = lines.len() + FREE_ROWS;
    for row in 0..rows {
        write_text(sheet, row + 1, 0, lines.get(row).map_or("", String::as_str), &look::paragraph())?;
    }
    let help = DataValidation::new().allow_any_value().set_input_title("一段写一行")?;
    let help = help.set_input_message("行不够时，右击行号插入一行。")?;
    sheet.add_data_validation(1, 0, rows as u32, 0, &help)?;
    sheet.set_freeze_panes(1, 0)?;
    page.set_up(sheet, false, true);
    Ok(Field { id: field.id(), sheet: sheet.name(), first: (1, 0), last: (rows, 0) })
}

/// Writes what stands before the report, how the workbook is filled in, and what adds up so far.
pub fn information(
    sheet: &mut Worksheet,
    page: &Page,
    report: &Report,
    tallies: &[(&str, Tally)],
) -> Result<Vec<Field>, XlsxError> {
    sheet.set_column_width(0, 16)?.set_column_width(1, 64)?;
    let first = 2;
    let row = |id: &str| first + HEAD.iter().position(|(other, _)| *other == id).unwrap_or(0);
    let (organ, year) = (name(row("organ"), 1), name(row("year"), 1));
    let title = report.title();
    sheet.merge_range(0, 0, 0, 1, "", &look::title())?.set_row_height(0, 44)?;
    let formula = format!("{organ}&IF({year}=\"\",\"\",{year}&\"年\")&\"政府信息公开工作年度报告\"");
    let shown = text::first_cell(&title.concat()).to_owned();
    sheet.write_formula_with_format(0, 0, Formula::new(formula).set_result(shown), &look::title())?;
    sheet.merge_range(1, 0, 1, 1, HELP, &look::remark())?.set_row_height(1, 48)?;
    let mut fields = Vec::new();
    for (at, (id, label)) in HEAD.into_iter().enumerate() {
        let row = first + at;
        sheet.set_row_height(row as u32, 24)?;
        write_text(sheet, row, 0, label, &look::label(true))?;
        write_field(sheet, row, id, report)?;
        fields.push(Field { id, sheet: INFORMATION.to_owned(), first: (row, 1), last: (row, 1) });
    }
    let heading = first + HEAD.len() + 1;
    write_text(sheet, heading, 0, "勾稽关系核对", &look::heading())?;
    sheet.set_row_height(heading as u32, 26)?;
    for (at, (label, tally)) in tallies.iter().enumerate() {
        let row = heading + 1 + at;
        sheet.set_row_height(row as u32, 22)?;
        write_text(sheet, row, 0, label, &look::label(true))?;
        let formula = Formula::new(tally.formula()).set_result(tally.shown());
        sheet.write_formula_with_format(row as u32, 1, formula, &look::field(false))?;
    }
    page.set_up(sheet, false, false);
    sheet.set_active(true).set_selection(first as u32, 1, first as u32, 1)?;
    Ok(fields)
}

/// What is said above the fields.
const HELP: &str = "浅黄色的格可以填写，灰色的格由表格算出；没有发生的填 0，还不知道的留空。填好后保存，把这个文件发回，在年报填报页面点「打开文件」就能导入。";

/// Writes a field before the report.
fn write_field(sheet: &mut Worksheet, row: usize, id: &str, report: &Report) -> Result<(), XlsxError> {
    let at = row as u32;
    let format = look::field(id != "edition");
    let value = report.head_text(id).unwrap_or_default();
    match (id, report.year(), report.published().and_then(excel_date)) {
        ("year", Entry::Number(year), _) => {
            sheet.write_number_with_format(at, 1, *year as f64, &format)?;
        }
        ("published", _, Some(date)) => {
            sheet.write_datetime_with_format(at, 1, date, &look::date())?;
        }
        ("published", ..) => write_text(sheet, row, 1, &value, &look::date())?,
        _ => {
            let format = if id == "edition" { format } else { format.set_quote_prefix() };
            write_text(sheet, row, 1, text::first_cell(&value), &format)?;
        }
    }
    let warning = |rule: DataValidation| rule.set_error_style(DataValidationErrorStyle::Warning);
    let validation = match id {
        "level" => DataValidation::new().allow_list_strings(&Level::ALL.map(Level::name))?,
        "scope" => DataValidation::new().allow_list_strings(&Scope::ALL.map(Scope::name))?,
        "year" => {
            let years = DataValidationRule::Between(*YEARS.start() as i32, *YEARS.end() as i32);
            warning(DataValidation::new().allow_whole_number(years))
                .set_error_message("报告年度是四位数的年份，例如 2024。")?
        }
        _ => return Ok(()),
    };
    sheet.add_data_validation(at, 1, at, 1, &validation)?;
    Ok(())
}

/// A date that a spreadsheet knows.
fn excel_date(date: Date) -> Option<ExcelDateTime> {
    // Before March 1900 spreadsheets count a day that never was.
    let is_known = date.year() > 1900;
    let year = u16::try_from(date.year()).ok().filter(|_| is_known)?;
    ExcelDateTime::from_ymd(year, date.month().into(), date.day()).ok()
}
