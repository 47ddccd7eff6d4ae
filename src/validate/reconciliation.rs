//! The arithmetic: every identity of the format holds, is broken, or is undecided because something
//! in it is blank or no number. Knows no rule by name.

use super::{Finding, Problem};
use crate::report::Report;
use crate::report::figure::Figures;

/// Adds a finding for every identity that is broken. An unfinished sum is not wrong.
pub fn check(report: &Report, figures: &Figures, findings: &mut Vec<Finding>) {
    let format = report.format();
    for (position, identity) in format.identities.iter().enumerate() {
        let left = figures.sum(&identity.left).complete();
        let right = figures.sum(&identity.right).complete();
        let (Some(left), Some(right)) = (left, right) else {
            continue;
        };
        if left != right {
            let cells: Vec<usize> = (identity.left.iter().chain(&identity.right)).copied().collect();
            let last = identity.right[identity.right.len() - 1];
            let problem = Problem::Unequal { identity: position, left, right };
            findings.push(Finding { cells, ..Finding::new(identity.rule, problem, &format.cells[last].id) });
        }
    }
}
