//! The records of the store, their keys and their texts: whole versions of a draft, each with a checksum,
//! and pointers that say which version is current. Records of every version that ever shipped are read;
//! those of a later one are told apart from damaged ones.
//! Knows no store.

use serde_json::{Map, Value, json};

use super::publication::Publication;
use super::{Draft, Rest, Unreadable, Version};
use crate::interchange;
use crate::report::previous::Previous;
use crate::report::{Edit, Report};

/// The version of the records that this program writes.
pub const VERSION: u64 = 2;

/// Turns a record of one version into one of the next. Append-only: the first is from version 1 to 2.
const MIGRATIONS: [fn(Value) -> Value; 1] = [from_1_to_2];

/// What the report keeps for other editions than its own.
const SET_ASIDE: &str = "set-aside";
/// Last year's report, where one is attached.
const PREVIOUS: &str = "previous";
/// The last comparison with the published page, where there is one.
pub(super) const PUBLICATION: &str = "publication";

const POINTER: &str = "nianbao:draft:";
const OF_VERSION: &str = "nianbao:snapshot:";
const DELETED: &str = "nianbao:deleted:";
const GONE: &str = "nianbao:gone:";
const ASIDE: &str = "nianbao:aside:";
/// Where the mark of removals stands, a time in milliseconds: it changes whenever all is cleared or the mark
/// of a deleted draft goes. A tab that finds its draft gone knows by it whether that was on purpose.
pub(super) const REMOVALS: &str = "nianbao:removals";

/// What a key tells of the record under it.
#[derive(Clone, Debug, PartialEq)]
pub enum Key<'a> {
    /// The pointer of the draft of an id.
    Pointer(&'a str),
    /// A version of the draft of an id.
    Version(&'a str, Version),
    /// The pointer of the draft that was deleted last, which waits for 撤销.
    Deleted(&'a str),
    /// The mark of a draft that was deleted for good, so that a second copy does not bring it back.
    Gone(&'a str),
    /// A record of the draft of an id that cannot be read and was put aside, as a JSON text.
    Aside(&'a str),
}

impl<'a> Key<'a> {
    /// The id of the draft.
    pub fn id(&self) -> &'a str {
        match self {
            Key::Pointer(id) | Key::Version(id, _) | Key::Deleted(id) | Key::Gone(id) | Key::Aside(id) => id,
        }
    }

    /// Reads a key; nothing for one of which this program knows nothing.
    pub fn read(key: &'a str) -> Option<Key<'a>> {
        if let Some(rest) = key.strip_prefix(OF_VERSION) {
            let mut parts = rest.splitn(3, ':');
            let (id, sequence, writer) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?);
            return Some(Key::Version(id, Version { sequence, writer: writer.to_owned() }));
        }
        if let Some(rest) = key.strip_prefix(ASIDE) {
            return rest.rsplit_once(':').map(|(id, _)| Key::Aside(id));
        }
        let id = |prefix| key.strip_prefix(prefix);
        let others = [id(POINTER).map(Key::Pointer), id(DELETED).map(Key::Deleted), id(GONE).map(Key::Gone)];
        others.into_iter().flatten().next()
    }
}

pub(super) fn pointer_key(id: &str) -> String {
    format!("{POINTER}{id}")
}

pub(super) fn version_key(id: &str, version: &Version) -> String {
    format!("{OF_VERSION}{id}:{}:{}", version.sequence, version.writer)
}

pub(super) fn deleted_key(id: &str) -> String {
    format!("{DELETED}{id}")
}

pub(super) fn gone_key(id: &str) -> String {
    format!("{GONE}{id}")
}

pub(super) fn aside_key(id: &str, number: usize) -> String {
    format!("{ASIDE}{id}:{number}")
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

    /// The record that was not read.
    pub(super) fn record(&self, key: String, text: String) -> Unreadable {
        Unreadable { key, text, reason: self.words() }
    }
}

/// What stands under the key of a pointer.
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
    let report = with(interchange::write(&draft.report, &[]), &draft.rest.report);
    let mut record = json!({
        "version": VERSION,
        "id": draft.id,
        "sequence": draft.version.sequence,
        "writer": draft.version.writer,
        "saved": draft.saved,
        "checksum": checksum(&report),
        "report": report,
    });
    // Beside the report, with a checksum of its own: programs that know nothing of it read the report all the same.
    if let Some(entries) = interchange::write_set_aside(&draft.report) {
        record[SET_ASIDE] = json!({ "checksum": checksum(&entries), "entries": entries });
    }
    if let Some(Previous { from, report }) = draft.report.previous() {
        let report = interchange::write(report, &[]);
        record[PREVIOUS] = json!({ "checksum": checksum(&report), "from": from, "report": report });
    }
    if let Some(publication) = &draft.publication {
        record[PUBLICATION] = publication.write();
    }
    with(record, &draft.rest.record)
}

/// Adds what this program does not know.
fn with(mut value: Value, rest: &Map<String, Value>) -> Value {
    for (key, unknown) in rest {
        value[key] = unknown.clone();
    }
    value
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
    let (record, is_sealed) = up_to_date(text)?;
    read_version(record, is_sealed)
}

/// Reads what stands under the key of a pointer.
///
/// # Errors
/// If it is damaged or of a later version.
pub fn read_pointer(text: &str) -> Result<Pointed, Unread> {
    let (mut record, is_sealed) = up_to_date(text)?;
    if record.contains_key("report") {
        return read_version(record, is_sealed).map(|draft| Pointed::Whole(Box::new(draft)));
    }
    take_version(&mut record).map(|(_, version)| Pointed::At(version)).ok_or(Unread::Damaged)
}

fn read_version(mut record: Map<String, Value>, is_sealed: bool) -> Result<Draft, Unread> {
    let (id, version) = take_version(&mut record).ok_or(Unread::Damaged)?;
    let saved = record.shift_remove("saved").and_then(|saved| saved.as_f64()).ok_or(Unread::Damaged)?;
    let report = record.shift_remove("report").ok_or(Unread::Damaged)?;
    if record.shift_remove("checksum") != Some(checksum(&report).into()) {
        return Err(Unread::Damaged);
    }
    // Whoever wrote the right checksum wrote the rest as it is: what is not understood is of a later program.
    let (mut report, unknown) = interchange::read_known(&report).map_err(|error| match error {
        interchange::ReadError::Newer(_) => Unread::Newer(None),
        _ if is_sealed => Unread::Newer(None),
        _ => Unread::Damaged,
    })?;
    if let Some(set_aside) = record.shift_remove(SET_ASIDE) {
        let entries = &set_aside["entries"];
        if set_aside["checksum"] != checksum(entries) {
            return Err(Unread::Damaged);
        }
        if interchange::read_set_aside(&mut report, entries).is_err() {
            return Err(Unread::Newer(Some(Box::new(report))));
        }
    }
    if let Some(previous) = record.shift_remove(PREVIOUS) {
        let last = &previous["report"];
        if previous["checksum"] != checksum(last) {
            return Err(Unread::Damaged);
        }
        let (Some(from), Ok(last)) = (previous["from"].as_str(), interchange::read_value(last)) else {
            return Err(Unread::Newer(Some(Box::new(report))));
        };
        report.apply(Edit::Previous(Some(Previous::new(from, last))));
    }
    // What is not understood of it stays as it is.
    let publication = record.get(PUBLICATION).and_then(Publication::read);
    if publication.is_some() {
        record.shift_remove(PUBLICATION);
    }
    let rest = Rest { record, report: unknown };
    Ok(Draft { id, version, current: None, removals: None, saved, report, publication, rest })
}

/// The id of a draft and the version that a record is of.
fn take_version(record: &mut Map<String, Value>) -> Option<(String, Version)> {
    let mut text = |key| match record.shift_remove(key) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    };
    let (id, writer) = (text("id")?, text("writer")?);
    let sequence = record.shift_remove("sequence")?.as_u64()?;
    Some((id, Version { sequence, writer }))
}

/// The record as this program would have written it, but for its version; and whether the program that
/// wrote it gave it a checksum.
fn up_to_date(text: &str) -> Result<(Map<String, Value>, bool), Unread> {
    let mut value: Value = serde_json::from_str(text).map_err(|_| Unread::Damaged)?;
    let version = value.get("version").and_then(Value::as_u64).ok_or(Unread::Damaged)?;
    if version > VERSION {
        let report = value.get("report").and_then(|report| interchange::read_known(report).ok());
        return Err(Unread::Newer(report.map(|(report, _)| Box::new(report))));
    }
    let missing = version.checked_sub(1).ok_or(Unread::Damaged)? as usize;
    for migrate in &MIGRATIONS[missing..] {
        value = migrate(value);
    }
    match value {
        Value::Object(mut record) => {
            record.shift_remove("version");
            Ok((record, version > 1))
        }
        _ => Err(Unread::Damaged),
    }
}

/// Version 1 kept a draft whole under its key, without a checksum, and knew no tabs.
fn from_1_to_2(mut value: Value) -> Value {
    value["version"] = json!(2);
    value["writer"] = json!("");
    value["checksum"] = json!(checksum(&value["report"]));
    value
}

/// CRC-32 of a JSON text without white space.
fn checksum(json: &Value) -> u32 {
    const CRC: crc::Crc<u32> = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC);
    CRC.checksum(json.to_string().as_bytes())
}
