//! The page itself: its address, its title, focus, and events of the window.

use std::cell::Cell;

use wasm_bindgen::prelude::*;
use web_sys::{
    Document, Element, FocusOptions, HtmlElement, HtmlInputElement, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

/// The document.
///
/// # Panics
/// If there is none: this program runs in pages only.
pub fn document() -> Document {
    let window = web_sys::window();
    window.and_then(|window| window.document()).expect("this program runs in a page")
}

/// The hash of the address.
pub fn hash() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Goes to a hash; the page that is left stays in the browser's history.
pub fn go(hash: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_hash(hash);
    }
}

/// Goes to a hash in place of the present one.
pub fn go_instead(hash: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().replace(hash);
    }
}

/// Sets the title of the window.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Listens to an event of the window for as long as the page lives.
pub fn listen<E: JsCast + wasm_bindgen::convert::FromWasmAbi + 'static>(
    event: &str,
    on: impl FnMut(E) + 'static,
) {
    let closure = Closure::<dyn FnMut(E)>::new(on);
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    }
    closure.forget();
}

/// Whether the screen is so narrow that the tables stand upright (`style/narrow.css`).
pub fn is_narrow() -> bool {
    let query = web_sys::window().and_then(|window| window.match_media("(max-width: 900px)").ok().flatten());
    query.is_some_and(|query| query.matches())
}

/// Whether an element is drawn at all.
pub fn is_shown(id: &str) -> bool {
    let element = document().get_element_by_id(id);
    element.is_some_and(|element| element.get_client_rects().length() > 0)
}

/// Whether the page can be seen.
pub fn is_visible() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Visible
}

/// Brings an element into view and focuses it: fields to the middle, a number with the label of its row,
/// headings to the top. A number is selected, so that typing replaces it. What stands on another page leads
/// to where reading begins on this one.
pub fn focus(id: &str) {
    let Some(element) = document().get_element_by_id(id) else { return focus_heading() };
    let is_field = element.matches("input, textarea, select, button").unwrap_or(false);
    let block = if is_field { ScrollLogicalPosition::Center } else { ScrollLogicalPosition::Start };
    let row = element.closest("tr").ok().flatten();
    scroll_to(row.as_ref().unwrap_or(&element), block);
    focus_element(&element);
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.select();
    }
}

/// Focuses an input and selects its content, moving the page no more than it must. Says whether it has the focus.
pub fn step_to(id: &str) -> bool {
    let document = document();
    let Some(element) = document.get_element_by_id(id) else { return false };
    focus_element(&element);
    let has_focus = document.active_element().is_some_and(|active| active == element);
    if has_focus {
        scroll_to(&element, ScrollLogicalPosition::Nearest);
        if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            input.select();
        }
    }
    has_focus
}

/// Selects what the input that has the focus holds now, so that typing replaces it.
pub fn select_again() {
    if let Some(input) =
        document().active_element().and_then(|active| active.dyn_into::<HtmlInputElement>().ok())
    {
        input.select();
    }
}

/// Brings an element into view, moving the page no more than it must.
pub fn bring(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        scroll_to(&element, ScrollLogicalPosition::Nearest);
    }
}

fn scroll_to(element: &Element, block: ScrollLogicalPosition) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(block);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Focuses an element that is in sight.
pub fn focus_in_place(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        focus_element(&element);
    }
}

/// Goes to the top of the page and focuses where reading begins: the summary of errors, or the heading.
pub fn focus_heading() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
    if let Some(heading) = document().query_selector("#error-summary, h1[tabindex]").ok().flatten() {
        focus_element(&heading);
    }
}

fn focus_element(element: &Element) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus_with_options(&options);
    }
}

/// Makes an element as high as its content, as far as its style allows; the page stays where it is.
pub fn grow(element: &HtmlElement) {
    let window = web_sys::window();
    let place = window.as_ref().and_then(|window| Some((window.scroll_x().ok()?, window.scroll_y().ok()?)));
    let style = element.style();
    let _ = style.set_property("height", "auto");
    let _ = style.set_property("height", &format!("{}px", element.scroll_height() + 2));
    if let (Some(window), Some((x, y))) = (window, place) {
        window.scroll_to_with_x_and_y(x, y);
    }
}

/// Whether an input method composes: what stands in the field then is not yet what was meant.
pub fn is_composing(event: &web_sys::Event) -> bool {
    event.dyn_ref::<web_sys::InputEvent>().is_some_and(web_sys::InputEvent::is_composing)
}

/// The element in which an event happened.
pub fn target(event: &web_sys::Event) -> Option<Element> {
    event.target().and_then(|target| target.dyn_into().ok())
}

thread_local!(static PANICKED: Cell<bool> = const { Cell::new(false) });

/// Whether the program has panicked: then nothing that is in memory is to be trusted.
pub fn has_panicked() -> bool {
    PANICKED.get()
}

/// Tells the user of a panic, in the words that the page holds ready, and the console of its cause.
pub fn install_panic_hook() {
    std::panic::set_hook(Box::new(|info| {
        PANICKED.set(true);
        web_sys::console::error_1(&info.to_string().into());
        if let Some(crash) = document().get_element_by_id("crash") {
            let _ = crash.remove_attribute("hidden");
        }
        // What would be typed now could not be saved.
        if let Some(app) = document().get_element_by_id("app") {
            let _ = app.set_attribute("inert", "");
        }
    }));
}
