//! What the page of the import shows, worked out from what was decided: lines of the list, counts, how each
//! place of the source and each field of the report looks. Knows no markup.

use std::collections::{BTreeMap, BTreeSet};

use super::State;
use super::picking::field_name;
use super::preview::{Preview, Stand};
use crate::app::message::Queued;
use crate::app::shown::{organ_words, year_words};
use crate::document::{Block, DocumentTable, compose};
use crate::format::texts::TextField;
use crate::format::{Cell, HEAD};
use crate::import::source::{Content, Place};
use crate::report::Report;
use crate::report::entry::Entry;
use crate::report::figure::Figures;

/// A file of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its name.
    pub name: String,
    /// What has become of it, in words.
    pub words: String,
    /// Which report it is, once that is known.
    pub facts: String,
    /// What can be done with it.
    pub kind: LineKind,
}

/// What can be done with a file of the list.
#[derive(Clone, Debug, PartialEq)]
pub enum LineKind {
    /// Nothing yet.
    Reading,
    /// It can be looked at.
    Read,
    /// Nothing.
    Refused,
    /// The draft that it has become, by its id, can be gone to.
    Draft(String),
}

impl Line {
    /// How a file stands in the list.
    pub(super) fn of(name: &str, state: &State) -> Line {
        let (words, facts, kind) = match state {
            State::Reading(_) => ("正在读…".to_owned(), String::new(), LineKind::Reading),
            State::Refused(sentence) => (sentence.clone(), String::new(), LineKind::Refused),
            State::Draft(id) => ("已是草稿".to_owned(), String::new(), LineKind::Draft(id.clone())),
            State::Read(preview) => (preview.tally().words(), preview.facts(), LineKind::Read),
        };
        Line { name: name.to_owned(), words, facts, kind }
    }
}

/// How much was placed, and how much was not.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// The cells that are sure.
    pub placed: usize,
    /// The cells of which the source says nothing.
    pub blank: usize,
    /// The doubts, and how many of them are decided.
    pub doubts: (usize, usize),
    /// The cells that the doubts are about.
    pub doubtful: usize,
    /// What found no place.
    pub unplaced: usize,
}

impl Tally {
    /// The cells of the edition.
    pub fn cells(&self) -> usize {
        self.placed + self.blank + self.doubtful
    }

    /// In words, for the list.
    pub fn words(&self) -> String {
        let Tally { placed, blank, doubts: (doubts, _), unplaced, .. } = *self;
        let counts = [(blank, "空白", "格"), (doubts, "存疑", "处"), (unplaced, "没有位置", "段")];
        let counts = counts.iter().filter(|(count, ..)| *count > 0);
        let counts = counts.map(|(count, name, unit)| format!("，{name} {count} {unit}")).collect::<String>();
        if counts.is_empty() {
            format!("{placed} 格都已放好")
        } else {
            format!("放好 {placed} 格{counts}")
        }
    }
}

/// How a number or a text looks as it will be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    /// What it says.
    pub text: String,
    /// Whether the source says nothing of it.
    pub is_blank: bool,
    /// Whether it is a sum that is worked out here.
    pub is_worked_out: bool,
    /// Whether what is decided in the queue may change it.
    pub may_change: bool,
    /// What of the queue it belongs to.
    pub marks: Vec<Mark>,
    /// Of a text, where it came from, in words.
    pub from: String,
}

/// A sign that ties a place of the source, a field of the report and the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it stands for.
    pub of: Queued,
    /// Whether that is decided.
    pub is_done: bool,
}

impl Mark {
    /// What it says: a number for a doubt, 甲 and so on for what has no place.
    pub fn sign(self) -> String {
        match self.of {
            Queued::Doubt(at) => (at + 1).to_string(),
            Queued::Unplaced(at) => {
                let stems = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
                let round = at / stems.len();
                let again = if round == 0 { String::new() } else { (round + 1).to_string() };
                format!("{}{again}", stems[at % stems.len()])
            }
        }
    }
}

/// A part of the report as it will be: what stands there is asked for by its name.
#[derive(Debug)]
pub struct Part {
    /// The heading.
    pub heading: &'static str,
    /// Its table, laid out.
    pub table: Option<DocumentTable>,
    /// Its text.
    pub field: TextField,
}

/// The name of the element of a field.
pub fn target_name(id: &str) -> String {
    format!("target-{id}")
}

/// The name of the element of a place of the source.
pub fn source_name(place: Place) -> String {
    match place.at {
        Some((row, column)) => format!("source-{}-{row}-{column}", place.block),
        None => format!("source-{}", place.block),
    }
}

impl Preview {
    /// Which report it is: organ, year, edition.
    pub fn facts(&self) -> String {
        let report = self.report();
        format!("{}，{}，{}", organ_words(&report), year_words(&report), report.edition().name())
    }

    /// The heading of the page.
    pub fn title(&self) -> String {
        let report = self.report();
        let year = report.year_number().map(|year| format!("{year} 年")).unwrap_or_default();
        format!("{} {year}报告", organ_words(&report))
    }

    fn doubtful(&self) -> BTreeSet<Cell> {
        let format = self.recognised.edition().format();
        let choices = self.recognised.doubts.iter().flat_map(|doubt| &doubt.choices);
        choices.flat_map(|choice| &choice.fills).filter_map(|(id, _)| format.cell(id)).collect()
    }

    /// The cells that are sure.
    fn placed(&self) -> BTreeSet<Cell> {
        let format = self.recognised.edition().format();
        let values = self.recognised.values.iter().filter(|value| !value.text.trim().is_empty());
        values.filter_map(|value| format.cell(&value.id)).collect()
    }

    /// How much was placed, and how much was not: the counts add up to the cells of the edition.
    pub fn tally(&self) -> Tally {
        let cells = self.recognised.edition().format().cells.len();
        let doubtful = self.doubtful();
        let placed = self.placed().difference(&doubtful).count();
        let doubts = self.recognised.doubts.len();
        let decided = (0..doubts).filter(|doubt| self.stand(*doubt) != Stand::Open).count();
        Tally {
            placed,
            doubtful: doubtful.len(),
            blank: cells.saturating_sub(placed + doubtful.len()),
            doubts: (doubts, decided),
            unplaced: self.recognised.unplaced.len(),
        }
    }

    /// Picks the next cell of which the source says nothing, and says which it is.
    pub(super) fn next_blank(&mut self) -> Option<&'static str> {
        let (doubtful, placed) = (self.doubtful(), self.placed());
        let cells = &self.recognised.edition().format().cells;
        let marked = self.marked().fields;
        let after = cells.iter().position(|cell| marked.iter().any(|field| field == cell.id()));
        let is_blank = |cell: &&Cell| !doubtful.contains(cell) && !placed.contains(cell);
        let rest = cells.iter().skip(after.map_or(0, |at| at + 1));
        let next = rest.chain(cells).find(is_blank).map(|cell| cell.id())?;
        self.pick_field(next.to_owned());
        Some(next)
    }

    fn mark(&self, of: Queued) -> Mark {
        let is_done = match of {
            Queued::Doubt(doubt) => self.stand(doubt) != Stand::Open,
            Queued::Unplaced(unplaced) => self.put_under(unplaced).is_some(),
        };
        Mark { of, is_done }
    }

    /// The signs of the queue, at the places of the source.
    pub fn signs(&self) -> BTreeMap<Place, Vec<Mark>> {
        let mut signs: BTreeMap<Place, Vec<Mark>> = BTreeMap::new();
        let doubts = self.recognised.doubts.iter().enumerate();
        let doubts = doubts.map(|(at, doubt)| (Queued::Doubt(at), &doubt.from));
        let unplaced = self.recognised.unplaced.iter().enumerate();
        let unplaced = unplaced.map(|(at, unplaced)| (Queued::Unplaced(at), &unplaced.from));
        for (queued, from) in doubts.chain(unplaced) {
            for place in from {
                signs.entry(*place).or_default().push(self.mark(queued));
            }
        }
        signs
    }

    /// The places of the source that something came from.
    pub fn linked(&self) -> BTreeSet<Place> {
        self.links().flat_map(|(_, from)| from).copied().collect()
    }

    /// Where a block of the source went, in words, each once; empty for a line of a table.
    pub fn went(&self) -> BTreeMap<usize, String> {
        let edition = self.recognised.edition();
        let mut went: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for (fields, from) in self.links() {
            for place in from {
                let is_table = matches!(
                    self.source.blocks.get(place.block).map(|block| &block.content),
                    Some(Content::Table(_))
                );
                for id in &fields {
                    let words = match (edition.format().cell(id), is_table) {
                        (Some(_), true) => {
                            edition.format().table_of(id).map_or("", |table| table.caption).to_owned()
                        }
                        (Some(_), false) => continue,
                        (None, _) => field_name(edition, id),
                    };
                    let words_here = went.entry(place.block).or_default();
                    if !words_here.contains(&words) {
                        words_here.push(words);
                    }
                }
            }
        }
        went.into_iter().map(|(block, words)| (block, words.join("、"))).collect()
    }

    /// The parts of the report in their order, their tables laid out.
    pub fn parts(&self) -> Vec<Part> {
        let format = self.recognised.edition().format();
        let blocks = compose(&Report::blank(format.edition)).blocks.into_iter();
        let mut tables = blocks.filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        let preamble = Part { heading: format.preamble.name(), table: None, field: format.preamble };
        let chapters = format.chapters.iter().map(|chapter| Part {
            heading: chapter.heading,
            table: chapter.table().and_then(|_| tables.next()),
            field: chapter.text(),
        });
        std::iter::once(preamble).chain(chapters).collect()
    }

    /// How every field looks, by its stable name.
    pub fn looks(&self) -> BTreeMap<&'static str, Look> {
        let report = self.report();
        let (format, figures) = (report.format(), Figures::of(&report));
        let (doubtful, placed) = (self.doubtful(), self.placed());
        let mut looks = BTreeMap::new();
        for cell in &format.cells {
            let is_blank = !placed.contains(cell) && !doubtful.contains(cell);
            let look = Look {
                text: figures.text(&report, *cell),
                is_blank,
                is_worked_out: is_blank && *report.cell(*cell) == Entry::Automatic,
                may_change: cell.declared().is_total(),
                ..Look::default()
            };
            looks.insert(cell.id(), look);
        }
        for (id, _) in HEAD {
            let text = head_words(&report, id);
            looks.insert(id, Look { is_blank: text.is_empty(), text, ..Look::default() });
        }
        for field in format.texts() {
            let text = report.text(field).to_owned();
            looks.insert(field.id(), Look { is_blank: text.is_empty(), text, ..Look::default() });
        }
        for (at, doubt) in self.recognised.doubts.iter().enumerate() {
            let fields: BTreeSet<&str> =
                doubt.choices.iter().flat_map(|choice| &choice.fills).map(|(id, _)| id.as_str()).collect();
            for id in fields {
                if let Some(look) = looks.get_mut(id) {
                    look.may_change = true;
                    look.marks.push(self.mark(Queued::Doubt(at)));
                }
            }
        }
        for at in 0..self.recognised.unplaced.len() {
            if let Some(look) = self.put_under(at).and_then(|field| looks.get_mut(field.id())) {
                look.marks.push(self.mark(Queued::Unplaced(at)));
            }
        }
        for (fields, from) in self.links() {
            for id in fields {
                if TextField::from_id(id).is_some()
                    && let (Some(look), Some(first)) = (looks.get_mut(id), from.first())
                    && look.from.is_empty()
                {
                    look.from = self.source.words(*first);
                }
            }
        }
        looks
    }
}

/// What a field before the report says, in words.
fn head_words(report: &Report, id: &str) -> String {
    match id {
        "level" => report.level().map(|level| level.name()).unwrap_or_default().to_owned(),
        "scope" => report.scope().map(|scope| scope.name()).unwrap_or_default().to_owned(),
        "edition" => report.edition().name().to_owned(),
        "published" => report.published().map(crate::document::chinese_date).unwrap_or_default(),
        _ => report.head_value(id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_place_is_counted_by_stems_and_goes_on_past_the_tenth() {
        let sign = |at| Mark { of: Queued::Unplaced(at), is_done: false }.sign();
        assert_eq!((sign(0), sign(9), sign(10)), ("甲".into(), "癸".into(), "甲2".into()));
    }
}
