//! What stands around the texts of the form and is no part of the sheet: their marked words, what was found in
//! them, numbers that are to follow the tables, and sentences to be put in. Drawn anew when the sheet is.

mod follow;
mod insert;

use leptos::ev;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::app::Focus;
use crate::browser::{marks, page};
use crate::format::texts::TextField;
use crate::phrases;
use crate::route::Route;
use crate::ui::handle::Handle;

/// A view in a place of its own within the sheet.
struct Around {
    place: HtmlElement,
    _view: UnmountHandle<AnyViewState>,
}

impl Drop for Around {
    fn drop(&mut self) {
        self.place.remove();
    }
}

/// All of it. Nothing stands where this does.
#[component]
pub fn Texts(handle: Handle) -> impl IntoView {
    page::need_later_style();
    let texts = handle.read(|model| {
        let editing = model.editing()?;
        Some((editing.report().edition(), editing.marked_texts()))
    });
    Effect::new(move |_| texts.with(|texts| texts.iter().for_each(|(_, texts)| marks::draw(texts))));
    let composing = [
        window_event_listener(ev::compositionstart, |event| marks::compose(&event, true)),
        window_event_listener(ev::compositionend, |event| marks::compose(&event, false)),
    ];
    let edition = Memo::new(move |_| texts.with(|texts| texts.as_ref().map(|(edition, _)| *edition)));
    let around = StoredValue::new_local(Vec::<Around>::new());
    Effect::new(move |_| {
        // What stood around the texts of another edition went with these.
        around.set_value(Vec::new());
        let texts = edition.get().into_iter().flat_map(|edition| edition.texts());
        around.set_value(texts.flat_map(|field| stand(handle, field)).collect());
    });
    on_cleanup(move || {
        marks::draw(&[]);
        around.set_value(Vec::new());
        composing.into_iter().for_each(|listener| listener.remove());
    });
}

/// Puts what belongs to a text above and below it.
fn stand(handle: Handle, field: TextField) -> Vec<Around> {
    let area = page::document().get_element_by_id(field.id());
    let within = |class: &str| area.as_ref()?.closest(class).ok()?;
    let (Some(text), Some(body)) = (within(".text"), within(".text__body")) else { return Vec::new() };
    let (Some(above), Some(below)) = (place(), place()) else { return Vec::new() };
    let _ = text.before_with_node_1(&above);
    let _ = body.after_with_node_1(&below);
    let follow = move || view! { <follow::Follow handle field/> }.into_any();
    let tools = move || view! { <Tools handle field/> }.into_any();
    vec![
        Around { place: above.clone(), _view: mount_to(above, follow) },
        Around { place: below.clone(), _view: mount_to(below, tools) },
    ]
}

fn place() -> Option<HtmlElement> {
    page::document().create_element("div").ok()?.dyn_into().ok()
}

/// What stands below a text: what was found in it, and the sentences to be put in.
#[component]
fn Tools(handle: Handle, field: TextField) -> impl IntoView {
    let found = handle.read(move |model| model.editing()?.found_in(field));
    let check = Route::Check(handle.look(|model| model.id())).hash();
    let found = move || {
        let found = found.get()?;
        let card = found.card;
        // Where the cards are not shown beside the form, the page of the check shows them.
        let go = move |event: web_sys::MouseEvent| {
            if page::is_drawn(&card) {
                event.prevent_default();
                page::focus(Focus::near(card.clone()));
            }
        };
        Some(view! {
            <p class="text__found" id=format!("{}-found", field.id())>
                <a href=check.clone() on:click=go>{found.count}</a>
                {format!("：{}。", found.counts)}
                <span class="visually-hidden">{found.sentences}</span>
            </p>
        })
    };
    let insert = phrases::are_offered(field).then(|| view! { <insert::Insert handle field/> });
    view! { <div class="text__tools">{found}{insert}</div> }
}

/// Goes to the button next to, or before, or first, or last among those of a list, by the key that was pressed;
/// says whether the key asks for one.
fn step(list: &Element, event: &web_sys::KeyboardEvent) -> bool {
    let Ok(found) = list.query_selector_all("button") else { return false };
    let buttons: Vec<HtmlElement> =
        (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect();
    let active = page::document().active_element();
    let here = buttons.iter().position(|button| active.as_ref() == Some(button.as_ref()));
    let last = buttons.len().saturating_sub(1);
    let next = match event.key().as_str() {
        "ArrowDown" => here.map_or(0, |here| if here == last { 0 } else { here + 1 }),
        "ArrowUp" => here.filter(|here| *here > 0).map_or(last, |here| here - 1),
        "Home" => 0,
        "End" => last,
        _ => return false,
    };
    if let Some(button) = buttons.get(next) {
        let _ = button.focus();
    }
    true
}
