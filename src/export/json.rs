//! The JSON file: the public JSON, indented for people who look inside.

use crate::interchange;
use crate::report::Report;
use crate::validate::Finding;

/// Writes the file, with the findings that stand.
pub fn write(report: &Report, findings: &[Finding]) -> String {
    let value = interchange::write(report, findings);
    format!("{value:#}\n")
}
