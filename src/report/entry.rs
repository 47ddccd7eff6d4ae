//! What stands in a number cell, read from what was typed and written back: blank, a number, a text
//! that is no number, or a total that follows its parts.
//! Knows no report and no sum.

use crate::format::{Cell, Kind};

/// The largest number that a cell can hold: every number up to it is exact in JSON readers that use floats.
pub const LARGEST: i64 = 999_999_999_999_999;
/// The decimals of an amount in 万元: the fourth is one 元.
const DECIMALS: usize = 4;
/// How many 元 are a 万元.
const YUAN: i64 = 10_000;

/// What stands in a number cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Nothing. Not 0.
    Blank,
    /// A number: a count, a signed change, or an amount in whole 元.
    Number(i64),
    /// What was typed, where it is no number of the cell's kind.
    Text(String),
    /// The sum of the cell's parts; only totals have it.
    Automatic,
}

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// A dash or slash that stands for a blank.
    Dash,
    /// A sign before a count.
    Sign,
    /// Decimals in a whole number.
    Decimals,
    /// More than four decimals in an amount.
    TooManyDecimals,
    /// A unit behind the number.
    Unit,
    /// A remark beside the number.
    Remark,
    /// More digits than a number here may have.
    TooLarge,
    /// Anything else.
    Other,
}

impl Entry {
    /// What stands in a cell of a new report.
    pub fn initial(cell: Cell) -> Entry {
        if cell.declared().is_total() { Entry::Automatic } else { Entry::Blank }
    }

    /// Reads what was typed into a cell. Full-width digits, spaces around it and thousands separators
    /// are understood; whatever is not surely a number is kept as it was typed.
    pub fn parse(kind: Kind, raw: &str) -> Entry {
        let raw = trim(raw);
        if raw.is_empty() {
            return Entry::Blank;
        }
        match number(kind, &half_width(raw)) {
            Ok(number) => Entry::Number(number),
            Err(_) => Entry::Text(raw.to_owned()),
        }
    }

    /// How the entry is written in a cell. Automatic entries are written by their figure.
    pub fn text(&self, kind: Kind) -> String {
        match self {
            Entry::Blank | Entry::Automatic => String::new(),
            Entry::Number(number) => write(kind, *number),
            Entry::Text(raw) => raw.clone(),
        }
    }
}

/// Reads a year: four digits, with or without 年.
pub fn parse_year(raw: &str) -> Entry {
    let raw = trim(raw);
    match half_width(raw.trim_end_matches('年').trim_end()).parse() {
        Ok(year @ 1000..=9999) => Entry::Number(year),
        _ if raw.is_empty() => Entry::Blank,
        _ => Entry::Text(raw.to_owned()),
    }
}

/// Why a text that stands in a cell is no number.
pub fn obstacle(kind: Kind, text: &str) -> Obstacle {
    number(kind, &half_width(text)).err().unwrap_or(Obstacle::Other)
}

/// Whether a number of the kind begins so: a sign alone, or an amount up to its point.
pub fn is_half_typed(kind: Kind, text: &str) -> bool {
    let text = half_width(text);
    match kind {
        Kind::Count => false,
        Kind::Change => matches!(text.as_str(), "+" | "-" | "增" | "减"),
        Kind::Money => text.strip_suffix('.').is_some_and(|whole| number(kind, whole).is_ok()),
    }
}

/// Writes a number as its cell shows it: amounts in 万元 without idle decimals, changes with their sign.
pub fn write(kind: Kind, number: i64) -> String {
    match kind {
        Kind::Count => number.to_string(),
        Kind::Change if number > 0 => format!("+{number}"),
        Kind::Change => number.to_string(),
        Kind::Money => {
            let (whole, fraction) = (number / YUAN, number % YUAN);
            let text = format!("{whole}.{fraction:0DECIMALS$}");
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
    }
}

/// Without the spaces around it; `trim` knows the ideographic and the no-break space too.
pub(crate) fn trim(raw: &str) -> &str {
    raw.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}')
}

/// Full-width forms as their ASCII twins, and the several signs for minus as one.
pub(crate) fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            '\u{2212}' | '\u{2013}' | '\u{2014}' => '-',
            '。' => '.',
            // Not tabs and line breaks: these stand between two numbers of a table.
            '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{3000}' => ' ',
            c => c,
        })
        .collect()
}

fn number(kind: Kind, text: &str) -> Result<i64, Obstacle> {
    if text.chars().all(|c| matches!(c, '-' | '/' | '\\' | '—')) {
        return Err(Obstacle::Dash);
    }
    let (sign, digits) = match (kind, text.chars().next()) {
        (Kind::Change, Some('+' | '增')) => (1, text.trim_start_matches(['+', '增'])),
        (Kind::Change, Some('-' | '减')) => (-1, text.trim_start_matches(['-', '减'])),
        _ => (1, text),
    };
    // One sign, not `--253`.
    if text.chars().count() > digits.chars().count() + 1 {
        return Err(Obstacle::Other);
    }
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let whole = without_separators(whole.trim()).ok_or_else(|| describe(kind, text))?;
    let fraction = match fraction {
        None => "",
        Some(fraction) if fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) => {
            return Err(describe(kind, text));
        }
        Some(_) if kind != Kind::Money => return Err(Obstacle::Decimals),
        Some(fraction) if fraction.trim_end_matches('0').len() > DECIMALS => {
            return Err(Obstacle::TooManyDecimals);
        }
        Some(fraction) => fraction.trim_end_matches('0'),
    };
    let digits = match kind {
        Kind::Money => format!("{whole}{fraction:0<DECIMALS$}"),
        Kind::Count | Kind::Change => whole,
    };
    let number: Option<i64> = digits.parse().ok().filter(|number| *number <= LARGEST);
    number.map(|number| sign * number).ok_or(Obstacle::TooLarge)
}

/// The digits of a whole number, if separators (commas or spaces) stand only before groups of three.
fn without_separators(text: &str) -> Option<String> {
    let mut groups = text.split([',', ' ']);
    let first = groups.next()?;
    let grouped = text.len() > first.len();
    let sound = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    if !sound(first) || grouped && first.len() > 3 {
        return None;
    }
    let mut digits = first.to_owned();
    for group in groups {
        if !sound(group) || group.len() != 3 {
            return None;
        }
        digits.push_str(group);
    }
    Some(digits)
}

/// Why a text with something else than digits in it is no number. Only changes may have a sign.
fn describe(kind: Kind, text: &str) -> Obstacle {
    let digits_follow = |rest: &&str| rest.starts_with(|c: char| c.is_ascii_digit());
    let unsigned = text.strip_prefix(['+', '-', '增', '减']).filter(digits_follow);
    if unsigned.is_some() && kind != Kind::Change {
        return Obstacle::Sign;
    }
    let text = unsigned.unwrap_or(text);
    let rest =
        text.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ','));
    if rest.len() == text.len() || rest.is_empty() {
        Obstacle::Other
    } else if rest.chars().count() <= 3 && !rest.starts_with('(') {
        Obstacle::Unit
    } else {
        Obstacle::Remark
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(kind: Kind, raw: &str, number: i64) {
        assert_eq!(Entry::parse(kind, raw), Entry::Number(number), "{raw:?}");
    }

    #[track_caller]
    fn keeps(kind: Kind, raw: &str, why: Obstacle) {
        let trimmed = raw.trim().to_owned();
        assert_eq!(Entry::parse(kind, raw), Entry::Text(trimmed.clone()), "{raw:?}");
        assert_eq!(obstacle(kind, &trimmed), why, "{raw:?}");
    }

    #[test]
    fn counts_are_read_as_people_write_them() {
        for raw in
            ["1234", "1,234", "１２３４", "１，２３４", " 1234 ", "\u{3000}1234\u{a0}", "1 234", "01234"]
        {
            reads(Kind::Count, raw, 1234);
        }
        reads(Kind::Count, "0", 0);
        reads(Kind::Count, "999999999999999", 999_999_999_999_999);
    }

    #[test]
    fn blank_is_not_zero() {
        for raw in ["", " ", "\u{3000}", "\u{a0}"] {
            assert_eq!(Entry::parse(Kind::Count, raw), Entry::Blank);
        }
    }

    #[test]
    fn what_is_no_count_is_kept_with_the_reason() {
        keeps(Kind::Count, "-3", Obstacle::Sign);
        keeps(Kind::Count, "+22", Obstacle::Sign);
        keeps(Kind::Count, "12.5", Obstacle::Decimals);
        keeps(Kind::Count, "23件", Obstacle::Unit);
        keeps(Kind::Count, "22（其中修订16件）", Obstacle::Remark);
        keeps(Kind::Count, "/", Obstacle::Dash);
        keeps(Kind::Count, "—", Obstacle::Dash);
        keeps(Kind::Count, "1234567890123456", Obstacle::TooLarge);
        keeps(Kind::Count, "1,23", Obstacle::Other);
        keeps(Kind::Count, "12 34", Obstacle::Other);
        keeps(Kind::Count, "10\t200", Obstacle::Other);
        keeps(Kind::Count, "10\n200", Obstacle::Other);
        keeps(Kind::Count, "无", Obstacle::Other);
        keeps(Kind::Count, "3.", Obstacle::Other);
    }

    #[test]
    fn changes_carry_a_sign_in_any_writing() {
        for (raw, number) in [
            ("-8", -8),
            ("－８", -8),
            ("−8", -8),
            ("减8", -8),
            ("+19", 19),
            ("增19", 19),
            ("19", 19),
            ("增1,423", 1423),
            ("0", 0),
        ] {
            reads(Kind::Change, raw, number);
        }
        keeps(Kind::Change, "--253", Obstacle::Other);
        keeps(Kind::Change, "1.5", Obstacle::Decimals);
        keeps(Kind::Change, "-8件", Obstacle::Unit);
        keeps(Kind::Change, "增3项", Obstacle::Unit);
        keeps(Kind::Change, "+3（含划转）", Obstacle::Remark);
    }

    #[test]
    fn money_is_exact_to_the_yuan() {
        for (raw, yuan) in [
            ("7730.28", 77_302_800),
            ("59237.2449", 592_372_449),
            ("96,171.6", 961_716_000),
            ("0", 0),
            ("0.0001", 1),
            ("１２．５", 125_000),
            ("103.38000", 1_033_800),
        ] {
            reads(Kind::Money, raw, yuan);
        }
        keeps(Kind::Money, "1.23456", Obstacle::TooManyDecimals);
        keeps(Kind::Money, "251000元", Obstacle::Unit);
        keeps(Kind::Money, "160.5964万元", Obstacle::Unit);
        keeps(Kind::Money, "-1.5", Obstacle::Sign);
    }

    #[test]
    fn a_number_is_written_as_it_is_read() {
        for (kind, text) in [
            (Kind::Count, "0"),
            (Kind::Count, "1234"),
            (Kind::Change, "-8"),
            (Kind::Change, "+19"),
            (Kind::Change, "0"),
            (Kind::Money, "7730.28"),
            (Kind::Money, "0"),
            (Kind::Money, "0.0001"),
            (Kind::Money, "12"),
        ] {
            assert_eq!(Entry::parse(kind, text).text(kind), text);
        }
    }

    #[test]
    fn years_have_four_digits() {
        for raw in ["2020", "２０２０", "2020年", " 2020 年"] {
            let expected = Entry::Number(2020);
            assert_eq!(parse_year(raw), expected, "{raw}");
        }
        assert_eq!(parse_year("二〇二〇"), Entry::Text("二〇二〇".into()));
        assert_eq!(parse_year("20"), Entry::Text("20".into()));
        assert_eq!(parse_year(" "), Entry::Blank);
    }
}
