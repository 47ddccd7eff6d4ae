//! Files into reports, as the page reads them: what this program wrote to the letter, anything else recognised, the
//! first choice taken where something is in doubt. Whatever a file does to a reader, it is a sentence.

use std::cell::Cell;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use nianbao::import::answer::Answer;
use nianbao::import::recognise::NOTHING;
use nianbao::import::{self, MOST_BYTES, OpenError, may_be_a_report};
use nianbao::report::Report;
use nianbao::validate::{Finding, validate};
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

/// A report that was read, with what was found in it.
pub struct Read {
    pub report: Report,
    pub findings: Vec<Finding>,
    /// What is to be said of how it was read; nothing of a file that this program wrote.
    pub remark: Option<String>,
    /// The SHA-256 of the file, in hexadecimal digits.
    pub sha256: String,
}

/// The files that may be reports, in the order of their names: those that are named, and those in the folders that
/// are; a name that leads nowhere is a sentence.
pub fn files(from: &[PathBuf]) -> impl Iterator<Item = Result<PathBuf, String>> {
    from.iter().flat_map(|path| {
        let walk = WalkDir::new(path).follow_links(true).sort_by_file_name();
        walk.into_iter().filter_map(|entry| match entry {
            Ok(entry) if !entry.file_type().is_file() => None,
            Ok(entry) => {
                // A file that is named is read whatever it is called.
                let name = entry.file_name().to_string_lossy();
                (entry.depth() == 0 || may_be_a_report(&name)).then(|| Ok(entry.into_path()))
            }
            Err(error) => {
                let path = error.path().map(|path| path.display().to_string()).unwrap_or_default();
                Some(Err(format!("{path}：打不开，可能没有这个文件，或者没有权限。")))
            }
        })
    })
}

/// Reads a file.
///
/// # Errors
/// Why it is no report, in a sentence.
pub fn read(path: &Path) -> Result<Read, String> {
    let size = fs::metadata(path).map(|data| data.len()).unwrap_or(0);
    if size > MOST_BYTES as u64 {
        return Err(OpenError::TooLarge.to_string());
    }
    let bytes = fs::read(path).map_err(|_| "打不开，可能没有这个文件，或者没有权限。".to_owned())?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    survive(|| read_bytes(&name, &bytes))
        .unwrap_or_else(|| Err("读到一半出了错，这个文件可能损坏了。".to_owned()))
}

thread_local! {
    /// Whether what the thread does may fail.
    static MAY_FAIL: Cell<bool> = const { Cell::new(false) };
}

/// What something comes to; none if it panics.
pub fn survive<T>(work: impl FnOnce() -> T) -> Option<T> {
    MAY_FAIL.set(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    MAY_FAIL.set(false);
    done.ok()
}

/// Prints nothing of a panic that is survived: what became of the file is a sentence.
pub fn tell_no_panic() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !MAY_FAIL.get() {
            usual(panic);
        }
    }));
}

fn read_bytes(name: &str, bytes: &[u8]) -> Result<Read, String> {
    let (report, remark) = match import::open(bytes) {
        Ok(report) => (report, None),
        Err(OpenError::NotAReport) => recognise(name, bytes)?,
        Err(error) => return Err(error.to_string()),
    };
    let findings = validate(&report);
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Read { report, findings, remark, sha256 })
}

fn recognise(name: &str, bytes: &[u8]) -> Result<(Report, Option<String>), String> {
    let Answer { recognised, .. } = Answer::to(name, bytes).map_err(|refusal| refusal.to_string())?;
    if recognised.problems.first().is_some_and(|problem| problem == NOTHING) {
        return Err(NOTHING.to_owned());
    }
    let (doubts, unplaced) = (recognised.doubts.len(), recognised.unplaced.len());
    let mut remarks = Vec::new();
    if doubts > 0 {
        remarks.push(format!("{doubts} 处存疑，按首选读入"));
    }
    if unplaced > 0 {
        remarks.push(format!("{unplaced} 处没有位置，没有读入"));
    }
    let mut remark = remarks.join("；");
    if !remark.is_empty() {
        remark.push('。');
    }
    remark.extend(recognised.problems.iter().map(String::as_str));
    Ok((recognised.report(&[], &[]), Some(remark).filter(|remark| !remark.is_empty())))
}
