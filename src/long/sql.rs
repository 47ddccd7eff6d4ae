//! The questions that are asked of the tables: fixed SQL texts, the same bytes for every engine. They know no rule
//! and no cell: the rules travel as rows of the dimensions. Sums are of whole numbers, only multiplied; nothing is
//! joined from the outside, since engines differ in what then stands where nothing matches.

/// A question.
#[derive(Debug)]
pub struct Query {
    /// Its name, and that of its file.
    pub name: &'static str,
    /// What it answers, for people.
    pub about: &'static str,
    /// The SQL.
    pub text: &'static str,
}

macro_rules! queries {
    ($($name:literal: $about:literal,)+) => {
        [$(Query { name: $name, about: $about, text: include_str!(concat!("sql/", $name, ".sql")) }),+]
    };
}

/// What is made a view of its name first: the others ask it.
pub static VIEWS: [Query; 1] = queries! {
    "counted_cells": "算数的格：同一机关、年度、范围有几次发布的，只取最后一次",
};

/// The questions.
pub static QUERIES: [Query; 8] = queries! {
    "broken": "不成立的勾稽关系，差多少",
    "undecided": "有空白、还定不了的勾稽关系",
    "carried": "与上年报告衔接不上的：上年结转、现行有效件数、上一年项目数量",
    "sums": "每一格的合计，有数、没有数的报告各几份；本机关和本地区汇总分开",
    "children": "汇总数与下级合计不等的格；余数是本级及未列单位的",
    "missing": "应当编制而没有的报告（要有 organs 表）",
    "unexpected": "不在 organs 表里的报告",
    "doubles": "发布了不止一次的报告",
};

/// The folder in which the texts stand.
pub const FOLDER: &str = "sql";

/// The questions as files of that folder, with a page that says what each answers.
pub fn files() -> Vec<(String, String)> {
    let all = || VIEWS.iter().chain(&QUERIES);
    let about = all().map(|query| format!("- {}.sql：{}。\n", query.name, query.about));
    let about = format!("先把 counted_cells 建成同名视图，再用其余的查询。\n\n{}", about.collect::<String>());
    let texts = all().map(|query| (format!("{}.sql", query.name), query.text.to_owned()));
    texts.chain([("README.md".to_owned(), about)]).collect()
}
