//! Numbers in Arabic digits, of either width: with separators and decimals, with 万 and 亿; what is put together
//! of digits and letters only names something.

use std::ops::Range;

use super::NumberKind::{Date, Name, Year};
use super::{Digits, Notation, Number, NumberKind, ONE, Writing, around};

/// Digits beyond these are no count of anything.
const LONGEST: usize = 12;
/// Groups beyond these count nothing.
const MOST: usize = 16;

/// Whether a character is a letter or a digit of either width.
pub fn is_of_a_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

fn digit(c: char) -> Option<i64> {
    let narrow = match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0)?,
        c => c,
    };
    narrow.to_digit(10).map(i64::from)
}

/// What may stand within a word of digits and letters.
fn joins(c: char) -> bool {
    "-._/@:+=&~*#?,×．－／：，～".contains(c)
}

/// Reads the word of digits and letters that begins at a place; gives where it ends.
pub fn read(text: &str, at: usize, found: &mut Vec<Number>) -> usize {
    let mut end = at;
    let mut joined = at;
    let (mut has_letter, mut groups) = (false, Vec::<Range<usize>>::new());
    for (place, c) in text[at..].char_indices() {
        let (place, after) = (at + place, at + place + c.len_utf8());
        if is_of_a_word(c) {
            match digit(c) {
                None => has_letter = true,
                Some(_) if groups.last().is_some_and(|group| group.end == place) => {
                    groups.last_mut().expect("a group").end = after;
                }
                Some(_) => groups.push(place..after),
            }
            end = after;
        } else if !joins(c) || (joined > end && !matches!(c, '/' | ':')) {
            break;
        } else if matches!(c, ',' | '，' | '：') && (has_letter || digit_before(text, place).is_none()) {
            // After letters these end a clause.
            break;
        }
        joined = after;
    }
    let joiner = |pair: &[Range<usize>]| &text[pair[0].end..pair[1].start];
    let joiners: Vec<&str> = groups.windows(2).map(joiner).collect();
    let names = |c: char| "@=&*#?_+×".contains(c);
    let is_endless = groups.len() > MOST;
    if has_letter
        || is_endless
        || joiners.iter().any(|joiner| joiner.chars().count() > 1 || joiner.contains(names))
    {
        groups.into_iter().for_each(|group| push(text, group, Some(Name), found));
    } else {
        parts(text, &groups, &joiners, found);
    }
    end
}

fn digit_before(text: &str, at: usize) -> Option<i64> {
    text[..at].chars().next_back().and_then(digit)
}

/// Reads groups of digits with what joins them.
fn parts(text: &str, groups: &[Range<usize>], joiners: &[&str], found: &mut Vec<Number>) {
    let all_of = |marks: &str| !joiners.is_empty() && joiners.iter().all(|joiner| marks.contains(joiner));
    let value = |at: usize| groups.get(at).and_then(|group| whole(&text[group.clone()])).unwrap_or(-1);
    let length = |at: usize| groups.get(at).map_or(0, |group| text[group.clone()].chars().count());
    let is_same = joiners.windows(2).all(|pair| pair[0] == pair[1]);
    let is_date = is_same
        && all_of("-./－／．")
        && around::is_year(value(0))
        && length(0) == 4
        && (1..=12).contains(&value(1))
        && (groups.len() == 2 && length(1) == 2 && all_of("-/") || (1..=31).contains(&value(2)))
        && groups.len() <= 3;
    let is_time = all_of(":：") && (0..groups.len()).all(|at| length(at) <= 2 && value(at) < 60);
    let dials =
        |at: usize| length(at) >= 6 || (length(at) > 1 && value(at) < 10_i64.pow(length(at) as u32 - 1));
    if let [only] = groups {
        push(text, only.clone(), None, found);
    } else if is_date || is_time {
        for (at, group) in groups.iter().enumerate() {
            push(text, group.clone(), Some(if is_date && at == 0 { Year } else { Date }), found);
        }
    } else if all_of("-－") && (groups.len() > 2 || (0..groups.len()).any(dials)) {
        groups.iter().for_each(|group| push(text, group.clone(), Some(Name), found));
    } else if let (Some(separator), [first, .., last]) = (thousands(text, groups, joiners), groups) {
        push_written(text, first.start..last.end, Some(separator), None, found);
    } else if let Some(split) = joiners.iter().position(|joiner| "-~,－～，：".contains(*joiner)) {
        parts(text, &groups[..=split], &joiners[..split], found);
        parts(text, &groups[split + 1..], &joiners[split + 1..], found);
    } else if joiners.len() == 1 && all_of(".．") {
        let after = text[groups[1].end..].trim_start_matches(around::is_space);
        if length(1) == 4 && around::is_year(value(1)) && after.starts_with('年') {
            // 「1.2023年」, the mark of a list and a year.
            push(text, groups[0].clone(), Some(NumberKind::Ordinal), found);
            push(text, groups[1].clone(), None, found);
        } else {
            push(text, groups[0].start..groups[1].end, None, found);
        }
    } else {
        groups.iter().for_each(|group| push(text, group.clone(), Some(Name), found));
    }
}

/// The mark that separates thousands, if all groups are such; decimals may follow. A comma of full width does so only
/// where a unit follows.
fn thousands(text: &str, groups: &[Range<usize>], joiners: &[&str]) -> Option<char> {
    let decimals = joiners.len() > 1 && matches!(*joiners.last()?, "." | "．");
    let separators = &joiners[..joiners.len() - usize::from(decimals)];
    let length = |group: &Range<usize>| text[group.clone()].chars().count();
    let first = groups.first()?;
    let separator = separators.first()?.chars().next()?;
    let is_surely = match separator {
        ',' => true,
        '，' => {
            let is_wide = text[first.clone()].starts_with(|c: char| !c.is_ascii());
            is_wide || !around::unit(text, groups.last()?.end).is_empty()
        }
        _ => false,
    };
    let of_three = groups[1..=separators.len()].iter().all(|group| length(group) == 3);
    let begins = (1..=3).contains(&length(first)) && !text[first.clone()].starts_with(['0', '０']);
    let is_same = separators.iter().all(|other| *other == separators[0]);
    (is_surely && of_three && begins && is_same).then_some(separator)
}

fn push(text: &str, range: Range<usize>, kind: Option<NumberKind>, found: &mut Vec<Number>) {
    push_written(text, range, None, kind, found);
}

fn push_written(
    text: &str,
    mut range: Range<usize>,
    separator: Option<char>,
    kind: Option<NumberKind>,
    found: &mut Vec<Number>,
) {
    let is_wide = text[range.clone()].starts_with(|c: char| !c.is_ascii());
    let notation = if is_wide { Notation::FullWidth } else { Notation::Arabic };
    let mut value = value(&text[range.clone()]);
    let mut writing = Writing { separator, ..Writing::default() };
    if kind.is_none()
        && let Some((scale, times, end)) = scale(text, range.end)
    {
        (range.end, writing.scale) = (end, Some((scale, times)));
        value = value.and_then(|value| value.checked_mul(times));
    }
    found.push(around::number(text, Digits { range, value, notation, writing, kind }, found.last()));
}

/// 万 or 亿 behind digits; 百 and 千 where they surely are numerals.
fn scale(text: &str, at: usize) -> Option<(char, i64, usize)> {
    let after = text[at..].trim_start_matches(around::is_space);
    let scale = after.chars().next()?;
    let times = match scale {
        '百' => 100,
        '千' => 1000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    };
    let end = text.len() - after.len() + scale.len_utf8();
    let is_surely = times >= 10_000 || text[end..].starts_with(['余', '多']);
    is_surely.then_some((scale, times, end))
}

fn whole(digits: &str) -> Option<i64> {
    if digits.len() > 3 * LONGEST {
        return None;
    }
    digits.chars().try_fold(0_i64, |value, c| value.checked_mul(10)?.checked_add(digit(c)?))
}

/// The value of digits in ten-thousandths; what is finer is left out.
fn value(text: &str) -> Option<i64> {
    let (mut value, mut decimals, mut count) = (0_i64, None, 0);
    for c in text.chars() {
        match (digit(c), decimals) {
            (Some(digit), None) => {
                (value, count) = (value.checked_mul(10)?.checked_add(digit)?, count + 1);
            }
            (Some(digit), Some(places)) if places < 4 => {
                (value, decimals) = (value.checked_mul(10)?.checked_add(digit)?, Some(places + 1));
            }
            (None, None) if matches!(c, '.' | '．') => decimals = Some(0),
            _ => {}
        }
        if count > LONGEST {
            return None;
        }
    }
    value.checked_mul(ONE / 10_i64.pow(decimals.unwrap_or(0)))
}

/// A value in ten-thousandths, in digits, as so many times another.
pub fn written(value: i64, separator: Option<char>, times: i64) -> String {
    let unit = i128::from(times) * i128::from(ONE);
    let (whole, mut rest) =
        (i128::from(value.unsigned_abs()) / unit, i128::from(value.unsigned_abs()) % unit);
    let mut text = String::from(if value < 0 { "-" } else { "" });
    let digits = whole.to_string();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            text.extend(separator);
        }
        text.push(digit);
    }
    if rest > 0 {
        text.push('.');
    }
    while rest > 0 {
        rest *= 10;
        text.push(char::from(b'0' + (rest / unit) as u8));
        rest %= unit;
    }
    text
}

/// A digit or its mark at full width.
pub fn widened(c: char) -> char {
    match c {
        '0'..='9' | '.' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c),
        c => c,
    }
}
