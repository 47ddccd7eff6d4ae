//! A table of the report with inputs where the numbers go, drawn from its declaration.

use leptos::prelude::*;

use crate::format::table::{Content, Narrow, Table, TableCell};
use crate::format::{Cell, Format, Kind};
use crate::ui::workspace::{CellView, Mark, Workspace};

/// The table of a chapter, counted from 0, with its tools.
pub fn chapter_table(
    workspace: Workspace,
    format: &'static Format,
    chapter: usize,
) -> Option<impl IntoView + use<>> {
    let table = format.chapters[chapter].table()?;
    let has_totals = table.cells.iter().any(|cell| cell.declared().is_total());
    let hint = if has_totals {
        "总计自动计算，可以改写；清空就恢复自动。"
    } else {
        "没有的填 0，不留空白。"
    };
    let one_column = match &table.narrow {
        Narrow::OneColumn { of, columns } => Some((*of, columns)),
        Narrow::Whole | Narrow::Upright => None,
    };
    let applicant = move || one_column.map(|_| workspace.applicant.get() + 1);
    Some(view! {
        <div class="table-tools">
            <span id=format!("{}-hint", table.id)>{hint}</span>
            {table.absence.as_ref().map(|absence| view! {
                <button type="button" class="button"
                    on:click=move |_| workspace.claim_absence(table, absence)>{absence.claim}</button>
            })}
            <button type="button" class="button" on:click=move |_| workspace.fill_zeros(&table.cells)>"其余填 0"</button>
        </div>
        {one_column.map(|(of, columns)| applicant_choice(workspace, of, columns))}
        <table class=format!("form form--{}", table.id) data-applicant=applicant>
            <caption class="visually-hidden">{table.caption}</caption>
            <colgroup>{(0..table.columns).map(|_| view! { <col/> }).collect_view()}</colgroup>
            {(!table.head.is_empty()).then(|| view! { <thead>{rows(workspace, table, &table.head)}</thead> })}
            <tbody>{rows(workspace, table, &table.body)}</tbody>
        </table>
    })
}

/// On a narrow screen a wide table shows one column at a time: which one.
fn applicant_choice(
    workspace: Workspace,
    of: &'static str,
    columns: &'static [&'static str],
) -> impl IntoView {
    let options = columns.iter().enumerate().map(|(position, label)| {
        view! { <option value=position selected=move || workspace.applicant.get() == position>{*label}</option> }
    });
    let choose = move |event| workspace.applicant.set(event_target_value(&event).parse().unwrap_or(0));
    view! {
        <div class="applicant">
            <label for="applicant">{of}</label>
            <select id="applicant" on:change=choose>{options.collect_view()}</select>
        </div>
    }
}

fn rows(
    workspace: Workspace,
    table: &'static Table,
    rows: &'static [Vec<TableCell>],
) -> impl IntoView + use<> {
    let cell = move |cell: &'static TableCell| match cell.content {
        Content::Heading(label, scope) => view! {
            <th scope=scope.attribute() colspan=span(cell.colspan) rowspan=span(cell.rowspan)>{label}</th>
        }
        .into_any(),
        Content::Remark(text) => view! {
            <td class="form__remark" colspan=span(cell.colspan) rowspan=span(cell.rowspan)>{text}</td>
        }
        .into_any(),
        Content::Number(number) => number_cell(workspace, table, number, cell.colspan).into_any(),
    };
    rows.iter().map(|row| view! { <tr>{row.iter().map(cell).collect_view()}</tr> }).collect_view()
}

fn span(count: usize) -> Option<usize> {
    (count > 1).then_some(count)
}

fn number_cell(
    workspace: Workspace,
    table: &'static Table,
    position: Cell,
    colspan: usize,
) -> impl IntoView + use<> {
    let cell = position.declared();
    let view = workspace.cell(&cell.id);
    let mode = match cell.kind {
        Kind::Count => "numeric",
        Kind::Money => "decimal",
        // The number pads of phones have no sign.
        Kind::Change => "text",
    };
    // The columns of a wide table stand above each other on a narrow screen, each under its own name.
    let narrow_name = matches!(table.narrow, Narrow::Upright).then(|| cell.name.clone());
    let described = cell.is_total().then(|| format!("{}-hint", table.id));
    // Not in the order of Tab: emptying the cell does the same, and Tab goes from number to number.
    let set_back = cell.is_total().then(|| {
        let label = format!("恢复自动计算：{}", cell.name);
        move || {
            let label = label.clone();
            view.with(|view| view.typed_total).then(|| {
                view! {
                    <button type="button" class="set-back" tabindex="-1" title="恢复自动计算" aria-label=label
                        on:click=move |_| workspace.set_back(position)>"↺"</button>
                }
            })
        }
    });
    view! {
        <td class=move || view.with(class) colspan=span(colspan) data-name=narrow_name>
            <input id=cell.id.as_str() type="text" inputmode=mode autocomplete="off" spellcheck="false"
                aria-label=cell.name.as_str() aria-describedby=described
                aria-invalid=move || view.with(|view| view.mark != Mark::None).then_some("true")
                prop:value=move || view.with(|view| view.text.clone())/>
            {cell.unit.map(|unit| view! { <span class="cell__unit" aria-hidden="true">{unit}</span> })}
            {set_back}
        </td>
    }
}

fn class(view: &CellView) -> String {
    let parts = [
        (view.automatic, " cell--auto"),
        (view.automatic && view.missing > 0, " cell--unfinished"),
        (view.typed_total, " cell--typed"),
        (view.text == "0", " cell--zero"),
        (view.mark != Mark::None, " cell--side"),
        (view.mark == Mark::Bad, " cell--bad"),
        (view.selected, " cell--selected"),
        (view.text.len() > 5, " cell--long"),
    ];
    let parts = parts.into_iter().filter_map(|(holds, part)| holds.then_some(part));
    std::iter::once("cell").chain(parts).collect()
}
