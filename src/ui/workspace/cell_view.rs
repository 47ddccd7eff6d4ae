//! How the number cells look, worked out from the report and what is wrong with it.

use crate::format::PerCell;
use crate::report::Report;
use crate::report::entry::Entry;
use crate::report::figure::Figures;
use crate::validate::Finding;

/// How a number cell looks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CellView {
    /// What it shows.
    pub text: String,
    /// Whether it is a sum that follows its parts.
    pub automatic: bool,
    /// Whether it is a sum that was typed over.
    pub typed_total: bool,
    /// How many cells an automatic sum still lacks.
    pub missing: usize,
    /// Its part in what is wrong.
    pub mark: Mark,
    /// Whether it belongs to the selected range.
    pub selected: bool,
}

/// The part of a cell in what is wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub enum Mark {
    /// None.
    #[default]
    None,
    /// It stands on a side of a broken identity.
    Side,
    /// It holds no number, or is the cell that a finding leads to.
    Bad,
}

/// How the cells of a report look.
pub fn views(report: &Report, findings: &[Finding]) -> PerCell<CellView> {
    let figures = Figures::of(report);
    let mut views = PerCell::of(report.edition(), |cell| {
        let automatic = *report.cell(cell) == Entry::Automatic;
        CellView {
            text: figures.text(report, cell),
            automatic,
            typed_total: cell.declared().is_total() && !automatic,
            missing: if automatic { figures.at(cell).missing } else { 0 },
            mark: Mark::None,
            selected: false,
        }
    });
    for finding in findings.iter().filter(|finding| !finding.to_do) {
        for &cell in &finding.cells {
            let mark = if cell.id() == finding.target { Mark::Bad } else { Mark::Side };
            if let Some(view) = views.get_mut(cell).filter(|view| view.mark < mark) {
                view.mark = mark;
            }
        }
    }
    views
}
