//! The numbers of a published page beside those of the draft, cell by cell, as values: 49 is 49 whatever stands
//! around it, and blank is not 0. A table with the labels of the form in their places needs no recognising; of
//! any other table counts what was recognised.

use std::collections::{BTreeMap, BTreeSet};

use super::key::key;
use super::{Deviation, Evidence, Kind, marks};
use crate::document::{Block, Document, DocumentTable};
use crate::format::{Cell, Edition};
use crate::import::grid::Grid;
use crate::import::recognised::{Doubt, Recognised, Value};
use crate::import::source::{Content, Place, Source};
use crate::report::Report;
use crate::report::entry::Entry;
use crate::report::unit;

/// How many rows of its own a page may put above a table.
const MOST_ROWS_ABOVE: usize = 3;

/// What became of the cells.
#[derive(Default)]
pub(super) struct Cells {
    /// What is not surely the same, in the order of the form.
    pub deviations: Vec<Deviation>,
    /// How many are the same.
    pub same: usize,
    /// How many of the page were found.
    pub found: usize,
    /// What the report can be told by.
    pub evidence: Evidence,
    /// The chapters of whose tables nothing was found.
    pub lost: BTreeSet<usize>,
    /// The edition of the page, if that is another one.
    pub other_edition: Option<Edition>,
    /// How many cells the other edition lacks.
    pub not_compared: usize,
}

/// What the page says in a cell.
enum Found {
    /// This, verbatim, and where.
    Says(String, Place),
    /// It is in doubt, by the number of the doubt.
    Doubtful(usize),
}

/// Compares the cells.
pub(super) fn compare(
    report: &Report,
    document: &Document,
    source: &Source,
    recognised: &Recognised,
) -> Cells {
    let shown = shown(report, document);
    let mut cells = Cells::default();
    let (mut found, exact) = in_place(report, document, source);
    let is_exact = |from: &[Place]| !from.is_empty() && from.iter().all(|place| exact.contains(&place.block));
    recognise(&shown, report.edition(), source, recognised, &mut found);
    let edition = recognised.edition();
    if edition != report.edition() && has_other_cells(report.edition(), recognised, is_exact) {
        cells.other_edition = Some(edition);
    }
    let has_place = |cell: Cell| cells.other_edition.is_none_or(|other| cell.in_edition(other).is_some());
    let format = report.format();
    let mut doubted = BTreeSet::new();
    let mut not_compared = 0;
    for (at, chapter) in format.chapters.iter().enumerate() {
        let Some(table) = chapter.table() else { continue };
        let rows = format.rows.iter().filter(|row| row.chapter == at);
        let is_lost = !table.cells.iter().any(|cell| found.contains_key(cell));
        if is_lost {
            if table.cells.iter().any(|cell| !shown[cell].is_empty()) {
                cells.lost.insert(at);
                cells.deviations.push(missing(table.id, chapter.heading.to_owned(), "", "整张表没有找到。"));
            }
            continue;
        }
        for row in rows {
            let mut gone: Vec<Cell> = Vec::new();
            for cell in row.places.iter().map(|place| place.cell) {
                let own = &shown[&cell];
                match found.get(&cell) {
                    None if own.is_empty() => {}
                    None if !has_place(cell) => not_compared += 1,
                    None => gone.push(cell),
                    Some(Found::Doubtful(doubt)) => {
                        cells.found += 1;
                        if doubted.insert(*doubt) {
                            let is_of_it = |cell: &Cell| matches!(found.get(cell), Some(Found::Doubtful(of)) if of == doubt);
                            let all = format.cells.iter().copied().filter(is_of_it).collect::<Vec<_>>();
                            let own = own_words(&all, &shown);
                            cells.deviations.push(doubtful(cell, &own, &recognised.doubts[*doubt], source));
                        }
                    }
                    Some(Found::Says(said, place)) => {
                        cells.found += 1;
                        let is_same = is_same(cell, own, said);
                        cells.same += usize::from(is_same);
                        let tells = |text: &str| !matches!(text, "" | "0");
                        match is_same {
                            true => cells.evidence.same += usize::from(tells(own)),
                            false => {
                                cells.evidence.other += usize::from(tells(own) || tells(said));
                                cells.deviations.push(differs(cell, own, said, source.words(*place)));
                            }
                        }
                    }
                }
            }
            if let Some(first) = gone.first() {
                let name = match gone.len() {
                    1 => &first.declared().name,
                    _ => &first.declared().row,
                };
                let values = gone.iter().map(|cell| shown[cell].as_str()).collect::<Vec<_>>().join("、");
                cells.deviations.push(missing(first.id(), name.clone(), &values, ""));
            }
        }
        cells.deviations.extend(additional(at, source, recognised, report, is_exact));
    }
    cells.not_compared = not_compared;
    cells
}

fn tables(document: &Document) -> impl Iterator<Item = &DocumentTable> {
    document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })
}

/// What the cells show as published.
fn shown(report: &Report, document: &Document) -> BTreeMap<Cell, String> {
    let cells = tables(document).flat_map(DocumentTable::rows).flatten();
    cells.filter_map(|cell| Some((report.format().cell(cell.id?)?, cell.text.clone()))).collect()
}

/// Whether two texts say the same in a cell: the same number, whatever unit is behind it, or the same letters.
fn is_same(cell: Cell, own: &str, said: &str) -> bool {
    let read = |text| unit::read(cell.declared().kind, text);
    let is_text = |entry: &Entry| matches!(entry, Entry::Text(_));
    let (one, other) = (read(own), read(said));
    !is_text(&one) && one == other || key(own) == key(said)
}

/// What stands in the tables that have all labels of the form in their places, and which blocks these are.
fn in_place(
    report: &Report,
    document: &Document,
    source: &Source,
) -> (BTreeMap<Cell, Found>, BTreeSet<usize>) {
    let (mut found, mut exact) = (BTreeMap::new(), BTreeSet::new());
    for table in tables(document) {
        let grids = source.blocks.iter().enumerate().filter_map(|(at, block)| match &block.content {
            Content::Table(grid) => Some((at, grid)),
            _ => None,
        });
        let fitting = grids.filter(|(at, _)| !exact.contains(at)).find_map(|(at, grid)| {
            (0..=MOST_ROWS_ABOVE).find_map(|above| Some((at, fit(table, grid, above)?)))
        });
        let Some((at, cells)) = fitting else { continue };
        exact.insert(at);
        for (id, (row, column), text) in cells {
            if let Some(cell) = report.format().cell(id) {
                found.insert(cell, Found::Says(text, Place::cell(at, row, column)));
            }
        }
    }
    (found, exact)
}

/// A cell by its name, where it stands in a grid, and what it says there.
type Fitted = (&'static str, (usize, usize), String);

/// The cells of a table in a grid, so many rows below its top, if all labels stand in their places.
fn fit(table: &DocumentTable, grid: &Grid, above: usize) -> Option<Vec<Fitted>> {
    let rows = table.rows();
    if grid.rows.len() < rows.len() + above {
        return None;
    }
    let mut fitted: Vec<Fitted> = Vec::new();
    for (row, line) in table.grid().into_iter().enumerate() {
        for (column, place) in line.into_iter().enumerate() {
            let (of, at) = place?;
            let cell = &rows[of][at];
            let spot = grid.rows[row + above].get(column)?;
            match cell.id {
                None if key(&cell.text) != key(&spot.text) => return None,
                Some(id) if fitted.iter().all(|(other, ..)| *other != id) => {
                    fitted.push((id, (row + above, column), spot.text.clone()));
                }
                _ => {}
            }
        }
    }
    Some(fitted)
}

/// Adds what was recognised of other tables.
fn recognise(
    shown: &BTreeMap<Cell, String>,
    edition: Edition,
    source: &Source,
    recognised: &Recognised,
    found: &mut BTreeMap<Cell, Found>,
) {
    let cell = |id: &str| {
        let cell = edition.format().cell(id)?;
        (edition == recognised.edition() || cell.in_edition(recognised.edition()).is_some()).then_some(cell)
    };
    for Value { id, text, from } in &recognised.values {
        let (Some(cell), Some(place)) = (cell(id), from.first()) else { continue };
        let said = verbatim(source, *place).unwrap_or(text);
        // A total may be read out of several places.
        let said = if is_same(cell, &shown[&cell], text) { text } else { said };
        found.entry(cell).or_insert_with(|| Found::Says(said.to_owned(), *place));
    }
    for (at, doubt) in recognised.doubts.iter().enumerate() {
        let fills = doubt.choices.iter().flat_map(|choice| &choice.fills);
        let cells: BTreeSet<Cell> = fills.filter_map(|(id, _)| cell(id)).collect();
        let single = cells.len() == 1;
        for cell in cells {
            let said = doubt.from.first().and_then(|place| Some((verbatim(source, *place)?, *place)));
            let is_verbatim = |(said, _): &(&str, Place)| single && key(said) == key(&shown[&cell]);
            let it = match said.filter(is_verbatim) {
                Some((said, place)) => Found::Says(said.to_owned(), place),
                None => Found::Doubtful(at),
            };
            found.entry(cell).or_insert(it);
        }
    }
}

/// What stands in a place of a table.
fn verbatim(source: &Source, place: Place) -> Option<&str> {
    let (row, column) = place.at?;
    match &source.blocks.get(place.block)?.content {
        Content::Table(grid) => Some(&grid.rows.get(row)?.get(column)?.text),
        _ => None,
    }
}

/// Whether something stands on the page in a cell that an edition does not have.
fn has_other_cells(edition: Edition, recognised: &Recognised, is_exact: impl Fn(&[Place]) -> bool) -> bool {
    let other = recognised.edition();
    let is_only_there = |id: &str| {
        let cell = other.format().cell(id);
        cell.is_some_and(|cell| cell.in_edition(edition).is_none())
    };
    let values = recognised.values.iter().filter(|value| !is_exact(&value.from));
    values.filter(|value| !value.text.is_empty()).any(|value| is_only_there(&value.id))
}

/// What stands in or beside the table of a chapter and has no place in the form.
fn additional<'a>(
    chapter: usize,
    source: &'a Source,
    recognised: &'a Recognised,
    report: &'a Report,
    is_exact: impl Fn(&[Place]) -> bool + 'a,
) -> impl Iterator<Item = Deviation> + 'a {
    let of_table = move |from: &[Place]| {
        let is_cell = from.first().is_some_and(|place| place.at.is_some());
        let first = from.first().map(|place| place.block);
        let is_there = |value: &&Value| {
            report.format().chapter_of(&value.id) == Some(chapter)
                && value.from.first().map(|place| place.block) == first
        };
        is_cell && recognised.values.iter().any(|value| is_there(&value))
    };
    let table = report.format().chapters.get(chapter).and_then(|chapter| chapter.table());
    let target = table.map_or("", |table| table.id);
    let unplaced = recognised.unplaced.iter().filter(move |it| of_table(&it.from) && !is_exact(&it.from));
    unplaced.map(move |it| Deviation {
        kind: Kind::Additional,
        target,
        name: it.name.clone(),
        draft: Vec::new(),
        published: marks::plain(&it.quote),
        place: source.words_of(&it.from),
        hint: String::new(),
    })
}

fn differs(cell: Cell, own: &str, said: &str, place: String) -> Deviation {
    let word = |text: &str| marks::plain(if text.is_empty() { "空白" } else { text });
    Deviation {
        kind: Kind::Differs,
        target: cell.id(),
        name: cell.declared().name.clone(),
        draft: word(own),
        published: word(said),
        place,
        hint: String::new(),
    }
}

fn missing(target: &'static str, name: String, own: &str, hint: &str) -> Deviation {
    Deviation {
        kind: Kind::Missing,
        target,
        name,
        draft: if own.is_empty() { Vec::new() } else { marks::plain(own) },
        published: Vec::new(),
        place: String::new(),
        hint: hint.to_owned(),
    }
}

/// What the draft says in cells: their values; of several rows, each by its name.
fn own_words(cells: &[Cell], shown: &BTreeMap<Cell, String>) -> String {
    let word = |cell: &Cell| match shown[cell].as_str() {
        "" => "空白",
        text => text,
    };
    let rows: Vec<&[Cell]> =
        cells.chunk_by(|one, other| one.declared().row == other.declared().row).collect();
    let words = rows.iter().map(|row| {
        let values = row.iter().map(word).collect::<Vec<_>>().join("、");
        if rows.len() == 1 { values } else { format!("{}：{values}", row[0].declared().row) }
    });
    words.collect::<Vec<_>>().join("；")
}

/// A doubt, with all that the draft says where it is: it is another one as soon as any of that is changed.
fn doubtful(cell: Cell, own: &str, doubt: &Doubt, source: &Source) -> Deviation {
    Deviation {
        kind: Kind::Doubtful,
        target: cell.id(),
        name: doubt.name.clone(),
        draft: marks::plain(own),
        published: marks::plain(&doubt.quote),
        place: source.words_of(&doubt.from),
        hint: doubt.reason.clone(),
    }
}
