//! Files that name their fields: what they carry of a report, and how it is read back.

use nianbao::import::read::read;
use nianbao::import::recognise::recognise;
use nianbao::report::{Edit, Report};

/// The report that is read out of a file.
pub fn comes_back(name: &str, bytes: &[u8]) -> Result<Report, String> {
    let source = read(name, bytes).map_err(|refusal| refusal.to_string())?;
    let recognised = recognise(&source);
    assert_eq!(recognised.doubts, [], "nothing is doubtful");
    Ok(recognised.report(&[], &[]))
}

/// What such a file carries of a report: all but the answers to warnings, last year's report, and what is kept
/// for other editions.
pub fn as_carried(report: &Report) -> Report {
    let mut carried = Report::blank(report.edition());
    carried.apply(Edit::Year(report.head_value("year")));
    carried.apply(Edit::Edition(report.edition()));
    carried.apply(Edit::Organ(report.organ().to_owned()));
    carried.apply(Edit::OrganCode(report.organ_code().to_owned()));
    carried.apply(Edit::Level(report.level()));
    carried.apply(Edit::Scope(report.scope()));
    carried.apply(Edit::Published(report.published()));
    for field in report.format().texts() {
        carried.apply(Edit::Text(field, report.text(field).to_owned()));
    }
    let cells = report.format().cells.iter().map(|cell| (*cell, report.cell(*cell).clone()));
    carried.apply(Edit::Cells(cells.collect()));
    carried
}
