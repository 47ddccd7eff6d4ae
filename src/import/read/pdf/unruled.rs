//! Tables without ruling lines, found by their numbers: rows of numbers beside labels, and what stands above
//! them. What is drawn in one go is a cell. Where the numbers of all rows stand in the same columns, the columns
//! are known; else each row is as long as it is. Knows no page but its own.

mod pieces;

mod columns;

use super::content::Letter;
use super::ruled::Cell;
use super::table::{Filled, Table, begins};
use columns::{columns, spans};
use pieces::{Piece, pieces, runs};

/// The longest label, in letters.
const LONGEST: usize = 60;
/// The most pieces of a page in which tables are looked for.
const MOST_PIECES: usize = 2000;

/// Pieces that stand side by side.
#[derive(Debug, Default)]
struct Band {
    pieces: Vec<Piece>,
}

impl Band {
    fn values(&self) -> usize {
        self.pieces.iter().filter(|piece| piece.is_value()).count()
    }

    fn letters(self) -> impl Iterator<Item = Letter> {
        self.pieces.into_iter().flat_map(|piece| piece.letters)
    }

    fn is_short(&self) -> bool {
        let is_label = |piece: &Piece| piece.text.chars().count() <= LONGEST && !piece.text.ends_with('。');
        self.pieces.iter().all(is_label)
    }

    /// Whether it may stand in a table, among others of it.
    fn is_heading(&self) -> bool {
        let is_chapter = |text: &str| begins(text) && text.contains('、');
        self.is_short() && (self.pieces.len() > 1 || !self.pieces.iter().any(|piece| is_chapter(&piece.text)))
    }
}

/// Takes the tables out of the letters of a page, which come as they were drawn, and leaves the others.
pub(super) fn take_tables(letters: &mut Vec<Letter>) -> Vec<Table> {
    let runs = runs(letters);
    if runs.len() > MOST_PIECES || runs.iter().filter(|run| run.is_value()).count() < 3 {
        return Vec::new();
    }
    letters.clear();
    let pieces = pieces(runs);
    let mut tables = Vec::new();
    let mut rest = bands(pieces).into_iter().peekable();
    let mut open: Vec<Band> = Vec::new();
    while let Some(band) = rest.next() {
        let is_row = band.values() > 0 && band.is_short();
        let stands_above = rest.peek().is_some_and(|next| next.pieces.len() > 1);
        if is_row || band.is_heading() && (band.pieces.len() > 1 || stands_above) {
            open.push(band);
            continue;
        }
        tables.extend(close(&mut open, letters));
        letters.extend(band.letters());
    }
    tables.extend(close(&mut open, letters));
    tables
}

/// The table of the bands that are open, if they are one; what is none goes back to the letters.
fn close(open: &mut Vec<Band>, letters: &mut Vec<Letter>) -> Option<Table> {
    // What stands below the last numbers is no part of a table.
    let end = open.iter().rposition(|band| band.values() > 0).map_or(0, |last| last + 1);
    let after = open.split_off(end);
    let bands = std::mem::take(open);
    let rows = bands.iter().filter(|band| band.values() > 0).count();
    let widest = bands.iter().map(Band::values).max().unwrap_or(0);
    letters.extend(after.into_iter().flat_map(Band::letters));
    let is_list = bands.iter().filter(|band| band.values() > 0).all(|band| band.pieces.len() > band.values());
    if rows > 1 && (widest > 1 || is_list) || widest > 2 {
        return Some(table(bands));
    }
    letters.extend(bands.into_iter().flat_map(Band::letters));
    None
}

/// Pieces side by side, from top to bottom: each row of numbers with the labels beside it, then the others.
fn bands(pieces: Vec<Piece>) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    let (mut values, mut others): (Vec<Piece>, Vec<Piece>) = pieces.into_iter().partition(Piece::is_value);
    values.sort_by(|one, other| one.first.total_cmp(&other.first));
    others.sort_by(|one, other| one.middle().total_cmp(&other.middle()));
    for piece in values {
        match bands.last_mut() {
            Some(band) if (piece.first - band.pieces[0].first).abs() < 0.3 * piece.size => {
                band.pieces.push(piece)
            }
            _ => bands.push(Band { pieces: vec![piece] }),
        }
    }
    let rows = bands.len();
    let mut last: Option<f64> = None;
    for piece in others {
        let middle = piece.middle();
        let near = bands[..rows].partition_point(|band| band.pieces[0].middle() < middle);
        let beside = [near.checked_sub(1), Some(near)].into_iter().flatten().find(|at| {
            let row = bands.get(*at).filter(|_| *at < rows).and_then(|band| band.pieces.first());
            row.is_some_and(|row| piece.covers(row.middle()) && piece.text.chars().count() <= LONGEST)
        });
        if let Some(at) = beside {
            bands[at].pieces.push(piece);
        } else if last.is_some_and(|last| (middle - last).abs() < 0.6 * piece.size) && bands.len() > rows {
            bands.iter_mut().last().into_iter().for_each(|band| band.pieces.push(piece.clone()));
        } else {
            last = Some(middle);
            bands.push(Band { pieces: vec![piece] });
        }
    }
    for band in &mut bands {
        band.pieces.sort_by(|one, other| one.left.total_cmp(&other.left));
    }
    let height = |band: &Band| {
        band.pieces.iter().find(|piece| piece.is_value()).or(band.pieces.first()).map_or(0.0, Piece::middle)
    };
    bands.sort_by(|one, other| height(one).total_cmp(&height(other)));
    bands
}

/// The table of some rows.
fn table(bands: Vec<Band>) -> Table {
    let bands = unbroken(bands);
    let top =
        bands.first().and_then(|band| band.pieces.first()).map_or(0.0, |piece| piece.first - piece.size);
    let columns = columns(&bands);
    let labels = bands.iter().filter(|band| band.values() > 0).map(|band| band.pieces.len() - band.values());
    let labels = labels.max().unwrap_or(0);
    let mut cells = Vec::new();
    for (row, band) in bands.iter().enumerate() {
        let spans = columns.as_deref().and_then(|columns| spans(band, columns, labels));
        // Columns that are not known: each piece takes the next.
        let spans = spans.unwrap_or_else(|| (0..band.pieces.len()).map(|at| (at, 1)).collect());
        let mut next = 0;
        for (piece, (column, columns)) in band.pieces.iter().zip(spans) {
            let blank = |column| Cell { row, column, rows: 1, columns: 1 };
            let blanks =
                (next..column).map(|at| Filled { cell: blank(at), text: String::new(), is_full: false });
            cells.extend(blanks);
            let cell = Cell { row, column, rows: 1, columns };
            cells.push(Filled { cell, text: piece.text.clone(), is_full: false });
            next = column + columns;
        }
    }
    Table { top, columns: Vec::new(), rows: bands.len(), cells }
}

/// Rows that were too long for a line, put together: numbers alone at the left edge, below a row that reaches to
/// the right one.
fn unbroken(bands: Vec<Band>) -> Vec<Band> {
    let ends = bands.iter().filter_map(|band| band.pieces.last()).map(|piece| piece.right);
    let edge = ends.fold(f64::NEG_INFINITY, f64::max);
    let mut rows: Vec<Band> = Vec::new();
    for band in bands {
        let is_rest = rows.last().zip(band.pieces.first()).is_some_and(|(row, first)| {
            let ends = row.pieces.first().zip(row.pieces.last());
            let reaches = ends.is_some_and(|(begin, end)| {
                first.left < begin.left + 4.0 * first.size
                    && end.right > edge - 4.0 * end.size
                    && first.first > end.last
            });
            // A row with a label has numbers of its own.
            let is_longer = band.values() < row.values() || (1..row.pieces.len()).contains(&row.values());
            reaches && band.values() == band.pieces.len() && is_longer
        });
        match rows.last_mut() {
            Some(row) if is_rest => row.pieces.extend(band.pieces),
            _ => rows.push(band),
        }
    }
    rows
}
