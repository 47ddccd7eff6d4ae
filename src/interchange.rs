//! The public JSON of a report, both ways: `nianbao-report`, version 1, described by
//! `schema/nianbao-report-1.schema.json`. Reading takes back without loss what writing wrote, and
//! refuses with a sentence whatever is no such file. Knows no file and no storage.

pub mod schema;

pub mod returned;

use std::fmt;

use serde_json::{Map, Value, json};

use crate::format::texts::TextField;
use crate::format::{Cell, Edition, Kind};
use crate::report::answer::{Answer, Cause};
use crate::report::entry::{self, Entry};
use crate::report::figure::Figures;
use crate::report::office::{Level, Scope, parse_date};
use crate::report::{Edit, Report};
use crate::validate::Finding;
use crate::validate::passage::Passage;

/// The value of `format`, by which a file is known.
pub const FORMAT: &str = "nianbao-report";
/// The version of the JSON that this program writes, and the newest that it reads.
pub const VERSION: u64 = 1;

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadError {
    /// Not JSON at all, or cut off; where it breaks, in lines and columns from 1.
    Broken(usize, usize),
    /// JSON, but not of a report.
    NotAReport,
    /// A report of a later version of this program.
    Newer(u64),
    /// A report in which something (by its JSON path) is not what it must be.
    Unfit(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            ReadError::Broken(line, column) => {
                write!(f, "文件已损坏，第 {line} 行第 {column} 列读不下去。请换一份没有损坏的文件。")
            }
            ReadError::NotAReport => {
                f.write_str("这个文件不是年报文件。请选用本页下载的 JSON 或 HTML 文件。")
            }
            ReadError::Newer(version) => write!(
                f,
                "这个文件由更新的版本（第 {version} 版）保存，本页只支持第 {VERSION} 版。请用新版本的页面打开。"
            ),
            ReadError::Unfit(path) => {
                write!(f, "文件里的“{path}”不符合年报的格式，没有导入。请改正这一处，或换一份文件。")
            }
        }
    }
}

/// Writes a report, with the findings that stand at this moment.
pub fn write(report: &Report, findings: &[Finding]) -> Value {
    let mut root = Map::new();
    let mut put = |key: &str, value: Value| root.insert(key.to_owned(), value);
    put("format", json!(FORMAT));
    put("version", json!(VERSION));
    put("organ", json!(report.organ()));
    // Only where it is given: programs that read what came before this know no such key.
    if !report.organ_code().is_empty() {
        put("organ-code", json!(report.organ_code()));
    }
    put("level", json!(report.level().map(Level::id)));
    put("scope", json!(report.scope().map(Scope::id)));
    put("year", entry_value(report.year(), Kind::Count));
    put("edition", json!(report.edition().id()));
    put("published", json!(report.published().map(|date| date.to_string())));
    let preamble = report.format().preamble;
    put(preamble.id(), json!(report.text(preamble)));
    let figures = Figures::of(report);
    let mut typed_totals = Vec::new();
    for chapter in &report.format().chapters {
        if let Some(table) = chapter.table() {
            put(table.id, table_value(report, &figures, &table.cells, &mut typed_totals));
        }
        let field = chapter.text();
        put(field.id(), json!(report.text(field)));
    }
    put("typed-totals", json!(typed_totals));
    // Only where there are any, for the same reason.
    if !report.answers().is_empty() {
        put("answers", report.answers().iter().map(answer_value).collect());
    }
    let findings = findings.iter().map(finding_value);
    put("findings", findings.collect());
    Value::Object(root)
}

fn table_value(
    report: &Report,
    figures: &Figures,
    cells: &[Cell],
    typed_totals: &mut Vec<&'static str>,
) -> Value {
    let mut table = Value::Object(Map::new());
    for &cell in cells {
        let value = match report.cell(cell) {
            Entry::Automatic if figures.at(cell).known == 0 => Value::Null,
            Entry::Automatic => json!(figures.at(cell).value),
            entry => entry_value(entry, cell.declared().kind),
        };
        if cell.declared().is_total() && *report.cell(cell) != Entry::Automatic {
            typed_totals.push(cell.id());
        }
        let mut place = &mut table;
        for key in cell.id().split('.').skip(1) {
            if place.is_null() {
                *place = Value::Object(Map::new());
            }
            place = &mut place[key];
        }
        *place = value;
    }
    table
}

fn entry_value(entry: &Entry, kind: Kind) -> Value {
    match entry {
        Entry::Blank | Entry::Automatic => Value::Null,
        Entry::Number(number) if kind == Kind::Money => json!(entry::write(kind, *number)),
        Entry::Number(number) => json!(number),
        Entry::Text(text) => json!(text),
    }
}

fn answer_value(answer: &Answer) -> Value {
    let Cause { rule, cells, values, message } = &answer.cause;
    // The sentence stays for readers, and for programs that know answers by nothing else.
    let mut value = json!({ "rule": rule, "message": message, "cells": cells });
    if let Some(values) = values {
        value["values"] = json!(values);
    }
    value["note"] = json!(answer.note);
    value
}

fn finding_value(finding: &Finding) -> Value {
    let cells = finding.cells.iter().map(|cell| cell.id());
    let mut value = json!({
        "rule": finding.rule.id,
        "severity": finding.severity.id(),
        "message": finding.sentence(),
        "cells": cells.collect::<Vec<_>>(),
    });
    // Only of what is about words: in which text, and which words.
    if let Some(first) = finding.passages.first() {
        value["field"] = json!(first.field.id());
        let quotes = finding.passages.iter().flat_map(Passage::quoted);
        value["quotes"] = json!(quotes.collect::<Vec<_>>());
    }
    value
}

/// Reads the text of a JSON file.
///
/// # Errors
/// If it is not the JSON of a report, in a version that this program knows, with every part in its
/// place. Parts that are missing are blank.
pub fn read(text: &str) -> Result<Report, ReadError> {
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| ReadError::Broken(error.line(), error.column()))?;
    read_value(&value)
}

/// Reads JSON that is already parsed.
///
/// # Errors
/// As [`read`].
pub fn read_value(value: &Value) -> Result<Report, ReadError> {
    let (report, rest) = read_known(value)?;
    rest.keys().next().map_or(Ok(report), |key| Err(unfit(key)))
}

/// Reads what this program knows of JSON that is already parsed, and gives back the parts at its top that
/// it does not know: a later program of the same version may have more.
///
/// # Errors
/// As [`read`], but for parts that are not known.
pub fn read_known(value: &Value) -> Result<(Report, Map<String, Value>), ReadError> {
    let root = (value.as_object())
        .filter(|root| root.get("format").is_some_and(|format| format == FORMAT))
        .ok_or(ReadError::NotAReport)?;
    let version = root.get("version").and_then(Value::as_u64);
    match version {
        Some(VERSION) => {}
        Some(newer) if newer > VERSION => return Err(ReadError::Newer(newer)),
        _ => return Err(unfit("version")),
    }
    let edition = (root.get("edition").and_then(Value::as_str))
        .and_then(Edition::from_id)
        .ok_or_else(|| unfit("edition"))?;
    let mut report = Report::blank(edition);
    if let Some(year) = root.get("year") {
        report.apply(Edit::Year(match year {
            Value::Null => String::new(),
            Value::Number(number) => number.to_string(),
            year => string("year", year)?.to_owned(),
        }));
        // The file says which edition it is of, whatever its year.
        report.apply(Edit::Edition(edition));
    }
    let mut typed_totals = Vec::new();
    let mut totals = Vec::new();
    let mut rest = Map::new();
    let mut answers = Vec::new();
    for (key, value) in root {
        if let Some(field) = edition.texts().find(|text| text.id() == key) {
            report.apply(Edit::Text(field, string(key, value)?.to_owned()));
            continue;
        }
        match key.as_str() {
            "format" | "version" | "edition" | "year" | "findings" => {}
            "organ" => report.apply(Edit::Organ(string(key, value)?.to_owned())),
            "organ-code" => report.apply(Edit::OrganCode(string(key, value)?.to_owned())),
            "level" => report.apply(Edit::Level(chosen(key, value, Level::from_id)?)),
            "scope" => report.apply(Edit::Scope(chosen(key, value, Scope::from_id)?)),
            "published" => report.apply(Edit::Published(chosen(key, value, parse_date)?)),
            "typed-totals" => {
                for id in value.as_array().ok_or_else(|| unfit(key))? {
                    typed_totals.push(string(key, id)?);
                }
            }
            "answers" => {
                let values = value.as_array().ok_or_else(|| unfit(key))?.iter();
                answers = values.map(read_answer).collect::<Result<_, _>>()?;
            }
            _ if edition.format().tables().any(|table| table.id == key) => {
                read_cells(key, value, &mut report, &mut totals)?;
            }
            _ => drop(rest.insert(key.clone(), value.clone())),
        }
    }
    let (typed, others): (Vec<_>, Vec<_>) =
        totals.into_iter().partition(|(total, _)| typed_totals.contains(&total.id()));
    report.apply(Edit::Cells(typed));
    report.settle_totals(&others);
    for Answer { cause, note } in answers {
        report.apply(Edit::Answer(cause, note));
    }
    Ok((report, rest))
}

fn read_answer(value: &Value) -> Result<Answer, ReadError> {
    let text = |key: &str| string("answers", &value[key]).map(str::to_owned);
    let list = |key: &str| -> Result<Vec<String>, ReadError> {
        let list = value[key].as_array().ok_or_else(|| unfit("answers"))?;
        list.iter().map(|item| string("answers", item).map(str::to_owned)).collect()
    };
    // Answers of the first version of this program have a sentence and no values.
    let values = value.get("values").map(|_| list("values")).transpose()?;
    let cause = Cause { rule: text("rule")?, cells: list("cells")?, values, message: text("message")? };
    Ok(Answer { cause, note: text("note")? })
}

/// Reads the cells below a path; totals are set aside, since whether they follow depends on all others.
fn read_cells(
    path: &str,
    value: &Value,
    report: &mut Report,
    totals: &mut Vec<(Cell, Entry)>,
) -> Result<(), ReadError> {
    let format = report.format();
    if let Some(cell) = format.cell(path) {
        let entry = read_entry(path, value, cell.declared().kind)?;
        if cell.declared().is_total() {
            totals.push((cell, entry));
        } else {
            report.apply(Edit::Cells(vec![(cell, entry)]));
        }
        return Ok(());
    }
    for (key, value) in value.as_object().ok_or_else(|| unfit(path))? {
        read_cells(&format!("{path}.{key}"), value, report, totals)?;
    }
    let is_parent = |id: &str| id.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'));
    if format.cells.iter().any(|cell| is_parent(cell.id())) { Ok(()) } else { Err(unfit(path)) }
}

/// Writes what a report keeps for other editions than its own, which the public JSON does not hold: entries
/// by edition and cell, and texts. None where there is nothing.
pub fn write_set_aside(report: &Report) -> Option<Value> {
    let mut cells = Map::new();
    for (cell, entry) in report.set_aside() {
        let of_edition = cells.entry(cell.edition().id()).or_insert_with(|| json!({}));
        of_edition[cell.id()] = entry_value(entry, cell.declared().kind);
    }
    let texts: Map<_, _> =
        report.texts_set_aside().map(|(field, text)| (field.id().to_owned(), json!(text))).collect();
    (!cells.is_empty() || !texts.is_empty()).then(|| json!({ "cells": cells, "texts": texts }))
}

/// Gives a report back what [`write_set_aside`] wrote.
///
/// # Errors
/// If something is not what it must be; the report is as it was then.
pub fn read_set_aside(report: &mut Report, value: &Value) -> Result<(), ReadError> {
    let part = |value: &Value, path: &str| value.as_object().cloned().ok_or_else(|| unfit(path));
    let mut edits = Vec::new();
    for (edition, cells) in part(&value["cells"], "cells")? {
        let format = Edition::from_id(&edition).ok_or_else(|| unfit(&edition))?.format();
        for (id, value) in part(&cells, &edition)? {
            let cell = format.cell(&id).ok_or_else(|| unfit(&id))?;
            edits.push(Edit::SetAside(vec![(cell, read_entry(&id, &value, cell.declared().kind)?)]));
        }
    }
    for (id, text) in part(&value["texts"], "texts")? {
        let field = TextField::from_id(&id).ok_or_else(|| unfit(&id))?;
        edits.push(Edit::Text(field, string(&id, &text)?.to_owned()));
    }
    edits.into_iter().for_each(|edit| report.apply(edit));
    Ok(())
}

fn read_entry(path: &str, value: &Value, kind: Kind) -> Result<Entry, ReadError> {
    Ok(match value {
        Value::Null => Entry::Blank,
        // A number is read as it is written, so that 12.5 in a count is kept as a text and marked.
        Value::Number(number) => Entry::parse(kind, &number.to_string()),
        value => Entry::parse(kind, string(path, value)?),
    })
}

fn unfit(path: &str) -> ReadError {
    ReadError::Unfit(path.to_owned())
}

fn string<'a>(path: &str, value: &'a Value) -> Result<&'a str, ReadError> {
    value.as_str().ok_or_else(|| unfit(path))
}

fn chosen<T>(path: &str, value: &Value, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, ReadError> {
    match value {
        Value::Null => Ok(None),
        value => read(string(path, value)?).map(Some).ok_or_else(|| unfit(path)),
    }
}
