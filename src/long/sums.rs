//! The sums of every cell over many reports, apart for each year, edition and scope, with how many reports have no
//! number there. Of several publications of one report the last counts, as [`super::sql`] has it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::records::Key;
use super::{Row, Value};
use crate::format::{Edition, PerCell};
use crate::report::Report;
use crate::report::entry::LARGEST;
use crate::report::figure::Figures;

/// The columns of the sums, as the question `sums` calls them, and how the cell reads.
pub static COLUMNS: [&str; 9] = [
    "report_year",
    "edition",
    "scope",
    "cell",
    "row_name",
    "column_name",
    "amount_all",
    "reports_with_number",
    "reports_without_number",
];

/// Reports that are to be added up.
#[derive(Debug, Default)]
pub struct Sums {
    /// What counts of every report, by organ, year and scope.
    reports: BTreeMap<(String, i64, &'static str), Amounts>,
}

/// The amounts of a report, and which publication they are of.
#[derive(Debug)]
struct Amounts {
    revision: i64,
    of_cells: PerCell<Option<i64>>,
}

/// What the reports of one year, edition and scope come to in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// The sum; so many reports that it is longer than 64 bits there are not.
    pub amount: i64,
    /// How many reports have a number there.
    pub known: i64,
    /// How many have none.
    pub missing: i64,
}

impl Sums {
    /// Adds a report; says whether another publication of it was added before.
    pub fn add(&mut self, key: &Key, report: &Report) -> bool {
        let figures = Figures::of(report);
        let amount = |cell| figures.at(cell).complete().filter(|amount| amount.abs() <= LARGEST);
        let amounts = Amounts { revision: key.revision, of_cells: PerCell::of(report.edition(), amount) };
        match self.reports.entry((key.organ.clone(), key.report_year, key.scope)) {
            Entry::Vacant(place) => {
                place.insert(amounts);
                false
            }
            Entry::Occupied(mut place) => {
                if place.get().revision < key.revision {
                    place.insert(amounts);
                }
                true
            }
        }
    }

    /// How many reports are added up.
    pub fn count(&self) -> usize {
        self.reports.len()
    }

    /// The sums of every cell, by year, edition and scope.
    pub fn all(&self) -> BTreeMap<(i64, Edition, &'static str), PerCell<Sum>> {
        let mut all = BTreeMap::new();
        for ((_, year, scope), Amounts { of_cells: amounts, .. }) in &self.reports {
            let edition = amounts.edition();
            let sums = all.entry((*year, edition, *scope));
            let sums = sums.or_insert_with(|| PerCell::of(edition, |_| Sum::default()));
            for cell in &edition.format().cells {
                let (Some(sum), Some(amount)) = (sums.get_mut(*cell), amounts.get(*cell)) else { continue };
                match amount {
                    Some(amount) => {
                        sum.amount = sum.amount.saturating_add(*amount);
                        sum.known += 1;
                    }
                    None => sum.missing += 1,
                }
            }
        }
        all
    }

    /// The same as rows with the values of [`COLUMNS`].
    pub fn rows(&self) -> Vec<Row<'static>> {
        let mut rows = Vec::new();
        for ((year, edition, scope), sums) in self.all() {
            rows.extend(sums.into_cells().map(|(cell, sum)| {
                vec![
                    Value::Number(year),
                    edition.id().into(),
                    scope.into(),
                    cell.id().into(),
                    cell.declared().row.as_str().into(),
                    cell.declared().column.as_str().into(),
                    Value::Number(sum.amount),
                    Value::Number(sum.known),
                    Value::Number(sum.missing),
                ]
            }));
        }
        rows
    }
}
