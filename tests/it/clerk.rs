//! A clerk without a browser: types into fields by their stable names, as in the page, and reads what would
//! be shown.

use std::ops::{Deref, DerefMut};

use nianbao::app::{Action, Errand, Message};
use nianbao::format::Cell;
use nianbao::report::entry::Entry;
use nianbao::report::{Edit, Report};
use nianbao::validate::{Finding, Rule, validate};

use crate::desk::{Browser, Tab};

/// A clerk at a tab of a browser.
pub struct Clerk(pub Tab);

impl Deref for Clerk {
    type Target = Tab;

    fn deref(&self) -> &Tab {
        &self.0
    }
}

impl DerefMut for Clerk {
    fn deref_mut(&mut self) -> &mut Tab {
        &mut self.0
    }
}

impl Clerk {
    /// Takes a blank report of a year.
    pub fn with_year(year: i64) -> Clerk {
        Clerk(Tab::open(&Browser::new(), &format!("#/new/{year}")))
    }

    /// Takes a report, as a file brings it.
    pub fn with_report(report: Report) -> Clerk {
        let mut clerk = Clerk::with_year(2024);
        clerk.0.runs(Errand::RestoreVersion(Box::new(report)));
        clerk
    }

    /// Types into a field, character by character, and leaves it.
    pub fn types(&mut self, id: &str, text: &str) -> &mut Clerk {
        self.0.types(id, text);
        self
    }

    /// Chooses from a list.
    pub fn chooses(&mut self, id: &str, value: &str) -> &mut Clerk {
        self.0.sends(Message::Typed { field: id.to_owned(), value: value.to_owned() }).sends(Message::Left);
        self
    }

    /// Puts 0 into all blank cells.
    pub fn fills_zeros(&mut self) -> &mut Clerk {
        self.0.acts(Action::FillZeros(None));
        self
    }

    /// Lets a total follow its parts again.
    pub fn sets_back(&mut self, id: &str) -> &mut Clerk {
        self.0.acts(Action::SetBack(id.to_owned()));
        self
    }

    /// Takes the last step back; says what changed.
    pub fn undoes(&mut self) -> String {
        self.0.focus = None;
        self.0.sends(Message::Undo);
        self.0.focused().to_owned()
    }

    /// Takes the last undone step again; says what changed.
    pub fn redoes(&mut self) -> String {
        self.0.focus = None;
        self.0.sends(Message::Redo);
        self.0.focused().to_owned()
    }

    /// Puts an edit into the report that no field can make, as a file can.
    pub fn loads(&mut self, edit: Edit) -> &mut Clerk {
        let mut report = self.report().clone();
        report.apply(edit);
        self.0.runs(Errand::RestoreVersion(Box::new(report)));
        self
    }

    /// Leaves a cell blank, a total too, as a file can.
    pub fn blanks(&mut self, id: &str) -> &mut Clerk {
        let cell = self.cell(id);
        self.loads(Edit::Cells(vec![(cell, Entry::Blank)]))
    }

    pub fn cell(&self, id: &str) -> Cell {
        self.report().format().cell(id).unwrap_or_else(|| panic!("no cell {id}"))
    }

    pub fn report(&self) -> &Report {
        self.0.report()
    }

    /// What a cell shows.
    pub fn sees(&self, id: &str) -> String {
        self.0.shows(id)
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
