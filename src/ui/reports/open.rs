//! The report that is open, beside the table: its findings in sentences, and the way to the whole of it as long as its
//! file is at hand.

use leptos::prelude::*;

use super::doing::Doing;
use super::{does, on_escape};
use crate::app::ReportsStep;
use crate::app::reports::shown::{OPEN, OpenReport, finding_name, weight};
use crate::collection::extract::Found;
use crate::ui::handle::Handle;

/// The report that is open.
#[component]
pub fn Open(handle: Handle) -> impl IntoView {
    let open = handle.read(|model| model.reports().and_then(|reports| reports.open()));
    let close = on_escape(handle, || ReportsStep::Open(None));
    move || {
        open.get().map(|open| {
            view! {
                <section class="one" aria-labelledby=OPEN on:keydown=close>{report(handle, open)}</section>
            }
        })
    }
}

fn report(handle: Handle, open: OpenReport) -> impl IntoView {
    let besides = (open.besides > 0)
        .then(|| view! { <p class="soft">{format!("另有 {} 处没有列出，作为草稿打开就能看到。", open.besides)}</p> });
    let findings = match open.findings.is_empty() {
        true => view! { <p>"没有发现问题。"</p> }.into_any(),
        false => {
            let items = open.findings.into_iter().enumerate().map(finding).collect_view();
            view! { <ol class="one__findings">{items}</ol> }.into_any()
        }
    };
    let whole = match open.has_file {
        true => view! {
            <button type="button" class="button" on:click=does(handle, ReportsStep::OpenFile)>"作为草稿打开"</button>
            <p class="soft">"别处来的文件先和来源并排核对，再导入。"</p>
        }
        .into_any(),
        false => view! {
            <p class="soft" id="no-file">"原文件不在手边，这里只存了数和检查结果。要看全文或作为草稿打开，请把这个文件再添加一次。"</p>
        }
        .into_any(),
    };
    let doubts = (!open.doubts.is_empty()).then(|| view! { <p class="one__doubts">{open.doubts}</p> });
    let report = open.report;
    view! {
        <div class="one__head">
            <h2 id=OPEN tabindex="-1">{open.title}</h2>
            <button type="button" class="button button--plain" on:click=does(handle, ReportsStep::Open(None))>"关闭"</button>
        </div>
        <p class="soft">{open.facts}</p>
        {doubts}
        {findings}
        {besides}
        {whole}
        <Doing handle report/>
    }
}

fn finding((at, found): (usize, Found)) -> impl IntoView {
    let (weight, words) = weight(&found);
    let answer = (!found.answer.is_empty())
        .then(|| view! { <p class="one__answer">{format!("单位说明：{}", found.answer)}</p> });
    view! {
        <li id=finding_name(at) tabindex="-1">
            <p><b class=format!("one__weight one__weight--{weight}")>{words}</b>{found.sentence}</p>
            {answer}
            <p class="soft">{format!("{} {}", found.rule.id, found.rule.title)}</p>
        </li>
    }
}
