//! Table 3, 收到和处理政府信息公开申请情况: a tree of rows by seven kinds of applicant. The editions
//! differ in one branch, （六）其他处理.

use super::rules;
use super::table::{Absence, Content, Scope, Sheet, Table, TableCell};
use super::{Cell, Edition, Kind};

/// The kinds of applicant, in column order; the last is their sum.
pub const COLUMNS: [(&str, &str); 7] = [
    ("natural-person", "自然人"),
    ("business", "商业企业"),
    ("research", "科研机构"),
    ("public-welfare", "社会公益组织"),
    ("legal-service", "法律服务机构"),
    ("other", "其他"),
    ("total", "总计"),
];
const TOTAL: usize = 6;
/// The kinds of applicant without their sum.
pub const APPLICANTS: &[(&str, &str)] = COLUMNS.split_at(TOTAL).0;
/// How many grid columns the row labels take: the depth of the tree.
const LABEL_COLUMNS: usize = 3;

enum Node {
    Row(&'static str, &'static str),
    Group(&'static str, Vec<Node>),
}
use Node::{Group, Row};

impl Node {
    fn rows(&self) -> usize {
        match self {
            Row(..) => 1,
            Group(_, nodes) => nodes.iter().map(Node::rows).sum(),
        }
    }
}

fn tree(edition: Edition) -> Vec<Node> {
    let other = match edition {
        Edition::Trial2019 => Row("other", "（六）其他处理"),
        Edition::Revised2021 => Group(
            "（六）其他处理",
            vec![
                Row("other.uncorrected", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
                Row(
                    "other.unpaid",
                    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
                ),
                Row("other.miscellaneous", "3.其他"),
            ],
        ),
    };
    vec![
        Row("new", "一、本年新收政府信息公开申请数量"),
        Row("carried-in", "二、上年结转政府信息公开申请数量"),
        Group(
            "三、本年度办理结果",
            vec![
                Row("granted", "（一）予以公开"),
                Row("partly-granted", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
                Group(
                    "（三）不予公开",
                    vec![
                        Row("refused.state-secret", "1.属于国家秘密"),
                        Row("refused.other-laws", "2.其他法律行政法规禁止公开"),
                        Row("refused.security-stability", "3.危及“三安全一稳定”"),
                        Row("refused.third-party", "4.保护第三方合法权益"),
                        Row("refused.internal-affairs", "5.属于三类内部事务信息"),
                        Row("refused.process", "6.属于四类过程性信息"),
                        Row("refused.enforcement-file", "7.属于行政执法案卷"),
                        Row("refused.inquiry", "8.属于行政查询事项"),
                    ],
                ),
                Group(
                    "（四）无法提供",
                    vec![
                        Row("unavailable.not-held", "1.本机关不掌握相关政府信息"),
                        Row("unavailable.needs-creation", "2.没有现成信息需要另行制作"),
                        Row("unavailable.still-unclear", "3.补正后申请内容仍不明确"),
                    ],
                ),
                Group(
                    "（五）不予处理",
                    vec![
                        Row("rejected.petition", "1.信访举报投诉类申请"),
                        Row("rejected.repeated", "2.重复申请"),
                        Row("rejected.publication", "3.要求提供公开出版物"),
                        Row("rejected.excessive", "4.无正当理由大量反复申请"),
                        Row("rejected.reconfirmation", "5.要求行政机关确认或重新出具已获取信息"),
                    ],
                ),
                other,
                Row("concluded", "（七）总计"),
            ],
        ),
        Row("carried-out", "四、结转下年度继续办理"),
    ]
}

/// Declares the table, its cells, totals and identities included.
pub fn declare(edition: Edition, sheet: &mut Sheet) -> Table {
    let mut body =
        Body { cells: Vec::new(), rows: Vec::new(), keys: Vec::new(), labels: Vec::new(), open: Vec::new() };
    for node in &tree(edition) {
        body.add(node, &mut Vec::new(), sheet);
    }
    body.declare_arithmetic(sheet);
    Table {
        id: "requests",
        caption: "收到和处理政府信息公开申请情况",
        columns: LABEL_COLUMNS + COLUMNS.len(),
        head: head(),
        absence: Some(Absence {
            claim: "本年未收到申请", sentence: "本年度没有收到政府信息公开申请。"
        }),
        cells: body.cells.concat(),
        body: body.rows,
    }
}

fn head() -> Vec<Vec<TableCell>> {
    let remark = TableCell {
        content: Content::Remark("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"),
        colspan: LABEL_COLUMNS,
        rowspan: 3,
    };
    let column = |position: usize, rows| TableCell::heading(COLUMNS[position].1, Scope::Column, 1, rows);
    vec![
        vec![remark, TableCell::heading("申请人情况", Scope::ColumnGroup, COLUMNS.len(), 1)],
        vec![column(0, 2), TableCell::heading("法人或其他组织", Scope::ColumnGroup, 5, 1), column(TOTAL, 2)],
        (1..TOTAL).map(|position| column(position, 1)).collect(),
    ]
}

/// The rows as they are laid out from the tree.
struct Body {
    rows: Vec<Vec<TableCell>>,
    /// The number cells of each row.
    cells: Vec<[Cell; COLUMNS.len()]>,
    /// The stable name of each row.
    keys: Vec<&'static str>,
    labels: Vec<&'static str>,
    /// Group headers that wait for their first row.
    open: Vec<TableCell>,
}

impl Body {
    fn add(&mut self, node: &Node, groups: &mut Vec<&'static str>, sheet: &mut Sheet) {
        match node {
            Group(label, nodes) => {
                let scope = Scope::RowGroup;
                self.open.push(TableCell::heading(label, scope, 1, node.rows()));
                groups.push(label);
                for node in nodes {
                    self.add(node, groups, sheet);
                }
                groups.pop();
            }
            Row(key, label) => {
                let span = LABEL_COLUMNS - groups.len();
                let mut row = std::mem::take(&mut self.open);
                row.push(TableCell::heading(label, Scope::Row, span, 1));
                // The outermost group, 三、本年度办理结果, says nothing that its rows do not say.
                let outer = groups.len().min(1);
                let names: Vec<&str> = groups[outer..].iter().copied().chain([*label]).collect();
                let cells = COLUMNS.map(|(column, column_label)| {
                    sheet.cell(format!("requests.{key}.{column}"), Kind::Count, &names, &[column_label])
                });
                row.extend(cells.map(|cell| TableCell::number(cell, 1)));
                self.cells.push(cells);
                self.rows.push(row);
                self.keys.push(key);
                self.labels.push(label);
            }
        }
    }

    fn row(&self, key: &str) -> usize {
        let found = self.keys.iter().position(|other| *other == key);
        found.expect("every row that a rule speaks of is declared above")
    }

    fn at(&self, row: usize, column: usize) -> Cell {
        self.cells[row][column]
    }

    fn declare_arithmetic(&self, sheet: &mut Sheet) {
        let (new, carried_in) = (self.row("new"), self.row("carried-in"));
        let (concluded, carried_out) = (self.row("concluded"), self.row("carried-out"));
        let results = self.row("granted")..concluded;
        let partly = self.row("partly-granted");
        (0..COLUMNS.len()).for_each(|column| sheet.counts_alone(self.at(partly, column)));
        for (column, (_, label)) in COLUMNS.iter().enumerate() {
            sheet.identity(
                &rules::BALANCE,
                *label,
                vec![self.at(new, column), self.at(carried_in, column)],
                vec![self.at(concluded, column), self.at(carried_out, column)],
            );
        }
        for (column, (_, label)) in COLUMNS.iter().enumerate() {
            let parts: Vec<Cell> = results.clone().map(|row| self.at(row, column)).collect();
            let total = self.at(concluded, column);
            if column != TOTAL {
                sheet.total(total, parts.clone());
            }
            sheet.identity(&rules::RESULT_TOTAL, *label, parts, vec![total]);
        }
        for (row, label) in self.labels.iter().enumerate() {
            let parts: Vec<Cell> = (0..TOTAL).map(|column| self.at(row, column)).collect();
            let total = self.at(row, TOTAL);
            sheet.total(total, parts.clone());
            sheet.identity(&rules::ROW_TOTAL, *label, parts, vec![total]);
        }
    }
}
