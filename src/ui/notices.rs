//! What stands above the page: what another tab did, and what just happened.

use leptos::prelude::*;

use super::handle::Handle;
use crate::app::{Errand, Message};
use crate::route::Route;

/// Another tab went ahead: what to do about it. Nothing merges by itself.
#[component]
pub fn Overtaken(handle: Handle) -> impl IntoView {
    let overtaken = handle.read(|model| model.overtaken());
    let notice = move || {
        let (text, has_newer) = overtaken.get()?;
        let newer = has_newer.then(|| view! {
            <button type="button" class="button button--main" on:click=move |_| handle.run(Errand::TakeNewer)>"载入新版本"</button>
        });
        Some(view! {
            <div class="notice" id="overtaken" role="region" aria-label="草稿的新版本">
                <p class="notice__text">{text}</p>
                <div class="notice__actions">
                    {newer}
                    <button type="button" class="button" on:click=move |_| handle.run(Errand::SaveAsCopy)>"另存为副本"</button>
                </div>
            </div>
        })
    };
    // Told by the status line: it need not interrupt.
    view! { <div class="notices">{notice}</div> }
}

/// What just happened, and what can be done about it.
#[component]
pub fn Notices(handle: Handle) -> impl IntoView {
    let shown = handle.read(|model| model.notice().map(|notice| (notice, model.id())));
    let close_on_escape = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            handle.send(Message::NoticeClosed);
        }
    };
    let notice = move || {
        let (notice, id) = shown.get()?;
        let accept = notice.accept_words().map(|words| {
            view! {
                <button type="button" class="button button--main" id="notice-action"
                    on:click=move |_| handle.run(Errand::NoticeAccepted)>{words}</button>
            }
        });
        let check = notice
            .is_about_errors()
            .then(|| view! { <a class="button" href=Route::Check(id).hash()>"先看错误"</a> });
        let close = notice.close_words();
        // A long list scrolls by itself, and with the keyboard.
        let stop = (!notice.lines.is_empty()).then_some("0");
        let lines = notice.lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        Some(view! {
            <div class="notice" on:keydown=close_on_escape>
                <p class="notice__text">{notice.text}</p>
                <ul class="notice__lines" tabindex=stop>{lines}</ul>
                <div class="notice__actions">
                    {accept}
                    {check}
                    <button type="button" class="button button--plain" on:click=move |_| handle.send(Message::NoticeClosed)>{close}</button>
                </div>
            </div>
        })
    };
    view! { <div class="notices" role="alert">{notice}</div> }
}
