//! Where the page is and where it goes: its addresses, and the focus, which has one memory: the field in
//! which the work goes on.

use std::mem;

use super::effect::{Chore, Focus};
use super::message::{Early, Errand};
use super::reports::step::ReportsStep;
use super::{Aside, Effect, Model, Screen, Turn, View};
use crate::draft::Storage;
use crate::report::Report;
use crate::route::Route;

impl Model {
    /// The page starts: what the second copy holds is asked for, and the page of the address is shown.
    pub(super) fn start<S: Storage>(&mut self, hash: &str, early: Option<Early>, turn: &mut Turn<S>) {
        turn.ask(Effect::ReadCopy);
        turn.ask(Effect::Do(Chore::FindProfile));
        let route = Route::parse(hash);
        let is_new = matches!(route, Route::New(_));
        self.show_page(route, turn);
        if let Some(early) = early.filter(|_| is_new) {
            self.take_over(early, turn);
        }
    }

    /// Takes over what was typed into the blank form before the program listened, as if it were typed now; the
    /// focus and the caret stay where they are.
    fn take_over<S: Storage>(&mut self, early: Early, turn: &mut Turn<S>) {
        let edition = self.report().map(|report| report.edition().id());
        if edition != Some(early.edition.as_str()) {
            return;
        }
        let focused = early.focus.as_ref().map(|(name, _)| name.as_str()).unwrap_or_default();
        let (last, others): (Vec<_>, Vec<_>) =
            early.typed.into_iter().partition(|(field, _)| field == focused);
        for (field, value) in others {
            self.type_into(&field, &value, turn);
            self.leave_field(turn);
        }
        if let Some((name, range)) = early.focus {
            self.focus_came(&name);
            turn.effects.retain(|effect| !matches!(effect, Effect::Focus(_)));
            turn.focus(Focus { range: Some(range), ..Focus::in_sight(name) });
        }
        // What is being typed is not over yet.
        for (field, value) in last {
            self.type_into(&field, &value, turn);
        }
    }

    /// Shows the page of an address, after saving what is open.
    pub(super) fn follow<S: Storage>(&mut self, hash: &str, turn: &mut Turn<S>) {
        let route = Route::parse(hash);
        // The address of the draft that is shown already: what is being typed is not over.
        if route == self.route() && !matches!(self.screen, Screen::Aside(..)) {
            return self.save_now(turn);
        }
        self.leave_field(turn);
        self.save_now(turn);
        if let Some(editing) = self.editing_mut() {
            editing.selection = None;
        }
        self.show_page(route, turn);
    }

    fn show_page<S: Storage>(&mut self, route: Route, turn: &mut Turn<S>) {
        let before = self.page_name();
        let goal = match &route {
            Route::Edit(_, goal) => goal.clone(),
            _ => None,
        };
        match route {
            Route::New(year) => {
                let hash = self.open_new(Report::of_year(year), turn);
                turn.ask(Effect::GoTo { hash, instead: true });
            }
            Route::Drafts => {
                if !matches!(self.screen, Screen::Aside(Aside::Drafts(_), _)) {
                    self.show_aside(Aside::Drafts(None));
                }
                turn.ask(Effect::Run(Errand::LookAtDrafts));
            }
            Route::Rules => self.show_aside(Aside::Rules),
            Route::Privacy => self.show_aside(Aside::Privacy),
            Route::Import if self.importing.is_some() => self.show_aside(Aside::Importing),
            Route::Reports => {
                self.show_aside(Aside::Reports);
                turn.ask(Effect::Run(Errand::Reports(ReportsStep::LookIn)));
            }
            Route::Import => turn.ask(Effect::GoTo { hash: Route::Drafts.hash(), instead: true }),
            Route::Edit(id, _) => self.show_draft(&id, View::Edit, turn),
            Route::Check(id) => {
                self.show_draft(&id, View::Check, turn);
                turn.ask(Effect::Run(Errand::Check));
            }
            Route::Preview(id) => {
                self.show_draft(&id, View::Preview, turn);
                turn.ask(Effect::Run(Errand::Check));
            }
            Route::Publication(id) => {
                self.show_draft(&id, View::Publication, turn);
                turn.ask(Effect::Run(Errand::CompareAgain));
            }
            Route::Versions(id) => {
                self.show_draft(&id, View::Versions(None), turn);
                turn.ask(Effect::Run(Errand::LookAtVersions));
            }
        }
        let moved = self.page_name() != before;
        if moved {
            self.withdraw_offer();
        }
        match goal {
            Some(goal) => self.go_to(&goal, turn),
            None if moved => self.go_back_to_work(turn),
            None => {}
        }
    }

    /// What tells one page from another: what it shows, and of which draft.
    fn page_name(&self) -> String {
        self.route().hash()
    }

    /// The address of the page that is shown.
    pub fn route(&self) -> Route {
        match &self.screen {
            Screen::Aside(Aside::Drafts(_), _) => Route::Drafts,
            Screen::Aside(Aside::Rules, _) => Route::Rules,
            Screen::Aside(Aside::Privacy, _) => Route::Privacy,
            Screen::Aside(Aside::Importing, _) => Route::Import,
            Screen::Aside(Aside::Reports, _) => Route::Reports,
            Screen::Aside(Aside::NotFound { id, .. }, _) => Route::Edit(id.clone(), None),
            Screen::Editing(editing, view) => {
                let id = editing.id().to_owned();
                match view {
                    View::Edit => Route::Edit(id, None),
                    View::Check => Route::Check(id),
                    View::Preview => Route::Preview(id),
                    View::Publication => Route::Publication(id),
                    View::Versions(_) => Route::Versions(id),
                }
            }
            Screen::Looking(looking) => Route::Preview(looking.id.clone()),
        }
    }

    /// Shows a page of no draft; the draft that is open waits behind it.
    pub(super) fn show_aside(&mut self, aside: Aside) {
        let kept = self.take_editing();
        self.screen = Screen::Aside(aside, kept);
    }

    /// Takes what is open to be edited out of the screen, which shows the drafts then.
    pub(super) fn take_editing(&mut self) -> Option<Box<super::Editing>> {
        match mem::replace(&mut self.screen, Screen::Aside(Aside::Drafts(None), None)) {
            Screen::Aside(_, kept) => kept,
            Screen::Editing(editing, _) => Some(editing),
            Screen::Looking(_) => None,
        }
    }

    /// Goes to a field, a table or a text on the page of the form; on another page, to where reading begins.
    pub(super) fn go_to<S: Storage>(&mut self, name: &str, turn: &mut Turn<S>) {
        self.show_column(name);
        turn.focus(match &mut self.screen {
            Screen::Editing(editing, View::Edit) => {
                let aim = editing.aim.take_if(|aim| aim.name.as_deref() == Some(name));
                aim.unwrap_or_else(|| Focus::on(name))
            }
            _ => Focus::heading(),
        });
    }

    /// Goes to where the work goes on: the field that had the focus last, or where reading begins.
    pub(super) fn go_back_to_work<S: Storage>(&mut self, turn: &mut Turn<S>) {
        match &mut self.screen {
            Screen::Editing(editing, View::Edit) => {
                if let Some(place) = editing.place.clone() {
                    return self.go_to(&place, turn);
                }
            }
            // Only words of the form have a range.
            Screen::Editing(editing, View::Check) => {
                if let Some(aim) = editing.aim.take_if(|aim| aim.range.is_none()) {
                    return turn.focus(aim);
                }
            }
            _ => {}
        }
        turn.focus(Focus::heading());
    }

    /// On a narrow screen a wide table shows one column of several: the one in which a cell stands.
    pub(super) fn show_column(&mut self, name: &str) {
        let Some(format) = self.editing().map(|editing| editing.format()) else { return };
        let cell = format.cell(name).zip(format.table_of(name));
        if let Some(column) = cell.and_then(|(cell, table)| table.narrow_column(cell)) {
            self.column = column;
        }
    }

    /// An element of the form has the focus now.
    pub(super) fn focus_came(&mut self, name: &str) {
        let Some(editing) = self.at_work() else { return };
        let cell = editing.format().cell(name);
        if cell.is_none() || cell != editing.selection.as_ref().map(|selection| selection.anchor) {
            editing.selection = None;
        }
        editing.is_fresh = cell.is_some();
        if !name.is_empty() {
            editing.place = Some(name.to_owned());
        }
    }

    /// An element of the form was clicked: the first click into a cell selects its number, so that typing
    /// replaces it; the second sets the caret.
    pub(super) fn click<S: Storage>(&mut self, name: &str, turn: &mut Turn<S>) {
        let Some(editing) = self.at_work() else { return };
        if editing.format().cell(name).is_some() && mem::take(&mut editing.is_fresh) {
            turn.ask(Effect::SelectAgain);
        }
    }
}
