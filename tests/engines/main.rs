//! The questions of the data contract, asked of real tables by a real engine, beside what the core says of the same
//! reports. `make engine-tests` installs the engine and names its Python in `NIANBAO_PYTHON`.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../it/many.rs"]
mod many;
#[path = "../it/slips.rs"]
#[expect(dead_code, reason = "what the repairs are proved on")]
mod slips;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use nianbao::export::json;
use nianbao::format::Cell;
use nianbao::long::records::Key;
use nianbao::long::sums::Sums;
use nianbao::long::{Value, csv, schema};
use nianbao::report::figure::Figures;
use nianbao::report::office::Scope;
use nianbao::report::previous::Previous;
use nianbao::report::{Edit, Report};
use nianbao::validate::validate;

/// An answer: rows of values, as text.
type Rows = BTreeSet<Vec<String>>;

/// The office above all others.
const PARENT: &str = "name:示例市";
/// An organ that must report from 2023 on and does not.
const SILENT: &str = "name:示例市示例未报局";

/// The reports: of many organs, and for two years what the office above adds up.
fn reports() -> Vec<Report> {
    let mut reports = many::reports(200);
    for (year, more) in [(2023, 3), (2024, 0)] {
        let mut sums = Sums::default();
        for report in reports.iter().filter(|report| report.year_number() == Some(year)) {
            sums.add(&Key::of(report).expect("a key"), report);
        }
        let mut above = Report::of_year(year);
        above.apply(Edit::Organ("示例市".to_owned()));
        above.apply(Edit::Scope(Some(Scope::Area)));
        let mut totals: BTreeMap<Cell, i64> = BTreeMap::new();
        for per_cell in sums.all().into_values() {
            for (cell, sum) in per_cell.into_cells() {
                *totals.entry(cell).or_default() += sum.amount;
            }
        }
        let first = above.format().cells[0];
        let typed = totals.into_iter().map(|(cell, sum)| {
            let more = if cell == first { more } else { 0 };
            (cell, nianbao::report::entry::Entry::Number(sum + more))
        });
        above.apply(Edit::Cells(typed.collect()));
        reports.push(above);
    }
    reports
}

/// What is known of the organs: who is above whom, and since when they must report.
fn organs(reports: &[Report]) -> Vec<[Value<'static>; 7]> {
    let mut names: BTreeSet<String> = reports.iter().map(|report| key(report).organ).collect();
    // One of those that report is on no list.
    names.remove("name:示例市示例7局");
    names.insert(SILENT.to_owned());
    let organ = |name: String| {
        let parent = if name == PARENT { "" } else { PARENT };
        let from = if name == SILENT || name == PARENT { Value::Number(2023) } else { Value::Null };
        let organ_name = name.trim_start_matches("name:").to_owned();
        [
            Value::text(name),
            Value::text(organ_name),
            Value::Null,
            parent.into(),
            Value::Null,
            from,
            Value::Null,
        ]
    };
    names.into_iter().map(organ).collect()
}

fn key(report: &Report) -> Key {
    Key::of(report).expect("a key")
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

/// What a script answers.
fn python<T: serde::de::DeserializeOwned>(script: &str, folder: &Path, more: &[&str]) -> T {
    let python = std::env::var("NIANBAO_PYTHON").expect("NIANBAO_PYTHON; run: make engine-tests");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/engines").join(script);
    let asked = Command::new(python).arg(script).arg(folder).args(more).output().expect("Python");
    assert!(asked.status.success(), "{}", String::from_utf8_lossy(&asked.stderr));
    serde_json::from_slice(&asked.stdout).expect("JSON")
}

/// Asks the engine.
fn ask(folder: &Path, kind: &str) -> BTreeMap<String, Rows> {
    let answers: BTreeMap<String, Vec<Vec<serde_json::Value>>> = python("duckdb_answers.py", folder, &[kind]);
    let text = |value: serde_json::Value| match value {
        serde_json::Value::String(text) => text,
        value => value.to_string(),
    };
    let rows = |rows: Vec<Vec<serde_json::Value>>| {
        let count = rows.len();
        let set: Rows = rows.into_iter().map(|row| row.into_iter().map(text).collect()).collect();
        assert_eq!(set.len(), count, "no row comes twice");
        set
    };
    answers.into_iter().map(|(name, answer)| (name, rows(answer))).collect()
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

#[test]
fn duckdb_answers_as_the_core_does_of_parquet_and_of_csv() {
    let folder = tempfile::tempdir().expect("a folder");
    let reports = reports();
    fs::create_dir(folder.path().join("reports")).expect("a folder");
    for (at, report) in reports.iter().enumerate() {
        let path = folder.path().join(format!("reports/{at:04}.json"));
        fs::write(path, json::write(report, &[])).expect("a file");
    }
    let (broken, undecided) = identities(&reports);
    let (carried, sums) = (carried(&reports), sums(&reports));
    assert!(broken.len() > 20 && undecided.len() > 100 && carried.len() > 100 && sums.len() > 3000);
    let mut published: BTreeMap<(String, i64, &str), BTreeSet<i64>> = BTreeMap::new();
    for report in &reports {
        let Key { organ, report_year, scope, revision } = key(report);
        published.entry((organ, report_year, scope)).or_default().insert(revision);
    }
    let doubles: Rows = (published.iter())
        .filter(|(_, revisions)| revisions.len() > 1)
        .map(|((organ, year, scope), revisions)| {
            row(&[
                organ,
                year,
                scope,
                &revisions.len(),
                revisions.first().expect("one"),
                revisions.last().expect("one"),
            ])
        })
        .collect();
    let organs = organs(&reports);
    let listed: BTreeSet<&Value> = organs.iter().map(|organ| &organ[0]).collect();
    let received: BTreeSet<(String, i64)> =
        published.keys().map(|(organ, year, _)| (organ.clone(), *year)).collect();
    let is_listed = |organ: &str| listed.contains(&Value::from(organ));
    let unexpected: Rows = (received.iter())
        .filter(|(organ, year)| !is_listed(organ) || organ == PARENT && *year < 2023)
        .map(|(organ, year)| row(&[organ, year]))
        .collect();
    let mut missing = Rows::new();
    for organ in &organs {
        let Value::Text(name) = &organ[0] else { continue };
        let from = if organ[5] == Value::Number(2023) { 2023 } else { 2019 };
        for year in from..=2024 {
            if !received.contains(&(name.to_string(), year)) {
                missing.insert(row(&[name, &year]));
            }
        }
    }
    assert!(!doubles.is_empty() && !unexpected.is_empty() && missing.len() >= 2);
    for kind in ["parquet", "csv"] {
        let tables = folder.path().join(kind);
        let command = Command::new(env!("CARGO_BIN_EXE_nianbao"))
            .args(["table", "reports", "--part", "64", "--format", kind, "-o", kind])
            .current_dir(folder.path())
            .output();
        let command = command.expect("the command");
        assert!(command.status.success(), "{}", String::from_utf8_lossy(&command.stderr));
        let rows: Vec<Vec<Value>> = organs.iter().map(|organ| organ.to_vec()).collect();
        fs::write(tables.join("organs.csv"), csv::write(&schema::ORGANS, &rows)).expect("a file");
        let answers = ask(&tables, kind);
        assert_eq!(answers["broken"], broken, "{kind}");
        assert_eq!(answers["undecided"], undecided, "{kind}");
        assert_eq!(carried_by(&answers["carried"]), carried, "{kind}");
        assert_eq!(answers["sums"], sums, "{kind}");
        assert_eq!(answers["doubles"], doubles, "{kind}");
        assert_eq!(answers["unexpected"], unexpected, "{kind}");
        assert_eq!(answers["missing"], missing, "{kind}");
        // What was found in reports that count is what the question finds.
        let last = |row: &&Vec<String>| {
            let of = |((organ, year, scope), _): &(&(String, i64, &str), &BTreeSet<i64>)| {
                *organ == row[0] && year.to_string() == row[1] && *scope == row[2]
            };
            let revisions = published.iter().find(of).expect("a report").1;
            revisions.last().is_some_and(|last| last.to_string() == row[3])
        };
        let found: Rows = answers["found"]
            .iter()
            .filter(last)
            .map(|row| [0, 1, 2, 4, 5, 6].map(|at| row[at].clone()).to_vec())
            .collect();
        let asked: Rows =
            broken.iter().map(|row| [0, 1, 2, 4, 5, 7].map(|at| row[at].clone()).to_vec()).collect();
        assert_eq!(found, asked, "{kind}");
        children(&answers["children"], &reports, &is_listed);
    }
}

#[test]
fn no_engine_would_write_a_question_otherwise() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/long/sql");
    let otherwise: Vec<String> = python("dialects.py", &folder, &[]);
    assert_eq!(otherwise, [""; 0]);
}

/// The office above has what those below it come to, and what it says more is a remainder.
fn children(answer: &Rows, reports: &[Report], is_listed: &dyn Fn(&str) -> bool) {
    let counted = counted(reports);
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
    assert_eq!(*answer, expected);
}
