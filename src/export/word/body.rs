//! The main part of a Word file: titles, headings, paragraphs, what stands at the foot; and the page. Knows the
//! styles by the names that `parts/styles.xml` gives them.

use std::fmt::Write;

use super::super::markup::escape;
use super::table;
use crate::document::{Block, Document, Look};

/// The width between the margins of a report, in twentieths of a point: 210 mm less 28 and 26 mm.
pub const WIDTH: usize = 8848;
/// That of one page for use in the house: 210 mm less 16 mm on either side.
const PAGE_WIDTH: usize = 10092;
/// How high a row of a table is at least, and one that is filled in by hand.
const ROW: usize = 340;
const ROW_OF_FORM: usize = 850;
/// A4 with the margins and the 22 lines of 28 letters of official documents (GB/T 9704-2012, 5.2).
const SHEETS: &str = r#"<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1471" w:bottom="1984" w:left="1587" w:header="851" w:footer="1417" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>"#;
/// A4 with narrow margins and no numbers.
const PAGE: &str = r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="850" w:right="907" w:bottom="680" w:left="907" w:header="454" w:footer="454" w:gutter="0"/></w:sectPr>"#;
/// A letter, in twentieths of a point.
const LETTER: usize = 320;

/// Writes the part.
pub fn write(document: &Document) -> String {
    let mut xml = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<w:body>
"#,
    );
    let page = match document.look {
        Look::Report => {
            document.blocks.iter().for_each(|block| add_block(block, &mut xml));
            SHEETS
        }
        Look::Page => {
            document.blocks.iter().for_each(|block| add_block_of_page(block, &mut xml));
            PAGE
        }
    };
    let _ = writeln!(xml, "{page}\n</w:body>\n</w:document>");
    xml
}

fn add_block(block: &Block, xml: &mut String) {
    let (style, runs) = match block {
        Block::Title(lines) => ("Title", run(&lines.join("\n"))),
        Block::Form(form) => ("Form", run(form)),
        Block::Heading(heading) => ("Heading1", run(heading)),
        Block::Paragraph(paragraph) => match paragraph.parts() {
            ("", text) => ("BodyText", run(text)),
            (lead, "") => ("Heading2", run(lead)),
            (lead, text) => ("BodyText", styled_run("Lead", lead) + &run(text)),
        },
        Block::Table(table) => return table::add(table, WIDTH, ROW, xml),
        Block::Signature(lines) => return add_signature(lines, xml),
        Block::Code(line) => ("Code", run(line)),
    };
    add_paragraph(style, "", &runs, xml);
}

/// Adds a block in the small letters of one page; a table that is filled in by hand has high rows.
fn add_block_of_page(block: &Block, xml: &mut String) {
    let (style, runs) = match block {
        Block::Title(lines) => ("PageTitle", run(&lines.join("\n"))),
        Block::Heading(heading) => ("PageHeading", run(heading)),
        Block::Form(form) => ("Form", run(form)),
        Block::Paragraph(paragraph) => ("PageText", run(&paragraph.text)),
        Block::Signature(lines) => ("PageText", run(&lines.join("\n"))),
        Block::Code(line) => ("PageCode", run(line)),
        Block::Table(table) => {
            let height = if table.head.is_empty() { ROW_OF_FORM } else { ROW };
            return table::add(table, PAGE_WIDTH, height, xml);
        }
    };
    add_paragraph(style, "", &runs, xml);
}

/// Adds a paragraph of a style, with what it has besides the style.
pub fn add_paragraph(style: &str, properties: &str, runs: &str, xml: &mut String) {
    let _ = writeln!(xml, r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>"#);
}

/// The names centred on the date, the date four letters from the margin or as far as the longest name needs.
fn add_signature(lines: &[String], xml: &mut String) {
    let lines: Vec<&String> = lines.iter().filter(|line| !line.is_empty()).collect();
    let widest = lines.iter().map(|line| halves(line)).max().unwrap_or(0);
    let date = lines.last().map_or(0, |line| halves(line));
    // Half of so many half letters: quarters.
    let middle = (16 + date).max(widest);
    for (at, line) in lines.iter().enumerate() {
        let before = if at == 0 { r#"<w:spacing w:before="579"/>"# } else { "" };
        let keep = if at + 1 < lines.len() { "<w:keepNext/>" } else { "" };
        let indent = middle - halves(line);
        let (letters, points) = (indent * 25, indent * LETTER / 4);
        let properties = format!(r#"{keep}{before}<w:ind w:right="{points}" w:rightChars="{letters}"/>"#);
        add_paragraph("Signature", &properties, &run(line), xml);
    }
}

/// How wide a text is, in half letters.
pub fn halves(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// A text as it stands in its paragraph; nothing if it is empty.
pub fn run(text: &str) -> String {
    marked_run("", text)
}

/// A text in a style of its own.
fn styled_run(style: &str, text: &str) -> String {
    marked_run(&format!(r#"<w:rStyle w:val="{style}"/>"#), text)
}

/// Marks that Chinese and other scripts share, such as quotes, are set as Chinese ones.
fn marked_run(style: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let mut run = format!(r#"<w:r><w:rPr>{style}<w:rFonts w:hint="eastAsia"/></w:rPr>"#);
    for (at, line) in text.split('\n').enumerate() {
        run += if at > 0 { "<w:br/>" } else { "" };
        for (at, piece) in line.split('\t').enumerate() {
            run += if at > 0 { "<w:tab/>" } else { "" };
            let _ = write!(run, r#"<w:t xml:space="preserve">{}</w:t>"#, escape(piece));
        }
    }
    run + "</w:r>"
}
