//! V24: chapter five names problems, and does not say 「无」.

use crate::validate::Finding;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// What an office writes that names no problem, without its punctuation.
const NO_PROBLEMS: [&str; 7] = ["无", "没有", "暂无", "无问题", "没有问题", "不存在问题", "暂无问题"];

/// Chapter five says 「无」.
pub static PROBLEMS: Rule = Rule {
    id: "V24",
    title: "问题与改进",
    wording: "第五部分写明存在的主要问题和改进情况，不能只写“无”。",
    severity: Severity::Warning,
    source: "《中华人民共和国政府信息公开条例》第五十条第（四）项",
    help: "写明本年存在的主要问题，上年问题的改进情况，和下一步的措施。",
    sides: None,
    mending: Mending::ByHand,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    for chapter in checked.report.format().chapters.iter().filter(|chapter| !chapter.text().may_say_none()) {
        let text = checked.report.text(chapter.text()).trim();
        let bare = text.trim_end_matches(['。', '.', '！', '；', ' ']);
        if NO_PROBLEMS.contains(&bare) {
            let words = vec![bare.to_owned(), chapter.numeral().to_owned()];
            // Without a full stop it may be the beginning of 无论 or 没有做到.
            let to_do = bare == text;
            found.push(Finding { words, to_do, ..Finding::of(&PROBLEMS, chapter.text().id()) });
        }
    }
}

fn sentence(finding: &Finding) -> String {
    let [says, chapter] = finding.words.as_slice() else { return String::new() };
    format!("第{chapter}部分只写了“{says}”。要写明存在的主要问题和改进情况。")
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    #[test]
    fn a_text_that_names_problems_holds() {
        let mut clerk = Clerk::blank(2024);
        clerk.types("problems", "无论是公开的深度还是解读的形式都有不足，已制定改进措施。");
        assert_eq!(clerk.findings(&PROBLEMS), []);
    }

    #[test]
    fn a_text_that_only_says_none_is_found() {
        for typed in ["无", "无。", " 无 ", "没有。", "暂无"] {
            let mut clerk = Clerk::blank(2024);
            clerk.types("problems", typed);
            let bare = typed.trim().trim_end_matches('。');
            let sentence = format!("第五部分只写了“{bare}”。要写明存在的主要问题和改进情况。");
            assert_eq!(clerk.reads(&PROBLEMS), [sentence]);
            assert_eq!(clerk.findings(&PROBLEMS)[0].to_do, !typed.contains('。'), "{typed}");
        }
    }

    #[test]
    fn a_chapter_without_a_text_is_undecided() {
        assert_eq!(Clerk::blank(2024).findings(&PROBLEMS), [], "it is missing, not 无");
    }
}
