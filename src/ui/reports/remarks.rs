//! 退回意见: the units with what goes back to them, and the sheet of the one that is open, on which something is said to
//! each finding.

use leptos::prelude::*;

use super::frame::Frame;
use super::{does, on_escape, see};
use crate::app::reports::remarks::{Form, MOST_SHEETS, OpenSheet, RemarksStep, SheetLine};
use crate::app::reports::shown::{OPEN, row_name};
use crate::app::{Errand, ReportsStep};
use crate::collection::remarks::Remark;
use crate::ui::handle::Handle;
use crate::validate::Severity;

const HEADS: [&str; 6] = ["机关", "错误", "提醒", "比出来的", "已写意见", "退回"];

fn step(handle: Handle, step: RemarksStep) {
    handle.run(Errand::Reports(ReportsStep::Remarks(step)));
}

/// The units.
#[component]
pub fn Units(handle: Handle) -> impl IntoView {
    let now_open = see(handle, |reports| reports.open_number());
    let columns = Memo::new(|_| HEADS.len());
    let widths = HEADS.map(|name| view! { <col class:list__organ=name == "机关"/> });
    let heads =
        HEADS.map(|name| view! { <th scope="col" class:num=name != "机关" && name != "退回">{name}</th> });
    let head = view! {
        <colgroup>{widths.collect_view()}</colgroup>
        <thead><tr aria-rowindex="1">{heads.collect_view()}</tr></thead>
    };
    view! {
        <p class="many__lead">"点一家，写对它说的话。“比出来的”是和上年、和别家比才看得出的。只有提示的不退回，除非写了意见。"</p>
        <Whole handle/>
        <Frame handle name="退回意见" class="list list--remarks" columns head rows=|reports, range| reports.sheet_lines(range)
            row=move |at, line| row(handle, now_open, at, line)/>
    }
}

/// What stands on every sheet, and all sheets at once.
#[component]
fn Whole(handle: Handle) -> impl IntoView {
    let said = see(handle, |reports| reports.due_and_from());
    let counts = see(handle, |reports| reports.going_counts());
    let due = move |event| step(handle, RemarksStep::Due(event_target_value(&event)));
    let from = move |event| step(handle, RemarksStep::From(event_target_value(&event)));
    let words = move || {
        let (going, at_hand) = counts.get();
        let missing = match going - at_hand.min(going) {
            0 => String::new(),
            missing => format!("其中 {missing} 份的原文件不在手边，没有可打开的文件。"),
        };
        format!("现在列出的有 {going} 份要退回。{missing}一次最多打包 {MOST_SHEETS} 份。")
    };
    view! {
        <div class="remarks__whole">
            <div><label for="remarks-due">"请在哪天以前重新报送"</label><input id="remarks-due" type="date" prop:value=move || said.get().0 on:change=due/></div>
            <div class="remarks__from"><label for="remarks-from">"退回的机关、联系电话"</label><input id="remarks-from" type="text" autocomplete="off" prop:value=move || said.get().1 on:change=from/></div>
            <button type="button" class="button button--main" on:click=move |_| step(handle, RemarksStep::DownloadAll)>"全部打包下载"</button>
            <p class="soft">{words}</p>
        </div>
    }
}

fn row(handle: Handle, now_open: Memo<Option<usize>>, at: usize, line: SheetLine) -> impl IntoView {
    let SheetLine { report, organ, counts, goes } = line;
    let open = move |_| step(handle, RemarksStep::Write(report));
    let counts = counts.map(|count| view! { <td class="num" class:soft=count == 0>{count}</td> });
    view! {
        <th scope="row" class:is-open=move || now_open.get() == Some(report)>
            <button type="button" class="button button--link list__open" id=row_name(report) data-row=at
                title=organ.clone() on:click=open>{organ.clone()}</button>
        </th>
        {counts.collect_view()}
        <td>{if goes { "退回" } else { "不退回" }}</td>
    }
}

/// The sheet of the unit that is open.
#[component]
pub fn Sheet(handle: Handle) -> impl IntoView {
    // What is said is no part of it: a field stays the same element while somebody writes.
    let open = see(handle, |reports| reports.open_sheet());
    let close = on_escape(handle, || ReportsStep::Open(None));
    move || {
        open.get().map(|open| {
            view! {
                <section class="one one--sheet" aria-labelledby=OPEN on:keydown=close>{sheet(handle, open)}</section>
            }
        })
    }
}

fn sheet(handle: Handle, open: OpenSheet) -> impl IntoView {
    let OpenSheet { report, title, remarks, besides, has_file } = open;
    let besides =
        (besides > 0).then(|| view! { <p class="soft">{format!("另有 {besides} 处没有列出。")}</p> });
    let items = match remarks.is_empty() {
        true => view! { <p>"没有发现问题。"</p> }.into_any(),
        false => {
            let items = remarks.into_iter().enumerate().map(|it| item(handle, report, it));
            view! { <ol class="one__findings">{items.collect_view()}</ol> }.into_any()
        }
    };
    let form = |form: Form| {
        let download = move |_| step(handle, RemarksStep::Download(report, form));
        view! { <button type="button" class="button" id=format!("sheet-{}", form.id()) on:click=download>{form.name()}</button> }
    };
    let forms = Form::ALL.into_iter().filter(|it| has_file || *it != Form::Report).map(form);
    let what = match has_file {
        true => "“可打开的文件”发给单位，用本程序打开，意见就标在格子和正文上。",
        false => "原文件不在手边，没有可打开的文件。要做，请把这个文件再添加一次。",
    };
    view! {
        <div class="one__head">
            <h2 id=OPEN tabindex="-1">{title}</h2>
            <button type="button" class="button button--plain" on:click=does(handle, ReportsStep::Open(None))>"关闭"</button>
        </div>
        {items}
        {besides}
        <Note handle report to=None label="对整份报告的意见"/>
        <div class="one__forms" role="group" aria-label="下载这一份">{forms.collect_view()}</div>
        <p class="soft" id="sheet-file">{what}</p>
    }
}

fn item(handle: Handle, report: usize, (at, remark): (usize, Remark)) -> impl IntoView {
    let (weight, words) = match remark.answer.is_empty() {
        true => (remark.severity.id(), remark.severity.name()),
        false => (Severity::Hint.id(), "已说明"),
    };
    let answer = (!remark.answer.is_empty())
        .then(|| view! { <p class="one__answer">{format!("单位说明：{}", remark.answer)}</p> });
    view! {
        <li>
            <p><b class=format!("one__weight one__weight--{weight}")>{words}</b>{remark.sentence}</p>
            {answer}
            <p class="soft">{remark.basis}</p>
            <Note handle report to=Some(at) label="意见"/>
        </li>
    }
}

/// The field for what is said to a remark, or to the whole report.
#[component]
fn Note(handle: Handle, report: usize, to: Option<usize>, label: &'static str) -> impl IntoView {
    let name = to.map_or("note-whole".to_owned(), |at| format!("note-{at}"));
    let label = to.map_or(label.to_owned(), |at| format!("{label}（第 {} 条）", at + 1));
    let said = see(handle, move |reports| reports.note(report, to));
    let say = move |event| step(handle, RemarksStep::Note(report, to, event_target_value(&event)));
    view! {
        <div class="note">
            <label for=name.clone()>{label}</label>
            <textarea id=name rows="2" prop:value=said on:change=say></textarea>
        </div>
    }
}
