//! Who is missing: the list of the units that must report, pasted, opened or of the area; what somebody said of names;
//! the year that is looked at, and the day after which a report is late. All of that is kept with the reports.
//! Knows no worker, no store and no markup.

mod opening;
pub mod shown;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use time::Date;

use super::Reports;
use crate::app::effect::{Chore, Effect, Focus, ReportsChore};
use crate::app::notice::Notice;
use crate::app::{Model, Turn};
use crate::collection::choice::Called;
use crate::collection::extract::Extract;
use crate::collection::missing::{By, RollCall, Standing, names_of};
use crate::collection::names::{Match, Names};
use crate::collection::roster::Roster;
use crate::draft::Storage;
use crate::named::named;
use crate::profile::Profile;
use crate::report::office::parse_date;
use shown::{HEADING, group_name};

/// What is said of a text in which there is no unit.
const NO_UNIT: &str = "没有读出单位名称。一行写一个单位，后面可以再写代码或上级，用逗号或空格隔开。";

named! {
    /// Which units or reports are shown.
    #[derive(Default)]
    pub enum Group {
        /// Units without a report.
        #[default]
        Missing => "missing", "缺报";
        /// Reports of no unit of the list.
        Unexpected => "unexpected", "名单外";
        /// Units with several reports for the same figures.
        Double => "double", "重复";
        /// Units whose report is late.
        Late => "late", "晚报";
        /// Units whose report bears a name that is written otherwise.
        Alike => "alike", "写法不同";
        /// Units whose report is there.
        There => "there", "已报";
    }
}

/// What is done where it is seen who is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MissingStep {
    /// What was kept of it comes back, as a text.
    Restored(String),
    /// The list was pasted.
    Pasted(String),
    /// A file with the list was chosen.
    Opened {
        /// Its name.
        name: String,
        /// What it holds, or why it cannot be read.
        bytes: Result<Vec<u8>, String>,
    },
    /// The units of the area are to be the list.
    OfArea,
    /// The reports of another year are to be looked at.
    Year(i64),
    /// The day after which a report is late, as 2025-01-31; empty where none is.
    Due(String),
    /// Others are to be shown.
    Show(Group),
    /// Somebody says of which unit a report is, both by their numbers; or that it is of none.
    Say {
        /// The report.
        report: usize,
        /// The unit.
        unit: Option<usize>,
    },
    /// Somebody says it by the name of the unit.
    SayName {
        /// The report.
        report: usize,
        /// The name.
        name: String,
    },
}

/// What is kept of it with the reports.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    /// The list as a text; none where it is that of the area.
    list: Option<String>,
    /// The names of organs, as they are known, that are units of these names, or of none where the name is empty.
    said: BTreeMap<String, String>,
    /// The year; none where it is that of most reports.
    year: Option<i64>,
    /// The day after which a report is late; none where it is that of the area, empty where there is none.
    due: Option<String>,
}

/// Who is missing.
#[derive(Debug, Default)]
pub struct Missing {
    kept: Kept,
    area: Arc<Profile>,
    pub(super) roster: Roster,
    names: Names,
    /// How many lists were taken.
    taken: usize,
    group: Group,
    /// The job that reads a file with the list.
    reading: Option<u32>,
    pub(super) call: RollCall,
    /// The organs of the reports that are of no unit, in which units that are missing are looked for.
    others: Names,
    /// What is shown: units by their numbers, or reports.
    rows: Vec<usize>,
}

impl Missing {
    /// Meets the area, whose units are the list where no other was given.
    pub(super) fn meet(&mut self, area: &Arc<Profile>) {
        if !Arc::ptr_eq(&self.area, area) {
            self.area = area.clone();
            self.read_list();
        }
    }

    fn read_list(&mut self) {
        self.roster = self.kept.list.as_deref().map_or_else(|| Roster::of(&self.area), Roster::read);
        self.names = names_of(&self.roster);
        self.taken += 1;
    }

    /// The list, called up, if there is one.
    pub(super) fn called<'a>(&'a self, call: &'a RollCall) -> Option<Called<'a>> {
        (!self.roster.units.is_empty()).then_some(Called { roster: &self.roster, call })
    }

    fn due(&self, year: i64) -> Option<Date> {
        match &self.kept.due {
            Some(day) => parse_date(day),
            // Of several days of the area the last: who is late for that is late.
            None => self.area.due.iter().filter_map(|due| due.date(year)).max(),
        }
    }

    fn group(&self, group: Group) -> Vec<usize> {
        let of = |standing| self.call.standing(standing).collect();
        let is_alike = |at: &usize| self.call.units[*at].reports.iter().any(|(_, by)| *by == By::Alike);
        match group {
            Group::Missing => of(Standing::Missing),
            Group::Unexpected => self.call.unexpected.clone(),
            Group::Double => of(Standing::Double),
            Group::Late => of(Standing::Late),
            Group::Alike => (0..self.call.units.len()).filter(is_alike).collect(),
            Group::There => of(Standing::There),
        }
    }
}

impl Reports {
    /// The year that is looked at: the one that was chosen, or that of most reports.
    pub fn year(&self) -> Option<i64> {
        let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
        self.extracts.iter().filter_map(|it| it.year).for_each(|year| *counts.entry(year).or_default() += 1);
        let most = || counts.into_iter().max_by_key(|(year, count)| (*count, *year));
        self.missing.kept.year.or_else(|| Some(most()?.0))
    }

    /// Calls the units up.
    pub(super) fn roll_call(&self) -> RollCall {
        let Some(year) = self.year() else { return RollCall::default() };
        let Missing { roster, kept, .. } = &self.missing;
        RollCall::of(roster, &self.extracts, year, self.missing.due(year), &kept.said)
    }

    /// Has the units called up, to be shown.
    pub(super) fn call_up(&mut self) {
        self.missing.call = self.roll_call();
        let organ = |at: &usize| self.extracts[*at].organ.as_str();
        self.missing.others = Names::of(self.missing.call.unexpected.iter().map(organ));
        self.missing.rows = self.missing.group(self.missing.group);
    }

    fn take_list<S: Storage>(&mut self, text: String, turn: &mut Turn<S>) -> Result<(), String> {
        if Roster::read(&text).units.is_empty() {
            return Err(NO_UNIT.to_owned());
        }
        self.missing.kept.list = Some(text);
        self.list_changed(turn);
        Ok(())
    }

    fn list_changed<S: Storage>(&mut self, turn: &mut Turn<S>) {
        self.missing.read_list();
        turn.say(format!("名单有 {} 家单位。", self.missing.roster.units.len()));
        turn.focus(Focus::near(HEADING));
        self.missing_changed(turn);
    }

    /// Keeps what was decided, and shows what comes of it.
    fn missing_changed<S: Storage>(&mut self, turn: &mut Turn<S>) {
        let text = serde_json::to_string(&self.missing.kept).unwrap_or_default();
        turn.ask(Effect::Do(Chore::Reports(ReportsChore::KeepList(text))));
        self.arrange(turn.now);
    }

    fn say<S: Storage>(&mut self, report: usize, unit: Option<usize>, turn: &mut Turn<S>) {
        let Some(organ) = self.extracts.get(report).map(Extract::organ_key) else { return };
        let name = unit.map(|unit| self.missing.roster.units[unit].name.clone()).unwrap_or_default();
        let row = match self.missing.group {
            Group::Unexpected => Some(report),
            _ => unit.or(self.missing.call.unit_of(report)),
        };
        let at = self.missing.rows.iter().position(|other| Some(*other) == row);
        turn.say(match unit {
            Some(_) => format!("“{}”算作{name}的报告。", self.extracts[report].organ),
            None => format!("“{}”不算名单里的单位。", self.extracts[report].organ),
        });
        self.missing.kept.said.insert(organ, name);
        self.missing_changed(turn);
        // The row is gone: the focus goes on with the one in its place.
        let last = self.missing.rows.len().checked_sub(1);
        let next = last.zip(at).and_then(|(last, at)| self.name_of_row(at.min(last)));
        turn.focus(Focus::near(next.unwrap_or_else(|| group_name(self.missing.group))));
    }
}

impl Model {
    /// Does what was asked for where it is seen who is missing.
    pub(super) fn missing_step<S: Storage>(&mut self, step: MissingStep, turn: &mut Turn<S>) {
        let Some(reports) = self.reports.as_mut() else { return };
        match step {
            MissingStep::Restored(text) => {
                // What was decided meanwhile stays, and what was cleared does not come back.
                if reports.is_coming() && reports.missing.kept == Kept::default() {
                    reports.missing.kept = serde_json::from_str(&text).unwrap_or_default();
                    reports.missing.read_list();
                }
            }
            MissingStep::Pasted(text) => {
                let taken = reports.take_list(text, turn);
                self.refuse_list(taken);
            }
            MissingStep::Opened { name, bytes } => self.open_list(name, bytes, turn),
            MissingStep::OfArea => {
                reports.missing.kept.list = None;
                reports.list_changed(turn);
            }
            MissingStep::Year(year) => {
                reports.missing.kept.year = Some(year);
                reports.missing.kept.due = None;
                reports.missing_changed(turn);
            }
            MissingStep::Due(day) => {
                reports.missing.kept.due = Some(day);
                reports.missing_changed(turn);
            }
            MissingStep::Show(group) => {
                reports.missing.group = group;
                reports.arrange(turn.now);
            }
            MissingStep::Say { report, unit } => reports.say(report, unit, turn),
            MissingStep::SayName { report, name } => match reports.missing.names.find(&name) {
                Match::Exact(unit) | Match::Alike(unit) => reports.say(report, Some(unit), turn),
                Match::None if name.trim().is_empty() => {}
                Match::None => turn.say(format!("名单里没有“{}”，没有改动。", name.trim())),
            },
        }
    }

    fn refuse_list(&mut self, taken: Result<(), String>) {
        if let Err(sentence) = taken {
            self.tell(Notice::of("没有读入这份名单。", vec![sentence]));
        }
    }
}
