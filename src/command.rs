//! The command `nianbao`: the same core as the page's, for folders of reports. Checks them, converts them, adds
//! them up, writes them as tables; says in plain words what it could not do.

mod arguments;
mod check;
mod contract;
mod convert;
mod manual;
mod progress;
mod reading;
mod sarif;
mod sum;
mod table;

use std::io::{self, Write};
use std::process::ExitCode;

use arguments::Task;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Everything was done, and nothing is wrong.
    Fine,
    /// Errors were found in reports.
    Errors,
    /// Something could not be read or written.
    Failed,
}

impl Outcome {
    /// The worse of two.
    pub fn and(self, other: Outcome) -> Outcome {
        self.max(other)
    }
}

/// Runs the command with the arguments of the process.
pub fn run() -> ExitCode {
    reading::tell_no_panic();
    let task = match manual::read() {
        Ok(task) => task,
        Err(code) => return code,
    };
    // Readers go down as deep as files are nested.
    let _ = rayon::ThreadPoolBuilder::new().stack_size(16 * 1024 * 1024).build_global();
    let done = match task {
        Task::Check(check) => check::run(&check),
        Task::Convert(convert) => convert::run(&convert),
        Task::Sum(sum) => sum::run(&sum),
        Task::Table(table) => table::run(&table),
        Task::Contract(contract) => contract::run(&contract),
        Task::Completions(completions) => manual::complete(&completions),
        Task::Man(man) => manual::write(&man),
    };
    match done {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Errors) => ExitCode::from(1),
        Ok(Outcome::Failed) => ExitCode::from(2),
        // Who reads what is printed may have had enough of it.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("没有做完：{}。", reason(&error)));
            ExitCode::from(2)
        }
    }
}

/// Why something could not be read or written.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件或文件夹".to_owned(),
        io::ErrorKind::PermissionDenied => "没有权限".to_owned(),
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => "已经有同名的文件".to_owned(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "磁盘满了".to_owned(),
        _ => error.to_string(),
    }
}

/// Says something to the user, beside what is printed.
pub fn say(words: &str) {
    let _ = writeln!(io::stderr(), "{words}");
}
