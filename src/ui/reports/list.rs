//! The list: a report a row, a column for each figure, sorted by the heads.

use leptos::prelude::*;

use super::frame::Frame;
use super::see;
use crate::app::reports::shown::{Line, row_name};
use crate::app::{Errand, ReportsStep};
use crate::collection::list::Column;
use crate::ui::handle::Handle;

/// The list.
#[component]
pub fn List(handle: Handle) -> impl IntoView {
    // A row stays the same element when its report is opened: the focus comes back to it.
    let now_open = see(handle, |reports| reports.open_number());
    let columns = Memo::new(|_| Column::ALL.len());
    let widths = Column::ALL.map(|column| view! { <col class=format!("list__{}", column.id())/> });
    let head = view! {
        <colgroup>{widths.collect_view()}</colgroup>
        <thead><tr aria-rowindex="1">{Column::ALL.map(|column| head(handle, column)).collect_view()}</tr></thead>
    };
    view! {
        <Frame handle name="报告清单" class="list" columns head rows=|reports, range| reports.lines(range)
            row=move |at, line| row(handle, now_open, at, line)/>
    }
}

/// The head of a column: pressed, it sorts.
fn head(handle: Handle, column: Column) -> impl IntoView {
    let order = see(handle, |reports| Some(reports.order()));
    let sorted = move || {
        let order = order.get().filter(|order| order.column == column)?;
        Some(if order.is_descending { "descending" } else { "ascending" })
    };
    let sort = move |_| handle.run(Errand::Reports(ReportsStep::Sort(column)));
    view! {
        <th scope="col" aria-sort=sorted class:num=column.is_of_numbers()>
            <button type="button" class="list__sort" id=format!("sort-{}", column.id()) on:click=sort>{column.name()}</button>
        </th>
    }
}

fn row(handle: Handle, now_open: Memo<Option<usize>>, at: usize, line: Line) -> impl IntoView {
    let Line { report, texts, state } = line;
    let open = move |_| handle.run(Errand::Reports(ReportsStep::Open(Some((report, 0)))));
    let cells = Column::ALL.into_iter().zip(texts).map(move |(column, text)| match column {
        Column::Organ => view! {
            <th scope="row" class:is-open=move || now_open.get() == Some(report)>
                <button type="button" class="button button--link list__open" id=row_name(report) data-row=at
                    title=text.clone() on:click=open>{text.clone()}</button>
            </th>
        }
        .into_any(),
        _ => {
            let is_blank = column.is_of_numbers() && text == "空白";
            let classes = [
                ("num", column.is_of_numbers()),
                ("bad", column == Column::Errors && state == "errors"),
                ("warn", column == Column::Warnings && text != "0"),
                ("soft", is_blank || text == "0"),
            ];
            // One attribute a cell: while files are read the rows are drawn again and again.
            let classes: Vec<&str> =
                classes.into_iter().filter(|(_, is)| *is).map(|(class, _)| class).collect();
            let class = (!classes.is_empty()).then(|| classes.join(" "));
            view! { <td title=text.clone() class=class>{text.clone()}</td> }.into_any()
        }
    });
    cells.collect_view()
}
