//! All drafts in one file, and back: what a backup holds, how it compares with what is here, and when
//! the next one is due. Knows no file.

use serde_json::{Value, json};

use super::record::{self, Unread};
use super::shelf::{self, Refusal};
use super::versions::{Keys, Traces};
use super::{Draft, Storage, Stored, Trouble, trash};

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
    /// The drafts that can be read.
    pub drafts: Vec<Draft>,
    /// Why others cannot, a sentence each.
    pub refused: Vec<&'static str>,
}

/// How a draft of a backup compares with what is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// It is not here.
    New,
    /// It is here, the same.
    Same,
    /// It is here, with another content: it comes in as a copy.
    Conflict,
}

/// The text of a backup: every draft that is stored, and those that are only in memory; records that
/// cannot be read go along as they are.
///
/// # Errors
/// If the store refuses and nothing is in memory.
pub fn write(storage: &impl Storage, in_memory: &[Draft], now: f64) -> Result<String, Trouble> {
    let stored = match shelf::list(storage) {
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
    let mut from_store = Vec::new();
    let mut unreadable = serde_json::Map::new();
    for one in stored {
        match one {
            Stored::Draft(draft) if is_in_memory(&draft.id) => {}
            Stored::Draft(draft) => from_store.push(record::value(&draft)),
            Stored::ReadOnly { record, .. } | Stored::Unreadable(record) => {
                unreadable.insert(record.key, Value::String(record.text));
            }
        }
    }
    let records: Vec<Value> = records.into_iter().map(|(_, _, record)| record).chain(from_store).collect();
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
    let mut backup = Backup { made: value["made"].as_f64().unwrap_or(0.0), ..Backup::default() };
    for record in value["drafts"].as_array().into_iter().flatten() {
        match record::read(&record.to_string()) {
            Ok(draft) if is_sound(&draft.id) => backup.drafts.push(draft),
            Ok(_) => backup.refused.push(Unread::Damaged.words()),
            Err(why) => backup.refused.push(why.words()),
        }
    }
    let others = value["unreadable"].as_object().map_or(0, serde_json::Map::len);
    backup.refused.extend(std::iter::repeat_n(Unread::Damaged.words(), others));
    Ok(backup)
}

/// Whether an id can be part of keys and addresses.
fn is_sound(id: &str) -> bool {
    !id.is_empty() && id.len() < 100 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// How the drafts of a backup compare with what is here.
///
/// # Errors
/// If the store refuses.
pub fn compare(storage: &impl Storage, backup: &Backup) -> Result<Vec<Comparison>, Trouble> {
    let keys = Keys::of(storage)?;
    let none = Traces::default();
    let compare = |draft: &Draft| {
        let traces = keys.drafts.get(&draft.id).unwrap_or(&none);
        if traces.is_deleted || traces.is_gone {
            return Ok(Comparison::New);
        }
        let found = shelf::find(storage, &draft.id, traces)?;
        Ok(match found.stored {
            None if found.damaged.is_empty() => Comparison::New,
            Some(Stored::Draft(here)) if here.report == draft.report => Comparison::Same,
            _ => Comparison::Conflict,
        })
    };
    backup.drafts.iter().map(compare).collect()
}

/// Brings the drafts of a backup back: new ones as they are, those that differ as copies with a fresh id.
/// Says which came in.
///
/// # Errors
/// If the store refuses; what came in until then stays.
pub fn restore(
    storage: &impl Storage,
    backup: &Backup,
    writer: &str,
    mut fresh_id: impl FnMut() -> String,
) -> Result<Vec<Draft>, Refusal> {
    let mut restored: Vec<Draft> = Vec::new();
    for (draft, comparison) in backup.drafts.iter().zip(compare(storage, backup)?) {
        let id = match comparison {
            Comparison::Same => continue,
            Comparison::New if !restored.iter().any(|other| other.id == draft.id) => draft.id.clone(),
            Comparison::New | Comparison::Conflict => fresh_id(),
        };
        // What was deleted here comes back on purpose.
        trash::forget(storage, &id)?;
        let mut draft = Draft { id, current: None, ..draft.clone() };
        let saved = draft.saved;
        shelf::save(storage, &mut draft, writer, saved)?;
        restored.push(draft);
    }
    Ok(restored)
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
