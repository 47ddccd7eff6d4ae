//! The data contract `nianbao-long-1`: reports as flat tables that any engine reads, a row for every cell, and the
//! rules as rows beside them, so that a handful of fixed SQL texts check and sum any number of reports. Everything
//! is generated from the declaration of the form. Knows no file but the texts that it writes, and no engine.

pub mod schema;

pub mod dimensions;

pub mod records;

pub mod sums;

pub mod csv;

pub mod package;

pub mod sql;

pub mod reading;

pub mod parts;

use std::borrow::Cow;

/// The name of the contract, which stands on every report.
pub const CONTRACT: &str = "nianbao-long-1";

/// What stands in a column of a row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value<'a> {
    /// Nothing: blank, or not known.
    Null,
    /// A number.
    Number(i64),
    /// A text, never an empty one.
    Text(Cow<'a, str>),
}

impl<'a> Value<'a> {
    /// A text; an empty one is nothing.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Value<'a> {
        let text = text.into();
        if text.is_empty() { Value::Null } else { Value::Text(text) }
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Value::Number(number)
    }
}

impl From<Option<i64>> for Value<'_> {
    fn from(number: Option<i64>) -> Self {
        number.map_or(Value::Null, Value::Number)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Value<'a> {
        Value::text(text)
    }
}

/// A row of a table: a value for each of its columns, in their order.
pub type Row<'a> = Vec<Value<'a>>;
