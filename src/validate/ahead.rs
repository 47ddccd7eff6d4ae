//! What lies ahead in the report: the next place that is not filled in, the next that has a finding.
//! Places are stable names, in the order in which the report is read.

use std::collections::HashSet;

use super::{Finding, wrong};
use crate::format::texts::TextField;
use crate::format::{Format, HEAD};
use crate::report::Report;
use crate::report::entry::Entry;

/// The next place after a place (from the beginning, if there is none or it is the last) that is not filled in.
pub fn next_unfilled(report: &Report, after: Option<&str>) -> Option<&'static str> {
    let format = report.format();
    next(format, after, |place| match place {
        "organ" => report.organ().trim().is_empty(),
        "year" => *report.year() == Entry::Blank,
        place => match TextField::from_id(place) {
            Some(field) => !field.is_optional() && report.text(field).trim().is_empty(),
            None => format.cell(place).is_some_and(|cell| *report.cell(cell) == Entry::Blank),
        },
    })
}

/// The next place after a place (from the beginning, if there is none or it is the last) where something is
/// wrong that was not answered.
pub fn next_finding(report: &Report, findings: &[Finding], after: Option<&str>) -> Option<&'static str> {
    let open = wrong(findings).filter(|finding| finding.answer.is_none());
    let targets: HashSet<&str> = open.map(|finding| finding.target).collect();
    next(report.format(), after, |place| targets.contains(place))
}

fn next(
    format: &'static Format,
    after: Option<&str>,
    is_meant: impl Fn(&str) -> bool,
) -> Option<&'static str> {
    let places = places(format);
    let start = places.iter().position(|place| Some(*place) == after).map_or(0, |place| place + 1);
    let (before, ahead) = places.split_at(start);
    ahead.iter().chain(before).copied().find(|place| is_meant(place))
}

/// Every field of the report, in the order in which it is read.
fn places(format: &'static Format) -> Vec<&'static str> {
    let mut places: Vec<&str> = HEAD.iter().map(|(id, _)| *id).chain([format.preamble.id()]).collect();
    for chapter in &format.chapters {
        let cells = chapter.table().into_iter().flat_map(|table| &table.cells);
        places.extend(cells.map(|cell| cell.id()));
        places.push(chapter.text().id());
    }
    places
}
