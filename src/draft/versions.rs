//! The versions of a draft: which are kept, and what they hold. What cannot be read is never removed.

use super::keys::snapshots;
use super::record;
use super::shelf::{Stored, Unreadable, current};
use super::{Draft, Storage, Trouble};

/// How many versions of a draft are kept.
pub const MOST_VERSIONS: usize = 5;
/// The newest two versions are kept whenever they were saved, then the last of another minute, of other ten
/// minutes, of another hour: so five reach back an afternoon. In milliseconds.
const SPANS: [f64; MOST_VERSIONS] = [0.0, 0.0, 60_000.0, 600_000.0, 3_600_000.0];

/// The versions of a draft that are kept, the newest first, those among them that cannot be read too.
///
/// # Errors
/// If the store refuses.
pub fn list(storage: &impl Storage, id: &str) -> Result<Vec<Stored>, Trouble> {
    let mut snapshots = snapshots(storage, id)?;
    snapshots.sort();
    let mut versions = Vec::new();
    for (_, key) in snapshots.into_iter().rev() {
        let Some(text) = storage.read(&key)? else { continue };
        versions.push(match record::read(&text) {
            Ok(draft) => Stored::Draft(draft),
            Err(why) => Stored::Unreadable(Unreadable { key, text, reason: why.words() }),
        });
    }
    Ok(versions)
}

/// Removes old versions until those are left that [`SPANS`] asks for; the current one stays.
pub(super) fn thin_out(storage: &impl Storage, id: &str) -> Result<(), Trouble> {
    let current = current(storage, id)?;
    let mut snapshots = snapshots(storage, id)?;
    snapshots.sort();
    snapshots.reverse();
    let (mut kept, mut last) = (0, 0.0);
    for (version, key) in snapshots {
        let Some(text) = storage.read(&key)? else { continue };
        // What cannot be read is neither removed nor counted.
        let Ok(Draft { saved, .. }) = record::read(&text) else { continue };
        let is_needed = SPANS.get(kept).is_some_and(|span| {
            let number = |time: f64| (time / span).floor();
            *span == 0.0 || number(saved) != number(last)
        });
        if is_needed || Some(&version) == current.as_ref() {
            kept += 1;
            last = saved;
        } else {
            storage.remove(&key)?;
        }
    }
    Ok(())
}
