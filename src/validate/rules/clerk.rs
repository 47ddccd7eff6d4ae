//! A clerk for the tests of the rules: types into a report by stable names and reads what is found.

use super::super::{Finding, Rule, validate};
use crate::report::entry::Entry;
use crate::report::figure::Figures;
use crate::report::previous::Previous;
use crate::report::{Edit, Report};

/// The columns of table 3.
pub const APPLICANTS: [&str; 7] =
    ["natural-person", "business", "research", "public-welfare", "legal-service", "other", "total"];

pub struct Clerk(pub Report);

impl Clerk {
    /// Takes a blank report of a year.
    pub fn blank(year: i64) -> Clerk {
        Clerk(Report::of_year(year))
    }

    /// Takes a report in which every cell is 0.
    pub fn zeros(year: i64) -> Clerk {
        let mut clerk = Clerk::blank(year);
        clerk.fills_zeros();
        clerk
    }

    /// Types a value into a field, or chooses it there.
    #[track_caller]
    pub fn types(&mut self, id: &str, value: &str) -> &mut Clerk {
        let edit = self.0.typing(id, value).unwrap_or_else(|| panic!("no field {id}"));
        self.0.apply(edit);
        self
    }

    pub fn fills_zeros(&mut self) -> &mut Clerk {
        let edit = self.0.fill_zeros(&self.0.format().cells);
        self.0.apply(edit);
        self
    }

    /// Leaves a cell blank, a total too, as a file can.
    #[track_caller]
    pub fn blanks(&mut self, id: &str) -> &mut Clerk {
        let cell = self.0.format().cell(id).unwrap_or_else(|| panic!("no cell {id}"));
        self.0.apply(Edit::Cells(vec![(cell, Entry::Blank)]));
        self
    }

    /// Attaches a report of last year.
    pub fn attaches(&mut self, last: &Clerk) -> &mut Clerk {
        self.0.apply(Edit::Previous(Some(Previous::new("上年", last.0.clone()))));
        self
    }

    /// What a cell shows.
    #[track_caller]
    pub fn sees(&self, id: &str) -> String {
        let cell = self.0.format().cell(id).unwrap_or_else(|| panic!("no cell {id}"));
        Figures::of(&self.0).text(&self.0, cell)
    }

    pub fn findings(&self, rule: &Rule) -> Vec<Finding> {
        validate(&self.0).into_iter().filter(|finding| finding.rule == rule).collect()
    }

    /// The sentences of what is found by a rule.
    pub fn reads(&self, rule: &Rule) -> Vec<String> {
        self.findings(rule).iter().map(Finding::sentence).collect()
    }

    /// Where what is found by a rule leads to.
    pub fn targets(&self, rule: &Rule) -> Vec<&'static str> {
        self.findings(rule).iter().map(|finding| finding.target).collect()
    }
}
