//! What the numbers of a sentence are said of.

use super::super::super::numbers::{Number, NumberKind, ONE, skipped};
use super::super::subjects::{self, NoneOf, Said};
use super::super::words::Word;
use super::super::{Place, Statement, Time};
use super::phrase::Phrase;
use super::{NEAR, Reader};
use crate::format::vocabulary::{Subject, Thing};

/// What says that a number is all of the parts before it.
const IN_ALL: [&str; 5] = ["合计", "共计", "总计", "总共", "共"];

impl Reader<'_> {
    pub(super) fn number(&mut self, at: usize) {
        let number = &self.prose.numbers()[at];
        match number.kind {
            // 「未发生一起」 says none.
            NumberKind::Count if number.value == ONE && self.follows_none(number) => {}
            NumberKind::Count => self.count(at),
            NumberKind::Year if self.carries(number) => {}
            NumberKind::Year if !self.sentence.phrase.is_change => {
                self.sentence.time = Some(Time::Year(number.value / ONE));
            }
            NumberKind::Date if self.is_part_of_year(at) => self.sentence.time = Some(Time::Then),
            NumberKind::Year | NumberKind::Date => {}
            NumberKind::Percentage | NumberKind::Ordinal | NumberKind::Name => {
                self.sentence.phrase.has_other_words = true;
            }
        }
    }

    /// Whether words that say none stand right before a number.
    fn follows_none(&self, number: &Number) -> bool {
        self.sentence.phrase.none.as_ref().is_some_and(|none| none.end == number.range.start)
    }

    /// Reads a year that requests were taken over from, or left over to: 2023年结转, 结转2025年. It is no time.
    fn carries(&mut self, number: &Number) -> bool {
        let range = number.with_unit();
        let after = self.text[range.end..].trim_start_matches(['度', ' ']);
        let before = self.text[..range.start].trim_end_matches([' ', '至', '到', '入']);
        let said = if ["结转", "转结"].into_iter().any(|word| after.starts_with(word)) {
            "上年结转"
        } else if ["结转", "转结", "顺延"].into_iter().any(|word| before.ends_with(word)) {
            "结转下年"
        } else {
            return false;
        };
        if let Some((_, said)) = self.words.at(said) {
            self.mentions(range, said);
        }
        true
    }

    /// Whether a month is none that a whole year begins or ends with.
    fn is_part_of_year(&self, at: usize) -> bool {
        let numbers = self.prose.numbers();
        let after = skipped(&self.text[numbers[at].range.end..]);
        if !after.starts_with('月') || after.starts_with("月报") {
            return false;
        }
        let value = |at: Option<usize>| at.and_then(|at| numbers.get(at)).map_or(0, |it| it.value / ONE);
        match numbers[at].value / ONE {
            1 => value(Some(at + 1)) != 1,
            12 => value(Some(at + 1)) != 31 && value(at.checked_sub(1)) != 1 && !after.starts_with("月底"),
            _ => true,
        }
    }

    fn count(&mut self, at: usize) {
        self.closes_open();
        let (phrase, before) = (&self.sentence.phrase, self.sentence.before.clone());
        let is_bare = phrase.mentions.is_empty() && !phrase.has_other_words;
        // 「均已办结，2 件结转下年度」 says behind the number what it is of.
        let before = before.filter(|_| !is_bare || !self.names_behind(at));
        if is_bare && !self.sentence.in_order.is_empty() {
            let subject = self.sentence.in_order.remove(0);
            let phrase = self.sentence.phrase.clone();
            self.states(at, vec![subject], true, &phrase);
        } else if let Some(subjects) = is_bare.then(|| self.sums_up(at)).flatten() {
            self.sentence.parts = None;
            self.states(at, subjects, false, &Phrase::default());
        } else {
            let mut phrase = phrase.clone();
            if let Some(before) = &before {
                phrase.follows(before, is_bare);
            }
            match self.said(&phrase, false) {
                Some(said) => self.says(at, said, &phrase),
                None => self.sentence.open = Some((at, phrase)),
            }
        }
        self.says_none_of_it();
        self.sentence.phrase = Phrase { follows_number: true, ..Phrase::default() };
    }

    /// What a number is said of that sums up those before it: 「网上5件，来信2件，合计7件」.
    fn sums_up(&self, at: usize) -> Option<Vec<Subject>> {
        let (first, subjects) = self.sentence.parts.as_ref()?;
        let numbers = self.prose.numbers();
        let before = self.text[..numbers[at].range.start].trim_end_matches([' ', '为']);
        let before = IN_ALL.iter().find_map(|word| before.strip_suffix(word))?;
        let parts = numbers[*first..at].iter().filter(|number| number.kind == NumberKind::Count);
        let is_sum =
            parts.map(|number| number.value).try_fold(0_i64, i64::checked_add) == Some(numbers[at].value);
        (is_sum && before.trim_end().ends_with(['，', ',', '、', '；'])).then(|| subjects.clone())
    }

    /// Whether the rest of a clause says for sure what the number before it is said of.
    fn names_behind(&self, at: usize) -> bool {
        const MOST: usize = 16;
        let rest = &self.text[self.prose.numbers()[at].with_unit().end..];
        let clause = rest.char_indices().take(MOST).take_while(|(_, c)| !"，,。；;、（(\n".contains(*c));
        let mut said = clause.filter_map(|(at, _)| self.words.at(&rest[at..]));
        said.next().is_some_and(|(_, said)| {
            said.iter().any(|word| matches!(word, Word::Aspect(_, aspect, false) if !aspect.needs_thing))
        })
    }

    fn said(&self, phrase: &Phrase, is_behind: bool) -> Option<Said> {
        let at = phrase.mentions.last()?.range.start;
        let is_near = self.disclosure_at.is_some_and(|said| at.saturating_sub(said) < NEAR);
        let context = subjects::Context {
            text: self.text,
            format: self.edition.format(),
            things: &self.sentence.things,
            together: &self.sentence.together,
            is_of_disclosure: is_near,
            is_elsewhere: self.sentence.is_elsewhere,
            is_behind,
            has_other_words: phrase.has_other_words,
        };
        let mut said = context.said(&phrase.mentions)?;
        let is_told = phrase.is_each || phrase.is_together || phrase.is_respectively;
        said.is_hedged |= said.subjects.len() > 1 && !is_told;
        Some(said)
    }

    fn says(&mut self, at: usize, said: Said, phrase: &Phrase) {
        let Said { mut subjects, is_hedged, is_each } = said;
        if phrase.is_respectively && subjects.len() > 1 {
            self.sentence.in_order = subjects.split_off(1);
            self.states(at, subjects, !is_hedged, phrase);
        } else if is_each || phrase.is_each {
            subjects.extend(self.none_besides(at, &subjects, phrase));
            for subject in subjects {
                self.states(at, vec![subject], !is_hedged, phrase);
            }
        } else {
            let mut together: Vec<&'static Thing> = subjects.iter().map(|subject| subject.thing).collect();
            together.dedup_by(|one, other| std::ptr::eq(*one, *other));
            self.sentence.together = together;
            self.states(at, subjects, !is_hedged, phrase);
        }
    }

    /// The requests that none of is said of together with disputes: 「申请、行政复议、行政诉讼均为0」.
    fn none_besides(&self, at: usize, subjects: &[Subject], phrase: &Phrase) -> Option<Subject> {
        let number = &self.prose.numbers()[at];
        let none_of = NoneOf { text: self.text, none: &number.range, is_apart: phrase.is_apart };
        let mut said = none_of.said(&phrase.mentions).into_iter().map(|(subject, _)| subject);
        let is_other = |subject: &Subject| !subjects.iter().any(|it| std::ptr::eq(it.family, subject.family));
        let is_none = number.value == 0 && !phrase.is_preceded;
        is_none.then(|| said.find(is_other)).flatten()
    }

    fn states(&mut self, at: usize, subjects: Vec<Subject>, is_sure: bool, phrase: &Phrase) {
        let number = &self.prose.numbers()[at];
        if phrase.is_change || self.sentence.is_quoted || !self.is_counted_so(number, &subjects) {
            return;
        }
        let is_part = phrase.is_apart || (phrase.is_channel && !phrase.is_all_channels);
        if phrase.is_channel && is_part {
            self.sentence.parts.get_or_insert_with(|| (at, subjects.clone()));
        }
        self.found.push(Statement {
            subjects,
            value: number.value,
            number: Some(at),
            words: number.with_unit(),
            is_sure,
            time: self.sentence.time.unwrap_or(Time::Now),
            place: self.sentence.place.unwrap_or(Place::Unsaid),
            is_part,
        });
    }

    /// Whether a number has a unit of what it is said of, or none at the end of its clause. Units of much else
    /// (六个部分) must be followed by nothing else.
    fn is_counted_so(&self, number: &Number, subjects: &[Subject]) -> bool {
        let unit = &self.text[number.unit.clone()];
        let after = skipped(&self.text[number.with_unit().end..]);
        let ends = after.chars().next().is_none_or(|c| "，,。；;、）)！\n".contains(c));
        if unit.is_empty() {
            return ends;
        }
        // 「办结一件申请、解决一个问题」 counts nothing.
        let is_one = self.text[number.range.clone()] == *"一";
        let is_vague = is_one || ["个", "项", "条", "份", "例", "篇", "部"].contains(&unit);
        let is_said = |word: &Word| matches!(word, Word::Thing(..) | Word::Aspect(..) | Word::Disclosure);
        let names = || self.words.at(after).is_some_and(|(_, said)| said.iter().any(is_said));
        let is_alone = ends && !(is_one && after.starts_with('、'));
        let is_so = !is_vague || is_alone || (!is_one && names());
        is_so && subjects.iter().all(|subject| subject.family.units.contains(&unit))
    }

    /// Reads a number that nothing before it tells what it is said of by what stands behind it.
    pub(super) fn closes_open(&mut self) {
        let Some((at, before)) = self.sentence.open.take() else { return };
        let behind = self.prose.numbers()[at].with_unit().end;
        let phrase = &self.sentence.phrase;
        // 3 件政府信息公开行政复议, but not 3 件由法院审理的行政诉讼.
        let is_right_behind = phrase.mentions.first().is_some_and(|it| {
            let between = self.text.get(behind..it.range.start).unwrap_or("。");
            let is_near = between.chars().all(|c| "的政府信息公开类涉及因引发被申请提起件 ".contains(c));
            is_near || (between.len() < 48 && it.aspects().next().is_some())
        });
        if !is_right_behind || phrase.none.is_some() {
            return;
        }
        let mut both = before;
        both.mentions.extend(phrase.mentions.iter().cloned());
        both.is_apart |= phrase.is_apart;
        if let Some(said) = self.said(&both, true) {
            self.says(at, said, &both);
            self.sentence.phrase.mentions.clear();
        }
    }
}
