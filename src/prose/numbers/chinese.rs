//! Numbers in Chinese numerals. Most of these characters stand in words that count nothing (统一, 一方面, 百姓),
//! so that one is a number only where what stands around it says so.

use std::ops::Range;

use super::NumberKind::{Count, Date, Ordinal, Percentage, Year};
use super::{Digits, Notation, Number, NumberKind, ONE, Writing, around};

const NUMERALS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
/// Numerals beyond these count nothing.
const LONGEST: usize = 20;

/// Whether a number may begin with a character.
pub fn begins(c: char) -> bool {
    digit(c).is_some() || times(c).is_some()
}

fn digit(c: char) -> Option<i64> {
    match c {
        '〇' | '○' => Some(0),
        '两' => Some(2),
        c => NUMERALS.iter().position(|other| *other == c).map(|digit| digit as i64),
    }
}

fn times(c: char) -> Option<i64> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        '万' => Some(10_000),
        '亿' => Some(100_000_000),
        _ => None,
    }
}

/// Reads the numerals that begin at a place; gives where they end.
pub fn read(text: &str, at: usize, found: &mut Vec<Number>) -> usize {
    let length: usize = text[at..].chars().take_while(|c| begins(*c)).map(char::len_utf8).sum();
    let mut range = at..at + length;
    let (before, after) = (&text[..at], &text[range.end..]);
    if after.starts_with("分之") || (before.ends_with("分之") && !before.ends_with("百分之")) {
        return range.end;
    }
    let mut value = value(&text[range.clone()]).and_then(|value| value.checked_mul(ONE));
    if before.ends_with("百分之")
        && let (Some(whole), Some((decimals, end))) = (value, decimals(text, range.end))
    {
        (value, range.end) = (whole.checked_add(decimals), end);
    }
    let end = range.end;
    let mut writing = Writing::default();
    let kind = if before.ends_with("百分之") {
        value.map(|_| Percentage)
    } else if let Some(year) = year(&text[range.clone()], around::skipped(after)) {
        let zero = if text[range.clone()].contains('○') { '○' } else { '〇' };
        (value, writing.zero) = (Some(year * ONE), Some(zero));
        Some(Year)
    } else {
        kind(text, &range, found.last()).filter(|kind| *kind != Count || value.is_some())
    };
    let almost = if kind.is_none() { almost(text, &range) } else { None };
    if let Some(kind) = kind.or(almost.map(|_| Count)) {
        let digits = Digits {
            range,
            value: value.or(almost).or(Some(0)),
            notation: Notation::Chinese,
            writing,
            kind: Some(kind),
        };
        let mut number = around::number(text, digits, found.last());
        number.is_exact &= almost.is_none();
        found.push(number);
    }
    end
}

/// What kind of number numerals are; none where they are none.
fn kind(text: &str, range: &Range<usize>, last: Option<&Number>) -> Option<NumberKind> {
    let (before, after) = (&text[..range.start], around::skipped(&text[range.end..]));
    let numerals = &text[range.clone()];
    if before.ends_with('第') || around::is_bracketed(before, after) {
        return Some(Ordinal);
    }
    if after.starts_with(['是', '、']) && around::begins_clause(before) {
        return Some(Ordinal);
    }
    if around::goes_on(text, range.start, last).is_some_and(|last| last.kind == Ordinal) {
        return Some(Ordinal);
    }
    let is_date = ["月", "日", "季度", "时"].into_iter().any(|word| after.starts_with(word))
        && !["日常", "日益", "日趋", "时候", "时期", "时间"].into_iter().any(|word| after.starts_with(word));
    if is_date {
        return Some(Date);
    }
    let is_bare = numerals.starts_with(['百', '千', '万', '亿']);
    if is_bare && !before.ends_with(['近', '上', '约', '超', '逾', '数', '几', '成', '过']) {
        return None;
    }
    let is_of_a_word = numerals == "一" && before.ends_with(NOT_ONE);
    let unit = around::unit(text, range.end);
    if !unit.is_empty() {
        let goes_on = |words: &(&str, &[&str])| {
            let after = &text[unit.end..];
            text[unit.clone()] == *words.0 && words.1.iter().any(|word| after.starts_with(word))
        };
        // 一起推进, but 两起推诿的案件.
        let mut words = WORDS.iter().filter(|(unit, _)| *unit != "起" || numerals == "一");
        return (!is_of_a_word && !words.any(goes_on)).then_some(Count);
    }
    let is_said =
        before.ends_with(['为', '是', '均', '共', '达', '计', '仍', '请', '议', '讼', '开', '供', '理']);
    let ends = after.chars().next().is_none_or(|c| "，。；、）！,;)\n".contains(c));
    (is_said && ends && numerals.contains(['零', '〇', '十', '百', '千', '万'])).then_some(Count)
}

/// What stands before 一 where this is no number: 每一件, 统一.
const NOT_ONE: [char; 23] = [
    '每', '某', '任', '这', '那', '同', '另', '哪', '统', '唯', '单', '之', '逐', '首', '头', '下', '上',
    '前', '后', '其', '此', '不', '专',
];

/// Units that may be the beginning of a word, with how that goes on: 一件事, 一部分, 两条例.
const WORDS: [(&str, &[&str]); 21] = [
    ("件", &["事", "件"]),
    ("起", &["推", "抓", "来", "做", "参", "努", "部", "研", "落", "共"]),
    ("次", &["性", "次", "数"]),
    ("部", &["分", "门", "位", "署", "委", "长"]),
    ("条", &["龙", "例", "件", "款", "线", "条"]),
    ("人", &["民", "员", "才", "口", "均"]),
    ("项", &["目", "项"]),
    ("家", &["庭", "长", "国"]),
    ("期", &["间", "限", "末"]),
    ("场", &["所", "景", "地"]),
    ("类", &["型", "别"]),
    ("处", &["理", "罚", "置"]),
    ("名", &["单", "称"]),
    ("位", &["于", "置"]),
    ("页", &["面"]),
    ("个", &["个", "人", "体", "别"]),
    ("份", &["份"]),
    ("种", &["种", "植"]),
    ("户", &["籍"]),
    ("则", &["是"]),
    ("元", &["素", "旦", "化"]),
];

/// The year that four digits say: 二〇二四.
fn year(numerals: &str, after: &str) -> Option<i64> {
    if numerals.chars().count() != 4 || !after.starts_with('年') {
        return None;
    }
    let year = numerals.chars().try_fold(0, |value, c| Some(value * 10 + digit(c)?))?;
    around::is_year(year).then_some(year)
}

/// About how many two digits in a row say, and numerals before 几: 两三件, 十几件.
fn almost(text: &str, range: &Range<usize>) -> Option<i64> {
    let mut numerals = text[range.clone()].chars();
    let (one, other) = (digit(numerals.next()?)?, digit(numerals.next()?)?);
    let is_pair = one > 0 && one + 1 == other && numerals.next().is_none();
    (is_pair && !around::unit(text, range.end).is_empty()).then_some(one * ONE)
}

/// The decimals behind 点, in ten-thousandths, and where they end.
fn decimals(text: &str, at: usize) -> Option<(i64, usize)> {
    let digits = text[at..].strip_prefix('点')?.chars().map_while(digit).take(4);
    let (value, _, count) = digits
        .fold((0, ONE, 0), |(value, unit, count), digit| (value + digit * unit / 10, unit / 10, count + 1));
    (count > 0).then_some((value, at + '点'.len_utf8() * (count + 1)))
}

/// The value of numerals: 一百二十三, 十, 两千零五, 三万; none if they are no number.
fn value(numerals: &str) -> Option<i64> {
    if numerals.len() > 3 * LONGEST {
        return None;
    }
    let (mut sum, mut section, mut last) = (0_i64, 0_i64, None);
    let (mut smallest, mut largest) = (10_000, i64::MAX);
    let mut follows_zero = false;
    for (at, c) in numerals.chars().enumerate() {
        if let Some(value) = digit(c) {
            match last {
                Some(_) => return None,
                None if value == 0 && (at > 0 || numerals.chars().count() > 1) => {
                    if at == 0 || follows_zero {
                        return None;
                    }
                    follows_zero = true;
                }
                None => last = Some(value),
            }
            continue;
        }
        let times = times(c)?;
        if times < 10_000 {
            // 十 may stand without 一, the others at the very beginning.
            let own = last.take().or((at == 0 || times == 10).then_some(1))?;
            if times >= smallest || own == 0 {
                return None;
            }
            (section, smallest) = (section + own * times, times);
        } else {
            let own = section + last.take().unwrap_or(0);
            let own = if own == 0 && at == 0 { 1 } else { own };
            if own == 0 || times >= largest {
                return None;
            }
            sum = sum.checked_add(own.checked_mul(times)?)?;
            (section, smallest, largest) = (0, 10_000, times);
        }
        follows_zero = false;
    }
    // 一百二 and 三万五 say another number than their last digit.
    let is_colloquial = last.is_some_and(|value| value > 0)
        && !follows_zero
        && (smallest > 10 || section == 0)
        && (section > 0 || sum > 0);
    let ends_with_zero = follows_zero && last.is_none();
    (!is_colloquial && !ends_with_zero).then(|| sum.checked_add(section + last.unwrap_or(0)))?
}

/// A value in ten-thousandths in numerals; digit by digit where a zero for that is given.
pub fn written(value: i64, zero: Option<char>, has_unit: bool) -> String {
    let numeral = |digit: i64| NUMERALS[digit.unsigned_abs() as usize % 10];
    let (whole, rest) = (value / ONE, value % ONE);
    if let Some(zero) = zero {
        return whole
            .to_string()
            .chars()
            .map(|c| match c.to_digit(10) {
                Some(0) | None => zero,
                Some(digit) => numeral(i64::from(digit)),
            })
            .collect();
    }
    if whole == 2 && rest == 0 && has_unit {
        return String::from("两");
    }
    let mut text = String::new();
    let mut needs_zero = false;
    for (times, name) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
        let section = whole.abs() / times % 10_000;
        if section == 0 {
            needs_zero = !text.is_empty();
            continue;
        }
        for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = section / unit % 10;
            if digit == 0 {
                needs_zero |= !text.is_empty();
                continue;
            }
            if std::mem::take(&mut needs_zero) {
                text.push(NUMERALS[0]);
            }
            if !(digit == 1 && unit == 10 && text.is_empty()) {
                text.push(numeral(digit));
            }
            text += name;
        }
        text += name;
        needs_zero = false;
    }
    if text.is_empty() {
        text.push(NUMERALS[0]);
    }
    if rest > 0 {
        text.push('点');
        text.extend(
            format!("{rest:04}")
                .trim_end_matches('0')
                .chars()
                .map(|c| numeral(i64::from(c.to_digit(10).unwrap_or(0)))),
        );
    }
    text
}
