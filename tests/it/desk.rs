//! A browser without a browser: a store, a second copy, a clock, and tabs that drive the page's pure code
//! and keep what it asks for. What the real browser does at once or later happens here when the test says so.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use nianbao::app::reports::remarks::RemarksStep;
use nianbao::app::reports::shown::row_name;
use nianbao::app::sheet::Sheet;
use nianbao::app::shown::Saved;
use nianbao::app::{
    self, Action, Caret, Chore, Early, Editing, Effect, Errand, Focus, ImportStep, KeyPress, Message,
    MissingStep, Model, ReportsChore, ReportsStep, Task, Timer, Turn, View,
};
use nianbao::collection::written;
use nianbao::draft::Version;
use nianbao::export::{FileFormat, heavy};
use nianbao::format::HEAD;
use nianbao::format::texts::TextField;
use nianbao::import::answer::Answer;
use nianbao::report::Report;

use crate::memory::Memory;

/// What all tabs share.
#[derive(Default)]
pub struct Browser {
    pub store: Memory,
    /// The second copy: records by the ids of the drafts; none where the browser has no such store.
    pub copy: RefCell<Option<BTreeMap<String, String>>>,
    /// The reports that are looked at together, with their name; none where the browser keeps nothing.
    pub reports: RefCell<Option<(String, Vec<String>)>>,
    /// The list of the units that must report, as it is kept with them.
    pub list: RefCell<Option<String>>,
    /// What is said to those that go back.
    pub said_back: RefCell<String>,
    /// Whether the second copy takes what it is given, but does not answer.
    pub copy_is_silent: Cell<bool>,
    /// The time, in milliseconds.
    pub now: Cell<f64>,
    random: Cell<u64>,
    pub is_narrow: Cell<bool>,
    tabs: Cell<usize>,
}

impl Browser {
    /// A browser with a second copy, in January 2025.
    pub fn new() -> Rc<Browser> {
        let browser = Browser {
            copy: RefCell::new(Some(BTreeMap::new())),
            reports: RefCell::new(Some(Default::default())),
            ..Browser::default()
        };
        browser.now.set(1_737_000_000_000.0);
        Rc::new(browser)
    }
}

/// A tab.
pub struct Tab {
    pub browser: Rc<Browser>,
    pub model: Model,
    timers: Vec<(f64, Timer)>,
    /// Versions that the second copy took and did not tell of.
    unanswered: Vec<Version>,
    /// Whether the second copy was asked for and the answer is still to come.
    pub copy_is_read: bool,
    pub said: Vec<String>,
    pub downloads: Vec<(String, String)>,
    pub focus: Option<Focus>,
    pub address: String,
    pub clipboard: Option<(String, String)>,
    /// What the worker was asked to read and has not answered yet: the job, the name, the bytes.
    pub reading: Vec<(u32, String, Vec<u8>)>,
    /// The files that are to be read with others and are not answered yet.
    pub collecting: Vec<u32>,
    /// The pairs of files of which the texts are to be read: the job, the files.
    pub pairs: Vec<(u32, [u32; 2])>,
    /// What goes back and is to be written: the job, the format, the packed sheets, the files.
    pub returning: Vec<(u32, &'static FileFormat, String, Vec<u32>)>,
    /// What the worker was asked to write and has not answered yet: the job, the format, the packed report.
    pub writing: Vec<(u32, &'static FileFormat, String)>,
    pub is_prevented: bool,
    /// Everything that was asked for since the last message was sent.
    pub asked: Vec<Effect>,
}

impl Tab {
    /// Opens an address in a new tab; the second copy answers at once.
    pub fn open(browser: &Rc<Browser>, hash: &str) -> Tab {
        let mut tab = Tab::opening(browser, hash);
        tab.reads_copy();
        tab
    }

    /// Opens an address in a new tab; the second copy has not answered yet.
    pub fn opening(browser: &Rc<Browser>, hash: &str) -> Tab {
        Tab::starting(browser, hash, None)
    }

    /// Opens an address in a new tab, with what was done before the program listened.
    pub fn starting(browser: &Rc<Browser>, hash: &str, early: Option<Early>) -> Tab {
        browser.tabs.set(browser.tabs.get() + 1);
        let mut tab = Tab {
            browser: browser.clone(),
            model: Model::new(format!("tab{}", browser.tabs.get())),
            timers: Vec::new(),
            unanswered: Vec::new(),
            copy_is_read: false,
            said: Vec::new(),
            downloads: Vec::new(),
            focus: None,
            address: hash.to_owned(),
            clipboard: None,
            reading: Vec::new(),
            collecting: Vec::new(),
            pairs: Vec::new(),
            returning: Vec::new(),
            writing: Vec::new(),
            is_prevented: false,
            asked: Vec::new(),
        };
        tab.sends(Message::Started(hash.to_owned(), early));
        tab
    }

    /// The second copy tells what it holds.
    pub fn reads_copy(&mut self) {
        self.copy_is_read = true;
        let records = self.browser.copy.borrow().as_ref().map(|copy| copy.values().cloned().collect());
        self.runs(Errand::CopyRead(records));
    }

    pub fn sends(&mut self, message: Message) -> &mut Tab {
        self.turns(|model, turn| app::update(model, message, turn))
    }

    pub fn runs(&mut self, errand: Errand) -> &mut Tab {
        self.turns(|model, turn| app::run(model, errand, turn))
    }

    fn turns(&mut self, act: impl FnOnce(&mut Model, &mut Turn<Memory>)) -> &mut Tab {
        let browser = self.browser.clone();
        browser.random.set(browser.random.get() + 1);
        let mut turn =
            Turn::new(&browser.store, browser.now.get(), browser.random.get(), browser.is_narrow.get());
        act(&mut self.model, &mut turn);
        let effects = turn.effects;
        for effect in effects.clone() {
            self.carries_out(effect);
        }
        // What an effect asks for in its turn does not count.
        self.is_prevented = effects.contains(&Effect::PreventDefault);
        self.asked = effects;
        self
    }

    fn carries_out(&mut self, effect: Effect) {
        let browser = self.browser.clone();
        match effect {
            Effect::Focus(focus) => {
                // What stands on the form tells that it has the focus.
                if let Some(name) = focus.name.clone()
                    && self.stands_on_the_form(&name)
                {
                    self.sends(Message::Focused(name));
                }
                self.focus = Some(focus);
            }
            Effect::Say(words) => self.said.push(words),
            Effect::PutOnClipboard { text, html } => self.clipboard = Some((text, html)),
            Effect::Do(Chore::Download { name, bytes, is_backup, .. }) => {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                self.downloads.push((name.clone(), text));
                self.runs(Errand::Downloaded { name, is_backup, is_accepted: true });
            }
            Effect::GoTo { hash, .. } => {
                self.address = hash.clone();
                self.sends(Message::WentTo(hash));
            }
            Effect::Wake(timer, after) => self.timers.push((browser.now.get() + f64::from(after), timer)),
            Effect::KeepCopy { id, record, version } => {
                if let Some(copy) = browser.copy.borrow_mut().as_mut() {
                    copy.insert(id, record);
                }
                match browser.copy_is_silent.get() {
                    true => self.unanswered.push(version),
                    false => drop(self.sends(Message::CopyMade(version))),
                }
            }
            Effect::ForgetCopy(id) => {
                if let Some(copy) = browser.copy.borrow_mut().as_mut() {
                    copy.remove(&id);
                }
            }
            Effect::ClearCopy => {
                if let Some(copy) = browser.copy.borrow_mut().as_mut() {
                    copy.clear();
                }
                self.runs(Errand::CopyCleared(true));
            }
            Effect::Do(Chore::Work { job, task: Task::Read { name, bytes } }) => {
                self.reading.push((job, name, bytes));
            }
            Effect::Do(Chore::Work { job, task: Task::Write { format, report } }) => {
                self.writing.push((job, format, report));
            }
            Effect::Do(Chore::Draw { name, svg }) => {
                self.downloads.push((name.clone(), svg));
                self.runs(Errand::Downloaded { name, is_backup: false, is_accepted: true });
            }
            Effect::Do(Chore::Copy { html, text }) => {
                self.clipboard = Some((text, html));
                self.runs(Errand::Copied(true));
            }
            Effect::Do(Chore::StopWorking) => {
                self.reading.clear();
                self.writing.clear();
            }
            Effect::Do(Chore::Reports(chore)) => self.carries_out_for_reports(chore),
            Effect::Run(errand) => drop(self.runs(errand)),
            Effect::ReadCopy
            | Effect::Do(Chore::FindProfile)
            | Effect::AskToPersist
            | Effect::PreventDefault
            | Effect::SelectAgain
            | Effect::CaretToEnd
            | Effect::Bring(_) => {}
        }
    }

    fn carries_out_for_reports(&mut self, chore: ReportsChore) {
        let browser = self.browser.clone();
        let kept = browser.reports.borrow().clone();
        match (chore, kept) {
            (ReportsChore::Read { file, .. }, _) => self.collecting.push(file),
            (ReportsChore::Stop, _) => self.collecting.clear(),
            (ReportsChore::Texts { job, files }, _) => self.pairs.push((job, files)),
            (ReportsChore::Write { job, format, packed, files }, _) => {
                self.returning.push((job, format, packed, files));
            }
            (ReportsChore::FocusRow(report), _) => {
                let row = |report| Focus::near(row_name(report));
                self.focus = Some(report.map_or_else(Focus::heading, row));
            }
            (ReportsChore::KeepSaid(said), _) => *browser.said_back.borrow_mut() = said,
            (ReportsChore::Forget(text), kept) => {
                let kept = kept
                    .map(|(name, kept)| (name, kept.into_iter().filter(|other| *other != text).collect()));
                *browser.reports.borrow_mut() = kept;
            }
            (ReportsChore::Open { .. }, _) => {}
            (ReportsChore::Restore, Some((name, kept))) => {
                let list = browser.list.borrow().clone();
                list.into_iter().for_each(|list| {
                    self.runs(Errand::Reports(MissingStep::Restored(list).into()));
                });
                // In two portions, of which the last may hold nothing.
                let portions = [kept, Vec::new()];
                for (is_last, kept) in [false, true].into_iter().zip(portions) {
                    self.runs(Errand::Reports(ReportsStep::Restored { name: name.clone(), kept, is_last }));
                }
                let said = browser.said_back.borrow().clone();
                if !said.is_empty() {
                    self.runs(Errand::Reports(ReportsStep::Remarks(RemarksStep::Restored(said))));
                }
            }
            (ReportsChore::Restore | ReportsChore::Keep(_), None) => {
                self.runs(Errand::Reports(ReportsStep::NotKept));
            }
            (ReportsChore::Keep(more), Some((name, mut kept))) => {
                kept.extend(more);
                *browser.reports.borrow_mut() = Some((name, kept));
            }
            (ReportsChore::KeepName(name), Some((_, kept))) => {
                *browser.reports.borrow_mut() = Some((name, kept));
            }
            (ReportsChore::KeepList(list), Some(_)) => *browser.list.borrow_mut() = Some(list),
            (ReportsChore::Clear, Some(_)) => {
                *browser.reports.borrow_mut() = Some(Default::default());
                *browser.list.borrow_mut() = None;
                browser.said_back.borrow_mut().clear();
            }
            (ReportsChore::KeepName(_) | ReportsChore::KeepList(_) | ReportsChore::Clear, None) => {}
        }
    }

    fn stands_on_the_form(&self, name: &str) -> bool {
        let is_field = self.model.is_cell(name) || TextField::from_id(name).is_some();
        let is_head = HEAD.iter().any(|(id, _)| *id == name);
        (is_field || is_head) && matches!(self.model.view(), Some(View::Edit))
    }

    /// The worker answers for the file that waits longest: as it would read it, or as the test says.
    pub fn worker_answers(&mut self, answer: Option<Result<Answer, String>>) -> &mut Tab {
        let (job, name, bytes) = self.reading.remove(0);
        let answer =
            answer.unwrap_or_else(|| Answer::to(&name, &bytes).map_err(|refusal| refusal.to_string()));
        self.runs(Errand::FileRead { job, answer: answer.map(|answer| answer.write()) })
    }

    /// The worker answers for what it was asked to write first: as it would write it, or that it failed.
    pub fn worker_writes(&mut self, succeeds: bool) -> &mut Tab {
        let (job, format, report) = self.writing.remove(0);
        let bytes = written::answer(format.id, &report).or_else(|| heavy::answer(format.id, &report));
        let bytes = bytes.filter(|_| succeeds);
        self.runs(Errand::FileWritten { job, bytes })
    }

    /// Does something on the page of the import.
    pub fn imports(&mut self, step: ImportStep) -> &mut Tab {
        self.runs(Errand::Import(step))
    }

    /// Goes to an address by a link.
    pub fn goes(&mut self, hash: &str) -> &mut Tab {
        self.address = hash.to_owned();
        self.sends(Message::WentTo(hash.to_owned()))
    }

    /// So many milliseconds pass; what was asked to be woken is.
    pub fn waits(&mut self, milliseconds: f64) -> &mut Tab {
        let end = self.browser.now.get() + milliseconds;
        while let Some(next) = self.next_timer(end) {
            let (at, timer) = self.timers.remove(next);
            self.browser.now.set(at.max(self.browser.now.get()));
            self.sends(Message::TimePassed(timer));
        }
        self.browser.now.set(end);
        self
    }

    fn next_timer(&self, end: f64) -> Option<usize> {
        let due = self.timers.iter().enumerate().filter(|(_, (at, _))| *at <= end);
        due.min_by(|one, other| one.1.0.total_cmp(&other.1.0)).map(|(position, _)| position)
    }

    /// The second copy tells of what it took silently.
    pub fn hears_of_the_copy(&mut self) -> &mut Tab {
        for version in std::mem::take(&mut self.unanswered) {
            self.sends(Message::CopyMade(version));
        }
        self
    }

    /// Goes into a field.
    pub fn enters(&mut self, field: &str) -> &mut Tab {
        self.sends(Message::Focused(field.to_owned()))
    }

    /// Types a text into a field in place of what stands there, character by character.
    pub fn types_on(&mut self, field: &str, text: &str) -> &mut Tab {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
        let ends: Vec<usize> = if text.is_empty() { vec![0] } else { ends.collect() };
        for end in ends {
            self.sends(Message::Typed { field: field.to_owned(), value: text[..end].to_owned() });
        }
        self
    }

    /// Goes into a field, types, and leaves it.
    pub fn types(&mut self, field: &str, text: &str) -> &mut Tab {
        self.enters(field).types_on(field, text).sends(Message::Left)
    }

    /// Presses a button of the form.
    pub fn acts(&mut self, action: Action) -> &mut Tab {
        self.sends(Message::Act(action))
    }

    /// Presses a key in a field that holds a number, all of which is selected. `Shift+` and `Control+` may
    /// stand before its name.
    pub fn presses(&mut self, field: &str, key: &str) -> &mut Tab {
        let length = self.shows(field).encode_utf16().count() as u32;
        self.presses_at(field, key, Caret { start: 0, end: length, length })
    }

    /// Presses a key in a field with the caret at a place.
    pub fn presses_at(&mut self, field: &str, key: &str, caret: Caret) -> &mut Tab {
        let (key, shift, control) = match key.split_once('+') {
            Some(("Shift", key)) => (key, true, false),
            Some(("Control", key)) => (key, false, true),
            _ => (key, false, false),
        };
        self.sends(Message::Key(KeyPress {
            field: field.to_owned(),
            key: key.to_owned(),
            shift,
            control,
            caret,
        }))
    }

    /// The id of the draft that is open; empty where none is.
    pub fn editing_id(&self) -> String {
        self.model.editing().map(|editing| editing.id().to_owned()).unwrap_or_default()
    }

    /// The draft that is open.
    pub fn editing(&self) -> &Editing {
        self.model.editing().expect("an open draft")
    }

    /// The report that is open.
    pub fn report(&self) -> &Report {
        self.editing().report()
    }

    pub fn sheet(&self) -> Sheet {
        self.model.sheet().expect("the form")
    }

    /// What a number cell shows.
    pub fn shows(&self, id: &str) -> String {
        let cell = self.report().format().cell(id).unwrap_or_else(|| panic!("no cell {id}"));
        self.sheet().cell(cell).expect("the view of a cell").text.clone()
    }

    /// Whether the bar says that everything is saved.
    pub fn shows_saved(&self) -> bool {
        matches!(self.model.saved(), Some(Saved::At(_)))
    }

    /// What stands above the page.
    pub fn notice(&self) -> String {
        self.model.notice().map(|notice| notice.text).unwrap_or_default()
    }

    /// What the button above the page offers.
    pub fn offer(&self) -> Option<String> {
        self.model.notice().and_then(|notice| notice.accept_words())
    }

    /// Where the focus went last, by its name; empty for where reading begins.
    pub fn focused(&self) -> &str {
        self.focus.as_ref().and_then(|focus| focus.name.as_deref()).unwrap_or_default()
    }
}
