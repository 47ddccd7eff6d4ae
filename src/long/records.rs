//! A report as rows of the tables: itself, its cells, its texts, and what was found in it. A total that is not
//! finished has no amount, so that what is asked of the rows is as careful as the rules are.

use std::fmt;

use super::schema::{CELLS, FINDINGS, REPORTS, TEXTS, Table};
use super::{CONTRACT, Row, Value};
use crate::format::texts::TextField;
use crate::format::{Cell, head_label};
use crate::profile::code;
use crate::report::Report;
use crate::report::entry::{Entry, LARGEST, half_width};
use crate::report::figure::Figures;
use crate::report::office::{Level, Scope};
use crate::validate::Finding;

/// By what a report is known among others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The code of the organ, or `name:` and its name.
    pub organ: String,
    /// The year reported on.
    pub report_year: i64,
    /// Whose figures the tables hold.
    pub scope: &'static str,
    /// Which publication it is: the day as a number, 0 if it is not stated. The greatest counts.
    pub revision: i64,
}

/// What a report lacks to be known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacking {
    /// The name of its organ.
    Organ,
    /// Its year.
    Year,
}

impl fmt::Display for Lacking {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Lacking::Organ => "没有机关名称，编不进数据表。请在报告里补上。",
            Lacking::Year => "没有报告年度，编不进数据表。请在报告里补上。",
        })
    }
}

impl Key {
    /// The key of a report.
    ///
    /// # Errors
    /// If it does not say whose it is, or of which year.
    pub fn of(report: &Report) -> Result<Key, Lacking> {
        let name: String = half_width(report.organ()).chars().filter(|c| !c.is_whitespace()).collect();
        let organ = match code::check(report.organ_code()) {
            Ok(()) => report.organ_code().to_owned(),
            Err(_) if name.is_empty() => return Err(Lacking::Organ),
            Err(_) => format!("name:{name}"),
        };
        let report_year = report.year_number().ok_or(Lacking::Year)?;
        let scope = report.scope().map_or("unstated", Scope::id);
        let day = |date: time::Date| {
            i64::from(date.year()) * 10_000 + i64::from(u8::from(date.month())) * 100 + i64::from(date.day())
        };
        Ok(Key { organ, report_year, scope, revision: report.published().map_or(0, day) })
    }

    /// The columns that stand first in every table of reports.
    fn row(&self) -> Row<'_> {
        vec![
            self.organ.as_str().into(),
            Value::Number(self.report_year),
            self.scope.into(),
            Value::Number(self.revision),
        ]
    }
}

/// A report with what it is known by, what was found in it, and the file that it was read from.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// What it is known by.
    pub key: &'a Key,
    /// The report.
    pub report: &'a Report,
    /// What was found in it.
    pub findings: &'a [Finding],
    /// The name of the file.
    pub source_name: &'a str,
    /// The SHA-256 of the file, in hexadecimal digits.
    pub source_sha256: &'a str,
}

impl<'a> Record<'a> {
    /// The rows of all tables of reports.
    pub fn tables(&self) -> [(&'static Table, Vec<Row<'a>>); 4] {
        [
            (&REPORTS, vec![self.itself()]),
            (&CELLS, self.cells()),
            (&TEXTS, self.texts()),
            (&FINDINGS, self.findings()),
        ]
    }

    fn edition(&self) -> Value<'a> {
        self.report.edition().id().into()
    }

    /// A row that begins with the key and the edition.
    fn row<const N: usize>(&self, values: [Value<'a>; N]) -> Row<'a> {
        let mut row = self.key.row();
        row.push(self.edition());
        row.extend(values);
        row
    }

    fn itself(&self) -> Row<'a> {
        let Record { key, report, .. } = self;
        let name = match report.organ().trim() {
            "" => key.organ.as_str(),
            name => name,
        };
        vec![
            key.organ.as_str().into(),
            name.into(),
            Value::Number(key.report_year),
            key.scope.into(),
            Value::Number(key.revision),
            self.edition(),
            report.level().map_or("", Level::id).into(),
            Value::text(report.published().map(|date| date.to_string()).unwrap_or_default()),
            self.source_name.into(),
            self.source_sha256.into(),
            CONTRACT.into(),
        ]
    }

    fn cells(&self) -> Vec<Row<'a>> {
        let figures = Figures::of(self.report);
        let row = |cell: &Cell| {
            let amount = figures.at(*cell).complete().filter(|amount| amount.abs() <= LARGEST);
            let (raw, origin) = match self.report.cell(*cell) {
                Entry::Blank => ("", "blank"),
                Entry::Number(_) => ("", "typed"),
                Entry::Automatic => ("", "derived"),
                Entry::Text(text) => (text.as_str(), "text"),
            };
            self.row([cell.id().into(), amount.into(), raw.into(), origin.into()])
        };
        self.report.format().cells.iter().map(row).collect()
    }

    fn texts(&self) -> Vec<Row<'a>> {
        let row = |field: TextField| self.row([field.id().into(), self.report.text(field).trim().into()]);
        self.report.format().texts().map(row).collect()
    }

    fn findings(&self) -> Vec<Row<'a>> {
        let format = self.report.format();
        let row = |(at, finding): (usize, &'a Finding)| {
            let cell = format.cell(finding.target);
            let text = TextField::from_id(finding.target);
            let unequal = finding.unequal;
            let identity_no = unequal.and_then(|unequal| {
                let at = format.identities.iter().position(|identity| identity == unequal.identity)?;
                Some(at as i64 + 1)
            });
            let subject = match (unequal, cell, text) {
                (Some(unequal), ..) => unequal.identity.subject.as_str(),
                (None, Some(cell), _) => &cell.declared().name,
                (None, None, Some(text)) => text.name(),
                (None, None, None) => head_label(finding.target),
            };
            self.row([
                Value::Number(at as i64 + 1),
                finding.rule.id.into(),
                finding.severity.id().into(),
                cell.map_or("", Cell::id).into(),
                text.map_or("", TextField::id).into(),
                identity_no.into(),
                subject.into(),
                unequal.and_then(|unequal| unequal.left.checked_sub(unequal.right)).into(),
                Value::text(finding.sentence()),
                finding.answer.as_deref().unwrap_or_default().into(),
            ])
        };
        self.findings.iter().enumerate().map(row).collect()
    }
}
