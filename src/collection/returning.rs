//! Sheets of remarks as they travel to the worker, and what the worker makes of them: one file, or all of them in an
//! archive. Each file of a report is asked for when its turn comes, read, written and let go.

use serde::{Deserialize, Serialize};

use super::parcel;
use super::reading;
use super::remarks::{ALL, Remark, Remarks};
use crate::report::Report;
use crate::report::office::parse_date;
use crate::validate::Severity;

/// A sheet, with the file of its report where that is at hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The remarks.
    pub remarks: Remarks,
    /// Which of the files it is, and its name.
    pub file: Option<(usize, String)>,
}

/// A sheet as it travels.
#[derive(Serialize, Deserialize)]
struct Packed {
    title: [String; 2],
    remarks: Vec<PackedRemark>,
    besides: usize,
    note: String,
    due: Option<String>,
    from: String,
    file: Option<(usize, String)>,
}

/// Basis, rule, place, severity, sentence, answer, note.
type PackedRemark = (String, Option<String>, String, String, String, String, String);

/// Sheets as they travel to the worker.
pub fn pack(sheets: Vec<Sheet>) -> String {
    let packed: Vec<Packed> = sheets.into_iter().map(packed).collect();
    serde_json::to_string(&packed).unwrap_or_default()
}

fn packed(Sheet { remarks, file }: Sheet) -> Packed {
    let Remarks { title, remarks, besides, note, due, from } = remarks;
    let remark = |it: Remark| {
        (it.basis, it.rule, it.target, it.severity.id().to_owned(), it.sentence, it.answer, it.note)
    };
    let remarks = remarks.into_iter().map(remark).collect();
    Packed { title, remarks, besides, note, due: due.map(|date| date.to_string()), from, file }
}

fn unpacked(packed: Packed) -> Option<Sheet> {
    let remark = |(basis, rule, target, severity, sentence, answer, note): PackedRemark| {
        let severity = Severity::from_id(&severity)?;
        Some(Remark { basis, rule, target, severity, sentence, answer, note })
    };
    let remarks = Remarks {
        title: packed.title,
        remarks: packed.remarks.into_iter().map(remark).collect::<Option<_>>()?,
        besides: packed.besides,
        note: packed.note,
        due: packed.due.as_deref().and_then(parse_date),
        from: packed.from,
    };
    Some(Sheet { remarks, file: packed.file })
}

/// What the worker answers: the file of one sheet in the format of a stable name, or the archive of all; nothing if
/// there is no such format, if the sheets did not arrive whole, or if the report that is asked for cannot be read.
pub fn answer(format: &str, packed: &str, file: &dyn Fn(usize) -> Option<Vec<u8>>) -> Option<Vec<u8>> {
    let packed: Vec<Packed> = serde_json::from_str(packed).ok()?;
    let sheets = packed.into_iter().map(unpacked).collect::<Option<Vec<Sheet>>>()?;
    let report = |sheet: &Sheet| -> Option<Report> {
        let (at, name) = sheet.file.as_ref()?;
        Some(reading::open(name, &file(*at)?).ok()?.report)
    };
    if format == ALL.id {
        let all = sheets.iter().flat_map(|sheet| sheet.remarks.files(report(sheet).as_ref()));
        return Some(parcel::pack(all.map(|(_, file)| file)));
    }
    let sheet = sheets.first()?;
    let written = sheet.remarks.files(report(sheet).as_ref());
    written.into_iter().find(|(it, _)| it.id == format).map(|(_, file)| file.1)
}
