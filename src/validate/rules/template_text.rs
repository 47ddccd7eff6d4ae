//! V30: no text of the template is left in: 「（文字描述）」, 「该部分以表格形式报告」, a name or a year to be
//! filled in, markup of the page that it was copied from.

use std::ops::Range;

use crate::format::texts::TextField;
use crate::prose::Prose;
use crate::validate::Finding;
use crate::validate::memory::Read;
use crate::validate::passage::{Mend, Passage, Rewording, around};
use crate::validate::rule::{Checked, MOST, Mending, Rule, Severity};

/// What the template says where an office is to write. Words that an office may mean are none of them.
const TEMPLATE: [&str; 16] = [
    "（文字描述）",
    "(文字描述)",
    "（文字描述，收取信息处理费情况在此处报告。）",
    "（文字描述，",
    "该部分以表格形式报告",
    "表格如下：",
    "（单位名称）",
    "(单位名称)",
    "（机关名称）",
    "（此处填写",
    "（请填写",
    "（待补充）",
    "（待填）",
    "某某局",
    "某某镇",
    "某某街道",
];

/// What a letter calls the organ that it is sent to; letters before which it is a part of another word.
const ADDRESSED: [&str; 4] = ["贵办", "贵局", "贵委", "贵单位"];
const DEAR: &str = "富珍宝名昂尊权高可华";

/// How the template wants a line set: a typeface, and what is said of it.
const TYPEFACES: [&str; 4] = ["宋体", "黑体", "楷体", "仿宋"];
const SETTING: [&str; 5] = ["号", "磅", "加粗", "居中", "字"];

/// A text holds words of the template.
pub static TEMPLATE_TEXT: Rule = Rule {
    id: "V30",
    title: "样例文字",
    wording: "正文里没有模板留下的样例文字、待填的空位和网页代码。",
    severity: Severity::Warning,
    source: "政府信息公开工作年度报告模板",
    help: "把样例文字换成本机关的内容，或者删去。",
    sides: None,
    mending: Mending::Words,
    check,
    sentence,
};

/// What was left in.
struct Left {
    range: Range<usize>,
    /// What it is, behind its words.
    is: &'static str,
    /// What stands there when it is mended, where that is sure.
    becomes: Option<String>,
}

const SAMPLE: &str = "像是模板的样例文字。请换成本机关的内容，或者删去。";
const LETTER: &str = "像是报送函里对别的机关的称呼。公开的报告写给公众，请改写。";
const STAND_IN: &str = "像是还没有替换的空位。请填上本机关的内容。";
const MARKUP: &str = "像是网页留下的代码。请删去。";
fn check(checked: &Checked, found: &mut Vec<Finding>) {
    for Read { field, prose, .. } in &checked.texts {
        // Where measures are told, the year may be one to come.
        let year = checked.report.year_number().filter(|_| *field != TextField::PROBLEMS);
        let text = prose.text();
        let mut left = all(text, year);
        left.sort_by_key(|left| (left.range.start, std::cmp::Reverse(left.range.end)));
        let mut end = 0;
        // 「（文字描述，」 begins another of them.
        left.retain(|left| {
            left.range.start >= end && std::mem::replace(&mut end, left.range.end) <= left.range.start
        });
        found.extend(left.into_iter().take(MOST).map(|left| finding(*field, prose, left)));
    }
}

/// All that was left in, in one walk through the text; some of it may overlap.
fn all(text: &str, year: Option<i64>) -> Vec<Left> {
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' => found.extend(sample(text, at).into_iter().chain(typography(text, at))),
            '该' | '表' | '某' => found.extend(sample(text, at)),
            '贵' => found.extend(addressed(text, at)),
            'X' | 'x' | 'Ｘ' | '×' | '＊' | '_' => found.extend(stand_in(text, at, c, year)),
            '<' | '&' | '>' => found.extend(markup(text, at, c)),
            _ => {}
        }
    }
    found
}

/// Words of the template that begin here.
fn sample(text: &str, at: usize) -> Option<Left> {
    let words = TEMPLATE.into_iter().find(|words| text[at..].starts_with(words))?;
    let is_alone = text.trim() == words;
    let becomes = (words.ends_with(['）', ')']) && !is_alone).then(String::new);
    Some(Left { range: at..at + words.len(), is: SAMPLE, becomes })
}

/// 「（宋体加粗小四号字）」.
fn typography(text: &str, at: usize) -> Option<Left> {
    const LONGEST: usize = 24;
    let close = text[at..].char_indices().take(LONGEST).find(|(_, c)| matches!(c, '）' | ')'))?;
    let range = at..at + close.0 + close.1.len_utf8();
    let has = |words: &[&str]| words.iter().any(|word| text[range.clone()].contains(word));
    let becomes = Some(String::new());
    (has(&TYPEFACES) && has(&SETTING)).then_some(Left { range, is: SAMPLE, becomes })
}

/// 「根据贵办的要求」: a letter that was published as it was sent.
fn addressed(text: &str, at: usize) -> Option<Left> {
    let words = ADDRESSED.into_iter().find(|words| text[at..].starts_with(words))?;
    let is_own = !text[..at].ends_with(|c| DEAR.contains(c));
    is_own.then(|| Left { range: at..at + words.len(), is: LETTER, becomes: None })
}

/// Two or more letters that stand for a name or a number, 「XX局」, 「20××年」, 「____件」: a year is mended by that of
/// the report.
fn stand_in(text: &str, start: usize, letter: char, year: Option<i64>) -> Option<Left> {
    if text[..start].ends_with(letter) {
        return None;
    }
    let run = text[start..].find(|c| c != letter).unwrap_or(text.len() - start);
    let end = start + run;
    let behind = &text[end..];
    let century =
        text[..start].strip_suffix("20").filter(|rest| !rest.ends_with(|c: char| c.is_ascii_digit()));
    let is_word = |c: char| c.is_ascii_alphanumeric();
    let stands_alone =
        (century.is_some() || !text[..start].ends_with(is_word)) && !behind.starts_with(is_word);
    if run == letter.len_utf8() || !stands_alone || letter == '_' && run < 3 {
        return None;
    }
    let (start, is_year) = (start - if century.is_some() { 2 } else { 0 }, behind.starts_with('年'));
    let becomes = year.filter(|_| is_year && century.is_some()).map(|year| year.to_string());
    Some(Left { range: start..end, is: STAND_IN, becomes })
}

/// Tags, entities, and what is left of them: 「<p>」, 「&nbsp;」, 「格式>」.
fn markup(text: &str, at: usize, c: char) -> Option<Left> {
    const LONGEST: usize = 80;
    let rest = &text[at..];
    let close =
        |mark| rest.char_indices().take(LONGEST).find(|(_, c)| *c == mark).map(|(end, _)| at + end + 1);
    let is_name = |text: &str| text.len() > 1 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#');
    match c {
        '<' => {
            let begins = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
            let end = close('>').filter(|_| begins)?;
            Some(Left { range: at..end, is: MARKUP, becomes: Some(String::new()) })
        }
        '&' => {
            let end = close(';').filter(|end| *end - at <= 10 && is_name(&text[at + 1..end - 1]))?;
            Some(Left { range: at..end, is: MARKUP, becomes: Some(String::new()) })
        }
        // A way through a site, 「首页>政务公开>年报」, has several of them or stands in quotes.
        '>' if text[..at].ends_with(is_han) => {
            let near = around(text, &(at..at + 1), LONGEST);
            let steps = |part: &str| {
                let part = part.split(['。', '\n']).next().unwrap_or_default();
                part.match_indices('>').any(|(at, _)| part[..at].ends_with(is_han))
            };
            let before = &text[near.start..at];
            let before = before.rsplit(['。', '\n']).next().unwrap_or_default();
            let is_way = before.contains(['“', '"']) || steps(before) || steps(&text[at + 1..near.end]);
            // 「关于印发<示例办法>的通知」 has a pair around a name.
            let is_pair = before.rfind('<') > before.rfind('>');
            // With the word before it, so that it is found.
            let word: usize = text[..at].chars().rev().take(2).map(char::len_utf8).sum();
            let becomes = Some(text[at - word..at].to_owned());
            (!is_way && !is_pair).then_some(Left { range: at - word..at + 1, is: MARKUP, becomes })
        }
        _ => None,
    }
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

fn finding(field: TextField, prose: &Prose, left: Left) -> Finding {
    let words =
        vec![field.name().to_owned(), prose.text()[left.range.clone()].to_owned(), left.is.to_owned()];
    let passages = vec![Passage::of(field, prose, std::slice::from_ref(&left.range))];
    let rewordings = left.becomes.map(|becomes| vec![Rewording::of(field, prose, left.range, becomes)]);
    let mends = rewordings.into_iter().map(|rewordings| Mend { what: "", rewordings }).collect();
    Finding { words, passages, mends, ..Finding::of(&TEMPLATE_TEXT, field.id()) }
}

fn sentence(finding: &Finding) -> String {
    let [text, words, is] = finding.words.as_slice() else { return String::new() };
    format!("“{text}”里的“{words}”{is}")
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    #[test]
    fn a_text_in_the_offices_own_words_holds() {
        let mut clerk = Clerk::blank(2024);
        for text in [
            "2024年，本机关公开信息 86 条，具体见下表，并附文字说明。",
            "可在“首页>政府信息公开>年报”查看，网址http://example.com/a?b=1&c=2，即首页>公开>年报。",
            "3×4=12，XXL号，BOXX公司，a_b，R&D;投入，3<5。",
            "申请人王某某的申请已经答复。",
            "珍贵办法，宝贵单位。",
            "示例文件（第3号）和展品（宋体拓片）。",
            "按照《办公厅关于印发<示例工作年度报告格式>的通知》编制。",
        ] {
            clerk.types("overview", text);
            assert_eq!(clerk.reads(&TEMPLATE_TEXT), [""; 0], "{text}");
        }
    }

    #[test]
    fn every_place_with_words_of_the_template_is_found() {
        let mut clerk = Clerk::blank(2024);
        clerk.types("overview", "（文字描述）").types("requests-note", "20XX年，该部分以表格形式报告");
        assert_eq!(
            clerk.reads(&TEMPLATE_TEXT),
            [
                "“一、总体情况”里的“（文字描述）”像是模板的样例文字。请换成本机关的内容，或者删去。",
                "“表三的注”里的“20XX”像是还没有替换的空位。请填上本机关的内容。",
                "“表三的注”里的“该部分以表格形式报告”像是模板的样例文字。请换成本机关的内容，或者删去。",
            ]
        );
        let words = |text: &str| -> Vec<String> {
            let mut clerk = Clerk::blank(2024);
            clerk.types("overview", text);
            clerk.findings(&TEMPLATE_TEXT).into_iter().map(|finding| finding.words[1].clone()).collect()
        };
        assert_eq!(words("根据贵办的要求编制。"), ["贵办"]);
        assert_eq!(words("总体情况（宋体加粗小四号字）公开12条。"), ["（宋体加粗小四号字）"]);
        assert_eq!(words("××局20××年公开XX条，收到____件。"), ["××", "20××", "XX", "____"]);
        assert_eq!(words("<p>公开&nbsp;12条</p>。年度报告格式>示例镇。"), ["<p>", "&nbsp;", "</p>", "格式>"]);
        assert_eq!(
            words("（文字描述，收取信息处理费情况在此处报告。）"),
            ["（文字描述，收取信息处理费情况在此处报告。）"]
        );
    }

    #[test]
    fn what_is_sure_can_be_mended() {
        let becomes = |text: &str| -> Vec<String> {
            let mut clerk = Clerk::blank(2024);
            clerk.types("overview", text);
            let mends = clerk.findings(&TEMPLATE_TEXT).into_iter().flat_map(|finding| finding.mends);
            mends.map(|mend| mend.rewordings[0].becomes.clone()).collect()
        };
        assert_eq!(becomes("20XX年，公开<br>信息。"), ["2024", ""]);
        assert_eq!(becomes("（文字描述）"), [""; 0], "nothing would be left");
        assert_eq!(becomes("（文字描述）2024年公开信息。"), [""]);
        assert_eq!(becomes("XX局公开信息。"), [""; 0], "which office, nobody knows here");
    }

    #[test]
    fn a_blank_text_is_undecided() {
        assert_eq!(Clerk::blank(2024).findings(&TEMPLATE_TEXT), []);
    }
}
