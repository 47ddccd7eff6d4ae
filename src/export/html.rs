//! The HTML file: one self-contained page with the official tables, a print style for A4, and the
//! whole JSON inside as data that no browser runs. Every text passes through one escape function.

use std::fmt::Write;

use serde_json::Value;

use super::FileFormat;
use crate::document::{Block, Document, DocumentCell, DocumentTable, compose};
use crate::interchange;
use crate::report::Report;
use crate::validate::Finding;

/// The look of the document, shared with the preview page.
const STYLE: &str = include_str!("../../style/document.css");
/// The look that only the file has: the sheet on its page.
const PAGE_STYLE: &str = include_str!("../../style/page.css");
/// The start tag of the data, by which reading finds it. It cannot occur in a text: quotes are escaped there.
const DATA_START: &str = r#"<script type="application/json" id="nianbao-report">"#;
const DATA_END: &str = "</script>";

/// The format.
pub static FORMAT: FileFormat = FileFormat {
    name: "HTML",
    extension: "html",
    media_type: "text/html;charset=utf-8",
    write: |report, findings| write(report, findings).into_bytes(),
};

/// Writes the file, with the findings that stand recorded in its data.
pub fn write(report: &Report, findings: &[Finding]) -> String {
    let document = compose(report);
    let data = interchange::write(report, findings);
    encode(&document, &data)
}

/// The JSON text inside an HTML file that [`write()`] made; none in any other.
pub fn data(html: &str) -> Option<&str> {
    let start = html.find(DATA_START)? + DATA_START.len();
    let length = html[start..].find(DATA_END)?;
    Some(&html[start..start + length])
}

fn encode(document: &Document, data: &Value) -> String {
    let mut html = String::new();
    let title = escape(&document.title);
    let _ = writeln!(
        html,
        r#"<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{STYLE}{PAGE_STYLE}</style>
</head>
<body>
<main class="document">"#
    );
    for block in &document.blocks {
        encode_block(block, &mut html);
    }
    // No `<` inside: the data cannot end its element, nor open another.
    let data = data.to_string().replace('<', "\\u003c");
    let _ = writeln!(html, "</main>\n{DATA_START}{data}{DATA_END}\n</body>\n</html>");
    html
}

fn encode_block(block: &Block, html: &mut String) {
    let lines = |lines: &[String]| lines.iter().map(|line| escape(line)).collect::<Vec<_>>().join("<br>");
    let _ = match block {
        Block::Title(title) => writeln!(html, "<h1>{}</h1>", lines(title)),
        Block::Heading(heading) => writeln!(html, "<h2>{}</h2>", escape(heading)),
        Block::Paragraph(text) => writeln!(html, "<p>{}</p>", escape(text)),
        Block::Signature(signature) => {
            writeln!(html, "<p class=\"document__signature\">{}</p>", lines(signature))
        }
        Block::Table(table) => {
            encode_table(table, html);
            Ok(())
        }
    };
}

fn encode_table(table: &DocumentTable, html: &mut String) {
    let _ = writeln!(html, "<table class=\"document__{}\">", table.id);
    let _ = writeln!(html, "<caption>{}</caption>", escape(table.caption));
    let columns = "<col>".repeat(table.columns);
    let _ = writeln!(html, "<colgroup>{columns}</colgroup>");
    for (element, rows) in [("thead", &table.head), ("tbody", &table.body)] {
        if rows.is_empty() {
            continue;
        }
        let _ = writeln!(html, "<{element}>");
        for row in rows {
            html.push_str("<tr>");
            for cell in row {
                encode_cell(cell, html);
            }
            html.push_str("</tr>\n");
        }
        let _ = writeln!(html, "</{element}>");
    }
    html.push_str("</table>\n");
}

fn encode_cell(cell: &DocumentCell, html: &mut String) {
    let element = if cell.scope.is_some() { "th" } else { "td" };
    let _ = write!(html, "<{element}");
    if let Some(scope) = cell.scope {
        let _ = write!(html, " scope=\"{}\"", scope.attribute());
    }
    for (name, span) in [("colspan", cell.colspan), ("rowspan", cell.rowspan)] {
        if span > 1 {
            let _ = write!(html, " {name}=\"{span}\"");
        }
    }
    if let Some(id) = cell.id {
        let _ = write!(html, " data-cell=\"{id}\"");
    }
    let _ = write!(html, ">{}</{element}>", escape(&cell.text));
}

/// A text as HTML writes it, in elements and in quoted attributes. Control characters that no HTML may
/// hold are left out; the data inside keeps them.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' => escaped.push(c),
            c if c.is_control() || matches!(c, '\u{fdd0}'..='\u{fdef}') || (c as u32) & 0xfffe == 0xfffe => {}
            c => escaped.push(c),
        }
    }
    escaped
}
