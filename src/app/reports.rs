//! Many reports at once: the files that are read, what is kept of each, which of them are shown and in which order.
//! What is kept comes as texts and is stored as texts; whole reports are never here. Drafts are not touched.
//! Knows no worker, no store and no markup.

pub mod alike;
pub mod beside;
pub mod downloads;
pub mod missing;
pub mod reading;
pub mod remarks;
mod removing;
mod seen;
pub mod shown;
pub mod step;
pub mod sums;

use std::collections::HashSet;
use std::mem::{self, ManuallyDrop};

use super::effect::{Chore, Focus, ReportsChore};
use super::{Aside, Effect, Model, Screen, Turn};
use crate::collection::extract::Extract;
use crate::collection::list::{Filter, Order};
use crate::collection::matrix::Matrix;
use crate::draft::Storage;
use crate::import::{MOST_BYTES, OpenError};
use crate::named::named;
use missing::Missing;
use reading::Reading;
use step::{Chosen, Outcome, ReportsStep};
use sums::Summing;

/// The most files that are taken out of folders at once.
pub const MOST_FILES: usize = 50_000;
/// While files are read the list is arranged anew after so many milliseconds, and one more for every ten reports.
const PAUSE: f64 = 300.0;

named! {
    /// How the reports are looked at.
    #[derive(Default)]
    pub enum View {
        /// One a row, with figures.
        #[default]
        List => "list", "清单";
        /// Which rule is broken by whom.
        Matrix => "matrix", "单位与规则";
        /// Which unit of the list has no report.
        Missing => "missing", "名单与缺报";
        /// The sums of every cell.
        Sums => "sums", "汇总";
        /// Two reports, or one organ over the years.
        Beside => "beside", "并排";
        /// Whose chapters are nearly the same.
        Alike => "alike", "雷同";
        /// What each unit gets back.
        Remarks => "remarks", "退回意见";
    }
}

/// What is known of what the browser keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kept {
    /// It was not asked for yet.
    #[default]
    Unknown,
    /// It is being read.
    Coming,
    /// All of it is here.
    Here,
    /// The browser keeps nothing.
    Refused,
}

/// The reports that are looked at together.
#[derive(Debug, Default)]
pub struct Reports {
    /// What they are called together; empty where they have no name.
    name: String,
    extracts: Vec<Extract>,
    /// The names of the files that reports came from: a report from any other is new.
    origins: HashSet<String>,
    /// The numbers under which the files of the reports are held, as long as they are.
    files: Vec<Option<u32>>,
    /// How many reports the browser was given to keep.
    given: usize,
    kept: Kept,
    reading: Reading,
    /// Files that are not read, each with a sentence.
    refused: Vec<(String, String)>,
    order: Order,
    filter: Filter,
    view: View,
    /// The reports that are shown, by their numbers.
    shown: Vec<usize>,
    matrix: Matrix,
    missing: Missing,
    sums: Summing,
    /// When the list was arranged last, and how often it was.
    arranged: (f64, u64),
    /// The report that is open, by its number.
    open: Option<usize>,
    seen: seen::Seen,
    beside: beside::Beside,
    alike: alike::Alike,
    /// What is said to what goes back, how many reports do, and of how many of these the file is at hand.
    said: remarks::Said,
    going: (usize, usize),
}

impl Reports {
    /// Brings the reports that are to be shown into their order.
    fn arrange(&mut self, now: f64) {
        self.shown = self.filter.shown(&self.extracts, |_| None);
        self.order.arrange(&self.extracts, &mut self.shown);
        self.matrix = match self.view {
            View::Matrix => Matrix::of(&self.extracts, &self.shown),
            _ => Matrix::default(),
        };
        match self.view {
            View::List | View::Matrix => {}
            View::Missing => self.call_up(),
            View::Sums => self.add_up(),
            View::Beside | View::Alike => self.see_together(),
            View::Remarks => {
                self.see_together();
                self.count_going();
            }
        }
        self.arranged = (now, self.arranged.1 + 1);
    }

    fn is_to_be_arranged(&self, now: f64) -> bool {
        now - self.arranged.0 > PAUSE + self.extracts.len() as f64 / 10.0
    }

    /// Takes in what is kept of a file. What is here already is not taken twice; its file is at hand again.
    fn take(&mut self, extract: Extract, file: u32) -> bool {
        let may_be_here = !self.origins.insert(extract.origin.name.clone());
        match may_be_here.then(|| self.extracts.iter().position(|other| *other == extract)).flatten() {
            Some(at) => {
                self.files[at] = Some(file);
                false
            }
            None => {
                self.extracts.push(extract);
                self.files.push(Some(file));
                true
            }
        }
    }
}

impl Model {
    /// The reports that are looked at together.
    pub fn reports(&self) -> Option<&Reports> {
        self.reports.as_ref().map(|reports| &***reports)
    }

    /// Whether the page of many reports is shown.
    pub fn is_collecting(&self) -> bool {
        matches!(self.screen, Screen::Aside(Aside::Reports, _))
    }

    /// Does what was asked for on the page of many reports.
    pub(super) fn reports_step<S: Storage>(&mut self, step: ReportsStep, turn: &mut Turn<S>) {
        let area = self.area.text.clone();
        let reports = self.reports.get_or_insert_default();
        reports.missing.meet(&self.area.profile);
        let ask = |turn: &mut Turn<S>, chore| turn.ask(Effect::Do(Chore::Reports(chore)));
        match step {
            ReportsStep::LookIn => {
                if reports.kept == Kept::Unknown {
                    reports.kept = Kept::Coming;
                    ask(turn, ReportsChore::Restore);
                }
            }
            // What was cleared meanwhile does not come back.
            ReportsStep::Restored { .. } if reports.kept != Kept::Coming => {}
            ReportsStep::Restored { name, kept, is_last } => {
                // A name that was given meanwhile stays.
                if reports.name.is_empty() {
                    reports.name = name;
                }
                let restored: Vec<Extract> = kept.iter().filter_map(|text| Extract::parse(text)).collect();
                // What was read meanwhile stands behind what was kept before.
                reports.origins.extend(restored.iter().map(|it| it.origin.name.clone()));
                let count = restored.len();
                let at = reports.given;
                reports.files.splice(at..at, (0..count).map(|_| None));
                reports.extracts.splice(at..at, restored);
                reports.given += count;
                reports.open = reports.open.map(|open| if open < at { open } else { open + count });
                reports.renumbered();
                if is_last {
                    reports.kept = Kept::Here;
                    reports.keep(turn);
                }
                if is_last || reports.is_to_be_arranged(turn.now) {
                    reports.arrange(turn.now);
                }
            }
            ReportsStep::NotKept => reports.kept = Kept::Refused,
            ReportsStep::Chosen { files, readers } => reports.choose(files, readers, area, turn),
            ReportsStep::NothingInFolder => turn.say(NOTHING_IN_FOLDER),
            ReportsStep::Read { file, outcome } => reports.file_read(file, outcome, area, turn),
            ReportsStep::Stop => {
                if let Some(left) = reports.reading.stop() {
                    ask(turn, ReportsChore::Stop);
                    reports.refused.push((left, "已停止，没有读。要读请再添加一次。".to_owned()));
                    reports.come_to_rest(turn);
                    turn.say("已停止，读完的还在。");
                    turn.focus(Focus::heading());
                }
            }
            ReportsStep::Name(name) => {
                reports.name = name.trim().to_owned();
                ask(turn, ReportsChore::KeepName(reports.name.clone()));
            }
            ReportsStep::Clear => {
                if reports.reading.stop().is_some() {
                    ask(turn, ReportsChore::Stop);
                }
                let arranged = (turn.now, reports.arranged.1 + 1);
                let kept = if reports.kept == Kept::Refused { Kept::Refused } else { Kept::Here };
                ***reports = Reports { kept, arranged, ..Reports::default() };
                ask(turn, ReportsChore::Clear);
                turn.say("已清空，草稿没有改动。");
                turn.focus(Focus::heading());
            }
            ReportsStep::Remove(report) => reports.remove(report, turn),
            ReportsStep::Sort(column) => {
                reports.order = reports.order.pressed(column);
                reports.arrange(turn.now);
            }
            ReportsStep::Filter(filter) => {
                reports.filter = filter;
                reports.arrange(turn.now);
            }
            ReportsStep::Show(view) => {
                reports.view = view;
                reports.arrange(turn.now);
            }
            ReportsStep::Open(Some((report, finding))) if report < reports.extracts.len() => {
                reports.open = Some(report);
                turn.focus(Focus::near(match finding {
                    0 => shown::OPEN.to_owned(),
                    _ => shown::finding_name(finding),
                }));
            }
            ReportsStep::Open(_) => {
                if let Some(report) = reports.open.take() {
                    turn.focus(Focus::near(shown::row_name(report)));
                }
            }
            ReportsStep::OpenFile => {
                let open = reports.open.and_then(|at| Some((reports.files[at]?, at)));
                if let Some((file, at)) = open {
                    let name = reports.extracts[at].origin.name.clone();
                    ask(turn, ReportsChore::Open { file, name });
                }
            }
            ReportsStep::Download(out) => self.download_reports(out, turn),
            ReportsStep::Missing(step) => self.missing_step(*ManuallyDrop::into_inner(step), turn),
            ReportsStep::Sums(step) => self.sums_step(*ManuallyDrop::into_inner(step), turn),
            ReportsStep::Beside(step) => self.beside_step(step, turn),
            ReportsStep::Alike(pair) => self.open_pair(pair, turn),
            ReportsStep::Remarks(step) => self.remarks_step(step, turn),
        }
    }
}

/// What is said of a folder in which no file can be a report.
const NOTHING_IN_FOLDER: &str = "这个文件夹里没有能读的年报文件，没有添加。";

impl Reports {
    /// Has files read that were chosen.
    fn choose<S: Storage>(
        &mut self,
        chosen: Vec<Chosen>,
        readers: usize,
        area: std::sync::Arc<str>,
        turn: &mut Turn<S>,
    ) {
        let (fit, large): (Vec<Chosen>, Vec<Chosen>) =
            chosen.into_iter().partition(|it| it.size <= MOST_BYTES as u64);
        let too_large = |it: Chosen| (it.name, OpenError::TooLarge.to_string());
        self.refused.extend(large.into_iter().map(too_large));
        self.reading.add(fit, readers, turn.now);
        self.go_on(area, turn);
    }

    /// A file was read, or was not.
    fn file_read<S: Storage>(
        &mut self,
        file: u32,
        outcome: Outcome,
        area: std::sync::Arc<str>,
        turn: &mut Turn<S>,
    ) {
        let Some(name) = self.reading.answered(file, turn.now) else { return };
        let refused = |sentence: &str| (name.clone(), sentence.to_owned());
        match outcome {
            Outcome::Extract(text) => match Extract::parse(&text) {
                Some(extract) => {
                    self.refused.retain(|(other, _)| *other != name);
                    self.reading.doubles += usize::from(!self.take(extract, file));
                }
                None => self.refused.push(refused("读出来的内容没有收全，请再添加一次。")),
            },
            Outcome::Refused(sentence) => self.refused.push(refused(&sentence)),
            Outcome::Lost => self.reading.put_back(file, name),
            Outcome::Impossible(sentence) => {
                let left = self.reading.stop();
                turn.ask(Effect::Do(Chore::Reports(ReportsChore::Stop)));
                self.refused.push(refused(&sentence));
                self.refused.extend(left.map(|left| (left, sentence)));
                return self.come_to_rest(turn);
            }
        }
        self.go_on(area, turn);
    }

    /// Asks for the next files; when there is none, all are read.
    fn go_on<S: Storage>(&mut self, area: std::sync::Arc<str>, turn: &mut Turn<S>) {
        for (file, name) in self.reading.next() {
            let area = area.clone();
            turn.ask(Effect::Do(Chore::Reports(ReportsChore::Read { file, name, area })));
        }
        if !self.reading.is_reading() {
            turn.ask(Effect::Do(Chore::Reports(ReportsChore::Stop)));
            turn.say(self.reading.end_words());
            self.come_to_rest(turn);
        } else if self.is_to_be_arranged(turn.now) {
            self.arrange(turn.now);
            self.keep(turn);
        }
    }

    fn come_to_rest<S: Storage>(&mut self, turn: &mut Turn<S>) {
        self.arrange(turn.now);
        self.keep(turn);
    }

    /// Has the browser keep what it was not given yet.
    fn keep<S: Storage>(&mut self, turn: &mut Turn<S>) {
        if self.kept != Kept::Here {
            return;
        }
        let from = mem::replace(&mut self.given, self.extracts.len());
        let texts: Vec<String> = self.extracts[from..].iter().map(Extract::write).collect();
        if !texts.is_empty() {
            turn.ask(Effect::Do(Chore::Reports(ReportsChore::Keep(texts))));
        }
    }
}
