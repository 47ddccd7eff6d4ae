//! The labels above the values of a row, as far as they are those of a row of the form.
//! Knows no value.

use std::collections::BTreeSet;

use super::Landing;
use crate::format::Cell;
use crate::import::recognise::tables::labels::SAME;
use crate::import::recognise::tables::official::{Row as FormRow, Word, official};
use crate::import::recognise::tables::rows::{Head, HeadCell, Piece, Row};

/// The labels above, as far as they are those of a row of the form.
pub(super) struct Heading {
    /// For every column of the table the place of the row that it is.
    pub(super) places: Vec<Option<usize>>,
    /// For every column whether something stands above it that the form does not know.
    pub(super) unknown: Vec<bool>,
    /// The places that are named anywhere.
    pub(super) named: BTreeSet<usize>,
    /// The places that are named, from left to right, where all stand in one row.
    pub(super) in_row: Vec<usize>,
    pub(super) is_one_row: bool,
    /// How many labels name nothing that the form knows.
    pub(super) strange: usize,
    /// The first column that bears a label of a column.
    pub(super) first: usize,
    /// The lowest labels of the columns.
    pub(super) texts: Vec<String>,
}

impl Heading {
    pub(super) fn of(head: &Head, form_row: &FormRow, has_columns: bool) -> Heading {
        let cells = || head.rows.iter().flatten();
        let leaf = |cell: &HeadCell, place: usize| {
            form_row.places[place].1.first().is_some_and(|word| cell.known.is(*word) >= SAME)
        };
        let likeness = |cell: &HeadCell, place: usize| {
            form_row.places[place].1.first().map_or(0.0, |word| cell.known.is(*word))
        };
        let best = |cell: &HeadCell| {
            let places = 0..form_row.places.len();
            let best = places.max_by(|one, other| {
                likeness(cell, *one).total_cmp(&likeness(cell, *other)).then(other.cmp(one))
            });
            best.filter(|place| leaf(cell, *place))
        };
        // A label that several columns bear names all of them.
        let leaf_of = |place: usize| form_row.places[place].1.first();
        let alike =
            |place: usize| (0..form_row.places.len()).filter(move |other| leaf_of(*other) == leaf_of(place));
        let named: BTreeSet<usize> = cells().filter_map(best).flat_map(alike).collect();
        let is_known = |cell: &HeadCell| cell.known.is_known();
        let strange = cells().filter(|cell| !is_known(cell) && !is_numbering(&cell.text)).count();
        let in_row: Vec<usize> = cells().filter_map(best).collect();
        let leaf_rows = head.rows.iter().filter(|row| row.iter().any(|cell| best(cell).is_some())).count();
        let width = if has_columns { head.width } else { 0 };
        let mut heading = Heading {
            places: vec![None; width],
            unknown: vec![false; width],
            is_one_row: leaf_rows == 1 && in_row.len() == named.len(),
            named,
            in_row,
            strange,
            first: cells()
                .filter(|cell| best(cell).is_some())
                .map(|cell| cell.columns.start)
                .min()
                .unwrap_or(0),
            texts: vec![String::new(); form_row.places.len()],
        };
        for column in 0..width {
            let above: Vec<&HeadCell> = head
                .rows
                .iter()
                .rev()
                .filter_map(|row| row.iter().find(|cell| cell.columns.contains(&column)))
                .collect();
            heading.places[column] = place_of(&above, form_row);
            let with_leaves = head.rows.iter().filter(|row| row.iter().any(|cell| best(cell).is_some()));
            let mut over =
                with_leaves.filter_map(|row| row.iter().find(|cell| cell.columns.contains(&column)));
            // What the form knows and no column bears stands over the labels of rows.
            let may_be_column = |cell: &HeadCell| !is_known(cell) || cell.known.bears.column;
            heading.unknown[column] =
                heading.places[column].is_none() && over.next().is_some_and(may_be_column);
        }
        for cell in cells() {
            let texts = (0..form_row.places.len()).filter(|place| leaf(cell, *place));
            for place in texts.collect::<Vec<_>>() {
                heading.texts[place] = cell.text.clone();
            }
        }
        heading
    }

    /// Whether a column begins behind the row.
    pub(super) fn reaches_beyond(&self, row: &Row) -> bool {
        let begins = |place: &usize| self.places.iter().position(|other| other.as_ref() == Some(place));
        self.first >= row.begin && self.named.iter().filter_map(begins).any(|begin| row.end <= begin)
    }

    /// The values by the columns that they stand in, if these tell for all of them.
    pub(super) fn by_column<'a>(
        &self,
        row: &'a Row,
        values: &'a [Piece],
        is_short: bool,
        form_row: &FormRow,
    ) -> Option<Landing<'a>> {
        if self.places.iter().all(Option::is_none)
            || self.first < row.begin
            || row.values.len() != values.len()
        {
            return None;
        }
        let count = form_row.places.len();
        // A row that is shorter than the labels above lacks a cell, and not surely the last one.
        if self.named.len() == count && is_short {
            return None;
        }
        let mut landing = Landing::default();
        let mut taken = BTreeSet::new();
        for piece in values {
            match self.places.get(piece.column).copied().flatten() {
                Some(place) if taken.insert(place) => landing.placed.push((form_row.places[place].0, piece)),
                Some(_) => return None,
                None if piece.text.is_empty() && values.len() > count => {}
                // All columns of the form are named, and nothing else: the labels stand askew.
                None if self.named.len() == count && self.strange == 0 => return None,
                None if self.unknown.get(piece.column) == Some(&true) => {
                    if !piece.text.is_empty() {
                        landing.beside.push(piece);
                    }
                }
                // A blank beside fewer columns than the form has is the rest of a wider label.
                None if piece.text.is_empty() && self.named.len() < count => {}
                None => return None,
            }
        }
        if landing.placed.is_empty() {
            return None;
        }
        // As many values as the form has columns, but not all of them under one: the labels stand askew.
        if values.len() == count && taken.len() < values.len() && self.named.len() == values.len() {
            return None;
        }
        landing.above = self.units(form_row);
        Some(landing)
    }

    pub(super) fn units(&self, form_row: &FormRow) -> Vec<(Cell, String)> {
        let texts = form_row.places.iter().zip(&self.texts).filter(|(_, text)| !text.is_empty());
        texts.map(|((cell, _), text)| (*cell, text.clone())).collect()
    }
}

/// The place of a row of the form that labels name, the nearest first; none if several do equally.
fn place_of(above: &[&HeadCell], form_row: &FormRow) -> Option<usize> {
    let is = |word: &Word| above.iter().map(|cell| cell.known.is(*word)).fold(0.0, f64::max);
    let joined: String =
        above.iter().rev().map(|cell| cell.text.split_whitespace().collect::<String>()).collect();
    let mut best: Option<(usize, f64)> = None;
    let mut is_tie = false;
    for (place, (_, labels)) in form_row.places.iter().enumerate() {
        let Some((leaf, groups)) = labels.split_first() else { continue };
        let leaf_above = above.iter().take(2).map(|cell| cell.known.is(*leaf)).fold(0.0, f64::max);
        let torn = if official().text(*leaf) == joined
            || joined.ends_with(official().text(*leaf)) && above.len() > 1
        {
            1.0
        } else {
            0.0
        };
        let alike = leaf_above.max(torn);
        if alike < SAME {
            continue;
        }
        let score = alike + groups.iter().map(is).filter(|alike| *alike >= SAME).sum::<f64>();
        match best {
            Some((_, other)) if score < other => {}
            Some((_, other)) if (score - other).abs() < 1e-9 => is_tie = true,
            _ => (best, is_tie) = (Some((place, score)), false),
        }
    }
    best.filter(|_| !is_tie).map(|(place, _)| place)
}

fn is_numbering(text: &str) -> bool {
    text.contains("序号") || text.contains("项目") || text.contains("类别") || text.contains("单位")
}
