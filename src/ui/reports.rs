//! The page of many reports: files are added, read in workers, listed with their figures and findings. What is kept
//! stays in this browser; drafts are not touched.

mod adding;
mod alike;
mod beside;
mod doing;
mod filters;
mod frame;
mod list;
mod matrix;
mod missing;
mod open;
mod remarks;
mod sums;

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::handle::Handle;
use crate::app::reports::downloads::Out;
use crate::app::reports::shown::{Tally, state_words};
use crate::app::reports::{Reports as Model, View};
use crate::app::{Errand, Focus, ReportsStep};
use crate::browser::page;
pub use adding::take_dropped;

/// The page `#/reports`.
#[component]
pub fn Reports(handle: Handle) -> impl IntoView {
    page::need_later_style();
    let name = see(handle, |reports| reports.name().to_owned());
    let heading = move || Some(name.get()).filter(|name| !name.is_empty()).unwrap_or("多份报告".to_owned());
    let has_reports = see(handle, |reports| reports.tally().all > 0);
    let view = see(handle, Model::view);
    let table = move || match view.get() {
        View::List => view! { <list::List handle/> }.into_any(),
        View::Matrix => view! { <matrix::Matrix handle/> }.into_any(),
        View::Missing => view! { <missing::Missing handle/> }.into_any(),
        View::Sums => view! { <sums::Sums handle/> }.into_any(),
        View::Beside => view! { <beside::Beside handle/> }.into_any(),
        View::Alike => view! { <alike::Alike handle/> }.into_any(),
        View::Remarks => view! { <remarks::Units handle/> }.into_any(),
    };
    let panel = move || match view.get() {
        View::Beside => None,
        View::Remarks => Some(view! { <remarks::Sheet handle/> }.into_any()),
        View::Sums => Some(view! { <sums::Behind handle/><open::Open handle/> }.into_any()),
        _ => Some(view! { <open::Open handle/> }.into_any()),
    };
    let is_listed = Memo::new(move |_| matches!(view.get(), View::List | View::Matrix));
    let is_filtered = Memo::new(move |_| is_listed.get() || view.get() == View::Remarks);
    view! {
        <main class="many">
            <div class="many__head">
                <h1 tabindex="-1">{heading}</h1>
                <adding::Add handle/>
            </div>
            <Lead handle/>
            <Summary handle/>
            <Refused handle/>
            <Show when=move || has_reports.get() fallback=|| view! { <Nothing/> }>
                <Views handle/>
                <Show when=move || is_filtered.get()><filters::Filters handle/></Show>
                <div class="many__split">
                    <div class="many__table">{table}<Show when=move || is_listed.get()><Foot handle/></Show></div>
                    <div class="many__side">{panel}</div>
                </div>
                <Whole handle/>
            </Show>
            <p class="many__links"><a class="button" href="#/">"全部草稿"</a></p>
        </main>
    }
}

/// Something that the reports show, again whenever that changes.
fn see<T: PartialEq + Default + Send + Sync + 'static>(
    handle: Handle,
    see: impl Fn(&Model) -> T + Send + Sync + 'static,
) -> Memo<T> {
    handle.read(move |model| model.reports().map(&see).unwrap_or_default())
}

fn does(handle: Handle, step: ReportsStep) -> impl Fn(leptos::ev::MouseEvent) {
    move |_| handle.run(Errand::Reports(step.clone()))
}

/// Does something when Esc is pressed.
fn on_escape(handle: Handle, step: fn() -> ReportsStep) -> impl Fn(KeyboardEvent) + Copy {
    move |event| {
        if event.key() == "Escape" {
            handle.run(Errand::Reports(step()));
        }
    }
}

/// What this page does with files.
#[component]
fn Lead(handle: Handle) -> impl IntoView {
    let is_not_kept = see(handle, Model::is_not_kept);
    let kept = move || match is_not_kept.get() {
        true => "这个浏览器没有存下这些报告，关闭页面后要重新添加。",
        false => "数、检查结果和写的意见存在这个浏览器里，下次打开还在；原文件和正文不保存。",
    };
    view! { <p class="many__lead">"只在这台电脑上读，不上传；草稿不受影响。"{kept}</p> }
}

/// How many there are and how they stand; how far reading has come.
#[component]
fn Summary(handle: Handle) -> impl IntoView {
    let tally = see(handle, Model::tally);
    let is_coming = see(handle, Model::is_coming);
    let words = move || {
        let Tally { all, refused, .. } = tally.get();
        let refused = if refused > 0 { format!("，{refused} 个文件读不了") } else { String::new() };
        format!("读入 {all} 份{refused}。")
    };
    let states = move || {
        let words = state_words(tally.get().states).into_iter().zip(["error", "warning", "none"]);
        let item = |(words, state)| {
            view! { <li><span class=format!("state state--{state}") aria-hidden="true"></span>{words}</li> }
        };
        words.map(item).collect_view()
    };
    let is_there = move || tally.with(|tally| tally.all + tally.refused > 0);
    view! {
        <Show when=move || is_coming.get()><p class="soft">"正在取出上次的报告……"</p></Show>
        <div class="many__summary">
            <Show when=is_there>
                <div><p class="many__count">{words}</p><ul class="states">{states}</ul></div>
            </Show>
            <Progress handle/>
        </div>
    }
}

/// How far reading has come, and the button that stops it.
#[component]
fn Progress(handle: Handle) -> impl IntoView {
    let progress = handle.read(|model| model.reports().and_then(Model::progress));
    let is_reading = Memo::new(move |_| progress.with(Option::is_some));
    let of = move |of: fn(&crate::app::reports::reading::Progress) -> String| {
        progress.with(|progress| progress.as_ref().map(of).unwrap_or_default())
    };
    view! {
        <Show when=move || is_reading.get()>
            <div class="progress">
                <p>"正在读文件："<b>{move || of(|it| format!("{} / {}", it.done, it.all))}</b></p>
                <button type="button" class="button" on:click=does(handle, ReportsStep::Stop)>"停止"</button>
                <progress aria-label="已读的文件" max=move || of(|it| it.all.to_string())
                    prop:value=move || of(|it| it.done.to_string())></progress>
                <p class="soft">{move || of(|it| it.words.clone())}</p>
            </div>
        </Show>
    }
}

/// The files that are not read, each with a sentence.
#[component]
fn Refused(handle: Handle) -> impl IntoView {
    let refused = see(handle, |reports| reports.refused().to_vec());
    let item = |(name, sentence): (String, String)| view! { <li><b>{name}</b>{sentence}</li> };
    move || {
        let refused = refused.get();
        (!refused.is_empty()).then(|| {
            let heading = format!("{} 个文件读不了", refused.len());
            view! {
                <details class="unread" id="unread" open>
                    <summary>{heading}</summary>
                    <ul>{refused.into_iter().map(item).collect_view()}</ul>
                </details>
            }
        })
    }
}

/// What is said where nothing was added yet.
#[component]
fn Nothing() -> impl IntoView {
    view! {
        <div class="many__nothing">
            <p>"把下级单位报来的年报一起添加进来，或者把整个文件夹拖到这里：网页、Word、Excel、PDF、文本和本页的 JSON 都可以。"</p>
            <p>"读完以后逐份列出数和检查结果，可以排序、筛选，看哪种错最常见、谁没交，还可以汇总，再下载。"</p>
        </div>
    }
}

/// The ways to look at the reports.
#[component]
fn Views(handle: Handle) -> impl IntoView {
    let now = see(handle, Model::view);
    let item = move |view: View| {
        let show = does(handle, ReportsStep::Show(view));
        let current = move || (now.get() == view).then_some("page");
        view! { <li><button type="button" id=format!("view-{}", view.id()) aria-current=current on:click=show>{view.name()}</button></li> }
    };
    view! { <nav aria-label="视图"><ul class="views">{View::ALL.map(item).collect_view()}</ul></nav> }
}

/// What can be downloaded.
#[component]
fn Foot(handle: Handle) -> impl IntoView {
    let without_file = see(handle, Model::without_file);
    let not_at_hand = move || match without_file.get() {
        0 => String::new(),
        count => format!("有 {count} 份的原文件不在手边，编不进去；要编，请再添加一次。"),
    };
    let item = move |(out, label)| {
        view! { <button type="button" class="button" on:click=does(handle, ReportsStep::Download(out))>{label}</button> }
    };
    let files = [
        (Out::Workbook, "下载 Excel"),
        (Out::List, "下载清单 CSV"),
        (Out::Matrix, "下载单位与规则 CSV"),
        (Out::Findings, "下载检查结果 CSV"),
    ];
    view! {
        <div class="many__foot">
            <p class="soft">"下载的是现在筛选出来的报告。Excel 里有清单、单位与规则、检查结果；有名单的还有缺报；还有汇总。"</p>
            {files.map(item).collect_view()}
            <p class="soft" id="tables-what">"数据表是给数据库读的：每格一行、每段正文一行，几个 CSV 打成一包，和命令 nianbao table 写的一样。"{not_at_hand}</p>
            <button type="button" class="button" aria-describedby="tables-what" on:click=does(handle, ReportsStep::Download(Out::Tables))>"下载数据表（CSV）"</button>
        </div>
    }
}

/// What is done with all of them: a name, and the end.
#[component]
fn Whole(handle: Handle) -> impl IntoView {
    let name = see(handle, |reports| reports.name().to_owned());
    let count = see(handle, |reports| reports.tally().all);
    let asking = RwSignal::new(false);
    let rename = move |event| handle.run(Errand::Reports(ReportsStep::Name(event_target_value(&event))));
    let clear = move |_| {
        asking.set(false);
        handle.run(Errand::Reports(ReportsStep::Clear));
    };
    let ask = move |_| {
        asking.set(true);
        page::focus(Focus::near("clear-reports"));
    };
    let leave = move |_| {
        asking.set(false);
        page::focus(Focus::near("ask-clear"));
    };
    let asked = move || {
        asking.get().then(|| view! {
            <div class="many__clear" id="clear-reports" tabindex="-1" role="group" aria-label="清空">
                <p>{move || format!("清空后，这里的 {} 份报告和名单不再保留；草稿和原文件不受影响。", count.get())}</p>
                <button type="button" class="button button--main" on:click=clear>"确认清空"</button>
                <button type="button" class="button" on:click=leave>"不清空"</button>
            </div>
        })
    };
    view! {
        <div class="many__whole">
            <label for="reports-name">"这批报告叫什么"</label>
            <input id="reports-name" type="text" autocomplete="off" placeholder="例如：示例市 2024 年度" prop:value=name on:change=rename/>
            <button type="button" class="button" id="ask-clear" on:click=ask>"清空"</button>
            {asked}
        </div>
    }
}
