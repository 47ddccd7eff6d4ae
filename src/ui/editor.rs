//! The editor: chapters at the left, the sheet with the report in its official layout, findings at the
//! right.

mod chapters;
pub mod help;
pub mod texts;

use leptos::prelude::*;

use super::handle::Handle;
use super::sheet::SheetView;
use crate::app::{Action, Message};
use crate::browser::page;
use crate::route::Route;

/// The page `#/edit/<id>`.
#[component]
pub fn Editor(handle: Handle) -> impl IntoView {
    let help_is_open = handle.read(|model| model.help_is_open());
    view! {
        <div class="page page--editor" class:page--help=help_is_open>
            <chapters::Chapters handle/>
            <SheetView handle/>
            <div class="beside">
                {handle.chunk().part(move |later| (later.help)(handle))}
                {handle.chunk().part(move |later| (later.findings)(handle))}
            </div>
        </div>
        <RangeSum handle/>
        <Foot handle/>
    }
}

/// What the selected cells add up to. Screen readers hear it when the selection changes.
#[component]
fn RangeSum(handle: Handle) -> impl IntoView {
    let words = handle.read(|model| model.editing().map(|it| it.range_words()).unwrap_or_default());
    move || {
        let words = words.get();
        (!words.is_empty())
            .then(|| view! { <div class="range-sum" id="range-sum" aria-hidden="true">{words}</div> })
    }
}

/// The way to the other pages, on narrow screens.
#[component]
fn Foot(handle: Handle) -> impl IntoView {
    let id = handle.look(|model| model.id());
    let counts = handle.read(|model| model.editing().map(|it| it.counts()).unwrap_or_default());
    let has_errors = move || counts.get()[0] > 0;
    let words = move || match counts.get() {
        [0, 0, 0] => "没有问题".to_owned(),
        [0, warnings, hints] => format!("{} 处提醒", warnings + hints),
        [errors, ..] => format!("{errors} 处错误"),
    };
    let to_chapters = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        page::focus(crate::app::Focus::on("chapters"));
    };
    view! {
        <nav class="foot" aria-label="页面">
            <a href=Route::Edit(id.clone(), Some("chapters".into())).hash() on:click=to_chapters>"章节"</a>
            <a href=Route::Check(id.clone()).hash() class:foot__bad=has_errors>{words}</a>
            <button type="button" on:click=move |_| handle.send(Message::Act(Action::ShowHelp))>"说明"</button>
            <a href=Route::Preview(id).hash()>"预览"</a>
        </nav>
    }
}
