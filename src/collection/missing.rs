//! Who is missing: the units that must report beside the reports of a year. Missing, double, unexpected, late; a name
//! that is only like one of the list counts when somebody has said so.

use std::collections::BTreeMap;

use time::Date;

use super::extract::Extract;
use super::names::{Match, Names};
use super::organs::code_of;
use super::roster::Roster;
use crate::named::named;
use crate::profile::code;

named! {
    /// How a unit stands.
    pub enum Standing {
        /// No report of it is there.
        Missing => "missing", "缺报";
        /// Several reports of it are there for the same figures.
        Double => "double", "重复";
        /// Its report is dated after the day that was set.
        Late => "late", "晚报";
        /// Its report is there.
        There => "there", "已报";
    }
}

/// How a report was found to be that of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// By its name.
    Name,
    /// By its 统一社会信用代码, whatever its name.
    Code,
    /// By its name without what lists and reports write differently, or beside another code: to be looked at.
    Alike,
    /// Somebody said so.
    Word,
}

/// A unit with its reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Called {
    /// How it stands.
    pub standing: Standing,
    /// Its reports of the year, by their numbers, and how they were found to be its own.
    pub reports: Vec<(usize, By)>,
    /// Its reports of other years.
    pub of_other_years: Vec<usize>,
}

/// The units called up by their list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RollCall {
    /// The units, in the order of the list.
    pub units: Vec<Called>,
    /// The reports of the year that are of no unit of the list.
    pub unexpected: Vec<usize>,
    /// The unit of every report, of whatever year.
    unit_of: Vec<Option<usize>>,
}

impl RollCall {
    /// Calls the units of a list up for a year. `due` is the day after which a report is late; `said` are the names of
    /// organs, as they are known ([`Extract::organ_key`]), that somebody said to be units of these names, or of none
    /// where the name is empty.
    pub fn of(
        roster: &Roster,
        extracts: &[Extract],
        year: i64,
        due: Option<Date>,
        said: &BTreeMap<String, String>,
    ) -> RollCall {
        let found = units_of(roster, extracts, said);
        let is_of_year = |at: usize| extracts[at].year == Some(year);
        let nothing = Called { standing: Standing::Missing, reports: Vec::new(), of_other_years: Vec::new() };
        let mut units = vec![nothing; roster.units.len()];
        for (at, it) in found.iter().enumerate() {
            match it {
                Some((unit, by)) if is_of_year(at) => units[*unit].reports.push((at, *by)),
                Some((unit, _)) => units[*unit].of_other_years.push(at),
                None => {}
            }
        }
        for unit in &mut units {
            unit.standing = standing(&unit.reports, extracts, due);
        }
        RollCall {
            units,
            unexpected: (0..extracts.len()).filter(|at| is_of_year(*at) && found[*at].is_none()).collect(),
            unit_of: found.iter().map(|it| it.map(|it| it.0)).collect(),
        }
    }

    /// The unit of a report, by its number in the list.
    pub fn unit_of(&self, report: usize) -> Option<usize> {
        self.unit_of.get(report).copied().flatten()
    }

    /// The units that stand in a way, by their numbers.
    pub fn standing(&self, standing: Standing) -> impl Iterator<Item = usize> {
        let of = self.units.iter().enumerate().filter(move |(_, unit)| unit.standing == standing);
        of.map(|(at, _)| at)
    }

    /// The units that a report of none may be of, the likeliest first: those that are missing before the others.
    pub fn proposals(&self, names: &Names, extract: &Extract) -> Vec<usize> {
        names.proposals(&extract.organ, |at| {
            self.units.get(at).is_some_and(|unit| unit.standing == Standing::Missing)
        })
    }
}

/// The names of a list, in which others are looked for.
pub fn names_of(roster: &Roster) -> Names {
    Names::of(roster.units.iter().map(|unit| unit.name.as_str()))
}

fn standing(reports: &[(usize, By)], extracts: &[Extract], due: Option<Date>) -> Standing {
    let scope = |at: usize| extracts[at].scope;
    let is_double = |(place, (at, _)): (usize, &(usize, By))| {
        // Its own figures and those of its area are two reports that belong together.
        reports[..place].iter().any(|(other, _)| match (scope(*at), scope(*other)) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        })
    };
    let is_late = |(at, _): &(usize, By)| {
        extracts[*at].published.zip(due).is_some_and(|(published, due)| published > due)
    };
    match reports {
        [] => Standing::Missing,
        _ if reports.iter().enumerate().any(is_double) => Standing::Double,
        _ if reports.iter().any(is_late) => Standing::Late,
        _ => Standing::There,
    }
}

/// The unit of every report, and how it was found: by what was said, by its code, by its name. What is only alike does
/// not stand beside what is named so, and two different names are never alike one unit.
fn units_of(
    roster: &Roster,
    extracts: &[Extract],
    said: &BTreeMap<String, String>,
) -> Vec<Option<(usize, By)>> {
    let names = names_of(roster);
    let of_word = |name: &String| Some((roster.units.iter().position(|unit| unit.name == *name)?, By::Word));
    let right_code =
        |unit: usize| roster.units[unit].code.as_deref().filter(|code| code::check(code).is_ok());
    let of_code: BTreeMap<&str, usize> =
        (0..roster.units.len()).rev().filter_map(|unit| Some((right_code(unit)?, unit))).collect();
    let by_name = |extract: &Extract| {
        let (unit, by) = match names.find(&extract.organ) {
            Match::Exact(unit) => (unit, By::Name),
            Match::Alike(unit) => (unit, By::Alike),
            Match::None => return None,
        };
        // Of two codes one is old or slipped in, or it is another organ's: somebody is to look.
        let differs = right_code(unit).is_some() && code_of(extract).is_some();
        Some((unit, if differs { By::Alike } else { by }))
    };
    let by_code = |extract: &Extract| {
        let unit = *of_code.get(code_of(extract)?)?;
        let is_named_so = names.find(&extract.organ) == Match::Exact(unit);
        Some((unit, if is_named_so { By::Name } else { By::Code }))
    };
    let find = |extract: &Extract| match said.get(&extract.organ_key()) {
        Some(none) if none.is_empty() => None,
        // A unit that a later list does not have is no longer meant.
        said => said.and_then(of_word).or_else(|| by_code(extract)).or_else(|| by_name(extract)),
    };
    let mut found: Vec<_> = extracts.iter().map(find).collect();
    let mut surely = vec![false; roster.units.len()];
    let mut alike: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (extract, it) in extracts.iter().zip(&found) {
        match it {
            Some((unit, By::Alike)) => alike.entry(*unit).or_default().push(extract.organ_key()),
            Some((unit, _)) => surely[*unit] = true,
            None => {}
        }
    }
    for it in &mut found {
        let is_taken = |unit: usize| {
            surely[unit] || alike.get(&unit).is_some_and(|keys| keys.iter().any(|key| *key != keys[0]))
        };
        if it.is_some_and(|(unit, by)| by == By::Alike && is_taken(unit)) {
            *it = None;
        }
    }
    found
}
