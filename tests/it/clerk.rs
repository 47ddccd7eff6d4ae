//! A clerk without a browser: types into fields by their stable names, as the page does, and reads what
//! would be shown.

use nianbao::format::Cell;
use nianbao::report::entry::Entry;
use nianbao::report::figure::Figures;
use nianbao::report::history::History;
use nianbao::report::{Edit, Report};
use nianbao::validate::{Finding, Rule, validate};

pub struct Clerk(pub History);

impl Clerk {
    /// Takes a blank report of a year.
    pub fn with_year(year: i64) -> Clerk {
        Clerk(History::new(Report::of_year(year)))
    }

    pub fn report(&self) -> &Report {
        self.0.report()
    }

    /// Types into a field, character by character, and leaves it.
    pub fn types(&mut self, id: &str, text: &str) -> &mut Clerk {
        let mut typed = String::new();
        for c in text.chars() {
            typed.push(c);
            let edit = self.report().typing(id, &typed).unwrap_or_else(|| panic!("no field {id}"));
            self.0.apply(edit);
        }
        if text.is_empty() {
            let edit = self.report().typing(id, "").unwrap_or_else(|| panic!("no field {id}"));
            self.0.apply(edit);
        }
        self.0.seal();
        self
    }

    /// Chooses from a list.
    pub fn chooses(&mut self, id: &str, value: &str) -> &mut Clerk {
        let edit = self.report().typing(id, value).unwrap_or_else(|| panic!("no choice {value} of {id}"));
        self.0.apply(edit);
        self.0.seal();
        self
    }

    /// Puts 0 into all blank cells.
    pub fn fills_zeros(&mut self) -> &mut Clerk {
        let edit = self.report().fill_zeros(&self.report().format().cells);
        self.0.apply(edit);
        self.0.seal();
        self
    }

    /// Lets a total follow its parts again.
    pub fn sets_back(&mut self, id: &str) -> &mut Clerk {
        let cell = self.cell(id);
        self.0.apply(Edit::Cells(vec![(cell, Entry::Automatic)]));
        self.0.seal();
        self
    }

    /// Leaves a cell blank, a total too, as a file can.
    pub fn blanks(&mut self, id: &str) -> &mut Clerk {
        let cell = self.cell(id);
        self.0.apply(Edit::Cells(vec![(cell, Entry::Blank)]));
        self.0.seal();
        self
    }

    fn cell(&self, id: &str) -> Cell {
        self.report().format().cell(id).unwrap_or_else(|| panic!("no cell {id}"))
    }

    /// What a cell shows.
    pub fn sees(&self, id: &str) -> String {
        Figures::of(self.report()).text(self.report(), self.cell(id))
    }

    /// The findings of a rule.
    pub fn findings(&self, rule: &Rule) -> Vec<Finding> {
        validate(self.report()).into_iter().filter(|finding| finding.rule == rule).collect()
    }
}

/// A report in which everything is filled with 0 and nothing is wrong with the numbers.
pub fn zeros(year: i64) -> Clerk {
    let mut clerk = Clerk::with_year(year);
    clerk.fills_zeros();
    clerk
}
