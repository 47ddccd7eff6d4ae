//! What stands in the store: a draft with its newest version, the list of all drafts, the records that
//! cannot be read. Reading changes nothing.

use super::record::{self, Pointed, REMOVALS, Unread, deleted_key, pointer_key, version_key};
use super::versions::{Keys, Traces};
use super::{Draft, Storage, Stored, Trouble, Unreadable, Version};

/// What was found of one draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The newest version that can be read.
    pub stored: Option<Stored>,
    /// Newer records that cannot.
    pub damaged: Vec<Unreadable>,
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
    if let Some(at) = versions.iter().position(|version| Some(*version) == current.as_ref()) {
        let end = versions.partition_point(|version| version.sequence <= versions[at].sequence);
        versions[at..end].rotate_left(1);
    }
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
