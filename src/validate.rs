//! What is wrong with a report, as data: findings with the rule, the cells and the values.
//! Local, pure, and fast enough to run at every edit. Changes nothing.

pub mod ahead;
pub mod completeness;
pub mod reading;
pub mod reconciliation;
pub mod repair;
pub mod slip;
pub mod wording;

use crate::format::rules::{Rule, Severity};
use crate::format::{Cell, Edition, Identity};
use crate::report::Report;
use crate::report::answer::Cause;
use crate::report::entry::Obstacle;
use crate::report::figure::Figures;

/// Something that is wrong with a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule that is broken.
    pub rule: &'static Rule,
    /// What is wrong.
    pub problem: Problem,
    /// The stable name of the place to go to.
    pub target: &'static str,
    /// The cells concerned.
    pub cells: Vec<Cell>,
    /// What was answered to it, while its cause is the same; only what is no error can be answered.
    pub answer: Option<String>,
}

impl Finding {
    /// A finding about a place.
    fn new(rule: &'static Rule, problem: Problem, target: &'static str) -> Finding {
        Finding { rule, problem, target, cells: Vec::new(), answer: None }
    }

    /// What caused it: the rule, the values in its sentence, and the cells.
    pub fn cause(&self) -> Cause {
        Cause {
            rule: self.rule.id.to_owned(),
            message: wording::sentence(self),
            cells: self.cells.iter().map(|cell| cell.id().to_owned()).collect(),
        }
    }
}

/// What is wrong, with the values that show it: all that the sentence of a finding needs.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// The two sides of an identity differ.
    Unequal {
        /// The identity.
        identity: &'static Identity,
        /// The value of the left side.
        left: i64,
        /// The value of the right side.
        right: i64,
    },
    /// A table has blank cells.
    Blank {
        /// The numeral of its chapter.
        chapter: &'static str,
    },
    /// A cell holds a text that is no number.
    NotANumber {
        /// Why.
        obstacle: Obstacle,
        /// What was typed.
        text: String,
    },
    /// Something that the report must have is not there.
    Missing,
    /// The year is not one that a report in these formats can be of.
    YearOutOfRange(String),
    /// The edition is not the one of the year.
    EditionOfOtherYear {
        /// The year of the report.
        year: i64,
        /// The edition of its tables.
        edition: Edition,
    },
    /// The date of publication does not lie in the year after the report's.
    PublishedInOtherYear {
        /// The year of the report.
        year: i64,
        /// The year of publication.
        published: i64,
    },
    /// The name of the organ holds a word that does not belong there.
    NameHolds(String),
    /// Chapter five names no problem, but says this.
    NoProblems(String),
}

/// The findings of a report: heaviest first, and in the order of the report among equals.
pub fn validate(report: &Report) -> Vec<Finding> {
    let figures = Figures::of(report);
    let mut findings = Vec::new();
    completeness::check_head(report, &mut findings);
    completeness::check_cells(report, &mut findings);
    reconciliation::check(report, &figures, &mut findings);
    completeness::check_texts(report, &mut findings);
    findings.sort_by_key(|finding| finding.rule.severity);
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
