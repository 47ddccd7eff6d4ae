//! 退回意见: what each unit gets back, with what is said to it here; downloaded one by one, or all that are shown at once.
//! What is said is kept beside the reports.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::shown::{self, OPEN};
use super::{Reports, View};
use crate::app::effect::{Chore, Focus, ReportsChore};
use crate::app::notice::Notice;
use crate::app::{Effect, Model, Turn};
use crate::collection::extract::Extract;
use crate::collection::remarks::{self, Remark, Remarks};
use crate::collection::returning::{self, Sheet};
use crate::draft::Storage;
use crate::export::FileFormat;
use crate::named::named;
use crate::report::office::parse_date;
use crate::validate::Severity;

/// As many units get their remarks at once.
pub const MOST_SHEETS: usize = 1_000;

named! {
    /// In which form remarks are downloaded.
    pub enum Form {
        /// To be opened with this program.
        Report => "report", "可打开的文件";
        /// For Word.
        Word => "word", "Word";
        /// As a page.
        Page => "page", "网页";
        /// As plain text.
        Text => "text", "文本";
    }
}

/// What is done there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RemarksStep {
    /// What was kept of it.
    Restored(String),
    /// The remarks on a report are to be written.
    Write(usize),
    /// Something is said to a remark on a report, both by their numbers, or to the whole report.
    Note(usize, Option<usize>, String),
    /// Until when it is to come back, as a date field has it.
    Due(String),
    /// Who sends it back.
    From(String),
    /// The remarks on a report are to be downloaded.
    Download(usize, Form),
    /// All are to be downloaded.
    DownloadAll,
}

/// What is said. Reports and remarks are known by what they say, not by their numbers, which change.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Said {
    due: String,
    from: String,
    notes: BTreeMap<String, BTreeMap<String, String>>,
}

/// What a report is known by.
fn key(extract: &Extract) -> String {
    let year = extract.year.unwrap_or_default();
    format!("{} {year} {}", extract.organ_key(), extract.origin.name)
}

/// What a remark is known by; the whole report by nothing.
fn key_of(remark: &Remark) -> String {
    format!("{} {}", remark.basis, remark.sentence)
}

impl Model {
    pub(super) fn remarks_step<S: Storage>(&mut self, step: RemarksStep, turn: &mut Turn<S>) {
        let reports = self.reports.get_or_insert_default();
        match step {
            RemarksStep::Restored(text) => {
                // What was said meanwhile stays.
                if let Ok(said) = serde_json::from_str(&text)
                    && reports.said.is_empty()
                {
                    reports.said = said;
                }
            }
            RemarksStep::Write(report) if report < reports.extracts.len() => {
                reports.view = View::Remarks;
                reports.open = Some(report);
                reports.arrange(turn.now);
                turn.focus(Focus::near(OPEN));
            }
            RemarksStep::Note(report, to, note) => {
                let Some(of) = reports.extracts.get(report).map(key) else { return };
                let remark = to.and_then(|at| reports.remarks(report).remarks.get(at).map(key_of));
                let notes = reports.said.notes.entry(of).or_default();
                let remark = remark.unwrap_or_default();
                match note.trim() {
                    "" => drop(notes.remove(&remark)),
                    note => drop(notes.insert(remark, note.to_owned())),
                }
                reports.keep_said(turn);
                reports.count_going();
            }
            RemarksStep::Due(due) => {
                reports.said.due = due;
                reports.keep_said(turn);
            }
            RemarksStep::From(from) => {
                reports.said.from = from.trim().to_owned();
                reports.keep_said(turn);
            }
            RemarksStep::Download(report, form) if report < reports.extracts.len() => {
                self.download_remarks(report, form, turn);
            }
            RemarksStep::DownloadAll => self.download_all_remarks(turn),
            RemarksStep::Write(_) | RemarksStep::Download(..) => {}
        }
    }

    fn download_remarks<S: Storage>(&mut self, report: usize, form: Form, turn: &mut Turn<S>) {
        let Some(reports) = self.reports() else { return };
        let remarks = reports.remarks(report);
        let (format, bytes) = match form {
            Form::Page => (&remarks::PAGE, Some(remarks.html().into_bytes())),
            Form::Text => (&remarks::TEXT, Some(remarks.text().into_bytes())),
            Form::Word => (&remarks::WORD, None),
            Form::Report => (&remarks::REPORT, None),
        };
        let name = remarks.file_name(format);
        if let Some(bytes) = bytes {
            let media_type = format.media_type;
            return turn.ask(Effect::Do(Chore::Download { name, media_type, bytes, is_backup: false }));
        }
        // The report is read again for the file that it is part of.
        let (sheets, files) = match form {
            Form::Report => reports.sheets([report].into_iter()),
            _ => (vec![Sheet { remarks, file: None }], Vec::new()),
        };
        self.write_remarks(name, format, sheets, files, turn);
    }

    fn download_all_remarks<S: Storage>(&mut self, turn: &mut Turn<S>) {
        let Some(reports) = self.reports() else { return };
        let going: Vec<usize> = reports.going().collect();
        let words = match going.len() {
            0 => "现在列出的报告都没有要退回的意见，没有下载。".to_owned(),
            count if count > MOST_SHEETS => {
                format!("一次最多打包 {MOST_SHEETS} 家，现在有 {count} 家。请先筛选，分几次下载。")
            }
            _ => {
                let name = format!("{}（退回意见）.zip", reports.name_of_all());
                let (sheets, files) = reports.sheets(going.into_iter());
                return self.write_remarks(name, &remarks::ALL, sheets, files, turn);
            }
        };
        self.tell(Notice::of(words, Vec::new()));
    }

    /// Has the worker write sheets, and downloads what it wrote then.
    fn write_remarks<S: Storage>(
        &mut self,
        name: String,
        format: &'static FileFormat,
        sheets: Vec<Sheet>,
        files: Vec<u32>,
        turn: &mut Turn<S>,
    ) {
        let job = self.wait_for_file(name, format, turn);
        let chore = ReportsChore::Write { job, format, packed: returning::pack(sheets), files };
        turn.ask(Effect::Do(Chore::Reports(chore)));
    }
}

impl Said {
    fn is_empty(&self) -> bool {
        self.due.is_empty() && self.from.is_empty() && self.notes.is_empty()
    }
}

/// A unit as a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SheetLine {
    /// The number of the report.
    pub report: usize,
    /// Whose it is, and of which year.
    pub organ: String,
    /// How many errors and warnings are open, what was seen beside others, what was said.
    pub counts: [usize; 4],
    /// Whether something goes back.
    pub goes: bool,
}

/// What goes back to the unit whose report is open. What is said to it is told by [`Reports::note`]: it changes while
/// somebody writes.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenSheet {
    /// The number of the report.
    pub report: usize,
    /// Whose it is, and of which year.
    pub title: String,
    /// The remarks.
    pub remarks: Vec<Remark>,
    /// How many findings there are besides.
    pub besides: usize,
    /// Whether the file of the report is at hand.
    pub has_file: bool,
}

impl Reports {
    fn keep_said<S: Storage>(&self, turn: &mut Turn<S>) {
        let text = serde_json::to_string(&self.said).unwrap_or_default();
        turn.ask(Effect::Do(Chore::Reports(ReportsChore::KeepSaid(text))));
    }

    /// What the unit of a report gets back.
    fn remarks(&self, report: usize) -> Remarks {
        let extract = &self.extracts[report];
        let mut remarks = Remarks::of(extract, self.seen.remarks(report).to_vec());
        remarks.due = parse_date(&self.said.due);
        remarks.from.clone_from(&self.said.from);
        if let Some(notes) = self.said.notes.get(&key(extract)) {
            let note = |key: &str| notes.get(key).cloned().unwrap_or_default();
            remarks.note = note("");
            remarks.remarks.iter_mut().for_each(|remark| remark.note = note(&key_of(remark)));
        }
        remarks
    }

    /// The sheets of reports, with the numbers of those files that are at hand.
    fn sheets(&self, some: impl Iterator<Item = usize>) -> (Vec<Sheet>, Vec<u32>) {
        let mut files = Vec::new();
        let sheet = |report: usize| {
            let file = self.files[report].map(|file| {
                files.push(file);
                (files.len() - 1, self.extracts[report].origin.name.clone())
            });
            Sheet { remarks: self.remarks(report), file }
        };
        (some.map(sheet).collect(), files)
    }

    /// Whether a report goes back: something is wrong and not answered, was seen beside others, or was said. A hint
    /// alone does not weigh.
    fn goes(&self, report: usize) -> bool {
        let extract = &self.extracts[report];
        let notes = || self.said.notes.get(&key(extract)).is_some_and(|notes| !notes.is_empty());
        let is_open = |severity| extract.count(severity) > 0;
        [Severity::Error, Severity::Warning].into_iter().any(is_open)
            || !self.seen.remarks(report).is_empty()
            || notes()
    }

    /// The reports that are shown and go back.
    fn going(&self) -> impl Iterator<Item = usize> {
        self.shown.iter().copied().filter(|report| self.goes(*report))
    }

    /// Counts what goes back, where that is shown.
    pub(super) fn count_going(&mut self) {
        if self.view == View::Remarks {
            let going: Vec<usize> = self.going().collect();
            let at_hand = going.iter().filter(|report| self.files[**report].is_some()).count();
            self.going = (going.len(), at_hand);
        }
    }

    /// How many of the reports that are shown go back, and of how many of these the file is at hand.
    pub fn going_counts(&self) -> (usize, usize) {
        self.going
    }

    /// Until when it is to come back, and who sends it.
    pub fn due_and_from(&self) -> (String, String) {
        (self.said.due.clone(), self.said.from.clone())
    }

    /// Some rows of the units.
    pub fn sheet_lines(&self, rows: std::ops::Range<usize>) -> Vec<(usize, SheetLine)> {
        let line = |row: usize| {
            let report = *self.shown.get(row)?;
            let (extract, remarks) = (&self.extracts[report], self.remarks(report));
            let beside = self.seen.remarks(report).len();
            let said = remarks.remarks.iter().filter(|it| !it.note.is_empty()).count();
            let counts = [
                extract.count(Severity::Error),
                extract.count(Severity::Warning),
                beside,
                said + usize::from(!remarks.note.is_empty()),
            ];
            let organ = super::beside::head(extract);
            Some((row, SheetLine { report, organ, counts, goes: self.goes(report) }))
        };
        rows.filter_map(line).collect()
    }

    /// What goes back to the unit whose report is open.
    pub fn open_sheet(&self) -> Option<OpenSheet> {
        let report = self.open.filter(|report| *report < self.extracts.len())?;
        let Remarks { mut remarks, besides, .. } = self.remarks(report);
        remarks.iter_mut().for_each(|remark| remark.note.clear());
        let title = shown::title(&self.extracts[report]);
        Some(OpenSheet { report, title, remarks, besides, has_file: self.files[report].is_some() })
    }

    /// What is said to a remark on a report, both by their numbers, or to the whole report.
    pub fn note(&self, report: usize, to: Option<usize>) -> String {
        if report >= self.extracts.len() {
            return String::new();
        }
        let remarks = self.remarks(report);
        match to {
            None => remarks.note,
            Some(at) => remarks.remarks.get(at).map(|remark| remark.note.clone()).unwrap_or_default(),
        }
    }
}
