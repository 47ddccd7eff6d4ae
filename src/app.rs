//! The page as pure code: the [`Model`] of everything that the page can be, the messages that reach it,
//! what each of them changes, and the effects that it asks for, as data. What the screens show is computed
//! from the model, here.
//! Knows no browser: the store, the time and a random number are handed in with every message.
//!
//! There are two halves. A [`Message`] is what typing needs: it is answered at once, by [`update`]. An
//! [`Errand`] is everything else, and is done by [`run`]: in the browser its code loads on demand.

pub mod effect;
pub mod message;

mod acting;
pub mod area;
mod backups;
mod changing;
mod clipboard;
mod copying;
mod download;
mod edited;
mod editing;
mod errand;
pub mod following;
mod going;
pub mod importing;
mod keys;
pub mod last_year;
pub mod marked;
pub mod notice;
mod opening;
pub mod origin;
pub mod paper;
pub mod publication;
pub mod reports;
mod returned;
mod saving;
mod selection;
pub mod sheet;
pub mod shown;
mod trash;
pub mod units;
pub mod way;
mod wording;

use std::collections::BTreeMap;
use std::mem::ManuallyDrop;

pub use area::AreaPoint;
pub use clipboard::Pasting;
pub use editing::Editing;
pub use effect::{Chore, Effect, Focus, ReportsChore, Reveal, Task, Timer};
pub use errand::run;
pub use message::{Action, Caret, Early, Errand, Found, ImportStep, KeyPress, Message, Queued};
pub use reports::missing::MissingStep;
pub use reports::step::{Chosen, Outcome, ReportsStep};
pub use reports::sums::SumsStep;

use crate::draft::backup::{Backup, Comparison, Last};
use crate::draft::{Draft, Storage, Stored, Trouble, Unreadable, Version};
use crate::report::Report;
use crate::report::history::Step;
use download::Writing;
use importing::Importing;
use notice::Notice;
use reports::Reports;

/// What the page is at a moment.
#[derive(Debug)]
pub struct Model {
    screen: Screen,
    notice: Option<(Notice, Option<Step>)>,
    /// Drafts that were left while they could not be saved: they live as long as the page.
    unsaved: Vec<Draft>,
    /// The files that are being imported, also while another page is shown.
    importing: Option<Box<Importing>>,
    /// The reports that are looked at together, also while another page is shown. They live as long as the page: how to
    /// let go of them need not stand in the main module.
    reports: Option<ManuallyDrop<Box<Reports>>>,
    /// Pages of this program that were opened and may have been edited.
    pages: edited::Pages,
    /// What the area adds to the form.
    area: area::Area,
    /// The files that the worker is writing.
    writing: Vec<Writing>,
    copy: SecondCopy,
    /// On a narrow screen, the column that a wide table shows, counted from 0.
    column: usize,
    help_is_open: bool,
    /// Whether last year's numbers are shown in the cells; nothing until that was looked at.
    shows_last_year: Option<bool>,
    /// The name of this tab, as versions bear it.
    tab: String,
    ids_made: u64,
    has_asked_to_persist: bool,
}

/// What is shown, and what is open: only what can be together.
#[derive(Debug)]
pub enum Screen {
    /// A page of no draft. A draft that was left with its past may wait behind it.
    Aside(Aside, Option<Box<Editing>>),
    /// A page of the draft that is open.
    Editing(Box<Editing>, View),
    /// A draft that a later program wrote: it can be looked at.
    Looking(Box<Looking>),
}

/// A page of no draft.
#[derive(Debug)]
pub enum Aside {
    /// The drafts that are kept; nothing until they were looked at.
    Drafts(Option<Box<Kept>>),
    /// All rules.
    Rules,
    /// What becomes of what is entered.
    Privacy,
    /// The files that are being imported.
    Importing,
    /// Many reports at once.
    Reports,
    /// The address of a draft that is not here, or cannot be opened.
    NotFound {
        /// The id in the address.
        id: String,
        /// Why it cannot be opened, if its record is there.
        reason: Option<&'static str>,
    },
}

/// A page of the open draft.
#[derive(Debug)]
pub enum View {
    /// The form.
    Edit,
    /// All findings.
    Check,
    /// The document as it is published.
    Preview,
    /// The published page beside the draft.
    Publication,
    /// The versions that are kept; nothing until they were looked at.
    Versions(Option<Vec<Stored>>),
}

/// A draft of a later program.
#[derive(Debug)]
pub struct Looking {
    /// Its id.
    pub id: String,
    /// The report, as far as it is understood here.
    pub report: Report,
    /// The record.
    pub record: Unreadable,
}

/// What is kept in this browser.
#[derive(Debug)]
pub struct Kept {
    /// All drafts, or why they cannot be seen.
    pub stored: Result<Vec<Stored>, Trouble>,
    /// The draft that was deleted last and can be brought back.
    pub deleted: Option<Draft>,
    /// The last backup.
    pub last_backup: Last,
    /// When this was looked at, in milliseconds since 1970.
    pub time: f64,
    /// How many records there are, and how many characters they take.
    pub size: (usize, usize),
    /// A backup that was chosen, to be looked at before it is restored, and how it compares with what is here.
    pub chosen: Option<(Backup, Result<Vec<Comparison>, Trouble>)>,
}

/// What is known of the second copy of the drafts.
#[derive(Debug)]
enum SecondCopy {
    /// It was not compared with the store yet: it may hold the only newest version, so nothing is written to
    /// it. What waits to be written, by the ids of the drafts.
    NotCompared(BTreeMap<String, (String, Version)>),
    /// It was compared, and is written to; says whether there is one.
    Compared(bool),
}

/// What the outside lends for one message, and what is asked of it in return.
pub struct Turn<'a, S> {
    /// Where drafts are kept.
    pub store: &'a S,
    /// The time, in milliseconds since 1970.
    pub now: f64,
    /// A random number, another one each time.
    pub random: u64,
    /// Whether the screen is so narrow that tables stand upright.
    pub is_narrow: bool,
    /// What the outside is asked to do, in this order.
    pub effects: Vec<Effect>,
}

impl<'a, S: Storage> Turn<'a, S> {
    /// A turn at a time.
    pub fn new(store: &'a S, now: f64, random: u64, is_narrow: bool) -> Turn<'a, S> {
        Turn { store, now, random, is_narrow, effects: Vec::new() }
    }

    fn ask(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    fn say(&mut self, words: impl Into<String>) {
        self.ask(Effect::Say(words.into()));
    }

    fn focus(&mut self, focus: Focus) {
        self.ask(Effect::Focus(focus));
    }
}

impl Model {
    /// A page on which nothing is open yet, in a tab of a name that no other tab has.
    pub fn new(tab: String) -> Model {
        Model {
            screen: Screen::Aside(Aside::Drafts(None), None),
            notice: None,
            unsaved: Vec::new(),
            importing: None,
            reports: None,
            pages: edited::Pages::default(),
            area: area::Area::default(),
            writing: Vec::new(),
            copy: SecondCopy::NotCompared(BTreeMap::new()),
            column: 0,
            help_is_open: false,
            shows_last_year: None,
            tab,
            ids_made: 0,
            has_asked_to_persist: false,
        }
    }

    /// What is shown and what is open.
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// The draft that is open to be edited, also while another page is shown.
    pub fn editing(&self) -> Option<&Editing> {
        match &self.screen {
            Screen::Aside(_, kept) => kept.as_deref(),
            Screen::Editing(editing, _) => Some(editing),
            Screen::Looking(_) => None,
        }
    }

    fn editing_mut(&mut self) -> Option<&mut Editing> {
        match &mut self.screen {
            Screen::Aside(_, kept) => kept.as_deref_mut(),
            Screen::Editing(editing, _) => Some(editing),
            Screen::Looking(_) => None,
        }
    }

    /// The draft whose page is shown, if it can be edited.
    fn at_work(&mut self) -> Option<&mut Editing> {
        match &mut self.screen {
            Screen::Editing(editing, _) => Some(editing),
            Screen::Aside(..) | Screen::Looking(_) => None,
        }
    }

    /// The report that is shown.
    pub fn report(&self) -> Option<&Report> {
        match &self.screen {
            Screen::Editing(editing, _) => Some(editing.report()),
            Screen::Looking(looking) => Some(&looking.report),
            Screen::Aside(..) => None,
        }
    }

    /// A name for a draft or a tab that no other has: the time, a count, and a random number.
    fn fresh_id<S>(&mut self, turn: &Turn<S>) -> String {
        self.ids_made += 1;
        format!("{:x}{:x}{:08x}", turn.now as u64, self.ids_made, turn.random as u32)
    }
}

/// Answers a message, at once.
pub fn update<S: Storage>(model: &mut Model, message: Message, turn: &mut Turn<S>) {
    match message {
        Message::Started(hash, early) => model.start(&hash, early, turn),
        Message::WentTo(hash) => model.follow(&hash, turn),
        Message::GoTo(name) => model.go_to(&name, turn),
        Message::Typed { field, value } => model.type_into(&field, &value, turn),
        Message::Left => model.leave_field(turn),
        Message::Focused(name) => model.focus_came(&name),
        Message::Key(key) => model.press_key(key, turn),
        Message::Clicked(name) => model.click(&name, turn),
        Message::MousePressed { field, shift } => model.press_mouse(&field, shift, turn),
        Message::MouseEntered { field, is_down } => model.enter_with_mouse(&field, is_down, turn),
        Message::MouseReleased => model.release_mouse(turn),
        Message::Copied => model.copy_range(turn),
        Message::Cut => model.cut_range(turn),
        Message::ColumnChosen(column) => model.column = column,
        Message::Undo => model.undo(turn),
        Message::Redo => model.redo(turn),
        Message::Act(action) => model.act_on(action, turn),
        Message::TimePassed(timer) => model.time_passed(timer, turn),
        Message::Hidden => model.save_now(turn),
        Message::Shown => model.store_changed(None, turn),
        Message::StoreChanged(key) => model.store_changed(key.as_deref(), turn),
        Message::CopyMade(version) => model.copy_made(&version, turn),
        Message::NoticeClosed => model.close_notice(turn),
    }
}
