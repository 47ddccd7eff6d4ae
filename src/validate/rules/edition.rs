//! V19: the tables are those of the edition in force for the year.

use crate::format::{Edition, YEARS};
use crate::validate::Finding;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// The edition is not the one in force for the year.
pub static EDITION: Rule = Rule {
    id: "V19",
    title: "格式与年度",
    wording: "2019、2020 年度用 2019 年试行格式，2021 年度起用 2021 年格式。",
    severity: Severity::Error,
    source: "国办公开办函〔2019〕60号、〔2021〕30号",
    help: "核对报告年度；年度没错，就在“适用格式”里换成这一年的格式。",
    sides: None,
    mending: Mending::ByHand,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    let Some(year) = checked.report.year_number().filter(|year| YEARS.contains(year)) else { return };
    let (right, now) = (Edition::for_year(year), checked.report.edition());
    if right != now {
        let words = vec![year.to_string(), right.name().to_owned(), now.name().to_owned()];
        found.push(Finding { words, ..Finding::of(&EDITION, "edition") });
    }
}

fn sentence(finding: &Finding) -> String {
    let [year, right, now] = finding.words.as_slice() else { return String::new() };
    format!("{year} 年度的报告应当用 {right}，现在用的是 {now}。")
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    #[test]
    fn the_edition_of_the_year_holds() {
        assert_eq!(Clerk::blank(2020).findings(&EDITION), []);
        assert_eq!(Clerk::blank(2023).findings(&EDITION), []);
    }

    #[test]
    fn another_edition_is_found() {
        let mut clerk = Clerk::blank(2023);
        clerk.types("edition", "2019");
        assert_eq!(
            clerk.reads(&EDITION),
            ["2023 年度的报告应当用 2021 年格式，现在用的是 2019 年试行格式。"]
        );
    }

    #[test]
    fn without_a_year_it_is_undecided() {
        let mut clerk = Clerk::blank(2023);
        clerk.types("edition", "2019").types("year", "");
        assert_eq!(clerk.findings(&EDITION), []);
    }
}
