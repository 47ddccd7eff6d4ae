//! The versions of drafts: what the keys tell of them, which one is current, which are kept, and which
//! make room in a store that is full. What cannot be read is never removed.
//! Knows no screen and no session.

use std::collections::BTreeMap;

use super::record::{self, Key, Unread, pointer_key, version_key};
use super::{Draft, Storage, Stored, Trouble, Version};

/// How many versions of a draft are kept.
pub const MOST_VERSIONS: usize = 5;
/// The newest two versions are kept whenever they were saved, then the last of another minute, of other ten
/// minutes, of another hour: so five reach back an afternoon. In milliseconds.
const SPANS: [f64; MOST_VERSIONS] = [0.0, 0.0, 60_000.0, 600_000.0, 3_600_000.0];

/// What the keys of a store tell, without reading a record.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    /// Of each draft.
    pub drafts: BTreeMap<String, Traces>,
    /// The records that were put aside.
    pub aside: Vec<String>,
}

/// What the keys tell of one draft.
#[derive(Clone, Debug, Default)]
pub(super) struct Traces {
    pub has_pointer: bool,
    /// Whether it was deleted and waits to be brought back.
    pub is_deleted: bool,
    /// Whether it was deleted for good.
    pub is_gone: bool,
    /// Its versions, the oldest first.
    pub versions: Vec<Version>,
}

impl Keys {
    /// Asks the store once.
    pub fn of(storage: &impl Storage) -> Result<Keys, Trouble> {
        let mut keys = Keys::default();
        for key in storage.keys()? {
            match Key::read(&key) {
                Some(Key::Pointer(id)) => keys.traces(id).has_pointer = true,
                Some(Key::Version(id, version)) => keys.traces(id).versions.push(version),
                Some(Key::Deleted(id)) => keys.traces(id).is_deleted = true,
                Some(Key::Gone(id)) => keys.traces(id).is_gone = true,
                Some(Key::Aside(_)) => keys.aside.push(key),
                None => {}
            }
        }
        keys.drafts.values_mut().for_each(|traces| traces.versions.sort());
        Ok(keys)
    }

    fn traces(&mut self, id: &str) -> &mut Traces {
        self.drafts.entry(id.to_owned()).or_default()
    }
}

impl Traces {
    /// What the keys tell of the draft of an id.
    pub fn of(storage: &impl Storage, id: &str) -> Result<Traces, Trouble> {
        Ok(Keys::of(storage)?.drafts.remove(id).unwrap_or_default())
    }
}

/// The version that the pointer of a draft names; none if there is no pointer, or it cannot be read.
pub(super) fn current(storage: &impl Storage, id: &str) -> Result<Option<Version>, Trouble> {
    let pointed = storage.read(&pointer_key(id))?.map(|text| record::read_pointer(&text));
    Ok(match pointed {
        Some(Ok(pointed)) => Some(pointed.version().clone()),
        // A later program has taken over: no version of this one is that.
        Some(Err(Unread::Newer(_))) => Some(Version { sequence: u64::MAX, writer: String::new() }),
        Some(Err(Unread::Damaged)) | None => None,
    })
}

/// The versions of a draft that are kept, the newest first, those among them that cannot be read too.
///
/// # Errors
/// If the store refuses.
pub fn list(storage: &impl Storage, id: &str) -> Result<Vec<Stored>, Trouble> {
    let mut versions = Vec::new();
    for version in Traces::of(storage, id)?.versions.iter().rev() {
        let key = version_key(id, version);
        let Some(text) = storage.read(&key)? else { continue };
        versions.push(match record::read(&text) {
            Ok(draft) => Stored::Draft(draft),
            Err(why) => Stored::Unreadable(why.record(key, text)),
        });
    }
    Ok(versions)
}

/// Removes old versions until those are left that [`SPANS`] asks for; the current one stays.
pub(super) fn thin_out(storage: &impl Storage, id: &str) -> Result<(), Trouble> {
    let current = current(storage, id)?;
    let (mut kept, mut last) = (0, 0.0);
    for version in Traces::of(storage, id)?.versions.iter().rev() {
        let key = version_key(id, version);
        let Some(text) = storage.read(&key)? else { continue };
        // What cannot be read is neither removed nor counted.
        let Ok(Draft { saved, .. }) = record::read(&text) else { continue };
        let is_needed = SPANS.get(kept).is_some_and(|span| {
            let number = |time: f64| (time / span).floor();
            *span == 0.0 || number(saved) != number(last)
        });
        if is_needed || Some(version) == current.as_ref() {
            kept += 1;
            last = saved;
        } else {
            storage.remove(&key)?;
        }
    }
    Ok(())
}

/// Writes a record for a draft. In a store that is full, what can be spared makes room, piece by piece and
/// only as far as needed; if all of it is not enough, it is put back.
///
/// # Errors
/// If the store refuses; what was stored before is there still.
pub(super) fn write(storage: &impl Storage, id: &str, key: &str, text: &str) -> Result<(), Trouble> {
    let written = storage.write(key, text);
    if written != Err(Trouble::Full) {
        return written;
    }
    let mut spared = Vec::new();
    for spare in spares(storage, id)? {
        let Some(old) = storage.read(&spare)?.filter(|_| spare != key) else { continue };
        if record::read(&old).is_err() {
            continue;
        }
        storage.remove(&spare)?;
        spared.push((spare, old));
        match storage.write(key, text) {
            Err(Trouble::Full) => {}
            written => return written,
        }
    }
    for (key, old) in spared {
        // It stood there a moment ago, so there is room for it.
        let _ = storage.write(&key, &old);
    }
    Err(Trouble::Full)
}

/// The keys of the versions that can be spared: those of the draft that was deleted, then the old ones of
/// the draft itself, then those of others; the oldest first.
fn spares(storage: &impl Storage, id: &str) -> Result<Vec<String>, Trouble> {
    let keys = Keys::of(storage)?;
    let mut drafts: Vec<(&String, &Traces)> = keys.drafts.iter().collect();
    drafts.sort_by_key(|(other, traces)| match (traces.is_deleted, *other == id) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => 2,
    });
    let mut spares = Vec::new();
    for (id, traces) in drafts {
        let current = current(storage, id)?;
        let newest = traces.versions.last().filter(|_| traces.has_pointer);
        let is_needed = |version| Some(version) == current.as_ref() || Some(version) == newest;
        let old = traces.versions.iter().filter(|version| !is_needed(version));
        spares.extend(old.map(|version| version_key(id, version)));
    }
    Ok(spares)
}
