//! Plain text: its lines, blank ones too; tables where cells are parted by tabs or bars; pages where marks tell
//! them. Knows nothing of the form but what the heading of a chapter looks like.

use super::blocks::{Blocks, TOO_LONG};
use crate::format::is_numeral;
use crate::import::grid::{SourceCell, split_rows};
use crate::import::source::{MOST_BLOCKS, Source};
use crate::report::entry::trim;

/// The longest line, in letters, that is a row of a table without a tab or a bar in it.
const LONGEST_LABEL: usize = 40;
/// The shortest heading of a chapter without its number, in letters; 「申请人情况」 is the head of columns.
const SHORTEST_CHAPTER: usize = 9;
/// How many lines without tab or bar may stand between two rows of a table.
const MOST_LABELS: usize = 2;
/// The highest page that a mark may name.
const MOST_PAGES: u32 = 999;

/// Reads a text.
pub fn read(text: &str) -> Source {
    let mut blocks = Blocks::of("文本");
    add(&mut blocks, text, Unit::FileLine);
    blocks.finish()
}

/// A line as it stands in the text.
#[derive(Clone, Copy)]
struct Line<'a> {
    number: u32,
    page: Option<u32>,
    text: &'a str,
}

/// What the lines of a text are.
#[derive(Clone, Copy, PartialEq)]
pub enum Unit {
    /// Those of a file, with their numbers.
    FileLine,
    /// Lines.
    Line,
    /// Paragraphs.
    Paragraph,
}

/// Adds a text.
pub fn add(blocks: &mut Blocks, text: &str, unit: Unit) {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{85}'], "\n");
    let lines = lines(&text);
    if lines.len() > MOST_BLOCKS {
        blocks.problem(TOO_LONG);
    }
    let place = blocks.place;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if blocks.is_full() {
            break;
        }
        if unit == Unit::FileLine {
            blocks.place = (line.page, Some(line.number));
        }
        let rest = &lines[at..];
        if is_tab_row(line.text) {
            let length = run(rest, is_tab_row);
            at += length;
            add_tabs(blocks, &rest[..length], unit);
        } else if has_bar(line.text) {
            let length = run(rest, has_bar);
            at += length;
            add_bars(blocks, &rest[..length], unit);
        } else {
            at += 1;
            add_line(blocks, *line, &line.text.replace('\t', " "), unit);
        }
    }
    blocks.place = place;
}

fn add_line(blocks: &mut Blocks, line: Line, text: &str, unit: Unit) {
    if unit == Unit::FileLine {
        blocks.place = (line.page, Some(line.number));
    }
    if unit == Unit::Paragraph { blocks.paragraph(text) } else { blocks.line(text) }
}

/// The lines of a text, without the marks of its pages.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut page = 1;
    let mut begun = 0;
    let mut marked = false;
    for (number, line) in (1..).zip(text.split('\n')).take(MOST_BLOCKS + 1) {
        let last = lines.len();
        if let Some(mark) = page_mark(line) {
            // A mark stands at the foot of its page.
            set_page(&mut lines[begun..], mark);
            (page, begun, marked) = (mark + 1, last, true);
            continue;
        }
        // Behind a mark the page ends, which some programs write as a blank line.
        if marked && begun == lines.len() && line.is_empty() {
            continue;
        }
        for (at, text) in line.split('\u{c}').enumerate() {
            if at > 0 {
                marked = true;
                // A break behind the mark of a page ends the same page.
                if lines[begun..].iter().any(|line: &Line| !line.text.trim().is_empty()) {
                    (page, begun) = (page + 1, lines.len());
                }
            }
            if !text.is_empty() || !line.contains('\u{c}') {
                lines.push(Line { number, page: Some(page), text });
            }
        }
    }
    if !marked {
        lines.iter_mut().for_each(|line| line.page = None);
    }
    // A text ends with a line break; behind it is no line.
    while lines.last().is_some_and(|line| line.text.is_empty()) {
        lines.pop();
    }
    lines
}

fn set_page(lines: &mut [Line], page: u32) {
    lines.iter_mut().for_each(|line| line.page = Some(page));
}

/// The number of the page, if a line is nothing but its mark: `- 2 -`, `第 2 页 共 6 页`.
fn page_mark(line: &str) -> Option<u32> {
    if line.len() > 60 {
        return None;
    }
    let text: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let is_dash = |c: char| "-—–－─―".contains(c);
    let number = match text.strip_prefix('第') {
        Some(rest) => {
            let (number, rest) = rest.split_once('页')?;
            let is_count = |c: char| c.is_ascii_digit() || "/，,共页（）()".contains(c);
            if !rest.chars().all(is_count) {
                return None;
            }
            number
        }
        None if text.starts_with(is_dash) && text.ends_with(is_dash) => text.trim_matches(is_dash),
        None => return None,
    };
    let is_number = number.len() <= 3 && number.chars().all(|c| c.is_ascii_digit());
    number.parse().ok().filter(|page| is_number && *page <= MOST_PAGES)
}

/// Whether a line reads as the heading of a chapter, which ends a table: 「三、收到和处理政府信息公开申请情况」, with
/// or without its number. The rows of the form that are numbered alike end in other words.
pub fn is_chapter(line: &str) -> bool {
    let text: String = line.chars().filter(|c| !c.is_whitespace()).take(LONGEST_LABEL + 1).collect();
    let rest = text.trim_start_matches(is_numeral);
    let is_numbered = rest.len() < text.len() && rest.starts_with(['、', '.', '．', ',', '，']);
    let length = text.chars().count();
    let ends = |words: &[&str]| words.iter().any(|end| text.ends_with(end));
    length <= LONGEST_LABEL
        && (is_numbered && ends(&["事项", "事項", "措施", "问题", "問題", "概述"])
            || (is_numbered || length >= SHORTEST_CHAPTER) && ends(&["情况", "情況"]))
}

/// How many lines from the first on are a table: rows, and between them labels that stand alone.
fn run(lines: &[Line], is_row: fn(&str) -> bool) -> usize {
    let mut length = 1;
    loop {
        let rest = &lines[length..];
        let between = rest.iter().take_while(|line| !is_row(line.text)).take(MOST_LABELS + 1);
        let labels: Vec<&str> = between.map(|line| trim(line.text)).collect();
        let is_label =
            |text: &&str| text.chars().count() <= LONGEST_LABEL && !text.ends_with('。') && !is_chapter(text);
        let fits = labels.len() <= MOST_LABELS && labels.len() < rest.len() && labels.iter().all(is_label);
        if !fits {
            return length;
        }
        length += labels.len() + 1;
    }
}

/// Whether a line is a row whose cells are parted by tabs. One that begins with tabs is merely indented, and one
/// with a tab behind its number is an item of a list.
pub fn is_tab_row(line: &str) -> bool {
    let line = line.trim_start_matches(['\t', ' ', '\u{3000}']);
    let Some((first, rest)) = line.split_once('\t') else { return false };
    let is_number = first
        .chars()
        .all(|c| "（）()[].、．,，:：•●·-一二三四五六七八九十 ".contains(c) || c.is_ascii_digit());
    let is_item = is_number && !rest.contains('\t') && rest.chars().count() > 12;
    let is_sentence = |cell: &str| cell.contains('。') && cell.chars().count() > LONGEST_LABEL;
    !is_item && !line.split('\t').any(is_sentence)
}

fn add_tabs(blocks: &mut Blocks, lines: &[Line], unit: Unit) {
    let mut rows = Vec::new();
    // Cells in quotes may hold line breaks: the rows are read from the whole.
    let text: Vec<&str> = lines.iter().map(|line| line.text).collect();
    let filled = |row: &Vec<SourceCell>| row.iter().filter(|cell| !trim(&cell.text).is_empty()).count();
    for row in split_rows(&text.join("\n"), '\t', lines.len()) {
        if filled(&row) > 0 {
            rows.push(row);
        }
    }
    let is_table =
        rows.iter().filter(|row| filled(row) > 1).count() > 1 || rows.iter().any(|row| filled(row) > 2);
    if is_table {
        return blocks.table(rows);
    }
    for line in lines {
        add_line(blocks, *line, &line.text.replace('\t', " "), unit);
    }
}

fn is_bar(c: char) -> bool {
    matches!(c, '|' | '｜' | '│' | '┃')
}

fn has_bar(line: &str) -> bool {
    line.contains(is_bar)
}

/// The cells of a line whose cells are parted by bars.
fn bar_cells(line: &str) -> Vec<&str> {
    let line = trim(line);
    let line = line.strip_prefix(is_bar).unwrap_or(line);
    let line = line.strip_suffix(is_bar).unwrap_or(line);
    line.split(is_bar).map(trim).collect()
}

/// Whether a line only rules a table: `|---|:--:|`.
fn is_rule(line: &str) -> bool {
    line.contains(['-', '=', '─', '━'])
        && line.chars().all(|c| is_bar(c) || c.is_whitespace() || "-=:+─━┼├┤┬┴┌┐└┘".contains(c))
}

fn add_bars(blocks: &mut Blocks, lines: &[Line], unit: Unit) {
    let is_full = |line: &Line| bar_cells(line.text).iter().filter(|cell| !cell.is_empty()).count() > 1;
    let rows = lines.iter().filter(|line| !is_rule(line.text) && is_full(line)).count();
    if rows > 1 && rows * 4 >= lines.len() {
        let lines = lines.iter().filter(|line| !is_rule(line.text) && !trim(line.text).is_empty());
        let cell = |text: &str| SourceCell { text: text.to_owned(), colspan: 1, rowspan: 1 };
        return blocks
            .table(lines.map(|line| bar_cells(line.text).into_iter().map(cell).collect()).collect());
    }
    // One cell a line. A lone bar is a blank cell where the others end in one; else it stands between two
    // cells, and only a second one is blank.
    let is_blank = |line: &Line| trim(line.text).chars().all(is_bar);
    let texts = || lines.iter().filter(|line| !is_blank(line));
    let ended = texts().filter(|line| has_bar(line.text)).count();
    let bars_end = ended * 2 >= texts().count();
    let mut is_behind_text = true;
    for line in lines {
        if is_blank(line) {
            if bars_end || !is_behind_text {
                add_line(blocks, *line, "", unit);
            }
            is_behind_text = false;
            continue;
        }
        is_behind_text = true;
        for cell in bar_cells(line.text).into_iter().filter(|cell| !cell.is_empty()) {
            add_line(blocks, *line, cell, unit);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::import::read::shown::lines as shown;

    #[test]
    fn lines_are_kept_with_their_numbers_blank_ones_too() {
        let source = read("示例局年度报告\r\n\r\n　　一、总体情况\r规章\n\n0\n");
        assert_eq!(shown(&source), ["> 示例局年度报告", "> ", "> 一、总体情况", "> 规章", "> ", "> 0"]);
        assert_eq!(source.blocks[5].line, Some(6));
        assert_eq!(source.blocks[5].page, None);
    }

    #[test]
    fn lines_with_tabs_are_a_table_and_a_label_between_them_is_a_row() {
        let text = "二、主动公开政府信息情况\n信息内容\t本年\n第二十条第（五）项\n行政许可\t6\n\n行政处罚\t\n\
            三、收到和处理政府信息公开申请情况\n自然人\t\t总计\n\"商业\n企业\"\t1\t2\n完毕。";
        assert_eq!(
            shown(&read(text)),
            [
                "> 二、主动公开政府信息情况",
                "信息内容|本年 / 第二十条第（五）项 / 行政许可|6 / 行政处罚|",
                "> 三、收到和处理政府信息公开申请情况",
                "自然人||总计 / 商业\n企业|1|2",
                "> 完毕。",
            ]
        );
    }

    #[test]
    fn a_tab_behind_a_number_or_before_a_paragraph_makes_no_table() {
        let text = "\t一是主动公开。\n1.\t及时公开了各类政府信息若干条，数量很多\n2.\t办理了依申请公开，都按期答复\n电话\t123";
        let source = read(text);
        assert!(shown(&source).iter().all(|line| line.starts_with("> ")), "{:?}", shown(&source));
    }

    #[test]
    fn headings_of_chapters_are_told_from_rows() {
        for line in [
            "三、收到和处理政府信息公开申请情况",
            "四、 因政府信息公开工作被申请行政复议、提起行政诉讼情况",
            "五、存在的主要问题及整改措施",
            "六、其他需要报告的事项",
            "政府信息公开行政复议、行政诉讼情况",
        ] {
            assert!(is_chapter(line), "{line}");
        }
        for line in [
            "一、本年新收政府信息公开申请数量",
            "三、本年度办理结果",
            "四、结转下年度继续办理",
            "其他对外管理服务事项",
            "8.属于行政查询事项",
            "申请人情况",
            "",
        ] {
            assert!(!is_chapter(line), "{line}");
        }
    }

    #[test]
    fn bars_part_cells_in_a_line() {
        let text = "| 信息内容 | 制发 | 废止 |\n|:---|---:|---|\n| 规章 | 0 | |\n第二十条第(五)项 |\n行政许可 | 6 |\n结束";
        let table = "信息内容|制发|废止 / 规章|0| / 第二十条第(五)项 / 行政许可|6";
        assert_eq!(shown(&read(text)), [table, "> 结束"]);
    }

    #[test]
    fn one_cell_a_line_with_bars_keeps_its_blank_cells() {
        let ended = "规章 |\n|\n0 |\n|||\n总计 |\n1 |";
        assert_eq!(shown(&read(ended)), ["> 规章", "> ", "> 0", "> ", "> 总计", "> 1"]);
        let parted = "|\n规章\n|\n0\n|\n|\n0\n|\n总计";
        assert_eq!(shown(&read(parted)), ["> 规章", "> 0", "> ", "> 0", "> 总计"]);
    }

    #[test]
    fn marks_of_pages_are_left_out_and_count_the_pages() {
        let source = read("甲\n- 1 -\n\u{c}乙\n— 2 —\n丙\u{c}丁\n第 4 页 共 5 页\n-8");
        let places: Vec<_> = source.blocks.iter().map(|block| block.page).collect();
        assert_eq!(shown(&source), ["> 甲", "> 乙", "> 丙", "> 丁", "> -8"]);
        assert_eq!(places, [Some(1), Some(2), Some(3), Some(4), Some(5)]);
    }

    #[test]
    fn a_text_without_end_is_read_to_the_bounds() {
        for text in
            ["\n甲".repeat(30_000), "甲\t1\n".repeat(30_000), "a".repeat(700_000), "|甲|1|\n".repeat(30_000)]
        {
            let source = read(&text);
            assert!(source.blocks.len() <= MOST_BLOCKS && !source.problems.is_empty());
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[|\t\n\u{c}甲0、。 \"-]{0,200}") {
            let _ = read(&text);
        }
    }
}
