//! The words of a text that a finding is about, what they are compared with, and other words that mend them.

use std::ops::Range;

use crate::format::Cell;
use crate::format::texts::TextField;
use crate::prose::Prose;
use crate::report::{Edit, Report};

/// Words of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The text that the sentence stands in.
    pub field: TextField,
    /// Where the sentence begins in the text, in bytes.
    pub at: usize,
    /// The sentence, verbatim.
    pub sentence: String,
    /// The words that are meant, in bytes from the beginning of the sentence: one or more places, in order.
    pub words: Vec<Range<usize>>,
}

impl Passage {
    /// Words of a text, by their places in it: in the sentence in which they begin, or in several sentences
    /// as if these were one.
    pub fn of(field: TextField, prose: &Prose, words: &[Range<usize>]) -> Passage {
        let start = words.iter().map(|range| range.start).min().unwrap_or_default();
        let end = words.iter().map(|range| range.end).max().unwrap_or_default();
        let first = prose.sentence_at(start);
        let (start, end) =
            (first.start.min(start), first.end.max(prose.sentence_at(end.saturating_sub(1)).end).max(end));
        let mut words: Vec<Range<usize>> =
            words.iter().map(|range| range.start - start..range.end - start).collect();
        words.sort_by_key(|range| range.start);
        Passage { field, at: start, sentence: prose.text()[start..end].to_owned(), words }
    }

    /// Words of a text, by their places in it: a passage for each sentence in which some of them begin.
    pub fn each(field: TextField, prose: &Prose, words: &[Range<usize>]) -> Vec<Passage> {
        let sentence = |range: &Range<usize>| prose.sentence_at(range.start).start;
        words
            .chunk_by(|one, next| sentence(one) == sentence(next))
            .map(|of| Passage::of(field, prose, of))
            .collect()
    }

    /// The words that are meant, verbatim.
    pub fn quoted(&self) -> impl Iterator<Item = &str> + Clone {
        self.words.iter().map(|range| &self.sentence[range.clone()])
    }

    /// Where the words stand in the text, in bytes.
    pub fn ranges(&self) -> impl Iterator<Item = Range<usize>> {
        self.words.iter().map(|range| self.at + range.start..self.at + range.end)
    }

    /// Where the first of the words begin in the text, and where the last of them end, in bytes.
    pub fn range(&self) -> Range<usize> {
        let start = self.words.first().map_or(0, |range| range.start);
        let end = self.words.last().map_or(start, |range| range.end);
        self.at + start..self.at + end
    }
}

/// Two numbers that contradict each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// What the text says, and what it is compared with.
    pub sides: [Side; 2],
    /// How much the first lacks or exceeds, in words and as a number: 「正文少」, 「2」.
    pub off: Option<[String; 2]>,
}

/// A number, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// What it is: 「正文写」, 「表三 一、总计」, 「118 ＋ 22 ＋ 176」.
    pub label: String,
    /// The number.
    pub number: String,
    /// The cells that it is the sum of; none where it stands in a text.
    pub cells: Vec<Cell>,
}

/// Words that take the place of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewording {
    /// The text.
    pub field: TextField,
    /// Where the words stand, in bytes; an empty range to put something in.
    pub range: Range<usize>,
    /// What stands there now.
    pub was: String,
    /// What stands there then; empty where the words are dropped.
    pub becomes: String,
}

/// Rewordings that mend a finding in one move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// What is changed, before the words themselves: 「正文」, 「总数」; empty where they say it.
    pub what: &'static str,
    /// The changes, in the order of their texts and places.
    pub rewordings: Vec<Rewording>,
}

impl Rewording {
    /// Other words in place of those that stand at a place of a text.
    pub fn of(field: TextField, prose: &Prose, range: Range<usize>, becomes: impl Into<String>) -> Rewording {
        let was = prose.text()[range.clone()].to_owned();
        Rewording { field, range, was, becomes: becomes.into() }
    }
}

/// Where the letters around a place of a text stand, as many on each side.
pub fn around(text: &str, range: &Range<usize>, letters: usize) -> Range<usize> {
    let before = text[..range.start].char_indices().rev().take(letters).last();
    let behind = text[range.end..].char_indices().nth(letters);
    before.map_or(range.start, |(at, _)| at)..behind.map_or(text.len(), |(at, _)| range.end + at)
}

/// The edits that carry rewordings out, one for each text; none if any of the words no longer stand where
/// they stood, or two of them overlap.
pub fn reword(report: &Report, rewordings: &[Rewording]) -> Option<Vec<Edit>> {
    let mut edits: Vec<(TextField, String)> = Vec::new();
    let mut ordered: Vec<&Rewording> = rewordings.iter().collect();
    ordered.sort_by_key(|it| (it.field, std::cmp::Reverse(it.range.start)));
    let mut taken_from = None;
    for Rewording { field, range, was, becomes } in ordered {
        if edits.last().is_none_or(|(last, _)| last != field) {
            edits.push((*field, report.text(*field).to_owned()));
            taken_from = None;
        }
        let text = &mut edits.last_mut()?.1;
        if text.get(range.clone()) != Some(was) || taken_from.is_some_and(|from| range.end > from) {
            return None;
        }
        text.replace_range(range.clone(), becomes);
        taken_from = Some(range.start);
    }
    Some(edits.into_iter().map(|(field, text)| Edit::Text(field, text)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Report;

    const TEXT: &str = "一是公开。二是是答复，收到 47 件。";

    fn report() -> Report {
        let mut report = Report::of_year(2024);
        report.apply(Edit::Text(TextField::OVERVIEW, TEXT.to_owned()));
        report
    }

    fn place(words: &str) -> Range<usize> {
        let at = TEXT.find(words).expect("words of the text");
        at..at + words.len()
    }

    #[test]
    fn a_passage_quotes_its_sentence_and_knows_where_the_words_stand() {
        let prose = Prose::read(TEXT);
        let passage = Passage::of(TextField::OVERVIEW, &prose, &[place("47"), place("是是")]);
        assert_eq!(passage.sentence, "二是是答复，收到 47 件。");
        assert_eq!(passage.quoted().collect::<Vec<_>>(), ["是是", "47"]);
        assert_eq!(passage.ranges().collect::<Vec<_>>(), [place("是是"), place("47")]);
        assert_eq!(passage.range(), place("是是").start..place("47").end);
    }

    #[test]
    fn rewordings_are_carried_out_together_or_not_at_all() {
        let prose = Prose::read(TEXT);
        let of = |words: &str, becomes| Rewording::of(TextField::OVERVIEW, &prose, place(words), becomes);
        let both = [of("是是", "是"), of("47", "四十九")];
        let changed = "一是公开。二是答复，收到 四十九 件。";
        assert_eq!(reword(&report(), &both), Some(vec![Edit::Text(TextField::OVERVIEW, changed.to_owned())]));
        assert_eq!(reword(&Report::of_year(2024), &both), None, "the words are not there");
        assert_eq!(reword(&report(), &[of("47 件", "49 件"), of("47", "49")]), None, "they overlap");
    }
}
