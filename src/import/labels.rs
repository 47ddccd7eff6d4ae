//! Whether two labels say the same, however a source writes them: spaces and line breaks inside,
//! half-width brackets, `1、` for `1.`, a remark in brackets, a letter lost.
//! Knows no table.

use crate::format::Kind;
use crate::report::entry::{self, Entry, Obstacle, half_width, trim};
use crate::report::guess::guesses;
use crate::report::unit;

/// From this likeness on two labels are taken for the same.
pub const SAME: f64 = 0.75;
/// From this likeness on nobody needs to be asked.
pub const SURE: f64 = 0.9;

/// How much alike two labels are, from 0 to 1.
pub fn likeness(one: &str, other: &str) -> f64 {
    if one == other && !one.is_empty() {
        return 1.0;
    }
    let (one, other) = (Normal::of(one), Normal::of(other));
    if one.whole.is_empty() || other.whole.is_empty() {
        return 0.0;
    }
    if one.whole == other.whole {
        return 1.0;
    }
    if one.bare == other.bare && !one.bare.is_empty() {
        return 0.95;
    }
    let (short, long) = match one.bare.len() < other.bare.len() {
        true => (&one.bare, &other.bare),
        false => (&other.bare, &one.bare),
    };
    // 规范性文件 for 行政规范性文件.
    if long.contains(short.as_str()) && short.chars().count() > 3 {
        return 0.85;
    }
    strsim::normalized_levenshtein(&one.bare, &other.bare)
}

/// Words that stand in place of a number and say none.
const NO_NUMBER: [&str; 5] = ["若干", "不详", "未知", "不明", "未统计"];

/// Whether a text is a value and no label: a number, with or without its unit or a remark, what may mean
/// one (`20余件`, `三件`, `不涉及`), a dash, or a word that stands in its place.
pub fn is_value(text: &str) -> bool {
    // 一, 二 and 三 in front of rows are their numbers.
    let is_numeral = |c: char| "零〇一二三四五六七八九十".contains(c);
    if text.is_empty() || text.chars().all(is_numeral) {
        return false;
    }
    NO_NUMBER.contains(&text)
        || [Kind::Count, Kind::Change, Kind::Money].into_iter().any(|kind| match unit::read(kind, text) {
            Entry::Number(_) => true,
            Entry::Text(text) => match entry::obstacle(kind, &text) {
                Obstacle::Dash | Obstacle::Sign | Obstacle::Decimals | Obstacle::TooLarge => true,
                Obstacle::Remark if half_width(&text).trim_start_matches(is_of_number).starts_with('(') => {
                    true
                }
                _ => !guesses(kind, &text).is_empty(),
            },
            Entry::Blank | Entry::Automatic => false,
        })
}

fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ',' | '.' | ' ')
}

/// A label without what sources write differently.
struct Normal {
    /// Letters and digits, the number in front left out.
    whole: String,
    /// The same without remarks in brackets.
    bare: String,
}

impl Normal {
    fn of(label: &str) -> Normal {
        let label: String = half_width(trim(label))
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{feff}'))
            .collect();
        let label = without_number(&label);
        let mut depth = 0_usize;
        let mut bare = String::new();
        for c in label.chars() {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                c if depth == 0 && c.is_alphanumeric() => bare.push(c),
                _ => {}
            }
        }
        Normal { whole: label.chars().filter(|c| c.is_alphanumeric()).collect(), bare }
    }
}

/// Without the number in front: `一、`, `(一)`, `1.`, `1、`, `(1)`.
fn without_number(label: &str) -> &str {
    let is_numeral = |c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit();
    let inner = label.strip_prefix('(').unwrap_or(label);
    let rest = inner.trim_start_matches(is_numeral);
    if rest.len() == inner.len() {
        return label;
    }
    let digits = inner.starts_with(|c: char| c.is_ascii_digit());
    match rest.strip_prefix([')', '、', '.', ',']) {
        Some(rest) if !rest.is_empty() => rest,
        None if digits && !rest.is_empty() => rest,
        _ => label,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"),
            ("3.危及“三安全一稳定”", "3.危及\"三安全一稳定\""),
            ("商业企业", "商业 企业"),
            ("本年制发件数", "本年（2023）制发件数"),
            ("行政规范性文件", "规范性文件"),
            ("本年收费金额（单位：万元）", "本年收费金额"),
            ("3.其他", "3、其他"),
        ] {
            assert!(likeness(one, other) >= SAME, "{one} and {other}: {}", likeness(one, other));
        }
    }

    #[test]
    fn different_labels_are_told_apart() {
        for (one, other) in [
            ("（一）予以公开", "（三）不予公开"),
            ("5.属于三类内部事务信息", "6.属于四类过程性信息"),
            ("行政许可", "行政处罚"),
            ("行政处罚", "行政强制"),
            ("总计", "其他"),
            ("规章", "规范性文件"),
            ("本年新制作数量", "本年新公开数量"),
            ("结果维持", "结果纠正"),
            ("科研机构", "法律服务机构"),
            ("", "其他"),
        ] {
            assert!(likeness(one, other) <= SAME, "{one} and {other}: {}", likeness(one, other));
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
        ] {
            assert!(!is_value(label), "{label}");
        }
    }
}
