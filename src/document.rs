//! What a reader sees: the report as headings, paragraphs and spanned tables, fully worded. The
//! preview and every export encode this tree.
//! Knows no file format and no screen.

mod code;
mod levels;
mod parts;

use time::Date;

use crate::format::spans;
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
    /// What it looks like as a whole.
    pub look: Look,
    /// Everything in order, the title included.
    pub blocks: Vec<Block>,
}

/// What a document looks like as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// The report, set as official documents are.
    Report,
    /// One page with narrow margins and small letters, for use in the house.
    Page,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// The title, line by line.
    Title(Vec<String>),
    /// What kind of form the document is, under its title.
    Form(&'static str),
    /// The heading of a chapter.
    Heading(&'static str),
    /// A paragraph of a text.
    Paragraph(Paragraph),
    /// A table.
    Table(DocumentTable),
    /// The organ and the date at the foot.
    Signature(Vec<String>),
    /// The line with the code of the report, 核对码.
    Code(String),
}

/// A paragraph of a text, with the heading that it begins with, if it begins with one.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// What it says.
    pub text: String,
    /// How many bytes of it are a heading of the second level, `（一）`; the whole text if it is nothing else.
    pub lead: usize,
}

impl Paragraph {
    /// A paragraph, its heading recognised.
    pub fn new(text: impl Into<String>) -> Paragraph {
        let text = text.into();
        Paragraph { lead: levels::lead(&text), text }
    }

    /// A paragraph that begins with no heading.
    pub fn plain(text: impl Into<String>) -> Paragraph {
        Paragraph { text: text.into(), lead: 0 }
    }

    /// The heading that it begins with, and the rest.
    pub fn parts(&self) -> (&str, &str) {
        self.text.split_at(self.lead)
    }
}

/// A table, fully worded.
#[derive(Clone, Debug, PartialEq)]
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

impl DocumentTable {
    /// All rows, those of the head first.
    pub fn rows(&self) -> Vec<&[DocumentCell]> {
        self.head.iter().chain(&self.body).map(Vec::as_slice).collect()
    }

    /// Which cell takes each place of the grid: its row and its place there.
    pub fn grid(&self) -> Vec<Vec<Option<(usize, usize)>>> {
        let spans =
            |row: &'_ [DocumentCell]| row.iter().map(|cell| (cell.colspan, cell.rowspan)).collect::<Vec<_>>();
        spans::lay_out(self.rows().into_iter().map(spans), self.columns)
    }

    /// The rows of the body, parted where column headers begin anew: each part belongs together.
    pub fn sections(&self) -> Vec<&[Vec<DocumentCell>]> {
        let is_heading = |row: &Vec<DocumentCell>| {
            row.iter().all(|cell| matches!(cell.scope, Some(Scope::Column | Scope::ColumnGroup)))
        };
        self.body.chunk_by(|before, row| is_heading(before) || !is_heading(row)).collect()
    }
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
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
    let mut document =
        Document { title: title.concat(), look: Look::Report, blocks: vec![Block::Title(title)] };
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
    let code = code::of(report.edition(), blocks);
    blocks.push(Block::Code(format!("{CODE}：{code}")));
    document
}

/// What stands before the code at the foot.
pub const CODE: &str = "核对码";

/// The code of a report, 核对码, as `7C41-9E02`: reports that say the same have the same, whatever they look like.
pub fn check_code(report: &Report) -> String {
    compose(report).code().to_owned()
}

impl Document {
    /// The code that stands at its foot; empty in one without.
    pub fn code(&self) -> &str {
        match self.blocks.last() {
            Some(Block::Code(line)) => line.rsplit('：').next().unwrap_or_default(),
            _ => "",
        }
    }
}

/// Every line of a text that is not blank is a paragraph.
fn paragraphs(report: &Report, field: TextField, blocks: &mut Vec<Block>) {
    let lines = report.text(field).lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty());
    blocks.extend(lines.map(|line| Block::Paragraph(Paragraph::new(line))));
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
