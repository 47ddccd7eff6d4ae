//! The HTML file: one self-contained page with the official tables, a print style for A4, and the
//! whole JSON inside as data that no browser runs. Every text passes through one escape function.

use std::fmt::Write;

use serde_json::Value;

use super::headers::Headers;
use super::markup::escape;
use super::picture;
use super::{FileFormat, Occasion, Written};
use crate::document::{Block, Document, DocumentCell, DocumentTable, compose};
use crate::interchange;
use crate::report::Report;
use crate::validate::Finding;

/// The look of the document, shared with the preview page.
const STYLE: &str = include_str!("../../style/document.css");
/// The look that only the file has: the sheet on its page.
const PAGE_STYLE: &str = include_str!("../../style/page.css");
/// The look of the charts behind it.
const PICTURE_STYLE: &str = include_str!("../../style/picture.css");
/// The start tag of the data, by which reading finds it. It cannot occur in a text: quotes are escaped there.
const DATA_START: &str = r#"<script type="application/json" id="nianbao-report">"#;
const DATA_END: &str = "</script>";

/// What wrote the file.
const PROGRAM: &str = concat!("nianbao ", env!("CARGO_PKG_VERSION"));

/// The format.
pub static FORMAT: FileFormat = FileFormat {
    id: "html",
    name: "HTML",
    purpose: "整页上传到网站",
    occasion: Occasion::Publishing,
    what: "",
    extension: "html",
    media_type: "text/html;charset=utf-8",
    compares: false,
    written: Written::OnThePage(|report, findings| write(report, findings).into_bytes()),
};

/// Writes the file, with the findings that stand recorded in its data.
pub fn write(report: &Report, findings: &[Finding]) -> String {
    let document = compose(report);
    let data = interchange::write(report, findings);
    encode(&document, &picture::fragment(report), &data)
}

/// The JSON text inside an HTML file that [`write()`] made; none in any other.
pub fn data(html: &str) -> Option<&str> {
    let start = html.find(DATA_START)? + DATA_START.len();
    let length = html[start..].find(DATA_END)?;
    Some(&html[start..start + length])
}

fn encode(document: &Document, picture: &str, data: &Value) -> String {
    // No `<` inside: the data cannot end its element, nor open another.
    let data = data.to_string().replace('<', "\\u003c");
    let behind = format!("{picture}{DATA_START}{data}{DATA_END}\n");
    page(document, &[STYLE, PAGE_STYLE, PICTURE_STYLE].concat(), &behind)
}

/// A document as a page by itself, with its look, and what stands behind it.
pub(crate) fn page(document: &Document, style: &str, behind: &str) -> String {
    let (title, blocks) = (escape(&document.title), blocks(&document.blocks));
    format!(
        r#"<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="{PROGRAM}">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main class="document">
{blocks}</main>
{behind}</body>
</html>
"#
    )
}

/// Blocks as HTML, one after another.
fn blocks(blocks: &[Block]) -> String {
    let mut html = String::new();
    blocks.iter().for_each(|block| encode_block(block, &mut html));
    html
}

fn encode_block(block: &Block, html: &mut String) {
    let lines = |lines: &[String]| lines.iter().map(|line| escape(line)).collect::<Vec<_>>().join("<br>");
    let _ = match block {
        Block::Title(title) => writeln!(html, "<h1>{}</h1>", lines(title)),
        Block::Form(form) => writeln!(html, "<p class=\"document__form\">{}</p>", escape(form)),
        Block::Heading(heading) => writeln!(html, "<h2>{}</h2>", escape(heading)),
        Block::Paragraph(paragraph) => match paragraph.parts() {
            ("", text) => writeln!(html, "<p>{}</p>", escape(text)),
            (lead, "") => writeln!(html, "<h3>{}</h3>", escape(lead)),
            (lead, text) => writeln!(html, "<p><b>{}</b>{}</p>", escape(lead), escape(text)),
        },
        Block::Code(line) => writeln!(html, "<p class=\"document__code\">{}</p>", escape(line)),
        Block::Signature(signature) => {
            writeln!(html, "<p class=\"document__signature\">{}</p>", lines(signature))
        }
        Block::Table(table) => {
            encode_table(table, html);
            Ok(())
        }
    };
}

/// On a narrow screen a wide table scrolls in a box of its own, by keys too.
fn encode_table(table: &DocumentTable, html: &mut String) {
    let (id, caption, columns) = (table.id, escape(table.caption), "<col>".repeat(table.columns));
    let headers = Headers::of(table);
    let _ = write!(
        html,
        r#"<div class="document__table" role="group" tabindex="0" aria-label="{caption}">
<table class="document__{id}">
<caption>{caption}</caption>
<colgroup>{columns}</colgroup>
"#
    );
    let mut rows = (0..).zip(table.head.iter().chain(&table.body));
    let mut group = |element: &str, class: &str, count: usize, html: &mut String| {
        let _ = writeln!(html, "<{element}{class}>");
        for (row, cells) in rows.by_ref().take(count) {
            html.push_str("<tr>");
            for (place, cell) in cells.iter().enumerate() {
                encode_cell(cell, &headers, (row, place), html);
            }
            html.push_str("</tr>\n");
        }
        let _ = writeln!(html, "</{element}>");
    };
    if !table.head.is_empty() {
        group("thead", "", table.head.len(), html);
    }
    let sections = table.sections();
    let class = if sections.len() > 1 { " class=\"document__section\"" } else { "" };
    for section in sections {
        group("tbody", class, section.len(), html);
    }
    html.push_str("</table>\n</div>\n");
}

/// A cell by its row and its place there.
fn encode_cell(cell: &DocumentCell, headers: &Headers, at: (usize, usize), html: &mut String) {
    let element = if cell.scope.is_some() { "th" } else { "td" };
    let _ = write!(html, "<{element}");
    if let Some(scope) = cell.scope {
        let _ = write!(html, " id=\"{}\" scope=\"{}\"", headers.name(at), scope.attribute());
    }
    for (name, span) in [("colspan", cell.colspan), ("rowspan", cell.rowspan)] {
        if span > 1 {
            let _ = write!(html, " {name}=\"{span}\"");
        }
    }
    if let Some(id) = cell.id {
        let _ = write!(html, " data-cell=\"{id}\" headers=\"{}\"", headers.of_cell(at));
    }
    let _ = write!(html, ">{}</{element}>", escape(&cell.text));
}
