//! A report that was recognised, as it is looked at before it is imported: what was chosen for each doubt, where
//! what has no place is put, and the report that comes of it.

use std::collections::BTreeMap;

use super::layout::laid_out;
use super::picking::Picked;
use crate::app::message::Queued;
use crate::format::HEAD;
use crate::format::texts::TextField;
use crate::import::answer::Answer;
use crate::import::recognised::{Choice, Recognised};
use crate::import::source::{Content, Place, Source};
use crate::report::entry::Entry;
use crate::report::{Edit, Report};

/// A report that was recognised, and what was decided about it so far.
#[derive(Debug)]
pub struct Preview {
    pub(super) source: Source,
    pub(super) recognised: Recognised,
    /// For each doubt the choice that is taken, and how far it is decided.
    doubts: Vec<(usize, Stand)>,
    /// Where what has no place goes.
    put: Vec<Option<TextField>>,
    pub(super) picked: Option<Picked>,
    /// Where in the queue the work is.
    at: Option<Queued>,
}

/// Lets every place of a table be the one at which its cell begins, so that merged cells are one place.
fn begin_cells(source: &Source, recognised: &mut Recognised) {
    let tables = source.blocks.iter().enumerate().filter_map(|(block, of)| match &of.content {
        Content::Table(grid) => Some((block, laid_out(grid))),
        _ => None,
    });
    let mut begins = BTreeMap::new();
    for (block, rows) in tables {
        for cell in rows.into_iter().flatten().filter(|cell| cell.colspan > 1 || cell.rowspan > 1) {
            let begin = Place::cell(block, cell.row, cell.column);
            for row in cell.row..cell.row + cell.rowspan {
                let columns = cell.column..cell.column + cell.colspan;
                begins.extend(columns.map(|column| (Place::cell(block, row, column), begin)));
            }
        }
    }
    let values = recognised.values.iter_mut().map(|value| &mut value.from);
    let doubts = recognised.doubts.iter_mut().map(|doubt| &mut doubt.from);
    let unplaced = recognised.unplaced.iter_mut().map(|unplaced| &mut unplaced.from);
    for from in values.chain(doubts).chain(unplaced) {
        let before = std::mem::take(from);
        for place in before {
            let place = begins.get(&place).copied().unwrap_or(place);
            if from.last() != Some(&place) {
                from.push(place);
            }
        }
    }
}

/// How far a doubt is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Not yet: the proposal stands.
    Open,
    /// A choice was taken.
    Chosen,
    /// It is settled, and put away.
    Settled,
}

impl Preview {
    /// What a worker answered, ready to be looked at.
    ///
    /// # Errors
    /// A sentence that says why there is nothing to look at.
    pub fn read(answer: Result<String, String>) -> Result<Preview, String> {
        let answer = Answer::parse(&answer?).ok_or("读出的内容没有传完整。请再打开一次。")?;
        let preview = Preview::of(answer);
        if preview.is_empty() { Err(preview.nothing_words()) } else { Ok(preview) }
    }

    /// What was read and recognised, nothing decided yet.
    pub fn of(answer: Answer) -> Preview {
        let Answer { source, mut recognised } = answer;
        begin_cells(&source, &mut recognised);
        let doubts = vec![(0, Stand::Open); recognised.doubts.len()];
        let put = vec![None; recognised.unplaced.len()];
        Preview { source, recognised, doubts, put, picked: None, at: None }
    }

    /// What the file says.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// What was recognised in it.
    pub fn recognised(&self) -> &Recognised {
        &self.recognised
    }

    /// Whether nothing was found that could go into a report.
    pub(super) fn is_empty(&self) -> bool {
        let Recognised { values, doubts, unplaced, .. } = &self.recognised;
        values.is_empty() && doubts.is_empty() && unplaced.is_empty()
    }

    /// Whether no part of a report was recognised, and nothing was put into one.
    pub(super) fn is_unknown(&self) -> bool {
        let Recognised { values, doubts, .. } = &self.recognised;
        values.is_empty() && doubts.is_empty() && self.put.iter().all(Option::is_none)
    }

    /// Why there is nothing, in a sentence.
    pub(super) fn nothing_words(&self) -> String {
        let problems = self.problems().collect::<Vec<_>>().concat();
        if problems.is_empty() { "里面没有认出年报的内容。".to_owned() } else { problems }
    }

    /// What is to be said of the whole, a sentence each.
    pub fn problems(&self) -> impl Iterator<Item = &str> {
        self.source.problems.iter().chain(&self.recognised.problems).map(String::as_str)
    }

    /// How far a doubt is decided.
    pub fn stand(&self, doubt: usize) -> Stand {
        self.doubts.get(doubt).map_or(Stand::Open, |(_, stand)| *stand)
    }

    /// The number of the choice that is taken for a doubt.
    pub fn chosen(&self, doubt: usize) -> usize {
        self.doubts.get(doubt).map_or(0, |(choice, _)| *choice)
    }

    /// The choice that is taken for a doubt.
    pub fn choice(&self, doubt: usize) -> Option<&Choice> {
        self.recognised.doubts.get(doubt)?.choices.get(self.chosen(doubt))
    }

    /// Where something without a place is put.
    pub fn put_under(&self, unplaced: usize) -> Option<TextField> {
        self.put.get(unplaced).copied().flatten()
    }

    /// Where in the queue the work is.
    pub fn at(&self) -> Option<Queued> {
        self.at
    }

    /// The report as it would be imported now.
    pub fn report(&self) -> Report {
        let choices: Vec<usize> = self.doubts.iter().map(|(choice, _)| *choice).collect();
        self.recognised.report(&choices, &self.put)
    }

    /// A draft with the report put over it: what the source has nothing of stays as it is, and a table of which
    /// it has a number is taken whole, so that no two tables are mixed.
    pub(super) fn over(&self, draft: &Report) -> Report {
        let (new, mut report) = (self.report(), draft.clone());
        for (id, _) in HEAD {
            let value = new.head_value(id);
            if let Some(edit) = report.typing(id, &value).filter(|_| !value.is_empty()) {
                report.apply(edit);
            }
        }
        report.apply(Edit::Edition(new.edition()));
        for field in new.format().texts().filter(|field| !new.text(*field).is_empty()) {
            report.apply(Edit::Text(field, new.text(field).to_owned()));
        }
        for table in new.format().tables() {
            let entries: Vec<_> = table.cells.iter().map(|cell| (*cell, new.cell(*cell).clone())).collect();
            let is_entered = |entry: &Entry| matches!(entry, Entry::Number(_) | Entry::Text(_));
            if entries.iter().any(|(_, entry)| is_entered(entry)) {
                report.apply(Edit::Cells(entries));
            }
        }
        report
    }

    /// What is still to be looked at, a sentence each: doubts that were taken as proposed, what is not imported,
    /// and what is to be said of the whole.
    pub fn open_lines(&self) -> Vec<String> {
        let place = |from: &[Place]| match self.source.words_of(from) {
            words if words.is_empty() => words,
            words => format!("（{words}）"),
        };
        let doubts = self.recognised.doubts.iter().enumerate();
        let doubts = doubts.filter(|(at, _)| self.stand(*at) == Stand::Open).map(|(at, doubt)| {
            let words = self.choice(at).map_or("", |choice| &choice.words);
            format!("{}：没有核对，按建议{words}{}。", doubt.name, place(&doubt.from))
        });
        let unplaced = self.recognised.unplaced.iter().zip(&self.put).filter(|(_, put)| put.is_none());
        let unplaced =
            unplaced.map(|(unplaced, _)| format!("{}：没有导入{}。", unplaced.name, place(&unplaced.from)));
        doubts.chain(unplaced).chain(self.problems().map(str::to_owned)).collect()
    }

    pub(super) fn choose(&mut self, doubt: usize, choice: usize) {
        let count = self.recognised.doubts.get(doubt).map_or(0, |doubt| doubt.choices.len());
        if let Some(decided) = self.doubts.get_mut(doubt).filter(|_| choice < count) {
            *decided = (choice, Stand::Chosen);
            self.come_to(Queued::Doubt(doubt));
        }
    }

    pub(super) fn settle(&mut self, doubt: usize) {
        self.set_stand(doubt, Stand::Settled);
    }

    pub(super) fn reopen(&mut self, doubt: usize) {
        self.set_stand(doubt, Stand::Chosen);
        self.come_to(Queued::Doubt(doubt));
    }

    fn set_stand(&mut self, doubt: usize, to: Stand) {
        if let Some((_, stand)) = self.doubts.get_mut(doubt) {
            *stand = to;
        }
    }

    /// Puts something without a place under one of the texts that it can be put under, or under none.
    pub(super) fn put(&mut self, unplaced: usize, field: Option<TextField>) {
        let can_be_put = |field: TextField| {
            let targets = self.recognised.unplaced.get(unplaced).map(|unplaced| &unplaced.targets);
            targets.is_some_and(|targets| targets.iter().any(|target| target == field.id()))
        };
        let field = field.filter(|field| can_be_put(*field));
        if let Some(put) = self.put.get_mut(unplaced) {
            *put = field;
            self.come_to(Queued::Unplaced(unplaced));
        }
    }

    /// The work of the queue comes to a place, which is marked on both sides.
    pub(super) fn come_to(&mut self, queued: Queued) {
        self.at = Some(queued);
        self.picked = Some(Picked::Queued(queued));
    }

    /// What of the queue is still open, the next after a place; past the end it begins anew.
    pub(super) fn next_open(&self, from: Option<Queued>) -> Option<Queued> {
        let is_open = |queued: &Queued| match *queued {
            Queued::Doubt(doubt) => self.stand(doubt) == Stand::Open,
            Queued::Unplaced(unplaced) => self.put_under(unplaced).is_none(),
        };
        let queue = || {
            let doubts = (0..self.doubts.len()).map(Queued::Doubt);
            doubts.chain((0..self.put.len()).map(Queued::Unplaced)).filter(is_open)
        };
        queue().find(|queued| from.is_none_or(|from| *queued > from)).or_else(|| queue().next())
    }

    /// The name of the element that has the focus when the work comes to a place of the queue.
    pub(super) fn name_of(&self, queued: Queued) -> String {
        match queued {
            Queued::Doubt(doubt) => format!("doubt-{doubt}-{}", self.chosen(doubt)),
            Queued::Unplaced(unplaced) => format!("unplaced-{unplaced}"),
        }
    }
}
