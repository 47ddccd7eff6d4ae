//! V22: every chapter that must have a text has one.

use crate::validate::Finding;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// A chapter has no text.
pub static CHAPTER: Rule = Rule {
    id: "V22",
    title: "缺章节",
    wording: "六个部分都要有内容。",
    severity: Severity::Error,
    source: "《中华人民共和国政府信息公开条例》第五十条",
    help: "写上这一部分；要写哪几点，看正文旁边的要点。",
    sides: None,
    mending: Mending::ByHand,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    for field in checked.report.format().texts() {
        if !field.is_optional() && checked.report.text(field).trim().is_empty() {
            let words = vec![field.name().to_owned()];
            found.push(Finding { words, to_do: true, ..Finding::of(&CHAPTER, field.id()) });
        }
    }
}

fn sentence(finding: &Finding) -> String {
    let [name] = finding.words.as_slice() else { return String::new() };
    format!("“{name}”还没有写。")
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    #[test]
    fn written_chapters_hold() {
        let mut clerk = Clerk::blank(2024);
        for field in ["overview", "problems", "other-matters"] {
            clerk.types(field, "本年情况如下。");
        }
        assert_eq!(clerk.findings(&CHAPTER), [], "notes under tables may be missing");
    }

    #[test]
    fn every_chapter_without_a_text_is_found() {
        let mut clerk = Clerk::blank(2024);
        let missing = [
            "“一、总体情况”还没有写。",
            "“五、存在的主要问题及改进情况”还没有写。",
            "“六、其他需要报告的事项”还没有写。",
        ];
        assert_eq!(clerk.reads(&CHAPTER), missing);
        assert!(clerk.findings(&CHAPTER).iter().all(|finding| finding.to_do));
        clerk.types("problems", "有。").types("other-matters", "有。").types("overview", "\n　\n");
        assert_eq!(clerk.reads(&CHAPTER), missing[..1]);
    }

    #[test]
    fn what_the_text_says_is_not_decided_here() {
        let mut clerk = Clerk::blank(2024);
        clerk.types("problems", "无");
        assert_eq!(clerk.targets(&CHAPTER), ["overview", "other-matters"]);
    }
}
