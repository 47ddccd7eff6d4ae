//! Punctuation: marks that stand side by side, marks of half width in Chinese, straight quotes.

use std::ops::Range;

use super::{Slip, after, before, lines};
use crate::prose::Prose;
use crate::validate::rule::Checked;

/// Marks of half width that Chinese writes otherwise, in the order in which they are named.
const HALVES: &str = ",;:?!().";

/// A mark in the width that Chinese is written with.
pub fn wide(mark: char) -> char {
    match mark {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        '(' => '（',
        ')' => '）',
        '.' => '。',
        mark => mark,
    }
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Marks that stand side by side: 「，，」「，。」.
pub fn doubled(_: &Checked, prose: &Prose) -> Vec<Slip> {
    let is_mark = |c: char| matches!(c, '，' | '。' | '、' | '；' | '：' | ',' | ';');
    let text = prose.text();
    let mut slips = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((start, first)) = letters.next() {
        if !is_mark(first) {
            continue;
        }
        let mut run = vec![first];
        while let Some((_, next)) = letters.next_if(|(_, c)| is_mark(*c)) {
            run.push(next);
        }
        let range = start..start + run.iter().map(|c| c.len_utf8()).sum::<usize>();
        if run.len() > 1 {
            slips.push(side_by_side(text, range, &run));
        }
    }
    slips
}

fn side_by_side(text: &str, range: Range<usize>, run: &[char]) -> Slip {
    let slip = Slip::sure(range.clone(), format!("“{}”是连着的标点，请只留一个。", &text[range.clone()]));
    let marks: Vec<char> = run.iter().map(|c| wide(*c)).collect();
    let keep = |mark: char| [(range.clone(), mark.to_string())];
    let (first, last) = (marks[0], marks[marks.len() - 1]);
    if marks.iter().all(|mark| *mark == '。') && marks.len() > 2 {
        slip.mended([(range.clone(), "……".to_owned())])
    } else if marks.contains(&'。') {
        slip.mended(keep('。'))
    } else if first == last {
        slip.mended(keep(first))
    } else {
        slip.mended(keep(last)).mended(keep(first))
    }
}

/// Marks of half width in Chinese, and straight quotes: one slip each.
pub fn half_width(_: &Checked, prose: &Prose) -> Vec<Slip> {
    let text = prose.text();
    let mut marks: Vec<(Range<usize>, char)> = text
        .char_indices()
        .filter(|(at, c)| is_in_chinese(text, *at, *c))
        .map(|(at, c)| (at..at + 1, c))
        .collect();
    marks.extend(brackets(text));
    marks.sort_by_key(|(range, _)| range.start);
    let mut slips = Vec::new();
    if !marks.is_empty() {
        let used: String = HALVES.chars().filter(|half| marks.iter().any(|(_, c)| c == half)).collect();
        let meant: String = used.chars().map(wide).collect();
        let says = format!("用了半角标点“{used}”，中文里用全角的“{meant}”。");
        let slip = Slip::style(marks.iter().map(|(range, _)| range.clone()).collect(), says);
        slips.push(slip.mended(marks.into_iter().map(|(range, mark)| (range, wide(mark).to_string()))));
    }
    slips.extend(straight(text));
    slips
}

/// Whether a mark of half width stands in Chinese.
fn is_in_chinese(text: &str, at: usize, mark: char) -> bool {
    if !matches!(mark, ',' | ';' | ':' | '?' | '!' | '.') {
        return false;
    }
    let (before, after) = (before(text, at), || after(text, at + 1));
    let ends_chinese = |c: char| is_han(c) || "”’》）】〕」）)".contains(c);
    let is_behind = before.is_some_and(ends_chinese);
    match mark {
        // What a page left behind, 「&nbsp;」, ends so too.
        ';' if before.is_some_and(|c| c.is_ascii_alphabetic()) => false,
        ',' | ';' | ':' | '?' | '!' => {
            let begins_chinese = after().is_some_and(|c| is_han(c) || "“‘《".contains(c));
            is_behind || begins_chinese && before.is_some_and(|c| !c.is_whitespace())
        }
        // 「一.」 marks an item.
        '.' => {
            let marks_an_item = before.is_some_and(crate::format::is_numeral);
            is_behind
                && !marks_an_item
                && after().is_none_or(|c| is_han(c) || c.is_whitespace() || "“《（”".contains(c))
        }
        _ => false,
    }
}

/// Brackets of half width around Chinese, or paired with one of full width.
fn brackets(text: &str) -> Vec<(Range<usize>, char)> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, char, usize)> = Vec::new();
    let mut letters = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' => open.push((at, c, letters)),
            ')' | '）' => {
                let Some((from, opens, before)) = open.pop() else { continue };
                let is_mixed = (opens == '(') != (c == ')');
                if letters > before || is_mixed {
                    let both = [(from, opens), (at, c)].into_iter().filter(|(_, c)| c.is_ascii());
                    found.extend(both.map(|(at, c)| (at..at + 1, c)));
                }
            }
            '\n' => open.clear(),
            c => letters += usize::from(is_han(c)),
        }
    }
    found
}

/// Straight quotes.
fn straight(text: &str) -> Option<Slip> {
    let mut words = Vec::new();
    let mut rewordings = Vec::new();
    for (begin, line) in lines(text).filter(|(_, line)| line.contains('"') && line.contains(is_han)) {
        let is_quote = |at: usize| !line[..at].ends_with(|c: char| c.is_ascii_digit() || c == '=');
        let quotes: Vec<usize> =
            line.match_indices('"').map(|(at, _)| at).filter(|at| is_quote(*at)).collect();
        let ranges = quotes.iter().map(|at| begin + at..begin + at + 1);
        words.extend(ranges.clone());
        if quotes.len().is_multiple_of(2) {
            rewordings.extend(ranges.zip(["“", "”"].into_iter().cycle().map(str::to_owned)));
        }
    }
    let all = rewordings.len() == words.len();
    let slip = Slip::style(words, "用了直引号，中文里用弯引号“”。".to_owned());
    (!slip.words.is_empty()).then(|| slip.mended(rewordings.into_iter().filter(|_| all)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{mended, slips};

    #[test]
    fn punctuation_of_full_width_holds_and_so_does_what_is_no_chinese() {
        for text in [
            "收到1,234件，答复率99.5%；时间9:30，网址http://www.example.gov.cn/a,b。",
            "（一）公开（含COVID-19）。微信(WeChat)公开，邮箱a.b@example.com。",
            "落实“先审、后发”……继续——完善。",
            "一.公开\n二.答复",
        ] {
            assert_eq!(slips(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn marks_of_half_width_in_chinese_are_one_hint_and_mended_together() {
        let text = "(一)公开,办结率100%,答复2件.\n根据条例(国令第711号)编制.";
        assert_eq!(slips(text), ["用了半角标点“,().”，中文里用全角的“，（）。”。"]);
        assert_eq!(mended(text), "（一）公开，办结率100%，答复2件。\n根据条例（国令第711号）编制。");
        assert_eq!(mended("编制（以下简称《条例》)。"), "编制（以下简称《条例》）。");
    }

    #[test]
    fn straight_quotes_are_bent_where_they_pair() {
        assert_eq!(slips("落实\"先审后发\"制度。"), ["用了直引号，中文里用弯引号“”。"]);
        assert_eq!(mended("落实\"先审后发\"制度。"), "落实“先审后发”制度。");
        assert_eq!(mended("落实\"先审后发制度。"), "落实\"先审后发制度。", "which way is not known");
    }

    #[test]
    fn marks_side_by_side_are_found() {
        assert_eq!(slips("公开，，答复。"), ["“，，”是连着的标点，请只留一个。"]);
        assert_eq!(mended("公开，，答复。"), "公开，答复。");
        assert_eq!(mended("公开答复，。"), "公开答复。");
        assert_eq!(mended("公开等等。。。"), "公开等等……");
        assert_eq!(mended("公开、，答复。"), "公开，答复。");
    }
}
