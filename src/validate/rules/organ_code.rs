//! V42: a 统一社会信用代码 that is given is one, by its characters and the last of them.

use crate::profile::code;
use crate::validate::Finding;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// What is given is no 统一社会信用代码.
pub static ORGAN_CODE: Rule = Rule {
    id: "V42",
    title: "统一社会信用代码",
    wording: "填写了统一社会信用代码的，代码是 18 位，最后一位校验得上。",
    severity: Severity::Error,
    source: "GB 32100-2015《法人和其他组织统一社会信用代码编码规则》",
    help: "照本机关的统一社会信用代码证书填。手边没有就清空，这一格可以不写。",
    sides: None,
    mending: Mending::ByHand,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    let given = checked.report.organ_code();
    if !given.is_empty() && code::check(given).is_err() {
        found.push(Finding { words: vec![given.to_owned()], ..Finding::of(&ORGAN_CODE, "organ-code") });
    }
}

fn sentence(finding: &Finding) -> String {
    let problem = finding.words.first().and_then(|given| code::check(given).err()).unwrap_or_default();
    format!("统一社会信用代码{problem}。")
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    #[test]
    fn a_code_holds_however_it_is_written() {
        for code in ["91350100M000100Y43", " 91350100m000100y43 ", "９１３５０１００Ｍ０００１００Ｙ４３"]
        {
            let mut clerk = Clerk::blank(2024);
            clerk.types("organ-code", code);
            assert_eq!(clerk.findings(&ORGAN_CODE), [], "{code}");
            assert_eq!(clerk.0.organ_code(), "91350100M000100Y43");
        }
    }

    #[test]
    fn a_code_that_is_none_says_why() {
        let mut clerk = Clerk::blank(2024);
        clerk.types("organ-code", "91350100M000100Y44");
        assert_eq!(
            clerk.reads(&ORGAN_CODE),
            [
                "统一社会信用代码“91350100M000100Y44”的校验位不对：按前 17 位算，最后一位应是 3，请核对是哪一位写错了。"
            ]
        );
        clerk.types("organ-code", "9135");
        assert_eq!(clerk.reads(&ORGAN_CODE), ["统一社会信用代码“9135”应是 18 位，现在是 4 位。"]);
    }

    #[test]
    fn none_is_asked_for() {
        let mut clerk = Clerk::blank(2024);
        assert_eq!(clerk.findings(&ORGAN_CODE), []);
        clerk.types("organ-code", " ");
        assert_eq!(clerk.findings(&ORGAN_CODE), []);
    }
}
