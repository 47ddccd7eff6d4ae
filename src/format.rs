//! What the form is: the editions of the official format of the 政府信息公开工作年度报告, declared
//! once as plain data. The editor, the checks, the exports and the help only read it.
//! Knows nothing of what was entered, and nothing of any screen or file.

mod cell;
mod disclosure;
mod disputes;
mod edition;
#[cfg(test)]
mod fictitious;
pub mod grid;
pub mod help;
pub mod highlights;
mod matrix;
pub mod meaning;
pub mod phrases;
mod requests;
mod sections;
pub mod spans;
pub mod table;
pub mod terms;
pub mod texts;
pub mod vocabulary;

use std::collections::HashMap;
use std::sync::OnceLock;

pub use cell::{Cell, Kind, NumberCell, PerCell};
pub use edition::Edition;
use edition::Layout;
use grid::NumberRow;
use table::{Sheet, Table};
use texts::TextField;

/// The years that a report in these formats can be of.
pub const YEARS: std::ops::RangeInclusive<i64> = 2019..=2099;

/// A sum of cells that must equal another sum of cells.
#[derive(Debug, PartialEq)]
pub struct Identity {
    /// What it sums up.
    pub sum: Sum,
    /// The column or row that it speaks of, in words.
    pub subject: String,
    /// The cells of the left side.
    pub left: Vec<Cell>,
    /// The cells of the right side.
    pub right: Vec<Cell>,
}

impl Identity {
    /// The cells of both sides, the left side first.
    pub fn cells(&self) -> impl Iterator<Item = Cell> {
        self.left.iter().chain(&self.right).copied()
    }
}

/// What an identity sums up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sum {
    /// Requests: those new and taken over on the left, those concluded and left over on the right.
    Balance,
    /// The results of a kind of applicant, and their total.
    Results,
    /// The kinds of applicant in a row, and their total.
    Applicants,
    /// The outcomes of a kind of proceeding, and their total.
    Outcomes,
}

/// A chapter of the report.
#[derive(Debug)]
pub struct Chapter {
    /// The heading, verbatim.
    pub heading: &'static str,
    /// A short name for lists.
    pub short: &'static str,
    /// What stands under the heading.
    pub body: Body,
}

/// What stands under a heading.
#[derive(Debug)]
pub enum Body {
    /// A text.
    Text(TextField),
    /// A table of numbers, and a text for notes under it.
    Table(Table, TextField),
}

/// Whether a character is a Chinese numeral of those that number chapters and rows: 一 to 十.
pub fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

impl Chapter {
    /// The printed number: 一, 二.
    pub fn numeral(&self) -> &'static str {
        self.heading.split('、').next().unwrap_or_default()
    }

    /// The text of the chapter: its whole body, or the notes under its table.
    pub fn text(&self) -> TextField {
        match &self.body {
            Body::Text(field) | Body::Table(_, field) => *field,
        }
    }

    /// The table of the chapter, if it has one.
    pub fn table(&self) -> Option<&Table> {
        match &self.body {
            Body::Text(_) => None,
            Body::Table(table, _) => Some(table),
        }
    }

    /// The name under which links go to the chapter: its table, or its text.
    pub fn anchor(&self) -> &'static str {
        match &self.body {
            Body::Text(field) => field.id(),
            Body::Table(table, _) => table.id,
        }
    }
}

/// One edition, whole: chapters in order, number cells in reading order, identities in the order of checking.
#[derive(Debug)]
pub struct Format {
    /// Which edition this is.
    pub edition: Edition,
    /// The text before chapter one.
    pub preamble: TextField,
    /// The chapters.
    pub chapters: Vec<Chapter>,
    /// Every number cell.
    pub cells: Vec<Cell>,
    /// The arithmetic.
    pub identities: Vec<Identity>,
    /// The totals, each after the totals that it is a sum of.
    pub totals: Vec<Cell>,
    /// The printed rows with number cells, from the first table to the last.
    pub rows: Vec<NumberRow>,
    /// What is declared of the cells.
    declared: Vec<NumberCell>,
    by_id: HashMap<String, Cell>,
}

impl Edition {
    /// The whole declaration of this edition.
    pub fn format(self) -> &'static Format {
        static FORMATS: [OnceLock<Format>; Edition::ALL.len()] =
            [const { OnceLock::new() }; Edition::ALL.len()];
        FORMATS[self.place()].get_or_init(|| Format::declare(self))
    }
}

impl Format {
    fn declare(edition: Edition) -> Format {
        let mut sheet = Sheet::of(edition);
        let chapters: Vec<Chapter> = (edition.declaration().chapters.iter())
            .map(|declared| Chapter {
                heading: declared.heading,
                short: declared.short,
                body: match &declared.table {
                    None => Body::Text(declared.text),
                    Some(Layout::Sections(table)) => Body::Table(table.declare(&mut sheet), declared.text),
                    Some(Layout::Matrix(table)) => Body::Table(table.declare(&mut sheet), declared.text),
                },
            })
            .collect();
        let tables = chapters.iter().enumerate().filter_map(|(at, chapter)| Some((at, chapter.table()?)));
        let rows = tables.flat_map(|(at, table)| grid::number_rows(at, table)).collect();
        let cells: Vec<Cell> = sheet.cells_from(0);
        let by_id = sheet.cells.iter().zip(&cells).map(|(declared, cell)| (declared.id.clone(), *cell));
        let by_id = by_id.collect();
        Format {
            edition,
            preamble: edition.declaration().preamble,
            chapters,
            rows,
            totals: sheet.totals,
            cells,
            declared: sheet.cells,
            identities: sheet.identities,
            by_id,
        }
    }

    /// The texts, in the order of the report.
    pub fn texts(&self) -> impl Iterator<Item = TextField> + use<> {
        self.edition.texts()
    }

    /// The tables, in the order of the report.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.chapters.iter().filter_map(Chapter::table)
    }

    /// The table that holds this stable name (of a cell or of the table), if one does.
    pub fn table_of(&self, id: &str) -> Option<&Table> {
        let table = id.split('.').next();
        self.tables().find(|other| Some(other.id) == table)
    }

    /// Whether two cells stand in the same table.
    pub fn in_one_table(&self, one: Cell, other: Cell) -> bool {
        self.table_of(one.id()).is_some_and(|table| table.cells.contains(&other))
    }

    /// The cell with this stable name.
    pub fn cell(&self, id: &str) -> Option<Cell> {
        self.by_id.get(id).copied()
    }

    /// The chapter that holds this stable name (of a cell, a table or a text), counted from 0;
    /// none for what stands before the first chapter.
    pub fn chapter_of(&self, id: &str) -> Option<usize> {
        let table = id.split('.').next().unwrap_or(id);
        (self.chapters.iter()).position(|chapter| chapter.anchor() == table || chapter.text().id() == id)
    }
}

/// What stands before the report: stable names and labels.
pub const HEAD: [(&str, &str); 7] = [
    ("organ", "机关名称"),
    ("organ-code", "统一社会信用代码"),
    ("level", "机关层级"),
    ("scope", "数据范围"),
    ("year", "报告年度"),
    ("edition", "适用格式"),
    ("published", "发布日期"),
];

/// The label of a field before the report.
pub fn head_label(id: &str) -> &'static str {
    HEAD.iter().find(|(other, _)| *other == id).map_or("", |(_, label)| label)
}
