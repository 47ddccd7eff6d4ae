//! A report that goes back with remarks, as a file: `nianbao-remarks`, version 1, with the public JSON of the report
//! inside. Opened, it is a draft with the remarks at their places. Not for publishing.

use serde_json::{Value, json};
use time::Date;

use super::ReadError;
use crate::report::Report;
use crate::report::office::parse_date;
use crate::validate::Finding;
use crate::validate::remark::Remark;

/// The value of `format`, by which such a file is known.
pub const FORMAT: &str = "nianbao-remarks";
const VERSION: u64 = 1;

/// A report that came back.
#[derive(Clone, Debug, PartialEq)]
pub struct Returned {
    /// The report.
    pub report: Report,
    /// Until when it is to be reported again.
    pub due: Option<Date>,
    /// Who sent it back; may be empty.
    pub from: String,
    /// What is said to it.
    pub remarks: Vec<Remark>,
}

/// Writes such a file, with the findings that stand.
pub fn write(returned: &Returned, findings: &[Finding]) -> String {
    let value = json!({
        "format": FORMAT,
        "version": VERSION,
        "from": returned.from,
        "due": returned.due.map(|date| date.to_string()),
        "remarks": write_remarks(&returned.remarks),
        "report": super::write(&returned.report, findings),
    });
    format!("{value:#}\n")
}

/// Remarks, as a part of a file or of a record.
pub fn write_remarks(remarks: &[Remark]) -> Value {
    let value = |Remark { rule, target, sentence, note }: &Remark| json!({ "rule": rule, "target": target, "message": sentence, "note": note });
    remarks.iter().map(value).collect()
}

/// Reads what [`write_remarks`] wrote; none if something is not what it must be.
pub fn read_remarks(value: &Value) -> Option<Vec<Remark>> {
    let remark = |value: &Value| {
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        let (target, sentence, note) = (text("target")?, text("message")?, text("note")?);
        Some(Remark { rule: text("rule"), target, sentence, note })
    };
    value.as_array()?.iter().map(remark).collect()
}

/// Reads the text of a file; none if it is of another kind.
///
/// # Errors
/// If the file is of a later version, damaged, or the report in it is not read.
pub fn read(text: &str) -> Option<Result<Returned, ReadError>> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let value: Value = text.starts_with('{').then(|| serde_json::from_str(text).ok())??;
    (value["format"] == FORMAT).then(|| read_value(&value))
}

fn read_value(value: &Value) -> Result<Returned, ReadError> {
    let unfit = |key: &str| ReadError::Unfit(key.to_owned());
    match value["version"].as_u64() {
        Some(VERSION) => {}
        Some(newer) if newer > VERSION => return Err(ReadError::Newer(newer)),
        _ => return Err(unfit("version")),
    }
    let due = match &value["due"] {
        Value::Null => None,
        due => Some(due.as_str().and_then(parse_date).ok_or_else(|| unfit("due"))?),
    };
    Ok(Returned {
        report: super::read_value(&value["report"])?,
        due,
        from: value["from"].as_str().ok_or_else(|| unfit("from"))?.to_owned(),
        remarks: read_remarks(&value["remarks"]).ok_or_else(|| unfit("remarks"))?,
    })
}
