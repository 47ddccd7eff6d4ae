//! Reports as the tables of the data contract, in one archive: what `nianbao table` writes for the same files as CSV.
//! Each file is read again whole, since a collection keeps no texts, and let go. Written in the worker.

use std::collections::HashSet;

use super::parcel::{self, Parcel};
use crate::export::{FileFormat, Occasion, Written};
use crate::long::package::{Files, package};
use crate::long::schema::OF_REPORTS;
use crate::long::{csv, dimensions, parts, reading, sql};

/// The archive, as the worker is asked for it.
pub static TABLES: FileFormat = FileFormat {
    id: "long",
    name: "数据表",
    purpose: "每格一行，供数据库读",
    occasion: Occasion::Data,
    what: "",
    extension: "zip",
    media_type: parcel::MEDIA_TYPE,
    compares: false,
    written: Written::InTheWorker,
};

/// What is said of a file that cannot be had any more.
const NOT_AT_HAND: &str = "原文件不在手边，或者已经改动，没有编入。请在“多份报告”里再添加一次。";

/// A file by its name with its folders, and which of those that travel beside it is.
pub type Source = (String, Option<usize>);

/// Files as they travel to the worker.
pub fn pack(sources: &[Source]) -> String {
    serde_json::to_string(sources).unwrap_or_default()
}

/// What the worker answers: the archive, if the format of the stable name is it and the names arrived whole. Every file
/// is asked for once, when its turn comes.
pub fn answer(format: &str, packed: &str, file: &dyn Fn(usize) -> Option<Vec<u8>>) -> Option<Vec<u8>> {
    let sources: Vec<Source> = (format == TABLES.id).then(|| serde_json::from_str(packed).ok())??;
    Some(write(&sources, parts::USUAL as usize, file))
}

/// Writes the tables in parts of so many files.
pub fn write(sources: &[Source], part: usize, file: &dyn Fn(usize) -> Option<Vec<u8>>) -> Vec<u8> {
    let mut parcel = Parcel::default();
    let mut add = |name: &str, text: &str| parcel.add(name, text.as_bytes());
    let (mut known, mut problems) = (HashSet::new(), parts::no_problems());
    let chunks = sources.chunks(part);
    let count = chunks.len();
    for (number, sources) in chunks.enumerate() {
        let mut tables = OF_REPORTS.map(|table| csv::write(table, &[]));
        for (name, at) in sources {
            let read = match at.and_then(file) {
                Some(bytes) => reading::read(name.rsplit('/').next().unwrap_or(name), &bytes),
                None => Err(NOT_AT_HAND.to_owned()),
            };
            parts::add(name, read, &mut known, &mut problems, |table, row| {
                csv::add_row(&mut tables[table], row);
            });
        }
        for (table, csv) in OF_REPORTS.iter().zip(&tables) {
            add(&parts::path_of(table.name, number, Files::Csv), csv);
        }
    }
    for (table, rows) in dimensions::all() {
        add(&format!("{}.csv", table.name), &csv::write(table, &rows));
    }
    for (name, text) in sql::files() {
        add(&format!("{}/{name}", sql::FOLDER), &text);
    }
    add(parts::PROBLEMS, &problems);
    let package = package(Files::Csv, |table| parts::paths(table.name, count, Files::Csv));
    add("datapackage.json", &format!("{package:#}\n"));
    parcel.finish()
}
