//! Word documents: paragraphs with the numbers in front of them, headings, tables with merged cells, text boxes
//! once. What is deleted or hidden, fields' commands, headers, footers and tables of contents are left out.
//! Knows nothing of what a document says.

mod numbering;
mod styles;

mod reader;

use super::Refusal;
use super::archive::Archive;
use super::blocks::Blocks;
use super::compose::Composer;
use super::xml::{Node, Xml};
use crate::import::source::Source;
use numbering::Numbering;
use reader::Reader;
use styles::Styles;

/// What the main part is called.
pub const DOCUMENT: &str = "word/document.xml";

/// Reads a document.
pub fn read(mut archive: Archive) -> Result<Source, Refusal> {
    let styles = archive.text("word/styles.xml")?.unwrap_or_default();
    let numbering = archive.text("word/numbering.xml")?.unwrap_or_default();
    let document = archive.text(DOCUMENT)?.unwrap_or_default();
    let composer = Composer::new(Blocks::of("Word 文档"));
    let mut reader = Reader::of(composer, Styles::read(&styles), Numbering::read(&numbering));
    let mut xml = Xml::of(&document);
    // The depth of the element that is left out, with all that is in it.
    let mut left_out = None;
    while let Some(node) = xml.next() {
        if reader.is_full() {
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
    let mut blocks = reader.finish();
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
