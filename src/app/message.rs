//! What reaches the page: what the user does, what the browser tells.

use std::mem;
use std::ops::Range;

use super::effect::Timer;
use super::reports::step::ReportsStep;
use crate::draft::{Unreadable, Version};
use crate::export::FileFormat;
use crate::format::texts::TextField;
use crate::format::{Cell, Edition};
use crate::import::grid::Grid;
use crate::import::source::Place;
use crate::report::Report;
use crate::report::answer::Cause;
use crate::validate::passage::{Passage, Rewording};
use crate::validate::repair::Repair;

/// What typing needs, and what is answered at once.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// The page starts at an address (its hash), with what was typed before it listened, if a form stood.
    Started(String, Option<Early>),
    /// The address changed (its hash).
    WentTo(String),
    /// A link to a field, a table or a text on the page of the form was followed.
    GoTo(String),
    /// Something was typed into a field, or chosen in it: all that it holds now.
    Typed {
        /// The stable name of the field.
        field: String,
        /// What it holds.
        value: String,
    },
    /// The field was left.
    Left,
    /// An element of the form has the focus now, by its name.
    Focused(String),
    /// A key was pressed in a field.
    Key(KeyPress),
    /// An element of the form was clicked, by its name.
    Clicked(String),
    /// The first mouse button was pressed over an element of the form.
    MousePressed {
        /// Its name.
        field: String,
        /// Whether Shift was held.
        shift: bool,
    },
    /// The mouse came over an element of the form.
    MouseEntered {
        /// Its name.
        field: String,
        /// Whether the first button is down.
        is_down: bool,
    },
    /// The mouse button is up again.
    MouseReleased,
    /// The selected cells are to be copied.
    Copied,
    /// The selected cells are to be cut.
    Cut,
    /// On a narrow screen, another column of a wide table is to be shown, counted from 0.
    ColumnChosen(usize),
    /// The last step is to be taken back.
    Undo,
    /// The last undone step is to be taken again.
    Redo,
    /// A button of the form was pressed.
    Act(Action),
    /// The time that was asked for has passed.
    TimePassed(Timer),
    /// The page is hidden or left.
    Hidden,
    /// The page is seen again.
    Shown,
    /// Another tab changed the store: the key; none if the whole store was cleared.
    StoreChanged(Option<String>),
    /// A version was kept in the second copy, or refused there.
    CopyMade(Version),
    /// The message above the page was read.
    NoticeClosed,
}

/// What was done in the blank form that stands in the page before the program listens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Early {
    /// The stable name of the form's edition.
    pub edition: String,
    /// The fields that hold something else than they began with, in reading order, each with what it holds.
    pub typed: Vec<(String, String)>,
    /// The element that has the focus, by its name, and what is selected in it, in UTF-16 units.
    pub focus: Option<(String, Range<usize>)>,
}

/// A key that was pressed in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPress {
    /// The name of the field.
    pub field: String,
    /// The key, by the name that browsers give it.
    pub key: String,
    /// Whether Shift was held.
    pub shift: bool,
    /// Whether Control was held.
    pub control: bool,
    /// Where the caret stands.
    pub caret: Caret,
}

/// The selection in an input, in UTF-16 units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Caret {
    /// Where it starts.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// How long the text is.
    pub length: u32,
}

impl Caret {
    /// Whether all of the text is selected: it is left to both sides, and typing replaces it.
    pub fn is_whole(self) -> bool {
        self.start == 0 && self.end == self.length
    }
}

/// What a button of the form does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Puts 0 into the blank cells of a table, by its name; of all tables where none is named.
    FillZeros(Option<String>),
    /// Claims that there was nothing to count in a table, by its name.
    ClaimAbsence(String),
    /// Lets a total, by its name, follow its parts again.
    SetBack(String),
    /// Goes to the next place that is not filled in.
    NextUnfilled,
    /// Goes to the next place that a finding leads to.
    NextFinding,
    /// Shows the help of the cell, and goes there to read.
    ShowHelp,
    /// Puts the help away and goes back to the cell.
    HideHelp,
    /// Shows or hides the help, leaving the focus where it is.
    ToggleHelp,
}

impl Action {
    /// The mark that a button of the sheet bears.
    pub fn mark(&self) -> String {
        match self {
            Action::FillZeros(table) => format!("fill-zeros:{}", table.as_deref().unwrap_or_default()),
            Action::ClaimAbsence(table) => format!("claim-absence:{table}"),
            Action::SetBack(cell) => format!("set-back:{cell}"),
            Action::NextUnfilled => "next-unfilled:".to_owned(),
            Action::NextFinding => "next-finding:".to_owned(),
            Action::ShowHelp => "show-help:".to_owned(),
            Action::HideHelp => "hide-help:".to_owned(),
            Action::ToggleHelp => "toggle-help:".to_owned(),
        }
    }

    /// Reads a mark back.
    pub fn from_mark(mark: &str) -> Option<Action> {
        let (name, of) = mark.split_once(':')?;
        Some(match name {
            "fill-zeros" => Action::FillZeros((!of.is_empty()).then(|| of.to_owned())),
            "claim-absence" => Action::ClaimAbsence(of.to_owned()),
            "set-back" => Action::SetBack(of.to_owned()),
            "next-unfilled" => Action::NextUnfilled,
            "next-finding" => Action::NextFinding,
            "show-help" => Action::ShowHelp,
            "hide-help" => Action::HideHelp,
            "toggle-help" => Action::ToggleHelp,
            _ => return None,
        })
    }
}

/// What is done on the page of the import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportStep {
    /// A file, by its number in the list, is to be looked at; none for the list.
    Show(Option<usize>),
    /// Reading is to stop; what was read stays.
    Stop,
    /// A place of the source has the focus, or was clicked.
    PickPlace(Place),
    /// A field of the report, by its stable name, has the focus, or was clicked.
    PickField(String),
    /// Something of the queue has the focus.
    At(Queued),
    /// Of a doubt a choice was taken, both by their numbers.
    Choose(usize, usize),
    /// A doubt is settled as it stands.
    Settle(usize),
    /// A doubt that was settled is to be looked at again.
    Reopen(usize),
    /// What has no place is put under a text, or is not imported.
    Put(usize, Option<TextField>),
    /// The next of the queue is gone to.
    Next,
    /// Something of the queue is gone to.
    ToQueue(Queued),
    /// The next blank cell is gone to.
    NextBlank,
    /// The heading of the report as it will be is gone to.
    ToTarget,
    /// A text was to be copied, and the browser did it or did not.
    Copied(bool),
    /// The report that is looked at becomes a new draft.
    AsNew,
    /// The report that is looked at goes into the open draft.
    IntoOpen,
    /// All reports that were read become new drafts.
    AllAsNew,
    /// Nothing is imported.
    Cancel,
}

/// Something of the queue, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Queued {
    /// A doubt.
    Doubt(usize),
    /// Something without a place.
    Unplaced(usize),
}

/// What came of asking for the profile of the area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// It, or whatever the host answers with.
    Text(String),
    /// There is none.
    Missing,
    /// It could not be asked for, or nobody answered.
    Unreachable,
}

/// Everything that typing does not need.
#[derive(Clone, Debug, PartialEq)]
pub enum Errand {
    /// The report changed: check it anew.
    Check,
    /// Typing has paused since this many changes: work out what takes too long for every key.
    Settle(u64),
    /// The page was asked for the profile of the area.
    ProfileFound(Found),
    /// The drafts that are kept are to be looked at.
    LookAtDrafts,
    /// The versions of the open draft are to be looked at.
    LookAtVersions,
    /// The second copy was read: the records that it holds, or nothing where there is none.
    CopyRead(Option<Vec<String>>),
    /// The second copy was emptied, or why not.
    CopyCleared(bool),
    /// Something was pasted at a cell: the plain text, and the tables of the HTML flavour.
    Pasted {
        /// The cell.
        cell: Cell,
        /// The plain text.
        text: String,
        /// The tables of the HTML.
        tables: Vec<Grid>,
    },
    /// A repair was chosen.
    Mend(Repair),
    /// Words of texts are to be changed, as one step.
    Reword(Vec<Rewording>),
    /// A sentence is to be put into a text.
    Insert {
        /// The text.
        field: TextField,
        /// Where the caret stands in it, in UTF-16 units.
        caret: usize,
        /// The sentence.
        sentence: String,
    },
    /// Words of a text are to be selected: now, or when the page of the form is gone to.
    ShowWords(Passage),
    /// The field for an answer, by its name, is to have the focus when the page of the check is gone to.
    ShowAnswer(String),
    /// An answer to a warning is being written.
    Answer(Cause, String),
    /// What a notice offers was accepted.
    NoticeAccepted,
    /// The report is to be copied for the editor of a web site.
    CopyReport,
    /// The browser took what was copied, or refused it.
    Copied(bool),
    /// A file of a format is to be downloaded.
    Download(&'static FileFormat),
    /// A record that cannot be read is to be downloaded as it is.
    DownloadRecord(Unreadable),
    /// The browser took a file that it was handed, or refused it.
    Downloaded {
        /// The name of the file.
        name: String,
        /// Whether it holds all drafts.
        is_backup: bool,
        /// Whether the browser took it.
        is_accepted: bool,
    },
    /// Files were chosen or dropped: their names, and their bytes or why they cannot be read.
    Opened(Vec<(String, Result<Vec<u8>, String>)>),
    /// A file was read in the worker.
    FileRead {
        /// The number under which that was asked for.
        job: u32,
        /// What the worker answered (`import::answer`), or why there is no answer.
        answer: Result<String, String>,
    },
    /// A file was written in the worker, or was not.
    FileWritten {
        /// The number under which that was asked for.
        job: u32,
        /// What it holds; nothing if the worker failed.
        bytes: Option<Vec<u8>>,
    },
    /// The files that the worker is writing are no longer wanted.
    StopWriting,
    /// Something was done on the page of the import.
    Import(ImportStep),
    /// Something was done on the page of many reports.
    Reports(ReportsStep),
    /// Files were dropped on the page: their names, and their bytes or why they cannot be read.
    Dropped(Vec<(String, Result<Vec<u8>, String>)>),
    /// A published page was chosen, or pasted: its name, and its bytes or why they cannot be read.
    PublishedOpened(String, Result<Vec<u8>, String>),
    /// A doubt of the comparison with it was looked at.
    DoubtSeen {
        /// Its number among the places that are not surely the same.
        doubt: usize,
        /// Whether it is the same; else it is in doubt after all.
        is_same: bool,
    },
    /// The published page is to be compared anew with the draft as it stands, if there is one.
    CompareAgain,
    /// A file of last year's report was chosen: its name, and its bytes or why they cannot be read.
    LastYearOpened(String, Result<Vec<u8>, String>),
    /// A draft, by its id, is to be attached as last year's report.
    AttachDraft(String),
    /// The report of last year is to be taken off.
    Detach,
    /// What goes into these fields, by their names, is to be taken over from last year's report.
    CarryOver(Vec<&'static str>),
    /// Drafts are to be looked for that can be attached as last year's report.
    LookForLastYear,
    /// Last year's numbers are to be shown in the cells, or no longer.
    ShowLastYear(bool),
    /// The example of an edition is to be opened.
    OpenExample(Edition),
    /// Another tab's newer version is to be loaded.
    TakeNewer,
    /// What stands here is to be kept as a draft of its own.
    SaveAsCopy,
    /// An older version is to be put in place of the report.
    RestoreVersion(Box<Report>),
    /// A draft, by its id, is to be copied.
    CopyDraft(String),
    /// A draft, by its id, is to be deleted.
    DeleteDraft(String),
    /// The draft that was deleted last is to come back.
    RestoreDeleted,
    /// All drafts are to be backed up into a file, that is dated so.
    BackUp(String),
    /// The backup that was chosen is to be restored.
    RestoreBackup,
    /// The backup that was chosen is not to be restored.
    DropBackup,
    /// Everything that is kept here is to be cleared.
    ClearAll,
}

impl Errand {
    /// Whether another errand that still waits does all of it. Errands that say more than what they are, are not
    /// compared: the main module, where they wait, would have to know how.
    pub fn is_done_by(&self, other: &Errand) -> bool {
        let says_all = matches!(
            self,
            Errand::Check | Errand::LookAtDrafts | Errand::LookAtVersions | Errand::CompareAgain
        );
        says_all && mem::discriminant(self) == mem::discriminant(other)
    }
}
