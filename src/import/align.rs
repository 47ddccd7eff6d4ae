//! Which cell of the form a place of a pasted table belongs to, by the labels that came along: the rows
//! may stand in another order, have strangers among them, or be those of the other edition.
//! Changes no report.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::grid::{Grid, Spot};
use super::labels::{SAME, SURE, is_value, likeness};
use crate::format::grid::NumberRow;
use crate::format::{Edition, Format, Kind};
use crate::report::entry::Entry;

/// A pasted table whose labels were found in an edition.
#[derive(Debug, Default)]
pub struct Alignment {
    /// The stable name of a cell, and what its place says.
    pub placed: Vec<(&'static str, String)>,
    /// Rows that are none of the form: their label, and their values.
    pub rows: Vec<(String, Vec<String>)>,
    /// Values that stand in no column of the form: the label of the column (of the row, where the column
    /// has none), and the values.
    pub columns: Vec<(String, Vec<String>)>,
    /// Labels that were taken for others, and for which.
    pub guesses: Vec<(String, &'static str)>,
    /// How many rows and columns were found by their labels.
    found: usize,
}

/// Aligns a grid by its labels; none if no label is known. `at` is the cell that was pasted at, by its
/// stable name: rows without a label begin there.
pub fn align(grid: &Grid, edition: Edition, at: &str) -> Option<Alignment> {
    let mut best: Option<(usize, Alignment)> = None;
    let values: Vec<Vec<bool>> =
        grid.rows.iter().map(|row| row.iter().map(|spot| is_value(&spot.text)).collect()).collect();
    let others = Edition::ALL.into_iter().filter(|other| *other != edition);
    for format in std::iter::once(edition).chain(others).map(Edition::format) {
        for chapter in (0..format.chapters.len()).filter(|at| format.chapters[*at].table().is_some()) {
            let source = Source::of(grid, values.clone(), format, chapter);
            let alignment = source.align(format.cell(at).and_then(|cell| format.place(cell)));
            // The form's own edition, and the table that was pasted at, win among equals.
            let score = 4 * alignment.found
                + 2 * usize::from(format.edition == edition)
                + usize::from(format.chapter_of(at) == Some(chapter));
            if alignment.found > 0 && best.as_ref().is_none_or(|(other, _)| score > *other) {
                best = Some((score, alignment));
            }
        }
    }
    best.map(|(_, alignment)| alignment)
}

/// A row of the source, as far as its labels tell.
enum Line {
    /// Labels of columns.
    Head,
    /// Values of a row of the form, by its place in [`Source::rows`]; none for a row without any label.
    Values(Option<usize>),
    /// Values under a label that the form does not have.
    Stranger,
    /// A caption, or nothing.
    Other,
}

struct Source<'a> {
    grid: &'a Grid,
    /// Which places of the grid hold a value and no label.
    values: Vec<Vec<bool>>,
    /// The column in which the values begin, as far as other rows or the labels above tell.
    begin: Option<usize>,
    /// The labels of the table's columns.
    columns: Vec<&'static str>,
    /// The rows of the table with numbers.
    rows: Vec<&'static NumberRow>,
    /// The place of the first of them in the format.
    first: usize,
    lines: Vec<Line>,
}

impl<'a> Source<'a> {
    fn of(grid: &'a Grid, values: Vec<Vec<bool>>, format: &'static Format, chapter: usize) -> Source<'a> {
        let first = format.rows.iter().position(|row| row.chapter == chapter).unwrap_or_default();
        let rows: Vec<&NumberRow> = format.rows.iter().filter(|row| row.chapter == chapter).collect();
        let places = rows.iter().flat_map(|row| &row.places);
        let mut columns: Vec<&str> = places.filter_map(|place| place.above.first().copied()).collect();
        columns.sort_unstable();
        columns.dedup();
        let mut source = Source { grid, values, begin: None, columns, rows, first, lines: Vec::new() };
        source.begin = source.first_column_of_values();
        let mut taken = Vec::new();
        for row in 0..grid.rows.len() {
            source.find_texts_in_place_of_values(row);
            let line = source.classify(row, &taken);
            if let Line::Values(Some(found)) = line {
                taken.push(found);
            }
            source.lines.push(line);
        }
        source
    }

    /// The column in which most rows with a label have their first value or, where there are labels of
    /// columns, the first of these.
    fn first_column_of_values(&self) -> Option<usize> {
        let firsts = (0..self.grid.rows.len()).filter_map(|row| {
            let spots = &self.grid.rows[row];
            let label = (0..spots.len()).find(|at| !spots[*at].text.is_empty() && !self.values[row][*at])?;
            let value = (label..spots.len()).find(|at| self.values[row][*at]);
            let head = || (label..spots.len()).find(|at| self.is_column(&spots[*at].text));
            value.or_else(head)
        });
        let mut counts = BTreeMap::new();
        firsts.for_each(|first| *counts.entry(first).or_insert(0) += 1);
        counts.into_iter().max_by_key(|(first, count)| (*count, Reverse(*first))).map(|(first, _)| first)
    }

    /// What stands where the other rows have values, behind the label of a row of the form, is a value
    /// too, whatever it says.
    fn find_texts_in_place_of_values(&mut self, row: usize) {
        let Some(begin) = self.begin else { return };
        let spots: &'a [Spot] = &self.grid.rows[row];
        let texts: Vec<usize> = (begin..spots.len())
            .filter(|at| spots[*at].begins && !spots[*at].text.is_empty() && !self.values[row][*at])
            .collect();
        let mut labels: Vec<&str> = Vec::new();
        for spot in spots.iter().take(begin).filter(|spot| !spot.text.is_empty()) {
            if labels.last() != Some(&spot.text.as_str()) {
                labels.push(&spot.text);
            }
        }
        let is_label = |text: &str| self.is_column(text) || self.row_of(&[text], &[]).is_some();
        let are_values = !texts.iter().any(|at| is_label(&spots[*at].text));
        if are_values && self.row_of(&labels, &[]).is_some() {
            texts.into_iter().for_each(|at| self.values[row][at] = true);
        }
    }

    fn classify(&self, row: usize, taken: &[usize]) -> Line {
        let spots = &self.grid.rows[row];
        let has_value = !self.values_of(row).is_empty();
        let known = spots.iter().filter(|spot| spot.begins && self.is_column(&spot.text)).count();
        let labels = self.labels(row);
        let found = self.row_of(&labels, taken);
        if !has_value && (known > 1 || known == 1 && found.is_none()) {
            return Line::Head;
        }
        match found {
            Some(found) => Line::Values(Some(found)),
            None if labels.is_empty() && (has_value || self.has_room_for_values(row)) => Line::Values(None),
            None if has_value => Line::Stranger,
            None => Line::Other,
        }
    }

    /// Whether a row of blanks stands where the table's only row does, below its labels.
    fn has_room_for_values(&self, row: usize) -> bool {
        self.rows.len() == 1
            && matches!(self.lines.last(), Some(Line::Head))
            && !self.grid.rows[row].is_empty()
    }

    /// The labels at the left of a row, outermost first.
    fn labels(&self, row: usize) -> Vec<&str> {
        let mut labels: Vec<&str> = Vec::new();
        for (spot, is_value) in self.grid.rows[row].iter().zip(&self.values[row]) {
            // A value before the first label is a running number.
            if *is_value && !labels.is_empty() {
                break;
            }
            if *is_value {
                continue;
            }
            if !spot.text.is_empty() && labels.last() != Some(&spot.text.as_str()) {
                labels.push(&spot.text);
            }
        }
        labels
    }

    fn is_column(&self, text: &str) -> bool {
        self.columns.iter().any(|label| likeness(label, text) >= SAME)
    }

    /// The row of the form that bears these labels most likely, unless it was found already.
    fn row_of(&self, labels: &[&str], taken: &[usize]) -> Option<usize> {
        let (leaf, groups) = labels.split_last()?;
        let score = |row: &NumberRow| {
            let (own, own_groups) = row.labels.split_last()?;
            let alike = Some(likeness(own, leaf)).filter(|alike| *alike >= SAME)?;
            let shared =
                own_groups.iter().filter(|own| groups.iter().any(|group| likeness(own, group) >= SAME));
            Some(alike + shared.count() as f64)
        };
        let scores: Vec<Option<f64>> = self.rows.iter().map(|row| score(row)).collect();
        let best = scores.iter().flatten().copied().fold(0.0, f64::max);
        (0..scores.len()).find(|row| scores[*row] == Some(best) && !taken.contains(row))
    }

    /// Puts every value under its row and its column. `at` is where rows without a label begin.
    fn align(&self, at: Option<(usize, usize)>) -> Alignment {
        let mut alignment = Alignment::default();
        let begin = at.and_then(|(row, _)| row.checked_sub(self.first)).filter(|row| *row < self.rows.len());
        // Among rows with labels, one without is a stranger.
        let mut next = match self.lines.iter().any(|line| matches!(line, Line::Values(Some(_)))) {
            true => self.rows.len(),
            false => begin.unwrap_or(0),
        };
        let mut columns = Vec::new();
        for (row, line) in self.lines.iter().enumerate() {
            let target = match line {
                Line::Head | Line::Other => continue,
                Line::Values(Some(found)) => Some(*found),
                Line::Values(None) => Some(next).filter(|next| *next < self.rows.len()),
                Line::Stranger => None,
            };
            match target {
                Some(target) => {
                    alignment.found += usize::from(matches!(line, Line::Values(Some(_))));
                    next = next.max(target + 1);
                    let place = at.map(|(_, place)| place);
                    let row_labels = self.labels(row);
                    if let (Some(own), Some(label)) = (self.rows[target].labels.last(), row_labels.last())
                        && likeness(own, label) < SURE
                    {
                        alignment.guesses.push(((*label).to_owned(), own));
                    }
                    self.place_row(row, self.rows[target], place, &mut columns, &mut alignment);
                }
                None => alignment.rows.push((last(&self.labels(row)), self.values_of(row))),
            }
        }
        columns.sort_unstable();
        columns.dedup();
        alignment.found += columns.len();
        alignment
    }

    /// The values of a row.
    fn values_of(&self, row: usize) -> Vec<String> {
        let spots = self.grid.rows[row].iter().zip(&self.values[row]);
        spots
            .filter(|(spot, is_value)| spot.begins && **is_value)
            .map(|(spot, _)| spot.text.clone())
            .collect()
    }

    fn place_row(
        &self,
        row: usize,
        target: &'static NumberRow,
        at: Option<usize>,
        columns: &mut Vec<usize>,
        alignment: &mut Alignment,
    ) {
        let labels = self.labels(row);
        let spots = &self.grid.rows[row];
        let is_label = |column: usize| !spots[column].text.is_empty() && !self.values[row][column];
        let first_label = (0..spots.len()).find(|column| is_label(*column)).unwrap_or(0);
        let first_value = (first_label..spots.len()).find(|column| self.values[row][*column]);
        let labelled = (0..first_value.unwrap_or(spots.len())).rfind(|column| is_label(*column));
        let behind = labelled.map_or(0, |column| column + 1);
        let begun = |range: std::ops::Range<usize>| {
            range.filter(|column| spots[*column].begins).map(|column| (column, spots[column].text.as_str()))
        };
        for (column, text) in begun(0..behind).filter(|(column, _)| self.values[row][*column]) {
            let head =
                self.heads(row, column).first().map_or_else(|| last(&labels), |head| (*head).to_owned());
            alignment.add_to_column(head, text);
        }
        let mut cells: Vec<(usize, &str)> = begun(behind..spots.len()).collect();
        let heads: Vec<Vec<&str>> = cells.iter().map(|(column, _)| self.heads(row, *column)).collect();
        let id = |place: usize| target.places[place].cell.id();
        if heads.iter().all(Vec::is_empty) {
            // No labels above: by order, a whole row from its start and a part of one from where it was pasted.
            let excess = cells.len().saturating_sub(target.places.len());
            let leading = cells.iter().take(excess).take_while(|(_, text)| text.is_empty()).count();
            cells.drain(..leading);
            while cells.len() > target.places.len() && cells.last().is_some_and(|(_, text)| text.is_empty()) {
                cells.pop();
            }
            let start = if cells.len() >= target.places.len() { 0 } else { at.unwrap_or(0) };
            for (offset, (_, text)) in cells.into_iter().enumerate() {
                match start + offset < target.places.len() {
                    true => alignment.placed.push((id(start + offset), text.to_owned())),
                    false if text.is_empty() => {}
                    false => alignment.add_to_column(last(&labels), text),
                }
            }
            return;
        }
        let mut free: Vec<usize> = (0..target.places.len()).collect();
        for ((column, text), heads) in cells.into_iter().zip(heads) {
            let alike = |place: &usize| {
                let above = &target.places[*place].above;
                let leaf = above.first().map_or(0.0, |own| best_likeness(own, heads.iter().take(2)));
                let groups = above.iter().skip(1).filter(|own| best_likeness(own, heads.iter()) >= SAME);
                if leaf < SAME { 0.0 } else { leaf + groups.count() as f64 }
            };
            let mut best: Option<(usize, f64)> = None;
            for (index, place) in free.iter().enumerate() {
                let score = alike(place);
                if score > best.map_or(0.0, |(_, other)| other) {
                    best = Some((index, score));
                }
            }
            match best {
                Some((index, _)) => {
                    columns.push(column);
                    let is_bare = matches!(Entry::parse(Kind::Money, text), Entry::Number(_));
                    let unit = heads.iter().find_map(|head| unit_of(head)).filter(|_| is_bare);
                    alignment.placed.push((id(free.remove(index)), format!("{text}{}", unit.unwrap_or(""))));
                }
                None if text.is_empty() => {}
                None => {
                    let head = heads.first().map_or_else(|| last(&labels), |head| (*head).to_owned());
                    alignment.add_to_column(head, text);
                }
            }
        }
    }

    /// The labels above a place, nearest first: those of the nearest block of label rows.
    fn heads(&self, row: usize, column: usize) -> Vec<&str> {
        let mut heads: Vec<&str> = Vec::new();
        for above in (0..row).rev() {
            let spot = self.grid.rows[above].get(column).filter(|_| !self.values[above][column]);
            let text = spot.map_or("", |spot| spot.text.as_str());
            match self.lines[above] {
                Line::Values(_) | Line::Stranger if heads.is_empty() => {}
                Line::Values(_) | Line::Stranger => break,
                // A caption above the labels may be that of a group.
                Line::Other if heads.is_empty() => {}
                Line::Head | Line::Other => {
                    if !text.is_empty() && heads.last() != Some(&text) {
                        heads.push(text);
                    }
                }
            }
        }
        heads
    }
}

impl Alignment {
    fn add_to_column(&mut self, label: String, value: &str) {
        match self.columns.iter_mut().find(|(other, _)| *other == label) {
            Some((_, values)) => values.push(value.to_owned()),
            None => self.columns.push((label, vec![value.to_owned()])),
        }
    }
}

/// The unit of money that a label names, where it is not the one that the form counts in.
fn unit_of(label: &str) -> Option<&'static str> {
    let label: String = label.chars().filter(|c| c.is_alphabetic()).collect();
    match () {
        () if label.contains("万元") => None,
        () if label.contains("亿元") => Some("亿元"),
        () if label.contains("单位元") || label.ends_with("金额元") => Some("元"),
        () => None,
    }
}

fn best_likeness<'a>(own: &str, heads: impl Iterator<Item = &'a &'a str>) -> f64 {
    heads.map(|head| likeness(own, head)).fold(0.0, f64::max)
}

fn last(labels: &[&str]) -> String {
    labels.last().copied().unwrap_or_default().to_owned()
}
