//! What a value of a source says for a cell: nothing, a number, or something that can be read in more than
//! one way.
//! Knows no table and no place.

use crate::format::Kind;
use crate::format::is_numeral;
use crate::report::entry::{self, Entry, Obstacle, half_width, trim};
use crate::report::guess::{By, guesses};
use crate::report::unit;

/// Words that stand in place of a number and say none.
const NO_NUMBER: [&str; 5] = ["若干", "不详", "未知", "不明", "未统计"];
/// A text longer than this is no value.
const MOST_LETTERS: usize = 40;

/// Whether a text is a value and no label: a number, with or without its unit or a remark, what may mean
/// one (`20余件`, `三件`, `不涉及`), a dash, or a word that stands in its place.
pub fn is_value(text: &str) -> bool {
    let text = trim(text);
    if text.is_empty() || text.len() > 4 * MOST_LETTERS {
        return false;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    // 一, 二 and 三 in front of rows are their numbers.
    if text.chars().all(|c| "零〇一二三四五六七八九十".contains(c)) || text.chars().all(|c| c == '|')
    {
        return false;
    }
    if begins_as_label(text) {
        return false;
    }
    if is_dash(text) || NO_NUMBER.contains(&text) {
        return true;
    }
    // `- 3 -` is the number of a page.
    if text.ends_with(['-', '—', '–', '－']) {
        return false;
    }
    // What begins with a letter that no number begins with is none.
    let text = with_plain_signs(text);
    if !text.starts_with(|c: char| {
        half_width(&c.to_string()).is_ascii()
            || "增减负约近超共合计大将没有暂无零不未一二三四五六七八九十百千两〇".contains(c)
    }) {
        return false;
    }
    [Kind::Count, Kind::Change, Kind::Money].into_iter().any(|kind| match unit::read(kind, &text) {
        Entry::Number(_) => true,
        Entry::Text(text) => match entry::obstacle(kind, &text) {
            Obstacle::Dash | Obstacle::Sign | Obstacle::Decimals | Obstacle::TooLarge => true,
            Obstacle::Remark if half_width(&text).trim_start_matches(is_of_number).starts_with('(') => true,
            _ => !guesses(kind, &text).is_empty(),
        },
        Entry::Blank | Entry::Automatic => false,
    })
}

/// Whether a text begins with the number of a label and goes on with a word: `（一）予以公开`, `1.属于国家秘密`.
fn begins_as_label(text: &str) -> bool {
    let is_of_value = |c: char| c.is_ascii() || !c.is_alphabetic() || is_numeral(c);
    let behind = match text.strip_prefix(['（', '(']) {
        Some(inner) => inner.trim_start_matches(is_numeral).strip_prefix(['）', ')']),
        None => {
            let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
            let rest = if digits.len() < text.len() { digits } else { text.trim_start_matches(is_numeral) };
            rest.strip_prefix(['.', '、', '．']).filter(|_| rest.len() < text.len())
        }
    };
    behind.and_then(|behind| behind.chars().next()).is_some_and(|c| !is_of_value(c))
}

fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ',' | '.' | ' ')
}

/// Whether a text is a dash or a slash that stands for a blank.
pub fn is_dash(text: &str) -> bool {
    !text.is_empty()
        && half_width(text)
            .chars()
            .all(|c| matches!(c, '-' | '/' | '\\' | '─' | '―' | '－' | '_' | '\u{2010}'..='\u{2015}'))
}

/// `增加52` as `增52`, `--253` as `-253`.
fn with_plain_signs(text: &str) -> String {
    let plain = half_width(text).replace("增加", "增").replace("减少", "减");
    let (first, rest) = match plain.chars().next() {
        Some(sign @ ('-' | '+')) => (sign, plain.trim_start_matches(sign)),
        _ => return text.replace("增加", "增").replace("减少", "减"),
    };
    format!("{first}{}", rest.trim_start())
}

/// A value, as its cell takes it.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// Nothing; whether a dash says so.
    Blank(bool),
    /// A number, as a user would type it.
    Number(String),
    /// Something that can be read in more than one way: why, and the ways, the likeliest first.
    Unsure(String, Vec<Way>),
}

/// A way to read a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// What is done, in words.
    pub words: String,
    /// What speaks for it.
    pub hint: String,
    /// What goes into the cell.
    pub text: String,
    /// Whether what stands beside the number goes under the table.
    pub keeps_remark: bool,
}

impl Way {
    fn fill(text: String, hint: impl Into<String>) -> Way {
        Way { words: format!("填 {text}"), hint: hint.into(), text, keeps_remark: false }
    }

    fn blank() -> Way {
        Way { words: "留空".to_owned(), hint: String::new(), text: String::new(), keeps_remark: false }
    }
}

/// Reads a value for a cell of a kind. `unit` is the unit of money that stands above it, where it is not the
/// one that the form counts in.
pub fn read(kind: Kind, text: &str, unit: Option<&str>) -> Reading {
    let text = trim(text).trim_start_matches("&nbsp;");
    if text.is_empty() {
        return Reading::Blank(false);
    }
    if is_dash(text) {
        return Reading::Blank(true);
    }
    let text = &if kind == Kind::Change { with_plain_signs(text) } else { text.to_owned() };
    let write = |number: i64| entry::write(kind, number);
    match (Entry::parse(kind, text), unit) {
        (Entry::Number(number), Some(unit)) if kind == Kind::Money && number != 0 => {
            in_unit_above(text, write(number), unit)
        }
        (Entry::Number(number), _) if is_grouped(text) => Reading::Unsure(
            "数字之间有空格，可能是几个数。".to_owned(),
            vec![Way::fill(write(number), By::Separators.words()), Way::blank()],
        ),
        (Entry::Number(number), _) => Reading::Number(write(number)),
        (Entry::Blank | Entry::Automatic, _) => Reading::Blank(false),
        (Entry::Text(text), _) => match unit::understand(kind, &text) {
            Some(understood) => match understood.told.filter(|_| understood.number != 0) {
                None => Reading::Number(write(understood.number)),
                Some(told) => Reading::Unsure(
                    "单位和表里的不同。".to_owned(),
                    vec![Way::fill(write(understood.number), told), Way::blank()],
                ),
            },
            None => of_text(kind, &text),
        },
    }
}

/// A bare number under a label that names another unit than the form.
fn in_unit_above(text: &str, bare: String, unit: &str) -> Reading {
    let reason = format!("表头的单位是{unit}，表里填万元。");
    let bare = Way::fill(bare, "如果原数其实是万元");
    let Some(understood) = unit::understand(Kind::Money, &format!("{text}{unit}")) else {
        return Reading::Unsure(reason, vec![Way::blank(), bare]);
    };
    let converted = entry::write(Kind::Money, understood.number);
    Reading::Unsure(
        reason,
        vec![Way::fill(converted, understood.told.unwrap_or_default()), bare, Way::blank()],
    )
}

fn of_text(kind: Kind, text: &str) -> Reading {
    let guesses = guesses(kind, text);
    let mut ways = Vec::new();
    for guess in &guesses {
        let way = Way::fill(entry::write(kind, guess.number), guess.by.words());
        if guess.by == By::Remark {
            let words = format!("{}，说明移到表注", way.words);
            ways.push(Way { words, hint: String::new(), keeps_remark: true, ..way.clone() });
        }
        ways.push(way);
    }
    ways.push(Way::blank());
    if guesses.is_empty() {
        let words = format!("照原样填“{text}”");
        ways.push(Way {
            words,
            hint: "要改成数字才能通过检查".into(),
            text: text.to_owned(),
            keeps_remark: false,
        });
    }
    Reading::Unsure(reason(kind, text, guesses.first().map(|guess| guess.by)), ways)
}

fn reason(kind: Kind, text: &str, by: Option<By>) -> String {
    match (by, entry::obstacle(kind, text)) {
        (Some(By::Remark), _) => "数字旁边有说明。".to_owned(),
        (Some(By::About), _) => "不是确切的数。".to_owned(),
        (_, Obstacle::Sign) => "件数前面有正负号。".to_owned(),
        (_, Obstacle::Decimals) => "件数有小数。".to_owned(),
        (_, Obstacle::TooManyDecimals) => "万元数多于四位小数。".to_owned(),
        (_, Obstacle::TooLarge) => "数字太大。".to_owned(),
        _ => format!("“{text}”不是数字。"),
    }
}

/// Whether digits stand on both sides of a space: several numbers, or one with thousands set apart.
pub fn is_grouped(text: &str) -> bool {
    let groups = text.split_whitespace().filter(|group| group.starts_with(|c: char| c.is_ascii_digit()));
    groups.count() > 1
}

/// The unit of money that a label names, where it is not the one that the form counts in.
pub fn unit_of(label: &str) -> Option<&'static str> {
    let label: String = label.chars().filter(|c| c.is_alphabetic()).collect();
    match () {
        () if label.contains("万元") || label.contains("萬元") => None,
        () if label.contains("亿元") => Some("亿元"),
        () if label.contains("单位元") || label.ends_with("金额元") || label.ends_with("金額元") => {
            Some("元")
        }
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ways(reading: &Reading) -> Vec<&str> {
        match reading {
            Reading::Unsure(_, ways) => ways.iter().map(|way| way.words.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn values_are_told_from_labels() {
        for value in [
            "0",
            "1,234",
            "１２",
            "12.5",
            "-8",
            "+19",
            "增3",
            "增加52",
            "--253",
            "/",
            "—",
            "-",
            "23件",
            "7730.28万元",
            "22（其中修订16件）",
            "无",
            "不涉及",
            "若干",
            "20余件",
            "约300",
            "三件",
            "1.5件",
        ] {
            assert!(is_value(value), "{value}");
        }
        for label in [
            "",
            "1.属于国家秘密",
            "2、重复申请",
            "一、本年新收",
            "本年增/减",
            "其他",
            "3.其他",
            "一",
            "十二",
            "2023年",
            "12月31日",
            "万元",
            "件",
            "总计",
            "- 3 -",
        ] {
            assert!(!is_value(label), "{label}");
        }
    }

    #[test]
    fn numbers_are_read_as_offices_write_them() {
        for (kind, text, number) in [
            (Kind::Count, "１，２３４", "1234"),
            (Kind::Count, "23件", "23"),
            (Kind::Change, "--253", "-253"),
            (Kind::Change, "增1423", "+1423"),
            (Kind::Change, "减少8项", "-8"),
            (Kind::Change, "+19", "+19"),
            (Kind::Money, "160.5964万元", "160.5964"),
            (Kind::Money, "0元", "0"),
        ] {
            assert_eq!(read(kind, text, None), Reading::Number(number.into()), "{text}");
        }
        for (text, dash) in [("", false), ("\u{a0}", false), ("/", true), ("—", true), ("－", true)] {
            assert_eq!(read(Kind::Count, text, None), Reading::Blank(dash), "{text:?}");
        }
    }

    #[test]
    fn what_is_not_sure_is_offered_in_its_ways() {
        for (kind, text, unit, expected) in [
            (Kind::Count, "22（其中修订16件）", None, vec!["填 22，说明移到表注", "填 22", "留空"]),
            (Kind::Count, "20余件", None, vec!["填 20", "留空"]),
            (Kind::Count, "不涉及", None, vec!["填 0", "留空"]),
            (Kind::Count, "详见附件", None, vec!["留空", "照原样填“详见附件”"]),
            (Kind::Count, "+22", None, vec!["填 22", "留空"]),
            (Kind::Money, "251000元", None, vec!["填 25.1", "留空"]),
            (Kind::Money, "125000", Some("元"), vec!["填 12.5", "填 125000", "留空"]),
            (Kind::Money, "125000元", Some("元"), vec!["填 12.5", "留空"]),
            (Kind::Count, "5 100 105", None, vec!["填 5100105", "留空"]),
        ] {
            assert_eq!(ways(&read(kind, text, unit)), expected, "{text}");
        }
    }
}
