//! What V10 to V13 share: a claim of the texts that the tables do not bear out as a finding, and its sentence.

use crate::validate::Finding;
use crate::validate::claims::{Certainty, Claim, ClaimKind};
use crate::validate::rule::{Checked, Rule, Severity};

/// Adds the findings of some claims.
pub(super) fn add(
    rule: &'static Rule,
    checked: &Checked,
    found: &mut Vec<Finding>,
    is_own: impl Fn(&Claim) -> bool,
) {
    for claim in checked.claims().iter().filter(|claim| is_own(claim)) {
        let Some(field) = claim.field() else { continue };
        let mut words = vec![field.name().to_owned(), claim.subject.clone(), claim.said.clone()];
        words.extend([claim.label.clone(), claim.table.clone()]);
        words.extend((claim.kind == ClaimKind::Scope).then(String::new));
        found.push(Finding {
            severity: match claim.certainty {
                Certainty::Sure => Severity::Error,
                Certainty::Likely => Severity::Warning,
                Certainty::Doubtful => Severity::Hint,
            },
            cells: claim.cells.clone(),
            words,
            contradiction: Some(claim.contradiction()),
            passages: claim.passages.clone(),
            mends: claim.mends.clone(),
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
