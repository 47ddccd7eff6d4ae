//! Downloading the report: asked once if it has errors. What the worker writes is handed over when it is there.

use super::effect::{Chore, Task};
use super::notice::{Notice, Offer};
use super::{Effect, Model, Turn};
use crate::collection::tables::Table;
use crate::collection::{long_form, written};
use crate::draft::{Storage, Unreadable, backup};
use crate::export::{FileFormat, Written, heavy};
use crate::report::Report;
use crate::validate::{self, Severity};

/// A file that the worker is writing.
#[derive(Debug)]
pub(super) struct Writing {
    job: u32,
    format: &'static FileFormat,
    name: String,
}

impl Model {
    /// Downloads the report, after asking once if it has errors.
    pub(super) fn download<S: Storage>(&mut self, format: &'static FileFormat, turn: &mut Turn<S>) {
        let Some(report) = self.report() else { return };
        let errors = errors_of(report);
        if errors == 0 || self.editing().is_none() {
            return self.download_anyway(format, turn);
        }
        let told = errors_of(&validate::published(report));
        let text = match told {
            told if told == errors => format!("还有 {errors} 处错误没有解决。下载的 JSON 里会记下这些错误。"),
            told => format!(
                "还有 {errors} 处错误没有解决，其中 {} 处是与上年报告比较得出的，不写进文件。",
                errors - told
            ),
        };
        self.offer_first(Notice::of(text, Vec::new()), Offer::Download(format), turn);
    }

    /// Downloads the report as it is.
    pub(super) fn download_anyway<S: Storage>(&mut self, format: &'static FileFormat, turn: &mut Turn<S>) {
        let Some(report) = self.report() else { return };
        // Nothing of last year's report goes out, nor of the office above, not even in what is said of this one.
        let report = if format.compares { report.clone() } else { validate::published(report) };
        let name = format.file_name(&report);
        match format.written {
            Written::OnThePage(write) => {
                let bytes = write(&report, &validate::validate(&report));
                hand_over(name, format, bytes, turn);
            }
            Written::InTheWorker => {
                let job = self.wait_for_file(name, format, turn);
                let task = Task::Write { format, report: heavy::pack(&report) };
                turn.ask(Effect::Do(Chore::Work { job, task }));
            }
            Written::Drawn(draw) => turn.ask(Effect::Do(Chore::Draw { name, svg: draw(&report) })),
        }
    }

    /// Has the worker write tables as a workbook, and downloads it then.
    pub(super) fn download_workbook<S: Storage>(
        &mut self,
        name: String,
        tables: &[Table],
        turn: &mut Turn<S>,
    ) {
        let format = &written::WORKBOOK;
        let job = self.wait_for_file(name, format, turn);
        let task = Task::Write { format, report: written::pack(tables) };
        turn.ask(Effect::Do(Chore::Work { job, task }));
    }

    /// Waits for a file that the worker is asked to write; returns the number of the job.
    pub(super) fn wait_for_file<S: Storage>(
        &mut self,
        name: String,
        format: &'static FileFormat,
        turn: &mut Turn<S>,
    ) -> u32 {
        let job = self.next_job();
        turn.say(format!("正在生成 {}……", format.name));
        self.writing.push(Writing { job, format, name });
        job
    }

    /// A file was written in the worker, or was not.
    pub(super) fn file_written<S: Storage>(&mut self, job: u32, bytes: Option<Vec<u8>>, turn: &mut Turn<S>) {
        let Some(at) = self.writing.iter().position(|writing| writing.job == job) else { return };
        let Writing { format, name, .. } = self.writing.remove(at);
        match bytes {
            Some(bytes) => hand_over(name, format, bytes, turn),
            None => {
                let is_of_many = *format == written::WORKBOOK || *format == long_form::TABLES;
                let other = if is_of_many { "CSV" } else { "HTML" };
                let text = format!(
                    "{} 没有生成：生成文件的程序没有载入，或者出了错。草稿没有受影响，请再试一次，或先下载 {other}。",
                    format.name
                );
                self.tell(Notice::of(text, Vec::new()));
            }
        }
    }

    /// What the worker is writing, in words; nothing where it writes nothing.
    pub fn writing_words(&self) -> Option<String> {
        let names: Vec<&str> = self.writing.iter().map(|writing| writing.format.name).collect();
        (!names.is_empty()).then(|| format!("正在生成 {}……", names.join("、")))
    }

    /// What the worker is writing is no longer wanted.
    pub(super) fn stop_writing<S: Storage>(&mut self, turn: &mut Turn<S>) {
        if std::mem::take(&mut self.writing).is_empty() {
            return;
        }
        // Files that are being read meanwhile are read to their end.
        if !self.importing().is_some_and(super::importing::Importing::is_reading) {
            self.stop_working(turn);
        }
        turn.say("已停止，没有生成文件。");
    }

    /// Downloads a record that cannot be read, as it is.
    pub(super) fn download_record<S: Storage>(&mut self, record: Unreadable, turn: &mut Turn<S>) {
        let name = format!("{}.json", record.key.replace(':', "-"));
        let bytes = record.text.into_bytes();
        let media_type = "application/json";
        turn.ask(Effect::Do(Chore::Download { name, media_type, bytes, is_backup: false }));
    }

    /// The browser took a file that it was handed, or refused it.
    pub(super) fn downloaded<S: Storage>(
        &mut self,
        name: &str,
        is_backup: bool,
        is_accepted: bool,
        turn: &mut Turn<S>,
    ) {
        if !is_accepted {
            let text = "浏览器没有接受下载，请换一个浏览器再试。草稿仍在本机保存。";
            return self.tell(Notice::of(text, Vec::new()));
        }
        turn.say(format!("已下载 {name}。"));
        if is_backup {
            // Without the note the reminder comes again; the backup is made all the same.
            let _ = backup::note(turn.store, turn.now);
            self.look_at_drafts(turn);
        }
    }
}

fn hand_over<S: Storage>(name: String, format: &FileFormat, bytes: Vec<u8>, turn: &mut Turn<S>) {
    turn.ask(Effect::Do(Chore::Download { name, media_type: format.media_type, bytes, is_backup: false }));
}

/// How many errors a report has.
pub(super) fn errors_of(report: &Report) -> usize {
    validate::count(&validate::validate(report))[Severity::Error as usize]
}
