//! Mending words of a text: a mend makes its finding go away and brings no other, whatever else is wrong in the
//! text; the words of findings stand where they say.

use std::collections::BTreeMap;

use nianbao::format::texts::TextField;
use nianbao::report::{Edit, Report};
use nianbao::validate::passage::reword;
use nianbao::validate::{Finding, validate};
use proptest::prelude::*;

/// Pieces of texts, right and wrong.
const PIECES: &[&str] = &[
    "2024年，本机关公开信息12条，其中网站8条、新媒体4条。",
    "2023年，我局收到申请12件。",
    "2021年收到3件，",
    "公开信息20条，其中网站18条、新媒体14条。",
    "办结761件，其中予以公开158件，占33.9%。",
    "比上年增加20件，增长16.7%。",
    "统计期限自2023年1月1日起至12月30日止。",
    "本报告由五个部分组成。",
    "收取信息处理费2330元，其中甲局880元，乙局1080元。",
    "未收取信息处理费",
    "（文字描述）",
    "20XX年",
    "<p>",
    "&nbsp;",
    "格式>",
    "一是公开。",
    "二是是答复；",
    "四是监督，",
    "（一）渠道。",
    "（三）专区。",
    "(二)目录.",
    "1、公开",
    "3.答复",
    "①",
    "③",
    "的的",
    "满意率满意率",
    "资金资金",
    "我县县政府",
    "，，",
    "，。",
    "。。。",
    "\"先审后发\"",
    "“优质“",
    "”",
    "（",
    "））",
    "《《条例》",
    "《中华人民共和国政务信息公开条例》",
    "（国务院令第492号）",
    "国办公开办函[2019]60号年度报告",
    "府信息公开",
    "无转结",
    "受理渠",
    "一、总体情况",
    "二、主动公开政府信息情况",
    "整改措施：2024年进一步加大力度。",
    "全年培训2次，接受社会评议。",
    "全年培训2次，接受社会评议。",
    "公开,答复",
    "\n",
    "\n",
    "　",
];

/// What stands behind each, so that what is dropped brings nothing together.
const BETWEEN: [&str; 8] = [
    "按照规定办理",
    "做好更新。",
    "健全制度，",
    "落实责任；\n",
    "加强宣传",
    "定期检查。",
    "明确分工、",
    "有序推进\n",
];

fn text() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..BETWEEN.len());
    pieces.prop_map(|pieces| {
        pieces.into_iter().zip(BETWEEN).flat_map(|(one, between)| [one, between]).collect()
    })
}

fn field() -> impl Strategy<Value = TextField> {
    prop::sample::select(vec![
        TextField::PREAMBLE,
        TextField::OVERVIEW,
        TextField::PROBLEMS,
        TextField::OTHER_MATTERS,
    ])
}

/// What is wrong in the words of texts.
fn of_words(report: &Report) -> Vec<Finding> {
    let mut findings = validate(report);
    findings.retain(|finding| !finding.passages.is_empty() && !finding.to_do);
    findings
}

/// How many are found by each rule.
fn counts(findings: &[Finding]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.rule.id).or_default() += 1;
    }
    counts
}

proptest! {
    #[test]
    fn a_mend_makes_its_finding_go_away_and_brings_no_other(text in text(), field in field()) {
        let mut report = Report::of_year(2024);
        report.apply(Edit::Text(field, text));
        let findings = of_words(&report);
        let before = counts(&findings);
        for finding in &findings {
            for passage in &finding.passages {
                let said = report.text(passage.field).get(passage.at..passage.at + passage.sentence.len());
                prop_assert_eq!(said, Some(passage.sentence.as_str()));
                prop_assert!(passage.words.iter().all(|range| passage.sentence.get(range.clone()).is_some()));
            }
            for mend in &finding.mends {
                let mut mended = report.clone();
                let edits = reword(&report, &mend.rewordings);
                prop_assert!(edits.is_some(), "{finding:?}");
                edits.into_iter().flatten().for_each(|edit| mended.apply(edit));
                let after = of_words(&mended);
                let stands = after.iter().filter(|other| other.rule == finding.rule).count();
                prop_assert!(stands < before[finding.rule.id], "{finding:?} → {}", mended.text(field));
                for (rule, count) in counts(&after) {
                    prop_assert!(count <= before.get(rule).copied().unwrap_or(0), "{rule}: {finding:?} → {}", mended.text(field));
                }
            }
        }
    }
}
