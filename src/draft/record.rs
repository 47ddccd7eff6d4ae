//! The records of the store: whole versions of a draft, each in an envelope with a checksum, and
//! pointers that say which version is current. Records of every version that ever shipped are read; those
//! of a later one are told apart from damaged ones.
//! Knows no store.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Draft, Version};
use crate::interchange;
use crate::report::Report;

/// The version of the records that this program writes.
pub const VERSION: u64 = 2;

/// Turns a record of one version into one of the next. Append-only: the first is from version 1 to 2.
const MIGRATIONS: [fn(Value) -> Value; 1] = [from_1_to_2];

/// The envelope of a version of a draft.
#[derive(Debug, Serialize, Deserialize)]
struct Envelope {
    version: u64,
    id: String,
    sequence: u64,
    writer: String,
    saved: f64,
    /// CRC-32 of the report's JSON text without white space.
    checksum: u32,
    /// The public JSON of the report.
    report: Value,
}

#[derive(Debug, Serialize, Deserialize)]
struct Pointer {
    version: u64,
    id: String,
    sequence: u64,
    writer: String,
}

/// Why a record was not read.
#[derive(Clone, Debug, PartialEq)]
pub enum Unread {
    /// It is cut off or altered.
    Damaged,
    /// A later version of this program wrote it; its report, where that can be read all the same.
    Newer(Option<Box<Report>>),
}

impl Unread {
    /// What a user reads of it.
    pub fn words(&self) -> &'static str {
        match self {
            Unread::Damaged => "记录已损坏，不能打开。",
            Unread::Newer(_) => "由更新的版本保存，请用新版本的页面打开。",
        }
    }
}

/// What stands under the key of a draft.
#[derive(Clone, Debug, PartialEq)]
pub enum Pointed {
    /// Which version is current.
    At(Version),
    /// The draft itself: so the first version of this program kept it.
    Whole(Box<Draft>),
}

impl Pointed {
    /// The version that is current.
    pub fn version(&self) -> &Version {
        match self {
            Pointed::At(version) => version,
            Pointed::Whole(draft) => &draft.version,
        }
    }
}

/// The record of a version of a draft.
pub fn write(draft: &Draft) -> String {
    value(draft).to_string()
}

/// The record of a version of a draft, as a part of a larger JSON text.
pub(super) fn value(draft: &Draft) -> Value {
    let report = interchange::write(&draft.report, &[]);
    json!({
        "version": VERSION,
        "id": draft.id,
        "sequence": draft.version.sequence,
        "writer": draft.version.writer,
        "saved": draft.saved,
        "checksum": checksum(&report),
        "report": report,
    })
}

/// The record that says which version of a draft is current.
pub fn write_pointer(id: &str, current: &Version) -> String {
    json!({ "version": VERSION, "id": id, "sequence": current.sequence, "writer": current.writer })
        .to_string()
}

/// Reads the record of a version of a draft.
///
/// # Errors
/// If it is damaged or of a later version.
pub fn read(text: &str) -> Result<Draft, Unread> {
    let record: Envelope = serde_json::from_value(up_to_date(text)?).map_err(|_| Unread::Damaged)?;
    if checksum(&record.report) != record.checksum {
        return Err(Unread::Damaged);
    }
    let report = interchange::read_value(&record.report).map_err(|error| match error {
        interchange::ReadError::Newer(_) => Unread::Newer(None),
        _ => Unread::Damaged,
    })?;
    let version = Version { sequence: record.sequence, writer: record.writer };
    Ok(Draft { id: record.id, version, current: None, saved: record.saved, report })
}

/// Reads what stands under the key of a draft.
///
/// # Errors
/// If it is damaged or of a later version.
pub fn read_pointer(text: &str) -> Result<Pointed, Unread> {
    let value = up_to_date(text)?;
    if value.get("report").is_some() {
        return read(text).map(|draft| Pointed::Whole(Box::new(draft)));
    }
    let pointer: Pointer = serde_json::from_value(value).map_err(|_| Unread::Damaged)?;
    Ok(Pointed::At(Version { sequence: pointer.sequence, writer: pointer.writer }))
}

/// The record as this program would have written it.
fn up_to_date(text: &str) -> Result<Value, Unread> {
    let mut value: Value = serde_json::from_str(text).map_err(|_| Unread::Damaged)?;
    let version = value.get("version").and_then(Value::as_u64).ok_or(Unread::Damaged)?;
    if version > VERSION {
        let report = value.get("report").and_then(|report| interchange::read_value(report).ok());
        return Err(Unread::Newer(report.map(Box::new)));
    }
    let missing = version.checked_sub(1).ok_or(Unread::Damaged)? as usize;
    for migrate in &MIGRATIONS[missing..] {
        value = migrate(value);
    }
    Ok(value)
}

/// Version 1 kept a draft whole under its key, without a checksum, and knew no tabs.
fn from_1_to_2(mut value: Value) -> Value {
    value["version"] = json!(2);
    value["writer"] = json!("");
    value["checksum"] = json!(checksum(&value["report"]));
    value
}

fn checksum(report: &Value) -> u32 {
    const CRC: crc::Crc<u32> = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC);
    CRC.checksum(report.to_string().as_bytes())
}
