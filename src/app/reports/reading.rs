//! The files that are being read with others: which are asked for, how many are done, how long it will take.

use std::collections::{BTreeMap, VecDeque};
use std::mem;

use super::step::Chosen;

/// So many files are given to each worker ahead, so that it never waits.
const AHEAD: usize = 2;
/// Where more are read in so many milliseconds, that many are given ahead: what comes of them is told together.
const REACH: f64 = 300.0;
/// Before so many milliseconds have passed nothing is said of the time that is left.
const SOON: f64 = 1_500.0;

/// The files that are being read.
#[derive(Debug, Default)]
pub struct Reading {
    /// Files that were not asked for yet, by their numbers, with their names.
    waiting: VecDeque<(u32, String)>,
    /// Files that were asked for.
    asked: BTreeMap<u32, String>,
    readers: usize,
    /// How many files there are since reading began, and how many of them are done.
    all: usize,
    done: usize,
    /// How many of them were here already.
    pub(super) doubles: usize,
    began: f64,
    now: f64,
}

/// How far reading has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many files are done.
    pub done: usize,
    /// How many there are.
    pub all: usize,
    /// How fast it goes and how long it will take, in words.
    pub words: String,
}

impl Reading {
    /// Whether files are still to be read.
    pub fn is_reading(&self) -> bool {
        !self.asked.is_empty() || !self.waiting.is_empty()
    }

    pub(super) fn add(&mut self, files: Vec<Chosen>, readers: usize, now: f64) {
        if !self.is_reading() {
            *self = Reading { began: now, now, ..Reading::default() };
        }
        self.readers = readers.max(1);
        self.all += files.len();
        self.waiting.extend(files.into_iter().map(|it| (it.file, it.name)));
    }

    /// The files that are to be asked for now.
    pub(super) fn next(&mut self) -> Vec<(u32, String)> {
        let passed = self.now - self.began;
        let within_reach = if passed > 0.0 { self.done as f64 * REACH / passed } else { 0.0 };
        let ahead = (self.readers * AHEAD).max(within_reach as usize);
        let room = ahead.saturating_sub(self.asked.len()).min(self.waiting.len());
        let next: Vec<_> = self.waiting.drain(..room).collect();
        self.asked.extend(next.iter().cloned());
        next
    }

    /// An answer came for a file: its name, if anyone waited for it.
    pub(super) fn answered(&mut self, file: u32, now: f64) -> Option<String> {
        let name = self.asked.remove(&file)?;
        self.done += 1;
        self.now = now;
        Some(name)
    }

    /// A file is to be read again.
    pub(super) fn put_back(&mut self, file: u32, name: String) {
        self.done -= 1;
        self.waiting.push_front((file, name));
    }

    /// Stops; what was not read, in words.
    pub(super) fn stop(&mut self) -> Option<String> {
        let left = mem::take(&mut self.asked).into_values();
        let left = left.chain(self.waiting.drain(..).map(|(_, name)| name));
        let left: Vec<String> = left.collect();
        match left.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            [first, ..] => Some(format!("{first} 等 {} 个文件", left.len())),
        }
    }

    /// What is said when all are done.
    pub(super) fn end_words(&self) -> String {
        match self.doubles {
            0 => "都读完了。".to_owned(),
            double => format!("都读完了，其中 {double} 个已在清单里，没有重复添加。"),
        }
    }

    /// How far it has come, while it goes on.
    pub fn progress(&self) -> Option<Progress> {
        self.is_reading().then(|| Progress { done: self.done, all: self.all, words: self.words() })
    }

    fn words(&self) -> String {
        let passed = self.now - self.began;
        if passed < SOON || self.done == 0 {
            return "各项数按已读的算。".to_owned();
        }
        let seconds = passed / 1_000.0;
        let left = seconds * (self.all - self.done) as f64 / self.done as f64;
        let left = match left {
            left if left < 90.0 => format!("{} 秒", left.ceil()),
            left => format!("{} 分钟", (left / 60.0).ceil()),
        };
        let rate = self.done as f64 / seconds;
        let rate = if rate < 10.0 { format!("{rate:.1}") } else { format!("{rate:.0}") };
        format!("每秒 {rate} 个，约剩 {left}。各项数按已读的算。")
    }
}
