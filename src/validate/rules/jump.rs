//! V28: decisions that are ten times as many as last year, or a tenth, or many where there were none. Small
//! numbers change so by themselves.

use crate::validate::Finding;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// Where both numbers are smaller than this, nothing is said.
const MANY: i64 = 20;

/// A number of decisions has changed tenfold.
pub static JUMP: Rule = Rule {
    id: "V28",
    title: "与上年相差悬殊",
    wording: "行政许可、行政处罚、行政强制等的处理决定数量，与上年相差十倍以上的，核对一遍。",
    severity: Severity::Hint,
    source: "各地核对惯例",
    help: "看看有没有多写、少写一位，有没有填错行，统计口径是不是与上年一样。确实如此的，写一句说明。",
    sides: None,
    mending: Mending::ByHand,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    let Some(last) = &checked.last else { return };
    for cell in checked.report.format().decisions() {
        let (Some(now), Some(then)) = (checked.number(cell), last.number(cell)) else { continue };
        let (less, more) = (now.min(then), now.max(then));
        if more >= MANY && less >= 0 && more / 10 >= less {
            let words = vec![last.year(), then.to_string(), now.to_string()];
            found.push(Finding { cells: vec![cell], words, ..Finding::of(&JUMP, cell.id()) });
        }
    }
}

fn sentence(finding: &Finding) -> String {
    let ([cell], [year, then, now]) = (finding.cells.as_slice(), finding.words.as_slice()) else {
        return String::new();
    };
    let how = if then == "0" || now == "0" { "" } else { "，相差十倍以上" };
    format!("{}：{year} 年是 {then}，本年填 {now}{how}。请核对。", cell.declared().name)
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    fn clerk(then: &str, now: &str) -> Clerk {
        let mut clerk = Clerk::zeros(2024);
        clerk.types("disclosure.licensing.decisions", now);
        clerk.attaches(Clerk::zeros(2023).types("disclosure.licensing.decisions", then));
        clerk
    }

    #[test]
    fn numbers_of_the_same_size_and_small_ones_hold() {
        for (then, now) in [("550", "5499"), ("550", "56"), ("1", "12"), ("0", "19"), ("0", "0")] {
            assert_eq!(clerk(then, now).findings(&JUMP), [], "{then} {now}");
        }
    }

    #[test]
    fn ten_times_as_many_a_tenth_and_many_from_none_are_found() {
        assert_eq!(
            clerk("550", "9487").reads(&JUMP),
            ["行政许可，本年处理决定数量：2023 年是 550，本年填 9487，相差十倍以上。请核对。"]
        );
        assert_eq!(clerk("328", "32").findings(&JUMP).len(), 1);
        assert_eq!(
            clerk("0", "300").reads(&JUMP),
            ["行政许可，本年处理决定数量：2023 年是 0，本年填 300。请核对。"]
        );
        let mut other = Clerk::zeros(2021);
        other.attaches(&Clerk::zeros(2020)).types("disclosure.penalties.decisions", "55");
        assert_eq!(other.targets(&JUMP), ["disclosure.penalties.decisions"], "both editions have it");
    }

    #[test]
    fn a_blank_is_undecided() {
        assert_eq!(clerk("", "300").findings(&JUMP), []);
        assert_eq!(clerk("550", "").findings(&JUMP), []);
    }
}
