//! What cells mean beyond their sums: what goes on from the report of the year before, what may not be less
//! than another, what counts decisions or rules made. By stable names, in which `*` stands for any one part;
//! what an edition has no cells for does not concern it. Knows no number.

use super::{Cell, Format};

/// How a cell goes on from the report of the year before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follows {
    /// Requests taken over: what was left over then.
    CarriedIn,
    /// Documents in force: those in force then, with those issued and without those repealed since.
    InForce,
    /// Projects of the year before: those of the year before that, and their change.
    Projects,
}

/// A cell and what it goes on from.
#[derive(Debug, PartialEq)]
pub struct Tie {
    /// The cell of this year.
    pub now: Cell,
    /// The cells of the year before that it is the sum of.
    pub before: Vec<Cell>,
    /// The cells of this year that are added.
    pub plus: Vec<Cell>,
    /// The cells of this year that are taken away.
    pub minus: Vec<Cell>,
}

struct Declared {
    follows: Follows,
    now: &'static str,
    before: &'static [&'static str],
    plus: &'static [&'static str],
    minus: &'static [&'static str],
}

const TIES: [Declared; 3] = [
    Declared {
        follows: Follows::CarriedIn,
        now: "requests.carried-in.*",
        before: &["requests.carried-out.*"],
        plus: &[],
        minus: &[],
    },
    Declared {
        follows: Follows::InForce,
        now: "disclosure.*.in-force",
        before: &["disclosure.*.in-force"],
        plus: &["disclosure.*.issued"],
        minus: &["disclosure.*.repealed"],
    },
    Declared {
        follows: Follows::Projects,
        now: "disclosure.*.previous",
        before: &["disclosure.*.previous", "disclosure.*.change"],
        plus: &[],
        minus: &[],
    },
];

/// What counts decisions: it seldom changes tenfold from year to year.
const DECISIONS: &str = "disclosure.*.decisions";
/// What was disclosed in all, and what of it was new.
const ALL_AND_NEW: (&str, &str) = ("disclosure.*.total", "disclosure.*.published");
/// Rules that the organ made: not every organ may.
const RULES_MADE: [&str; 4] = [
    "disclosure.rules.made",
    "disclosure.rules.issued",
    "disclosure.rules.repealed",
    "disclosure.rules.in-force",
];
/// Requests whose fee was not paid.
const UNPAID: &str = "requests.other.unpaid.total";

impl Format {
    /// The cells that go on from the report of the year before.
    pub fn ties(&self, follows: Follows) -> Vec<Tie> {
        let declared = TIES.iter().filter(move |declared| declared.follows == follows);
        declared
            .flat_map(|declared| self.cells_like(declared.now).filter_map(|found| self.tie(declared, found)))
            .collect()
    }

    fn tie(&self, declared: &Declared, (now, any): (Cell, &str)) -> Option<Tie> {
        let cells = |patterns: &[&str]| -> Option<Vec<Cell>> {
            patterns.iter().map(|pattern| self.cell(&pattern.replace('*', any))).collect()
        };
        let [before, plus, minus] = [declared.before, declared.plus, declared.minus].map(cells);
        Some(Tie { now, before: before?, plus: plus?, minus: minus? })
    }

    /// The cells that count decisions.
    pub fn decisions(&self) -> Vec<Cell> {
        self.cells_like(DECISIONS).map(|(cell, _)| cell).collect()
    }

    /// What was disclosed in all, each with what of it was new: the first is never less than the second.
    pub fn all_and_new(&self) -> Vec<(Cell, Cell)> {
        let (all, new) = ALL_AND_NEW;
        let pair = |(cell, any): (Cell, &str)| Some((cell, self.cell(&new.replace('*', any))?));
        self.cells_like(all).filter_map(pair).collect()
    }

    /// The cells that count rules which the organ made itself.
    pub fn rules_made(&self) -> Vec<Cell> {
        RULES_MADE.iter().filter_map(|id| self.cell(id)).collect()
    }

    /// Requests that were not dealt with because the fee was not paid, of all applicants.
    pub fn unpaid(&self) -> Option<Cell> {
        self.cell(UNPAID)
    }

    /// The cells whose name is like a pattern, each with the part that `*` stands for.
    pub(super) fn cells_like(
        &self,
        pattern: &'static str,
    ) -> impl Iterator<Item = (Cell, &'static str)> + '_ {
        let (before, after) = pattern.split_once('*').unwrap_or((pattern, ""));
        self.cells.iter().filter_map(move |cell| {
            let any = cell.id().strip_prefix(before)?.strip_suffix(after)?;
            (!any.contains('.')).then_some((*cell, any))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Edition;

    fn names(cells: &[Cell]) -> Vec<&'static str> {
        cells.iter().map(|cell| cell.id()).collect()
    }

    #[test]
    fn requests_go_on_in_every_column_of_every_edition() {
        for edition in Edition::ALL {
            let ties = edition.format().ties(Follows::CarriedIn);
            assert_eq!(ties.len(), 7);
            for tie in ties {
                assert_eq!(names(&tie.before), [tie.now.id().replace("carried-in", "carried-out")]);
            }
        }
    }

    #[test]
    fn what_an_edition_has_no_cells_for_does_not_concern_it() {
        let count = |edition: Edition| {
            let format = edition.format();
            let (in_force, projects) = (format.ties(Follows::InForce), format.ties(Follows::Projects));
            (in_force.len(), projects.len(), format.all_and_new().len(), format.decisions().len())
        };
        assert_eq!(count(Edition::TRIAL_2019), (0, 5, 2, 4));
        assert_eq!(count(Edition::REVISED_2021), (2, 0, 0, 3));
        assert_eq!(count(Edition::LATEST).0, 0, "nothing is said to be repealed there");
        assert_eq!(names(&Edition::TRIAL_2019.format().rules_made()), ["disclosure.rules.made"]);
        assert_eq!(Edition::REVISED_2021.format().rules_made().len(), 3);
    }
}
