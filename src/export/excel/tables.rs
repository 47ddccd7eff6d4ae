//! A sheet with a table in its official layout: inputs, totals, the text under it, and the checks beside and
//! below it.

use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, DataValidationRule, Formula,
    Worksheet, XlsxError,
};

use super::checks::{self, Tally};
use super::formulas::{Sheet, name};
use super::places::{Placed, Places, height};
use super::sheets::{Page, write_text};
use super::text::{cells, first_cell};
use super::{Field, look};
use crate::format::table::{Content, Scope, Table};
use crate::format::{Cell, Chapter, Kind};
use crate::report::Report;
use crate::report::entry::{self, Entry};
use crate::report::figure::Figures;
use look::Stands;

/// The row in which the table begins, below its heading.
const FIRST_ROW: usize = 1;
/// How many rows of the text under a table are kept free.
const FREE_ROWS: usize = 2;

/// What came of a table.
pub struct Written {
    pub fields: Vec<Field>,
    pub checks: Tally,
}

/// A sheet that is being written.
struct Writer<'a> {
    sheet: &'a mut Worksheet,
    report: &'a Report,
    figures: &'a Figures,
    places: Places<'a>,
    widths: Vec<f64>,
}

/// Writes a chapter with a table.
pub fn write(
    sheet: &mut Worksheet,
    page: &Page,
    report: &Report,
    figures: &Figures,
    title: &str,
    chapter: &Chapter,
    table: &Table,
) -> Result<Written, XlsxError> {
    sheet.set_name(title)?;
    let places = Places::of(table);
    let (widths, is_wide) = places.widths(|cell| figures.text(report, cell).chars().take(20).count());
    let mut writer = Writer { sheet, report, figures, places, widths };
    writer.table(chapter)?;
    let last = writer.text(chapter)?;
    writer.rules(table)?;
    let at = Sheet { places: &writer.places, first_row: FIRST_ROW };
    let checks = checks::write(writer.sheet, title, &at, report, figures, last + 2)?;
    let columns = writer.places.columns;
    let (head, labels) = (writer.places.head, writer.places.labels());
    let mut fields: Vec<Field> = (table.cells.iter())
        .filter_map(|cell| {
            let (row, column) = writer.places.of_cell(*cell)?;
            let at = (FIRST_ROW + row, column);
            Some(Field { id: cell.id(), sheet: title.to_owned(), first: at, last: at })
        })
        .collect();
    let first = (FIRST_ROW + writer.places.rows + 1, 0);
    fields.push(Field { id: chapter.text().id(), sheet: title.to_owned(), first, last: (last, 0) });
    // What is blank under the table is not printed.
    let is_noted = !report.text(chapter.text()).is_empty();
    let printed = if is_noted { last - FREE_ROWS } else { first.0 - 2 };
    sheet.set_print_area(0, 0, printed as u32, columns as u16 - 1)?;
    if head > 0 {
        sheet.set_repeat_rows(FIRST_ROW as u32, (FIRST_ROW + head - 1) as u32)?;
    }
    let is_frozen = head > 0 && labels > 0;
    sheet.set_freeze_panes((FIRST_ROW + head) as u32, if is_frozen { labels as u16 } else { 0 })?;
    page.set_up(sheet, is_wide, false);
    Ok(Written { fields, checks })
}

impl Writer<'_> {
    fn at(&self) -> Sheet<'_> {
        Sheet { places: &self.places, first_row: FIRST_ROW }
    }

    /// The heading and the table.
    fn table(&mut self, chapter: &Chapter) -> Result<(), XlsxError> {
        let last = self.places.columns as u16 - 1;
        self.sheet.merge_range(0, 0, 0, last, chapter.heading, &look::heading())?.set_row_height(0, 30)?;
        for (column, width) in self.widths.iter().enumerate() {
            self.sheet.set_column_width(column as u16, *width)?;
        }
        for (row, height) in self.places.heights(&self.widths).into_iter().enumerate() {
            self.sheet.set_row_height((FIRST_ROW + row) as u32, height)?;
        }
        for at in 0..self.places.cells.len() {
            let Placed { cell, row, column, last_row, last_column } = &self.places.cells[at];
            let (row, column) = (FIRST_ROW + row, *column);
            let (last_row, last_column) = (FIRST_ROW + last_row, *last_column);
            let format = match cell.content {
                Content::Heading(_, scope) => look::label(scope == Scope::Row),
                Content::Remark(_) => look::label(false),
                Content::Number(cell) => look::number(cell.declared().kind, stands(self.report, cell)),
            };
            if (row, column) != (last_row, last_column) {
                let (last_row, last_column) = (last_row as u32, last_column as u16);
                self.sheet.merge_range(row as u32, column as u16, last_row, last_column, "", &format)?;
            }
            match cell.content {
                Content::Heading(text, _) | Content::Remark(text) => {
                    write_text(self.sheet, row, column, text, &format)?;
                }
                Content::Number(cell) => self.number(row, column, cell)?,
            }
        }
        Ok(())
    }

    /// What was entered in a number cell, or the formula of its sum.
    fn number(&mut self, row: usize, column: usize, cell: Cell) -> Result<(), XlsxError> {
        let kind = cell.declared().kind;
        let format = look::number(kind, stands(self.report, cell));
        match self.report.cell(cell) {
            Entry::Blank => write_text(self.sheet, row, column, "", &format)?,
            Entry::Text(text) => write_text(self.sheet, row, column, first_cell(text), &format)?,
            Entry::Number(number) => {
                let number = number_of(kind, *number);
                self.sheet.write_number_with_format(row as u32, column as u16, number, &format)?;
            }
            Entry::Automatic => {
                let formula = self.at().total(cell);
                let shown = self.figures.text(self.report, cell);
                let formula = Formula::new(formula).set_result(shown.trim_start_matches('+'));
                self.sheet.write_formula_with_format(row as u32, column as u16, formula, &format)?;
            }
        }
        Ok(())
    }

    /// The text under the table, each paragraph across the whole of it; comes back with its last row.
    fn text(&mut self, chapter: &Chapter) -> Result<usize, XlsxError> {
        let label = FIRST_ROW + self.places.rows;
        let columns = self.places.columns as u16;
        let width: f64 = self.widths.iter().sum();
        let lines = cells(self.report.text(chapter.text()));
        let rows = lines.len() + FREE_ROWS;
        self.sheet.merge_range(label as u32, 0, label as u32, columns - 1, "", &look::remark())?;
        write_text(self.sheet, label, 0, &format!("{}：", chapter.text().name()), &look::remark())?;
        for at in 0..rows {
            let (row, line) = (label + 1 + at, lines.get(at).map_or("", String::as_str));
            let format = look::paragraph();
            self.sheet.merge_range(row as u32, 0, row as u32, columns - 1, "", &format)?;
            write_text(self.sheet, row, 0, line, &format)?;
            self.sheet.set_row_height(row as u32, height(line, width * 0.85))?;
        }
        Ok(label + rows)
    }

    /// What is typed is a number of the right kind, or the program warns; an amount without decimals has no point.
    fn rules(&mut self, table: &Table) -> Result<(), XlsxError> {
        for kind in [Kind::Count, Kind::Change, Kind::Money] {
            let is_typed = |cell: &Cell| *self.report.cell(*cell) != Entry::Automatic;
            let of_kind = |cell: &Cell| cell.declared().kind == kind && is_typed(cell);
            let cells: Vec<Cell> = table.cells.iter().copied().filter(of_kind).collect();
            let Some((row, column)) = cells.first().and_then(|cell| self.places.of_cell(*cell)) else {
                continue;
            };
            let (row, column) = ((FIRST_ROW + row) as u32, column as u16);
            let ranges = self.at().ranges(&cells).replace(',', " ");
            let rule = DataValidation::new().set_error_style(DataValidationErrorStyle::Warning);
            let rule = match kind {
                Kind::Count => rule
                    .allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0))
                    .set_error_message("这里填件数，是 0 或更大的整数。")?,
                Kind::Change => rule
                    .allow_whole_number(DataValidationRule::GreaterThan(-1_000_000_000))
                    .set_error_message("这里填增减的数，是整数，减少的前面加减号。")?,
                Kind::Money => rule
                    .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
                    .set_error_message("这里填金额，单位万元，最多四位小数。")?,
            };
            let rule = rule.set_multi_range(&ranges);
            self.sheet.add_data_validation(row, column, row, column, &rule)?;
            if kind == Kind::Money {
                let first = name(row as usize, column as usize);
                let whole =
                    ConditionalFormatFormula::new().set_rule(Formula::new(format!("INT({first})={first}")));
                let whole = whole.set_format(look::whole()).set_multi_range(&ranges);
                self.sheet.add_conditional_format(row, column, row, column, &whole)?;
            }
        }
        Ok(())
    }
}

/// A number as a spreadsheet holds it. Numbers of a report have fifteen digits at most, which it holds exactly.
fn number_of(kind: Kind, number: i64) -> f64 {
    match kind {
        Kind::Count | Kind::Change => number as f64,
        Kind::Money => entry::write(kind, number).parse().unwrap_or_default(),
    }
}

/// What stands in a cell.
fn stands(report: &Report, cell: Cell) -> Stands {
    match report.cell(cell) {
        Entry::Automatic => Stands::Sum,
        Entry::Text(_) => Stands::Text,
        _ if cell.declared().is_total() => Stands::TypedTotal,
        _ => Stands::Typed,
    }
}
