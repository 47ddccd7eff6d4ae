//! The numbers that occur in a text: how many of what, how exactly, in which notation.
//! What is digit by digit a number says `digits` and `chinese`; what kind of number it is, the words around it.

mod around;
mod chinese;
mod digits;

use std::ops::Range;

pub(super) use around::skipped;

/// What one is, in the values of numbers.
pub const ONE: i64 = 10_000;

/// A number in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// Where its digits stand, with their separators and 万 or 亿, in bytes.
    pub range: Range<usize>,
    /// Where its unit stands, behind it; empty where it has none.
    pub unit: Range<usize>,
    /// Its value in ten-thousandths: 3.5 is 35000. A year of two digits is the year: 24年 is 2024.
    pub value: i64,
    /// How it is written.
    pub notation: Notation,
    /// What kind of number it is.
    pub kind: NumberKind,
    /// Whether it says exactly how many: not 「近百件」「约」「14万余条」「300多」「3至5件」.
    pub is_exact: bool,
    /// What its digits are written with.
    writing: Writing,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// 123, 1,234, 1.5, 14万.
    Arabic,
    /// １２３.
    FullWidth,
    /// 一百二十三.
    Chinese,
}

/// What kind of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberKind {
    /// So many of something: the only kind that is compared with a table.
    Count,
    /// 12.5%, 12.5％, 百分之十二.
    Percentage,
    /// A year: 2024年, 二〇二四年, 24年.
    Year,
    /// A part of a date, a time, a period: 12月, 31日, 上午9时.
    Date,
    /// 第七次, 第1号; the mark of a list: 一是, （一）, 1.、①.
    Ordinal,
    /// What only names something: a document number 〔2021〕30号, a telephone, a postcode, 12345热线, a house
    /// number, a version.
    Name,
}

/// What digits are written with.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Writing {
    /// What separates thousands.
    separator: Option<char>,
    /// 万 or 亿 behind the digits, and what it multiplies by.
    scale: Option<(char, i64)>,
    /// Chinese digits one after another, with this zero.
    zero: Option<char>,
    /// A year of two digits.
    is_short_year: bool,
}

impl Number {
    /// How many, where it is a whole number.
    pub fn whole(&self) -> Option<i64> {
        (self.value % ONE == 0).then_some(self.value / ONE)
    }

    /// Where it stands with its unit.
    pub fn with_unit(&self) -> Range<usize> {
        self.range.start..self.unit.end.max(self.range.end)
    }

    /// A value, in ten-thousandths, written as this number is written.
    pub fn written(&self, value: i64) -> String {
        let Writing { separator, scale, zero, is_short_year } = self.writing;
        if self.notation == Notation::Chinese {
            return chinese::written(value, zero, !self.unit.is_empty());
        }
        let value = if is_short_year { value % (100 * ONE) } else { value };
        let text = digits::written(value, separator, scale.map_or(1, |(_, times)| times));
        let text = match self.notation {
            Notation::FullWidth => text.chars().map(digits::widened).collect(),
            _ => text,
        };
        text + &scale.map_or(String::new(), |(scale, _)| scale.to_string())
    }
}

/// A number as its digits alone have it.
struct Digits {
    range: Range<usize>,
    /// In ten-thousandths; none where it is too large or no number.
    value: Option<i64>,
    notation: Notation,
    writing: Writing,
    /// What kind of number it is, where its digits tell.
    kind: Option<NumberKind>,
}

/// The numbers of a text, in order.
pub(super) fn of(text: &str) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        at = if digits::is_of_a_word(c) {
            digits::read(text, at, &mut found)
        } else if chinese::begins(c) {
            chinese::read(text, at, &mut found)
        } else {
            let end = at + c.len_utf8();
            if let Some(value) = circled(c) {
                let writing = Writing::default();
                let (notation, kind) = (Notation::Arabic, Some(NumberKind::Ordinal));
                let digits = Digits { range: at..end, value: Some(value * ONE), notation, writing, kind };
                found.push(around::number(text, digits, found.last()));
            }
            end
        };
    }
    around::connect(text, &mut found);
    found
}

/// ① to ⑳, and the marks ⑴ and ⒈.
fn circled(c: char) -> Option<i64> {
    let places = [('①', 20), ('⑴', 20), ('⒈', 20), ('❶', 10)];
    places.into_iter().find_map(|(first, count)| {
        let place = u32::from(c).checked_sub(u32::from(first))?;
        (place < count).then_some(i64::from(place) + 1)
    })
}

#[cfg(test)]
mod tests;
