//! Which chapter a heading opens, however an office words and numbers it: told by the key words of each
//! chapter, and by how little else the heading says. Looks at one heading; knows no source.

mod words;

use super::tables::labels::{Label, likeness};
use super::wording::{numeral, plain};
use crate::format::Edition;
use crate::format::is_numeral;
use crate::format::texts::TextField;
use words::Words;

/// The texts of the six chapters, in their order.
pub const TEXTS: [TextField; 6] = [
    TextField::OVERVIEW,
    TextField::DISCLOSURE_NOTE,
    TextField::REQUESTS_NOTE,
    TextField::DISPUTES_NOTE,
    TextField::PROBLEMS,
    TextField::OTHER_MATTERS,
];

/// How a heading is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// `一、`.
    Numeral,
    /// `第一部分`.
    Part,
    /// `（一）`, `(1)`.
    Bracketed,
    /// `1、`, `1.`.
    Digit,
    /// Not at all.
    Bare,
}

/// A text read as a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// How it is numbered.
    pub style: Style,
    /// Its number; 0 if it has none.
    pub number: u32,
    /// The chapter that its words speak of, counted from 0, if they do.
    pub chapter: Option<usize>,
    /// How clearly they do: from 2 for a hint to 6 and more.
    pub weight: i32,
    /// How many of its letters belong to no word that headings are made of.
    pub strange: i32,
    /// How many letters it has behind its number.
    pub letters: usize,
}

impl Heading {
    /// Reads a text as a heading; whether it is one, its words and its neighbours tell.
    pub fn read(text: &str) -> Heading {
        let plain = plain(text);
        let (style, number, words) = split_number(&plain);
        let letters = words.chars().count();
        let most = if style == Style::Bare { 30 } else { 60 };
        if letters > most {
            return Heading { style, number, chapter: None, weight: 0, strange: 99, letters };
        }
        let Words { weights, strange } = Words::read(words);
        let best = (0..TEXTS.len()).max_by_key(|chapter| (weights[*chapter], 9 - chapter)).unwrap_or(0);
        let second = (0..TEXTS.len()).filter(|chapter| *chapter != best).map(|chapter| weights[chapter]);
        let is_clear =
            weights[best] >= 2 && second.max() < Some(weights[best]) && strange <= 12 && letters <= 40;
        let (chapter, weight) = match is_clear {
            true => (Some(best), weights[best]),
            false if style != Style::Bare && strange < 20 => match misspelt(words) {
                Some(chapter) => (Some(chapter), 3),
                None => (None, 0),
            },
            false => (None, 0),
        };
        Heading { style, number, chapter, weight, strange, letters }
    }

    /// Whether it opens its chapter by its words alone, wherever it stands.
    fn is_sure(&self) -> bool {
        match self.style {
            Style::Numeral | Style::Part | Style::Digit => {
                self.weight >= 2 && self.strange <= self.weight + 3
            }
            // 一 has sub-headings of these names; none is called 总体情况.
            Style::Bracketed => self.chapter == Some(0) && self.strange <= 2,
            Style::Bare => self.weight >= 3 && self.strange <= 2,
        }
    }
}

/// The chapter that a heading opens, counted from 0, if its words alone tell.
pub fn chapter(text: &str) -> Option<usize> {
    let heading = Heading::read(text);
    heading.chapter.filter(|_| heading.is_sure())
}

/// The number in front of a heading, and what stands behind it.
fn split_number(plain: &str) -> (Style, u32, &str) {
    // A stray letter before the number is a slip of the keyboard or of a scanner.
    let is_stray =
        |c: char| c.is_ascii_alphabetic() || matches!(c, '.' | '·' | '、' | '*' | '#' | '■' | '●' | '|');
    let text = plain.trim_start_matches('#');
    let text = match text.char_indices().nth(1) {
        Some((at, second)) if text.starts_with(is_stray) && is_numeral(second) => &text[at..],
        _ => text,
    };
    let behind = |rest: &str| {
        plain[plain.len() - rest.len()..].trim_start_matches([')', '、', '.', ',', ':', '-', '．'])
    };
    if let Some(rest) = text.strip_prefix('第') {
        let (number, rest) = take_number(rest);
        for unit in ["部分", "章", "项"] {
            if let (Some(number), Some(rest)) = (number, rest.strip_prefix(unit)) {
                return (Style::Part, number, behind(rest));
            }
        }
    }
    if let Some(inside) = text.strip_prefix('(')
        && let (Some(number), rest) = take_number(inside)
        && let Some(rest) = rest.strip_prefix(')')
    {
        return (Style::Bracketed, number, behind(rest));
    }
    let is_digit = text.starts_with(|c: char| c.is_ascii_digit());
    match take_number(text) {
        (Some(number), rest) if rest.starts_with([')']) && !rest.starts_with(")、") => {
            (Style::Bracketed, number, behind(rest))
        }
        (Some(number), rest) if rest.starts_with(['、', '.', ',', ':', ')', '-']) => {
            (if is_digit { Style::Digit } else { Style::Numeral }, number, behind(rest))
        }
        // The mark behind the number is lost: 一总体情况.
        (Some(number), rest) if !is_digit && Words::read(rest).strange == 0 && !rest.is_empty() => {
            (Style::Numeral, number, rest)
        }
        _ => (Style::Bare, 0, plain),
    }
}

fn take_number(text: &str) -> (Option<u32>, &str) {
    let is_digit = text.starts_with(|c: char| c.is_ascii_digit());
    let end = text.find(|c: char| if is_digit { !c.is_ascii_digit() } else { !is_numeral(c) });
    let (number, rest) = text.split_at(end.unwrap_or(text.len()));
    let number = if is_digit { number.parse().ok().filter(|number| *number < 100) } else { numeral(number) };
    (number, rest)
}

/// From this likeness on a heading is taken for one of the form.
const ALIKE: f64 = 0.75;

/// The chapter whose official heading is spelt nearly so.
fn misspelt(words: &str) -> Option<usize> {
    let letters = words.chars().count();
    if !(4..=30).contains(&letters) {
        return None;
    }
    let headings = Edition::REVISED_2021.format().chapters.iter().map(|chapter| chapter.heading);
    let word = Label::of(words).word;
    let likeness = headings.map(|heading| likeness(&word, &Label::of(heading).word));
    let (chapter, likeness) = likeness.enumerate().max_by(|one, other| one.1.total_cmp(&other.1))?;
    (likeness >= ALIKE).then_some(chapter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_tells_its_chapter_however_it_is_worded() {
        for (expected, headings) in [
            (
                1,
                &[
                    "一、总体情况",
                    "总体情况",
                    "1、 总体情况",
                    "(一)总体情况",
                    "（一） 总体概述",
                    "一、年度信息公开总体情况",
                    "一、2024年政务公开工作总体情况",
                    "第一部分 总体情况",
                    "一 、 总 体 情 况",
                    "一、總體情況",
                    "一、概述",
                    "一、基本情况",
                    "一.总体情况",
                    "一总体情况",
                    "壹、总体情况",
                    "一、总休情况",
                ][..],
            ),
            (
                2,
                &[
                    "二、主动公开政府信息情况",
                    "二、行政机关主动公开政府信息的情况",
                    "二、主动公开政务信息情况",
                    "主动公开政府信息情况",
                    "2.政府信息主动公开情况",
                    "二、主動公開政府信息情況",
                    "二、主动公开情况",
                ],
            ),
            (
                3,
                &[
                    "三、收到和处理政府信息公开申请情况",
                    "收到和处理政府信息公开申请情况",
                    "三、政府信息公开申请办理情况",
                    "三、依申请公开政府信息情况",
                    "四、收到和处理政府信息公开申请情况",
                    "三、受理和处理信息公开申请的情况",
                    "三、收到和處理政府信息公開申請情況",
                    "三、政府信息公开申请情况",
                ],
            ),
            (
                4,
                &[
                    "四、政府信息公开行政复议、行政诉讼情况",
                    "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
                    "四、政府信息公开行政复议(行政诉讼)情况",
                    "四、被行政复议和行政诉讼情况",
                    "四、复议、诉讼情况",
                    "四、被申请复议、提起诉讼情况",
                    "四、因政府信息公开申请行政复议、提起行政诉讼的情况",
                ],
            ),
            (
                5,
                &[
                    "五、存在的主要问题及改进情况",
                    "五、存在的主要问题及整改措施",
                    "五、存在问题与改进方向",
                    "l六、主要问题和改进情况",
                    "五、政府信息公开工作存在的主要问题及改进情况",
                    "五、存在的不足和下一步打算",
                    "五、工作中存在的困难及对策",
                ],
            ),
            (
                6,
                &[
                    "六、其他需要报告的事项",
                    "其他需要报告的事项",
                    "六、其它需要报告事项",
                    "六、其他事项",
                    "六、需要说明的其他事项",
                    "六、其他应当报告的情况",
                    "七、其他需报告的事项",
                ],
            ),
        ] {
            for heading in headings {
                let heading = &heading.replace('壹', "一");
                assert_eq!(chapter(heading), Some(expected - 1), "{heading}: {:?}", Heading::read(heading));
            }
        }
    }

    #[test]
    fn what_opens_no_chapter_is_told_apart() {
        for text in [
            "",
            "一、",
            "一",
            "三",
            "其他",
            "3.其他",
            "处理",
            "信息内容",
            "一、本年新收政府信息公开申请数量",
            "二、上年结转政府信息公开申请数量",
            "三、本年度办理结果",
            "四、结转下年度继续办理",
            "（六）其他处理",
            "其他结果",
            "行政复议",
            "行政诉讼",
            "2.其他法律行政法规禁止公开",
            "8.属于行政查询事项",
            "其他对外管理服务事项",
            "申请人情况",
            "法人或其他组织",
            "（二）依申请公开情况",
            "（一）主动公开情况",
            "(四)因政府信息公开申请的行政复议、行政诉讼情况",
            "一是主动公开政府信息。",
            "七、2024年工作思路",
            "附件：主动公开目录",
            "示例局2023年政府信息公开工作年度报告",
            "全年收到政府信息公开申请26件，均已处理。",
            "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六部分组成",
        ] {
            assert_eq!(chapter(text), None, "{text}: {:?}", Heading::read(text));
        }
    }

    #[test]
    fn numbers_are_read_in_every_style() {
        for (text, style, number) in [
            ("十一、其他", Style::Numeral, 11),
            ("第三部分：其他", Style::Part, 3),
            ("（四）其他", Style::Bracketed, 4),
            ("(5)其他", Style::Bracketed, 5),
            ("6. 其他", Style::Digit, 6),
            ("其他", Style::Bare, 0),
            ("2023年其他", Style::Bare, 0),
        ] {
            let heading = Heading::read(text);
            assert_eq!((heading.style, heading.number), (style, number), "{text}");
        }
    }
}
