//! Reports from outside: every one at hand comes in whole, and what the source is doubtful about is asked.
//! Without reports at hand (`reports.rs` says where they are) their tests pass.

use std::fs;
use std::path::PathBuf;

use nianbao::format::Edition;
use nianbao::import::read::read;
use nianbao::import::recognise::recognise;
use nianbao::import::recognised::Recognised;
use nianbao::import::source::Source;
use serde_json::Value;

use crate::reports::{
    CameIn, compare, converted, count, expected, folder, json, name, read_by_a_person, reports,
};

/// What a file says.
fn source(name: &str, bytes: &[u8]) -> Source {
    read(name, bytes).unwrap_or_else(|refusal| panic!("{name}：{refusal}"))
}

/// Reads and recognises files, prints how each came in, and says what is wrong.
fn come_in(files: Vec<PathBuf>) -> Vec<String> {
    let come_in = |path: PathBuf| {
        let file = name(&path);
        match read(&file, &fs::read(&path).expect("a report")) {
            Ok(source) => {
                let came = CameIn::from(&recognise(&source));
                compare(&file, &source, &came, read_by_a_person(&path).as_ref())
            }
            Err(refusal) => vec![format!("{file}：{refusal}")],
        }
    };
    files.into_iter().flat_map(come_in).collect()
}

#[test]
fn every_report_at_hand_comes_in_whole() {
    assert_eq!(come_in(reports()), [""; 0]);
}

#[test]
fn every_report_in_another_form_comes_in_with_nothing_silently_wrong() {
    assert_eq!(come_in(converted()), [""; 0]);
}

/// What is told of a report: its year and edition, sure or proposed; none if it says nothing.
fn told(recognised: &Recognised, id: &str) -> Option<String> {
    let sure = recognised.values.iter().find(|value| value.id == id).map(|value| value.text.clone());
    let proposed = || {
        let choices = recognised.doubts.iter().filter_map(|doubt| doubt.choices.first());
        let mut fills = choices.flat_map(|choice| &choice.fills);
        fills.find(|(other, _)| other == id).map(|(_, text)| text.clone())
    };
    sure.or_else(proposed)
}

#[test]
fn partial_reports_come_in_as_far_as_they_go() {
    for path in reports() {
        let file = name(&path);
        if !file.starts_with('P') {
            continue;
        }
        let source = source(&file, &fs::read(&path).expect("a report"));
        let recognised = recognise(&source);
        let about = fs::read_to_string(path.with_extension("source.txt")).expect("where it is from");
        let after = |word: &str| {
            about.split(word).nth(1).map(|rest| rest.trim_start().chars().take(4).collect::<String>())
        };
        let year = after("report year:").or(after("year ")).expect("a year");
        if let Some(told) = told(&recognised, "year") {
            assert_eq!(told, year, "{file}");
        }
        let is_old =
            about.contains("edition 2019") || about.contains("format 2019") || about.contains("2019 tables");
        let edition = if is_old { Edition::TRIAL_2019 } else { Edition::REVISED_2021 };
        assert_eq!(recognised.edition(), edition, "{file}");
        if file.contains("P22") {
            continue;
        }
        let overview = recognised.values.iter().find(|value| value.id == "overview");
        assert!(overview.is_some_and(|overview| !overview.text.contains(['|', '\t'])), "{file}");
        assert!(!recognised.values.iter().any(|value| value.text.contains("第二十条第")), "{file}");
    }
}

#[test]
fn the_blank_template_comes_in_as_an_empty_report() {
    let Some(folder) = folder() else { return };
    let name = "00-blank-template-2021.docx";
    let source = source(name, &fs::read(folder.join(name)).expect("the template"));
    let recognised = recognise(&source);
    assert_eq!(recognised.doubts, []);
    let report = recognised.report(&[], &[]);
    assert_eq!(report, nianbao::report::Report::blank(Edition::REVISED_2021));
}

#[test]
fn headings_at_hand_open_their_chapters() {
    let Some(cases) = folder().and_then(|folder| json(&folder.join("cases/titles.json"))) else { return };
    for case in cases["cases"].as_array().expect("cases") {
        let title = case["title"].as_str().expect("a title");
        let chapter = case["same_as_chapter"].as_u64().map(|chapter| chapter as usize - 1);
        assert_eq!(nianbao::import::recognise::chapter(title), chapter, "{title}");
    }
}

#[test]
fn foreign_pages_and_tables_at_hand_are_read_as_a_person_reads_them() {
    let Some(folder) = folder() else { return };
    let Some(cases) = json(&folder.join("cases/html.json")) else { return };
    for case in cases["cases"].as_array().expect("cases") {
        let id = case["id"].as_str().expect("a name");
        let (input, expect) = (case["input"].as_str().expect("an input"), &case["expect"]);
        let (name, bytes) = match case["form"].as_str() {
            Some(form) if form.starts_with("HTML") => {
                (input, fs::read(folder.join("cases").join(input)).expect("a page"))
            }
            _ => ("文本.txt", input.as_bytes().to_vec()),
        };
        let source = source(name, &bytes);
        let recognised = recognise(&source);
        let cells = expected(expect);
        let count = count(&CameIn::from(&recognised), &cells);
        assert_eq!(count.wrong, [""; 0], "{id}");
        let field = |field: &str| {
            recognised.values.iter().find(|value| value.id == field).map(|value| value.text.as_str())
        };
        // What a person does not read in a table stays blank.
        let numbers =
            recognised.values.iter().filter(|value| value.id.contains('.') && !value.text.is_empty());
        for value in numbers {
            let is_known = cells.contains_key(&value.id);
            assert!(
                is_known || !cells.keys().any(|cell| cell.split('.').next() == value.id.split('.').next()),
                "{id}：{}",
                value.id
            );
        }
        for text in ["overview", "problems", "other-matters", "organ"] {
            if let Some(expected) = expect.get(text).and_then(Value::as_str) {
                assert_eq!(field(text), Some(expected), "{id}");
            }
        }
        if let Some(year) = expect.get("year") {
            assert_eq!(field("year"), Some(year.to_string().as_str()), "{id}");
        }
        if let Some(title) = expect.get("organ-title").and_then(Value::as_str) {
            assert!(field("organ").is_some_and(|organ| title.contains(organ)), "{id}");
            assert!(field("year").is_some_and(|year| title.contains(year)), "{id}");
        }
        for word in expect.get("must-not-contain").and_then(Value::as_array).into_iter().flatten() {
            let word = word.as_str().expect("a word");
            assert!(!recognised.values.iter().any(|value| value.text.contains(word)), "{id}：{word}");
        }
    }
}
