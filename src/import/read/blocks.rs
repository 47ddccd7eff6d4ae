//! The blocks of a source as they are found, held to its bounds. Knows no file format.

use std::borrow::Cow;

use crate::import::grid::{Grid, MOST_COLUMNS, MOST_ROWS, SourceCell};
use crate::import::radicals::without as without_radicals;
use crate::import::source::{Block, Content, Fields, MOST_BLOCKS, MOST_LETTERS, Place, Source};
use crate::report::entry::trim;

/// What is said when a source was longer than its bounds.
pub const TOO_LONG: &str = "文件太长，只读了前面的部分，后面的没有读。";

/// A source that is being read.
pub struct Blocks {
    source: Source,
    letters: usize,
    /// Where the next block begins: its page and its line.
    pub place: (Option<u32>, Option<u32>),
}

impl Blocks {
    /// Nothing yet, of a kind of file.
    pub fn of(kind: impl Into<String>) -> Blocks {
        Blocks { source: Source::of(kind), letters: 0, place: (None, None) }
    }

    /// A heading; nothing if it says nothing.
    pub fn heading(&mut self, text: &str) {
        self.add_text(text, Content::Heading);
    }

    /// A paragraph; nothing if it says nothing.
    pub fn paragraph(&mut self, text: &str) {
        self.add_text(text, Content::Paragraph);
    }

    /// A line, blank or not.
    pub fn line(&mut self, text: &str) {
        self.add(text.chars().count(), || Content::Line(without_radicals(trim(text)).into_owned()));
    }

    /// A table. One with more rows than a grid holds becomes several, cut where no cell reaches over.
    pub fn table(&mut self, mut rows: Vec<Vec<SourceCell>>) {
        let blank = |row: &Vec<SourceCell>| row.iter().all(|cell| trim(&cell.text).is_empty());
        if rows.iter().all(blank) {
            return;
        }
        while rows.len() > MOST_ROWS && !self.is_full() {
            let rest = rows.split_off(last_gap(&rows));
            self.grid(rows);
            rows = rest;
        }
        self.grid(rows);
    }

    fn grid(&mut self, mut rows: Vec<Vec<SourceCell>>) {
        let mut letters = 0_usize;
        for cell in rows.iter_mut().flatten() {
            // A merged cell says the same at each of its places.
            let places = cell.colspan.clamp(1, MOST_COLUMNS) * cell.rowspan.clamp(1, MOST_ROWS);
            if let Cow::Owned(text) = without_radicals(&cell.text) {
                cell.text = text;
            }
            let length = cell.text.chars().count();
            if length.saturating_mul(places) > MOST_LETTERS / 2 {
                (cell.colspan, cell.rowspan) = (1, 1);
            }
            letters += length * cell.colspan.clamp(1, MOST_COLUMNS) * cell.rowspan.clamp(1, MOST_ROWS);
        }
        let grid = || Grid::lay_out(rows);
        if self.add(letters, || Content::Table(grid())) && self.last_is_cut() {
            let tables = self.source.blocks.iter().filter(|block| matches!(block.content, Content::Table(_)));
            self.problem(format!("第 {} 个表太大，只读了前面的行和列。", tables.count()));
        }
    }

    fn last_is_cut(&self) -> bool {
        matches!(self.source.blocks.last(), Some(Block { content: Content::Table(grid), .. }) if grid.is_cut)
    }

    /// How many blocks there are.
    pub fn count(&self) -> usize {
        self.source.blocks.len()
    }

    /// The place of a row and a column of a table that was added when there were so many blocks, though it
    /// became several; none if it was cut before.
    pub fn place(&self, first: usize, mut row: usize, column: usize) -> Option<Place> {
        for (block, of) in self.source.blocks.iter().enumerate().skip(first) {
            let Content::Table(grid) = &of.content else { return None };
            if let Some(spots) = grid.rows.get(row) {
                return (column < spots.len()).then(|| Place::cell(block, row, column));
            }
            row -= grid.rows.len();
        }
        None
    }

    /// The fields that the file names.
    pub fn set_fields(&mut self, fields: Fields) {
        self.source.fields = Some(fields);
    }

    /// Something that could not be read, said once.
    pub fn problem(&mut self, sentence: impl Into<String>) {
        let sentence = sentence.into();
        if self.source.problems.len() < 20 && !self.source.problems.contains(&sentence) {
            self.source.problems.push(sentence);
        }
    }

    /// Whether nothing more is taken.
    pub fn is_full(&self) -> bool {
        self.letters >= MOST_LETTERS || self.source.blocks.len() >= MOST_BLOCKS
    }

    /// What was read.
    pub fn finish(self) -> Source {
        self.source
    }

    fn add_text(&mut self, text: &str, content: fn(String) -> Content) {
        let text = trim(text);
        if !text.is_empty() {
            self.add(text.chars().count(), || content(without_radicals(text).into_owned()));
        }
    }

    /// Adds a block with so many letters, if it still fits.
    fn add(&mut self, letters: usize, content: impl FnOnce() -> Content) -> bool {
        if self.is_full() || self.letters.saturating_add(letters) > MOST_LETTERS {
            self.letters = MOST_LETTERS;
            self.problem(TOO_LONG);
            return false;
        }
        self.letters += letters;
        let (page, line) = self.place;
        self.source.blocks.push(Block { page, line, content: content() });
        true
    }
}

/// Where a table that is too long is cut: behind the last row, as far as a grid goes, below which no cell
/// reaches over.
fn last_gap(rows: &[Vec<SourceCell>]) -> usize {
    let mut reach = 0;
    let mut gap = MOST_ROWS;
    for (at, row) in rows.iter().enumerate().take(MOST_ROWS) {
        if reach <= at && at > 0 {
            gap = at;
        }
        let longest = row.iter().map(|cell| cell.rowspan.max(1)).max().unwrap_or(1);
        reach = reach.max(at.saturating_add(longest));
    }
    if reach <= MOST_ROWS { MOST_ROWS } else { gap }
}
