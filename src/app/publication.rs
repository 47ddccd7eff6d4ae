//! 发布核对: the published page beside the draft. The page is read in the worker, compared, and compared anew
//! whenever the draft changes; doubts are answered by whoever looked; what came of it is kept with the draft.
//! Knows no worker and no markup.

use super::effect::{Chore, Focus, Task};
use super::{Editing, Effect, Model, Screen, Turn, View};
use crate::compare::{Comparison, Deviation, Kind, compare};
use crate::document::check_code;
use crate::draft::publication::Publication;
use crate::draft::{Storage, backup};
use crate::export::html;
use crate::import::answer::Answer;
use crate::import::{self, OpenError};
use crate::report::Report;

/// Where the result stands on the page.
pub const RESULT: &str = "publication-result";

/// The name of the button that answers a doubt, by its number.
pub fn doubt_name(doubt: usize) -> String {
    format!("doubt-{doubt}")
}

/// A published page that is compared.
#[derive(Debug)]
pub struct PublishedPage {
    /// The name of its file.
    pub name: String,
    /// How far it is.
    pub state: State,
}

/// How far a published page is.
#[derive(Debug)]
pub enum State {
    /// It is being read, under the number of its job.
    Reading(u32),
    /// It was not read, and why: a sentence.
    Refused(String),
    /// It was read and compared.
    Compared(Box<Compared>),
}

/// A published page that was read, beside the draft.
#[derive(Debug)]
pub struct Compared {
    /// What was read.
    answer: Answer,
    /// When, in milliseconds since 1970.
    time: f64,
    /// The doubts that somebody looked at and found to be the same: as long as draft and page say what they said.
    seen: Vec<Deviation>,
    comparison: Comparison,
}

impl Compared {
    fn of(answer: Answer, time: f64, report: &Report) -> Compared {
        let comparison = compare(report, &answer);
        Compared { answer, time, seen: Vec::new(), comparison }
    }

    /// Compares it with the report as it stands; what was seen stays seen.
    fn again(&mut self, report: &Report) {
        self.comparison = compare(report, &self.answer);
        let deviations = self.comparison.deviations.iter().enumerate();
        let seen = deviations.filter(|(_, deviation)| self.seen.contains(deviation));
        self.comparison.seen = seen.map(|(number, _)| number).collect();
    }

    /// Answers a doubt, by its number; says whether there is one.
    fn see(&mut self, doubt: usize, is_same: bool) -> bool {
        let Some(deviation) = self.comparison.deviations.get(doubt) else { return false };
        if deviation.kind != Kind::Doubtful {
            return false;
        }
        self.seen.retain(|seen| seen != deviation);
        if is_same {
            self.seen.push(deviation.clone());
            self.comparison.seen.insert(doubt);
        } else {
            self.comparison.seen.remove(&doubt);
        }
        true
    }
}

/// What is known of the last comparison, for a page that shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// What came of it, in words.
    pub words: String,
    /// Whether page and draft were the same.
    pub is_same: bool,
    /// When the page was read, in milliseconds since 1970.
    pub time: f64,
    /// The name of its file.
    pub from: String,
    /// Whether the draft was changed since.
    pub is_stale: bool,
}

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// No page was chosen yet.
    Nothing,
    /// One of this name is being read.
    Reading(String),
    /// One of this name was not read, and why.
    Refused(String, String),
    /// One of this name was read at this time and compared.
    Compared(String, f64, Box<Comparison>),
}

impl Comparison {
    /// What the code on the page tells.
    pub fn code_words(&self) -> String {
        match &self.code {
            Some((code, true)) if self.tally().is_same() => format!("核对码相同：{code}。"),
            Some((code, true)) => {
                format!(
                    "核对码相同（{code}）：发布的是草稿现在的内容；有不同的地方，是发布以后在网页上改的。"
                )
            }
            Some((code, false)) => format!("核对码不同：网页上是 {code}，发布的不是草稿现在的内容。"),
            None => "网页上没有核对码，按内容核对。".to_owned(),
        }
    }

    /// What is to be said of the whole, a sentence each.
    pub fn facts(&self) -> Vec<String> {
        let (cells, paragraphs) = self.same;
        let divided = match self.divided {
            0 => String::new(),
            count => format!("有 {count} 段在网页上分段不同，文字一样。"),
        };
        let same = format!("相同的有 {cells} 格、{paragraphs} 段。{divided}");
        let seen =
            (!self.seen.is_empty()).then(|| format!("没有认准的有 {} 处看过，是一样的。", self.seen.len()));
        let lacking = (self.not_compared > 0)
            .then(|| format!("另有 {} 格在网页的格式里没有，没有核对。", self.not_compared));
        std::iter::once(same).chain(seen).chain(lacking).chain(self.problems.iter().cloned()).collect()
    }

    /// The first doubt from a number on that nobody looked at.
    fn open_doubt(&self, from: usize) -> Option<usize> {
        let is_open =
            |number: &usize| self.deviations[*number].kind == Kind::Doubtful && !self.seen.contains(number);
        (from..self.deviations.len()).find(is_open)
    }
}

impl Editing {
    /// What the page shows.
    pub fn published_shown(&self) -> Shown {
        let Some(PublishedPage { name, state }) = &self.published else { return Shown::Nothing };
        let name = name.clone();
        match state {
            State::Reading(_) => Shown::Reading(name),
            State::Refused(sentence) => Shown::Refused(name, sentence.clone()),
            State::Compared(it) => Shown::Compared(name, it.time, Box::new(it.comparison.clone())),
        }
    }

    /// The published page that is compared.
    pub fn published(&self) -> Option<&PublishedPage> {
        self.published.as_ref()
    }

    /// What is known of the last comparison.
    pub fn known_publication(&self) -> Option<Known> {
        let Publication { time, from, code, tally } = self.session.draft().publication.as_ref()?;
        Some(Known {
            words: tally.words(),
            is_same: tally.is_same(),
            time: *time,
            from: from.clone(),
            is_stale: *code != check_code(self.report()),
        })
    }

    /// Keeps what came of a comparison, unless it is known already.
    fn keep_comparison<S: Storage>(&mut self, turn: &mut Turn<S>) {
        let Some(PublishedPage { name, state: State::Compared(it) }) = &self.published else { return };
        if it.comparison.stranger.is_some() {
            return;
        }
        let (code, tally) = (check_code(self.report()), it.comparison.tally());
        let publication = Publication { time: it.time, from: name.clone(), code, tally };
        if self.session.draft().publication.as_ref() != Some(&publication) {
            self.session.keep_publication(publication);
            self.plan_save(turn);
        }
    }
}

impl Model {
    /// Files were dropped: on the page of 发布核对 the first is the published page, elsewhere they are opened.
    pub(super) fn take_dropped<S: Storage>(
        &mut self,
        files: Vec<(String, Result<Vec<u8>, String>)>,
        turn: &mut Turn<S>,
    ) {
        if !matches!(self.screen, Screen::Editing(_, View::Publication)) {
            return self.open_files(files, turn);
        }
        if let Some((name, bytes)) = files.into_iter().next() {
            self.open_published(name, bytes, turn);
        }
    }

    /// Has a published page read, whatever it was: what is to be seen of it counts, no data inside.
    pub(super) fn open_published<S: Storage>(
        &mut self,
        name: String,
        bytes: Result<Vec<u8>, String>,
        turn: &mut Turn<S>,
    ) {
        let job = self.next_job();
        let Some(editing) = self.at_work() else { return };
        let state = match bytes.and_then(to_be_seen) {
            Ok((ending, bytes)) => {
                turn.say(format!("正在读 {name}。"));
                let task = Task::Read { name: format!("{name}{ending}"), bytes };
                turn.ask(Effect::Do(Chore::Work { job, task }));
                State::Reading(job)
            }
            Err(sentence) => {
                turn.say(sentence.clone());
                State::Refused(sentence)
            }
        };
        editing.published = Some(PublishedPage { name, state });
        turn.focus(Focus::in_sight(RESULT));
    }

    /// The name of the published page that a job reads, if one is waited for under it.
    pub(super) fn take_published_job(&mut self, job: u32) -> Option<String> {
        let page = self.editing()?.published()?;
        matches!(page.state, State::Reading(waiting) if waiting == job).then(|| page.name.clone())
    }

    /// A published page was read, or was not.
    pub(super) fn published_read<S: Storage>(
        &mut self,
        name: String,
        answer: Result<String, String>,
        turn: &mut Turn<S>,
    ) {
        let now = turn.now;
        let Some(editing) = self.editing_mut() else { return };
        let answer = answer
            .and_then(|text| Answer::parse(&text).ok_or("读出的内容没有传完整。请再试一次。".to_owned()));
        let (words, state) = match answer {
            Ok(answer) => {
                let it = Compared::of(answer, now, editing.report());
                let words = it.comparison.stranger.clone().unwrap_or_else(|| it.comparison.tally().words());
                (words, State::Compared(Box::new(it)))
            }
            Err(sentence) => (sentence.clone(), State::Refused(sentence)),
        };
        editing.published = Some(PublishedPage { name, state });
        editing.keep_comparison(turn);
        turn.say(words);
        if matches!(self.screen, Screen::Editing(_, View::Publication)) {
            turn.focus(Focus::in_sight(RESULT));
        }
    }

    /// Compares the published page with the draft as it stands, while that is looked at.
    pub(super) fn compare_again<S: Storage>(&mut self, turn: &mut Turn<S>) {
        let Screen::Editing(editing, View::Publication) = &mut self.screen else { return };
        let report = editing.history.report();
        if let Some(PublishedPage { state: State::Compared(it), .. }) = &mut editing.published {
            it.again(report);
            editing.keep_comparison(turn);
        }
    }

    /// Somebody looked at a doubt: it is the same, or is in doubt after all. Goes on to the next that is open.
    pub(super) fn see_doubt<S: Storage>(&mut self, doubt: usize, is_same: bool, turn: &mut Turn<S>) {
        let Some(editing) = self.at_work() else { return };
        let Some(PublishedPage { state: State::Compared(it), .. }) = &mut editing.published else { return };
        if !it.see(doubt, is_same) {
            return;
        }
        turn.say(it.comparison.tally().words());
        // One that is in doubt after all is the next that is open.
        let next = it.comparison.open_doubt(doubt).or_else(|| it.comparison.open_doubt(0));
        turn.focus(Focus::near(next.map_or(RESULT.to_owned(), doubt_name)));
        editing.keep_comparison(turn);
    }

    /// What was being read of a published page comes no more.
    pub(super) fn published_is_stopped(&mut self) {
        let page = self.editing_mut().and_then(|editing| editing.published.as_mut());
        if let Some(page) = page.filter(|page| matches!(page.state, State::Reading(_))) {
            page.state = State::Refused("已停止，没有读完。请再选一次。".to_owned());
        }
    }
}

/// What of a file is to be seen by who opens it, and the ending by which it is known: a JSON file as the page that
/// would be published of it.
fn to_be_seen(bytes: Vec<u8>) -> Result<(&'static str, Vec<u8>), String> {
    let text = str::from_utf8(&bytes).unwrap_or_default();
    if backup::is_backup(text) {
        return Err("这是全部草稿的备份，不是发布出来的报告。".to_owned());
    }
    if html::data(text).is_some() {
        return Ok(("", bytes));
    }
    match import::open(&bytes) {
        Ok(report) => Ok((".html", page_of(&report))),
        Err(OpenError::NotAReport) => Ok(("", bytes)),
        Err(error) => Err(error.to_string()),
    }
}

fn page_of(report: &Report) -> Vec<u8> {
    html::write(report, &[]).into_bytes()
}
