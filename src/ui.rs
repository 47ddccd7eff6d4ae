//! The screens: they draw what the page's pure code ([`crate::app`]) shows, and turn events into messages.
//! Nothing about the report, the drafts or the page is decided here.

mod area;
mod bar;
mod check;
mod chores;
mod downloads;
mod drafts;
mod editor;
mod findings;
mod handle;
mod importing;
mod last_year;
mod later;
mod notices;
mod opening;
mod picture;
mod preview;
mod privacy;
mod publication;
mod reports;
mod rules;
mod sheet;
mod stored;
mod versions;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::DocumentFragment;

use crate::app::{Aside, Early, Message, Screen, View};
use crate::browser::page;
use handle::Handle;

/// Starts the program in the element `#app`.
pub fn start() {
    page::install_panic_hook();
    let Some(place) = page::document().get_element_by_id("app") else { return };
    // The form that stands here goes on, with what was typed into it.
    let early = page::early();
    let standing = early.as_ref().and_then(|early| Some((early.edition.clone(), page::take_sheet()?)));
    place.set_text_content(None);
    mount_to(place.unchecked_into(), move || view! { <App early standing/> }).forget();
}

/// Which page is drawn.
#[derive(Clone, PartialEq)]
enum Shown {
    Drafts,
    Rules,
    Privacy,
    NotFound,
    Importing,
    Reports,
    Edit(String),
    Check(String),
    Preview(String),
    Publication(String),
    Versions(String),
}

/// The whole page. `early` is what was done before it listened, `standing` the form in which that was done,
/// with its edition.
#[component]
fn App(early: Option<Early>, standing: Option<(String, DocumentFragment)>) -> impl IntoView {
    let handle = Handle::new();
    if let Some((edition, sheet)) = standing {
        handle.expect_sheet(edition, sheet);
    }
    handle.listen();
    handle.send(Message::Started(page::hash(), early));
    // Going to a place of the page that is shown does not draw the page anew.
    let shown = handle.read(|model| match model.screen() {
        Screen::Aside(Aside::Drafts(_), _) => Shown::Drafts,
        Screen::Aside(Aside::Rules, _) => Shown::Rules,
        Screen::Aside(Aside::Privacy, _) => Shown::Privacy,
        Screen::Aside(Aside::Importing, _) => Shown::Importing,
        Screen::Aside(Aside::Reports, _) => Shown::Reports,
        Screen::Aside(Aside::NotFound { .. }, _) => Shown::NotFound,
        Screen::Looking(looking) => Shown::Preview(looking.id.clone()),
        Screen::Editing(editing, view) => {
            let id = editing.id().to_owned();
            match view {
                View::Edit => Shown::Edit(id),
                View::Check => Shown::Check(id),
                View::Preview => Shown::Preview(id),
                View::Publication => Shown::Publication(id),
                View::Versions(_) => Shown::Versions(id),
            }
        }
    });
    let chunk = handle.chunk();
    let page_of = move || match shown.get() {
        Shown::Edit(_) => view! { <editor::Editor handle/> }.into_any(),
        Shown::Drafts => chunk.page(move |later| (later.drafts)(handle)).into_any(),
        Shown::Rules => chunk.page(move |later| (later.rules)(handle)).into_any(),
        Shown::Privacy => chunk.page(move |later| (later.privacy)(handle)).into_any(),
        Shown::Importing => chunk.page(move |later| (later.importing)(handle)).into_any(),
        Shown::Reports => chunk.page(move |later| (later.reports)(handle)).into_any(),
        Shown::NotFound => chunk.page(move |later| (later.not_found)(handle)).into_any(),
        Shown::Check(_) => chunk.page(move |later| (later.check)(handle)).into_any(),
        Shown::Preview(_) => chunk.page(move |later| (later.preview)(handle)).into_any(),
        Shown::Publication(_) => chunk.page(move |later| (later.publication)(handle)).into_any(),
        Shown::Versions(_) => chunk.page(move |later| (later.versions)(handle)).into_any(),
    };
    view! {
        <div class="top">
            <bar::Bar handle/>
            {chunk.part(move |later| (later.notices)(handle))}
            <div class="notices" role="alert">{chunk.trouble()}</div>
        </div>
        {page_of}
        <div class="visually-hidden" role="status">{handle.announcement()}</div>
    }
}
