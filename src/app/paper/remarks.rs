//! Which finding stands beside which line of the document, and which of its words it is about.

use std::ops::Range;

use crate::app::marked::Words;
use crate::document::{Block, Document};
use crate::format::texts::TextField;
use crate::report::Report;
use crate::validate::passage::Passage;
use crate::validate::{self, Finding, Group};

/// A finding beside its place in the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// The finding, with those of the same cause.
    pub group: Group,
    /// The block, counted from 0.
    pub block: usize,
    /// In a table, the row of the body.
    pub row: usize,
    /// The words that it is about, while it waits for something to be done: the block of each, and where they
    /// stand in its paragraph.
    pub words: Vec<(usize, Words)>,
}

impl Remark {
    /// The stable name of the cell, if its place is one.
    pub fn cell(&self) -> Option<&'static str> {
        self.group.lead.cells.iter().map(|cell| cell.id()).find(|id| *id == self.group.lead.target)
    }
}

/// What is still wrong, each beside its place, in the order of the document; words bear the numbers of the remarks.
pub fn remarks(report: &Report, document: &Document, findings: &[Finding]) -> Vec<Remark> {
    let groups = validate::group(findings.iter());
    let mut remarks: Vec<Remark> = groups
        .into_iter()
        .map(|group| {
            let words = words(report, document, &group.lead);
            let first = words.iter().map(|(block, words)| (*block, words.range.start)).min();
            let (block, row) =
                first.map_or_else(|| place(report, document, &group.lead), |(block, _)| (block, 0));
            Remark { group, block, row, words }
        })
        .collect();
    remarks.sort_by_key(|remark| (remark.block, remark.row, remark.words.first().map(|it| it.1.range.start)));
    for (number, remark) in (1..).zip(&mut remarks) {
        if let Some((_, first)) = remark.words.first_mut() {
            first.number = Some(number);
        }
        if remark.group.lead.answer.is_some() {
            remark.words.clear();
        }
    }
    remarks
}

/// The words that a finding is about: the block of each, and their place in its paragraph.
fn words(report: &Report, document: &Document, finding: &Finding) -> Vec<(usize, Words)> {
    let of_passage = |passage: &Passage| {
        let paragraphs = paragraphs(report, document, passage.field);
        let place = |range: Range<usize>| {
            let (block, line) = paragraphs.iter().find(|(_, line)| line.end > range.start)?;
            let cut = |at: usize| at.clamp(line.start, line.end) - line.start;
            let range = cut(range.start)..cut(range.end);
            Some((*block, Words { range, severity: finding.severity, number: None }))
        };
        passage.ranges().filter_map(place).collect::<Vec<_>>()
    };
    finding.passages.iter().flat_map(of_passage).collect()
}

/// The paragraphs of a text: the block of each, and where it stands in the text, in bytes.
fn paragraphs(report: &Report, document: &Document, field: TextField) -> Vec<(usize, Range<usize>)> {
    let mut end = 0;
    let lines = report.text(field).split_inclusive('\n').map(|line| {
        let start = end + (line.len() - line.trim_start().len());
        end += line.len();
        start..start + line.trim().len()
    });
    blocks(report, document, field.id()).into_iter().zip(lines.filter(|line| !line.is_empty())).collect()
}

/// The blocks of the paragraphs of the text that a place belongs to.
fn blocks(report: &Report, document: &Document, target: &str) -> Vec<usize> {
    let is = |is_meant: fn(&Block) -> bool| {
        let blocks = document.blocks.iter().enumerate().filter(move |(_, block)| is_meant(block));
        blocks.map(|(at, _)| at)
    };
    let mut headings = is(|block| matches!(block, Block::Heading(_)));
    let (first, end) = match report.format().chapter_of(target) {
        Some(chapter) => (headings.nth(chapter).unwrap_or_default(), headings.next()),
        None => (0, headings.next()),
    };
    let end = end.unwrap_or(document.blocks.len());
    is(|block| matches!(block, Block::Paragraph(_))).filter(|at| (first..end).contains(at)).collect()
}

/// Where a finding stands that is not about words: a row of a table, the signature, the first paragraph of its text
/// or that which holds its words; else the heading of its chapter, or the title.
fn place(report: &Report, document: &Document, finding: &Finding) -> (usize, usize) {
    let target = finding.target;
    for (at, block) in document.blocks.iter().enumerate() {
        if let Block::Table(table) = block
            && let Some(row) =
                table.body.iter().position(|row| row.iter().any(|cell| cell.id == Some(target)))
        {
            return (at, row);
        }
        if target == "published" && matches!(block, Block::Signature(_)) {
            return (at, 0);
        }
    }
    let format = report.format();
    let chapter = format.chapter_of(target);
    if chapter.is_none() && target != format.preamble.id() {
        return (0, 0);
    }
    let holds = |at: &usize| match &document.blocks[*at] {
        Block::Paragraph(paragraph) => finding
            .words
            .iter()
            .any(|word| word.chars().count() > 1 && paragraph.text.contains(word.as_str())),
        _ => false,
    };
    let paragraphs = blocks(report, document, target);
    let heading = || {
        let mut headings = (document.blocks.iter().enumerate())
            .filter(|(_, block)| matches!(block, Block::Heading(_)))
            .map(|(at, _)| at);
        chapter.and_then(|chapter| headings.nth(chapter)).unwrap_or_default()
    };
    let meant = paragraphs.iter().copied().find(holds).or(paragraphs.first().copied());
    (meant.unwrap_or_else(heading), 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::compose;
    use crate::report::Edit;
    use crate::validate::validate;

    #[test]
    fn words_stand_in_the_paragraph_that_their_line_has_become() {
        let mut report = Report::of_year(2024);
        let text = "一是公开。\n\n  二是答复，（文字描述）。\n三是监督。";
        report.apply(Edit::Text(TextField::PREAMBLE, "根据《条例》编制。".into()));
        report.apply(Edit::Text(TextField::OVERVIEW, text.into()));
        report.apply(Edit::Text(TextField::PROBLEMS, "20XX年的问题。".into()));
        let document = compose(&report);
        let said = |remark: &Remark| -> Vec<(String, Option<usize>)> {
            let word = |(block, words): &(usize, Words)| match &document.blocks[*block] {
                Block::Paragraph(paragraph) => (paragraph.text[words.range.clone()].to_owned(), words.number),
                other => panic!("{other:?}"),
            };
            remark.words.iter().map(word).collect()
        };
        let findings = validate(&report);
        let about_words: Vec<Finding> =
            findings.into_iter().filter(|finding| finding.rule.id == "V30").collect();
        let remarks = remarks(&report, &document, &about_words);
        let found: Vec<_> = remarks.iter().map(said).collect();
        let words = |words: &str, number| vec![(words.to_owned(), Some(number))];
        assert_eq!(found, [words("（文字描述）", 1), words("20XX", 2)]);
        assert_eq!(remarks[0].block, 4, "title, preamble, heading, first line");
    }
}
