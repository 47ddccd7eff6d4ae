//! V39: the report names its organ.

use crate::validate::Finding;
use crate::validate::rule::{Checked, Mending, PRACTICE, Rule, Severity};

/// No organ is named.
pub static ORGAN: Rule = Rule {
    id: "V39",
    title: "机关名称",
    wording: "报告写明发布机关的名称。",
    severity: Severity::Error,
    source: PRACTICE,
    help: "填机关全称，与公章一致。",
    sides: None,
    mending: Mending::ByHand,
    check,
    sentence: |_| "还没有填机关名称。".to_owned(),
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    if checked.report.organ().trim().is_empty() {
        found.push(Finding { to_do: true, ..Finding::of(&ORGAN, "organ") });
    }
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    #[test]
    fn a_named_organ_holds() {
        let mut clerk = Clerk::blank(2024);
        clerk.types("organ", "示例街道办事处");
        assert_eq!(clerk.findings(&ORGAN), []);
    }

    #[test]
    fn a_report_without_an_organ_is_found() {
        let mut clerk = Clerk::blank(2024);
        assert_eq!(clerk.reads(&ORGAN), ["还没有填机关名称。"]);
        assert!(clerk.findings(&ORGAN)[0].to_do);
        clerk.types("organ", " ");
        assert_eq!(clerk.findings(&ORGAN).len(), 1);
    }

    #[test]
    fn what_the_name_says_is_not_decided_here() {
        let mut clerk = Clerk::blank(2024);
        clerk.types("organ", "××");
        assert_eq!(clerk.findings(&ORGAN), []);
    }
}
