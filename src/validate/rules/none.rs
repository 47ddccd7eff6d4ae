//! V13: a text that says that there was none stands above tables that have none, and the other way round.

use super::received::{add, sentence};
use crate::validate::Finding;
use crate::validate::claims::ClaimKind;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// A text says none where the tables have some, or some where they have none.
pub static NONE: Rule = Rule {
    id: "V13",
    title: "正文说没有，表里有",
    wording: "正文写“未收到”“没有发生”“0 件”的，表里也是 0；正文写有的，表里不是 0。",
    severity: Severity::Error,
    source: "《中华人民共和国政府信息公开条例》第五十条；表二、表三、表四",
    help: "核对登记台账：有过的，改正文；没有过的，改表格。",
    sides: None,
    mending: Mending::Words,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    add(&NONE, checked, found, |claim| claim.kind == ClaimKind::None);
}
