//! Words that findings are about, where they stand: in the texts of the form, in the quotation on a card, in what
//! a screen reader hears of a text; and how words change that are mended. All of it in pieces; knows no markup.

use std::ops::Range;

use super::Editing;
use super::shown::{card_name, count_words};
use crate::format::texts::TextField;
use crate::validate::passage::{Mend, Passage, Rewording};
use crate::validate::{self, Finding, Severity};

/// A longer sentence is shortened around its words.
const MOST_QUOTED: usize = 90;
/// So many characters before and behind the words are always there.
const AROUND: usize = 18;
/// Longer words are shortened in their middle.
const MOST_WORDS: usize = 48;
/// More rewordings of one mend are told by their number.
const MOST_REWORDINGS: usize = 4;
/// More findings of one text are not told a screen reader in full.
const MOST_TOLD: usize = 3;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// What it says.
    pub text: String,
    /// How much the finding weighs that it is about; none where it is about none.
    pub mark: Option<Severity>,
    /// The numbers of the cards of the findings whose words begin here, as 「1、2」; empty where none do.
    pub numbers: String,
}

/// Words to be marked.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// Where they stand in a text, in bytes.
    pub range: Range<usize>,
    /// How much their finding weighs.
    pub severity: Severity,
    /// The number of its card, at the first of its words.
    pub number: Option<usize>,
}

/// A text in pieces, cut where words begin and end. Of words that overlap the heavier are marked.
pub fn pieces(text: &str, mut words: Vec<Words>) -> Vec<Piece> {
    words.retain(|words| !words.range.is_empty() && text.get(words.range.clone()).is_some());
    words.sort_by_key(|words| words.range.start);
    let mut cuts: Vec<usize> = words.iter().flat_map(|words| [words.range.start, words.range.end]).collect();
    cuts.extend([0, text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut coming = words.into_iter().peekable();
    let mut here: Vec<Words> = Vec::new();
    let piece = |cut: &[usize]| {
        let (start, end) = (cut[0], cut[1]);
        here.retain(|words| words.range.end > start);
        let mut numbers = Vec::new();
        while let Some(words) = coming.next_if(|words| words.range.start == start) {
            numbers.extend(words.number);
            here.push(words);
        }
        numbers.sort_unstable();
        let numbers = numbers.iter().map(usize::to_string).collect::<Vec<_>>().join("、");
        let mark = here.iter().map(|words| words.severity).min();
        Piece { text: text[start..end].to_owned(), mark, numbers }
    };
    cuts.windows(2).map(piece).collect()
}

/// A sentence with its words, shortened around them if it is long.
pub fn quote(passage: &Passage, severity: Severity) -> Vec<Piece> {
    let words = |range: &Range<usize>| Words { range: range.clone(), severity, number: None };
    let mut pieces = pieces(&passage.sentence, passage.words.iter().map(words).collect());
    if passage.sentence.chars().count() > MOST_QUOTED {
        let last = pieces.len().saturating_sub(1);
        for (at, piece) in pieces.iter_mut().enumerate() {
            piece.text = match (piece.mark, at) {
                (Some(_), _) => shortened(&piece.text, MOST_WORDS / 2, MOST_WORDS / 2),
                (None, 0) => shortened(&piece.text, 0, AROUND),
                (None, at) if at == last => shortened(&piece.text, AROUND, 0),
                (None, _) => shortened(&piece.text, AROUND, AROUND),
            };
        }
    }
    pieces
}

/// A text with so many of its characters at the beginning and at the end; whole if hardly any would be left out.
fn shortened(text: &str, first: usize, last: usize) -> String {
    let count = text.chars().count();
    if count <= first + last + 4 {
        return text.to_owned();
    }
    let begin: String = text.chars().take(first).collect();
    let end: String = text.chars().skip(count - last).collect();
    format!("{begin}……{end}")
}

/// A part of what is said of a change of words.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Words that say what is done, or stay.
    Said(String),
    /// Words that go.
    Goes(String),
    /// Words that come.
    Comes(String),
}

/// What a mend does, as its button says it.
pub fn mend_words(mend: &Mend) -> Vec<Change> {
    let mut words = Vec::new();
    if !mend.what.is_empty() {
        words.push(Change::Said(format!("{} ", mend.what)));
    }
    for (at, rewording) in mend.rewordings.iter().take(MOST_REWORDINGS).enumerate() {
        if at > 0 {
            words.push(Change::Said("；".to_owned()));
        }
        let Rewording { was, becomes, .. } = rewording;
        match (was.is_empty(), becomes.is_empty()) {
            (false, false) => words.extend([goes(was), said(" 改为 "), comes(becomes)]),
            (false, true) => words.extend([said("删去 "), goes(was)]),
            (true, _) => words.extend([said("补上 "), comes(becomes)]),
        }
    }
    if mend.rewordings.len() > MOST_REWORDINGS {
        words.push(Change::Said(format!("；一共 {} 处", mend.rewordings.len())));
    }
    words
}

pub(super) fn said(words: &str) -> Change {
    Change::Said(words.to_owned())
}

pub(super) fn goes(words: &str) -> Change {
    Change::Goes(in_sight(words))
}

pub(super) fn comes(words: &str) -> Change {
    Change::Comes(in_sight(words))
}

/// Words as they can be seen: what is nothing but space has a name.
fn in_sight(words: &str) -> String {
    match words.trim() {
        "" if words.contains('\n') => "换行".to_owned(),
        "" if !words.is_empty() => "空格".to_owned(),
        _ => shortened(words, MOST_WORDS / 2, MOST_WORDS / 2),
    }
}

/// What is said below a text of what was found in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The card of the first finding.
    pub card: String,
    /// How many there are, in words.
    pub count: String,
    /// How many of each severity.
    pub counts: String,
    /// What they are, in full, for who does not see the marks.
    pub sentences: String,
}

impl Editing {
    /// What was found in the words of texts and waits for something to be done, each with the number of its card.
    fn in_words(&self) -> impl Iterator<Item = (usize, &Finding)> {
        let open = validate::wrong(&self.findings).filter(|finding| finding.answer.is_none());
        (1..).zip(open.filter(|finding| !finding.passages.is_empty()))
    }

    /// The number that a card bears, if the words that it is about are marked.
    pub fn card_number(&self, card: &str) -> Option<usize> {
        self.in_words().find(|(_, finding)| card_name(finding) == card).map(|(number, _)| number)
    }

    /// The texts in which words are marked, in pieces.
    pub fn marked_texts(&self) -> Vec<(TextField, Vec<Piece>)> {
        let mut texts: Vec<(TextField, Vec<Words>)> = Vec::new();
        for (number, finding) in self.in_words() {
            for (at, passage) in finding.passages.iter().enumerate() {
                // What was said of other words does not stand here.
                if !stands(self.report().text(passage.field), passage) {
                    continue;
                }
                let of_passage = passage.ranges().enumerate().map(|(place, range)| Words {
                    range,
                    severity: finding.severity,
                    number: (at == 0 && place == 0).then_some(number),
                });
                match texts.iter_mut().find(|(field, _)| *field == passage.field) {
                    Some((_, words)) => words.extend(of_passage),
                    None => texts.push((passage.field, of_passage.collect())),
                }
            }
        }
        let text = |(field, words)| (field, pieces(self.report().text(field), words));
        texts.into_iter().map(text).collect()
    }

    /// What was found in the words of a text; nothing where there is nothing.
    pub fn found_in(&self, field: TextField) -> Option<Found> {
        let is_here = |finding: &&Finding| finding.passages.iter().any(|passage| passage.field == field);
        let here: Vec<&Finding> = self.in_words().map(|(_, finding)| finding).filter(is_here).collect();
        let mut sentences: String = here.iter().take(MOST_TOLD).map(|finding| finding.sentence()).collect();
        if here.len() > MOST_TOLD {
            sentences.push_str("其余见检查结果。");
        }
        Some(Found {
            card: card_name(here.first()?),
            count: format!("有 {} 处问题", here.len()),
            counts: count_words(validate::count(here.iter().copied())),
            sentences,
        })
    }
}

/// Whether the sentence of a passage stands where it stood.
fn stands(text: &str, passage: &Passage) -> bool {
    text.get(passage.at..).is_some_and(|rest| rest.starts_with(&passage.sentence))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::Prose;

    fn place(text: &str, words: &str) -> Range<usize> {
        let at = text.find(words).expect("words of the text");
        at..at + words.len()
    }

    fn shown(pieces: &[Piece]) -> String {
        let piece = |piece: &Piece| match piece.mark {
            Some(severity) => format!("[{}{}{}]", piece.numbers, &severity.id()[..1], piece.text),
            None => piece.text.clone(),
        };
        pieces.iter().map(piece).collect()
    }

    #[test]
    fn a_text_is_cut_where_words_begin_and_end_and_the_heavier_mark_is_drawn() {
        let text = "收到申请47件，办结50件。";
        let words = |words: &str, severity, number| Words { range: place(text, words), severity, number };
        let cut = |words| shown(&pieces(text, words));
        assert_eq!(cut(Vec::new()), text);
        let apart = vec![
            words("50件", Severity::Hint, Some(2)),
            words("47", Severity::Error, Some(1)),
            words("。", Severity::Hint, None),
        ];
        assert_eq!(cut(apart), "收到申请[1e47]件，办结[2h50件][h。]");
        let within = vec![
            words("47件，办结50件", Severity::Hint, Some(1)),
            words("47", Severity::Error, Some(2)),
            words("50", Severity::Warning, Some(3)),
        ];
        assert_eq!(cut(within), "收到申请[1、2e47][h件，办结][3w50][h件]。");
        let outside = Words { range: 1..99, severity: Severity::Error, number: None };
        assert_eq!(cut(vec![outside]), text, "words that do not stand there are not marked");
        assert_eq!(pieces("", Vec::new()), []);
    }

    #[test]
    fn a_long_sentence_is_shortened_around_its_words_and_a_short_one_is_quoted_whole() {
        let quoted = |text: &str, words: &[&str]| {
            let places: Vec<Range<usize>> = words.iter().map(|words| place(text, words)).collect();
            let passage = Passage::of(TextField::OVERVIEW, &Prose::read(text), &places);
            shown(&quote(&passage, Severity::Error))
        };
        assert_eq!(quoted("收到申请47件。", &["47"]), "收到申请[e47]件。");
        let filler = "围绕群众办事".repeat(8);
        let long = format!("{filler}收到申请47件，{filler}办结50件，{filler}。");
        let expected = "……办事围绕群众办事围绕群众办事收到申请[e47]件，围绕群众办事围绕群众办事围绕群众\
            ……群众办事围绕群众办事围绕群众办事办结[e50]件，围绕群众办事围绕群众办事围绕群众……";
        assert_eq!(quoted(&long, &["47", "50"]), expected);
    }

    #[test]
    fn a_mend_says_what_goes_and_what_comes() {
        let prose = Prose::read("二是是答复， 收到47件");
        let said = |what, changes: &[(&str, &str)]| {
            let rewording = |(words, becomes): &(&str, &str)| {
                let range = if words.is_empty() { 1..1 } else { place(prose.text(), words) };
                Rewording {
                    field: TextField::OVERVIEW,
                    range,
                    was: (*words).into(),
                    becomes: (*becomes).into(),
                }
            };
            let mend = Mend { what, rewordings: changes.iter().map(rewording).collect() };
            let word = |change: Change| match change {
                Change::Said(words) => words,
                Change::Goes(words) => format!("-{words}-"),
                Change::Comes(words) => format!("+{words}+"),
            };
            mend_words(&mend).into_iter().map(word).collect::<String>()
        };
        assert_eq!(said("正文", &[("47", "49")]), "正文 -47- 改为 +49+");
        assert_eq!(said("", &[("是", "")]), "删去 -是-");
        assert_eq!(said("", &[(" ", "")]), "删去 -空格-");
        assert_eq!(said("", &[("", "。")]), "补上 +。+");
        assert_eq!(said("", &[("二", "一"), ("47", "49")]), "-二- 改为 +一+；-47- 改为 +49+");
        assert_eq!(said("", &[("二", "一"); 6]).matches("改为").count(), 4);
        assert!(said("", &[("二", "一"); 6]).ends_with("；一共 6 处"));
    }
}
