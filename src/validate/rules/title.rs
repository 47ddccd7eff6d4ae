//! V32: the title, which is made from the organ and the year, names each of them once and no placeholder.

use crate::validate::Finding;
use crate::validate::rule::{Checked, Mending, PRACTICE, Rule, Severity};

/// Words that the title adds by itself.
const IN_THE_TITLE: [&str; 4] = ["年度报告", "工作报告", "政府信息公开工作", "政府信息公开年"];
/// Marks of a place left to fill in.
const PLACEHOLDERS: [&str; 4] = ["XX", "××", "某", "单位名称"];

/// The title made from the organ would repeat itself or name a placeholder.
pub static TITLE: Rule = Rule {
    id: "V32",
    title: "标题",
    wording: "标题由机关名称、年度和“政府信息公开工作年度报告”组成，各出现一次。",
    severity: Severity::Warning,
    source: PRACTICE,
    help: "机关名称里只写机关全称，不写年度和“年度报告”。",
    sides: None,
    mending: Mending::ByHand,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    let organ = checked.report.organ();
    let word = IN_THE_TITLE.into_iter().chain(PLACEHOLDERS).find(|word| organ.contains(word));
    if let Some(word) = word.or_else(|| year_in(organ)) {
        found.push(Finding { words: vec![word.to_owned()], ..Finding::of(&TITLE, "organ") });
    }
}

/// The first year that a name holds: four digits before 年.
fn year_in(name: &str) -> Option<&str> {
    name.match_indices('年').find_map(|(end, _)| {
        let before = name[..end].trim_end();
        let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        (before.len() - start == 4).then(|| &before[start..])
    })
}

fn sentence(finding: &Finding) -> String {
    let [word] = finding.words.as_slice() else { return String::new() };
    if PLACEHOLDERS.contains(&word.as_str()) {
        return format!("机关名称里的“{word}”像是没有替换的样例文字。请写机关全称。");
    }
    format!("机关名称里有“{word}”。标题会自动加上年度和“政府信息公开工作年度报告”，这里只写机关全称。")
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    #[test]
    fn the_name_of_an_organ_holds() {
        for organ in
            ["示例市120急救中心", "示例县万年镇人民政府", "示例市人民政府信息公开办公室", "示例街道办事处"]
        {
            let mut clerk = Clerk::blank(2024);
            clerk.types("organ", organ);
            assert_eq!(clerk.reads(&TITLE), [""; 0], "{organ}");
        }
    }

    #[test]
    fn what_the_title_adds_and_a_placeholder_are_found() {
        let mut clerk = Clerk::blank(2024);
        for (organ, word) in [
            ("示例局2023年", "2023"),
            ("示例局政府信息公开工作年度报告", "年度报告"),
            ("示例县万年镇2023 年", "2023"),
        ] {
            clerk.types("organ", organ);
            let sentence = format!(
                "机关名称里有“{word}”。标题会自动加上年度和“政府信息公开工作年度报告”，这里只写机关全称。"
            );
            assert_eq!(clerk.reads(&TITLE), [sentence]);
        }
        clerk.types("organ", "××街道办事处");
        assert_eq!(clerk.reads(&TITLE), ["机关名称里的“××”像是没有替换的样例文字。请写机关全称。"]);
    }

    #[test]
    fn without_an_organ_it_is_undecided() {
        assert_eq!(Clerk::blank(2024).findings(&TITLE), []);
    }
}
