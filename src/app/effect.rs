//! What the page is asked to do, as data. The browser edge carries it out and decides nothing.

use std::ops::Range;
use std::sync::Arc;

use super::message::Errand;
use crate::draft::Version;
use crate::export::FileFormat;

/// Something that the outside does.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Moves the focus.
    Focus(Focus),
    /// Selects what the input that has the focus holds, so that typing replaces it.
    SelectAgain,
    /// Puts the caret at the end of the input that has the focus.
    CaretToEnd,
    /// Tells a screen reader something in passing.
    Say(String),
    /// Keeps the browser from doing what it would do with the event that was told.
    PreventDefault,
    /// Puts texts on the clipboard of the event that was told: plain text and an HTML table.
    PutOnClipboard {
        /// Plain text, with tabs.
        text: String,
        /// An HTML table.
        html: String,
    },
    /// Brings an element into view, moving the page no more than it must.
    Bring(&'static str),
    /// Goes to an address within the page.
    GoTo {
        /// The hash of the address.
        hash: String,
        /// Whether the present address is forgotten.
        instead: bool,
    },
    /// Tells when so many milliseconds have passed.
    Wake(Timer, u32),
    /// Keeps a version in the second copy, and tells when that is done or refused.
    KeepCopy {
        /// The draft's id.
        id: String,
        /// The record.
        record: String,
        /// The version that it is.
        version: Version,
    },
    /// Takes a draft out of the second copy.
    ForgetCopy(String),
    /// Empties the second copy, and tells whether that is done.
    ClearCopy,
    /// Reads the second copy, and tells what it holds.
    ReadCopy,
    /// Asks the browser not to clear what is stored when it needs room.
    AskToPersist,
    /// Does what only errands ask for.
    Do(Chore),
    /// Asks for an errand to be run.
    Run(Errand),
}

/// What only errands ask for; in the browser its code comes with theirs.
#[derive(Clone, Debug, PartialEq)]
pub enum Chore {
    /// Hands a file to the user.
    Download {
        /// The name of the file.
        name: String,
        /// Its media type.
        media_type: &'static str,
        /// What it holds.
        bytes: Vec<u8>,
        /// Whether it holds all drafts.
        is_backup: bool,
    },
    /// Has the worker do a task, one after another, and tells what it answers, or why it did not.
    Work {
        /// The number under which the answer is told.
        job: u32,
        /// What is to be done.
        task: Task,
    },
    /// Draws an SVG as a picture, and hands that to the user.
    Draw {
        /// The name of the file.
        name: String,
        /// The SVG.
        svg: String,
    },
    /// Puts the same on the clipboard as HTML and as text, and tells whether the browser let it.
    Copy {
        /// The HTML.
        html: String,
        /// The text.
        text: String,
    },
    /// Asks for the profile of the area, and tells what came of it.
    FindProfile,
    /// Ends the worker and forgets what waits for it: no answer is told any more.
    StopWorking,
    /// Does something for the reports that are looked at together.
    Reports(ReportsChore),
}

/// What only the page of many reports asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum ReportsChore {
    /// Has a worker read a file into what is kept of it, and tells what came of it.
    Read {
        /// The number under which the file is held.
        file: u32,
        /// Its name.
        name: String,
        /// The profile of the area; empty where there is none.
        area: Arc<str>,
    },
    /// Ends these workers; no answer is told any more.
    Stop,
    /// Reads what was kept, and tells it in portions.
    Restore,
    /// Keeps more of them, as texts.
    Keep(Vec<String>),
    /// Keeps the name.
    KeepName(String),
    /// Keeps the list of the units that must report, with what was decided of it.
    KeepList(String),
    /// Moves the focus to the row of a report, or to the heading, once the rows are drawn anew: until then other rows
    /// bear their names.
    FocusRow(Option<usize>),
    /// Forgets one of them, by the text as which it is kept.
    Forget(String),
    /// Keeps what is said to those that go back.
    KeepSaid(String),
    /// Has the worker read the texts of two files that are held; the answer is told under a number.
    Texts {
        /// The number.
        job: u32,
        /// The numbers of the files.
        files: [u32; 2],
    },
    /// Has the worker write what goes back (`collection::returning`), from files that are held.
    Write {
        /// The number under which the answer is told.
        job: u32,
        /// The format.
        format: &'static FileFormat,
        /// The sheets, packed.
        packed: String,
        /// The numbers of the files.
        files: Vec<u32>,
    },
    /// Forgets everything that was kept, and the files.
    Clear,
    /// Opens a file that is held, like one that was chosen.
    Open {
        /// The number under which it is held.
        file: u32,
        /// Its name.
        name: String,
    },
}

/// What the worker does.
#[derive(Clone, Debug, PartialEq)]
pub enum Task {
    /// Reads a file and recognises what it holds.
    Read {
        /// The name of the file.
        name: String,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// Writes a file.
    Write {
        /// The format.
        format: &'static FileFormat,
        /// The report, as `export::heavy` packs it.
        report: String,
    },
}

/// What is waited for.
#[derive(Clone, Debug, PartialEq)]
pub enum Timer {
    /// The draft is to be saved.
    Save,
    /// Nothing was typed for a moment, since this many changes.
    Settle(u64),
    /// Nothing was typed for long enough that a thought has ended, since this many changes.
    Thought(u64),
    /// A version is no longer waited for in the second copy.
    Copy(Version),
}

/// Where the focus goes, and how it is brought into view.
#[derive(Clone, Debug, PartialEq)]
pub struct Focus {
    /// The element, by its name; none for where reading begins on the page.
    pub name: Option<String>,
    /// How the page moves.
    pub reveal: Reveal,
    /// In a text, what is selected; a number is selected whole.
    pub range: Option<Range<usize>>,
}

/// How the page moves to what has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reveal {
    /// Fields to the middle, headings to the top.
    Middle,
    /// No more than it must.
    Nearest,
    /// Not at all: it is in sight.
    Not,
}

impl Focus {
    /// To a place, brought to the middle.
    pub fn on(name: impl Into<String>) -> Focus {
        Focus { name: Some(name.into()), reveal: Reveal::Middle, range: None }
    }

    /// To a place near by.
    pub fn near(name: impl Into<String>) -> Focus {
        Focus { reveal: Reveal::Nearest, ..Focus::on(name) }
    }

    /// To a place that is in sight.
    pub fn in_sight(name: impl Into<String>) -> Focus {
        Focus { reveal: Reveal::Not, ..Focus::on(name) }
    }

    /// To where reading begins.
    pub fn heading() -> Focus {
        Focus { name: None, reveal: Reveal::Middle, range: None }
    }
}
