//! What a rule is: its declaration, and the functions by which it finds and says what is wrong. Each rule
//! stands in a file of its own below `rules`.
//! Knows no rule by name.

use std::cell::OnceCell;
use std::fmt;
use std::sync::Arc;

use super::Finding;
use super::claims::{self, Claim, Tables};
use super::likeness::Likeness;
use super::memory::{Memory, Read};
use super::remark::Remark;
use crate::format::{Cell, Chapter, Kind};
use crate::named::named;
use crate::profile::Profile;
use crate::report::Report;
use crate::report::figure::Figures;
use crate::report::office::Level;
use crate::report::previous::last_number;

named! {
    /// How much a finding weighs, the heaviest first.
    pub enum Severity {
        /// The report contradicts itself or lacks a part that it must have; a download asks once.
        Error => "error", "错误";
        /// Probably wrong or unfinished.
        Warning => "warning", "提醒";
        /// Worth a look.
        Hint => "hint", "提示";
    }
}

/// A rule of the report.
pub struct Rule {
    /// The stable id, `V` and two digits.
    pub id: &'static str,
    /// A short name.
    pub title: &'static str,
    /// What the rule asks for, in one sentence.
    pub wording: &'static str,
    /// How much a violation weighs at most.
    pub severity: Severity,
    /// The article, notice or practice that the rule comes from.
    pub source: &'static str,
    /// What to do where it is broken.
    pub help: &'static str,
    /// What the two sides are called, where the rule compares two sums.
    pub sides: Option<[&'static str; 2]>,
    /// How what is broken can be mended.
    pub mending: Mending,
    /// Adds what is wrong with a report.
    pub(super) check: fn(&Checked, &mut Vec<Finding>),
    /// The sentence of a finding: what is wrong, where, and what to do.
    pub(super) sentence: fn(&Finding) -> String,
}

/// How what a rule finds can be mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mending {
    /// Only by hand.
    ByHand,
    /// By a number after which all sums hold that it has a part in.
    Sums,
    /// By the number that the text in the cell may mean.
    Reading,
    /// By other words in a text, which the finding brings along.
    Words,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Rule) -> bool {
        self.id == other.id
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.id)
    }
}

/// A report that is being checked, with its figures.
pub(super) struct Checked<'a> {
    pub report: &'a Report,
    /// What the area adds to the form.
    pub area: Arc<Profile>,
    /// What the office above said to it.
    pub remarks: Arc<[Remark]>,
    pub figures: Figures,
    /// The report of the year before, if it is attached and surely that.
    pub last: Option<Last<'a>>,
    /// How much of each chapter is last year's text.
    pub alike: Vec<(&'static Chapter, Likeness)>,
    /// The texts as they are read, in the order of the report; none while they are not to be read.
    pub texts: Vec<Read>,
    /// What they claim and the tables do not say, once it was asked for.
    claims: OnceCell<Vec<Claim>>,
}

impl Checked<'_> {
    /// A report with what its checks need; its texts only if they are to be read.
    pub fn of<'a>(report: &'a Report, memory: &mut Memory, reads: bool) -> Checked<'a> {
        let last = |it| Last { report: it, figures: Figures::of(it) };
        Checked {
            report,
            area: memory.area.clone(),
            remarks: memory.remarks.clone(),
            figures: Figures::of(report),
            last: report.year_before().map(last),
            alike: memory.likenesses(report),
            texts: if reads { memory.read(report) } else { Vec::new() },
            claims: OnceCell::new(),
        }
    }

    /// What the texts claim and the tables do not say, in the order of the report.
    pub fn claims(&self) -> &[Claim] {
        let tables = || Tables { report: self.report, figures: &self.figures, level: self.level() };
        self.claims.get_or_init(|| claims::of(&tables(), &self.texts))
    }

    /// The number in a cell; none if it is blank or unfinished.
    pub fn number(&self, cell: Cell) -> Option<i64> {
        self.figures.at(cell).complete()
    }

    /// The level of the organ; that of last year where this year's is not chosen.
    pub fn level(&self) -> Option<Level> {
        self.report.level().or_else(|| self.last.as_ref()?.report.level())
    }
}

/// The report of the year before, with its figures.
pub(super) struct Last<'a> {
    pub report: &'a Report,
    figures: Figures,
}

impl Last<'_> {
    /// The number that stood in a cell of this year's edition.
    pub fn number(&self, cell: Cell) -> Option<i64> {
        last_number(self.report, &self.figures, cell)
    }

    /// The year, as sentences name it.
    pub fn year(&self) -> String {
        self.report.year().text(Kind::Count)
    }
}

/// As many places of one text a rule tells.
pub(super) const MOST: usize = 50;

/// What rules come from that no article or notice states.
pub(super) const PRACTICE: &str = "各地惯例";
