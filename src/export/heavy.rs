//! The formats that are written in the worker, and the report as it travels there. The page packs; it never writes
//! here, so that what only this file names is no part of the page.

use serde_json::{Value, json};

use super::{FORMATS, FileFormat, Written, approval, excel, word};
use crate::interchange;
use crate::report::previous::Previous;
use crate::report::{Edit, Report};
use crate::validate::{self, Finding};

type Write = fn(&Report, &[Finding]) -> Vec<u8>;

/// How the formats are written that the page leaves to the worker.
static HEAVY: [(&FileFormat, Write); 3] = [
    (&word::FORMAT, |report, _| word::write(report)),
    (&approval::WORD, |report, findings| word::encode(&approval::compose(report, findings))),
    (&excel::FORMAT, |report, _| excel::write(report)),
];

/// A report as it travels to the worker, with last year's report if it is attached.
pub fn pack(report: &Report) -> String {
    let last = report
        .previous()
        .map(|Previous { from, report }| json!({ "from": from, "report": interchange::write(report, &[]) }));
    json!({ "report": interchange::write(report, &[]), "last": last }).to_string()
}

fn unpack(text: &str) -> Option<Report> {
    let packed: Value = serde_json::from_str(text).ok()?;
    let mut report = interchange::read_value(&packed["report"]).ok()?;
    if let (Some(from), Ok(last)) =
        (packed["last"]["from"].as_str(), interchange::read_value(&packed["last"]["report"]))
    {
        report.apply(Edit::Previous(Some(Previous::new(from, last))));
    }
    Some(report)
}

/// What the worker answers: the file of the format of a stable name; nothing if there is no such format, or if the
/// report did not arrive whole.
pub fn answer(format: &str, packed: &str) -> Option<Vec<u8>> {
    let format = FORMATS.iter().find(|known| known.id == format)?;
    let report = unpack(packed)?;
    let findings = validate::validate(&report);
    Some(write(format, &report, &findings))
}

/// Writes a report in any format, with the findings that stand.
pub fn write(format: &FileFormat, report: &Report, findings: &[Finding]) -> Vec<u8> {
    match format.written {
        Written::OnThePage(write) => write(report, findings),
        Written::Drawn(draw) => draw(report).into_bytes(),
        Written::InTheWorker => (HEAVY.iter().find(|(heavy, _)| *heavy == format))
            .map_or_else(Vec::new, |(_, write)| write(report, findings)),
    }
}
