//! The rules that a report is checked against, one file for each rule or family of rules: declaration,
//! check, sentence and tests. What stands here only lists. Some read the texts, which waits until typing pauses.

pub mod area;
pub mod aspects;
pub mod blank;
pub mod breakdown;
pub mod carried_in;
pub mod chapter;
mod claimed;
pub mod copied;
pub mod disputed;
pub mod edition;
pub mod fee;
pub mod fee_amounts;
pub mod handled;
pub mod in_force;
pub mod jump;
pub mod last_year;
pub mod none;
pub mod not_a_number;
pub mod organ;
pub mod organ_code;
pub mod other_organ;
pub mod parts_named;
pub mod percentage;
pub mod period;
pub mod personal_data;
pub mod problems;
pub mod projects;
pub mod proofreading;
pub mod published;
pub mod received;
pub mod returned;
pub mod rules_made;
pub mod sums;
pub mod template_text;
pub mod title;
pub mod unit;
pub mod year;

#[cfg(test)]
pub(super) mod clerk;

use super::rule::Rule;

/// The rules that are checked at every key, in the order of their ids.
pub static RULES: &[&Rule] = &[
    &sums::BALANCE,
    &sums::RESULT_TOTAL,
    &sums::ROW_TOTAL,
    &sums::DISPUTE_TOTAL,
    &blank::BLANK,
    &not_a_number::NOT_A_NUMBER,
    &carried_in::CARRIED_IN,
    &in_force::IN_FORCE,
    &projects::PROJECTS,
    &copied::COPIED,
    &edition::EDITION,
    &chapter::CHAPTER,
    &problems::PROBLEMS,
    &rules_made::RULES_MADE,
    &jump::JUMP,
    &unit::UNIT,
    &title::TITLE,
    &organ::ORGAN,
    &year::YEAR,
    &last_year::LAST_YEAR,
    &organ_code::ORGAN_CODE,
];

/// The rules that read the texts, some of them beside a date or a cell, in the order of their ids.
pub static RULES_OF_TEXTS: &[&Rule] = &[
    &received::RECEIVED,
    &handled::HANDLED,
    &disputed::DISPUTED,
    &none::NONE,
    &percentage::PERCENTAGE,
    &breakdown::BREAKDOWN,
    &published::PUBLISHED,
    &other_organ::OTHER_ORGAN,
    &aspects::ASPECTS,
    &fee::FEE,
    &fee_amounts::FEE_AMOUNTS,
    &template_text::TEMPLATE_TEXT,
    &proofreading::PROOFREADING,
    &period::PERIOD_OF_FIGURES,
    &parts_named::PARTS_NAMED,
    &personal_data::PERSONAL_DATA,
];

/// The rules of a profile of the area: beside those of the official form, and never in a JSON.
pub static RULES_OF_AREA: &[&Rule] = &[&area::POINTS, &area::LENGTH, &area::SHARE];

/// All rules of the official form, in the order of their ids.
pub fn all() -> Vec<&'static Rule> {
    let mut all = [RULES, RULES_OF_TEXTS].concat();
    all.sort_by_key(|rule| rule.id);
    all
}
