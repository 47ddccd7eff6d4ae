//! `nianbao convert`: any file that is read into any format that is written. Nothing is overwritten unasked.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use nianbao::export::{FileFormat, heavy};
use rayon::prelude::*;

use super::arguments::{Convert, written};
use super::reading::{self, Read};
use super::{Outcome, progress, reason, say};

/// Converts the files.
pub fn run(convert: &Convert) -> io::Result<Outcome> {
    let mut outcome = Outcome::Fine;
    let mut files = Vec::new();
    for file in reading::files(&convert.from) {
        match file {
            Ok(file) => files.push(file),
            Err(sentence) => {
                say(&sentence);
                outcome = Outcome::Failed;
            }
        }
    }
    let Some(format) = written().find(|format| format.id == convert.to) else { return Ok(Outcome::Failed) };
    let is_one = matches!(convert.from.as_slice(), [one] if one.is_file());
    let to_file = is_one && convert.output.extension().is_some() && !convert.output.is_dir();
    if !to_file {
        fs::create_dir_all(&convert.output)?;
    }
    let mut taken = BTreeSet::new();
    let mut jobs = Vec::new();
    for file in &files {
        let to = if to_file { convert.output.clone() } else { convert.output.join(name(file, format)) };
        match taken.insert(to.clone()) {
            true => jobs.push((file, to)),
            false => {
                say(&format!("{}：没有转，另一个文件也要写成 {}。", file.display(), to.display()));
                outcome = Outcome::Failed;
            }
        }
    }
    let bar = progress::bar(Some(jobs.len()));
    let convert = |(file, to): &(&PathBuf, PathBuf)| {
        let (is_done, words) = match self::convert(file, to, format, convert.force) {
            Ok(remark) => (true, remark),
            Err(sentence) => (false, Some(sentence)),
        };
        bar.inc(1);
        if let Some(words) = words {
            bar.suspend(|| say(&format!("{}：{words}", file.display())));
        }
        is_done
    };
    let done: Vec<bool> = jobs.par_iter().map(convert).collect();
    bar.finish_and_clear();
    let count = done.iter().filter(|done| **done).count();
    say(&format!("转了 {count} 个文件。"));
    Ok(if count == done.len() { outcome } else { Outcome::Failed })
}

/// The name of a file in another format.
fn name(file: &Path, format: &FileFormat) -> String {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    format!("{stem}{}.{}", format.what, format.extension)
}

/// Converts one file; says what is to be said of how it was read.
fn convert(file: &Path, to: &Path, format: &FileFormat, force: bool) -> Result<Option<String>, String> {
    if !force && to.exists() {
        return Err(format!("没有写，{} 已经在了；要覆盖，加 --force。", to.display()));
    }
    let Read { report, findings, remark, .. } = reading::read(file)?;
    let bytes = reading::survive(|| heavy::write(format, &report, &findings));
    let bytes = bytes.ok_or("写的时候出了错，没有写。")?;
    fs::write(to, bytes).map_err(|error| format!("写不进 {}：{}。", to.display(), reason(&error)))?;
    Ok(remark)
}
