//! The report that is being edited, with every earlier and undone state: one step for each visit of a
//! field, for each sentence of a text, for each action.
//! Knows no clock: who edits says when a visit or a thought ends.

use std::mem::{discriminant, replace, size_of};
use std::ops::Range;

use super::entry::Entry;
use super::{Edit, Report};
use crate::format::Cell;
use crate::format::texts::TextField;

/// How much all steps may hold together, in bytes.
const MOST_BYTES: usize = 32 * 1024 * 1024;
/// What ends a sentence, and with it a step.
const SENTENCE_ENDS: [char; 5] = ['。', '！', '？', '；', '\n'];

/// A step, by which an offer knows what it speaks of. Later ones are greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step(u64);

/// What undo or redo changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The stable name of the field.
    pub field: &'static str,
    /// In a text, what is new there, counted in UTF-16 units as browsers do; empty where text was taken away.
    pub range: Option<Range<usize>>,
}

#[derive(Debug)]
struct State {
    step: Step,
    report: Report,
}

/// A report with its past and its undone future.
#[derive(Debug)]
pub struct History {
    past: Vec<State>,
    present: State,
    future: Vec<State>,
    /// The last edit of a visit that is not over: one that goes on with it makes no new step.
    open: Option<Edit>,
    steps_made: u64,
}

impl History {
    /// A history that starts with this report.
    pub fn new(report: Report) -> History {
        let present = State { step: Step(0), report };
        History { past: Vec::new(), present, future: Vec::new(), open: None, steps_made: 0 }
    }

    /// The report as it stands.
    pub fn report(&self) -> &Report {
        &self.present.report
    }

    /// The step that led to the report as it stands.
    pub fn step(&self) -> Step {
        self.present.step
    }

    /// Applies an edit. Typing on in the field of the edit before it belongs to the same step: it is
    /// applied to the report as it was before the visit, so that what a value typed in passing took
    /// away (the cells of another edition, say) is not lost, and a visit that changes nothing is no step.
    /// A sentence that comes to its end ends the step too. Says whether the report is another one now.
    pub fn apply(&mut self, edit: Edit) -> bool {
        let goes_on = (self.open.as_ref()).is_some_and(|open| same_field(open, &edit));
        let before = self.past.last().map(|state| &state.report).filter(|_| goes_on);
        let mut next = before.unwrap_or(self.report()).clone();
        next.apply(edit.clone());
        if next == *self.report() {
            return false;
        }
        self.future.clear();
        if before == Some(&next) {
            if let Some(state) = self.past.pop() {
                self.present = state;
            }
            self.seal();
            return true;
        }
        let ends =
            matches!(&edit, Edit::Text(field, text) if ends_sentence(self.report().text(*field), text));
        if goes_on {
            self.present.report = next;
        } else {
            self.push(next);
        }
        self.open = Some(edit).filter(|_| !ends);
        true
    }

    /// Puts another report in place of this one that says the same, so that it is no step.
    pub fn amend(&mut self, report: Report) {
        self.present.report = report;
    }

    /// Puts another report in place of this one, as one step.
    pub fn replace(&mut self, report: Report) {
        self.seal();
        if report != *self.report() {
            self.future.clear();
            self.push(report);
        }
    }

    fn push(&mut self, next: Report) {
        self.steps_made += 1;
        let present = State { step: Step(self.steps_made), report: next };
        self.past.push(replace(&mut self.present, present));
        let mut bytes: usize =
            self.past.windows(2).map(|pair| weight(&pair[0].report, &pair[1].report)).sum();
        let mut forgotten = 0;
        while bytes > MOST_BYTES && forgotten + 1 < self.past.len() {
            bytes -= weight(&self.past[forgotten].report, &self.past[forgotten + 1].report);
            forgotten += 1;
        }
        self.past.drain(..forgotten);
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

    /// After a pause for thought, a text begins a new step; a number goes on until its cell is left.
    pub fn pause(&mut self) {
        if matches!(self.open, Some(Edit::Text(..))) {
            self.seal();
        }
    }

    /// The report as it was before the last step.
    pub fn before(&self) -> Option<&Report> {
        self.past.last().map(|state| &state.report)
    }

    /// Takes the last step back; says what it changed.
    pub fn undo(&mut self) -> Option<Change> {
        let before = self.past.pop()?;
        self.go(before, |history| &mut history.future)
    }

    /// Takes the last undone step again; says what it changed.
    pub fn redo(&mut self) -> Option<Change> {
        let after = self.future.pop()?;
        self.go(after, |history| &mut history.past)
    }

    fn go(&mut self, to: State, kept: fn(&mut History) -> &mut Vec<State>) -> Option<Change> {
        self.seal();
        let from = replace(&mut self.present, to);
        let field = self.report().first_difference(&from.report);
        let change = field.map(|field| {
            let text = TextField::from_id(field);
            let range = text.map(|text| changed(from.report.text(text), self.report().text(text)));
            Change { field, range }
        });
        kept(self).push(from);
        change
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

/// What a state holds that its neighbour does not share, in bytes.
fn weight(report: &Report, neighbour: &Report) -> usize {
    let texts = report.format().texts().filter(|field| {
        // What is the same is shared.
        !std::ptr::eq(report.text(*field), neighbour.text(*field))
    });
    let texts: usize = texts.map(|field| report.text(field).len()).sum();
    size_of::<Report>() + report.format().cells.len() * size_of::<Entry>() + texts
}

/// Where a text differs from the one before it, in UTF-16 units.
fn changed(before: &str, after: &str) -> Range<usize> {
    let (before, after): (Vec<u16>, Vec<u16>) =
        (before.encode_utf16().collect(), after.encode_utf16().collect());
    let same = |pairs: &mut dyn Iterator<Item = (&u16, &u16)>| pairs.take_while(|(a, b)| a == b).count();
    let start = same(&mut before.iter().zip(&after));
    let most = before.len().min(after.len()) - start;
    let end = same(&mut before.iter().rev().zip(after.iter().rev()).take(most));
    start..after.len() - end
}

/// Whether what was typed ends a sentence.
fn ends_sentence(before: &str, after: &str) -> bool {
    let typed = changed(before, after);
    let last = typed.end.checked_sub(1).filter(|last| *last >= typed.start);
    let unit = last.and_then(|last| after.encode_utf16().nth(last));
    unit.is_some_and(|unit| SENTENCE_ENDS.iter().any(|end| *end as u32 == u32::from(unit)))
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
        (Edit::Organ(_) | Edit::OrganCode(_) | Edit::Year(_) | Edit::Published(_), other) => {
            discriminant(one) == discriminant(other)
        }
        _ => false,
    }
}
