//! Drafts: reports that are kept between visits, each as a record in a store of the browser.
//! Knows neither the browser nor the clock: the store is handed in, and so is the time.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::interchange;
use crate::report::Report;

/// The prefix of every key of this application: the store is shared with whatever else the host serves.
pub const PREFIX: &str = "nianbao:";
const DRAFT: &str = "nianbao:draft:";
/// Where the draft that was deleted last waits for 撤销.
const DELETED: &str = "nianbao:deleted:";
/// The version of the envelope that this program writes.
const VERSION: u32 = 1;

/// A place that keeps texts under keys. Every call can be refused.
pub trait Storage {
    /// The keys that begin with [`PREFIX`].
    ///
    /// # Errors
    /// If the store refuses.
    fn keys(&self) -> Result<Vec<String>, Trouble>;
    /// The text under a key.
    ///
    /// # Errors
    /// If the store refuses.
    fn read(&self, key: &str) -> Result<Option<String>, Trouble>;
    /// Puts a record under a key.
    ///
    /// # Errors
    /// If the store refuses; what stood under the key stands there still.
    fn write(&self, key: &str, record: &Record) -> Result<(), Trouble>;
    /// Removes a key.
    ///
    /// # Errors
    /// If the store refuses.
    fn remove(&self, key: &str) -> Result<(), Trouble>;
}

/// Why the store refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// There is no store, or it may not be used.
    Blocked,
    /// There is no room left.
    Full,
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Trouble::Blocked => "浏览器不允许本页保存",
            Trouble::Full => "浏览器存储已满",
        })
    }
}

/// The envelope of a draft as it is stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The version of the envelope.
    pub version: u32,
    /// The id of the draft.
    pub id: String,
    /// How often the draft was saved.
    pub sequence: u64,
    /// When it was saved, in milliseconds since 1970.
    pub saved: f64,
    /// The public JSON of the report.
    pub report: Value,
}

/// A draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Its id, part of its address.
    pub id: String,
    /// How often it was saved.
    pub sequence: u64,
    /// When it was saved last, in milliseconds since 1970.
    pub saved: f64,
    /// The report.
    pub report: Report,
}

/// A draft as it was found in the store.
#[derive(Clone, Debug, PartialEq)]
pub enum Stored {
    /// One that can be opened.
    Draft(Draft),
    /// One that cannot: its key, its text byte for byte, and why. It is kept as it is.
    Unreadable {
        /// The key in the store.
        key: String,
        /// What stands there.
        text: String,
        /// A sentence.
        reason: String,
    },
}

impl Draft {
    /// A draft that was not saved yet.
    pub fn new(id: String, report: Report) -> Draft {
        Draft { id, sequence: 0, saved: 0.0, report }
    }

    fn key(id: &str) -> String {
        format!("{DRAFT}{id}")
    }

    /// Saves the draft as it is now.
    ///
    /// # Errors
    /// If the store refuses; the draft and what was stored of it are unchanged.
    pub fn save(&mut self, storage: &impl Storage, now: f64) -> Result<(), Trouble> {
        let record = Record { sequence: self.sequence + 1, saved: now, ..self.record() };
        storage.write(&Draft::key(&self.id), &record)?;
        self.sequence = record.sequence;
        self.saved = now;
        Ok(())
    }

    fn record(&self) -> Record {
        Record {
            version: VERSION,
            id: self.id.clone(),
            sequence: self.sequence,
            saved: self.saved,
            report: interchange::write(&self.report, &[]),
        }
    }
}

/// The draft of an id, if it is stored.
///
/// # Errors
/// If the store refuses.
pub fn load(storage: &impl Storage, id: &str) -> Result<Option<Stored>, Trouble> {
    let key = Draft::key(id);
    let text = storage.read(&key)?;
    Ok(text.map(|text| open(key, text)))
}

/// All drafts, those saved last first; what cannot be read stands at the end.
///
/// # Errors
/// If the store refuses.
pub fn list(storage: &impl Storage) -> Result<Vec<Stored>, Trouble> {
    let mut found = Vec::new();
    for key in storage.keys()? {
        if key.starts_with(DRAFT)
            && let Some(text) = storage.read(&key)?
        {
            found.push(open(key, text));
        }
    }
    found.sort_by(|one, other| {
        let saved = |stored: &Stored| match stored {
            Stored::Draft(draft) => draft.saved,
            Stored::Unreadable { .. } => f64::NEG_INFINITY,
        };
        saved(other).total_cmp(&saved(one))
    });
    Ok(found)
}

fn open(key: String, text: String) -> Stored {
    match read_record(&text) {
        Ok(draft) => Stored::Draft(draft),
        Err(reason) => Stored::Unreadable { key, text, reason },
    }
}

fn read_record(text: &str) -> Result<Draft, String> {
    let damaged = |_| "记录已损坏，不能打开。".to_owned();
    let value: Value = serde_json::from_str(text).map_err(damaged)?;
    if value["version"].as_u64().is_some_and(|version| version > u64::from(VERSION)) {
        return Err("由更新的版本保存，请用新版本的页面打开。".into());
    }
    let record: Record = serde_json::from_value(value).map_err(damaged)?;
    let report = interchange::read_value(&record.report).map_err(|error| error.to_string())?;
    Ok(Draft { id: record.id, sequence: record.sequence, saved: record.saved, report })
}

/// Deletes the draft of an id as it is stored; it can be brought back until the next one is deleted.
///
/// # Errors
/// If the store refuses; then the draft is still there.
pub fn delete(storage: &impl Storage, id: &str) -> Result<(), Trouble> {
    let key = Draft::key(id);
    let Some(record) = storage.read(&key)?.and_then(|text| serde_json::from_str(&text).ok()) else {
        return Ok(());
    };
    for older in deleted_drafts(storage)? {
        storage.remove(&deleted_key(&older.id))?;
    }
    storage.write(&deleted_key(id), &record)?;
    storage.remove(&key)
}

/// The draft that was deleted last, if it was not brought back.
///
/// # Errors
/// If the store refuses.
pub fn deleted(storage: &impl Storage) -> Result<Option<Draft>, Trouble> {
    Ok(deleted_drafts(storage)?.pop())
}

/// Brings back the draft that was deleted last.
///
/// # Errors
/// If the store refuses; then it can still be brought back.
pub fn restore(storage: &impl Storage) -> Result<(), Trouble> {
    if let Some(draft) = deleted(storage)? {
        storage.write(&Draft::key(&draft.id), &draft.record())?;
        storage.remove(&deleted_key(&draft.id))?;
    }
    Ok(())
}

fn deleted_key(id: &str) -> String {
    format!("{DELETED}{id}")
}

/// The deleted drafts that can be read; what cannot be read stays where it is.
fn deleted_drafts(storage: &impl Storage) -> Result<Vec<Draft>, Trouble> {
    let mut drafts = Vec::new();
    for key in storage.keys()?.into_iter().filter(|key| key.starts_with(DELETED)) {
        drafts.extend(storage.read(&key)?.and_then(|text| read_record(&text).ok()));
    }
    Ok(drafts)
}
