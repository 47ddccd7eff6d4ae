//! Reading files: those that this page wrote come back without loss; in any other a report is recognised.
//! Bounded in size; what is not read is refused with a sentence. Knows no browser.

pub mod characters;
pub mod grid;
pub mod radicals;

pub mod source;

pub mod read;

pub mod recognised;

pub mod recognise;

pub mod answer;

pub mod paste;

use std::fmt;

use crate::export::html;
use crate::interchange::{self, ReadError};
use crate::report::Report;

/// The largest file that is read, in bytes.
pub const MOST_BYTES: usize = 20 * 1024 * 1024;

/// The endings of the files that can be opened, and of those that are told apart from them in a sentence.
pub const ENDINGS: [&str; 11] =
    [".json", ".html", ".htm", ".txt", ".docx", ".xlsx", ".xls", ".csv", ".pdf", ".doc", ".wps"];
/// The most files that are opened at once.
pub const MOST_FILES: usize = 300;

/// Whether a file of a folder looks as if it could be a report: by its ending, and not hidden.
pub fn may_be_a_report(name: &str) -> bool {
    let name = name.to_lowercase();
    !name.starts_with(['.', '~']) && ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Why a file was not opened.
#[derive(Clone, Debug, PartialEq)]
pub enum OpenError {
    /// More than [`MOST_BYTES`].
    TooLarge,
    /// Nothing in it.
    Empty,
    /// Text of no kind that this page writes, or no text at all.
    NotAReport,
    /// JSON that is not read.
    Unread(ReadError),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            OpenError::TooLarge => f.write_str("文件超过 20 MB，不会是年报文件。请重新选择。"),
            OpenError::Empty => f.write_str("这个文件是空的。请重新选择。"),
            OpenError::NotAReport => ReadError::NotAReport.fmt(f),
            OpenError::Unread(error) => error.fmt(f),
        }
    }
}

/// Reads a file.
///
/// # Errors
/// If it is too large, no text, or not a report that this page saved.
pub fn open(bytes: &[u8]) -> Result<Report, OpenError> {
    if bytes.len() > MOST_BYTES {
        return Err(OpenError::TooLarge);
    }
    let text = str::from_utf8(bytes).map_err(|_| OpenError::NotAReport)?;
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(OpenError::Empty);
    }
    let json = if is_json(text) { text } else { html::data(text).ok_or(OpenError::NotAReport)? };
    interchange::read(json).map_err(OpenError::Unread)
}

/// Whether a text begins as JSON does; RTF begins with a brace too.
fn is_json(text: &str) -> bool {
    text.strip_prefix('{')
        .is_some_and(|rest| matches!(rest.trim_start().chars().next(), None | Some('"' | '}')))
}
