//! The draft that is being edited: its report with the past, what is wrong with it, where the work goes on.

use std::sync::Arc;

use super::effect::{Focus, Timer};
use super::last_year::Candidate;
use super::publication::PublishedPage;
use super::selection::Selection;
use super::{Effect, Errand, Turn};
use crate::draft::session::Session;
use crate::draft::{Draft, Storage, Version};
use crate::format::{Cell, Format, Identity};
use crate::profile::Profile;
use crate::report::Report;
use crate::report::figure::Figures;
use crate::report::history::History;
use crate::validate::reading::Reading;
use crate::validate::repair::{Repair, repairs};
use crate::validate::{self, Finding, Memory};

/// How long nothing must be typed until repairs are worked out, in milliseconds.
const SETTLE_AFTER: u32 = 400;
/// How long nothing must be typed until what comes next is another thought, in milliseconds.
const THOUGHT_AFTER: u32 = 1500;

/// A draft that is open to be edited.
#[derive(Debug)]
pub struct Editing {
    pub(super) history: History,
    /// The draft as it was saved; its report is in the history.
    pub(super) session: Session,
    pub(super) findings: Vec<Finding>,
    /// What the check before has worked out.
    memory: Memory,
    /// What was worked out when typing paused.
    pub(super) settled: Settled,
    /// The field that had the focus last: where the work goes on.
    pub(super) place: Option<String>,
    /// What is to have the focus when its place is gone to next: words of a text, or the field for an answer.
    pub(super) aim: Option<Focus>,
    /// The field that is being typed into, and what it holds, which is not yet what was understood.
    pub(super) typing: Option<(String, String)>,
    pub(super) selection: Option<Selection>,
    /// The cell in which the mouse was pressed, as long as it is.
    pub(super) pressed: Option<Cell>,
    /// Whether nothing was done yet in the cell that has the focus: a click selects the whole number.
    pub(super) is_fresh: bool,
    pub(super) save_is_planned: bool,
    /// Other drafts that can be attached as last year's report.
    pub(super) candidates: Vec<Candidate>,
    /// The file of last year's report that is being read: its job and its name.
    pub(super) reading_last_year: Option<(u32, String)>,
    /// The published page that is compared with it.
    pub(super) published: Option<PublishedPage>,
    /// The version that is not in the second copy yet.
    pub(super) copying: Option<Version>,
    pub(super) changes: u64,
    /// The numbers of findings that were told last.
    told: Option<Vec<usize>>,
}

/// What is worked out when typing pauses.
#[derive(Debug, Default)]
pub struct Settled {
    /// The changes that would mend what does not add up.
    pub repairs: Vec<Repair>,
    /// The two sides of what is broken, spelled out, identity by identity.
    pub sums: Vec<(&'static Identity, [(Reading, i64); 2])>,
    /// How much of which chapter is last year's, in percent.
    pub alike: Vec<(&'static str, usize)>,
}

impl Editing {
    /// Opens a report in a session.
    pub(super) fn new(report: Report, session: Session) -> Editing {
        Editing {
            history: History::new(report),
            session,
            findings: Vec::new(),
            memory: Memory::default(),
            settled: Settled::default(),
            place: None,
            aim: None,
            typing: None,
            selection: None,
            pressed: None,
            is_fresh: false,
            save_is_planned: false,
            candidates: Vec::new(),
            reading_last_year: None,
            published: None,
            copying: None,
            changes: 0,
            told: None,
        }
    }

    /// The draft's id.
    pub fn id(&self) -> &str {
        &self.session.draft().id
    }

    /// The report as it stands.
    pub fn report(&self) -> &Report {
        self.history.report()
    }

    /// The declaration of its edition.
    pub fn format(&self) -> &'static Format {
        self.report().format()
    }

    /// The version that is current as far as this tab knows.
    pub fn current_version(&self) -> Option<&Version> {
        self.session.draft().current.as_ref()
    }

    /// What is wrong with it.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// What was worked out when typing paused.
    pub fn settled(&self) -> &Settled {
        &self.settled
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    /// Whether there is an undone step.
    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// The cell that had the focus last.
    pub fn focused_cell(&self) -> Option<Cell> {
        self.place.as_deref().and_then(|place| self.format().cell(place))
    }

    /// The field that is being typed into, and what it holds.
    pub fn typing(&self) -> Option<(&str, &str)> {
        self.typing.as_ref().map(|(field, value)| (field.as_str(), value.as_str()))
    }

    /// Takes what the area adds, and what the office above said, into account from the next check on.
    pub(super) fn measure_by(&mut self, area: &Arc<Profile>) {
        self.memory.measure_by(area);
        self.memory.hear(self.session.draft().remarks());
    }

    /// Checks the report anew; its texts are read too, or when typing has paused. Answers of an earlier version
    /// are from then on kept as this one keeps them.
    pub(super) fn check(&mut self, reads: bool) {
        if let Some(report) = validate::adopt_answers(self.report()) {
            self.history.amend(report);
        }
        let validate = if reads { validate::validate_again } else { validate::validate_while_typing };
        self.findings = validate(self.history.report(), &mut self.memory);
    }

    /// The report is another one now: what is known of it is worked out anew, and it is to be saved.
    pub(super) fn changed<S: Storage>(&mut self, turn: &mut Turn<S>) {
        turn.ask(Effect::Run(Errand::Check));
        if self.selection.as_ref().is_some_and(|selection| selection.edition() != self.report().edition()) {
            self.selection = None;
            self.pressed = None;
        }
        self.session.edited();
        self.changes += 1;
        turn.ask(Effect::Wake(Timer::Settle(self.changes), SETTLE_AFTER));
        turn.ask(Effect::Wake(Timer::Thought(self.changes), THOUGHT_AFTER));
        self.plan_save(turn);
    }

    /// Works out what takes too long for every key, and tells how many findings there are if that is news.
    pub(super) fn settle<S: Storage>(&mut self, changes: u64, turn: &mut Turn<S>) {
        if changes != self.changes {
            return;
        }
        let report = self.history.report();
        self.findings = validate::validate_again(report, &mut self.memory);
        let figures = Figures::of(report);
        let side = |cells: &[Cell]| (Reading::of(report, &figures, cells), figures.sum(cells).value);
        let broken =
            self.findings.iter().filter_map(|finding| finding.unequal.map(|unequal| unequal.identity));
        let sums = broken.map(|identity| (identity, [side(&identity.left), side(&identity.right)]));
        let alike = self.memory.likenesses(report).into_iter();
        let alike = alike.map(|(chapter, alike)| (chapter.short, alike.share));
        self.settled = Settled { sums: sums.collect(), repairs: repairs(report), alike: alike.collect() };
        let counts = self.counts().to_vec();
        if self.told.as_ref() != Some(&counts) {
            turn.say(format!("{}。", super::shown::summary(&self.findings)));
            self.told = Some(counts);
        }
    }

    /// Goes on from a version that another tab saved. What was typed here since is one undo away.
    pub(super) fn go_on_from<S: Storage>(&mut self, draft: Draft, turn: &mut Turn<S>) {
        let report = draft.report.clone();
        self.typing = None;
        match self.is_edited() {
            true => self.history.replace(report),
            false => self.history = History::new(report),
        }
        self.session.go_on_from(draft);
        self.selection = None;
        self.plan_settling(turn);
    }

    /// Asks for the checks of a draft that was opened, and for what waits until typing pauses.
    pub(super) fn plan_settling<S: Storage>(&self, turn: &mut Turn<S>) {
        turn.ask(Effect::Run(Errand::Check));
        turn.ask(Effect::Wake(Timer::Settle(self.changes), SETTLE_AFTER));
    }

    /// After this many changes a thought has ended.
    pub(super) fn think(&mut self, changes: u64) {
        if changes == self.changes {
            self.history.pause();
        }
    }
}
