//! Marked words of texts: behind each text field of the form lies a layer as large, with the same text in the same
//! letters, unseen but for what is drawn under and above the words. It scrolls as the field does. A screen reader
//! does not meet it.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement};

use super::{page, paper};
use crate::app::marked::Piece;
use crate::format::texts::TextField;

const LAYER: &str = "text__layer";
/// What a field bears that has a layer behind it.
const MARKED: &str = "is-marked";
/// What a field bears while an input method composes in it: its layer does not have those letters yet.
const COMPOSING: &str = "data-composing";
/// What a field bears whose scrolling and growing is followed.
const FOLLOWED: &str = "data-followed";

/// Draws the layers of these texts, and takes those of all others away.
pub fn draw(texts: &[(TextField, Vec<Piece>)]) {
    for area in page::all("#sheet textarea") {
        let Ok(area) = area.dyn_into::<HtmlTextAreaElement>() else { continue };
        let pieces = texts.iter().find(|(field, _)| field.id() == area.id()).map(|(_, pieces)| pieces);
        let _ = area.class_list().toggle_with_force(MARKED, pieces.is_some());
        match (pieces, layer(&area)) {
            (Some(pieces), layer) => {
                if let Some(layer) = layer.or_else(|| add_layer(&area)) {
                    fill(&layer, pieces);
                    follow(&area, &layer);
                }
            }
            (None, Some(layer)) => layer.remove(),
            (None, None) => {}
        }
        describe(&area, pieces.is_some());
    }
}

/// An input method begins or ends to compose in a field.
pub fn compose(event: &web_sys::Event, is_composing: bool) {
    if let Some(field) = page::target(event) {
        let _ = field.toggle_attribute_with_force(COMPOSING, is_composing);
    }
}

/// What was found is said below the text (its name is the text's with `-found`): the field leads there.
fn describe(area: &Element, has_marks: bool) {
    let found = format!("{}-found", area.id());
    let described = area.get_attribute("aria-describedby").unwrap_or_default();
    let mut names: Vec<&str> =
        described.split(' ').filter(|name| !name.is_empty() && *name != found).collect();
    if has_marks {
        names.push(&found);
    }
    let names = names.join(" ");
    if names.is_empty() {
        let _ = area.remove_attribute("aria-describedby");
    } else if names != described {
        let _ = area.set_attribute("aria-describedby", &names);
    }
}

fn layer(area: &Element) -> Option<HtmlElement> {
    let next = area.next_element_sibling().filter(|next| next.class_name() == LAYER);
    next.and_then(|layer| layer.dyn_into().ok())
}

fn add_layer(area: &HtmlTextAreaElement) -> Option<HtmlElement> {
    let layer: HtmlElement = page::document().create_element("div").ok()?.dyn_into().ok()?;
    layer.set_class_name(LAYER);
    layer.set_attribute("aria-hidden", "true").ok()?;
    area.after_with_node_1(&layer).ok()?;
    if !area.has_attribute(FOLLOWED) {
        area.set_attribute(FOLLOWED, "").ok()?;
        let again = {
            let area = area.clone();
            move || {
                if let Some(layer) = self::layer(&area) {
                    follow(&area, &layer);
                }
            }
        };
        paper::watch(area, again.clone());
        let scrolled = Closure::<dyn Fn()>::new(again);
        let _ = area.add_event_listener_with_callback("scroll", scrolled.as_ref().unchecked_ref());
        scrolled.forget();
    }
    Some(layer)
}

fn fill(layer: &Element, pieces: &[Piece]) {
    layer.set_text_content(None);
    for Piece { text, mark, numbers } in pieces {
        match (mark, page::document().create_element("span")) {
            (Some(severity), Ok(words)) => {
                words.set_class_name(&format!("mark mark--{}", severity.id()));
                words.set_text_content(Some(text));
                if !numbers.is_empty() {
                    let _ = words.set_attribute("data-number", numbers);
                }
                let _ = layer.append_child(&words);
            }
            _ => drop(layer.append_with_str_1(text)),
        }
    }
    // A last line that is empty is a line of a text field, and none of an element.
    let _ = layer.append_with_str_1("\u{200b}");
}

/// Makes a layer as large as its field, with a scroll bar where that has one, and as far scrolled.
fn follow(area: &HtmlTextAreaElement, layer: &HtmlElement) {
    let place = area.get_bounding_client_rect();
    let overflow = if area.scroll_height() > area.client_height() { "scroll" } else { "hidden" };
    let style = layer.style();
    let _ = style.set_property("width", &format!("{}px", place.width()));
    let _ = style.set_property("height", &format!("{}px", place.height()));
    let _ = style.set_property("overflow-y", overflow);
    layer.set_scroll_top(area.scroll_top());
}
