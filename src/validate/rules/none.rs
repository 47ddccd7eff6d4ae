//! V13: a text that says that there was none stands above tables that have none, and the other way round.

use super::claimed::{add, sentence};
use crate::validate::Finding;
use crate::validate::claims::ClaimKind;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// A text says none where the tables have some, or some where they have none.
pub static NONE: Rule = Rule {
    id: "V13",
    title: "正文说没有，表里有",
    wording: "正文写“未收到”“没有发生”“0 件”的，表里也是 0；正文写有的，表里不是 0。",
    severity: Severity::Error,
    source: "《中华人民共和国政府信息公开条例》第五十条；表二、表三、表四",
    help: "核对登记台账：有过的，改正文；没有过的，改表格。",
    sides: None,
    mending: Mending::Words,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    add(&NONE, checked, found, |claim| claim.kind == ClaimKind::None);
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    fn clerk(text: &str) -> Clerk {
        let mut clerk = Clerk::zeros(2024);
        clerk.types("requests.new.natural-person", "2").types("requests.granted.natural-person", "2");
        clerk.types("disputes.reconsideration.upheld", "1").types("overview", text);
        clerk
    }

    #[test]
    fn none_above_none_holds_and_some_above_some() {
        let mut zeros = Clerk::zeros(2024);
        zeros.types("overview", "本机关未收到政府信息公开申请，未发生行政复议、行政诉讼，结转下年度0件。");
        assert_eq!(zeros.findings(&NONE), []);
        for text in [
            "收到政府信息公开申请2件，无结转下年度继续办理件，行政复议1件，行政诉讼0件。",
            "没有出现应公开而不予公开的办件，未发生因超期答复政府信息公开申请引发的行政复议。",
            "2023年未收到政府信息公开申请。",
        ] {
            assert_eq!(clerk(text).findings(&NONE), [], "{text}");
        }
    }

    #[test]
    fn a_claim_of_none_above_some_is_found_once() {
        assert_eq!(
            clerk("我局未收到政府信息公开申请，未发生因政府信息公开引发的行政复议、行政诉讼。").reads(&NONE),
            [
                "“一、总体情况”说没有收到的申请，表三 一、总计是 2。请核对，改正其中一处。",
                "“一、总体情况”说没有行政复议，表四 行政复议 总计是 1。请核对，改正其中一处。",
            ]
        );
        let mut both = clerk("未发生因政府信息公开引发的行政复议、行政诉讼。");
        both.types("disputes.litigation-direct.other", "1");
        assert_eq!(
            both.reads(&NONE),
            [
                "“一、总体情况”说没有行政复议、行政诉讼，表四 行政复议＋行政诉讼 总计是 2。请核对，改正其中一处。"
            ]
        );
        let found = clerk("收到政府信息公开申请0件。").findings(&NONE);
        assert_eq!((found.len(), found[0].severity), (1, Severity::Error));
        assert_eq!(found[0].mends[0].rewordings[0].becomes, "2");
    }

    #[test]
    fn some_above_none_is_found_too() {
        let mut clerk = Clerk::zeros(2024);
        clerk.types("overview", "收到政府信息公开申请1件，行政复议1件。");
        assert_eq!(clerk.findings(&NONE).len(), 2);
    }

    #[test]
    fn a_blank_table_is_undecided() {
        let mut clerk = Clerk::blank(2024);
        clerk.types("overview", "未收到政府信息公开申请。");
        assert_eq!(clerk.findings(&NONE), []);
    }
}
