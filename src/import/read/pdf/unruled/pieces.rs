//! What was drawn in one go: a cell, or a line of text. Numbers are parted from the labels that they nearly touch, and
//! the lines of one cell put together. Knows no row and no column.

use super::super::content::Letter;
use super::super::lines::lines;
use super::super::table::{begins, is_value};
use crate::import::characters::is_chinese;

/// Letters that were drawn in one go: a cell, or a line of text.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) letters: Vec<Letter>,
    pub(super) left: f64,
    pub(super) right: f64,
    /// What its first and its last line stand on.
    pub(super) first: f64,
    pub(super) last: f64,
    pub(super) size: f64,
    pub(super) text: String,
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

    pub(super) fn is_value(&self) -> bool {
        is_value(&self.text)
    }

    /// Where its middle is, from top to bottom.
    pub(super) fn middle(&self) -> f64 {
        (self.first + self.last) / 2.0 - 0.35 * self.size
    }

    /// Whether it reaches over a height.
    pub(super) fn covers(&self, y: f64) -> bool {
        (self.first - 0.9 * self.size..=self.last + 0.2 * self.size).contains(&y)
    }

    /// Whether it begins, ends or has its middle where another has.
    fn is_aligned(&self, other: &Piece) -> bool {
        let middles = (self.left + self.right - other.left - other.right) / 2.0;
        [self.left - other.left, self.right - other.right, middles].iter().any(|off| off.abs() < 1.5)
    }
}

/// Letters that follow each other on a line.
pub(super) fn runs(letters: &[Letter]) -> Vec<Piece> {
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
pub(super) fn pieces(runs: Vec<Piece>) -> Vec<Piece> {
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
