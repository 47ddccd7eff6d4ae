//! What is seen only when reports are looked at together: what does not go on from year to year, whose chapters are
//! nearly the same, whose names were left in. Worked out once for as many reports as there are.

use std::mem;

use super::{Reports, View};
use crate::collection::alike::{self, Pair};
use crate::collection::beside::{Break, Series, breaks, series};
use crate::collection::extract::Extract;
use crate::collection::remarks::Remark;
use crate::collection::strangers::{self, Stranger};

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
}

impl Seen {
    fn of(extracts: &[Extract]) -> Seen {
        let keys: Vec<String> = extracts.iter().map(Extract::organ_key).collect();
        let series = series(extracts, |at| keys[at].clone());
        Seen {
            of: extracts.len(),
            breaks: breaks(extracts, &series),
            series,
            pairs: alike::pairs(extracts, |at| keys[at].clone()),
            strangers: strangers::strangers(extracts),
        }
    }

    /// What is to be said of it to the organ of a report.
    pub(super) fn remarks(&self, extracts: &[Extract], report: usize) -> Vec<Remark> {
        let breaks = self.breaks.iter().filter(|it| it.now == report).map(|it| {
            let basis = format!("{} {}", it.found.rule.id, it.found.rule.title);
            Remark::beside(&basis, &it.found.target, it.found.sentence.clone())
        });
        let pairs = self.pairs.iter().filter(|it| it.reports.contains(&report)).map(|it| {
            let target = it.chapters.first().map_or("", |(field, _)| field.id());
            Remark::beside(alike::RULE, target, it.sentence(extracts, report))
        });
        let strangers = self.strangers.iter().filter(|it| it.report == report);
        let strangers = strangers.map(|it| Remark::beside(strangers::RULE, "", it.sentence()));
        breaks.chain(pairs).chain(strangers).collect()
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
