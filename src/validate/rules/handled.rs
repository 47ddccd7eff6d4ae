//! V11: how requests were concluded, those taken over and left over, and what table 2 counts, as the texts tell
//! them, are those of the tables: 办理与公开的数.

use super::claimed::{add, sentence};
use crate::format::vocabulary::Topic;
use crate::validate::Finding;
use crate::validate::claims::ClaimKind;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// A text tells another number than table 2 or the results of table 3.
pub static HANDLED: Rule = Rule {
    id: "V11",
    title: "正文与表二、表三：办理与公开",
    wording: "正文写的办结、各种办理结果、结转，以及规范性文件、处理决定的数量，与表三、表二相等。",
    severity: Severity::Error,
    source: "《中华人民共和国政府信息公开条例》第五十条第（一）项、第（二）项；表二、表三",
    help: "核对正文和表格，改正写错的一边。正文说的只是其中一部分，写明是哪一部分。",
    sides: None,
    mending: Mending::Words,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    add(&HANDLED, checked, found, |claim| claim.kind == ClaimKind::Number(Topic::Handled));
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    fn reads(year: i64, cells: &[(&str, &str)], text: &str) -> Vec<String> {
        let mut clerk = Clerk::zeros(year);
        for (id, number) in cells {
            clerk.types(id, number);
        }
        clerk.types("overview", text);
        clerk.reads(&HANDLED)
    }

    const RESULTS: [(&str, &str); 5] = [
        ("requests.new.natural-person", "20"),
        ("requests.granted.natural-person", "12"),
        ("requests.refused.state-secret.natural-person", "1"),
        ("requests.refused.process.natural-person", "2"),
        ("requests.carried-out.natural-person", "5"),
    ];

    #[test]
    fn results_that_are_those_of_the_table_hold() {
        for text in [
            "收到政府信息公开申请20件，办结15件，其中予以公开12件，不予公开3件，结转下年度5件。",
            "政府信息公开申请中，予以公开和不予公开共15件。",
            "受理政府信息公开申请20件，其中8件申请人主动撤销。",
        ] {
            assert_eq!(reads(2024, &RESULTS, text), [""; 0], "{text}");
        }
    }

    #[test]
    fn results_that_differ_are_found_with_the_sum_that_they_stand_for() {
        assert_eq!(
            reads(2024, &RESULTS, "收到政府信息公开申请20件，办结15件，其中予以公开12件，不予公开4件。"),
            ["“一、总体情况”写不予公开 4，表三 （三）不予公开 合计是 3。请核对，改正其中一处。"]
        );
        assert_eq!(
            reads(2024, &RESULTS, "收到政府信息公开申请20件，办结14件。"),
            ["“一、总体情况”写办结 14，表三 （七）总计是 15。请核对，改正其中一处。"]
        );
    }

    #[test]
    fn table_2_is_held_against_the_texts_of_both_editions() {
        let documents = [
            ("disclosure.normative-documents.issued", "6"),
            ("disclosure.normative-documents.repealed", "5"),
        ];
        assert_eq!(
            reads(2024, &documents, "制发行政规范性文件6个，废止行政规范性文件6个。"),
            [
                "“一、总体情况”写规范性文件废止 6，表二 行政规范性文件 本年废止件数是 5。请核对，改正其中一处。"
            ]
        );
        let made = [("disclosure.normative-documents.made", "30")];
        assert_eq!(
            reads(2019, &made, "制发规范性文件29件。"),
            [
                "“一、总体情况”写规范性文件制发 29，表二 规范性文件 本年新制作数量是 30。请核对，改正其中一处。"
            ]
        );
        let amount = [("disclosure.fees.amount", "7730.28")];
        assert_eq!(reads(2024, &amount, "行政事业性收费7730.3万元。"), [""; 0], "rounded");
        assert_eq!(
            reads(2024, &amount, "行政事业性收费7330万元。"),
            [
                "“一、总体情况”写行政事业性收费 7330万，表二 行政事业性收费 本年收费金额是 7730.28 万元。请核对，改正其中一处。"
            ]
        );
    }

    #[test]
    fn a_later_edition_brings_its_own_words() {
        let sets = [("open-data.sets.new.download", "2"), ("open-data.sets.new.interface", "1")];
        assert_eq!(reads(2090, &sets, "新开放数据集3个。"), [""; 0]);
        assert_eq!(
            reads(2090, &sets, "新开放数据集4个。"),
            ["“一、总体情况”写数据集新开放 4，表四 本年新开放 合计是 3。请核对，改正其中一处。"]
        );
    }

    #[test]
    fn what_the_table_has_not_yet_is_undecided() {
        let mut clerk = Clerk::blank(2024);
        clerk.types("overview", "政府信息公开申请办结14件，予以公开12件。");
        assert_eq!(clerk.findings(&HANDLED), []);
    }
}
