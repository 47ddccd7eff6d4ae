//! What the words around a number say of it: its unit, its kind, whether it is exact.

use std::ops::Range;

use super::NumberKind::{Count, Date, Name, Ordinal, Percentage, Year};
use super::{Digits, Number, NumberKind, ONE};

/// Units of several letters, those that begin with another before it.
const UNITS: [&str; 18] = [
    "个百分点",
    "个工作日",
    "工作日",
    "平方公里",
    "平方米",
    "个小时",
    "小时",
    "分钟",
    "个月",
    "人次",
    "件次",
    "条次",
    "场次",
    "批次",
    "班次",
    "点次",
    "课时",
    "公里",
];
/// Units of one letter.
const LETTERS: [char; 53] = [
    '件', '份', '封', '起', '宗', '条', '个', '次', '人', '期', '篇', '元', '项', '页', '家', '部', '场',
    '类', '例', '户', '名', '位', '批', '款', '种', '处', '所', '套', '册', '本', '张', '幅', '则', '组',
    '轮', '桩', '笔', '辆', '台', '亩', '吨', '门', '堂', '字', '卷', '案', '票', '支', '枚', '间', '座',
    '倍', '天',
];
/// Stands between a number and its unit: more than that.
const MORE: [&str; 4] = ["余", "多", "来", "几"];
/// Stands before a number that is not exact.
const ABOUT: [&str; 22] = [
    "约",
    "近",
    "超",
    "超过",
    "逾",
    "不足",
    "不到",
    "至少",
    "不少于",
    "不低于",
    "不多于",
    "不超过",
    "多达",
    "将近",
    "接近",
    "大概",
    "突破",
    "最多",
    "低于",
    "高于",
    "少于",
    "多于",
];
/// The same before 十, 百, 千, 万 alone: 上百件, 数十件.
const ABOUT_SCALES: [&str; 4] = ["几", "数", "上", "成"];
/// The same words where they say something else: 预约, 附近.
const NOT_ABOUT: [&str; 11] =
    ["预约", "公约", "条约", "合约", "节约", "契约", "违约", "签约", "简约", "履约", "附近"];
/// Stands behind a number that is not exact.
const OR_SO: [&str; 6] = ["余", "以上", "以内", "以下", "左右", "上下"];
/// What a number behind it only names.
const NAMED: [&str; 15] = [
    "电话",
    "传真",
    "邮编",
    "编码",
    "热线",
    "号码",
    "编号",
    "索引号",
    "代码",
    "ＱＱ",
    "QQ",
    "手机",
    "联系方式",
    "网址",
    "邮箱",
];
/// What a number before it only names.
const NAMING: [&str; 16] = [
    "热线",
    "平台",
    "专线",
    "民声",
    "政务服务",
    "便民",
    "市长",
    "市民",
    "在线",
    "号",
    "室",
    "楼",
    "栋",
    "幢",
    "版",
    "弄",
];
/// What is said of how long something takes, where it might be a year: 近20年, 20年来.
const LASTS: [&str; 12] = ["近", "约", "超", "满", "共", "长", "经", "过", "每", "保存", "期限", "建设"];
const LASTING: [&str; 10] = ["年来", "年以", "年内", "年间", "年期", "年限", "年前", "年后", "年的", "年左"];

/// Space within a line.
pub fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{3000}' | '\u{a0}')
}

/// A text without the space that it begins with.
pub fn skipped(text: &str) -> &str {
    text.trim_start_matches(is_space)
}

/// Whether a number may be a year.
pub fn is_year(value: i64) -> bool {
    (1900..=2100).contains(&value)
}

/// Where the unit stands of a number that ends at a place; empty where it has none.
pub fn unit(text: &str, at: usize) -> Range<usize> {
    let mut after = skipped(&text[at..]);
    if let Some(rest) = MORE.into_iter().find_map(|word| after.strip_prefix(word)) {
        after = skipped(rest);
    }
    let from = text.len() - after.len();
    let many = || UNITS.into_iter().find(|unit| after.starts_with(unit)).map(str::len);
    let one = || after.chars().next().filter(|c| LETTERS.contains(c)).map(char::len_utf8);
    let length = many().or_else(one).unwrap_or(0);
    if length == 0 { at..at } else { from..from + length }
}

/// Whether a clause begins where a text ends.
pub fn begins_clause(before: &str) -> bool {
    let before = before.trim_end_matches(is_space);
    before.chars().next_back().is_none_or(|c| "\n\r。；;：:，,！？（(“、)）".contains(c))
}

/// Whether what stands between two texts stands in brackets alone.
pub fn is_bracketed(before: &str, after: &str) -> bool {
    before.trim_end_matches(is_space).ends_with(['（', '(']) && skipped(after).starts_with(['）', ')'])
}

/// The number before, if what begins at a place goes on from it: 第三十八、三十九条.
pub fn goes_on<'a>(text: &str, at: usize, last: Option<&'a Number>) -> Option<&'a Number> {
    let last = last.filter(|last| last.unit.is_empty() && last.range.end <= at)?;
    let between = text[last.range.end..at].trim_matches(is_space);
    ["、", "和", "及", "至", "到", "-", "—", "——", "~", "～", "－", "–"].contains(&between).then_some(last)
}

/// A number with what stands around its digits.
pub fn number(text: &str, digits: Digits, last: Option<&Number>) -> Number {
    let Digits { range, value, notation, mut writing, kind } = digits;
    let unit = unit(text, range.end);
    let before = text[..range.start].trim_end_matches(is_space);
    let kind = match value {
        None => Name,
        Some(value) => kind.unwrap_or_else(|| kind_of(text, &range, &unit, value, last)),
    };
    let mut value = value.unwrap_or(0);
    if kind == Name {
        let unit = range.end..range.end;
        return Number { range, unit, value, notation, kind, is_exact: true, writing };
    }
    if kind == Year && value < 100 * ONE {
        (value, writing.is_short_year) = (value + 2000 * ONE, true);
    }
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    let about = ends(&ABOUT) && !ends(&NOT_ABOUT)
        || ends(&ABOUT_SCALES) && text[range.clone()].starts_with(['十', '百', '千', '万', '亿']);
    let behind = skipped(&text[range.end..]);
    let more = MORE.into_iter().any(|word| behind.starts_with(word));
    let after = skipped(&text[unit.end..]);
    let or_so = OR_SO.into_iter().any(|word| after.starts_with(word));
    let is_exact = !(about || or_so || more);
    let unit = match kind {
        Ordinal => range.end..range.end,
        Percentage | Year if unit.is_empty() => {
            let length = behind.chars().next().filter(|c| "%％‰﹪年".contains(*c)).map_or(0, char::len_utf8);
            let from = if length == 0 { range.end } else { text.len() - behind.len() };
            from..from + length
        }
        _ => unit,
    };
    Number { range, unit, value, notation, kind, is_exact, writing }
}

/// The kind of a number in Arabic digits.
fn kind_of(
    text: &str,
    range: &Range<usize>,
    unit: &Range<usize>,
    value: i64,
    last: Option<&Number>,
) -> NumberKind {
    let (written, whole) = (&text[range.clone()], value / ONE);
    let before = text[..range.start].trim_end_matches(is_space);
    let after = skipped(&text[range.end..]);
    let length = written.chars().count();
    let is_plain = written.chars().all(super::digits::is_of_a_word);
    let starts = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    let begins_with_zero = is_plain && length > 1 && written.starts_with(['0', '０']);
    if before.ends_with('第') {
        return Ordinal;
    }
    if before.ends_with(['〔', '［', '[', '【', '﹝']) && after.starts_with(['〕', '］', ']', '】', '﹞'])
    {
        return Name;
    }
    if starts(&["%", "％", "‰", "﹪", "个百分点"]) || before.ends_with("百分之") {
        return Percentage;
    }
    if after.starts_with('年') && is_plain {
        let lasts = ends(&LASTS) || starts(&LASTING);
        return match length {
            4 if is_year(whole) => Year,
            2 if (15..=40).contains(&whole) && !lasts => Year,
            _ => Date,
        };
    }
    if starts(&["月", "日", "时", "点", "季度"]) && !starts(&["点次", "日均", "月均"]) {
        return Date;
    }
    if after.starts_with('号')
        && last.is_some_and(|last| {
            last.kind == Date && text[last.range.end..range.start].trim_matches(is_space) == "月"
        })
    {
        return Date;
    }
    if is_bracketed(before, after) {
        return if whole < 100 { Ordinal } else { Name };
    }
    if whole < 100 && begins_clause(before) && after.starts_with(['、', '.', '．', ')', '）']) {
        let next = after.chars().nth(1);
        if next.is_some_and(|c| !c.is_numeric()) && !before.ends_with('、') {
            return Ordinal;
        }
    }
    if !unit.is_empty() && !begins_with_zero && length <= 11 {
        return if goes_on(text, range.start, last).is_some_and(|last| last.kind == Ordinal) {
            Ordinal
        } else {
            Count
        };
    }
    let label = before.trim_end_matches(['：', ':', '为', '是', '（', '(']).trim_end_matches(is_space);
    let is_named = NAMED.into_iter().any(|word| label.ends_with(word));
    let names = after.trim_start_matches(['”', '"', '」']);
    let is_naming = NAMING.into_iter().any(|word| names.starts_with(word));
    let is_short_code = length == 5 && ["12", "95", "96"].into_iter().any(|code| written.starts_with(code));
    let is_bare_year = length == 4 && is_year(whole);
    let is_long = is_plain && length >= 7;
    if is_named || is_naming || is_short_code || is_bare_year || is_long || begins_with_zero {
        return Name;
    }
    match goes_on(text, range.start, last) {
        Some(last) if matches!(last.kind, Ordinal | Name) => last.kind,
        _ => Count,
    }
}

/// Lets numbers that go on from each other be of one kind, and neither end of a range be exact: 1—12月, 3至5件.
pub fn connect(text: &str, numbers: &mut [Number]) {
    for at in (1..numbers.len()).rev() {
        let (one, other) = (&numbers[at - 1], &numbers[at]);
        if goes_on(text, other.range.start, Some(one)).is_none() {
            continue;
        }
        let is_list = text[one.range.end..other.range.start].contains(['、', '和', '及']);
        if matches!(other.kind, Year | Date | Percentage) && matches!(one.kind, Count | Name) {
            let is_year = other.kind != Year || is_year(one.value / ONE);
            let kind = if is_year { other.kind } else { Name };
            numbers[at - 1].kind = kind;
        } else if !is_list && one.kind == Count && other.kind == Count {
            numbers[at - 1].is_exact = false;
            numbers[at].is_exact = false;
        }
    }
}
