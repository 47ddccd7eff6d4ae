//! A file into what a collection keeps of it: files of this program straight, any other as far as a report is
//! recognised in it. One bad file is a sentence, and never the end of the others.

use std::sync::Arc;

use super::extract::{Extract, Origin};
use super::json;
use crate::export::html;
use crate::import::answer::Answer;
use crate::import::{self, MOST_BYTES, OpenError};
use crate::interchange::returned;
use crate::profile::Profile;
use crate::report::Report;
use crate::validate::{Memory, validate_again};

/// A report as it came out of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The report, with the proposal wherever something is doubtful.
    pub report: Report,
    /// What kind of file it was, in words.
    pub kind: String,
    /// How many places of the file are doubtful or found no place in the report.
    pub doubts: usize,
}

/// Reads a file into what is kept of it, checked with what the area asks for.
///
/// # Errors
/// A sentence that says why it is not read, and how to go on.
pub fn read(name: &str, bytes: &[u8], area: &Arc<Profile>) -> Result<Extract, String> {
    let Opened { report, kind, doubts } = open(name, bytes)?;
    let findings = validate_again(&report, &mut Memory::of(area.clone()));
    Ok(Extract::of(Origin { name: name.to_owned(), kind }, &report, &findings, doubts))
}

/// Reads a file whole.
///
/// # Errors
/// A sentence that says why it is not read, and how to go on.
pub fn open(name: &str, bytes: &[u8]) -> Result<Opened, String> {
    if let Some((report, kind)) = open_own(bytes)? {
        return Ok(Opened { report, kind: kind.to_owned(), doubts: 0 });
    }
    let answer = Answer::to(name, bytes).map_err(|refusal| refusal.to_string())?;
    let recognised = &answer.recognised;
    if recognised.values.is_empty() && recognised.doubts.is_empty() {
        return Err(NO_REPORT.to_owned());
    }
    Ok(Opened {
        report: recognised.report(&[], &[]),
        doubts: recognised.doubts.len() + recognised.unplaced.len(),
        kind: answer.source.kind,
    })
}

/// What is said of a file in which nothing of a report was found.
const NO_REPORT: &str = "没有从这个文件里认出年报的内容。请看看是不是选错了文件。";

/// Reads a file of this program, which may be another kind of file altogether.
fn open_own(bytes: &[u8]) -> Result<Option<(Report, &'static str)>, String> {
    let Some(text) = str::from_utf8(bytes).ok().filter(|text| text.len() <= MOST_BYTES) else {
        return Ok(None);
    };
    let text = text.trim_start_matches('\u{feff}').trim();
    let (data, kind) = match text.starts_with('{') {
        true => (Some(text), "JSON"),
        false => (html::data(text), "网页"),
    };
    if let Some(report) = data.and_then(json::read) {
        return Ok(Some((report, kind)));
    }
    if let Some(returned) = returned::read(text) {
        let returned = returned.map_err(|error| error.to_string())?;
        return Ok(Some((returned.report, "JSON")));
    }
    match import::open(bytes) {
        Ok(report) => Ok(Some((report, kind))),
        Err(OpenError::Unread(error)) => Err(error.to_string()),
        Err(_) => Ok(None),
    }
}
