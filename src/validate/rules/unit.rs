//! V29: an amount that looks as if 元 were written for 万元: a thousand times last year's, or a round sum that a
//! department or a subdistrict hardly has, where last year's does not speak for it.

use crate::format::{Cell, Kind};
use crate::report::entry::write;
use crate::report::office::Level;
use crate::validate::Finding;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// How many times last year's amount it is when the units are not the same.
const OTHER_UNIT: i64 = 1000;
/// How many 元 are a 万元.
const WAN: i64 = 10_000;

/// An amount in 元.
pub static UNIT: Rule = Rule {
    id: "V29",
    title: "金额单位",
    wording: "金额以万元为单位；与上年相差千倍以上，或者部门、乡镇街道填了上亿元的整数的，核对单位。",
    severity: Severity::Hint,
    source: "表二“单位：万元”",
    help: "看看是不是按元填的：125000 元填 12.5。确实如此的，写一句说明。",
    sides: None,
    mending: Mending::ByHand,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    let small = matches!(checked.level(), Some(Level::Department | Level::Township));
    let amounts = checked.report.format().cells.iter().filter(|cell| cell.declared().kind == Kind::Money);
    for &cell in amounts {
        let Some(now) = checked.number(cell) else { continue };
        let last = checked.last.as_ref();
        let then = last.and_then(|last| last.number(cell)).filter(|then| *then > 0);
        let words = match then {
            Some(then) if now > 0 && now.max(then) / OTHER_UNIT >= now.min(then) => {
                vec![money(now), last.map(|last| last.year()).unwrap_or_default(), money(then)]
            }
            // From a whole 亿元 on.
            None if small && now % WAN == 0 && now >= WAN * WAN => vec![money(now)],
            _ => continue,
        };
        found.push(Finding { cells: vec![cell], words, ..Finding::of(&UNIT, cell.id()) });
    }
}

fn money(number: i64) -> String {
    write(Kind::Money, number)
}

fn sentence(finding: &Finding) -> String {
    let [cell] = finding.cells.as_slice() else { return String::new() };
    let row = |cell: &Cell| cell.declared().row.clone();
    match finding.words.as_slice() {
        [now] => format!("{}：填了 {now} 万元，超过一亿元。请核对是不是按元填的。", row(cell)),
        [now, year, then] => {
            format!("{}：{year} 年是 {then} 万元，本年填 {now} 万元，相差千倍以上。请核对单位。", row(cell))
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    fn clerk(level: &str, then: &str, now: &str) -> Clerk {
        let mut clerk = Clerk::zeros(2024);
        clerk.types("level", level).types("disclosure.fees.amount", now);
        clerk.attaches(Clerk::zeros(2023).types("disclosure.fees.amount", then));
        clerk
    }

    #[test]
    fn amounts_of_the_same_size_and_large_ones_of_a_government_hold() {
        assert_eq!(clerk("department", "12.5", "9000").findings(&UNIT), []);
        assert_eq!(clerk("city", "0", "96171").findings(&UNIT), []);
        assert_eq!(clerk("department", "22800", "23600").findings(&UNIT), [], "last year's speaks for it");
        assert_eq!(clerk("department", "0", "23600.5").findings(&UNIT), []);
    }

    #[test]
    fn a_thousand_times_last_years_and_a_round_sum_of_a_department_are_found() {
        assert_eq!(
            clerk("county", "12.5", "125000").reads(&UNIT),
            ["行政事业性收费：2023 年是 12.5 万元，本年填 125000 万元，相差千倍以上。请核对单位。"]
        );
        assert_eq!(clerk("county", "125000", "12.5").findings(&UNIT).len(), 1);
        let mut alone = Clerk::zeros(2020);
        alone.types("level", "township").types("disclosure.procurement.amount", "23600");
        assert_eq!(alone.reads(&UNIT), ["政府集中采购：填了 23600 万元，超过一亿元。请核对是不是按元填的。"]);
    }

    #[test]
    fn without_a_level_a_number_or_a_report_it_is_undecided() {
        let mut clerk = Clerk::zeros(2024);
        assert_eq!(clerk.types("disclosure.fees.amount", "23600").findings(&UNIT), []);
        assert_eq!(self::clerk("county", "", "125000").findings(&UNIT), []);
        assert_eq!(self::clerk("county", "12.5", "").findings(&UNIT), []);
    }
}
