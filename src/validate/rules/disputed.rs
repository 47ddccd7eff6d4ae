//! V12: reconsideration and litigation, as the texts tell them, are those of table 4; litigation of both kinds, or
//! of either.

use super::claimed::{add, sentence};
use crate::format::vocabulary::Topic;
use crate::validate::Finding;
use crate::validate::claims::ClaimKind;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// A text tells another number of disputes than table 4.
pub static DISPUTED: Rule = Rule {
    id: "V12",
    title: "正文与表四：复议诉讼",
    wording: "正文写的行政复议、行政诉讼和各种结果的件数，与表四相等；行政诉讼可以是两类合计，也可以是其中一类。",
    severity: Severity::Error,
    source: "《中华人民共和国政府信息公开条例》第五十条第（三）项；表四",
    help: "核对正文和表四，改正写错的一边。统计口径不同的，写一句说明。",
    sides: None,
    mending: Mending::Words,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    add(&DISPUTED, checked, found, |claim| claim.kind == ClaimKind::Number(Topic::Disputed));
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    /// A report with 3 reconsiderations, and litigation of 2 and 4 cases.
    fn clerk(text: &str) -> Clerk {
        let mut clerk = Clerk::zeros(2024);
        clerk.types("disputes.reconsideration.upheld", "3").types("disputes.litigation-direct.upheld", "2");
        clerk.types("disputes.litigation-after-reconsideration.corrected", "4").types("overview", text);
        clerk
    }

    #[test]
    fn both_kinds_of_litigation_or_either_hold() {
        for text in [
            "政府信息公开行政复议3件，行政诉讼6件。",
            "因政府信息公开引发行政复议、行政诉讼分别为3件、2件。",
            "政府信息公开行政复议和行政诉讼案件共9件。",
            "全年审理行政复议案件120件。",
        ] {
            assert_eq!(clerk(text).findings(&DISPUTED), [], "{text}");
        }
    }

    #[test]
    fn other_numbers_are_found_each_with_its_group() {
        assert_eq!(
            clerk("政府信息公开行政复议案件5件，其中结果维持4件；行政诉讼7件。").reads(&DISPUTED),
            [
                "“一、总体情况”写行政复议 5，表四 行政复议 总计是 3。请核对，改正其中一处。",
                "“一、总体情况”写行政复议结果维持 4，表四 行政复议 结果维持是 3。请核对，改正其中一处。",
                "“一、总体情况”写行政诉讼 7，表四 行政诉讼 总计是 6。请核对，改正其中一处。",
            ]
        );
    }

    #[test]
    fn a_blank_group_is_undecided() {
        let mut clerk = clerk("政府信息公开行政复议5件。");
        clerk.types("disputes.reconsideration.upheld", "");
        assert_eq!(clerk.findings(&DISPUTED), []);
    }
}
