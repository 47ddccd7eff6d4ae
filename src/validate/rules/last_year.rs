//! V41: the report that is attached as last year's is that: of this organ, of the year before, with figures of
//! the same kind. One that is not is compared with by no other rule.

use crate::report::previous::Misfit;
use crate::validate::Finding;
use crate::validate::rule::{Checked, Mending, PRACTICE, Rule, Severity};

/// What is attached is not last year's report of this organ.
pub static LAST_YEAR: Rule = Rule {
    id: "V41",
    title: "上年报告",
    wording: "附上的是本机关上一年度的报告，数据范围与本年相同；不是的，不与它比较。",
    severity: Severity::Hint,
    source: PRACTICE,
    help: "换成本机关上一年度的报告，或者取下。机关名称、年度、数据范围填错的，改过来就会比较。",
    sides: None,
    mending: Mending::ByHand,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    let (Some(misfit), Some(previous)) = (checked.report.misfit(), checked.report.previous()) else { return };
    let target = match misfit {
        Misfit::Organ => "organ",
        Misfit::Year => "year",
        Misfit::Scope => "scope",
    };
    let is = previous.report.head_text(target).unwrap_or_default();
    let words = vec![is.trim().to_owned()];
    found.push(Finding { words, ..Finding::of(&LAST_YEAR, target) });
}

fn sentence(finding: &Finding) -> String {
    let [is] = finding.words.as_slice() else { return String::new() };
    match finding.target {
        "organ" => format!("附上的上年报告是“{is}”的，机关名称与本报告不同，没有与它比较。"),
        "year" => format!("附上的报告是 {is} 年度的，不是上一年度的，没有与它比较。"),
        _ => format!("附上的上年报告，数据范围是“{is}”，与本年不同，没有与它比较。"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::carried_in::CARRIED_IN;
    use super::super::clerk::Clerk;
    use super::*;

    fn of(year: i64, organ: &str, scope: &str) -> Clerk {
        let mut clerk = Clerk::zeros(year);
        clerk.types("organ", organ).types("scope", scope);
        clerk
    }

    #[test]
    fn the_report_of_the_year_before_holds_and_so_does_none() {
        let mut clerk = of(2024, "示例局", "own");
        assert_eq!(clerk.findings(&LAST_YEAR), []);
        assert_eq!(clerk.attaches(&of(2023, "示例局", "own")).findings(&LAST_YEAR), []);
    }

    #[test]
    fn another_organ_year_or_scope_is_found_once_and_nothing_is_compared() {
        for (last, says) in [
            (
                of(2023, "示例乙局", "area"),
                "附上的上年报告是“示例乙局”的，机关名称与本报告不同，没有与它比较。",
            ),
            (of(2022, "示例局", "own"), "附上的报告是 2022 年度的，不是上一年度的，没有与它比较。"),
            (
                of(2023, "示例局", "area"),
                "附上的上年报告，数据范围是“本地区汇总”，与本年不同，没有与它比较。",
            ),
        ] {
            let mut clerk = of(2024, "示例局", "own");
            clerk.attaches(&last).types("requests.carried-in.business", "9");
            assert_eq!(clerk.reads(&LAST_YEAR), [says]);
            assert_eq!(clerk.findings(&CARRIED_IN), []);
        }
    }

    #[test]
    fn what_is_not_filled_in_is_undecided() {
        let mut clerk = of(2024, "", "");
        clerk.attaches(&of(2023, "示例局", "own"));
        assert_eq!(clerk.findings(&LAST_YEAR), []);
        let mut unknown = of(2023, "示例局", "own");
        clerk.attaches(unknown.types("year", ""));
        assert_eq!(clerk.findings(&LAST_YEAR), []);
    }
}
