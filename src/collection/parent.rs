//! V36: the report of the organ above beside the sum of those below it. What it has more is the rest, 「本级及未列单位」,
//! and no mistake: its own offices, and units that are not in the list. What it has less cannot be.
//! Knows no screen.

use super::extract::Extract;
use super::sums::{Sum, Sums};
use crate::format::{Cell, Kind};
use crate::named::named;
use crate::report::entry;

/// What the rest is called.
pub const REST: &str = "本级及未列单位";
/// The rule that is broken where the organ above has less than the sum, as remarks name it.
pub const RULE: &str = "V36 层级汇总";

named! {
    /// How the organ above stands to the sum.
    pub enum Relation {
        /// It has less than the units below it together.
        Less => "less", "少于下级之和";
        /// It has more: the rest is its own.
        More => "more", "有余数";
        /// Both are the same.
        Same => "same", "相等";
        /// One of the two is not known.
        Unknown => "unknown", "无法比较";
    }
}

/// A cell of the organ above beside the sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The cell, of the edition of the organ above.
    pub cell: Cell,
    /// What the organ above has there.
    pub above: Option<i64>,
    /// The sum over the units below it.
    pub below: Sum,
    /// What is left, 「本级及未列单位」, as far as both are known.
    pub rest: Option<i64>,
    /// How they stand to each other.
    pub relation: Relation,
}

/// Every cell of the report of the organ above that the sums have too, in the order of the report.
pub fn compare(above: &Extract, sums: &Sums) -> Vec<Line> {
    let line = |(cell, held): (Cell, super::cells::Held)| {
        let below = sums.at(cell.in_edition(sums.edition())?);
        let above = held.number();
        let rest = above.filter(|_| below.known > 0).and_then(|above| above.checked_sub(below.value));
        let may_be_less = cell.declared().kind == Kind::Change;
        let relation = match rest {
            None => Relation::Unknown,
            // What is blank below could only add to it, but for changes, which have a sign.
            Some(rest) if rest < 0 && !may_be_less => Relation::Less,
            Some(_) if below.complete().is_none() => Relation::Unknown,
            Some(0) => Relation::Same,
            Some(_) => Relation::More,
        };
        Some(Line { cell, above, below, rest, relation })
    };
    above.cells.iter().filter_map(line).collect()
}

impl Line {
    /// What is to be said of it, a sentence; none where nothing is.
    pub fn sentence(&self) -> Option<String> {
        let declared = self.cell.declared();
        let number = |number: i64| entry::write(declared.kind, number);
        let (above, rest) = (self.above?, self.rest?);
        let (above, below) = (number(above), number(self.below.value));
        let units = self.below.known;
        match self.relation {
            Relation::Less => Some(format!(
                "{}：填 {above}，下级 {units} 份报告合计 {below}，少 {}。请核对是谁漏报、多报或重复计算。",
                declared.name,
                number(rest.checked_neg()?)
            )),
            Relation::More => Some(format!(
                "{}：填 {above}，下级 {units} 份报告合计 {below}，{REST} {}。",
                declared.name,
                number(rest)
            )),
            Relation::Same | Relation::Unknown => None,
        }
    }
}
