//! What is said of who is missing: the list, how many stand how, the units with their reports, and which report a unit
//! that is missing may have sent under another name.
//! Knows no markup.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Group, Missing};
use crate::app::reports::Reports;
use crate::app::reports::shown::organ;
use crate::collection::missing::{By, Standing};

/// The heading of the view.
pub const HEADING: &str = "roll-call";
/// So many units are proposed while a name is typed.
const MOST_NAMES: usize = 1_000;

/// The name of what shows a group.
pub fn group_name(group: Group) -> String {
    format!("group-{}", group.id())
}

/// The list, and how its units stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roll {
    /// How many units it has.
    pub units: usize,
    /// How many of them have a report.
    pub there: usize,
    /// Whether it is that of the area, and how many units that has.
    pub of_area: (bool, usize),
    /// How many lists were taken: a form for another is closed then.
    pub taken: usize,
    /// What is to be said of it.
    pub problems: Vec<String>,
    /// The day after which a report is late, as 2025-01-31; empty where there is none.
    pub due: String,
    /// Every group with how many it has.
    pub groups: Vec<(Group, usize)>,
}

/// A row: a unit with its reports, or a report of no unit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CalledLine {
    /// The name of its head.
    pub id: String,
    /// Whose it is.
    pub name: String,
    /// The report of no unit that it is, and whether its organ is named, so that it can be said to be a unit.
    pub report: Option<(usize, bool)>,
    /// The code of the unit and the organ above; the file of a report.
    pub facts: String,
    /// Its reports.
    pub reports: Vec<Theirs>,
    /// What may belong to it.
    pub proposals: Vec<Proposal>,
    /// What else is to be said; empty where nothing is.
    pub besides: String,
}

/// A report of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Theirs {
    /// Its number.
    pub report: usize,
    /// How the organ is written there, where that is not the name of the list, and the file.
    pub words: String,
    /// Whether the names are not the same.
    pub is_otherwise: bool,
}

/// A report that may be of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Proposal {
    /// The report.
    pub report: usize,
    /// The unit.
    pub unit: usize,
    /// The other of the two, in words.
    pub words: String,
}

impl Reports {
    /// The list, and how its units stand.
    pub fn roll(&self) -> Roll {
        let missing = &self.missing;
        let due = self.year().and_then(|year| missing.due(year));
        let units = missing.roster.units.len();
        Roll {
            units,
            there: units - missing.call.standing(Standing::Missing).count().min(units),
            of_area: (missing.kept.list.is_none(), missing.area.units.len()),
            taken: missing.taken,
            problems: missing.roster.problems.clone(),
            due: due.map(|day| day.to_string()).unwrap_or_default(),
            groups: Group::ALL.map(|group| (group, missing.group(group).len())).to_vec(),
        }
    }

    /// The list as a text; empty where it is that of the area.
    pub fn list_text(&self) -> String {
        self.missing.kept.list.clone().unwrap_or_default()
    }

    /// Which of them are shown.
    pub fn group(&self) -> Group {
        self.missing.group
    }

    /// The names of units that are missing, proposed while a name is typed.
    pub fn missing_names(&self) -> Vec<String> {
        let units = self.missing.call.standing(Standing::Missing).take(MOST_NAMES);
        units.map(|unit| self.missing.roster.units[unit].name.clone()).collect()
    }

    pub(in crate::app::reports) fn called_rows(&self) -> usize {
        self.missing.rows.len()
    }

    pub(in crate::app::reports) fn name_of_called(&self, row: usize) -> Option<String> {
        // One that moves to another row is drawn anew: by the name of both it is not taken for what it was.
        self.missing.rows.get(row).map(|at| format!("called-{row}-{at}"))
    }

    /// Some rows of who is missing.
    pub fn called_lines(&self, rows: Range<usize>) -> Vec<(usize, CalledLine)> {
        let line = |row: usize| {
            let at = *self.missing.rows.get(row)?;
            let id = self.name_of_called(row)?;
            Some((
                row,
                if self.missing.group == Group::Unexpected {
                    self.unexpected(id, at)
                } else {
                    self.unit(id, at)
                },
            ))
        };
        rows.filter_map(line).collect()
    }

    fn unit(&self, id: String, at: usize) -> CalledLine {
        let Missing { roster, call, others, group, .. } = &self.missing;
        let (unit, called) = (&roster.units[at], &call.units[at]);
        let theirs = |(report, by): &(usize, By)| {
            let extract = &self.extracts[*report];
            let is_otherwise = *by != By::Name;
            let date = extract.published.filter(|_| *group == Group::Late);
            let date = date.map(|date| format!("，{date}")).unwrap_or_default();
            let words = match is_otherwise {
                true => format!("{}（{}）{date}", organ(extract), extract.origin.name),
                false => format!("{}{date}", extract.origin.name),
            };
            Theirs { report: *report, words, is_otherwise }
        };
        let may_be = |place: usize| {
            let report = call.unexpected[place];
            let extract = &self.extracts[report];
            let words = format!("{}（{}）", organ(extract), extract.origin.name);
            Proposal { report, unit: at, words }
        };
        let proposals = match called.reports.is_empty() {
            true => others.proposals(&unit.name, |_| true).into_iter().map(may_be).collect(),
            false => Vec::new(),
        };
        let others: BTreeSet<Option<i64>> =
            called.of_other_years.iter().map(|report| self.extracts[*report].year).collect();
        let others = others.into_iter().map(|year| match year {
            Some(year) => format!("有 {year} 年度的"),
            None => "有一份没有写年度".to_owned(),
        });
        let besides = match called.reports.is_empty() {
            true => others.collect::<Vec<_>>().join("，"),
            false => String::new(),
        };
        CalledLine {
            id,
            name: unit.name.clone(),
            report: None,
            facts: [&unit.parent, &unit.code].into_iter().flatten().cloned().collect::<Vec<_>>().join("，"),
            reports: called.reports.iter().map(theirs).collect(),
            proposals,
            besides,
        }
    }

    fn unexpected(&self, id: String, report: usize) -> CalledLine {
        let Missing { roster, call, names, .. } = &self.missing;
        let extract = &self.extracts[report];
        let may_be = |unit: usize| Proposal { report, unit, words: roster.units[unit].name.clone() };
        let is_named = !extract.organ.is_empty() && !roster.units.is_empty();
        CalledLine {
            id,
            name: organ(extract),
            report: Some((report, is_named)),
            facts: extract.origin.name.clone(),
            reports: Vec::new(),
            proposals: call.proposals(names, extract).into_iter().map(may_be).collect(),
            besides: if is_named { String::new() } else { "没有写机关名称".to_owned() },
        }
    }
}
