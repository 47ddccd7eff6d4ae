//! A number as other programs, papers and people write it: with its unit, in 元 as well as in 万元. So is
//! read what comes from outside, and what was typed once its cell is left.
//! Knows no cell and no clipboard.

use super::entry::Entry;
use crate::format::Kind;

/// Units behind a count.
pub(crate) const COUNT_UNITS: [&str; 16] =
    ["件次", "人次", "件", "个", "项", "条", "份", "次", "宗", "起", "例", "部", "类", "家", "人", "篇"];
/// How many 元 a unit of money is, the longer words first.
pub(crate) const MONEY_UNITS: [(&str, i64); 6] =
    [("万元", 10_000), ("亿元", 100_000_000), ("万", 10_000), ("亿", 100_000_000), ("元", 1), ("圆", 1)];
/// How many 元 are one in the cells of an amount.
const CELL_UNIT: i64 = 10_000;

/// A text with its unit, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// The number, in the unit of its cell.
    pub number: i64,
    /// Where the number is another one now because the unit is: what became of it, without the name of the
    /// cell before and a full stop behind.
    pub told: Option<String>,
}

/// Understands what was typed as no number but says surely which one it is: `12.5万元`, `125000元`, `3 件`.
/// None for everything else, numbers and blanks among them.
pub fn understand(kind: Kind, text: &str) -> Option<Understood> {
    match (Entry::parse(kind, text), read(kind, text)) {
        (Entry::Text(text), Entry::Number(number)) => {
            Some(Understood { number, told: converted(kind, &text, number) })
        }
        _ => None,
    }
}

/// What a text has become, where its digits are not those of the number: `“125000元”即 12.5 万元`.
fn converted(kind: Kind, text: &str, number: i64) -> Option<String> {
    let in_unit_of_cell = text.ends_with('万') || text.ends_with("万元");
    (kind == Kind::Money && !in_unit_of_cell)
        .then(|| format!("“{text}”即 {} 万元", super::entry::write(kind, number)))
}

/// Reads a value that may carry its unit. Amounts are converted to whole 元 exactly, or kept as they are.
pub fn read(kind: Kind, raw: &str) -> Entry {
    let text = match Entry::parse(kind, raw) {
        Entry::Text(text) => text,
        entry => return entry,
    };
    let number = |unit: &str| {
        let number = text.strip_suffix(unit)?;
        match Entry::parse(kind, number) {
            Entry::Number(number) => Some(number),
            _ => None,
        }
    };
    let read = match kind {
        Kind::Count | Kind::Change => COUNT_UNITS.into_iter().find_map(number),
        Kind::Money => MONEY_UNITS.into_iter().find_map(|(unit, yuan)| {
            let scaled = number(unit)?.checked_mul(yuan)?;
            (scaled % CELL_UNIT == 0).then_some(scaled / CELL_UNIT)
        }),
    };
    match read {
        // Read once more, so that what is too large for a cell stays a text.
        Some(number) => match Entry::parse(kind, &super::entry::write(kind, number)) {
            entry @ Entry::Number(_) => entry,
            _ => Entry::Text(text),
        },
        None => Entry::Text(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_changes_lose_their_unit() {
        for (raw, number) in [("23件", 23), ("1,204 项", 1204), ("１２个", 12), ("0 次", 0), ("7", 7)] {
            assert_eq!(read(Kind::Count, raw), Entry::Number(number), "{raw}");
        }
        assert_eq!(read(Kind::Change, "-8项"), Entry::Number(-8));
        assert_eq!(read(Kind::Change, "增3项"), Entry::Number(3));
    }

    #[test]
    fn amounts_are_converted_to_wan_yuan_exactly() {
        for (raw, yuan) in [
            ("7730.28万元", 77_302_800),
            ("251000元", 251_000),
            ("25.1 万元", 251_000),
            ("1.5亿元", 150_000_000),
            ("0元", 0),
            ("12.5", 125_000),
        ] {
            assert_eq!(read(Kind::Money, raw), Entry::Number(yuan), "{raw}");
        }
    }

    #[test]
    fn what_was_typed_with_a_sure_unit_is_understood_and_a_conversion_is_told() {
        for (kind, text, number, told) in [
            (Kind::Count, "3 件", 3, None),
            (Kind::Change, "-8项", -8, None),
            (Kind::Money, "12.5万元", 125_000, None),
            (Kind::Money, "１２．５ 万", 125_000, None),
            (Kind::Money, "125000元", 125_000, Some("“125000元”即 12.5 万元")),
            (Kind::Money, "1.5亿元", 150_000_000, Some("“1.5亿元”即 15000 万元")),
        ] {
            let understood = Understood { number, told: told.map(str::to_owned) };
            assert_eq!(understand(kind, text), Some(understood), "{text}");
        }
        for (kind, text) in [
            (Kind::Count, "3"),
            (Kind::Count, ""),
            (Kind::Count, "1.5件"),
            (Kind::Count, "3万元"),
            (Kind::Money, "100.55元"),
            (Kind::Money, "3件"),
        ] {
            assert_eq!(understand(kind, text), None, "{text}");
        }
    }

    #[test]
    fn what_is_not_surely_a_number_stays_as_it_is() {
        for (kind, raw) in [
            (Kind::Count, "22（其中修订16件）"),
            (Kind::Count, "-3件"),
            (Kind::Count, "1.5件"),
            (Kind::Count, "三件"),
            (Kind::Count, "23万元"),
            (Kind::Money, "100.55元"),
            (Kind::Money, "12件"),
            (Kind::Money, "999999999999亿元"),
        ] {
            assert_eq!(read(kind, raw), Entry::Text(raw.into()), "{raw}");
        }
    }
}
