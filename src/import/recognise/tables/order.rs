//! Which row of the form each row of a source is: by its label, the group that it stands in, its number, and
//! the order of the rows, all rows of a report at once. Rows that stand in another order are found by their
//! labels alone.
//! Knows no column.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::labels::{SAME, SURE};
use super::lexicon::Known;
use super::official::{Form, Row as FormRow, Word, official};
use super::rows::{Head, Row};

/// From this score on a row may be one of the form.
const LEAST: f64 = 0.6;
/// A label that is less alike is that of another row, whatever else speaks for it.
const STRANGE: f64 = 0.55;
/// A label that is so much alike is sure where its neighbours leave no other place.
const NEAR: f64 = 0.6;
/// Labels as short as this differ too easily.
const SHORT: usize = 4;
/// More rows than this are not compared in their order; a report has 32.
const MOST_ROWS: usize = 1500;

/// A row of the source that is one of the form.
#[derive(Clone, Copy, Debug)]
pub struct Match {
    /// Its place among the rows of the form.
    pub row: usize,
    /// How much alike the labels are.
    pub alike: f64,
    /// What speaks for it altogether.
    score: f64,
    /// Whether nobody needs to be asked.
    pub is_sure: bool,
}

/// The rows of a source beside those of an edition.
pub struct Order {
    /// For every row of the source what it is.
    pub matches: Vec<Option<Match>>,
    /// Rows that say the same as one that was matched, each with its row of the form.
    pub again: Vec<(usize, Match)>,
}

impl Order {
    /// How well a table of the form was found: the chapter, and what speaks for it.
    pub fn score(&self, form: &Form, chapter: usize) -> f64 {
        let of_chapter = |found: &&Match| form.rows[found.row].chapter == chapter;
        self.matches.iter().flatten().filter(of_chapter).map(|found| found.score).sum()
    }
}

/// What is known of the place of a row.
pub struct Context<'a> {
    /// The rows.
    pub rows: &'a [Row],
    /// The labels of columns.
    pub heads: &'a [Head],
    /// For every block the chapter that it stands in, if it is known.
    pub chapters: &'a [Option<usize>],
}

/// Puts the rows of a source beside those of an edition.
pub fn order(context: &Context, form: &Form) -> Order {
    let candidates: Vec<Vec<Match>> = context.rows.iter().map(|row| candidates(context, row, form)).collect();
    let mut matches: Vec<Option<Match>> = vec![None; candidates.len()];
    let compared: Vec<usize> =
        (0..candidates.len()).filter(|at| !candidates[*at].is_empty()).take(MOST_ROWS).collect();
    for (at, found) in in_order(&compared, &candidates, form.rows.len()) {
        matches[at] = Some(found);
    }
    // What the order left over is found by its label alone.
    let mut again = Vec::new();
    let mut taken: Vec<bool> = vec![false; form.rows.len()];
    matches.iter().flatten().for_each(|found| taken[found.row] = true);
    for (at, candidates) in candidates.iter().enumerate() {
        if matches[at].is_some() {
            continue;
        }
        let strong = candidates.iter().filter(|found| found.alike >= SURE);
        let Some(best) = strong.max_by(|one, other| one.score.total_cmp(&other.score)).copied() else {
            continue;
        };
        if taken[best.row] {
            again.push((at, Match { is_sure: true, ..best }));
        } else {
            taken[best.row] = true;
            matches[at] = Some(Match { is_sure: true, ..best });
        }
    }
    settle(&mut matches, context, form);
    Order { matches, again }
}

/// The best way to match rows without crossing.
fn in_order(compared: &[usize], candidates: &[Vec<Match>], rows: usize) -> Vec<(usize, Match)> {
    // For every count of source rows and of rows of the form the best score.
    let width = rows + 1;
    let mut best = vec![0.0_f64; (compared.len() + 1) * width];
    for (at, source) in compared.iter().enumerate() {
        let (above, below) = (at * width, (at + 1) * width);
        for row in 0..rows {
            best[below + row + 1] = best[below + row].max(best[above + row + 1]);
        }
        let mut scores: Vec<f64> = vec![0.0; rows];
        candidates[*source].iter().for_each(|found| scores[found.row] = found.score);
        for row in 0..rows {
            let matched = if scores[row] > 0.0 { best[above + row] + scores[row] } else { 0.0 };
            best[below + row + 1] = best[below + row].max(best[above + row + 1]).max(matched);
        }
    }
    let mut found = Vec::new();
    let (mut at, mut row) = (compared.len(), rows);
    while at > 0 && row > 0 {
        let here = best[at * width + row];
        if here == best[(at - 1) * width + row] {
            at -= 1;
        } else if here == best[at * width + row - 1] {
            row -= 1;
        } else {
            let source = compared[at - 1];
            found
                .extend(candidates[source].iter().find(|found| found.row == row - 1).map(|it| (source, *it)));
            (at, row) = (at - 1, row - 1);
        }
    }
    found.reverse();
    found
}

/// Says which matches are sure: labels that are the same, or nearly so where the rows before and behind
/// leave no other place. What is sure helps to settle its neighbours.
fn settle(matches: &mut [Option<Match>], context: &Context, form: &Form) {
    for found in matches.iter_mut().flatten() {
        found.is_sure |= found.alike >= SURE;
    }
    for _ in 0..2 {
        let found: Vec<(usize, Match)> =
            matches.iter().enumerate().filter_map(|(at, found)| Some((at, (*found)?))).collect();
        for (place, (at, this)) in found.iter().enumerate().filter(|(_, (_, this))| !this.is_sure) {
            let before = found[..place].iter().rev().map(|(_, other)| other).find(|other| other.is_sure);
            let behind = found[place + 1..].iter().map(|(_, other)| other).find(|other| other.is_sure);
            let is_sure = is_settled(this, before, behind, context.rows[*at].own().map(Rc::as_ref), form);
            if let Some(found) = &mut matches[*at] {
                found.is_sure = is_sure;
            }
        }
    }
}

/// Whether the sure rows before and behind leave a row no other place.
fn is_settled(
    this: &Match,
    before: Option<&Match>,
    behind: Option<&Match>,
    own: Option<&Known>,
    form: &Form,
) -> bool {
    let row = &form.rows[this.row];
    let in_table = |other: &&Match| form.rows[other.row].chapter == row.chapter;
    let first = form.rows.iter().position(|other| other.chapter == row.chapter).unwrap_or(0);
    let last = form.rows.iter().rposition(|other| other.chapter == row.chapter).unwrap_or(0);
    let lower = before.filter(in_table).map_or(first, |before| before.row + 1);
    let upper = behind.filter(in_table).map_or(last, |behind| behind.row.saturating_sub(1));
    let number = own.and_then(|own| own.label.number).map(|number| number.value);
    let own_number = row.own.and_then(|(_, number)| number).map(|number| number.value);
    let same_number = number.is_some() && number == own_number;
    let fits_number = same_number || number.is_none() || own_number.is_none();
    let letters = own.map_or(0, |own| own.label.word.chars().count());
    let is_like = this.alike >= SAME || this.alike >= NEAR && letters > SHORT;
    let is_near = lower == this.row || upper == this.row;
    lower == this.row && upper == this.row && fits_number && is_like
        || this.alike >= SAME && same_number && is_near
        || this.alike >= 0.84 && is_near
}

/// The rows of the form that a row may be.
fn candidates(context: &Context, row: &Row, form: &Form) -> Vec<Match> {
    let chapter = context.chapters.get(row.block).copied().flatten();
    let Some(own) = row.own() else {
        let rows = form.rows.iter().enumerate().filter(|(_, form_row)| form_row.own.is_none());
        return rows.filter_map(|(at, form_row)| without_label(context, row, at, form_row)).collect();
    };
    let mut best: BTreeMap<usize, Match> = BTreeMap::new();
    for (at, form_row) in form.rows.iter().enumerate() {
        let Some((word, number)) = form_row.own else { continue };
        let number_fits = match (own.label.number, number) {
            (Some(one), Some(other)) if one.value == other.value => 0.1,
            (Some(one), Some(other)) if one.style == other.style => -0.15,
            _ => 0.0,
        };
        let group = group_fits(row, own, form_row);
        let weak = || {
            if number_fits <= 0.0 || group <= 0.0 || own.label.word.chars().count() < 2 {
                return 0.0;
            }
            match official().covered(&own.label.word, word) {
                covered if covered >= SAME => NEAR,
                covered if covered >= 0.3 => 0.4 + 0.1 * covered,
                _ => 0.0,
            }
        };
        let known = own.is(word);
        let alike = if known >= STRANGE { known } else { weak() };
        let place = match chapter {
            Some(chapter) if chapter == form_row.chapter => 0.1,
            Some(_) => -0.1,
            None => 0.0,
        };
        let count = if row.values.len() == form_row.places.len() { 0.1 } else { 0.0 };
        let score = alike + group + number_fits + place + count;
        if alike > 0.0 && score >= LEAST {
            best.insert(at, Match { row: at, alike, score, is_sure: false });
        }
    }
    // A label that is surely one of the form is no misprint of another.
    if best.values().any(|found| found.alike >= SURE) {
        best.retain(|_, found| found.alike >= SURE);
    }
    best.into_values().collect()
}

/// Whether the group that a row stands in is that of a row of the form.
fn group_fits(row: &Row, own: &Known, form_row: &FormRow) -> f64 {
    let Some(&group) = form_row.groups.last() else { return 0.0 };
    let is = |words: &[(Word, f64)]| words.iter().any(|(word, alike)| *word == group && *alike >= SAME);
    let named = row.labels.iter().rev().skip(1).filter(|(_, known)| known.bears.group);
    let named: Vec<&[(Word, f64)]> =
        own.groups.iter().map(Vec::as_slice).chain(named.map(|(_, known)| known.words.as_slice())).collect();
    if named.iter().any(|words| is(words)) {
        return 0.25;
    }
    let carried = row.group.as_ref().is_some_and(|group| is(&group.words));
    match (carried, named.is_empty()) {
        (true, _) => 0.2,
        (false, false) => -0.1,
        (false, true) => 0.0,
    }
}

/// A row without a label may be one that the form gives none: under its columns, or with all its values.
fn without_label(context: &Context, row: &Row, at: usize, form_row: &FormRow) -> Option<Match> {
    let chapter = context.chapters.get(row.block).copied().flatten();
    let words: Vec<Word> = {
        let mut words: Vec<Word> = form_row.places.iter().flat_map(|(_, above)| above.clone()).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let head = row.head.and_then(|head| context.heads.get(head)).filter(|head| head.block <= row.block);
    let above = head.map_or(0.0, |head| {
        let cells = || head.rows.iter().flatten();
        let text: String = cells().map(|cell| cell.text.split_whitespace().collect::<String>()).collect();
        let text = super::labels::Label::of(&text).word;
        let is_named = |word: &&Word| {
            cells().any(|cell| cell.known.is(**word) >= SAME) || text.contains(official().text(**word))
        };
        let named = words.iter().filter(is_named).count();
        named as f64 / words.len().max(1) as f64
    });
    let is_whole = row.values.len() == form_row.places.len();
    let is_here = chapter.is_some_and(|chapter| chapter == form_row.chapter);
    let has_values = row.filled().next().is_some();
    let says = above >= 0.5 || is_whole && has_values && chapter.is_none_or(|_| is_here);
    let score = above
        + if is_whole { 0.5 } else { 0.0 }
        + if is_here { 0.2 } else { 0.0 }
        + if has_values { 0.3 } else { 0.0 };
    (says && (has_values || above >= 0.5)).then_some(Match { row: at, alike: 1.0, score, is_sure: true })
}
