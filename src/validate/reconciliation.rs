//! The arithmetic: every identity of the format holds, is broken, or is undecided because something
//! in it is blank or no number. Knows no rule by name.

use super::{Finding, Problem};
use crate::format::Cell;
use crate::report::Report;
use crate::report::figure::Figures;

/// Adds a finding for every identity that is broken. An unfinished sum is not wrong.
pub fn check(report: &Report, figures: &Figures, findings: &mut Vec<Finding>) {
    for identity in &report.format().identities {
        let left = figures.sum(&identity.left).complete();
        let right = figures.sum(&identity.right).complete();
        let (Some(left), Some(right)) = (left, right) else {
            continue;
        };
        if left != right {
            let cells: Vec<Cell> = (identity.left.iter().chain(&identity.right)).copied().collect();
            let last = identity.right[identity.right.len() - 1];
            let problem = Problem::Unequal { identity, left, right };
            findings.push(Finding { cells, ..Finding::new(identity.rule, problem, last.id()) });
        }
    }
}
