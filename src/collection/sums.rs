//! 汇总: the sum of every cell over reports. What is blank somewhere is counted beside the sum and never as 0. Reports of
//! another edition have a part in it as far as they have the same cells; what has no counterpart is told.
//! Knows no screen.

use super::cells::Held;
use super::extract::Extract;
use crate::format::{Cell, Edition, Kind, PerCell};
use crate::report::entry::{self, Entry};
use crate::report::office::Scope;
use crate::report::{Edit, Report};

/// The sum of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// The sum of what is known.
    pub value: i64,
    /// In how many reports there is a number.
    pub known: usize,
    /// In how many there is none: blank, no number, unfinished, or too large to be added.
    pub blank: usize,
    /// In how many of another edition there is no such cell.
    pub elsewhere: usize,
}

impl Sum {
    /// The sum, if every report has its part in it.
    pub fn complete(self) -> Option<i64> {
        (self.known > 0 && self.blank == 0 && self.elsewhere == 0).then_some(self.value)
    }

    fn add(&mut self, number: Option<i64>) {
        match number.and_then(|number| self.value.checked_add(number)) {
            Some(value) => (self.value, self.known) = (value, self.known + 1),
            None => self.blank += 1,
        }
    }
}

/// The sums of all cells of an edition.
#[derive(Clone, Debug, PartialEq)]
pub struct Sums {
    /// The reports that are added up.
    pub reports: Vec<usize>,
    cells: PerCell<Sum>,
    /// The cells of other editions that have no counterpart in this one, each with its own sum.
    pub without_counterpart: Vec<(Cell, Sum)>,
}

impl Sums {
    /// Adds reports up in the cells of an edition.
    pub fn of(extracts: &[Extract], reports: &[usize], edition: Edition) -> Sums {
        let mut cells = PerCell::of(edition, |_| Sum::default());
        let mut others: Vec<(Edition, PerCell<Sum>)> = Vec::new();
        for extract in reports.iter().map(|at| &extracts[*at]) {
            let own = extract.edition();
            if own == edition {
                for (cell, held) in extract.cells.iter() {
                    cells.get_mut(cell).into_iter().for_each(|sum| sum.add(held.number()));
                }
                continue;
            }
            let at = others.iter().position(|(other, _)| *other == own).unwrap_or_else(|| {
                others.push((own, PerCell::of(own, |_| Sum::default())));
                others.len() - 1
            });
            let numbers = PerCell::of(own, |_| None);
            let numbers = extract.cells.iter().fold(numbers, |mut numbers, (cell, held)| {
                numbers.get_mut(cell).into_iter().for_each(|place| *place = held.number());
                numbers
            });
            for &cell in &edition.format().cells {
                let Some(sum) = cells.get_mut(cell) else { continue };
                match cell.in_edition(own) {
                    Some(there) => sum.add(numbers.get(there).copied().flatten()),
                    None => sum.elsewhere += 1,
                }
            }
            for &cell in own.format().cells.iter().filter(|cell| cell.in_edition(edition).is_none()) {
                let number = numbers.get(cell).copied().flatten();
                others[at].1.get_mut(cell).into_iter().for_each(|sum| sum.add(number));
            }
        }
        let alone = others.into_iter().flat_map(|(_, sums)| sums.into_cells());
        let without_counterpart = alone.filter(|(cell, _)| cell.in_edition(edition).is_none()).collect();
        Sums { reports: reports.to_vec(), cells, without_counterpart }
    }

    /// The edition of the cells.
    pub fn edition(&self) -> Edition {
        self.cells.edition()
    }

    /// The sum of a cell; nothing for a cell of another edition.
    pub fn at(&self, cell: Cell) -> Sum {
        self.cells.get(cell).copied().unwrap_or_default()
    }

    /// The cells whose sum is not complete: what a draft of the sums leaves blank.
    pub fn unfinished(&self) -> Vec<Cell> {
        let cells = &self.edition().format().cells;
        cells.iter().copied().filter(|cell| self.at(*cell).complete().is_none()).collect()
    }

    /// The sums as the report of the organ above. What is blank somewhere is blank in it; totals follow their parts
    /// where the parts add up to them.
    pub fn report(&self, organ: &str, year: i64) -> Report {
        let edition = self.edition();
        let mut report = Report::blank(edition);
        report.apply(Edit::Organ(organ.to_owned()));
        report.apply(Edit::Year(year.to_string()));
        report.apply(Edit::Edition(edition));
        report.apply(Edit::Scope(Some(Scope::Area)));
        let known = edition.format().cells.iter();
        let known = known.filter_map(|cell| Some((*cell, Entry::Number(self.at(*cell).complete()?))));
        let (totals, typed): (Vec<_>, Vec<_>) = known.partition(|(cell, _)| cell.declared().is_total());
        report.apply(Edit::Cells(typed));
        // A total that is known though a part of it is not, is no sum of what the draft holds.
        let finished = totals.into_iter().filter(|(cell, _)| self.has_all_parts(*cell));
        report.settle_totals(&finished.collect::<Vec<_>>());
        report
    }

    fn has_all_parts(&self, total: Cell) -> bool {
        total.declared().parts.iter().all(|part| self.at(*part).complete().is_some())
    }
}

/// What stands behind the sum of a cell: every report with what it holds there, the greatest first, those without a
/// number last. A report of another edition without such a cell is not among them.
pub fn behind(extracts: &[Extract], reports: &[usize], cell: Cell) -> Vec<(usize, Held)> {
    let held = |at: &usize| {
        let there = cell.in_edition(extracts[*at].edition())?;
        Some((*at, extracts[*at].cells.at(there)))
    };
    let mut behind: Vec<(usize, Held)> = reports.iter().filter_map(held).collect();
    behind.sort_by_key(|(_, held)| std::cmp::Reverse(held.number()));
    behind
}

/// A row of the sums of several editions side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What the cell is called, in the newest edition that has it.
    pub name: String,
    /// The stable name.
    pub id: &'static str,
    /// What is counted there.
    pub kind: Kind,
    /// Its sum in each of the editions; none where it has no such cell.
    pub sums: Vec<Option<Sum>>,
    /// The sum over all of them; none where one of them has no counterpart.
    pub all: Option<Sum>,
}

/// The sums of reports, each edition by itself: the editions that there are, oldest first, and a row for every cell of
/// any of them, those of the newest first.
pub fn side_by_side(extracts: &[Extract], reports: &[usize]) -> (Vec<Edition>, Vec<Row>) {
    let of = |edition: Edition| -> Vec<usize> {
        reports.iter().copied().filter(|at| extracts[*at].edition() == edition).collect()
    };
    let each = Edition::ALL.into_iter().map(|edition| (edition, of(edition)));
    let each: Vec<Sums> = each
        .filter(|(_, reports)| !reports.is_empty())
        .map(|(edition, reports)| Sums::of(extracts, &reports, edition))
        .collect();
    let mut rows: Vec<Row> = Vec::new();
    for (place, sums) in each.iter().enumerate().rev() {
        for &cell in &sums.edition().format().cells {
            if rows.iter().any(|row| row.id == cell.id() && row.sums[place].is_some()) {
                continue;
            }
            let there = |sums: &Sums| match sums.edition() == cell.edition() {
                true => Some(sums.at(cell)),
                false => cell.in_edition(sums.edition()).map(|cell| sums.at(cell)),
            };
            let of_each: Vec<Option<Sum>> = each.iter().map(there).collect();
            let all = of_each.iter().copied().try_fold(Sum::default(), |all, sum| Some(both(all, sum?)));
            let declared = cell.declared();
            rows.push(Row {
                name: declared.name.clone(),
                id: cell.id(),
                kind: declared.kind,
                sums: of_each,
                all,
            });
        }
    }
    (each.iter().map(Sums::edition).collect(), rows)
}

fn both(one: Sum, other: Sum) -> Sum {
    let (known, blank) = (one.known + other.known, one.blank + other.blank);
    match one.value.checked_add(other.value) {
        Some(value) => Sum { value, known, blank, elsewhere: 0 },
        None => Sum { value: one.value, known: one.known, blank: blank + other.known, elsewhere: 0 },
    }
}

/// How a sum reads: the number, and beside it how many are blank.
pub fn words(kind: Kind, sum: Sum) -> String {
    let number = if sum.known > 0 { entry::write(kind, sum.value) } else { String::new() };
    match sum.blank {
        0 => number,
        blank if number.is_empty() => format!("{blank} 份空白"),
        blank => format!("{number}（另有 {blank} 份空白）"),
    }
}
