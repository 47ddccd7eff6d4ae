//! Reads sentences word by word: a number is said of what stands before it in its clause, else of what stands right
//! behind it. Knows no table.

mod counts;
mod none;
mod phrase;

use std::ops::Range;

use super::super::Prose;
use super::subjects::Mention;
use super::words::{Word, Words};
use super::{Place, Statement, Time};
use crate::format::Edition;
use phrase::Sentence;

/// How far a text goes on about what it has named, in bytes.
const NEAR: usize = 900;
/// What stands behind requests that is counted itself.
const ATTRIBUTED: [&str; 14] = [
    "渠道",
    "方式",
    "表",
    "受理点",
    "窗口",
    "平台",
    "系统",
    "流程",
    "制度",
    "专栏",
    "栏目",
    "目录",
    "邮箱",
    "答复书",
];
/// What an organ does with the disputes that it decides.
const DECIDES: [&str; 6] = ["受理", "办理", "审理", "审结", "立案", "代理"];
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
        // 「公开申请渠道3个」 counts no requests.
        let said = if self.is_attribute(range.end, said) { &[Word::Nothing] } else { said };
        self.sentence.is_elsewhere |= self.is_of_authority(range.start, said);
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

    /// Whether requests only tell of what kind that is which stands behind them.
    fn is_attribute(&self, end: usize, said: &[Word]) -> bool {
        let are_requests = |word: &Word| matches!(word, Word::Thing(family, _) if family.things.len() == 1);
        said.iter().any(are_requests) && ATTRIBUTED.iter().any(|word| self.text[end..].starts_with(word))
    }

    /// Whether disputes are spoken of that the organ decides, and not those about its disclosure: 「办理行政复议」.
    fn is_of_authority(&self, at: usize, said: &[Word]) -> bool {
        const MOST: usize = 20;
        let are_disputes = |word: &Word| matches!(word, Word::Thing(family, _) if family.is_of_disclosure && family.things.len() > 1);
        if !said.iter().any(are_disputes) {
            return false;
        }
        let clause = self.text[..at].char_indices().rev().take(MOST);
        let ends = |c: char| "，,。；;、：\n".contains(c) || c.is_ascii_digit();
        let from = clause.take_while(|(_, c)| !ends(*c)).last().map_or(at, |(from, _)| from);
        let has = |words: &[&str]| words.iter().any(|word| self.text[from..at].contains(word));
        has(&DECIDES) && !has(&["公开", "依申请", "政府信息"])
    }

    fn mentions(&mut self, range: Range<usize>, said: &'static [Word]) {
        let Sentence { phrase, .. } = &mut self.sentence;
        phrase.is_preceded |= phrase.mentions.is_empty() && phrase.has_other_words;
        let mentions = &mut phrase.mentions;
        // Of a clause without end only the last words are near enough to count.
        if mentions.len() == MOST_MENTIONS {
            mentions.drain(..MOST_MENTIONS / 2);
        }
        mentions.push(Mention { range, said });
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
            // 「分别为3件和2件」.
            '和' | '与' | '及' if !self.sentence.in_order.is_empty() => {}
            '为' | '是' | '的' | '共' | '计' | '总' | '数' | '有' | '达' | '了' | '已' | '经' | '其'
            | '中' | '约' | '累' | '合' | '即' | '现' | '在' | '内' | '包' | '括' | '含' | '并' | '且'
            | '：' | ':' | ' ' | '\u{3000}' => {}
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
}
