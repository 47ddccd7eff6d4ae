//! The page of the preview: the document as it is published, on pages of paper, drawn from the tree that the HTML
//! file is made from, with the same style.

mod blocks;
mod sheets;

pub use blocks::document;

use leptos::prelude::*;

use super::handle::Handle;
use super::{picture, publication, stored};
use crate::app::{Errand, Screen};
use crate::draft::Unreadable;
use crate::route::Route;

/// The page `#/preview/<id>`.
#[component]
pub fn Preview(handle: Handle) -> impl IntoView {
    let edit = Route::Edit(handle.look(|model| model.id()), None).hash();
    let record = handle.read(|model| match model.screen() {
        Screen::Looking(looking) => Some(looking.record.clone()),
        _ => None,
    });
    let read_only = move || record.get().map(|record| view! { <ReadOnly handle record/> });
    let publication = Route::Publication(handle.look(|model| model.id())).hash();
    let checked = handle.read(|model| model.editing().and_then(|editing| editing.known_publication()));
    let checked = move || {
        checked
            .get()
            .map(|known| view! { <p class="preview__checked">{publication::known_words(&known)}</p> })
    };
    let print = |_| {
        if let Some(window) = web_sys::window() {
            let _ = window.print();
        }
    };
    view! {
        <div class="preview">
            <nav class="preview__links" aria-label="预览">
                {move || record.with(Option::is_none).then(|| view! {
                    <a class="button" href=edit.clone()>"回到报告"</a>
                })}
                <button type="button" class="button" on:click=move |_| handle.run(Errand::CopyReport)>"复制到网站编辑器"</button>
                <button type="button" class="button" on:click=print>"打印"</button>
                {move || record.with(Option::is_none).then(|| view! {
                    <a class="button" href=publication.clone()>"发布核对"</a>
                })}
            </nav>
            {checked}
            <main>
                <h1 class="visually-hidden" tabindex="-1">"预览"</h1>
                {read_only}
                <sheets::Sheets handle/>
                <picture::Charts handle/>
            </main>
        </div>
    }
}

/// Why the report can only be looked at, and its record to be kept.
#[component]
fn ReadOnly(handle: Handle, record: Unreadable) -> impl IntoView {
    view! {
        <p class="preview__note" id="read-only">
            {format!("这份草稿{}这里只能看，不能改；原记录没有改动。", record.reason)}
            <stored::DownloadRecord handle record/>
        </p>
    }
}
