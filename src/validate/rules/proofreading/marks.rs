//! The marks of lists: 一是、二是、三是, （一）（二）, 1. 2., ①②, 第一，第二. They count from one, none is left out
//! and none stands twice.

use std::ops::Range;

use super::{Slip, after, before};
use crate::prose::Prose;
use crate::validate::rule::Checked;

/// How the items of a list are marked. Those further up stand above those below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Style {
    /// 一、
    Numeral,
    /// （一）
    Bracketed,
    /// 1.
    Digit,
    /// （1）
    BracketedDigit,
    /// 一是, 第一，, ①: these stand within a paragraph.
    Words,
    First,
    Circled,
}

/// The mark of an item.
#[derive(Clone, Debug)]
struct Mark {
    style: Style,
    /// The whole mark.
    range: Range<usize>,
    /// Its number alone.
    numeral: Range<usize>,
    number: u32,
    /// Whether it stands where an item begins: at a line or behind punctuation.
    is_sure: bool,
    /// Whether it begins its line, and which line that is.
    is_line: bool,
    line: usize,
}

/// Lists that count wrong, and 「1、」 for 「1.」.
pub fn lists(_: &Checked, prose: &Prose) -> Vec<Slip> {
    let text = prose.text();
    let marks = marks(text);
    let mut slips: Vec<Slip> = Vec::new();
    for list in split(&marks) {
        slips.extend(miscounted(text, &list));
    }
    slips.sort_by_key(|slip| slip.words[0].start);
    slips.extend(enumeration_comma(text, &marks));
    slips
}

/// The marks of a text, in order.
fn marks(text: &str) -> Vec<Mark> {
    let mut found = Vec::new();
    let (mut begins, mut is_line, mut line) = (true, true, 0);
    let mut at = 0;
    while let Some(c) = after(text, at) {
        match may_begin(c).then(|| mark(text, at, begins, is_line)).flatten() {
            Some(mark) => {
                at = mark.range.end;
                found.push(Mark { line, ..mark });
                (begins, is_line) = (false, false);
            }
            None => {
                at += c.len_utf8();
                line += usize::from(c == '\n');
                is_line = matches!(c, '\n' | '\r') || is_line && c.is_whitespace();
                begins = is_line
                    || matches!(
                        c,
                        '。' | '；' | '：' | '，' | '、' | '！' | '？' | ';' | ':' | ',' | '（' | '(' | '”'
                    )
                    || begins && c.is_whitespace();
            }
        }
    }
    found
}

/// Whether a character may be the first of a mark.
fn may_begin(c: char) -> bool {
    matches!(c, '①'..='⑳' | '（' | '(' | '第' | '0'..='9') || is_numeral(c)
}

/// The mark that stands at a place of a text.
fn mark(text: &str, at: usize, begins: bool, is_line: bool) -> Option<Mark> {
    let rest = &text[at..];
    let first = rest.chars().next()?;
    let of = |style, numeral: Range<usize>, number, length: usize| {
        let numeral = at + numeral.start..at + numeral.end;
        Some(Mark {
            style,
            range: at..at + length,
            numeral,
            number,
            is_sure: begins || is_line,
            is_line,
            line: 0,
        })
    };
    if let Some(number) = u32::from(first).checked_sub(u32::from('①')).filter(|number| *number < 20) {
        let whole = at..at + first.len_utf8();
        let numeral = whole.clone();
        return Some(Mark {
            style: Style::Circled,
            range: whole,
            numeral,
            number: number + 1,
            is_sure: true,
            is_line,
            line: 0,
        });
    }
    if matches!(first, '（' | '(') && before(text, at) != Some('第') {
        let is_sentence = matches!(before(text, at), None | Some('。' | '；' | '：'));
        let inside = &rest[first.len_utf8()..];
        let close = inside.char_indices().take(4).find(|(_, c)| matches!(c, '）' | ')'))?.0;
        let (start, end) = (first.len_utf8(), first.len_utf8() + close);
        let length = end + inside[close..].chars().next().map_or(0, char::len_utf8);
        if let Some(number) =
            chinese(&inside[..close]).filter(|number| is_line || is_sentence || *number == 1)
        {
            return of(Style::Bracketed, start..end, number, length);
        }
        let number = inside[..close].parse().ok().filter(|number| is_line && (1..100).contains(number))?;
        return of(Style::BracketedDigit, start..end, number, length);
    }
    if first == '第' && begins {
        let end = rest[3..].find(|c| !is_numeral(c))? + 3;
        let number = chinese(&rest[3..end])?;
        return rest[end..].starts_with(['，', '、', ',']).then(|| of(Style::First, 3..end, number, end))?;
    }
    if is_numeral(first) {
        // 统一是, 唯一是, 之一是: words that end so.
        if before(text, at)
            .is_some_and(|c| is_numeral(c) || "第百千万统唯之专单同划合归逐其某每任如".contains(c))
        {
            return None;
        }
        let end = rest.find(|c| !is_numeral(c))?;
        let number = chinese(&rest[..end])?;
        if rest[end..].starts_with('是') && !rest[end..].starts_with("是否") {
            return of(Style::Words, 0..end, number, end + '是'.len_utf8());
        }
        let comma = rest[end..].starts_with(['、', '．', '.']) && is_line;
        return comma.then(|| {
            of(Style::Numeral, 0..end, number, end + rest[end..].chars().next().map_or(0, char::len_utf8))
        })?;
    }
    if is_line && first.is_ascii_digit() {
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let number = rest[..end].parse().ok().filter(|number| (1..100).contains(number))?;
        let mut behind = rest[end..].chars();
        let comma = behind.next().filter(|c| matches!(c, '.' | '、' | '．'))?;
        // 「1.2024年」 begins with a year.
        let figures: String = behind.clone().take_while(char::is_ascii_digit).take(5).collect();
        let is_year = figures.len() == 4 && behind.nth(4) == Some('年');
        let is_decimal = !figures.is_empty() && !is_year;
        return (!is_decimal).then(|| of(Style::Digit, 0..end, number, end + comma.len_utf8()))?;
    }
    None
}

fn is_numeral(c: char) -> bool {
    crate::format::is_numeral(c)
}

/// 一 to 九十九.
fn chinese(text: &str) -> Option<u32> {
    const DIGITS: &str = "一二三四五六七八九";
    let digit = |text: &str| {
        let mut letters = text.chars();
        let digit = DIGITS.chars().position(|c| Some(c) == letters.clone().next())? as u32 + 1;
        letters.nth(1).is_none().then_some(digit)
    };
    match text.split_once('十') {
        None => digit(text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            Some(tens * 10 + if ones.is_empty() { 0 } else { digit(ones)? })
        }
    }
}

/// A number from 1 to 99 as it is written in Chinese.
fn in_chinese(number: u32) -> String {
    let digit = |number: u32| {
        "一二三四五六七八九".chars().nth(number as usize - 1).map(String::from).unwrap_or_default()
    };
    let ones = if number.is_multiple_of(10) { String::new() } else { digit(number % 10) };
    match number / 10 {
        0 => ones,
        1 => format!("十{ones}"),
        tens => format!("{}十{ones}", digit(tens)),
    }
}

/// How deep lists of one style may stand in each other.
const DEEPEST: usize = 4;

/// The lists that marks belong to, each with its marks. A list may stand within an item of another of its style;
/// it ends where the other goes on, and where one of a style above it does.
fn split(marks: &[Mark]) -> Vec<Vec<Mark>> {
    let mut lists: Vec<Vec<Mark>> = Vec::new();
    // The lists that may go on, the innermost of each style last.
    let mut open: Vec<Vec<Mark>> = Vec::new();
    for mark in marks {
        if mark.is_sure && mark.style < Style::Words {
            lists.extend(open.extract_if(.., |list| mark.style < list[0].style));
        }
        let is_of_style = |list: &Vec<Mark>| list[0].style == mark.style;
        let innermost = open.iter().rposition(is_of_style);
        // Behind a list in it a list goes on in the same paragraph, or where only its own items begin lines.
        let is_within = |last: &Mark| {
            let inner = innermost.and_then(|at| open[at].last());
            inner.is_none_or(|inner| inner.is_line != mark.is_line && last.is_line == mark.is_line)
        };
        let goes_on = |(at, list): &(usize, &Vec<Mark>)| {
            let last = list.last().filter(|last| is_of_style(list) && last.number + 1 == mark.number);
            last.is_some_and(|last| Some(*at) == innermost || last.line == mark.line || is_within(last))
        };
        if mark.number == 1 {
            if open.iter().filter(|list| is_of_style(list)).count() == DEEPEST
                && let Some(outermost) = open.iter().position(is_of_style)
            {
                lists.push(open.remove(outermost));
            }
            open.push(vec![mark.clone()]);
        } else if let Some((at, _)) = open.iter().enumerate().rev().find(goes_on) {
            open[at].push(mark.clone());
            lists.extend(open.extract_if(at + 1.., |list| list[0].style == mark.style));
        } else if mark.is_sure {
            match innermost {
                Some(at) => open[at].push(mark.clone()),
                None => open.push(vec![mark.clone()]),
            }
        }
    }
    lists.extend(open);
    lists
}

/// What is wrong with the numbers of a list.
fn miscounted(text: &str, list: &[Mark]) -> Option<Slip> {
    if list.len() < 2 || (1..).zip(list).all(|(number, mark)| number == mark.number) {
        return None;
    }
    let name = |mark: &Mark| text[mark.range.clone()].to_owned();
    let wrong = list.windows(2).find(|pair| pair[1].number != pair[0].number + 1);
    let (says, words) = match wrong {
        _ if list[0].number != 1 => (format!("序号从“{}”开始", name(&list[0])), list[0].range.clone()),
        Some([one, other]) if one.number == other.number => {
            (format!("序号“{}”用了两次", name(other)), other.range.clone())
        }
        Some([one, other]) => (format!("序号“{}”后面是“{}”", name(one), name(other)), other.range.clone()),
        _ => return None,
    };
    let most = if list[0].style == Style::Circled { 20 } else { 99 };
    let right = (1..).zip(list).filter(|(number, mark)| list.len() <= most && *number != mark.number);
    let rewordings = right.map(|(number, mark)| (mark.numeral.clone(), written(mark, number)));
    Some(Slip::sure(words, format!("{says}，请核对有没有漏项，或者重新编号。")).mended(rewordings))
}

fn written(mark: &Mark, number: u32) -> String {
    match mark.style {
        Style::Numeral | Style::Bracketed | Style::Words | Style::First => in_chinese(number),
        Style::Digit | Style::BracketedDigit => number.to_string(),
        Style::Circled => char::from_u32(u32::from('①') + number - 1).map(String::from).unwrap_or_default(),
    }
}

/// 「1、」 for 「1.」.
fn enumeration_comma(text: &str, marks: &[Mark]) -> Option<Slip> {
    let is_one = |mark: &&Mark| mark.style == Style::Digit && text[mark.range.clone()].ends_with('、');
    let commas: Vec<&Mark> = marks.iter().filter(is_one).collect();
    let digit = &text[commas.first()?.numeral.clone()];
    let says = format!("阿拉伯数字的序号用了顿号：“{digit}、”应写“{digit}.”。");
    let rewordings = commas.iter().map(|mark| (mark.numeral.end..mark.range.end, ".".to_owned()));
    Some(Slip::style(commas.iter().map(|mark| mark.range.clone()).collect(), says).mended(rewordings))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{mended, slips};

    #[test]
    fn lists_that_count_from_one_hold() {
        for text in [
            "一是公开。二是答复。三是监督。\n一是培训。二是考核。",
            "存在的问题主要一是人员不足，二是经费不足；三是渠道单一。",
            "（一）公开。一是网站。二是新媒体。\n（二）答复。一是受理。二是办结。\n（三）监督。",
            "一、问题\n（一）不足\n（二）不够\n二、措施\n（一）加强\n（二）完善",
            "一是公开。二是管理。一是编制目录。二是清理文件。三是平台。",
            "一是公开。\n二是管理。一是编制目录。二是清理文件。三是审核。\n三是平台。",
            "1.网站3.5万条\n2.新媒体\n（1）微信\n（2）微博\n3.公报",
            "依据第二十条第（八）项、第（五）项，这是唯一是公开的依据；二是答复。",
            "第一，公开。第二，答复。①网站②公报",
            "1.2024年公开12条。\n2.2023年公开9条。\n3.其他。",
            "全文包括（一）总体情况；（二）主动公开；（三）其他事项。",
            "（一）公开。附件（一）见网站。\n（二）答复。\n（三）监督。",
            "（一）公开。一是网站。\n（二）答复。三是新媒体。",
            "一是公开；……十是监督。",
        ] {
            if !text.contains('…') {
                assert_eq!(slips(text), [""; 0], "{text}");
            }
        }
    }

    #[test]
    fn a_list_that_skips_repeats_or_begins_late_is_renumbered_in_one_move() {
        for (text, found, right) in [
            (
                "一是公开。二是答复。四是监督。五是培训。",
                "序号“二是”后面是“四是”，请核对有没有漏项，或者重新编号。",
                "一是公开。二是答复。三是监督。四是培训。",
            ),
            (
                "（一）公开。\n（二）答复。\n（二）监督。",
                "序号“（二）”用了两次，请核对有没有漏项，或者重新编号。",
                "（一）公开。\n（二）答复。\n（三）监督。",
            ),
            ("二是公开。三是答复。", "序号“二是”从头", "一是公开。二是答复。"),
            (
                "1.公开。\n3.答复。",
                "序号“1.”后面是“3.”，请核对有没有漏项，或者重新编号。",
                "1.公开。\n2.答复。",
            ),
            ("①公开②答复②监督。", "序号“②”用了两次，请核对有没有漏项，或者重新编号。", "①公开②答复③监督。"),
        ] {
            let found = found.replace("序号“二是”从头", "序号从“二是”开始，请核对有没有漏项，或者重新编号。");
            assert_eq!(slips(text), [found], "{text}");
            assert_eq!(mended(text), right);
        }
    }

    #[test]
    fn a_single_mark_is_undecided() {
        assert_eq!(slips("一方面要公开，二是要答复。"), [""; 0]);
        assert_eq!(slips("（二）答复。"), [""; 0]);
    }

    #[test]
    fn a_comma_behind_a_digit_that_marks_an_item_is_a_matter_of_style() {
        assert_eq!(slips("1、公开。\n2、答复。"), ["阿拉伯数字的序号用了顿号：“1、”应写“1.”。"]);
        assert_eq!(mended("1、公开。\n2、答复。"), "1.公开。\n2.答复。");
        assert_eq!(slips("办结3、4、5月的申请。"), [""; 0]);
    }
}
