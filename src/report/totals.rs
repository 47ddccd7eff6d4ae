//! Totals that come from outside (a file, the clipboard): whether they follow their parts or are kept
//! as typed. See `docs/decisions/0004-totals-in-files.md`.

use super::entry::Entry;
use super::figure::{Figure, Figures};
use super::{Edit, Report};
use crate::format::Cell;

impl Report {
    /// Takes over totals that say what they show and not whether they follow: one that shows what its
    /// parts sum up to follows them, and any other is kept as typed.
    pub fn settle_totals(&mut self, totals: &[(Cell, Entry)]) {
        let mut figures = Figures::of(self);
        // A total kept as typed changes the sums above it: go through them in the order of summing.
        for &cell in self.format().totals.iter().filter(|_| !totals.is_empty()) {
            if *self.cell(cell) != Entry::Automatic {
                continue;
            }
            figures.set(cell, figures.sum(&cell.declared().parts));
            let Some((_, entry)) = totals.iter().find(|(total, _)| *total == cell) else { continue };
            if !is_shown(figures.at(cell), entry) {
                self.apply(Edit::Cells(vec![(cell, entry.clone())]));
                let number = if let Entry::Number(number) = entry { Some(*number) } else { None };
                figures.set(cell, number.map_or(Figure::MISSING, Figure::typed));
            }
        }
    }
}

/// Whether a sum shows just this in its cell. A text never is a sum.
fn is_shown(sum: Figure, entry: &Entry) -> bool {
    match entry {
        Entry::Number(number) => sum.known > 0 && sum.value == *number,
        Entry::Blank | Entry::Automatic => sum.known == 0,
        Entry::Text(text) => sum.known == 0 && text.is_empty(),
    }
}
