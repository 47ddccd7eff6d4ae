//! `nianbao sum`: the sums of every cell, apart for each year, edition and scope.

use std::io::{self, Write};

use nianbao::long::records::Key;
use nianbao::long::sums::{COLUMNS, Sums};
use nianbao::long::{Row, Value, csv};
use rayon::prelude::*;
use serde_json::Map;

use super::arguments::{Rows, Sum};
use super::{Outcome, progress, reading, say};

/// So many files are held at a time.
const AT_ONCE: usize = 256;

/// Adds the reports up and prints the sums.
pub fn run(sum: &Sum) -> io::Result<Outcome> {
    let mut outcome = Outcome::Fine;
    let mut told = |words: String| {
        say(&words);
        outcome = Outcome::Failed;
    };
    let mut sums = Sums::default();
    let mut again = 0;
    let bar = progress::bar(None);
    let mut files = reading::files(&sum.from).peekable();
    while files.peek().is_some() {
        let (files, nowhere): (Vec<_>, Vec<_>) = files.by_ref().take(AT_ONCE).partition(Result::is_ok);
        nowhere.into_iter().filter_map(Result::err).for_each(&mut told);
        let files: Vec<_> = files.into_iter().flatten().collect();
        let read = |path: &std::path::PathBuf| {
            let read = reading::read(path);
            bar.inc(1);
            read
        };
        let reports: Vec<_> = files.par_iter().map(read).collect();
        for (path, read) in files.iter().zip(reports) {
            let added = read.and_then(|read| {
                let key = Key::of(&read.report).map_err(|lacking| lacking.to_string())?;
                Ok(sums.add(&key, &read.report))
            });
            match added {
                Ok(is_again) => again += usize::from(is_again),
                Err(sentence) => bar.suspend(|| told(format!("{}：{sentence}", path.display()))),
            }
        }
    }
    bar.finish_and_clear();
    let mut out = io::stdout().lock();
    match sum.format {
        Rows::Csv => {
            let mut csv = String::new();
            csv::add_head(&mut csv, COLUMNS.into_iter());
            sums.rows().iter().for_each(|row| csv::add_row(&mut csv, row));
            out.write_all(csv.as_bytes())?;
        }
        Rows::Json => {
            let rows: serde_json::Value = sums.rows().iter().map(object).collect();
            writeln!(out, "{rows:#}")?;
        }
    }
    out.flush()?;
    let again = match again {
        0 => String::new(),
        count => format!("；另有 {count} 个文件是同一份报告的另一次发布，没有重复计"),
    };
    say(&format!("汇总了 {} 份报告{again}。", sums.count()));
    Ok(outcome)
}

fn object(row: &Row) -> serde_json::Value {
    let value = |value: &Value| match value {
        Value::Null => serde_json::Value::Null,
        Value::Number(number) => (*number).into(),
        Value::Text(text) => (&**text).into(),
    };
    let pairs = COLUMNS.iter().zip(row).map(|(name, one)| ((*name).to_owned(), value(one)));
    serde_json::Value::Object(pairs.collect::<Map<_, _>>())
}
