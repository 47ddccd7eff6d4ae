//! 说明: what a clerk answers to a warning that is right all the same. It stands as long as the values
//! that caused the warning stay the same.
//! Knows no rule: the cause is handed in.

use super::Report;
use std::sync::Arc;

/// What caused a warning: as long as all of it is the same, the warning is the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The id of the rule.
    pub rule: String,
    /// The sentence of the warning, which holds the values.
    pub message: String,
    /// The stable names of the cells concerned.
    pub cells: Vec<String>,
}

/// An answer to a warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What it answers.
    pub cause: Cause,
    /// What was written.
    pub note: String,
}

impl Report {
    /// The answers that were given, also those whose warning does not stand at the moment.
    pub fn answers(&self) -> &[Answer] {
        &self.answers
    }

    /// Takes over the answer to a warning; a blank one takes it back.
    pub(super) fn set_answer(&mut self, cause: Cause, note: String) {
        let answers = Arc::make_mut(&mut self.answers);
        let place = answers.iter().position(|answer| answer.cause == cause);
        match (place, note.trim().is_empty()) {
            (Some(place), true) => drop(answers.remove(place)),
            (Some(place), false) => answers[place].note = note,
            (None, true) => {}
            (None, false) => answers.push(Answer { cause, note }),
        }
    }
}
