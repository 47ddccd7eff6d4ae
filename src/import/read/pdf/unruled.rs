//! Tables without ruling lines, found by their numbers: rows of numbers beside labels, and what stands above
//! them. What is drawn in one go is a cell. Where the numbers of all rows stand in the same columns, the columns
//! are known; else each row is as long as it is. Knows no page but its own.

use super::content::Letter;
use super::lines::lines;
use super::ruled::Cell;
use super::table::{Filled, Table, begins, is_value};
use crate::import::characters::is_chinese;

/// The longest label, in letters.
const LONGEST: usize = 60;
/// The most pieces of a page in which tables are looked for.
const MOST_PIECES: usize = 2000;

/// Letters that were drawn in one go: a cell, or a line of text.
#[derive(Clone, Debug)]
struct Piece {
    letters: Vec<Letter>,
    left: f64,
    right: f64,
    /// What its first and its last line stand on.
    first: f64,
    last: f64,
    size: f64,
    text: String,
}

impl Piece {
    fn of(letters: Vec<Letter>) -> Option<Piece> {
        let seen = || letters.iter().filter(|letter| !letter.letter.is_whitespace());
        let first = seen().next()?;
        let (first, size) = (first.base, first.size);
        let left = seen().map(|letter| letter.left).fold(f64::INFINITY, f64::min);
        let right = seen().map(|letter| letter.right).fold(f64::NEG_INFINITY, f64::max);
        let last = seen().next_back().map_or(first, |letter| letter.base);
        let text = lines(letters.clone()).into_iter().map(|line| line.text).collect::<String>();
        Some(Piece { text: text.replace('\t', " "), letters, left, right, first, last, size })
    }

    fn is_value(&self) -> bool {
        is_value(&self.text)
    }

    /// Where its middle is, from top to bottom.
    fn middle(&self) -> f64 {
        (self.first + self.last) / 2.0 - 0.35 * self.size
    }

    /// Whether it reaches over a height.
    fn covers(&self, y: f64) -> bool {
        (self.first - 0.9 * self.size..=self.last + 0.2 * self.size).contains(&y)
    }

    /// Whether it begins, ends or has its middle where another has.
    fn is_aligned(&self, other: &Piece) -> bool {
        let middles = (self.left + self.right - other.left - other.right) / 2.0;
        [self.left - other.left, self.right - other.right, middles].iter().any(|off| off.abs() < 1.5)
    }
}

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

/// Letters that follow each other on a line.
fn runs(letters: &[Letter]) -> Vec<Piece> {
    let mut runs: Vec<Vec<Letter>> = Vec::new();
    let mut seen: Option<Seen> = None;
    for letter in letters {
        let next = Seen::of(letter, seen.as_ref());
        match (runs.last_mut(), &seen) {
            (Some(run), Some(seen)) if seen.goes_on(&next) => run.push(letter.clone()),
            _ => runs.push(vec![letter.clone()]),
        }
        seen = Some(next);
    }
    runs.into_iter().filter_map(Piece::of).collect()
}

/// What was drawn in one go: numbers parted from labels, lines of one cell put together.
fn pieces(runs: Vec<Piece>) -> Vec<Piece> {
    let runs = split_values(&runs);
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        // A line of a cell is the last that is drawn on it, but for numbers.
        let next = runs.get(at + 1).filter(|next| !next.is_value());
        let is_last = next.is_none_or(|next| (next.first - run.first).abs() > 0.3 * run.size);
        match pieces.last_mut() {
            Some(last) if is_last && goes_on_below(last, run) && has_neighbour(last, run, &runs) => {
                let letters =
                    std::mem::take(&mut last.letters).into_iter().chain(run.letters.clone()).collect();
                if let Some(joined) = Piece::of(letters) {
                    *last = joined;
                }
            }
            _ => pieces.push(run.clone()),
        }
    }
    pieces
}

/// The letter that was seen last, and how far it stood from the one before.
struct Seen {
    base: f64,
    size: f64,
    /// Where the last letter ends that is no space.
    right: f64,
    left: f64,
    gap: f64,
    is_chinese: bool,
    is_space: bool,
}

impl Seen {
    fn of(letter: &Letter, before: Option<&Seen>) -> Seen {
        let is_space = letter.letter.is_whitespace();
        let right = if is_space { before.map_or(letter.left, |before| before.right) } else { letter.right };
        let gap = before.map_or(0.0, |before| (letter.left - before.right) / letter.size);
        let (base, size, left) = (letter.base, letter.size, letter.left);
        Seen { base, size, right, left, gap, is_chinese: is_chinese(letter.letter), is_space }
    }

    /// Whether the next letter belongs to the same cell: on the same line, and no further than letters stand
    /// apart. Where they stand close, a small gap parts two cells too.
    fn goes_on(&self, next: &Seen) -> bool {
        let gap = (next.left - self.right) / self.size;
        let most = match (self.is_space || next.is_space, self.is_chinese && next.is_chinese) {
            (true, _) => 1.3,
            (false, true) if self.gap.abs() < 0.04 => 0.07,
            _ => 0.25,
        };
        (next.base - self.base).abs() < 0.3 * self.size && (-0.4..most).contains(&gap)
    }
}

/// Whether something stands beside two lines, near enough to be what they were broken for.
fn has_neighbour(above: &Piece, below: &Piece, runs: &[Piece]) -> bool {
    let (left, right) = (above.left.min(below.left), above.right.max(below.right));
    let far = 6.0 * above.size;
    runs.iter().any(|run| {
        let is_beside = (right..right + far).contains(&(run.left + 0.1))
            || (left - far..left).contains(&(run.right - 0.1));
        is_beside && run.last > above.first - 0.9 * above.size && run.first < below.last + 0.9 * below.size
    })
}

/// Whether a piece is the next line of the one before: near below it, where it stands, and no wider.
fn goes_on_below(above: &Piece, below: &Piece) -> bool {
    let step = (below.first - above.last) / above.size;
    let (width, next) = (above.right - above.left, below.right - below.left);
    (0.9..1.65).contains(&step)
        && (above.size - below.size).abs() < 0.5
        && above.is_aligned(below)
        && next < width + 0.5 * above.size
        && !above.is_value()
        && !below.is_value()
        && !begins(&below.text)
}

/// Parts a number from the label that it nearly touches, if other numbers follow, or stand in its column.
fn split_values(runs: &[Piece]) -> Vec<Piece> {
    let values: Vec<Piece> = runs.iter().filter(|run| run.is_value()).cloned().collect();
    let mut split = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        let digits = run.letters.iter().rev().take_while(|letter| !is_chinese(letter.letter)).count();
        let (label, value) = run.letters.split_at(run.letters.len() - digits);
        let parts = Piece::of(label.to_vec()).zip(Piece::of(value.to_vec()).filter(Piece::is_value));
        let parts = parts.filter(|(label, value)| value.left - label.right > 0.03 * run.size);
        let is_row = |value: &Piece| {
            let next = runs.get(at + 1).filter(|next| next.is_value());
            let follows = next.is_some_and(|next| (next.first - value.first).abs() < 0.3 * value.size);
            follows || value.is_value() && values.iter().any(|other| other.is_aligned(value))
        };
        match parts {
            Some((label, value)) if is_row(&value) => {
                split.extend(split_labels(label));
                split.push(value);
            }
            _ if is_row(run) && !run.is_value() => split.extend(split_labels(run.clone())),
            _ => split.push(run.clone()),
        }
    }
    split
}

/// Parts a label with a number from the one before, which it nearly touches: 「（三）不予公开」「1.属于国家秘密」.
fn split_labels(label: Piece) -> Vec<Piece> {
    let parts = label.letters.windows(2).enumerate().filter(|(_, pair)| {
        pair[1].letter.is_ascii_digit()
            && is_chinese(pair[0].letter)
            && pair[1].left - pair[0].right > 0.05 * label.size
    });
    let parts = parts.map(|(at, _)| label.letters.split_at(at + 1)).find_map(|(before, after)| {
        let after = Piece::of(after.to_vec()).filter(|after| begins(&after.text))?;
        Some(vec![Piece::of(before.to_vec())?, after])
    });
    parts.unwrap_or_else(|| vec![label])
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

/// A column of numbers.
struct Column {
    /// Where its numbers begin and end.
    left: f64,
    right: f64,
    /// Where it begins itself.
    start: f64,
}

/// The columns of the numbers; none if the numbers do not tell.
fn columns(bands: &[Band]) -> Option<Vec<Column>> {
    let pieces = || bands.iter().flat_map(|band| &band.pieces);
    let mut places: Vec<(f64, f64)> =
        pieces().filter(|piece| piece.is_value()).map(|piece| (piece.left, piece.right)).collect();
    places.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut columns: Vec<Column> = Vec::new();
    for (left, right) in places {
        match columns.last_mut() {
            Some(column) if left < column.right => column.right = column.right.max(right),
            _ => columns.push(Column { left, right, start: left - 1.0 }),
        }
    }
    // A column begins between its numbers and those before, where fewest headings would be cut.
    for at in 1..columns.len() {
        let (before, left) = (columns[at - 1].right, columns[at].left);
        let cut = |x: &f64| pieces().filter(|piece| piece.left < *x && *x < piece.right).count();
        let places = [(before + left) / 2.0, left - 1.0, before + 1.0];
        columns[at].start = places.into_iter().min_by_key(cut).unwrap_or(left);
    }
    // Labels that reach among the numbers: each row has columns of its own.
    let rows = || bands.iter().filter(|band| band.values() > 0);
    let mut labels = rows().flat_map(|band| &band.pieces).filter(|piece| !piece.is_value());
    if labels.any(|label| columns.first().is_some_and(|column| label.right > column.left)) {
        return None;
    }
    // One row at least has a number in each.
    (bands.iter().map(Band::values).max() == Some(columns.len())).then_some(columns)
}

/// Which column each piece begins in, and how many it takes; none if they stand in each other's way.
fn spans(band: &Band, columns: &[Column], labels: usize) -> Option<Vec<(usize, usize)>> {
    let start = |at: usize| columns[at].start;
    let end = |at: usize| columns.get(at + 1).map_or(f64::INFINITY, |next| next.start);
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let mut label = 0;
    if let [piece] = &band.pieces[..]
        && !piece.is_value()
    {
        return Some(vec![(0, labels + columns.len())]);
    }
    for piece in &band.pieces {
        let middle = (piece.left + piece.right) / 2.0;
        let within = |at: &usize| {
            let (left, right) = (piece.left.max(start(*at)), piece.right.min(end(*at)));
            let width = columns[*at].right - columns[*at].left;
            (start(*at)..end(*at)).contains(&middle) || !piece.is_value() && right - left > width.max(6.0)
        };
        let taken: Vec<usize> = (0..columns.len()).filter(within).collect();
        let span = match (taken.first(), taken.last()) {
            (Some(first), Some(last)) => (labels + first, last - first + 1),
            _ => {
                label += 1;
                (label - 1, 1)
            }
        };
        let is_free = spans.last().is_none_or(|last| last.0 + last.1 <= span.0);
        if !is_free || label > labels {
            return None;
        }
        spans.push(span);
    }
    // The last label reaches to the numbers.
    if let Some(last) = spans.iter_mut().take(label).last() {
        last.1 = labels - last.0;
    }
    Some(spans)
}
