//! The questions of the data contract, asked of real tables by real engines, beside what the core says of the same
//! reports. `make engine-tests` asks DuckDB, `make test-engines` also Apache Spark and ClickHouse; both install the
//! engines and name their Python in `NIANBAO_PYTHON`.
#![cfg(not(target_arch = "wasm32"))]

mod core;
#[path = "../it/many.rs"]
mod many;
mod offices;
#[path = "../it/slips.rs"]
#[expect(dead_code, reason = "what the repairs are proved on")]
mod slips;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use nianbao::export::json;
use nianbao::long::{Value, csv, schema};

use crate::core::{Core, Rows};

/// What an engine answers, by the names of the questions.
type Answers = BTreeMap<String, Rows>;

/// What a script answers.
fn python<T: serde::de::DeserializeOwned>(script: &str, folder: &Path, more: &[&str]) -> T {
    let python = std::env::var("NIANBAO_PYTHON").expect("NIANBAO_PYTHON; run: make engine-tests");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/engines").join(script);
    let asked = Command::new(python).arg(script).arg(folder).args(more).output().expect("Python");
    assert!(asked.status.success(), "{}", String::from_utf8_lossy(&asked.stderr));
    serde_json::from_slice(&asked.stdout).expect("JSON")
}

/// Asks an engine.
fn ask(script: &str, folder: &Path, more: &[&str]) -> Answers {
    let answers: BTreeMap<String, Vec<Vec<serde_json::Value>>> = python(script, folder, more);
    let text = |value: serde_json::Value| match value {
        serde_json::Value::String(text) => text,
        value => value.to_string(),
    };
    let rows = |rows: Vec<Vec<serde_json::Value>>| {
        let count = rows.len();
        let set: Rows = rows.into_iter().map(|row| row.into_iter().map(text).collect()).collect();
        assert_eq!(set.len(), count, "no row comes twice");
        set
    };
    answers.into_iter().map(|(name, answer)| (name, rows(answer))).collect()
}

/// The tables of the reports in a folder, as the command makes them, and the list of organs beside them.
fn tables(core: &Core, kind: &str) -> tempfile::TempDir {
    let [reports, folder] = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
    for (at, report) in core.reports.iter().enumerate() {
        fs::write(reports.path().join(format!("{at:04}.json")), json::write(report, &[])).expect("a file");
    }
    let command = Command::new(env!("CARGO_BIN_EXE_nianbao"))
        .args(["table", "--part", "64", "--format", kind, "-o"])
        .args([folder.path(), reports.path()])
        .output()
        .expect("the command");
    assert!(command.status.success(), "{}", String::from_utf8_lossy(&command.stderr));
    let organs: Vec<Vec<Value>> = core.organs.iter().map(|organ| organ.to_vec()).collect();
    fs::write(folder.path().join("organs.csv"), csv::write(&schema::ORGANS, &organs)).expect("a file");
    folder
}

#[test]
fn duckdb_answers_as_the_core_does_of_parquet_and_of_csv() {
    let core = Core::new();
    for kind in ["parquet", "csv"] {
        let folder = tables(&core, kind);
        core.agrees_with(&ask("duckdb_answers.py", folder.path(), &[kind]), kind);
    }
}

/// An engine answers the same texts, asked of the same files, as the core does and as DuckDB.
fn answers_too(script: &str, more: &[&str]) {
    let core = Core::new();
    let folder = tables(&core, "parquet");
    let answers = ask(script, folder.path(), more);
    core.agrees_with(&answers, script);
    assert_eq!(answers, ask("duckdb_answers.py", folder.path(), &["parquet"]));
}

#[test]
#[ignore = "needs Spark; run: make test-engines"]
fn spark_answers_with_a_master_and_two_workers() {
    answers_too("spark_answers.py", &[]);
}

#[test]
#[ignore = "needs chDB; run: make test-engines"]
fn clickhouse_answers_within_a_program() {
    answers_too("clickhouse_answers.py", &["chdb"]);
}

#[test]
#[ignore = "needs ClickHouse; run: make test-engines"]
fn clickhouse_answers_on_two_shards() {
    answers_too("clickhouse_answers.py", &["shards"]);
}

#[test]
fn no_engine_would_write_a_question_otherwise() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/long/sql");
    let otherwise: Vec<String> = python("dialects.py", &folder, &[]);
    assert_eq!(otherwise, [""; 0]);
}
