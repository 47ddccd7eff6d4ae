//! All drafts in one file, and back: what a backup holds, how it compares with what is here, and when
//! the next one is due. What cannot be read goes along byte for byte, both ways. Knows no file.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::record::{self, Key, Unread, pointer_key};
use super::saving::{self, Refusal};
use super::versions::{self, Keys, Traces};
use super::{Draft, Storage, Stored, Trouble, Unreadable, shelf, trash};

/// The value of `format`, by which a backup is known.
pub const FORMAT: &str = "nianbao-backup";
const VERSION: u64 = 1;
/// Where the time of the last backup is kept.
const MADE: &str = "nianbao:backup";
/// A backup older than this is old.
const WEEK: f64 = 7.0 * 24.0 * 60.0 * 60.0 * 1000.0;

/// What a backup holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Backup {
    /// When it was made, in milliseconds since 1970.
    pub made: f64,
    /// The drafts, and the records that cannot be read.
    pub holds: Vec<Stored>,
}

/// How a draft, or a record that cannot be read, compares with what is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// It is not here.
    New,
    /// It is here, the same.
    Same,
    /// Another one stands in its place: it comes in beside, a draft as a copy, a record under another key.
    Conflict,
}

/// What became of a draft, or of a record that cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It was here, the same.
    Same,
    /// The draft came in, under the id that it has here.
    Draft(Box<Draft>),
    /// The record came in, byte for byte, under the key that it has here.
    Record(String),
    /// It did not come in.
    Refused(Refusal),
}

/// The text of a backup: every draft that is stored, and those that are only in memory; records that
/// cannot be read go along as they are.
///
/// # Errors
/// If the store refuses and nothing is in memory.
pub fn write(storage: &impl Storage, in_memory: &[Draft], now: f64) -> Result<String, Trouble> {
    let stored = shelf::list(storage).and_then(|stored| Ok((stored, shelf::unreadable(storage)?)));
    let (stored, unreadable) = match stored {
        Err(trouble) if in_memory.is_empty() => return Err(trouble),
        stored => stored.unwrap_or_default(),
    };
    let mut records = Vec::new();
    for draft in in_memory {
        // One that another tab went ahead of comes beside what that tab saved.
        let is_behind = stored.iter().any(|other| match other {
            Stored::Draft(other) => other.id == draft.id && other.current != draft.current,
            _ => false,
        });
        let id = if is_behind { format!("{}-copy", draft.id) } else { draft.id.clone() };
        records.push((draft.id.as_str(), is_behind, record::value(&Draft { id, ..draft.clone() })));
    }
    let is_in_memory = |id: &str| records.iter().any(|(other, is_behind, _)| *other == id && !*is_behind);
    let from_store = stored.iter().filter_map(|one| match one {
        Stored::Draft(draft) if !is_in_memory(&draft.id) => Some(record::value(draft)),
        _ => None,
    });
    let from_store: Vec<Value> = from_store.collect();
    let records: Vec<Value> = records.into_iter().map(|(_, _, record)| record).chain(from_store).collect();
    let unreadable: serde_json::Map<String, Value> =
        unreadable.into_iter().map(|(key, text)| (key, Value::String(text))).collect();
    let backup = json!({
        "format": FORMAT, "version": VERSION, "made": now, "drafts": records, "unreadable": unreadable,
    });
    Ok(format!("{backup:#}\n"))
}

/// Whether a text is that of a backup.
pub fn is_backup(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('{') && serde_json::from_str(text).is_ok_and(|value: Value| value["format"] == FORMAT)
}

/// Reads a backup.
///
/// # Errors
/// A sentence, if it is none, damaged, or of a later version of this program.
pub fn read(text: &str) -> Result<Backup, &'static str> {
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|_| "备份文件已损坏，读不下去。请换一份没有损坏的备份。")?;
    if value["format"] != FORMAT {
        return Err("这个文件不是备份。请选用“备份全部草稿”下载的文件。");
    }
    if value["version"] != VERSION {
        return Err("这份备份由更新的版本保存，请用新版本的页面恢复。");
    }
    let drafts = value["drafts"].as_array().into_iter().flatten().map(|record| {
        let text = record.to_string();
        match record::read(&text) {
            Ok(draft) if is_sound(&draft.id) => Stored::Draft(Box::new(draft)),
            _ => unread(pointer_key(record["id"].as_str().unwrap_or_default()), text),
        }
    });
    let others = value["unreadable"].as_object().into_iter().flatten();
    let others = others.filter_map(|(key, text)| Some(unread(key.clone(), text.as_str()?.to_owned())));
    Ok(Backup { made: value["made"].as_f64().unwrap_or(0.0), holds: drafts.chain(others).collect() })
}

/// A record of a backup that does not become a draft, with the reason.
fn unread(key: String, text: String) -> Stored {
    let why = match record::read_pointer(&text) {
        Ok(_) => {
            return Stored::Unreadable(Unreadable { key, text, reason: "属于一份打不开的草稿。" });
        }
        Err(why) => why,
    };
    let record = why.record(key, text);
    match (why, owner(&record).map(str::to_owned)) {
        (Unread::Newer(Some(report)), Some(id)) => Stored::ReadOnly { id, report, record },
        _ => Stored::Unreadable(record),
    }
}

/// Whether an id can be part of keys and addresses.
fn is_sound(id: &str) -> bool {
    !id.is_empty() && id.len() < 100 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// What stands here, and may be in the way.
struct Here {
    keys: Keys,
    /// The texts that were put aside.
    aside: BTreeSet<String>,
    /// The ids of drafts that are here, or come in.
    taken: BTreeSet<String>,
}

impl Here {
    fn of(storage: &impl Storage, backup: &Backup) -> Result<Here, Trouble> {
        let keys = Keys::of(storage)?;
        let aside = shelf::records_aside(storage, &keys)?.into_iter().map(|record| record.text).collect();
        let ids = backup.holds.iter().filter_map(|one| match one {
            Stored::Draft(draft) => Some(draft.id.clone()),
            _ => None,
        });
        let here = keys.drafts.iter().filter(|(_, traces)| !traces.is_bare()).map(|(id, _)| id.clone());
        let taken = ids.chain(here).collect();
        Ok(Here { keys, aside, taken })
    }

    fn compare(&self, storage: &impl Storage, one: &Stored) -> Result<Comparison, Trouble> {
        match one {
            Stored::Draft(draft) => self.compare_draft(storage, draft),
            Stored::ReadOnly { record, .. } | Stored::Unreadable(record) => {
                self.compare_record(storage, record)
            }
        }
    }

    fn compare_draft(&self, storage: &impl Storage, draft: &Draft) -> Result<Comparison, Trouble> {
        let none = Traces::default();
        let traces = self.keys.drafts.get(&draft.id).unwrap_or(&none);
        if traces.is_deleted || traces.is_gone {
            return Ok(Comparison::New);
        }
        let found = shelf::find(storage, &draft.id, traces)?;
        Ok(match found.stored {
            None if found.damaged.is_empty() => Comparison::New,
            Some(Stored::Draft(here)) if here.report == draft.report => Comparison::Same,
            _ => Comparison::Conflict,
        })
    }

    fn compare_record(&self, storage: &impl Storage, record: &Unreadable) -> Result<Comparison, Trouble> {
        let owner = owner(record);
        if self.aside.contains(&record.text)
            || owner.is_some() && storage.read(&record.key)?.as_ref() == Some(&record.text)
        {
            return Ok(Comparison::Same);
        }
        // Among the versions of a draft that is here it could stand in the way.
        let is_free = owner.is_some_and(|id| !self.taken.contains(id));
        Ok(if is_free { Comparison::New } else { Comparison::Conflict })
    }
}

/// The draft to which a record that cannot be read belongs by its key; none if it can't stand under that.
fn owner(record: &Unreadable) -> Option<&str> {
    match Key::read(&record.key)? {
        Key::Pointer(id) | Key::Version(id, _) | Key::Deleted(id) if is_sound(id) => Some(id),
        _ => None,
    }
}

/// How what a backup holds compares with what is here, one by one.
///
/// # Errors
/// If the store refuses.
pub fn compare(storage: &impl Storage, backup: &Backup) -> Result<Vec<Comparison>, Trouble> {
    let here = Here::of(storage, backup)?;
    backup.holds.iter().map(|one| here.compare(storage, one)).collect()
}

/// Brings back what a backup holds, and says what became of each: new drafts as they are, those that differ
/// as copies with a fresh id, records that cannot be read byte for byte. What one is refused stops no other.
///
/// # Errors
/// If the store cannot be read; then nothing came in.
pub fn restore(
    storage: &impl Storage,
    backup: &Backup,
    writer: &str,
    mut fresh_id: impl FnMut() -> String,
) -> Result<Vec<Outcome>, Trouble> {
    let comparisons = compare(storage, backup)?;
    let mut came_in = BTreeSet::new();
    let mut restored = Vec::new();
    for (one, comparison) in backup.holds.iter().zip(comparisons) {
        let outcome = match (one, comparison) {
            (_, Comparison::Same) => Ok(Outcome::Same),
            (Stored::Draft(draft), Comparison::New) if came_in.insert(draft.id.clone()) => {
                restore_draft(storage, Draft { current: None, ..(**draft).clone() }, writer)
            }
            (Stored::Draft(draft), _) => restore_draft(storage, draft.copied_as(fresh_id()), writer),
            (Stored::ReadOnly { record, .. } | Stored::Unreadable(record), comparison) => {
                restore_record(storage, record, comparison)
            }
        };
        restored.push(outcome.unwrap_or_else(Outcome::Refused));
    }
    Ok(restored)
}

fn restore_draft(storage: &impl Storage, mut draft: Draft, writer: &str) -> Result<Outcome, Refusal> {
    // What was deleted here comes back on purpose.
    trash::forget(storage, &draft.id)?;
    let saved = draft.saved;
    saving::save(storage, &mut draft, writer, saved)?;
    Ok(Outcome::Draft(Box::new(draft)))
}

fn restore_record(
    storage: &impl Storage,
    record: &Unreadable,
    comparison: Comparison,
) -> Result<Outcome, Refusal> {
    let key = match (owner(record), comparison) {
        (Some(id), Comparison::New) if storage.read(&record.key)?.is_none() => {
            versions::write(storage, id, &record.key, &record.text)?;
            record.key.clone()
        }
        _ => {
            let id = Key::read(&record.key).map(|key| key.id()).filter(|id| is_sound(id));
            saving::put_aside(storage, id.unwrap_or("backup"), &record.text)?
        }
    };
    Ok(Outcome::Record(key))
}

/// Notes that a backup was made.
///
/// # Errors
/// If the store refuses.
pub fn note(storage: &impl Storage, now: f64) -> Result<(), Trouble> {
    storage.write(MADE, &json!({ "made": now }).to_string())
}

/// Notes that there is something to back up, if no backup was made: from then on a week counts.
///
/// # Errors
/// If the store refuses.
pub fn note_first(storage: &impl Storage, now: f64) -> Result<(), Trouble> {
    match storage.read(MADE)? {
        None => storage.write(MADE, &json!({ "since": now }).to_string()),
        Some(_) => Ok(()),
    }
}

/// What is known of the last backup.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Last {
    /// When it was made, if one was.
    pub made: Option<f64>,
    /// Since when there is something to back up, if none was made.
    pub since: Option<f64>,
}

/// When the last backup was made. One of the future was made by a clock that was wrong, and counts as none.
///
/// # Errors
/// If the store refuses.
pub fn last(storage: &impl Storage, now: f64) -> Result<Last, Trouble> {
    let value: Value =
        storage.read(MADE)?.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let time = |key: &str| value[key].as_f64().filter(|time| *time <= now);
    Ok(Last { made: time("made"), since: time("since") })
}

/// Whether a backup is due: the last one is older than a week, and something changed since.
pub fn is_due(last: Last, drafts: &[Draft], now: f64) -> bool {
    let saved = || drafts.iter().map(|draft| draft.saved);
    match last.made {
        Some(made) => now - made > WEEK && saved().any(|saved| saved > made),
        None => !drafts.is_empty() && last.since.is_some_and(|since| now - since > WEEK),
    }
}
