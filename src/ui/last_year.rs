//! Last year's report beside the form: attaching it, what is attached, taking over from it, and its numbers as
//! second lines of the cells.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, KeyboardEvent};

use super::handle::Handle;
use super::opening;
use crate::app::last_year::Candidate;
use crate::app::{Errand, Focus};
use crate::browser::{clock_words, page, second_lines};
use crate::report::carry::Carried;
use crate::report::difference::PREVIOUS;

const CHOOSER: &str = "last-year-file";
/// More letters than these are shown only when asked for.
const LONG: usize = 60;

/// What is open below the line.
#[derive(Clone, Copy, PartialEq)]
enum Panel {
    Closed,
    /// The choice of a report to attach.
    Choice,
    /// The list of what can be taken over.
    Carrying,
}

/// All of it.
#[component]
pub fn LastYear(handle: Handle) -> impl IntoView {
    let panel = RwSignal::new(Panel::Closed);
    let attached = handle.read(|model| model.editing().and_then(|editing| editing.attached()));
    let is_attached = Memo::new(move |_| attached.with(Option::is_some));
    // The styles come with the first thing that needs them.
    let needs_style = Memo::new(move |_| is_attached.get() || panel.get() != Panel::Closed);
    Effect::new(move |_| {
        if needs_style.get() {
            page::need_later_style();
        }
    });
    // What was attached or taken off ends what was open.
    let which =
        Memo::new(move |_| attached.with(|it| it.as_ref().map(|it| (it.name.clone(), it.from.clone()))));
    Effect::new(move |_| {
        which.track();
        panel.set(Panel::Closed);
    });
    let numbers = handle.read(|model| model.second_lines());
    Effect::new(move |drawn: Option<Vec<_>>| numbers.with(|numbers| second_lines::draw(drawn, numbers)));
    on_cleanup(|| drop(second_lines::draw(None, &[])));
    let toggle = move |which: Panel| {
        let next = if panel.get_untracked() == which { Panel::Closed } else { which };
        panel.set(next);
        if next == Panel::Choice {
            handle.run(Errand::LookForLastYear);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && panel.get_untracked() != Panel::Closed {
            panel.set(Panel::Closed);
            page::focus(Focus::in_sight(PREVIOUS));
        }
    };
    let is_open = move |which: Panel| (panel.get() == which).to_string();
    let line = move || {
        attached.get().map(|attached| view! {
            <p class="last-year__what">
                <b>{attached.name}</b>
                <span class="last-year__from">{format!("上年报告，来自 {}。{}", attached.from, attached.not_compared)}</span>
            </p>
        })
    };
    let alike = handle.read(|model| model.editing().and_then(|editing| editing.alike_words()));
    let alike = move || {
        alike.get().map(|words| view! { <p class="last-year__from" id="last-year-alike">{words}</p> })
    };
    let shown = handle.read(|model| model.shows_last_year());
    let show = move |event: Event| handle.run(Errand::ShowLastYear(event_target_checked(&event)));
    view! {
        <section class="last-year" id=PREVIOUS tabindex="-1" aria-label="上年报告" on:keydown=on_key>
            {line}
            {alike}
            <p class="last-year__actions">
                <Show when=move || is_attached.get()>
                    <button type="button" class="button" aria-expanded=move || is_open(Panel::Carrying)
                        on:click=move |_| toggle(Panel::Carrying)>"从上年带入"</button>
                </Show>
                <button type="button" class="button" aria-expanded=move || is_open(Panel::Choice)
                    on:click=move |_| toggle(Panel::Choice)>
                    {move || if is_attached.get() { "换一份" } else { "附上上年报告" }}
                </button>
                <Show when=move || is_attached.get()>
                    <button type="button" class="button" on:click=move |_| handle.run(Errand::Detach)>"取下"</button>
                    <label class="last-year__switch">
                        <input type="checkbox" id="last-year-shown" prop:checked=move || shown.get() on:change=show/>
                        "显示上年数"
                    </label>
                </Show>
            </p>
            <Chooser handle/>
            <Show when=move || panel.get() == Panel::Choice><Choice handle/></Show>
            <Show when=move || panel.get() == Panel::Carrying><Carrying handle panel/></Show>
        </section>
    }
}

/// The file chooser, out of sight.
#[component]
fn Chooser(handle: Handle) -> impl IntoView {
    let chosen = move |event: Event| {
        let Some(file) = opening::chosen(&event).into_iter().next() else { return };
        spawn_local(async move {
            let bytes = opening::read(&file).await;
            handle.run(Errand::LastYearOpened(file.name(), bytes));
        });
    };
    view! {
        <input type="file" id=CHOOSER class="visually-hidden" tabindex="-1" aria-label="上年报告的文件" on:change=chosen/>
    }
}

/// What can be attached: a file, or another draft.
#[component]
fn Choice(handle: Handle) -> impl IntoView {
    let candidates =
        handle.read(|model| model.editing().map(|it| it.candidates().to_vec()).unwrap_or_default());
    let choose = |_| {
        let chooser = page::document().get_element_by_id(CHOOSER);
        if let Some(chooser) = chooser.and_then(|chooser| chooser.dyn_into::<HtmlElement>().ok()) {
            chooser.click();
        }
    };
    let item = move |Candidate { id, name, saved }: Candidate| {
        let attach = move |_| handle.run(Errand::AttachDraft(id.clone()));
        view! {
            <li>
                <button type="button" class="button button--link" on:click=attach>{name}</button>
                <span class="last-year__from">{format!("保存于 {}", clock_words(saved))}</span>
            </li>
        }
    };
    let list = move || {
        let candidates = candidates.get();
        (!candidates.is_empty()).then(|| {
            view! {
                <p>"或者本机的草稿："</p>
                <ul class="last-year__list">{candidates.into_iter().map(item).collect_view()}</ul>
            }
        })
    };
    view! {
        <div class="last-year__panel">
            <p>
                <button type="button" class="button" on:click=choose>"选一个文件"</button>
                <span class="last-year__from">"只用来比较和带入，随草稿保存，不会发布。"</span>
            </p>
            {list}
        </div>
    }
}

/// What can be taken over: each with what stands there now, to be chosen. What would take the place of something
/// is chosen only on purpose.
#[component]
fn Carrying(handle: Handle, panel: RwSignal<Panel>) -> impl IntoView {
    let carried = handle.read(|model| model.editing().map(|it| it.carried()).unwrap_or_default());
    // What was chosen otherwise than proposed.
    let choices = RwSignal::new(BTreeMap::<&'static str, bool>::new());
    let is_chosen =
        move |it: &Carried| choices.with(|choices| choices.get(it.id).copied().unwrap_or(!it.is_conflict()));
    let chosen = move || {
        let chosen = carried.get().into_iter().filter(|it| is_chosen(it)).map(|it| it.id);
        chosen.collect::<Vec<_>>()
    };
    let item = move |it: Carried| {
        let (id, name, new, now) = (it.id, it.name.clone(), it.new.clone(), it.now.clone());
        let choose = move |event: Event| {
            let is_chosen = event_target_checked(&event);
            choices.update(|choices| choices.extend([(id, is_chosen)]));
        };
        let now = (!now.is_empty())
            .then(|| view! { <span class="last-year__now">"会换掉现在的："{long(now)}</span> });
        view! {
            <li>
                <label class="last-year__switch">
                    <input type="checkbox" prop:checked=move || is_chosen(&it) on:change=choose/>
                    <b>{name}</b>
                </label>
                <span class="last-year__new">{long(new)}</span>
                {now}
            </li>
        }
    };
    let list = move || {
        match carried.get() {
        carried if carried.is_empty() => view! { <p>"没有可以带入的：都已经一样，或者上年报告里是空白。"</p> }.into_any(),
        carried => view! {
            <ul class="last-year__list" aria-label="可以带入的">{carried.into_iter().map(item).collect_view()}</ul>
        }
        .into_any(),
    }
    };
    let carry = move |_| {
        let chosen = chosen();
        panel.set(Panel::Closed);
        handle.run(Errand::CarryOver(chosen));
    };
    let leave = move |_| {
        panel.set(Panel::Closed);
        page::focus(Focus::in_sight(PREVIOUS));
    };
    view! {
        <div class="last-year__panel" id="carry-over">
            {list}
            <p>
                <button type="button" class="button button--main" disabled=move || chosen().is_empty() on:click=carry>
                    {move || format!("带入选中的 {} 处", chosen().len())}
                </button>
                <button type="button" class="button" on:click=leave>"不带入"</button>
            </p>
        </div>
    }
}

/// A text that may be long: its beginning, and the whole on request.
fn long(text: String) -> impl IntoView {
    let beginning: String = text.chars().take(LONG).collect();
    match beginning.len() == text.len() {
        true => view! { <span>{text}</span> }.into_any(),
        false => {
            view! { <details><summary>{format!("{beginning}…")}</summary><p>{text}</p></details> }.into_any()
        }
    }
}
