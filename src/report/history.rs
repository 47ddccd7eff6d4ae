//! The report that is being edited, with every earlier and undone state: one step for each visit of a
//! field, one for each action.
//! Knows no clock: who edits says when a visit ends.

use std::mem::{discriminant, replace};

use super::entry::Entry;
use super::{Edit, Report};
use crate::format::Cell;

/// How many steps can be taken back.
const MOST_STEPS: usize = 500;

/// A report with its past and its undone future.
#[derive(Debug)]
pub struct History {
    past: Vec<Report>,
    present: Report,
    future: Vec<Report>,
    /// The last edit of a visit that is not over: one that goes on with it makes no new step.
    open: Option<Edit>,
}

impl History {
    /// A history that starts with this report.
    pub fn new(report: Report) -> History {
        History { past: Vec::new(), present: report, future: Vec::new(), open: None }
    }

    /// The report as it stands.
    pub fn report(&self) -> &Report {
        &self.present
    }

    /// Applies an edit. Typing on in the field of the edit before it belongs to the same step: it is
    /// applied to the report as it was before the visit, so that what a value typed in passing took
    /// away (the cells of another edition, say) is not lost, and a visit that changes nothing is no step.
    /// Says whether the report is another one now.
    pub fn apply(&mut self, edit: Edit) -> bool {
        let goes_on = (self.open.as_ref()).is_some_and(|open| same_field(open, &edit));
        let before = self.past.last().filter(|_| goes_on);
        let mut next = before.unwrap_or(&self.present).clone();
        next.apply(edit.clone());
        if next == self.present {
            return false;
        }
        self.future.clear();
        if before == Some(&next) {
            self.past.pop();
            self.present = next;
            self.seal();
            return true;
        }
        let before = replace(&mut self.present, next);
        if !goes_on {
            self.remember(before);
        }
        self.open = Some(edit);
        true
    }

    /// Puts another report in place of this one, as one step.
    pub fn replace(&mut self, report: Report) {
        self.seal();
        if report != self.present {
            self.future.clear();
            let before = replace(&mut self.present, report);
            self.remember(before);
        }
    }

    fn remember(&mut self, before: Report) {
        if self.past.len() == MOST_STEPS {
            self.past.remove(0);
        }
        self.past.push(before);
    }

    /// The cell that is being typed into, and what stood there before.
    pub fn typing_in(&self) -> Option<(Cell, &Entry)> {
        match self.open.as_ref()? {
            Edit::Cells(cells) => match cells.as_slice() {
                [(cell, _)] => Some((*cell, self.before()?.cell(*cell))),
                _ => None,
            },
            _ => None,
        }
    }

    /// Ends the visit of a field: what comes next is a step of its own.
    pub fn seal(&mut self) {
        self.open = None;
    }

    /// After a pause in typing, a text begins a new step; a number goes on until its cell is left.
    pub fn pause(&mut self) {
        if matches!(self.open, Some(Edit::Text(..))) {
            self.seal();
        }
    }

    /// The report as it was before the last step.
    pub fn before(&self) -> Option<&Report> {
        self.past.last()
    }

    /// Takes the last step back; says which field it changed.
    pub fn undo(&mut self) -> Option<&'static str> {
        let before = self.past.pop()?;
        self.step(before, |history| &mut history.future)
    }

    /// Takes the last undone step again; says which field it changed.
    pub fn redo(&mut self) -> Option<&'static str> {
        let after = self.future.pop()?;
        self.step(after, |history| &mut history.past)
    }

    fn step(&mut self, to: Report, kept: fn(&mut History) -> &mut Vec<Report>) -> Option<&'static str> {
        self.seal();
        let from = replace(&mut self.present, to);
        let changed = self.present.first_difference(&from);
        kept(self).push(from);
        changed
    }

    /// How many steps can be taken back.
    pub fn steps(&self) -> usize {
        self.past.len()
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is an undone step.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }
}

/// Whether two edits are typing in one field.
fn same_field(one: &Edit, other: &Edit) -> bool {
    match (one, other) {
        (Edit::Text(one, _), Edit::Text(other, _)) => one == other,
        (Edit::Answer(one, _), Edit::Answer(other, _)) => one == other,
        (Edit::Cells(one), Edit::Cells(other)) => match (one.as_slice(), other.as_slice()) {
            ([(one, _)], [(other, _)]) => one == other,
            _ => false,
        },
        (Edit::Organ(_) | Edit::Year(_) | Edit::Published(_), other) => {
            discriminant(one) == discriminant(other)
        }
        _ => false,
    }
}
