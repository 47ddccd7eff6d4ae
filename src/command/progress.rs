//! How far the work is, on a terminal; anywhere else nothing of it is printed.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar for so many files, or a count where it is not known how many there are.
pub fn bar(files: Option<usize>) -> ProgressBar {
    let (bar, template) = match files {
        Some(files) => {
            (ProgressBar::new(files as u64), "{bar:30} {pos}/{len} 个文件，每秒 {per_sec}，还要 {eta}")
        }
        None => (ProgressBar::no_length(), "{spinner} {human_pos} 个文件，每秒 {per_sec}，用了 {elapsed}"),
    };
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.with_style(style.with_key(
        "per_sec",
        |state: &indicatif::ProgressState, f: &mut dyn std::fmt::Write| {
            let _ = write!(f, "{:.0}", state.per_sec());
        },
    ))
}
