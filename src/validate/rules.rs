//! The rules that a report is checked against, one file for each rule or family of rules: declaration,
//! check, sentence and tests. What stands here only lists.

pub mod blank;
pub mod chapter;
pub mod edition;
pub mod not_a_number;
pub mod organ;
pub mod problems;
pub mod published;
pub mod sums;
pub mod template_text;
pub mod title;
pub mod year;

#[cfg(test)]
pub(super) mod clerk;

use super::rule::Rule;

/// All rules, in the order of their ids.
pub static RULES: &[&Rule] = &[
    &sums::BALANCE,
    &sums::RESULT_TOTAL,
    &sums::ROW_TOTAL,
    &sums::DISPUTE_TOTAL,
    &blank::BLANK,
    &not_a_number::NOT_A_NUMBER,
    &published::PUBLISHED,
    &edition::EDITION,
    &chapter::CHAPTER,
    &problems::PROBLEMS,
    &template_text::TEMPLATE_TEXT,
    &title::TITLE,
    &organ::ORGAN,
    &year::YEAR,
];
