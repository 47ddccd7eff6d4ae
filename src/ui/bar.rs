//! The bar above every page: organ and year, the saved state, undo, redo, and the buttons for files.

use leptos::prelude::*;

use super::handle::Handle;
use crate::app::Message;
use crate::app::shown::Saved;
use crate::browser::{clock_words, page};

/// The bar.
#[component]
pub fn Bar(handle: Handle) -> impl IntoView {
    let title = handle.read(|model| model.window_title());
    Effect::new(move |_| title.with(|title| page::set_title(title)));
    let bar = handle.read(|model| model.bar());
    let is_draft = Memo::new(move |_| bar.with(Option::is_some));
    let words = move |at: usize| bar.with(|bar| bar.as_ref().map(|bar| bar[at].clone()));
    let can = handle.read(|model| model.can_step());
    view! {
        <header class="bar">
            <a class="bar__home" href="#/">
                <span class="bar__mark" aria-hidden="true">"报"</span>
                <span class="bar__wide">"全部草稿"</span>
            </a>
            <Show when=move || is_draft.get() fallback=|| view! { <span class="bar__title">"政府信息公开工作年度报告"</span> }>
                <span class="bar__title"><b>{move || words(0)}</b>{move || words(1)}</span>
                <SavedWords handle/>
                <div class="bar__actions">
                    <button type="button" class="button button--plain" disabled=move || !can.get()[0]
                        on:click=move |_| handle.send(Message::Undo)>"撤销"</button>
                    <button type="button" class="button button--plain" disabled=move || !can.get()[1]
                        on:click=move |_| handle.send(Message::Redo)>"重做"</button>
                    {handle.chunk().part(move |later| (later.files)(handle))}
                </div>
            </Show>
            {handle.chunk().part(move |later| (later.chooser)(handle))}
        </header>
    }
}

#[component]
fn SavedWords(handle: Handle) -> impl IntoView {
    let saved = handle.read(|model| model.saved());
    let words = move || match saved.get() {
        None | Some(Saved::Pending) => "正在保存…".to_owned(),
        Some(Saved::At(time)) => format!("已保存 {}", clock_words(time)),
        Some(Saved::Trouble(words)) => words,
    };
    let refused = move || saved.with(|saved| matches!(saved, Some(Saved::Trouble(_))));
    view! { <span class="bar__saved" class:bar__saved--refused=refused id="saved-state">{words}</span> }
}
