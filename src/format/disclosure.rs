//! Table 2, 主动公开政府信息情况: sections by the items of 条例 第二十条, each with its own columns.
//! The two editions share the layout and differ in the sections.

use super::table::{Scope, Sheet, Table, TableCell};
use super::{Edition, Kind};

const COLUMNS: usize = 4;

struct Section {
    /// The item of 第二十条 that the section reports on, verbatim.
    item: &'static str,
    columns: &'static [(&'static str, &'static str, Kind)],
    rows: &'static [(&'static str, &'static str)],
}

const PROJECTS: &[(&str, &str, Kind)] = &[
    ("previous", "上一年项目数量", Kind::Count),
    ("change", "本年增/减", Kind::Change),
    ("decisions", "处理决定数量", Kind::Count),
];

const TRIAL_2019: &[Section] = &[
    Section {
        item: "第二十条第（一）项",
        columns: &[
            ("made", "本年新制作数量", Kind::Count),
            ("published", "本年新公开数量", Kind::Count),
            ("total", "对外公开总数量", Kind::Count),
        ],
        rows: &[("rules", "规章"), ("normative-documents", "规范性文件")],
    },
    Section {
        item: "第二十条第（五）项",
        columns: PROJECTS,
        rows: &[("licensing", "行政许可"), ("other-services", "其他对外管理服务事项")],
    },
    Section {
        item: "第二十条第（六）项",
        columns: PROJECTS,
        rows: &[("penalties", "行政处罚"), ("coercion", "行政强制")],
    },
    Section {
        item: "第二十条第（八）项",
        columns: PROJECTS.split_at(2).0,
        rows: &[("fees", "行政事业性收费")],
    },
    Section {
        item: "第二十条第（九）项",
        columns: &[("items", "采购项目数量", Kind::Count), ("amount", "采购总金额", Kind::Money)],
        rows: &[("procurement", "政府集中采购")],
    },
];

const DECISIONS: &[(&str, &str, Kind)] = &[("decisions", "本年处理决定数量", Kind::Count)];

const REVISED_2021: &[Section] = &[
    Section {
        item: "第二十条第（一）项",
        columns: &[
            ("issued", "本年制发件数", Kind::Count),
            ("repealed", "本年废止件数", Kind::Count),
            ("in-force", "现行有效件数", Kind::Count),
        ],
        rows: &[("rules", "规章"), ("normative-documents", "行政规范性文件")],
    },
    Section {
        item: "第二十条第（五）项", columns: DECISIONS, rows: &[("licensing", "行政许可")]
    },
    Section {
        item: "第二十条第（六）项",
        columns: DECISIONS,
        rows: &[("penalties", "行政处罚"), ("coercion", "行政强制")],
    },
    Section {
        item: "第二十条第（八）项",
        columns: &[("amount", "本年收费金额（单位：万元）", Kind::Money)],
        rows: &[("fees", "行政事业性收费")],
    },
];

/// Declares the table, its cells included.
pub fn declare(edition: Edition, sheet: &mut Sheet) -> Table {
    let first = sheet.len();
    let sections = match edition {
        Edition::Trial2019 => TRIAL_2019,
        Edition::Revised2021 => REVISED_2021,
    };
    Table {
        id: "disclosure",
        caption: "主动公开政府信息情况",
        columns: COLUMNS,
        head: Vec::new(),
        body: (sections.iter()).flat_map(|section| rows(section, sheet)).collect(),
        absence: None,
        cells: sheet.cells_from(first),
    }
}

fn rows(section: &Section, sheet: &mut Sheet) -> Vec<Vec<TableCell>> {
    let last = section.columns.len() - 1;
    // The last column takes what is left of the grid.
    let span = |column: usize| {
        if column == last { COLUMNS - 1 - last } else { 1 }
    };
    let item = TableCell::heading(section.item, Scope::ColumnGroup, COLUMNS, 1);
    let mut labels = vec![TableCell::heading("信息内容", Scope::Column, 1, 1)];
    for (column, (_, label, _)) in section.columns.iter().enumerate() {
        labels.push(TableCell::heading(label, Scope::Column, span(column), 1));
    }
    let mut rows = vec![vec![item], labels];
    for (row_id, row_label) in section.rows {
        let mut row = vec![TableCell::heading(row_label, Scope::Row, 1, 1)];
        for (column, (column_id, label, kind)) in section.columns.iter().enumerate() {
            let id = format!("disclosure.{row_id}.{column_id}");
            let cell = sheet.cell(id, *kind, &[row_label], &[label]);
            row.push(TableCell::number(cell, span(column)));
        }
        rows.push(row);
    }
    rows
}
