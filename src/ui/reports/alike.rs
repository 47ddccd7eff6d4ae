//! 雷同: pairs of reports of which chapters are nearly the same, and names of others that were left in.

use leptos::prelude::*;

use super::{does, on_escape, see};
use crate::app::reports::alike::{OPEN, OpenPair, PairLine, StrangerLine, pair_name};
use crate::app::reports::beside::BesideStep;
use crate::app::reports::shown::row_name;
use crate::app::{Errand, ReportsStep};
use crate::ui::handle::Handle;

/// What is nearly the same.
#[component]
pub fn Alike(handle: Handle) -> impl IntoView {
    view! {
        <p class="many__lead">"全部报告一起比，不受筛选影响；同一个机关的历年不算。比例按文字的指纹估算，是不是照抄要由人来看。"</p>
        <Pairs handle/>
        <Open handle/>
        <Strangers handle/>
    }
}

#[component]
fn Pairs(handle: Handle) -> impl IntoView {
    let pairs = see(handle, |reports| reports.pairs());
    let now_open = see(handle, |reports| reports.open_pair_number());
    let row = move |(at, pair): (usize, PairLine)| {
        let [one, other] = pair.organs;
        let label = format!("看相同的句子：{one}，{other}");
        let is_open = move || if now_open.get() == Some(at) { "true" } else { "false" };
        view! {
            <tr>
                <th scope="row">{one}</th>
                <td>{other}</td>
                <td>{pair.chapters}</td>
                <td><button type="button" class="button" id=pair_name(at) aria-expanded=is_open aria-label=label
                    on:click=does(handle, ReportsStep::Alike(Some(at)))>"看相同的句子"</button></td>
            </tr>
        }
    };
    move || {
        let (lines, count) = pairs.get();
        let heading = view! { <h2>"几乎相同的正文"</h2> };
        if count == 0 {
            return view! { {heading}<p>"没有发现两家单位的正文几乎相同。"</p> }.into_any();
        }
        let words = cut("对", lines.len(), count);
        view! {
            {heading}
            <p class="soft">{words}</p>
            <div class="wide-table" role="region" aria-label="几乎相同的正文，可以滚动" tabindex="0">
                <table class="plain">
                    <caption class="visually-hidden">"几乎相同的正文"</caption>
                    <thead><tr><th scope="col">"一份"</th><th scope="col">"另一份"</th><th scope="col">"哪一部分"</th><th scope="col">"句子"</th></tr></thead>
                    <tbody>{lines.into_iter().enumerate().map(row).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    }
}

/// How many there are, and how many of them are listed.
fn cut(unit: &str, listed: usize, count: usize) -> String {
    match listed < count {
        true => format!("共 {count} {unit}，这里列出前 {listed} {unit}。"),
        false => format!("共 {count} {unit}。"),
    }
}

/// The pair that is open, with the sentences that both have.
#[component]
fn Open(handle: Handle) -> impl IntoView {
    let open = see(handle, |reports| reports.open_pair());
    let close = on_escape(handle, || ReportsStep::Alike(None));
    // The heading stays the same element while the sentences come: it has the focus.
    let is_open = Memo::new(move |_| open.with(Option::is_some));
    let title = move || open.with(|open| open.as_ref().map(|open| open.title.clone()));
    let beside = move |_| {
        if let Some(OpenPair { reports, .. }) = open.get_untracked() {
            handle.run(Errand::Reports(ReportsStep::Beside(BesideStep::Pair(reports))));
        }
    };
    let chapter = |(name, sentences): (&'static str, Vec<String>)| {
        let items = sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> });
        view! { <h3>{name}</h3><ol>{items.collect_view()}</ol> }
    };
    let sentences = move || {
        let OpenPair { chapters, missing, .. } = open.get()?;
        Some(match missing.is_empty() {
            true => chapters.into_iter().map(chapter).collect_view().into_any(),
            false => view! { <p role="status">{missing}</p> }.into_any(),
        })
    };
    view! {
        <Show when=move || is_open.get()>
            <section class="one alike__open" aria-labelledby=OPEN on:keydown=close>
                <div class="one__head">
                    <h2 id=OPEN tabindex="-1">{title}</h2>
                    <button type="button" class="button button--plain" on:click=does(handle, ReportsStep::Alike(None))>"关闭"</button>
                </div>
                {sentences}
                <button type="button" class="button" on:click=beside>"并排比较这两份"</button>
            </section>
        </Show>
    }
}

#[component]
fn Strangers(handle: Handle) -> impl IntoView {
    let strangers = see(handle, |reports| reports.strangers());
    let row = move |line: StrangerLine| {
        let StrangerLine { report, organ, name, of, is_first } = line;
        let id = is_first.then(|| row_name(report));
        view! {
            <tr>
                <th scope="row"><button type="button" class="button button--link" id=id on:click=does(handle, ReportsStep::Open(Some((report, 0))))>{organ}</button></th>
                <td>{name}</td>
                <td>{of}</td>
            </tr>
        }
    };
    move || {
        let (lines, count) = strangers.get();
        let heading = view! { <h2>"写着别家的名称"</h2> };
        if count == 0 {
            return view! { {heading}<p>"没有发现正文里写着清单里别家同类单位的名称。"</p> }.into_any();
        }
        let words = cut("处", lines.len(), count);
        view! {
            {heading}
            <p class="soft">{words}</p>
            <div class="wide-table" role="region" aria-label="写着别家的名称，可以滚动" tabindex="0">
                <table class="plain">
                    <caption class="visually-hidden">"写着别家的名称"</caption>
                    <thead><tr><th scope="col">"谁的报告"</th><th scope="col">"正文里的名称"</th><th scope="col">"那是哪一家"</th></tr></thead>
                    <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    }
}
