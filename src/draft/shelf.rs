//! Where drafts stand in the store. A new version is written whole under a key of its own before the
//! pointer moves to it. A version that this tab has not seen is never written over.

use std::fmt;

use serde_json::Value;

use super::record::{
    self, Key, Pointed, REMOVALS, Unread, aside_key, deleted_key, gone_key, pointer_key, version_key,
};
use super::versions::{self, Keys, Traces, current, thin_out};
use super::{Draft, Storage, Stored, Trouble, Unreadable, Version};
use crate::report::Report;

/// What was found of one draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The newest version that can be read.
    pub stored: Option<Stored>,
    /// Newer records that cannot.
    pub damaged: Vec<Unreadable>,
}

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

/// Saves a draft as a new version, in the name of a tab.
///
/// # Errors
/// If the store refuses, or another tab went ahead. The draft and every stored version are then unchanged.
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

/// Whether a draft may be saved: no other tab saved or deleted it since it was read.
///
/// # Errors
/// If one did, or the store refuses.
pub fn check(storage: &impl Storage, draft: &Draft) -> Result<(), Refusal> {
    let now = current(storage, &draft.id)?;
    if now == draft.current {
        return Ok(());
    }
    match now {
        Some(_) => Err(Refusal::Behind),
        None if is_deleted(storage, &draft.id)? || was_cleared(storage, draft)? => Err(Refusal::Deleted),
        // The browser lost it, or the pointer was damaged: there is nothing to overtake.
        None => Ok(()),
    }
}

/// Whether nothing is left of a draft, and something was removed for good since it was read. A store that
/// vanished as a whole has no mark: what stood in it was lost.
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
    versions::write(storage, id, &key, &Value::from(text).to_string())?;
    Ok(key)
}

/// The records that were put aside.
pub(super) fn records_aside(storage: &impl Storage, keys: &Keys) -> Result<Vec<Unreadable>, Trouble> {
    let mut records = Vec::new();
    for key in &keys.aside {
        let Some(text) = storage.read(key)? else { continue };
        let text = serde_json::from_str(&text).unwrap_or(text);
        let why = record::read(&text).err().unwrap_or(Unread::Damaged);
        records.push(why.record(key.clone(), text));
    }
    Ok(records)
}

/// The draft of an id.
///
/// # Errors
/// If the store refuses.
pub fn load(storage: &impl Storage, id: &str) -> Result<Found, Trouble> {
    let mut found = find(storage, id, &Traces::of(storage, id)?)?;
    if let Some(Stored::Draft(draft)) = &mut found.stored {
        draft.removals = storage.read(REMOVALS)?;
    }
    Ok(found)
}

/// The draft of an id, by what the keys tell of it.
pub(super) fn find(storage: &impl Storage, id: &str, traces: &Traces) -> Result<Found, Trouble> {
    let (mut current, mut whole, mut newer, mut damaged) = (None, None, None, Vec::new());
    let key = pointer_key(id);
    if let Some(text) = if traces.has_pointer { storage.read(&key)? } else { None } {
        match record::read_pointer(&text) {
            Ok(Pointed::At(version)) => {
                current = Some(version);
                if traces.versions.is_empty() {
                    let reason = "保存的内容不见了，只剩下这份草稿的名目。";
                    damaged.push(Unreadable { key, text, reason });
                }
            }
            Ok(Pointed::Whole(draft)) => {
                current = Some(draft.version.clone());
                whole = Some(*draft);
            }
            Err(Unread::Newer(Some(report))) => {
                let record = Unread::Newer(None).record(key, text);
                let stored = Some(Stored::ReadOnly { id: id.to_owned(), report, record });
                return Ok(Found { stored, damaged });
            }
            Err(why @ Unread::Newer(None)) => newer = Some(why.record(key, text)),
            Err(why @ Unread::Damaged) => damaged.push(why.record(key, text)),
        }
    }
    let is_of_version = |record: &Unreadable| record.key != pointer_key(id);
    let mut versions: Vec<&Version> = traces.versions.iter().collect();
    // Of two versions that count the same, the one that is current comes last.
    versions.sort_by_key(|version| (version.sequence, Some(*version) == current.as_ref(), *version));
    for version in versions.into_iter().rev() {
        if whole.as_ref().is_some_and(|whole| whole.version.sequence >= version.sequence) {
            break;
        }
        let key = version_key(id, version);
        let Some(text) = storage.read(&key)? else { continue };
        let report = match record::read(&text) {
            Ok(draft) if newer.is_none() => {
                let stored = Some(Stored::Draft(Box::new(Draft { current, ..draft })));
                return Ok(Found { stored, damaged });
            }
            // A later program has taken over: what this one understands is only looked at.
            Ok(draft) => Box::new(draft.report),
            Err(Unread::Newer(Some(report))) => report,
            Err(why @ Unread::Newer(None)) => {
                newer = newer.filter(is_of_version).or(Some(why.record(key, text)));
                continue;
            }
            Err(why @ Unread::Damaged) => {
                damaged.push(why.record(key, text));
                continue;
            }
        };
        let record = newer.filter(is_of_version).unwrap_or_else(|| Unread::Newer(None).record(key, text));
        let stored = Some(Stored::ReadOnly { id: id.to_owned(), report, record });
        return Ok(Found { stored, damaged });
    }
    let stored = match (whole, newer) {
        (Some(whole), None) => Some(Stored::Draft(Box::new(Draft { current, ..whole }))),
        (Some(whole), Some(record)) => {
            Some(Stored::ReadOnly { id: id.to_owned(), report: Box::new(whole.report), record })
        }
        (None, newer) => newer.map(Stored::Unreadable),
    };
    Ok(Found { stored, damaged })
}

/// All drafts, those saved last first; what cannot be read stands at the end. Asks the store once for its
/// keys, and for a few records of each draft.
///
/// # Errors
/// If the store refuses.
pub fn list(storage: &impl Storage) -> Result<Vec<Stored>, Trouble> {
    let keys = Keys::of(storage)?;
    let (mut readable, mut others) = (Vec::new(), Vec::new());
    let mut waiting = Vec::new();
    for (id, traces) in &keys.drafts {
        if traces.is_deleted {
            let key = deleted_key(id);
            let text = storage.read(&key)?.filter(|text| record::read_pointer(text).is_err());
            waiting.extend(text.map(|text| Stored::Unreadable(Unread::Damaged.record(key, text))));
            if !traces.has_pointer {
                continue;
            }
        }
        let found = find(storage, id, traces)?;
        match found.stored {
            Some(Stored::Unreadable(record)) => others.push(Stored::Unreadable(record)),
            Some(stored) => readable.push(stored),
            None => {}
        }
        others.extend(found.damaged.into_iter().map(Stored::Unreadable));
    }
    others.extend(records_aside(storage, &keys)?.into_iter().map(Stored::Unreadable));
    let saved = |stored: &Stored| match stored {
        Stored::Draft(draft) => draft.saved,
        Stored::ReadOnly { .. } | Stored::Unreadable(_) => f64::NEG_INFINITY,
    };
    readable.sort_by(|one, other| saved(other).total_cmp(&saved(one)));
    readable.extend(others);
    readable.extend(waiting);
    Ok(readable)
}

/// The keys and texts of all records that cannot be read, and of drafts that cannot be opened all others too.
pub(super) fn unreadable(storage: &impl Storage) -> Result<Vec<(String, String)>, Trouble> {
    let keys = Keys::of(storage)?;
    let aside = records_aside(storage, &keys)?.into_iter();
    let mut records: Vec<(String, String)> = aside.map(|record| (record.key, record.text)).collect();
    for (id, traces) in &keys.drafts {
        let is_open = traces.is_deleted && !traces.has_pointer
            || matches!(find(storage, id, traces)?.stored, Some(Stored::Draft(_)));
        let versions = traces.versions.iter().map(|version| version_key(id, version));
        for key in versions.chain([pointer_key(id), deleted_key(id)]) {
            let Some(text) = storage.read(&key)? else { continue };
            if !is_open || record::read_pointer(&text).is_err() {
                records.push((key, text));
            }
        }
    }
    Ok(records)
}

/// How much this application keeps: keys and characters.
///
/// # Errors
/// If the store refuses.
pub fn size(storage: &impl Storage) -> Result<(usize, usize), Trouble> {
    let (mut keys, mut characters) = (0, 0);
    for key in storage.keys()?.iter() {
        keys += 1;
        characters += key.len() + storage.read(key)?.map_or(0, |text| text.encode_utf16().count());
    }
    Ok((keys, characters))
}
