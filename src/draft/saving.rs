//! Saving a draft. A new version is written whole under a key of its own before the pointer moves to it. A
//! version that this tab has not seen is never written over: it is told what is newer.

use std::fmt;

use super::record::{
    self, Key, REMOVALS, Unread, aside_key, deleted_key, gone_key, pointer_key, version_key,
};
use super::shelf::{Found, load};
use super::versions::{self, Keys, Traces, current, thin_out};
use super::{Draft, Storage, Stored, Trouble, Unreadable, Version};
use crate::report::Report;

/// Why a draft was not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The store refused.
    Store(Trouble),
    /// Another tab saved a version that this one has not seen.
    Behind,
    /// Another tab deleted the draft, or cleared everything.
    Deleted,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Refusal::Store(trouble) => trouble.fmt(f),
            Refusal::Behind => f.write_str("另一个标签页有新版本"),
            Refusal::Deleted => f.write_str("草稿在另一个标签页里删除了"),
        }
    }
}

impl From<Trouble> for Refusal {
    fn from(trouble: Trouble) -> Refusal {
        Refusal::Store(trouble)
    }
}

/// Saves a draft as a new version, in the name of a tab.
///
/// # Errors
/// If the store refuses, or another tab went ahead. The draft and all that was stored are then unchanged.
pub fn save(storage: &impl Storage, draft: &mut Draft, writer: &str, now: f64) -> Result<(), Refusal> {
    check(storage, draft)?;
    put_damaged_pointer_aside(storage, &draft.id)?;
    let version = Version { sequence: next_sequence(storage, draft, writer)?, writer: writer.to_owned() };
    let removals = storage.read(REMOVALS)?;
    let new = Draft { version: version.clone(), saved: now, removals, ..draft.clone() };
    let (key, text) = (version_key(&draft.id, &version), record::write(&new));
    versions::write(storage, &draft.id, &key, &text)?;
    // The store takes writes and does nothing.
    if storage.read(&key)?.as_ref() != Some(&text) {
        return Err(Refusal::Store(Trouble::Blocked));
    }
    // Another tab may have come between.
    check(storage, draft)?;
    let pointer = record::write_pointer(&draft.id, &version);
    versions::write(storage, &draft.id, &pointer_key(&draft.id), &pointer)?;
    match current(storage, &draft.id)? {
        Some(stored) if stored == version => {}
        stored if stored == draft.current => return Err(Refusal::Store(Trouble::Blocked)),
        _ => return Err(Refusal::Behind),
    }
    *draft = Draft { current: Some(version), ..new };
    // What is too much is no reason to say that the draft was not saved.
    let _ = thin_out(storage, &draft.id);
    Ok(())
}

/// Saves a draft that was never saved, under an id that nothing else has.
///
/// # Errors
/// If the store refuses, or something stands under the id, or another tab was faster. Then nothing of the
/// draft is stored.
pub fn save_new(storage: &impl Storage, draft: Draft, writer: &str, now: f64) -> Result<Draft, Refusal> {
    let traces = Traces::of(storage, &draft.id)?;
    if !traces.is_bare() || traces.is_gone {
        return Err(Refusal::Behind);
    }
    let mut saved = draft;
    if let Err(refusal) = save(storage, &mut saved, writer, now) {
        for version in Traces::of(storage, &saved.id)?.versions.iter().filter(|it| it.writer == writer) {
            storage.remove(&version_key(&saved.id, version))?;
        }
        return Err(refusal);
    }
    Ok(saved)
}

/// Whether a draft may be saved: no other tab saved or deleted it since it was read.
///
/// # Errors
/// If one did, or the store refuses.
pub fn check(storage: &impl Storage, draft: &Draft) -> Result<(), Refusal> {
    match current(storage, &draft.id)? {
        now @ Some(_) if now != draft.current => Err(Refusal::Behind),
        now => {
            // What is deleted can be found by its address; it does not come back by being saved.
            let is_gone = (now.is_none() && is_deleted(storage, &draft.id)?) || was_cleared(storage, draft)?;
            // What the browser lost, or whose pointer was damaged, leaves nothing to overtake.
            if is_gone { Err(Refusal::Deleted) } else { Ok(()) }
        }
    }
}

/// What another tab did to a draft since this tab read or saved it.
#[derive(Clone, Debug, PartialEq)]
pub enum Newer {
    /// It saved a newer version.
    Draft {
        /// The newest one that can be read.
        draft: Box<Draft>,
        /// Versions that are newer still and cannot be read.
        damaged: Vec<Unreadable>,
    },
    /// A later version of this program took over: its version can be looked at.
    ReadOnly {
        /// The report, as far as it is understood here.
        report: Box<Report>,
        /// The record.
        record: Unreadable,
    },
    /// All that is newer cannot be read.
    Unreadable(Vec<Unreadable>),
    /// It was deleted or cleared.
    Deleted,
    /// Nothing.
    Nothing,
}

/// What another tab did to a draft since this tab read or saved it. An older version is never called newer.
///
/// # Errors
/// If the store refuses.
pub fn newer(storage: &impl Storage, seen: &Draft) -> Result<Newer, Trouble> {
    match check(storage, seen) {
        Err(Refusal::Store(trouble)) => return Err(trouble),
        Err(Refusal::Deleted) => return Ok(Newer::Deleted),
        Ok(()) | Err(Refusal::Behind) => {}
    }
    let is_newer = |version: &Version| *version != seen.version && version.sequence >= seen.version.sequence;
    let Found { stored, mut damaged } = load(storage, &seen.id)?;
    damaged.retain(|record| match Key::read(&record.key) {
        Some(Key::Version(_, version)) => is_newer(&version),
        _ => true,
    });
    match stored {
        Some(Stored::Draft(draft)) if is_newer(&draft.version) => {
            return Ok(Newer::Draft { draft, damaged });
        }
        Some(Stored::ReadOnly { report, record, .. }) => return Ok(Newer::ReadOnly { report, record }),
        Some(Stored::Unreadable(record)) => damaged.push(record),
        Some(Stored::Draft(_)) | None => {}
    }
    Ok(if damaged.is_empty() { Newer::Nothing } else { Newer::Unreadable(damaged) })
}

/// A number above all versions, those among them to which no pointer moved since a write was interrupted:
/// only such a one by this tab itself is written over.
fn next_sequence(storage: &impl Storage, draft: &Draft, writer: &str) -> Result<u64, Trouble> {
    let current = draft.current.as_ref().map_or(0, |version| version.sequence);
    let mut next = current.max(draft.version.sequence).saturating_add(1);
    for version in Traces::of(storage, &draft.id)?.versions {
        let is_unfinished = version.writer == writer && version.sequence > current;
        next = next.max(version.sequence.saturating_add(u64::from(!is_unfinished)));
    }
    Ok(next)
}

/// Whether a draft's version is gone, and something was removed for good since it was read: clearing takes
/// the pointer last. A store that vanished as a whole has no mark: what stood in it was lost.
fn was_cleared(storage: &impl Storage, draft: &Draft) -> Result<bool, Trouble> {
    let removals = storage.read(REMOVALS)?;
    if removals.is_none() || removals == draft.removals {
        return Ok(false);
    }
    let Some(current) = &draft.current else { return Ok(false) };
    Ok(storage.read(&version_key(&draft.id, current))?.is_none())
}

/// Whether a draft was deleted, for good or for now.
fn is_deleted(storage: &impl Storage, id: &str) -> Result<bool, Trouble> {
    Ok(storage.read(&deleted_key(id))?.is_some() || storage.read(&gone_key(id))?.is_some())
}

/// Puts the pointer of a draft under another key if it cannot be read, before anything takes its place.
pub(super) fn put_damaged_pointer_aside(storage: &impl Storage, id: &str) -> Result<(), Trouble> {
    let key = pointer_key(id);
    match storage.read(&key)? {
        Some(text) if record::read_pointer(&text) == Err(Unread::Damaged) => {
            put_aside(storage, id, &text)?;
            storage.remove(&key)
        }
        _ => Ok(()),
    }
}

/// Keeps a text that cannot be read, as a JSON text; says under which key.
pub(super) fn put_aside(storage: &impl Storage, id: &str, text: &str) -> Result<String, Trouble> {
    let taken = Keys::of(storage)?.aside;
    let mut number = taken.len();
    while taken.contains(&aside_key(id, number)) {
        number += 1;
    }
    let key = aside_key(id, number);
    versions::write(storage, id, &key, &serde_json::Value::from(text).to_string())?;
    Ok(key)
}
