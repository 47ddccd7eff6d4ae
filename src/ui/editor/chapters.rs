//! The list of chapters: how much is filled, how much is wrong, and the way there.

use leptos::prelude::*;

use crate::browser::page;
use crate::format::texts::TextField;
use crate::format::{Body, Cell, Edition};
use crate::report::Report;
use crate::report::entry::Entry;
use crate::report::figure::Figures;
use crate::route::Route;
use crate::ui::findings::count_words;
use crate::ui::workspace::Workspace;
use crate::validate::{self, Finding};

/// How far a part of the report is.
#[derive(Clone, Default, PartialEq)]
struct Progress {
    filled: usize,
    total: usize,
    is_table: bool,
    counts: [usize; 3],
}

/// The list.
#[component]
pub fn Chapters(workspace: Workspace, current: ReadSignal<Option<usize>>) -> impl IntoView {
    let progress = Memo::new(move |_| {
        workspace
            .findings
            .with(|findings| workspace.history.with(|history| progress_of(history.report(), findings)))
    });
    let chapters = Edition::LATEST.format().chapters.iter().enumerate();
    let first = ("organ", "报告信息".to_owned(), None);
    let others = chapters.map(|(position, chapter)| {
        (chapter.anchor(), format!("{}、{}", chapter.numeral(), chapter.short), Some(position))
    });
    let items = std::iter::once(first).chain(others).map(|(anchor, name, chapter)| {
        let place = chapter.map_or(0, |chapter| chapter + 1);
        let state = Memo::new(move |_| progress.with(|progress| progress[place].clone()));
        let here = move || (current.get() == chapter).then_some("location");
        let go = move |event: web_sys::MouseEvent| {
            event.prevent_default();
            workspace.go_to(anchor);
        };
        let bad = move || state.with(|state| state.counts[0] > 0);
        view! {
            <li>
                <a class="chapters__item" href=Route::Edit(workspace.id(), Some(anchor.into())).hash() aria-current=here on:click=go>
                    {name}
                    <span class="chapters__note">{move || state.with(filled_words)}</span>
                    <span class="chapters__note" class:chapters__note--bad=bad>{move || state.with(|state| count_words(state.counts))}</span>
                </a>
            </li>
        }
    });
    let sum = move || {
        progress.with(|progress| {
            let sum = |is_table| {
                let parts = progress[1..].iter().filter(|part| part.is_table == is_table);
                parts.fold((0, 0), |(filled, total), part| (filled + part.filled, total + part.total))
            };
            (sum(true), sum(false))
        })
    };
    let sum_words = move || {
        let ((numbers, all_numbers), (texts, all_texts)) = sum();
        format!("{numbers} / {all_numbers} 个数字，{texts} / {all_texts} 段文字")
    };
    let id = move || workspace.id();
    let fill_all = move |_| workspace.fill_zeros(&workspace.format().cells);
    view! {
        <nav class="chapters" aria-label="章节" id="chapters" tabindex="-1">
            <ul class="chapters__list">{items.collect_view()}</ul>
            <progress class="chapters__progress" aria-label="已填的数字" max=move || sum().0.1 value=move || sum().0.0></progress>
            <p class="chapters__sum">{sum_words}</p>
            <div class="chapters__actions">
                <button type="button" class="button" on:click=move |_| workspace.go_to_unfilled()>"下一个未填"</button>
                <button type="button" class="button" on:click=move |_| workspace.go_to_finding()>"下一个问题"</button>
                <button type="button" class="button" on:click=fill_all>"整份报告其余填 0"</button>
                <a class="button" href=move || Route::Check(id()).hash()>"检查"</a>
                <a class="button" href=move || Route::Preview(id()).hash()>"预览"</a>
                <a class="button" href=move || Route::Versions(id()).hash()>"版本"</a>
                <button type="button" class="button chapters__top" on:click=|_| page::focus("organ")>"回到表单"</button>
            </div>
        </nav>
    }
}

/// How far the report is: what stands before the first chapter, then the six chapters.
fn progress_of(report: &Report, findings: &[Finding]) -> Vec<Progress> {
    let figures = Figures::of(report);
    let format = report.format();
    let found = |chapter: Option<usize>| {
        let here = findings.iter().filter(|finding| format.chapter_of(finding.target) == chapter);
        validate::count(here)
    };
    let written = |field: TextField| usize::from(!report.text(field).trim().is_empty());
    let head =
        [!report.organ().trim().is_empty(), report.year_number().is_some(), report.published().is_some()];
    let head = Progress {
        filled: head.iter().filter(|there| **there).count(),
        total: head.len(),
        is_table: false,
        counts: found(None),
    };
    let chapters = format.chapters.iter().enumerate().map(|(position, chapter)| match &chapter.body {
        Body::Text(field) => {
            Progress { filled: written(*field), total: 1, is_table: false, counts: found(Some(position)) }
        }
        Body::Table(table, _) => Progress {
            filled: table.cells.iter().filter(|cell| is_filled(report, &figures, **cell)).count(),
            total: table.cells.len(),
            is_table: true,
            counts: found(Some(position)),
        },
    });
    std::iter::once(head).chain(chapters).collect()
}

/// Whether a cell needs nothing more: something was typed, or all parts of its sum are there.
fn is_filled(report: &Report, figures: &Figures, cell: Cell) -> bool {
    match report.cell(cell) {
        Entry::Blank => false,
        Entry::Automatic => figures.at(cell).missing == 0,
        Entry::Number(_) | Entry::Text(_) => true,
    }
}

fn filled_words(state: &Progress) -> String {
    match state {
        Progress { filled: 0, .. } => "未填".to_owned(),
        Progress { filled, total, .. } if filled == total => "已填完".to_owned(),
        Progress { filled, total, .. } => format!("已填 {filled} / {total}"),
    }
}
