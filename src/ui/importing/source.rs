//! The pane of the source: what the file says, in its order, with the signs of the queue and where each part
//! went.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;

use super::panes::{Head, badge, mark, pick, place_words, step};
use crate::app::Queued;
use crate::app::importing::layout::laid_out;
use crate::app::importing::shown::{Mark, source_name};
use crate::import::grid::Grid;
use crate::import::source::{Block, Content, Place};
use crate::ui::handle::Handle;

/// The most blocks and cells that are drawn; a long report has 3,000.
const MOST: usize = 12_000;

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
pub fn Source(handle: Handle) -> impl IntoView {
    let signs =
        handle.read(|model| model.import_preview().map(|preview| preview.signs()).unwrap_or_default());
    let drawn = handle.look(|model| {
        model.import_preview().map(|preview| {
            let known = Known { linked: preview.linked(), went: preview.went(), signs };
            blocks(&preview.source().blocks, &known)
        })
    });
    mark(handle);
    view! {
        <section class="pane source" aria-labelledby="source-title">
            <Head handle id="source-title" title="来源" is_source=true/>
            <div class="pane__body" on:focusin=move |event| pick(handle, &event)
                on:click=move |event| pick(handle, &event) on:keydown=move |event| step(&event)>
                {drawn}
            </div>
        </section>
    }
}

fn blocks(blocks: &[Block], known: &Known) -> Vec<AnyView> {
    let (mut drawn, mut page, mut left, mut tables) = (Vec::new(), None, MOST, 0);
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        if left == 0 {
            let words = format!("后面还有 {} 段没有画出来，识别时没有漏掉。", blocks.len() - at);
            drawn.push(view! { <p class="source__page"><span>{words}</span></p> }.into_any());
            break;
        }
        if block.page != page {
            page = block.page;
            let words = page.map(|page| format!("第 {page} 页"));
            drawn.push(view! { <p class="source__page"><span>{words}</span></p> }.into_any());
        }
        let place = Place::block(at);
        at += 1;
        left -= 1;
        drawn.push(match &block.content {
            Content::Heading(text) => text_block(place, text, "source__heading", known).into_any(),
            Content::Paragraph(text) => text_block(place, text, "source__prose", known).into_any(),
            Content::Table(grid) => {
                tables += 1;
                let (table, cells) = table(place.block, tables, grid, left, known);
                left -= cells;
                table
            }
            Content::Line(_) => {
                let run = blocks[at - 1..].iter().take(left + 1);
                let run =
                    run.take_while(|other| matches!(other.content, Content::Line(_)) && other.page == page);
                let count = run.count();
                at += count - 1;
                left -= count - 1;
                lines(&blocks[place.block..place.block + count], place.block, known).into_any()
            }
        });
    }
    drawn
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

fn text_block(place: Place, text: &str, class: &'static str, known: &Known) -> impl IntoView + use<> {
    let signs = known.signs(place);
    let linked = known.linked.contains(&place);
    view! {
        <div class="source__text" id=linked.then(|| source_name(place)) tabindex=linked.then_some("-1")
            data-place=linked.then(|| place_words(place))
            class:source__text--none=move || has_open(&signs(), false)
            class:source__text--doubt=move || has_open(&signs(), true)>
            {went(place, known)}
            <p class=class>{text.to_owned()}</p>
        </div>
    }
}

fn lines(run: &[Block], first: usize, known: &Known) -> impl IntoView + use<> {
    let mut stop = "0";
    let line = |(row, block): (usize, &Block)| {
        let Content::Line(text) = &block.content else { return ().into_any() };
        let place = Place::block(first + row);
        if !known.linked.contains(&place) {
            return view! { <p class="source__line">{text.clone()}</p> }.into_any();
        }
        let tabindex = std::mem::replace(&mut stop, "-1");
        picked(place, (row, 0), text, tabindex, known, "source__line").into_any()
    };
    view! { <div class="source__lines" data-stops="">{run.iter().enumerate().map(line).collect_view()}</div> }
}

/// A button for a place, with its signs.
fn picked(
    place: Place,
    at: (usize, usize),
    text: &str,
    tabindex: &'static str,
    known: &Known,
    class: &str,
) -> impl IntoView + use<> {
    let signs = known.signs(place);
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

/// A table, and how many of its cells are drawn.
fn table(block: usize, number: usize, grid: &Grid, most: usize, known: &Known) -> (AnyView, usize) {
    let mut drawn = 0;
    let mut stop = "0";
    let mut rows = Vec::new();
    for row in laid_out(grid) {
        if drawn + row.len() > most {
            break;
        }
        drawn += row.len();
        let cells = row.into_iter().map(|cell| {
            let place = Place::cell(block, cell.row, cell.column);
            let span = |count: usize| (count > 1).then_some(count);
            let content = match known.linked.contains(&place) {
                true => {
                    let tabindex = std::mem::replace(&mut stop, "-1");
                    picked(place, (cell.row, cell.column), cell.text, tabindex, known, "").into_any()
                }
                false => view! { {cell.text.to_owned()} }.into_any(),
            };
            if !known.is_marked(place) {
                return view! { <td colspan=span(cell.colspan) rowspan=span(cell.rowspan)>{content}</td> }
                    .into_any();
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
        });
        rows.push(view! { <tr>{cells.collect_view()}</tr> });
    }
    // What scrolls can be reached by its cells, or by itself.
    let has_no_stop = stop == "0";
    let width = grid.rows.iter().map(Vec::len).max().unwrap_or_default();
    let class = if width > 6 { "grid grid--source grid--wide" } else { "grid grid--source" };
    let whole = Place::block(block);
    let went = match known.linked.contains(&whole) {
        true => text_block(whole, "", "source__prose", known).into_any(),
        false => {
            known.went.get(&block).map(|words| view! { <p class="to">{format!("→ {words}")}</p> }).into_any()
        }
    };
    let label = format!("来源的第 {number} 个表，可左右滚动");
    let caption = format!("来源的第 {number} 个表");
    let table = view! {
        {went}
        <div class="wide-table" role="region" tabindex=has_no_stop.then_some("0") aria-label=label>
            <table class=class data-stops="">
                <caption class="visually-hidden">{caption}</caption>
                <tbody>{rows}</tbody>
            </table>
        </div>
    };
    (table.into_any(), drawn)
}
