//! Which reports are added up: of a year, and of each organ one. An organ's own figures and those of its whole area are
//! never added together, nor is an organ added to an area that has it already. What is left out is told with its reason.

use std::collections::{BTreeMap, BTreeSet};

use super::extract::Extract;
use super::missing::{RollCall, names_of};
use super::names::{Match, organ_key};
use super::organs;
use super::roster::Roster;
use crate::named::named;
use crate::report::office::Scope;

named! {
    /// Why a report is not added up.
    pub enum Reason {
        /// A later one of the same organ, with figures of the same kind, is.
        Double => "double", "同一机关另有一份";
        /// The organ's other figures are: its own, or those of its area.
        OtherScope => "other-scope", "同一机关已按另一口径计入";
        /// It is in the figures of an area that are.
        InArea => "in-area", "已计入上级的汇总数";
    }
}

/// The reports that are added up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Their numbers.
    pub reports: Vec<usize>,
    /// What is left out, and why.
    pub left_out: Vec<(usize, Reason)>,
}

/// The list of units, called up: who stands above whom.
#[derive(Clone, Copy)]
pub struct Called<'a> {
    /// The list.
    pub roster: &'a Roster,
    /// The units with their reports.
    pub call: &'a RollCall,
}

impl Called<'_> {
    /// The name of the organ above that of a report.
    pub fn parent_of(&self, report: usize) -> Option<&str> {
        self.roster.units[self.call.unit_of(report)?].parent.as_deref()
    }

    /// For every unit the one above it, where that is in the list.
    fn parents(&self) -> Vec<Option<usize>> {
        let names = names_of(self.roster);
        let place = |parent: &str| match names.find(parent) {
            Match::Exact(at) | Match::Alike(at) => Some(at),
            Match::None => None,
        };
        self.roster.units.iter().map(|unit| place(unit.parent.as_deref()?)).collect()
    }
}

/// For every report what its organ is known by: names written otherwise are one organ where the list says so.
pub fn whose(extracts: &[Extract], called: Option<Called>) -> Vec<String> {
    let unit = |at: usize| called.and_then(|called| Some(&called.roster.units[called.call.unit_of(at)?]));
    let whose = |(at, key): (usize, String)| unit(at).map_or(key, |unit| organ_key(&unit.name));
    organs::keys(extracts).into_iter().enumerate().map(whose).collect()
}

impl Choice {
    /// Of some reports one for each organ: that of the scope that is wanted, or else what there is; of several the one
    /// that was added last.
    pub fn of(extracts: &[Extract], some: &[usize], wanted: Scope, called: Option<Called>) -> Choice {
        let keys = whose(extracts, called);
        let mut of_organ: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for &at in some {
            let key = keys[at].clone();
            // Reports that do not say whose they are, are not taken for one organ.
            let key = if key.is_empty() { format!("\u{0}{at}") } else { key };
            of_organ.entry(key).or_default().push(at);
        }
        let mut choice = Choice::default();
        for reports in of_organ.values() {
            let is_wanted = |at: &usize| extracts[*at].scope == Some(wanted);
            let chosen = reports.iter().rev().find(|at| is_wanted(at)).or(reports.last());
            let Some(&chosen) = chosen else { continue };
            choice.reports.push(chosen);
            for &other in reports.iter().filter(|at| **at != chosen) {
                let same = [chosen, other].map(|at| extracts[at].scope);
                let is_other = matches!(same, [Some(one), Some(other)] if one != other);
                choice.left_out.push((other, if is_other { Reason::OtherScope } else { Reason::Double }));
            }
        }
        if let Some(called) = called {
            choice.leave_out_of_areas(extracts, called);
        }
        choice.reports.sort_unstable();
        choice.left_out.sort_unstable();
        choice
    }

    fn leave_out_of_areas(&mut self, extracts: &[Extract], called: Called) {
        let parents = called.parents();
        let unit = |report: usize| called.call.unit_of(report);
        let areas = self.reports.iter().filter(|at| extracts[**at].scope == Some(Scope::Area));
        let areas: BTreeSet<usize> = areas.filter_map(|at| unit(*at)).collect();
        let is_in_area = |report: usize| {
            // As many steps as there are units: a list may go round in a circle.
            let above = std::iter::successors(unit(report), |unit| parents[*unit]);
            above.skip(1).take(parents.len()).any(|above| areas.contains(&above))
        };
        let (within, rest): (Vec<_>, Vec<_>) = self.reports.iter().partition(|at| is_in_area(**at));
        self.reports = rest;
        self.left_out.extend(within.into_iter().map(|at| (at, Reason::InArea)));
    }
}

/// By what reports are brought together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// By the level of the organ.
    Level,
    /// By the organ above.
    Parent,
}

/// What reports are called that have no level, or no organ above.
pub const NOT_SAID: &str = "没有写明";

/// Reports brought together, each group with its name; what is not said comes last.
pub fn groups(
    extracts: &[Extract],
    reports: &[usize],
    by: By,
    called: Option<Called>,
) -> Vec<(String, Vec<usize>)> {
    let mut groups: BTreeMap<(bool, Option<_>, String), Vec<usize>> = BTreeMap::new();
    for &at in reports {
        let level = extracts[at].level.filter(|_| by == By::Level);
        let parent = called.as_ref().filter(|_| by == By::Parent).and_then(|called| called.parent_of(at));
        let name = level.map(|level| level.name()).or(parent);
        let key = (name.is_none(), level, name.unwrap_or(NOT_SAID).to_owned());
        groups.entry(key).or_default().push(at);
    }
    groups.into_iter().map(|((.., name), reports)| (name, reports)).collect()
}
