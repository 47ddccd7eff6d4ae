//! The open draft: opening it, saving it soon after every edit, and saying whether it is saved.

use std::time::Duration;

use leptos::prelude::*;

use super::{Workspace, set_if_changed};
use crate::browser;
use crate::browser::storage::LocalStore;
use crate::draft::{self, Draft, Stored, Trouble};
use crate::report::Report;
use crate::report::history::History;
use crate::route::Route;

/// How long after an edit the draft is saved.
const SAVE_AFTER: Duration = Duration::from_millis(700);

/// Whether everything is saved.
#[derive(Clone, Debug, PartialEq)]
pub enum SavedState {
    /// There are edits that are not saved yet.
    Pending,
    /// Everything is saved, since this time.
    Saved(f64),
    /// The store refused.
    Refused(Trouble),
}

impl Workspace {
    /// Makes a draft of a report, saves it, and opens it. A store that refuses does not stop the editing.
    pub fn open_new(self, report: Report) -> Route {
        let mut draft = Draft::new(browser::fresh_id(), report);
        let route = Route::Edit(draft.id.clone(), None);
        let result = draft.save(&LocalStore, browser::now());
        self.open(draft);
        self.show_saved(result);
        route
    }

    /// Makes a draft of a report and saves it, without opening it.
    ///
    /// # Errors
    /// If the store refuses; then there is no draft.
    pub fn keep_new(self, report: Report) -> Result<(), Trouble> {
        Draft::new(browser::fresh_id(), report).save(&LocalStore, browser::now())?;
        self.drafts_changed.update(|count| *count += 1);
        Ok(())
    }

    fn open(self, draft: Draft) {
        self.leave_draft();
        self.history.set(History::new(draft.report.clone()));
        self.saved.set(SavedState::Saved(draft.saved));
        self.draft.set_value(Some(draft));
        self.place.set_value(None);
        self.notice.set(None);
        self.is_open.set(true);
        self.refresh(None);
    }

    /// Leaves the open draft: saves it or, while the store refuses, keeps it in memory.
    pub(super) fn leave_draft(self) {
        self.save_now();
        let draft = self.draft.try_update_value(Option::take).flatten();
        if matches!(self.saved.get_untracked(), SavedState::Refused(_)) {
            self.unsaved.update_value(|unsaved| unsaved.extend(draft));
            self.saved.set(SavedState::Saved(0.0));
        }
        self.is_open.set(false);
    }

    /// Whether the draft of an id is the open one, if need be after opening it.
    pub(super) fn ensure_open(self, id: &str) -> bool {
        if self.draft.with_value(|draft| draft.as_ref().is_some_and(|draft| draft.id == id)) {
            return true;
        }
        let unsaved = self.unsaved.try_update_value(|unsaved| {
            let position = unsaved.iter().position(|draft| draft.id == id)?;
            Some(unsaved.remove(position))
        });
        if let Some(mut draft) = unsaved.flatten() {
            let result = draft.save(&LocalStore, browser::now());
            self.open(draft);
            self.show_saved(result);
            return true;
        }
        match draft::load(&LocalStore, id) {
            Ok(Some(Stored::Draft(draft))) => {
                self.open(draft);
                true
            }
            Ok(Some(Stored::Unreadable { .. }) | None) | Err(_) => false,
        }
    }

    /// The drafts that the store refused, the open one among them: their ids and organs.
    pub fn unsaved(self) -> Vec<(String, String)> {
        let mut unsaved = Vec::new();
        let mut add = |draft: &Draft| unsaved.push((draft.id.clone(), draft.report.organ.trim().to_owned()));
        if matches!(self.saved.get(), SavedState::Refused(_)) {
            self.draft.with_value(|draft| draft.iter().for_each(&mut add));
        }
        self.unsaved.with_value(|drafts| drafts.iter().for_each(&mut add));
        unsaved
    }

    /// Forgets the open draft, so that nothing saves it again.
    pub fn close(self, id: &str) {
        if self.draft.with_value(|draft| draft.as_ref().is_some_and(|draft| draft.id == id)) {
            self.draft.set_value(None);
            self.is_open.set(false);
        }
    }

    pub(super) fn plan_save(self) {
        // A refusal stays in sight until a later try succeeds.
        if !matches!(self.saved.get_untracked(), SavedState::Refused(_)) {
            set_if_changed(self.saved, SavedState::Pending);
        }
        if !self.save_planned.get_value() {
            self.save_planned.set_value(true);
            set_timeout(move || self.save_now(), SAVE_AFTER);
        }
    }

    /// Saves the open draft if it changed since it was saved.
    pub fn save_now(self) {
        self.save_planned.set_value(false);
        if self.saved.with_untracked(|saved| matches!(saved, SavedState::Saved(_))) {
            return;
        }
        let report = self.history.with_untracked(|history| history.report().clone());
        let result = self.draft.try_update_value(|draft| {
            let draft = draft.as_mut()?;
            draft.report = report;
            Some(draft.save(&LocalStore, browser::now()))
        });
        if let Some(result) = result.flatten() {
            self.show_saved(result);
        }
        self.history.update_untracked(History::pause);
    }

    fn show_saved(self, result: Result<(), Trouble>) {
        let time = self.draft.with_value(|draft| draft.as_ref().map_or(0.0, |draft| draft.saved));
        let state = match result {
            Ok(()) => SavedState::Saved(time),
            Err(trouble) => SavedState::Refused(trouble),
        };
        if self.saved.with_untracked(|old| *old == state) {
            return;
        }
        if let SavedState::Refused(trouble) = &state {
            self.announcement.set(format!("未能保存：{trouble}。"));
        }
        self.saved.set(state);
    }
}
