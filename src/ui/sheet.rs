//! The sheet in the page: one piece of HTML, kept up to date by patches, one listener for all its fields.
//! Events are told by the names of the elements; what they mean is the page's affair.

use leptos::prelude::*;
use leptos::{ev, html};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use super::handle::Handle;
use crate::app::sheet::{Patch, Set};
use crate::app::{Action, Caret, Errand, KeyPress, Message, Pasting};
use crate::browser::{clipboard, page};

/// The sheet, drawn at once.
#[component]
pub fn SheetView(handle: Handle) -> impl IntoView {
    let place = NodeRef::<html::Main>::new();
    let html = handle.draw();
    on_cleanup(move || handle.undraw());
    Effect::new(move |_| {
        if place.get().is_some() {
            grow_texts();
        }
    });
    // Whether the focus comes by the mouse: then the field is where the user sees it, and the page stays.
    let by_mouse = StoredValue::new(false);
    let on_focus = move |event: ev::FocusEvent| {
        let Some(name) = page::target(&event).map(|target| target.id()) else { return };
        if !by_mouse.get_value() {
            page::bring(&name);
        }
        handle.send(Message::Focused(name));
    };
    let on_key = move |event: ev::KeyboardEvent| {
        by_mouse.set_value(false);
        if !event.is_composing() && !event.alt_key() && !event.meta_key() {
            press(handle, &event);
        }
    };
    let under_mouse = StoredValue::new(String::new());
    let on_press = move |event: ev::MouseEvent| {
        by_mouse.set_value(true);
        let field = name_of(&event).filter(|_| event.button() == 0).unwrap_or_default();
        under_mouse.set_value(field.clone());
        handle.send_of(&event, Message::MousePressed { field, shift: event.shift_key() });
    };
    let on_move = move |event: ev::MouseEvent| {
        // Most of the time the mouse just passes. Firefox tells the field in which it was pressed of every move.
        if handle.look(|model| model.is_pulling())
            && let Some(field) = page::name_at(&event)
            && under_mouse.with_value(|before| *before != field)
        {
            under_mouse.set_value(field.clone());
            handle.send(Message::MouseEntered { field, is_down: event.buttons() & 1 == 1 });
        }
    };
    let on_copy = move |event: ev::ClipboardEvent| tell_clipboard(handle, &event, Message::Copied);
    let on_cut = move |event: ev::ClipboardEvent| tell_clipboard(handle, &event, Message::Cut);
    view! {
        <main class="sheet" id="sheet" node_ref=place inner_html=html
            on:input=move |event| if !page::is_composing(&event) { take_up(handle, &event) }
            on:change=move |event| take_up(handle, &event) on:compositionend=move |event| take_up(handle, &event)
            on:focusin=on_focus on:focusout=move |_| handle.send(Message::Left) on:keydown=on_key
            on:click=move |event| click(handle, &event) on:mousedown=on_press on:mousemove=on_move
            on:dragstart=move |event| keep_numbers(handle, &event)
            on:copy=on_copy on:cut=on_cut on:paste=move |event| paste(handle, &event)/>
    }
}

fn name_of(event: &web_sys::Event) -> Option<String> {
    page::target(event).map(|target| target.id()).filter(|name| !name.is_empty())
}

/// Tells the value of the field in which an event happened.
fn take_up(handle: Handle, event: &web_sys::Event) {
    let Some(target) = page::target(event) else { return };
    let value = if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        input.value()
    } else if let Some(area) = target.dyn_ref::<HtmlTextAreaElement>() {
        page::grow(area);
        area.value()
    } else if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
        if select.has_attribute("data-column-choice") {
            return handle.send(Message::ColumnChosen(select.value().parse().unwrap_or(0)));
        }
        select.value()
    } else {
        return;
    };
    handle.send(Message::Typed { field: target.id(), value });
}

fn caret(input: &HtmlInputElement) -> Caret {
    Caret {
        start: input.selection_start().ok().flatten().unwrap_or(0),
        end: input.selection_end().ok().flatten().unwrap_or(0),
        length: input.value().encode_utf16().count() as u32,
    }
}

/// Tells a key that was pressed in an input, where the caret has a place.
fn press(handle: Handle, event: &web_sys::KeyboardEvent) {
    let input = page::target(event).and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input.filter(|input| input.type_() == "text") else { return };
    let press = KeyPress {
        field: input.id(),
        key: event.key(),
        shift: event.shift_key(),
        control: event.ctrl_key(),
        caret: caret(&input),
    };
    handle.send_of(event, Message::Key(press));
}

fn click(handle: Handle, event: &web_sys::MouseEvent) {
    let button = page::target(event).and_then(|target| target.closest("[data-act]").ok().flatten());
    match button.and_then(|button| Action::from_mark(&button.get_attribute("data-act")?)) {
        Some(action) => handle.send(Message::Act(action)),
        None => name_of(event).iter().for_each(|name| handle.send(Message::Clicked(name.clone()))),
    }
}

/// Numbers are not dragged about: pulling from a cell selects cells.
fn keep_numbers(handle: Handle, event: &web_sys::DragEvent) {
    if name_of(event).is_some_and(|name| handle.look(|model| model.is_cell(&name))) {
        event.prevent_default();
    }
}

/// Copying and cutting are told where they are of cells.
fn tell_clipboard(handle: Handle, event: &ClipboardEvent, message: Message) {
    if name_of(event).is_some_and(|name| handle.look(|model| model.is_cell(&name))) {
        handle.send_of(event, message);
    }
}

/// Reads the clipboard now, since it is empty once the event is over.
fn paste(handle: Handle, event: &ClipboardEvent) {
    let input = page::target(event).and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return };
    let Some(cell) = handle.look(|model| model.cell_of(&input.id())) else { return };
    let (text, html) = (clipboard::flavour(event, "text/plain"), clipboard::flavour(event, "text/html"));
    let caret = caret(&input);
    let pasting = handle.look(|model| model.pasting(&text, &html, caret));
    if pasting != Pasting::Browser {
        event.prevent_default();
    }
    if pasting == Pasting::Page {
        handle.chunk().then(move |later| {
            handle.run(Errand::Pasted { cell, text, tables: (later.tables)(&html) });
        });
    }
}

/// Carries out what has changed.
pub fn patch(patches: &[Patch]) {
    let document = page::document();
    for Patch { name, set } in patches {
        let Some(element) = document.get_element_by_id(name) else { continue };
        match set {
            Set::Value(value) => set_value(&element, value),
            Set::CellClass(class) => {
                if let Some(cell) = element.parent_element() {
                    cell.set_class_name(class);
                }
            }
            Set::Attribute(attribute, Some(value)) => drop(element.set_attribute(attribute, value)),
            Set::Attribute(attribute, None) => drop(element.remove_attribute(attribute)),
            Set::Text(text) => element.set_text_content(Some(text)),
            Set::Html(html) => {
                element.set_inner_html(html);
                grow_texts();
            }
        }
    }
}

/// Sets what a field holds, unless it holds that: the caret stays where it is.
fn set_value(element: &web_sys::Element, value: &str) {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        // While a part of a date is being typed its field has no value: writing that back would empty the parts.
        if input.value() != value {
            input.set_value(value);
        }
    } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        if area.value() != value {
            area.set_value(value);
            page::grow(area);
        }
    } else if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
        select.set_value(value);
    }
}

/// Makes every text as high as what it holds.
pub fn grow_texts() {
    for area in page::all("#sheet textarea") {
        if let Some(area) = area.dyn_ref::<HtmlElement>() {
            page::grow(area);
        }
    }
}
