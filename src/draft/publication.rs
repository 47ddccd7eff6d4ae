//! The last time that a published page was compared with a draft: when, with what, in which state of the draft, and
//! what came of it. It is kept with the draft and never published.
//! Knows no page and no store.

use serde_json::{Value, json};

use crate::compare::{Kind, Tally};

/// A comparison with a published page.
#[derive(Clone, Debug, PartialEq)]
pub struct Publication {
    /// When the page was read, in milliseconds since 1970.
    pub time: f64,
    /// What was read, as a user knows it: the name of a file.
    pub from: String,
    /// The code of the report as it stood, 核对码.
    pub code: String,
    /// What came of it.
    pub tally: Tally,
}

impl Publication {
    /// A part of a record.
    pub(super) fn write(&self) -> Value {
        let mut value = json!({ "time": self.time, "from": self.from, "code": self.code });
        for kind in Kind::ALL {
            value[kind.id()] = json!(self.tally.of(kind));
        }
        value
    }

    /// Reads a part of a record; none if something is not what it must be.
    pub(super) fn read(value: &Value) -> Option<Publication> {
        let text = |key: &str| value.get(key)?.as_str().map(str::to_owned);
        let mut tally = Tally::default();
        for kind in Kind::ALL {
            tally.0[kind as usize] = usize::try_from(value.get(kind.id())?.as_u64()?).ok()?;
        }
        Some(Publication {
            time: value.get("time")?.as_f64()?,
            from: text("from")?,
            code: text("code")?,
            tally,
        })
    }
}
