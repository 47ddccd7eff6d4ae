//! V23: a text covers what it must: the five aspects of 总体情况, and for governments what came of assessment,
//! public appraisal and accountability. What is not there yet is work to do.

use crate::format::texts::TextField;
use crate::report::Report;
use crate::report::office::Level;
use crate::validate::Finding;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// What governments report on besides, with words of which one shows that they do.
const OF_GOVERNMENTS: [(&str, &[&str]); 3] = [
    ("工作考核", &["考核", "考评", "绩效"]),
    ("社会评议", &["评议", "满意度", "测评"]),
    ("责任追究", &["追究", "追责", "问责"]),
];
/// How the names of governments end.
const GOVERNMENTS: [&str; 9] = ["人民政府", "政府", "省", "市", "自治州", "县", "区", "镇", "乡"];

/// An aspect is missing.
pub static ASPECTS: Rule = Rule {
    id: "V23",
    title: "总体情况的要点",
    wording: "总体情况写到主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面；各级政府还要写工作考核、社会评议和责任追究结果。",
    severity: Severity::Warning,
    source: "国办公开办函〔2021〕30号；《中华人民共和国政府信息公开条例》第五十条第（四）项",
    help: "补上没有写到的方面；已经用别的说法写了的，写一句说明。",
    sides: None,
    mending: Mending::ByHand,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    let field = TextField::OVERVIEW;
    let text = checked.report.text(field);
    if text.trim().is_empty() {
        return;
    }
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let missing = field.points().iter().filter(|point| !point.is_in(&plain)).map(|point| point.label);
    let mut words: Vec<String> = missing.map(str::to_owned).collect();
    let severity = if words.is_empty() { Severity::Hint } else { Severity::Warning };
    if is_government(checked.report) {
        let says = |words: &[&str]| {
            words.iter().any(|word| checked.texts.iter().any(|it| it.prose.text().contains(word)))
        };
        let missing = OF_GOVERNMENTS.iter().filter(|(_, words)| !says(words));
        words.extend(missing.map(|(name, _)| (*name).to_owned()));
    }
    if !words.is_empty() {
        found.push(Finding { severity, words, to_do: true, ..Finding::of(&ASPECTS, field.id()) });
    }
}

/// Whether the report is that of a government: by its level, and by the name of its organ where that leaves it
/// open.
fn is_government(report: &Report) -> bool {
    let is_named_so = || GOVERNMENTS.iter().any(|end| report.organ().trim().ends_with(end));
    match report.level() {
        Some(Level::Province | Level::City | Level::County) => true,
        Some(Level::StateCouncil | Level::Department) => false,
        Some(Level::Township) | None => is_named_so(),
    }
}

fn sentence(finding: &Finding) -> String {
    let missing: Vec<String> = finding.words.iter().map(|word| format!("“{word}”")).collect();
    format!("“一、总体情况”还没有写到{}。请补上。", missing.join("、"))
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    const ALL: &str = "主动公开信息3条。收到公开申请1件。加强信息管理。府信息公开平台维护好。组织培训。";

    #[test]
    fn a_text_with_all_aspects_holds() {
        let mut clerk = Clerk::blank(2024);
        clerk.types("organ", "示例县示例局").types("overview", ALL);
        assert_eq!(clerk.findings(&ASPECTS), []);
        clerk.types("overview", &ALL.replace("公开申请", "依法申请公开"));
        assert_eq!(clerk.findings(&ASPECTS), []);
        clerk
            .types("organ", "示例县")
            .types("overview", &format!("{ALL}纳入考核，接受评议，没有责任追究的情形。"));
        assert_eq!(clerk.findings(&ASPECTS), []);
    }

    #[test]
    fn what_is_missing_is_named_once() {
        let mut clerk = Clerk::blank(2024);
        clerk.types("overview", "主动公开信息3条。收到公开申请1件。");
        assert_eq!(
            clerk.reads(&ASPECTS),
            ["“一、总体情况”还没有写到“政府信息管理”、“平台建设”、“监督保障”。请补上。"]
        );
        assert!(clerk.findings(&ASPECTS)[0].to_do);
    }

    #[test]
    fn governments_report_on_three_more() {
        let mut clerk = Clerk::blank(2024);
        clerk.types("organ", "示例镇人民政府").types("overview", ALL).types("problems", "纳入绩效。");
        assert_eq!(clerk.reads(&ASPECTS), ["“一、总体情况”还没有写到“社会评议”、“责任追究”。请补上。"]);
        assert_eq!(clerk.findings(&ASPECTS)[0].severity, Severity::Hint);
        clerk.types("organ", "示例街道办事处");
        assert_eq!(clerk.findings(&ASPECTS), []);
        clerk.types("level", "county");
        assert_eq!(clerk.findings(&ASPECTS).len(), 1);
    }

    #[test]
    fn a_blank_text_is_undecided() {
        assert_eq!(Clerk::blank(2024).findings(&ASPECTS), []);
    }
}
