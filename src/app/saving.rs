//! Saving: soon after every edit, never over what another tab saved, and shown as done only when the
//! second copy is made too.

use std::mem;

use super::effect::Timer;
use super::{Effect, Model, SecondCopy, Turn};
use crate::draft::session::{SavedState, Session};
use crate::draft::{Draft, Storage, Version, backup, record};

/// How long after an edit the draft is saved, in milliseconds.
const SAVE_AFTER: u32 = 700;
/// How long the second copy is waited for, in milliseconds.
const WAIT_FOR_COPY: u32 = 1000;

impl super::Editing {
    /// Whether the draft is saved, as it is shown: only when the second copy is made, or did not come in
    /// time, since the first may not be on the disk yet.
    pub fn saved(&self) -> SavedState {
        match self.session.state() {
            SavedState::Saved(_) if self.copying.is_some() => SavedState::Pending,
            state => state,
        }
    }

    /// Whether there are edits that no stored version holds.
    pub fn is_edited(&self) -> bool {
        self.session.is_edited()
    }

    /// The draft as it stands.
    pub(super) fn draft(&self) -> Draft {
        Draft { report: self.report().clone(), ..self.session.draft().clone() }
    }

    /// Asks for the draft to be saved soon.
    pub(super) fn plan_save<S: Storage>(&mut self, turn: &mut Turn<S>) {
        if !mem::replace(&mut self.save_is_planned, true) {
            turn.ask(Effect::Wake(Timer::Save, SAVE_AFTER));
        }
    }
}

impl Model {
    /// Saves the open draft if it changed since it was saved.
    pub(super) fn save_now<S: Storage>(&mut self, turn: &mut Turn<S>) {
        let Some(editing) = self.editing_mut() else { return };
        editing.save_is_planned = false;
        let before = editing.saved();
        let was_edited = editing.is_edited();
        let report = editing.history.report().clone();
        editing.session.save(turn.store, &report, turn.now);
        if was_edited && !editing.is_edited() {
            let draft = editing.session.draft().clone();
            editing.copying = Some(draft.version.clone());
            turn.ask(Effect::Wake(Timer::Copy(draft.version.clone()), WAIT_FOR_COPY));
            // Without the note the reminder comes later; the draft is saved all the same.
            let _ = backup::note_first(turn.store, turn.now);
            self.keep_copy(&draft, turn);
        }
        self.tell_saved(before, turn);
    }

    /// Keeps a version in the second copy, as soon as that was compared with the store.
    pub(super) fn keep_copy<S: Storage>(&mut self, draft: &Draft, turn: &mut Turn<S>) {
        let (id, version) = (draft.id.clone(), draft.version.clone());
        let record = record::write(draft);
        match &mut self.copy {
            SecondCopy::NotCompared(waiting) => drop(waiting.insert(id, (record, version))),
            SecondCopy::Compared(_) => turn.ask(Effect::KeepCopy { id, record, version }),
        }
    }

    /// From now on the second copy is written to: it was compared with the store.
    pub(super) fn copy_is_compared<S: Storage>(&mut self, is_there: bool, turn: &mut Turn<S>) {
        let before = mem::replace(&mut self.copy, SecondCopy::Compared(is_there));
        if let SecondCopy::NotCompared(waiting) = before {
            for (id, (record, version)) in waiting {
                turn.ask(Effect::KeepCopy { id, record, version });
            }
        }
    }

    /// Whether there is a second copy, as far as that is known.
    pub fn has_copy(&self) -> bool {
        !matches!(self.copy, SecondCopy::Compared(false))
    }

    /// A version is in the second copy, or is not waited for any longer.
    pub(super) fn copy_made<S: Storage>(&mut self, version: &Version, turn: &mut Turn<S>) {
        let Some(editing) = self.editing_mut() else { return };
        if editing.copying.as_ref() == Some(version) {
            let before = editing.saved();
            editing.copying = None;
            self.tell_saved(before, turn);
        }
    }

    /// Looks whether another tab saved or deleted the open draft, or took it away.
    pub(super) fn look_at_store<S: Storage>(&mut self, turn: &mut Turn<S>) {
        let Some(editing) = self.editing_mut() else { return };
        let before = editing.saved();
        if editing.session.look(turn.store) {
            self.tell_saved(before, turn);
            self.save_now(turn);
        }
    }

    /// Tells a screen reader what stands in the way of saving, or that it does no longer.
    fn tell_saved<S: Storage>(&self, before: SavedState, turn: &mut Turn<S>) {
        let Some(state) = self.editing().map(super::Editing::saved).filter(|state| *state != before) else {
            return;
        };
        let stood_in_the_way = !matches!(before, SavedState::Pending | SavedState::Saved(_));
        match state {
            SavedState::Refused(trouble) => turn.say(format!("未能保存：{trouble}。")),
            SavedState::Behind => turn.say("另一个标签页保存了这份草稿的新版本，这里不再保存。"),
            SavedState::Deleted => turn.say("这份草稿在另一个标签页里删除了，这里不再保存。"),
            SavedState::Saved(_) if stood_in_the_way => turn.say("已保存。"),
            SavedState::Saved(_) | SavedState::Pending => {}
        }
    }

    /// The drafts that are in memory only, the open one among them, as they are now.
    pub fn unsaved(&self) -> Vec<Draft> {
        let is_refused = |editing: &&super::Editing| {
            let state = editing.session.state();
            editing.is_edited() && (matches!(state, SavedState::Refused(_)) || state.is_overtaken())
        };
        let open = self.editing().filter(is_refused).map(super::Editing::draft);
        self.unsaved.iter().cloned().chain(open).collect()
    }

    /// Leaves the open draft: saves it or, while it cannot be saved, keeps it in memory.
    pub(super) fn leave_draft<S: Storage>(&mut self, turn: &mut Turn<S>) {
        self.save_now(turn);
        let Some(editing) = self.take_editing().filter(|editing| editing.is_edited()) else { return };
        let draft = match editing.session.state().is_overtaken() {
            // The id belongs to what another tab saved.
            true => Draft::new(self.fresh_id(turn), editing.report().clone()),
            false => editing.draft(),
        };
        self.unsaved.push(draft);
    }

    /// Opens a session on a draft in the name of this tab.
    pub(super) fn session(&self, draft: Draft) -> Session {
        Session::open(draft, self.tab.clone())
    }
}
