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

use nianbao::long::package::Files;
use nianbao::long::parts::{self, PROBLEMS, add_problem, path_of};
use nianbao::long::schema::{self, OF_REPORTS};
use rayon::prelude::*;

use super::arguments::Table;
use super::reading;
use super::{Outcome, contract, progress, say};
use manifest::{Manifest, Part};
use rows::Rows;

/// So many reports are held at a time.
const AT_ONCE: usize = 128;
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
                known.extend(parts::add(&name, read, &mut self.known, &mut problems, |table, row| {
                    rows[table].add(row);
                }));
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
            append(&path, parts::no_problems().as_bytes())?;
        }
        let path = self.folder.join(KNOWN);
        cut(&path, known)?;
        let mut bytes = Vec::new();
        File::open(path)?.read_to_end(&mut bytes)?;
        let digests = bytes.as_chunks::<8>().0.iter().map(|bytes| u64::from_le_bytes(*bytes));
        self.known = digests.collect();
        Ok(())
    }

    /// The file of a part of a table.
    fn part(&self, table: &schema::Table, number: usize) -> PathBuf {
        self.folder.join(path_of(table.name, number, self.files))
    }

    /// Takes away what is left of a longer run, and says how it went.
    fn finish(mut self, count: usize) -> io::Result<Outcome> {
        if self.goes_on && (count == 0 || count < self.manifest.count()) {
            self.begin(count)?;
        }
        let files = self.files;
        for table in OF_REPORTS {
            for kind in [Files::Csv, Files::Parquet] {
                let first = if kind == files { count } else { 0 };
                let left = (first..).map(|number| self.folder.join(path_of(table.name, number, kind)));
                left.take_while(|path| fs::remove_file(path).is_ok()).for_each(drop);
            }
        }
        contract::write_package(&self.folder, files, |name| parts::paths(name, count, files))?;
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
