//! What has no place in the report's edition: it is set aside, and comes back with an edition that has one.
//! Changing the year or the edition, and back, gives the same report.

use super::Report;
use super::entry::Entry;
use crate::format::texts::TextField;
use crate::format::{Cell, Edition, PerCell};

impl Report {
    /// The entries that have no place in the report's edition, each with a cell that it has one in.
    pub fn set_aside(&self) -> impl Iterator<Item = (Cell, &Entry)> {
        self.set_aside.iter().map(|(cell, entry)| (*cell, entry))
    }

    /// The texts that have no place in the report's edition.
    pub fn texts_set_aside(&self) -> impl Iterator<Item = (TextField, &str)> {
        let elsewhere = |field: TextField| !self.edition().texts().any(|own| own == field);
        let texts = self.texts.iter().filter(move |(field, _)| elsewhere(**field));
        texts.map(|(field, text)| (*field, &**text))
    }

    pub(super) fn set_edition(&mut self, edition: Edition) {
        if edition == self.edition() {
            return;
        }
        let old = std::mem::replace(&mut self.cells, PerCell::of(edition, Entry::initial));
        let mut entries = std::mem::take(&mut self.set_aside);
        entries.extend(old.into_cells().filter(|(cell, entry)| *entry != Entry::initial(*cell)));
        for (cell, entry) in entries {
            match cell.in_edition(edition).and_then(|cell| self.cells.get_mut(cell)) {
                Some(place) => *place = entry,
                None => self.keep(cell, entry),
            }
        }
    }

    /// Keeps entries of other editions; those that have a place in this one, or say nothing, are left out.
    pub(super) fn keep_all(&mut self, entries: Vec<(Cell, Entry)>) {
        for (cell, entry) in entries {
            if cell.in_edition(self.edition()).is_none() && entry != Entry::initial(cell) {
                self.keep(cell, entry);
            }
        }
    }

    /// Keeps an entry under the first edition that has its cell, whichever it came from.
    fn keep(&mut self, cell: Cell, entry: Entry) {
        let first = Edition::ALL.into_iter().find_map(|edition| cell.in_edition(edition));
        self.set_aside.insert(first.unwrap_or(cell), entry);
    }
}
