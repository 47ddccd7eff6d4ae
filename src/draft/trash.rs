//! What goes on purpose, and what was lost and comes back: drafts that were deleted, of which the last one
//! waits until the next is deleted, everything that is cleared, and the second copy. What went on purpose
//! comes back on purpose only.

use super::record::{self, Key, REMOVALS, deleted_key, gone_key, pointer_key, version_key};
use super::saving::{put_damaged_pointer_aside, save};
use super::shelf::{find, load};
use super::versions::{self, Keys, Traces};
use super::{Draft, Storage, Stored, Trouble};

/// How often clearing looks for what came meanwhile.
const ROUNDS: u32 = 3;

/// Deletes the draft of an id; it can be brought back until the next one is deleted. Says whether there was
/// one that can be deleted.
///
/// # Errors
/// If the store refuses; then the draft is still there.
pub fn delete(storage: &impl Storage, id: &str) -> Result<bool, Trouble> {
    put_damaged_pointer_aside(storage, id)?;
    let key = pointer_key(id);
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
    versions::write(storage, id, &waiting, &pointer)?;
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
    for (older, traces) in Keys::of(storage)?.drafts {
        let key = deleted_key(&older);
        if !traces.is_deleted
            || older == id
            || storage.read(&key)?.is_none_or(|text| record::read_pointer(&text).is_err())
        {
            continue;
        }
        // One whose pointer is there came back, whatever became of its mark.
        if !traces.has_pointer {
            storage.write(&gone_key(&older), "true")?;
            for version in traces.versions {
                remove_readable(storage, &version_key(&older, &version))?;
            }
        }
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

/// The draft that was deleted last, if it was not brought back.
///
/// # Errors
/// If the store refuses.
pub fn latest(storage: &impl Storage) -> Result<Option<Draft>, Trouble> {
    for (id, traces) in Keys::of(storage)?.drafts {
        if !traces.is_deleted || traces.has_pointer {
            continue;
        }
        let whole = storage.read(&deleted_key(&id))?.and_then(|text| record::read(&text).ok());
        match find(storage, &id, &traces)?.stored {
            Some(Stored::Draft(draft)) => return Ok(Some(*draft)),
            _ if whole.is_some() => return Ok(whole),
            _ => {}
        }
    }
    Ok(None)
}

/// Whether a draft was deleted and waits to be brought back.
pub(super) fn waits(storage: &impl Storage, id: &str) -> Result<bool, Trouble> {
    Ok(storage.read(&deleted_key(id))?.is_some())
}

/// Brings back the draft that was deleted last.
///
/// # Errors
/// If the store refuses; then it can still be brought back.
pub fn restore(storage: &impl Storage) -> Result<(), Trouble> {
    let Some(draft) = latest(storage)? else { return Ok(()) };
    let key = deleted_key(&draft.id);
    if let Some(pointer) = storage.read(&key)? {
        storage.write(&pointer_key(&draft.id), &pointer)?;
        storage.remove(&key)?;
    }
    Ok(())
}

/// Forgets that a draft was deleted.
pub(super) fn forget(storage: &impl Storage, id: &str) -> Result<(), Trouble> {
    [deleted_key(id), gone_key(id)].iter().try_for_each(|key| storage.remove(key))
}

/// Removes every key of this application, and no other, but for the mark that says so: by it other tabs
/// know that nothing was lost.
///
/// # Errors
/// If the store refuses; what was removed until then is gone.
pub fn clear(storage: &impl Storage, now: f64) -> Result<(), Trouble> {
    // What another tab saves meanwhile goes too, in another round; a store that refuses nothing and does
    // nothing ends it.
    for _ in 0..ROUNDS {
        // First, so that no tab takes for lost what it sees vanish; a store that was full takes it later.
        let marked = mark(storage, now);
        let mut keys: Vec<String> = storage.keys()?.into_iter().filter(|key| key != REMOVALS).collect();
        if keys.is_empty() {
            return marked;
        }
        // A pointer without its version was cleared, a version without its pointer lost.
        keys.sort_by_key(|key| matches!(Key::read(key), Some(Key::Pointer(_))));
        keys.iter().try_for_each(|key| storage.remove(key))?;
    }
    Ok(())
}

/// Marks that something is removed for good.
fn mark(storage: &impl Storage, now: f64) -> Result<(), Trouble> {
    let before = storage.read(REMOVALS)?.and_then(|text| text.parse::<f64>().ok());
    // A clock may stand still or run backwards.
    let mark = before.filter(|before| *before >= now).map_or(now, |before| before + 1.0);
    storage.write(REMOVALS, &mark.to_string())
}

/// Brings back what the second copy has and this store has lost, whole drafts and newer versions (a browser
/// that is killed may not have written the last ones), and says what. What this store refuses stays in the
/// second copy.
///
/// # Errors
/// If the store cannot be read.
pub fn recover(
    storage: &impl Storage,
    records: &[String],
    writer: &str,
    now: f64,
) -> Result<Vec<Draft>, Trouble> {
    let keys = Keys::of(storage)?;
    let mut recovered = Vec::new();
    let second: Vec<Draft> = records.iter().filter_map(|text| record::read(text).ok()).collect();
    let none = Traces::default();
    for kept in &second {
        let traces = keys.drafts.get(&kept.id).unwrap_or(&none);
        if traces.is_deleted || traces.is_gone {
            continue;
        }
        let mut draft = match find(storage, &kept.id, traces)?.stored {
            None => Draft { current: versions::current(storage, &kept.id)?, ..kept.clone() },
            Some(Stored::Draft(here)) if here.version.sequence < kept.version.sequence => {
                Draft { current: here.current, ..kept.clone() }
            }
            // Both went on from the same version, and neither has seen the other.
            Some(Stored::Draft(here)) if here.report != kept.report && !was_here(kept, traces) => {
                Draft { id: format!("{}-{}", kept.id, kept.version.sequence), current: None, ..kept.clone() }
            }
            Some(_) => continue,
        };
        let saved = draft.saved;
        if save(storage, &mut draft, writer, saved).is_ok() {
            recovered.push(draft);
        }
    }
    // The mark of a deleted draft has done its work when the second copy has forgotten the draft too. One
    // that the store does not let go of goes the next time.
    let is_forgotten = |id: &String| !second.iter().any(|kept| kept.id == *id);
    let gone = keys.drafts.iter().filter(|(id, traces)| traces.is_gone && is_forgotten(id));
    let gone: Vec<String> = gone.map(|(id, _)| gone_key(id)).collect();
    if !gone.is_empty() && mark(storage, now).is_ok() {
        let _ = gone.iter().try_for_each(|key| storage.remove(key));
    }
    Ok(recovered)
}

/// Whether a version is or was here: one that is older than what is kept counts as seen.
fn was_here(kept: &Draft, traces: &Traces) -> bool {
    let oldest = traces.versions.first().map_or(0, |version| version.sequence);
    kept.version.sequence < oldest || traces.versions.contains(&kept.version)
}
