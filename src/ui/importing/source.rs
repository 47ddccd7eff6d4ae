//! The pane of the source: what the file says, in its order, with the signs of the queue and where each part
//! went.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use leptos::prelude::*;

use super::frames::Frames;
use super::panes::{Head, badge, mark, pick, place_words, step};
use crate::app::Queued;
use crate::app::importing::layout::LaidOut;
use crate::app::importing::pieces::{Piece, in_slices, slices};
use crate::app::importing::shown::{Mark, source_name};
use crate::import::source::Place;
use crate::ui::handle::Handle;

/// What the drawing of a source needs to know of it.
struct Known {
    linked: BTreeSet<Place>,
    went: BTreeMap<usize, String>,
    signs: Memo<BTreeMap<Place, Vec<Mark>>>,
}

impl Known {
    /// Whether something of the queue is about a place; that never changes, what is drawn of it does.
    fn is_marked(&self, place: Place) -> bool {
        self.signs.with_untracked(|signs| signs.contains_key(&place))
    }

    fn signs(&self, place: Place) -> impl Fn() -> Vec<Mark> + Copy + Send + use<> {
        let signs = self.signs;
        move || signs.with(|signs| signs.get(&place).cloned().unwrap_or_default())
    }
}

/// The pane.
#[component]
pub fn Source(handle: Handle, frames: Frames) -> impl IntoView {
    let signs =
        handle.read(|model| model.import_preview().map(|preview| preview.signs()).unwrap_or_default());
    let look = handle.look(|model| {
        model.import_preview().map(|preview| {
            let known = Known { linked: preview.linked(), went: preview.went(), signs };
            (slices(&preview.source().blocks), Arc::new(known))
        })
    });
    let slices = look.map(|(slices, known)| {
        let slice = move |pieces: Vec<Piece>| {
            let known = known.clone();
            frames.draw(move || {
                pieces.into_iter().map(|piece| draw(piece, &known, frames)).collect_view().into_any()
            })
        };
        slices.into_iter().map(slice).collect_view()
    });
    mark(handle, frames);
    view! {
        <section class="pane source" aria-labelledby="source-title">
            <Head handle id="source-title" title="来源" is_source=true/>
            <div class="pane__body" on:focusin=move |event| pick(handle, &event)
                on:click=move |event| pick(handle, &event) on:keydown=move |event| step(&event)>
                {slices}
            </div>
        </section>
    }
}

fn draw(piece: Piece, known: &Arc<Known>, frames: Frames) -> AnyView {
    match piece {
        Piece::Page(page) => between(format!("第 {page} 页")).into_any(),
        Piece::Rest(count) => between(format!("后面还有 {count} 段没有画出来，识别时没有漏掉。")).into_any(),
        Piece::Text { block, text, is_heading } => {
            let class = if is_heading { "source__heading" } else { "source__prose" };
            text_block(Place::block(block), text, class, known)
        }
        Piece::Lines { first, lines } => view_lines(first, lines, known, frames).into_any(),
        Piece::Table { block, number, width, rows } => {
            view_table(block, number, width, rows, known, frames).into_any()
        }
    }
}

fn between(words: String) -> impl IntoView {
    view! { <p class="source__page"><span>{words}</span></p> }
}

/// Whether something is settled is known to its signs alone.
fn has_open(signs: &[Mark], of_doubt: bool) -> bool {
    signs.iter().any(|mark| matches!(mark.of, Queued::Doubt(_)) == of_doubt && !mark.is_done)
}

/// Where a part of the source went, with its signs; said once of parts that follow each other.
fn went(place: Place, known: &Known) -> Option<impl IntoView + use<>> {
    let signs = known.signs(place);
    let words = known.went.get(&place.block).map(|words| format!("→ {words}"));
    let before = place.block.checked_sub(1).and_then(|before| known.went.get(&before));
    let is_said = before.is_some() && before == known.went.get(&place.block) && signs().is_empty();
    (known.linked.contains(&place) && !is_said).then(|| {
        view! {
            <button type="button" class="to">
                {move || signs().into_iter().map(badge).collect_view()}
                {words.unwrap_or_else(|| "看这一段".to_owned())}
            </button>
        }
    })
}

fn text_block(place: Place, text: String, class: &'static str, known: &Known) -> AnyView {
    let linked = known.linked.contains(&place);
    if !linked && !known.is_marked(place) {
        return view! { <div class="source__text"><p class=class>{text}</p></div> }.into_any();
    }
    let signs = known.signs(place);
    view! {
        <div class="source__text" id=linked.then(|| source_name(place)) tabindex=linked.then_some("-1")
            data-place=linked.then(|| place_words(place))
            class:source__text--none=move || has_open(&signs(), false)
            class:source__text--doubt=move || has_open(&signs(), true)>
            {went(place, known)}
            <p class=class>{text}</p>
        </div>
    }
    .into_any()
}

fn view_lines(first: usize, lines: Vec<String>, known: &Arc<Known>, frames: Frames) -> impl IntoView + use<> {
    let lines: Vec<_> =
        lines.into_iter().enumerate().map(|(row, text)| (row, Place::block(first + row), text)).collect();
    let stop = lines.iter().map(|(_, place, _)| *place).find(|place| known.linked.contains(place));
    let slice = |lines: Vec<(usize, Place, String)>| {
        let known = known.clone();
        let line = move |(row, place, text): (usize, Place, String)| {
            if !known.linked.contains(&place) {
                return view! { <p class="source__line">{text}</p> }.into_any();
            }
            picked(place, (row, 0), &text, stop, &known, "source__line").into_any()
        };
        frames.draw(move || lines.into_iter().map(line).collect_view().into_any())
    };
    let slices = in_slices(lines, |_| 1).into_iter().map(slice).collect_view();
    view! { <div class="source__lines" data-stops="">{slices}</div> }
}

/// A button for a place, with its signs.
fn picked(
    place: Place,
    at: (usize, usize),
    text: &str,
    stop: Option<Place>,
    known: &Known,
    class: &str,
) -> impl IntoView + use<> {
    let signs = known.signs(place);
    let tabindex = if stop == Some(place) { "0" } else { "-1" };
    let text = match text.trim() {
        "" => view! { <span class="visually-hidden">"空白"</span> }.into_any(),
        text => view! { {text.to_owned()} }.into_any(),
    };
    view! {
        <button type="button" class=format!("pick {class}") id=source_name(place) tabindex=tabindex
            data-place=place_words(place) data-at=format!("{}.{}", at.0, at.1)>
            {known.is_marked(place).then_some(move || signs().into_iter().map(badge).collect_view())}{text}
        </button>
    }
}

fn view_table(
    block: usize,
    number: usize,
    width: usize,
    rows: Vec<Vec<LaidOut>>,
    known: &Arc<Known>,
    frames: Frames,
) -> impl IntoView + use<> {
    let mut places = rows.iter().flatten().map(|cell| Place::cell(block, cell.row, cell.column));
    let stop = places.find(|place| known.linked.contains(place));
    let slice = |rows: Vec<Vec<LaidOut>>| {
        let known = known.clone();
        let row = move |cells: Vec<LaidOut>| {
            let cells = cells.into_iter().map(|cell| view_cell(block, cell, stop, &known)).collect_view();
            view! { <tr>{cells}</tr> }
        };
        frames.draw(move || rows.into_iter().map(row).collect_view().into_any())
    };
    let rows = in_slices(rows, Vec::len).into_iter().map(slice).collect_view();
    let class = if width > 6 { "grid grid--source grid--wide" } else { "grid grid--source" };
    let whole = Place::block(block);
    let went = match known.linked.contains(&whole) {
        true => text_block(whole, String::new(), "source__prose", known),
        false => {
            known.went.get(&block).map(|words| view! { <p class="to">{format!("→ {words}")}</p> }).into_any()
        }
    };
    let label = format!("来源的第 {number} 个表，可左右滚动");
    let caption = format!("来源的第 {number} 个表");
    // What scrolls can be reached by its cells, or by itself.
    view! {
        {went}
        <div class="wide-table" role="region" tabindex=stop.is_none().then_some("0") aria-label=label>
            <table class=class data-stops="">
                <caption class="visually-hidden">{caption}</caption>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn view_cell(block: usize, cell: LaidOut, stop: Option<Place>, known: &Known) -> AnyView {
    let place = Place::cell(block, cell.row, cell.column);
    let span = |count: usize| (count > 1).then_some(count);
    let content = match known.linked.contains(&place) {
        true => picked(place, (cell.row, cell.column), &cell.text, stop, known, "").into_any(),
        false => cell.text.into_any(),
    };
    if !known.is_marked(place) {
        return view! { <td colspan=span(cell.colspan) rowspan=span(cell.rowspan)>{content}</td> }.into_any();
    }
    let signs = known.signs(place);
    view! {
        <td colspan=span(cell.colspan) rowspan=span(cell.rowspan)
            class:doubt=move || signs().iter().any(|mark| matches!(mark.of, Queued::Doubt(_)))
            class:doubt--done=move || signs().iter().all(|mark| mark.is_done)
            class:nowhere=move || signs().iter().any(|mark| matches!(mark.of, Queued::Unplaced(_)))>
            {content}
        </td>
    }
    .into_any()
}
