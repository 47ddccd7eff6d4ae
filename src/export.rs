//! The files that a report is published and passed on as, in one list: buttons, downloads and tests read
//! it. Knows no browser.

mod headers;
pub mod markup;

pub mod csv;
pub mod excel;
pub mod picture;

pub mod html;
pub mod json;
pub mod range;
pub mod word;

pub mod fragment;

pub mod approval;

pub mod heavy;

use std::fmt;

use crate::report::Report;
use crate::validate::Finding;

/// The file formats, in the order of their buttons.
pub static FORMATS: &[&FileFormat] = &[
    &html::FORMAT,
    &json::FORMAT,
    &approval::FORMAT,
    &approval::WORD,
    &word::FORMAT,
    &picture::PICTURE,
    &picture::PICTURE_SVG,
    &excel::FORMAT,
    &csv::FORMAT,
];

/// The usual ones, which have a button of their own in the bar; the others stand in its menu.
pub static IN_THE_BAR: [&FileFormat; 2] = [&html::FORMAT, &json::FORMAT];

/// A file format that a report is downloaded in.
pub struct FileFormat {
    /// The stable name, by which the worker is told.
    pub id: &'static str,
    /// The name, as in 「下载 HTML」.
    pub name: &'static str,
    /// What it is for, in half a line.
    pub purpose: &'static str,
    /// The occasion for which it is wanted.
    pub occasion: Occasion,
    /// What is said of the file behind the title of the report; empty for the report itself.
    pub what: &'static str,
    /// The end of the file's name, without the dot.
    pub extension: &'static str,
    /// The media type.
    pub media_type: &'static str,
    /// Whether it compares with last year's report, where that is attached: then it is not for publishing as it is.
    pub compares: bool,
    /// How and where it is written.
    pub written: Written,
}

/// The occasion for which a file is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// To be signed, printed, filed.
    Signing,
    /// To be published.
    Publishing,
    /// To be read by machines.
    Data,
}

impl Occasion {
    /// All of them, in the order of the menu.
    pub const ALL: [Occasion; 3] = [Occasion::Signing, Occasion::Publishing, Occasion::Data];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Occasion::Signing => "送签、打印",
            Occasion::Publishing => "发布",
            Occasion::Data => "数据",
        }
    }
}

/// How and where a file is written. The page holds no more code than it needs: what is heavy is written in the
/// worker, which knows the format by its stable name.
#[derive(Clone, Copy)]
pub enum Written {
    /// On the page, at once: the report with the findings that stand.
    OnThePage(fn(&Report, &[Finding]) -> Vec<u8>),
    /// In the worker.
    InTheWorker,
    /// As a picture, that the browser draws from an SVG.
    Drawn(fn(&Report) -> String),
}

impl FileFormat {
    /// The label of the button.
    pub fn label(&self) -> String {
        let space = if self.name.starts_with(|c: char| c.is_ascii()) { " " } else { "" };
        format!("下载{space}{}", self.name)
    }

    /// The name of a file of the report: organ, year and title, without the characters that file systems refuse.
    pub fn file_name(&self, report: &Report) -> String {
        self.file_name_of(&report.title().concat())
    }

    /// The name of a file about something of a title, likewise.
    pub fn file_name_of(&self, title: &str) -> String {
        let refused = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];
        let name: String = (title.chars())
            .map(|c| if refused.contains(&c) || c.is_control() { '_' } else { c })
            .take(MOST_NAME_CHARACTERS - self.what.chars().count())
            .collect();
        format!("{}{}.{}", name.trim_matches(['.', ' ']), self.what, self.extension)
    }
}

/// A name of so many characters, three bytes each, is one that every file system takes.
const MOST_NAME_CHARACTERS: usize = 80;

impl PartialEq for FileFormat {
    fn eq(&self, other: &FileFormat) -> bool {
        self.id == other.id
    }
}

impl fmt::Debug for FileFormat {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.name)
    }
}
