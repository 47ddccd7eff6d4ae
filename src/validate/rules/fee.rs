//! V25: chapter six says what was collected in fees for information, none too. Said in another chapter it is a
//! matter of the place; what is not there yet is work to do.

use crate::format::texts::TextField;
use crate::validate::Finding;
use crate::validate::memory::Read;
use crate::validate::passage::Passage;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// The first year for which fees could be collected.
const SINCE: i64 = 2020;
/// Words of which a sentence about the fees has one, and words that tell what else may cost something.
const FEES: [&str; 6] = ["处理费", "收费", "收取", "费用", "缴费", "免费"];
const ABOUT: [&str; 4] = ["信息", "公开", "申请", "处理费"];

/// Chapter six does not speak of the fee.
pub static FEE: Rule = Rule {
    id: "V25",
    title: "信息处理费",
    wording: "第六部分写明收取信息处理费的情况，没有收取的也写明。",
    severity: Severity::Warning,
    source: "国办函〔2020〕109号；官方格式第六部分",
    help: "写上“本年度未收取信息处理费”，或者收取的件数和金额。",
    sides: None,
    mending: Mending::ByHand,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    let field = TextField::OTHER_MATTERS;
    let text = checked.report.text(field);
    let is_before = checked.report.year_number().is_some_and(|year| year < SINCE);
    if text.trim().is_empty() || is_before || FEES.iter().any(|word| text.contains(word)) {
        return;
    }
    for Read { field: other, prose, .. } in &checked.texts {
        for sentence in prose.sentences() {
            let words = &prose.text()[sentence.clone()];
            let has = |words_of: &[&str]| words_of.iter().any(|word| words.contains(word));
            if has(&FEES[..4]) && has(&ABOUT) {
                found.push(Finding {
                    severity: Severity::Hint,
                    words: vec![other.name().to_owned()],
                    passages: vec![Passage::of(*other, prose, std::slice::from_ref(sentence))],
                    ..Finding::of(&FEE, field.id())
                });
                return;
            }
        }
    }
    found.push(Finding { to_do: true, ..Finding::of(&FEE, field.id()) });
}

fn sentence(finding: &Finding) -> String {
    match finding.words.first() {
        None => "第六部分还没有写信息处理费。没有收取的也要写明。".to_owned(),
        Some(other) => format!("信息处理费写在“{other}”里，官方格式要求写在第六部分。请在第六部分也写明。"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    #[test]
    fn a_chapter_that_speaks_of_the_fee_holds() {
        for text in ["本年度未收取信息处理费。", "政府信息公开未发生收费情况。", "收取信息公开处理费 30 元。"]
        {
            let mut clerk = Clerk::blank(2024);
            clerk.types("other-matters", text);
            assert_eq!(clerk.findings(&FEE), [], "{text}");
        }
    }

    #[test]
    fn a_chapter_that_does_not_is_to_do() {
        let mut clerk = Clerk::blank(2020);
        clerk.types("other-matters", "无其他事项需报告");
        assert_eq!(clerk.reads(&FEE), ["第六部分还没有写信息处理费。没有收取的也要写明。"]);
        assert!(clerk.findings(&FEE)[0].to_do);
    }

    #[test]
    fn a_fee_that_another_chapter_speaks_of_is_a_hint() {
        let mut clerk = Clerk::blank(2024);
        clerk
            .types("other-matters", "无。")
            .types("overview", "街道未收取任何与政府信息公开工作相关的费用。");
        let found = clerk.findings(&FEE);
        assert_eq!(found[0].severity, Severity::Hint);
        assert_eq!(
            clerk.reads(&FEE),
            ["信息处理费写在“一、总体情况”里，官方格式要求写在第六部分。请在第六部分也写明。"]
        );
    }

    #[test]
    fn before_there_were_fees_and_while_the_chapter_is_blank_it_is_undecided() {
        let mut clerk = Clerk::blank(2019);
        clerk.types("other-matters", "无。");
        assert_eq!(clerk.findings(&FEE), []);
        assert_eq!(Clerk::blank(2024).findings(&FEE), []);
    }
}
