//! The downloads of the bar: the usual ones as buttons, the others in one menu by occasion; and what is being written
//! meanwhile. The list is `export::FORMATS`.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::handle::Handle;
use super::opening::OpenButton;
use crate::app::{Errand, Focus};
use crate::browser::page;
use crate::export::{FORMATS, FileFormat, IN_THE_BAR, Occasion, fragment};

const MENU: &str = "downloads";
const MENU_BUTTON: &str = "more-downloads";

/// The buttons of the bar: opening, the usual downloads, and the menu with the others.
#[component]
pub fn Files(handle: Handle) -> impl IntoView {
    let usual = |(position, format): (usize, &&'static FileFormat)| {
        let (class, format) = (if position == 0 { "button button--main" } else { "button" }, *format);
        view! {
            <button type="button" class=class on:click=move |_| handle.run(Errand::Download(format))>
                <span class="bar__word">"下载 "</span>{format.name}
            </button>
        }
    };
    view! {
        <OpenButton/>
        {IN_THE_BAR.iter().enumerate().map(usual).collect_view()}
        <Menu handle/>
    }
}

/// The menu: a button that unfolds the list. Esc, a choice, and going elsewhere fold it.
#[component]
fn Menu(handle: Handle) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let fold = move || {
        is_open.set(false);
        page::focus(Focus::in_sight(MENU_BUTTON));
    };
    let key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            event.stop_propagation();
            fold();
        }
    };
    let left = move |event: web_sys::FocusEvent| {
        let goes_to = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let here = event.current_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        if !here.is_some_and(|here| here.contains(goes_to.as_ref())) {
            is_open.set(false);
        }
    };
    let item = move |format: &'static FileFormat| {
        let choose = move |_| {
            fold();
            handle.run(Errand::Download(format));
        };
        view! {
            <li>
                <button type="button" class="downloads__item" on:click=choose aria-describedby=format!("{MENU}-{}", format.id)>
                    <b>{format.label()}</b>
                </button>
                <span class="downloads__purpose" id=format!("{MENU}-{}", format.id)>{format.purpose}</span>
            </li>
        }
    };
    let copy = move || {
        let choose = move |_| {
            fold();
            handle.run(Errand::CopyReport);
        };
        view! {
            <li>
                <button type="button" class="downloads__item" on:click=choose aria-describedby=format!("{MENU}-copy")>
                    <b>{fragment::LABEL}</b>
                </button>
                <span class="downloads__purpose" id=format!("{MENU}-copy")>"带格式的正文和表格"</span>
            </li>
        }
    };
    let group = move |occasion: Occasion| {
        let formats =
            FORMATS.iter().filter(move |format| format.occasion == occasion && !IN_THE_BAR.contains(format));
        view! {
            <h2>{occasion.name()}</h2>
            <ul>
                {(occasion == Occasion::Publishing).then(copy)}
                {formats.map(|format| item(format)).collect_view()}
            </ul>
        }
    };
    view! {
        <div class="downloads" on:keydown=key on:focusout=left
            on:focusin=|_| page::need_later_style() on:pointerover=|_| page::need_later_style()>
            <button type="button" class="button" id=MENU_BUTTON aria-controls=MENU
                aria-expanded=move || if is_open.get() { "true" } else { "false" }
                on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)>
                <span class="bar__word">"更多"</span>"下载"
            </button>
            <div class="downloads__list" id=MENU role="group" aria-label="更多下载" hidden=move || !is_open.get()>
                {Occasion::ALL.into_iter().map(group).collect_view()}
            </div>
        </div>
    }
}

/// What the worker is writing, with the button that stops it.
#[component]
pub fn InWork(handle: Handle) -> impl IntoView {
    let words = handle.read(|model| model.writing_words());
    let notice = move || {
        words.get().map(|words| view! {
            <div class="notice" id="writing">
                <p class="notice__text">{words}</p>
                <div class="notice__actions">
                    <button type="button" class="button" on:click=move |_| handle.run(Errand::StopWriting)>"停止"</button>
                </div>
            </div>
        })
    };
    // Told by the status line: it need not interrupt.
    view! { <div class="notices">{notice}</div> }
}
