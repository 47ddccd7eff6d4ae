//! The editor: chapters at the left, the sheet with the report in its official layout, findings at the
//! right. Events of all fields are taken up here, by the stable names that are their ids.

mod chapters;
mod head;
mod help;
mod keys;
mod narrative;
mod range;
mod table;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use super::findings;
use super::workspace::Workspace;
use crate::browser::page;
use crate::format::{Body, Edition};
use crate::route::Route;
use crate::validate;

/// The page `#/edit/<id>`.
#[component]
pub fn Editor(workspace: Workspace) -> impl IntoView {
    // Where the focus is: a chapter, counted from 0, or what stands before the first.
    let current = RwSignal::new(None::<usize>);
    let on_input = move |event: ev::Event| {
        if !page::is_composing(&event) {
            take_up(workspace, &event);
        }
    };
    let keys = keys::Keys::new(workspace);
    let range = range::Range::new(workspace);
    // Whether the focus comes by the mouse: then the field is where the user sees it, and the page stays.
    let by_mouse = StoredValue::new(false);
    let on_focus = move |event: ev::FocusEvent| {
        keys.on_focus(&event);
        if let Some(target) = page::target(&event) {
            if !by_mouse.get_value() {
                page::bring(&target.id());
            }
            if !target.id().is_empty() {
                workspace.place.set_value(Some(target.id()));
            }
            let chapter = Edition::LATEST.format().chapter_of(&target.id());
            if current.get_untracked() != chapter {
                current.set(chapter);
            }
        }
    };
    view! {
        <div class="page page--editor" class:page--help=move || workspace.help_is_open.get()>
            <chapters::Chapters workspace current=current.read_only()/>
            <main class="sheet" on:input=on_input on:change=move |event| take_up(workspace, &event) on:focusin=on_focus
                on:keydown=move |event| { by_mouse.set_value(false); keys.on_key(&event); } on:click=move |event| keys.on_click(&event)
                on:mousedown=move |event| { by_mouse.set_value(true); range.on_press(&event); } on:mouseover=move |event| range.on_enter(&event)
                on:dragstart=move |event| range.on_drag(&event)
                on:copy=move |event| range.on_copy(&event) on:cut=move |event| range.on_cut(&event)
                on:paste=move |event| range.on_paste(&event)
                on:compositionend=move |event| take_up(workspace, &event)
                on:focusout=move |_| workspace.leave_field()>
                <Title workspace/>
                <head::Head workspace/>
                <narrative::Narrative workspace field=Edition::LATEST.format().preamble/>
                {sections(workspace)}
            </main>
            <div class="beside">
                <help::CellHelp workspace/>
                <Aside workspace/>
            </div>
        </div>
        <RangeSum workspace/>
        <Foot workspace/>
    }
}

/// Takes over the value of the field in which an event happened.
fn take_up(workspace: Workspace, event: &web_sys::Event) {
    let Some(target) = page::target(event) else { return };
    let value = if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        input.value()
    } else if let Some(area) = target.dyn_ref::<HtmlTextAreaElement>() {
        page::grow(area);
        area.value()
    } else if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
        select.value()
    } else {
        return;
    };
    workspace.type_into(&target.id(), &value);
}

#[component]
fn Title(workspace: Workspace) -> impl IntoView {
    let title = workspace.read(|report| {
        let [organ, rest] = report.title();
        [if organ.trim().is_empty() { "（机关名称）".to_owned() } else { organ }, rest]
    });
    view! {
        <h1 tabindex="-1">{move || title.get()[0].clone()}<br/>{move || title.get()[1].clone()}</h1>
    }
}

/// The six chapters. Headings and texts are those of both editions; only the tables change with it.
fn sections(workspace: Workspace) -> impl IntoView {
    let edition = workspace.read(|report| report.edition());
    let chapters = Edition::LATEST.format().chapters.iter().enumerate();
    let section = move |(position, chapter): (usize, &'static crate::format::Chapter)| {
        let body = match &chapter.body {
            Body::Text(field) => view! { <narrative::Narrative workspace field=*field/> }.into_any(),
            Body::Table(_, note) => view! {
                {move || table::chapter_table(workspace, edition.get().format(), position)}
                <narrative::Narrative workspace field=*note/>
            }
            .into_any(),
        };
        let id = chapter.table().map(|table| table.id);
        let help = crate::format::help::of_chapter(chapter.anchor()).map(|help| {
            view! {
                <details class="chapter-help">
                    <summary>"这一部分怎么写"</summary>
                    {help::view_help(help)}
                </details>
            }
        });
        view! { <section><h2 id=id tabindex="-1">{chapter.heading}</h2>{help}{body}</section> }
    };
    chapters.map(section).collect_view()
}

/// What is wrong, beside the sheet.
#[component]
fn Aside(workspace: Workspace) -> impl IntoView {
    let heading = move || workspace.findings.with(|findings| findings::summary(findings));
    view! {
        <aside class="findings" aria-label="检查结果">
            <h2>{heading}</h2>
            {findings::cards(workspace, |finding| finding.answer.is_none(), false)}
        </aside>
    }
}

/// What the selected cells add up to. Screen readers hear it when the selection changes.
#[component]
fn RangeSum(workspace: Workspace) -> impl IntoView {
    let words = Memo::new(move |_| workspace.range_words());
    move || {
        let words = words.get();
        (!words.is_empty())
            .then(|| view! { <div class="range-sum" id="range-sum" aria-hidden="true">{words}</div> })
    }
}

/// The way to the other pages, on narrow screens.
#[component]
fn Foot(workspace: Workspace) -> impl IntoView {
    let id = move || workspace.id();
    let counts = move || workspace.findings.with(|findings| validate::count(findings));
    let has_errors = move || counts()[0] > 0;
    let words = move || match counts() {
        [0, 0, 0] => "没有问题".to_owned(),
        [0, warnings, hints] => format!("{} 处提醒", warnings + hints),
        [errors, ..] => format!("{errors} 处错误"),
    };
    view! {
        <nav class="foot" aria-label="页面">
            <a href=move || Route::Edit(id(), Some("chapters".into())).hash() on:click=|event| { event.prevent_default(); page::focus("chapters"); }>"章节"</a>
            <a href=move || Route::Check(id()).hash() class:foot__bad=has_errors>{words}</a>
            <button type="button" on:click=move |_| workspace.show_help()>"说明"</button>
            <a href=move || Route::Preview(id()).hash()>"预览"</a>
        </nav>
    }
}
