//! Drafts that were deleted: the last one waits until the next is deleted.

use super::keys::{DELETED, deleted_key, draft_key, snapshots};
use super::shelf::{Stored, load};
use super::{Draft, Storage, Trouble, record, versions};

/// Deletes the draft of an id; it can be brought back until the next one is deleted.
///
/// # Errors
/// If the store refuses; then the draft is still there.
pub fn delete(storage: &impl Storage, id: &str) -> Result<(), Trouble> {
    let key = draft_key(id);
    let pointer = match storage.read(&key)? {
        // What cannot be read is not removed.
        Some(text) if record::read_pointer(&text).is_err() => return Ok(()),
        Some(text) => serde_json::from_str(&text).unwrap_or_default(),
        None => match load(storage, id)?.stored {
            Some(Stored::Draft(draft)) => record::pointer(id, &draft.version),
            _ => return Ok(()),
        },
    };
    storage.write(&deleted_key(id), &pointer)?;
    storage.remove(&key)?;
    for key in storage.keys()? {
        if let Some(older) = key.strip_prefix(DELETED).filter(|older| *older != id) {
            for (_, snapshot) in snapshots(storage, older)? {
                remove_readable(storage, &snapshot)?;
            }
            storage.remove(&key)?;
        }
    }
    Ok(())
}

/// The draft that was deleted last, if it was not brought back.
///
/// # Errors
/// If the store refuses.
pub fn latest(storage: &impl Storage) -> Result<Option<Draft>, Trouble> {
    for key in storage.keys()? {
        let Some(id) = key.strip_prefix(DELETED) else { continue };
        let whole = storage.read(&key)?.and_then(|text| record::read_envelope(&text).ok());
        let newest = versions::list(storage, id)?.into_iter().find_map(|stored| match stored {
            Stored::Draft(draft) => Some(draft),
            _ => None,
        });
        if let Some(draft) = newest.or(whole) {
            return Ok(Some(draft));
        }
    }
    Ok(None)
}

/// Brings back the draft that was deleted last.
///
/// # Errors
/// If the store refuses; then it can still be brought back.
pub fn restore(storage: &impl Storage) -> Result<(), Trouble> {
    let Some(draft) = latest(storage)? else { return Ok(()) };
    let key = deleted_key(&draft.id);
    if let Some(pointer) = storage.read(&key)?.and_then(|text| serde_json::from_str(&text).ok()) {
        storage.write(&draft_key(&draft.id), &pointer)?;
        storage.remove(&key)?;
    }
    Ok(())
}

fn remove_readable(storage: &impl Storage, key: &str) -> Result<(), Trouble> {
    match storage.read(key)? {
        Some(text) if record::read_envelope(&text).is_ok() => storage.remove(key),
        _ => Ok(()),
    }
}
