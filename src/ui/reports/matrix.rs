//! 单位与规则: a report a row, a rule a column, the commonest first; a press on a number opens the report at it.

use leptos::prelude::*;

use super::frame::Frame;
use super::see;
use crate::app::reports::shown::{Hits, RuleHead, row_name};
use crate::app::{Errand, ReportsStep};
use crate::ui::handle::Handle;

/// How wide the columns are, in pixels (`style/reports.css`).
const UNIT: usize = 230;
const RULE: usize = 92;

/// The matrix.
#[component]
pub fn Matrix(handle: Handle) -> impl IntoView {
    let rules = see(handle, |reports| reports.rules());
    let all = see(handle, |reports| reports.tally().shown);
    // A row stays the same element when its report is opened: the focus comes back to it.
    let now_open = see(handle, |reports| reports.open_number());
    let columns = Memo::new(move |_| 1 + rules.with(Vec::len));
    let widths = move || {
        let rule = |_: &RuleHead| view! { <col style:width=format!("{RULE}px")/> };
        rules.with(|rules| rules.iter().map(rule).collect_view())
    };
    let heads = move || {
        let head = |rule: RuleHead| {
            view! {
                <th scope="col"><span class="soft">{rule.id}</span><b>{rule.title}</b><span>{format!("{} 份", rule.reports)}</span></th>
            }
        };
        rules.get().into_iter().map(head).collect_view()
    };
    let head = view! {
        <colgroup><col style:width=format!("{UNIT}px")/>{widths}</colgroup>
        <thead><tr aria-rowindex="1"><th scope="col">{move || format!("机关（{} 份里有几份）", all.get())}</th>{heads}</tr></thead>
    };
    let is_sound = Memo::new(move |_| rules.with(Vec::is_empty));
    view! {
        <p class="many__lead">"最常见的问题在左边。点一个数，就看那份报告的那一处。空着的没有发现；已经作了说明的不算。"</p>
        <Show when=move || is_sound.get()><p>"这些报告里没有发现问题。"</p></Show>
        <div hidden=move || is_sound.get()>
            <Frame handle name="单位与规则" class="matrix" columns head rows=|reports, range| reports.hits(range)
                row=move |at, hits| row(handle, now_open, at, hits)/>
        </div>
    }
}

fn row(handle: Handle, now_open: Memo<Option<usize>>, at: usize, row: Hits) -> impl IntoView {
    let Hits { report, organ, hits } = row;
    let open =
        move |finding| move |_| handle.run(Errand::Reports(ReportsStep::Open(Some((report, finding)))));
    let cells = hits.into_iter().map(move |hit| {
        let hit = hit.map(|(count, words, id, first)| {
            view! {
                <button type="button" class=format!("hit hit--{id}") data-row=at on:click=open(first)>
                    {count}<span class="visually-hidden">{format!(" 处{words}")}</span>
                </button>
            }
        });
        view! { <td>{hit}</td> }
    });
    view! {
        <th scope="row" class:is-open=move || now_open.get() == Some(report)>
            <button type="button" class="button button--link list__open" id=row_name(report) data-row=at
                title=organ.clone() on:click=open(0)>{organ.clone()}</button>
        </th>
        {cells.collect_view()}
    }
}
