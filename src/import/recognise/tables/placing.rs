//! Which edition the tables of a source are of, and which row of it each row of the source is.
//! Decides nothing about values.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::Habits;
use super::labels::SAME;
use super::official::{Form, Row as FormRow, official};
use super::order::{Context, Match, Order, order};
use super::rows::{Row, Rows};
use crate::format::Edition;

/// How much the year speaks for the edition that was in force: as much as so many labels.
const YEAR: f64 = 2.5;
/// By so much another edition must fit a table better than that of the report.
const BETTER: f64 = 0.5;

/// The rows of a source with their rows of the form.
pub struct Placing {
    /// The rows.
    pub rows: Rows,
    /// The edition of the report.
    pub edition: Edition,
    /// For every row what it is.
    pub targets: Vec<Option<Target>>,
    /// Rows that say again what another row said.
    pub again: Vec<(usize, Target)>,
    /// The tables that are of another edition: chapter and edition.
    pub other: Vec<(usize, Edition)>,
}

/// A row of the form that a row of the source is.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its edition, by its place among the forms.
    pub form: usize,
    /// What was found.
    pub found: Match,
}

impl Target {
    /// The row.
    pub fn row(&self) -> &'static FormRow {
        &official().forms[self.form].rows[self.found.row]
    }
}

impl Placing {
    /// Places rows. `edition` is that of the report, where it is settled already.
    pub fn of(
        rows: Rows,
        chapters: &[Option<usize>],
        edition: Option<Edition>,
        year: Option<i64>,
    ) -> Placing {
        let forms = &official().forms;
        let context = Context { rows: &rows.rows, heads: &rows.heads, chapters };
        let orders: Vec<Order> = forms.iter().map(|form| order(&context, form)).collect();
        let most = forms.iter().flat_map(|form| &form.rows).map(|row| row.chapter + 1).max().unwrap_or(0);
        let evidence: Vec<Vec<f64>> = (forms.iter().zip(&orders))
            .map(|(form, order)| (0..most).map(|chapter| speaks_for(&rows, order, form, chapter)).collect())
            .collect();
        let decided = edition.and_then(|edition| forms.iter().position(|form| form.edition == edition));
        let decided = decided.unwrap_or_else(|| {
            let in_force = year.map(Edition::for_year);
            let total = |at: usize| {
                let in_force = in_force.is_some_and(|edition| edition == forms[at].edition);
                let sum: f64 = evidence[at].iter().sum();
                sum + if in_force { YEAR } else { 0.0 } + 0.001 * at as f64
            };
            (0..forms.len()).max_by(|one, other| total(*one).total_cmp(&total(*other))).unwrap_or(0)
        });
        let of_chapter: Vec<usize> = (0..most)
            .map(|chapter| {
                let better = |at: &usize| evidence[*at][chapter] > evidence[decided][chapter] + BETTER;
                let best = (0..forms.len()).filter(better);
                best.max_by(|one, other| evidence[*one][chapter].total_cmp(&evidence[*other][chapter]))
                    .unwrap_or(decided)
            })
            .collect();
        let target = |form: usize, found: Match| {
            let target = Target { form, found };
            (of_chapter[target.row().chapter] == form).then_some(target)
        };
        let targets: Vec<Option<Target>> = (0..rows.rows.len())
            .map(|at| {
                let found = orders.iter().enumerate();
                let found = found.filter_map(|(form, order)| target(form, order.matches[at]?));
                found.max_by(|one, other| one.found.alike.total_cmp(&other.found.alike))
            })
            .collect();
        let again = orders.iter().enumerate().flat_map(|(form, order)| {
            order.again.iter().filter_map(move |(at, found)| Some((*at, target(form, *found)?)))
        });
        let mut again: Vec<(usize, Target)> = again.filter(|(at, _)| targets[*at].is_none()).collect();
        again.sort_by_key(|(at, _)| *at);
        again.dedup_by_key(|(at, _)| *at);
        let other = of_chapter.iter().enumerate().filter(|(_, form)| **form != decided);
        let other = other.map(|(chapter, form)| (chapter, forms[*form].edition)).collect();
        let mut placing = Placing { edition: forms[decided].edition, targets, again, other, rows };
        placing.leave_other_chapters(chapters);
        placing
    }

    /// A row in a chapter of another matter that says what a row in its own chapter says is none of the form.
    fn leave_other_chapters(&mut self, chapters: &[Option<usize>]) {
        let chapter = |rows: &Rows, at: usize| chapters.get(rows.rows[at].block).copied().flatten();
        let rows = &self.rows;
        let is_strange = |at: usize, target: &Target| {
            chapter(rows, at).is_some_and(|chapter| chapter != target.row().chapter)
        };
        let key = |target: &Target| (target.form, target.found.row);
        let mut firsts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (at, target) in self.targets.iter().enumerate() {
            if let Some(target) = target {
                firsts.insert(key(target), at);
            }
        }
        let mut moves = Vec::new();
        for (place, (at, target)) in self.again.iter().enumerate() {
            let Some(&first) = firsts.get(&key(target)) else { continue };
            match (is_strange(first, target), is_strange(*at, target)) {
                (true, false) => moves.push((place, Some(first))),
                (false, true) => moves.push((place, None)),
                _ => {}
            }
        }
        let mut left = BTreeSet::new();
        for (place, first) in moves {
            let (at, target) = self.again[place];
            left.insert(at);
            if let Some(first) = first.filter(|first| self.targets[*first].is_some()) {
                self.targets[first] = None;
                self.targets[at] = Some(target);
            }
        }
        self.again.retain(|(at, _)| !left.contains(at));
    }

    /// What the rows of every table have in common, by the block of the table.
    pub fn habits(&self) -> BTreeMap<usize, Habits> {
        let mut tables: BTreeMap<usize, Vec<(&Row, usize)>> = BTreeMap::new();
        for (row, target) in self.rows.rows.iter().zip(&self.targets) {
            if let Some(target) = target {
                tables.entry(row.block).or_default().push((row, target.row().places.len()));
            }
        }
        tables.into_iter().map(|(block, rows)| (block, Habits::of(rows.into_iter()))).collect()
    }
}

/// How much speaks for a table being that of an edition: the labels of its rows and columns.
fn speaks_for(rows: &Rows, order: &Order, form: &Form, chapter: usize) -> f64 {
    let mut heads: Vec<usize> = Vec::new();
    for (row, found) in rows.rows.iter().zip(&order.matches) {
        let is_here = found.is_some_and(|found| form.rows[found.row].chapter == chapter);
        heads.extend(row.head.filter(|head| is_here && !heads.contains(head)));
    }
    let mut columns: Vec<usize> = (form.rows.iter().filter(|row| row.chapter == chapter))
        .flat_map(|row| row.places.iter().filter_map(|(_, above)| above.first().copied()))
        .collect();
    columns.sort_unstable();
    columns.dedup();
    let cells =
        || heads.iter().filter_map(|head| rows.heads.get(*head)).flat_map(|head| head.rows.iter().flatten());
    let is_named = |word: &&usize| cells().any(|cell| cell.known.is(**word) >= 1.0);
    let is_near = |word: &&usize| cells().any(|cell| cell.known.is(**word) >= SAME);
    let named = columns.iter().filter(is_named).count() as f64;
    let near = columns.iter().filter(is_near).count() as f64;
    order.score(form, chapter) + 0.7 * named + 0.3 * near
}
