//! The screens. Everything that a user sees and does goes through the [`workspace`]; what a report is
//! and what is wrong with it is decided in the core.

mod bar;
mod check;
mod drafts;
mod editor;
mod findings;
mod later;
mod opening;
mod preview;
mod rules;
mod stored;
mod versions;
mod workspace;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::browser::page;
use crate::route::Route;
use workspace::Workspace;

/// Starts the program in the element `#app`.
pub fn start() {
    page::install_panic_hook();
    let Some(place) = page::document().get_element_by_id("app") else { return };
    place.set_text_content(None);
    mount_to(place.unchecked_into(), App).forget();
}

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let workspace = Workspace::new();
    let chunk = later::Chunk::when_idle();
    workspace.listen();
    workspace.follow_address();
    workspace.recover_lost();
    // Going to a cell of the page that is shown does not draw the page anew.
    let page_shown = Memo::new(move |_| match workspace.route.get() {
        Route::Edit(id, _) => Route::Edit(id, None),
        route => route,
    });
    let page_of = move || match page_shown.get() {
        Route::Drafts | Route::New(_) => view! { <drafts::Drafts workspace/> }.into_any(),
        Route::Rules => chunk.show(|later| (later.rules)()).into_any(),
        _ if !workspace.is_open.get() => view! { <drafts::NotFound workspace/> }.into_any(),
        // What a later program saved can be looked at and not changed.
        _ if workspace.read_only.with(Option::is_some) => view! { <preview::Preview workspace/> }.into_any(),
        Route::Versions(_) => chunk.show(move |later| (later.versions)(workspace)).into_any(),
        Route::Edit(..) => view! { <editor::Editor workspace/> }.into_any(),
        Route::Check(_) => view! { <check::Check workspace/> }.into_any(),
        Route::Preview(_) => view! { <preview::Preview workspace/> }.into_any(),
    };
    view! {
        <div class="top">
            <bar::Bar workspace/>
            <bar::Overtaken workspace/>
            <bar::Notices workspace/>
        </div>
        {page_of}
        <div class="visually-hidden" role="status">{move || workspace.announcement.get()}</div>
    }
}

/// The organ as titles and lists name it, also while its name is not filled in.
fn organ_words(organ: &str) -> String {
    match organ.trim() {
        "" => "未填机关名称".to_owned(),
        organ => organ.to_owned(),
    }
}
