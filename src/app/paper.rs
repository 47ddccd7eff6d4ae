//! The document on sheets of paper: where pages end, by the rules that printing browsers keep, and which finding
//! stands beside which line of which page. The browser measures the blocks; here is no browser.

mod remarks;

pub use remarks::{Remark, remarks};

use std::ops::Range;

use super::marked::Words;
use super::units::bytes;
use crate::document::{Block, Document};

/// How high a block is, as the browser measured it, in its pixels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heights {
    /// The space above it; the top of a page drops it.
    pub above: f64,
    /// What is repeated on each page that it goes on to: the head of a table.
    pub head: f64,
    /// Its lines, or its rows; one height for what is never parted.
    pub rows: Vec<f64>,
    /// How much room a row needs for the words of a header that goes on below it; 0 in one without.
    pub labels: Vec<f64>,
}

/// Some rows or lines of a block on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// The block, counted from 0.
    pub block: usize,
    /// Its rows or lines.
    pub rows: Range<usize>,
    /// How far below the top of the type area it begins.
    pub top: f64,
}

/// No fewer lines of a paragraph stand alone at the end or at the beginning of a page.
const LEAST_LINES: usize = 2;
/// Half the line below a row may stand over the edge.
const SLACK: f64 = 0.5;

/// Lays blocks of these heights on pages of a height.
pub fn pages(blocks: &[Block], heights: &[Heights], page: f64) -> Vec<Vec<Piece>> {
    let mut pages: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut used = 0.0;
    let mut at = 0;
    let mut row = 0;
    while let (Some(block), Some(height)) = (blocks.get(at), heights.get(at)) {
        let here = pages.last_mut().expect("a page");
        let above = if here.is_empty() || row > 0 { 0.0 } else { height.above };
        let top = used + above;
        let (mut end, mut bottom) = (row, top + height.head);
        for part in parts(block, height).into_iter().filter(|part| part.start >= row) {
            let taller = bottom + height.rows[part.clone()].iter().sum::<f64>();
            // The words of a header of several rows are not parted either.
            let label = height.labels.get(part.start).copied().unwrap_or_default();
            if taller.max(bottom + label) > page + SLACK && !(here.is_empty() && end == row) {
                break;
            }
            (end, bottom) = (part.end, taller);
        }
        let count = height.rows.len();
        if end < count && matches!(block, Block::Paragraph(_)) && !here.is_empty() {
            end = end.min(count.saturating_sub(LEAST_LINES)).max(row);
            if row == 0 && end < LEAST_LINES {
                end = 0;
            }
        }
        if end > row || count == 0 {
            here.push(Piece { block: at, rows: row..end, top });
            used = bottom;
        }
        if end == count {
            (at, row) = (at + 1, 0);
            continue;
        }
        if end == 0 {
            at = take_headings_along(blocks, here, at);
        }
        row = end;
        used = 0.0;
        pages.push(Vec::new());
    }
    pages
}

/// Headings go with what follows, unless there is nothing else on the page.
fn take_headings_along(blocks: &[Block], page: &mut Vec<Piece>, mut at: usize) -> usize {
    let is_heading = |piece: &Piece| keeps_next(&blocks[piece.block]);
    let stay = page.iter().rposition(|piece| !is_heading(piece)).map_or(page.len(), |last| last + 1);
    if stay > 0 {
        page.drain(stay..).for_each(|piece| at = at.min(piece.block));
    }
    at
}

fn keeps_next(block: &Block) -> bool {
    match block {
        Block::Title(_) | Block::Form(_) | Block::Heading(_) => true,
        Block::Paragraph(paragraph) => paragraph.parts().1.is_empty(),
        Block::Table(_) | Block::Signature(_) | Block::Code(_) => false,
    }
}

/// The runs of rows that no page parts: a section of a table, a row, a line; a heading and a signature are whole.
fn parts(block: &Block, height: &Heights) -> Vec<Range<usize>> {
    let count = height.rows.len();
    match block {
        Block::Table(table) if table.sections().len() > 1 => {
            let mut end = 0;
            let sections = table.sections().into_iter().map(|section| {
                end += section.len();
                end - section.len()..end
            });
            sections.filter(|section| section.end <= count).collect()
        }
        Block::Table(_) => (0..count).map(|row| row..row + 1).collect(),
        Block::Paragraph(_) if !keeps_next(block) => (0..count).map(|line| line..line + 1).collect(),
        _ => std::iter::once(0..count).collect(),
    }
}

/// A page with what stands on it and beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The number of the page, counted from 1.
    pub number: usize,
    /// The blocks, or the parts of them that stand here.
    pub shown: Vec<Shown>,
    /// The remarks to what stands here, by their numbers counted from 1, each with how far down its place is.
    pub remarks: Vec<(usize, f64)>,
}

/// A block on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// What stands on this page of it.
    pub block: Block,
    /// Whether it began on a page before.
    pub has_begun: bool,
    /// Whether it goes on on the next.
    pub goes_on: bool,
    /// Its words that remarks are about, in bytes of what stands here.
    pub words: Vec<Words>,
}

/// A document of these heights on pages of a height, with remarks. Where lines of a paragraph begin and end in its
/// text, counted in UTF-16, the browser knows.
pub fn sheets(
    document: &Document,
    heights: &[Heights],
    page: f64,
    remarks: &[Remark],
    text_of_lines: impl Fn(usize, Range<usize>) -> Option<Range<usize>>,
) -> Vec<Sheet> {
    let blocks = &document.blocks;
    let pages = pages(blocks, heights, page);
    let sheet = |(number, pieces): (usize, Vec<Piece>)| {
        let shown = pieces.iter().map(|piece| {
            let Piece { block: at, rows, .. } = piece;
            let (block, count) = (&blocks[*at], heights[*at].rows.len());
            let (has_begun, goes_on) = (rows.start > 0, rows.end < count);
            let part = match block {
                Block::Paragraph(paragraph) if has_begun || goes_on => text_of_lines(*at, rows.clone())
                    .map(|at| bytes(&paragraph.text, at.start)..bytes(&paragraph.text, at.end)),
                Block::Table(_) => Some(rows.clone()),
                _ => None,
            };
            let words = words_in(remarks, *at, part.as_ref());
            let block = part.map_or_else(|| block.clone(), |part| block.part(part));
            Shown { block, has_begun, goes_on, words }
        });
        let beside = (1..).zip(remarks).filter_map(|(number, remark)| {
            let is_here = |piece: &&Piece| piece.block == remark.block && piece.rows.contains(&remark.row);
            let Piece { block, rows, top } = pieces.iter().find(is_here)?;
            let height = &heights[*block];
            Some((number, top + height.head + height.rows[rows.start..remark.row].iter().sum::<f64>()))
        });
        Sheet { number, shown: shown.collect(), remarks: beside.collect() }
    };
    (1..).zip(pages).map(sheet).collect()
}

/// The words of a block that remarks are about, each with the number of its remark; of a part of it those there.
fn words_in(remarks: &[Remark], block: usize, part: Option<&Range<usize>>) -> Vec<Words> {
    let of_block = remarks.iter().flat_map(|remark| &remark.words).filter(|(at, _)| *at == block);
    let here = |(_, words): &(usize, Words)| {
        let Range { start, end } = part.cloned().unwrap_or(0..usize::MAX);
        let cut = |at: usize| at.clamp(start, end) - start;
        // What began on a page before has its number there.
        let number = words.number.filter(|_| words.range.start >= start);
        Words { range: cut(words.range.start)..cut(words.range.end), number, ..words.clone() }
    };
    of_block.map(here).collect()
}

/// Cards that want to stand at these heights, in order, and are so high each: where each stands, none over another.
pub fn settle(cards: &[(f64, f64)], gap: f64) -> Vec<f64> {
    let mut free = 0.0;
    let stand = |(wanted, height): &(f64, f64)| {
        let top = wanted.max(free);
        free = top + height + gap;
        top
    };
    cards.iter().map(stand).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Paragraph, compose};
    use crate::example::example;
    use crate::format::Edition;

    fn lines(count: usize) -> Heights {
        Heights { rows: vec![10.0; count], ..Heights::default() }
    }

    fn paragraph() -> Block {
        Block::Paragraph(Paragraph::new("一段话。"))
    }

    /// The pages, each as its blocks with their rows.
    fn laid(blocks: &[Block], heights: &[Heights], page: f64) -> Vec<Vec<(usize, Range<usize>)>> {
        let pages = pages(blocks, heights, page);
        pages.into_iter().map(|page| page.into_iter().map(|it| (it.block, it.rows)).collect()).collect()
    }

    #[test]
    fn a_paragraph_is_parted_between_lines_and_no_line_stands_alone() {
        let blocks = [paragraph(), paragraph()];
        let parted = laid(&blocks, &[lines(3), lines(6)], 60.0);
        assert_eq!(parted, [vec![(0, 0..3), (1, 0..3)], vec![(1, 3..6)]]);
        let no_widow = laid(&blocks, &[lines(3), lines(4)], 60.0);
        assert_eq!(no_widow, [vec![(0, 0..3), (1, 0..2)], vec![(1, 2..4)]]);
        let no_orphan = laid(&blocks, &[lines(5), lines(4)], 60.0);
        assert_eq!(no_orphan, [vec![(0, 0..5)], vec![(1, 0..4)]]);
        let whole = laid(&blocks, &[lines(4), lines(3)], 60.0);
        assert_eq!(whole, [vec![(0, 0..4)], vec![(1, 0..3)]], "three lines cannot be parted");
        let long = laid(&blocks[..1], &[lines(14)], 60.0);
        assert_eq!(long, [vec![(0, 0..6)], vec![(0, 6..12)], vec![(0, 12..14)]]);
    }

    #[test]
    fn a_heading_goes_with_what_follows() {
        let blocks = [paragraph(), Block::Heading("一、总体情况"), paragraph()];
        let laid = laid(&blocks, &[lines(4), lines(1), lines(3)], 60.0);
        assert_eq!(laid, [vec![(0, 0..4)], vec![(1, 0..1), (2, 0..3)]]);
    }

    #[test]
    fn the_space_above_is_dropped_at_the_top_of_a_page() {
        let spaced = Heights { above: 7.0, ..lines(2) };
        let pages = pages(&[paragraph(), paragraph()], &[lines(5), spaced], 60.0);
        assert_eq!(pages[1][0].top, 0.0);
    }

    #[test]
    fn a_table_is_parted_between_rows_its_head_repeated_and_between_sections_if_it_has_some() {
        for block in compose(&example(Edition::REVISED_2021)).blocks {
            let Block::Table(table) = &block else { continue };
            let (count, sections) = (table.body.len(), table.sections().len());
            let heights = Heights { head: 20.0, ..lines(count) };
            let laid = laid(std::slice::from_ref(&block), &[heights], 75.0);
            let ends: Vec<usize> = laid.iter().map(|page| page[0].1.end).collect();
            match (sections, count) {
                (1, 1) => assert_eq!(ends, [1]),
                // Five rows fit below the head.
                (1, _) => {
                    assert!(ends.iter().enumerate().all(|(page, end)| *end == (5 * page + 5).min(count)))
                }
                // A section of four, then of three, four, three.
                _ => assert_eq!(ends, [4, 7, 11, 14]),
            }
        }
    }

    #[test]
    fn a_row_in_which_a_header_of_several_rows_begins_has_room_for_its_words() {
        let tables = compose(&example(Edition::REVISED_2021)).blocks.into_iter();
        let mut tables = tables.filter(|block| matches!(block, Block::Table(_)));
        let block = tables.nth(1).expect("the table");
        let mut heights = lines(25);
        heights.labels = vec![0.0; 25];
        heights.labels[4] = 25.0;
        let laid = |room| laid(std::slice::from_ref(&block), &[heights.clone()], room)[0][0].1.clone();
        assert_eq!((laid(60.0), laid(70.0)), (0..4, 0..7));
    }

    #[test]
    fn what_is_higher_than_a_page_has_one_of_its_own() {
        let blocks = [paragraph(), Block::Signature(Vec::new()), paragraph()];
        let tall = Heights { rows: vec![100.0], ..Heights::default() };
        let laid = laid(&blocks, &[lines(2), tall, lines(2)], 60.0);
        assert_eq!(laid, [vec![(0, 0..2)], vec![(1, 0..1)], vec![(2, 0..2)]]);
    }

    #[test]
    fn cards_stand_where_they_want_or_below_each_other() {
        assert_eq!(settle(&[(5.0, 20.0), (10.0, 20.0), (90.0, 20.0)], 8.0), [5.0, 33.0, 90.0]);
    }
}
