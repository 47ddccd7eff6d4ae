//! The page itself: its address, its title, focus, and events of the window.

use std::cell::Cell;
use std::time::Duration;

use leptos::prelude::{request_animation_frame, set_timeout};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    Document, DocumentFragment, Element, FocusOptions, HtmlElement, HtmlInputElement, HtmlSelectElement,
    HtmlTemplateElement, HtmlTextAreaElement, ScrollIntoViewOptions, ScrollLogicalPosition,
};

use crate::app::origin::Origin;
use crate::app::{Early, Focus, Reveal};

/// The element of the page that says where is what comes later.
const LATER: &str = "later";

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

/// Where the worker is that reads files from outside; the build writes it into the page.
pub fn worker_address() -> Option<String> {
    told("data-worker")
}

/// The version of the program and what it was built from; the build writes it into the page.
pub fn build() -> Option<String> {
    told("data-build")
}

/// The file of the chunk, if it did not come (`tools/chunks.js`).
pub fn missing_chunk() -> Option<String> {
    told("data-missing")
}

/// How the page was opened.
pub fn origin() -> Origin {
    let is_trusted = || web_sys::window().is_some_and(|window| window.is_secure_context());
    match told("data-alone") {
        Some(_) => Origin::Alone,
        None if is_trusted() => Origin::Trusted,
        None => Origin::Plain,
    }
}

fn told(attribute: &str) -> Option<String> {
    document().get_element_by_id(LATER)?.get_attribute(attribute)
}

/// Asks for the styles of what comes later, once; until then they wait in a template of the page.
pub fn need_later_style() {
    let document = document();
    let template =
        document.get_element_by_id(LATER).and_then(|found| found.dyn_into::<HtmlTemplateElement>().ok());
    if let (Some(template), Some(head)) = (template, document.head()) {
        let _ = head.append_child(&template.content());
    }
}

/// Whether the screen is so narrow that the tables stand upright (`style/narrow.css`).
pub fn is_narrow() -> bool {
    let query = web_sys::window().and_then(|window| window.match_media("(max-width: 900px)").ok().flatten());
    query.is_some_and(|query| query.matches())
}

/// Whether the page can be seen.
pub fn is_visible() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Visible
}

thread_local!(static FOCUSED: Cell<u32> = const { Cell::new(0) });

/// How many frames an element is waited for that is not drawn yet.
const MOST_FRAMES: u32 = 120;

/// Moves the focus: at once where the element stands, else as soon as it is drawn. What does not come leads
/// to where reading begins.
///
/// The focus that was asked for last counts: one that still waits gives way, to a user too who has gone elsewhere.
pub fn focus(focus: Focus) {
    let number = FOCUSED.get() + 1;
    FOCUSED.set(number);
    let has_moved = |focus: &Focus| focus.name.as_ref().is_some_and(|name| focus_on(name, focus));
    if has_moved(&focus) {
        return;
    }
    let before = document().active_element();
    // What is being drawn stands before the next key is taken in.
    spawn_local(async move {
        if FOCUSED.get() == number && !has_moved(&focus) {
            focus_in_frames(focus, number, before, MOST_FRAMES);
        }
    });
}

fn focus_in_frames(focus: Focus, number: u32, before: Option<Element>, frames: u32) {
    request_animation_frame(move || {
        let now = document().active_element();
        let is_elsewhere = now != before && now != document().body().map(Element::from);
        if FOCUSED.get() != number || is_elsewhere {
            return;
        }
        let done = match &focus.name {
            Some(name) => focus_on(name, &focus),
            None => focus_heading(),
        };
        if done {
            return;
        }
        match frames.checked_sub(1) {
            Some(frames) => focus_in_frames(focus, number, before, frames),
            None => drop(focus_heading()),
        }
    });
}

/// Focuses an element and brings it into view, a number with the label of its row; says whether it has the
/// focus. A number is selected, so that typing replaces it.
fn focus_on(name: &str, focus: &Focus) -> bool {
    let document = document();
    let Some(element) = document.get_element_by_id(name) else { return false };
    let range = focus.range.as_ref().map(|range| (range.start as u32, range.end as u32));
    if let (Some(area), Some((start, end))) = (element.dyn_ref::<HtmlTextAreaElement>(), range) {
        let _ = area.set_selection_range(start, end);
        // The browser brings what is selected into sight when the focus comes, and then only.
        if focus.reveal != Reveal::Not {
            let _ = area.blur();
            let _ = area.focus();
        }
    }
    focus_element(&element);
    if document.active_element().is_none_or(|active| active != element) {
        return false;
    }
    match focus.reveal {
        Reveal::Not => {}
        Reveal::Nearest => scroll_to(&element, ScrollLogicalPosition::Nearest),
        Reveal::Middle => {
            let is_field = element.matches("input, textarea, select, button").unwrap_or(false);
            let block = if is_field { ScrollLogicalPosition::Center } else { ScrollLogicalPosition::Start };
            let row = element.closest("tr").ok().flatten();
            scroll_to(row.as_ref().unwrap_or(&element), block);
        }
    }
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        match range {
            // Dates have no caret.
            Some((start, end)) => drop(input.set_selection_range(start, end)),
            None => input.select(),
        }
    }
    true
}

/// What was done in the blank form that stands in the page (`tools/form.js`), if one does.
pub fn early() -> Option<Early> {
    let edition = document().get_element_by_id("sheet")?.get_attribute("data-edition")?;
    let fields = all("#sheet input, #sheet textarea, #sheet select");
    let typed = fields.iter().filter_map(|field| Some((field.id(), changed(field)?))).collect();
    let active = document().active_element().filter(|active| !active.id().is_empty());
    let focus = active.map(|active| {
        let selection = match (active.dyn_ref::<HtmlInputElement>(), active.dyn_ref::<HtmlTextAreaElement>())
        {
            (Some(input), _) => (input.selection_start(), input.selection_end()),
            (_, Some(area)) => (area.selection_start(), area.selection_end()),
            _ => (Ok(None), Ok(None)),
        };
        let at = |place: Result<Option<u32>, JsValue>| place.ok().flatten().unwrap_or(0) as usize;
        (active.id(), at(selection.0)..at(selection.1))
    });
    Some(Early { edition, typed, focus })
}

/// Takes what stands in the sheet out of the page, to be put back.
pub fn take_sheet() -> Option<DocumentFragment> {
    let (sheet, taken) = (document().get_element_by_id("sheet")?, document().create_document_fragment());
    while let Some(child) = sheet.first_child() {
        taken.append_child(&child).ok()?;
    }
    Some(taken)
}

/// Puts what was taken back into the sheet.
pub fn put_sheet(taken: &DocumentFragment) {
    if let Some(sheet) = document().get_element_by_id("sheet") {
        let _ = sheet.append_child(taken);
    }
}

/// What a field holds, if that is not what it began with.
fn changed(field: &Element) -> Option<String> {
    let (value, before) = if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        (input.value(), input.default_value())
    } else if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        (area.value(), area.default_value().ok()?)
    } else {
        let select = field.dyn_ref::<HtmlSelectElement>()?;
        let marked = select.query_selector("[selected]").ok().flatten();
        (select.value(), marked.and_then(|option| option.get_attribute("value")).unwrap_or_default())
    };
    (value != before).then_some(value)
}

/// Selects what the input that has the focus holds now, so that typing replaces it.
pub fn select_again() {
    if let Some(input) = focused_input() {
        input.select();
    }
}

/// Puts the caret at the end of the input that has the focus.
pub fn caret_to_end() {
    if let Some(input) = focused_input() {
        let end = input.value().encode_utf16().count() as u32;
        let _ = input.set_selection_range(end, end);
    }
}

fn focused_input() -> Option<HtmlInputElement> {
    document().active_element().and_then(|active| active.dyn_into().ok())
}

/// Whether an element stands and is drawn.
pub fn is_drawn(name: &str) -> bool {
    document().get_element_by_id(name).is_some_and(|element| element.get_client_rects().length() > 0)
}

/// Brings an element into view, moving the page no more than it must.
pub fn bring(name: &str) {
    if let Some(element) = document().get_element_by_id(name) {
        scroll_to(&element, ScrollLogicalPosition::Nearest);
    }
}

/// Moves the focus to an element that stands, and brings it to the middle.
pub fn focus_at(name: &str) {
    focus(Focus::on(name));
}

fn scroll_to(element: &Element, block: ScrollLogicalPosition) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(block);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Goes to the top of the page and focuses where reading begins: the summary of errors, or the heading.
fn focus_heading() -> bool {
    let heading = document().query_selector("#error-summary, h1[tabindex]").ok().flatten();
    let Some(heading) = heading else { return false };
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
    focus_element(&heading);
    true
}

fn focus_element(element: &Element) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus_with_options(&options);
    }
}

/// All elements of a selector.
pub fn all(selector: &str) -> Vec<Element> {
    let Ok(found) = document().query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// Calls back after so many milliseconds.
pub fn after(milliseconds: u32, then: impl FnOnce() + 'static) {
    set_timeout(then, Duration::from_millis(u64::from(milliseconds)));
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

/// The name of the element under the mouse, whichever is told of the event.
pub fn name_at(event: &web_sys::MouseEvent) -> Option<String> {
    let element = document().element_from_point(event.client_x() as f32, event.client_y() as f32)?;
    Some(element.id()).filter(|name| !name.is_empty())
}

thread_local!(static PANICKED: Cell<bool> = const { Cell::new(false) });

/// Whether the program has panicked: then nothing that is in memory is to be trusted.
pub fn has_panicked() -> bool {
    PANICKED.get()
}

/// Tells the user of a panic from now on, in the words that the page holds ready, and the console of its cause.
pub fn install_panic_hook() {
    std::panic::set_hook(Box::new(|info| tell_of_panic(&info.to_string())));
}

/// Tells the user of a panic, and the console of its cause; from then on nothing is taken in or saved.
pub fn tell_of_panic(cause: &str) {
    PANICKED.set(true);
    web_sys::console::error_1(&cause.into());
    if let Some(crash) = document().get_element_by_id("crash") {
        let _ = crash.remove_attribute("hidden");
    }
    // What would be typed now could not be saved.
    if let Some(app) = document().get_element_by_id("app") {
        let _ = app.set_attribute("inert", "");
    }
}
