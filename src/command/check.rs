//! `nianbao check`: what is wrong with reports, a line each, as JSON or as SARIF.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use nianbao::interchange;
use nianbao::validate::{self, Finding, Severity};
use rayon::prelude::*;
use serde_json::{Value, json};

use super::arguments::{Check, Findings};
use super::reading::{self, Read};
use super::{Outcome, progress, sarif, say};

/// So many files are held at a time.
const AT_ONCE: usize = 256;

/// What is said of a file: the report that was read, or why not.
pub type Checked = Result<Read, String>;

/// Checks the files.
pub fn run(check: &Check) -> io::Result<Outcome> {
    let mut outcome = Outcome::Fine;
    let mut files = Vec::new();
    for file in reading::files(&check.from) {
        match file {
            Ok(file) => files.push(file),
            Err(sentence) => {
                say(&sentence);
                outcome = Outcome::Failed;
            }
        }
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let mut printer = Printer::new(check.format);
    let mut tally = Tally::default();
    let bar = progress::bar(Some(files.len()));
    for files in files.chunks(AT_ONCE) {
        let read = |path: &std::path::PathBuf| {
            let read = reading::read(path);
            bar.inc(1);
            read
        };
        let checked: Vec<Checked> = files.par_iter().map(read).collect();
        // The bar and the lines may be on one screen.
        bar.suspend(|| -> io::Result<()> {
            for (path, checked) in files.iter().zip(&checked) {
                outcome = outcome.and(tally.add(checked));
                printer.print(&mut out, path, checked)?;
            }
            out.flush()
        })?;
    }
    bar.finish_and_clear();
    printer.finish(&mut out)?;
    out.flush()?;
    say(&tally.sentence());
    Ok(outcome)
}

/// How many of what there were.
#[derive(Default)]
struct Tally {
    read: usize,
    unread: usize,
    found: [usize; Severity::ALL.len()],
}

impl Tally {
    fn add(&mut self, checked: &Checked) -> Outcome {
        let Ok(read) = checked else {
            self.unread += 1;
            return Outcome::Failed;
        };
        self.read += 1;
        let found = validate::count(&read.findings);
        for (sum, count) in self.found.iter_mut().zip(found) {
            *sum += count;
        }
        if found[Severity::Error as usize] > 0 { Outcome::Errors } else { Outcome::Fine }
    }

    fn sentence(&self) -> String {
        let found: Vec<String> = (Severity::ALL.iter().zip(self.found))
            .map(|(severity, count)| format!("{} {count} 处", severity.name()))
            .collect();
        let unread = match self.unread {
            0 => String::new(),
            count => format!("；另有 {count} 个文件读不了"),
        };
        format!("检查了 {} 份报告：{}{unread}。", self.read, found.join("，"))
    }
}

/// Prints what was found, file by file.
struct Printer {
    format: Findings,
    /// Whether something was printed.
    has_begun: bool,
    /// What waits for the end, where the form asks for that.
    sarif: Vec<Value>,
    unread: Vec<Value>,
}

impl Printer {
    fn new(format: Findings) -> Printer {
        Printer { format, has_begun: false, sarif: Vec::new(), unread: Vec::new() }
    }

    fn print(&mut self, out: &mut impl Write, path: &Path, checked: &Checked) -> io::Result<()> {
        let file = path.display();
        match (self.format, checked) {
            (Findings::Lines, Ok(read)) => {
                if let Some(remark) = &read.remark {
                    say(&format!("{file}：{remark}"));
                }
                read.findings.iter().try_for_each(|finding| writeln!(out, "{file}：{}", line(finding)))
            }
            (Findings::Json, _) => {
                let begin = if self.has_begun { ",\n" } else { "[\n" };
                self.has_begun = true;
                write!(out, "{begin}{}", entry(path, checked))
            }
            (Findings::Sarif, Ok(read)) => {
                self.sarif.extend(sarif::results(path, &read.findings));
                Ok(())
            }
            (Findings::Lines, Err(sentence)) => {
                say(&format!("{file}：{sentence}"));
                Ok(())
            }
            (Findings::Sarif, Err(sentence)) => {
                self.unread.push(sarif::notification(path, sentence));
                Ok(())
            }
        }
    }

    fn finish(self, out: &mut impl Write) -> io::Result<()> {
        match self.format {
            Findings::Lines => Ok(()),
            Findings::Json if self.has_begun => writeln!(out, "\n]"),
            Findings::Json => writeln!(out, "[]"),
            Findings::Sarif => writeln!(out, "{:#}", sarif::log(self.sarif, self.unread)),
        }
    }
}

/// A finding as a line: how much it weighs, the rule, the sentence, and what was answered.
fn line(finding: &Finding) -> String {
    let sentence = finding.sentence().replace(['\n', '\r'], " ");
    let answer = finding.answer.as_ref().map(|note| format!("（说明：{}）", note.replace(['\n', '\r'], " ")));
    format!("{} {} {sentence}{}", finding.severity.name(), finding.rule.id, answer.unwrap_or_default())
}

/// A file with its report's head and findings.
fn entry(path: &Path, checked: &Checked) -> Value {
    let file = path.display().to_string();
    match checked {
        Err(sentence) => json!({ "file": file, "unread": sentence }),
        Ok(Read { report, findings, remark, .. }) => {
            // The findings as they stand in the public JSON.
            let mut written = interchange::write(report, findings);
            let mut part = |key: &str| written[key].take();
            json!({
                "file": file,
                "organ": part("organ"),
                "year": part("year"),
                "edition": part("edition"),
                "scope": part("scope"),
                "remark": remark,
                "findings": part("findings"),
            })
        }
    }
}
