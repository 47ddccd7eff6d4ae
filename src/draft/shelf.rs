//! Where drafts stand in the store. A new version is written whole under a key of its own before the
//! pointer moves to it. A version that this tab has not seen is never written over.

use serde_json::Value;

use super::keys::{
    ASIDE, DELETED, DRAFT, GONE, SNAPSHOT, deleted_key, draft_key, gone_key, snapshot_key, snapshots,
};
use super::record::{self, Pointed, Unread};
use super::versions::thin_out;
use super::{Draft, Storage, Trouble, Version, room};
use crate::report::Report;

/// A draft as it was found in the store.
#[derive(Clone, Debug, PartialEq)]
pub enum Stored {
    /// One that can be opened.
    Draft(Draft),
    /// One that a later version of this program wrote, and that can be looked at.
    ReadOnly {
        /// Its id.
        id: String,
        /// The report, as far as it is understood here.
        report: Box<Report>,
        /// The record.
        record: Unreadable,
    },
    /// A record that cannot be read.
    Unreadable(Unreadable),
}

/// A record that cannot be read. It is kept as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Unreadable {
    /// Its key in the store.
    pub key: String,
    /// Its text, byte for byte.
    pub text: String,
    /// Why, as a sentence.
    pub reason: &'static str,
}

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
    /// Another tab deleted the draft.
    Deleted,
}

impl From<Trouble> for Refusal {
    fn from(trouble: Trouble) -> Refusal {
        Refusal::Store(trouble)
    }
}

/// Saves a draft as a new version, in the name of a tab.
///
/// # Errors
/// If the store refuses, or another tab went ahead. The draft and every stored version are then unchanged.
pub fn save(storage: &impl Storage, draft: &mut Draft, writer: &str, now: f64) -> Result<(), Refusal> {
    check(storage, draft)?;
    put_damaged_pointer_aside(storage, &draft.id)?;
    let version = Version { sequence: next_sequence(storage, draft, writer)?, writer: writer.to_owned() };
    let new = Draft { version: version.clone(), saved: now, ..draft.clone() };
    let key = snapshot_key(&draft.id, &version);
    room::write(storage, &draft.id, &key, &record::write(&new))?;
    room::write(storage, &draft.id, &draft_key(&draft.id), &record::write_pointer(&draft.id, &version))?;
    match current(storage, &draft.id)? {
        Some(stored) if stored == version => {}
        // The store takes writes and does nothing.
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
    for (version, _) in snapshots(storage, &draft.id)? {
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
        None if is_deleted(storage, &draft.id)? => Err(Refusal::Deleted),
        // The store was cleaned, or the pointer was damaged: there is nothing to overtake.
        None => Ok(()),
    }
}

/// Whether a draft was deleted, for good or for now.
pub(super) fn is_deleted(storage: &impl Storage, id: &str) -> Result<bool, Trouble> {
    Ok(storage.read(&deleted_key(id))?.is_some() || storage.read(&gone_key(id))?.is_some())
}

/// The version that the pointer of a draft names; none if there is no pointer, or it cannot be read.
pub(super) fn current(storage: &impl Storage, id: &str) -> Result<Option<Version>, Trouble> {
    let pointed = storage.read(&draft_key(id))?.map(|text| record::read_pointer(&text));
    Ok(match pointed {
        Some(Ok(pointed)) => Some(pointed.version().clone()),
        // A later program has taken over: no version of this one is that.
        Some(Err(Unread::Newer(_))) => Some(Version { sequence: u64::MAX, writer: String::new() }),
        Some(Err(Unread::Damaged)) | None => None,
    })
}

/// Puts the pointer of a draft under another key if it cannot be read, before anything takes its place.
pub(super) fn put_damaged_pointer_aside(storage: &impl Storage, id: &str) -> Result<(), Trouble> {
    let key = draft_key(id);
    match storage.read(&key)? {
        Some(text) if record::read_pointer(&text) == Err(Unread::Damaged) => {
            put_aside(storage, id, text)?;
            storage.remove(&key)
        }
        _ => Ok(()),
    }
}

/// Keeps a text that cannot be read, as a JSON text.
pub(super) fn put_aside(storage: &impl Storage, id: &str, text: String) -> Result<(), Trouble> {
    let taken = storage.keys()?;
    let free = (0..).map(|number| format!("{ASIDE}{id}:{number}")).find(|key| !taken.contains(key));
    free.map_or(Ok(()), |key| storage.write(&key, &Value::String(text).to_string()))
}

/// The draft of an id.
///
/// # Errors
/// If the store refuses.
pub fn load(storage: &impl Storage, id: &str) -> Result<Found, Trouble> {
    let key = draft_key(id);
    let text = storage.read(&key)?;
    let pointed = text.as_deref().map(record::read_pointer);
    let unreadable = |key: String, text: String, why: &Unread| Unreadable { key, text, reason: why.words() };
    let mut damaged = Vec::new();
    if let (Some(Err(why)), Some(text)) = (&pointed, text) {
        let record = unreadable(key, text, why);
        if let Unread::Newer(report) = why {
            let stored = match report {
                Some(report) => Stored::ReadOnly { id: id.to_owned(), report: report.clone(), record },
                None => return read_only(storage, id, record),
            };
            return Ok(Found { stored: Some(stored), damaged });
        }
        damaged.push(record);
    }
    let pointed = pointed.and_then(Result::ok);
    let current = pointed.as_ref().map(|pointed| pointed.version().clone());
    let mut snapshots = snapshots(storage, id)?;
    // Of two versions that count the same, the one that is current comes first.
    snapshots.sort_by_key(|(version, _)| {
        std::cmp::Reverse((version.sequence, Some(version) == current.as_ref(), version.clone()))
    });
    let is_pointer = matches!(pointed, Some(Pointed::At(_)));
    let whole = match pointed {
        Some(Pointed::Whole(draft)) => Some(*draft),
        _ => None,
    };
    if is_pointer && snapshots.is_empty() {
        let text = storage.read(&draft_key(id))?.unwrap_or_default();
        let reason = "保存的内容不见了，只剩下这份草稿的名目。";
        damaged.push(Unreadable { key: draft_key(id), text, reason });
    }
    for (version, key) in snapshots {
        if whole.as_ref().is_some_and(|whole| whole.version.sequence >= version.sequence) {
            break;
        }
        let Some(text) = storage.read(&key)? else { continue };
        match record::read(&text) {
            Ok(draft) => {
                let draft = Draft { current, ..draft };
                return Ok(Found { stored: Some(Stored::Draft(draft)), damaged });
            }
            Err(Unread::Newer(Some(report))) => {
                let record = unreadable(key, text, &Unread::Newer(None));
                let stored = Stored::ReadOnly { id: id.to_owned(), report, record };
                return Ok(Found { stored: Some(stored), damaged });
            }
            Err(why) => damaged.push(unreadable(key, text, &why)),
        }
    }
    let stored = whole.map(|whole| Stored::Draft(Draft { current, ..whole }));
    Ok(Found { stored, damaged })
}

/// A draft of a later program whose pointer tells nothing: its newest version, if it is understood.
fn read_only(storage: &impl Storage, id: &str, pointer: Unreadable) -> Result<Found, Trouble> {
    let mut snapshots = snapshots(storage, id)?;
    snapshots.sort();
    for (_, key) in snapshots.into_iter().rev() {
        let Some(text) = storage.read(&key)? else { continue };
        let report = match record::read(&text) {
            Ok(draft) => Box::new(draft.report),
            Err(Unread::Newer(Some(report))) => report,
            Err(_) => continue,
        };
        let record = Unreadable { key, text, reason: pointer.reason };
        let stored = Some(Stored::ReadOnly { id: id.to_owned(), report, record });
        return Ok(Found { stored, damaged: Vec::new() });
    }
    Ok(Found { stored: Some(Stored::Unreadable(pointer)), damaged: Vec::new() })
}

/// All drafts, those saved last first; what cannot be read stands at the end.
///
/// # Errors
/// If the store refuses.
pub fn list(storage: &impl Storage) -> Result<Vec<Stored>, Trouble> {
    let keys = storage.keys()?;
    let deleted = |id: &str| keys.iter().any(|key| *key == deleted_key(id));
    let mut ids: Vec<&str> = keys
        .iter()
        .filter_map(|key| {
            let id = key.strip_prefix(DRAFT);
            id.or_else(|| key.strip_prefix(SNAPSHOT)?.split(':').next().filter(|id| !deleted(id)))
        })
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let (mut readable, mut others) = (Vec::new(), Vec::new());
    for id in ids {
        let found = load(storage, id)?;
        match found.stored {
            Some(Stored::Unreadable(record)) => others.push(Stored::Unreadable(record)),
            Some(stored) => readable.push(stored),
            None => {}
        }
        others.extend(found.damaged.into_iter().map(Stored::Unreadable));
    }
    let unread_pointer = |text: &str| record::read_pointer(text).is_err();
    for key in keys.iter().filter(|key| key.starts_with(ASIDE) || key.starts_with(DELETED)) {
        if let Some(text) = storage.read(key)?.filter(|text| key.starts_with(ASIDE) || unread_pointer(text)) {
            let text = serde_json::from_str(&text).unwrap_or(text);
            others.push(Stored::Unreadable(Unreadable {
                key: key.clone(),
                text,
                reason: Unread::Damaged.words(),
            }));
        }
    }
    let saved = |stored: &Stored| match stored {
        Stored::Draft(draft) => draft.saved,
        Stored::ReadOnly { .. } | Stored::Unreadable(_) => f64::NEG_INFINITY,
    };
    readable.sort_by(|one, other| saved(other).total_cmp(&saved(one)));
    readable.extend(others);
    Ok(readable)
}

/// Brings back what a second copy has and this store has lost, whole drafts and newer versions (a browser
/// that is killed may not have written the last ones), and says what. What this store refuses stays in the
/// copy.
///
/// # Errors
/// If the store cannot be read.
pub fn recover(storage: &impl Storage, records: &[String], writer: &str) -> Result<Vec<Draft>, Trouble> {
    let mut recovered = Vec::new();
    let copies: Vec<Draft> = records.iter().filter_map(|text| record::read(text).ok()).collect();
    for copy in &copies {
        if is_deleted(storage, &copy.id)? {
            continue;
        }
        let mut draft = match load(storage, &copy.id)?.stored {
            None => Draft { current: current(storage, &copy.id)?, ..copy.clone() },
            Some(Stored::Draft(here)) if here.version.sequence < copy.version.sequence => {
                Draft { current: here.current, ..copy.clone() }
            }
            // Both went on from the same version, and neither has seen the other.
            Some(Stored::Draft(here)) if here.report != copy.report && !has_version(storage, copy)? => {
                Draft { id: format!("{}-{}", copy.id, copy.version.sequence), current: None, ..copy.clone() }
            }
            Some(_) => continue,
        };
        let saved = draft.saved;
        if save(storage, &mut draft, writer, saved).is_ok() {
            recovered.push(draft);
        }
    }
    // A mark has done its work when the copy has forgotten the draft too.
    for key in storage.keys()?.iter().filter(|key| key.starts_with(GONE)) {
        if !copies.iter().any(|copy| *key == gone_key(&copy.id)) {
            storage.remove(key)?;
        }
    }
    Ok(recovered)
}

/// Whether a version is or was here: one that is older than what is kept counts as seen.
fn has_version(storage: &impl Storage, copy: &Draft) -> Result<bool, Trouble> {
    let kept = snapshots(storage, &copy.id)?;
    let oldest = kept.iter().map(|(version, _)| version.sequence).min().unwrap_or(0);
    Ok(copy.version.sequence < oldest || kept.iter().any(|(version, _)| *version == copy.version))
}

/// Removes every key of this application, and no other.
///
/// # Errors
/// If the store refuses; what was removed until then is gone.
pub fn clear(storage: &impl Storage) -> Result<(), Trouble> {
    storage.keys()?.iter().try_for_each(|key| storage.remove(key))
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
