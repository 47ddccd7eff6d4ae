//! The address of the page, and the events of its window.

use std::mem::discriminant;

use leptos::prelude::*;

use super::{Workspace, set_if_changed};
use crate::browser::page;
use crate::draft::keys;
use crate::report::Report;
use crate::route::Route;
use crate::validate::ahead;

impl Workspace {
    /// Listens to what concerns the whole page: leaving it, its address, the keys of undo and redo.
    pub fn listen(self) {
        page::listen("pagehide", move |_: web_sys::Event| self.save_now());
        page::listen("visibilitychange", move |_: web_sys::Event| {
            if page::is_visible() {
                self.look_at_store(false);
            } else {
                self.save_now();
            }
        });
        // A page that comes back from the browser's memory may have missed what other tabs did.
        page::listen("pageshow", move |_: web_sys::Event| self.look_at_store(false));
        page::listen("storage", move |event: web_sys::StorageEvent| {
            let changed = event.key();
            // No key: the whole store was cleared, by whatever else the host serves.
            let draft = changed.as_deref().map(keys::pointer_of);
            if !matches!(draft, Some(None)) {
                let is_open = draft.flatten() == Some(self.id().as_str());
                self.look_at_store(is_open && event.new_value().is_none());
                self.drafts_changed.update(|count| *count += 1);
            }
        });
        // For tests: what a defect would do.
        page::listen("nianbao-panic", |_: web_sys::Event| panic!("asked for by an event"));
        // What could not be saved is lost with the page: the browser asks.
        page::listen("beforeunload", move |event: web_sys::BeforeUnloadEvent| {
            if !untrack(|| self.unsaved()).is_empty() {
                event.prevent_default();
                event.set_return_value("未保存");
            }
        });
        page::listen("mouseup", move |_: web_sys::Event| self.release_mouse());
        page::listen("hashchange", move |_: web_sys::Event| self.follow_address());
        page::listen("keydown", move |event: web_sys::KeyboardEvent| {
            let command = (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.is_composing();
            if !command || self.route.with_untracked(|route| route.draft().is_none()) {
                return;
            }
            match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
                ("z", false) => self.undo(),
                ("z", true) | ("y", false) => self.redo(),
                _ => return,
            }
            event.prevent_default();
        });
    }

    /// Shows the page of the present address.
    pub fn follow_address(self) {
        self.save_now();
        self.deselect();
        let route = match Route::parse(&page::hash()) {
            Route::New(year) => {
                let route = self.open_new(Report::of_year(year));
                page::go_instead(&route.hash());
                route
            }
            route => route,
        };
        if let Some(id) = route.draft()
            && !self.ensure_open(id)
        {
            self.leave_draft();
        }
        let same_page =
            |old: &Route| discriminant(old) == discriminant(&route) && old.draft() == route.draft();
        let moved = !self.route.with_untracked(same_page);
        if moved {
            // What a notice offers belongs to the page that is left; a plain message does not.
            self.withdraw_offer();
        }
        let goal = match &route {
            Route::Edit(_, goal) => goal.clone(),
            _ => None,
        };
        set_if_changed(self.route, route);
        match goal {
            Some(goal) => self.go_to(&goal),
            None if moved => self.go_back_to_work(),
            None => {}
        }
    }

    /// Goes to the field that had the focus last, or to the heading of the page.
    pub(super) fn go_back_to_work(self) {
        match self.place.get_value() {
            Some(place) if self.route.with_untracked(|route| matches!(route, Route::Edit(..))) => {
                self.go_to(&place)
            }
            Some(_) | None => request_animation_frame(page::focus_heading),
        }
    }

    /// Shows the help of the cell that has the focus, and goes there to read.
    pub fn show_help(self) {
        self.help_is_open.set(true);
        request_animation_frame(|| page::focus_in_place("cell-help"));
    }

    /// Puts the help away and goes back to the cell.
    pub fn hide_help(self) {
        self.help_is_open.set(false);
        if let Some(cell) = self.focused_cell.get_untracked() {
            self.go_to(cell.id());
        }
    }

    /// Goes to the next place that is not filled in.
    pub fn go_to_unfilled(self) {
        let place = self.place.get_value();
        let next =
            self.history.with_untracked(|history| ahead::next_unfilled(history.report(), place.as_deref()));
        self.go_to_next(next, "都已填完。");
    }

    /// Goes to the next place that a finding leads to.
    pub fn go_to_finding(self) {
        let place = self.place.get_value();
        let next = self.history.with_untracked(|history| {
            let report = history.report();
            self.findings.with_untracked(|findings| ahead::next_finding(report, findings, place.as_deref()))
        });
        self.go_to_next(next, "没有发现问题。");
    }

    fn go_to_next(self, next: Option<&'static str>, none: &str) {
        match next {
            Some(next) => self.go_to(next),
            None => self.announce(none.to_owned()),
        }
    }

    /// Goes on to the cell of a stable name, moving the page no more than it must.
    pub fn step_to(self, id: &str) {
        self.show_applicant(id);
        let id = id.to_owned();
        if !page::step_to(&id) {
            // Its column stands only when the page has been drawn again.
            request_animation_frame(move || {
                page::step_to(&id);
            });
        }
    }

    /// Goes to the field, table or text of a stable name on the page of the editor.
    pub fn go_to(self, id: &str) {
        self.show_applicant(id);
        // The place may stand only when the page has been drawn again.
        let id = id.to_owned();
        request_animation_frame(move || page::focus(&id));
    }

    /// On a narrow screen, shows the column of a cell of a wide table.
    fn show_applicant(self, id: &str) {
        let format = self.format();
        let column =
            format.table_of(id).zip(format.cell(id)).and_then(|(table, cell)| table.narrow_column(cell));
        if let Some(column) = column {
            set_if_changed(self.applicant, column);
        }
    }
}
