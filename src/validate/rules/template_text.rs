//! V30: no text of the template is left in: 「（文字描述）」, 「该部分以表格形式报告」, a name or a year to be
//! filled in.

use crate::validate::Finding;
use crate::validate::passage::Passage;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// What the template says where an office is to write. Words that an office may mean are none of them.
const TEMPLATE: [&str; 9] = [
    "（文字描述）",
    "(文字描述)",
    "（文字描述，",
    "该部分以表格形式报告",
    "（单位名称）",
    "(单位名称)",
    "（机关名称）",
    "20XX年",
    "20××年",
];

/// A text holds words of the template.
pub static TEMPLATE_TEXT: Rule = Rule {
    id: "V30",
    title: "样例文字",
    wording: "正文里没有模板留下的样例文字。",
    severity: Severity::Warning,
    source: "政府信息公开工作年度报告模板",
    help: "把样例文字换成本机关的内容，或者删去。",
    sides: None,
    mending: Mending::ByHand,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    for (field, prose) in &checked.texts {
        let place = |words: &'static str| prose.text().find(words).map(|at| at..at + words.len());
        if let Some(place) = TEMPLATE.into_iter().find_map(place) {
            let words = vec![field.name().to_owned(), prose.text()[place.clone()].to_owned()];
            let passages = vec![Passage::of(*field, prose, &[place])];
            found.push(Finding { words, passages, ..Finding::of(&TEMPLATE_TEXT, field.id()) });
        }
    }
}

fn sentence(finding: &Finding) -> String {
    let [text, words] = finding.words.as_slice() else { return String::new() };
    format!("“{text}”里的“{words}”像是模板的样例文字。请换成本机关的内容，或者删去。")
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    #[test]
    fn a_text_in_the_offices_own_words_holds() {
        let mut clerk = Clerk::blank(2024);
        clerk.types("overview", "2024年，本机关公开信息 86 条，具体见下表，并附文字说明。");
        assert_eq!(clerk.findings(&TEMPLATE_TEXT), []);
    }

    #[test]
    fn words_of_the_template_are_found_once_in_each_text() {
        let mut clerk = Clerk::blank(2024);
        clerk.types("overview", "（文字描述）").types("requests-note", "20XX年，该部分以表格形式报告");
        assert_eq!(
            clerk.reads(&TEMPLATE_TEXT),
            [
                "“一、总体情况”里的“（文字描述）”像是模板的样例文字。请换成本机关的内容，或者删去。",
                "“表三的注”里的“该部分以表格形式报告”像是模板的样例文字。请换成本机关的内容，或者删去。",
            ]
        );
    }

    #[test]
    fn a_blank_text_is_undecided() {
        assert_eq!(Clerk::blank(2024).findings(&TEMPLATE_TEXT), []);
    }
}
