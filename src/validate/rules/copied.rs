//! V18: no chapter is mostly last year's text. How that is measured stands in `validate::likeness`.

use crate::validate::Finding;
use crate::validate::likeness::Likeness;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// From so many percent on.
pub(super) const MUCH: usize = 50;

/// A chapter is mostly last year's.
pub static COPIED: Rule = Rule {
    id: "V18",
    title: "与上年雷同",
    wording: "正文各部分写本年的情况，与上年报告相同的文字不到一半（年份不算，更新了的数字算新写的）。",
    severity: Severity::Warning,
    source: "国办公开办函〔2021〕30号：内容雷同、敷衍塞责；地方考核以 50% 为界",
    help: "相同的句子列在下面，换成本年做了什么、问题改得怎样。只改数字、确实没有变化的，写一句说明。",
    sides: None,
    mending: Mending::ByHand,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    let Some(last) = &checked.last else { return };
    for (chapter, Likeness { share, sentences }) in &checked.alike {
        if *share >= MUCH {
            let field = chapter.text();
            let mut words = vec![field.name().to_owned(), last.year()];
            words.extend_from_slice(sentences);
            found.push(Finding { words, share: Some(*share), ..Finding::of(&COPIED, field.id()) });
        }
    }
}

fn sentence(finding: &Finding) -> String {
    let ([text, year, sentences @ ..], Some(share)) = (finding.words.as_slice(), finding.share) else {
        return String::new();
    };
    format!("“{text}”有 {share}% 与 {year} 年的报告相同，{} 句基本没有改。请写本年的情况。", sentences.len())
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    const THEN: &str = "一是公开的深度还不够，重点领域的信息更新不及时。二是政策解读形式单一，图文解读偏少。";
    const NEW: &str = "上年的问题已经整改，重点领域每月更新一次，全年制作图解二十三份。今年的问题是申请答复的说理还不充分。";

    fn clerk(now: &str, then: &str) -> Clerk {
        let mut last = Clerk::blank(2023);
        last.types("problems", then);
        let mut clerk = Clerk::blank(2024);
        clerk.attaches(&last).types("problems", now);
        clerk
    }

    #[test]
    fn a_new_text_holds_and_one_of_which_less_than_half_is_old() {
        assert_eq!(clerk(NEW, THEN).findings(&COPIED), []);
        let first = THEN.split_inclusive('。').next().unwrap_or_default();
        assert_eq!(clerk(&format!("{first}{NEW}"), THEN).findings(&COPIED), []);
    }

    #[test]
    fn a_text_that_is_mostly_last_years_is_found_with_its_sentences() {
        let found = clerk(THEN, THEN);
        assert_eq!(
            found.reads(&COPIED),
            ["“五、存在的主要问题及改进情况”有 100% 与 2023 年的报告相同，2 句基本没有改。请写本年的情况。"]
        );
        let sentences: Vec<&str> = THEN.split_inclusive('。').collect();
        assert_eq!(found.findings(&COPIED)[0].quotes(), sentences);
        assert_eq!(found.targets(&COPIED), ["problems"]);
    }

    #[test]
    fn a_short_text_a_blank_one_and_one_that_was_not_there_are_undecided() {
        assert_eq!(clerk("公开不够及时。", "公开不够及时。").findings(&COPIED), []);
        assert_eq!(clerk("", THEN).findings(&COPIED), []);
        assert_eq!(clerk(THEN, "").findings(&COPIED), []);
    }
}
