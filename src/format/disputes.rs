//! Table 4, 政府信息公开行政复议、行政诉讼情况: one row of fifteen numbers, the same in both editions.

use super::Kind;
use super::rules;
use super::table::{Absence, Scope, Sheet, Table, TableCell};

/// The kinds of proceeding, and the labels above them, outermost first.
const PROCEEDINGS: [(&str, &[&str]); 3] = [
    ("reconsideration", &["行政复议"]),
    ("litigation-direct", &["行政诉讼", "未经复议直接起诉"]),
    ("litigation-after-reconsideration", &["行政诉讼", "复议后起诉"]),
];
/// The outcomes; the last is their sum.
const OUTCOMES: [(&str, &str); 5] = [
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other", "其他结果"),
    ("pending", "尚未审结"),
    ("total", "总计"),
];

/// Declares the table, its cells, totals and identities included.
pub fn declare(sheet: &mut Sheet) -> Table {
    let first = sheet.len();
    for (proceeding, labels) in PROCEEDINGS {
        for (outcome, label) in OUTCOMES {
            let id = format!("disputes.{proceeding}.{outcome}");
            sheet.cell(id, Kind::Count, labels, &[label]);
        }
    }
    let cells = sheet.cells_from(first);
    for (group, (_, labels)) in cells.chunks(OUTCOMES.len()).zip(PROCEEDINGS) {
        let Some((total, parts)) = group.split_last() else { continue };
        sheet.total(*total, parts.to_vec());
        sheet.identity(&rules::DISPUTE_TOTAL, labels.join(" "), parts.to_vec(), vec![*total]);
    }
    let width = OUTCOMES.len();
    let outcomes = |rows| OUTCOMES.map(|(_, label)| TableCell::heading(label, Scope::Column, 1, rows));
    let group = |label, columns| TableCell::heading(label, Scope::ColumnGroup, columns, 1);
    let mut second: Vec<TableCell> = outcomes(2).into();
    second.extend(PROCEEDINGS[1..].iter().map(|(_, labels)| group(labels[1], width)));
    Table {
        id: "disputes",
        caption: "政府信息公开行政复议、行政诉讼情况",
        columns: PROCEEDINGS.len() * width,
        head: vec![
            vec![group(PROCEEDINGS[0].1[0], width), group(PROCEEDINGS[1].1[0], 2 * width)],
            second,
            outcomes(1).into_iter().chain(outcomes(1)).collect(),
        ],
        body: vec![cells.iter().map(|cell| TableCell::number(*cell, 1)).collect()],
        absence: Some(Absence {
            claim: "本年无复议、诉讼",
            sentence: "本年度没有因政府信息公开工作被申请行政复议、提起行政诉讼。",
        }),
        cells,
    }
}
