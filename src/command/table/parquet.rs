//! A table as a Parquet file: one group of rows, compressed by zstd, texts that stand often kept once.

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use nianbao::long::schema::{Column, Holds, Table};
use nianbao::long::{Row, Value};
use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;

/// Rows by columns, as they wait to be written.
pub struct Columns {
    table: &'static Table,
    columns: Vec<Values>,
    /// Texts that came before.
    texts: HashMap<String, ByteArray>,
}

/// The values of a column.
struct Values {
    held: Held,
    /// For every row 1 if there is a value, else 0; empty where there always is one.
    levels: Vec<i16>,
}

enum Held {
    Int32(Vec<i32>),
    Int64(Vec<i64>),
    Text(Vec<ByteArray>),
}

impl Columns {
    /// No rows of a table.
    pub fn of(table: &'static Table) -> Columns {
        let held = |column: &Column| match column.holds {
            Holds::Int32 => Held::Int32(Vec::new()),
            Holds::Int64 => Held::Int64(Vec::new()),
            Holds::Text => Held::Text(Vec::new()),
        };
        let columns =
            table.columns.iter().map(|column| Values { held: held(column), levels: Vec::new() }).collect();
        Columns { table, columns, texts: HashMap::new() }
    }

    /// The table that they are of.
    pub fn table(&self) -> &'static Table {
        self.table
    }

    /// Adds a row.
    pub fn add(&mut self, row: &Row) {
        for ((column, values), value) in self.table.columns.iter().zip(&mut self.columns).zip(row) {
            if column.is_optional {
                values.levels.push(i16::from(*value != Value::Null));
            }
            match (&mut values.held, value) {
                (Held::Int32(held), Value::Number(number)) => held.push(*number as i32),
                (Held::Int64(held), Value::Number(number)) => held.push(*number),
                (Held::Text(held), Value::Text(text)) => {
                    let known = self.texts.get(&**text).cloned().unwrap_or_else(|| {
                        let new = ByteArray::from(text.as_bytes().to_vec());
                        self.texts.insert(text.clone().into_owned(), new.clone());
                        new
                    });
                    held.push(known);
                }
                _ => {}
            }
        }
    }

    /// Writes the rows into a file.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        self.write_group(File::create(path)?).map_err(io::Error::other)
    }

    fn write_group(&self, file: File) -> Result<(), ParquetError> {
        let schema = Arc::new(parse_message_type(&message(self.table))?);
        let compression = Compression::ZSTD(ZstdLevel::try_new(3)?);
        let properties = WriterProperties::builder().set_compression(compression);
        let mut writer = SerializedFileWriter::new(file, schema, Arc::new(properties.build()))?;
        let mut group = writer.next_row_group()?;
        for Values { held, levels } in &self.columns {
            let levels = Some(levels.as_slice()).filter(|levels| !levels.is_empty());
            match held {
                Held::Int32(values) => write_column::<Int32Type>(&mut group, values, levels)?,
                Held::Int64(values) => write_column::<Int64Type>(&mut group, values, levels)?,
                Held::Text(values) => write_column::<ByteArrayType>(&mut group, values, levels)?,
            }
        }
        group.close()?;
        writer.close()?;
        Ok(())
    }
}

fn write_column<T: DataType>(
    group: &mut SerializedRowGroupWriter<File>,
    values: &[T::T],
    levels: Option<&[i16]>,
) -> Result<(), ParquetError> {
    if let Some(mut column) = group.next_column()? {
        column.typed::<T>().write_batch(values, levels, None)?;
        column.close()?;
    }
    Ok(())
}

/// The schema of a table in the words of Parquet.
fn message(table: &Table) -> String {
    let field = |column: &Column| {
        let repetition = if column.is_optional { "OPTIONAL" } else { "REQUIRED" };
        let (kind, meaning) = match column.holds {
            Holds::Int32 => ("INT32", ""),
            Holds::Int64 => ("INT64", ""),
            Holds::Text => ("BYTE_ARRAY", " (UTF8)"),
        };
        format!("{repetition} {kind} {}{meaning};", column.name)
    };
    format!("message {} {{ {} }}", table.name, table.columns.iter().map(field).collect::<String>())
}

/// Writes a table with its rows.
pub fn write(path: &Path, table: &'static Table, rows: &[Row]) -> io::Result<()> {
    let mut columns = Columns::of(table);
    rows.iter().for_each(|row| columns.add(row));
    columns.write(path)
}
