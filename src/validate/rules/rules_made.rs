//! V27: only departments of the State Council and the governments of provinces and cities make rules, 规章. The
//! level is this year's or, where that is not chosen, last year's.

use crate::validate::Finding;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// An organ that may make none reports rules.
pub static RULES_MADE: Rule = Rule {
    id: "V27",
    title: "规章制定权",
    wording: "规章由国务院部门、省级政府和设区的市（自治州）政府制定；其他机关的规章一行填 0。",
    severity: Severity::Warning,
    source: "《中华人民共和国立法法》第九十一条、第九十三条",
    help: "核对填的是不是行政规范性文件，再核对机关层级。确实如此的，写一句说明。",
    sides: None,
    mending: Mending::ByHand,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    let Some(level) = checked.level().filter(|level| !level.may_make_rules()) else { return };
    let made = checked.report.format().rules_made().into_iter();
    let cells: Vec<_> = made.filter(|cell| checked.number(*cell).is_some_and(|number| number > 0)).collect();
    if let Some(first) = cells.first() {
        let target = first.id();
        found.push(Finding {
            cells,
            words: vec![level.name().to_owned()],
            ..Finding::of(&RULES_MADE, target)
        });
    }
}

fn sentence(finding: &Finding) -> String {
    let [level] = finding.words.as_slice() else { return String::new() };
    format!("机关层级是“{level}”，规章一行却不是 0。这一层级的机关不制定规章，请核对。")
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    #[test]
    fn rules_of_a_city_hold_and_none_of_a_township() {
        let mut clerk = Clerk::zeros(2024);
        clerk.types("level", "city").types("disclosure.rules.issued", "2");
        assert_eq!(clerk.findings(&RULES_MADE), []);
        let mut township = Clerk::zeros(2024);
        township.types("level", "township").types("disclosure.normative-documents.issued", "2");
        assert_eq!(township.findings(&RULES_MADE), []);
    }

    #[test]
    fn rules_of_a_township_are_found_also_where_only_last_years_report_says_what_it_is() {
        let says = ["机关层级是“乡镇街道”，规章一行却不是 0。这一层级的机关不制定规章，请核对。"];
        let mut clerk = Clerk::zeros(2024);
        clerk.types("level", "township").types("disclosure.rules.in-force", "6");
        assert_eq!(clerk.reads(&RULES_MADE), says);
        assert_eq!(clerk.targets(&RULES_MADE), ["disclosure.rules.in-force"]);
        let mut unchosen = Clerk::zeros(2024);
        unchosen
            .types("disclosure.rules.issued", "6")
            .attaches(Clerk::zeros(2023).types("level", "township"));
        assert_eq!(unchosen.reads(&RULES_MADE), says);
        unchosen.types("level", "city");
        assert_eq!(unchosen.findings(&RULES_MADE), [], "this year's goes first");
    }

    #[test]
    fn without_a_level_or_a_number_it_is_undecided() {
        let mut clerk = Clerk::zeros(2024);
        clerk.types("disclosure.rules.issued", "6");
        assert_eq!(clerk.findings(&RULES_MADE), []);
        let mut blank = Clerk::blank(2024);
        assert_eq!(blank.types("level", "township").findings(&RULES_MADE), []);
    }
}
