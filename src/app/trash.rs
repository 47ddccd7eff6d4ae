//! The page of the drafts: what is kept here, deleting, bringing back, copying.

use super::effect::Focus;
use super::notice::Notice;
use super::{Aside, Effect, Kept, Model, Screen, Turn, View};
use crate::draft::{Storage, Stored, backup, shelf, trash, versions};

impl Model {
    /// Looks at what is kept in this browser, if the page of the drafts is shown.
    pub(super) fn look_at_drafts<S: Storage>(&mut self, turn: &mut Turn<S>) {
        let Screen::Aside(Aside::Drafts(kept), _) = &mut self.screen else { return };
        let chosen = kept.take().and_then(|kept| kept.chosen).map(|(backup, _)| backup);
        let chosen = chosen.map(|backup| {
            let compared = backup::compare(turn.store, &backup);
            (backup, compared)
        });
        *kept = Some(Box::new(Kept {
            stored: shelf::list(turn.store),
            deleted: trash::latest(turn.store).ok().flatten(),
            last_backup: backup::last(turn.store, turn.now).unwrap_or_default(),
            time: turn.now,
            size: shelf::size(turn.store).unwrap_or_default(),
            chosen,
        }));
    }

    /// Looks at the versions of the open draft, if their page is shown.
    pub(super) fn look_at_versions<S: Storage>(&mut self, turn: &mut Turn<S>) {
        if let Screen::Editing(editing, View::Versions(list)) = &mut self.screen {
            *list = Some(versions::list(turn.store, editing.id()).unwrap_or_default());
        }
    }

    /// What is kept in this browser, on the page of the drafts.
    pub fn kept(&self) -> Option<&Kept> {
        match &self.screen {
            Screen::Aside(Aside::Drafts(kept), _) => kept.as_deref(),
            _ => None,
        }
    }

    /// Deletes a draft; it can be brought back until the next one is deleted.
    pub(super) fn delete_draft<S: Storage>(&mut self, id: &str, turn: &mut Turn<S>) {
        match trash::delete(turn.store, id) {
            Ok(false) => self.tell(Notice::of("没能删除：记录由更新的版本保存。", Vec::new())),
            Ok(true) => {
                turn.ask(Effect::ForgetCopy(id.to_owned()));
                // Nothing saves it again.
                if let Screen::Aside(_, kept) = &mut self.screen
                    && kept.as_ref().is_some_and(|editing| editing.id() == id)
                {
                    *kept = None;
                }
                turn.say("已删除，可以撤销。");
            }
            Err(trouble) => self.tell(Notice::of(format!("没能删除：{trouble}。"), Vec::new())),
        }
        self.list_changed(turn);
    }

    /// Brings back the draft that was deleted last.
    pub(super) fn restore_deleted<S: Storage>(&mut self, turn: &mut Turn<S>) {
        let deleted = trash::latest(turn.store).ok().flatten();
        match trash::restore(turn.store) {
            Ok(()) => {
                if let Some(draft) = deleted {
                    self.keep_copy(&draft, turn);
                }
                turn.say("已恢复。");
            }
            Err(trouble) => self.tell(Notice::of(format!("没能恢复：{trouble}。"), Vec::new())),
        }
        self.list_changed(turn);
    }

    /// Keeps a copy of a stored draft.
    pub(super) fn copy_draft<S: Storage>(&mut self, id: &str, turn: &mut Turn<S>) {
        let Ok(Some(Stored::Draft(draft))) = shelf::load(turn.store, id).map(|found| found.stored) else {
            return self.tell(Notice::of("没能复制：这份草稿已经不在了。", Vec::new()));
        };
        let remarks = draft.remarks();
        match self.keep_returned(draft.report, &remarks, turn) {
            Ok(_) => {
                turn.say("已复制。");
                self.list_changed(turn);
            }
            Err(trouble) => self.tell(Notice::of(format!("没能复制：{trouble}。"), Vec::new())),
        }
    }

    /// The list is drawn anew; the focus, whose button may be gone, goes to the heading.
    pub(super) fn list_changed<S: Storage>(&mut self, turn: &mut Turn<S>) {
        self.look_at_drafts(turn);
        turn.focus(Focus::heading());
    }
}
