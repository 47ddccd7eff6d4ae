//! What both panes share: their heads, their signs, what is marked in them, and the keys inside a table, which
//! is one stop of Tab.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use super::frames::Frames;
use crate::app::importing::picking::Marked;
use crate::app::importing::shown::{Mark, source_name, target_name};
use crate::app::{Errand, ImportStep, Queued};
use crate::browser::page;
use crate::import::source::Place;
use crate::ui::handle::Handle;

/// The sign of something of the queue.
pub fn badge(mark: Mark) -> impl IntoView {
    let (class, name) = match (mark.of, mark.is_done) {
        (Queued::Doubt(_), false) => ("badge", "存疑 "),
        (Queued::Doubt(_), true) => ("badge badge--done", "已定 "),
        (Queued::Unplaced(_), false) => ("badge badge--none", "没有位置 "),
        (Queued::Unplaced(_), true) => ("badge badge--none badge--done", "已放 "),
    };
    view! { <span class=class><span class="visually-hidden">{name}</span>{mark.sign()}</span>" " }
}

/// What is marked now.
pub fn marked(handle: Handle) -> Memo<Marked> {
    handle.read(|model| model.import_preview().map(|preview| preview.marked()).unwrap_or_default())
}

/// The head of a pane: what it is, and what is marked in it and across.
#[component]
pub fn Head(handle: Handle, id: &'static str, title: &'static str, is_source: bool) -> impl IntoView {
    let marked = marked(handle);
    let words = move || {
        let Marked { place_words, field_words, .. } = marked.get();
        if is_source { (place_words, field_words) } else { (field_words, place_words) }
    };
    let across = move || {
        let marked = marked.get();
        let name = match is_source {
            true => marked.fields.first().map(|field| target_name(field)),
            false => marked.places.first().map(|place| source_name(*place)),
        };
        let words = words().1;
        let arrow = if is_source { "→ " } else { "← " };
        name.map(|name| {
            view! {
                <button type="button" class="button button--link pane__across"
                    on:click=move |_| page::focus_at(&name)>{arrow}{words}</button>
            }
        })
    };
    view! {
        <div class="pane__head">
            <h2 id=id tabindex="-1">{title}</h2>
            <p class="pane__where">
                {move || (!words().0.is_empty()).then(|| view! { "选中："<b>{words().0}</b> })}
                {across}
            </p>
        </div>
    }
}

/// Marks what is picked in both panes, and brings into sight what is across.
pub fn mark(handle: Handle, frames: Frames) {
    let marked = marked(handle);
    Effect::new(move |_| {
        let marked = marked.get();
        // What was not drawn yet is marked as soon as it is.
        frames.is_whole();
        for element in page::all(".is-picked") {
            let _ = element.class_list().remove_1("is-picked");
        }
        let places: Vec<String> = marked.places.iter().map(|place| source_name(*place)).collect();
        let fields: Vec<String> = marked.fields.iter().map(|field| target_name(field)).collect();
        for name in places.iter().chain(&fields) {
            if let Some(element) = page::document().get_element_by_id(name) {
                let holder = element.closest("td, .taken, .source__text").ok().flatten().unwrap_or(element);
                let _ = holder.class_list().add_1("is-picked");
            }
        }
        // On a narrow screen the panes stand below each other: the page stays where it is.
        if !page::is_narrow() {
            places.first().into_iter().chain(fields.first()).for_each(|name| page::bring(name));
        }
    });
}

/// A place of the source or a field of the report has the focus, or was clicked.
pub fn pick(handle: Handle, event: &Event) {
    let Some(element) = page::target(event) else { return };
    let Some(of) = element.closest("[data-place], [data-field]").ok().flatten() else { return };
    if let Some(stop) = element.closest("button.pick").ok().flatten() {
        be_the_stop(&stop);
    }
    let field = of.get_attribute("data-field").map(ImportStep::PickField);
    let place =
        || of.get_attribute("data-place").and_then(|place| read_place(&place)).map(ImportStep::PickPlace);
    if let Some(step) = field.or_else(place) {
        handle.run(Errand::Import(step));
    }
}

/// A place, as an element bears it.
pub fn place_words(place: Place) -> String {
    match place.at {
        Some((row, column)) => format!("{}-{row}-{column}", place.block),
        None => place.block.to_string(),
    }
}

fn read_place(words: &str) -> Option<Place> {
    let mut numbers = words.split('-').map(|number| number.parse().ok());
    let block = numbers.next()??;
    match (numbers.next().flatten(), numbers.next().flatten()) {
        (Some(row), Some(column)) => Some(Place::cell(block, row, column)),
        _ => Some(Place::block(block)),
    }
}

/// The stops of the group in which an element is.
fn stops(element: &Element) -> Vec<Element> {
    let Some(group) = element.closest("[data-stops]").ok().flatten() else { return Vec::new() };
    let Ok(found) = group.query_selector_all("button.pick") else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// Of a group the element that has the focus is the one at which Tab stops.
fn be_the_stop(element: &Element) {
    for stop in stops(element) {
        let _ = stop.set_attribute("tabindex", if stop == *element { "0" } else { "-1" });
    }
}

fn at(element: &Element) -> Option<(usize, usize)> {
    let at = element.get_attribute("data-at")?;
    let (row, column) = at.split_once('.')?;
    Some((row.parse().ok()?, column.parse().ok()?))
}

/// The arrow keys move inside a table.
pub fn step(event: &KeyboardEvent) {
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return;
    }
    let Some(here) = page::target(event).filter(|target| target.matches("button.pick").unwrap_or(false))
    else {
        return;
    };
    let Some((row, column)) = at(&here) else { return };
    let all: Vec<(usize, usize, Element)> = stops(&here)
        .into_iter()
        .filter_map(|stop| at(&stop).map(|(row, column)| (row, column, stop)))
        .collect();
    let in_row = |of: usize| all.iter().filter(move |(row, ..)| *row == of);
    let near =
        |of: Option<usize>| of.and_then(|of| in_row(of).min_by_key(|(_, other, _)| other.abs_diff(column)));
    let to = match event.key().as_str() {
        "ArrowLeft" => in_row(row).filter(|(_, other, _)| *other < column).max_by_key(|(_, other, _)| *other),
        "ArrowRight" => {
            in_row(row).filter(|(_, other, _)| *other > column).min_by_key(|(_, other, _)| *other)
        }
        "ArrowUp" => near(all.iter().map(|(other, ..)| *other).filter(|other| *other < row).max()),
        "ArrowDown" => near(all.iter().map(|(other, ..)| *other).filter(|other| *other > row).min()),
        "Home" => in_row(row).min_by_key(|(_, other, _)| *other),
        "End" => in_row(row).max_by_key(|(_, other, _)| *other),
        _ => return,
    };
    event.prevent_default();
    if let Some(element) = to.and_then(|(_, _, element)| element.dyn_ref::<HtmlElement>()) {
        let _ = element.focus();
    }
}
