//! Drafts: reports that are kept between visits, in a store of the browser that may be full, blocked,
//! cleaned or shared with another tab.
//! Knows neither the browser nor the clock: the store is handed in, and so is the time.

pub mod publication;

pub mod record;

pub mod remarks;

pub mod versions;

pub mod shelf;

pub mod saving;

pub mod trash;

pub mod session;

pub mod backup;

use std::fmt;

use serde_json::{Map, Value};

use crate::report::Report;
use publication::Publication;

/// The prefix of every key of this application: the store is shared with whatever else the host serves.
pub const PREFIX: &str = "nianbao:";

/// A place that keeps texts under keys. Every call can be refused.
pub trait Storage {
    /// The keys that begin with [`PREFIX`].
    ///
    /// # Errors
    /// If the store refuses.
    fn keys(&self) -> Result<Vec<String>, Trouble>;
    /// The text under a key.
    ///
    /// # Errors
    /// If the store refuses.
    fn read(&self, key: &str) -> Result<Option<String>, Trouble>;
    /// Puts a text under a key.
    ///
    /// # Errors
    /// If the store refuses; what stood under the key stands there still.
    fn write(&self, key: &str, text: &str) -> Result<(), Trouble>;
    /// Removes a key.
    ///
    /// # Errors
    /// If the store refuses.
    fn remove(&self, key: &str) -> Result<(), Trouble>;
}

/// Why the store refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// There is no store, or it may not be used.
    Blocked,
    /// There is no room left.
    Full,
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Trouble::Blocked => "浏览器不允许本页保存",
            Trouble::Full => "浏览器存储已满",
        })
    }
}

/// A version of a draft: how often the draft was saved, and by which tab, since two tabs can count the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// How often the draft was saved.
    pub sequence: u64,
    /// The tab that saved it.
    pub writer: String,
}

/// A draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Its id, part of its address.
    pub id: String,
    /// The version that this is, or that it was made from.
    pub version: Version,
    /// The version that was current when it was read or saved; none for one that is not stored.
    pub current: Option<Version>,
    /// The mark of removals as it stood when it was loaded or saved: if it changed since, what is gone was
    /// removed on purpose.
    pub removals: Option<String>,
    /// When it was saved last, in milliseconds since 1970.
    pub saved: f64,
    /// The report.
    pub report: Report,
    /// The last time that the published page was compared with it.
    pub publication: Option<Publication>,
    /// What this program does not know of it.
    pub rest: Rest,
}

/// What a later program, of the same version of the records, wrote beside what this one knows. It is
/// written back as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rest {
    /// Beside the report.
    pub record: Map<String, Value>,
    /// At the top of the report.
    pub report: Map<String, Value>,
}

impl Draft {
    /// A draft that was not saved yet.
    pub fn new(id: String, report: Report) -> Draft {
        let (version, rest) = (Version::default(), Rest::default());
        Draft { id, version, current: None, removals: None, saved: 0.0, report, publication: None, rest }
    }

    /// The same under another id, as a draft that was not saved yet; what was published is the other one.
    pub fn copied_as(&self, id: String) -> Draft {
        Draft { id, version: Version::default(), current: None, publication: None, ..self.clone() }
    }
}

/// A draft as it was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Stored {
    /// One that can be opened.
    Draft(Box<Draft>),
    /// One that a later version of this program wrote, and that can be looked at.
    ReadOnly {
        /// Its id.
        id: String,
        /// The report, as far as it is understood here.
        report: Box<Report>,
        /// The record.
        record: Unreadable,
    },
    /// A record that cannot be read.
    Unreadable(Unreadable),
}

/// A record that cannot be read, since it is damaged or of a later version of this program. It is kept as
/// it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Unreadable {
    /// Its key in the store.
    pub key: String,
    /// Its text, byte for byte.
    pub text: String,
    /// Why, as a sentence.
    pub reason: &'static str,
}
