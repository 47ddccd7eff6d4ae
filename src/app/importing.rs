//! Importing: the files that were chosen, read in the worker one after another, and looked at before anything
//! changes. What is imported becomes a draft, or one step of the open one.
//! Knows no worker and no file format: what a file holds comes as an answer.

pub mod layout;
pub mod picking;
pub mod pieces;
pub mod preview;
pub mod shown;
mod taking;

use super::effect::{Chore, Focus, Task};
use super::message::{ImportStep, Queued};
use super::opening::Opened;
use super::{Aside, Effect, Model, Screen, Turn};
use crate::draft::Storage;
use crate::route::Route;
use preview::Preview;
use shown::Line;

/// The files that are being imported.
#[derive(Debug)]
pub struct Importing {
    /// In the order in which they were chosen.
    pub files: Vec<File>,
    /// The one that is looked at, by its number; none while the list is.
    shown: Option<usize>,
}

/// A file that was chosen.
#[derive(Debug)]
pub struct File {
    /// Its name.
    pub name: String,
    /// What has become of it.
    state: State,
    /// How it stood when the list was shown last.
    line: Line,
}

/// What has become of a file.
#[derive(Debug)]
pub enum State {
    /// It is being read, or waits for that, under the number of its job.
    Reading(u32),
    /// It was read and can be imported.
    Read(Box<Preview>),
    /// It is not read, and why: a sentence.
    Refused(String),
    /// It is a draft now, by its id.
    Draft(String),
}

impl Importing {
    /// A single file, looked at.
    pub(super) fn of(file: File) -> Importing {
        Importing { files: vec![file], shown: Some(0) }
    }

    /// The report that is looked at, with the number of its file.
    pub fn shown(&self) -> Option<(usize, &Preview)> {
        let at = self.shown?;
        Some((at, self.files.get(at)?.preview()?))
    }

    fn shown_mut(&mut self) -> Option<&mut Preview> {
        match &mut self.files.get_mut(self.shown?)?.state {
            State::Read(preview) => Some(preview),
            _ => None,
        }
    }

    /// Looks at a file, or at the list: there each stands as it was decided.
    fn show(&mut self, at: Option<usize>) {
        if let Some(file) = self.shown.and_then(|shown| self.files.get_mut(shown)) {
            file.line = Line::of(&file.name, &file.state);
        }
        self.shown = at;
    }

    /// Whether a file is still being read.
    pub fn is_reading(&self) -> bool {
        self.files.iter().any(|file| matches!(file.state, State::Reading(_)))
    }

    /// How many files were read and are not imported yet.
    pub fn ready(&self) -> usize {
        self.files.iter().filter(|file| file.preview().is_some()).count()
    }

    /// Takes the answer to a job; says whether anyone waited for it.
    fn take(&mut self, job: u32, answer: Result<String, String>) -> bool {
        let waits = |file: &&mut File| matches!(file.state, State::Reading(waiting) if waiting == job);
        let Some(file) = self.files.iter_mut().find(waits) else { return false };
        file.become_now(match Preview::read(answer) {
            Ok(preview) => State::Read(Box::new(preview)),
            Err(sentence) => State::Refused(sentence),
        });
        true
    }
}

impl File {
    pub(super) fn new(name: String, state: State) -> File {
        let line = Line::of(&name, &state);
        File { name, state, line }
    }

    fn become_now(&mut self, state: State) {
        self.line = Line::of(&self.name, &state);
        self.state = state;
    }

    /// What has become of it.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// How it stands in the list, which is not shown while a decision is made.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// What can be imported of it.
    pub fn preview(&self) -> Option<&Preview> {
        match &self.state {
            State::Read(preview) => Some(preview),
            _ => None,
        }
    }
}

impl Model {
    /// The files that are being imported, also while another page is shown.
    pub fn importing(&self) -> Option<&Importing> {
        self.importing.as_deref()
    }

    /// The report that is looked at before it is imported.
    pub fn import_preview(&self) -> Option<&Preview> {
        Some(self.importing()?.shown()?.1)
    }

    /// The number of the next file that is to be read.
    pub(super) fn next_job(&mut self) -> u32 {
        self.ids_made += 1;
        self.ids_made as u32
    }

    pub(super) fn is_importing(&self) -> bool {
        matches!(self.screen, Screen::Aside(Aside::Importing, _))
    }

    /// Shows the files that were chosen, and has those read that this page did not write. Files that are chosen
    /// while others are being imported join them.
    pub(super) fn import_files<S: Storage>(
        &mut self,
        chosen: Vec<(String, Result<Opened, String>)>,
        turn: &mut Turn<S>,
    ) {
        let is_new = !self.is_importing();
        if is_new {
            self.leave_field(turn);
            self.save_now(turn);
            self.drop_import(turn);
            self.notice = None;
            self.show_aside(Aside::Importing);
            turn.ask(Effect::GoTo { hash: Route::Import.hash(), instead: false });
        }
        let mut files = Vec::new();
        for (name, opened) in chosen {
            let state = match opened {
                Ok(Opened::Foreign(bytes)) => {
                    let job = self.next_job();
                    let task = Task::Read { name: name.clone(), bytes };
                    turn.ask(Effect::Do(Chore::Work { job, task }));
                    State::Reading(job)
                }
                Ok(Opened::Report(report, page)) => match self.keep_new((*report).clone(), turn) {
                    Ok(id) => {
                        if let Some(bytes) = page {
                            self.look_at_page(name.clone(), *report, bytes, false, turn);
                        }
                        State::Draft(id)
                    }
                    Err(trouble) => State::Refused(format!("没有打开，{trouble}。")),
                },
                Ok(Opened::Returned(it)) => match self.keep_returned(it.report, &it.remarks, turn) {
                    Ok(id) => State::Draft(id),
                    Err(trouble) => State::Refused(format!("没有打开，{trouble}。")),
                },
                Ok(Opened::Backup(_)) => {
                    State::Refused("这是全部草稿的备份，没有打开。请单独打开它来恢复。".to_owned())
                }
                Err(sentence) => State::Refused(sentence),
            };
            files.push(File::new(name, state));
        }
        let importing =
            self.importing.get_or_insert_with(|| Box::new(Importing { files: Vec::new(), shown: None }));
        importing.files.extend(files);
        importing.show(None);
        turn.focus(Focus::heading());
    }

    /// A file was read, or was not. A single one is looked at at once.
    pub(super) fn file_read<S: Storage>(
        &mut self,
        job: u32,
        answer: Result<String, String>,
        turn: &mut Turn<S>,
    ) {
        let is_shown = self.is_importing();
        let Some(importing) = &mut self.importing else { return };
        if !importing.take(job, answer) || importing.is_reading() {
            return;
        }
        let is_single = importing.files.len() == 1 && importing.ready() == 1;
        if is_single {
            importing.shown = Some(0);
        }
        if is_shown && is_single {
            turn.focus(Focus::heading());
        }
        turn.say(if is_single { "已读完，请核对后导入。" } else { "都读完了。" });
    }

    /// Does what was asked for on the page of the import.
    pub(super) fn import_step<S: Storage>(&mut self, step: ImportStep, turn: &mut Turn<S>) {
        match step {
            ImportStep::Stop => return self.stop_reading(turn),
            ImportStep::AsNew => return self.import_as_new(turn),
            ImportStep::IntoOpen => return self.import_into_open(turn),
            ImportStep::AllAsNew => return self.import_all(turn),
            ImportStep::Cancel => return self.cancel_import(turn),
            ImportStep::Copied(true) => return turn.say("已复制。"),
            ImportStep::Copied(false) => return turn.say("浏览器不让复制。请选中文字，按 Ctrl+C 复制。"),
            ImportStep::Show(at) => {
                let Some(importing) = &mut self.importing else { return };
                importing.show(at);
                return turn.focus(Focus::heading());
            }
            _ => {}
        }
        let Some(preview) = self.importing.as_mut().and_then(|importing| importing.shown_mut()) else {
            return;
        };
        match step {
            ImportStep::PickPlace(place) => preview.pick_place(place),
            ImportStep::PickField(field) => preview.pick_field(field),
            ImportStep::At(queued) => preview.come_to(queued),
            ImportStep::Choose(doubt, choice) => {
                preview.choose(doubt, choice);
                turn.focus(Focus::in_sight(preview.name_of(Queued::Doubt(doubt))));
            }
            ImportStep::Settle(doubt) => {
                preview.settle(doubt);
                turn.focus(go_on(preview, Some(Queued::Doubt(doubt))));
            }
            ImportStep::Reopen(doubt) => {
                preview.reopen(doubt);
                turn.focus(Focus::near(preview.name_of(Queued::Doubt(doubt))));
            }
            ImportStep::Put(unplaced, field) => preview.put(unplaced, field),
            ImportStep::Next => turn.focus(go_on(preview, preview.at())),
            ImportStep::ToQueue(queued) => turn.focus(to_queue(preview, queued)),
            ImportStep::NextBlank => {
                if let Some(id) = preview.next_blank() {
                    turn.focus(Focus::near(shown::target_name(id)));
                }
            }
            ImportStep::ToTarget => turn.focus(Focus::near("target-title")),
            _ => {}
        }
    }

    fn stop_reading<S: Storage>(&mut self, turn: &mut Turn<S>) {
        let Some(importing) = self.importing.as_mut().filter(|importing| importing.is_reading()) else {
            return;
        };
        for file in &mut importing.files {
            if matches!(file.state, State::Reading(_)) {
                file.become_now(State::Refused("已停止，没有读完。".to_owned()));
            }
        }
        self.stop_working(turn);
        turn.say("已停止，读完的文件还在。");
        turn.focus(Focus::heading());
    }

    /// Goes back to where the files were chosen; nothing was changed.
    fn cancel_import<S: Storage>(&mut self, turn: &mut Turn<S>) {
        self.drop_import(turn);
        let open = self.editing().map(|editing| Route::Edit(editing.id().to_owned(), None));
        turn.ask(Effect::GoTo { hash: open.unwrap_or(Route::Drafts).hash(), instead: true });
        turn.say("没有导入，草稿没有改动。");
    }

    pub(super) fn drop_import<S: Storage>(&mut self, turn: &mut Turn<S>) {
        if self.importing.take().is_some_and(|importing| importing.is_reading()) {
            self.stop_working(turn);
        }
    }

    /// Ends the worker; what else was being read meanwhile comes no more.
    pub(super) fn stop_working<S: Storage>(&mut self, turn: &mut Turn<S>) {
        turn.ask(Effect::Do(Chore::StopWorking));
        self.published_is_stopped();
        self.texts_are_stopped();
        self.pages.stop();
    }
}

/// Something of the queue, or where that begins if it is put away.
fn to_queue(preview: &Preview, queued: Queued) -> Focus {
    match queued {
        Queued::Doubt(doubt) if preview.stand(doubt) == preview::Stand::Settled => {
            Focus::near("doubts-title")
        }
        _ => Focus::near(preview.name_of(queued)),
    }
}

/// Where the work of the queue goes on.
fn go_on(preview: &Preview, from: Option<Queued>) -> Focus {
    match preview.next_open(from) {
        Some(queued) => Focus::near(preview.name_of(queued)),
        None => Focus::near("doubts-title"),
    }
}
