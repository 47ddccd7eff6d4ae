//! V11: how requests were concluded, those taken over and left over, and what table 2 counts, as the texts tell
//! them, are those of the tables: 办理与公开的数.

use super::received::{add, sentence};
use crate::format::vocabulary::Topic;
use crate::validate::Finding;
use crate::validate::claims::ClaimKind;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// A text tells another number than table 2 or the results of table 3.
pub static HANDLED: Rule = Rule {
    id: "V11",
    title: "正文与表二、表三：办理与公开",
    wording: "正文写的办结、各种办理结果、结转，以及规范性文件、处理决定的数量，与表三、表二相等。",
    severity: Severity::Error,
    source: "《中华人民共和国政府信息公开条例》第五十条第（一）项、第（二）项；表二、表三",
    help: "核对正文和表格，改正写错的一边。正文说的只是其中一部分，写明是哪一部分。",
    sides: None,
    mending: Mending::Words,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    add(&HANDLED, checked, found, |claim| claim.kind == ClaimKind::Number(Topic::Handled));
}
