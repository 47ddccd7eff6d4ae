//! What a file from outside says, in its order: headings, paragraphs, lines, tables, each with where it
//! came from. Nothing is interpreted. Knows neither the form nor any file format.

use serde::{Deserialize, Serialize};

use super::grid::Grid;

/// The most letters of a source; what comes after is dropped and told. A long report has 60,000.
pub const MOST_LETTERS: usize = 600_000;
/// The most blocks of a source; what comes after is dropped and told.
pub const MOST_BLOCKS: usize = 20_000;

/// A file as its reader saw it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// What kind of file it is, in words: 「网页」「Word 文档」「PDF，6 页」.
    pub kind: String,
    /// What it says, in order.
    pub blocks: Vec<Block>,
    /// What could not be read, each a sentence for the user.
    pub problems: Vec<String>,
    /// The fields of the form, where the file names them itself; the page has no use for them.
    #[serde(skip)]
    pub fields: Option<Fields>,
}

/// What a file holds that names the fields of the form by their stable names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields {
    /// The fields that it names.
    pub named: Vec<Named>,
    /// What else it says, labels among it, and where.
    pub others: Vec<(String, Place)>,
}

/// A field that a file names.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// The stable name.
    pub id: String,
    /// What its cells hold, to the letter; a text may have several below each other.
    pub cells: Vec<String>,
    /// Whether it is worked out, and not typed.
    pub is_worked_out: bool,
    /// Where its cells are, those that the blocks show.
    pub from: Vec<Place>,
}

/// Something that a file says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// The page that it stands on (of a PDF) or the sheet (of a workbook), counted from 1; none where the
    /// file has none.
    pub page: Option<u32>,
    /// The line that it begins in, counted from 1; none where the file has none.
    pub line: Option<u32>,
    /// What it says.
    pub content: Content,
}

/// What a block says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Content {
    /// What the file itself calls a heading, or a title.
    Heading(String),
    /// A paragraph, whole.
    Paragraph(String),
    /// A line of a file that tells lines and not paragraphs: a paragraph, a part of one, a heading, or what
    /// stood in one cell of a table. A blank line is a line; a blank cell may be one.
    Line(String),
    /// A table, its merged cells laid out.
    Table(Grid),
}

/// A place of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The block, counted from 0.
    pub block: usize,
    /// In a table, the row and the column, both counted from 0.
    pub at: Option<(usize, usize)>,
}

impl Place {
    /// A whole block.
    pub fn block(block: usize) -> Place {
        Place { block, at: None }
    }

    /// A place of a table.
    pub fn cell(block: usize, row: usize, column: usize) -> Place {
        Place { block, at: Some((row, column)) }
    }
}

impl Source {
    /// A source of a kind, with nothing in it yet.
    pub fn of(kind: impl Into<String>) -> Source {
        Source { kind: kind.into(), ..Source::default() }
    }

    /// Where a place is, in words: 「第 2 页，第 3 个表，第 4 行第 2 列」.
    pub fn words(&self, place: Place) -> String {
        self.say(place, true)
    }

    /// Where places are that belong together, the first of them or, if they are most of a row, the row.
    pub fn words_of(&self, places: &[Place]) -> String {
        let Some(first) = places.first() else { return String::new() };
        let row = |place: &Place| (place.block, place.at.map(|(row, _)| row));
        let is_row = places.len() > 2 && places.iter().all(|place| row(place) == row(first));
        self.say(*first, !is_row)
    }

    fn say(&self, place: Place, with_column: bool) -> String {
        let Some(block) = self.blocks.get(place.block) else { return String::new() };
        let mut words = Vec::new();
        words.extend(block.page.map(|page| format!("第 {page} 页")));
        match (&block.content, place.at) {
            (Content::Table(_), at) => {
                let is_table = |block: &&Block| matches!(block.content, Content::Table(_));
                let tables = self.blocks[..=place.block].iter().filter(is_table).count();
                words.push(format!("第 {tables} 个表"));
                words.extend(at.map(|(row, column)| match with_column {
                    true => format!("第 {} 行第 {} 列", row + 1, column + 1),
                    false => format!("第 {} 行", row + 1),
                }));
            }
            _ => words.extend(block.line.map(|line| format!("第 {line} 行"))),
        }
        if words.is_empty() { format!("第 {} 段", place.block + 1) } else { words.join("，") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_by_page_table_row_and_column_and_a_row_by_its_number() {
        let block = |page, content| Block { page, line: None, content };
        let table = Content::Table(Grid::read_text("规章\t0\t0\t0"));
        let source = Source {
            blocks: vec![block(Some(1), Content::Paragraph("甲".into())), block(Some(2), table)],
            ..Source::of("示例")
        };
        assert_eq!(source.words(Place::block(0)), "第 1 页");
        let row: Vec<Place> = (0..4).map(|column| Place::cell(1, 0, column)).collect();
        assert_eq!(source.words_of(&row), "第 2 页，第 1 个表，第 1 行");
        assert_eq!(source.words_of(&row[1..3]), "第 2 页，第 1 个表，第 1 行第 2 列");
        assert_eq!(source.words_of(&[]), "");
    }
}
