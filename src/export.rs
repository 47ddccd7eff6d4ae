//! The files that a report is published and passed on as, in one list: buttons, downloads and tests read
//! it. Knows no browser.

pub mod csv;
pub mod html;
pub mod json;
pub mod range;

use std::fmt;

use crate::report::Report;
use crate::validate::Finding;

/// The file formats, in the order of their buttons.
pub static FORMATS: &[&FileFormat] = &[&html::FORMAT, &json::FORMAT, &csv::FORMAT];

/// A file format that a report is downloaded in.
pub struct FileFormat {
    /// The name, as in 「下载 HTML」.
    pub name: &'static str,
    /// The end of the file's name, without the dot.
    pub extension: &'static str,
    /// The media type.
    pub media_type: &'static str,
    /// Writes a report, with the findings that stand.
    pub write: fn(&Report, &[Finding]) -> Vec<u8>,
}

impl FileFormat {
    /// The label of the button.
    pub fn label(&self) -> String {
        format!("下载 {}", self.name)
    }

    /// The name of a file of the report: organ, year and title, without the characters that file systems refuse.
    pub fn file_name(&self, report: &Report) -> String {
        let refused = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];
        let name: String = (report.title().concat().chars())
            .map(|c| if refused.contains(&c) || c.is_control() { '_' } else { c })
            .take(MOST_NAME_CHARACTERS)
            .collect();
        format!("{}.{}", name.trim_matches(['.', ' ']), self.extension)
    }
}

/// A name of so many characters, three bytes each, is one that every file system takes.
const MOST_NAME_CHARACTERS: usize = 80;

impl PartialEq for FileFormat {
    fn eq(&self, other: &FileFormat) -> bool {
        self.extension == other.extension
    }
}

impl fmt::Debug for FileFormat {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.name)
    }
}
