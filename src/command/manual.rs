//! The command as clap knows it, with its help in Chinese: arguments are read by it, completions and the manual made
//! from it; what is not understood is said in a sentence.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::process::ExitCode;

use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches};

use super::arguments::{Cli, Completions, Man, Task};
use super::{Outcome, say};

/// The command with its help in Chinese.
fn command() -> Command {
    let in_chinese = |command: Command| {
        let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
        command
            .disable_help_flag(true)
            .disable_version_flag(true)
            .help_template("{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}")
            .mut_args(|arg| {
                let heading = if arg.is_positional() { "参数" } else { "选项" };
                let takes_values = arg.get_action().takes_values();
                arg.help_heading(heading).hide_possible_values(takes_values).hide_default_value(takes_values)
            })
            .arg(help.help("看说明").help_heading("选项"))
    };
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    in_chinese(Cli::command()).arg(version.help("看版本").help_heading("选项")).mut_subcommands(in_chinese)
}

/// Reads the arguments of the process.
///
/// # Errors
/// If they were a question that is answered, or could not be understood, which is said.
pub fn read() -> Result<Task, ExitCode> {
    read_from(std::env::args_os()).map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = error.print();
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            ExitCode::from(2)
        }
        _ => {
            say(&refusal(&error));
            ExitCode::from(2)
        }
    })
}

fn read_from(arguments: impl Iterator<Item = OsString>) -> Result<Task, clap::Error> {
    let matches = command().try_get_matches_from(arguments)?;
    Ok(Cli::from_arg_matches(&matches)?.task)
}

/// Why arguments were not understood, in a sentence.
fn refusal(error: &clap::Error) -> String {
    let said = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let (argument, value) = (said(ContextKind::InvalidArg), said(ContextKind::InvalidValue));
    let sentence = match error.kind() {
        ErrorKind::InvalidSubcommand => format!("没有“{}”这个命令。", said(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand => "没有写要做什么。".to_owned(),
        ErrorKind::UnknownArgument => format!("没有“{argument}”这个选项。"),
        ErrorKind::MissingRequiredArgument => format!("还缺 {}。", argument.replace('\n', "、")),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面没有写。"),
        ErrorKind::InvalidValue => {
            format!(
                "{argument} 不能是“{value}”，可以是 {}。",
                said(ContextKind::ValidValue).replace(", ", "、")
            )
        }
        ErrorKind::ValueValidation => format!("{argument} 不能是“{value}”。"),
        ErrorKind::ArgumentConflict => format!("{argument} 写了不止一次。"),
        _ => "参数看不懂。".to_owned(),
    };
    format!("{sentence}用法见 nianbao --help。")
}

/// Prints the script that completes what is typed.
pub fn complete(completions: &Completions) -> io::Result<Outcome> {
    clap_complete::generate(completions.shell, &mut command(), "nianbao", &mut io::stdout());
    Ok(Outcome::Fine)
}

/// Writes the pages of the manual, or prints the first of them.
pub fn write(man: &Man) -> io::Result<Outcome> {
    match &man.output {
        Some(folder) => {
            fs::create_dir_all(folder)?;
            clap_mangen::generate_to(command(), folder)?;
        }
        None => clap_mangen::Man::new(command()).render(&mut io::stdout())?,
    }
    Ok(Outcome::Fine)
}
