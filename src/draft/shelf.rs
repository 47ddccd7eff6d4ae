//! Where drafts stand in the store. A new version is written whole under a key of its own before the
//! pointer moves to it. A version that this tab has not seen is never written over.

use serde_json::Value;

use super::keys::{ASIDE, DRAFT, SNAPSHOT, deleted_key, draft_key, snapshot_key, snapshots};
use super::record::{self, Pointed, Unread};
use super::versions::{MOST_VERSIONS, thin_out};
use super::{Draft, Storage, Trouble, Version};
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
    let envelope = record::envelope(&new);
    match storage.write(&key, &envelope) {
        Err(Trouble::Full) => {
            // The old versions of this draft make room, but for the current one.
            thin_out(storage, &draft.id, 1)?;
            storage.write(&key, &envelope)?;
        }
        written => written?,
    }
    storage.write(&draft_key(&draft.id), &record::pointer(&draft.id, &version))?;
    if current(storage, &draft.id)?.as_ref() != Some(&version) {
        return Err(Refusal::Behind);
    }
    *draft = Draft { current: Some(version), ..new };
    // What is too much is no reason to say that the draft was not saved.
    let _ = thin_out(storage, &draft.id, MOST_VERSIONS);
    Ok(())
}

/// A number above all versions, those among them to which no pointer moved since a write was interrupted:
/// only such a one by this tab itself is written over.
fn next_sequence(storage: &impl Storage, draft: &Draft, writer: &str) -> Result<u64, Trouble> {
    let current = draft.current.as_ref().map_or(0, |version| version.sequence);
    let mut next = current.max(draft.version.sequence) + 1;
    for (version, _) in snapshots(storage, &draft.id)? {
        let is_unfinished = version.writer == writer && version.sequence > current;
        next = next.max(version.sequence + u64::from(!is_unfinished));
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
        None if storage.read(&deleted_key(&draft.id))?.is_some() => Err(Refusal::Deleted),
        // The store was cleaned, or the pointer was damaged: there is nothing to overtake.
        None => Ok(()),
    }
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

fn put_damaged_pointer_aside(storage: &impl Storage, id: &str) -> Result<(), Trouble> {
    let key = draft_key(id);
    let Some(text) = storage.read(&key)? else { return Ok(()) };
    if record::read_pointer(&text) == Err(Unread::Damaged) {
        let aside = (0..).map(|number| format!("{ASIDE}{id}:{number}"));
        for aside in aside.take(MOST_VERSIONS) {
            if storage.read(&aside)?.is_none() {
                return storage.write(&aside, &Value::String(text));
            }
        }
        return Err(Trouble::Full);
    }
    Ok(())
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
    let whole = match pointed {
        Some(Pointed::Whole(draft)) => Some(*draft),
        _ => None,
    };
    for (version, key) in snapshots {
        if whole.as_ref().is_some_and(|whole| whole.version.sequence >= version.sequence) {
            break;
        }
        let Some(text) = storage.read(&key)? else { continue };
        match record::read_envelope(&text) {
            Ok(draft) => {
                let draft = Draft { current, ..draft };
                return Ok(Found { stored: Some(Stored::Draft(draft)), damaged });
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
        let report = match record::read_envelope(&text) {
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
    for key in keys.iter().filter(|key| key.starts_with(ASIDE)) {
        if let Some(text) = storage.read(key)? {
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
/// that is killed may not have written the last ones), and says what.
///
/// # Errors
/// If the store refuses; what came back until then stays.
pub fn recover(storage: &impl Storage, records: &[String], writer: &str) -> Result<Vec<Draft>, Refusal> {
    let mut recovered = Vec::new();
    for copy in records.iter().filter_map(|text| record::read_envelope(text).ok()) {
        let current = match load(storage, &copy.id)?.stored {
            None if !knows(storage, &copy.id)? => None,
            Some(Stored::Draft(here)) if here.version.sequence < copy.version.sequence => here.current,
            _ => continue,
        };
        let mut draft = Draft { current, ..copy };
        let saved = draft.saved;
        save(storage, &mut draft, writer, saved)?;
        recovered.push(draft);
    }
    Ok(recovered)
}

/// Removes every key of this application, and no other.
///
/// # Errors
/// If the store refuses; what was removed until then is gone.
pub fn clear(storage: &impl Storage) -> Result<(), Trouble> {
    storage.keys()?.iter().try_for_each(|key| storage.remove(key))
}

/// Whether anything of a draft is stored, deleted drafts included.
///
/// # Errors
/// If the store refuses.
pub fn knows(storage: &impl Storage, id: &str) -> Result<bool, Trouble> {
    let snapshot = format!("{SNAPSHOT}{id}:");
    let is_of = |key: &String| *key == draft_key(id) || *key == deleted_key(id) || key.starts_with(&snapshot);
    Ok(storage.keys()?.iter().any(is_of))
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
