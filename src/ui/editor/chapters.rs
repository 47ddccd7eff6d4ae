//! The list of chapters: how much is filled, how much is wrong, and the way there.

use leptos::prelude::*;

use crate::app::shown::{Progress, count_words};
use crate::app::{Action, Focus, Message};
use crate::browser::page;
use crate::route::Route;
use crate::ui::handle::Handle;

/// The list.
#[component]
pub fn Chapters(handle: Handle) -> impl IntoView {
    let progress = handle.read(|model| model.editing().map(|it| it.progress()).unwrap_or_default());
    // Where the focus is: a chapter, or what stands before the first.
    let current = handle.read(|model| model.editing().and_then(|it| it.chapter_at_work()));
    let names = handle.read(|model| model.editing().map(|it| it.chapter_names()).unwrap_or_default());
    let id = handle.look(|model| model.id());
    let item = {
        let id = id.clone();
        move |(place, (anchor, name)): (usize, (&'static str, String))| {
            let state = Memo::new(move |_| {
                progress.with(|progress| progress.get(place).cloned().unwrap_or_default())
            });
            let here = move || (current.get() == place.checked_sub(1)).then_some("location");
            let go = move |event: web_sys::MouseEvent| {
                event.prevent_default();
                handle.send(Message::GoTo(anchor.to_owned()));
            };
            let bad = move || state.with(|state| state.counts[0] > 0);
            view! {
                <li>
                    <a class="chapters__item" href=Route::Edit(id.clone(), Some(anchor.into())).hash() aria-current=here on:click=go>
                        {name}
                        <span class="chapters__note">{move || state.with(Progress::words)}</span>
                        <span class="chapters__note" class:chapters__note--bad=bad>{move || state.with(|state| count_words(state.counts))}</span>
                    </a>
                </li>
            }
        }
    };
    let items = move || names.get().into_iter().enumerate().map(item.clone()).collect_view();
    let sum = move || {
        progress.with(|progress| {
            let sum = |is_table| {
                let parts = progress.iter().skip(1).filter(|part| part.is_table == is_table);
                parts.fold((0, 0), |(filled, total), part| (filled + part.filled, total + part.total))
            };
            (sum(true), sum(false))
        })
    };
    let sum_words = move || {
        let ((numbers, all_numbers), (texts, all_texts)) = sum();
        format!("{numbers} / {all_numbers} 个数字，{texts} / {all_texts} 段文字")
    };
    let act = move |action: Action| move |_| handle.send(Message::Act(action.clone()));
    view! {
        <nav class="chapters" aria-label="章节" id="chapters" tabindex="-1">
            <ul class="chapters__list">{items}</ul>
            <progress class="chapters__progress" aria-label="已填的数字" max=move || sum().0.1 value=move || sum().0.0></progress>
            <p class="chapters__sum">{sum_words}</p>
            <div class="chapters__actions">
                <button type="button" class="button" on:click=act(Action::NextUnfilled)>"下一个未填"</button>
                <button type="button" class="button" on:click=act(Action::NextFinding)>"下一个问题"</button>
                <button type="button" class="button" on:click=act(Action::FillZeros(None))>"整份报告其余填 0"</button>
                <a class="button" href=Route::Check(id.clone()).hash()>"检查"</a>
                <a class="button" href=Route::Preview(id.clone()).hash()>"预览"</a>
                <a class="button" href=Route::Versions(id).hash()>"版本"</a>
                <button type="button" class="button chapters__top" on:click=|_| page::focus(Focus::on("organ"))>"回到表单"</button>
            </div>
        </nav>
    }
}
