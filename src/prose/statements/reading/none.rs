//! Sentences that say without a number that there was none of something.

use std::ops::Range;

use super::super::subjects::NoneOf;
use super::super::words::Word;
use super::super::{Place, Statement, Time};
use super::{Mention, NEAR, Reader};

/// What may stand between what is spoken of and the word behind it that says that there was none: 「情况：无」.
const BETWEEN: &str = "的情况案件事项数量类方面收发生为是均都也总计共： :\u{3000}";

impl Reader<'_> {
    /// Whether 无 or 零 before a place says that there was none, and is no part of another word.
    pub(super) fn says_none(&self, at: usize) -> bool {
        let after = &self.text[at..];
        let is_said = |word: &Word| matches!(word, Word::Thing(..) | Word::Aspect(..) | Word::Disclosure);
        self.ends_clause_at(at)
            || ["因", "公民", "相关", "任何", "涉及", "新收", "新增", "被"]
                .iter()
                .any(|word| after.starts_with(word))
            || self.words.at(after).is_some_and(|(_, said)| said.iter().any(is_said))
    }

    /// States that there was none of what a clause says so of.
    pub(super) fn says_none_of_it(&mut self) {
        let Some(none) = self.sentence.phrase.none.take() else { return };
        let phrase = &self.sentence.phrase;
        if phrase.is_worse || phrase.is_change {
            return;
        }
        let behind: Vec<Mention> =
            phrase.mentions.iter().filter(|it| it.range.start >= none.start).cloned().collect();
        let is_last = behind.is_empty() && self.is_none_behind(&none);
        let mentions = if is_last { phrase.mentions.clone() } else { behind };
        let none_of = NoneOf { text: self.text, none: &none, is_apart: phrase.is_apart };
        for (subject, end) in none_of.said(&mentions) {
            // What some of the requests are is none of them: 「积压的申请为零」.
            if is_last && phrase.is_preceded && subject.family.things.len() == 1 {
                continue;
            }
            let words = if is_last { mentions[0].range.start..none.end } else { none.start..end };
            let near = self.disclosure_at.is_some_and(|said| end.saturating_sub(said) < NEAR);
            if subject.family.is_of_disclosure && !near {
                continue;
            }
            self.found.push(Statement {
                subjects: vec![subject],
                value: 0,
                number: None,
                words,
                is_sure: true,
                time: self.sentence.time.unwrap_or(Time::Now),
                place: self.sentence.place.unwrap_or(Place::Unsaid),
                is_part: false,
            });
        }
    }

    /// Whether words that say none stand at the end of their clause, behind what there was none of.
    fn is_none_behind(&self, none: &Range<usize>) -> bool {
        let last = self.sentence.phrase.mentions.last().map(|mention| mention.range.end);
        let between = last.and_then(|last| self.text.get(last..none.start));
        self.ends_clause_at(none.end)
            && between.is_some_and(|between| between.chars().all(|c| BETWEEN.contains(c)))
    }

    fn ends_clause_at(&self, at: usize) -> bool {
        self.text[at..]
            .trim_start_matches([' ', '\u{3000}'])
            .chars()
            .next()
            .is_none_or(|c| "，,。；;！\n".contains(c))
    }
}
