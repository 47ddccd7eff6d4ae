//! The data contract: what the tables look like, that rows fit them, and that the rules as rows say what the rules
//! of the core say.

use std::collections::{BTreeMap, BTreeSet};

use expect_test::expect_file;
use nianbao::example::example;
use nianbao::format::Edition;
use nianbao::long::package::{Files, package};
use nianbao::long::records::{Key, Lacking, Record};
use nianbao::long::schema::{ALL, CARRY_PAIRS, CELLS, Holds, IDENTITY_TERMS, Table};
use nianbao::long::sql::{QUERIES, VIEWS};
use nianbao::long::{Row, Value, csv, dimensions};
use nianbao::report::entry::Entry;
use nianbao::report::figure::Figures;
use nianbao::report::previous::Previous;
use nianbao::report::{Edit, Report};
use nianbao::validate::{Finding, validate};
use proptest::prelude::*;

use crate::arbitrary::report;
use crate::clerk::Clerk;

/// What a row holds in a column of its table.
#[track_caller]
fn at<'a>(table: &Table, row: &'a Row, column: &str) -> &'a Value<'a> {
    let place = table.columns.iter().position(|other| other.name == column);
    &row[place.unwrap_or_else(|| panic!("no column {column}"))]
}

fn text<'a>(table: &Table, row: &'a Row, column: &str) -> &'a str {
    match at(table, row, column) {
        Value::Text(text) => text,
        value => panic!("{column} is {value:?}"),
    }
}

fn number(table: &Table, row: &Row, column: &str) -> i64 {
    match at(table, row, column) {
        Value::Number(number) => *number,
        value => panic!("{column} is {value:?}"),
    }
}

/// The rows of a report in all tables, as CSV.
fn written(report: &Report) -> Vec<(&'static Table, String)> {
    let findings = validate(report);
    let key = Key::of(report).expect("a report that says whose it is");
    let record = record(&key, report, &findings);
    record.tables().into_iter().map(|(table, rows)| (table, csv::write(table, &rows))).collect()
}

fn record<'a>(key: &'a Key, report: &'a Report, findings: &'a [Finding]) -> Record<'a> {
    Record { key, report, findings, source_name: "年报.json", source_sha256: "0123456789abcdef" }
}

#[test]
fn the_tables_and_what_is_generated_from_the_form_are_those_that_are_kept() {
    let paths = |table: &Table| vec![format!("{}.csv", table.name)];
    let package = format!("{:#}\n", package(Files::Csv, paths));
    expect_file!["../goldens/long/datapackage.json"].assert_eq(&package);
    for (table, rows) in dimensions::all() {
        let csv = csv::write(table, &rows).replace("\r\n", "\n");
        expect_file![format!("../goldens/long/{}.csv", table.name)].assert_eq(&csv);
    }
}

#[test]
fn a_report_reads_as_it_is_kept() {
    let mut clerk = Clerk::with_report(example(Edition::REVISED_2021));
    clerk.types("organ-code", "91350100m000100y43").types("disclosure.fees.amount", "约12");
    clerk.types("requests.new.business", "9").types("requests.granted.research", "");
    clerk.types("overview", "第一行\n第二行，有“引号\"和\\反斜杠”");
    let reports = [example(Edition::TRIAL_2019), clerk.report().clone()];
    for (table, name) in ["reports", "cells", "texts", "findings"].into_iter().enumerate() {
        let parts = reports.each_ref().map(|report| written(report).swap_remove(table).1);
        let rest = parts[1].split_once("\r\n").expect("a head").1;
        let csv = format!("{}{rest}", parts[0]).replace("\r\n", "\n");
        expect_file![format!("../goldens/long/{name}.csv")].assert_eq(&csv);
    }
}

#[test]
fn names_are_plain_and_no_word_that_an_engine_keeps() {
    let kept = [
        "year", "value", "rule", "identity", "table", "row", "column", "rank", "name", "date", "text", "key",
        "order", "group", "position", "current", "comment", "type", "user", "no", "section",
    ];
    for table in ALL {
        for name in table.columns.iter().map(|column| column.name).chain([table.name]) {
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'), "{name}");
            assert!(!kept.contains(&name), "{name}");
        }
    }
}

#[test]
fn what_refers_to_another_table_names_its_key() {
    for table in ALL {
        let has = |table: &Table, name: &str| table.columns.iter().any(|column| column.name == name);
        assert!(table.key.iter().all(|name| has(table, name)), "{}", table.name);
        for reference in table.references {
            let there = ALL.iter().find(|other| other.name == reference.table).expect("a table");
            assert_eq!(reference.there, there.key, "{}", table.name);
            assert!(reference.columns.iter().all(|name| has(table, name)), "{}", table.name);
        }
    }
}

/// Rows must have a value of its kind in every column, and a key of their own.
fn fits(table: &Table, rows: &[Row]) -> Result<(), String> {
    let mut keys = BTreeSet::new();
    for row in rows {
        if row.len() != table.columns.len() {
            return Err(format!("{}: {row:?}", table.name));
        }
        for (column, value) in table.columns.iter().zip(row) {
            let fits = match (column.holds, value) {
                (_, Value::Null) => column.is_optional,
                (Holds::Int32, Value::Number(number)) => i32::try_from(*number).is_ok(),
                (Holds::Int64, Value::Number(number)) => number.abs() < 10_i64.pow(15),
                (Holds::Text, Value::Text(text)) => !text.is_empty(),
                _ => false,
            };
            if !fits {
                return Err(format!("{}.{}: {value:?}", table.name, column.name));
            }
        }
        let key: Vec<Value> = table.key.iter().map(|name| at(table, row, name).clone()).collect();
        if !keys.insert(key) {
            return Err(format!("{}: {row:?} stands twice", table.name));
        }
    }
    Ok(())
}

#[test]
fn what_is_generated_from_the_form_fits_its_tables_and_names_every_cell() {
    let all = dimensions::all();
    for (table, rows) in &all {
        assert_eq!(fits(table, rows), Ok(()));
    }
    let count: usize = Edition::ALL.iter().map(|edition| edition.format().cells.len()).sum();
    assert_eq!(all[0].1.len(), count);
    let rules = |place: usize| -> BTreeSet<&str> {
        all[place].1.iter().map(|row| text(all[place].0, row, "rule_id")).collect()
    };
    assert_eq!(rules(1), BTreeSet::from(["V01", "V02", "V03", "V04"]));
    assert_eq!(rules(2), BTreeSet::from(["V07", "V08", "V09"]));
}

/// How a sum of terms stands.
#[derive(Debug, PartialEq)]
enum State {
    Holds,
    Broken(i64),
    Undecided,
}

/// What the terms say: the sum of the signed amounts, if there are as many as there are terms.
fn state(amounts: &[Option<i64>], terms: i64) -> State {
    let known: Vec<i64> = amounts.iter().copied().flatten().collect();
    match (known.len() as i64 == terms, known.iter().sum()) {
        (false, _) => State::Undecided,
        (true, 0) => State::Holds,
        (true, difference) => State::Broken(difference),
    }
}

/// The amounts of a report by the names of its cells, out of its rows.
fn amounts(report: &Report) -> BTreeMap<String, Option<i64>> {
    let key = Key { organ: "name:某".to_owned(), report_year: 2024, scope: "own", revision: 0 };
    let tables = record(&key, report, &[]).tables();
    let amount = |row: &Row| match at(&CELLS, row, "amount") {
        Value::Number(number) => Some(*number),
        _ => None,
    };
    tables[1].1.iter().map(|row| (text(&CELLS, row, "cell").to_owned(), amount(row))).collect()
}

/// How every identity of a report stands, by its number, as the rows say.
fn identities(report: &Report) -> BTreeMap<i64, State> {
    let amounts = amounts(report);
    let mut terms: BTreeMap<i64, (Vec<Option<i64>>, i64)> = BTreeMap::new();
    for row in &dimensions::all()[1].1 {
        let value = |column| number(&IDENTITY_TERMS, row, column);
        if text(&IDENTITY_TERMS, row, "edition") == report.edition().id() {
            let amount = amounts[text(&IDENTITY_TERMS, row, "cell")];
            let entry = terms.entry(value("identity_no")).or_insert((Vec::new(), value("terms")));
            entry.0.push(amount.map(|amount| value("sign") * amount));
        }
    }
    terms.into_iter().map(|(no, (amounts, terms))| (no, state(&amounts, terms))).collect()
}

/// Something that goes on from year to year, out of its terms.
struct Tie {
    rule: String,
    cell: String,
    amounts: Vec<Option<i64>>,
    terms: i64,
}

/// What the rows say of what goes on from a report to the next: rule, the cell of the later one, difference.
fn carried(then: &Report, now: &Report) -> BTreeSet<(String, String, i64)> {
    let both = [amounts(now), amounts(then)];
    let mut ties: BTreeMap<i64, Tie> = BTreeMap::new();
    for row in &dimensions::all()[2].1 {
        let (word, value) =
            (|column| text(&CARRY_PAIRS, row, column), |column| number(&CARRY_PAIRS, row, column));
        let years_before = value("years_before") as usize;
        let report = [now, then][years_before];
        if word("edition") == now.edition().id() && word("term_edition") == report.edition().id() {
            let amount = both[years_before][word("cell")].map(|amount| value("sign") * amount);
            let (rule, cell) = (word("rule_id").to_owned(), word("cell").to_owned());
            let new = || Tie { rule, cell, amounts: Vec::new(), terms: value("terms") };
            ties.entry(value("carry_no")).or_insert_with(new).amounts.push(amount);
        }
    }
    let broken = |tie: Tie| match state(&tie.amounts, tie.terms) {
        State::Broken(difference) => Some((tie.rule, tie.cell, difference)),
        State::Holds | State::Undecided => None,
    };
    ties.into_values().filter_map(broken).collect()
}

proptest! {
    #[test]
    fn every_row_of_any_report_fits_its_table(report in report()) {
        let findings = validate(&report);
        match Key::of(&report) {
            Err(Lacking::Organ) => prop_assert!(report.organ().trim().is_empty()),
            Err(Lacking::Year) => prop_assert!(report.year_number().is_none()),
            Ok(key) => {
                for (table, rows) in record(&key, &report, &findings).tables() {
                    prop_assert_eq!(fits(table, &rows), Ok(()));
                    let csv = csv::write(table, &rows);
                    prop_assert_eq!(csv.matches('\n').count(), rows.len() + 1, "a line a row");
                }
            }
        }
    }

    #[test]
    fn the_identities_as_rows_say_of_any_report_what_the_rules_say(report in report()) {
        let figures = Figures::of(&report);
        let said = identities(&report);
        prop_assert_eq!(said.len(), report.format().identities.len());
        for (at, identity) in report.format().identities.iter().enumerate() {
            let sides = [&identity.left, &identity.right].map(|cells| figures.sum(cells).complete());
            let expected = match sides {
                [Some(left), Some(right)] if left == right => State::Holds,
                [Some(left), Some(right)] => State::Broken(left - right),
                _ => State::Undecided,
            };
            prop_assert_eq!(&said[&(at as i64 + 1)], &expected, "{}", &identity.subject);
        }
        let found = validate(&report).iter().filter(|finding| finding.unequal.is_some()).count();
        let broken = said.values().filter(|state| matches!(state, State::Broken(_))).count();
        prop_assert_eq!(broken, found);
    }

    #[test]
    fn what_goes_on_from_year_to_year_is_said_as_the_rules_say_it(then in report(), mut now in report(), year in 2020..2026_i64) {
        let mut then = then;
        for (report, year) in [(&mut then, year - 1), (&mut now, year)] {
            let edition = report.edition();
            report.apply(Edit::Year(year.to_string()));
            report.apply(Edit::Edition(edition));
            report.apply(Edit::Organ("示例局".to_owned()));
            report.apply(Edit::Scope(None));
        }
        let said = carried(&then, &now);
        let attached = Previous::new("上年", then.clone());
        now.apply(Edit::Previous(Some(attached)));
        let found = validate(&now);
        let of = |id: &str| -> BTreeSet<String> {
            let meant = found.iter().filter(|finding| finding.rule.id == id);
            // That a total is less than a part of it is no matter of two years.
            meant.filter(|finding| finding.words.len() > 2).map(|finding| finding.target.to_owned()).collect()
        };
        let rows = |id: &str| -> BTreeSet<String> {
            said.iter().filter(|(rule, ..)| rule == id).map(|(_, cell, _)| cell.clone()).collect()
        };
        // A year of a later edition before one of an earlier is none that the contract speaks of.
        if then.edition() <= now.edition() {
            prop_assert_eq!(rows("V08"), of("V08"));
            prop_assert_eq!(rows("V09"), of("V09"));
            // The rule tells a total only where no column tells it.
            let mut columns = rows("V07");
            if columns.iter().any(|cell| !cell.ends_with(".total")) {
                columns.retain(|cell| !cell.ends_with(".total"));
            }
            prop_assert_eq!(columns, of("V07"));
        }
    }
}

#[test]
fn an_unfinished_total_is_undecided_and_no_number() {
    let mut clerk = Clerk::with_year(2024);
    clerk.types("organ", "示例局").types("requests.new.business", "3");
    let report = clerk.report();
    assert_eq!(
        Figures::of(report).text(report, cell(report, "requests.new.total")),
        "3",
        "the page shows it"
    );
    assert_eq!(amounts(report)["requests.new.total"], None);
    assert!(identities(report).values().all(|state| *state == State::Undecided));
    clerk.fills_zeros();
    let states = identities(clerk.report());
    let broken = states.values().filter(|state| **state == State::Broken(3)).count();
    assert_eq!(broken, 2, "the column and the total: {states:?}");
    assert!(states.values().any(|state| *state == State::Holds));
}

#[test]
fn what_goes_on_from_year_to_year_holds_is_broken_and_undecided() {
    let zeros = |year: i64| {
        let mut clerk = Clerk::with_year(year);
        clerk.fills_zeros();
        clerk
    };
    let (mut then, mut now) = (zeros(2023), zeros(2024));
    assert_eq!(carried(then.report(), now.report()), BTreeSet::new());
    then.types("requests.carried-out.business", "3");
    let total = |cell: &str| ("V07".to_owned(), format!("requests.carried-in.{cell}"), -3);
    assert_eq!(carried(then.report(), now.report()), BTreeSet::from([total("business"), total("total")]));
    now.types("requests.carried-in.business", "");
    assert_eq!(carried(then.report(), now.report()), BTreeSet::new());
    let (mut then, mut now) = (zeros(2020), zeros(2021));
    then.types("disclosure.rules.total", "4");
    now.types("disclosure.rules.in-force", "9");
    assert_eq!(carried(then.report(), now.report()), BTreeSet::new(), "the edition of 2019 has no such cell");
    then.types("requests.carried-out.other", "1");
    assert_eq!(carried(then.report(), now.report()).len(), 2, "both editions have these");
}

fn cell(report: &Report, id: &str) -> nianbao::format::Cell {
    report.format().cell(id).unwrap_or_else(|| panic!("no cell {id}"))
}

#[test]
fn a_report_is_known_by_its_code_else_by_its_name() {
    let key = |edits: &[(&str, &str)]| {
        let mut clerk = Clerk::with_year(2024);
        for (id, text) in edits {
            match *id {
                "scope" => clerk.chooses(id, text),
                _ => clerk.types(id, text),
            };
        }
        Key::of(clerk.report())
    };
    let organ = |edits: &[(&str, &str)]| key(edits).expect("a key").organ;
    assert_eq!(organ(&[("organ", " 示例市　示例局 ")]), "name:示例市示例局");
    assert_eq!(organ(&[("organ", "示例局"), ("organ-code", "91350100M000100Y43")]), "91350100M000100Y43");
    assert_eq!(organ(&[("organ", "示例局"), ("organ-code", "91350100M000100Y44")]), "name:示例局");
    assert_eq!(key(&[]), Err(Lacking::Organ));
    assert_eq!(key(&[("organ", "示例局"), ("year", "去年")]), Err(Lacking::Year));
    let known = key(&[("organ", "示例局"), ("scope", "area"), ("published", "2025-01-17")]).expect("a key");
    assert_eq!((known.report_year, known.scope, known.revision), (2024, "area", 20_250_117));
    let known = key(&[("organ", "示例局")]).expect("a key");
    assert_eq!((known.scope, known.revision), ("unstated", 0));
}

#[test]
fn a_sum_that_is_larger_than_any_cell_may_be_is_no_number() {
    let mut report = Report::of_year(2024);
    let most = Entry::Number(nianbao::report::entry::LARGEST);
    let cells = report.format().cells.iter().filter(|cell| !cell.declared().is_total());
    let edit = Edit::Cells(cells.map(|cell| (*cell, most.clone())).collect());
    report.apply(edit);
    let amounts = amounts(&report);
    assert_eq!(amounts["requests.new.business"], Some(999_999_999_999_999));
    assert_eq!(amounts["requests.new.total"], None);
}

#[test]
fn the_questions_are_asked_in_words_that_every_engine_knows() {
    assert_eq!((VIEWS.len(), QUERIES.len()), (1, 8));
    for query in VIEWS.iter().chain(&QUERIES) {
        let text = query.text;
        assert!(text.starts_with("SELECT\n") && text.ends_with('\n') && text.is_ascii(), "{}", query.name);
        for trap in ["LEFT", "OUTER", "/", "%", "\"", "`", "--", ";", "ORDER BY", "CAST", "AVG"] {
            assert!(!text.contains(trap), "{}: {trap}", query.name);
        }
        // What was joined by USING belongs to neither table.
        assert!(!text.contains("USING") || !text.contains('.'), "{}", query.name);
    }
}
