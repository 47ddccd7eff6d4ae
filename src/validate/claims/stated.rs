//! A statement of a text with where it stands: its number as it is written, and how exactly that says it.

use crate::format::texts::TextField;
use crate::prose::numbers::ONE;
use crate::prose::statements::Statement;
use crate::prose::{Number, Prose};

/// A statement with where it stands.
pub(super) struct Stated<'a> {
    pub field: TextField,
    pub prose: &'a Prose,
    pub it: &'a Statement,
    /// Whether its number says something else too: 「行政复议、行政诉讼各 3 件」.
    pub is_shared: bool,
}

impl Stated<'_> {
    pub fn number(&self) -> Option<&Number> {
        self.it.number.map(|at| &self.prose.numbers()[at])
    }

    /// The number as it is written, or that there was none.
    pub fn said(&self) -> &str {
        self.number().map_or("没有", |number| &self.prose.text()[number.range.clone()])
    }

    /// By how little a number may differ and still be the one that is said: the worth of its last digit, where it
    /// is rounded.
    pub fn tolerance(&self) -> i64 {
        let written = self.said();
        let times = if written.ends_with('亿') { 100_000_000 } else { 10_000 };
        let is_rounded = written.ends_with(['万', '亿']) && written.starts_with(|c: char| c.is_ascii_digit());
        let decimals = written.split_once('.').map_or(0, |(_, it)| it.trim_end_matches(['万', '亿']).len());
        match is_rounded {
            true => (ONE * times / 10_i64.pow(decimals.min(8) as u32)).max(ONE),
            false => ONE,
        }
    }
}
