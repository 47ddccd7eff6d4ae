//! How much of a text stands in another: its letters that are part of a run of sixteen letters found there, and
//! the sentences that are mostly such. Spaces and punctuation do not count; years are all the same, since a year
//! moved on is no new writing, while any other number brought up to date is. Sentences that say that there was
//! nothing count neither way: they can hardly be put otherwise. See `docs/decisions/0013-last-years-report.md`.
//! Takes time in proportion to the texts.

use std::collections::{BTreeMap, HashSet};

use crate::format::Chapter;
use crate::report::Report;

/// So many letters in a row are no chance: the name of the law has fifteen, but stands among others.
const RUN: usize = 16;
/// What is shorter says too little to be judged.
const FEWEST: usize = 30;
/// What stands for any year.
const YEAR: char = 'Y';
/// What ends a sentence.
const ENDS: [char; 6] = ['。', '！', '？', '；', '\n', '\r'];
/// How a sentence says that there was nothing.
const NOTHING: [&str; 11] = [
    "未收",
    "没有收",
    "未发生",
    "没有发生",
    "无其他",
    "没有其他",
    "未被",
    "没有因",
    "未产生",
    "无需要",
    "没有需要",
];

/// How much of a text stands in another.
#[derive(Clone, Debug, PartialEq)]
pub struct Likeness {
    /// In percent of its letters, rounded down.
    pub share: usize,
    /// The sentences that are mostly so, verbatim.
    pub sentences: Vec<String>,
}

/// What was compared: as long as a text and last year's stay the same, so does how much they are alike, and a key
/// in a cell costs nothing.
#[derive(Debug, Default)]
pub struct Compared(BTreeMap<&'static str, Pair>);

/// Two texts, and how much of the one stands in the other.
#[derive(Debug)]
struct Pair {
    text: String,
    other: String,
    likeness: Option<Likeness>,
}

impl Compared {
    /// How much of each chapter that must have a text stands in that of last year's report; those that say too
    /// little to be judged are left out, and all where no report of the year before is attached.
    pub fn likenesses(&mut self, report: &Report) -> Vec<(&'static Chapter, Likeness)> {
        let Some(last) = report.year_before() else { return Vec::new() };
        let chapters = report.format().chapters.iter().filter(|chapter| !chapter.text().is_optional());
        let of_chapter = |chapter: &'static Chapter| {
            let field = chapter.text();
            Some((chapter, self.likeness(field.id(), report.text(field), last.text(field))?))
        };
        chapters.filter_map(of_chapter).collect()
    }

    fn likeness(&mut self, field: &'static str, text: &str, other: &str) -> Option<Likeness> {
        let known = self.0.get(field).filter(|pair| pair.text == text && pair.other == other);
        if let Some(pair) = known {
            return pair.likeness.clone();
        }
        let likeness = likeness(text, other);
        let pair = Pair { text: text.to_owned(), other: other.to_owned(), likeness: likeness.clone() };
        self.0.insert(field, pair);
        likeness
    }
}

/// How much of a text stands in another; none if it says too little to be judged, or the
/// other nothing.
pub fn likeness(text: &str, other: &str) -> Option<Likeness> {
    let sentences: Vec<(&str, Vec<char>)> = (text.split_inclusive(ENDS))
        .filter(|sentence| !NOTHING.iter().any(|words| sentence.contains(words)))
        .map(|sentence| (sentence.trim(), letters(sentence)))
        .collect();
    let own: Vec<char> = sentences.iter().flat_map(|(_, letters)| letters).copied().collect();
    let other = letters(other);
    if own.len() < FEWEST || other.is_empty() {
        return None;
    }
    let of_other: HashSet<u64> = runs::<RUN>(&other).collect();
    let mut same = vec![false; own.len()];
    let mut done = 0;
    for (at, run) in runs::<RUN>(&own).enumerate() {
        if of_other.contains(&run) {
            same[at.max(done)..at + RUN].fill(true);
            done = at + RUN;
        }
    }
    let count = |same: &[bool]| same.iter().filter(|same| **same).count();
    let share = count(&same) * 100 / own.len();
    let mut rest = same.as_slice();
    let mut alike = Vec::new();
    for (sentence, letters) in &sentences {
        let (these, after) = rest.split_at(letters.len());
        rest = after;
        if !these.is_empty() && count(these) * 2 >= these.len() {
            alike.push((*sentence).to_owned());
        }
    }
    Some(Likeness { share, sentences: alike })
}

/// Every run of so many letters as a number, by which it is known: its letters are digits to a large base, modulo 2⁶⁴,
/// so that the next run is one step away. Every key in a text is checked against last year's report: comparing letters
/// took three times as long (`cargo bench`).
pub fn runs<const RUN: usize>(letters: &[char]) -> impl Iterator<Item = u64> {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    let of_first = BASE.wrapping_pow(RUN as u32);
    let mut number = 0_u64;
    letters.iter().enumerate().filter_map(move |(at, letter)| {
        number = number.wrapping_mul(BASE).wrapping_add(u64::from(*letter));
        if let Some(left) = at.checked_sub(RUN) {
            number = number.wrapping_sub(of_first.wrapping_mul(u64::from(letters[left])));
        }
        (at + 1 >= RUN).then_some(number)
    })
}

/// The letters and figures of a text, with years alike.
fn letters(text: &str) -> Vec<char> {
    let kind = |c: char| match c {
        '0'..='9' | '０'..='９' => 1,
        '〇' | '○' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' => 2,
        _ => 0,
    };
    let plain: Vec<char> = text.chars().filter(|c| c.is_alphanumeric() || kind(*c) > 0).collect();
    let of_one_kind = plain.chunk_by(|one, other| kind(*one) > 0 && kind(*one) == kind(*other));
    let as_written = of_one_kind.flat_map(|run| match run {
        ['2' | '２' | '二', '0' | '０' | '〇' | '○' | '零', _, _] => [YEAR].iter(),
        run => run.iter(),
    });
    as_written.copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEN: &str = "2023年，本机关主动公开政府信息312条，其中通过门户网站公开205条。加强组织领导，把政务公开列入年度重点工作，定期召开会议研究部署。健全审核制度，做到先审查后公开、一事一审。";

    #[test]
    fn the_same_text_is_all_alike_whatever_its_year_and_punctuation() {
        let now = THEN.replace("2023", "2024").replace('，', ", ").replace('。', "。\n");
        let found = likeness(&now, THEN).expect("enough to judge");
        assert_eq!((found.share, found.sentences.len()), (100, 3));
        let numerals = THEN.replace("2023", "二〇二四");
        assert_eq!(likeness(&numerals, THEN).map(|it| it.share), Some(100));
        assert_eq!(letters("二○二四年"), letters("2023年"), "a circle for a nought");
    }

    #[test]
    fn another_text_is_not_alike_though_it_names_the_same_law() {
        let now = "依照《中华人民共和国政府信息公开条例》，全年新收政府信息公开申请七件，均按期办结，另有一件转入下年度。群众反映的问题逐条回复。";
        assert_eq!(likeness(now, THEN), Some(Likeness { share: 0, sentences: vec![] }));
    }

    #[test]
    fn sentences_that_were_kept_are_named_and_numbers_brought_up_to_date_are_new() {
        let now = "2024年，本机关公开信息455条，网站268条。加强组织领导，把政务公开列入年度重点工作，定期召开会议研究部署。新建政务公开专区一处，办理群众查询六十次，全年开放二百四十天。";
        let found = likeness(now, THEN).expect("enough to judge");
        assert!((30..50).contains(&found.share), "{found:?}");
        assert_eq!(found.sentences, ["加强组织领导，把政务公开列入年度重点工作，定期召开会议研究部署。"]);
    }

    #[test]
    fn what_is_short_or_says_that_there_was_nothing_is_not_judged() {
        let none = "2023年度本机关未收取政府信息公开信息处理费，也没有其他需要报告的事项。除此以外无其他需要报告的事项。";
        assert_eq!(likeness(none, none), None);
        assert_eq!(likeness("公开不够及时。", "公开不够及时。"), None);
        assert_eq!(likeness("", ""), None);
        assert_eq!(likeness(THEN, " "), None, "nothing was written then");
    }

    #[test]
    fn what_was_compared_is_compared_anew_once_a_text_or_last_years_has_changed() {
        let mut compared = Compared::default();
        let other = THEN.chars().rev().collect::<String>();
        for (text, then) in [(THEN, THEN), (&other, THEN), (&other, &other), (THEN, &other), (THEN, THEN)] {
            let again =
                [compared.likeness("overview", text, then), compared.likeness("overview", text, then)];
            assert_eq!(again, [likeness(text, then), likeness(text, then)]);
        }
    }

    #[test]
    fn a_long_text_takes_time_in_proportion() {
        let long = THEN.repeat(4000);
        assert_eq!(likeness(&long, &long).map(|it| it.share), Some(100));
    }
}
