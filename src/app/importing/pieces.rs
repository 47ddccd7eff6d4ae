//! The source as it is drawn: in its order, in slices of which each is drawn in an instant, so that the page
//! answers in between. Knows nothing of what was recognised.

use super::layout::{LaidOut, laid_out};
use crate::import::source::{Block, Content};

/// The most blocks and cells that are drawn; a long report has 3,000.
const MOST: usize = 12_000;

/// How much is drawn in an instant, counted in cells.
pub const SLICE: usize = 60;

/// So many characters take as long as a cell.
const LETTERS: usize = 25;

/// A part of the source.
#[derive(Debug, PartialEq)]
pub enum Piece {
    /// A page begins.
    Page(u32),
    /// A heading or a paragraph, by its block.
    Text {
        /// Its block.
        block: usize,
        /// What it says.
        text: String,
        /// Whether it is a heading.
        is_heading: bool,
    },
    /// Lines that follow each other.
    Lines {
        /// The block of the first.
        first: usize,
        /// What they say.
        lines: Vec<String>,
    },
    /// A table.
    Table {
        /// Its block.
        block: usize,
        /// Its number in the source, counted from 1.
        number: usize,
        /// How many columns it has.
        width: usize,
        /// Its cells; a table that is too long ends early.
        rows: Vec<Vec<LaidOut>>,
    },
    /// So many blocks that are not drawn.
    Rest(usize),
}

impl Piece {
    /// How long it takes to draw, in cells. The rows of a table and lines are drawn in slices of their own.
    fn weight(&self) -> usize {
        match self {
            Piece::Text { text, .. } => 1 + text.chars().count() / LETTERS,
            Piece::Lines { .. } | Piece::Table { .. } => 10,
            Piece::Page(_) | Piece::Rest(_) => 1,
        }
    }
}

/// The pieces of a source, in slices.
pub fn slices(blocks: &[Block]) -> Vec<Vec<Piece>> {
    in_slices(pieces(blocks), Piece::weight)
}

/// Parts in slices, each of no more than one part or [`SLICE`] cells.
pub fn in_slices<T>(parts: impl IntoIterator<Item = T>, weight: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    let (mut slices, mut left) = (Vec::new(), 0);
    for part in parts {
        let weight = weight(&part);
        match slices.last_mut() {
            Some(slice) if weight <= left => {
                left -= weight;
                Vec::push(slice, part);
            }
            _ => {
                left = SLICE.saturating_sub(weight);
                slices.push(vec![part]);
            }
        }
    }
    slices
}

fn pieces(blocks: &[Block]) -> Vec<Piece> {
    let (mut pieces, mut page, mut left, mut tables) = (Vec::new(), None, MOST, 0);
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        if left == 0 {
            pieces.push(Piece::Rest(blocks.len() - at));
            break;
        }
        if block.page != page {
            page = block.page;
            pieces.extend(page.map(Piece::Page));
        }
        left -= 1;
        pieces.push(match &block.content {
            Content::Heading(text) => Piece::Text { block: at, text: text.clone(), is_heading: true },
            Content::Paragraph(text) => Piece::Text { block: at, text: text.clone(), is_heading: false },
            Content::Table(grid) => {
                tables += 1;
                let fits = |row: &Vec<LaidOut>| {
                    let fits = row.len() <= left;
                    left = left.saturating_sub(row.len());
                    fits
                };
                let rows: Vec<_> = laid_out(grid).into_iter().take_while(fits).collect();
                let width = grid.rows.iter().map(Vec::len).max().unwrap_or_default();
                Piece::Table { block: at, number: tables, width, rows }
            }
            Content::Line(_) => {
                let line = |other: &Block| match &other.content {
                    Content::Line(text) if other.page == page => Some(text.clone()),
                    _ => None,
                };
                let lines: Vec<String> = blocks[at..].iter().take(left + 1).map_while(line).collect();
                left -= lines.len() - 1;
                Piece::Lines { first: at, lines }
            }
        });
        at += match pieces.last() {
            Some(Piece::Lines { lines, .. }) => lines.len(),
            _ => 1,
        };
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::grid::{Grid, SourceCell};

    #[test]
    fn a_source_is_drawn_in_its_order_with_pages_lines_and_tables_told_apart() {
        let block = |page, content| Block { page: Some(page), line: None, content };
        let cell = |text: &str| SourceCell { text: text.into(), colspan: 1, rowspan: 1 };
        let blocks = [
            block(1, Content::Heading("题".into())),
            block(1, Content::Line("甲".into())),
            block(1, Content::Line("乙".into())),
            block(2, Content::Line("丙".into())),
            block(2, Content::Table(Grid::lay_out(vec![vec![cell("行政处罚"), cell("35")]]))),
        ];
        let text = Piece::Text { block: 0, text: "题".into(), is_heading: true };
        let lines = |first, lines: &[&str]| Piece::Lines {
            first,
            lines: lines.iter().map(|it| (*it).into()).collect(),
        };
        let drawn: Vec<Piece> = slices(&blocks).into_iter().flatten().collect();
        let [before @ .., Piece::Table { block: 4, number: 1, width: 2, rows }] = drawn.as_slice() else {
            panic!("{drawn:?}");
        };
        assert_eq!(
            before,
            [Piece::Page(1), text, lines(1, &["甲", "乙"]), Piece::Page(2), lines(3, &["丙"])]
        );
        assert_eq!(rows, &laid_out(&Grid::lay_out(vec![vec![cell("行政处罚"), cell("35")]])));
    }

    #[test]
    fn what_is_too_long_ends_and_says_how_much_is_missing() {
        let line = |at: usize| Block { page: None, line: None, content: Content::Line(at.to_string()) };
        let blocks: Vec<Block> = (0..MOST + 5).map(line).collect();
        let [Piece::Lines { lines, .. }, Piece::Rest(5)] = &pieces(&blocks)[..] else { panic!() };
        assert_eq!(lines.len(), MOST);
    }

    #[test]
    fn parts_are_cut_where_a_slice_is_full_and_none_is_lost() {
        assert_eq!(in_slices([20, 20, 20, 1], |weight| *weight), [vec![20, 20, 20], vec![1]]);
        assert_eq!(in_slices([1, 100, 1], |weight| *weight), [vec![1], vec![100], vec![1]]);
        assert!(in_slices([0; 0], |weight| *weight).is_empty());
    }
}
