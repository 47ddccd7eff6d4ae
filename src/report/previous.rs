//! Last year's report, kept with the one that is being written: to compare with, to take over from. It is no
//! part of what is published.
//! Knows no rule and no file.

use std::sync::Arc;

use super::Report;
use super::entry::half_width;
use crate::format::Cell;
use crate::report::figure::Figures;

/// A report of the year before, and where it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Previous {
    /// Where it came from, as a user reads it: the name of a file, or that it was a draft.
    pub from: String,
    /// The report.
    pub report: Report,
}

/// Why a report is not compared with one that is attached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// It is of another organ.
    Organ,
    /// It is of a year that is not the one before.
    Year,
    /// The one has the organ's own figures, the other those of its area.
    Scope,
}

impl Previous {
    /// A report to be attached, as it would be published: nothing that was attached to it, set aside or answered.
    pub fn new(from: impl Into<String>, mut report: Report) -> Arc<Previous> {
        let edition = report.edition();
        report.previous = None;
        report.set_aside.clear();
        report.answers = Arc::default();
        report.texts.retain(|field, _| edition.texts().any(|own| own == *field));
        Arc::new(Previous { from: from.into(), report })
    }

    /// Whose report it is and of which year, as a user reads it.
    pub fn words(&self) -> String {
        self.report.title().concat()
    }
}

impl Report {
    /// The report of last year that is attached, whatever it is.
    pub fn previous(&self) -> Option<&Previous> {
        self.previous.as_deref()
    }

    /// The report without what is attached to it.
    pub fn published_part(&self) -> Report {
        Report { previous: None, ..self.clone() }
    }

    /// Why what is attached is not compared with; nothing where it is, or where that cannot be told yet.
    pub fn misfit(&self) -> Option<Misfit> {
        let last = &self.previous()?.report;
        let years = self.year_number().zip(last.year_number());
        if !is_same_organ(self.organ(), last.organ()) {
            Some(Misfit::Organ)
        } else if years.is_some_and(|(now, then)| now != then + 1) {
            Some(Misfit::Year)
        } else if self.scope().zip(last.scope()).is_some_and(|(now, then)| now != then) {
            Some(Misfit::Scope)
        } else {
            None
        }
    }

    /// The report of the year before, if it is surely that: of this organ, of that year, with figures of the
    /// same kind.
    pub fn year_before(&self) -> Option<&Report> {
        let last = &self.previous()?.report;
        let is_known = self.year_number().is_some() && last.year_number().is_some();
        (is_known && self.misfit().is_none()).then_some(last)
    }
}

/// What last year's report says in a cell of this year's edition; none if it has no such cell, or if the number
/// is blank or unfinished.
pub fn last_number(last: &Report, figures: &Figures, cell: Cell) -> Option<i64> {
    figures.at(cell.in_edition(last.edition())?).complete()
}

/// Whether two names may be those of one organ: the same, or one with the places above it spelled out. A name
/// that is missing may be any.
fn is_same_organ(one: &str, other: &str) -> bool {
    let [one, other] =
        [one, other].map(|name| half_width(name).chars().filter(|c| !c.is_whitespace()).collect::<String>());
    one.ends_with(&other) || other.ends_with(&one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Edit;
    use crate::report::office::Scope;

    fn of(year: i64, organ: &str) -> Report {
        let mut report = Report::of_year(year);
        report.apply(Edit::Organ(organ.to_owned()));
        report
    }

    fn attached(mut report: Report, last: Report) -> Report {
        report.apply(Edit::Previous(Some(Previous::new("上年.json", last))));
        report
    }

    #[test]
    fn only_a_report_of_the_year_before_and_of_this_organ_is_compared_with() {
        let misfit = |now: Report, then: Report| {
            let report = attached(now, then);
            (report.misfit(), report.year_before().is_some())
        };
        assert_eq!(misfit(of(2024, "示例局"), of(2023, "示例局")), (None, true));
        assert_eq!(misfit(of(2024, "示例局"), of(2023, "示例市 示例局")), (None, true));
        assert_eq!(misfit(of(2024, ""), of(2023, "示例局")), (None, true), "it may be");
        assert_eq!(misfit(of(2024, "示例局"), of(2023, "示例乙局")), (Some(Misfit::Organ), false));
        assert_eq!(misfit(of(2024, "示例局"), of(2022, "示例局")), (Some(Misfit::Year), false));
        let mut unknown = of(2023, "示例局");
        unknown.apply(Edit::Year(String::new()));
        assert_eq!(misfit(of(2024, "示例局"), unknown), (None, false), "it cannot be told");
        let (mut own, mut area) = (of(2024, "示例县"), of(2023, "示例县"));
        own.apply(Edit::Scope(Some(Scope::Own)));
        area.apply(Edit::Scope(Some(Scope::Area)));
        assert_eq!(misfit(own, area), (Some(Misfit::Scope), false));
    }

    #[test]
    fn what_was_attached_to_it_or_has_no_place_in_it_is_left_out() {
        let mut last = attached(of(2023, "示例局"), of(2022, "示例局"));
        let cell = last.format().cell("disclosure.fees.amount").expect("a cell");
        last.apply(last.typing(cell.id(), "3").expect("a field"));
        last.apply(Edit::Year("2020".into()));
        assert!(last.set_aside().count() > 0);
        let previous = Previous::new("上年", last);
        assert_eq!((previous.report.previous(), previous.report.set_aside().count()), (None, 0));
        assert_eq!(previous.words(), "示例局2020年政府信息公开工作年度报告");
    }
}
