//! The fields of the form in a workbook whose cells are named by them: what this program wrote, whoever filled it
//! in since. Knows no field by name.

use std::collections::BTreeMap;

use super::blocks::{Blocks, TOO_LONG};
use super::workbook::{At, Merged, Sheet};
use crate::format::HEAD;
use crate::import::source::{Fields, MOST_LETTERS, Named, Place};
use crate::report::entry::trim;

/// The most rows of a field.
const MOST_ROWS: usize = 10_000;

/// A range of a sheet that is named by a field.
pub struct Name {
    /// The stable name of the field.
    pub field: String,
    /// The name of the sheet.
    pub sheet: String,
    /// The cells.
    pub range: Merged,
}

/// What a cell holds, to the letter.
#[derive(Clone, Default)]
pub struct Exact {
    pub text: String,
    pub is_formula: bool,
}

/// The fields that were found so far.
pub struct FieldsOfSheets {
    names: Vec<Name>,
    fields: Fields,
    letters: usize,
}

impl FieldsOfSheets {
    /// None found yet.
    pub fn of(names: Vec<Name>) -> FieldsOfSheets {
        FieldsOfSheets { names, fields: Fields::default(), letters: 0 }
    }

    /// Whether the workbook names everything that stands before a report: then it is one of ours.
    pub fn is_ours(&self) -> bool {
        HEAD.iter().all(|(id, _)| self.names.iter().any(|name| name.field == *id))
    }

    /// Whether there are fields on a sheet.
    pub fn are_of(&self, sheet: &str) -> bool {
        self.is_ours() && self.names.iter().any(|name| name.sheet == sheet)
    }

    /// Takes the fields of a sheet, and adds it as the table that it is, unless it is hidden.
    pub fn add(
        &mut self,
        mut sheet: Sheet,
        name: &str,
        mut blocks: Blocks,
        page: u32,
        is_shown: bool,
    ) -> Blocks {
        let mut cells = std::mem::take(&mut sheet.exact);
        let whole = is_shown.then(|| sheet.add_whole(&mut blocks, page));
        let place = |blocks: &Blocks, at: At| whole.as_ref().and_then(|whole| whole.place(blocks, at));
        let mut taken = Vec::new();
        for Name { field, range: ((top, left), (bottom, _)), .. } in
            self.names.iter().filter(|other| other.sheet == name)
        {
            let rows = *top..=(*bottom).min(top + MOST_ROWS);
            let exact = |row| cells.get(&(row, *left)).cloned().unwrap_or_default();
            let mut found: Vec<(At, Exact)> = rows.map(|row| ((row, *left), exact(row))).collect();
            let filled = found.iter().rposition(|(_, exact)| !exact.text.is_empty()).map_or(1, |at| at + 1);
            taken.extend(found.iter().map(|(at, _)| *at));
            found.truncate(filled);
            self.letters += found.iter().map(|(_, exact)| exact.text.len()).sum::<usize>();
            if self.letters > MOST_LETTERS * 4 {
                blocks.problem(TOO_LONG);
                break;
            }
            self.fields.named.push(Named {
                id: field.clone(),
                is_worked_out: found.iter().any(|(_, exact)| exact.is_formula),
                from: found.iter().filter_map(|(at, _)| place(&blocks, *at)).collect(),
                cells: found.into_iter().map(|(_, exact)| exact.text).collect(),
            });
        }
        taken.iter().for_each(|at| drop(cells.remove(at)));
        self.fields.others.extend(others(cells, |at| place(&blocks, at)));
        blocks
    }

    /// Gives the fields to the source, if the workbook is one of ours.
    pub fn finish(self, blocks: &mut Blocks) {
        if self.is_ours() {
            blocks.set_fields(self.fields);
        }
    }
}

/// What else stands on a sheet: typed, and shown.
fn others(
    cells: BTreeMap<At, Exact>,
    place: impl Fn(At) -> Option<Place>,
) -> impl Iterator<Item = (String, Place)> {
    let typed = cells.into_iter().filter(|(_, exact)| !exact.is_formula && !trim(&exact.text).is_empty());
    typed.filter_map(move |(at, exact)| Some((exact.text, place(at)?)))
}
