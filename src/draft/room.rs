//! Writing into a store that may be full: what can be spared makes room, piece by piece and only as far as
//! needed. If all of it is not enough, it is put back.

use super::keys::{DELETED, DRAFT, SNAPSHOT, snapshots};
use super::record;
use super::shelf::current;
use super::{Storage, Trouble};

/// Writes a record for a draft.
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
        let Some(spared_text) = storage.read(&spare)?.filter(|_| spare != key) else { continue };
        // What cannot be read is never removed.
        if record::read(&spared_text).is_err() {
            continue;
        }
        storage.remove(&spare)?;
        spared.push((spare, spared_text));
        match storage.write(key, text) {
            Err(Trouble::Full) => {}
            written => return written,
        }
    }
    for (key, text) in spared {
        // It stood there a moment ago, so there is room for it.
        let _ = storage.write(&key, &text);
    }
    Err(Trouble::Full)
}

/// The versions that can be spared: those of the draft that was deleted, then the old ones of the draft
/// itself, then those of others; the oldest first.
fn spares(storage: &impl Storage, id: &str) -> Result<Vec<String>, Trouble> {
    let keys = storage.keys()?;
    let mut ids: Vec<&str> = keys.iter().filter_map(|key| key.strip_prefix(DELETED)).collect();
    ids.push(id);
    for key in &keys {
        let other = key.strip_prefix(SNAPSHOT).and_then(|rest| rest.split(':').next());
        if let Some(other) = other.filter(|other| !ids.contains(other)) {
            ids.push(other);
        }
    }
    let mut spares = Vec::new();
    for id in ids {
        let is_stored = keys.iter().any(|key| key.strip_prefix(DRAFT) == Some(id));
        let current = current(storage, id)?;
        let mut versions = snapshots(storage, id)?;
        versions.sort();
        let newest = versions.last().map(|(version, _)| version.clone());
        let is_needed =
            |version| Some(version) == current.as_ref() || is_stored && Some(version) == newest.as_ref();
        let old = versions.iter().filter(|(version, _)| !is_needed(version));
        spares.extend(old.map(|(_, key)| key.clone()));
    }
    Ok(spares)
}
