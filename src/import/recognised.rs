//! What was recognised in a source: for every value and text where it came from, what is doubtful and why,
//! what found no place. Plain data, so that it travels from the worker to the page; a report is made of it
//! when the user has chosen. Knows no file format.

use serde::{Deserialize, Serialize};

use super::source::Place;
use crate::format::texts::TextField;
use crate::format::{Cell, Edition};
use crate::report::entry::Entry;
use crate::report::{Edit, Report, unit};

/// A report as far as it was recognised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recognised {
    /// The stable name of the edition, decided once for the whole report.
    pub edition: String,
    /// Fields before the report, texts and cells that are sure, in the order of the report; a value is empty
    /// where the source has a blank.
    pub values: Vec<Value>,
    /// What is doubtful, in the order of the source.
    pub doubts: Vec<Doubt>,
    /// What found no place, in the order of the source.
    pub unplaced: Vec<Unplaced>,
    /// What is to be said of the whole, each a sentence for the user.
    pub problems: Vec<String>,
    /// The code that the source bears, 核对码.
    pub code: Option<String>,
    /// The stable names of the totals that were typed, where the source tells; then every value is meant as it
    /// is written.
    #[serde(default)]
    pub typed_totals: Option<Vec<String>>,
}

/// A value that was recognised, or a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Value {
    /// The stable name of the field: `organ`, `overview`, `requests.new.total`.
    pub id: String,
    /// What goes into the field, as a user would type it.
    pub text: String,
    /// Where it came from, each block once; a text may come from several.
    pub from: Vec<Place>,
}

/// Something that can be read in more than one way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Doubt {
    /// What it is about, in words: 「行政规范性文件，本年制发件数」.
    pub name: String,
    /// What the source says, verbatim.
    pub quote: String,
    /// Where.
    pub from: Vec<Place>,
    /// Why it is doubtful, a sentence.
    pub reason: String,
    /// What can be done, the proposal first; at least two.
    pub choices: Vec<Choice>,
}

/// A way to read what is doubtful.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// What is done, in words: 「填 22」「留空」.
    pub words: String,
    /// What speaks for it, or what else happens; may be empty.
    pub hint: String,
    /// The fields that it fills, each with what goes into it, empty for a blank. All choices of a doubt name
    /// the same cells, but for texts that are added to: a text is put behind what the field holds.
    pub fills: Vec<(String, String)>,
}

/// Something that found no place in the report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unplaced {
    /// What it is, in words: 「表二多出的一行」.
    pub name: String,
    /// What the source says, verbatim.
    pub quote: String,
    /// Where.
    pub from: Vec<Place>,
    /// The stable names of the texts that it can be put under, the likeliest first.
    pub targets: Vec<String>,
}

impl Recognised {
    /// The edition.
    pub fn edition(&self) -> Edition {
        Edition::from_id(&self.edition).unwrap_or(Edition::LATEST)
    }

    /// The report that comes of it: sure values, for each doubt the choice of its number (the proposal where
    /// there is none), and what has no place put under the text that was chosen for it.
    pub fn report(&self, choices: &[usize], put: &[Option<TextField>]) -> Report {
        let mut report = Report::blank(self.edition());
        let mut totals = Vec::new();
        let chosen = self.doubts.iter().enumerate().filter_map(|(at, doubt)| {
            let choice = choices.get(at).copied().unwrap_or(0);
            doubt.choices.get(choice).or(doubt.choices.first())
        });
        let values = self.values.iter().map(|value| (value.id.as_str(), value.text.as_str()));
        let fills = chosen.flat_map(|choice| &choice.fills).map(|(id, text)| (id.as_str(), text.as_str()));
        for (id, text) in values.chain(fills) {
            self.fill(&mut report, &mut totals, id, text);
        }
        for (unplaced, field) in self.unplaced.iter().zip(put) {
            if let Some(field) = field {
                add(&mut report, *field, &unplaced.quote);
            }
        }
        report.settle_totals(&totals);
        report
    }

    /// Fills a field; totals are settled when all their parts are there.
    fn fill(&self, report: &mut Report, totals: &mut Vec<(Cell, Entry)>, id: &str, text: &str) {
        let edition = report.edition();
        if let Some(field) = TextField::from_id(id) {
            return add(report, field, text);
        }
        if let Some(cell) = edition.format().cell(id) {
            let kind = cell.declared().kind;
            let (entry, is_typed) = match &self.typed_totals {
                Some(typed) => (Entry::parse(kind, text), typed.iter().any(|total| total == id)),
                None => (unit::read(kind, text), false),
            };
            if is_typed || !cell.declared().is_total() {
                report.apply(Edit::Cells(vec![(cell, entry)]));
            } else if entry != Entry::Blank {
                totals.push((cell, entry));
            }
            return;
        }
        if let Some(edit) = report.typing(id, text) {
            report.apply(edit);
            // The tables decide on the edition, not the year.
            report.apply(Edit::Edition(edition));
        }
    }
}

/// Puts a text behind what a field holds, as a paragraph of its own.
fn add(report: &mut Report, field: TextField, text: &str) {
    let held = report.text(field);
    let text = if held.is_empty() { text.to_owned() } else { format!("{held}\n{text}") };
    report.apply(Edit::Text(field, text));
}
