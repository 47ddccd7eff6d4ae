//! Where the values of pasted tables belong by the labels that came along: found as in a whole report, but for
//! the edition, which is that of the report, and for a part of a row, which begins where it was pasted.
//! Changes no report.

use crate::format::{Cell, Edition, Kind};
use crate::import::grid::Grid;
use crate::import::recognise::tables::columns::{Habits, land};
use crate::import::recognise::tables::labels::SURE;
use crate::import::recognise::tables::lexicon::Lexicon;
use crate::import::recognise::tables::placing::{Placing, Target};
use crate::import::recognise::tables::rows::{Piece, Row, Rows};
use crate::import::recognise::tables::values::unit_of;
use crate::report::entry::Entry;

/// Pasted tables whose labels were found in the form.
#[derive(Debug, Default)]
pub struct Labelled {
    /// The stable name of a cell, and what its place says.
    pub placed: Vec<(&'static str, String)>,
    /// Rows that are none of the form: their label, and their values.
    pub rows: Vec<(String, Vec<String>)>,
    /// Values that stand in no column of the form: the label of the column (of the row, where the column
    /// has none), and the values.
    pub columns: Vec<(String, Vec<String>)>,
    /// Labels that were taken for others, and for which.
    pub guesses: Vec<(String, &'static str)>,
    /// The tables in which no label is known, by their place among the grids.
    pub unused: Vec<usize>,
}

/// Finds the cells of tables by their labels; none if no label is known. `at` is the place in its row of the
/// cell that was pasted at.
pub fn by_label(grids: &[Grid], edition: Edition, at: usize) -> Option<Labelled> {
    let mut lexicon = Lexicon::default();
    let mut rows = Rows::default();
    for (block, grid) in grids.iter().enumerate() {
        rows.add_grid(block, grid, &mut lexicon);
    }
    let placing = Placing::of(rows, &[], Some(edition), None);
    let again = placing.again.iter().map(|(row, target)| (*row, *target));
    let mut targets: Vec<Option<Target>> = placing.targets.clone();
    again.for_each(|(row, target)| targets[row] = Some(target));
    let rows = &placing.rows.rows;
    let is_led = |row: &Row| !row.labels.is_empty() || row.head.is_some();
    if !rows.iter().zip(&targets).any(|(row, target)| target.is_some() && is_led(row)) {
        return None;
    }
    let is_used =
        |block: usize| rows.iter().zip(&targets).any(|(row, target)| row.block == block && target.is_some());
    let mut labelled = Labelled {
        unused: (0..grids.len()).filter(|block| !is_used(*block)).collect(),
        ..Labelled::default()
    };
    let (habits, none) = (placing.habits(), Habits::default());
    for (row, target) in rows.iter().zip(&targets).filter(|(row, _)| is_used(row.block)) {
        match target {
            Some(target) => {
                let habits = habits.get(&row.block).unwrap_or(&none);
                labelled.add_row(&placing, habits, row, target, at);
            }
            None if row.filled().next().is_none() => {}
            None => labelled.rows.push((row.label(), texts(row.filled()))),
        }
    }
    Some(labelled)
}

impl Labelled {
    fn add_row(&mut self, placing: &Placing, habits: &Habits, row: &Row, target: &Target, at: usize) {
        let form_row = target.row();
        if target.found.alike < SURE && row.filled().next().is_some() {
            self.guesses.push((row.label(), form_row.printed));
        }
        let head = row.head.and_then(|head| placing.rows.heads.get(head));
        let landing = land(row, &row.values, head, habits, form_row);
        for (cell, piece) in &landing.placed {
            let above = landing.above.iter().find(|(other, _)| other == cell);
            let unit =
                above.and_then(|(_, text)| unit_of(text)).filter(|_| is_bare_amount(*cell, &piece.text));
            self.placed.push((cell.id(), format!("{}{}", piece.text, unit.unwrap_or(""))));
        }
        let column = |piece: &Piece| {
            let rows = head.into_iter().flat_map(|head| head.rows.iter().rev().flatten());
            let mut above = rows.filter(|cell| cell.columns.contains(&piece.column));
            above.next().map_or_else(|| row.label(), |cell| cell.text.clone())
        };
        let beside = landing.beside.iter().copied().chain(&row.front);
        let beside: Vec<(String, String)> = beside.map(|piece| (column(piece), piece.text.clone())).collect();
        beside.into_iter().for_each(|(label, text)| self.add_to_column(label, text));
        // A part of a row begins where it was pasted, a whole one with its first cell.
        let count = form_row.places.len();
        let start = if landing.loose.is_empty() || row.values.len() >= count { 0 } else { at };
        let cells = if landing.loose.is_empty() { &[] } else { row.values.as_slice() };
        for (offset, piece) in cells.iter().enumerate() {
            match form_row.places.get(start + offset) {
                Some((cell, _)) => self.placed.push((cell.id(), piece.text.clone())),
                None if piece.text.is_empty() => {}
                None => self.add_to_column(column(piece), piece.text.clone()),
            }
        }
    }

    fn add_to_column(&mut self, label: String, value: String) {
        match self.columns.iter_mut().find(|(other, _)| *other == label) {
            Some((_, values)) => values.push(value),
            None => self.columns.push((label, vec![value])),
        }
    }
}

fn is_bare_amount(cell: Cell, text: &str) -> bool {
    cell.declared().kind == Kind::Money && matches!(Entry::parse(Kind::Money, text), Entry::Number(_))
}

fn texts<'a>(pieces: impl Iterator<Item = &'a Piece>) -> Vec<String> {
    pieces.map(|piece| piece.text.clone()).collect()
}
