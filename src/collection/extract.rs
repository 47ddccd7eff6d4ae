//! What a collection keeps of one report: its head, its numbers, what was found, sketches of its texts. Not the texts:
//! an extract has a bounded size. It travels as JSON, from the worker and into the store of the browser.
//! Knows no file.

use serde::{Deserialize, Serialize};
use time::Date;

use super::cells::Cells;
use super::mentions::mentions;
use super::names::organ_key;
use super::sketch::Sketch;
use crate::format::Edition;
use crate::format::texts::TextField;
use crate::report::figure::Figures;
use crate::report::office::{Level, Scope, parse_date};
use crate::report::{Edit, Report};
use crate::validate::rules::{self, RULES_OF_AREA};
use crate::validate::{Finding, Rule, Severity, count};

/// As many findings are kept, the heaviest first; all are counted.
pub const MOST_FINDINGS: usize = 100;
/// As many letters of a sentence are kept.
const MOST_LETTERS: usize = 300;

/// A file that a report came from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// Its name, with the folders that were dropped with it.
    pub name: String,
    /// What kind of file it is, in words: 「JSON」「网页」「PDF，6 页」.
    pub kind: String,
}

/// A finding in short.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The rule that is broken.
    pub rule: &'static Rule,
    /// How much it weighs.
    pub severity: Severity,
    /// The stable name of the place to go to.
    pub target: String,
    /// Which it is among those of one rule and place, counted from 0.
    pub ordinal: usize,
    /// What is wrong, where, and what to do.
    pub sentence: String,
    /// What the unit said to it; empty where it said nothing.
    pub answer: String,
}

/// What is kept of one report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Kept", into = "Kept")]
pub struct Extract {
    /// Where it came from.
    pub origin: Origin,
    /// The name of the organ, as it is written.
    pub organ: String,
    /// Its 统一社会信用代码, as it is written; empty where it is not given.
    pub organ_code: String,
    /// The level of the organ.
    pub level: Option<Level>,
    /// Whose figures the tables hold.
    pub scope: Option<Scope>,
    /// The year reported on, if it is a number.
    pub year: Option<i64>,
    /// The day of publication.
    pub published: Option<Date>,
    /// The number cells.
    pub cells: Cells,
    /// How many findings wait for something to be done, of each severity, in the order of [`Severity::ALL`].
    pub counts: [usize; Severity::ALL.len()],
    /// The findings, those that were answered too, the heaviest first, at most [`MOST_FINDINGS`].
    pub findings: Vec<Found>,
    /// How many places of the file are doubtful or found no place in the report.
    pub doubts: usize,
    /// Sketches of the texts that say enough, in the order of the report.
    pub sketches: Vec<(TextField, Sketch)>,
    /// What its texts name as organs are named ([`super::mentions`]).
    pub mentions: Vec<String>,
}

impl Extract {
    /// What is kept of a report with its findings.
    pub fn of(origin: Origin, report: &Report, findings: &[Finding], doubts: usize) -> Extract {
        let texts = report.format().texts().filter(|field| !field.is_optional());
        Extract {
            origin,
            organ: report.organ().trim().to_owned(),
            organ_code: report.organ_code().to_owned(),
            level: report.level(),
            scope: report.scope(),
            year: report.year_number(),
            published: report.published(),
            cells: Cells::of(report, &Figures::of(report)),
            counts: count(findings),
            findings: findings.iter().take(MOST_FINDINGS).map(Found::of).collect(),
            doubts,
            sketches: texts.filter_map(|field| Some((field, Sketch::of(report.text(field))?))).collect(),
            mentions: mentions(report.format().texts().map(|field| report.text(field))),
        }
    }

    /// What the organ is known by: its name, without spaces and however wide it is written.
    pub fn organ_key(&self) -> String {
        organ_key(&self.organ)
    }

    /// The edition.
    pub fn edition(&self) -> Edition {
        self.cells.edition()
    }

    /// How many findings of a severity wait for something to be done.
    pub fn count(&self, severity: Severity) -> usize {
        self.counts[severity as usize]
    }

    /// The report without its texts.
    pub fn report(&self) -> Report {
        let mut report = self.cells.report();
        report.apply(Edit::Organ(self.organ.clone()));
        report.apply(Edit::OrganCode(self.organ_code.clone()));
        report.apply(Edit::Level(self.level));
        report.apply(Edit::Scope(self.scope));
        report.apply(Edit::Year(self.year.map(|year| year.to_string()).unwrap_or_default()));
        report.apply(Edit::Edition(self.edition()));
        report.apply(Edit::Published(self.published));
        report
    }

    /// The text in which it travels and is stored.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Takes a text that [`Extract::write`] gave; none if it did not arrive whole, or is of a later program.
    pub fn parse(text: &str) -> Option<Extract> {
        serde_json::from_str(text).ok()
    }
}

impl Found {
    /// A finding in short.
    pub fn of(finding: &Finding) -> Found {
        let short = |text: String| match text.char_indices().nth(MOST_LETTERS) {
            Some((at, _)) => format!("{}…", &text[..at]),
            None => text,
        };
        Found {
            rule: finding.rule,
            severity: finding.severity,
            target: finding.target.to_owned(),
            ordinal: finding.ordinal,
            sentence: short(finding.sentence()),
            answer: short(finding.answer.clone().unwrap_or_default()),
        }
    }

    /// Whether nothing was said to it.
    pub fn is_open(&self) -> bool {
        self.answer.is_empty()
    }
}

/// An extract as it travels: names for what the program declares.
#[derive(Serialize, Deserialize)]
struct Kept {
    origin: Origin,
    organ: String,
    organ_code: String,
    level: Option<String>,
    scope: Option<String>,
    year: Option<i64>,
    edition: String,
    published: Option<String>,
    cells: String,
    counts: [usize; Severity::ALL.len()],
    findings: Vec<KeptFinding>,
    doubts: usize,
    sketches: Vec<(String, String)>,
    mentions: Vec<String>,
}

/// Rule, severity, place, which it is there, sentence, answer.
type KeptFinding = (String, String, String, usize, String, String);

impl From<Extract> for Kept {
    fn from(it: Extract) -> Kept {
        let finding = |it: Found| {
            (
                it.rule.id.to_owned(),
                it.severity.id().to_owned(),
                it.target,
                it.ordinal,
                it.sentence,
                it.answer,
            )
        };
        Kept {
            origin: it.origin,
            organ: it.organ,
            organ_code: it.organ_code,
            level: it.level.map(|level| level.id().to_owned()),
            scope: it.scope.map(|scope| scope.id().to_owned()),
            year: it.year,
            edition: it.cells.edition().id().to_owned(),
            published: it.published.map(|date| date.to_string()),
            cells: it.cells.words().to_owned(),
            counts: it.counts,
            findings: it.findings.into_iter().map(finding).collect(),
            doubts: it.doubts,
            sketches: (it.sketches.iter())
                .map(|(field, sketch)| (field.id().to_owned(), sketch.write()))
                .collect(),
            mentions: it.mentions,
        }
    }
}

impl TryFrom<Kept> for Extract {
    type Error = &'static str;

    fn try_from(kept: Kept) -> Result<Extract, &'static str> {
        let edition = Edition::from_id(&kept.edition).ok_or("edition")?;
        let finding = |(rule, severity, target, ordinal, sentence, answer): KeptFinding| {
            let rule = rule_of(&rule).ok_or("rule")?;
            let severity = Severity::from_id(&severity).ok_or("severity")?;
            Ok(Found { rule, severity, target, ordinal, sentence, answer })
        };
        let sketch =
            |(field, sketch): (String, String)| Some((TextField::from_id(&field)?, Sketch::read(&sketch)?));
        Ok(Extract {
            origin: kept.origin,
            organ: kept.organ,
            organ_code: kept.organ_code,
            level: named(kept.level, Level::from_id)?,
            scope: named(kept.scope, Scope::from_id)?,
            year: kept.year,
            published: named(kept.published, parse_date)?,
            cells: Cells::read(edition, &kept.cells).ok_or("cells")?,
            counts: kept.counts,
            findings: kept.findings.into_iter().map(finding).collect::<Result<_, &'static str>>()?,
            doubts: kept.doubts,
            sketches: kept.sketches.into_iter().map(sketch).collect::<Option<_>>().ok_or("sketches")?,
            mentions: kept.mentions,
        })
    }
}

/// The rule of an id, of the official form or of an area.
fn rule_of(id: &str) -> Option<&'static Rule> {
    let all = [rules::RULES, rules::RULES_OF_TEXTS, RULES_OF_AREA];
    all.into_iter().flatten().copied().find(|rule| rule.id == id)
}

fn named<T>(id: Option<String>, from: impl Fn(&str) -> Option<T>) -> Result<Option<T>, &'static str> {
    id.map(|id| from(&id).ok_or("head")).transpose()
}
