//! The document drawn, block by block, as the HTML file has it.

use leptos::prelude::*;

use crate::app::marked::{Piece, Words, pieces};
use crate::app::paper::Shown;
use crate::document::{Block, DocumentCell, DocumentTable, compose};
use crate::report::Report;

/// A report as the document that it is published as.
pub fn document(report: &Report) -> impl IntoView + use<> {
    let whole = |block| Shown { block, has_begun: false, goes_on: false, words: Vec::new() };
    compose(report).blocks.into_iter().map(|block| draw(&whole(block), &[])).collect_view()
}

/// A block, or the part of it on a page; the cells that are meant are marked.
pub fn draw(shown: &Shown, meant: &[&'static str]) -> AnyView {
    let class = match (shown.has_begun, shown.goes_on) {
        (false, false) => None,
        (true, false) => Some("document__rest"),
        (false, true) => Some("document__cut"),
        (true, true) => Some("document__rest document__cut"),
    };
    match &shown.block {
        Block::Title(title) => view! { <h1>{lines(title)}</h1> }.into_any(),
        Block::Form(form) => view! { <p class="document__form">{*form}</p> }.into_any(),
        Block::Heading(heading) => view! { <h2>{*heading}</h2> }.into_any(),
        Block::Paragraph(paragraph) => {
            let (lead, text) = paragraph.parts();
            let (lead, text) = (marked(lead, 0, &shown.words), marked(text, lead.len(), &shown.words));
            match (lead.is_empty(), text.is_empty()) {
                (true, _) => view! { <p class=class>{text}</p> }.into_any(),
                (false, true) if class.is_none() => view! { <h3>{lead}</h3> }.into_any(),
                (false, _) => view! { <p class=class><b>{lead}</b>{text}</p> }.into_any(),
            }
        }
        Block::Code(line) => view! { <p class="document__code">{line.clone()}</p> }.into_any(),
        Block::Signature(signature) => {
            view! { <p class="document__signature">{lines(signature)}</p> }.into_any()
        }
        Block::Table(table) => draw_table(table, meant).into_any(),
    }
}

/// A part of a paragraph that begins at a byte of it, with the words marked that are meant.
fn marked(text: &str, at: usize, words: &[Words]) -> Vec<AnyView> {
    let here = words.iter().map(|it| Words {
        range: it.range.start.saturating_sub(at).min(text.len())
            ..it.range.end.saturating_sub(at).min(text.len()),
        number: it.number.filter(|_| it.range.start >= at),
        ..it.clone()
    });
    let piece = |Piece { text, mark, numbers }: Piece| match mark {
        Some(severity) => {
            let class = format!("mark mark--{}", severity.id());
            let number = (!numbers.is_empty()).then_some(numbers);
            view! { <span class=class data-number=number>{text}</span> }.into_any()
        }
        None => text.into_any(),
    };
    let pieces = pieces(text, here.collect()).into_iter().filter(|piece| !piece.text.is_empty());
    pieces.map(piece).collect()
}

fn lines(lines: &[String]) -> impl IntoView + use<> {
    let last = lines.len().saturating_sub(1);
    let line =
        |(position, line): (usize, String)| view! { {line}{(position < last).then(|| view! { <br/> })} };
    lines.iter().cloned().enumerate().map(line).collect_view()
}

fn draw_table(table: &DocumentTable, meant: &[&'static str]) -> impl IntoView + use<> {
    let rows = |rows: &[Vec<DocumentCell>]| {
        let row = |row: &Vec<DocumentCell>| {
            view! { <tr>{row.iter().map(|cell| draw_cell(cell, meant)).collect_view()}</tr> }
        };
        rows.iter().map(row).collect_view()
    };
    let head = (!table.head.is_empty()).then(|| view! { <thead>{rows(&table.head)}</thead> });
    let sections = table.sections();
    let class = (sections.len() > 1).then_some("document__section");
    let bodies = sections.into_iter().map(|body| view! { <tbody class=class>{rows(body)}</tbody> });
    view! {
        <div class="document__table" role="group" tabindex="0" aria-label=table.caption>
            <table class=format!("document__{}", table.id)>
                <caption>{table.caption}</caption>
                <colgroup>{(0..table.columns).map(|_| view! { <col/> }).collect_view()}</colgroup>
                {head}
                {bodies.collect_view()}
            </table>
        </div>
    }
}

fn draw_cell(cell: &DocumentCell, meant: &[&'static str]) -> AnyView {
    let span = |count: usize| (count > 1).then_some(count);
    let (colspan, rowspan) = (span(cell.colspan), span(cell.rowspan));
    let text = cell.text.clone();
    match cell.scope {
        Some(scope) => {
            view! { <th scope=scope.attribute() colspan=colspan rowspan=rowspan>{text}</th> }.into_any()
        }
        None => {
            let class = cell.id.is_some_and(|id| meant.contains(&id)).then_some("is-meant");
            view! { <td data-cell=cell.id class=class colspan=colspan rowspan=rowspan>{text}</td> }.into_any()
        }
    }
}
