//! The JSON file: the public JSON, indented for people who look inside.

use super::{FileFormat, Occasion, Written};
use crate::interchange;
use crate::report::Report;
use crate::validate::Finding;

/// The format.
pub static FORMAT: FileFormat = FileFormat {
    id: "json",
    name: "JSON",
    purpose: "上报、留底，下次再打开",
    occasion: Occasion::Data,
    what: "",
    extension: "json",
    media_type: "application/json",
    compares: false,
    written: Written::OnThePage(|report, findings| write(report, findings).into_bytes()),
};

/// Writes the file, with the findings that stand.
pub fn write(report: &Report, findings: &[Finding]) -> String {
    let value = interchange::write(report, findings);
    format!("{value:#}\n")
}
