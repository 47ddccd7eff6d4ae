//! The numbers that a text may mean which is none for its cell: `22（其中修订16件）`, `三件`, `1.23456`.
//! Each is offered to a clerk and never taken by itself; where nothing is plausible there is none.
//! Knows no cell and no rule.

use super::entry::{self, Entry, LARGEST, half_width, trim};
use super::unit::{self, COUNT_UNITS, MONEY_UNITS};
use crate::format::Kind;

/// A number that a text may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The number, as its cell would hold it.
    pub number: i64,
    /// How it was read.
    pub by: By,
}

/// How a number was read out of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// A dash or a word for nothing stands for 0.
    Nothing,
    /// The unit was left out, or converted.
    Unit,
    /// A remark was left out.
    Remark,
    /// The number was given roughly.
    About,
    /// A sign was left out.
    Sign,
    /// Spaces or commas between digits were left out.
    Separators,
    /// A comma was read as a decimal point.
    Comma,
    /// Letters were read as the digits that look like them.
    Letters,
    /// The number is written in Chinese numerals.
    Numerals,
    /// The number was rounded.
    Rounded,
    /// A decimal point was left out.
    Point,
}

impl By {
    /// What a user reads of it.
    pub fn words(self) -> &'static str {
        match self {
            By::Nothing => "没有的填 0",
            By::Unit => "去掉单位",
            By::Remark => "去掉说明",
            By::About => "约数，请核对",
            By::Sign => "去掉正负号",
            By::Separators => "去掉空格、逗号",
            By::Comma => "逗号当作小数点",
            By::Letters => "字母当作数字",
            By::Numerals => "汉字写成数字",
            By::Rounded => "四舍五入",
            By::Point => "去掉小数点",
        }
    }
}

/// A text longer than this is no number with something around it.
const MOST_CHARACTERS: usize = 60;
/// Words that say that there was nothing to count.
const NOTHING: [&str; 8] = ["无", "没有", "暂无", "零", "不涉及", "不适用", "未发生", "无此项"];
/// What stands before a number that it leads to.
const BEFORE: [&str; 4] = ["合计", "共计", "共", "计"];
/// What stands before a number that is given roughly.
const ABOUT_BEFORE: [&str; 6] = ["大约", "约", "将近", "近", "超过", "超"];
/// What stands behind one.
const ABOUT_BEHIND: [&str; 4] = ["左右", "以上", "以下", "+"];
/// What a remark begins with.
const REMARKS: [&str; 9] = ["(", "[", "【", "〔", "其中", "含", "包括", "注", "*"];
/// What a word before the unit multiplies by, the longer words first.
const SCALES: [(&str, i128); 5] =
    [("百万", 1_000_000), ("万", 10_000), ("亿", 100_000_000), ("千", 1000), ("百", 100)];

/// The numbers that a text may mean, the likeliest first.
pub fn guesses(kind: Kind, text: &str) -> Vec<Guess> {
    let text = half_width(trim(text));
    if text.is_empty() || text.chars().count() > MOST_CHARACTERS {
        return Vec::new();
    }
    if NOTHING.contains(&text.as_str()) || entry::obstacle(kind, &text) == entry::Obstacle::Dash {
        return vec![Guess { number: 0, by: By::Nothing }];
    }
    let (text, remark) = without_remark(&text);
    let (text, about) = without_about(text);
    let around = if about { Some(By::About) } else { remark.then_some(By::Remark) };
    let least = if kind == Kind::Change { -LARGEST } else { 0 };
    let mut guesses: Vec<Guess> = Vec::new();
    for (number, by) in readings(kind, &text) {
        let number = i64::try_from(number).ok().filter(|number| (least..=LARGEST).contains(number));
        if let Some(number) = number.filter(|number| guesses.iter().all(|other| other.number != *number)) {
            guesses.push(Guess { number, by: around.unwrap_or(by) });
        }
    }
    guesses
}

/// What stands before a remark, and whether there is one.
fn without_remark(text: &str) -> (&str, bool) {
    let begins = REMARKS.iter().filter_map(|remark| text.find(remark)).min().filter(|begins| *begins > 0);
    let before = begins.map_or(text, |begins| text[..begins].trim_end_matches([' ', ',', ';', '.', ':']));
    let bare = BEFORE.iter().find_map(|word| before.strip_prefix(word)).unwrap_or(before);
    (bare.trim(), bare.len() < text.len())
}

/// The text without what says that its number is given roughly, and whether there was such.
fn without_about(text: &str) -> (String, bool) {
    let before = ABOUT_BEFORE.iter().find_map(|word| text.strip_prefix(word));
    let behind = before.unwrap_or(text);
    let bare = ABOUT_BEHIND.iter().find_map(|word| behind.strip_suffix(word)).unwrap_or(behind);
    let exact = bare.replace(['余', '多'], "");
    let about = exact.len() < text.len();
    (exact.trim().to_owned(), about)
}

fn readings(kind: Kind, text: &str) -> Vec<(i128, By)> {
    if let Entry::Number(number) = unit::read(kind, text) {
        return vec![(number.into(), By::Unit)];
    }
    let mut readings = of_digits(kind, text);
    if readings.is_empty() {
        readings.extend(of_numerals(kind, text).map(|number| (number, By::Numerals)));
        readings.extend(of_letters(kind, text).map(|number| (number, By::Letters)));
    }
    readings
}

/// The numbers that digits with signs, separators, a point and a unit may mean.
fn of_digits(kind: Kind, text: &str) -> Vec<(i128, By)> {
    let unsigned = text.trim_start_matches(['+', '-', '增', '减', ' ']);
    let digits = unsigned.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '));
    let (digits, unit) = (unsigned[..unsigned.len() - digits.len()].trim(), digits.trim());
    let Some(scale) = scale_of(kind, unit).filter(|_| digits.starts_with(|c: char| c.is_ascii_digit()))
    else {
        return Vec::new();
    };
    let signed = |number: i128| match kind {
        Kind::Change if text.starts_with(['-', '减']) => -number,
        _ => number,
    };
    let is_signed = unsigned.len() < text.len();
    let by = |other| if is_signed { By::Sign } else { other };
    let plain = if unit.is_empty() && digits.contains('.') { By::Point } else { By::Unit };
    let digits = digits.trim_end_matches(['.', ',']);
    let bare: String = digits.chars().filter(char::is_ascii_digit).collect();
    let mut found = Vec::new();
    let mut add = |digits: &str, place: usize, by| {
        if let Some((number, is_exact)) = scaled(digits, place, scale) {
            found.push((signed(number), if is_exact { by } else { By::Rounded }));
        }
    };
    match digits.split_once(['.', ',']) {
        None => add(&bare, 0, by(if digits.contains(' ') { By::Separators } else { plain })),
        Some((_, rest)) if rest.contains('.') => {}
        Some((_, rest)) => {
            let decimals = rest.chars().filter(char::is_ascii_digit).count();
            if digits.contains('.') {
                add(&bare, decimals, by(plain));
                if kind != Kind::Money && scale == 1 && rest.bytes().any(|digit| digit != b'0') {
                    add(&bare, 0, By::Point);
                }
            } else {
                if kind == Kind::Money && decimals != 3 && !rest.contains(',') {
                    add(&bare, decimals, By::Comma);
                }
                add(&bare, 0, by(By::Separators));
            }
        }
    }
    found
}

/// How many of the unit that a cell holds (one, or one 元) a written unit is; none if it is no unit of the kind.
fn scale_of(kind: Kind, unit: &str) -> Option<i128> {
    match kind {
        Kind::Count | Kind::Change => {
            let bare = COUNT_UNITS.into_iter().find_map(|it| unit.strip_suffix(it)).unwrap_or(unit).trim();
            let scale = SCALES.iter().find(|(word, _)| *word == bare).map(|(_, scale)| *scale);
            scale.or_else(|| bare.is_empty().then_some(1))
        }
        Kind::Money if unit.is_empty() => Some(10_000),
        Kind::Money => {
            let known = MONEY_UNITS.into_iter().find(|(word, _)| *word == unit).map(|(_, yuan)| yuan.into());
            let scaled = unit.strip_suffix('元').and_then(|word| SCALES.iter().find(|(it, _)| *it == word));
            known.or_else(|| scaled.map(|(_, scale)| *scale))
        }
    }
}

/// Digits with a point before the last `decimals` of them, times a scale, rounded; and whether that is exact.
fn scaled(digits: &str, decimals: usize, scale: i128) -> Option<(i128, bool)> {
    let divisor = 10_i128.checked_pow(u32::try_from(decimals).ok()?)?;
    let number = digits.parse::<i128>().ok()?.checked_mul(scale)?;
    Some((number.checked_add(divisor / 2)? / divisor, number % divisor == 0))
}

/// The number that digits and letters that look like digits may mean.
fn of_letters(kind: Kind, text: &str) -> Option<i128> {
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let digits: String = text
        .chars()
        .map(|c| match c {
            'O' | 'o' => '0',
            'l' | 'I' => '1',
            c => c,
        })
        .collect();
    match Entry::parse(kind, &digits) {
        Entry::Number(number) if has_digit => Some(number.into()),
        _ => None,
    }
}

/// The number that Chinese numerals with a unit mean.
fn of_numerals(kind: Kind, text: &str) -> Option<i128> {
    let unsigned = text.trim_start_matches(['增', '减', '负']);
    let units: &[&str] = match kind {
        Kind::Money => &["万元", "亿元", "万", "亿", "元", "圆", ""],
        Kind::Count | Kind::Change => &COUNT_UNITS,
    };
    let number = units.iter().chain(&[""]).find_map(|unit| {
        let number = numeral(unsigned.strip_suffix(unit)?.trim())?;
        number.checked_mul(if kind == Kind::Money { scale_of(kind, unit)? } else { 1 })
    })?;
    let is_negative = kind == Kind::Change && text.starts_with(['减', '负']);
    Some(if is_negative { -number } else { number })
}

/// Reads 三, 十二, 一百零五, 一万二千, 二〇, up to thousands of 亿. A unit other than 十 needs a number before it.
fn numeral(text: &str) -> Option<i128> {
    let (mut total, mut section): (i128, i128) = (0, 0);
    let mut digits: Option<i128> = None;
    let mut has_unit = false;
    for c in text.chars() {
        let digit = "〇一二三四五六七八九".chars().position(|other| other == c).or(match c {
            '零' => Some(0),
            '两' => Some(2),
            _ => None,
        });
        if let Some(digit) = digit {
            // 二〇 is a row of digits, 一百零五 is not.
            let before = if has_unit { 0 } else { digits.unwrap_or(0).checked_mul(10)? };
            digits = Some(before.checked_add(digit as i128)?);
            continue;
        }
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '万' => 10_000,
            '亿' => 100_000_000,
            _ => return None,
        };
        has_unit = true;
        let before = digits.take().unwrap_or(0);
        if unit >= 10_000 {
            let counted = total.checked_add(section)?.checked_add(before)?;
            total = counted.checked_mul(unit).filter(|total| *total > 0)?;
            section = 0;
        } else {
            let before = if unit == 10 && before == 0 { 1 } else { before };
            section = before.checked_mul(unit).filter(|of_unit| *of_unit > 0)?.checked_add(section)?;
        }
    }
    let sum = total.checked_add(section)?.checked_add(digits.unwrap_or(0))?;
    (!text.is_empty()).then_some(sum)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn means(kind: Kind, text: &str, expected: &[(i64, By)]) {
        let found: Vec<(i64, By)> =
            guesses(kind, text).into_iter().map(|guess| (guess.number, guess.by)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_count_is_read_out_of_what_stands_around_it() {
        for (text, number, by) in [
            ("22（其中修订16件）", 22, By::Remark),
            ("22件，其中修订16件", 22, By::Remark),
            ("共 5 件", 5, By::Remark),
            ("20余件", 20, By::About),
            ("约300", 300, By::About),
            ("三十多件", 30, By::About),
            ("增52", 52, By::Sign),
            ("-3", 3, By::Sign),
            ("12 34", 1234, By::Separators),
            ("12,5", 125, By::Separators),
            ("3.", 3, By::Point),
            ("3.0", 3, By::Point),
            ("23件", 23, By::Unit),
            ("1.2万件", 12_000, By::Unit),
            ("三件", 3, By::Numerals),
            ("两件", 2, By::Numerals),
            ("十二", 12, By::Numerals),
            ("一百零五项", 105, By::Numerals),
            ("一万二千", 12_000, By::Numerals),
            ("二〇", 20, By::Numerals),
            ("1O5", 105, By::Letters),
            ("/", 0, By::Nothing),
            ("不涉及", 0, By::Nothing),
            ("无", 0, By::Nothing),
        ] {
            means(Kind::Count, text, &[(number, by)]);
        }
        means(Kind::Count, "1.5件", &[(2, By::Rounded), (15, By::Point)]);
    }

    #[test]
    fn a_change_keeps_its_sign_and_an_amount_is_rounded_to_the_yuan() {
        means(Kind::Change, "--253", &[(-253, By::Sign)]);
        means(Kind::Change, "减三件", &[(-3, By::Numerals)]);
        means(Kind::Change, "-8（含划转）", &[(-8, By::Remark)]);
        means(Kind::Money, "1.23456", &[(12_346, By::Rounded)]);
        means(Kind::Money, "100.55元", &[(101, By::Rounded)]);
        means(Kind::Money, "12,5", &[(125_000, By::Comma), (1_250_000, By::Separators)]);
        means(Kind::Money, "-1.5", &[(15_000, By::Sign)]);
        means(Kind::Money, "三万元", &[(30_000, By::Numerals)]);
        means(Kind::Money, "12.5万元（含税）", &[(125_000, By::Remark)]);
        means(Kind::Money, "3千元", &[(3000, By::Unit)]);
    }

    #[test]
    fn nothing_is_made_up() {
        for text in [
            "若干",
            "不详",
            "详见附件",
            "10-20",
            "5；6",
            "10\t200",
            "2024年",
            "12月31日",
            "1.属于国家秘密",
            "23万元",
            "1.2.3",
            "O",
            "百分之五",
            "万元",
            "千",
            "百件",
            "件",
            "1234567890123456",
            "",
        ] {
            means(Kind::Count, text, &[]);
        }
        means(Kind::Money, "12件", &[]);
        means(Kind::Count, &"1 ".repeat(40), &[]);
    }

    proptest! {
        #[test]
        fn no_text_panics_and_every_guess_is_a_number_of_its_kind(
            text in "[0-9一九十百千万亿〇零两.,+ 余多约增减件元()其中Ol-]{0,60}",
        ) {
            for kind in [Kind::Count, Kind::Change, Kind::Money] {
                for Guess { number, .. } in guesses(kind, &text) {
                    let written = entry::write(kind, number);
                    prop_assert_eq!(Entry::parse(kind, &written), Entry::Number(number));
                }
            }
        }
    }
}
