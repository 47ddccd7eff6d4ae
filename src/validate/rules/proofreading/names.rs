//! Names that are surely written wrong: the regulations on disclosure and on its fees, their numbers, the notice
//! of the format, and words of the form that lost a letter.

use std::ops::Range;

use super::{Slip, after, before};
use crate::format::Edition;
use crate::prose::Prose;
use crate::validate::passage::around;
use crate::validate::rule::Checked;

/// A name that is compared, and how many letters of it may be wrong for it to be still meant.
struct Name {
    right: &'static str,
    off: usize,
}

const NAMES: [Name; 3] = [
    Name { right: "中华人民共和国政府信息公开条例", off: 3 },
    Name { right: "政府信息公开条例", off: 1 },
    Name { right: "政府信息公开信息处理费管理办法", off: 2 },
];

/// The decree of the State Council that promulgated the regulation as it is in force.
const DECREE: &str = "711";
/// Who issued which notice, when under which number, and a word of sentences that mean it.
const FEES: (&str, &str) = ("国办函〔2020〕109号", "处理费");

/// Words that lost a letter, or have a wrong one.
struct Misspelt {
    wrong: &'static str,
    /// Letters before and behind which it is none.
    before: &'static str,
    after: &'static str,
    right: &'static str,
}

const fn misspelt(
    before: &'static str,
    wrong: &'static str,
    after: &'static str,
    right: &'static str,
) -> Misspelt {
    Misspelt { wrong, before, after, right }
}

const MISSPELT: &[Misspelt] = &[
    misspelt("政", "府信息公开", "", "政府信息公开"),
    misspelt("", "政府信公开", "", "政府信息公开"),
    misspelt("", "政府息公开", "", "政府信息公开"),
    misspelt("", "政府信息开", "放发展", "政府信息公开"),
    misspelt("", "信息公开公作", "", "信息公开工作"),
    misspelt("", "依申公开", "", "依申请公开"),
    misspelt("", "申清公开", "", "申请公开"),
    misspelt("流周运扭好逆", "转结", "果余合构束论算清业实", "结转"),
    misspelt("", "事业单", "位独列一元项子据纯数", "事业单位"),
    misspelt("", "受理渠", "道", "受理渠道"),
    misspelt("", "审查管", "理控辖", "审查管理"),
    misspelt("", "行政复义", "", "行政复议"),
    misspelt("", "行政复仪", "", "行政复议"),
    misspelt("", "行政诉颂", "", "行政诉讼"),
    misspelt("", "行政讼诉", "", "行政诉讼"),
    misspelt("", "部份公开", "", "部分公开"),
    misspelt("", "不于公开", "", "不予公开"),
    misspelt("", "本行机关", "", "本行政机关"),
    misspelt("", "规范行文件", "", "规范性文件"),
    misspelt("", "截止目前", "", "截至目前"),
    misspelt("积劳疲连拖", "累公开", "", "累计公开"),
    misspelt("政决对国计", "策法规", "", "政策法规"),
    misspelt("来去致请回机", "电0", "", "电话0"),
    misspelt("人", "已申请公开", "的过但而并且后，。、；", "依申请公开"),
    misspelt("", "可通过可以通过", "", "可以通过"),
    misspelt("名请集间期标票报", "截止到20", "日天", "截至20"),
    misspelt("名请集间期标票报", "截止20", "日天", "截至20"),
];

/// Names, numbers of documents and words that are written wrong.
pub fn names(checked: &Checked, prose: &Prose) -> Vec<Slip> {
    let text = prose.text();
    let mut slips: Vec<Slip> = Vec::new();
    let mut documents: Vec<Document> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '府' | '政' | '信' | '依' | '申' | '转' | '事' | '受' | '审' | '行' | '部' | '不' | '本'
            | '规' | '截' | '累' | '策' | '电' | '已' | '可' => {
                slips.extend(word(text, at));
            }
            '条' | '办' => {
                let end = ["条例", "办法"].into_iter().find(|end| text[at..].starts_with(end));
                slips.extend(end.and_then(|end| regulation(text, at + end.len())));
            }
            '令' if text[at..].starts_with("令第") => slips.extend(decree(text, at + "令第".len())),
            '〔' | '[' | '【' | '（' | '(' | '［' => documents.extend(document(text, at, c)),
            _ => {}
        }
    }
    slips.extend(documents.iter().filter_map(|document| notice(checked, prose, document, &documents)));
    slips.extend(brackets(text, &documents));
    slips.sort_by_key(|slip| slip.words[0].start);
    slips
}

/// A word that begins here and is misspelt.
fn word(text: &str, at: usize) -> Option<Slip> {
    let it = MISSPELT.iter().find(|it| text[at..].starts_with(it.wrong))?;
    // Letters that a line break or a space tears apart belong together.
    let before = text[..at].chars().rev().take(3).find(|c| !c.is_whitespace());
    let after = text[at + it.wrong.len()..].chars().take(3).find(|c| !c.is_whitespace());
    let is_right =
        before.is_some_and(|c| it.before.contains(c)) || after.is_some_and(|c| it.after.contains(c));
    // The year behind a word is no part of it.
    let [wrong, right] = [it.wrong, it.right].map(|it| it.trim_end_matches(|c: char| c.is_ascii_digit()));
    let range = at..at + wrong.len();
    let says = format!("“{wrong}”应为“{right}”。");
    let slip = match wrong.len() < it.wrong.len() {
        true => Slip::hint(range.clone(), says),
        false => Slip::sure(range.clone(), says),
    };
    (!is_right).then(|| slip.mended([(range, right.to_owned())]))
}

/// A regulation whose name ends here, if that is nearly one of those known.
fn regulation(text: &str, end: usize) -> Option<Slip> {
    const LONGEST: usize = 20;
    let start = text[..end].char_indices().rev().take(LONGEST).find_map(|(at, c)| match c {
        '《' => Some(Some(at + c.len_utf8())),
        '》' | '，' | '。' | '；' | '、' | '\n' => Some(None),
        _ => text[at..end].starts_with("中华人").then_some(Some(at)),
    })??;
    let written = &text[start..end];
    let plain: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    if NAMES.iter().any(|name| name.right == plain) {
        return None;
    }
    let meant = NAMES.iter().find(|name| strsim::levenshtein(&plain, name.right) <= name.off)?;
    let says = format!("“{plain}”应为“{}”。", meant.right);
    Some(Slip::sure(start..end, says).mended([(start..end, meant.right.to_owned())]))
}

/// The number of the decree that stands here, if it is said of the regulation and is not its own.
fn decree(text: &str, at: usize) -> Option<Slip> {
    let length = text[at..].find(|c: char| !c.is_ascii_digit()).filter(|length| *length > 0)?;
    let number = &text[at..at + length];
    let start = text[..at].char_indices().rev().take(24).take_while(|(_, c)| *c != '。').last()?.0;
    let is_of_regulation = text[start..at].contains("信息公开条例");
    (number != DECREE && is_of_regulation).then(|| {
        let says =
            format!("《中华人民共和国政府信息公开条例》现行的是国令第{DECREE}号，这里写的是第{number}号。");
        Slip::sure(at..at + length, says).mended([(at..at + length, DECREE.to_owned())])
    })
}

/// The number of a document: 〔2021〕30号.
struct Document {
    /// With its brackets, without who issued it.
    range: Range<usize>,
    open: Range<usize>,
    close: Range<usize>,
    /// As it ought to be written.
    written: String,
}

/// The number of a document whose bracket opens here.
fn document(text: &str, at: usize, open: char) -> Option<Document> {
    let year = text.get(at + open.len_utf8()..at + open.len_utf8() + 4)?;
    let close_at = at + open.len_utf8() + 4;
    let close = after(text, close_at).filter(|c| "〕]】）)］".contains(*c))?;
    let behind = &text[close_at + close.len_utf8()..];
    let spaces = behind.len() - behind.trim_start_matches(' ').len();
    let digits = behind[spaces..].bytes().take_while(u8::is_ascii_digit).count();
    let end = spaces + digits;
    let is_number = digits > 0 && behind[end..].starts_with('号') && year.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| Document {
        range: at..close_at + close.len_utf8() + end + '号'.len_utf8(),
        open: at..at + open.len_utf8(),
        close: close_at..close_at + close.len_utf8(),
        written: format!("〔{year}〕{}号", &behind[spaces..end]),
    })
}

/// A notice that is not the one of the report's edition, or that another office is said to have issued.
/// As many letters around the number of a document say what it is about.
const NEAR: usize = 60;

fn notice(checked: &Checked, prose: &Prose, document: &Document, all: &[Document]) -> Option<Slip> {
    let text = prose.text();
    let said_of = &text[around(text, &document.range, NEAR)];
    let issuer_of = |whole: &'static str| whole.split_once('〔').map(|(issuer, _)| issuer);
    let is = |whole: &str| whole.ends_with(&document.written);
    let notices = Edition::ALL.into_iter().map(Edition::notice);
    let known: Vec<(&str, &str)> = notices.map(|notice| (notice, "年度报告")).chain([FEES]).collect();
    let (whole, _) = known.into_iter().find(|(whole, word)| is(whole) && said_of.contains(word))?;
    let issuer = issuer_of(whole)?;
    let letters = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    let said: usize =
        text[..document.range.start].chars().rev().take(8).take_while(letters).map(char::len_utf8).sum();
    let said = document.range.start - said..document.range.start;
    let written = text[said.clone()].rfind("国办").map(|at| said.start + at..said.end);
    let year = checked.report.year_number().unwrap_or_else(|| checked.report.edition().since());
    let right = Edition::for_year(year).notice();
    // Who names the right notice too knows which is in force.
    if whole != FEES.0 && right != whole && all.iter().any(|other| right.ends_with(&other.written)) {
        return None;
    }
    if whole != FEES.0 && right != whole {
        let range = written.unwrap_or(document.range.start..document.range.start).start..document.range.end;
        let says = format!("{year}年度报告的格式文件是{right}，这里写的是{whole}。");
        return Some(Slip::sure(range.clone(), says).mended([(range, right.to_owned())]));
    }
    let written = written.filter(|written| &text[written.clone()] != issuer)?;
    let says = format!("“{}{}”的发文字号应为“{whole}”。", &text[written.clone()], document.written);
    Some(Slip::sure(written.clone(), says).mended([(written, issuer.to_owned())]))
}

/// Numbers of documents whose year stands in other brackets than 〔〕.
fn brackets(text: &str, documents: &[Document]) -> Option<Slip> {
    let is_issued = |document: &&Document| {
        before(text, document.range.start).is_some_and(|c| "函发办令字文规政厅".contains(c))
    };
    let wrong: Vec<&Document> = documents
        .iter()
        .filter(is_issued)
        .filter(|it| text[it.open.clone()] != *"〔" || text[it.close.clone()] != *"〕")
        .collect();
    let first = wrong.first()?;
    let says = format!("发文字号的年份用六角括号：应写“{}”。", first.written);
    let words = wrong.iter().map(|document| document.range.clone()).collect();
    let rewordings =
        wrong.iter().flat_map(|it| [(it.open.clone(), "〔".to_owned()), (it.close.clone(), "〕".to_owned())]);
    Some(Slip::style(words, says).mended(rewordings))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{mended, slips};

    #[test]
    fn names_that_are_right_or_of_something_else_hold() {
        for text in [
            "根据《中华人民共和国政府信息公开条例》（国令第711号）和《政府信息公开条例》《条例》编制。",
            "按照《武汉市政府信息公开暂行规定》和《示例省政务公开条例》执行。",
            "按照国办公开办函〔2021〕30号规定的年度报告格式编制。",
            "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）。",
            "流转结果和结转结余，公共企事业单位信息公开，政 府信息公开，受理渠道畅通。",
            "按照年度报告有关事项的通知（国办公开办函〔2019〕60号）和年度报告格式（国办公开办函〔2021〕30号）编制。",
            "积累公开经验，执行政策法规，来电0次，由申请人已申请公开的信息。",
            "申请截止2024年5月8日，截至2024年底，截止日期不变。",
            "编制《政府信息》公开条例解读。",
            "依照国务院令第10号、《行政许可法》办理（2023）示01行初5号案。",
        ] {
            assert_eq!(slips(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_name_that_is_nearly_right_is_found_and_replaced() {
        for (text, right) in [
            ("根据《中华人民共和国政务信息公开条例》编制。", "根据《中华人民共和国政府信息公开条例》编制。"),
            ("根据中华人民共和国信息公开条例编制。", "根据中华人民共和国政府信息公开条例编制。"),
            ("按照《政府信息公开处理费管理办法》。", "按照《政府信息公开信息处理费管理办法》。"),
            ("《政府信息公开条例》（国务院令第492号）。", "《政府信息公开条例》（国务院令第711号）。"),
            ("府信息公开平台建设情况。", "政府信息公开平台建设情况。"),
            ("无转结下年度继续办理件。", "无结转下年度继续办理件。"),
            ("畅通依申请公开受理渠。", "畅通依申请公开受理渠道。"),
            ("推进公共企事业单信息公开。", "推进公共企事业单位信息公开。"),
            (
                "按照年度报告格式（国办公开办函〔2019〕60号）。",
                "按照年度报告格式（国办公开办函〔2021〕30号）。",
            ),
            ("按照年度报告格式（国办发〔2021〕30号）。", "按照年度报告格式（国办公开办函〔2021〕30号）。"),
            ("截止2024年12月31日，公开12条。", "截至2024年12月31日，公开12条。"),
            ("截止到2024年12月底，公开12条。", "截至2024年12月底，公开12条。"),
            ("全年累公开12条。", "全年累计公开12条。"),
            ("公开策法规类信息12条。", "公开政策法规类信息12条。"),
            ("邮编：000000，电0000-1234567。", "邮编：000000，电话0000-1234567。"),
            ("规范已申请公开办理流程。", "规范依申请公开办理流程。"),
            ("内容可通过可以通过网站查阅。", "内容可以通过网站查阅。"),
            ("截止目前，公开12条。", "截至目前，公开12条。"),
            ("国办公开办函[2021]30号。", "国办公开办函〔2021〕30号。"),
        ] {
            assert_eq!(slips(text).len(), 1, "{text}");
            assert_eq!(mended(text), right);
        }
    }

    #[test]
    fn a_name_that_is_far_from_all_known_is_undecided() {
        assert_eq!(slips("根据《信息公开条例》《示例市信息条例》。"), [""; 0]);
    }
}
