//! What a reader sees: the report as headings, paragraphs and spanned tables, fully worded. The
//! preview and every export encode this tree.
//! Knows no file format and no screen.

use time::Date;

use crate::format::table::{Content, Scope, TableCell};
use crate::format::texts::TextField;
use crate::report::Report;
use crate::report::entry::Entry;
use crate::report::figure::Figures;

/// A report as a document.
#[derive(Debug, PartialEq)]
pub struct Document {
    /// The title on one line, as a file or a window is called.
    pub title: String,
    /// Everything in order, the title included.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Debug, PartialEq)]
pub enum Block {
    /// The title, line by line.
    Title(Vec<String>),
    /// The heading of a chapter.
    Heading(&'static str),
    /// A paragraph of a text.
    Paragraph(String),
    /// A table.
    Table(DocumentTable),
    /// The organ and the date at the foot.
    Signature(Vec<String>),
}

/// A table, fully worded.
#[derive(Debug, PartialEq)]
pub struct DocumentTable {
    /// The stable name.
    pub id: &'static str,
    /// What the table is called.
    pub caption: &'static str,
    /// The number of grid columns.
    pub columns: usize,
    /// The header rows that are repeated on every page.
    pub head: Vec<Vec<DocumentCell>>,
    /// The other rows.
    pub body: Vec<Vec<DocumentCell>>,
}

/// A cell of a table.
#[derive(Debug, PartialEq)]
pub struct DocumentCell {
    /// What it says.
    pub text: String,
    /// What it is the header of, if it is one.
    pub scope: Option<Scope>,
    /// The stable name, if it is a number cell.
    pub id: Option<&'static str>,
    /// How many grid columns it takes.
    pub colspan: usize,
    /// How many grid rows it takes.
    pub rowspan: usize,
}

/// Composes the document of a report.
pub fn compose(report: &Report) -> Document {
    let figures = Figures::of(report);
    let title: Vec<String> = (report.title().into_iter()).filter(|line| !line.is_empty()).collect();
    let mut document = Document { title: title.concat(), blocks: vec![Block::Title(title)] };
    let blocks = &mut document.blocks;
    paragraphs(report, report.format().preamble, blocks);
    for chapter in &report.format().chapters {
        blocks.push(Block::Heading(chapter.heading));
        if let Some(table) = chapter.table() {
            let rows = |rows: &Vec<Vec<TableCell>>| {
                let row = |row: &Vec<TableCell>| {
                    row.iter().map(|cell| compose_cell(cell, report, &figures)).collect()
                };
                rows.iter().map(row).collect()
            };
            blocks.push(Block::Table(DocumentTable {
                id: table.id,
                caption: table.caption,
                columns: table.columns,
                head: rows(&table.head),
                body: rows(&table.body),
            }));
        }
        paragraphs(report, chapter.text(), blocks);
    }
    if let Some(date) = report.published() {
        let organ = report.organ().trim().to_owned();
        blocks.push(Block::Signature(vec![organ, chinese_date(date)]));
    }
    document
}

/// Every line of a text that is not blank is a paragraph.
fn paragraphs(report: &Report, field: TextField, blocks: &mut Vec<Block>) {
    let lines = report.text(field).lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty());
    blocks.extend(lines.map(|line| Block::Paragraph(line.to_owned())));
}

fn compose_cell(cell: &TableCell, report: &Report, figures: &Figures) -> DocumentCell {
    let (text, scope, id) = match cell.content {
        Content::Heading(label, scope) => (label.to_owned(), Some(scope), None),
        Content::Remark(text) => (text.to_owned(), None, None),
        Content::Number(cell) => {
            let mut text = figures.text(report, cell);
            if matches!(report.cell(cell), Entry::Number(_)) {
                text.push_str(cell.declared().unit.unwrap_or_default());
            }
            (text, None, Some(cell.id()))
        }
    };
    DocumentCell { text, scope, id, colspan: cell.colspan, rowspan: cell.rowspan }
}

/// A date as documents write it, without leading zeros: 2021年1月5日.
pub fn chinese_date(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), u8::from(date.month()), date.day())
}
