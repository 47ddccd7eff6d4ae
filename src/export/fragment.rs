//! The report for the editor of a web site, or for Word: to be pasted as HTML, and as plain text where nothing else
//! is taken. Every element bears its own style, and tables are marked up as of old: what pastes well is what needs
//! no style sheet. Knows no clipboard.

use std::fmt::Write;

use super::markup::escape;
use super::range;
use super::word::body::WIDTH;
use super::word::columns;
use crate::document::{Block, DocumentCell, DocumentTable, compose};
use crate::format::table::Scope;
use crate::report::Report;

/// What the button says that copies it.
pub const LABEL: &str = "复制到网站编辑器";

/// The typefaces of official documents. None needs quotes, which stand around the style itself.
const TITLE: &str = "font-family:FZXiaoBiaoSong-B05S,方正小标宋简体,STZhongsong,SimSun,serif;font-size:22pt;font-weight:bold;line-height:36pt";
const HEADING: &str =
    "font-family:SimHei,黑体,sans-serif;font-size:16pt;font-weight:normal;line-height:28.95pt";
const LEAD: &str = "font-family:KaiTi_GB2312,楷体_GB2312,KaiTi,楷体,serif";
const TEXT: &str =
    "font-family:FangSong_GB2312,仿宋_GB2312,FangSong,仿宋,serif;font-size:16pt;line-height:28.95pt";
const CELL: &str = "border:1px solid #000;padding:4px 2px;font-family:SimSun,宋体,serif;font-size:10.5pt;font-weight:normal;line-height:14pt";

/// The report as HTML and as plain text.
pub fn write(report: &Report) -> (String, String) {
    let mut html = String::from("<meta charset=\"utf-8\">");
    let mut text = Vec::new();
    for block in compose(report).blocks {
        encode(&block, &mut html);
        text.push(plain(&block));
    }
    (html, text.join("\r\n"))
}

fn encode(block: &Block, html: &mut String) {
    let lines = |lines: &[String]| lines.iter().map(|line| escape(line)).collect::<Vec<_>>().join("<br>");
    let _ = match block {
        Block::Title(title) => {
            let title = lines(title);
            write!(
                html,
                r#"<h1 align="center" style="margin:0 0 28.95pt;text-align:center;{TITLE}">{title}</h1>"#
            )
        }
        Block::Heading(heading) | Block::Form(heading) => {
            let heading = escape(heading);
            write!(html, r#"<h2 style="margin:0;text-indent:2em;{HEADING}">{heading}</h2>"#)
        }
        Block::Paragraph(paragraph) => match paragraph.parts() {
            (lead, "") => {
                let lead = escape(lead);
                write!(
                    html,
                    r#"<h3 style="margin:0;text-indent:2em;{TEXT};font-weight:normal;{LEAD}">{lead}</h3>"#
                )
            }
            (lead, rest) => {
                let (lead, rest) = (escape(lead), escape(rest));
                let lead =
                    if lead.is_empty() { lead } else { format!(r#"<span style="{LEAD}">{lead}</span>"#) };
                write!(
                    html,
                    r#"<p style="margin:0;text-align:justify;text-indent:2em;{TEXT}">{lead}{rest}</p>"#
                )
            }
        },
        Block::Code(line) => {
            let line = escape(line);
            write!(html, r#"<p style="margin:14pt 0 0;{TEXT};font-size:10.5pt">{line}</p>"#)
        }
        Block::Signature(signature) => {
            let signature = lines(signature);
            write!(
                html,
                r#"<p align="right" style="margin:28.95pt 4em 0 0;text-align:right;{TEXT}">{signature}</p>"#
            )
        }
        Block::Table(table) => {
            encode_table(table, html);
            Ok(())
        }
    };
}

fn encode_table(table: &DocumentTable, html: &mut String) {
    html.push_str(r##"<table border="1" cellspacing="0" cellpadding="4" width="100%" align="center" bordercolor="#000000" style="width:100%;border-collapse:collapse;border:1px solid #000;margin:7pt 0">"##);
    let widths = columns::widths(table, &table.grid(), WIDTH);
    let columns: String =
        widths.iter().map(|width| format!(r#"<col width="{}%">"#, width * 100 / WIDTH)).collect();
    let _ = write!(html, "<colgroup>{columns}</colgroup>");
    for (element, rows) in [("thead", &table.head), ("tbody", &table.body)] {
        if rows.is_empty() {
            continue;
        }
        let _ = write!(html, "<{element}>");
        for row in rows {
            html.push_str("<tr>");
            row.iter().for_each(|cell| encode_cell(cell, html));
            html.push_str("</tr>");
        }
        let _ = write!(html, "</{element}>");
    }
    html.push_str("</table>");
}

fn encode_cell(cell: &DocumentCell, html: &mut String) {
    let element = if cell.scope.is_some() { "th" } else { "td" };
    let align = if cell.scope == Some(Scope::Row) { "left" } else { "center" };
    let _ = write!(html, "<{element}");
    if let Some(scope) = cell.scope {
        let _ = write!(html, r#" scope="{}""#, scope.attribute());
    }
    for (name, span) in [("colspan", cell.colspan), ("rowspan", cell.rowspan)] {
        if span > 1 {
            let _ = write!(html, r#" {name}="{span}""#);
        }
    }
    let text = escape(&cell.text);
    let _ = write!(
        html,
        r#" align="{align}" valign="middle" style="text-align:{align};vertical-align:middle;{CELL}">{text}</{element}>"#
    );
}

fn plain(block: &Block) -> String {
    match block {
        Block::Title(lines) | Block::Signature(lines) => lines.join("\r\n"),
        Block::Heading(heading) | Block::Form(heading) => (*heading).to_owned(),
        Block::Paragraph(paragraph) => paragraph.text.clone(),
        Block::Code(line) => line.clone(),
        Block::Table(table) => range::write_text(&grid(table)),
    }
}

/// The texts of a table on its grid: of a merged cell the first place has the text.
fn grid(table: &DocumentTable) -> Vec<Vec<String>> {
    let rows = table.rows();
    let mut texts = vec![vec![String::new(); table.columns]; rows.len()];
    let mut written = Vec::new();
    for (row, places) in table.grid().into_iter().enumerate() {
        for (column, place) in places.into_iter().enumerate() {
            let Some(place) = place.filter(|place| !written.contains(place)) else { continue };
            texts[row][column] = rows[place.0][place.1].text.clone();
            written.push(place);
        }
    }
    texts
}
