//! The queue: every doubt with its reason and its choices, then what found no place. The letter keys act only
//! while the focus is in it.

use leptos::prelude::*;
use web_sys::{FocusEvent, KeyboardEvent};

use super::does;
use super::frames::Frames;
use super::panes::badge;
use crate::app::importing::pieces::in_slices;
use crate::app::importing::preview::Stand;
use crate::app::importing::shown::Mark;
use crate::app::{Errand, ImportStep, Queued};
use crate::browser::{clipboard, page};
use crate::format::texts::TextField;
use crate::import::recognised::{Choice, Doubt, Unplaced};
use crate::ui::handle::Handle;

/// Longer quotes are folded.
const LONG_QUOTE: usize = 90;

/// A card of the queue takes as long to draw as so many cells.
const CARD: usize = 12;

/// The queue.
#[component]
pub fn Queue(handle: Handle, frames: Frames) -> impl IntoView {
    let (doubts, unplaced) = handle
        .look(|model| {
            let preview = model.import_preview();
            preview.map(|preview| {
                let (source, recognised) = (preview.source(), preview.recognised());
                let place = |from: &[_]| source.words_of(from);
                let doubts = recognised.doubts.iter().map(|doubt| (doubt.clone(), place(&doubt.from)));
                let unplaced =
                    recognised.unplaced.iter().map(|unplaced| (unplaced.clone(), place(&unplaced.from)));
                (doubts.collect::<Vec<_>>(), unplaced.collect::<Vec<_>>())
            })
        })
        .unwrap_or_default();
    let tally =
        handle.read(|model| model.import_preview().map(|preview| preview.tally()).unwrap_or_default());
    let heading = move || match tally.with(|tally| tally.doubts) {
        (0, _) => "没有存疑的地方".to_owned(),
        (count, 0) => format!("存疑 {count} 处"),
        (count, decided) if decided == count => format!("存疑 {count} 处，都已定"),
        (count, decided) => format!("存疑 {count} 处，已定 {decided} 处"),
    };
    let (has_doubts, count) = (!doubts.is_empty(), unplaced.len());
    let most = doubts.iter().map(|(doubt, _)| doubt.choices.len()).max().unwrap_or_default();
    let doubts = in_slices(doubts.into_iter().enumerate(), |_| CARD).into_iter().map(|cards| {
        let card = move |(at, (doubt, place))| doubt_card(handle, at, doubt, place);
        frames.draw(move || cards.into_iter().map(card).collect_view().into_any())
    });
    let unplaced = in_slices(unplaced.into_iter().enumerate(), |_| CARD).into_iter().map(|cards| {
        let card = move |(at, (unplaced, place))| unplaced_card(handle, at, unplaced, place);
        frames.draw(move || cards.into_iter().map(card).collect_view().into_any())
    });
    let come = move |event: FocusEvent| {
        if let Some(queued) = queued_at(&event)
            && handle.look(|model| model.import_preview().and_then(|preview| preview.at()) != Some(queued))
        {
            handle.run(Errand::Import(ImportStep::At(queued)));
        }
    };
    view! {
        <section class="doubts" aria-labelledby="doubts-title" on:focusin=come
            on:keydown=move |event| press(handle, &event)>
            <h2 id="doubts-title" tabindex="-1">{heading}</h2>
            {has_doubts.then(|| view! {
                <p class="doubts__lead">"没有定的按建议值导入，导入后逐条列出。"</p>
                <p class="keys"><kbd>"N"</kbd>" 下一处　"<kbd>"1"</kbd>" 至 "<kbd>{most}</kbd>" 选定　"<kbd>"Enter"</kbd>" 定下并往下"</p>
            })}
            {doubts.collect_view()}
            {(count > 0).then(|| view! {
                <h2 id="nowhere">{format!("没有位置 {count} 段")}</h2>
                <p class="doubts__lead">"官方格式里没有对应的地方。不处理就不导入。"</p>
            })}
            {unplaced.collect_view()}
        </section>
    }
}

/// What of the queue an event is of.
fn queued_at(event: &web_sys::Event) -> Option<Queued> {
    let card = page::target(event)?.closest("[data-queued]").ok().flatten()?;
    let name = card.get_attribute("data-queued")?;
    let at = name.get(1..)?.parse().ok()?;
    Some(if name.starts_with('d') { Queued::Doubt(at) } else { Queued::Unplaced(at) })
}

/// A key in the queue; lists keep theirs.
fn press(handle: Handle, event: &KeyboardEvent) {
    let is_with =
        |selector: &str| page::target(event).is_some_and(|target| target.matches(selector).unwrap_or(false));
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() || is_with("select") {
        return;
    }
    let key = event.key();
    let step = match (key.as_str(), queued_at(event)) {
        ("n" | "N", _) => ImportStep::Next,
        ("Enter", Some(Queued::Doubt(doubt))) if is_with("input") => ImportStep::Settle(doubt),
        (digit, Some(Queued::Doubt(doubt))) => match digit.parse::<usize>() {
            Ok(number) if number > 0 => ImportStep::Choose(doubt, number - 1),
            _ => return,
        },
        _ => return,
    };
    event.prevent_default();
    handle.run(Errand::Import(step));
}

/// What is quoted, a long text folded, and where it stands.
fn quote(text: &str, place: String) -> impl IntoView + use<> {
    let short: String = text.chars().take(LONG_QUOTE).collect();
    let is_long = short.len() < text.len();
    let text = text.to_owned();
    let said = match is_long {
        false => view! { {text} }.into_any(),
        true => view! {
            <details><summary>{short}"……"</summary>{text}</details>
        }
        .into_any(),
    };
    view! { <blockquote>{said}<cite>{place}</cite></blockquote> }
}

fn doubt_card(handle: Handle, at: usize, doubt: Doubt, place: String) -> impl IntoView {
    let of = Queued::Doubt(at);
    let state = handle.read(move |model| {
        model.import_preview().map_or((Stand::Open, 0, false), |preview| {
            (preview.stand(at), preview.chosen(at), preview.at() == Some(of))
        })
    });
    let is_settled = Memo::new(move |_| state.with(|(stand, ..)| *stand == Stand::Settled));
    let is_done = Memo::new(move |_| state.with(|(stand, ..)| *stand != Stand::Open));
    let name = doubt.name.clone();
    let body = move || match is_settled.get() {
        true => settled(handle, at, &doubt).into_any(),
        false => open(handle, at, &doubt, place.clone(), state).into_any(),
    };
    view! {
        <div class="doubt-card" data-queued=format!("d{at}")
            class:doubt-card--current=move || state.with(|(_, _, is_here)| *is_here)
            class:doubt-card--done=move || is_settled.get()>
            <h3 class="doubt-card__name">{move || badge(Mark { of, is_done: is_done.get() })}<span>{name}</span></h3>
            {body}
        </div>
    }
}

fn settled(handle: Handle, at: usize, doubt: &Doubt) -> impl IntoView + use<> {
    let words = handle.look(|model| {
        model.import_preview().and_then(|preview| preview.choice(at)).map(|choice| choice.words.clone())
    });
    let label = format!("改：{}", doubt.name);
    let quote: String = doubt.quote.chars().take(30).collect();
    view! {
        <div class="doubt-card__row">
            <p>"“"{quote}"”："{words}"。"</p>
            <button type="button" class="button button--small" aria-label=label
                on:click=does(handle, ImportStep::Reopen(at))>"改"</button>
        </div>
    }
}

fn open(
    handle: Handle,
    at: usize,
    doubt: &Doubt,
    place: String,
    state: Memo<(Stand, usize, bool)>,
) -> impl IntoView + use<> {
    let choice = move |(number, choice): (usize, &Choice)| {
        let Choice { words, hint, .. } = choice.clone();
        view! {
            <label class="choice">
                <input type="radio" name=format!("doubt-{at}") id=format!("doubt-{at}-{number}")
                    prop:checked=move || state.with(|(_, chosen, _)| *chosen == number)
                    on:click=does(handle, ImportStep::Choose(at, number))/>
                <span>
                    {words}
                    {(number == 0).then(|| view! { <span class="choice__tag">"建议"</span> })}
                    {(!hint.is_empty()).then(|| view! { <small>{hint}</small> })}
                </span>
            </label>
        }
    };
    let label = format!("定下：{}", doubt.name);
    view! {
        {quote(&doubt.quote, place)}
        <p>{doubt.reason.clone()}</p>
        <fieldset class="choices">
            <legend class="visually-hidden">{format!("{}怎么填", doubt.name)}</legend>
            {doubt.choices.iter().enumerate().map(choice).collect_view()}
        </fieldset>
        <div class="doubt-card__end">
            <button type="button" class="button button--small" aria-label=label
                on:click=does(handle, ImportStep::Settle(at))>"定下"</button>
        </div>
    }
}

fn unplaced_card(handle: Handle, at: usize, unplaced: Unplaced, place: String) -> impl IntoView {
    let of = Queued::Unplaced(at);
    let state = handle.read(move |model| {
        model
            .import_preview()
            .map_or((None, false), |preview| (preview.put_under(at), preview.at() == Some(of)))
    });
    let Unplaced { name, quote: text, targets, .. } = unplaced;
    let targets = targets.iter().filter_map(|target| TextField::from_id(target));
    let options = targets.map(|field| {
        let is_chosen = move || state.with(|(put, _)| *put == Some(field));
        view! { <option value=field.id() prop:selected=is_chosen>{field.name()}</option> }
    });
    let put = move |event| {
        let field = TextField::from_id(&event_target_value(&event));
        handle.run(Errand::Import(ImportStep::Put(at, field)));
    };
    let (label, copy_label) = (format!("放到：{name}"), format!("复制：{name}"));
    let quoted = quote(&text, place);
    let copy = move |_| handle.run(Errand::Import(ImportStep::Copied(clipboard::write(&text, None))));
    view! {
        <div class="doubt-card doubt-card--none" data-queued=format!("u{at}")
            class:doubt-card--current=move || state.with(|(_, is_here)| *is_here)>
            <h3 class="doubt-card__name">
                {move || badge(Mark { of, is_done: state.with(|(put, _)| put.is_some()) })}<span>{name}</span>
            </h3>
            {quoted}
            <div class="doubt-card__row">
                <span class="doubt-card__put" aria-hidden="true">"放到"</span>
                <select id=format!("unplaced-{at}") aria-label=label on:change=put>
                    <option value="">"不导入"</option>
                    {options.collect_view()}
                </select>
                <button type="button" class="button button--small" aria-label=copy_label on:click=copy>"复制"</button>
            </div>
        </div>
    }
}
