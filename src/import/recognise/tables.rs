//! The numbers of a report: every table and every loose cell of a source, put into the cells of the form by
//! the labels around them. The edition is decided once, from all tables together and the year. What is not
//! sure becomes a doubt, and what has no place is named; no number is lost.
//! Knows no file format, no chapter heading and no prose.

pub(in crate::import) mod columns;
mod grids;
pub mod labels;
pub(in crate::import) mod lexicon;
mod lines;
pub(in crate::import) mod official;
mod order;
pub(in crate::import) mod placing;
pub(in crate::import) mod rows;
mod settling;
pub(in crate::import) mod values;

use std::collections::BTreeSet;

use crate::format::Edition;
use crate::format::texts::TextField;
use crate::import::recognised::{Doubt, Unplaced, Value};
use crate::import::source::{Content, Place, Source};

use super::code::code;
use lexicon::Lexicon;
use lines::Understood;
use placing::Placing;
use rows::Rows;
use settling::Settling;

/// What was found of the tables of a report.
#[derive(Debug)]
pub struct Found {
    /// The edition.
    pub edition: Edition,
    /// The cells that are sure, in the order of the report; empty where the source has a blank.
    pub values: Vec<Value>,
    /// What can be read in more than one way, in the order of the source.
    pub doubts: Vec<Doubt>,
    /// What has no place, in the order of the source.
    pub unplaced: Vec<Unplaced>,
    /// What is to be said of the tables, each a sentence.
    pub problems: Vec<String>,
    /// Blocks that are accounted for, wholly.
    pub used: BTreeSet<usize>,
    /// Remarks in or under tables, each with its text field.
    pub notes: Vec<(TextField, String, Vec<Place>)>,
}

/// Finds the numbers of a source. `chapters` names for every block the chapter under whose heading it stands,
/// none where that is not known or it is a heading; `year` is that of the report.
pub fn find(source: &Source, chapters: &[Option<usize>], year: Option<i64>) -> Found {
    let mut understood = Understood::default();
    let rows = read(source, chapters, &mut understood);
    let placing = Placing::of(rows, chapters, None, year);
    Settling::of(&placing, chapters, &understood).finish(year)
}

/// The rows of a source: those of its tables, and those of its lines in the chapters that have tables.
fn read(source: &Source, chapters: &[Option<usize>], understood: &mut Understood) -> Rows {
    let mut lexicon = Lexicon::default();
    let mut rows = Rows::default();
    let with_tables = chapters_with_tables();
    let known: BTreeSet<usize> = chapters.iter().copied().flatten().collect();
    // Where the heading of a chapter was not found, its lines stand in another.
    let is_complete = with_tables.is_subset(&known);
    let may_hold_cells = |block: usize| match chapters.get(block).copied().flatten() {
        Some(chapter) => {
            with_tables.contains(&chapter) || !is_complete && with_tables.iter().any(|other| *other > chapter)
        }
        None => !is_complete,
    };
    let mut lines: Vec<(usize, &str)> = Vec::new();
    for (at, block) in source.blocks.iter().enumerate() {
        match &block.content {
            Content::Line(text) | Content::Paragraph(text) if may_hold_cells(at) && code(text).is_none() => {
                lines.push((at, text))
            }
            Content::Table(grid) => {
                rows.add_lines(&std::mem::take(&mut lines), &mut lexicon, understood);
                rows.add_grid(at, grid, &mut lexicon);
            }
            _ => rows.add_lines(&std::mem::take(&mut lines), &mut lexicon, understood),
        }
    }
    rows.add_lines(&lines, &mut lexicon, understood);
    rows
}

/// The chapters that have a table in any edition.
fn chapters_with_tables() -> BTreeSet<usize> {
    let rows = official::official().forms.iter().flat_map(|form| &form.rows);
    rows.map(|row| row.chapter).collect()
}
