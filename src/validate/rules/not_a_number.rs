//! V06: what stands in a cell is a number of its kind. What was typed is kept; the finding says why it is
//! none, and the repair which one it may mean.

use crate::format::Kind;
use crate::report::entry::{Entry, Obstacle, is_half_typed, obstacle};
use crate::validate::Finding;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// A cell holds something that is no number of its kind.
pub static NOT_A_NUMBER: Rule = Rule {
    id: "V06",
    title: "不是数字",
    wording: "数量填不带单位和说明的非负整数；“本年增/减”可以带正负号；金额以万元为单位，最多四位小数。",
    severity: Severity::Error,
    source: "表二、表三、表四的栏目",
    help: "只留数字。要说明的写在表格下面的注里。",
    sides: None,
    mending: Mending::Reading,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    for &cell in &checked.report.format().cells {
        if let Entry::Text(text) = checked.report.cell(cell)
            && obstacle(cell.declared().kind, text) != Obstacle::Dash
        {
            found.push(Finding {
                cells: vec![cell],
                words: vec![text.clone()],
                to_do: is_half_typed(cell.declared().kind, text),
                ..Finding::of(&NOT_A_NUMBER, cell.id())
            });
        }
    }
}

fn sentence(finding: &Finding) -> String {
    let (Some(cell), Some(text)) = (finding.cells.first(), finding.words.first()) else {
        return String::new();
    };
    let declared = cell.declared();
    format!("{}：“{text}”{}", declared.name, advice(obstacle(declared.kind, text), declared.kind))
}

fn advice(obstacle: Obstacle, kind: Kind) -> &'static str {
    match (obstacle, kind) {
        (Obstacle::Dash, _) => "不是数字。没有的填 0。",
        (Obstacle::Sign, Kind::Money) => "带正负号。金额填不带符号的数。",
        (Obstacle::Sign, _) => "带正负号。数量填不带符号的整数，有负数时请核对。",
        (Obstacle::Decimals, _) => "是小数。数量填整数。",
        (Obstacle::TooManyDecimals, _) => "超过四位小数。金额以万元为单位，最多四位小数。",
        (Obstacle::Unit, Kind::Money) => "带单位。金额只填数字，单位是万元。",
        (Obstacle::Unit, _) => "带单位。只填数字。",
        (Obstacle::Remark, _) => "带说明。格内只填数字，说明写在表格下面的注里。",
        (Obstacle::TooLarge, _) => "位数太多，请核对。",
        (Obstacle::Other, Kind::Change) => "不是数字。填整数，减少用负数，如 -8。",
        (Obstacle::Other, _) => "不是数字。只填数字。",
    }
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    #[test]
    fn numbers_of_their_kind_hold() {
        let mut clerk = Clerk::zeros(2020);
        clerk.types("disclosure.rules.made", "1,234").types("disclosure.licensing.change", "-8");
        clerk.types("disclosure.procurement.amount", "7730.28");
        assert_eq!(clerk.findings(&NOT_A_NUMBER), []);
    }

    #[test]
    fn what_is_no_number_is_an_error_that_says_why() {
        for (id, typed, says) in [
            (
                "disclosure.rules.made",
                "22（其中修订16件）",
                "规章，本年新制作数量：“22（其中修订16件）”带说明。格内只填数字，说明写在表格下面的注里。",
            ),
            (
                "disclosure.rules.made",
                "-3",
                "规章，本年新制作数量：“-3”带正负号。数量填不带符号的整数，有负数时请核对。",
            ),
            ("disclosure.rules.made", "12.5", "规章，本年新制作数量：“12.5”是小数。数量填整数。"),
            ("disclosure.rules.made", "23件", "规章，本年新制作数量：“23件”带单位。只填数字。"),
            (
                "disclosure.procurement.amount",
                "160.5964万元",
                "政府集中采购，采购总金额（万元）：“160.5964万元”带单位。金额只填数字，单位是万元。",
            ),
            (
                "disclosure.procurement.amount",
                "1.23456",
                "政府集中采购，采购总金额（万元）：“1.23456”超过四位小数。金额以万元为单位，最多四位小数。",
            ),
            (
                "disclosure.licensing.change",
                "--253",
                "行政许可，本年增/减：“--253”不是数字。填整数，减少用负数，如 -8。",
            ),
        ] {
            let mut clerk = Clerk::zeros(2020);
            clerk.types(id, typed);
            assert_eq!(clerk.reads(&NOT_A_NUMBER), [says]);
            assert!(!clerk.findings(&NOT_A_NUMBER)[0].to_do);
            assert_eq!(clerk.sees(id), typed, "what was typed is kept");
            clerk.types(id, "3");
            assert_eq!(clerk.findings(&NOT_A_NUMBER), []);
        }
    }

    #[test]
    fn a_number_that_is_half_typed_is_not_wrong_yet() {
        let mut clerk = Clerk::zeros(2020);
        for (id, typed) in [("disclosure.procurement.amount", "12."), ("disclosure.licensing.change", "+")] {
            clerk.types(id, typed);
            assert!(clerk.findings(&NOT_A_NUMBER)[0].to_do, "{typed}");
            clerk.types(id, "0");
        }
    }

    #[test]
    fn a_blank_is_undecided() {
        assert_eq!(Clerk::blank(2020).findings(&NOT_A_NUMBER), []);
    }
}
