//! What is wrong with a report, as data: findings with the rule, the cells and the values.
//! Local, pure, and fast enough to run at every edit. Changes nothing.

pub mod ahead;
pub mod reading;
pub mod repair;
mod rule;
pub mod rules;
pub mod slip;

pub use rule::{Mending, Rule, Severity};

use crate::format::texts::TextField;
use crate::format::{Cell, HEAD, Identity};
use crate::report::Report;
use crate::report::answer::Cause;
use crate::report::figure::Figures;
use rule::Checked;
use rules::RULES;

/// Something that is wrong with a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule that is broken.
    pub rule: &'static Rule,
    /// The stable name of the place to go to.
    pub target: &'static str,
    /// The cells concerned.
    pub cells: Vec<Cell>,
    /// The two sums that differ, where the rule compares sums.
    pub unequal: Option<Unequal>,
    /// What else shows it, as the sentence has it: words of a text, years.
    pub words: Vec<String>,
    /// What was answered to it, while its cause is the same; only what is no error can be answered.
    pub answer: Option<String>,
}

/// The two sides of an identity differ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unequal {
    /// The identity.
    pub identity: &'static Identity,
    /// The value of the left side.
    pub left: i64,
    /// The value of the right side.
    pub right: i64,
}

impl Finding {
    /// A finding about a place.
    fn of(rule: &'static Rule, target: &'static str) -> Finding {
        Finding { rule, target, cells: Vec::new(), unequal: None, words: Vec::new(), answer: None }
    }

    /// What is wrong, where, and what to do, in one sentence.
    pub fn sentence(&self) -> String {
        (self.rule.sentence)(self)
    }

    /// What caused it: the rule, the values in its sentence, and the cells.
    pub fn cause(&self) -> Cause {
        Cause {
            rule: self.rule.id.to_owned(),
            message: self.sentence(),
            cells: self.cells.iter().map(|cell| cell.id().to_owned()).collect(),
        }
    }

    /// Where it stands among those that weigh the same: what stands before the report, the cells, their
    /// sums, the texts.
    fn place(&self) -> usize {
        let head = || HEAD.iter().position(|(id, _)| *id == self.target);
        let text = || TextField::all().position(|field| field.id() == self.target);
        match self.cells.is_empty() {
            true => head().or_else(|| text().map(|text| HEAD.len() + 2 + text)).unwrap_or(HEAD.len()),
            false => HEAD.len() + usize::from(self.unequal.is_some()),
        }
    }
}

/// The findings of a report: heaviest first, and in the order of the report among equals.
pub fn validate(report: &Report) -> Vec<Finding> {
    let checked = Checked { report, figures: Figures::of(report) };
    let mut findings = Vec::new();
    for rule in RULES {
        (rule.check)(&checked, &mut findings);
    }
    findings.sort_by_key(|finding| (finding.rule.severity, finding.place()));
    if !report.answers().is_empty() {
        for finding in findings.iter_mut().filter(|finding| finding.rule.severity != Severity::Error) {
            let cause = finding.cause();
            let answer = report.answers().iter().find(|answer| answer.cause == cause);
            finding.answer = answer.map(|answer| answer.note.clone());
        }
    }
    findings
}

/// How many findings wait for something to be done, of each severity, in the order of [`Severity::ALL`].
/// What was answered waits no more.
pub fn count<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> [usize; Severity::ALL.len()] {
    let mut counts = [0; Severity::ALL.len()];
    for finding in findings.into_iter().filter(|finding| finding.answer.is_none()) {
        counts[finding.rule.severity as usize] += 1;
    }
    counts
}
