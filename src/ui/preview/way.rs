//! The way of a report at the head of its preview: four stages, each with what can be done there.

use leptos::prelude::*;

use crate::app::way::{Deed, Outcome, Stage};
use crate::browser::page;
use crate::route::Route;
use crate::ui::handle::Handle;
use crate::ui::publication::known_words;

/// The heading of the page, and the way of a report that is not only looked at.
#[component]
pub fn Way(handle: Handle) -> impl IntoView {
    page::need_later_style();
    let way = handle.read(|model| model.editing().map(|editing| editing.way()));
    // The heading stays, whatever it says: the focus is on it when the page comes.
    let heading = move || way.with(|way| way.as_ref().map_or("预览", |way| way.heading));
    let stages = move || {
        way.get().map(|way| view! {
            <p class="single__lead">{way.lead}</p>
            <ol class="way__stages">{way.stages.into_iter().map(|it| stage(handle, it)).collect_view()}</ol>
        })
    };
    view! { <div class="way"><h1 tabindex="-1">{heading}</h1>{stages}</div> }
}

fn stage(handle: Handle, it: Stage) -> impl IntoView {
    let (class, sign) = match it.is_done() {
        true => ("way__sign way__sign--done", "✓"),
        false => ("way__sign", it.sign),
    };
    let known = it.known.as_ref().map(|outcome| {
        let words = match outcome {
            Outcome::Open => "还没有核对。".to_owned(),
            Outcome::Compared(known) => known_words(known),
        };
        view! { <span class="way__known">{words}</span> }
    });
    let deed = |deed: &Deed| {
        match deed.errand() {
        Some(errand) => view! {
            <button type="button" class="button" on:click=move |_| handle.run(errand.clone())>{deed.label()}</button>
        }
        .into_any(),
        None => {
            let href = Route::Publication(handle.look(|model| model.id())).hash();
            view! { <a class="button" href=href>{deed.label()}</a> }.into_any()
        }
    }
    };
    view! {
        <li class="way__stage">
            <span class=class aria-hidden="true">{sign}</span>
            <b>{it.name}</b>
            <p>{it.words}{known}</p>
            <div class="way__deeds">{it.deeds.iter().map(deed).collect_view()}</div>
        </li>
    }
}
