//! What is seen only when reports are looked at together: what does not go on from year to year, whose chapters are
//! nearly the same, whose names were left in. Worked out once for as many reports as there are.

use std::collections::BTreeMap;
use std::mem;

use super::{Reports, View};
use crate::collection::alike::{self, Pair};
use crate::collection::beside::{Break, Series, breaks, series};
use crate::collection::extract::Extract;
use crate::collection::organs;
use crate::collection::remarks::Remark;
use crate::collection::strangers::{self, Stranger};

/// Of how many others a unit is told that their chapters are nearly the same as its own.
const MOST_ALIKE: usize = 5;

/// What is seen in all reports together.
#[derive(Debug, Default)]
pub struct Seen {
    /// Of how many reports it was worked out.
    of: usize,
    /// Organs of which several years are there.
    pub(super) series: Vec<Series>,
    /// What does not go on from year to year.
    pub(super) breaks: Vec<Break>,
    /// Chapters that are nearly the same.
    pub(super) pairs: Vec<Pair>,
    /// Names of others.
    pub(super) strangers: Vec<Stranger>,
    /// What is to be said of it, by the numbers of the reports.
    remarks: BTreeMap<usize, Vec<Remark>>,
}

impl Seen {
    fn of(extracts: &[Extract]) -> Seen {
        let keys = organs::keys(extracts);
        let series = series(extracts, |at| keys[at].clone());
        let mut seen = Seen {
            of: extracts.len(),
            breaks: breaks(extracts, &series),
            series,
            pairs: alike::pairs(extracts, |at| keys[at].clone()),
            strangers: strangers::strangers(extracts, &keys),
            remarks: BTreeMap::new(),
        };
        seen.say(extracts);
        seen
    }

    fn say(&mut self, extracts: &[Extract]) {
        let mut said: BTreeMap<usize, Vec<Remark>> = BTreeMap::new();
        for it in &self.breaks {
            let basis = format!("{} {}", it.found.rule.id, it.found.rule.title);
            let remark = Remark::beside(&basis, &it.found.target, it.found.sentence.clone());
            said.entry(it.now).or_default().push(remark);
        }
        let mut alike: BTreeMap<usize, usize> = BTreeMap::new();
        for it in &self.pairs {
            for report in it.reports {
                let count = alike.entry(report).or_default();
                *count += 1;
                if *count <= MOST_ALIKE {
                    let target = it.chapters.first().map_or("", |(field, _)| field.id());
                    let remark = Remark::beside(alike::RULE, target, it.sentence(extracts, report));
                    said.entry(report).or_default().push(remark);
                }
            }
        }
        for it in &self.strangers {
            let remark = Remark::beside(strangers::RULE, "", it.sentence());
            said.entry(it.report).or_default().push(remark);
        }
        self.remarks = said;
    }

    /// What is to be said of it to the organ of a report.
    pub(super) fn remarks(&self, report: usize) -> &[Remark] {
        self.remarks.get(&report).map_or(&[], Vec::as_slice)
    }
}

impl Reports {
    /// Works it out where it is shown and other reports are there than before.
    pub(super) fn see_together(&mut self) {
        let is_shown = matches!(self.view, View::Beside | View::Alike | View::Remarks);
        if is_shown && self.seen.of != self.extracts.len() {
            self.seen = Seen::of(&self.extracts);
            self.alike.forget();
        }
    }

    /// The reports have other numbers now: what was worked out and chosen by them is forgotten.
    pub(super) fn renumbered(&mut self) {
        mem::take(&mut self.seen);
        mem::take(&mut self.beside);
        self.alike.forget();
    }
}
