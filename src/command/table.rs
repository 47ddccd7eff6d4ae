//! `nianbao table`: a folder of reports as the tables of the contract, in parts of so many files. Memory does not
//! grow with the folder but by eight bytes a report, by which one that comes twice is known. A file that cannot be
//! read is a line in `problems.csv`; a run that was stopped goes on where it was.

mod manifest;
pub mod parquet;
mod rows;

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};

use nianbao::long::csv;
use nianbao::long::package::Files;
use nianbao::long::records::{Key, Record};
use nianbao::long::schema::{self, OF_REPORTS};
use nianbao::long::{Row, Value};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::arguments::Table;
use super::reading::{self, Read};
use super::{Outcome, contract, progress, say};
use manifest::{Manifest, Part};
use rows::Rows;

/// So many reports are held at a time.
const AT_ONCE: usize = 128;
/// The list of what could not be read or is to be looked at.
const PROBLEMS: &str = "problems.csv";
const PROBLEM_COLUMNS: [&str; 3] = ["source_name", "kind", "message"];
/// The list of the reports that are known, eight bytes each.
const KNOWN: &str = "known.bin";

/// Writes the tables.
pub fn run(table: &Table) -> io::Result<Outcome> {
    if !table.from.is_dir() {
        say(&format!("{}：没有这个文件夹。", table.from.display()));
        return Ok(Outcome::Failed);
    }
    let mut tables = Tables::open(table)?;
    let bar = progress::bar(None);
    let output = fs::canonicalize(&table.output)?;
    let is_own = |path: &Path| fs::canonicalize(path).is_ok_and(|path| path.starts_with(&output));
    let folder = [table.from.clone()];
    let mut files = reading::files(&folder).filter(|file| !file.as_ref().is_ok_and(|path| is_own(path)));
    let mut number = 0;
    loop {
        let (mut part, mut nowhere) = (Vec::new(), Vec::new());
        for file in files.by_ref().take(table.part as usize) {
            match file {
                Ok(path) => part.push(path),
                Err(sentence) => nowhere.push(sentence),
            }
        }
        if part.is_empty() && nowhere.is_empty() {
            break;
        }
        tables.write(number, &part, &nowhere, &bar)?;
        number += 1;
    }
    bar.finish_and_clear();
    tables.finish(number)
}

/// The tables as they are written.
struct Tables {
    from: PathBuf,
    folder: PathBuf,
    files: Files,
    manifest: Manifest,
    /// The reports that were written, by digests of their keys.
    known: HashSet<u64>,
    /// Whether what was written before still counts.
    goes_on: bool,
    /// How many files and reports there are, and how many files are looked at again.
    counts: [usize; 3],
}

impl Tables {
    fn open(table: &Table) -> io::Result<Tables> {
        let (folder, files) = (table.output.clone(), Files::from(table.format));
        for of_reports in OF_REPORTS {
            fs::create_dir_all(folder.join(of_reports.name))?;
        }
        contract::write(&folder, files)?;
        let manifest = Manifest::open(&folder)?;
        let from = table.from.clone();
        Ok(Tables { from, folder, files, manifest, known: HashSet::new(), goes_on: true, counts: [0; 3] })
    }

    /// Writes a part, if it is not there already.
    fn write(
        &mut self,
        number: usize,
        files: &[PathBuf],
        nowhere: &[String],
        bar: &indicatif::ProgressBar,
    ) -> io::Result<()> {
        let made_of = manifest::made_of(files, self.files);
        if self.goes_on
            && let Some(part) = self.manifest.done(number, &made_of)
        {
            self.counts[0] += part.files;
            self.counts[1] += part.reports;
            self.counts[2] += part.files;
            bar.inc(part.files as u64);
            return Ok(());
        }
        self.begin(number)?;
        let mut problems = String::new();
        for sentence in nowhere {
            add_problem(&mut problems, "", "unread", sentence);
        }
        let mut known = Vec::new();
        let mut rows = OF_REPORTS.map(|table| Rows::of(table, self.files));
        for files in files.chunks(AT_ONCE) {
            let read: Vec<_> = (files.par_iter())
                .map(|path| {
                    let read = reading::read(path);
                    bar.inc(1);
                    read
                })
                .collect();
            for (path, read) in files.iter().zip(read) {
                let name = path.strip_prefix(&self.from).unwrap_or(path).to_string_lossy().replace('\\', "/");
                match self.add(&name, read, &mut rows, &mut problems) {
                    Ok(digest) => known.push(digest),
                    Err((kind, sentence)) => add_problem(&mut problems, &name, kind, &sentence),
                }
            }
        }
        for rows in &rows {
            let path = self.part(rows.table(), number);
            let new = path.with_extension("new");
            rows.write(&new)?;
            fs::rename(new, path)?;
        }
        let bytes: Vec<u8> = known.iter().flat_map(|digest| digest.to_le_bytes()).collect();
        let part = Part {
            made_of,
            files: files.len() + nowhere.len(),
            reports: known.len(),
            problems: append(&self.folder.join(PROBLEMS), problems.as_bytes())?,
            known: append(&self.folder.join(KNOWN), &bytes)?,
        };
        self.counts[0] += part.files;
        self.counts[1] += part.reports;
        self.manifest.add(part)
    }

    /// Goes on after the parts before a number: what was written of later ones is forgotten.
    fn begin(&mut self, number: usize) -> io::Result<()> {
        if !self.goes_on {
            return Ok(());
        }
        self.goes_on = false;
        self.manifest.forget_from(number)?;
        let (problems, known) = self.manifest.last().map_or((0, 0), |part| (part.problems, part.known));
        let path = self.folder.join(PROBLEMS);
        cut(&path, problems)?;
        if problems == 0 {
            let mut head = String::new();
            csv::add_head(&mut head, PROBLEM_COLUMNS.into_iter());
            append(&path, head.as_bytes())?;
        }
        let path = self.folder.join(KNOWN);
        cut(&path, known)?;
        let mut bytes = Vec::new();
        File::open(path)?.read_to_end(&mut bytes)?;
        let digests = bytes.as_chunks::<8>().0.iter().map(|bytes| u64::from_le_bytes(*bytes));
        self.known = digests.collect();
        Ok(())
    }

    /// Adds a report; gives the digest of its key, or says why it is not added.
    fn add(
        &mut self,
        name: &str,
        read: Result<Read, String>,
        rows: &mut [Rows; 4],
        problems: &mut String,
    ) -> Result<u64, (&'static str, String)> {
        let Read { report, findings, remark, sha256 } = read.map_err(|sentence| ("unread", sentence))?;
        let key = Key::of(&report).map_err(|lacking| ("no_key", lacking.to_string()))?;
        let digest = digest(&key);
        if !self.known.insert(digest) {
            let sentence = "同一机关、年度、数据范围、发布日期的报告前面已经有了，没有编入。";
            return Err(("double", sentence.to_owned()));
        }
        if let Some(remark) = remark {
            add_problem(problems, name, "doubtful", &remark);
        }
        let record = Record {
            key: &key,
            report: &report,
            findings: &findings,
            source_name: name,
            source_sha256: &sha256,
        };
        for (table, (_, new)) in rows.iter_mut().zip(record.tables()) {
            new.iter().for_each(|row| table.add(row));
        }
        Ok(digest)
    }

    /// The file of a part of a table.
    fn part(&self, table: &schema::Table, number: usize) -> PathBuf {
        self.folder.join(path_of(table.name, number, self.files))
    }

    /// Takes away what is left of a longer run, and says how it went.
    fn finish(mut self, parts: usize) -> io::Result<Outcome> {
        if self.goes_on && (parts == 0 || parts < self.manifest.count()) {
            self.begin(parts)?;
        }
        let files = self.files;
        for table in OF_REPORTS {
            for kind in [Files::Csv, Files::Parquet] {
                let first = if kind == files { parts } else { 0 };
                let left = (first..).map(|number| self.folder.join(path_of(table.name, number, kind)));
                left.take_while(|path| fs::remove_file(path).is_ok()).for_each(drop);
            }
        }
        contract::write_package(&self.folder, files, |name| {
            if name == schema::ORGANS.name {
                return Vec::new();
            }
            match OF_REPORTS.iter().any(|table| table.name == name) {
                true => (0..parts).map(|number| path_of(name, number, files)).collect(),
                false => vec![format!("{name}.{}", files.extension())],
            }
        })?;
        let [all, reports, before] = self.counts;
        let before = match before {
            0 => String::new(),
            count => format!("，其中 {count} 个是上次编好的"),
        };
        let left = all - reports;
        let rest = match left {
            0 => String::new(),
            count => format!("；{count} 个没有编入，见 {}", self.folder.join(PROBLEMS).display()),
        };
        say(&format!("{all} 个文件{before}，编入 {reports} 份报告{rest}。"));
        Ok(if left == 0 { Outcome::Fine } else { Outcome::Failed })
    }
}

fn path_of(table: &str, number: usize, files: Files) -> String {
    format!("{table}/part-{:06}.{}", number + 1, files.extension())
}

/// A digest of a key. Two keys of a billion share theirs less likely than a disk errs.
fn digest(key: &Key) -> u64 {
    let Key { organ, report_year, scope, revision } = key;
    let digest = Sha256::digest(format!("{organ}\n{report_year}\n{scope}\n{revision}"));
    digest.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

fn add_problem(problems: &mut String, name: &str, kind: &str, sentence: &str) {
    let row: Row = vec![Value::text(name), Value::text(kind), Value::text(sentence)];
    csv::add_row(problems, &row);
}

/// Adds to a file; how long it is then.
fn append(path: &Path, bytes: &[u8]) -> io::Result<u64> {
    let mut file = OpenOptions::new().append(true).create(true).open(path)?;
    file.write_all(bytes)?;
    Ok(file.metadata()?.len())
}

/// Cuts a file off, or makes it.
fn cut(path: &Path, length: u64) -> io::Result<()> {
    let file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
    file.set_len(length)
}
