//! A long table of which only what is seen is drawn: rows of one height in a frame that scrolls. The arrow keys go from
//! row to row, Page Up, Page Down, Home and End further.

use std::hash::Hash;
use std::ops::Range;

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::see;
use crate::app::Focus;
use crate::app::reports::Reports;
use crate::app::reports::shown::ROW;
use crate::browser::page;
use crate::collection::list::Window;
use crate::ui::handle::Handle;

/// How high a frame is before it was measured.
const USUAL: usize = 560;
/// The mark that what opens a row bears: its number in the table.
pub const MARK: &str = "data-row";

/// What gives some rows, each with its number in the table.
type Rows<R> = fn(&Reports, Range<usize>) -> Vec<(usize, R)>;

/// The frame. `rows` gives some rows, `row` draws one; `name` says what stands in the table.
#[component]
pub fn Frame<R, H, D, V>(
    handle: Handle,
    name: &'static str,
    class: &'static str,
    columns: Memo<usize>,
    head: H,
    rows: Rows<R>,
    row: D,
) -> impl IntoView
where
    R: Clone + PartialEq + Eq + Hash + Send + Sync + 'static,
    H: IntoView + 'static,
    D: Fn(usize, R) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let frame = NodeRef::<Div>::new();
    let scrolled = RwSignal::new(0);
    let height = RwSignal::new(USUAL);
    let count = see(handle, |reports| reports.rows());
    let window = Memo::new(move |_| Window::of(count.get(), ROW, scrolled.get(), height.get()));
    let drawn = see(handle, move |reports| rows(reports, window.with(|window| window.rows.clone())));
    let measure = move || {
        if let Some(frame) = frame.get_untracked() {
            let head = frame.query_selector("thead").ok().flatten();
            let head = head.map_or(0, |head| head.client_height().max(0));
            height.set((frame.client_height() - head).max(ROW as i32) as usize);
            scrolled.set(frame.scroll_top().max(0) as usize);
        }
    };
    let press = move |event: KeyboardEvent| {
        let Some(at) = row_of(&event).filter(|_| !event.ctrl_key() && !event.alt_key()) else { return };
        measure();
        let last = count.get_untracked().saturating_sub(1);
        let page_of = (height.get_untracked() / ROW).max(1);
        let to = match event.key().as_str() {
            "ArrowDown" => at + 1,
            "ArrowUp" => at.saturating_sub(1),
            "PageDown" => at + page_of,
            "PageUp" => at.saturating_sub(page_of),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        let to = to.min(last);
        let top = Window::reveal(to, ROW, scrolled.get_untracked(), height.get_untracked());
        if let Some(frame) = frame.get_untracked() {
            frame.set_scroll_top(top as i32);
        }
        scrolled.set(top);
        let goal = handle.look(|model| model.reports().and_then(|reports| reports.name_of_row(to)));
        goal.into_iter().for_each(|goal| page::focus(Focus::near(goal)));
    };
    let room = move |of: fn(&Window) -> usize| {
        let high = Memo::new(move |_| window.with(of));
        view! {
            <tr aria-hidden="true" class="room" hidden=move || high.get() == 0>
                <td colspan=columns style:height=move || format!("{}px", high.get())></td>
            </tr>
        }
    };
    let child = move |(at, one): (usize, R)| {
        view! { <tr aria-rowindex=at + 2 class="row">{row(at, one)}</tr> }
    };
    view! {
        <div class="wide-table" role="region" aria-label=format!("{name}，可以滚动") tabindex="0" node_ref=frame
            on:scroll=move |_| measure() on:keydown=press>
            <table class=class aria-rowcount=move || count.get() + 1>
                <caption class="visually-hidden">{name}</caption>
                {head}
                <tbody>
                    {room(|window| window.above)}
                    <For each=move || drawn.get() key=Clone::clone children=child/>
                    {room(|window| window.below)}
                </tbody>
            </table>
        </div>
    }
}

/// The row in which a key was pressed, by its number in the table.
fn row_of(event: &KeyboardEvent) -> Option<usize> {
    let target: HtmlElement = page::target(event)?.dyn_into().ok()?;
    target.closest(&format!("[{MARK}]")).ok().flatten()?.get_attribute(MARK)?.parse().ok()
}
