//! V08: what is in force is what was in force last year, with what was issued and without what was repealed
//! since. A revision, a clearing out or another cutting of tasks can explain a difference: it is answered.

use crate::format::meaning::Follows;
use crate::validate::Finding;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// 现行有效件数 does not go on from last year's.
pub static IN_FORCE: Rule = Rule {
    id: "V08",
    title: "现行有效件数",
    wording: "规章、行政规范性文件：“现行有效件数”等于上年的现行有效件数，加本年制发，减本年废止。",
    severity: Severity::Warning,
    source: "表二“现行有效件数”；各地核对惯例",
    help: "核对这一行三个数和上年的报告。修订、清理、职能划转造成的差，写一句说明。",
    sides: None,
    mending: Mending::ByHand,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    let Some(last) = &checked.last else { return };
    for tie in checked.report.format().ties(Follows::InForce) {
        let ([before], [plus], [minus]) = (tie.before.as_slice(), tie.plus.as_slice(), tie.minus.as_slice())
        else {
            continue;
        };
        let numbers =
            (last.number(*before), checked.number(*plus), checked.number(*minus), checked.number(tie.now));
        let (Some(then), Some(issued), Some(repealed), Some(now)) = numbers else { continue };
        let due = then.saturating_add(issued).saturating_sub(repealed);
        if now != due {
            let words = [then, issued, repealed, due, now].map(|number| number.to_string());
            let words = std::iter::once(last.year()).chain(words).collect();
            let cells = vec![tie.now, *plus, *minus];
            found.push(Finding { cells, words, ..Finding::of(&IN_FORCE, tie.now.id()) });
        }
    }
}

fn sentence(finding: &Finding) -> String {
    let ([cell, ..], [year, then, issued, repealed, due, now]) =
        (finding.cells.as_slice(), finding.words.as_slice())
    else {
        return String::new();
    };
    format!(
        "{}：{year} 年现行有效 {then} 件，加本年制发 {issued} 件，减废止 {repealed} 件，应是 {due} 件，填的是 {now} 件。",
        cell.declared().row
    )
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    fn clerk(then: &str, now: [&str; 3]) -> Clerk {
        let mut last = Clerk::zeros(2023);
        last.types("disclosure.normative-documents.in-force", then);
        let mut clerk = Clerk::zeros(2024);
        for (column, number) in ["issued", "repealed", "in-force"].into_iter().zip(now) {
            clerk.types(&format!("disclosure.normative-documents.{column}"), number);
        }
        clerk.attaches(&last);
        clerk
    }

    #[test]
    fn last_years_with_what_was_issued_and_without_what_was_repealed_holds() {
        assert_eq!(clerk("86", ["5", "4", "87"]).findings(&IN_FORCE), []);
    }

    #[test]
    fn a_difference_is_found_for_both_kinds() {
        assert_eq!(
            clerk("86", ["5", "4", "90"]).reads(&IN_FORCE),
            [
                "行政规范性文件：2023 年现行有效 86 件，加本年制发 5 件，减废止 4 件，应是 87 件，填的是 90 件。"
            ]
        );
        let mut rules = Clerk::zeros(2024);
        rules.attaches(&Clerk::zeros(2023)).types("disclosure.rules.issued", "1");
        assert_eq!(rules.targets(&IN_FORCE), ["disclosure.rules.in-force"]);
    }

    #[test]
    fn a_blank_or_another_edition_is_undecided() {
        assert_eq!(clerk("", ["5", "4", "90"]).findings(&IN_FORCE), []);
        assert_eq!(clerk("86", ["", "4", "90"]).findings(&IN_FORCE), []);
        let mut clerk = Clerk::zeros(2021);
        clerk.attaches(&Clerk::zeros(2020)).types("disclosure.rules.in-force", "3");
        assert_eq!(clerk.findings(&IN_FORCE), [], "the edition of 2019 does not ask what is in force");
    }
}
