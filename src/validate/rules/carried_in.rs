//! V07: what is taken over from last year is what last year's report left over, column by column.

use crate::format::meaning::{Follows, Tie};
use crate::validate::Finding;
use crate::validate::rule::{Checked, Last, Mending, Rule, Severity};

/// 上年结转 is not last year's 结转下年度.
pub static CARRIED_IN: Rule = Rule {
    id: "V07",
    title: "上年结转",
    wording: "表三每一列：“二、上年结转”等于上年报告的“四、结转下年度继续办理”。",
    severity: Severity::Error,
    source: "表三“二、上年结转政府信息公开申请数量”",
    help: "核对上年发布的报告，照它的“四、结转下年度”填。附错了报告，就换一份。",
    sides: None,
    mending: Mending::ByHand,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    let Some(last) = &checked.last else { return };
    let ties = checked.report.format().ties(Follows::CarriedIn);
    let (totals, columns): (Vec<Tie>, Vec<Tie>) =
        ties.into_iter().partition(|it| it.now.declared().is_total());
    let before = found.len();
    found.extend(columns.iter().filter_map(|tie| broken(tie, checked, last)));
    // A total differs because its columns do.
    if found.len() == before {
        found.extend(totals.iter().filter_map(|tie| broken(tie, checked, last)));
    }
}

fn broken(tie: &Tie, checked: &Checked, last: &Last) -> Option<Finding> {
    let [before] = tie.before.as_slice() else { return None };
    let (now, then) = (checked.number(tie.now)?, last.number(*before)?);
    let words = vec![last.year(), then.to_string(), now.to_string()];
    (now != then).then(|| Finding { cells: vec![tie.now], words, ..Finding::of(&CARRIED_IN, tie.now.id()) })
}

fn sentence(finding: &Finding) -> String {
    let ([cell], [year, then, now]) = (finding.cells.as_slice(), finding.words.as_slice()) else {
        return String::new();
    };
    format!("{}：上年结转填 {now}，{year} 年报告的结转下年度是 {then}。", cell.declared().column)
}

#[cfg(test)]
mod tests {
    use super::super::clerk::{APPLICANTS, Clerk};
    use super::*;

    #[test]
    fn what_last_year_left_over_holds_in_either_edition() {
        for year in [2020, 2021, 2024] {
            let mut last = Clerk::zeros(year - 1);
            last.types("requests.carried-out.business", "3");
            let mut clerk = Clerk::zeros(year);
            clerk.attaches(&last).types("requests.carried-in.business", "3");
            assert_eq!(clerk.findings(&CARRIED_IN), []);
        }
    }

    #[test]
    fn each_column_that_differs_is_found_and_the_total_where_no_column_says_it() {
        for column in APPLICANTS {
            let mut clerk = Clerk::zeros(2024);
            clerk.attaches(&Clerk::zeros(2023)).types(&format!("requests.carried-in.{column}"), "2");
            assert_eq!(clerk.targets(&CARRIED_IN), [format!("requests.carried-in.{column}")]);
        }
        let mut clerk = Clerk::zeros(2024);
        clerk.attaches(Clerk::zeros(2023).types("requests.carried-out.natural-person", "5"));
        assert_eq!(clerk.reads(&CARRIED_IN), ["自然人：上年结转填 0，2023 年报告的结转下年度是 5。"]);
    }

    #[test]
    fn a_blank_on_either_side_or_no_report_of_the_year_before_is_undecided() {
        let mut last = Clerk::zeros(2023);
        last.types("requests.carried-out.business", "3");
        let mut clerk = Clerk::zeros(2024);
        assert_eq!(clerk.findings(&CARRIED_IN), [], "nothing is attached");
        clerk.attaches(&last).types("requests.carried-in.business", "");
        assert_eq!(clerk.findings(&CARRIED_IN), []);
        clerk.attaches(&Clerk::blank(2023)).types("requests.carried-in.business", "7");
        assert_eq!(clerk.findings(&CARRIED_IN), []);
        clerk.attaches(last.types("year", "2022"));
        assert_eq!(clerk.findings(&CARRIED_IN), [], "it is of another year");
    }
}
