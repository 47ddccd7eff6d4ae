//! The open draft: opening it, saving it soon after every edit, saying whether it is saved, and what to
//! do when another tab went ahead.

use std::time::Duration;

use leptos::prelude::*;

use super::{Workspace, set_if_changed};
use crate::browser::storage::LocalStore;
use crate::browser::{self, mirror, page};
use crate::draft::saving::{self, Newer, Refusal};
use crate::draft::session::{SavedState, Session};
use crate::draft::{Draft, Stored, Unreadable, backup, shelf, trash};
use crate::report::Report;
use crate::report::history::History;
use crate::route::Route;

/// How long after an edit the draft is saved.
const SAVE_AFTER: Duration = Duration::from_millis(700);
/// How long the second copy is waited for.
const WAIT_FOR_COPY: Duration = Duration::from_secs(1);

impl Workspace {
    /// Makes a draft of a report, saves it, and opens it. A store that refuses does not stop the editing.
    pub fn open_new(self, report: Report) -> Route {
        let draft = Draft::new(browser::fresh_id(), report);
        let route = Route::Edit(draft.id.clone(), None);
        self.open(draft);
        self.save_now();
        route
    }

    /// Makes a draft of a report and saves it, without opening it.
    ///
    /// # Errors
    /// If it is not saved; then there is no draft.
    pub fn keep_new(self, report: Report) -> Result<(), Refusal> {
        let draft = Draft::new(browser::fresh_id(), report);
        let draft = saving::save_new(&LocalStore, draft, &self.tab(), browser::now())?;
        mirror::keep(&draft, || {});
        self.drafts_changed.update(|count| *count += 1);
        Ok(())
    }

    /// The name of this tab, as versions bear it.
    pub fn tab(self) -> String {
        self.tab.get_value()
    }

    fn open(self, draft: Draft) {
        self.leave_draft();
        self.forget_positions();
        self.history.set(History::new(draft.report.clone()));
        self.session.set_value(Some(Session::open(draft, self.tab())));
        self.place.set_value(None);
        self.notice.set(None);
        self.read_only.set(None);
        self.is_open.set(true);
        self.refresh(None);
        self.show_saved();
    }

    /// Leaves the open draft: saves it or, while it cannot be saved, keeps it in memory.
    pub(super) fn leave_draft(self) {
        self.save_now();
        let session = self.session.try_update_value(Option::take).flatten();
        if let Some(session) = session.filter(Session::is_edited) {
            let draft = match session.state().is_overtaken() {
                // The id belongs to what another tab saved.
                true => Draft::new(browser::fresh_id(), self.report()),
                false => Draft { report: self.report(), ..session.draft().clone() },
            };
            self.unsaved.update_value(|unsaved| unsaved.push(draft));
        }
        self.is_open.set(false);
    }

    /// Whether there are edits that no stored version holds.
    pub fn is_edited(self) -> bool {
        self.session.with_value(|session| session.as_ref().is_some_and(Session::is_edited))
    }

    fn report(self) -> Report {
        self.history.with_untracked(|history| history.report().clone())
    }

    /// Whether the draft of an id is the open one, if need be after opening it.
    pub(super) fn ensure_open(self, id: &str) -> bool {
        if self.is_open.get_untracked() && self.open_id().as_deref() == Some(id) {
            return true;
        }
        let unsaved = self.unsaved.try_update_value(|unsaved| {
            let position = unsaved.iter().position(|draft| draft.id == id)?;
            Some(unsaved.remove(position))
        });
        if let Some(draft) = unsaved.flatten() {
            self.open(draft);
            self.session.update_value(|session| session.iter_mut().for_each(Session::edited));
            self.save_now();
            return true;
        }
        let Ok(found) = shelf::load(&LocalStore, id) else { return false };
        match found.stored {
            Some(Stored::Draft(draft)) => {
                self.open(*draft);
                if !found.damaged.is_empty() {
                    let text = "最近一次保存的记录已损坏，打开的是上一次保存的内容。损坏的记录没有改动，可以在草稿列表里下载。";
                    self.tell(text, Vec::new());
                }
                true
            }
            Some(Stored::ReadOnly { id, report, record }) => {
                self.open_read_only(&id, *report, record);
                true
            }
            Some(Stored::Unreadable(_)) | None => false,
        }
    }

    /// Opens a draft that a later program saved, to be looked at.
    fn open_read_only(self, id: &str, report: Report, record: Unreadable) {
        self.leave_draft();
        self.forget_positions();
        self.history.set(History::new(report));
        self.read_only.set(Some((id.to_owned(), record)));
        set_if_changed(self.saved, SavedState::Saved(0.0));
        self.is_open.set(true);
        self.refresh(None);
    }

    /// The id of what is open.
    fn open_id(self) -> Option<String> {
        let read_only = self.read_only.with_untracked(|open| open.as_ref().map(|(id, _)| id.clone()));
        read_only.or_else(|| {
            self.session.with_value(|session| session.as_ref().map(|session| session.draft().id.clone()))
        })
    }

    /// The drafts that are in memory only, the open one among them, as they are now.
    pub fn unsaved(self) -> Vec<Draft> {
        let state = self.saved.get();
        let mut unsaved = self.unsaved.get_value();
        if matches!(state, SavedState::Refused(_)) || state.is_overtaken() {
            self.session.with_value(|session| {
                let edited = session.iter().filter(|session| session.is_edited());
                unsaved
                    .extend(edited.map(|session| Draft { report: self.report(), ..session.draft().clone() }));
            });
        }
        unsaved
    }

    /// Forgets the open draft, so that nothing saves it again.
    pub fn close(self, id: &str) {
        if self.open_id().as_deref() == Some(id) {
            self.session.set_value(None);
            self.is_open.set(false);
        }
    }

    pub(super) fn plan_save(self) {
        self.session.update_value(|session| session.iter_mut().for_each(Session::edited));
        self.show_saved();
        mirror::ask_to_persist();
        if !self.save_planned.get_value() {
            self.save_planned.set_value(true);
            set_timeout(move || self.save_now(), SAVE_AFTER);
        }
    }

    /// Saves the open draft if it changed since it was saved. After a panic nothing is saved: what stands
    /// in memory then may be half of a change.
    pub fn save_now(self) {
        self.save_planned.set_value(false);
        if page::has_panicked() {
            return;
        }
        let report = self.report();
        let saved = self.session.try_update_value(|session| {
            let session = session.as_mut()?;
            let was_edited = session.is_edited();
            session.save(&LocalStore, &report, browser::now());
            (was_edited && !session.is_edited()).then(|| session.draft().clone())
        });
        if let Some(draft) = saved.flatten() {
            let _ = backup::note_first(&LocalStore, browser::now());
            self.keep_copy(draft);
        }
        self.show_saved();
        self.history.update_untracked(History::pause);
    }

    /// Makes the second copy. Only then is the draft shown as saved, since the first may not be on the disk
    /// yet; a copy that does not come is not waited for.
    fn keep_copy(self, draft: Draft) {
        let version = draft.version.clone();
        self.copying.set_value(Some(version.clone()));
        let copied = move || {
            if self.copying.with_value(|copying| copying.as_ref() == Some(&version)) {
                self.copying.set_value(None);
                self.show_saved();
            }
        };
        mirror::keep(&draft, copied.clone());
        set_timeout(copied, WAIT_FOR_COPY);
    }

    /// Forgets every draft of this page: they were cleared on purpose.
    pub fn forget_all(self) {
        self.session.set_value(None);
        self.unsaved.set_value(Vec::new());
        self.backup.set(None);
        self.read_only.set(None);
        self.saved.set(SavedState::Saved(0.0));
        self.is_open.set(false);
    }

    /// Looks whether another tab saved or deleted the open draft, or took it away.
    pub fn look_at_store(self) {
        let changed = self
            .session
            .try_update_value(|session| session.as_mut().is_some_and(|session| session.look(&LocalStore)));
        if changed == Some(true) {
            self.show_saved();
            self.save_now();
        }
    }

    /// Goes on from the version that another tab saved. What was typed here since is one undo away.
    pub fn take_newer(self) {
        let Some(id) = self.open_id() else { return };
        let seen = self.session.with_value(|session| session.as_ref().map(|open| open.draft().clone()));
        let Some(seen) = seen else { return };
        match saving::newer(&LocalStore, &seen) {
            Ok(Newer::Draft { draft, damaged }) => {
                let draft = *draft;
                let is_edited = self.is_edited();
                self.history.update(|history| match is_edited {
                    true => history.replace(draft.report.clone()),
                    false => *history = History::new(draft.report.clone()),
                });
                self.session.update_value(|session| {
                    if let Some(session) = session {
                        session.go_on_from(draft);
                    }
                });
                self.refresh(None);
                self.show_saved();
                self.announce(match is_edited {
                    true => "已载入新版本，刚才在这里填的可以用撤销找回。",
                    false => "已载入新版本。",
                });
                self.go_back_to_work();
                if !damaged.is_empty() {
                    self.tell("另一个标签页更新的版本已损坏，载入的是能读懂的最新一版。损坏的记录没有改动，可以在草稿列表里下载。", Vec::new());
                }
            }
            Ok(Newer::ReadOnly { report, record }) => self.open_read_only(&id, *report, record),
            Ok(Newer::Unreadable(_)) => {
                self.tell(
                    "另一个标签页的新版本读不懂，原样保留。这里的内容没有改动，可以另存为副本。",
                    Vec::new(),
                );
            }
            _ => self.tell("没能载入新版本。这里的内容没有改动，可以另存为副本。", Vec::new()),
        }
    }

    /// Keeps what stands here as a draft of its own, and goes on with that.
    pub fn save_as_copy(self) {
        let report = self.report();
        // The copy holds everything: the overtaken draft has nothing more to keep.
        self.session.set_value(None);
        let route = self.open_new(report);
        page::go(&route.hash());
        self.announce("已另存为副本。".to_owned());
    }

    /// Puts an older version in place of the open report, as one step.
    pub fn restore_version(self, report: Report) {
        if self.read_only.with_untracked(Option::is_some) {
            return;
        }
        self.history.update(|history| history.replace(report));
        self.notice.set(None);
        self.refresh(None);
        self.plan_save();
        self.announce("已恢复这个版本，可以撤销。".to_owned());
    }

    /// Brings back what localStorage has lost and the second copy still has.
    pub fn recover_lost(self) {
        leptos::task::spawn_local(async move {
            let records = mirror::all().await;
            self.has_copy.set(records.is_some());
            // A copy that does not answer tells nothing of what it holds: the marks of deleted drafts stay.
            let recovered =
                records.map(|records| trash::recover(&LocalStore, &records, &self.tab(), browser::now()));
            let recovered = recovered.and_then(Result::ok).unwrap_or_default();
            mirror::is_compared();
            if recovered.is_empty() {
                return;
            }
            self.drafts_changed.update(|count| *count += 1);
            // An open draft that is not edited is opened anew, one that was lost is opened now.
            if !self.is_edited() && recovered.iter().any(|draft| Some(&draft.id) == self.open_id().as_ref()) {
                self.session.set_value(None);
                self.is_open.set(false);
            }
            self.follow_address();
            let text = format!("浏览器没有存住的 {} 份草稿已经从备用副本找回。", recovered.len());
            self.tell(&text, recovered.iter().map(|draft| draft.report.title().concat()).collect());
        });
    }

    fn show_saved(self) {
        let state = self.session.with_value(|session| session.as_ref().map(Session::state));
        let Some(mut state) = state else { return };
        if matches!(state, SavedState::Saved(_)) && self.copying.with_value(Option::is_some) {
            state = SavedState::Pending;
        }
        let before = self.saved.get_untracked();
        if before == state {
            return;
        }
        let stood_in_the_way = |state| !matches!(state, SavedState::Pending | SavedState::Saved(_));
        match state {
            SavedState::Refused(trouble) => self.announce(format!("未能保存：{trouble}。")),
            SavedState::Behind => {
                self.announce("另一个标签页保存了这份草稿的新版本，这里不再保存。");
            }
            SavedState::Deleted => {
                self.announce("这份草稿在另一个标签页里删除了，这里不再保存。");
            }
            SavedState::Saved(_) if stood_in_the_way(before) => self.announce("已保存。"),
            SavedState::Saved(_) | SavedState::Pending => {}
        }
        set_if_changed(self.saved, state);
    }
}
