//! The clipboard of an event: its flavours, and the tables in an HTML flavour, read by the browser's own
//! parser into a document that is never shown, loads nothing and runs nothing.

use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    ClipboardEvent, Document, DomParser, Element, HtmlElement, HtmlTableCellElement, HtmlTextAreaElement,
    SupportedType,
};

use super::page;
use crate::import::grid::{Grid, SourceCell};

/// The largest HTML flavour that is read, in bytes: a whole sheet with its styles is a tenth of it.
const MOST_BYTES: usize = 5 * 1024 * 1024;
/// Stands for a line break inside a cell while the white space of the source is folded.
const BREAK: &str = "\u{2028}";

/// A flavour of what is pasted; empty where there is none.
pub fn flavour(event: &ClipboardEvent, mime: &str) -> String {
    event.clipboard_data().and_then(|data| data.get_data(mime).ok()).unwrap_or_default()
}

/// Puts a range on the clipboard, as text and as an HTML table, in place of what the browser would copy.
pub fn put(event: &ClipboardEvent, text: &str, html: &str) {
    if let Some(data) = event.clipboard_data() {
        let _ = data.set_data("text/plain", text);
        let _ = data.set_data("text/html", html);
        event.prevent_default();
    }
}

/// Puts a text on the clipboard, beside it the same as HTML if there is one, and says whether the browser did it.
/// The page may come over an unsafe connection, on which browsers lend no newer way.
pub fn write(text: &str, html: Option<&str>) -> bool {
    let document = page::document();
    let before = document.active_element().and_then(|active| active.dyn_into::<HtmlElement>().ok());
    let made = document.create_element("textarea").ok();
    let Some(area) = made.and_then(|made| made.dyn_into::<HtmlTextAreaElement>().ok()) else { return false };
    area.set_value(text);
    area.set_class_name("visually-hidden");
    let is_in = document.body().is_some_and(|body| body.append_child(&area).is_ok());
    let _ = area.focus();
    area.select();
    // The browser would take what is selected; whoever listens to its event says more.
    let both = html.map(|html| {
        let (text, html) = (text.to_owned(), html.to_owned());
        let both = Closure::<dyn Fn(ClipboardEvent)>::new(move |event| put(&event, &text, &html));
        let _ = area.add_event_listener_with_callback("copy", both.as_ref().unchecked_ref());
        both
    });
    let command = Reflect::get(&document, &"execCommand".into()).ok();
    let command = command.and_then(|command| command.dyn_into::<Function>().ok());
    let done = command.and_then(|command| command.call1(&document, &"copy".into()).ok());
    area.remove();
    drop(both);
    if let Some(before) = before {
        let _ = before.focus();
    }
    is_in && done.is_some_and(|done| done.is_truthy())
}

/// The tables in an HTML text that hold no other table.
pub fn tables(html: &str) -> Vec<Grid> {
    if html.len() > MOST_BYTES || !html.contains("<t") && !html.contains("<T") {
        return Vec::new();
    }
    let parsed = DomParser::new().and_then(|parser| parser.parse_from_string(html, SupportedType::TextHtml));
    let Ok(document) = parsed else { return Vec::new() };
    let Some(root) = document.document_element() else { return Vec::new() };
    let holds_none = |table: &Element| table.query_selector("table").ok().flatten().is_none();
    let innermost = select(&root, "table").into_iter().filter(holds_none);
    innermost.map(|table| read_table(&document, &table)).filter(|grid| !grid.rows.is_empty()).collect()
}

fn select(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

fn read_table(document: &Document, table: &Element) -> Grid {
    let rows = select(table, "tr").into_iter().filter(|row| !is_hidden(row));
    let rows = rows.map(|row| {
        let cells = select(&row, "td, th").into_iter().filter(|cell| !is_hidden(cell));
        cells.flat_map(|cell| read_cell(document, &cell)).collect()
    });
    Grid::lay_out(rows.collect())
}

/// Rows that office programs put in to set the widths of columns.
fn is_hidden(element: &Element) -> bool {
    let style = element.get_attribute("style").unwrap_or_default();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    style.contains("display:none")
        || element.tag_name() == "TR" && element.get_attribute("height").as_deref() == Some("0")
}

fn read_cell(document: &Document, cell: &Element) -> Vec<SourceCell> {
    for element in select(cell, "script, style") {
        element.remove();
    }
    for element in select(cell, "br, p, div, li") {
        let _ = element.after_with_node_1(&document.create_text_node(BREAK));
    }
    let text = cell.text_content().unwrap_or_default();
    // White space of the source is one space, as a browser shows it; only `&nbsp;` and breaks count.
    let folded = text.split(['\n', '\r', '\t', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>();
    let text = folded.join(" ").replace(BREAK, "\n");
    let spans = cell.dyn_ref::<HtmlTableCellElement>();
    let (columns, rows) = spans.map_or((1, 1), |cell| (cell.col_span() as usize, cell.row_span() as usize));
    // A run of cells without a border between them, which a spreadsheet writes as one: they are not merged.
    if cell.get_attribute("style").is_some_and(|style| style.contains("mso-ignore:colspan")) {
        let mut run = vec![SourceCell { text: String::new(), colspan: 1, rowspan: 1 }; columns];
        run[0].text = text;
        return run;
    }
    vec![SourceCell { text, colspan: columns, rowspan: rows.max(1) }]
}
