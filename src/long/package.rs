//! `datapackage.json`: the tables as a Frictionless Data Package, for programs and people that get the files alone.

use serde_json::{Value, json};

use super::CONTRACT;
use super::schema::{ALL, Column, Holds, Table};

/// In which files the rows of tables stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Files {
    /// CSV, as [`super::csv`] writes it.
    Csv,
    /// Parquet.
    Parquet,
}

impl Files {
    /// The end of the names of the files, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Files::Csv => "csv",
            Files::Parquet => "parquet",
        }
    }
}

/// The package; `paths` says in which files each table stands, and a table of none is left out.
pub fn package(files: Files, paths: impl Fn(&Table) -> Vec<String>) -> Value {
    let with_files = ALL.into_iter().map(|table| (table, paths(table)));
    let resources = with_files.filter(|(_, paths)| !paths.is_empty());
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": CONTRACT,
        "title": "政府信息公开工作年度报告数据表",
        "description": "由报告格式的声明生成。金额以元为单位；CSV 文字里的换行写作 \\n、\\r，反斜杠写作 \\\\。每个文件都有表头。",
        "resources": resources.map(|(table, paths)| resource(table, paths, files)).collect::<Vec<_>>(),
    })
}

fn resource(table: &Table, paths: Vec<String>, files: Files) -> Value {
    let path = match paths.as_slice() {
        [path] => json!(path),
        paths => json!(paths),
    };
    let media_type = match files {
        Files::Csv => "text/csv",
        Files::Parquet => "application/vnd.apache.parquet",
    };
    json!({
        "name": table.name,
        "description": table.about,
        "path": path,
        "type": "table",
        "format": files.extension(),
        "mediatype": media_type,
        "encoding": "utf-8",
        "schema": schema(table),
    })
}

/// The schema of a table.
pub fn schema(table: &Table) -> Value {
    let references = table.references.iter().map(|reference| {
        json!({
            "fields": reference.columns,
            "reference": { "resource": reference.table, "fields": reference.there },
        })
    });
    json!({
        "fields": table.columns.iter().map(field).collect::<Vec<_>>(),
        "primaryKey": table.key,
        "foreignKeys": references.collect::<Vec<_>>(),
        "missingValues": [""],
    })
}

fn field(column: &Column) -> Value {
    let (kind, format) = match column.holds {
        Holds::Int32 => ("integer", "int32"),
        Holds::Int64 => ("integer", "int64"),
        Holds::Text => ("string", "utf8"),
    };
    json!({
        "name": column.name,
        "type": kind,
        "physicalType": format,
        "description": column.about,
        "constraints": { "required": !column.is_optional },
    })
}
