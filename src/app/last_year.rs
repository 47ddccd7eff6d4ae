//! Last year's report beside this one: attached from a file or from another draft, taken off, taken over from,
//! and its numbers beside this year's.

use std::cmp::Reverse;

use super::effect::{Chore, Focus, Task};
use super::importing::preview::Preview;
use super::notice::Notice;
use super::{Editing, Effect, Model, Screen, Turn, View};
use crate::draft::{Storage, Stored, backup, shelf};
use crate::format::{Cell, Kind};
use crate::import::{self, OpenError};
use crate::report::carry::Carried;
use crate::report::difference::PREVIOUS;
use crate::report::entry;
use crate::report::figure::Figures;
use crate::report::previous::{Misfit, Previous, last_number};
use crate::report::{Edit, Report};

/// Where is kept whether last year's numbers are shown.
const IS_SHOWN: &str = "nianbao:last-year";

/// The signs of a change: the second is as wide as the first.
const MORE: char = '+';
const LESS: char = '−';

/// Another draft that can be attached.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its id.
    pub id: String,
    /// Whose report it is and of which year.
    pub name: String,
    /// When it was saved, in milliseconds since 1970.
    pub saved: f64,
}

/// A number of last year beside this year's.
#[derive(Clone, Debug, PartialEq)]
pub struct LastNumber {
    /// The cell of this year.
    pub cell: Cell,
    /// The year.
    pub year: String,
    /// What stood there.
    pub number: String,
    /// How much more or less it is now, behind its sign; none where that is not known, or nothing.
    pub change: Option<(char, String)>,
}

impl LastNumber {
    /// Both in a sentence.
    pub fn words(&self) -> String {
        let then = format!("{} 年：{}", self.year, self.number);
        match &self.change {
            Some((MORE, by)) => format!("{then}，本年增加 {by}。"),
            Some((_, by)) => format!("{then}，本年减少 {by}。"),
            None => format!("{then}。"),
        }
    }
}

/// What is attached, as the page says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Attached {
    /// Whose report it is and of which year.
    pub name: String,
    /// Where it came from.
    pub from: String,
    /// Why it is not compared with; empty where it is.
    pub not_compared: &'static str,
}

impl Editing {
    /// What is attached.
    pub fn attached(&self) -> Option<Attached> {
        let report = self.report();
        let previous = report.previous()?;
        let not_compared = match report.misfit() {
            Some(Misfit::Organ) => "机关名称不同，没有比较。",
            Some(Misfit::Year) => "不是上一年度的，没有比较。",
            Some(Misfit::Scope) => "数据范围不同，没有比较。",
            None if report.year_before().is_none() => "两份报告都写明年度以后才能比较。",
            None => "",
        };
        Some(Attached { name: previous.words(), from: previous.from.clone(), not_compared })
    }

    /// How much of the chapters is last year's, in a sentence, as of when typing paused; none where that is not
    /// known.
    pub fn alike_words(&self) -> Option<String> {
        let shares = self.settled.alike.iter().map(|(chapter, share)| format!("{chapter} {share}%"));
        let shares = shares.collect::<Vec<_>>().join("，");
        (!shares.is_empty()).then(|| format!("正文与上年相同：{shares}。"))
    }

    /// What can be taken over from it.
    pub fn carried(&self) -> Vec<Carried> {
        self.report().carried()
    }

    /// The number of last year beside a cell.
    pub fn last_number(&self, cell: Cell) -> Option<LastNumber> {
        last_numbers(self.report(), &[cell]).pop()
    }

    /// Other drafts that can be attached, the likeliest first; nothing until they were looked for.
    pub fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }
}

/// The numbers of last year beside some cells, where there are any.
fn last_numbers(report: &Report, cells: &[Cell]) -> Vec<LastNumber> {
    let Some(last) = report.year_before() else { return Vec::new() };
    let (now, then) = (Figures::of(report), Figures::of(last));
    let year = last.year().text(Kind::Count);
    let number = |&cell: &Cell| {
        let (kind, number) = (cell.declared().kind, last_number(last, &then, cell)?);
        // How a change has changed says nothing.
        let change = now.at(cell).complete().filter(|_| kind != Kind::Change).map(|now| now - number);
        let sign = |change| if change > 0 { MORE } else { LESS };
        let change = change.filter(|change| *change != 0);
        let change = change.map(|change| (sign(change), entry::write(kind, change.abs())));
        Some(LastNumber { cell, year: year.clone(), number: entry::write(kind, number), change })
    };
    cells.iter().filter_map(number).collect()
}

impl Model {
    /// Whether last year's numbers are shown in the cells.
    pub fn shows_last_year(&self) -> bool {
        self.shows_last_year == Some(true)
    }

    /// The second lines of the cells, while they are shown; nothing where both years have 0.
    pub fn second_lines(&self) -> Vec<LastNumber> {
        let Screen::Editing(editing, View::Edit) = &self.screen else { return Vec::new() };
        if !self.shows_last_year() {
            return Vec::new();
        }
        let mut lines = last_numbers(editing.report(), &editing.format().cells);
        lines.retain(|line| line.number != "0" || line.change.is_some());
        lines
    }

    /// Looks whether last year's numbers are to be shown, once.
    pub(super) fn look_whether_shown<S: Storage>(&mut self, turn: &mut Turn<S>) {
        if self.shows_last_year.is_none() {
            self.shows_last_year = Some(matches!(turn.store.read(IS_SHOWN), Ok(Some(_))));
        }
    }

    /// Shows last year's numbers in the cells, or no longer; so it stays in this browser, if the store takes it.
    pub(super) fn show_last_year<S: Storage>(&mut self, shows: bool, turn: &mut Turn<S>) {
        self.shows_last_year = Some(shows);
        let _ = match shows {
            true => turn.store.write(IS_SHOWN, "true"),
            false => turn.store.remove(IS_SHOWN),
        };
    }

    /// Looks for other drafts that can be attached: those of this organ and the year before first.
    pub(super) fn look_for_last_year<S: Storage>(&mut self, turn: &mut Turn<S>) {
        let stored = shelf::list(turn.store).unwrap_or_default();
        let Some(editing) = self.at_work() else { return };
        let likely = |last: &Report| {
            let mut report = editing.report().clone();
            report.apply(Edit::Previous(Some(Previous::new("", last.clone()))));
            let of_year = report.year_number().is_some_and(|year| last.year_number() == Some(year - 1));
            (report.misfit() != Some(Misfit::Organ) && !last.organ().trim().is_empty(), of_year)
        };
        let mut drafts: Vec<_> = (stored.into_iter())
            .filter_map(|one| match one {
                Stored::Draft(draft) if draft.id != editing.id() => {
                    Some((Reverse(likely(&draft.report)), draft))
                }
                _ => None,
            })
            .collect();
        drafts.sort_by_key(|(likely, _)| *likely);
        let candidate = |(_, draft): (_, Box<crate::draft::Draft>)| Candidate {
            name: format!(
                "{} {}",
                super::shown::organ_words(&draft.report),
                super::shown::year_words(&draft.report)
            ),
            saved: draft.saved,
            id: draft.id,
        };
        editing.candidates = drafts.into_iter().map(candidate).collect();
    }

    /// Attaches what a file holds.
    pub(super) fn open_last_year<S: Storage>(
        &mut self,
        name: String,
        bytes: Result<Vec<u8>, String>,
        turn: &mut Turn<S>,
    ) {
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(sentence) => return self.refuse_last_year(&name, &sentence),
        };
        match import::open(&bytes) {
            Ok(report) => self.attach(Previous::new(name, report), turn),
            Err(OpenError::NotAReport) => self.read_last_year(name, bytes, turn),
            Err(_) if str::from_utf8(&bytes).is_ok_and(backup::is_backup) => {
                let sentence = "这是全部草稿的备份。请先在草稿页恢复它，再从草稿里选上年的一份。";
                self.refuse_last_year(&name, sentence);
            }
            Err(error) => self.refuse_last_year(&name, &error.to_string()),
        }
    }

    /// Has a file read in the worker that this page did not write.
    fn read_last_year<S: Storage>(&mut self, name: String, bytes: Vec<u8>, turn: &mut Turn<S>) {
        let job = self.next_job();
        let Some(editing) = self.at_work() else { return };
        editing.reading_last_year = Some((job, name.clone()));
        turn.say(format!("正在读 {name}。"));
        turn.ask(Effect::Do(Chore::Work { job, task: Task::Read { name, bytes } }));
    }

    /// The name of the file of last year's report that a job reads, if one is waited for under it; from now on
    /// it is not.
    pub(super) fn take_last_year_job(&mut self, job: u32) -> Option<String> {
        let reading = &mut self.editing_mut()?.reading_last_year;
        reading.take_if(|(waiting, _)| *waiting == job).map(|(_, name)| name)
    }

    /// Attaches what was recognised in a file, as proposed, and names what is doubtful.
    pub(super) fn last_year_read<S: Storage>(
        &mut self,
        name: String,
        answer: Result<String, String>,
        turn: &mut Turn<S>,
    ) {
        let preview = match Preview::read(answer) {
            Ok(preview) => preview,
            Err(sentence) => return self.refuse_last_year(&name, &sentence),
        };
        let lines: Vec<String> = preview.open_lines();
        self.attach(Previous::new(name, preview.report()), turn);
        if !lines.is_empty() {
            let text = format!("已附上上年报告，{} 处没有把握，按建议读入。", lines.len());
            self.tell(Notice::of(text, lines));
        }
    }

    fn refuse_last_year(&mut self, name: &str, sentence: &str) {
        self.tell(Notice::of("没有附上这个文件。", vec![format!("{name}：{sentence}")]));
    }

    /// Attaches another draft as it was saved last.
    pub(super) fn attach_draft<S: Storage>(&mut self, id: &str, turn: &mut Turn<S>) {
        match shelf::load(turn.store, id).map(|found| found.stored) {
            Ok(Some(Stored::Draft(draft))) => self.attach(Previous::new("本机草稿", draft.report), turn),
            _ => self.tell(Notice::of("没有附上：这份草稿已经不在了。", Vec::new())),
        }
    }

    /// Attaches a report of last year, in place of one that is attached, as one step.
    pub(super) fn attach<S: Storage>(&mut self, previous: std::sync::Arc<Previous>, turn: &mut Turn<S>) {
        let name = previous.words();
        self.act(Edit::Previous(Some(previous)), turn);
        turn.say(format!("已附上{name}，可以撤销。"));
        turn.focus(Focus::in_sight(PREVIOUS));
    }

    /// Takes the report of last year off, as one step.
    pub(super) fn detach<S: Storage>(&mut self, turn: &mut Turn<S>) {
        self.act(Edit::Previous(None), turn);
        turn.say("已取下上年报告，可以撤销。");
        turn.focus(Focus::in_sight(PREVIOUS));
    }

    /// Takes over what was chosen of what was listed, by the names of the fields, as one step, and goes to
    /// the first of them.
    pub(super) fn carry_over<S: Storage>(&mut self, chosen: &[&'static str], turn: &mut Turn<S>) {
        let Some(editing) = self.at_work() else { return };
        let mut carried = editing.carried();
        carried.retain(|it| chosen.contains(&it.id));
        let Some(first) = carried.first().map(|it| it.id) else {
            return turn.say("内容已经变了，请再看一看。");
        };
        let mut report = editing.report().clone();
        let count = carried.len();
        carried.into_iter().for_each(|it| report.apply(it.edit));
        self.replace(report, turn);
        turn.say(format!("已带入 {count} 处，可以撤销。"));
        self.go_to(first, turn);
    }
}
