//! The tables of the contract: columns with their types and what they hold, keys, and what refers to what. Names
//! are lower case with underscores, and none is a word that an engine keeps for itself.

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What it holds, in a sentence for people.
    pub about: &'static str,
    /// Its columns, in order.
    pub columns: &'static [Column],
    /// The columns by which a row is known.
    pub key: &'static [&'static str],
    /// The tables that it refers to.
    pub references: &'static [Reference],
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What kind of values it holds.
    pub holds: Holds,
    /// Whether a value may be missing.
    pub is_optional: bool,
    /// What it holds, for people.
    pub about: &'static str,
}

/// What kind of values a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Whole numbers of 32 bits.
    Int32,
    /// Whole numbers of 64 bits.
    Int64,
    /// Texts in UTF-8.
    Text,
}

/// Columns whose values stand in the key of another table.
#[derive(Debug)]
pub struct Reference {
    /// The columns.
    pub columns: &'static [&'static str],
    /// The other table.
    pub table: &'static str,
    /// Its columns.
    pub there: &'static [&'static str],
}

const fn column(name: &'static str, holds: Holds, about: &'static str) -> Column {
    Column { name, holds, is_optional: false, about }
}

const fn int32(name: &'static str, about: &'static str) -> Column {
    column(name, Holds::Int32, about)
}

const fn int64(name: &'static str, about: &'static str) -> Column {
    column(name, Holds::Int64, about)
}

const fn text(name: &'static str, about: &'static str) -> Column {
    column(name, Holds::Text, about)
}

const fn optional(column: Column) -> Column {
    Column { is_optional: true, ..column }
}

const ORGAN: Column = text("organ", "机关：统一社会信用代码；没有写的，是 name: 加机关名称");
const REPORT_YEAR: Column = int32("report_year", "报告年度");
const SCOPE: Column =
    text("scope", "数据范围：own 本机关，area 本地区汇总，unstated 没有写；own 和 area 不能相加");
const REVISION: Column = int32(
    "revision",
    "哪一次发布：发布日期写成的数，如 20250117；没有写的是 0。同一机关、年度、范围以最大的为准",
);
const EDITION: Column = text("edition", "格式：2019 或 2021");
const CELL: Column = text("cell", "格的名字，如 requests.new.total");

/// By what a report is known.
const KEY: &[&str] = &["organ", "report_year", "scope", "revision"];
const OF_REPORT: Reference = Reference { columns: KEY, table: "reports", there: KEY };
const OF_CELL: Reference =
    Reference { columns: &["edition", "cell"], table: "cell_names", there: &["edition", "cell"] };

/// A row for every report.
pub static REPORTS: Table = Table {
    name: "reports",
    about: "每份报告一行",
    columns: &[
        ORGAN,
        text("organ_name", "机关名称，照报告写的"),
        REPORT_YEAR,
        SCOPE,
        REVISION,
        EDITION,
        optional(text(
            "level",
            "机关层级：state-council、province、city、county、department、township；没有写的为空",
        )),
        optional(text("published", "发布日期，如 2025-01-17")),
        text("source_name", "从哪个文件读来"),
        text("source_sha256", "这个文件的 SHA-256"),
        text("contract", "约定的名字和版本：nianbao-long-1"),
    ],
    key: KEY,
    references: &[],
};

/// A row for every cell of every report.
pub static CELLS: Table = Table {
    name: "cells",
    about: "每份报告的每一格一行，空格也有",
    columns: &[
        ORGAN,
        REPORT_YEAR,
        SCOPE,
        REVISION,
        EDITION,
        CELL,
        optional(int64(
            "amount",
            "数：件数、增减，金额是整元；空白、不是数字、没有加全的合计为空。绝对值小于 10 的 15 次方",
        )),
        optional(text("raw", "不是数字的，原来写的是什么")),
        text("origin", "由来：typed 填写，derived 自动合计，blank 空白，text 不是数字"),
    ],
    key: &["organ", "report_year", "scope", "revision", "cell"],
    references: &[OF_REPORT, OF_CELL],
};

/// A row for every text of every report.
pub static TEXTS: Table = Table {
    name: "texts",
    about: "每份报告的每一部分文字一行",
    columns: &[
        ORGAN,
        REPORT_YEAR,
        SCOPE,
        REVISION,
        EDITION,
        text("text_id", "文字的名字，如 overview"),
        optional(text("content", "写了什么")),
    ],
    key: &["organ", "report_year", "scope", "revision", "text_id"],
    references: &[OF_REPORT],
};

/// A row for everything that was found in a report.
pub static FINDINGS: Table = Table {
    name: "findings",
    about: "每个检查结果一行",
    columns: &[
        ORGAN,
        REPORT_YEAR,
        SCOPE,
        REVISION,
        EDITION,
        int32("finding_no", "在这份报告里是第几个"),
        text("rule_id", "规则，如 V01"),
        text("severity", "轻重：error 错误，warning 提醒，hint 提示"),
        optional(text("cell", "说的是哪一格；说的不是格的为空")),
        optional(text("text_id", "说的是哪一部分文字；说的不是文字的为空")),
        optional(int32("identity_no", "不成立的勾稽关系的编号，见 identity_terms")),
        optional(text("subject", "说的是什么：勾稽关系的行或列，格、文字或报告信息的名称")),
        optional(int64("difference", "勾稽关系左边比右边多多少")),
        text("message", "一句话：哪里不对"),
        optional(text("answer", "填报人写的说明")),
    ],
    key: &["organ", "report_year", "scope", "revision", "finding_no"],
    references: &[OF_REPORT],
};

/// A row for every cell of every edition.
pub static CELL_NAMES: Table = Table {
    name: "cell_names",
    about: "每种格式的每一格叫什么",
    columns: &[
        EDITION,
        CELL,
        int32("cell_no", "在表里是第几格，从 1 起"),
        text("chapter", "在哪一部分"),
        text("row_name", "行"),
        text("column_name", "列"),
        text("kind", "count 件数，change 增减，money 金额（amount 里是元，表上是万元）"),
        int32("is_total", "1 是合计，0 不是"),
    ],
    key: &["edition", "cell"],
    references: &[],
};

/// A row for every term of every identity.
pub static IDENTITY_TERMS: Table = Table {
    name: "identity_terms",
    about: "勾稽关系：每一项一行，各项乘以 sign 相加应是 0",
    columns: &[
        EDITION,
        int32("identity_no", "勾稽关系在这种格式里的编号，从 1 起"),
        text("rule_id", "规则"),
        text("subject", "说的是哪一行或哪一列"),
        CELL,
        int32("sign", "左边 1，右边 -1"),
        int32("terms", "这个勾稽关系一共几项；数到的不够，就定不了"),
    ],
    key: &["edition", "identity_no", "cell"],
    references: &[OF_CELL],
};

/// A row for every term of what goes on from the report of the year before.
pub static CARRY_PAIRS: Table = Table {
    name: "carry_pairs",
    about: "与上年报告的衔接：每一项一行，各项乘以 sign 相加应是 0",
    columns: &[
        EDITION,
        int32("carry_no", "衔接关系在本年格式里的编号，从 1 起；上年是另一种格式的另有编号"),
        text("rule_id", "规则"),
        text("subject", "说的是哪一格"),
        text("term_edition", "这一项所在报告的格式"),
        CELL,
        int32("years_before", "0 本年报告的格，1 上年报告的格"),
        int32("sign", "本年的格 1 或者加减过来的正负号"),
        int32("terms", "一共几项"),
    ],
    key: &["edition", "carry_no", "years_before", "cell"],
    references: &[Reference {
        columns: &["term_edition", "cell"],
        table: "cell_names",
        there: &["edition", "cell"],
    }],
};

/// The organs that must report, a list that the reviewer keeps; the program only says how it looks.
pub static ORGANS: Table = Table {
    name: "organs",
    about: "应编制报告的机关，由审核的人准备",
    columns: &[
        ORGAN,
        text("organ_name", "机关名称"),
        optional(text("level", "机关层级，与 reports 相同")),
        optional(text("parent", "上级机关，写它的 organ")),
        optional(text("region", "行政区划代码")),
        optional(int32("valid_from", "从哪个报告年度起要编制；一直要的为空")),
        optional(int32("valid_to", "到哪个报告年度为止；没有止的为空")),
    ],
    key: &["organ"],
    references: &[],
};

/// What reports are written as.
pub static OF_REPORTS: [&Table; 4] = [&REPORTS, &CELLS, &TEXTS, &FINDINGS];
/// What is generated from the declaration of the form.
pub static DIMENSIONS: [&Table; 3] = [&CELL_NAMES, &IDENTITY_TERMS, &CARRY_PAIRS];
/// All tables.
pub static ALL: [&Table; 8] =
    [&REPORTS, &CELLS, &TEXTS, &FINDINGS, &CELL_NAMES, &IDENTITY_TERMS, &CARRY_PAIRS, &ORGANS];
