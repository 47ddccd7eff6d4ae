//! What is done already: a line for every part that was written whole, so that a run that was stopped goes on where
//! it was. A part counts as long as the files that it was made of are the same.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use nianbao::long::CONTRACT;
use nianbao::long::package::Files;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The file of the manifest.
const NAME: &str = "manifest.jsonl";

/// A part that was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Of which files it was made, and how: a digest of their names, sizes and times.
    pub made_of: String,
    /// How many files they were.
    pub files: usize,
    /// How many reports came of them.
    pub reports: usize,
    /// How long the list of problems was then, in bytes.
    pub problems: u64,
    /// How long the list of the reports that are known was then, in bytes.
    pub known: u64,
}

/// The manifest of a folder.
pub struct Manifest {
    path: PathBuf,
    /// The parts that were written, in order.
    parts: Vec<Part>,
}

impl Manifest {
    /// Opens the manifest of a folder; a line that was not written whole is left out, and so are those after it.
    pub fn open(folder: &Path) -> io::Result<Manifest> {
        let path = folder.join(NAME);
        let parts = match File::open(&path) {
            Ok(file) => BufReader::new(file)
                .lines()
                .map_while(|line| serde_json::from_str(&line.ok()?).ok())
                .collect(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error),
        };
        Ok(Manifest { path, parts })
    }

    /// The part of a number, counted from 0, if it was made of the same.
    pub fn done(&self, number: usize, made_of: &str) -> Option<&Part> {
        self.parts.get(number).filter(|part| part.made_of == made_of)
    }

    /// The last part that was written.
    pub fn last(&self) -> Option<&Part> {
        self.parts.last()
    }

    /// How many parts were written.
    pub fn count(&self) -> usize {
        self.parts.len()
    }

    /// Forgets the parts from a number on.
    pub fn forget_from(&mut self, number: usize) -> io::Result<()> {
        self.parts.truncate(number);
        let lines: String = self.parts.iter().map(line).collect();
        let new = self.path.with_extension("new");
        fs::write(&new, lines)?;
        fs::rename(new, &self.path)
    }

    /// Adds a part that was written.
    pub fn add(&mut self, part: Part) -> io::Result<()> {
        let mut file = OpenOptions::new().append(true).create(true).open(&self.path)?;
        file.write_all(line(&part).as_bytes())?;
        self.parts.push(part);
        Ok(())
    }
}

fn line(part: &Part) -> String {
    serde_json::to_string(part).unwrap_or_default() + "\n"
}

/// A digest of files and of how they are written: it is another one if any of them changed.
pub fn made_of(files: &[PathBuf], written: Files) -> String {
    let mut digest = Sha256::new();
    digest.update(format!("{CONTRACT} {} {}\n", env!("CARGO_PKG_VERSION"), written.extension()));
    for file in files {
        let data = fs::metadata(file).ok();
        let time = data.as_ref().and_then(|data| data.modified().ok()?.duration_since(UNIX_EPOCH).ok());
        let size = data.map(|data| data.len());
        digest.update(format!("{} {size:?} {time:?}\n", file.display()));
    }
    digest.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
