//! What the cell that has the focus asks for, and where its sum comes from. Out of the way until it is
//! asked for, with F1 or its heading; it follows the focus while it is open.

use leptos::prelude::*;

use crate::format::{Cell, NumberCell, help, terms};
use crate::report::entry::Entry;
use crate::report::figure::Figures;
use crate::ui::findings::{blank_links, term_links};
use crate::ui::workspace::Workspace;
use crate::validate::reading::Reading;

/// The panel.
#[component]
pub fn CellHelp(workspace: Workspace) -> impl IntoView {
    let open = workspace.help_is_open;
    let back = move |event: web_sys::KeyboardEvent| {
        if matches!(event.key().as_str(), "Escape" | "F1") {
            event.prevent_default();
            workspace.hide_help();
        }
    };
    let edition = workspace.read(|report| report.edition());
    let body = move || {
        let cell = workspace.focused_cell.get().filter(|cell| cell.edition() == edition.get());
        open.get().then(|| match cell {
            Some(cell) => cell_help(workspace, cell).into_any(),
            None => view! { <p>"把光标放进表里的一格，这里说明它填什么、怎么来的。"</p> }.into_any(),
        })
    };
    view! {
        <section class="help" class:help--open=move || open.get() id="cell-help" tabindex="-1" aria-label="本格说明" on:keydown=back>
            <button type="button" class="help__toggle" aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)>
                "本格说明" <kbd>"F1"</kbd>
            </button>
            <div class="help__body">{body}</div>
        </section>
    }
}

fn cell_help(workspace: Workspace, cell: Cell) -> impl IntoView {
    let declared = cell.declared();
    let parts = help::of_cell(&declared.id).into_iter().flatten().map(view_help).collect_view();
    let terms = terms::in_words(&declared.name).map(|term| {
        view! { <div><dt>{term.name}</dt><dd>{term.meaning}<span class="help__source">{term.source}</span></dd></div> }
    });
    let terms: Vec<_> = terms.collect();
    let terms = (!terms.is_empty()).then(|| view! { <dl class="help__terms">{terms}</dl> });
    view! {
        <h3 class="help__name">{declared.name.clone()}</h3>
        {parts}
        {terms}
        {declared.is_total().then(|| explanation(workspace, declared, cell))}
    }
}

/// What a help says, as paragraphs.
pub fn view_help(help: &'static help::Help) -> impl IntoView {
    let example = (!help.example.is_empty())
        .then(|| view! { <p class="help__example">{format!("例：{}", help.example)}</p> });
    let source = (!help.source.is_empty()).then(|| view! { <span class="help__source">{help.source}</span> });
    view! { <p>{help.asks}{source}</p>{example} }
}

/// Where a total comes from: the cells that make it, and which of them are blank.
fn explanation(workspace: Workspace, declared: &'static NumberCell, cell: Cell) -> impl IntoView {
    move || {
        workspace.history.with(|history| {
            let report = history.report();
            let figures = Figures::of(report);
            let reading = Reading::of(report, &figures, &declared.parts);
            let sum = figures.sum(&declared.parts);
            let head = match report.cell(cell) {
                Entry::Automatic if sum.missing == 0 => format!("自动合计 {}：", sum.value),
                Entry::Automatic if reading.blanks.is_empty() => {
                    format!("自动合计，目前 {}，还有没填完的或不是数字的格：", sum.value)
                }
                Entry::Automatic => format!("自动合计，目前 {}，还有空白：", sum.value),
                _ => format!("由人填写 {}；各部分合计 {}：", figures.text(report, cell), sum.value),
            };
            let others = if reading.terms.is_empty() { "" } else { "另有 " };
            let zeros =
                (reading.zeros > 0).then(|| view! { <p>{format!("{others}{} 格是 0。", reading.zeros)}</p> });
            view! {
                <h3 class="help__name">"这个数怎么来的"</h3>
                <p>{head}</p>
                {term_links(workspace, &reading.terms, &declared.parts)}
                {zeros}
                {blank_links(workspace, &reading.blanks, &declared.parts)}
            }
        })
    }
}
