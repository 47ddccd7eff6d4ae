//! A page as its parts from top to bottom: lines of text, and tables with the text of their cells. Knows no
//! other page.

use std::collections::BTreeMap;

use super::content::{Letter, Shown};
use super::lines::{Line, cell_text, lines};
use super::matrix::Point;
use super::path::Rule;
use super::ruled::{Cell, Ruled, tables};
use super::table::Table;
use super::unruled::take_tables;

/// The most visible letters of a page whose text is behind a picture of it: a stamp, a page number.
const MOST_BESIDE_A_SCAN: usize = 40;

/// A page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) parts: Vec<Part>,
    pub(super) width: f64,
    pub(super) height: f64,
    /// How many letters it has, and how many that cannot be known.
    pub(super) letters: usize,
    pub(super) unknown: usize,
}

/// What stands on a page.
#[derive(Debug)]
pub(super) enum Part {
    Line(Line),
    Table(Table),
}

impl Part {
    fn top(&self) -> f64 {
        match self {
            Part::Line(line) => line.base - line.size,
            Part::Table(table) => table.top,
        }
    }
}

impl Sheet {
    /// Takes a page apart.
    pub(super) fn of(shown: Shown) -> Sheet {
        let Shown { letters, rules, width, height, .. } = shown;
        let visible = letters.iter().filter(|letter| !letter.is_invisible).count();
        let is_scan = visible < MOST_BESIDE_A_SCAN;
        let mut letters: Vec<Letter> =
            letters.into_iter().filter(|letter| is_scan || !letter.is_invisible).collect();
        let turn = usual_turn(&letters);
        // Letters lie as if they were upright; a page that is turned as a whole is turned back.
        let origin = match turn {
            1 => Point { x: 0.0, y: width },
            2 => Point { x: width, y: height },
            3 => Point { x: height, y: 0.0 },
            _ => Point::default(),
        };
        for letter in &mut letters {
            letter.turn = (letter.turn + 4 - turn) % 4;
            let shift = origin.turned_back(letter.turn);
            (letter.left, letter.right) = (letter.left + shift.x, letter.right + shift.x);
            letter.base += shift.y;
        }
        let rules: Vec<Rule> = rules.into_iter().map(|rule| turned_back(rule, turn, origin)).collect();
        let (width, height) = if turn % 2 == 1 { (height, width) } else { (width, height) };
        let count = letters.len();
        let unknown = letters.iter().filter(|letter| letter.letter == '\u{fffd}').count();
        let tables = tables(&rules);
        let mut cells: Vec<Vec<Vec<Letter>>> =
            tables.iter().map(|table| vec![Vec::new(); table.cells.len()]).collect();
        let mut outside: Vec<Letter> = Vec::new();
        for letter in letters {
            let Point { x, y } = place(&letter);
            let inside = tables.iter().enumerate();
            let inside = inside.filter_map(|(at, table)| Some((at, table.cell_at(x, y)?)));
            match inside.min_by(|(one, _), (other, _)| area(&tables[*one]).total_cmp(&area(&tables[*other])))
            {
                Some((table, cell)) => cells[table][cell].push(letter),
                None => outside.push(letter),
            }
        }
        let mut parts: Vec<Part> = Vec::new();
        for (table, cells) in tables.into_iter().zip(cells) {
            if cells.iter().any(|letters| !letters.is_empty()) {
                let margins = margins(&table, &cells);
                let text = |((cell, letters), margins)| {
                    let (left, right) = table.sides(cell);
                    cell_text(letters, right - left - margins)
                };
                let texts = table.cells.iter().zip(cells).zip(margins).map(text).collect();
                parts.push(Part::Table(Table::of(table, texts)));
            }
        }
        outside.retain(|letter| letter.turn == 0);
        parts.extend(take_tables(&mut outside).into_iter().map(Part::Table));
        parts.extend(lines(outside).into_iter().map(Part::Line));
        parts.sort_by(|one, other| one.top().total_cmp(&other.top()));
        Sheet { parts, width, height, letters: count, unknown }
    }

    /// Whether a table is wider than the page: what is beyond the edge is not in the file.
    pub(super) fn has_cut_table(&self) -> bool {
        let is_cut = |edge: &f64| *edge > self.width - 1.5;
        self.parts
            .iter()
            .any(|part| matches!(part, Part::Table(table) if table.columns.last().is_some_and(is_cut)))
    }
}

/// How much of the width of each cell is left blank on both sides together. Where the lines of a column begin
/// alike or end alike, that side tells; else what stands nearest to a side anywhere in the table, but at least
/// what word processors leave by themselves.
fn margins(table: &Ruled, cells: &[Vec<Letter>]) -> Vec<f64> {
    // For every column the blanks before and behind its lines.
    let mut columns: BTreeMap<(usize, usize), Vec<(f64, f64)>> = BTreeMap::new();
    for (cell, letters) in table.cells.iter().zip(cells) {
        let (left, right) = table.sides(cell);
        let blanks = columns.entry((cell.column, cell.columns)).or_default();
        let upright: Vec<Letter> = letters.iter().filter(|letter| letter.turn == 0).cloned().collect();
        blanks.extend(lines(upright).iter().map(|line| (line.left - left, right - line.right)));
    }
    let all = columns.values().flatten();
    let nearest = all.map(|(before, behind)| before.min(*behind)).fold(f64::INFINITY, f64::min);
    let least = if nearest.is_finite() { (2.0 * nearest).max(11.0) } else { 11.0 };
    // Where most of some lines begin, or end; none if they do not agree.
    let usual = |mut blanks: Vec<f64>| {
        blanks.sort_by(f64::total_cmp);
        let middle = blanks.get(blanks.len() / 2).copied()?;
        let near = blanks.iter().filter(|blank| (*blank - middle).abs() < 1.0).count();
        (blanks.len() > 2 && 3 * near >= 2 * blanks.len()).then_some(middle)
    };
    let margin = |cell: &Cell| {
        let Some(blanks) = columns.get(&(cell.column, cell.columns)) else { return least };
        let before = usual(blanks.iter().map(|(before, _)| *before).collect());
        let behind = usual(blanks.iter().map(|(_, behind)| *behind).collect());
        match (before, behind) {
            (Some(before), Some(behind)) => (2.0 * before.min(behind)).max(least),
            (Some(blank), None) | (None, Some(blank)) => (2.0 * blank).max(least),
            (None, None) => least,
        }
    };
    table.cells.iter().map(margin).collect()
}

/// Where the middle of a letter is on the page.
fn place(letter: &Letter) -> Point {
    // A letter that is turned to the right lies as if the page were turned to the left.
    letter.middle().turned_back((4 - letter.turn) % 4)
}

fn area(table: &Ruled) -> f64 {
    let length = |edges: &[f64]| edges.last().zip(edges.first()).map_or(0.0, |(last, first)| last - first);
    length(&table.columns) * length(&table.rows)
}

/// The turn of most letters.
fn usual_turn(letters: &[Letter]) -> u8 {
    let count = |turn: &u8| letters.iter().filter(|letter| letter.turn == *turn).count();
    (0..4).rev().max_by_key(count).unwrap_or(0)
}

fn turned_back(rule: Rule, turn: u8, origin: Point) -> Rule {
    let (one, other) = (rule.from.turned_back(turn), rule.to.turned_back(turn));
    Rule {
        from: Point { x: one.x.min(other.x) + origin.x, y: one.y.min(other.y) + origin.y },
        to: Point { x: one.x.max(other.x) + origin.x, y: one.y.max(other.y) + origin.y },
    }
}

/// The lines among some parts.
pub(super) fn texts(parts: &[Part]) -> impl Iterator<Item = &Line> {
    parts.iter().filter_map(|part| match part {
        Part::Line(line) => Some(line),
        Part::Table(_) => None,
    })
}

/// The value that has most weight, with those as near as `step`.
pub(super) fn most_common(values: impl Iterator<Item = (f64, usize)>, step: f64) -> Option<f64> {
    let mut weights: BTreeMap<i64, (usize, f64)> = BTreeMap::new();
    for (value, weight) in values {
        let entry = weights.entry((value / step).round() as i64).or_insert((0, value));
        entry.0 += weight;
    }
    weights.into_values().max_by_key(|(weight, _)| *weight).map(|(_, value)| value)
}
