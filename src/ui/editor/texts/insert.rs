//! 插入: the sentences that can be put into a text, in a list below it. Up and down go from one to the next, Enter
//! puts one in where the caret stands, Esc folds the list.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlTextAreaElement, KeyboardEvent};

use super::step;
use crate::app::Errand;
use crate::browser::page;
use crate::format::texts::TextField;
use crate::phrases::{self, Sentence};
use crate::ui::handle::Handle;

/// The button, and the list that it unfolds.
#[component]
pub fn Insert(handle: Handle, field: TextField) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let (button, list) = (NodeRef::<html::Button>::new(), NodeRef::<html::Ul>::new());
    let name = format!("{}-insert", field.id());
    let sentences = handle.read(move |model| {
        let report = model.report().filter(|_| is_open.get());
        report.map(|report| phrases::sentences(report, field)).unwrap_or_default()
    });
    let toggle = move |_| is_open.update(|is_open| *is_open = !*is_open);
    let key = move |event: KeyboardEvent| {
        if !is_open.get_untracked() {
            return;
        }
        if event.key() == "Escape" {
            is_open.set(false);
            if let Some(button) = button.get_untracked() {
                let _ = button.focus();
            }
        } else if !list.get_untracked().is_some_and(|list| step(&list, &event)) {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let item = move |sentence: Sentence| {
        let text = sentence.text();
        let put = move |_| {
            is_open.set(false);
            handle.run(Errand::Insert { field, caret: caret(field), sentence: text.clone() });
        };
        let piece = |(piece, is_number): (String, bool)| match is_number {
            true => view! { <b>{piece}</b> }.into_any(),
            false => piece.into_any(),
        };
        let pieces = sentence.pieces.into_iter().map(piece).collect_view();
        let said = sentence.is_said.then(|| "正文里已有一句。".to_owned());
        let usual = sentence.usual_in.map(|usual| format!("常写在“{}”。", usual.name()));
        let note = Some(sentence.note.to_owned()).filter(|note| !note.is_empty());
        let notes: String = said.into_iter().chain(usual).chain(note).collect();
        let notes = (!notes.is_empty()).then(|| view! { <span class="insert__said">{notes}</span> });
        view! {
            <li>
                <button type="button" class="insert__item" on:click=put>
                    <span class="insert__name">{sentence.name}</span>
                    <span class="insert__text">{pieces}{notes}</span>
                </button>
            </li>
        }
    };
    let items = move || sentences.get().into_iter().map(item).collect_view();
    let lead = move || {
        if sentences.with(Vec::is_empty) {
            view! { "表填完了，就可以把表里的数写成一句放进来。" }.into_any()
        } else {
            view! {
                "数取自现在的表；插入后就是您的文字，可以随意改。"
                <span class="insert__keys"><kbd>"↑"</kbd>" "<kbd>"↓"</kbd>" 选，"<kbd>"Enter"</kbd>" 插入，"<kbd>"Esc"</kbd>" 收起。"</span>
            }
            .into_any()
        }
    };
    view! {
        <div class="insert" on:keydown=key>
            <button type="button" class="button" node_ref=button aria-controls=name.clone()
                aria-expanded=move || is_open.get().to_string() on:click=toggle>"插入"</button>
            <span class="text__hint">"把表里的数写成一句，放在光标处"</span>
            <div class="insert__panel" id=name role="group" aria-label="插入一句" hidden=move || !is_open.get()>
                <p class="insert__head">{lead}</p>
                <ul class="insert__list" node_ref=list>{items}</ul>
            </div>
        </div>
    }
}

/// Where the caret stands in a text, also while something else has the focus.
fn caret(field: TextField) -> usize {
    let area = page::document().get_element_by_id(field.id());
    let area = area.and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok());
    area.and_then(|area| area.selection_end().ok().flatten()).unwrap_or(0) as usize
}
