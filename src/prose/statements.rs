//! What a text states of the numbers of the tables: of what, how many, of which time and place. What speaks of a
//! change or of something else states nothing; what speaks of a part says so.

mod reading;
mod subjects;
mod words;

use std::ops::Range;

use super::Prose;
use crate::format::Edition;
use crate::format::vocabulary::{Aspect, Subject, Topic};

/// What a text states.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What it is said of; where there are several, the number is said of all of them together.
    pub subjects: Vec<Subject>,
    /// How many, in ten-thousandths; in 元 where it is an amount.
    pub value: i64,
    /// The number, by its place among the numbers of the text; none where words say that there was none.
    pub number: Option<usize>,
    /// The words that say so, in bytes: the number with its unit, or those that say none.
    pub words: Range<usize>,
    /// Whether the words can hardly mean anything else.
    pub is_sure: bool,
    /// The time that it speaks of.
    pub time: Time,
    /// The place that it speaks of.
    pub place: Place,
    /// Whether it speaks of a part only.
    pub is_part: bool,
}

/// The time that a statement speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// This year, as far as the text tells.
    Now,
    /// A year.
    Year(i64),
    /// Another time, or a part of a year.
    Then,
}

/// The place that a statement speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The text does not tell.
    Unsaid,
    /// The organ itself.
    Own,
    /// The area of the organ, with all organs in it.
    Area,
}

impl Statement {
    /// Whether it says that there was none.
    pub fn is_none(&self) -> bool {
        self.value == 0
    }
}

/// What a text states, in its order, in the words of an edition. Only exact numbers state anything.
pub fn of(prose: &Prose, edition: Edition) -> Vec<Statement> {
    let mut found = reading::read(prose, edition);
    mark_parts(prose, &mut found);
    found.retain(|it| it.number.is_none_or(|at| prose.numbers()[at].is_exact));
    found
}

/// Marks what is a part of something that is not compared itself, and what says of a part what was said of the whole.
fn mark_parts(prose: &Prose, found: &mut [Statement]) {
    for breakdown in prose.breakdowns() {
        let of = |at: &usize| -> Vec<usize> {
            (0..found.len()).filter(|place| found[*place].number == Some(*at)).collect()
        };
        let heads: Vec<Vec<usize>> = breakdown.heads.iter().map(of).collect();
        let parts: Vec<usize> = breakdown.parts.iter().flat_map(of).collect();
        let are_known =
            heads.iter().all(|said| !said.is_empty() && said.iter().all(|at| !found[*at].is_part));
        // The results of all requests need no head to be known by.
        let is_whole = parts.iter().filter(|at| is_result(found[**at].subjects[0].aspect)).count() > 2;
        let heads: Vec<Subject> =
            heads.concat().into_iter().flat_map(|at| found[at].subjects.clone()).collect();
        for part in parts {
            let repeats = found[part].subjects.iter().any(|subject| heads.contains(subject));
            found[part].is_part |= repeats || !(are_known || is_whole);
        }
    }
}

/// Whether it is one of the ways in which requests are concluded.
fn is_result(aspect: &Aspect) -> bool {
    aspect.topic == Topic::Handled && !aspect.needs_thing
}

#[cfg(test)]
mod tests;
