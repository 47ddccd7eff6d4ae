//! Reports of many organs over some years, as an office at the level above gets them: most reconcile, some do not,
//! some are not finished; some are of the whole area, some were published twice.

use nianbao::format::Edition;
use nianbao::report::entry::Entry;
use nianbao::report::office::{Level, Scope, parse_date};
use nianbao::report::{Edit, Report};
use nianbao::validate::slip::Slip;

use crate::slips::{Chance, alter, sound};

/// The years of the reports: three of each edition.
const YEARS: [i64; 6] = [2019, 2020, 2021, 2022, 2023, 2024];

/// So many reports, the same at every run.
pub fn reports(count: usize) -> Vec<Report> {
    reports_after(0, count)
}

/// The same of other organs, whose numbers come after a number.
pub fn reports_after(organs: usize, count: usize) -> Vec<Report> {
    let mut chance = Chance::new((organs + count) as u64);
    let mut reports = Vec::new();
    for at in 0.. {
        let organ = format!("示例市示例{}局", organs + at / YEARS.len() + 1);
        let report = report(&mut chance, &organ, YEARS[at % YEARS.len()]);
        if chance.below(20) == 0 {
            let mut again = report.clone();
            again.apply(again.typing("published", "2026-03-01").expect("a field"));
            let cell = again.format().cell("requests.new.business").expect("a cell");
            again.apply(Edit::Cells(vec![(cell, Entry::Number(chance.below(90) as i64))]));
            reports.push(again);
        }
        reports.push(report);
        if reports.len() >= count {
            break;
        }
    }
    reports.truncate(count);
    reports
}

fn report(chance: &mut Chance, organ: &str, year: i64) -> Report {
    let typed_totals = chance.below(2) == 0;
    let mut report = sound(chance, year, typed_totals);
    if chance.below(5) == 0
        && let Some(altered) = alter(chance, &report, Slip::Mistyped)
    {
        report = altered.report;
    }
    if chance.below(5) == 0 {
        for _ in 0..3 {
            let cells = &report.format().cells;
            let cell = cells[chance.below(cells.len() as u64) as usize];
            let raw = ["", "/", "3 件左右"][chance.below(3) as usize];
            report.apply(report.typing(cell.id(), raw).expect("a field"));
        }
    }
    let scope = [None, Some(Scope::Own), Some(Scope::Own), Some(Scope::Area)][chance.below(4) as usize];
    report.apply(Edit::Organ(organ.to_owned()));
    report.apply(Edit::Level(Some(Level::Department)));
    report.apply(Edit::Scope(scope));
    report.apply(Edit::Published(parse_date(&format!("{}-01-2{}", year + 1, chance.below(9)))));
    assert_eq!(report.edition(), Edition::for_year(year));
    report
}
