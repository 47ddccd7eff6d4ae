//! What is done on the page of many reports, and what comes of reading files.

use std::mem::ManuallyDrop;

use super::View;
use super::beside::BesideStep;
use super::downloads::Out;
use super::missing::MissingStep;
use super::remarks::RemarksStep;
use super::sums::SumsStep;
use crate::collection::list::{Column, Filter};

/// What is done on the page of many reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportsStep {
    /// The page is shown: what was kept is to be looked at.
    LookIn,
    /// What was kept: the name, and a portion of the reports as texts.
    Restored {
        /// The name; empty where there is none.
        name: String,
        /// The portion.
        kept: Vec<String>,
        /// Whether it is the last.
        is_last: bool,
    },
    /// The browser keeps none of them, or no more.
    NotKept,
    /// Files were chosen or dropped.
    Chosen {
        /// The files.
        files: Vec<Chosen>,
        /// How many workers may read at the same time.
        readers: usize,
    },
    /// A folder was chosen or dropped in which nothing can be a report.
    NothingInFolder,
    /// A file was read, or was not.
    Read {
        /// The number under which it is held.
        file: u32,
        /// What came of it.
        outcome: Outcome,
    },
    /// Reading is to stop; what was read stays.
    Stop,
    /// The collection gets a name.
    Name(String),
    /// Everything is to be cleared.
    Clear,
    /// A report, by its number, is to be taken out.
    Remove(usize),
    /// The head of a column was pressed.
    Sort(Column),
    /// Other reports are to be shown.
    Filter(Filter),
    /// Another view is to be shown.
    Show(View),
    /// A report is to be opened beside its findings, both by their numbers; none to close it.
    Open(Option<(usize, usize)>),
    /// The file of the report that is open is to be opened whole.
    OpenFile,
    /// What is shown is to be downloaded.
    Download(Out),
    /// Something is done where it is seen who is missing. Of this and of the sums the main module, where steps may wait,
    /// need not know how to let go: whoever runs them does.
    Missing(ManuallyDrop<Box<MissingStep>>),
    /// Something is done with the sums.
    Sums(ManuallyDrop<Box<SumsStep>>),
    /// Something is done where reports stand side by side.
    Beside(BesideStep),
    /// A pair of reports that are nearly the same is to be opened, by its number; none to close it.
    Alike(Option<usize>),
    /// Something is done with what goes back.
    Remarks(RemarksStep),
}

impl From<MissingStep> for ReportsStep {
    fn from(step: MissingStep) -> ReportsStep {
        ReportsStep::Missing(ManuallyDrop::new(Box::new(step)))
    }
}

impl From<SumsStep> for ReportsStep {
    fn from(step: SumsStep) -> ReportsStep {
        ReportsStep::Sums(ManuallyDrop::new(Box::new(step)))
    }
}

/// A file that was chosen to be read with others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The number under which it is held.
    pub file: u32,
    /// Its name, with the folders that came with it.
    pub name: String,
    /// How many bytes it has.
    pub size: u64,
}

/// What came of reading a file with others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// What is kept of it (`collection::extract`), as a text.
    Extract(String),
    /// It is not read, and why: a sentence.
    Refused(String),
    /// The worker died of another file: it is to be read again.
    Lost,
    /// No file can be read, and why: a sentence.
    Impossible(String),
}
