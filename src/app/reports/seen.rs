//! What is seen only when reports are looked at together: what does not go on from year to year, whose chapters are
//! nearly the same, whose names were left in. Each is worked out where it is shown, once for as many reports as there are.

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
    /// Of how many reports it was worked out, and what of it was.
    of: usize,
    has_years: bool,
    has_alike: bool,
    has_remarks: bool,
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
    /// Sees the reports of one organ over the years.
    fn see_years(&mut self, extracts: &[Extract]) {
        if !mem::replace(&mut self.has_years, true) {
            let keys = organs::keys(extracts);
            self.series = series(extracts, |at| keys[at].clone());
            self.breaks = breaks(extracts, &self.series);
        }
    }

    /// Sees what reports have in common.
    fn see_alike(&mut self, extracts: &[Extract]) {
        if !mem::replace(&mut self.has_alike, true) {
            let keys = organs::keys(extracts);
            self.pairs = alike::pairs(extracts, |at| keys[at].clone());
            self.strangers = strangers::strangers(extracts, &keys);
        }
    }

    /// Says all that is seen to whom it concerns.
    fn say(&mut self, extracts: &[Extract]) {
        if mem::replace(&mut self.has_remarks, true) {
            return;
        }
        self.see_years(extracts);
        self.see_alike(extracts);
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
    /// Works out what is shown, where other reports are there than before.
    pub(super) fn see_together(&mut self) {
        if self.seen.of != self.extracts.len() {
            self.seen = Seen { of: self.extracts.len(), ..Seen::default() };
            self.alike.forget();
        }
        match self.view {
            View::Beside => {
                self.seen.see_years(&self.extracts);
                self.seen.see_alike(&self.extracts);
            }
            View::Alike => self.seen.see_alike(&self.extracts),
            View::Remarks => self.seen.say(&self.extracts),
            View::List | View::Matrix | View::Missing | View::Sums => {}
        }
    }

    /// The reports have other numbers now: what was worked out and chosen by them is forgotten.
    pub(super) fn renumbered(&mut self) {
        mem::take(&mut self.seen);
        mem::take(&mut self.beside);
        self.alike.forget();
    }
}
