//! 汇总: which reports of a year are added up, the report of the organ above that they are compared with, the cell that
//! is looked behind, and the draft of the organ above. An organ's own figures and those of its area are never added
//! together.
//! Knows no store and no markup.

pub mod picture;
pub mod shown;

use std::collections::HashSet;

use super::Reports;
use crate::app::effect::Focus;
use crate::app::notice::Notice;
use crate::app::{Model, Turn};
use crate::collection::choice::{By, Called, Choice, NOT_SAID, groups, whose};
use crate::collection::extract::Extract;
use crate::collection::names::organ_key;
use crate::collection::parent::{self, Line};
use crate::collection::sums::{Row, Sums, side_by_side};
use crate::collection::tables::{self, Table};
use crate::draft::Storage;
use crate::export::picture::charts::Picture;
use crate::format::{Cell, Edition};
use crate::report::office::{Level, Scope};
use crate::report::{Edit, Report};
use picture::PICTURE_OF_SUMS;
use shown::{BEHIND, sum_name};

/// Which reports of the year are added up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Of {
    /// All of them.
    #[default]
    All,
    /// Those that the list shows.
    Shown,
    /// Those of organs of a level.
    Level(Level),
    /// Those of the organs below one, by its name.
    Parent(String),
}

/// What is done with the sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SumsStep {
    /// Others are to be added up.
    Of(Of),
    /// Of an organ that has both, the figures of this scope are to be taken.
    Scope(Scope),
    /// A report is that of the organ above, by its number; none compares with none.
    Above(Option<usize>),
    /// What is behind the sum of a row is to be seen; none to put it away.
    Behind(Option<usize>),
    /// The sums are to be opened as a draft of the organ above.
    Draft,
    /// The charts of the sums are to be shown, or to be put away.
    Picture(bool),
}

/// The sums.
#[derive(Debug, Default)]
pub struct Summing {
    of: Of,
    /// The figures that are taken of an organ that has both; its own where nothing was chosen.
    scope: Option<Scope>,
    /// The report of the organ above, by what its organ is known by and its scope: numbers do not last.
    above: Option<(String, Option<Scope>)>,
    /// The row that is looked behind.
    behind: Option<(usize, Cell)>,
    shows_picture: bool,
    added: Added,
}

/// What was added up.
#[derive(Debug, Default)]
struct Added {
    /// The groups that there are, with how many reports each has.
    groups: Vec<(Of, usize)>,
    /// The reports that may be that of the organ above.
    may_be_above: Vec<usize>,
    above: Option<usize>,
    choice: Choice,
    editions: Vec<Edition>,
    rows: Vec<Row>,
    /// The report of the organ above beside the sums.
    lines: Vec<Line>,
    /// Their charts, where these are shown.
    picture: Option<Picture>,
}

impl Reports {
    fn of_year(&self) -> Vec<usize> {
        let year = self.year();
        (0..self.extracts.len()).filter(|at| year.is_some() && self.extracts[*at].year == year).collect()
    }

    /// The report of the organ above, of those of the year.
    fn above(&self, of_year: &[usize]) -> Option<usize> {
        let (key, scope) = self.sums.above.as_ref()?;
        let is_it =
            |at: &&usize| (&self.extracts[**at].organ_key(), &self.extracts[**at].scope) == (key, scope);
        of_year.iter().rev().find(is_it).copied()
    }

    /// Which of the reports the list shows.
    fn listed(&self) -> HashSet<usize> {
        self.shown.iter().copied().collect()
    }

    /// The reports that are added up. The organ above has no part in the sum of those below it.
    fn pick(&self, called: Option<Called>, of_year: &[usize], above: Option<usize>) -> Choice {
        let listed = self.listed();
        let whose = whose(&self.extracts, called);
        let key = above.map(|above| &whose[above]).filter(|key| !key.is_empty());
        let is_above = |at: usize| above == Some(at) || key == Some(&whose[at]);
        let is_of = |at: usize| match &self.sums.of {
            Of::All => true,
            Of::Shown => listed.contains(&at),
            Of::Level(level) => self.extracts[at].level == Some(*level),
            Of::Parent(parent) => called.as_ref().and_then(|called| called.parent_of(at)) == Some(parent),
        };
        let some: Vec<usize> = of_year.iter().copied().filter(|at| is_of(*at) && !is_above(*at)).collect();
        Choice::of(&self.extracts, &some, self.sums.scope.unwrap_or(Scope::Own), called)
    }

    /// Adds up what is shown.
    pub(super) fn add_up(&mut self) {
        let call = self.roll_call();
        let called = self.missing.called(&call);
        let of_year = self.of_year();
        let above = self.above(&of_year);
        let choice = self.pick(called, &of_year, above);
        let (editions, rows) = side_by_side(&self.extracts, &choice.reports);
        let lines = above.map(|above| {
            let above = &self.extracts[above];
            parent::compare(above, &Sums::of(&self.extracts, &choice.reports, above.edition()))
        });
        let by = |by| {
            groups(&self.extracts, &of_year, by, called).into_iter().filter(|(name, _)| name != NOT_SAID)
        };
        let of_level = |(name, reports): (String, Vec<usize>)| {
            let level = Level::ALL.into_iter().find(|level| level.name() == name)?;
            Some((Of::Level(level), reports.len()))
        };
        let mut groups = vec![(Of::All, of_year.len())];
        let listed = self.listed();
        let shown = of_year.iter().filter(|at| listed.contains(at)).count();
        groups.extend((shown < of_year.len()).then_some((Of::Shown, shown)));
        groups.extend(by(By::Level).filter_map(of_level));
        groups.extend(by(By::Parent).map(|(name, reports)| (Of::Parent(name), reports.len())));
        if !groups.iter().any(|(of, _)| *of == self.sums.of) {
            groups.push((self.sums.of.clone(), choice.reports.len()));
        }
        let parents: HashSet<String> = groups.iter().filter_map(|(of, _)| parent_key(of)).collect();
        let whose = whose(&self.extracts, called);
        let is_parent =
            |at: usize| parents.contains(&whose[at]) || parents.contains(&self.extracts[at].organ_key());
        let may_be_above = |at: &usize| {
            let Extract { scope, level, .. } = &self.extracts[*at];
            let governs = matches!(level, Some(Level::Province | Level::City | Level::County));
            *scope == Some(Scope::Area) || governs || is_parent(*at) || above == Some(*at)
        };
        let may_be_above = of_year.iter().copied().filter(may_be_above).collect();
        let lines = lines.unwrap_or_default();
        self.sums.added = Added { groups, may_be_above, above, choice, editions, rows, lines, picture: None };
        self.draw();
        // The row that was looked behind may be another by now.
        let is_there = |(row, cell): &(usize, Cell)| self.cell_of_sum(*row) == Some(*cell);
        self.sums.behind = self.sums.behind.filter(is_there);
    }

    /// The report of the organ of a name, that of its whole area before its own.
    fn report_of(&self, name: &str) -> Option<usize> {
        let call = self.roll_call();
        let called = self.missing.called(&call);
        let (key, of_year) = (organ_key(name), self.of_year());
        let whose = whose(&self.extracts, called);
        let is_it = |at: &usize| whose[*at] == key || self.extracts[*at].organ_key() == key;
        let all = || of_year.iter().rev().copied().filter(is_it);
        all().find(|at| self.extracts[*at].scope == Some(Scope::Area)).or_else(|| all().next())
    }

    /// The cell of a row, in the newest edition that has it.
    fn cell_of_sum(&self, row: usize) -> Option<Cell> {
        let Added { rows, editions, .. } = &self.sums.added;
        let row = rows.get(row)?;
        let (_, edition) = row.sums.iter().zip(editions).rev().find(|(sum, _)| sum.is_some())?;
        edition.format().cell(row.id)
    }

    /// The sums, and the report of the organ above that they make.
    fn summed(&self) -> Option<(Sums, Report)> {
        let Added { choice, above, editions, .. } = &self.sums.added;
        let above = above.map(|above| &self.extracts[above]);
        let edition = above.map(Extract::edition).or(editions.last().copied())?;
        let sums = Sums::of(&self.extracts, &choice.reports, edition);
        let organ: &str = match (above, &self.sums.of) {
            (Some(above), _) => &above.organ,
            (None, Of::Parent(name)) => name,
            (None, _) => "",
        };
        let mut report = sums.report(organ, self.year()?);
        report.apply(Edit::Level(above.and_then(|above| above.level)));
        Some((sums, report))
    }

    /// Draws the charts of what is added up, if they are to be shown.
    fn draw(&mut self) {
        let is_shown = self.sums.shows_picture && !self.sums.added.choice.reports.is_empty();
        self.sums.added.picture = is_shown.then(|| self.picture()).flatten();
    }

    /// The sums as tables, with the report of the organ above where one was chosen; nothing where nothing is added up.
    pub(super) fn tables_of_sums(&self) -> Vec<Table> {
        let call = self.roll_call();
        let of_year = self.of_year();
        let above = self.above(&of_year);
        let Choice { reports, .. } = self.pick(self.missing.called(&call), &of_year, above);
        if reports.is_empty() {
            return Vec::new();
        }
        let above = above.map(|above| tables::above(&self.extracts, above, &reports));
        std::iter::once(tables::sums(&self.extracts, &reports)).chain(above).collect()
    }
}

fn parent_key(of: &Of) -> Option<String> {
    match of {
        Of::Parent(name) => Some(organ_key(name)),
        Of::All | Of::Shown | Of::Level(_) => None,
    }
}

impl Model {
    /// Does what was asked for where reports are added up.
    pub(super) fn sums_step<S: Storage>(&mut self, step: SumsStep, turn: &mut Turn<S>) {
        let Some(reports) = self.reports.as_mut() else { return };
        let above_of = |reports: &Reports, above: Option<usize>| {
            let above = reports.extracts.get(above?)?;
            Some((above.organ_key(), above.scope))
        };
        match step {
            SumsStep::Of(of) => {
                let above = match &of {
                    Of::Parent(name) => reports.report_of(name),
                    Of::All | Of::Shown | Of::Level(_) => None,
                };
                reports.sums.above = above_of(reports, above);
                reports.sums.of = of;
                reports.arrange(turn.now);
            }
            SumsStep::Scope(scope) => {
                reports.sums.scope = Some(scope);
                reports.arrange(turn.now);
            }
            SumsStep::Above(above) => {
                reports.sums.above = above_of(reports, above);
                reports.arrange(turn.now);
            }
            SumsStep::Behind(Some(row)) => {
                reports.sums.behind = reports.cell_of_sum(row).map(|cell| (row, cell));
                turn.focus(Focus::near(BEHIND));
            }
            SumsStep::Behind(None) => {
                if let Some((row, _)) = reports.sums.behind.take() {
                    turn.focus(Focus::near(sum_name(row)));
                }
            }
            SumsStep::Draft => self.open_sums(turn),
            SumsStep::Picture(shows) => {
                reports.sums.shows_picture = shows;
                reports.draw();
                if reports.picture_of_sums().is_some() {
                    turn.focus(Focus::near(PICTURE_OF_SUMS));
                }
            }
        }
    }

    /// Makes a draft of the sums, as that of the organ above.
    fn open_sums<S: Storage>(&mut self, turn: &mut Turn<S>) {
        let Some(reports) = self.reports() else { return };
        let Some((sums, report)) = reports.summed() else { return };
        let count = sums.reports.len();
        let blank = sums.unfinished().iter().filter(|cell| !cell.declared().is_total()).count();
        let mut lines = Vec::new();
        if blank > 0 {
            lines.push(format!("{blank} 格没有填：有的报告那一格空白，或者格式不同没有那一格，合计不全。"));
        }
        let lost = sums.without_counterpart.iter().filter(|(_, sum)| sum.known > 0).count();
        if lost > 0 {
            lines.push(format!("另一种格式的 {lost} 格在这份格式里没有对应的格，没有放进来。"));
        }
        lines.push("正文是空的，请自己写；合计不含本级和名单外的单位。".to_owned());
        self.go_to_new(report, turn);
        self.tell(Notice::of(format!("已用 {count} 份报告的合计新建一份草稿。"), lines));
    }
}
