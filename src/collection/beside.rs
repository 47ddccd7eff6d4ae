//! Two reports side by side: tables with their differences, texts with what differs by word and how much of each
//! chapter is the same. And one organ over the years: its numbers in a row, and what must go on from year to year
//! (V07 to V09) for every organ of which two years are there.
//! Knows no screen.

use std::collections::BTreeMap;

use super::cells::{Cells, Held};
use super::extract::{Extract, Found};
use super::reading;
use crate::compare::marks::{Piece, marked};
use crate::format::texts::TextField;
use crate::format::{Edition, Kind};
use crate::report::office::Scope;
use crate::report::previous::Previous;
use crate::report::{Edit, Report};
use crate::validate::find;
use crate::validate::likeness::{Likeness, likeness};
use crate::validate::rules::{carried_in, in_force, projects};

/// A cell of two or more reports side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The stable name.
    pub id: &'static str,
    /// What the cell is called, in the newest edition that has it.
    pub name: String,
    /// What is counted there.
    pub kind: Kind,
    /// What each of the reports holds; none where its edition has no such cell.
    pub held: Vec<Option<Held>>,
}

impl Row {
    /// Whether not all of them hold the same number, or not all a number.
    pub fn differs(&self) -> bool {
        let number = |held: &Option<Held>| held.and_then(Held::number);
        self.held.windows(2).any(|pair| number(&pair[0]) != number(&pair[1]))
    }

    /// How much the last is more than the first; none if one of them is not known.
    pub fn change(&self) -> Option<i64> {
        let number = |held: Option<&Option<Held>>| held.copied().flatten().and_then(Held::number);
        number(self.held.last())?.checked_sub(number(self.held.first())?)
    }
}

/// The cells of reports side by side: those of the newest edition in its order, then those that only older ones have.
pub fn tables(reports: &[&Cells]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for edition in Edition::ALL.into_iter().rev() {
        if !reports.iter().any(|cells| cells.edition() == edition) {
            continue;
        }
        for &cell in &edition.format().cells {
            let declared = cell.declared();
            if rows.iter().any(|row| row.id == cell.id() && row.kind == declared.kind) {
                continue;
            }
            let there = |cells: &&Cells| {
                let own = cells.edition();
                let there = if own == edition { Some(cell) } else { cell.in_edition(own) };
                there.map(|cell| cells.at(cell))
            };
            let held = reports.iter().map(there).collect();
            rows.push(Row { id: cell.id(), name: declared.name.clone(), kind: declared.kind, held });
        }
    }
    rows
}

/// A text of two reports.
#[derive(Clone, Debug, PartialEq)]
pub struct TextPair {
    /// The text.
    pub field: TextField,
    /// How much of the first stands in the second, and which of its sentences; none if one says too little.
    pub likeness: Option<Likeness>,
    /// Both, with what differs marked, and what is the same shortened.
    pub pieces: [Vec<Piece>; 2],
}

/// The texts of two reports that are not the same, and those that are, in the order of the report; those that neither
/// has are left out.
pub fn texts(one: &Report, other: &Report) -> Vec<TextPair> {
    let pair = |field: TextField| {
        let [first, second] = [one, other].map(|report| report.text(field));
        (!first.is_empty() || !second.is_empty()).then(|| TextPair {
            field,
            likeness: likeness(first, second),
            pieces: marked(first, second),
        })
    };
    TextField::all().filter_map(pair).collect()
}

/// A text of two reports as it travels: the field; the share and the sentences; the pieces of both.
type PackedPair = (String, Option<(usize, Vec<String>)>, [Vec<(String, bool)>; 2]);

/// What the worker answers for the texts of two files: how they differ, as a text for [`parse`].
///
/// # Errors
/// A sentence that says why one of the files is not read.
pub fn answer(one: (&str, &[u8]), other: (&str, &[u8])) -> Result<String, String> {
    let [one, other] = [one, other].map(|(name, bytes)| reading::open(name, bytes));
    let pack = |TextPair { field, likeness, pieces }: TextPair| -> PackedPair {
        let pieces = pieces.map(|side| side.into_iter().map(|piece| (piece.text, piece.is_marked)).collect());
        (field.id().to_owned(), likeness.map(|it| (it.share, it.sentences)), pieces)
    };
    let packed: Vec<PackedPair> = texts(&one?.report, &other?.report).into_iter().map(pack).collect();
    serde_json::to_string(&packed).map_err(|error| error.to_string())
}

/// Takes a text that [`answer`] gave; none if it did not arrive whole.
pub fn parse(text: &str) -> Option<Vec<TextPair>> {
    let packed: Vec<PackedPair> = serde_json::from_str(text).ok()?;
    let unpack = |(field, likeness, pieces): PackedPair| {
        let piece = |(text, is_marked)| Piece { text, is_marked };
        Some(TextPair {
            field: TextField::from_id(&field)?,
            likeness: likeness.map(|(share, sentences)| Likeness { share, sentences }),
            pieces: pieces.map(|side| side.into_iter().map(piece).collect()),
        })
    };
    packed.into_iter().map(unpack).collect()
}

/// The reports of one organ over the years, the first year first; those of its area are another series.
pub type Series = Vec<usize>;

/// Every organ of which reports of two or more years are there. Of two reports of a year the one that was added last
/// counts. `key` says what an organ is known by.
pub fn series(extracts: &[Extract], key: impl Fn(usize) -> String) -> Vec<Series> {
    let mut of_organ: BTreeMap<(String, Option<Scope>), BTreeMap<i64, usize>> = BTreeMap::new();
    for (at, extract) in extracts.iter().enumerate() {
        let key = key(at);
        if let Some(year) = extract.year.filter(|_| !key.is_empty()) {
            of_organ.entry((key, extract.scope)).or_default().insert(year, at);
        }
    }
    let several = of_organ.into_values().filter(|years| years.len() > 1);
    several.map(|years| years.into_values().collect()).collect()
}

/// What does not go on from one year to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Break {
    /// The report of the earlier year.
    pub then: usize,
    /// The report of the later year, which the finding is about.
    pub now: usize,
    /// What was found.
    pub found: Found,
}

/// What must go on from year to year and does not, in every pair of years that follow each other.
pub fn breaks(extracts: &[Extract], series: &[Series]) -> Vec<Break> {
    let pairs = series.iter().flat_map(|series| series.windows(2));
    pairs.flat_map(|pair| breaks_between(extracts, pair[0], pair[1])).collect()
}

fn breaks_between(extracts: &[Extract], then: usize, now: usize) -> Vec<Break> {
    let [before, after] = [then, now].map(|at| &extracts[at]);
    if before.year.and_then(|year| year.checked_add(1)) != after.year {
        return Vec::new();
    }
    let mut report = after.report();
    // They were found to be of one organ, however its name is written.
    let mut last = before.report();
    last.apply(Edit::Organ(after.organ.clone()));
    report.apply(Edit::Previous(Some(Previous::new(before.origin.name.clone(), last))));
    let rules = [&carried_in::CARRIED_IN, &in_force::IN_FORCE, &projects::PROJECTS];
    let found = find(&rules, &report);
    found.iter().map(|finding| Break { then, now, found: Found::of(finding) }).collect()
}
