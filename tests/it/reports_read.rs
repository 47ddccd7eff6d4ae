//! The texts of reports at hand, read by the rules as a proof-reader reads them: which slips are found, which are
//! missed, and what is called a slip and is none. What the proof-reader read stands in `tests/texts`.
//! Without reports at hand (`reports.rs` says where they are) there is nothing to read.

use std::fs;
use std::path::{Path, PathBuf};

use nianbao::example::example;
use nianbao::format::Edition;
use nianbao::format::texts::TextField;
use nianbao::import::read::read;
use nianbao::import::recognise::recognise;
use nianbao::report::Report;
use nianbao::report::figure::Figures;
use nianbao::validate::passage::Passage;
use nianbao::validate::{Finding, validate};
use serde::Deserialize;

use crate::reports::{files, folder};

/// What a proof-reader read in all reports at hand.
#[derive(Deserialize)]
struct Read {
    reports: Vec<ReadReport>,
}

/// What a proof-reader read in a report.
#[derive(Deserialize)]
struct ReadReport {
    file: String,
    /// What must be found.
    found: Vec<Slip>,
    /// What may be found or not.
    arguable: Vec<Slip>,
    /// What looks like a slip and is none.
    right: Vec<Right>,
}

/// A slip in a text.
#[derive(Deserialize)]
struct Slip {
    rule: String,
    field: String,
    /// A few characters of the place; empty where the slip is what the text lacks.
    words: String,
    /// What the text says, and the sum of the cells that it contradicts.
    says: Option<i64>,
    table: Option<i64>,
    #[serde(default)]
    cells: Vec<String>,
}

/// A place that looks like a slip.
#[derive(Deserialize)]
struct Right {
    field: String,
    words: String,
    why: String,
}

/// How the texts of a report were read.
#[derive(Default)]
struct Tally {
    expected: usize,
    found: usize,
    missed: Vec<String>,
    false_alarms: Vec<String>,
}

fn read_by_a_person() -> Vec<ReadReport> {
    let json = include_str!("../texts/expected.json");
    serde_json::from_str::<Read>(json).expect("what a person read").reports
}

/// The report that comes of a file when nothing is decided by hand.
fn import(path: &Path) -> Report {
    let bytes = fs::read(path).expect("a report");
    let source = read(&path.to_string_lossy(), &bytes).expect("a file that can be read");
    recognise(&source).report(&[], &[])
}

/// Whether a finding speaks of a text, and not of the tables alone.
pub fn is_of_a_text(finding: &Finding) -> bool {
    TextField::from_id(finding.target).is_some()
}

/// Whether what a finding says shows some words of a text; any finding does, where the words are empty.
pub fn shows(finding: &Finding, words: &str) -> bool {
    // A digit alone stands within many a number.
    let is_telling = |said: &str| said.len() > 1 || said.chars().any(|c| !c.is_ascii_digit());
    let is_at = |said: &String| said.contains(words) || is_telling(said) && words.contains(said.as_str());
    let quoted: Vec<&str> = finding.passages.iter().flat_map(Passage::quoted).collect();
    // What a person read may take in more words around those that are marked.
    let mut sentences = finding.passages.iter().map(|passage| &passage.sentence);
    words.is_empty()
        || finding.words.iter().any(is_at)
        || quoted.iter().any(|said| said.contains(words))
        || sentences.any(|sentence| sentence.contains(words))
            && quoted.iter().any(|said| words.contains(said))
}

/// Whether a finding points at some words of a field.
fn points_at(finding: &Finding, field: &str, words: &str) -> bool {
    finding.target == field && shows(finding, words)
}

fn is(finding: &Finding, slip: &Slip) -> bool {
    finding.rule.id == slip.rule && points_at(finding, &slip.field, &slip.words)
}

/// Reads the texts of a report beside what a person read in them.
fn tally(report: &Report, person: &ReadReport) -> Tally {
    let mut findings = validate(report);
    findings.retain(is_of_a_text);
    let mut tally = Tally { expected: person.found.len(), ..Tally::default() };
    for slip in &person.found {
        match findings.iter().any(|finding| is(finding, slip)) {
            true => tally.found += 1,
            false => tally.missed.push(format!("{} {} “{}”", slip.rule, slip.field, slip.words)),
        }
    }
    let is_known = |finding: &Finding| {
        person.found.iter().chain(&person.arguable).any(|slip| is(finding, slip)) || finding.to_do
    };
    for finding in findings.iter().filter(|finding| !is_known(finding)) {
        let right = person.right.iter().find(|right| points_at(finding, &right.field, &right.words));
        let why = right.map(|right| format!("（{}）", right.why)).unwrap_or_default();
        let alarm = format!("{} {} {}{why}", finding.rule.id, finding.target, finding.sentence());
        tally.false_alarms.push(alarm);
    }
    tally
}

/// Reads every report at hand and prints how.
fn read_all() -> Vec<(String, Tally)> {
    let Some(folder) = folder() else { return Vec::new() };
    let mut read = Vec::new();
    for person in read_by_a_person() {
        let tally = tally(&import(&folder.join(&person.file)), &person);
        let Tally { expected, found, missed, false_alarms } = &tally;
        println!("{}｜找到 {found}/{expected}｜误报 {}", person.file, false_alarms.len());
        missed.iter().for_each(|slip| println!("    漏 {slip}"));
        false_alarms.iter().for_each(|alarm| println!("    误 {alarm}"));
        read.push((person.file, tally));
    }
    let sum = |count: fn(&Tally) -> usize| read.iter().map(|(_, tally)| count(tally)).sum::<usize>();
    let false_alarms = sum(|tally| tally.false_alarms.len());
    println!("合计｜找到 {}/{}｜误报 {false_alarms}", sum(|it| it.found), sum(|it| it.expected));
    read
}

/// Every slip is found, and of what is none at most one is called a slip; none where there is no slip at all.
fn assert_read_as_by_a_person(read: &[(String, Tally)]) {
    for (file, tally) in read {
        assert_eq!(tally.missed, [""; 0], "{file}");
        let allowed = usize::from(tally.expected > 0);
        assert!(tally.false_alarms.len() <= allowed, "{file}：{:?}", tally.false_alarms);
    }
}

#[test]
fn the_texts_of_every_report_at_hand_are_read() {
    read_all();
}

/// An unread report. The numbers of its tables may stand beside its texts: in `a.cells` beside `a.txt`, one a line,
/// behind the stable name of their cell; all others are zero then.
fn unread(file: &Path) -> Report {
    let mut report = import(file);
    let Ok(cells) = fs::read_to_string(file.with_extension("cells")) else { return report };
    for line in cells.lines() {
        let (id, number) = line.split_once(' ').expect("a cell and its number");
        let edit = report.typing(id, number).expect("a cell");
        report.apply(edit);
    }
    report.apply(report.fill_zeros(&report.format().cells));
    report
}

/// Prints what is found in the texts of the reports in the folder that `NIANBAO_TEXTS` names, for a person to judge:
/// nobody has read these before.
#[test]
fn the_texts_of_unread_reports_are_read() {
    let Some(folder) = std::env::var_os("NIANBAO_TEXTS").map(PathBuf::from) else { return };
    for file in files(folder).into_iter().filter(|file| file.extension().is_none_or(|it| it != "cells")) {
        let mut findings = validate(&unread(&file));
        findings.retain(is_of_a_text);
        println!("{}｜{}", file.display(), findings.iter().filter(|finding| !finding.to_do).count());
        for finding in findings {
            let words: Vec<&str> = finding.passages.iter().flat_map(Passage::quoted).collect();
            // What is not written yet is no slip, but a person reads whether it is so.
            let severity = if finding.to_do { "待写" } else { finding.severity.name() };
            let (rule, field) = (finding.rule.id, finding.target);
            println!("    {rule} {severity} {field} {} 【{}】", finding.sentence(), words.join("｜"));
        }
    }
}

#[test]
fn every_slip_in_the_reports_at_hand_is_found_and_nothing_else() {
    assert_read_as_by_a_person(&read_all());
}

#[test]
fn what_a_person_read_stands_in_the_texts_as_they_come_in() {
    let Some(folder) = folder() else { return };
    for person in read_by_a_person() {
        let report = import(&folder.join(&person.file));
        let text = |field: &str| report.text(TextField::from_id(field).expect("a text"));
        let slips = || person.found.iter().chain(&person.arguable);
        let places = slips().map(|slip| (&slip.field, &slip.words));
        for (field, words) in places.chain(person.right.iter().map(|right| (&right.field, &right.words))) {
            assert!(text(field).contains(words.as_str()), "{}：{field} {words}", person.file);
            assert!(words.chars().count() <= 8, "{}：{words}", person.file);
        }
        let figures = Figures::of(&report);
        let number = |id: &String| figures.at(report.format().cell(id).expect("a cell")).complete();
        for slip in slips().filter(|slip| slip.table.is_some()) {
            let sum = slip.cells.iter().map(|id| number(id).expect("a number")).sum::<i64>();
            assert_eq!(Some(sum), slip.table, "{}：{:?}", person.file, slip.cells);
            assert!(slip.says.is_some_and(|says| slip.words.starts_with(&says.to_string()) && says != sum));
        }
    }
}

#[test]
fn the_texts_of_the_examples_and_the_goldens_read_well() {
    let goldens = [include_str!("../goldens/bureau-2024.json"), include_str!("../goldens/office-2020.json")];
    let goldens = goldens.map(|json| nianbao::interchange::read(json).expect("a report"));
    for report in Edition::ALL.map(example).iter().chain(&goldens) {
        let mut findings = validate(report);
        findings.retain(|finding| is_of_a_text(finding) && !finding.to_do);
        assert_eq!(findings, [], "{:?}", report.title());
    }
}
