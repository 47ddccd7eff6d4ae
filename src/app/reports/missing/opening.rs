//! The list of the units out of a file: text is read here, a file of any other kind in the worker.

use std::string::FromUtf8Error;

use crate::app::effect::{Chore, Effect, Task};
use crate::app::{Model, Turn};
use crate::draft::Storage;
use crate::import::answer::{Answer, FAILED};
use crate::import::source::{Content, Source};

/// The endings of files that hold nothing but text.
const PLAIN: [&str; 3] = [".txt", ".csv", ".tsv"];

impl Model {
    /// What is nothing but text is read here, everything else in the worker.
    pub(super) fn open_list<S: Storage>(
        &mut self,
        name: String,
        bytes: Result<Vec<u8>, String>,
        turn: &mut Turn<S>,
    ) {
        let job = self.next_job();
        let Some(reports) = self.reports.as_mut() else { return };
        let is_plain = PLAIN.iter().any(|ending| name.to_lowercase().ends_with(ending));
        let taken = match bytes.map(String::from_utf8) {
            Err(sentence) => Err(sentence),
            Ok(Ok(text)) if is_plain => reports.take_list(text, turn),
            Ok(bytes) => {
                reports.missing.reading = Some(job);
                turn.say("正在读名单……");
                let bytes = bytes.map_or_else(FromUtf8Error::into_bytes, String::into_bytes);
                turn.ask(Effect::Do(Chore::Work { job, task: Task::Read { name, bytes } }));
                Ok(())
            }
        };
        self.refuse_list(taken);
    }

    /// Whether a job reads a file with the list; from now on it does not.
    pub(in crate::app) fn take_list_job(&mut self, job: u32) -> bool {
        let reading = self.reports.as_mut().map(|reports| &mut reports.missing.reading);
        reading.is_some_and(|reading| reading.take_if(|waiting| *waiting == job).is_some())
    }

    /// Takes the list out of a file that was read.
    pub(in crate::app) fn list_read<S: Storage>(
        &mut self,
        answer: Result<String, String>,
        turn: &mut Turn<S>,
    ) {
        let answer = answer.and_then(|text| Answer::parse(&text).ok_or_else(|| FAILED.to_owned()));
        let Some(reports) = self.reports.as_mut() else { return };
        let taken = answer.and_then(|answer| reports.take_list(lines(&answer.source), turn));
        self.refuse_list(taken);
    }
}

/// The lines of a list: the rows of the tables of a file, or what it says where it has none.
fn lines(source: &Source) -> String {
    let (mut of_tables, mut others) = (Vec::new(), Vec::new());
    for block in &source.blocks {
        match &block.content {
            Content::Heading(text) | Content::Paragraph(text) | Content::Line(text) => {
                others.push(text.clone())
            }
            Content::Table(grid) => of_tables.extend(grid.rows.iter().map(|row| {
                let cells = row.iter().map(|spot| spot.text.replace(['\t', '\n', '\r'], ""));
                cells.collect::<Vec<_>>().join("\t")
            })),
        }
    }
    if of_tables.is_empty() { others.join("\n") } else { of_tables.join("\n") }
}
