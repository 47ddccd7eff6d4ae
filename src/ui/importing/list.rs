//! The files that were chosen, one a line: being read, to be looked at, refused, or drafts already.

use leptos::prelude::*;

use super::does;
use crate::app::importing::Importing;
use crate::app::importing::shown::{Line, LineKind};
use crate::app::{ImportStep, Model};
use crate::route::Route;
use crate::ui::handle::Handle;

/// So many lines are drawn in a frame.
const LINES: usize = 12;

/// The lines of the list.
pub fn lines(model: &Model) -> Vec<Line> {
    model
        .importing()
        .map(|importing| importing.files.iter().map(|file| file.line().clone()).collect())
        .unwrap_or_default()
}

/// The list.
#[component]
pub fn List(handle: Handle) -> impl IntoView {
    let all = handle.read(lines);
    let state = handle.read(|model| {
        let importing = model.importing();
        (importing.is_some_and(Importing::is_reading), importing.map_or(0, Importing::ready))
    });
    let heading = move || {
        let (is_reading, count) = (state.with(|(is_reading, _)| *is_reading), all.with(Vec::len));
        let done = all.with(|all| all.iter().filter(|line| line.kind != LineKind::Reading).count());
        let is_nothing = all.with(|all| all.iter().all(|line| line.kind == LineKind::Refused));
        match (is_reading, is_nothing) {
            (true, _) => format!("正在读文件，读完 {done} / {count}"),
            (false, true) => "没有能导入的文件".to_owned(),
            (false, false) => format!("这次选的 {count} 个文件"),
        }
    };
    let actions = move || {
        match state.get() {
        (true, _) => view! {
            <button type="button" class="button button--main" on:click=does(handle, ImportStep::Stop)>"停止"</button>
        }
        .into_any(),
        (false, 0) => view! {
            <button type="button" class="button" on:click=does(handle, ImportStep::Cancel)>"返回"</button>
        }
        .into_any(),
        (false, _) => view! {
            <button type="button" class="button button--main" on:click=does(handle, ImportStep::AllAsNew)>"全部导入为新草稿"</button>
            <button type="button" class="button" on:click=does(handle, ImportStep::Cancel)>"取消"</button>
        }
        .into_any(),
    }
    };
    view! {
        <main class="single import-list">
            <h1 tabindex="-1">{heading}</h1>
            <p class="single__lead">"原文件不会改动，导入前草稿也不会变。"</p>
            <ul class="import-list__files">
                {in_frames(all, move |number, line| item(handle, number, line))}
            </ul>
            <div class="import-list__actions">{actions}</div>
        </main>
    }
}

/// The items of a list, a few more with every frame of the screen, so that the page answers in between.
pub fn in_frames(
    all: Memo<Vec<Line>>,
    item: impl Fn(usize, Line) -> AnyView + Clone + Send + 'static,
) -> AnyView {
    let drawn = RwSignal::new(0);
    Effect::new(move |_| {
        if drawn.get() < all.with(Vec::len) {
            request_animation_frame(move || {
                let _ = drawn.try_update(|drawn| *drawn += LINES);
            });
        }
    });
    let numbered = move || all.get().into_iter().enumerate().take(drawn.get()).collect::<Vec<_>>();
    let key = |(number, line): &(usize, Line)| format!("{number} {} {}", line.words, line.facts);
    view! { <For each=numbered key=key children=move |(number, line)| item(number, line)/> }.into_any()
}

fn item(handle: Handle, number: usize, line: Line) -> AnyView {
    let Line { name, words, facts, kind } = line;
    let is_refused = kind == LineKind::Refused;
    let action = match kind {
        LineKind::Reading | LineKind::Refused => None,
        LineKind::Read => {
            let label = format!("核对：{name}");
            let look = does(handle, ImportStep::Show(Some(number)));
            Some(
                view! { <button type="button" class="button" aria-label=label on:click=look>"核对"</button> }
                    .into_any(),
            )
        }
        LineKind::Draft(id) => {
            let label = format!("打开草稿：{name}");
            let href = Route::Edit(id, None).hash();
            Some(view! { <a class="button" href=href aria-label=label>"打开草稿"</a> }.into_any())
        }
    };
    view! {
        <li class="draft" class:draft--unreadable=is_refused>
            <span class="draft__name">{name}</span>
            <div class="draft__facts">
                {facts}
                <span class="files__state" class:files__state--bad=is_refused>{words}</span>
            </div>
            <div class="draft__actions">{action}</div>
        </li>
    }
    .into_any()
}
