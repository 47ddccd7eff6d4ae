//! Totals that come from outside (a file, the clipboard): whether they follow their parts or are kept
//! as typed. See `docs/decisions/0004-totals-in-files.md`.

use super::entry::Entry;
use super::figure::Figures;
use super::{Edit, Report};

impl Report {
    /// Takes over totals that say what they show and not whether they follow: one that shows what its
    /// parts sum up to follows them, and any other is kept as typed.
    pub fn settle_totals(&mut self, totals: &[(usize, Entry)]) {
        let format = self.format();
        // A total kept as typed changes the sums above it: go through them in the order of summing.
        for &position in &format.totals {
            let Some((_, entry)) = totals.iter().find(|(total, _)| *total == position) else {
                continue;
            };
            let shown = Figures::of(self).text(self, position);
            if *self.cell(position) == Entry::Automatic && shown != entry.text(format.cells[position].kind) {
                self.apply(Edit::Cells(vec![(position, entry.clone())]));
            }
        }
    }
}
