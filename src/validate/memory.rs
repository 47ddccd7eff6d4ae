//! What a check remembers for the next one: texts that were compared with last year's, texts that were read, and
//! what was found in them. While a text is being typed into, what was found in the rest of it moves along.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::Finding;
use super::likeness::{Compared, Likeness};
use super::passage::{Passage, Rewording};
use super::remark::Remark;
use crate::format::texts::TextField;
use crate::format::{Chapter, Edition};
use crate::profile::Profile;
use crate::prose::Prose;
use crate::prose::statements::{self, Statement};
use crate::report::Report;

/// A text as it is read.
#[derive(Clone, Debug)]
pub struct Read {
    /// Which it is.
    pub field: TextField,
    /// Its sentences and numbers.
    pub prose: Arc<Prose>,
    /// What it states of the numbers of the tables.
    pub stated: Arc<[Statement]>,
}

/// What was worked out for the check before.
#[derive(Debug, Default)]
pub struct Memory {
    /// What the area adds to the form.
    pub(super) area: Arc<Profile>,
    /// What the office above said to the report.
    pub(super) remarks: Arc<[Remark]>,
    /// The texts that were compared with last year's.
    compared: Compared,
    /// The texts as they were read last, in the words of an edition.
    read: Vec<Read>,
    edition: Option<Edition>,
    /// What was found in texts when they were read last; nothing before that.
    found: Option<Vec<Finding>>,
}

impl Memory {
    /// The memory of nothing yet, for reports of an area.
    pub fn of(area: Arc<Profile>) -> Memory {
        Memory { area, ..Memory::default() }
    }

    /// Measures by the profile of an area from now on; what was found by another is looked for anew.
    pub fn measure_by(&mut self, area: &Arc<Profile>) {
        if !Arc::ptr_eq(&self.area, area) {
            self.area = area.clone();
            self.found = None;
        }
    }

    /// Takes what the office above said into account from now on.
    pub fn hear(&mut self, remarks: Arc<[Remark]>) {
        self.remarks = remarks;
    }

    /// The texts of a report as they are read, in the order of the report; those that did not change are not
    /// read again.
    pub(super) fn read(&mut self, report: &Report) -> Vec<Read> {
        let edition = report.edition();
        let known = if self.edition == Some(edition) { std::mem::take(&mut self.read) } else { Vec::new() };
        let read = |field: TextField| {
            let text = report.text(field);
            let known = known.iter().find(|it| it.field == field && it.prose.text() == text);
            known.cloned().unwrap_or_else(|| {
                let prose = Arc::new(Prose::read(text));
                Read { field, stated: statements::of(&prose, edition).into(), prose }
            })
        };
        self.read = report.format().texts().map(read).collect();
        self.edition = Some(edition);
        self.read.clone()
    }

    /// How much of each chapter that must have a text is last year's (`likeness`).
    pub fn likenesses(&mut self, report: &Report) -> Vec<(&'static Chapter, Likeness)> {
        self.compared.likenesses(report)
    }

    /// Remembers what was found in texts as they were read last.
    pub(super) fn keep(&mut self, found: &[Finding]) {
        self.found = Some(found.to_vec());
    }

    /// What was found in texts when they were read last, at the places where it stands now; what the words
    /// that changed since have a part in is left out. Nothing if they were never read.
    pub(super) fn moved(&self, report: &Report) -> Option<Vec<Finding>> {
        let found = self.found.as_ref()?;
        let changes: BTreeMap<TextField, Change> = (self.read.iter())
            .map(|it| (it.field, it.prose.text(), report.text(it.field)))
            .filter(|(_, before, after)| before != after)
            .map(|(field, before, after)| (field, Change::between(before, after)))
            .collect();
        Some(found.iter().filter_map(|finding| moved(finding, &changes)).collect())
    }
}

fn moved(finding: &Finding, changes: &BTreeMap<TextField, Change>) -> Option<Finding> {
    let passage = |passage: &Passage| match changes.get(&passage.field) {
        None => Some(passage.clone()),
        Some(change) => {
            let sentence = passage.at..passage.at + passage.sentence.len();
            Some(Passage { at: change.moved(&sentence)?.start, ..passage.clone() })
        }
    };
    let rewording = |it: &Rewording| match changes.get(&it.field) {
        None => Some(it.clone()),
        Some(change) => Some(Rewording { range: change.moved(&it.range)?, ..it.clone() }),
    };
    let mut finding = finding.clone();
    finding.passages = finding.passages.iter().map(passage).collect::<Option<_>>()?;
    for mend in &mut finding.mends {
        mend.rewordings = mend.rewordings.iter().map(rewording).collect::<Option<_>>()?;
    }
    Some(finding)
}

/// Where a text differs from what it was.
struct Change {
    /// The bytes that were replaced.
    replaced: Range<usize>,
    /// How many bytes stand there now.
    length: usize,
}

impl Change {
    fn between(before: &str, after: &str) -> Change {
        let same = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
            pairs.take_while(|(one, other)| one == other).map(|(c, _)| c.len_utf8()).sum()
        };
        let start = same(&mut before.chars().zip(after.chars()));
        let end = same(&mut before[start..].chars().rev().zip(after[start..].chars().rev()));
        Change { replaced: start..before.len() - end, length: after.len() - end - start }
    }

    /// Where a range of the text stands now; nowhere if the change touches it.
    fn moved(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let move_by = |at: usize| at - self.replaced.len() + self.length;
        if range.end <= self.replaced.start {
            Some(range.clone())
        } else if range.start >= self.replaced.end {
            Some(move_by(range.start)..move_by(range.end))
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_before_or_behind_a_change_moves_and_what_it_touches_does_not_stand() {
        let change = Change::between("收到三件。办结三件。", "收到十三件。办结三件。");
        assert_eq!(change.moved(&(0..6)), Some(0..6));
        assert_eq!(change.moved(&(15..30)), Some(18..33));
        assert_eq!(change.moved(&(0..15)), None);
        assert_eq!(Change::between("件件", "件").moved(&(0..3)), Some(0..3));
        let dropped = Change::between("收到三件。办结三件。", "办结三件。");
        assert_eq!(dropped.moved(&(15..30)), Some(0..15));
    }
}
