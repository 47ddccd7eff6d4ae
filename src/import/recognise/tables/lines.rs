//! The rows of a text that tells lines and no tables: one cell a line with its blanks kept or lost, labels
//! torn over lines, rows with tabs or bars. Labels are put together from lines as a whole, so that as much as
//! possible of what stands between two numbers is a label of the form.

mod blanks;
mod segments;
mod tokens;

use std::collections::BTreeSet;
use std::rc::Rc;

pub use blanks::{usual_gap, with_blanks};
use segments::{Segment, segments};
use tokens::{Token, tokens};

use super::lexicon::{Known, Lexicon};
use super::rows::{Head, HeadCell, Piece, Row, Rows, group_of};
use crate::import::source::Place;

/// So many lines before a number may belong to its label, to its groups and to the labels of columns.
const MOST_WORDS: usize = 160;

/// The lines that were understood wholly, if what is near them is a table.
#[derive(Default)]
pub struct Understood {
    /// Blocks that hold nothing but labels, values and blanks.
    pub blocks: BTreeSet<usize>,
}

struct Reader<'a> {
    rows: &'a mut Rows,
    lexicon: &'a mut Lexicon,
    understood: &'a mut Understood,
    /// Texts since the last value, each with its block and the gap behind it.
    words: Vec<(String, usize, usize)>,
    /// The row that values are added to.
    open: bool,
    head: Option<usize>,
    /// Gaps since the last value or text.
    gap: usize,
    /// Whether the texts since the last value stand right behind a row.
    is_near: bool,
}

impl Rows {
    /// Adds the rows of lines that stand together, each with its block.
    pub fn add_lines(&mut self, lines: &[(usize, &str)], lexicon: &mut Lexicon, understood: &mut Understood) {
        let has_bars = lines.iter().filter(|(_, text)| text.contains(['|', '\t', '｜'])).count() > 2;
        let mut reader = Reader {
            rows: self,
            lexicon,
            understood,
            words: Vec::new(),
            open: false,
            head: None,
            gap: 0,
            is_near: false,
        };
        let mut unsure: BTreeSet<usize> = BTreeSet::new();
        for &(block, text) in lines {
            for token in tokens(text) {
                match token {
                    Token::Bar => reader.add_gap(),
                    Token::Blank if has_bars => {}
                    Token::Blank => reader.add_gap(),
                    Token::Value(text) => reader.add_value(text, block),
                    Token::Word(text) => {
                        reader.end_row();
                        reader.words.push((text, block, 0));
                        unsure.insert(block);
                    }
                    Token::Prose => {
                        reader.end_row();
                        reader.end_words(None);
                        reader.is_near = false;
                        unsure.insert(block);
                    }
                }
            }
            if !unsure.contains(&block) {
                reader.understood.blocks.insert(block);
            }
        }
        reader.end_row();
        reader.end_words(None);
    }
}

impl Reader<'_> {
    fn add_gap(&mut self) {
        self.gap += 1;
        if let Some((.., gap)) = self.words.last_mut() {
            *gap += 1;
        }
    }

    fn add_value(&mut self, text: String, block: usize) {
        if !self.open {
            self.end_words(Some(block));
        }
        let gap = std::mem::take(&mut self.gap);
        if let Some(row) = self.rows.rows.last_mut() {
            row.values.push(Piece { text, place: Place::block(block), column: row.values.len(), gap });
        }
        self.is_near = true;
    }

    fn end_row(&mut self) {
        if self.open
            && let Some(row) = self.rows.rows.last_mut()
        {
            row.behind = self.gap;
        }
        self.open = false;
        self.gap = 0;
    }

    /// Makes rows of the texts since the last value; the last of them is the label of the row whose values
    /// follow, the first in a block, if any do.
    fn end_words(&mut self, value: Option<usize>) {
        let values_follow = value.is_some();
        let words = std::mem::take(&mut self.words);
        let from = words.len().saturating_sub(MOST_WORDS);
        let segments = segments(&words[from..], self.lexicon);
        let mut group = self.rows.rows.last().filter(|row| !row.in_grid()).and_then(group_of);
        let is_column =
            |segment: &Segment| segment.known.bears.column && segment.known.label.number.is_none();
        let columns = segments.iter().filter(|segment| is_column(segment)).count();
        let own = segments.last().filter(|own| values_follow && !own.may_be_value());
        let own_is_row = own.is_some_and(|own| {
            !own.known.is_known() && columns < 4 || own.known.bears.row && (!is_column(own) || columns == 1)
        });
        let heads = columns - usize::from(own_is_row && own.is_some_and(is_column));
        if heads > 0 {
            self.add_head(&segments, own_is_row);
        }
        let count = segments.len();
        let mut before: Vec<(String, Rc<Known>)> = Vec::new();
        let mut is_near = std::mem::take(&mut self.is_near);
        for (at, segment) in segments.into_iter().enumerate() {
            let is_own = at + 1 == count && values_follow;
            if is_near && segment.may_be_value() {
                self.understood.blocks.extend(&segment.blocks);
                self.add_text(segment);
                continue;
            }
            let is_label = segment.known.is_known() || is_own;
            if is_label || heads > 1 && segment.text.chars().count() < 12 {
                self.understood.blocks.extend(&segment.blocks);
            }
            let bears = segment.known.bears;
            is_near = false;
            let is_row = if is_own { own_is_row } else { bears.row && !is_column(&segment) };
            if is_row {
                before.push((segment.text.clone(), Rc::clone(&segment.known)));
                self.add_row(std::mem::take(&mut before), segment.block, group.clone(), segment.gap);
                group = self.rows.rows.last().and_then(group_of);
                is_near = true;
            } else if bears.group {
                before = vec![(segment.text.clone(), Rc::clone(&segment.known))];
                group = Some(Rc::clone(&segment.known));
            }
            if is_own && !is_row {
                self.add_row(Vec::new(), segment.block, None, 0);
            }
        }
        if let Some(block) = value {
            if count == 0 {
                self.add_row(Vec::new(), block, None, 0);
            }
            self.open = true;
        }
    }

    /// Adds a text that stands in place of a value to the last row.
    fn add_text(&mut self, segment: Segment) {
        if let Some(row) = self.rows.rows.last_mut() {
            let gap = std::mem::replace(&mut row.behind, segment.gap);
            let place = Place::block(segment.block);
            row.values.push(Piece { text: segment.text, place, column: row.values.len(), gap });
        }
    }

    fn add_row(
        &mut self,
        labels: Vec<(String, Rc<Known>)>,
        block: usize,
        group: Option<Rc<Known>>,
        behind: usize,
    ) {
        self.rows.rows.push(Row {
            block,
            place: Place::block(block),
            labels,
            group,
            begin: 0,
            front: Vec::new(),
            values: Vec::new(),
            head: self.head,
            behind,
            end: 0,
        });
    }

    fn add_head(&mut self, segments: &[Segment], own_is_row: bool) {
        let count = segments.len() - usize::from(own_is_row);
        let cells: Vec<HeadCell> = segments[..count]
            .iter()
            .filter(|segment| segment.known.bears.column || !segment.known.is_known())
            .enumerate()
            .map(|(at, segment)| HeadCell {
                text: segment.text.clone(),
                known: Rc::clone(&segment.known),
                columns: at..at + 1,
            })
            .collect();
        let block = segments.first().map_or(0, |segment| segment.block);
        self.rows.heads.push(Head { rows: vec![cells], width: 0, block });
        self.head = Some(self.rows.heads.len() - 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<String>, Rows) {
        let mut rows = Rows::default();
        let lines: Vec<(usize, &str)> = text.split('\n').enumerate().collect();
        rows.add_lines(&lines, &mut Lexicon::default(), &mut Understood::default());
        (rows.rows.iter().map(Row::quote).collect(), rows)
    }

    #[test]
    fn one_cell_a_line_becomes_rows() {
        let (quotes, rows) = read(
            "第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n0\n1\n2\n行政检查\n118",
        );
        assert_eq!(quotes, ["规章 0 1 2", "行政检查 118"]);
        assert_eq!(rows.heads.len(), 1);
    }

    #[test]
    fn torn_labels_are_put_together() {
        let (quotes, _) = read(
            "三\n、\n本\n年\n度\n办\n理\n结\n果\n（一）予以公开\n1\n（二）部分公开（区分处理的，只计这一情形，不\n计其他情形）\n4\n- 4 -\n（五）不予处理\n5.要求行政机关确认或重新出具\n已获取信息\n7",
        );
        assert_eq!(
            quotes,
            [
                "（一）予以公开 1",
                "（二）部分公开（区分处理的，只计这一情形，不计其他情形） 4",
                "5.要求行政机关确认或重新出具已获取信息 7"
            ]
        );
    }

    #[test]
    fn values_may_stand_in_the_line_of_their_label() {
        assert_eq!(
            read("规章 0 1 2\n行政许可\t5\n| 行政处罚 | 6 |").0,
            ["规章 0 1 2", "行政许可 5", "行政处罚 6"]
        );
    }
}
