//! A draft that is open in a tab: whether it is saved, and what stands in the way.
//! Knows no timer: the page says when it is time to save.

use super::publication::Publication;
use super::saving::{self, Refusal};
use super::{Draft, Storage, Trouble, record, trash, versions};
use crate::report::Report;
use crate::validate::remark::Remark;

/// Whether everything is saved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SavedState {
    /// There are edits that are not saved yet.
    Pending,
    /// Everything is saved, since this time, in milliseconds since 1970.
    Saved(f64),
    /// The store refused; there are edits that are not saved.
    Refused(Trouble),
    /// Another tab saved a version that this one has not seen; nothing is saved until the user chooses.
    Behind,
    /// Another tab deleted the draft or cleared everything; nothing is saved until the user chooses.
    Deleted,
}

impl SavedState {
    /// Whether another tab went ahead.
    pub fn is_overtaken(self) -> bool {
        matches!(self, SavedState::Behind | SavedState::Deleted)
    }
}

/// An open draft.
#[derive(Clone, Debug)]
pub struct Session {
    draft: Draft,
    /// The name of the tab.
    writer: String,
    state: SavedState,
    /// Whether there are edits that no version holds.
    is_edited: bool,
}

impl Session {
    /// Opens a draft in a tab. One that was never saved is to be saved.
    pub fn open(draft: Draft, writer: String) -> Session {
        let is_edited = draft.version.sequence == 0;
        let state = if is_edited { SavedState::Pending } else { SavedState::Saved(draft.saved) };
        Session { draft, writer, state, is_edited }
    }

    /// The draft as it was saved last.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// Whether everything is saved.
    pub fn state(&self) -> SavedState {
        self.state
    }

    /// Whether there are edits that no stored version holds.
    pub fn is_edited(&self) -> bool {
        self.is_edited
    }

    /// The report was edited. What stands in the way stays in sight until a later try succeeds.
    pub fn edited(&mut self) {
        self.is_edited = true;
        if matches!(self.state, SavedState::Saved(_)) {
            self.state = SavedState::Pending;
        }
    }

    /// Keeps what came of a comparison with the published page, in place of what came of the one before.
    pub fn keep_publication(&mut self, publication: Publication) {
        self.draft.publication = Some(publication);
        self.draft.rest.record.shift_remove(record::PUBLICATION);
        self.edited();
    }

    /// Keeps what the office above said to the report.
    pub fn keep_remarks(&mut self, remarks: &[Remark]) {
        self.draft = self.draft.clone().with_remarks(remarks);
        self.edited();
    }

    /// Saves the report as it stands, if it was edited and no other tab went ahead.
    pub fn save(&mut self, storage: &impl Storage, report: &Report, now: f64) {
        if !self.is_edited || self.state.is_overtaken() {
            return;
        }
        let mut draft = Draft { report: report.clone(), ..self.draft.clone() };
        self.state = match saving::save(storage, &mut draft, &self.writer, now) {
            Ok(()) => {
                self.is_edited = false;
                self.draft = draft;
                SavedState::Saved(now)
            }
            Err(refusal) => state_of(refusal),
        };
    }

    /// Looks whether another tab went ahead, or the browser lost the draft, which is then to be saved again;
    /// says whether the state is another one now.
    pub fn look(&mut self, storage: &impl Storage) -> bool {
        let before = self.state;
        match saving::check(storage, &self.draft) {
            Ok(()) => match versions::current(storage, &self.draft.id) {
                Ok(None) if self.state.is_overtaken() || self.draft.current.is_none() => {}
                Ok(None) => {
                    self.is_edited = true;
                    self.state = SavedState::Pending;
                }
                Ok(Some(_)) if self.state.is_overtaken() && self.is_edited => {
                    self.state = SavedState::Pending
                }
                Ok(Some(_)) if self.state.is_overtaken() => self.state = SavedState::Saved(self.draft.saved),
                // The store alone is no news here: the next save tells.
                Ok(Some(_)) | Err(_) => {}
            },
            Err(Refusal::Store(_)) => {}
            Err(refusal) => {
                // What does not wait to be brought back is here and nowhere else.
                let is_last =
                    refusal == Refusal::Deleted && trash::waits(storage, &self.draft.id) == Ok(false);
                self.is_edited |= is_last;
                self.state = state_of(refusal);
            }
        }
        self.state != before
    }

    /// Goes on from a version that another tab saved.
    pub fn go_on_from(&mut self, draft: Draft) {
        *self = Session::open(draft, std::mem::take(&mut self.writer));
    }
}

fn state_of(refusal: Refusal) -> SavedState {
    match refusal {
        Refusal::Store(trouble) => SavedState::Refused(trouble),
        Refusal::Behind => SavedState::Behind,
        Refusal::Deleted => SavedState::Deleted,
    }
}
