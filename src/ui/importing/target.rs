//! The pane of the report as it will be: what stands before it, its texts, and the official tables.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::frames::Frames;
use super::panes::{Head, badge, pick, step};
use crate::app::Queued;
use crate::app::importing::layout::columns_of;
use crate::app::importing::pieces::in_slices;
use crate::app::importing::shown::{Look, Part, target_name};
use crate::document::{DocumentCell, DocumentTable};
use crate::format::HEAD;
use crate::format::texts::TextField;
use crate::ui::handle::Handle;

/// How every field looks.
type Looks = Memo<BTreeMap<&'static str, Look>>;

fn look(looks: Looks, id: &'static str) -> impl Fn() -> Look + Copy + Send {
    move || looks.with(|looks| looks.get(id).cloned().unwrap_or_default())
}

/// The pane.
#[component]
pub fn Target(handle: Handle, frames: Frames) -> impl IntoView {
    let looks =
        handle.read(|model| model.import_preview().map(|preview| preview.looks()).unwrap_or_default());
    let parts =
        handle.look(|model| model.import_preview().map(|preview| preview.parts()).unwrap_or_default());
    let part = move |Part { heading, table, field }: Part| {
        let is_note = table.is_some();
        frames.draw(move || {
            view! {
                <h3>{heading}</h3>
                {table.map(|table| view_table(table, looks, frames))}
                {text(field, is_note, looks)}
            }
            .into_any()
        })
    };
    view! {
        <section class="pane target" aria-labelledby="target-title">
            <Head handle id="target-title" title="导入后" is_source=false/>
            <div class="pane__body" on:focusin=move |event| pick(handle, &event)
                on:click=move |event| pick(handle, &event) on:keydown=move |event| step(&event)>
                <h3>"报告信息"</h3>
                <dl class="facts">{HEAD.iter().map(|fact| head_fact(fact, looks)).collect_view()}</dl>
                {parts.into_iter().map(part).collect_view()}
            </div>
        </section>
    }
}

fn head_fact((id, label): &'static (&'static str, &'static str), looks: Looks) -> impl IntoView {
    let look = look(looks, id);
    let value = move || {
        match look() {
        Look { is_blank: true, .. } => view! { <span class="soft">"来源里没有"</span> }.into_any(),
        Look { text, marks, .. } => view! {
            <button type="button" class="pick" id=target_name(id) data-field=*id>{marks.into_iter().map(badge).collect_view()}{text}</button>
        }
        .into_any(),
    }
    };
    view! { <dt>{*label}</dt><dd>{value}</dd> }
}

fn text(field: TextField, is_note: bool, looks: Looks) -> impl IntoView {
    let look = look(looks, field.id());
    move || {
        let Look { text, is_blank, marks, from, .. } = look();
        if is_blank {
            return (!is_note).then(|| view! { <p class="soft">"来源里没有"</p> }.into_any());
        }
        let lines = text.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
        let from = if from.is_empty() {
            field.name().to_owned()
        } else {
            format!("{}，来自{from}", field.name())
        };
        Some(
            view! {
                <div class="taken" data-field=field.id()>
                    {lines}
                    <button type="button" class="taken__from" id=target_name(field.id())>
                        {marks.into_iter().map(badge).collect_view()}{from}
                    </button>
                </div>
            }
            .into_any(),
        )
    }
}

/// A cell with its row and its column.
type Numbered = (DocumentCell, (usize, usize));

fn view_table(table: DocumentTable, looks: Looks, frames: Frames) -> impl IntoView {
    let numbered = |rows: Vec<Vec<DocumentCell>>, first: usize| -> Vec<Vec<Numbered>> {
        let columns = columns_of(&rows);
        let row = move |(row, (cells, columns)): (usize, (Vec<DocumentCell>, Vec<usize>))| {
            cells.into_iter().zip(columns).map(|(cell, column)| (cell, (first + row, column))).collect()
        };
        rows.into_iter().zip(columns).enumerate().map(row).collect()
    };
    let count = table.head.len();
    let has_head = count > 0;
    let (head, body) = (numbered(table.head, 0), numbered(table.body, count));
    // The cell at which Tab stops.
    let stop = head.iter().chain(&body).flatten().find_map(|(cell, _)| cell.id);
    let rows = |rows: Vec<Vec<Numbered>>| {
        let slice = move |rows: Vec<Vec<Numbered>>| {
            let row = move |cells: Vec<Numbered>| {
                let cells = cells.into_iter().map(|(cell, at)| view_cell(cell, at, stop, looks));
                view! { <tr>{cells.collect_view()}</tr> }
            };
            frames.draw(move || rows.into_iter().map(row).collect_view().into_any())
        };
        in_slices(rows, Vec::len).into_iter().map(slice).collect_view()
    };
    let head = has_head.then(|| view! { <thead>{rows(head)}</thead> });
    let label = format!("{}，可左右滚动", table.caption);
    view! {
        <div class="wide-table" role="region" aria-label=label>
            <table class=format!("grid grid--{}", table.id) data-stops="">
                <caption class="visually-hidden">{table.caption}</caption>
                <colgroup>{(0..table.columns).map(|_| view! { <col/> }).collect_view()}</colgroup>
                {head}
                <tbody>{rows(body)}</tbody>
            </table>
        </div>
    }
}

fn view_cell(
    cell: DocumentCell,
    (row, column): (usize, usize),
    stop: Option<&'static str>,
    looks: Looks,
) -> AnyView {
    let span = |count: usize| (count > 1).then_some(count);
    let (colspan, rowspan) = (span(cell.colspan), span(cell.rowspan));
    let Some(id) = cell.id else {
        return match cell.scope {
            Some(scope) => {
                view! { <th scope=scope.attribute() colspan=colspan rowspan=rowspan>{cell.text}</th> }
                    .into_any()
            }
            None => view! { <td class="remark" colspan=colspan rowspan=rowspan>{cell.text}</td> }.into_any(),
        };
    };
    let look = look(looks, id);
    let tabindex = if stop == Some(id) { "0" } else { "-1" };
    let button = |content: AnyView| {
        view! {
            <button type="button" class="pick" id=target_name(id) data-field=id data-at=format!("{row}.{column}")
                tabindex=tabindex>{content}</button>
        }
    };
    // Most cells stay as they are, and need nothing that watches over them.
    let now = untrack(look);
    if !now.may_change {
        let class = if now.is_blank {
            "blank"
        } else if now.text == "0" {
            "zero"
        } else {
            ""
        };
        let content = button(content(now));
        return view! { <td colspan=colspan rowspan=rowspan class=class>{content}</td> }.into_any();
    }
    let content = button((move || content(look())).into_any());
    view! {
        <td colspan=colspan rowspan=rowspan
            class:blank=move || look().is_blank class:zero=move || look().text == "0"
            class:doubt=move || look().marks.iter().any(|mark| matches!(mark.of, Queued::Doubt(_)))
            class:doubt--done=move || look().marks.iter().all(|mark| mark.is_done)>{content}</td>
    }
    .into_any()
}

/// What stands in a cell.
fn content(look: Look) -> AnyView {
    let Look { text, is_blank, marks, is_worked_out, .. } = look;
    let said = match (is_blank, is_worked_out) {
        (true, false) => view! { <span class="visually-hidden">"空白"</span> }.into_any(),
        (true, true) => view! { <span class="visually-hidden">"自动合计 "</span>{text} }.into_any(),
        (false, _) if text.is_empty() => view! { <span class="visually-hidden">"留空"</span> }.into_any(),
        (false, _) => view! { {text} }.into_any(),
    };
    view! { {marks.into_iter().map(badge).collect_view()}{said} }.into_any()
}
