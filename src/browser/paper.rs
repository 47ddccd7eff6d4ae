//! Measures the document as the browser draws it, for laying it on pages; and puts cards at their heights.
//! Where pages end is decided elsewhere.

use std::ops::Range;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, Node, ResizeObserver};

use super::page;
use crate::app::paper::{Heights, settle};

/// Free room between two cards.
const GAP: f64 = 10.0;

/// The heights of the blocks of a document, which are the children of an element.
pub fn measure(document: &Element) -> Vec<Heights> {
    let mut bottom = None;
    let blocks = children(document).into_iter().map(|block| {
        let place = block.get_bounding_client_rect();
        let above = bottom.map_or(0.0, |bottom| place.top() - bottom);
        bottom = Some(place.bottom());
        if let Some(table) = block.query_selector("table").ok().flatten() {
            let rows = within(&table, "tbody tr");
            let labels = rows
                .iter()
                .map(|row| within(row, "th[rowspan]").iter().filter_map(words_height).fold(0.0, f64::max));
            let labels = labels.collect();
            // From the top of one to the top of the next: lines between them are nobody's.
            let tops = rows.iter().map(|row| row.get_bounding_client_rect().top());
            let tops: Vec<f64> = tops.chain([place.bottom()]).collect();
            let head = tops[0] - place.top();
            return Heights {
                above,
                head,
                labels,
                rows: tops.windows(2).map(|pair| pair[1] - pair[0]).collect(),
            };
        }
        let line = line_height(&block).unwrap_or_else(|| place.height());
        let count = (place.height() / line).round().max(1.0);
        let rows = match block.tag_name().as_str() {
            "P" => vec![place.height() / count; count as usize],
            _ => vec![place.height()],
        };
        Heights { above, rows, ..Heights::default() }
    });
    blocks.collect()
}

/// How high the words of a cell are, with what is free above and below them.
fn words_height(cell: &Element) -> Option<f64> {
    let range = page::document().create_range().ok()?;
    range.select_node_contents(cell).ok()?;
    let free = length(cell, "padding-top")? + length(cell, "padding-bottom")?;
    Some(range.get_bounding_client_rect().height() + free)
}

/// Where lines of a paragraph begin and end in its text, counted in UTF-16.
pub fn text_of_lines(document: &Element, block: usize, lines: Range<usize>) -> Option<Range<usize>> {
    let paragraph = children(document).into_iter().nth(block)?;
    let place = paragraph.get_bounding_client_rect();
    let line = line_height(&paragraph)?;
    let mut texts = Vec::new();
    add_texts(&paragraph, &mut texts);
    let length: usize = texts.iter().map(|(_, length)| length).sum();
    let range = page::document().create_range().ok()?;
    let line_at = |at: usize| {
        let mut at = at;
        let (text, _) = texts.iter().find(|(_, length)| {
            let is_here = at < *length;
            at -= if is_here { 0 } else { *length };
            is_here
        })?;
        range.set_start(text, at as u32).ok()?;
        range.set_end(text, at as u32 + 1).ok()?;
        let letter = range.get_bounding_client_rect();
        Some(((f64::midpoint(letter.top(), letter.bottom()) - place.top()) / line) as usize)
    };
    // The first letter that is not above the line; letters stand line after line.
    let begin = |of: usize| {
        let (mut low, mut high) = (0, length);
        while low < high {
            let middle = usize::midpoint(low, high);
            match line_at(middle) {
                Some(line) if line < of => low = middle + 1,
                _ => high = middle,
            }
        }
        low
    };
    Some(begin(lines.start)..begin(lines.end))
}

/// Puts the cards beside every page of some pages at the heights that they want, none over another.
pub fn put_cards(pages: &Element) {
    for list in within(pages, "[data-cards]") {
        let cards: Vec<HtmlElement> =
            children(&list).into_iter().filter_map(|card| card.dyn_into().ok()).collect();
        let wanted = |card: &HtmlElement| {
            let top = card.get_attribute("data-top").and_then(|top| top.parse().ok()).unwrap_or_default();
            (top, f64::from(card.offset_height()))
        };
        let places = settle(&cards.iter().map(wanted).collect::<Vec<_>>(), GAP);
        for (card, top) in cards.iter().zip(places) {
            put(card, top);
        }
        let below = cards.last().map_or(0, |card| card.offset_top() + card.offset_height());
        let _ = list
            .dyn_ref::<HtmlElement>()
            .map(|list| list.style().set_property("min-height", &format!("{below}px")));
    }
    for sign in within(pages, "[data-sign]") {
        let top = sign.get_attribute("data-top").and_then(|top| top.parse().ok()).unwrap_or_default();
        let _ = sign.dyn_ref::<HtmlElement>().map(|sign| put(sign, top));
    }
}

/// Calls back whenever the size of an element changes, as long as that is in the page.
pub fn watch(element: &Element, on: impl Fn() + 'static) {
    let changed = Closure::<dyn Fn()>::new(on);
    if let Ok(observer) = ResizeObserver::new(changed.as_ref().unchecked_ref()) {
        observer.observe(element);
    }
    changed.forget();
}

fn put(element: &HtmlElement, top: f64) {
    let _ = element.style().set_property("top", &format!("{top}px"));
}

fn line_height(block: &Element) -> Option<f64> {
    length(block, "line-height")
}

/// A length that an element has, in pixels.
fn length(element: &Element, property: &str) -> Option<f64> {
    let style = web_sys::window()?.get_computed_style(element).ok()??;
    style.get_property_value(property).ok()?.trim_end_matches("px").parse().ok()
}

fn children(element: &Element) -> Vec<Element> {
    let found = element.children();
    (0..found.length()).filter_map(|at| found.item(at)).collect()
}

fn within(element: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = element.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// The texts in an element, each with its length.
fn add_texts(node: &Node, texts: &mut Vec<(Node, usize)>) {
    let inside = node.child_nodes();
    for child in (0..inside.length()).filter_map(|at| inside.item(at)) {
        match child.node_type() {
            Node::TEXT_NODE => {
                let length = child.text_content().unwrap_or_default().encode_utf16().count();
                texts.push((child, length));
            }
            _ => add_texts(&child, texts),
        }
    }
}
