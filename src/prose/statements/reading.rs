//! Reads sentences word by word: a number is said of what stands before it in its clause, else of what stands right
//! behind it. Knows no table.

use std::ops::Range;

use super::super::Prose;
use super::super::numbers::{Number, NumberKind, ONE, skipped};
use super::subjects::{self, Mention, Said};
use super::words::{Word, Words};
use super::{Place, Statement, Time};
use crate::format::Edition;
use crate::format::vocabulary::{Family, Subject, Thing};

/// How far a text goes on about what it has named, in bytes.
const NEAR: usize = 900;
/// How many brackets in each other are read.
const DEEPEST: usize = 8;
/// How many words of a clause are remembered.
const MOST_MENTIONS: usize = 64;

/// Reads what a text states, in its order.
pub fn read(prose: &Prose, edition: Edition) -> Vec<Statement> {
    let mut reader = Reader {
        prose,
        text: prose.text(),
        edition,
        words: Words::of(edition),
        found: Vec::new(),
        next: 0,
        disclosure_at: None,
        sentence: Sentence::default(),
    };
    for sentence in prose.sentences() {
        reader.read(sentence.clone());
    }
    reader.found
}

/// What a clause has said so far.
#[derive(Clone, Debug, Default)]
struct Phrase {
    mentions: Vec<Mention>,
    /// Whether a number stands before it in the clause.
    follows_number: bool,
    has_other_words: bool,
    is_apart: bool,
    is_channel: bool,
    is_all_channels: bool,
    is_change: bool,
    is_respectively: bool,
    is_each: bool,
    is_together: bool,
    is_worse: bool,
    /// The words that say that there was none.
    none: Option<Range<usize>>,
}

/// What a sentence has said so far.
#[derive(Clone, Debug, Default)]
struct Sentence {
    time: Option<Time>,
    place: Option<Place>,
    phrase: Phrase,
    /// The clause before, if it holds no number.
    before: Option<Phrase>,
    /// The clauses that brackets interrupt.
    outer: Vec<Phrase>,
    /// Whether quotation marks are open: what stands in them is a slogan or a name.
    is_quoted: bool,
    /// What the next numbers are said of, after 分别.
    in_order: Vec<Subject>,
    /// A number that nothing before it tells what it is said of.
    open: Option<(usize, Phrase)>,
    /// The things that it has named.
    things: Vec<(&'static Family, &'static Thing)>,
    /// Those that a number was said of together.
    together: Vec<&'static Thing>,
    /// Whether it has come to speak of something else: of letters, of hotlines, of other acts.
    is_elsewhere: bool,
}

struct Reader<'a> {
    prose: &'a Prose,
    text: &'a str,
    edition: Edition,
    words: &'static Words,
    found: Vec<Statement>,
    /// The next number of the text.
    next: usize,
    /// Where the disclosure of information was spoken of last.
    disclosure_at: Option<usize>,
    sentence: Sentence,
}

impl Reader<'_> {
    fn read(&mut self, range: Range<usize>) {
        let goes_on = self.text[range.clone()].starts_with("其中");
        let before = std::mem::take(&mut self.sentence);
        if goes_on {
            let Sentence { time, place, things, together, is_elsewhere, .. } = before;
            self.sentence = Sentence { time, place, things, together, is_elsewhere, ..Sentence::default() };
        }
        let mut at = range.start;
        while at < range.end {
            while self.prose.numbers().get(self.next).is_some_and(|number| number.range.start < at) {
                self.next += 1;
            }
            let rest = &self.text[at..range.end];
            let number = self.prose.numbers().get(self.next).filter(|number| number.range.start == at);
            let number = number.map(|number| number.with_unit().end);
            match (self.words.at(rest), number) {
                (Some((length, said)), number) if number.is_none_or(|end| at + length >= end) => {
                    self.word(at..at + length, said);
                    at += length;
                }
                (_, Some(end)) => {
                    self.number(self.next);
                    (self.next, at) = (self.next + 1, end);
                }
                _ => {
                    let c = rest.chars().next().unwrap_or(' ');
                    self.character(c);
                    at += c.len_utf8();
                }
            }
        }
        self.ends_clause(true);
    }

    fn word(&mut self, range: Range<usize>, said: &'static [Word]) {
        let name = &self.text[range.clone()];
        if ["信息公开", "依申请", "政府信息", "公开申请"].into_iter().any(|topic| name.contains(topic))
        {
            self.disclosure_at = Some(range.start);
            self.sentence.is_elsewhere = false;
        }
        let mut is_mention = false;
        for word in said {
            let Sentence { time, place, phrase, things, .. } = &mut self.sentence;
            match word {
                Word::Thing(family, thing) => {
                    is_mention = true;
                    if phrase.none.is_none() {
                        things.retain(|(_, other)| !std::ptr::eq(*other, *thing));
                        things.push((family, thing));
                    }
                }
                Word::Aspect(..) => is_mention = true,
                Word::Disclosure => {}
                Word::Nothing => phrase.has_other_words = true,
                Word::Apart => (phrase.is_apart, phrase.has_other_words) = (true, true),
                Word::Elsewhere => {
                    (phrase.is_apart, phrase.has_other_words) = (true, true);
                    self.sentence.is_elsewhere |= self.sentence.outer.is_empty();
                }
                Word::Channel => (phrase.is_channel, phrase.has_other_words) = (true, true),
                Word::AllChannels => phrase.is_all_channels = true,
                Word::Change => phrase.is_change = true,
                Word::Respectively => phrase.is_respectively = true,
                Word::Each => phrase.is_each = true,
                Word::Together => phrase.is_together = true,
                Word::Worse => phrase.is_worse = true,
                Word::Now => *time = Some(Time::Now),
                Word::Then if phrase.is_change => {}
                Word::Then => *time = Some(Time::Then),
                Word::Own => *place = Some(Place::Own),
                Word::Area => *place = Some(Place::Area),
                Word::None => {
                    let is_said = name.chars().count() > 1 || self.says_none(range.end);
                    if is_said && self.sentence.phrase.none.is_none() {
                        self.sentence.phrase.none = Some(range.clone());
                    }
                }
            }
        }
        if is_mention {
            self.mentions(range, said);
        }
    }

    fn mentions(&mut self, range: Range<usize>, said: &'static [Word]) {
        let mentions = &mut self.sentence.phrase.mentions;
        // Of a clause without end only the last words are near enough to count.
        if mentions.len() == MOST_MENTIONS {
            mentions.drain(..MOST_MENTIONS / 2);
        }
        mentions.push(Mention { range, said });
    }

    /// Whether 无 or 零 before a place says that there was none, and is no part of another word.
    fn says_none(&self, at: usize) -> bool {
        let after = &self.text[at..];
        let is_said = |word: &Word| matches!(word, Word::Thing(..) | Word::Aspect(..) | Word::Disclosure);
        ["因", "公民", "相关", "任何", "涉及", "新收", "新增", "被"]
            .iter()
            .any(|word| after.starts_with(word))
            || self.words.at(after).is_some_and(|(_, said)| said.iter().any(is_said))
    }

    fn number(&mut self, at: usize) {
        let number = &self.prose.numbers()[at];
        match number.kind {
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

    fn states(&mut self, at: usize, subjects: Vec<Subject>, is_sure: bool, phrase: &Phrase) {
        let number = &self.prose.numbers()[at];
        if phrase.is_change || self.sentence.is_quoted || !self.is_counted_so(number, &subjects) {
            return;
        }
        let is_part = phrase.is_apart || (phrase.is_channel && !phrase.is_all_channels);
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
    fn closes_open(&mut self) {
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

    fn character(&mut self, c: char) {
        match c {
            '，' | ',' => self.ends_clause(false),
            '；' | ';' | '。' | '！' | '？' => self.ends_clause(true),
            '、' => self.closes_open(),
            '“' | '《' => self.sentence.is_quoted = true,
            '”' | '》' => self.sentence.is_quoted = false,
            '（' | '(' if self.sentence.outer.len() < DEEPEST => {
                self.sentence.open = None;
                let outer = std::mem::take(&mut self.sentence.phrase);
                self.sentence.outer.push(outer);
            }
            '）' | ')' if !self.sentence.outer.is_empty() => {
                let inner = self.sentence.phrase.clone();
                self.ends_clause(false);
                self.sentence.phrase = self.sentence.outer.pop().unwrap_or_default();
                self.sentence.before = None;
                self.sentence.phrase.is_narrowed_by(&inner, self.text);
            }
            c if "为是的共计总数有达了已经其中约累合即现在内包括含并且：: \u{3000}".contains(c) =>
                {}
            _ => self.sentence.phrase.has_other_words = true,
        }
    }

    fn ends_clause(&mut self, for_good: bool) {
        self.closes_open();
        self.says_none_of_it();
        let phrase = std::mem::take(&mut self.sentence.phrase);
        let is_kept = !for_good && !phrase.follows_number && phrase.none.is_none();
        self.sentence.before = (is_kept && !phrase.mentions.is_empty()).then_some(phrase);
        if for_good {
            self.sentence.in_order.clear();
            self.sentence.outer.clear();
        }
    }

    /// States that there was none of what a clause says so of.
    fn says_none_of_it(&mut self) {
        let Some(none) = self.sentence.phrase.none.take() else { return };
        let phrase = &self.sentence.phrase;
        let mentions: Vec<Mention> =
            phrase.mentions.iter().filter(|it| it.range.start >= none.start).cloned().collect();
        if phrase.is_worse || phrase.is_change {
            return;
        }
        let none_of = subjects::NoneOf { text: self.text, none: &none, is_apart: phrase.is_apart };
        for (subject, end) in none_of.said(&mentions) {
            let words = none.start..end;
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
}

impl Phrase {
    /// Takes over the one reason that brackets begin with: 不予公开（属于国家秘密）1 件, but not （含国家秘密）.
    fn is_narrowed_by(&mut self, inner: &Phrase, text: &str) {
        let [reason] = &inner.mentions[..] else { return };
        let is_within = |whole: &Mention| {
            reason.aspects().any(|(_, part, _)| {
                whole.aspects().any(|(family, whole, _)| subjects::is_within(family, part, whole))
            })
        };
        let begins = text[..reason.range.start].ends_with(['（', '(', '为', '因']);
        let is_alone = begins && !inner.follows_number && inner.none.is_none();
        if is_alone && self.mentions.last().is_some_and(is_within) {
            self.mentions.push(reason.clone());
        }
    }

    /// Takes over what the clause before says: all of it if this one says nothing of its own, else the things.
    fn follows(&mut self, before: &Phrase, with_all: bool) {
        let taken = before.mentions.iter().filter(|it| with_all || it.aspects().next().is_none());
        self.mentions.splice(0..0, taken.cloned());
        if with_all {
            self.is_apart |= before.is_apart;
            self.is_channel |= before.is_channel;
            self.is_all_channels |= before.is_all_channels;
            self.is_respectively |= before.is_respectively;
        }
    }
}
