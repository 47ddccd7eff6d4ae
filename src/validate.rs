//! What is wrong with a report, as data: findings with the rule, the cells and the values.
//! Local, pure, and fast enough to run at every edit. Changes nothing.

pub mod likeness;

pub mod passage;

pub mod remark;

mod memory;

mod claims;

mod rule;

pub mod rules;

pub mod ahead;

pub mod reading;

pub mod slip;

mod arithmetic;

pub mod repair;

mod suspects;

mod group;

pub use group::{Group, group};
pub use memory::Memory;
pub use rule::{Mending, Rule, Severity};

use std::collections::BTreeMap;

use crate::format::texts::TextField;
use crate::format::{Cell, HEAD, Identity};
use crate::report::answer::{Answer, Cause};
use crate::report::figure::Figures;
use crate::report::{Edit, Report};
use passage::{Contradiction, Mend, Passage};
use rule::Checked;
use rules::{RULES, RULES_OF_AREA, RULES_OF_TEXTS, returned};

/// Something that is wrong with a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule that is broken.
    pub rule: &'static Rule,
    /// How much it weighs: what is less certain than its rule can be weighs less.
    pub severity: Severity,
    /// The stable name of the place to go to.
    pub target: &'static str,
    /// Which it is among those of one rule and place, counted from 0.
    pub ordinal: usize,
    /// The cells concerned.
    pub cells: Vec<Cell>,
    /// The few cells that may be the culprit, the likeliest first. None where something is merely to do, or
    /// where what is wrong lies in the parts of totals that follow them.
    pub suspects: Vec<Cell>,
    /// The two sums that differ, where the rule compares sums.
    pub unequal: Option<Unequal>,
    /// What else shows it, as the sentence has it: words of a text, years.
    pub words: Vec<String>,
    /// How much of a text it speaks of, in percent, where it does. Its words are then
    /// the name of the text, a year, and the sentences meant.
    pub share: Option<usize>,
    /// The words of texts that it is about, the first of them those to go to.
    pub passages: Vec<Passage>,
    /// The two numbers that contradict each other, where one of them stands in a text.
    pub contradiction: Option<Contradiction>,
    /// How its words can be mended, the likeliest first.
    pub mends: Vec<Mend>,
    /// Whether nothing is wrong yet: 待填, what is not there or not finished is work to do. A check, a preview
    /// and a download call it what its rule says.
    pub to_do: bool,
    /// What was answered to it, while its cause is the same; only what is no error can be answered.
    pub answer: Option<String>,
}

/// The two sides of an identity differ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unequal {
    /// The identity.
    pub identity: &'static Identity,
    /// The value of the left side.
    pub left: i64,
    /// The value of the right side.
    pub right: i64,
}

impl Finding {
    /// A finding about a place.
    fn of(rule: &'static Rule, target: &'static str) -> Finding {
        Finding {
            rule,
            severity: rule.severity,
            target,
            ordinal: 0,
            cells: Vec::new(),
            suspects: Vec::new(),
            unequal: None,
            words: Vec::new(),
            share: None,
            passages: Vec::new(),
            contradiction: None,
            mends: Vec::new(),
            to_do: false,
            answer: None,
        }
    }

    /// What is wrong, where, and what to do, in one sentence.
    pub fn sentence(&self) -> String {
        (self.rule.sentence)(self)
    }

    /// What caused it in a report: the rule, the cells, and what these hold.
    pub fn cause(&self, report: &Report) -> Cause {
        self.cause_in(report, &Figures::of(report))
    }

    fn cause_in(&self, report: &Report, figures: &Figures) -> Cause {
        let held = |cell: &Cell| figures.text(report, *cell);
        let mut values: Vec<String> = self.cells.iter().map(held).collect();
        // A text that stands in a cell is there already.
        let words = self.words.iter().filter(|word| !values.contains(word)).cloned().collect::<Vec<_>>();
        values.extend(words);
        values.extend(self.passages.iter().flat_map(Passage::quoted).map(str::to_owned));
        Cause {
            rule: self.rule.id.to_owned(),
            cells: self.cells.iter().map(|cell| cell.id().to_owned()).collect(),
            values: Some(values),
            message: self.sentence(),
        }
    }

    /// The sentences of a text that it is about, verbatim.
    pub fn quotes(&self) -> &[String] {
        self.share.and_then(|_| self.words.get(2..)).unwrap_or_default()
    }

    /// How many places it speaks of: its cells, or the one that it leads to.
    pub fn places(&self) -> usize {
        self.cells.len().max(1)
    }

    /// Whether an answer can be given to it: to all but the errors of tables and heads.
    pub fn can_be_answered(&self) -> bool {
        self.severity != Severity::Error || !self.passages.is_empty()
    }

    /// Where its words begin in their text; 0 where it is not about words.
    fn words_at(&self) -> usize {
        self.passages.first().map_or(0, |passage| passage.range().start)
    }

    /// Where it stands among those that weigh the same: what stands before the report, the cells, their
    /// sums, the texts.
    fn place(&self) -> usize {
        let head = || HEAD.iter().position(|(id, _)| *id == self.target);
        let text = || TextField::all().position(|field| field.id() == self.target);
        match self.cells.is_empty() || !self.passages.is_empty() {
            true => head().or_else(|| text().map(|text| HEAD.len() + 2 + text)).unwrap_or(HEAD.len()),
            false => HEAD.len() + usize::from(self.unequal.is_some()),
        }
    }
}

/// The findings of a report: heaviest first, and in the order of the report among equals.
pub fn validate(report: &Report) -> Vec<Finding> {
    validate_again(report, &mut Memory::default())
}

/// The same of a report that was validated before: texts that did not change since are neither read nor compared
/// again.
pub fn validate_again(report: &Report, memory: &mut Memory) -> Vec<Finding> {
    let checked = Checked::of(report, memory, true);
    let mut of_texts = found(RULES_OF_TEXTS, &checked);
    of_texts.extend(found(RULES_OF_AREA, &checked));
    memory.keep(&of_texts);
    finished(&checked, of_texts)
}

/// The same while something is being typed: texts are not read. What was found in them stands where its words
/// are still the same.
pub fn validate_while_typing(report: &Report, memory: &mut Memory) -> Vec<Finding> {
    match memory.moved(report) {
        None => validate_again(report, memory),
        Some(of_texts) => finished(&Checked::of(report, memory, false), of_texts),
    }
}

/// What some rules find in a report that need not read its texts.
pub fn find(rules: &[&'static Rule], report: &Report) -> Vec<Finding> {
    found(rules, &Checked::of(report, &mut Memory::default(), false))
}

/// What some rules find.
fn found(rules: &[&'static Rule], checked: &Checked) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in rules {
        (rule.check)(checked, &mut findings);
    }
    findings
}

/// All findings, with those of the texts: in their order, with their suspects and what was answered to them.
fn finished(checked: &Checked, of_texts: Vec<Finding>) -> Vec<Finding> {
    let report = checked.report;
    let mut findings = found(RULES, checked);
    findings.extend(of_texts);
    // What was said to findings needs them all.
    (returned::RETURNED.check)(checked, &mut findings);
    findings.sort_by_key(|finding| (finding.severity, finding.place(), finding.words_at()));
    let mut before = BTreeMap::new();
    for finding in &mut findings {
        let count = before.entry((finding.rule.id, finding.target)).or_insert(0);
        finding.ordinal = *count;
        *count += 1;
    }
    suspects::name(report, &checked.figures, &mut findings);
    if !report.answers().is_empty() {
        for finding in findings.iter_mut().filter(|finding| finding.can_be_answered()) {
            let cause = finding.cause_in(report, &checked.figures);
            let answer = report.answers().iter().find(|answer| answer.cause.is_same(&cause));
            finding.answer = answer.map(|answer| answer.note.clone());
        }
    }
    findings
}

/// The report as it is published: without last year's, and without what was said to the office above that sent it back,
/// since that repeats what this office said.
pub fn published(report: &Report) -> Report {
    let mut published = report.published_part();
    for Answer { cause, .. } in
        report.answers().iter().filter(|answer| answer.cause.rule == returned::RETURNED.id)
    {
        published.apply(Edit::Answer(cause.clone(), String::new()));
    }
    published
}

/// The report with the answers that were kept by their sentence alone (the first version of this program wrote
/// none but these) kept by what the cells hold, as far as the warnings that they speak of stand; the others wait
/// as they are. None if nothing changes.
pub fn adopt_answers(report: &Report) -> Option<Report> {
    if report.answers().iter().all(|answer| answer.cause.values.is_some()) {
        return None;
    }
    let mut adopted = report.clone();
    for finding in validate(report).iter().filter(|finding| finding.can_be_answered()) {
        let cause = finding.cause(report);
        let old = report.answers().iter().find(|it| it.cause.values.is_none() && it.cause.is_same(&cause));
        if let Some(Answer { note, .. }) = old.cloned() {
            adopted.apply(Edit::Answer(cause, note));
        }
    }
    (adopted != *report).then_some(adopted)
}

/// Those that are wrong, without what is merely to do.
pub fn wrong(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|finding| !finding.to_do)
}

/// What is merely to do, 待填.
pub fn to_do(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|finding| finding.to_do)
}

/// How many findings wait for something to be done, of each severity, in the order of [`Severity::ALL`].
/// What was answered waits no more.
pub fn count<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> [usize; Severity::ALL.len()] {
    let mut counts = [0; Severity::ALL.len()];
    for finding in findings.into_iter().filter(|finding| finding.answer.is_none()) {
        counts[finding.severity as usize] += 1;
    }
    counts
}
