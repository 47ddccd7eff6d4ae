//! Tables of a Word file: fixed columns, cells merged over columns and rows, a head that is repeated on every page,
//! rows that no page tears. Knows no table by name.

use std::fmt::Write;

use super::super::markup::escape;
use super::body::{add_paragraph, run};
use super::columns;
use crate::document::{DocumentCell, DocumentTable};
use crate::format::table::Scope;

/// Rows that are together so many, or fewer, stand on one page: a whole table, or those that a cell reaches over.
const FEW: usize = 8;

/// Adds a table of a width, its rows at least so high, both in twentieths of a point.
pub fn add(table: &DocumentTable, whole: usize, height: usize, xml: &mut String) {
    let (rows, grid) = (table.rows(), table.grid());
    let widths = columns::widths(table, &grid, whole);
    let caption = escape(table.caption);
    let _ = writeln!(
        xml,
        r#"<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{whole}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0620"/><w:tblCaption w:val="{caption}"/></w:tblPr>"#
    );
    let columns: String = widths.iter().map(|width| format!(r#"<w:gridCol w:w="{width}"/>"#)).collect();
    let _ = writeln!(xml, "<w:tblGrid>{columns}</w:tblGrid>");
    for (at, places) in grid.iter().enumerate() {
        let is_head = at < table.head.len();
        let keep = if is_kept(&rows, at) { "<w:keepNext/>" } else { "" };
        let head = if is_head { "<w:tblHeader/>" } else { "" };
        let _ = writeln!(xml, r#"<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}"/>{head}</w:trPr>"#);
        let mut column = 0;
        while column < table.columns {
            let place = places.get(column).copied().flatten();
            let cell = place.and_then(|(row, cell)| rows.get(row)?.get(cell));
            let span = places.iter().skip(column).take_while(|other| **other == place).count();
            let span = if cell.is_none() { 1 } else { span };
            let width = widths[column..column + span].iter().sum();
            add_cell(cell, place.is_some_and(|(row, _)| row < at), (span, width), keep, xml);
            column += span;
        }
        xml.push_str("</w:tr>\n");
    }
    xml.push_str("</w:tbl>\n");
}

/// Whether a row stands on the same page as the next: it holds nothing but headings of columns, the table is short,
/// or one of its cells reaches over a few rows.
fn is_kept(rows: &[&[DocumentCell]], at: usize) -> bool {
    let is_heading = |cell: &DocumentCell| matches!(cell.scope, Some(Scope::Column | Scope::ColumnGroup));
    let reaches = |(from, row): (usize, &&[DocumentCell])| {
        row.iter().any(|cell| cell.rowspan <= FEW && from + cell.rowspan > at + 1)
    };
    at + 1 < rows.len()
        && (rows.len() <= FEW
            || rows[at].iter().all(is_heading)
            || rows[..=at].iter().enumerate().any(reaches))
}

/// Adds a cell, or what continues one from the row above; where there is none, an empty one.
fn add_cell(
    cell: Option<&DocumentCell>,
    is_continued: bool,
    (span, width): (usize, usize),
    keep: &str,
    xml: &mut String,
) {
    let _ = write!(xml, r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>"#);
    if span > 1 {
        let _ = write!(xml, r#"<w:gridSpan w:val="{span}"/>"#);
    }
    let rowspan = cell.map_or(1, |cell| cell.rowspan);
    xml.push_str(match (is_continued, rowspan > 1) {
        (true, _) => "<w:vMerge/>",
        (false, true) => r#"<w:vMerge w:val="restart"/>"#,
        (false, false) => "",
    });
    xml.push_str(r#"<w:vAlign w:val="center"/></w:tcPr>"#);
    let is_label = cell.is_some_and(|cell| cell.scope == Some(Scope::Row));
    let text = cell.filter(|_| !is_continued).map_or("", |cell| &cell.text);
    add_paragraph(if is_label { "TableLabel" } else { "TableText" }, keep, &run(text), xml);
    xml.push_str("</w:tc>\n");
}
