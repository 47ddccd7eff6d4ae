//! R01: what the office above said to a report that it sent back is dealt with. A remark to a finding stands as long as
//! the finding does; any other until it is answered.

use crate::format::texts::TextField;
use crate::format::{Cell, HEAD};
use crate::report::Report;
use crate::validate::Finding;
use crate::validate::remark::Remark;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// A remark of the office above.
pub static RETURNED: Rule = Rule {
    id: "R01",
    title: "退回意见",
    wording: "上级退回时写的意见都已改正，或者作了说明。",
    severity: Severity::Warning,
    source: "上级退回意见",
    help: "照意见改正；不用改的，写一句说明。",
    sides: None,
    mending: Mending::ByHand,
    check,
    sentence,
};

/// Is called when all other findings are there.
fn check(checked: &Checked, found: &mut Vec<Finding>) {
    for remark in checked.remarks.iter() {
        let speaks_of = |finding: &Finding| {
            remark.rule.as_deref() == Some(finding.rule.id) && finding.target == remark.target
        };
        if remark.rule.is_none() || found.iter().any(speaks_of) {
            let (target, cells) = place(checked.report, remark);
            let words = vec![remark.sentence.clone(), remark.note.clone()];
            found.push(Finding { cells, words, ..Finding::of(&RETURNED, target) });
        }
    }
}

/// The place of a remark, with the cell that it is; what this edition does not have is said at the organ.
fn place(report: &Report, remark: &Remark) -> (&'static str, Vec<Cell>) {
    let name = remark.target.as_str();
    if let Some(cell) = report.format().cell(name) {
        return (cell.id(), vec![cell]);
    }
    let text = || TextField::from_id(name).filter(|text| report.format().texts().any(|own| own == *text));
    let head = || HEAD.iter().map(|(id, _)| *id).find(|id| *id == name);
    let table = || report.format().tables().map(|table| table.id).find(|id| *id == name);
    (text().map(TextField::id).or_else(head).or_else(table).unwrap_or("organ"), Vec::new())
}

fn sentence(finding: &Finding) -> String {
    let [of, note] = finding.words.as_slice() else { return String::new() };
    match (of.as_str(), note.as_str()) {
        ("", note) => format!("上级意见：{note}"),
        (of, "") => format!("上级核对：{of}"),
        (of, note) => format!("上级意见：{note}（针对：{of}）"),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::clerk::Clerk;
    use super::super::sums::BALANCE;
    use super::*;
    use crate::validate::{Memory, validate, validate_again, validate_while_typing};

    const NEW: &str = "requests.new.business";

    fn remark(rule: Option<&str>, target: &str, sentence: &str, note: &str) -> Remark {
        Remark {
            rule: rule.map(str::to_owned),
            target: target.into(),
            sentence: sentence.into(),
            note: note.into(),
        }
    }

    fn memory(remarks: &[Remark]) -> Memory {
        let mut memory = Memory::default();
        memory.hear(remarks.into());
        memory
    }

    /// What the remarks say in a report: the place and the sentence.
    fn says(clerk: &Clerk, remarks: &[Remark]) -> Vec<(&'static str, String)> {
        let findings = validate_again(&clerk.0, &mut memory(remarks));
        let of_rule = findings.iter().filter(|finding| finding.rule == &RETURNED);
        of_rule.map(|finding| (finding.target, finding.sentence())).collect()
    }

    #[test]
    fn a_report_that_was_not_sent_back_has_no_remarks() {
        assert!(validate(&Clerk::zeros(2024).0).iter().all(|finding| finding.rule != &RETURNED));
        assert_eq!(says(&Clerk::zeros(2024), &[]), []);
    }

    #[test]
    fn a_remark_to_a_finding_stands_at_its_place_as_long_as_the_finding_does() {
        let mut clerk = Clerk::zeros(2024);
        clerk.types(NEW, "2");
        let target = clerk.targets(&BALANCE)[0];
        let remarks = [remark(Some("V01"), target, "两边差 2。", "请与台账核对。")];
        assert_eq!(
            says(&clerk, &remarks),
            [(target, "上级意见：请与台账核对。（针对：两边差 2。）".to_owned())]
        );
        clerk.types(NEW, "0");
        assert_eq!(says(&clerk, &remarks), []);
    }

    #[test]
    fn what_was_seen_beside_other_reports_stands_at_its_cell_until_it_is_answered() {
        let mut clerk = Clerk::zeros(2024);
        let remarks = [remark(None, NEW, "与上年结转不一致。", "")];
        assert_eq!(says(&clerk, &remarks), [(NEW, "上级核对：与上年结转不一致。".to_owned())]);
        let findings = validate_again(&clerk.0, &mut memory(&remarks));
        let finding = findings.iter().find(|finding| finding.rule == &RETURNED).expect("a remark");
        assert_eq!(finding.cells.len(), 1);
        assert!(finding.can_be_answered());
        clerk.0.apply(crate::report::Edit::Answer(finding.cause(&clerk.0), "已核对。".into()));
        let findings = validate_again(&clerk.0, &mut memory(&remarks));
        let answers = findings.iter().filter(|finding| finding.rule == &RETURNED);
        assert_eq!(answers.map(|it| it.answer.as_deref()).collect::<Vec<_>>(), [Some("已核对。")]);
    }

    #[test]
    fn a_remark_to_a_place_that_this_edition_does_not_have_is_said_at_the_organ() {
        for target in ["disclosure.procurement.items", "", "whatever"] {
            let remarks = [remark(None, target, "", "请重报。")];
            assert_eq!(says(&Clerk::zeros(2024), &remarks), [("organ", "上级意见：请重报。".to_owned())]);
        }
        assert_eq!(says(&Clerk::zeros(2024), &[remark(None, "problems", "", "太短。")])[0].0, "problems");
    }

    #[test]
    fn remarks_stand_while_something_else_is_typed() {
        let mut clerk = Clerk::zeros(2024);
        let mut memory = memory(&[remark(None, NEW, "", "请核对。")]);
        validate_again(&clerk.0, &mut memory);
        clerk.types("organ", "示例局");
        let findings = validate_while_typing(&clerk.0, &mut memory);
        assert_eq!(findings.iter().filter(|finding| finding.rule == &RETURNED).count(), 1);
        memory.hear(Arc::default());
        assert!(validate_while_typing(&clerk.0, &mut memory).iter().all(|it| it.rule != &RETURNED));
    }
}
