//! What the core says of the reports to each question of the data contract.

use std::collections::{BTreeMap, BTreeSet};

use nianbao::long::Value;
use nianbao::long::records::Key;
use nianbao::long::sums::Sums;
use nianbao::report::figure::Figures;
use nianbao::report::previous::Previous;
use nianbao::report::{Edit, Report};
use nianbao::validate::validate;

use crate::offices::{PARENT, key, organs, reports};

/// An answer: rows of values, as text.
pub type Rows = BTreeSet<Vec<String>>;

/// Reports, and what the core says of them.
pub struct Core {
    /// The reports.
    pub reports: Vec<Report>,
    /// What is known of the organs: who is above whom, and since when they must report.
    pub organs: Vec<[Value<'static>; 7]>,
    /// The days on which each report was published.
    published: BTreeMap<(String, i64, &'static str), BTreeSet<i64>>,
    /// The answers, but for those that an engine gives in another shape.
    answers: BTreeMap<&'static str, Rows>,
    carried: Rows,
}

impl Core {
    /// What the core says of two hundred reports and of those of the office above.
    pub fn new() -> Core {
        let reports = reports();
        let organs = organs(&reports);
        let mut published: BTreeMap<_, BTreeSet<i64>> = BTreeMap::new();
        for report in &reports {
            let Key { organ, report_year, scope, revision } = key(report);
            published.entry((organ, report_year, scope)).or_default().insert(revision);
        }
        let doubles: Rows = (published.iter())
            .filter(|(_, revisions)| revisions.len() > 1)
            .map(|((organ, year, scope), revisions)| {
                let [first, last] = [revisions.first(), revisions.last()].map(|one| one.expect("one"));
                row(&[organ, year, scope, &revisions.len(), first, last])
            })
            .collect();
        let (broken, undecided) = identities(&reports);
        let (missing, unexpected) = roll_call(&organs, published.keys());
        let carried = carried(&reports);
        let sums = sums(&reports);
        assert!(broken.len() > 20 && undecided.len() > 100 && carried.len() > 100 && sums.len() > 3000);
        assert!(!doubles.is_empty() && !unexpected.is_empty() && missing.len() >= 2);
        let answers = BTreeMap::from([
            ("broken", broken),
            ("undecided", undecided),
            ("sums", sums),
            ("doubles", doubles),
            ("missing", missing),
            ("unexpected", unexpected),
            ("children", children(&reports, &organs)),
        ]);
        Core { reports, organs, published, answers, carried }
    }

    /// Holds the answers of an engine to it.
    pub fn agrees_with(&self, answers: &BTreeMap<String, Rows>, engine: &str) {
        for (question, rows) in &self.answers {
            assert_eq!(answers[*question], *rows, "{engine}: {question}");
        }
        assert_eq!(carried_by(&answers["carried"]), self.carried, "{engine}: carried");
        // What was found in reports that count is what the question finds.
        let found: Rows = (answers["found"].iter())
            .filter(|row| self.is_last(row))
            .map(|row| [0, 1, 2, 4, 5, 6].map(|at| row[at].clone()).to_vec())
            .collect();
        let asked = (self.answers["broken"].iter())
            .map(|row| [0, 1, 2, 4, 5, 7].map(|at| row[at].clone()).to_vec())
            .collect();
        assert_eq!(found, asked, "{engine}: found");
    }

    /// Whether a row is of the last publication of its report.
    fn is_last(&self, row: &[String]) -> bool {
        let year: i64 = row[1].parse().expect("a year");
        let of = |((organ, of, scope), _): &(&(String, i64, &str), &BTreeSet<i64>)| {
            *organ == row[0] && *of == year && *scope == row[2]
        };
        let (_, revisions) = self.published.iter().find(of).expect("a report");
        revisions.last().is_some_and(|last| last.to_string() == row[3])
    }
}

/// The reports that count: of several publications the last.
fn counted(reports: &[Report]) -> BTreeMap<(String, i64, &'static str), &Report> {
    let mut counted: BTreeMap<_, &Report> = BTreeMap::new();
    for report in reports {
        let Key { organ, report_year, scope, revision } = key(report);
        let place = counted.entry((organ, report_year, scope)).or_insert(report);
        if key(place).revision < revision {
            *place = report;
        }
    }
    counted
}

fn row(values: &[&dyn ToString]) -> Vec<String> {
    values.iter().map(|value| value.to_string()).collect()
}

/// What the core says of the identities of the reports that count: those that are broken and by how much, those
/// that are undecided.
fn identities(reports: &[Report]) -> (Rows, Rows) {
    let (mut broken, mut undecided) = (Rows::new(), Rows::new());
    for ((organ, year, scope), report) in counted(reports) {
        let (format, figures) = (report.format(), Figures::of(report));
        for finding in validate(report) {
            if let Some(unequal) = finding.unequal {
                let at = format.identities.iter().position(|identity| identity == unequal.identity);
                let subject = &unequal.identity.subject;
                broken.insert(row(&[
                    &organ,
                    &year,
                    &scope,
                    &format.edition.id(),
                    &finding.rule.id,
                    &(at.expect("an identity") + 1),
                    subject,
                    &(unequal.left - unequal.right),
                ]));
            }
        }
        for (at, identity) in format.identities.iter().enumerate() {
            let known = identity.cells().filter(|cell| figures.at(*cell).complete().is_some()).count();
            let terms = identity.cells().count();
            if known < terms {
                let rule = nianbao::validate::rules::sums::rule(identity.sum).id;
                let (edition, subject) = (format.edition.id(), &identity.subject);
                undecided.insert(row(&[
                    &organ,
                    &year,
                    &scope,
                    &edition,
                    &rule,
                    &(at + 1),
                    subject,
                    &known,
                    &terms,
                ]));
            }
        }
    }
    (broken, undecided)
}

/// What the core finds beside the report of the year before: organ, year, scope, rule, name of the cell.
fn carried(reports: &[Report]) -> Rows {
    let counted = counted(reports);
    let mut found = Rows::new();
    for ((organ, year, scope), report) in &counted {
        let Some(last) = counted.get(&(organ.clone(), year - 1, *scope)) else { continue };
        let mut report = (*report).clone();
        report.apply(Edit::Previous(Some(Previous::new("上年", (*last).clone()))));
        for finding in validate(&report) {
            if let (id @ ("V07" | "V08" | "V09"), Some(cell)) =
                (finding.rule.id, report.format().cell(finding.target))
                && finding.words.len() > 2
            {
                found.insert(row(&[organ, year, scope, &id, &cell.declared().name]));
            }
        }
    }
    found
}

/// The same out of what the engine answered: the rule tells a total only where no column tells it.
fn carried_by(answer: &Rows) -> Rows {
    let of = |row: &Vec<String>| [0, 1, 2, 4, 6].map(|at| row[at].clone()).to_vec();
    let is_total = |row: &Vec<String>| row[4] == "V07" && row[6].ends_with("总计");
    let told = |total: &Vec<String>| {
        answer.iter().any(|row| row[..3] == total[..3] && row[4] == "V07" && !is_total(row))
    };
    answer.iter().filter(|row| !is_total(row) || !told(row)).map(of).collect()
}

fn sums(reports: &[Report]) -> Rows {
    let mut sums = Sums::default();
    for report in reports {
        sums.add(&key(report), report);
    }
    let text = |value: &Value| match value {
        Value::Text(text) => text.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Null => String::new(),
    };
    let rows = sums.rows();
    rows.iter().map(|row| [0, 1, 2, 3, 6, 7, 8].map(|at| text(&row[at])).to_vec()).collect()
}

/// What must be there and is not: organ, year; and what is there and is not on the list.
fn roll_call<'a>(
    organs: &[[Value; 7]],
    published: impl Iterator<Item = &'a (String, i64, &'static str)>,
) -> (Rows, Rows) {
    let received: BTreeSet<(&str, i64)> = published.map(|(organ, year, _)| (&**organ, *year)).collect();
    let mut due = BTreeSet::new();
    for organ in organs {
        let Value::Text(name) = &organ[0] else { continue };
        let from = if organ[5] == Value::Number(2023) { 2023 } else { 2019 };
        due.extend((from..=2024).map(|year| (&**name, year)));
    }
    let rows = |of: BTreeSet<&(&str, i64)>| of.into_iter().map(|(organ, year)| row(&[organ, year])).collect();
    (rows(due.difference(&received).collect()), rows(received.difference(&due).collect()))
}

/// The office above has what those below it come to, and what it says more is a remainder.
fn children(reports: &[Report], organs: &[[Value; 7]]) -> Rows {
    let counted = counted(reports);
    let is_listed = |organ: &str| organs.iter().any(|listed| listed[0] == Value::from(organ));
    // Of an organ with several scopes the widest counts, in the order of their names.
    let widest: BTreeMap<(String, i64), &Report> =
        counted.iter().rev().map(|((organ, year, _), report)| ((organ.clone(), *year), *report)).collect();
    let mut expected = Rows::new();
    for year in [2023, 2024] {
        let above = counted[&(PARENT.to_owned(), year, "area")];
        let above_figures = Figures::of(above);
        let below: Vec<Figures> = (widest.iter())
            .filter(|((organ, of), _)| *of == year && organ != PARENT && is_listed(organ))
            .map(|(_, report)| Figures::of(report))
            .collect();
        for cell in &above.format().cells {
            let Some(amount) = above_figures.at(*cell).complete() else { continue };
            let known: Vec<i64> = below.iter().filter_map(|figures| figures.at(*cell).complete()).collect();
            let sum: i64 = known.iter().sum();
            if amount != sum {
                let missing = below.len() - known.len();
                let (edition, id) = (above.edition().id(), cell.id());
                expected.insert(row(&[
                    &PARENT,
                    &year,
                    &edition,
                    &id,
                    &amount,
                    &sum,
                    &(amount - sum),
                    &below.len(),
                    &missing,
                ]));
            }
        }
    }
    assert!(!expected.is_empty());
    expected
}
