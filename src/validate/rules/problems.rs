//! V24: chapter five names problems and what is done about them, and does not say 「无」. A part that is not there
//! yet is work to do.

use crate::validate::Finding;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// That the words of a finding are a chapter and what is missing in it.
const MISSING: &str = "没有写到";
/// What an office writes that names no problem, without its punctuation.
const NO_PROBLEMS: [&str; 7] = ["无", "没有", "暂无", "无问题", "没有问题", "不存在问题", "暂无问题"];

/// So many letters a text has at most that says the same at greater length: 「暂无突出问题」.
const SHORT: usize = 16;

/// Chapter five says 「无」, or one of its two parts is missing.
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
        if NO_PROBLEMS.contains(&bare) || says_none(bare) {
            let words = vec![bare.to_owned(), chapter.numeral().to_owned()];
            // Without a full stop it may be the beginning of 无论 or 没有做到.
            let to_do = bare == text;
            found.push(Finding { words, to_do, ..Finding::of(&PROBLEMS, chapter.text().id()) });
        } else if !text.is_empty() {
            let missing = chapter.text().points().iter().filter(|point| !point.is_in(text));
            let missing: Vec<&str> = missing.map(|point| point.label).collect();
            if !missing.is_empty() {
                let words = vec![chapter.numeral().to_owned(), missing.join("和"), MISSING.to_owned()];
                found.push(Finding { words, to_do: true, ..Finding::of(&PROBLEMS, chapter.text().id()) });
            }
        }
    }
}

/// Whether a text says nothing but that there are no problems.
fn says_none(bare: &str) -> bool {
    let begins = ["无", "暂无", "没有", "未发现", "不存在", "目前无", "目前没有"];
    bare.chars().count() <= SHORT
        && !bare.contains(['，', '。', ','])
        && begins.iter().any(|word| bare.starts_with(word))
        && ["问题", "不足", "情况"].iter().any(|word| bare.ends_with(word))
}

fn sentence(finding: &Finding) -> String {
    match finding.words.as_slice() {
        [says, chapter] => format!("第{chapter}部分只写了“{says}”。要写明存在的主要问题和改进情况。"),
        [chapter, missing, _] => format!("第{chapter}部分还没有写到{missing}。请补上。"),
        _ => String::new(),
    }
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
        for typed in ["无", "无。", " 无 ", "没有。", "暂无", "暂无突出问题。"] {
            let mut clerk = Clerk::blank(2024);
            clerk.types("problems", typed);
            let bare = typed.trim().trim_end_matches('。');
            let sentence = format!("第五部分只写了“{bare}”。要写明存在的主要问题和改进情况。");
            assert_eq!(clerk.reads(&PROBLEMS), [sentence]);
            assert_eq!(clerk.findings(&PROBLEMS)[0].to_do, !typed.contains('。'), "{typed}");
        }
    }

    #[test]
    fn a_text_that_ends_with_its_problem_does_not_say_none() {
        for bare in ["存在更新不及时的问题", "没有及时更新目录，是主要问题", "无论深度还是形式都有待加强"]
        {
            assert!(!says_none(bare), "{bare}");
        }
    }

    #[test]
    fn a_text_that_tells_what_will_be_done_holds() {
        let mut clerk = Clerk::blank(2024);
        clerk.types("problems", "存在渠道不多的不足。2025年我局将始终以群众的需求为导向，拓宽渠道。");
        assert_eq!(clerk.findings(&PROBLEMS), []);
    }

    #[test]
    fn problems_without_measures_and_measures_without_problems_are_to_do() {
        let mut clerk = Clerk::blank(2024);
        clerk.types("problems", "部分信息更新不够及时。");
        assert_eq!(clerk.reads(&PROBLEMS), ["第五部分还没有写到改进情况。请补上。"]);
        assert!(clerk.findings(&PROBLEMS)[0].to_do);
        clerk.types("problems", "将加强培训。");
        assert_eq!(clerk.reads(&PROBLEMS), ["第五部分还没有写到主要问题。请补上。"]);
        clerk.types("problems", "部分信息更新不够及时，将加强培训。");
        assert_eq!(clerk.findings(&PROBLEMS), []);
    }

    #[test]
    fn a_chapter_without_a_text_is_undecided() {
        assert_eq!(Clerk::blank(2024).findings(&PROBLEMS), [], "it is missing, not 无");
    }
}
