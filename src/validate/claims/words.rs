//! What findings call the sums of tables, and how they show numbers.

use crate::format::{Cell, Format, Kind, is_numeral};
use crate::prose::numbers::ONE;
use crate::report::entry;

/// A value in ten-thousandths as a sentence says it; amounts, held in 元, in 万元.
pub(super) fn shown(value: i64, of_money: bool) -> String {
    match of_money {
        true => format!("{} 万元", entry::write(Kind::Money, value / ONE)),
        false if value % ONE == 0 => (value / ONE).to_string(),
        false => format!("{}.{:04}", value / ONE, value % ONE).trim_end_matches('0').to_owned(),
    }
}

/// Where a sum stands: 「表三 一、总计」, 「表三 （三）不予公开 合计」, 「表四 行政诉讼 总计」.
pub(super) fn label(format: &Format, cells: &[Cell]) -> String {
    let Some(first) = cells.first() else { return String::new() };
    let chapter = format.chapter_of(first.id()).and_then(|at| format.chapters.get(at));
    let table = chapter.map_or("", |chapter| chapter.numeral());
    // Without what the label explains in brackets, and of 「一、本年新收…」 the numeral alone.
    let short = |label: &str| -> String {
        let end = label.char_indices().skip(1).find(|(_, c)| *c == '（').map_or(label.len(), |(at, _)| at);
        match label.split_once('、') {
            Some((numeral, _)) if numeral.chars().all(is_numeral) => format!("{numeral}、"),
            _ => label[..end].to_owned(),
        }
    };
    let mut rows: Vec<&str> = Vec::new();
    let mut columns: Vec<String> = Vec::new();
    for cell in cells {
        let declared = cell.declared();
        if !rows.contains(&declared.row.as_str()) {
            rows.push(&declared.row);
        }
        let column = short(&declared.column);
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    // Rows of one group are named by it.
    let group = |row: &str| row.split_once(' ').map(|(group, _)| group.to_owned());
    let name = |row: &&str| {
        let is_of_group = |other: &&str| *other != *row && group(other) == group(row);
        match group(row) {
            Some(group) if rows.iter().any(is_of_group) => group,
            Some(_) if row.starts_with('（') => short(row.split_once(' ').map_or(row, |(_, own)| own)),
            _ => short(row),
        }
    };
    let mut names: Vec<String> = rows.iter().map(name).collect();
    names.dedup();
    let row = names.join("＋");
    let column = match &columns[..] {
        [column] if column == "总计" && row.ends_with("总计") => String::new(),
        [column] if column == "总计" && row.starts_with('（') && rows.len() > 1 => " 合计".to_owned(),
        [column] if row.ends_with('、') => column.clone(),
        [column] => format!(" {column}"),
        _ => " 合计".to_owned(),
    };
    format!("表{table} {row}{column}")
}
