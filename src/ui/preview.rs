//! The page of the preview: the document as it is published, drawn from the tree that the HTML file is
//! made from, with the same style.

use leptos::prelude::*;

use super::handle::Handle;
use super::stored;
use crate::app::Screen;
use crate::document::{Block, DocumentCell, DocumentTable, compose};
use crate::draft::Unreadable;
use crate::report::Report;
use crate::route::Route;

/// The page `#/preview/<id>`.
#[component]
pub fn Preview(handle: Handle) -> impl IntoView {
    let edit = Route::Edit(handle.look(|model| model.id()), None).hash();
    let report = handle.read(|model| model.report().cloned());
    let blocks = move || report.get().map(|report| document(&report));
    let record = handle.read(|model| match model.screen() {
        Screen::Looking(looking) => Some(looking.record.clone()),
        _ => None,
    });
    let read_only = move || record.get().map(|record| view! { <ReadOnly handle record/> });
    let print = |_| {
        if let Some(window) = web_sys::window() {
            let _ = window.print();
        }
    };
    view! {
        <div class="preview">
            <nav class="preview__links" aria-label="预览">
                {move || record.with(Option::is_none).then(|| view! {
                    <a class="button" href=edit.clone()>"回到报告"</a>
                })}
                <button type="button" class="button" on:click=print>"打印"</button>
            </nav>
            <main>
                {read_only}
                <div class="preview__sheet document">{blocks}</div>
            </main>
        </div>
    }
}

/// Why the report can only be looked at, and its record to be kept.
#[component]
fn ReadOnly(handle: Handle, record: Unreadable) -> impl IntoView {
    view! {
        <p class="preview__note" id="read-only">
            {format!("这份草稿{}这里只能看，不能改；原记录没有改动。", record.reason)}
            <stored::DownloadRecord handle record/>
        </p>
    }
}

/// A report as the document that it is published as.
pub fn document(report: &Report) -> impl IntoView + use<> {
    compose(report).blocks.into_iter().map(block).collect_view()
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Title(title) => view! { <h1 tabindex="-1">{lines(title)}</h1> }.into_any(),
        Block::Heading(heading) => view! { <h2>{heading}</h2> }.into_any(),
        Block::Paragraph(text) => view! { <p>{text}</p> }.into_any(),
        Block::Signature(signature) => {
            view! { <p class="document__signature">{lines(signature)}</p> }.into_any()
        }
        Block::Table(table) => view_table(table).into_any(),
    }
}

fn lines(lines: Vec<String>) -> impl IntoView {
    let last = lines.len().saturating_sub(1);
    let line = |(position, line)| view! { {line}{(position < last).then(|| view! { <br/> })} };
    lines.into_iter().enumerate().map(line).collect_view()
}

fn view_table(table: DocumentTable) -> impl IntoView {
    let rows = |rows: Vec<Vec<DocumentCell>>| {
        let row = |row: Vec<DocumentCell>| view! { <tr>{row.into_iter().map(cell).collect_view()}</tr> };
        rows.into_iter().map(row).collect_view()
    };
    let head = (!table.head.is_empty()).then(|| view! { <thead>{rows(table.head)}</thead> });
    view! {
        <div class="document__table" role="group" tabindex="0" aria-label=table.caption>
            <table class=format!("document__{}", table.id)>
                <caption>{table.caption}</caption>
                <colgroup>{(0..table.columns).map(|_| view! { <col/> }).collect_view()}</colgroup>
                {head}
                <tbody>{rows(table.body)}</tbody>
            </table>
        </div>
    }
}

fn cell(cell: DocumentCell) -> AnyView {
    let span = |count: usize| (count > 1).then_some(count);
    let (colspan, rowspan) = (span(cell.colspan), span(cell.rowspan));
    match cell.scope {
        Some(scope) => {
            view! { <th scope=scope.attribute() colspan=colspan rowspan=rowspan>{cell.text}</th> }.into_any()
        }
        None => view! { <td data-cell=cell.id colspan=colspan rowspan=rowspan>{cell.text}</td> }.into_any(),
    }
}
