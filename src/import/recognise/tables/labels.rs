//! A label without what sources write differently: spaces and line breaks inside, half-width brackets, `1、`
//! for `1.`, remarks in brackets, traditional characters; and how much alike two labels are.
//! Knows no table.

use crate::format::is_numeral;
use crate::import::recognise::wording::simplified;
use crate::report::entry::half_width;

/// From this likeness on two labels are taken for the same.
pub const SAME: f64 = 0.75;
/// From this likeness on nobody needs to be asked.
pub const SURE: f64 = 0.9;
/// A label longer than this says more than a label; the rest is not compared.
const MOST_LETTERS: usize = 120;

/// A label, normalised.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The number in front.
    pub number: Option<Number>,
    /// Letters and digits, without the number in front and without remarks in brackets.
    pub word: String,
}

/// The number in front of a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// How it is written.
    pub style: Style,
    /// What it is.
    pub value: u32,
}

/// How a number in front of a label is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `一、`
    Chinese,
    /// `（一）`
    Bracketed,
    /// `1.`
    Digits,
}

impl Label {
    /// Normalises a label.
    pub fn of(text: &str) -> Label {
        Label::of_letters(&letters(text))
    }

    fn of_letters(letters: &[char]) -> Label {
        let (number, rest) = numbered(letters);
        let word = without_remarks(rest);
        // A label that is a remark as a whole says what the remark says.
        let word = if word.is_empty() { of_word(rest) } else { word };
        Label { number, word }
    }

    /// The labels of the groups that were joined into a label, outermost first, and the label itself:
    /// `三、（三）不予公开-1.属于国家秘密`.
    pub fn split(text: &str) -> (Vec<Label>, Label) {
        let letters = letters(text);
        let mut parts = parts(&letters);
        let own = parts.pop().unwrap_or_else(|| Label::of_letters(&letters));
        (parts, own)
    }
}

/// How much a word is alike to one of the form, from 0 to 1.
pub fn likeness(word: &str, official: &str) -> f64 {
    if word.is_empty() || official.is_empty() {
        return 0.0;
    }
    if word == official {
        return 1.0;
    }
    let count = |word: &str| word.chars().count();
    // 规范性文件 for 行政规范性文件, and 行政许可事项 for 行政许可: not a sentence that speaks of 行政许可.
    let is_part = official.contains(word) && count(word) > 3;
    let is_longer = word.contains(official) && count(official) > 3 && 2 * count(word) <= 3 * count(official);
    if is_part || is_longer {
        return 0.85;
    }
    strsim::normalized_levenshtein(word, official)
}

/// How much of a word is found in another one, its letters in their order, from 0 to 1.
pub fn coverage(short: &str, long: &str) -> f64 {
    let long: Vec<char> = long.chars().collect();
    // For every beginning of the longer word how many letters are found in it.
    let mut found = vec![0_u32; long.len() + 1];
    let mut all = 0_u32;
    for letter in short.chars().take(MOST_LETTERS) {
        all += 1;
        let mut before = 0;
        for (at, other) in long.iter().enumerate() {
            let here = found[at + 1];
            found[at + 1] = if *other == letter { before + 1 } else { here.max(found[at]) };
            before = here;
        }
    }
    if all == 0 { 0.0 } else { f64::from(found[long.len()]) / f64::from(all) }
}

/// The letters of a label: full-width forms as their ASCII twins, simplified, without spaces.
fn letters(text: &str) -> Vec<char> {
    let visible = |c: &char| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{feff}');
    half_width(text).chars().filter(visible).take(MOST_LETTERS).map(simplified).collect()
}

fn of_word(letters: &[char]) -> String {
    letters.iter().filter(|c| c.is_alphanumeric()).collect()
}

fn without_remarks(letters: &[char]) -> String {
    let mut depth = 0_usize;
    let mut word = String::new();
    for &letter in letters {
        match letter {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            letter if depth == 0 && letter.is_alphanumeric() => word.push(letter),
            _ => {}
        }
    }
    word
}

/// A label in parts, each beginning with a number or behind a dash.
fn parts(letters: &[char]) -> Vec<Label> {
    let mut bounds = vec![0];
    let mut depth = 0_usize;
    let at = |place: usize| letters.get(place).copied().unwrap_or(' ');
    for (place, &letter) in letters.iter().enumerate() {
        let before = if place > 0 { at(place - 1) } else { ' ' };
        let is_bracketed = letter == '('
            && before != '第'
            && numeral(&letters[place + 1..])
                .is_some_and(|(_, length)| at(place + 1 + length) == ')' && at(place + 2 + length) != '项');
        let is_number = letter.is_ascii_digit()
            && !before.is_ascii_digit()
            && matches!(at(place + 1), '.' | '、')
            && !at(place + 2).is_ascii_digit();
        let behind_dash = matches!(before, '-' | '>' | ':' | '→');
        if place > 0 && depth == 0 && (is_bracketed || is_number || behind_dash) {
            bounds.push(place);
        }
        match letter {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    bounds.push(letters.len());
    let labels = bounds.windows(2).map(|bound| Label::of_letters(&letters[bound[0]..bound[1]]));
    labels.filter(|label| !label.word.chars().all(is_numeral)).collect()
}

/// The number in front of a label, and what comes behind it.
fn numbered(letters: &[char]) -> (Option<Number>, &[char]) {
    let none = (None, letters);
    let bracket = letters.first() == Some(&'(');
    let inner = if bracket { &letters[1..] } else { letters };
    let Some((value, length)) = numeral(inner) else { return circled(letters).unwrap_or(none) };
    let digits = inner[0].is_ascii_digit();
    let rest = &inner[length..];
    let (style, behind) = match (bracket, rest.first()) {
        (true, Some(')')) => (Style::Bracketed, 1),
        (true, _) => return none,
        (false, Some(')')) => (if digits { Style::Digits } else { Style::Bracketed }, 1),
        (false, Some('、' | '.' | ',')) if digits => (Style::Digits, 1),
        (false, Some('、' | '.' | ',')) => (Style::Chinese, 1),
        (false, Some(_)) if digits && value < 100 => (Style::Digits, 0),
        _ => return none,
    };
    let rest = &rest[behind..];
    // Nothing but a number is no label with a number.
    if of_word(rest).is_empty() { none } else { (Some(Number { style, value }), rest) }
}

fn circled(letters: &[char]) -> Option<(Option<Number>, &[char])> {
    let (first, rest) = letters.split_first()?;
    let value = u32::from(*first).checked_sub(0x245f).filter(|value| (1..=20).contains(value))?;
    Some((Some(Number { style: Style::Digits, value }), rest))
}

/// The number that letters begin with, and how many of them it takes: digits, or 一 to 九十九.
fn numeral(letters: &[char]) -> Option<(u32, usize)> {
    let digits = letters.iter().take_while(|c| c.is_ascii_digit()).count();
    if digits > 0 {
        let number: String = letters[..digits].iter().collect();
        return Some((number.parse().ok().filter(|_| digits <= 4)?, digits));
    }
    let digit = |c: &char| "一二三四五六七八九".chars().position(|other| other == *c).map(|at| at as u32 + 1);
    let (mut value, mut length) = (0, 0);
    while let Some(letter) = letters.get(length) {
        match digit(letter) {
            Some(digit) if value % 10 == 0 => value += digit,
            None if *letter == '十' && value < 10 => value = value.max(1) * 10,
            _ => break,
        }
        length += 1;
    }
    (length > 0).then_some((value, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> f64 {
        likeness(&Label::of(one).word, &Label::of(other).word)
    }

    #[test]
    fn the_same_label_is_known_in_any_writing() {
        for (one, other) in [
            ("一、本年新收政府信息公开申请数量", "一、本年新收政府信息\n公开申请数量"),
            (
                "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
                "(二)部分公开(区分处理的,只计这一情形,不计其他情形)",
            ),
            ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "部分公开"),
            ("1.属于国家秘密", "１、属于国家秘密"),
            ("1.属于国家秘密", "①属于国家秘密"),
            ("3.危及“三安全一稳定”", "3.危及\"三安全一稳定\""),
            ("商业企业", "商业 企业"),
            ("本年制发件数", "本年（2023）制发件数"),
            ("行政规范性文件", "规范性文件"),
            ("本年收费金额（单位：万元）", "本年收费金额"),
            ("3.其他", "3、其他"),
            ("行政事業性收費", "行政事业性收费"),
            ("规章（设区的市、自治州应提供相关数据）", "规章"),
        ] {
            assert!(alike(one, other) >= SAME, "{one} and {other}: {}", alike(one, other));
        }
    }

    #[test]
    fn different_labels_are_told_apart() {
        for (one, other) in [
            ("（一）予以公开", "（三）不予公开"),
            ("5.属于三类内部事务信息", "6.属于四类过程性信息"),
            ("行政许可", "行政处罚"),
            ("总计", "其他"),
            ("规章", "规范性文件"),
            ("本年新制作数量", "本年新公开数量"),
            ("结果维持", "结果纠正"),
            ("", "其他"),
        ] {
            assert!(alike(one, other) < SAME, "{one} and {other}: {}", alike(one, other));
        }
    }

    #[test]
    fn groups_joined_into_a_label_are_taken_apart() {
        let (groups, own) = Label::split("三、（三）不予公开-1.属于国家秘密");
        assert_eq!(groups.iter().map(|group| group.word.as_str()).collect::<Vec<_>>(), ["不予公开"]);
        assert_eq!((own.word.as_str(), own.number.map(|number| number.value)), ("属于国家秘密", Some(1)));
        for whole in
            ["（二）部分公开（区分处理的，只计这一情形）", "第二十条第（一）项", "本年增/减", "1.重复申请"]
        {
            assert_eq!(Label::split(whole).0, [], "{whole}");
        }
    }

    #[test]
    fn the_number_in_front_is_read_in_any_writing() {
        for (text, style, value) in [
            ("一、本年新收", Style::Chinese, 1),
            ("（七）总计", Style::Bracketed, 7),
            ("七）总计", Style::Bracketed, 7),
            ("3.其他", Style::Digits, 3),
            ("3其他", Style::Digits, 3),
            ("十二、附件", Style::Chinese, 12),
        ] {
            assert_eq!(Label::of(text).number, Some(Number { style, value }), "{text}");
        }
        for text in ["2023年度", "一", "第二十条", "三安全", ""] {
            assert_eq!(Label::of(text).number, None, "{text}");
        }
    }
}
