//! Text whose cells are parted by commas or semicolons, as spreadsheets save it. Knows no form.

use super::blocks::{Blocks, TOO_LONG};
use super::sheet;
use crate::export::csv;
use crate::format::head_label;
use crate::import::grid::{SourceCell, split_rows};
use crate::import::source::{Fields, MOST_BLOCKS, Named, Source};
use crate::report::entry::trim;

/// The delimiter of a text, if it has one: by its name, or because most of its lines have the same count of it.
pub fn delimiter(name: &str, text: &str) -> Option<char> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(400).collect();
    let count = |delimiter: char| lines.iter().map(|line| line.matches(delimiter).count()).sum::<usize>();
    let name = name.to_ascii_lowercase();
    if name.ends_with(".csv") || name.ends_with(".tsv") {
        return [',', ';', '\t'].into_iter().max_by_key(|delimiter| count(*delimiter));
    }
    let is_even = |delimiter: &char| {
        let counts: Vec<usize> = lines.iter().map(|line| line.matches(*delimiter).count()).collect();
        let usual = counts.get(counts.len() / 2).copied().unwrap_or(0);
        usual > 1
            && lines.len() > 3
            && counts.iter().filter(|count| **count == usual).count() * 5 >= lines.len() * 4
    };
    [',', ';'].into_iter().find(is_even)
}

/// Reads the lines that this program wrote, a field each, whoever changed them since; none if the text does not
/// begin as they do. Of several reports below each other the first is read.
pub fn fields(text: &str) -> Option<Source> {
    let text = text.trim_start_matches('\u{feff}');
    let head = text.lines().next()?;
    let delimiter = [',', ';', '\t'].into_iter().max_by_key(|delimiter| head.matches(*delimiter).count())?;
    let mut rows = split_rows(text, delimiter, MOST_BLOCKS).into_iter();
    let head: Vec<String> = rows.next()?.into_iter().map(|cell| trim(&cell.text).to_owned()).collect();
    let column = |name: &str| head.iter().position(|other| other == name);
    let (id, value, origin) = (column(csv::ID)?, column(csv::VALUE)?, column(csv::ORIGIN)?);
    let mut repeated = Vec::new();
    for name in csv::REPEATED {
        repeated.push(column(head_label(name))?);
    }
    let lines: Vec<Vec<SourceCell>> = rows.collect();
    let mut blocks = Blocks::of("CSV 表格");
    let cell = |text: &String| SourceCell { text: text.clone(), colspan: 1, rowspan: 1 };
    blocks.table([vec![head.iter().map(cell).collect()], lines.clone()].concat());
    let mut fields = Fields::default();
    let at = |line: &[SourceCell], column: usize| {
        line.get(column).map_or("", |cell| csv::plain(&cell.text)).to_owned()
    };
    let whose = |line: &[SourceCell]| repeated.iter().map(|column| at(line, *column)).collect::<Vec<_>>();
    let first = lines.first().map(|line| whose(line))?;
    let mut others: Vec<Vec<String>> = Vec::new();
    let place = |row: usize, column: usize| blocks.place(0, row, column);
    let from = |row, column| place(row, column).into_iter().collect();
    for (at, id) in csv::REPEATED.into_iter().enumerate() {
        let cells = vec![first[at].clone()];
        fields.named.push(Named {
            id: id.to_owned(),
            cells,
            is_worked_out: false,
            from: from(1, repeated[at]),
        });
    }
    for (row, line) in (1..).zip(&lines) {
        let of = whose(line);
        if of != first {
            if of.iter().any(|text| !text.is_empty()) && !others.contains(&of) {
                others.push(of);
            }
            continue;
        }
        fields.named.push(Named {
            id: trim(&at(line, id)).to_owned(),
            cells: vec![at(line, value)],
            is_worked_out: trim(&at(line, origin)) == csv::AUTOMATIC,
            from: from(row, value),
        });
    }
    if !others.is_empty() {
        let all = others.len() + 1;
        blocks.problem(format!("这个文件里有 {all} 份报告，只读了第一份。请把其余的各存成一个文件再打开。"));
    }
    blocks.set_fields(fields);
    Some(blocks.finish())
}

/// Reads such a text.
pub fn read(text: &str, delimiter: char) -> Source {
    let mut blocks = Blocks::of("CSV 表格");
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut rows = split_rows(&text, delimiter, MOST_BLOCKS);
    if rows.len() > MOST_BLOCKS {
        rows.truncate(MOST_BLOCKS);
        blocks.problem(TOO_LONG);
    }
    sheet::add(blocks, rows).finish()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::import::read::shown::{blocks, lines};

    #[test]
    fn cells_are_parted_by_what_parts_them_most() {
        let text = "年度报告,,\r\n信息内容,制发,\"废,止\"\r\n规章,0,\r\n\r\n注：\"无\"\r\n";
        let expected = ["年度报告", "信息内容|制发|废,止 / 规章|0|", "注：\"无\""];
        assert_eq!(blocks("年报.csv", text.as_bytes()), expected);
        assert_eq!(blocks("年报.CSV", text.replace(',', ";").as_bytes())[2], expected[2]);
        assert_eq!(delimiter("年报.txt", "一、总体情况,很好\n二,三\n\n四,五,六\n七"), None);
    }

    #[test]
    fn a_table_longer_than_a_grid_is_several() {
        let text = format!("编号,行,数值\r\n{}", "requests,新收,1\r\n".repeat(450));
        let shown = blocks("年报.csv", text.as_bytes());
        assert_eq!(shown.iter().map(|table| table.split(" / ").count()).collect::<Vec<_>>(), [200, 200, 51]);
        let source = read(&"a,b\n".repeat(MOST_BLOCKS + 1), ',');
        assert!(!source.problems.is_empty() && lines(&source).len() > 1);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[,;\n\r\"甲0 ]{0,200}") {
            let _ = read(&text, ',');
        }
    }
}
