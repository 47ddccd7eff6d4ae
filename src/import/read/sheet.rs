//! A sheet of cells as paragraphs and tables: a whole report may stand in one sheet, its texts in cells that
//! reach across. Knows no file format.

use super::blocks::Blocks;
use super::compose::{Composer, Item};
use super::text::is_chapter;
use crate::import::grid::SourceCell;
use crate::report::entry::trim;

/// From how many letters on what stands alone in a row is no label.
const LONG_TEXT: usize = 100;

/// Adds the rows of a sheet.
pub fn add(blocks: Blocks, rows: Vec<Vec<SourceCell>>) -> Blocks {
    let mut composer = Composer::new(blocks);
    split(rows).into_iter().for_each(|item| composer.add(item));
    composer.finish()
}

/// Whether a table holds text of its own: a row that says but one thing, which is a chapter or is long.
pub fn holds_text(rows: &[Vec<SourceCell>]) -> bool {
    rows.iter().any(|row| alone(row).is_some_and(is_text))
}

/// Takes a sheet apart. A row that says but one thing is a paragraph where it is text or stands before a table;
/// within a table it is a row.
pub fn split(rows: Vec<Vec<SourceCell>>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut table: Vec<Vec<SourceCell>> = Vec::new();
    let mut reach = 0_usize;
    for (at, row) in rows.into_iter().enumerate() {
        let is_crossed = reach > at;
        let tallest = row.iter().map(|cell| cell.rowspan.max(1)).max().unwrap_or(1);
        let filled = row.iter().filter(|cell| !trim(&cell.text).is_empty()).count();
        let is_label = match alone(&row) {
            Some(text) => !is_text(text) && !is_blank(&table),
            None => true,
        };
        if is_crossed || filled > 1 || !table.is_empty() && is_label {
            reach = reach.max(at.saturating_add(tallest));
            table.push(row);
        } else {
            close(&mut items, &mut table);
            items.push(alone(&row).map_or(Item::Blank, |text| Item::Paragraph(text.to_owned())));
        }
    }
    close(&mut items, &mut table);
    items
}

/// Whether the last row of a table is blank: what stands alone below it is none of its labels.
fn is_blank(table: &[Vec<SourceCell>]) -> bool {
    table.last().is_some_and(|row| row.iter().all(|cell| trim(&cell.text).is_empty()))
}

/// Ends a table. Sentences below it, and blank rows, are none of its rows.
fn close(items: &mut Vec<Item>, table: &mut Vec<Vec<SourceCell>>) {
    let is_below = |row: &Vec<SourceCell>| match alone(row) {
        Some(text) => text.ends_with('。') || text.starts_with(['注', '说', '备']),
        None => row.iter().all(|cell| trim(&cell.text).is_empty()),
    };
    let below = table.iter().rev().take_while(|row| is_below(row)).count();
    let below = table.split_off(table.len() - below);
    if !table.is_empty() {
        items.push(Item::Table(std::mem::take(table)));
    }
    items.extend(below.iter().map(|row| match alone(row) {
        Some(text) => Item::Paragraph(text.to_owned()),
        None => Item::Blank,
    }));
}

/// What a row says, if it says but one thing.
fn alone(row: &[SourceCell]) -> Option<&str> {
    let mut texts = row.iter().map(|cell| trim(&cell.text)).filter(|text| !text.is_empty());
    let text = texts.next()?;
    texts.next().is_none().then_some(text)
}

fn is_text(text: &str) -> bool {
    is_chapter(text) || text.chars().count() > LONG_TEXT
}
