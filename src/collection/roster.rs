//! The list of the units that must report: pasted, opened, or from the profile of the area. A line is a unit: its name
//! and, in any column, its code or the organ above it. What could not be read is listed, and nothing is made up.
//! Knows no report.

use std::collections::HashSet;

use crate::profile::{Profile, Unit, code};

/// The units that must report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roster {
    /// The units, in the order of the list, each name once.
    pub units: Vec<Unit>,
    /// What is to be said of the list, each a sentence.
    pub problems: Vec<String>,
}

/// What parts columns, the first that stands on a line; of a line with 、 every part is a unit.
const SEPARATORS: [&[char]; 3] = [&['\t'], &[',', '，', ';', '；', '|'], &[' ', '\u{3000}', '\u{a0}']];
/// Words in the head of a column.
const OF_NAME: [&str; 4] = ["名称", "单位", "机关", "部门"];
const OF_PARENT: [&str; 4] = ["上级", "主管", "所属", "隶属"];
const OF_CODE: [&str; 2] = ["代码", "编码"];
/// How the title of a list ends.
const TITLES: [&str; 5] = ["名单", "名录", "一览表", "目录", "花名册"];
/// How long a code is.
const CODE_LENGTH: usize = 18;

impl Roster {
    /// The units of the profile of the area.
    pub fn of(area: &Profile) -> Roster {
        Roster { units: area.units.clone(), problems: Vec::new() }
    }

    /// Reads a list as it is pasted from a table, or opened from a file of text.
    pub fn read(text: &str) -> Roster {
        let text = text.trim_start_matches('\u{feff}');
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let mut rows: Vec<(usize, Vec<String>)> = lines.flat_map(|(at, line)| rows(at + 1, line)).collect();
        // What stands above the list says what it is: 「示例市填报单位名单」.
        let titles = rows.iter().take_while(|(_, row)| is_title(row)).count();
        rows.drain(..titles);
        let head = rows.first().and_then(|(_, row)| Head::of(row));
        if head.is_some() {
            rows.remove(0);
        }
        let mut roster = Roster::default();
        let mut taken = HashSet::new();
        let is_parent_first = head.map_or_else(|| repeats_first(&rows), |head| head.is_parent_first);
        for (line, row) in rows {
            roster.take(line, row, is_parent_first, &mut taken);
        }
        roster
    }

    fn take(&mut self, line: usize, row: Vec<String>, is_parent_first: bool, taken: &mut HashSet<String>) {
        let (codes, mut names): (Vec<_>, Vec<_>) = row.into_iter().partition(|it| is_code(it));
        if is_parent_first && names.len() > 1 {
            names.swap(0, 1);
        }
        let mut names = names.into_iter();
        let Some(name) = names.next() else {
            return self.problems.push(format!("第 {line} 行没有单位名称，没有读入。"));
        };
        let code = codes.into_iter().next();
        if let Some(Err(problem)) = code.as_deref().map(code::check) {
            self.problems.push(format!("第 {line} 行“{name}”的代码有问题：{problem}。"));
        }
        if !taken.insert(name.clone()) {
            return self.problems.push(format!("第 {line} 行“{name}”前面已经有了，只算一次。"));
        }
        self.units.push(Unit { name, code, level: None, parent: names.next() });
    }
}

/// The columns of a line without numbers that only count; several rows where it is a run of names.
fn rows(line: usize, text: &str) -> Vec<(usize, Vec<String>)> {
    let text = without_count(text);
    let separators = SEPARATORS.into_iter().find(|them| text.contains(*them));
    let cells = |text: &str| -> Vec<String> {
        let cells = text.split(|c| separators.is_some_and(|them| them.contains(&c)));
        let cells = cells.map(|cell| without_count(cell.trim().trim_matches('"')));
        cells.filter(|cell| !cell.is_empty() && !is_count(cell)).map(str::to_owned).collect()
    };
    match separators {
        None if text.contains('、') => {
            text.split('、').map(|name| (line, cells(name))).filter(|(_, row)| !row.is_empty()).collect()
        }
        _ => vec![(line, cells(text))],
    }
}

fn is_title(row: &[String]) -> bool {
    matches!(row, [title] if TITLES.iter().any(|end| title.ends_with(end)))
}

fn is_count(cell: &str) -> bool {
    cell.len() < CODE_LENGTH - 3 && cell.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '、' | '．'))
}

/// A text without a number that counts it: `3. 示例局`, `3、示例局`.
fn without_count(text: &str) -> &str {
    let text = text.trim_matches([' ', '\u{3000}', '\u{a0}', '\u{200b}']);
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.strip_prefix(['.', '、', '．', ')', '）']).filter(|_| rest.len() < text.len());
    rest.map_or(text, |rest| rest.trim_start())
}

/// Whether a cell is meant as a code, be it a right one or not.
fn is_code(cell: &str) -> bool {
    let is_sign = |b: u8| b.is_ascii_digit() || b.is_ascii_uppercase();
    (CODE_LENGTH - 3..=CODE_LENGTH + 2).contains(&cell.len()) && cell.bytes().all(is_sign)
}

/// What the first line says of the columns, if it is a head and no unit.
struct Head {
    is_parent_first: bool,
}

impl Head {
    fn of(row: &[String]) -> Option<Head> {
        // A head says little besides these words: 「填报单位」 and no 「示例区部门」.
        let is_of = |cell: &String, words: &[&str]| words.iter().any(|word| cell.contains(word));
        let is_bare = |cell: &String| {
            let words = OF_NAME.iter().chain(&OF_PARENT).chain(&["序号"]);
            let rest = words.fold(cell.clone(), |rest, word| rest.replace(word, ""));
            is_of(cell, &OF_CODE) || rest.chars().count() <= 2
        };
        let place = |words: &[&str]| row.iter().position(|cell| is_of(cell, words));
        let all = [&OF_NAME[..], &OF_PARENT, &OF_CODE, &["序号"]];
        let is_head = row.iter().all(|cell| is_bare(cell) && all.iter().any(|words| is_of(cell, words)));
        let parent = place(&OF_PARENT);
        let name = row.iter().position(|cell| is_of(cell, &OF_NAME) && !is_of(cell, &OF_PARENT));
        (is_head && name.is_some())
            .then(|| Head { is_parent_first: parent.is_some_and(|at| Some(at) < name) })
    }
}

/// Whether the first of two columns says the same again and again and the second never: those are organs above.
fn repeats_first(rows: &[(usize, Vec<String>)]) -> bool {
    let repeats = |column: usize| {
        let mut names: Vec<&String> = (rows.iter())
            .filter_map(|(_, row)| row.iter().filter(|cell| !is_code(cell)).nth(column))
            .collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        all - names.len()
    };
    repeats(0) > 0 && repeats(1) == 0 && rows.iter().any(|(_, row)| row.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str) -> Vec<(String, Option<String>, Option<String>)> {
        let roster = Roster::read(text);
        roster.units.into_iter().map(|unit| (unit.name, unit.code, unit.parent)).collect()
    }

    fn named(name: &str, parent: Option<&str>) -> (String, Option<String>, Option<String>) {
        (name.to_owned(), None, parent.map(str::to_owned))
    }

    #[test]
    fn one_or_two_columns_are_read_however_they_are_parted() {
        for text in [
            "示例局\t示例市\n乙局\t示例市",
            "示例局,示例市\r\n\r\n乙局，示例市",
            "示例局 示例市\n乙局　示例市\n",
        ] {
            assert_eq!(
                units(text),
                [named("示例局", Some("示例市")), named("乙局", Some("示例市"))],
                "{text}"
            );
        }
        assert_eq!(units("示例局\n 乙局 "), [named("示例局", None), named("乙局", None)]);
        assert_eq!(units("示例局、乙局"), [named("示例局", None), named("乙局", None)]);
    }

    #[test]
    fn a_head_and_numbers_that_count_are_no_units_and_the_head_says_which_column_is_which() {
        let text = "序号\t上级单位\t单位名称\n1\t示例区\t示例街道办事处\n2\t示例区\t乙镇人民政府";
        assert_eq!(
            units(text),
            [named("示例街道办事处", Some("示例区")), named("乙镇人民政府", Some("示例区"))]
        );
        assert_eq!(units("1. 示例局\n2、乙局"), [named("示例局", None), named("乙局", None)]);
        assert_eq!(units("示例区部门\n乙局").len(), 2, "too much of a name for a head");
    }

    #[test]
    fn the_title_of_a_list_is_no_unit() {
        assert_eq!(units("示例市2024年度填报单位名单\n单位名称\n示例局"), [named("示例局", None)]);
        assert_eq!(units("示例局\n示例名录").len(), 2, "only above the list");
    }

    #[test]
    fn without_a_head_the_column_that_repeats_is_that_of_the_organs_above() {
        let text = "示例区\t甲街道\n示例区\t乙街道\n丙县\t丁镇";
        assert_eq!(units(text)[2], named("丁镇", Some("丙县")));
    }

    #[test]
    fn a_code_is_known_in_any_column_and_a_wrong_one_is_told() {
        let right = with_check_character();
        let roster = Roster::read(&format!("{right}\t示例局\n乙局\t110000000000000000"));
        assert_eq!(
            (roster.units[0].name.as_str(), roster.units[0].code.as_deref()),
            ("示例局", Some(&*right))
        );
        assert_eq!(roster.problems.len(), 1);
        assert!(roster.problems[0].starts_with("第 2 行“乙局”的代码有问题："), "{:?}", roster.problems);
    }

    fn with_check_character() -> String {
        let ends = ('0'..='9').chain('A'..='Z');
        let codes = ends.map(|end| format!("11330000MB0000001{end}"));
        codes.into_iter().find(|it| code::check(it).is_ok()).expect("one character fits")
    }

    #[test]
    fn a_name_that_stands_twice_and_a_line_without_a_name_are_told() {
        let roster = Roster::read("示例局\n示例局\n110000000000000000");
        assert_eq!(roster.units.len(), 1);
        assert_eq!(
            roster.problems,
            ["第 2 行“示例局”前面已经有了，只算一次。", "第 3 行没有单位名称，没有读入。"]
        );
    }

    #[test]
    fn nothing_is_no_unit() {
        assert_eq!(Roster::read(" \n\t\n"), Roster { units: vec![], problems: vec![] });
    }
}
