//! Totals that come from outside (a file, the clipboard): whether they follow their parts or are kept
//! as typed. See `docs/decisions/0004-totals-in-files.md`.

use super::entry::Entry;
use super::figure::Figures;
use super::{Edit, Report};
use crate::format::Cell;

impl Report {
    /// Takes over totals that say what they show and not whether they follow: one that shows what its
    /// parts sum up to follows them, and any other is kept as typed.
    pub fn settle_totals(&mut self, totals: &[(Cell, Entry)]) {
        // A total kept as typed changes the sums above it: go through them in the order of summing.
        for &cell in &self.format().totals {
            let Some((_, entry)) = totals.iter().find(|(total, _)| *total == cell) else {
                continue;
            };
            let shown = Figures::of(self).text(self, cell);
            if *self.cell(cell) == Entry::Automatic && shown != entry.text(cell.declared().kind) {
                self.apply(Edit::Cells(vec![(cell, entry.clone())]));
            }
        }
    }
}
