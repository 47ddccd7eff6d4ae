//! The page of the import: the files that were chosen, and the report that is looked at before it is imported.
//! The queue of what is to be decided comes first, because it is the work; beside it the source and the report.

mod frames;
mod list;
mod panes;
mod queue;
mod source;
mod target;

use leptos::prelude::*;

use super::handle::Handle;
use crate::app::importing::Importing;
use crate::app::importing::shown::{Line, LineKind, Tally};
use crate::app::shown::{organ_words, year_words};
use crate::app::{Errand, ImportStep, Queued};
use crate::browser::page;
use frames::Frames;
use list::List;
use queue::Queue;
use source::Source;
use target::Target;

/// The page `#/import`.
#[component]
pub fn Import(handle: Handle) -> impl IntoView {
    page::need_later_style();
    let shown = handle.read(|model| model.importing().and_then(Importing::shown).map(|(at, _)| at));
    move || match shown.get() {
        Some(at) => view! { <Look handle at/> }.into_any(),
        None => view! { <List handle/> }.into_any(),
    }
}

fn does(handle: Handle, step: ImportStep) -> impl Fn(leptos::ev::MouseEvent) {
    move |_| handle.run(Errand::Import(step.clone()))
}

/// A file that is looked at, by its number in the list.
#[component]
fn Look(handle: Handle, at: usize) -> impl IntoView {
    let facts = handle.look(|model| {
        model.import_preview().map(|preview| {
            let kind = preview.source().kind.clone();
            let edition = preview.recognised().edition().name();
            let problems: Vec<String> = preview.problems().map(str::to_owned).collect();
            (
                preview.title(),
                format!("{kind}，按 {edition}识别。原文件不会改动，导入前草稿也不会变。"),
                problems,
            )
        })
    });
    let (title, facts, problems) = facts.unwrap_or_default();
    let frames = Frames::begin();
    let problems = problems.into_iter().map(|problem| view! { <li>{problem}</li> }).collect_view();
    view! {
        <main class="import-page">
            <div class="import-head">
                <div class="import-head__title">
                    <h1 tabindex="-1">"核对后再导入："{title}</h1>
                    <p class="import-head__facts">{facts}<OpenDraft handle/></p>
                    <ul class="import-head__problems">{problems}</ul>
                </div>
                <Actions handle/>
                <Files handle at/>
            </div>
            <Counts handle/>
            <div class="import" aria-busy=move || (!frames.is_whole()).then_some("true")>
                {frames.draw(move || view! { <Queue handle frames/> }.into_any())}
                {frames.draw(move || view! { <Source handle frames/> }.into_any())}
                {frames.draw(move || view! { <Target handle frames/> }.into_any())}
            </div>
        </main>
    }
}

/// What importing into the open draft does to it.
#[component]
fn OpenDraft(handle: Handle) -> impl IntoView {
    let open = handle.read(|model| {
        model
            .editing()
            .map(|editing| format!("{}，{}", organ_words(editing.report()), year_words(editing.report())))
    });
    move || {
        open.get().map(|open| {
            format!("打开的草稿是“{open}”：导入到它里面时，来源里没有的章和表保持不变，并且可以撤销。")
        })
    }
}

/// What can be done with the report.
#[component]
fn Actions(handle: Handle) -> impl IntoView {
    let is_open = handle.read(|model| model.editing().is_some());
    view! {
        <div class="import-head__actions">
            <button type="button" class="button button--plain" on:click=does(handle, ImportStep::Cancel)>"取消"</button>
            {move || is_open.get().then(|| view! {
                <button type="button" class="button" on:click=does(handle, ImportStep::IntoOpen)>"导入到打开的草稿"</button>
            })}
            <button type="button" class="button button--main" id="import-new"
                on:click=does(handle, ImportStep::AsNew)>"导入为新草稿"</button>
        </div>
    }
}

/// The other files that were chosen with it.
#[component]
fn Files(handle: Handle, at: usize) -> impl IntoView {
    let lines = handle.read(list::lines);
    let item = move |number: usize, line: Line| {
        let name = match line.kind {
            LineKind::Read if number != at => view! {
                <button type="button" class="button button--link"
                    on:click=does(handle, ImportStep::Show(Some(number)))>{line.name}</button>
            }
            .into_any(),
            _ => view! { {line.name} }.into_any(),
        };
        let is_refused = line.kind == LineKind::Refused;
        view! {
            <li class="files__item" aria-current=(number == at).then_some("true")>
                {name}<span class="files__state" class:files__state--bad=is_refused>{line.words}</span>
            </li>
        }
        .into_any()
    };
    let count = Memo::new(move |_| lines.with(Vec::len));
    move || {
        let count = count.get();
        (count > 1).then(|| {
            let label = format!("这次选的 {count} 个文件");
            view! {
                <div class="files-row">
                    <button type="button" class="button" on:click=does(handle, ImportStep::Show(None))>"全部文件"</button>
                    <ul class="files" aria-label=label>{list::in_frames(lines, item)}</ul>
                </div>
            }
        })
    }
}

/// The counts, each leading to what it counts.
#[component]
fn Counts(handle: Handle) -> impl IntoView {
    let tally =
        handle.read(|model| model.import_preview().map(|preview| preview.tally()).unwrap_or_default());
    let label = move || format!("识别结果，共 {} 格", tally.with(Tally::cells));
    let count = move |of: fn(&Tally) -> usize| move || tally.with(of);
    let more = move || match tally.get() {
        Tally { doubtful: 0, .. } => "处".to_owned(),
        Tally { doubtful, .. } => format!("处，共 {doubtful} 格"),
    };
    let none = |of: fn(&Tally) -> usize| move || tally.with(of) == 0;
    view! {
        <ul class="tally" aria-label=label>
            <li class="tally__item"><button type="button" class="tally__link" on:click=does(handle, ImportStep::ToTarget)>
                <span class="tally__mark" aria-hidden="true">"✓"</span><span class="tally__name">"放好"</span>
                <span class="tally__count">{count(|tally| tally.placed)}</span><span class="tally__unit">"格"</span>
            </button></li>
            <li class="tally__item"><button type="button" class="tally__link" disabled=none(|tally| tally.blank)
                on:click=does(handle, ImportStep::NextBlank)>
                <span class="tally__mark tally__mark--blank" aria-hidden="true">"□"</span><span class="tally__name">"空白"</span>
                <span class="tally__count">{count(|tally| tally.blank)}</span><span class="tally__unit">"格"</span>
            </button></li>
            <li class="tally__item"><button type="button" class="tally__link" disabled=none(|tally| tally.doubts.0)
                on:click=does(handle, ImportStep::ToQueue(Queued::Doubt(0)))>
                <span class="badge" aria-hidden="true">"?"</span><span class="tally__name">"存疑"</span>
                <span class="tally__count">{count(|tally| tally.doubts.0)}</span><span class="tally__unit">{more}</span>
            </button></li>
            <li class="tally__item"><button type="button" class="tally__link" disabled=none(|tally| tally.unplaced)
                on:click=does(handle, ImportStep::ToQueue(Queued::Unplaced(0)))>
                <span class="badge badge--none" aria-hidden="true">"甲"</span><span class="tally__name">"没有位置"</span>
                <span class="tally__count">{count(|tally| tally.unplaced)}</span><span class="tally__unit">"段"</span>
            </button></li>
        </ul>
    }
}
