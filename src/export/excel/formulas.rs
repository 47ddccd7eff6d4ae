//! The formulas of a sheet, as text: sums, and whether two sums are equal. Knows no library.

use std::collections::BTreeSet;

use super::places::Places;
use crate::format::{Cell, Identity, Kind};
use crate::report::Report;
use crate::report::entry::{self, Entry};
use crate::report::figure::Figures;

/// What a check says where both sides are equal.
pub const EQUAL: &str = "相符";
/// How a check begins where they are not; the difference comes behind it.
pub const UNEQUAL: &str = "差 ";

/// A sheet with a table: where its cells stand, below so many rows.
pub struct Sheet<'a> {
    pub places: &'a Places<'a>,
    pub first_row: usize,
}

impl Sheet<'_> {
    /// The formula of a total: blank as long as none of its parts is a number, then what is known of the sum.
    pub fn total(&self, total: Cell) -> String {
        let parts = self.ranges(&total.declared().parts);
        format!("IF(COUNT({parts})=0,\"\",SUM({parts}))")
    }

    /// The formula of a check: blank as long as a number is missing.
    pub fn check(&self, report: &Report, identity: &Identity) -> String {
        let mut typed = BTreeSet::new();
        identity.cells().for_each(|cell| add_typed(report, cell, &mut typed));
        let typed: Vec<Cell> = typed.into_iter().collect();
        let difference =
            format!("ROUND(SUM({})-SUM({}),4)", self.ranges(&identity.left), self.ranges(&identity.right));
        format!(
            "IF(COUNT({})<{},\"\",IF({difference}=0,\"{EQUAL}\",\"{UNEQUAL}\"&ABS({difference})))",
            self.ranges(&typed),
            typed.len()
        )
    }

    /// The row and the column of a cell of the table.
    pub fn place(&self, cell: Cell) -> Option<(usize, usize)> {
        self.places.of_cell(cell).map(|(row, column)| (self.first_row + row, column))
    }

    /// Cells as ranges, as few as there can be.
    pub fn ranges(&self, cells: &[Cell]) -> String {
        let mut places: Vec<(usize, usize)> = cells.iter().filter_map(|cell| self.place(*cell)).collect();
        let is_column = places.iter().all(|(_, column)| *column == places[0].1);
        places.sort_by_key(|&(row, column)| if is_column { (column, row) } else { (row, column) });
        let mut ranges: Vec<((usize, usize), (usize, usize))> = Vec::new();
        for place in places {
            match ranges.last_mut() {
                Some((_, last))
                    if is_column && place == (last.0 + 1, last.1)
                        || !is_column && place == (last.0, last.1 + 1) =>
                {
                    *last = place;
                }
                _ => ranges.push((place, place)),
            }
        }
        let name = |(row, column): (usize, usize)| name(row, column);
        let range = |(first, last)| match first == last {
            true => name(first),
            false => format!("{}:{}", name(first), name(last)),
        };
        ranges.into_iter().map(range).collect::<Vec<_>>().join(",")
    }
}

/// What a check says now.
pub fn checked(figures: &Figures, identity: &Identity) -> String {
    let side = |cells: &[Cell]| figures.sum(cells).complete();
    match (side(&identity.left), side(&identity.right)) {
        (Some(left), Some(right)) if left == right => EQUAL.to_owned(),
        (Some(left), Some(right)) => {
            let kind = match identity.left[0].declared().kind {
                Kind::Money => Kind::Money,
                Kind::Count | Kind::Change => Kind::Count,
            };
            format!("{UNEQUAL}{}", entry::write(kind, left.saturating_sub(right).saturating_abs()))
        }
        _ => String::new(),
    }
}

/// The cells that a cell is worked out from, down to those that are typed.
fn add_typed(report: &Report, cell: Cell, typed: &mut BTreeSet<Cell>) {
    match report.cell(cell) {
        Entry::Automatic => {
            cell.declared().parts.iter().for_each(|part| add_typed(report, *part, typed));
        }
        _ => drop(typed.insert(cell)),
    }
}

/// The name of a cell, `C7`; rows and columns are counted from 0.
pub fn name(row: usize, column: usize) -> String {
    format!("{}{}", letters(column), row + 1)
}

/// A place that stays the same wherever it is spoken of, `$C$7`.
pub fn fixed(row: usize, column: usize) -> String {
    format!("${}${}", letters(column), row + 1)
}

fn letters(column: usize) -> String {
    let letter = |at: usize| char::from(b'A' + (at % 26) as u8);
    match column {
        0..26 => letter(column).to_string(),
        _ => format!("{}{}", letters(column / 26 - 1), letter(column)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Edition;

    #[test]
    fn columns_have_letters() {
        for (column, expected) in [(0, "A1"), (25, "Z1"), (26, "AA1"), (51, "AZ1"), (52, "BA1")] {
            assert_eq!(name(0, column), expected);
        }
        assert_eq!(fixed(6, 2), "$C$7");
    }

    #[test]
    fn a_sum_is_a_range_and_a_check_waits_for_every_typed_number() {
        let report = Report::blank(Edition::REVISED_2021);
        let format = report.format();
        let cell = |id: &str| format.cell(id).unwrap();
        let places = Places::of(format.table_of("requests").unwrap());
        let sheet = Sheet { places: &places, first_row: 1 };
        assert_eq!(sheet.total(cell("requests.new.total")), "IF(COUNT(D5:I5)=0,\"\",SUM(D5:I5))");
        assert_eq!(sheet.total(cell("requests.concluded.business")), "IF(COUNT(E7:E27)=0,\"\",SUM(E7:E27))");
        let balance = format.identities.iter().find(|identity| identity.subject == "商业企业").unwrap();
        assert_eq!(
            sheet.check(&report, balance),
            "IF(COUNT(E5:E27,E29)<24,\"\",IF(ROUND(SUM(E5:E6)-SUM(E28:E29),4)=0,\"相符\",\"差 \"&ABS(ROUND(SUM(E5:E6)-SUM(E28:E29),4))))"
        );
    }
}
