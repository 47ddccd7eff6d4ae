//! The keys of the store, and what they tell without reading a record.

use super::{Storage, Trouble, Version};

pub(super) const DRAFT: &str = "nianbao:draft:";
pub(super) const SNAPSHOT: &str = "nianbao:snapshot:";
/// Where the pointer of the draft that was deleted last waits for 撤销.
pub(super) const DELETED: &str = "nianbao:deleted:";
/// Marks a draft that was deleted for good, so that a second copy does not bring it back.
pub(super) const GONE: &str = "nianbao:gone:";
/// Where a damaged pointer is put aside, as a JSON text.
pub(super) const ASIDE: &str = "nianbao:aside:";

/// Whether a key is that of a draft's pointer, and of which draft.
pub fn pointer_of(key: &str) -> Option<&str> {
    key.strip_prefix(DRAFT)
}

/// The versions of a draft, by the names of their keys.
pub(super) fn snapshots(storage: &impl Storage, id: &str) -> Result<Vec<(Version, String)>, Trouble> {
    let prefix = format!("{SNAPSHOT}{id}:");
    let version = |key: &String| {
        let (sequence, writer) = key.strip_prefix(&prefix)?.split_once(':')?;
        Some(Version { sequence: sequence.parse().ok()?, writer: writer.to_owned() })
    };
    let keys = storage.keys()?.into_iter();
    Ok(keys.filter_map(|key| Some((version(&key)?, key))).collect())
}

pub(super) fn draft_key(id: &str) -> String {
    format!("{DRAFT}{id}")
}

pub(super) fn snapshot_key(id: &str, version: &Version) -> String {
    format!("{SNAPSHOT}{id}:{}:{}", version.sequence, version.writer)
}

pub(super) fn gone_key(id: &str) -> String {
    format!("{GONE}{id}")
}

pub(super) fn deleted_key(id: &str) -> String {
    format!("{DELETED}{id}")
}
