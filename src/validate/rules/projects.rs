//! V09, the edition of 2019: the projects of the year before are those that last year's report comes to, and
//! all that is disclosed is no less than what was disclosed newly.

use crate::format::meaning::Follows;
use crate::validate::Finding;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// Table 2 of the edition of 2019 contradicts last year's, or itself.
pub static PROJECTS: Rule = Rule {
    id: "V09",
    title: "项目数量",
    wording: "2019 年试行格式表二：“上一年项目数量”等于上年报告的“上一年项目数量”加“本年增/减”；“对外公开总数量”不少于“本年新公开数量”。",
    severity: Severity::Warning,
    source: "表二的栏目",
    help: "核对这一行和上年的报告；增减写在“本年增/减”，总数量包括以前公开、现在仍然公开的。项目口径有变化的，写一句说明。",
    sides: None,
    mending: Mending::ByHand,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    let format = checked.report.format();
    for (all, new) in format.all_and_new() {
        if let (Some(total), Some(newly)) = (checked.number(all), checked.number(new))
            && total < newly
        {
            let words = vec![total.to_string(), newly.to_string()];
            found.push(Finding { cells: vec![all, new], words, ..Finding::of(&PROJECTS, all.id()) });
        }
    }
    let Some(last) = &checked.last else { return };
    for tie in format.ties(Follows::Projects) {
        let numbers: Option<Vec<i64>> = tie.before.iter().map(|cell| last.number(*cell)).collect();
        let (Some(now), Some([then, change])) = (checked.number(tie.now), numbers.as_deref()) else {
            continue;
        };
        let due = then.saturating_add(*change);
        if now != due {
            let words =
                vec![last.year(), then.to_string(), format!("{change:+}"), due.to_string(), now.to_string()];
            found.push(Finding { cells: vec![tie.now], words, ..Finding::of(&PROJECTS, tie.now.id()) });
        }
    }
}

fn sentence(finding: &Finding) -> String {
    let Some(row) = finding.cells.first().map(|cell| &cell.declared().row) else { return String::new() };
    match finding.words.as_slice() {
        [total, newly] => format!("{row}：对外公开总数量是 {total}，少于本年新公开数量 {newly}。"),
        [year, then, change, due, now] => format!(
            "{row}：{year} 年报告的上一年项目数量是 {then}，当年增/减 {change}，合起来是 {due}；本年的“上一年项目数量”填 {now}。"
        ),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    fn last() -> Clerk {
        let mut last = Clerk::zeros(2019);
        last.types("disclosure.licensing.previous", "96").types("disclosure.licensing.change", "-8");
        last
    }

    #[test]
    fn what_last_year_comes_to_holds_and_a_total_that_is_no_less_than_what_is_new() {
        let mut clerk = Clerk::zeros(2020);
        clerk.attaches(&last()).types("disclosure.licensing.previous", "88");
        clerk.types("disclosure.rules.published", "2").types("disclosure.rules.total", "2");
        assert_eq!(clerk.findings(&PROJECTS), []);
    }

    #[test]
    fn a_difference_over_the_years_is_found() {
        let mut clerk = Clerk::zeros(2020);
        clerk.attaches(&last()).types("disclosure.licensing.previous", "96");
        assert_eq!(
            clerk.reads(&PROJECTS),
            [
                "行政许可：2019 年报告的上一年项目数量是 96，当年增/减 -8，合起来是 88；本年的“上一年项目数量”填 96。"
            ]
        );
    }

    #[test]
    fn a_total_that_is_less_than_what_is_new_is_found_without_last_years_report() {
        let mut clerk = Clerk::zeros(2020);
        clerk.types("disclosure.normative-documents.published", "3");
        assert_eq!(clerk.reads(&PROJECTS), ["规范性文件：对外公开总数量是 0，少于本年新公开数量 3。"]);
    }

    #[test]
    fn a_blank_is_undecided() {
        let mut clerk = Clerk::zeros(2020);
        clerk
            .attaches(last().types("disclosure.licensing.change", ""))
            .types("disclosure.licensing.previous", "5");
        clerk.types("disclosure.rules.published", "2").types("disclosure.rules.total", "");
        assert_eq!(clerk.findings(&PROJECTS), []);
    }
}
