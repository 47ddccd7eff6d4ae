//! A source line by line: paragraphs that hold line breaks taken apart, tables that only hold text read as
//! text. Knows no report.

use super::super::grid::Grid;
use super::super::source::{Content, Source};
use super::code::code;
use super::wording::plain;
use crate::report::entry::trim;

/// A line of a source.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Item<'a> {
    /// The block that it is of.
    pub block: usize,
    /// What it says, without the spaces around it; empty for a blank line and for a table.
    pub text: &'a str,
    /// What it is.
    pub kind: Kind,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A heading, by the file's own word.
    Heading,
    /// A paragraph, whole.
    Paragraph,
    /// A line that may be torn off its paragraph.
    Line {
        /// Whether it stands in by two letters.
        is_indented: bool,
    },
    /// A table.
    Table,
    /// The number or the head of a page, in the middle of a text.
    Mark,
    /// The line with the code of the report: none of its text, and the last of it.
    Code,
}

/// The lines of a source.
pub fn items(source: &Source) -> Vec<Item<'_>> {
    let mut items = Vec::new();
    for (block, content) in source.blocks.iter().map(|block| &block.content).enumerate() {
        let (text, kind) = match content {
            Content::Heading(text) => (text.as_str(), Kind::Heading),
            Content::Paragraph(text) => (text.as_str(), Kind::Paragraph),
            Content::Line(text) => (text.as_str(), Kind::Line { is_indented: is_indented(text) }),
            Content::Table(grid) => match frame(grid) {
                Some(text) => (text, Kind::Paragraph),
                None => ("", Kind::Table),
            },
        };
        let lines = text.split(['\n', '\r', '\u{c}', '\u{b}']);
        items.extend(lines.map(|line| match code(line) {
            Some(_) => Item { block, text: "", kind: Kind::Code },
            None => Item { block, text: trim(line), kind },
        }));
    }
    items
}

/// Whether a line stands in by two letters, as the first of a paragraph does.
fn is_indented(line: &str) -> bool {
    let spaces = line.chars().take_while(|c| c.is_whitespace());
    spaces.map(|c| if c == '\u{3000}' || c == '\t' { 2 } else { 1 }).sum::<usize>() >= 4
}

/// The text of a table that is but a frame around it: one cell that says several lines or sentences.
fn frame(grid: &Grid) -> Option<&str> {
    let mut texts = grid.rows.iter().flatten().filter(|spot| spot.begins && !spot.text.is_empty());
    let text = &texts.next()?.text;
    (texts.next().is_none() && text.contains('。')).then_some(text)
}

/// Whether a line is the mark of a page: `- 2 -`, 第2页, 第 2 页 共 5 页.
pub fn is_page_mark(text: &str) -> bool {
    if text.len() > 40 || !text.contains(|c: char| c.is_numeric()) {
        return false;
    }
    let plain = plain(text);
    let is_number = |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let dashed =
        |mark: char| plain.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark)).is_some_and(is_number);
    let paged = || {
        let rest = plain.strip_prefix('第')?;
        let (number, rest) = rest.split_once('页')?;
        let rest = rest.trim_start_matches(['/', ',', '、']);
        let total = rest.strip_prefix('共').and_then(|rest| rest.strip_suffix('页'));
        Some(is_number(number) && (rest.is_empty() || total.is_some_and(is_number)))
    };
    dashed('-') || dashed('·') || dashed('~') || paged().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_pages_are_told_from_numbers() {
        for mark in ["- 2 -", "— 12 —", "－３－", "第 2 页", "第2页 共5页", "第2页/共5页", "· 4 ·"]
        {
            assert!(is_page_mark(mark), "{mark}");
        }
        for other in ["2", "-2", "", "—", "--", "- -", "第二十条", "-1000-", "第页"] {
            assert!(!is_page_mark(other), "{other}");
        }
    }
}
