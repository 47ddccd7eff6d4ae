//! Files of reports on their way into the tables: in parts of so many files, each report once, and what stands in the
//! way as a line of the list of problems. Knows no folder and no archive.

use std::collections::HashSet;

use sha2::{Digest, Sha256};

use super::package::Files;
use super::reading::Read;
use super::records::{Key, Record};
use super::schema::{OF_REPORTS, ORGANS};
use super::{Row, Value, csv};

/// So many files are a part, if nothing else is asked for.
pub const USUAL: u32 = 1_000;
/// The file with the list of what could not be read or is to be looked at.
pub const PROBLEMS: &str = "problems.csv";

/// The list of problems without a problem.
pub fn no_problems() -> String {
    let mut head = String::new();
    csv::add_head(&mut head, ["source_name", "kind", "message"].into_iter());
    head
}

/// Adds a line to the list of problems: a file, the kind of problem, a sentence.
pub fn add_problem(problems: &mut String, name: &str, kind: &str, sentence: &str) {
    csv::add_row(problems, &vec![Value::text(name), Value::text(kind), Value::text(sentence)]);
}

/// Adds the report of a file: hands every row out with the place of its table in [`OF_REPORTS`], and gives the digest of
/// its key. A report of a key that is known is not added; what is to be said of the file is a line of the problems.
pub fn add(
    name: &str,
    read: Result<Read, String>,
    known: &mut HashSet<u64>,
    problems: &mut String,
    mut row: impl FnMut(usize, &Row),
) -> Option<u64> {
    let keyed = read.map_err(|sentence| ("unread", sentence)).and_then(|read| {
        let key = Key::of(&read.report).map_err(|lacking| ("no_key", lacking.to_string()))?;
        let digest = digest(&key);
        match known.insert(digest) {
            true => Ok((read, key, digest)),
            false => Err(("double", DOUBLE.to_owned())),
        }
    });
    let (Read { report, findings, remark, sha256 }, key, digest) = match keyed {
        Ok(keyed) => keyed,
        Err((kind, sentence)) => {
            add_problem(problems, name, kind, &sentence);
            return None;
        }
    };
    if let Some(remark) = remark {
        add_problem(problems, name, "doubtful", &remark);
    }
    let record =
        Record { key: &key, report: &report, findings: &findings, source_name: name, source_sha256: &sha256 };
    for (table, (_, rows)) in record.tables().into_iter().enumerate() {
        rows.iter().for_each(|new| row(table, new));
    }
    Some(digest)
}

const DOUBLE: &str = "同一机关、年度、数据范围、发布日期的报告前面已经有了，没有编入。";

/// A digest of a key. Two keys of a billion share theirs less likely than a disk errs.
fn digest(key: &Key) -> u64 {
    let Key { organ, report_year, scope, revision } = key;
    let digest = Sha256::digest(format!("{organ}\n{report_year}\n{scope}\n{revision}"));
    digest.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// The file of a part of a table, counted from 0.
pub fn path_of(table: &str, number: usize, files: Files) -> String {
    format!("{table}/part-{:06}.{}", number + 1, files.extension())
}

/// In which files a table stands, where reports are in so many parts. The list of organs is not written.
pub fn paths(table: &str, parts: usize, files: Files) -> Vec<String> {
    if table == ORGANS.name {
        return Vec::new();
    }
    match OF_REPORTS.iter().any(|of_reports| of_reports.name == table) {
        true => (0..parts).map(|number| path_of(table, number, files)).collect(),
        false => vec![format!("{table}.{}", files.extension())],
    }
}
