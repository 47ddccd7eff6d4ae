//! Excel workbooks of today: the cells of their sheets, written as people see them. Knows nothing of what a sheet
//! says.

mod parts;

use super::Refusal;
use super::archive::Archive;
use super::blocks::Blocks;
use super::encoding::clean;
use super::fields::{Exact, FieldsOfSheets};
use super::numbers::{exact, shown};
use super::workbook::Sheet;
use super::xml::{Node, Tag, Xml};
use crate::import::source::Source;
use parts::{merged, place, read_formats, read_relations, read_texts, read_workbook, unescaped};

/// What the main part is called.
pub const WORKBOOK: &str = "xl/workbook.xml";
/// The most sheets that are read.
const MOST_SHEETS: usize = 32;

/// Reads a workbook.
pub fn read(mut archive: Archive) -> Result<Source, Refusal> {
    let mut text = |name: &str| archive.exact_text(name).map(Option::unwrap_or_default);
    let outline = read_workbook(&text(WORKBOOK)?);
    let parts = read_relations(&text("xl/_rels/workbook.xml.rels")?);
    let book = Book {
        texts: read_texts(&text("xl/sharedStrings.xml")?),
        formats: read_formats(&text("xl/styles.xml")?),
        epoch_1904: outline.epoch_1904,
    };
    let mut fields = FieldsOfSheets::of(outline.names);
    let mut blocks = Blocks::of("Excel 表格");
    for (page, sheet) in (1..).zip(outline.sheets.iter().take(MOST_SHEETS)) {
        let is_read = sheet.is_shown || fields.are_of(&sheet.name);
        let Some(part) = parts.get(&sheet.relation).filter(|_| is_read) else { continue };
        let part = text(part)?;
        let mut xml = Xml::of(&part);
        let cells = book.sheet(&mut xml, fields.is_ours());
        blocks = match fields.is_ours() {
            true => fields.add(cells, &sheet.name, blocks, page, sheet.is_shown),
            false => cells.add(blocks, page),
        };
        if xml.is_broken {
            blocks.problem(format!("第 {page} 张工作表后面的部分已损坏，没有读到。"));
        }
    }
    if outline.sheets.len() > MOST_SHEETS {
        blocks.problem(format!("工作表太多，只读了前 {MOST_SHEETS} 张。"));
    }
    fields.finish(&mut blocks);
    Ok(blocks.finish())
}

/// What the sheets of a workbook share.
struct Book {
    texts: Vec<String>,
    formats: Vec<String>,
    epoch_1904: bool,
}

/// A cell that has begun.
#[derive(Default)]
struct Cell {
    place: (usize, usize),
    kind: String,
    style: usize,
    text: String,
    is_formula: bool,
}

impl Book {
    /// The cells of a sheet, on demand to the letter as well.
    fn sheet(&self, xml: &mut Xml, is_exact: bool) -> Sheet {
        let mut sheet = Sheet::default();
        let mut cell: Option<Cell> = None;
        let mut in_value = false;
        // Where the next row and cell stand if they do not say.
        let mut next = (0, 0);
        for node in xml {
            match node {
                Node::Open(tag) => match tag.name() {
                    "row" => {
                        let row = tag.number("r").map_or(next.0, |number| number.saturating_sub(1));
                        next = (row, 0);
                        if tag.attribute("hidden").is_some_and(|hidden| hidden == "1" || hidden == "true") {
                            sheet.hidden_rows.insert(row);
                        }
                    }
                    "c" => {
                        let place = tag.attribute("r").and_then(|name| place(&name)).unwrap_or(next);
                        next.1 = place.1 + 1;
                        let kind = tag.attribute("t").unwrap_or_default();
                        let style = tag.number("s").unwrap_or(0);
                        cell = Some(Cell { place, kind, style, ..Cell::default() });
                    }
                    "f" => cell.iter_mut().for_each(|cell| cell.is_formula = true),
                    "v" | "t" => in_value = cell.is_some(),
                    "col" => hide(&mut sheet, &tag),
                    "mergeCell" => sheet.merged.extend(tag.attribute("ref").and_then(|range| merged(&range))),
                    _ => {}
                },
                Node::Close(name) => match name.as_str() {
                    "row" => next.0 += 1,
                    "v" | "t" => in_value = false,
                    "c" => {
                        if let Some(cell) = cell.take() {
                            sheet.put(cell.place.0, cell.place.1, clean(&self.written(&cell, shown)));
                            if is_exact {
                                let is_formula = cell.is_formula;
                                let exact = Exact { text: self.written(&cell, exact), is_formula };
                                sheet.exact.insert(cell.place, exact);
                            }
                        }
                    }
                    _ => {}
                },
                Node::Text(part) => {
                    if let Some(cell) = cell.as_mut().filter(|_| in_value) {
                        cell.text.push_str(&part);
                    }
                }
            }
        }
        sheet
    }

    /// What a cell says, its number written in a way.
    fn written(&self, cell: &Cell, number: fn(f64, &str, bool) -> String) -> String {
        let text = cell.text.as_str();
        match cell.kind.as_str() {
            "s" => {
                text.trim().parse().ok().and_then(|at: usize| self.texts.get(at)).cloned().unwrap_or_default()
            }
            "b" => if text == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            "str" | "inlineStr" | "e" | "d" => unescaped(text),
            _ => match text.trim().parse() {
                Ok(value) => number(
                    value,
                    self.formats.get(cell.style).map_or("General", String::as_str),
                    self.epoch_1904,
                ),
                Err(_) => text.to_owned(),
            },
        }
    }
}

/// Notes columns that are hidden.
fn hide(sheet: &mut Sheet, tag: &Tag) {
    if tag.attribute("hidden").is_some_and(|hidden| hidden == "1" || hidden == "true") {
        let first = tag.number("min").unwrap_or(1).clamp(1, 300);
        let last = tag.number("max").unwrap_or(first).clamp(first, 300);
        sheet.hidden_columns.extend(first - 1..last);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::import::read::read;
    use crate::import::read::shown::{archive, blocks, changed};

    const WORKBOOK_TEXT: &str = "<workbook><sheets><sheet name='表' r:id='r1'/><sheet name='旧' state='hidden' r:id='r2'/>\
        <sheet name='附' r:id='r3'/></sheets></workbook>";
    const RELATIONS: &str = "<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/>\
        <Relationship Id='r2' Target='/xl/worksheets/sheet2.xml'/><Relationship Id='r3' Target='/xl/worksheets/sheet3.xml'/></Relationships>";
    const TEXTS: &str = "<sst><si><t>规章</t></si><si><r><t>行政</t></r><r><t>许可</t></r><rPh><t>xingzheng</t></rPh></si></sst>";
    const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId='200' formatCode='0.00'/></numFmts><cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>\
        <cellXfs><xf numFmtId='0'/><xf numFmtId='200'/><xf numFmtId='14'/></cellXfs></styleSheet>";

    fn xlsx(first: &str, third: &str) -> Vec<u8> {
        archive(&[
            ("xl/workbook.xml", WORKBOOK_TEXT),
            ("xl/_rels/workbook.xml.rels", RELATIONS),
            ("xl/sharedStrings.xml", TEXTS),
            ("xl/styles.xml", STYLES),
            ("xl/worksheets/sheet1.xml", first),
            ("xl/worksheets/sheet2.xml", "<worksheet><row r='1'><c r='A1'><v>9</v></c></row></worksheet>"),
            ("xl/worksheets/sheet3.xml", third),
        ])
    }

    const SHEET: &str = "<worksheet><cols><col min='4' max='4' hidden='1'/></cols><sheetData>\
        <row r='1'><c r='A1' t='inlineStr'><is><t>一、总体情况</t></is></c></row>\
        <row r='3'><c r='A3' t='s'><v>0</v></c><c r='B3'><v>12.0</v></c><c r='C3' s='1'><v>251.1</v></c><c r='D3'><v>77</v></c></row>\
        <row r='4' hidden='1'><c r='A4'><v>8</v></c><c r='B4'><v>8</v></c></row>\
        <row r='5'><c r='A5' t='s'><v>1</v></c><c r='B5' t='str'><f>A1</f><v>无</v></c><c r='C5'/></row>\
        <row r='6'><c r='A6' s='2'><v>45322</v></c><c r='C6'><v>0</v></c></row></sheetData>\
        <mergeCells><mergeCell ref='A1:C1'/><mergeCell ref='B5:C5'/><mergeCell ref='A5:A6'/></mergeCells></worksheet>";

    #[test]
    fn sheets_are_paragraphs_and_tables_as_people_see_them() {
        let source = read(
            "年报.xlsx",
            &xlsx(SHEET, "<worksheet><row><c><v>5</v></c><c><v>6</v></c></row></worksheet>"),
        );
        let source = source.expect("a workbook");
        let shown = crate::import::read::shown::lines(&source);
        assert_eq!(shown, ["一、总体情况", "规章|12|251.10 / 行政许可|无|< / <||0", "5|6"]);
        assert_eq!(
            source.blocks.iter().map(|block| block.page).collect::<Vec<_>>(),
            [Some(1), Some(1), Some(3)]
        );
    }

    #[test]
    fn a_whole_report_in_a_sheet_is_chapters_and_tables() {
        let row = |at: usize, cells: &[&str]| {
            let cells: String = cells.iter().map(|text| format!("<c t='str'><v>{text}</v></c>")).collect();
            format!("<row r='{at}'>{cells}</row>")
        };
        let rows = [
            row(1, &["示例局年度报告"]),
            row(2, &["二、主动公开政府信息情况"]),
            row(3, &["第二十条第（一）项"]),
            row(4, &["信息内容", "制发"]),
            row(5, &["规章", "0"]),
            row(6, &["第二十条第（五）项"]),
            row(7, &["行政许可", "3"]),
            row(8, &["三、收到和处理政府信息公开申请情况"]),
            row(9, &["申请人", "自然人"]),
            row(10, &["一、新收", "2"]),
            row(12, &["五、存在的主要问题及改进情况"]),
            row(13, &["没有。"]),
        ];
        let shown =
            blocks("年报.xlsx", &xlsx(&format!("<worksheet>{}</worksheet>", rows.concat()), "<worksheet/>"));
        let first = "信息内容|制发 / 规章|0 / 第二十条第（五）项 / 行政许可|3";
        assert_eq!(
            shown,
            [
                "示例局年度报告",
                "二、主动公开政府信息情况",
                "第二十条第（一）项",
                first,
                "三、收到和处理政府信息公开申请情况",
                "申请人|自然人 / 一、新收|2",
                "五、存在的主要问题及改进情况",
                "没有。",
            ]
        );
    }

    #[test]
    fn a_sheet_without_measure_is_read_to_the_bounds() {
        let far = "<worksheet><row><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c></row><row><c r='XFD1048576'><v>3</v></c></row>\
            <mergeCells><mergeCell ref='A1:XFD1048576'/><mergeCell ref='A1:ZZZ99999999'/></mergeCells></worksheet>";
        let many =
            format!("<worksheet>{}</worksheet>", "<row><c><v>1</v></c><c><v>1</v></c></row>".repeat(30_000));
        for sheet in [far, &many] {
            assert!(!read("年报", &xlsx(sheet, "")).expect("a workbook").problems.is_empty());
        }
    }

    #[test]
    fn names_of_cells_are_places() {
        for (name, expected) in [
            ("A1", Some((0, 0))),
            ("$C$7", Some((6, 2))),
            ("AA10", Some((9, 26))),
            ("A0", None),
            ("7", None),
            ("ABCD1", None),
            ("规1", None),
            ("A99999999999999999999999", None),
        ] {
            assert_eq!(place(name), expected, "{name}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic(changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..20)) {
            let _ = read("年报.xlsx", &changed(xlsx(SHEET, "<worksheet/>"), &changes));
        }

        #[test]
        fn no_sheet_panics(changes in proptest::collection::vec((any::<usize>(), b' '..b'~'), 1..20)) {
            let sheet = String::from_utf8_lossy(&changed(SHEET.as_bytes().to_vec(), &changes)).into_owned();
            let _ = read("年报.xlsx", &xlsx(&sheet, "<worksheet/>"));
        }
    }
}
