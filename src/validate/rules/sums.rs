//! V01 to V04, the arithmetic: two sums of cells that must be equal, as the format declares them. A sum in
//! which something is blank or no number is undecided: an unfinished sum is not wrong.

use crate::format::{Cell, Sum};
use crate::validate::rule::{Checked, Mending, Rule, Severity};
use crate::validate::{Finding, Unequal};

/// Table 3, every column: 一 + 二 = 三（七） + 四.
pub static BALANCE: Rule = Rule {
    id: "V01",
    title: "勾稽关系",
    wording: "表三每一列：“一、本年新收”加“二、上年结转”，等于“三（七）总计”加“四、结转下年度”。",
    severity: Severity::Error,
    source: "表三表头印明的勾稽关系",
    help: "核对这一列的四个数：上年结转与上年报告的结转下年度一致，每件办结的申请只计一种结果，年底没有办结的计入结转下年度。",
    sides: Some(["本年新收加上年结转", "办理结果总计加结转下年度"]),
    mending: Mending::Sums,
    check: |checked, found| check(&BALANCE, Sum::Balance, checked, found),
    sentence,
};

/// Table 3, every column: the results add up to 三（七）.
pub static RESULT_TOTAL: Rule = Rule {
    id: "V02",
    title: "办理结果总计",
    wording: "表三每一列：“三（七）总计”等于“三（一）”至“三（六）”各行之和。",
    severity: Severity::Error,
    source: "表三“三、本年度办理结果（七）总计”",
    help: "清空总计就自动合计。自动合计的数也不对，就核对这一列各种办理结果；区分处理的只计入部分公开。",
    sides: Some(["各种办理结果合计", "三（七）总计"]),
    mending: Mending::Sums,
    check: |checked, found| check(&RESULT_TOTAL, Sum::Results, checked, found),
    sentence,
};

/// Table 3, every row: the applicants add up to 总计.
pub static ROW_TOTAL: Rule = Rule {
    id: "V03",
    title: "横向总计",
    wording: "表三每一行：“总计”等于自然人与五类法人或其他组织之和。",
    severity: Severity::Error,
    source: "表三“申请人情况：总计”",
    help: "清空总计就自动合计。自动合计的数也不对，就核对这一行各类申请人的数。",
    sides: Some(["自然人和五类法人合计", "总计"]),
    mending: Mending::Sums,
    check: |checked, found| check(&ROW_TOTAL, Sum::Applicants, checked, found),
    sentence,
};

/// Table 4, every proceeding: the outcomes add up to 总计.
pub static DISPUTE_TOTAL: Rule = Rule {
    id: "V04",
    title: "复议诉讼总计",
    wording: "表四每一组：“总计”等于结果维持、结果纠正、其他结果、尚未审结之和。",
    severity: Severity::Error,
    source: "表四“总计”",
    help: "清空总计就自动合计。自动合计的数也不对，就核对这一组的四种结果。",
    sides: Some(["四种结果合计", "总计"]),
    mending: Mending::Sums,
    check: |checked, found| check(&DISPUTE_TOTAL, Sum::Outcomes, checked, found),
    sentence,
};

/// The rule that holds the identities of a sum to what they say.
pub fn rule(sum: Sum) -> &'static Rule {
    match sum {
        Sum::Balance => &BALANCE,
        Sum::Results => &RESULT_TOTAL,
        Sum::Applicants => &ROW_TOTAL,
        Sum::Outcomes => &DISPUTE_TOTAL,
    }
}

fn check(rule: &'static Rule, sum: Sum, checked: &Checked, found: &mut Vec<Finding>) {
    for identity in checked.report.format().identities.iter().filter(|identity| identity.sum == sum) {
        let value = |cells: &[Cell]| checked.figures.sum(cells).complete();
        let (Some(left), Some(right)) = (value(&identity.left), value(&identity.right)) else { continue };
        if left != right
            && let Some(last) = identity.right.last()
        {
            found.push(Finding {
                cells: identity.cells().collect(),
                unequal: Some(Unequal { identity, left, right }),
                ..Finding::of(rule, last.id())
            });
        }
    }
}

fn sentence(finding: &Finding) -> String {
    let (Some(Unequal { identity, left, right }), Some([one, other])) = (finding.unequal, finding.rule.sides)
    else {
        return String::new();
    };
    let subject = &identity.subject;
    let direction = if left > right { "多" } else { "少" };
    format!("{subject}：{one}是 {left}，{other}是 {right}，前者{direction} {}。", left.abs_diff(right))
}

#[cfg(test)]
mod tests {
    use super::super::clerk::{APPLICANTS, Clerk};
    use super::*;

    #[test]
    fn balance_holds_in_every_column() {
        let mut clerk = Clerk::zeros(2020);
        clerk.types("requests.new.natural-person", "5").types("requests.carried-in.natural-person", "1");
        clerk.types("requests.granted.natural-person", "4").types("requests.carried-out.natural-person", "2");
        assert_eq!(clerk.reads(&BALANCE), [""; 0]);
    }

    #[test]
    fn balance_broken_in_a_column_is_found_there_and_in_the_total() {
        let mut clerk = Clerk::zeros(2024);
        clerk.types("requests.new.business", "5").types("requests.granted.business", "3");
        assert_eq!(
            clerk.reads(&BALANCE),
            [
                "商业企业：本年新收加上年结转是 5，办理结果总计加结转下年度是 3，前者多 2。",
                "总计：本年新收加上年结转是 5，办理结果总计加结转下年度是 3，前者多 2。",
            ]
        );
        let finding = &clerk.findings(&BALANCE)[0];
        assert!(matches!(finding.unequal, Some(Unequal { left: 5, right: 3, .. })));
        assert_eq!(finding.target, "requests.carried-out.business");
        let names: Vec<&str> = finding.cells.iter().map(|cell| cell.id()).collect();
        let rows = ["new", "carried-in", "concluded", "carried-out"];
        assert_eq!(names, rows.map(|row| format!("requests.{row}.business")));
    }

    #[test]
    fn balance_is_checked_in_each_of_the_seven_columns() {
        for column in APPLICANTS {
            let mut clerk = Clerk::zeros(2020);
            clerk.types(&format!("requests.new.{column}"), "9");
            let target = format!("requests.carried-out.{column}");
            assert!(clerk.targets(&BALANCE).contains(&target.as_str()), "{column}");
        }
    }

    #[test]
    fn balance_with_a_blank_part_is_undecided() {
        let mut clerk = Clerk::zeros(2020);
        clerk.types("requests.new.natural-person", "5").types("requests.carried-out.natural-person", "");
        assert_eq!(clerk.reads(&BALANCE), [""; 0]);
        clerk.types("requests.carried-out.natural-person", "五");
        assert_eq!(clerk.reads(&BALANCE), [""; 0], "a text is no number either");
    }

    #[test]
    fn result_total_holds_as_long_as_it_follows() {
        let mut clerk = Clerk::zeros(2024);
        for (row, number) in [("granted", "3"), ("refused.process", "2"), ("other.unpaid", "1")] {
            clerk.types(&format!("requests.{row}.research"), number);
        }
        assert_eq!(clerk.sees("requests.concluded.research"), "6");
        assert_eq!(clerk.reads(&RESULT_TOTAL), [""; 0]);
    }

    #[test]
    fn result_total_typed_over_wrongly_is_broken_in_each_column() {
        for column in APPLICANTS {
            let mut clerk = Clerk::zeros(2020);
            clerk.types(&format!("requests.concluded.{column}"), "3");
            let label = &clerk.findings(&RESULT_TOTAL)[0].cells[0].declared().column;
            let sentence = format!("{label}：各种办理结果合计是 0，三（七）总计是 3，前者少 3。");
            assert!(clerk.reads(&RESULT_TOTAL).contains(&sentence), "{sentence}");
        }
    }

    #[test]
    fn result_total_with_a_blank_part_is_undecided() {
        let mut clerk = Clerk::zeros(2020);
        clerk.types("requests.concluded.other", "3").types("requests.rejected.petition.other", "");
        assert!(!clerk.targets(&RESULT_TOTAL).contains(&"requests.concluded.other"));
    }

    #[test]
    fn row_total_holds_broken_and_undecided_in_every_row() {
        for year in [2020, 2024] {
            let cells = Clerk::zeros(year).0.format().cells.clone();
            let row =
                |cell: &Cell| Some(cell.id().strip_prefix("requests.")?.strip_suffix(".total")?.to_owned());
            let rows: Vec<String> = cells.iter().filter_map(row).collect();
            assert_eq!(rows.len(), if year == 2020 { 23 } else { 25 });
            for row in rows {
                let (part, total) = (format!("requests.{row}.business"), format!("requests.{row}.total"));
                let mut clerk = Clerk::zeros(year);
                assert_eq!(clerk.findings(&ROW_TOTAL), []);
                clerk.types(&total, "7");
                assert!(clerk.targets(&ROW_TOTAL).contains(&total.as_str()), "{total}");
                // The total of results follows its column; only a text takes its number away.
                clerk.types(&part, "不详");
                assert!(!clerk.targets(&ROW_TOTAL).contains(&total.as_str()), "{total}");
            }
        }
    }

    #[test]
    fn row_total_names_the_row() {
        let mut clerk = Clerk::zeros(2020);
        clerk.types("requests.granted.business", "2").types("requests.granted.total", "1");
        assert_eq!(
            clerk.reads(&ROW_TOTAL),
            ["（一）予以公开：自然人和五类法人合计是 2，总计是 1，前者多 1。"]
        );
    }

    #[test]
    fn dispute_total_holds_broken_and_undecided_in_every_group() {
        for group in ["reconsideration", "litigation-direct", "litigation-after-reconsideration"] {
            let id = |outcome: &str| format!("disputes.{group}.{outcome}");
            let mut clerk = Clerk::zeros(2024);
            clerk.types(&id("upheld"), "10").types(&id("corrected"), "1");
            assert_eq!(clerk.sees(&id("total")), "11");
            assert_eq!(clerk.findings(&DISPUTE_TOTAL), []);
            clerk.types(&id("total"), "0");
            let sentences = clerk.reads(&DISPUTE_TOTAL);
            assert_eq!(sentences.len(), 1);
            assert!(sentences[0].ends_with("：四种结果合计是 11，总计是 0，前者多 11。"), "{sentences:?}");
            clerk.types(&id("pending"), "");
            assert_eq!(clerk.findings(&DISPUTE_TOTAL), []);
        }
    }

    #[test]
    fn sums_that_no_cell_holds_do_not_panic() {
        let mut clerk = Clerk::zeros(2020);
        for column in &APPLICANTS[..6] {
            clerk.types(&format!("requests.new.{column}"), "999999999999999");
        }
        assert_eq!(clerk.sees("requests.new.total"), "5999999999999994");
    }
}
