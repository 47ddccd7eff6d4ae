//! Drafts that were deleted: the last one waits until the next is deleted.

use super::keys::{DELETED, deleted_key, draft_key, gone_key, snapshots};
use super::shelf::{Stored, load, put_damaged_pointer_aside};
use super::{Draft, Storage, Trouble, record, room};

/// Deletes the draft of an id; it can be brought back until the next one is deleted. Says whether there was
/// one that can be deleted.
///
/// # Errors
/// If the store refuses; then the draft is still there.
pub fn delete(storage: &impl Storage, id: &str) -> Result<bool, Trouble> {
    put_damaged_pointer_aside(storage, id)?;
    let key = draft_key(id);
    let pointer = match storage.read(&key)? {
        // That of a later program is not removed.
        Some(text) if record::read_pointer(&text).is_err() => return Ok(false),
        Some(text) => text,
        None => match load(storage, id)?.stored {
            Some(Stored::Draft(draft)) => record::write_pointer(id, &draft.version),
            _ => return Ok(false),
        },
    };
    let waiting = deleted_key(id);
    room::write(storage, id, &waiting, &pointer)?;
    if let Err(trouble) = storage.remove(&key) {
        // It is not deleted, so it does not wait to be brought back.
        let _ = storage.remove(&waiting);
        return Err(trouble);
    }
    // The draft is deleted, whatever becomes of the one before it.
    let _ = remove_others(storage, id);
    Ok(true)
}

/// Removes the drafts that were deleted before, for good.
fn remove_others(storage: &impl Storage, id: &str) -> Result<(), Trouble> {
    for key in storage.keys()? {
        let Some(older) = key.strip_prefix(DELETED).filter(|older| *older != id) else { continue };
        if storage.read(&key)?.is_none_or(|text| record::read_pointer(&text).is_err()) {
            continue;
        }
        storage.write(&gone_key(older), "true")?;
        for (_, snapshot) in snapshots(storage, older)? {
            remove_readable(storage, &snapshot)?;
        }
        storage.remove(&key)?;
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
        if storage.read(&draft_key(id))?.is_some() {
            continue;
        }
        let whole = storage.read(&key)?.and_then(|text| record::read(&text).ok());
        match load(storage, id)?.stored {
            Some(Stored::Draft(draft)) => return Ok(Some(draft)),
            _ if whole.is_some() => return Ok(whole),
            _ => {}
        }
    }
    Ok(None)
}

/// Forgets that a draft was deleted.
pub(super) fn forget(storage: &impl Storage, id: &str) -> Result<(), Trouble> {
    [deleted_key(id), gone_key(id)].iter().try_for_each(|key| storage.remove(key))
}

/// Brings back the draft that was deleted last.
///
/// # Errors
/// If the store refuses; then it can still be brought back.
pub fn restore(storage: &impl Storage) -> Result<(), Trouble> {
    let Some(draft) = latest(storage)? else { return Ok(()) };
    let key = deleted_key(&draft.id);
    if let Some(pointer) = storage.read(&key)? {
        storage.write(&draft_key(&draft.id), &pointer)?;
        storage.remove(&key)?;
    }
    Ok(())
}

fn remove_readable(storage: &impl Storage, key: &str) -> Result<(), Trouble> {
    match storage.read(key)? {
        Some(text) if record::read(&text).is_ok() => storage.remove(key),
        _ => Ok(()),
    }
}
