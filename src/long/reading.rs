//! A file into a report for the tables: what this program wrote to the letter, anything else recognised, the first
//! choice taken where something is in doubt; with what was found in it and by which bytes it is known.

use sha2::{Digest, Sha256};

use crate::import::answer::Answer;
use crate::import::recognise::NOTHING;
use crate::import::{self, OpenError};
use crate::interchange::returned;
use crate::report::Report;
use crate::validate::{Finding, validate};

/// A report that was read, with what was found in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The report.
    pub report: Report,
    /// What was found.
    pub findings: Vec<Finding>,
    /// What is to be said of how it was read; nothing of a file that this program wrote.
    pub remark: Option<String>,
    /// The SHA-256 of the file, in hexadecimal digits.
    pub sha256: String,
}

/// Reads a file of a name, without its folders.
///
/// # Errors
/// Why it is no report, in a sentence.
pub fn read(name: &str, bytes: &[u8]) -> Result<Read, String> {
    let (report, remark) = match import::open(bytes) {
        Ok(report) => (report, None),
        Err(OpenError::NotAReport) => recognise(name, bytes)?,
        Err(error) => (returned(bytes).unwrap_or_else(|| Err(error.to_string()))?, None),
    };
    let findings = validate(&report);
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Read { report, findings, remark, sha256 })
}

/// The report in a file that went back with remarks; none if it is another file.
fn returned(bytes: &[u8]) -> Option<Result<Report, String>> {
    let returned = returned::read(str::from_utf8(bytes).ok()?)?;
    Some(returned.map(|returned| returned.report).map_err(|error| error.to_string()))
}

fn recognise(name: &str, bytes: &[u8]) -> Result<(Report, Option<String>), String> {
    let Answer { recognised, .. } = Answer::to(name, bytes).map_err(|refusal| refusal.to_string())?;
    if recognised.problems.first().is_some_and(|problem| problem == NOTHING) {
        return Err(NOTHING.to_owned());
    }
    let (doubts, unplaced) = (recognised.doubts.len(), recognised.unplaced.len());
    let mut remarks = Vec::new();
    if doubts > 0 {
        remarks.push(format!("{doubts} 处存疑，按首选读入"));
    }
    if unplaced > 0 {
        remarks.push(format!("{unplaced} 处没有位置，没有读入"));
    }
    let mut remark = remarks.join("；");
    if !remark.is_empty() {
        remark.push('。');
    }
    remark.extend(recognised.problems.iter().map(String::as_str));
    Ok((recognised.report(&[], &[]), Some(remark).filter(|remark| !remark.is_empty())))
}
