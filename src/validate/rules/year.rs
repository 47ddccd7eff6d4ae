//! V40: the report names the year that it reports on, and it is one that a report can be of.

use crate::format::{Kind, YEARS};
use crate::report::entry::{Entry, half_width};
use crate::validate::Finding;
use crate::validate::rule::{Checked, Mending, PRACTICE, Rule, Severity};

/// No year, or none that a report can be of.
pub static YEAR: Rule = Rule {
    id: "V40",
    title: "报告年度",
    wording: "报告写明所报告的年度，用四位数字，2019 年起。",
    severity: Severity::Error,
    source: PRACTICE,
    help: "填所报告的年度，不是发布的年份。",
    sides: None,
    mending: Mending::ByHand,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    let year = checked.report.year();
    match year {
        Entry::Number(year) if YEARS.contains(year) => {}
        Entry::Blank | Entry::Automatic => {
            found.push(Finding { to_do: true, ..Finding::of(&YEAR, "year") });
        }
        Entry::Number(_) | Entry::Text(_) => {
            let text = year.text(Kind::Count);
            let to_do = is_half_typed(&text);
            found.push(Finding { words: vec![text], to_do, ..Finding::of(&YEAR, "year") });
        }
    }
}

/// Whether a year of a report begins so.
fn is_half_typed(text: &str) -> bool {
    let text = half_width(text);
    YEARS.into_iter().any(|year| year.to_string().starts_with(&text))
}

fn sentence(finding: &Finding) -> String {
    match finding.words.first() {
        None => "还没有填报告年度。".to_owned(),
        Some(year) => format!("报告年度“{year}”不对：填所报告的年度，四位数字，2019 年起。"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    #[test]
    fn a_year_of_a_report_holds_in_any_writing() {
        let mut clerk = Clerk::blank(2024);
        assert_eq!(clerk.findings(&YEAR), []);
        clerk.types("year", "２０２３年");
        assert_eq!(clerk.findings(&YEAR), []);
    }

    #[test]
    fn no_year_and_a_year_of_no_report_are_found() {
        let mut clerk = Clerk::blank(2024);
        clerk.types("year", "");
        assert_eq!(clerk.reads(&YEAR), ["还没有填报告年度。"]);
        assert!(clerk.findings(&YEAR)[0].to_do);
        for typed in ["2018", "二〇二四", "24", "9999"] {
            clerk.types("year", typed);
            let sentence = format!("报告年度“{typed}”不对：填所报告的年度，四位数字，2019 年起。");
            assert_eq!(clerk.reads(&YEAR), [sentence]);
            assert!(!clerk.findings(&YEAR)[0].to_do);
        }
    }

    #[test]
    fn a_year_that_is_half_typed_is_not_wrong_yet() {
        let mut clerk = Clerk::blank(2024);
        for typed in ["2", "20", "202", "２０"] {
            clerk.types("year", typed);
            assert!(clerk.findings(&YEAR)[0].to_do, "{typed}");
        }
    }

    #[test]
    fn whether_the_edition_fits_is_not_decided_here() {
        let mut clerk = Clerk::blank(2024);
        clerk.types("edition", "2019");
        assert_eq!(clerk.findings(&YEAR), []);
    }
}
