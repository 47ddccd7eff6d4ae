//! A third edition that no office ever decreed: other rows, a table with sums of its own in place of
//! another, a seventh chapter. It stands in the list of editions while the library is tested, to show that
//! a later revision of the format is one declaration.

use super::edition::{
    ChapterDeclaration, Declaration, Layout, OTHER_MATTERS, OVERVIEW, PROBLEMS, disclosure, requests,
};
use super::help::{Help, help};
use super::matrix::Node::{Group, Leaf, Total};
use super::matrix::{Fit, Matrix, Node};
use super::requests::{
    CARRIED_IN, CARRIED_OUT, CONCLUDED, GRANTED, NEW, PARTLY_GRANTED, RESULTS, UNAVAILABLE,
};
use super::sections::Section;
use super::table::Absence;
use super::texts::{Point, Text, TextField};
use super::vocabulary::{Aspect, Family, Thing, Topic};
use super::{Kind, Sum, disclosure, requests};

/// The declaration, in force from the report for 2090.
pub const FICTITIOUS_2090: Declaration = Declaration {
    id: "2090",
    name: "2090 年虚构格式",
    notice: "国办公开办函〔2090〕1号",
    since: 2090,
    preamble: TextField::PREAMBLE,
    chapters: &[
        OVERVIEW,
        disclosure(disclosure::table(SECTIONS)),
        requests(requests::table(REQUESTS)),
        ChapterDeclaration {
            heading: "四、数据开放情况",
            short: "数据开放",
            table: Some(Layout::Matrix(OPEN_DATA)),
            text: OPEN_DATA_NOTE,
        },
        PROBLEMS,
        OTHER_MATTERS,
        ChapterDeclaration {
            heading: ACHIEVEMENTS.name(),
            short: "工作成效",
            table: None,
            text: ACHIEVEMENTS,
        },
    ],
    help: HELP,
    families: &[&OPEN_DATA_SETS],
};

const SECTIONS: &[Section] = &[
    Section {
        heading: "第二十条第（一）项",
        columns: &[("issued", "本年制发件数", Kind::Count), ("in-force", "现行有效件数", Kind::Count)],
        rows: &[("rules", "规章"), ("plans", "规划")],
    },
    Section {
        heading: "第二十条第（八）项",
        // The same stable name as before, but no amount any more.
        columns: &[("amount", "本年收费笔数", Kind::Count)],
        rows: &[("fees", "行政事业性收费")],
    },
];

const REQUESTS: &[Node] = &[
    NEW,
    CARRIED_IN,
    Group(
        "",
        RESULTS,
        &[
            GRANTED,
            PARTLY_GRANTED,
            UNAVAILABLE,
            Group(
                "other",
                "（六）其他处理",
                &[Leaf("withdrawn", "1.申请人撤回申请"), Leaf("miscellaneous", "2.其他")],
            ),
            CONCLUDED,
        ],
    ),
    CARRIED_OUT,
];

const OPEN_DATA: Matrix = Matrix {
    id: "open-data",
    caption: "数据开放情况",
    remark: "（数据集和访问次数分别合计）",
    columns: &[
        Leaf("download", "下载开放"),
        Leaf("interface", "接口开放"),
        Total("total", "合计", Sum::Outcomes),
    ],
    rows: &[
        Group(
            "sets",
            "数据集",
            &[
                Leaf("new", "本年新开放"),
                Leaf("updated", "本年更新"),
                Total("all", "数据集合计", Sum::Outcomes),
            ],
        ),
        Leaf("visits", "访问次数"),
    ],
    balances: &[],
    alone: &[],
    absence: Some(Absence {
        claim: "本年未开放数据",
        sentence: "本年度没有开放数据。",
        said_in: ACHIEVEMENTS,
    }),
    narrow: Fit::OneColumn("开放方式"),
};

const OPEN_DATA_NOTE: TextField = TextField::of(&Text {
    id: "open-data-note",
    name: "表四的注",
    is_optional: true,
    may_say_none: true,
    points: &[],
});

const ACHIEVEMENTS: TextField = TextField::of(&Text {
    id: "achievements",
    name: "七、工作成效",
    is_optional: false,
    may_say_none: false,
    points: &[Point { label: "成效", asks: "本年工作成效", words: &["成效"], source: "虚构" }],
});

const HELP: &[(&str, Help)] = &[
    ("open-data", help("各种方式开放的数据集。", "虚构", "开放 2 个，填 2。")),
    ("achievements", help("写明本年工作成效。", "虚构", "成效明显。")),
    ("disclosure.plans", help("规划的件数。", "虚构", "")),
    ("requests.other.withdrawn", help("申请人撤回的申请。", "虚构", "")),
    ("open-data.sets.new", help("本年新开放的数据集。", "虚构", "")),
    ("open-data.sets.updated", help("本年更新的数据集。", "虚构", "")),
    ("open-data.sets.all", help("数据集合计。", "虚构", "")),
    ("open-data.visits", help("访问次数。", "虚构", "")),
    ("open-data.*.download", help("下载。", "", "")),
    ("open-data.*.interface", help("接口。", "", "")),
    ("open-data.*.total", help("合计。", "", "")),
];

static OPEN_DATA_SETS: Family = Family {
    id: "open-data",
    things: &[Thing { name: "数据集", words: &["数据集"], stems: &[] }],
    aspects: &[Aspect {
        name: "新开放",
        words: &["新开放"],
        hedged: &[],
        needs_thing: true,
        may_be_none: true,
        sums: &[&["open-data.sets.new.total"]],
        topic: Topic::Handled,
    }],
    units: &["个"],
    is_of_disclosure: false,
    goes_on: false,
};
