//! V10: the requests received, as the texts tell them, are those of table 3. A text that counts the requests taken
//! over among them is right too. Numbers of another scope than that of the tables are one question, about the scope.

use crate::format::vocabulary::Topic;
use crate::validate::Finding;
use crate::validate::claims::{self, Claim, ClaimKind};
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// A text tells another number of requests than table 3.
pub static RECEIVED: Rule = Rule {
    id: "V10",
    title: "正文与表三：收到",
    wording: "正文写的收到申请的数量，与表三“一、本年新收”相等，或者与它加上“二、上年结转”相等。",
    severity: Severity::Error,
    source: "《中华人民共和国政府信息公开条例》第五十条第（二）项；表三",
    help: "核对正文和表三，改正写错的一边。正文说的是全市、全区而表里是本机关的数，先核对“数据范围”。",
    sides: None,
    mending: Mending::Words,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    add(&RECEIVED, checked, found, |claim| {
        matches!(claim.kind, ClaimKind::Number(Topic::Received) | ClaimKind::Scope)
    });
}

/// Adds the findings of some claims.
pub(super) fn add(
    rule: &'static Rule,
    checked: &Checked,
    found: &mut Vec<Finding>,
    is_own: impl Fn(&Claim) -> bool,
) {
    for claim in claims::of(checked).into_iter().filter(is_own) {
        let Some(field) = claim.field() else { continue };
        let mut words = vec![field.name().to_owned(), claim.subject.clone(), claim.said.clone()];
        words.extend([claim.label.clone(), claim.table.clone()]);
        words.extend((claim.kind == ClaimKind::Scope).then(String::new));
        found.push(Finding {
            severity: claim.severity,
            cells: claim.cells.clone(),
            words,
            contradiction: Some(claim.contradiction()),
            passages: claim.passages,
            mends: claim.mends,
            ..Finding::of(rule, field.id())
        });
    }
}

/// The sentence of a claim.
pub(super) fn sentence(finding: &Finding) -> String {
    match finding.words.as_slice() {
        [text, subject, said, label, table, _scope] => format!(
            "“{text}”写的像是另一个范围的数：{subject}写 {said}，{label}是 {table}。请核对“数据范围”，或者写明是谁的数。"
        ),
        [text, subject, said, label, table] if said == "没有" => {
            format!("“{text}”说没有{subject}，{label}是 {table}。请核对，改正其中一处。")
        }
        [text, subject, said, label, table] => {
            format!("“{text}”写{subject} {said}，{label}是 {table}。请核对，改正其中一处。")
        }
        _ => String::new(),
    }
}
