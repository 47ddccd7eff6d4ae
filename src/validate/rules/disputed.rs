//! V12: reconsideration and litigation, as the texts tell them, are those of table 4; litigation of both kinds, or
//! of either.

use super::received::{add, sentence};
use crate::format::vocabulary::Topic;
use crate::validate::Finding;
use crate::validate::claims::ClaimKind;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// A text tells another number of disputes than table 4.
pub static DISPUTED: Rule = Rule {
    id: "V12",
    title: "正文与表四：复议诉讼",
    wording: "正文写的行政复议、行政诉讼和各种结果的件数，与表四相等；行政诉讼可以是两类合计，也可以是其中一类。",
    severity: Severity::Error,
    source: "《中华人民共和国政府信息公开条例》第五十条第（三）项；表四",
    help: "核对正文和表四，改正写错的一边。统计口径不同的，写一句说明。",
    sides: None,
    mending: Mending::Words,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    add(&DISPUTED, checked, found, |claim| claim.kind == ClaimKind::Number(Topic::Disputed));
}
