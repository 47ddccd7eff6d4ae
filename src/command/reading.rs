//! Files into reports, as the page reads them (`nianbao::long::reading`). Whatever a file does to a reader, it is a
//! sentence.

use std::cell::Cell;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use nianbao::import::{MOST_BYTES, OpenError, may_be_a_report};
use nianbao::long::reading;
pub use nianbao::long::reading::Read;
use walkdir::WalkDir;

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
    survive(|| reading::read(&name, &bytes))
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
