//! The page of 发布核对: the published page is chosen, dropped or pasted; what came of the comparison, and every
//! place where page and draft are not surely the same, with the way to it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Event;

use super::findings::go_link;
use super::handle::Handle;
use super::opening::{self, PasteBox};
use crate::app::Errand;
use crate::app::publication::{Known, RESULT, Shown, doubt_name};
use crate::browser::{day_words, page};
use crate::compare::marks::Piece;
use crate::compare::{Comparison, Deviation, Kind};
use crate::import::ENDINGS;
use crate::route::Route;

const CHOOSER: &str = "published-file";

/// The page `#/publication/<id>`.
#[component]
pub fn Publication(handle: Handle) -> impl IntoView {
    page::need_later_style();
    let id = handle.look(|model| model.id());
    let open = move |name: String, bytes| handle.run(Errand::PublishedOpened(name, bytes));
    let chosen = move |event: Event| {
        let Some(file) = opening::chosen(&event).into_iter().next() else { return };
        spawn_local(async move { open(file.name(), opening::read(&file).await) });
    };
    let shown = handle.read(|model| model.editing().map(|editing| editing.published_shown()));
    let known = handle.read(|model| model.editing().and_then(|editing| editing.known_publication()));
    let result = move || match shown.get()? {
        Shown::Nothing => known.get().map(|known| view! { <p>{known_words(&known)}</p> }.into_any()),
        Shown::Reading(name) => Some(view! { <p>{format!("正在读 {name}…")}</p> }.into_any()),
        Shown::Refused(name, sentence) => Some(view! { <p><b>{name}</b>"："{sentence}</p> }.into_any()),
        Shown::Compared(name, time, comparison) => Some(compared(handle, name, time, *comparison).into_any()),
    };
    view! {
        <main class="single publication">
            <h1 tabindex="-1">"发布核对"</h1>
            <p class="single__lead">"发布以后，把网页另存下来的文件放在这里，与草稿逐格、逐段核对。网页、Word、PDF、Excel、文本都可以。"</p>
            <p class="publication__choose">
                <button type="button" class="button" on:click=|_| opening::choose(CHOOSER)>"选择已发布的文件"</button>
                <span class="soft">"也可以把文件拖到这一页上。文件只在本机读，不会上传。"</span>
            </p>
            <input type="file" id=CHOOSER class="visually-hidden" tabindex="-1" aria-label="已发布的文件"
                accept=ENDINGS.join(",") on:change=chosen/>
            <PasteBox label="粘贴已发布的网页" hint="在已发布的网页上全选、复制，粘贴到这里。" action="核对" open=move |name, bytes| open(name, Ok(bytes))/>
            <section class="publication__result" id=RESULT tabindex="-1" aria-label="核对结果">{result}</section>
            <p class="single__links">
                <a class="button" href=Route::Edit(id.clone(), None).hash()>"回到报告"</a>
                <a href=Route::Preview(id).hash()>"预览"</a>
            </p>
        </main>
    }
}

/// What is known of the last comparison, in a sentence.
pub fn known_words(known: &Known) -> String {
    let stale = if known.is_stale { "草稿在核对以后改过。" } else { "" };
    format!("{} 核对过（{}）：{}。{stale}", day_words(known.time), known.from, known.words)
}

fn compared(handle: Handle, name: String, time: f64, comparison: Comparison) -> impl IntoView {
    let from = format!("{name}，{} 读入。", day_words(time));
    if let Some(sentence) = comparison.stranger {
        return view! { <h2>"没有核对"</h2><p>{sentence}</p><p class="soft">{from}</p> }.into_any();
    }
    let tally = comparison.tally();
    let class =
        if tally.is_same() { "publication__words publication__words--same" } else { "publication__words" };
    let facts = comparison.facts().into_iter().map(|fact| view! { <p class="soft">{fact}</p> });
    let items = comparison.deviations.iter().enumerate().map(|(number, it)| {
        let is_seen = comparison.seen.contains(&number);
        let answer = (it.kind == Kind::Doubtful).then(|| answer(handle, number, is_seen));
        view! { <li class=format!("deviation deviation--{}", it.kind.id()) class:deviation--seen=is_seen>{deviation(handle, it.clone())}{answer}</li> }
    });
    let items = items.collect_view();
    let list = (!comparison.deviations.is_empty()).then(|| view! { <ol class="deviations">{items}</ol> });
    view! {
        <h2 class=class>{tally.words()}</h2>
        <p>{comparison.code_words()}</p>
        {facts.collect_view()}
        <p class="soft">{from}"结果已随草稿保存，不会发布。"</p>
        {list}
    }
    .into_any()
}

fn deviation(handle: Handle, it: Deviation) -> impl IntoView {
    let side = |name: &'static str, pieces: Vec<Piece>| {
        (!pieces.is_empty()).then(|| view! { <dt>{name}</dt><dd>{marked(pieces)}</dd> })
    };
    let hint = (!it.hint.is_empty()).then(|| view! { <p class="soft">{it.hint}</p> });
    let place = (!it.place.is_empty()).then(|| view! { <span class="deviation__place">{it.place}</span> });
    view! {
        <p class="deviation__name">
            <b class="deviation__kind">{it.kind.name()}</b>
            {go_link(handle, it.target, it.name)}
            {place}
        </p>
        <dl class="deviation__sides">{side("草稿", it.draft)}{side("网页", it.published)}</dl>
        {hint}
    }
}

/// What was said to a doubt, and the button that says otherwise.
fn answer(handle: Handle, doubt: usize, is_seen: bool) -> impl IntoView {
    let (said, label) =
        if is_seen { ("看过，是一样的。", "还是存疑") } else { ("", "看过，是一样的") };
    let see = move |_| handle.run(Errand::DoubtSeen { doubt, is_same: !is_seen });
    view! {
        <p class="deviation__answer">
            {said}
            <button type="button" class="button" id=doubt_name(doubt) on:click=see>{label}</button>
        </p>
    }
}

fn marked(pieces: Vec<Piece>) -> impl IntoView {
    let piece = |piece: Piece| match piece.is_marked {
        true => view! { <mark>{piece.text}</mark> }.into_any(),
        false => view! { {piece.text} }.into_any(),
    };
    pieces.into_iter().map(piece).collect_view()
}
