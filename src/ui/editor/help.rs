//! What the cell that has the focus asks for, and where its sum comes from. Out of the way until it is
//! asked for, with F1 or its heading; it follows the focus while it is open.

use leptos::prelude::*;

use crate::app::shown::Explanation;
use crate::app::{Action, Message};
use crate::format::{Cell, help, terms};
use crate::ui::findings::{blank_links, term_links};
use crate::ui::handle::Handle;

/// The panel.
#[component]
pub fn CellHelp(handle: Handle) -> impl IntoView {
    let open = handle.read(|model| model.help_is_open());
    let back = move |event: web_sys::KeyboardEvent| {
        if matches!(event.key().as_str(), "Escape" | "F1") {
            event.prevent_default();
            handle.send(Message::Act(Action::HideHelp));
        }
    };
    let cell = handle.read(|model| model.editing().and_then(|editing| editing.focused_cell()));
    let body = move || {
        open.get().then(|| match cell.get() {
            Some(cell) => cell_help(handle, cell).into_any(),
            None => view! { <p>"把光标放进表里的一格，这里说明它填什么、怎么来的。"</p> }.into_any(),
        })
    };
    view! {
        <section class="help" class:help--open=open id="cell-help" tabindex="-1" aria-label="本格说明" on:keydown=back>
            <button type="button" class="help__toggle" aria-expanded=move || open.get().to_string()
                on:click=move |_| handle.send(Message::Act(Action::ToggleHelp))>
                "本格说明" <kbd>"F1"</kbd>
            </button>
            <div class="help__body">{body}</div>
        </section>
    }
}

fn cell_help(handle: Handle, cell: Cell) -> impl IntoView {
    let declared = cell.declared();
    let parts = help::of_cell(&declared.id).into_iter().flatten().map(view_help).collect_view();
    let terms = terms::in_words(&declared.name).map(|term| {
        view! { <div><dt>{term.name}</dt><dd>{term.meaning}<span class="help__source">{term.source}</span></dd></div> }
    });
    let terms: Vec<_> = terms.collect();
    let terms = (!terms.is_empty()).then(|| view! { <dl class="help__terms">{terms}</dl> });
    view! {
        <h3 class="help__name">{declared.name.clone()}</h3>
        {last_number(handle, cell)}
        {parts}
        {terms}
        {declared.is_total().then(|| explanation(handle, cell))}
    }
}

/// What stood in the cell last year, and how much has changed since.
fn last_number(handle: Handle, cell: Cell) -> impl IntoView {
    let words = handle.read(move |model| Some(model.editing()?.last_number(cell)?.words()));
    move || words.get().map(|words| view! { <p id="cell-help-last-year">{words}</p> })
}

/// What a help says, as paragraphs.
fn view_help(help: &'static help::Help) -> impl IntoView {
    let example = (!help.example.is_empty())
        .then(|| view! { <p class="help__example">{format!("例：{}", help.example)}</p> });
    let source = (!help.source.is_empty()).then(|| view! { <span class="help__source">{help.source}</span> });
    view! { <p>{help.asks}{source}</p>{example} }
}

/// Where a total comes from: the cells that make it, and which of them are blank.
fn explanation(handle: Handle, cell: Cell) -> impl IntoView {
    let explained = handle.read(move |model| model.editing().map(|editing| editing.explain(cell)));
    move || {
        let Explanation { head, terms, zeros, blanks } = explained.get()?;
        let parts = &cell.declared().parts;
        Some(view! {
            <h3 class="help__name">"这个数怎么来的"</h3>
            <p>{head}</p>
            {term_links(handle, &terms, parts)}
            {zeros.map(|words| view! { <p>{words}</p> })}
            {blank_links(handle, &blanks, parts)}
        })
    }
}
