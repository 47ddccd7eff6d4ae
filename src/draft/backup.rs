//! All drafts in one file, and back: what a backup holds, how it compares with what is here, and when
//! the next one is due. Knows no file.

use serde_json::{Value, json};

use super::record::{self, Unread};
use super::shelf::{self, Refusal, Stored};
use super::{Draft, Storage, Trouble};

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
    let mut records: Vec<Value> = in_memory.iter().map(record::envelope).collect();
    let mut unreadable = serde_json::Map::new();
    for one in stored {
        match one {
            Stored::Draft(draft) if in_memory.iter().any(|other| other.id == draft.id) => {}
            Stored::Draft(draft) => records.push(record::envelope(&draft)),
            Stored::ReadOnly { record, .. } | Stored::Unreadable(record) => {
                unreadable.insert(record.key, Value::String(record.text));
            }
        }
    }
    let backup = json!({
        "format": FORMAT, "version": VERSION, "made": now, "drafts": records, "unreadable": unreadable,
    });
    Ok(format!("{backup:#}\n"))
}

/// Whether a text is that of a backup, as far as its beginning tells.
pub fn is_backup(text: &str) -> bool {
    let start: String = text.chars().take(200).filter(|c| !c.is_whitespace()).collect();
    start.starts_with(&format!("{{\"format\":\"{FORMAT}\""))
}

/// Reads a backup.
///
/// # Errors
/// A sentence, if it is none, damaged, or of a later version of this program.
pub fn read(text: &str) -> Result<Backup, &'static str> {
    let value: Value =
        serde_json::from_str(text).map_err(|_| "备份文件已损坏，读不下去。请换一份没有损坏的备份。")?;
    if value["format"] != FORMAT {
        return Err("这个文件不是备份。请选用“备份全部草稿”下载的文件。");
    }
    if value["version"] != VERSION {
        return Err("这份备份由更新的版本保存，请用新版本的页面恢复。");
    }
    let mut backup = Backup { made: value["made"].as_f64().unwrap_or(0.0), ..Backup::default() };
    for record in value["drafts"].as_array().into_iter().flatten() {
        match record::read_envelope(&record.to_string()) {
            Ok(draft) => backup.drafts.push(draft),
            Err(why) => backup.refused.push(why.words()),
        }
    }
    let others = value["unreadable"].as_object().map_or(0, serde_json::Map::len);
    backup.refused.extend(std::iter::repeat_n(Unread::Damaged.words(), others));
    Ok(backup)
}

/// How the drafts of a backup compare with what is here.
///
/// # Errors
/// If the store refuses.
pub fn compare(storage: &impl Storage, backup: &Backup) -> Result<Vec<Comparison>, Trouble> {
    let compare = |draft: &Draft| {
        if !shelf::knows(storage, &draft.id)? {
            return Ok(Comparison::New);
        }
        Ok(match shelf::load(storage, &draft.id)?.stored {
            Some(Stored::Draft(here)) if here.report == draft.report => Comparison::Same,
            _ => Comparison::Conflict,
        })
    };
    backup.drafts.iter().map(compare).collect()
}

/// Brings the drafts of a backup back: new ones as they are, those that differ as copies with a fresh id.
/// Says how many came in.
///
/// # Errors
/// If the store refuses; what came in until then stays.
pub fn restore(
    storage: &impl Storage,
    backup: &Backup,
    writer: &str,
    mut fresh_id: impl FnMut() -> String,
) -> Result<usize, Refusal> {
    let mut restored = 0;
    for (draft, comparison) in backup.drafts.iter().zip(compare(storage, backup)?) {
        let id = match comparison {
            Comparison::Same => continue,
            Comparison::New => draft.id.clone(),
            Comparison::Conflict => fresh_id(),
        };
        let mut draft = Draft { id, current: None, ..draft.clone() };
        let saved = draft.saved;
        shelf::save(storage, &mut draft, writer, saved)?;
        restored += 1;
    }
    Ok(restored)
}

/// Notes that a backup was made.
///
/// # Errors
/// If the store refuses.
pub fn note(storage: &impl Storage, now: f64) -> Result<(), Trouble> {
    storage.write(MADE, &json!({ "made": now }))
}

/// When the last backup was made.
///
/// # Errors
/// If the store refuses.
pub fn last(storage: &impl Storage) -> Result<Option<f64>, Trouble> {
    let text = storage.read(MADE)?;
    Ok(text.and_then(|text| serde_json::from_str::<Value>(&text).ok()?["made"].as_f64()))
}

/// Whether a backup is due: something changed since the last one, and that is older than a week.
pub fn is_due(last: Option<f64>, drafts: &[Draft], now: f64) -> bool {
    let saved = || drafts.iter().map(|draft| draft.saved);
    match last {
        Some(last) => now - last > WEEK && saved().any(|saved| saved > last),
        None => saved().any(|saved| now - saved > WEEK),
    }
}
