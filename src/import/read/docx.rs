//! Word documents: paragraphs with the numbers in front of them, headings, tables with merged cells, text boxes
//! once. What is deleted or hidden, fields' commands, headers, footers and tables of contents are left out.
//! Knows nothing of what a document says.

mod numbering;
mod styles;

use std::collections::HashMap;

use super::Refusal;
use super::archive::Archive;
use super::blocks::Blocks;
use super::compose::{Composer, Item};
use super::xml::{Node, Tag, Xml};
use crate::import::source::Source;
use numbering::Numbering;
use styles::Styles;

/// What the main part is called.
pub const DOCUMENT: &str = "word/document.xml";
/// The longest heading, in letters.
const LONGEST_HEADING: usize = 80;

/// Reads a document.
pub fn read(mut archive: Archive) -> Result<Source, Refusal> {
    let styles = archive.text("word/styles.xml")?.unwrap_or_default();
    let numbering = archive.text("word/numbering.xml")?.unwrap_or_default();
    let document = archive.text(DOCUMENT)?.unwrap_or_default();
    let mut reader = Reader {
        composer: Composer::new(Blocks::of("Word 文档")),
        styles: Styles::read(&styles),
        numbering: Numbering::read(&numbering),
        paragraphs: Vec::new(),
        tables: Vec::new(),
        within: Within::default(),
    };
    let mut xml = Xml::of(&document);
    // The depth of the element that is left out, with all that is in it.
    let mut left_out = None;
    while let Some(node) = xml.next() {
        if reader.composer.is_full() {
            break;
        }
        if let Some(depth) = left_out {
            if xml.depth < depth {
                left_out = None;
            }
            continue;
        }
        match node {
            Node::Open(tag) if is_left_out(tag.name()) => left_out = Some(xml.depth),
            Node::Open(tag) => reader.open(&tag),
            Node::Text(text) => reader.text(&text),
            // Word shows nothing of a cell that continues the one above it.
            Node::Close(name) if name == "tcPr" && reader.is_continued() => left_out = Some(xml.depth),
            Node::Close(name) => reader.close(&name),
        }
    }
    reader.paragraphs.truncate(1);
    reader.end_paragraph();
    let mut blocks = reader.composer.finish();
    if xml.is_broken {
        blocks.problem("文档后面的部分已损坏，没有读到。");
    }
    Ok(blocks.finish())
}

/// Elements whose text is not shown, or is shown elsewhere.
fn is_left_out(name: &str) -> bool {
    matches!(
        name,
        "del"
            | "moveFrom"
            | "delText"
            | "instrText"
            | "delInstrText"
            | "Fallback"
            | "rPrChange"
            | "pPrChange"
            | "tcPrChange"
            | "trPrChange"
            | "tblPrChange"
            | "tblGrid"
            | "tblPrEx"
            | "sdtPr"
            | "sdtEndPr"
            | "sectPr"
            | "rt"
            | "txbxPr"
    )
}

#[derive(Default)]
struct Paragraph {
    text: String,
    style: String,
    outline: Option<usize>,
    list: Option<String>,
    level: Option<usize>,
}

/// A table that is open: where the next cell of the row stands, and which cell stands in each column.
#[derive(Default)]
struct Table {
    column: usize,
    cells: HashMap<usize, (usize, usize)>,
    /// The cell that has begun, as long as its properties are not known.
    begun: Option<Cell>,
    is_continued: bool,
}

#[derive(Default)]
struct Cell {
    columns: usize,
    continues: bool,
}

/// What the walk is within.
#[derive(Default)]
struct Within {
    paragraph_properties: usize,
    text: usize,
    is_hidden: bool,
}

struct Reader {
    composer: Composer,
    styles: Styles,
    numbering: Numbering,
    /// The paragraphs that are open: a text box holds paragraphs within one.
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    within: Within,
}

impl Reader {
    fn open(&mut self, tag: &Tag) {
        let in_properties = self.within.paragraph_properties > 0;
        match tag.name() {
            "p" => {
                self.begin_cell();
                self.paragraphs.push(Paragraph::default());
            }
            "pPr" => self.within.paragraph_properties += 1,
            "r" => self.within.is_hidden = false,
            "vanish" if !in_properties => self.within.is_hidden = tag.is_on(),
            "t" => self.within.text += 1,
            "tab" | "ptab" if !in_properties => self.text_of_run("\t"),
            "br" if !in_properties && tag.attribute("type").is_none_or(|kind| kind == "textWrapping") => {
                self.text_of_run("\n")
            }
            "cr" => self.text_of_run("\n"),
            "noBreakHyphen" => self.text_of_run("-"),
            "tbl" => {
                self.begin_cell();
                self.composer.open_table();
                self.tables.push(Table::default());
            }
            name => self.open_property(name, tag),
        }
    }

    /// The properties of paragraphs, rows and cells.
    fn open_property(&mut self, name: &str, tag: &Tag) {
        if let Some(paragraph) = self.paragraphs.last_mut()
            && self.within.paragraph_properties > 0
        {
            match name {
                "pStyle" => paragraph.style = tag.attribute("val").unwrap_or_default(),
                "outlineLvl" => paragraph.outline = tag.number("val"),
                "numId" => paragraph.list = tag.attribute("val"),
                "ilvl" => paragraph.level = tag.number("val"),
                _ => {}
            }
            return;
        }
        let Some(table) = self.tables.last_mut() else { return };
        match name {
            "tr" => {
                table.column = 0;
                self.composer.open_row();
            }
            "gridBefore" => {
                let columns = tag.number("val").unwrap_or(0).min(100);
                if columns > 0 {
                    self.composer.open_cell(columns, 1);
                    table.column += columns;
                }
            }
            "tc" => {
                table.begun = Some(Cell { columns: 1, continues: false });
                table.is_continued = false;
            }
            "gridSpan" => {
                if let Some(cell) = &mut table.begun {
                    cell.columns = tag.number("val").unwrap_or(1).clamp(1, 1000);
                }
            }
            "vMerge" | "hMerge" => {
                if let Some(cell) = &mut table.begun {
                    cell.continues =
                        name == "vMerge" && tag.attribute("val").is_none_or(|value| value != "restart");
                }
            }
            _ => {}
        }
    }

    /// Puts down a cell whose properties are known.
    fn begin_cell(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        let Some(cell) = table.begun.take() else { return };
        let column = table.column;
        table.column += cell.columns;
        if cell.continues
            && let Some(above) = table.cells.get(&column)
        {
            table.is_continued = true;
            self.composer.reach_down(*above);
            return;
        }
        let place = self.composer.open_cell(cell.columns, 1);
        table.cells.insert(column, place);
    }

    fn is_continued(&mut self) -> bool {
        self.begin_cell();
        self.tables.last().is_some_and(|table| table.is_continued)
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "pPr" => self.within.paragraph_properties = self.within.paragraph_properties.saturating_sub(1),
            "t" => self.within.text = self.within.text.saturating_sub(1),
            "tc" => self.begin_cell(),
            "tbl" => {
                self.composer.close_table();
                self.tables.pop();
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.within.text > 0 {
            self.text_of_run(text);
        }
    }

    fn text_of_run(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut()
            && !self.within.is_hidden
        {
            paragraph.text.push_str(text);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        let styles = self.styles.of(&paragraph.style);
        let name = styles.first().map_or("", |style| style.name.as_str());
        if name.starts_with("toc ") {
            return;
        }
        let outline = paragraph.outline.or_else(|| styles.iter().find_map(|style| style.outline));
        let is_heading = outline.is_some_and(|level| level < 9)
            || ["heading", "标题", "title"].iter().any(|word| name.starts_with(word));
        let styled = styles.iter().find_map(|style| style.list.clone());
        let list = paragraph.list.or_else(|| styled.as_ref().map(|(list, _)| list.clone()));
        let level = paragraph.level.or(styled.map(|(_, level)| level)).unwrap_or(0);
        let text = match list.filter(|_| !paragraph.text.trim().is_empty()) {
            Some(list) => self.numbering.next(&list, level) + paragraph.text.as_str(),
            None => paragraph.text,
        };
        for line in text.split('\n') {
            let is_short = line.chars().count() <= LONGEST_HEADING && !line.ends_with('。');
            let text = line.to_owned();
            self.composer.add(if is_heading && is_short {
                Item::Heading(text)
            } else {
                Item::Paragraph(text)
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::import::read::read;
    use crate::import::read::shown::{archive, blocks, changed, refusal};

    const STYLES: &str = "<w:styles><w:style w:styleId='1'><w:name w:val='heading 1'/></w:style>\
        <w:style w:styleId='2'><w:name w:val='Chapter'/><w:basedOn w:val='3'/></w:style>\
        <w:style w:styleId='3'><w:name w:val='Base'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style>\
        <w:style w:styleId='4'><w:name w:val='toc 1'/></w:style></w:styles>";
    const NUMBERING: &str = "<w:numbering><w:abstractNum w:abstractNumId='0'>\
        <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl>\
        <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%2.'/></w:lvl></w:abstractNum>\
        <w:num w:numId='7'><w:abstractNumId w:val='0'/></w:num></w:numbering>";

    fn docx(body: &str) -> Vec<u8> {
        let document =
            format!("<?xml version='1.0' encoding='UTF-8'?><w:document><w:body>{body}</w:body></w:document>");
        let parts = [
            ("word/document.xml", document.as_str()),
            ("word/styles.xml", STYLES),
            ("word/numbering.xml", NUMBERING),
        ];
        archive(&parts)
    }

    fn shown(body: &str) -> Vec<String> {
        blocks("年报.docx", &docx(body))
    }

    fn p(text: &str) -> String {
        format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
    }

    #[test]
    fn paragraphs_are_read_without_what_is_deleted_hidden_or_a_command() {
        let body = "<w:p><w:r><w:t>示例</w:t></w:r><w:del><w:r><w:delText>甲</w:delText></w:r></w:del>\
            <w:ins><w:r><w:t xml:space='preserve'>局 &amp;&#22788;</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>乙</w:t></w:r>\
            <w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>年报</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>\
            <w:p><w:pPr><w:pStyle w:val='4'/></w:pPr><w:r><w:t>一、总体情况 1</w:t></w:r></w:p>\
            <w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>一行</w:t><w:br/><w:t>又一行</w:t></w:r></w:p>";
        assert_eq!(shown(body), ["示例局 &处年报", "一行", "又一行"]);
    }

    #[test]
    fn headings_and_their_numbers_are_there() {
        let numbered = |style: &str, level: u8, text: &str| {
            format!(
                "<w:p><w:pPr>{style}<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='7'/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
            )
        };
        let body = [
            numbered("<w:pStyle w:val='1'/>", 0, "总体情况"),
            numbered("", 1, "主动公开"),
            numbered("", 1, ""),
            numbered("", 1, "依申请公开"),
            numbered("<w:pStyle w:val='2'/>", 0, "主动公开政府信息情况"),
        ];
        assert_eq!(
            shown(&body.concat()),
            ["# 一、总体情况", "1.主动公开", "2.依申请公开", "# 二、主动公开政府信息情况"]
        );
    }

    #[test]
    fn merged_cells_reach_over_rows_and_columns() {
        let cell =
            |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text));
        let body = format!(
            "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{}{}</w:tr></w:tbl>",
            cell("<w:gridSpan w:val='2'/>", "申请人"),
            cell("", "总计"),
            cell("<w:vMerge w:val='restart'/>", "三、结果"),
            cell("", "公开"),
            cell("", "1"),
            cell("<w:vMerge/>", "看不见"),
            cell("", "不公开"),
            cell("", ""),
            cell("", "其他"),
            cell("", "3"),
        );
        assert_eq!(shown(&body), ["申请人|<|总计 / 三、结果|公开|1 / <|不公开| / |其他|3"]);
    }

    #[test]
    fn a_text_box_is_read_once_and_a_table_that_frames_the_page_is_dissolved() {
        let text_box = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(text));
        let body = format!(
            "<w:tbl><w:tr><w:tc><w:p><w:r><mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>\
             <w:t>正文</w:t></w:r></w:p><w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>",
            text_box("框里"),
            text_box("框里"),
            p("规章"),
            p("0"),
        );
        assert_eq!(shown(&body), ["框里", "正文", "规章|0"]);
    }

    #[test]
    fn paragraphs_that_are_rows_or_cells_of_a_text_are_read_as_such() {
        let row = |cells: [&str; 3]| {
            format!(
                "<w:p><w:r><w:t>{}</w:t><w:tab/><w:t>{}</w:t><w:tab/><w:t>{}</w:t></w:r></w:p>",
                cells[0], cells[1], cells[2]
            )
        };
        let body = [p("一段。"), row(["规章", "0", "1"]), row(["文件", "2", ""]), p("又一段。")].concat();
        assert_eq!(shown(&body), ["一段。", "规章|0|1 / 文件|2|", "又一段。"]);
        let cells = [p("规章"), p("0"), p("")].concat().repeat(30);
        assert_eq!(shown(&cells)[..4], ["> 规章", "> 0", "> ", "> 规章"]);
    }

    #[test]
    fn a_document_that_is_damaged_is_read_as_far_as_it_goes() {
        let source = read("年报.docx", &docx(&format!("{}<w:p><w:r></w:p>", p("前面"))));
        let source = source.expect("a document");
        assert_eq!((source.blocks.len(), source.problems.len()), (1, 1));
        let deep = "<w:sdt>".repeat(10_000);
        assert!(refusal("年报.docx", &docx(&deep)).contains("已损坏"));
        assert!(refusal("年报.docx", &docx("<w:p><w:r><w:drawing/></w:r></w:p>")).contains("只有图片"));
        let bomb = docx(&"<w:p/>".repeat(400_000));
        assert!(refusal("年报.docx", &bomb).contains("大得不正常"));
        let entities = "<!DOCTYPE a [<!ENTITY b 'cccccccc'>]><w:document><w:p><w:r><w:t>甲&b;乙</w:t></w:r></w:p></w:document>";
        assert_eq!(blocks("年报", &archive(&[("word/document.xml", entities)])), ["甲乙"]);
    }

    #[test]
    fn archives_of_other_kinds_are_refused() {
        for (name, words) in [
            ("content.xml", "另存为 .docx"),
            ("ppt/presentation.xml", "演示文稿"),
            ("OFD.xml", "OFD"),
            ("年报.pdf", "请先解压"),
        ] {
            assert!(refusal("年报", &archive(&[(name, "<a/>")])).contains(words));
        }
        assert!(refusal("年报.docx", b"PK\x03\x04 and nothing more").contains("已损坏"));
    }

    fn piece() -> impl Strategy<Value = &'static str> {
        proptest::sample::select(vec![
            "<w:p>",
            "</w:p>",
            "<w:r>",
            "</w:r>",
            "<w:t>甲</w:t>",
            "<w:tab/>",
            "<w:tbl>",
            "</w:tbl>",
            "<w:tr>",
            "</w:tr>",
            "<w:tc>",
            "</w:tc>",
            "<w:tcPr>",
            "</w:tcPr>",
            "<w:vMerge/>",
            "<w:vMerge w:val='restart'/>",
            "<w:gridSpan w:val='99999999999'/>",
            "<w:gridSpan w:val='3'/>",
            "<w:pPr>",
            "</w:pPr>",
            "<w:numPr>",
            "</w:numPr>",
            "<w:numId w:val='7'/>",
            "<w:ilvl w:val='88'/>",
            "<w:del>",
            "</w:del>",
            "<w:gridBefore w:val='4'/>",
        ])
    }

    proptest! {
        #[test]
        fn no_document_panics(pieces in proptest::collection::vec(piece(), 0..60)) {
            let _ = read("年报.docx", &docx(&pieces.concat()));
        }

        #[test]
        fn no_bytes_panic(changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..20)) {
            let _ = read("年报.docx", &changed(docx(&p("规章").repeat(3)), &changes));
        }
    }
}
