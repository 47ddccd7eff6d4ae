//! `nianbao contract`: what the tables are, for those who read them: the dimensions, `datapackage.json`, the SQL.

use std::fs;
use std::io;
use std::path::Path;

use nianbao::long::package::{self, Files};
use nianbao::long::{csv, dimensions, sql};

use super::arguments::Contract;
use super::table::parquet;
use super::{Outcome, say};

/// Writes the contract.
pub fn run(contract: &Contract) -> io::Result<Outcome> {
    write(&contract.output, Files::Csv)?;
    write_package(&contract.output, Files::Csv, |name| vec![format!("{name}.csv")])?;
    say(&format!("写好了，在 {}。", contract.output.display()));
    Ok(Outcome::Fine)
}

/// Writes the dimensions and the SQL.
pub fn write(folder: &Path, files: Files) -> io::Result<()> {
    fs::create_dir_all(folder.join(sql::FOLDER))?;
    for (table, rows) in dimensions::all() {
        let path = folder.join(format!("{}.{}", table.name, files.extension()));
        match files {
            Files::Csv => fs::write(path, csv::write(table, &rows))?,
            Files::Parquet => parquet::write(&path, table, &rows)?,
        }
    }
    let sql = folder.join(sql::FOLDER);
    sql::files().into_iter().try_for_each(|(name, text)| fs::write(sql.join(name), text))
}

/// Writes `datapackage.json`; `paths` says in which files the table of a name stands.
pub fn write_package(folder: &Path, files: Files, paths: impl Fn(&str) -> Vec<String>) -> io::Result<()> {
    let package = package::package(files, |table| paths(table.name));
    fs::write(folder.join("datapackage.json"), format!("{package:#}\n"))
}
