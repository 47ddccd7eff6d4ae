//! The page of the preview: the document as it is published, on pages of paper, drawn from the tree that the HTML
//! file is made from, with the same style; at its head the way that the report goes now.

mod blocks;
mod sheets;
mod way;

pub use blocks::document;

use leptos::prelude::*;

use super::handle::Handle;
use super::{picture, stored};
use crate::app::{Errand, Screen};
use crate::draft::Unreadable;
use crate::export::fragment;
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
    let is_read_only = move || record.with(Option::is_some);
    let print = |_| {
        if let Some(window) = web_sys::window() {
            let _ = window.print();
        }
    };
    view! {
        <div class="preview">
            <nav class="preview__links" aria-label="预览">
                {move || match is_read_only() {
                    true => view! {
                        <button type="button" class="button" on:click=move |_| handle.run(Errand::CopyReport)>{fragment::LABEL}</button>
                    }
                    .into_any(),
                    false => view! { <a class="button" href=edit.clone()>"回到报告"</a> }.into_any(),
                }}
                <button type="button" class="button" on:click=print>"打印"</button>
            </nav>
            <main>
                <way::Way handle/>
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
