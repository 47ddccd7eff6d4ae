//! Table 4, 政府信息公开行政复议、行政诉讼情况: one row of fifteen numbers, the same in both editions.

use super::Sum;
use super::matrix::Node::{Group, Leaf, Total};
use super::matrix::{Fit, Matrix, Node};
use super::table::Absence;
use super::texts::TextField;

/// The outcomes of a kind of proceeding.
const OUTCOMES: &[Node] = &[
    Leaf("upheld", "结果维持"),
    Leaf("corrected", "结果纠正"),
    Leaf("other", "其他结果"),
    Leaf("pending", "尚未审结"),
    Total("total", "总计", Sum::Outcomes),
];

/// The table.
pub const DISPUTES: Matrix = Matrix {
    id: "disputes",
    caption: "政府信息公开行政复议、行政诉讼情况",
    remark: "",
    columns: &[
        Group("reconsideration", "行政复议", OUTCOMES),
        Group(
            "",
            "行政诉讼",
            &[
                Group("litigation-direct", "未经复议直接起诉", OUTCOMES),
                Group("litigation-after-reconsideration", "复议后起诉", OUTCOMES),
            ],
        ),
    ],
    rows: &[],
    balances: &[],
    alone: &[],
    absence: Some(Absence {
        claim: "本年无复议、诉讼",
        sentence: "本年度没有因政府信息公开工作被申请行政复议、提起行政诉讼。",
        said_in: TextField::OVERVIEW,
    }),
    narrow: Fit::Upright,
};
