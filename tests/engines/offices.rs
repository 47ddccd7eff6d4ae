//! The reports that the engines are asked of: those of many offices, and of the one above them.

use std::collections::{BTreeMap, BTreeSet};

use nianbao::format::Cell;
use nianbao::long::Value;
use nianbao::long::records::Key;
use nianbao::long::sums::Sums;
use nianbao::report::office::Scope;
use nianbao::report::{Edit, Report};

use crate::many;

/// The office above all others.
pub const PARENT: &str = "name:示例市";
/// An organ that must report from 2023 on and does not.
const SILENT: &str = "name:示例市示例未报局";

/// The reports: of many organs, and for two years what the office above adds up.
pub fn reports() -> Vec<Report> {
    let mut reports = many::reports(200);
    for (year, more) in [(2023, 3), (2024, 0)] {
        let mut sums = Sums::default();
        for report in reports.iter().filter(|report| report.year_number() == Some(year)) {
            sums.add(&Key::of(report).expect("a key"), report);
        }
        let mut above = Report::of_year(year);
        above.apply(Edit::Organ("示例市".to_owned()));
        above.apply(Edit::Scope(Some(Scope::Area)));
        let mut totals: BTreeMap<Cell, i64> = BTreeMap::new();
        for per_cell in sums.all().into_values() {
            for (cell, sum) in per_cell.into_cells() {
                *totals.entry(cell).or_default() += sum.amount;
            }
        }
        let first = above.format().cells[0];
        let typed = totals.into_iter().map(|(cell, sum)| {
            let more = if cell == first { more } else { 0 };
            (cell, nianbao::report::entry::Entry::Number(sum + more))
        });
        above.apply(Edit::Cells(typed.collect()));
        reports.push(above);
    }
    reports
}

/// What is known of the organs: who is above whom, and since when they must report.
pub fn organs(reports: &[Report]) -> Vec<[Value<'static>; 7]> {
    let mut names: BTreeSet<String> = reports.iter().map(|report| key(report).organ).collect();
    // One of those that report is on no list.
    names.remove("name:示例市示例7局");
    names.insert(SILENT.to_owned());
    let organ = |name: String| {
        let parent = if name == PARENT { "" } else { PARENT };
        let from = if name == SILENT || name == PARENT { Value::Number(2023) } else { Value::Null };
        let organ_name = name.trim_start_matches("name:").to_owned();
        [
            Value::text(name),
            Value::text(organ_name),
            Value::Null,
            parent.into(),
            Value::Null,
            from,
            Value::Null,
        ]
    };
    names.into_iter().map(organ).collect()
}

/// What a report is known by.
pub fn key(report: &Report) -> Key {
    Key::of(report).expect("a key")
}
