//! What is generated from the declaration of the form, for all editions: how cells are called, the terms of the
//! identities, and of what goes on from the report of the year before. The rules travel as these rows.

use super::schema::{CARRY_PAIRS, CELL_NAMES, IDENTITY_TERMS, Table};
use super::{Row, Value};
use crate::format::meaning::{Follows, Tie};
use crate::format::{Cell, Edition, Kind};
use crate::validate::Rule;
use crate::validate::rules::{carried_in, in_force, projects, sums};

/// All dimensions with their rows.
pub fn all() -> [(&'static Table, Vec<Row<'static>>); 3] {
    [(&CELL_NAMES, cell_names()), (&IDENTITY_TERMS, identity_terms()), (&CARRY_PAIRS, carry_pairs())]
}

/// A number that counts something, from 1.
fn number(at: usize) -> Value<'static> {
    Value::Number(at as i64 + 1)
}

fn cell_names() -> Vec<Row<'static>> {
    let mut rows = Vec::new();
    for format in Edition::ALL.map(Edition::format) {
        for (at, cell) in format.cells.iter().enumerate() {
            let declared = cell.declared();
            let chapter = format.chapter_of(cell.id()).map_or("", |chapter| format.chapters[chapter].heading);
            rows.push(vec![
                format.edition.id().into(),
                cell.id().into(),
                number(at),
                chapter.into(),
                declared.row.as_str().into(),
                declared.column.as_str().into(),
                kind(declared.kind).into(),
                i64::from(declared.is_total()).into(),
            ]);
        }
    }
    rows
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Count => "count",
        Kind::Change => "change",
        Kind::Money => "money",
    }
}

fn identity_terms() -> Vec<Row<'static>> {
    let mut rows = Vec::new();
    for format in Edition::ALL.map(Edition::format) {
        for (at, identity) in format.identities.iter().enumerate() {
            let terms = identity.cells().count() as i64;
            for (cells, sign) in [(&identity.left, 1), (&identity.right, -1)] {
                rows.extend(cells.iter().map(|cell| {
                    vec![
                        format.edition.id().into(),
                        number(at),
                        sums::rule(identity.sum).id.into(),
                        identity.subject.as_str().into(),
                        cell.id().into(),
                        Value::Number(sign),
                        Value::Number(terms),
                    ]
                }));
            }
        }
    }
    rows
}

/// What goes on from year to year, and the rules that hold it to that.
static FOLLOWS: [(Follows, &Rule); 3] = [
    (Follows::CarriedIn, &carried_in::CARRIED_IN),
    (Follows::InForce, &in_force::IN_FORCE),
    (Follows::Projects, &projects::PROJECTS),
];

fn carry_pairs() -> Vec<Row<'static>> {
    let mut rows = Vec::new();
    for format in Edition::ALL.map(Edition::format) {
        let mut carry_no = 0;
        // The report of the year before may be of the same edition or of an earlier one.
        for before in Edition::ALL.into_iter().filter(|before| *before <= format.edition) {
            for (follows, rule) in &FOLLOWS {
                for tie in format.ties(*follows) {
                    let Some(terms) = terms(&tie, before) else { continue };
                    carry_no += 1;
                    rows.extend(terms.iter().map(|(cell, years_before, sign)| {
                        vec![
                            format.edition.id().into(),
                            Value::Number(carry_no),
                            rule.id.into(),
                            tie.now.declared().name.as_str().into(),
                            cell.edition().id().into(),
                            cell.id().into(),
                            Value::Number(*years_before),
                            Value::Number(*sign),
                            Value::Number(terms.len() as i64),
                        ]
                    }));
                }
            }
        }
    }
    rows
}

/// The terms of a tie, with how many years before they stand, and their sign; none if a report of that edition has
/// no such cells.
fn terms(tie: &Tie, before: Edition) -> Option<Vec<(Cell, i64, i64)>> {
    let mut terms = vec![(tie.now, 0, 1)];
    for cell in &tie.before {
        terms.push((cell.in_edition(before)?, 1, -1));
    }
    terms.extend(tie.plus.iter().map(|cell| (*cell, 0, -1)));
    terms.extend(tie.minus.iter().map(|cell| (*cell, 0, 1)));
    Some(terms)
}
