//! Table 2, 主动公开政府信息情况: sections by the items of 条例 第二十条, each with its own columns.
//! The two editions share the layout and differ in the sections.

use super::Kind;
use super::sections::{Section, Sections};

const PROJECTS: &[(&str, &str, Kind)] = &[
    ("previous", "上一年项目数量", Kind::Count),
    ("change", "本年增/减", Kind::Change),
    ("decisions", "处理决定数量", Kind::Count),
];

/// The projects alone, without what was decided.
const PROJECT_NUMBERS: &[(&str, &str, Kind)] = PROJECTS.split_at(2).0;

/// The table of the 2019 edition.
pub const TRIAL_2019: Sections = table(&[
    Section {
        heading: "第二十条第（一）项",
        columns: &[
            ("made", "本年新制作数量", Kind::Count),
            ("published", "本年新公开数量", Kind::Count),
            ("total", "对外公开总数量", Kind::Count),
        ],
        rows: &[("rules", "规章"), ("normative-documents", "规范性文件")],
    },
    Section {
        heading: "第二十条第（五）项",
        columns: PROJECTS,
        rows: &[("licensing", "行政许可"), ("other-services", "其他对外管理服务事项")],
    },
    Section {
        heading: "第二十条第（六）项",
        columns: PROJECTS,
        rows: &[("penalties", "行政处罚"), ("coercion", "行政强制")],
    },
    Section {
        heading: "第二十条第（八）项", columns: PROJECT_NUMBERS, rows: &[("fees", "行政事业性收费")]
    },
    Section {
        heading: "第二十条第（九）项",
        columns: &[("items", "采购项目数量", Kind::Count), ("amount", "采购总金额", Kind::Money)],
        rows: &[("procurement", "政府集中采购")],
    },
]);

const DECISIONS: &[(&str, &str, Kind)] = &[("decisions", "本年处理决定数量", Kind::Count)];

/// The table of the 2021 edition.
pub const REVISED_2021: Sections = table(&[
    Section {
        heading: "第二十条第（一）项",
        columns: &[
            ("issued", "本年制发件数", Kind::Count),
            ("repealed", "本年废止件数", Kind::Count),
            ("in-force", "现行有效件数", Kind::Count),
        ],
        rows: &[("rules", "规章"), ("normative-documents", "行政规范性文件")],
    },
    Section {
        heading: "第二十条第（五）项", columns: DECISIONS, rows: &[("licensing", "行政许可")]
    },
    Section {
        heading: "第二十条第（六）项",
        columns: DECISIONS,
        rows: &[("penalties", "行政处罚"), ("coercion", "行政强制")],
    },
    Section {
        heading: "第二十条第（八）项",
        columns: &[("amount", "本年收费金额（单位：万元）", Kind::Money)],
        rows: &[("fees", "行政事业性收费")],
    },
]);

/// The table with the sections of an edition.
pub const fn table(sections: &'static [Section]) -> Sections {
    Sections {
        id: "disclosure", caption: "主动公开政府信息情况", columns: 4, corner: "信息内容", sections
    }
}
