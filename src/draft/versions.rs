//! The versions of drafts: what the keys tell of them, which one is current, which are kept, and which
//! make room in a store that is full. What cannot be read is never removed.
//! Knows no screen and no session.

use std::collections::BTreeMap;

use super::record::{self, Key, Unread, pointer_key, version_key};
use super::{Storage, Stored, Trouble, Version};

/// How many versions of a draft are kept.
pub const MOST_VERSIONS: usize = 5;
/// Which these are, as a user reads it.
pub const KEPT: &str =
    "保留五个版本：现在的、几分钟前的、一小时前后的、前一天最后的和最早的；存储快满时少留几个。";
/// How old the version of some minutes ago can be, and that of an hour ago when it takes its place, in
/// milliseconds: it is 15 to 105 minutes old while one types without a pause.
const MINUTES: f64 = 15.0 * 60_000.0;
const HOUR: f64 = 90.0 * 60_000.0;
const DAY: f64 = 24.0 * 3_600_000.0;
/// A day begins at four in the morning in China, when nobody types: at eight in the evening of 1970's clock.
const DAY_BEGINS: f64 = 4.0 * 3_600_000.0;

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
                Some(Key::Version(id, version)) => {
                    let versions = &mut keys.traces(id).versions;
                    let place = versions.partition_point(|other| *other < version);
                    versions.insert(place, version);
                }
                Some(Key::Deleted(id)) => keys.traces(id).is_deleted = true,
                Some(Key::Gone(id)) => keys.traces(id).is_gone = true,
                Some(Key::Aside(_)) => keys.aside.push(key),
                None => {}
            }
        }
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

    /// Whether no record of the draft is left.
    pub fn is_bare(&self) -> bool {
        !self.has_pointer && !self.is_deleted && self.versions.is_empty()
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
            Ok(draft) => Stored::Draft(Box::new(draft)),
            Err(why) => Stored::Unreadable(why.record(key, text)),
        });
    }
    Ok(versions)
}

/// Removes the versions that [`KEPT`] does not name; the current one stays.
pub(super) fn thin_out(storage: &impl Storage, id: &str) -> Result<(), Trouble> {
    let versions = Traces::of(storage, id)?.versions;
    if versions.len() <= MOST_VERSIONS {
        return Ok(());
    }
    let current = current(storage, id)?;
    let mut readable = Vec::new();
    for version in versions.into_iter().rev() {
        let text = storage.read(&version_key(id, &version))?;
        // What cannot be read is neither removed nor counted.
        readable.extend(text.and_then(|text| record::read(&text).ok()).map(|draft| (version, draft.saved)));
    }
    let times: Vec<f64> = readable.iter().map(|(_, saved)| *saved).collect();
    let kept = kept(&times);
    for (position, (version, _)) in readable.iter().enumerate() {
        if !kept.contains(&position) && Some(version) != current.as_ref() {
            storage.remove(&version_key(id, version))?;
        }
    }
    Ok(())
}

/// Which of some versions are kept, by the times at which they were saved, the newest first.
fn kept(times: &[f64]) -> Vec<usize> {
    let (Some(now), Some(first)) = (times.first(), times.len().checked_sub(1)) else { return Vec::new() };
    let oldest_within = |span| (1..first).rev().find(|older| now - times[*older] <= span);
    let day = |time: f64| ((time + DAY_BEGINS) / DAY).floor();
    let of_another_day = (1..first).find(|older| day(times[*older]) != day(*now));
    let mut kept = vec![0];
    let mut last = 0;
    // Where there is none, or one that is kept already, the next older one takes the place.
    for wanted in [oldest_within(MINUTES), oldest_within(HOUR), of_another_day] {
        let next = wanted.filter(|older| *older > last).unwrap_or(last + 1);
        if next < first {
            kept.push(next);
            last = next;
        }
    }
    kept.push(first);
    // At first all are of the same minutes: the newest of them.
    let others = (1..first).filter(|older| !kept.contains(older));
    let others: Vec<usize> = others.take(MOST_VERSIONS.saturating_sub(kept.len())).collect();
    kept.extend(others);
    kept
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
    let rank = |other: &str, traces: &Traces| match (traces.is_deleted, other == id) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => 2,
    };
    let in_turn =
        (0..3).flat_map(|turn| keys.drafts.iter().filter(move |(other, traces)| rank(other, traces) == turn));
    let mut spares = Vec::new();
    for (other, traces) in in_turn {
        let is_deleted = (traces.is_deleted || traces.is_gone) && !traces.has_pointer;
        let current = current(storage, other)?;
        // Nothing says which of its versions is current.
        if !is_deleted && other != id && !current.as_ref().is_some_and(|it| traces.versions.contains(it)) {
            continue;
        }
        let mut needed = vec![current];
        if !is_deleted {
            needed.push(newest_readable(storage, other, traces)?);
        }
        let old = traces.versions.iter().filter(|version| !needed.iter().flatten().any(|it| it == *version));
        spares.extend(old.map(|version| version_key(other, version)));
    }
    Ok(spares)
}

fn newest_readable(storage: &impl Storage, id: &str, traces: &Traces) -> Result<Option<Version>, Trouble> {
    for version in traces.versions.iter().rev() {
        if storage.read(&version_key(id, version))?.is_some_and(|text| record::read(&text).is_ok()) {
            return Ok(Some(version.clone()));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: f64 = 60_000.0;

    /// A week of office hours, in China, with a pause now and then: when a draft is saved.
    fn week() -> Vec<f64> {
        let mut times = Vec::new();
        let mut chance: u64 = 20_260_120;
        for day in 0..7 {
            let eight = f64::from(day) * DAY;
            for (begin, end) in [(30.0, 4.0 * 60.0), (6.0 * 60.0, 10.0 * 60.0), (11.0 * 60.0, 13.0 * 60.0)] {
                let mut minute = begin;
                while minute < end {
                    times.push(eight + minute * MINUTE);
                    chance = chance
                        .wrapping_mul(6_364_136_223_846_793_005)
                        .wrapping_add(1_442_695_040_888_963_407);
                    let often = (chance >> 33) % 100;
                    minute += if often == 0 { 40.0 } else { 0.1 + often as f64 / 100.0 };
                }
            }
        }
        times
    }

    #[test]
    fn at_every_moment_of_a_week_the_versions_reach_back_as_far_as_is_said() {
        let times = week();
        assert!(times.len() > 3_000);
        // The newest first, as they are kept.
        let mut stored: Vec<f64> = Vec::new();
        let mut steady = 0;
        for (number, now) in times.iter().enumerate() {
            stored.insert(0, *now);
            let kept = kept(&stored);
            stored = (0..stored.len()).filter(|it| kept.contains(it)).map(|it| stored[it]).collect();
            let before = &times[..number];
            assert_eq!(stored.len(), MOST_VERSIONS.min(number + 1));
            assert_eq!((stored[0], stored[stored.len() - 1]), (*now, times[0]), "now and the first");
            let ages: Vec<f64> = stored.iter().map(|time| (now - time) / MINUTE).collect();
            let Some(last) = before.last() else { continue };
            assert!(ages[1] <= 15.0 || stored[1] == *last, "some minutes, or before a pause: {ages:?}");
            // No pause since two hours ago.
            let recent = times[..=number].windows(2).rev().take_while(|pair| pair[1] > now - 120.0 * MINUTE);
            let is_steady = recent.clone().all(|pair| pair[1] - pair[0] < 15.0 * MINUTE);
            if is_steady && recent.count() > 60 && now - times[0] > 120.0 * MINUTE {
                assert!((15.0..=105.0).contains(&ages[2]), "about an hour: {ages:?}");
                steady += 1;
            }
            let is_of_day_before = |time: &&f64| (**time / DAY).floor() < (now / DAY).floor();
            if let Some(day_before) = before.iter().rev().find(is_of_day_before) {
                assert!(stored.contains(day_before), "the last of the day before: {ages:?}");
            }
        }
        assert!(steady > 100);
    }

    #[test]
    fn versions_of_a_clock_that_runs_backwards_and_fewer_than_five_are_kept() {
        assert_eq!(kept(&[]), [0; 0]);
        assert_eq!(kept(&[1.0, 9.0, 8.0, 7.0]).len(), 4);
        let five = kept(&[0.0, 9.0e9, 8.0e9, 5.0, 4.0, 3.0]);
        assert!(five.len() == MOST_VERSIONS && five.contains(&0) && five.contains(&5));
    }
}
