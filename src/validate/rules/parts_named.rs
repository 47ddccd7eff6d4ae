//! V37: where a text says of how many parts the report consists, and names them, both are true of the report.

use std::ops::Range;

use crate::format::texts::TextField;
use crate::prose::numbers::ONE;
use crate::prose::{Number, Prose};
use crate::validate::Finding;
use crate::validate::memory::Read;
use crate::validate::passage::{Mend, Passage, Rewording};
use crate::validate::rule::{Checked, Mending, PRACTICE, Rule, Severity};

/// Words that name each chapter of the form, in order, however an office words them.
const NAMED_BY: [&[&str]; 6] = [
    &["总体", "概述", "概况", "基本情况"],
    &["主动公开"],
    &["收到和处理", "收到及处理", "申请办理", "依申请", "公开申请", "申请情况"],
    &["复议", "诉讼"],
    &["问题", "改进"],
    &["其他", "其它", "需要报告"],
];
/// A sentence that names so many of them lists them.
const LISTED: usize = 3;
/// Words that no list of the parts has twice.
const ONCE: [&str; 4] = ["主动公开政府信息", "收到和处理", "存在的主要问题", "其他需要报告"];
/// Words of a sentence about the whole report.
const WHOLE: [&str; 4] = ["报告", "年报", "全文", "本文"];
/// Words of a sentence about what it consists of.
const CONSISTS: [&str; 9] =
    ["组成", "构成", "个部分", "六部分", "以下部分", "项内容", "方面内容", "全文包括", "报告包括"];
/// Words behind the number of parts.
const PARTS: [&str; 3] = ["部分", "项内容", "方面内容"];

/// The parts that are named or counted are not those of the report.
pub static PARTS_NAMED: Rule = Rule {
    id: "V37",
    title: "报告的组成",
    wording: "正文写明报告由几个部分组成的，个数与报告一致，列出的一个不少。",
    severity: Severity::Warning,
    source: PRACTICE,
    help: "改正个数，或者补上没有列出的部分。",
    sides: None,
    mending: Mending::Words,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    let chapters = &checked.report.format().chapters;
    for Read { field, prose, .. } in &checked.texts {
        let about_it = |sentence: &&Range<usize>| {
            let says =
                |words: &[&str]| words.iter().any(|word| prose.text()[(*sentence).clone()].contains(word));
            says(&WHOLE) && says(&CONSISTS)
        };
        for sentence in prose.sentences().iter().filter(about_it) {
            let words = &prose.text()[sentence.clone()];
            let named: Vec<bool> =
                NAMED_BY.iter().map(|names| names.iter().any(|name| words.contains(name))).collect();
            let is_list = named.iter().filter(|is_named| **is_named).count() >= LISTED;
            let count = counted(prose, sentence).filter(|_| is_list || *field == TextField::PREAMBLE);
            if let Some(count) = count.filter(|count| count.whole() != Some(chapters.len() as i64)) {
                found.push(miscounted(*field, prose, count, chapters.len()));
            } else if is_list {
                let missing = chapters.iter().zip(&named).filter(|(_, is_named)| !**is_named);
                let missing: Vec<String> =
                    missing.map(|(chapter, _)| format!("“{}”", chapter.heading)).collect();
                // A list that leaves open what else there is need not be whole.
                let rest = words.rsplit_once('等').map(|(_, rest)| rest.trim_start());
                let counts = |c: char| c.is_ascii_digit() || crate::format::is_numeral(c);
                let is_open = rest.is_some_and(|rest| missing.len() > 1 || !rest.starts_with(counts));
                let twice = ONCE.iter().find(|name| words.matches(*name).nth(1).is_some());
                if let Some(name) = twice.filter(|_| missing.is_empty()) {
                    let says = format!("列出报告的组成，“{name}”写了两遍。请核对。");
                    found.push(finding(*field, prose, sentence.clone(), says));
                }
                if !missing.is_empty() && !is_open {
                    let says = format!("列出了报告的组成，缺{}。请补上。", missing.join("、"));
                    found.push(finding(*field, prose, sentence.clone(), says));
                }
            }
        }
    }
}

/// The number of parts that a sentence states.
fn counted<'a>(prose: &'a Prose, sentence: &Range<usize>) -> Option<&'a Number> {
    let is_of_parts = |number: &&Number| {
        let behind = prose.text()[number.range.end..].trim_start_matches([' ', '个', '大']);
        PARTS.iter().any(|part| behind.starts_with(part))
            && !prose.text()[..number.range.start].ends_with('第')
    };
    let from = prose.numbers().partition_point(|number| number.range.start < sentence.start);
    prose.numbers()[from..].iter().take_while(|number| number.range.end <= sentence.end).find(is_of_parts)
}

fn miscounted(field: TextField, prose: &Prose, count: &Number, parts: usize) -> Finding {
    let written = &prose.text()[count.range.clone()];
    let says = format!("写报告由{written}个部分组成，报告有 {parts} 个部分。请改正。");
    let right = count.written(parts as i64 * ONE);
    let rewordings = vec![Rewording::of(field, prose, count.range.clone(), right)];
    Finding { mends: vec![Mend { what: "", rewordings }], ..finding(field, prose, count.range.clone(), says) }
}

fn finding(field: TextField, prose: &Prose, words: Range<usize>, says: String) -> Finding {
    let passages = vec![Passage::of(field, prose, &[words])];
    Finding { words: vec![field.name().to_owned(), says], passages, ..Finding::of(&PARTS_NAMED, field.id()) }
}

fn sentence(finding: &Finding) -> String {
    let [text, says] = finding.words.as_slice() else { return String::new() };
    format!("“{text}”里{says}")
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    fn reads(text: &str) -> Vec<String> {
        let mut clerk = Clerk::blank(2024);
        clerk.types("preamble", text);
        clerk.reads(&PARTS_NAMED)
    }

    #[test]
    fn six_parts_that_are_all_named_hold() {
        for text in [
            "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议（行政诉讼）情况、存在的主要问题及改进情况、其他需要报告的事项共六个部分组成。",
            "本年报由概述、主动公开、依申请公开、复议诉讼、问题和改进、其他事项6部分构成。",
            "全文由六个部分组成，部分公开的按区分处理计。",
            "专区由三个部分组成。第六部分报告信息处理费，部分公开2件。",
        ] {
            assert_eq!(reads(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_part_that_is_not_named_is_found() {
        let text = "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、存在问题及改进情况、其他需要报告的事项等六部分组成。";
        assert_eq!(
            reads(text),
            ["“引言”里列出了报告的组成，缺“四、政府信息公开行政复议、行政诉讼情况”。请补上。"]
        );
    }

    #[test]
    fn a_part_that_is_named_twice_is_found() {
        let text = "本报告由总体情况、主动公开政府信息情况、主动公开政府信息的情况、收到和处理政府信息公开申请情况、行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成。";
        assert_eq!(reads(text), ["“引言”里列出报告的组成，“主动公开政府信息”写了两遍。请核对。"]);
    }

    #[test]
    fn another_number_of_parts_is_found_and_mended() {
        let mut clerk = Clerk::blank(2024);
        clerk.types("preamble", "本报告由五个部分组成。");
        assert_eq!(clerk.reads(&PARTS_NAMED), ["“引言”里写报告由五个部分组成，报告有 6 个部分。请改正。"]);
        assert_eq!(clerk.findings(&PARTS_NAMED)[0].mends[0].rewordings[0].becomes, "六");
    }

    #[test]
    fn parts_are_counted_in_other_words_too() {
        for text in [
            "本报告包括总体情况、主动公开、申请办理、复议诉讼、存在问题和其他事项等六项内容。",
            "全文包括总体情况；主动公开情况；收到和处理申请情况；复议诉讼情况；存在问题；其他事项。",
        ] {
            assert_eq!(reads(text), [""; 0], "{text}");
        }
        let text = "报告内容包括总体情况、主动公开、申请办理、复议诉讼、现存问题等五项内容。";
        assert_eq!(reads(text), ["“引言”里写报告由五个部分组成，报告有 6 个部分。请改正。"]);
    }

    #[test]
    fn a_list_that_is_left_open_is_undecided() {
        for text in [
            "本报告包括总体情况、主动公开情况、申请办理情况、复议诉讼情况、存在问题等部分组成。",
            "本年度报告包括总体情况、主动公开情况、存在问题等6个部分。",
        ] {
            assert_eq!(reads(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_text_that_names_no_parts_is_undecided() {
        assert_eq!(reads("本报告根据条例编制。"), [""; 0]);
    }
}
