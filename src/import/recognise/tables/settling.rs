//! What the values of the placed rows are: sure, in doubt with its choices, or without a place. A cause is
//! one doubt, a row and not its cells. The parts below say of each kind of doubt what is asked.
//! Knows nothing of how rows were found.

mod again;
mod asking;
mod extents;
mod leftovers;
mod loose;
mod other_edition;
mod sums;

use std::collections::BTreeMap;

use super::columns::{Habits, land};
use super::lines::{Understood, usual_gap, with_blanks};
use super::placing::{Placing, Target};
use super::rows::{Piece, Row};
use super::values::{Reading, read, unit_of};
use super::{Found, chapters_with_tables};
use crate::format::Cell;
use crate::format::texts::TextField;
use crate::import::recognised::{Choice, Doubt, Unplaced, Value};
use crate::import::source::Place;

/// A value on its way into a cell of the report.
#[derive(Clone, Debug)]
struct Filling {
    cell: Cell,
    text: String,
    from: Vec<Place>,
    reading: Reading,
    row: usize,
}

/// The settling of what was placed.
pub struct Settling<'a> {
    placing: &'a Placing,
    /// For every block the chapter that it stands in, if it is known.
    chapters: &'a [Option<usize>],
    understood: &'a Understood,
    /// The blocks of tables that hold rows of the form, each with its chapter.
    tables: BTreeMap<usize, usize>,
    /// The values of every row, with blanks where lines tell of them.
    values: Vec<Vec<Piece>>,
    /// Sure values, by the place of their cell in the report.
    sure: BTreeMap<Cell, Filling>,
    doubts: Vec<Doubt>,
    unplaced: Vec<Unplaced>,
    problems: Vec<String>,
    notes: Vec<(TextField, String, Vec<Place>)>,
    dashes: usize,
}

impl<'a> Settling<'a> {
    /// Settles what was placed.
    pub fn of(
        placing: &'a Placing,
        chapters: &'a [Option<usize>],
        understood: &'a Understood,
    ) -> Settling<'a> {
        let mut settling = Settling {
            placing,
            chapters,
            understood,
            tables: extents::tables(placing, chapters),
            values: Vec::new(),
            sure: BTreeMap::new(),
            doubts: Vec::new(),
            unplaced: Vec::new(),
            problems: Vec::new(),
            notes: Vec::new(),
            dashes: 0,
        };
        settling.values = settling.with_blanks();
        let habits = placing.habits();
        for at in 0..placing.rows.rows.len() {
            if let Some(target) = placing.targets[at] {
                settling.settle_row(at, target, &habits);
            }
        }
        for (at, target) in &placing.again {
            settling.settle_again(*at, *target, &habits);
        }
        settling.name_the_rest();
        settling
    }

    /// What came of it.
    pub fn finish(mut self, year: Option<i64>) -> Found {
        self.say_editions(year);
        if self.dashes > 0 {
            self.problems.push(format!("表格里有 {} 格写的是“/”或“-”，按空白读入。", self.dashes));
        }
        let used = self.used();
        let place = |from: &[Place]| from.iter().min().copied();
        self.doubts.sort_by_key(|doubt| place(&doubt.from));
        self.unplaced.sort_by_key(|unplaced| place(&unplaced.from));
        let value = |filling: Filling| Value {
            id: filling.cell.id().to_owned(),
            text: if let Reading::Number(text) = filling.reading { text } else { String::new() },
            from: filling.from,
        };
        Found {
            edition: self.placing.edition,
            values: self.sure.into_values().map(value).collect(),
            doubts: self.doubts,
            unplaced: self.unplaced,
            problems: self.problems,
            used,
            notes: self.notes,
        }
    }

    fn row(&self, at: usize) -> &'a Row {
        &self.placing.rows.rows[at]
    }

    /// Blank lines are blank cells only where all short rows of the table come out with them.
    fn with_blanks(&self) -> Vec<Vec<Piece>> {
        let rows = &self.placing.rows.rows;
        let mut values: Vec<Vec<Piece>> = rows.iter().map(|row| row.values.clone()).collect();
        let lines: Vec<(usize, &Row, Target)> = (rows.iter().zip(&self.placing.targets).enumerate())
            .filter(|(_, (row, _))| !row.in_grid())
            .filter_map(|(at, (row, target))| Some((at, row, (*target)?)))
            .collect();
        let usual = usual_gap(lines.iter().map(|(_, row, _)| *row));
        for chapter in chapters_with_tables() {
            let of_chapter = lines.iter().filter(|(.., target)| target.row().chapter == chapter);
            let short = of_chapter.filter(|(_, row, target)| {
                !row.values.is_empty() && row.values.len() < target.row().places.len()
            });
            let filled: Option<Vec<(usize, Vec<Piece>)>> = short
                .map(|(at, row, target)| Some((*at, with_blanks(row, usual, target.row().places.len())?)))
                .collect();
            for (at, pieces) in filled.into_iter().flatten() {
                values[at] = pieces;
            }
        }
        values
    }

    /// The cell of the report's edition that a cell is.
    fn own_cell(&self, cell: Cell) -> Option<Cell> {
        let own = self.placing.edition.format().cell(cell.id())?;
        (own.declared().kind == cell.declared().kind).then_some(own)
    }

    fn settle_row(&mut self, at: usize, target: Target, habits: &BTreeMap<usize, Habits>) {
        let values = std::mem::take(&mut self.values[at]);
        let mut fillings = Vec::new();
        let mut displaced: Vec<(Cell, String, Place)> = Vec::new();
        let row = self.row(at);
        {
            let head = row.head.and_then(|head| self.placing.rows.heads.get(head));
            let none = Habits::default();
            let habits = habits.get(&row.block).unwrap_or(&none);
            let landing = land(row, &values, head, habits, target.row());
            for (cell, piece) in &landing.placed {
                let unit =
                    landing.above.iter().find(|(other, _)| other == cell).and_then(|(_, text)| unit_of(text));
                match self.own_cell(*cell) {
                    Some(own) => fillings.push(self.filling(own, piece, unit, at)),
                    None if piece.text.is_empty() => {}
                    None => displaced.push((*cell, piece.text.clone(), piece.place)),
                }
            }
            if !landing.beside.is_empty() {
                self.add_beside(row, target, &landing.beside);
            }
            if !landing.loose.is_empty() {
                let loose: Vec<Piece> = landing.loose.iter().map(|piece| (*piece).clone()).collect();
                self.add_loose(row, target, &loose);
            }
        }
        self.values[at] = values;
        if !displaced.is_empty() {
            self.add_displaced(row, target, &displaced);
        }
        let is_filled = fillings.iter().any(|filling| filling.reading != Reading::Blank(false));
        if !target.found.is_sure && is_filled {
            return self.add_unsure_row(row, target, &fillings);
        }
        self.add_fillings(row, fillings);
    }

    fn filling(&self, cell: Cell, piece: &Piece, unit: Option<&str>, row: usize) -> Filling {
        let reading = read(cell.declared().kind, &piece.text, unit);
        Filling { cell, text: piece.text.clone(), from: vec![piece.place], reading, row }
    }

    /// Puts sure values into their cells and makes doubts of the others, those of one text together.
    fn add_fillings(&mut self, row: &Row, fillings: Vec<Filling>) {
        let mut unsure: Vec<(String, Vec<Filling>)> = Vec::new();
        for filling in fillings {
            match &filling.reading {
                Reading::Unsure(..) => match unsure.iter_mut().find(|(text, _)| *text == filling.text) {
                    Some((_, same)) => same.push(filling),
                    None => unsure.push((filling.text.clone(), vec![filling])),
                },
                Reading::Blank(dash) => {
                    self.dashes += usize::from(*dash);
                    self.sure.insert(filling.cell, filling);
                }
                Reading::Number(_) => {
                    self.sure.insert(filling.cell, filling);
                }
            }
        }
        for (text, same) in unsure {
            self.add_unsure_values(row, &text, &same);
        }
    }
}

/// What goes into a cell if nothing else is chosen.
fn proposal(reading: &Reading) -> String {
    match reading {
        Reading::Blank(_) => String::new(),
        Reading::Number(text) => text.clone(),
        Reading::Unsure(_, ways) => ways.first().map_or(String::new(), |way| way.text.clone()),
    }
}

fn choice(words: String, hint: &str, fills: Vec<(String, String)>) -> Choice {
    Choice { words, hint: hint.to_owned(), fills }
}

/// The same cells, all blank.
fn blank(fills: &[(String, String)]) -> Vec<(String, String)> {
    fills.iter().map(|(id, _)| (id.clone(), String::new())).collect()
}

fn each_once(mut places: Vec<Place>) -> Vec<Place> {
    places.sort_unstable();
    places.dedup();
    places
}
