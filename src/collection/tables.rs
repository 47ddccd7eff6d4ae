//! What a collection gives out as tables: the list, the matrix, the findings, the sums, who is missing. The same tables
//! are written as CSV and as a workbook.
//! Knows no file format.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::choice::Called;
use super::extract::Extract;
use super::list::{Column, Value};
use super::matrix::Matrix;
use super::missing::By;
use super::parent::{self, Line, REST, Relation};
use super::sums::{Sum, Sums, side_by_side};
use crate::format::texts::TextField;
use crate::format::{Kind, head_label};

/// What stands in a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Field {
    /// Nothing, or a number that is not known.
    Blank,
    /// A number.
    Number(i64),
    /// An amount in whole 元, written in 万元.
    Money(i64),
    /// A text.
    Text(String),
}

/// A table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// What it is called.
    pub name: Cow<'static, str>,
    /// The heads of the columns.
    pub head: Vec<String>,
    /// The rows, each as wide as the head.
    pub rows: Vec<Vec<Field>>,
}

impl From<Value> for Field {
    fn from(value: Value) -> Field {
        match value {
            Value::Blank => Field::Blank,
            Value::Number(number) => Field::Number(number),
            Value::Text(text) => Field::Text(text),
        }
    }
}

fn text(text: &str) -> Field {
    if text.is_empty() { Field::Blank } else { Field::Text(text.to_owned()) }
}

fn count(count: usize) -> Field {
    Field::Number(count as i64)
}

/// A text for each item, as a head has them.
fn heads<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    names.into_iter().map(str::to_owned).collect()
}

/// The list, in its order.
pub fn list(extracts: &[Extract], shown: &[usize]) -> Table {
    let row = |at: &usize| Column::ALL.map(|column| column.value(&extracts[*at]).into()).to_vec();
    Table {
        name: "清单".into(),
        head: heads(Column::ALL.map(Column::name)),
        rows: shown.iter().map(row).collect(),
    }
}

/// The matrix: how many findings each report has under each rule.
pub fn matrix(extracts: &[Extract], matrix: &Matrix) -> Table {
    let rules = matrix.rules.iter().map(|(rule, _)| format!("{} {}", rule.id, rule.title));
    let units = matrix.rules.iter().map(|(_, units)| count(*units));
    let row = |row: &super::matrix::Row| -> Vec<Field> {
        let hits = row.hits.iter().map(|hit| hit.map_or(Field::Blank, |hit| count(hit.count)));
        std::iter::once(text(&extracts[row.report].organ)).chain(hits).collect()
    };
    let of_units = std::iter::once(text("有几份报告")).chain(units).collect();
    Table {
        name: "单位与规则".into(),
        head: std::iter::once("机关".to_owned()).chain(rules).collect(),
        rows: std::iter::once(of_units).chain(matrix.rows.iter().map(row)).collect(),
    }
}

/// The findings of the reports, one a row.
pub fn findings(extracts: &[Extract], shown: &[usize]) -> Table {
    let rows = shown.iter().flat_map(|at| {
        let extract = &extracts[*at];
        extract.findings.iter().map(move |found| {
            vec![
                text(&extract.organ),
                extract.year.map_or(Field::Blank, Field::Number),
                text(found.rule.id),
                text(found.rule.title),
                text(found.severity.name()),
                text(&place(extract, &found.target)),
                text(&found.sentence),
                text(&found.answer),
                text(&extract.origin.name),
            ]
        })
    });
    let head = ["机关", "年度", "规则", "规则名称", "程度", "位置", "问题", "单位说明", "来源文件"];
    Table { name: "检查结果".into(), head: heads(head), rows: rows.collect() }
}

/// What a user reads of a place.
fn place(extract: &Extract, target: &str) -> String {
    let format = extract.edition().format();
    if let Some(cell) = format.cell(target) {
        return cell.declared().name.clone();
    }
    let text = TextField::from_id(target).map(TextField::name);
    let table = || format.tables().find(|table| table.id == target).map(|table| table.caption);
    text.or_else(table).unwrap_or(head_label(target)).to_owned()
}

/// The sums of reports, a row for every cell; each edition by itself, and all of them where they have the cell.
pub fn sums(extracts: &[Extract], reports: &[usize]) -> Table {
    let (editions, rows) = side_by_side(extracts, reports);
    let mut head = heads(["编号", "项目"]);
    let is_alone = editions.len() < 2;
    let names: Vec<&str> =
        editions.iter().map(|edition| edition.name()).chain((!is_alone).then_some("全部")).collect();
    head.extend(
        names
            .iter()
            .flat_map(|name| ["合计", "有数的份数", "空白的份数"].map(|what| format!("{name}{what}"))),
    );
    let of = |kind: Kind, sum: Option<Sum>| match sum {
        None => [text("没有这一格"), Field::Blank, Field::Blank],
        Some(Sum { known: 0, blank, .. }) => [Field::Blank, count(0), count(blank)],
        Some(Sum { value, known, blank, .. }) if kind == Kind::Money => {
            [Field::Money(value), count(known), count(blank)]
        }
        Some(Sum { value, known, blank, .. }) => [Field::Number(value), count(known), count(blank)],
    };
    let row = |row: &super::sums::Row| -> Vec<Field> {
        let sums = row.sums.iter().copied().chain((!is_alone).then_some(row.all));
        let names = [text(row.id), text(&row.name)];
        names.into_iter().chain(sums.flat_map(|sum| of(row.kind, sum))).collect()
    };
    Table { name: "汇总".into(), head, rows: rows.iter().map(row).collect() }
}

/// The report of the organ above beside the sums of those below it.
pub fn above(extracts: &[Extract], above: usize, reports: &[usize]) -> Table {
    let sums = Sums::of(extracts, reports, extracts[above].edition());
    let row = |line: Line| {
        let declared = line.cell.declared();
        let number = |number: Option<i64>| match number {
            None => Field::Blank,
            Some(amount) if declared.kind == Kind::Money => Field::Money(amount),
            Some(number) => Field::Number(number),
        };
        vec![
            text(line.cell.id()),
            text(&declared.name),
            number(line.above),
            number((line.below.known > 0).then_some(line.below.value)),
            count(line.below.known),
            count(line.below.blank + line.below.elsewhere),
            number(line.rest.filter(|_| line.relation != Relation::Unknown)),
            text(line.relation.name()),
        ]
    };
    let head = ["编号", "项目", "上级报告", "下级合计", "有数的份数", "没有数的份数", REST, "情况"];
    let rows = parent::compare(&extracts[above], &sums).into_iter().map(row).collect();
    Table { name: "上级与下级合计".into(), head: heads(head), rows }
}

/// The units of the list, how each stands, and the reports that are of none of them.
pub fn missing(extracts: &[Extract], called: Called) -> Table {
    let Called { roster, call } = called;
    let files = |reports: &mut dyn Iterator<Item = usize>| {
        reports.map(|at| extracts[at].origin.name.as_str()).collect::<Vec<_>>().join("；")
    };
    let of_list = roster.units.iter().zip(&call.units).map(|(unit, called)| {
        let written = called.reports.iter().filter(|(_, by)| *by != By::Name);
        let written: Vec<&str> = written.map(|(at, _)| extracts[*at].organ.as_str()).collect();
        vec![
            text(&unit.name),
            text(unit.code.as_deref().unwrap_or_default()),
            text(unit.parent.as_deref().unwrap_or_default()),
            text(called.standing.name()),
            text(&written.join("；")),
            text(&files(&mut called.reports.iter().map(|(at, _)| *at))),
            text(&files(&mut called.of_other_years.iter().copied())),
        ]
    });
    let others = call.unexpected.iter().map(|at| {
        let extract = &extracts[*at];
        let names = [text(&extract.organ), Field::Blank, Field::Blank, text("名单外"), Field::Blank];
        names.into_iter().chain([text(&extract.origin.name), Field::Blank]).collect()
    });
    let head = ["单位", "代码", "上级", "情况", "报告上写的名称", "来源文件", "其他年度的文件"];
    Table { name: "名单与缺报".into(), head: heads(head), rows: of_list.chain(others).collect() }
}
