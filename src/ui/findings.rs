//! What is wrong, as cards: beside the sheet, and in full on the page of the check. A card stays in
//! place while its finding stands, whatever its numbers become.

pub mod words;

use leptos::prelude::*;

use super::handle::Handle;
use crate::app::shown::{self, answer_name, card_name};
use crate::app::{Errand, Message, View};
use crate::browser::page;
use crate::format::{Cell, Identity};
use crate::report::Report;
use crate::report::figure::Figures;
use crate::route::Route;
use crate::validate::reading::{Reading, name_among};
use crate::validate::repair::Repair;
use crate::validate::{self, Finding, Group};

/// More cells than this are listed only when asked for.
const LIST_AT_ONCE: usize = 30;
/// More repairs than this are shown only when asked for.
const MOST_REPAIRS: usize = 3;

/// What is wrong, beside the sheet, and what is still to be filled in.
#[component]
pub fn Beside(handle: Handle) -> impl IntoView {
    let heading = handle.read(|model| model.editing().map(|it| shown::wrong_words(it.findings())));
    let to_do = handle.read(|model| model.editing().map(|it| it.to_do()).unwrap_or_default());
    let count = move || to_do.with(|(count, _)| *count);
    let lines = move || {
        let lines = to_do.get().1.into_iter();
        lines.map(|(target, sentence)| view! { <li>{go_link(handle, target, sentence)}</li> }).collect_view()
    };
    view! {
        <aside class="findings" aria-label="检查结果">
            <h2>{heading}</h2>
            {cards(handle, |finding| !finding.to_do && finding.answer.is_none(), false)}
            <Show when=move || { count() > 0 }>
                <details class="to-do" id="to-do">
                    <summary>{move || format!("待填 {} 处", count())}</summary>
                    <ul class="finding__cells">{lines}</ul>
                </details>
            </Show>
        </aside>
    }
}

/// The cards of the findings that are meant; in full with the rule and the cells spelled out.
pub fn cards(
    handle: Handle,
    is_meant: impl Fn(&Finding) -> bool + Copy + Send + Sync + 'static,
    in_full: bool,
) -> impl IntoView {
    let groups = handle.read(move |model| {
        let findings = model.editing().map(|editing| editing.findings()).unwrap_or_default();
        validate::group(findings.iter().filter(|finding| is_meant(finding)))
    });
    // A card stays while its edition, its rule and its place are the same.
    let keys = move || {
        let edition = handle.look(|model| model.report().map(Report::edition));
        groups.with(|groups| groups.iter().map(|it| (edition, card_name(&it.lead))).collect::<Vec<_>>())
    };
    view! {
        <ul class="findings__list">
            <For each=keys key=|key| key.clone() children=move |(_, name)| card(handle, groups, name, in_full)/>
        </ul>
    }
}

fn card(handle: Handle, groups: Memo<Vec<Group>>, name: String, in_full: bool) -> impl IntoView {
    let group = {
        let name = name.clone();
        Memo::new(move |_| groups.with(|all| all.iter().find(|it| card_name(&it.lead) == name).cloned()))
    };
    let finding = Memo::new(move |_| group.with(|group| group.as_ref().map(|group| group.lead.clone())));
    let Some(first) = finding.get_untracked() else { return ().into_any() };
    let rule = first.rule;
    // What is known of its cause may change while it stands.
    let severity = Memo::new(move |_| finding.with(|it| it.as_ref().map_or(rule.severity, |it| it.severity)));
    let differences = move || {
        let differences = group.with(|group| group.as_ref().map(Group::differences).unwrap_or_default());
        let line = |line: String| view! { <li>{line}</li> };
        (!differences.is_empty()).then(|| {
            view! { <ul class="finding__cells">{differences.into_iter().map(line).collect_view()}</ul> }
        })
    };
    // The sentences of a text that are meant.
    let quotes = move || {
        let quotes = finding.with(|it| it.as_ref().map(|it| it.quotes().to_vec()).unwrap_or_default());
        let quote = |it: String| view! { <li><mark>{it}</mark></li> };
        (!quotes.is_empty()).then(|| {
            view! { <ul class="finding__cells finding__quotes">{quotes.into_iter().map(quote).collect_view()}</ul> }
        })
    };
    // What else of the cause a cell is described by.
    let others = move || {
        let others = group.with(|group| group.as_ref().map(|it| it.others.clone()).unwrap_or_default());
        let other = |it: Finding| view! { <span hidden id=card_name(&it)>{it.sentence()}</span> };
        others.into_iter().map(other).collect_view()
    };
    let class = move || {
        let answered = finding.with(|finding| finding.as_ref().is_some_and(|it| it.answer.is_some()));
        let answered = if answered { " finding--answered" } else { "" };
        format!("finding finding--{}{answered}", severity.get().id())
    };
    let kind = move || format!("{} · {}", severity.get().name(), rule.title);
    // The number that its words bear in the text.
    let number = {
        let name = name.clone();
        handle.read(move |model| model.editing()?.card_number(&name).filter(|_| !in_full))
    };
    let number = move || number.get().map(|number| view! { <span class="finding__number">{number}</span> });
    let sentence = move || group.with(|it| it.as_ref().map(Group::sentence).unwrap_or_default());
    let link = match first.passages.first() {
        None => go_link(handle, first.target, sentence).into_any(),
        Some(passage) => {
            let now = move || finding.with_untracked(|it| it.as_ref()?.passages.first().cloned());
            words::words_link(handle, passage.field, now, sentence).into_any()
        }
    };
    let identity = first.unequal.map(|unequal| unequal.identity);
    let open = RwSignal::new(in_full && first.cells.len() <= LIST_AT_ONCE);
    let toggled = move |event: web_sys::Event| {
        open.set(page::target(&event).is_some_and(|target| target.has_attribute("open")));
    };
    let list = move || {
        let cells = finding.with(|finding| finding.as_ref().map(|it| it.cells.clone()).unwrap_or_default());
        open.get().then(|| cell_list(handle, cells))
    };
    let answer =
        (in_full && first.can_be_answered()).then(|| answer(handle, finding, answer_name(&first), sentence));
    view! {
        <li class=class>
            <div class="finding__kind">{number}{kind}</div>
            <p id=name tabindex="-1">{link}</p>
            {differences}
            {quotes}
            {others}
            {identity.zip(rule.sides).map(|(identity, sides)| sums(handle, identity, sides))}
            {repair_list(handle, first)}
            {words::words(handle, finding, in_full)}
            {answer}
            <details class="finding__details" open=open.get_untracked() on:toggle=toggled>
                <summary>"规则和涉及的格"</summary>
                <p>{format!("{}　{}", rule.id, rule.wording)}</p>
                <p class="finding__source">{format!("依据：{}", rule.source)}</p>
                {list}
            </details>
        </li>
    }
    .into_any()
}

/// The field for the answer to a warning. It counts as soon as it is written.
fn answer(
    handle: Handle,
    finding: Memo<Option<Finding>>,
    id: String,
    sentence: impl Fn() -> String + Send + Sync + 'static,
) -> impl IntoView {
    let note = move || finding.with(|it| it.as_ref().and_then(|it| it.answer.clone()).unwrap_or_default());
    let write = move |event: &web_sys::Event| {
        let finding = finding.get_untracked();
        let cause = handle.look(|model| Some(finding.as_ref()?.cause(model.report()?)));
        if let Some(cause) = cause {
            handle.run(Errand::Answer(cause, event_target_value(event)));
        }
    };
    let on_input = move |event: web_sys::Event| {
        if !page::is_composing(&event) {
            write(&event);
        }
    };
    let state = move || if note().is_empty() { "" } else { "已说明，数字不变就不再提醒。" };
    view! {
        <div class="answer">
            <label for=id.clone()>"说明（核对过、确实如此的，写一句原因）"<span class="visually-hidden">{sentence}</span></label>
            <input id=id type="text" autocomplete="off" prop:value=note on:input=on_input
                on:compositionend=move |event| write(&event) on:focusout=move |_| handle.send(Message::Left)/>
            <span class="answer__state">{state}</span>
        </div>
    }
}

/// The cells concerned, each with what stands in it now.
fn cell_list(handle: Handle, cells: Vec<Cell>) -> impl IntoView {
    let items = cells.into_iter().map(|cell| {
        let text = handle.read(move |model| {
            let text = model.report().map(|report| Figures::of(report).text(report, cell));
            text.filter(|text| !text.is_empty()).unwrap_or_else(|| "空".to_owned())
        });
        view! { <li>{go_link(handle, cell.id(), cell.declared().name.clone())}" "<b>{text}</b></li> }
    });
    view! { <ul class="finding__cells">{items.collect_view()}</ul> }
}

/// A link to a place in the editor. On the page of the editor it goes there without leaving a trace in
/// the browser's history.
pub fn go_link(handle: Handle, target: &'static str, text: impl IntoView + 'static) -> impl IntoView {
    let href = Route::Edit(handle.look(|model| model.id()), Some(target.to_owned())).hash();
    let go = move |event: web_sys::MouseEvent| {
        if handle.look(|model| matches!(model.view(), Some(View::Edit))) {
            event.prevent_default();
            handle.send(Message::GoTo(target.to_owned()));
        }
    };
    view! { <a href=href on:click=go>{text}</a> }
}

/// A link to the place of a finding: to its words, if it is about words.
pub fn place_link(handle: Handle, finding: &Finding, text: String) -> AnyView {
    match finding.passages.first().cloned() {
        Some(passage) => {
            words::words_link(handle, passage.field, move || Some(passage.clone()), text).into_any()
        }
        None => go_link(handle, finding.target, text).into_any(),
    }
}

/// The cells of a sum that are not 0, each with its label and its value.
pub fn term_links(handle: Handle, terms: &[(Cell, String)], among: &[Cell]) -> impl IntoView + use<> {
    let items = terms.iter().map(|(cell, text)| {
        let link = go_link(handle, cell.id(), name_among(*cell, among));
        view! { <li class="terms__item">{link}<span class="terms__value">{text.clone()}</span></li> }
    });
    view! { <ul class="terms">{items.collect_view()}</ul> }
}

/// The cells of a sum that are blank; nothing where none are.
pub fn blank_links(handle: Handle, blanks: &[Cell], among: &[Cell]) -> impl IntoView + use<> {
    (!blanks.is_empty()).then(|| {
        let item = |cell: &Cell| view! { <li>{go_link(handle, cell.id(), name_among(*cell, among))}</li> };
        view! {
            <p>{format!("空着的 {} 格：", blanks.len())}</p>
            <ul class="finding__cells">{blanks.iter().map(item).collect_view()}</ul>
        }
    })
}

/// The two sides of a broken identity, as a clerk would write them below each other. The sentence above
/// follows every key; the cells are spelled out anew when typing pauses.
fn sums(handle: Handle, identity: &'static Identity, names: [&'static str; 2]) -> impl IntoView {
    let shown = handle.read(move |model| {
        let sums = &model.editing()?.settled().sums;
        sums.iter().find(|(other, _)| *other == identity).map(|(_, sides)| sides.clone())
    });
    move || {
        let [left, right] = shown.get()?;
        let among: Vec<Cell> = identity.left.iter().chain(&identity.right).copied().collect();
        let side = |name: &'static str, (reading, value): &(Reading, i64)| {
            let terms = term_links(handle, &reading.terms, &among);
            let zeros = (reading.zeros > 0).then(|| {
                view! { <span class="sum__zeros">{format!("另有 {} 格是 0", reading.zeros)}</span> }
            });
            view! { <div class="sum__side"><b>{name}</b><b>{*value}</b></div>{terms}{zeros} }
        };
        Some(view! {
            <div class="sum">
                {side(names[0], &left)}
                {side(names[1], &right)}
                <div class="sum__side sum__off"><b>"相差"</b><b>{left.1.abs_diff(right.1)}</b></div>
            </div>
        })
    }
}

/// The changes that would mend a broken identity, and everything else that their cells have a part in.
fn repair_list(handle: Handle, finding: Finding) -> impl IntoView {
    let lead = if finding.unequal.is_some() { "这样改就能对上：" } else { "可能是：" };
    let repairs = handle.read(move |model| {
        let all = model.editing().map(|editing| editing.settled().repairs.as_slice()).unwrap_or_default();
        all.iter().filter(|repair| repair.is_of(&finding)).cloned().collect::<Vec<_>>()
    });
    move || {
        let mut all = repairs.get();
        if all.is_empty() {
            return None;
        }
        let more = all.split_off(all.len().min(MOST_REPAIRS));
        let item = |repair: Repair| view! { <li>{repair_button(handle, repair)}</li> };
        let first = all.into_iter().map(item).collect_view();
        let more = (!more.is_empty()).then(|| {
            view! {
                <details class="finding__details">
                    <summary>{format!("另外 {} 种改法", more.len())}</summary>
                    <ul class="repairs">{more.into_iter().map(item).collect_view()}</ul>
                </details>
            }
        });
        Some(view! { <p class="repairs__lead">{lead}</p><ul class="repairs">{first}</ul>{more} })
    }
}

fn repair_button(handle: Handle, repair: Repair) -> impl IntoView {
    let words = {
        let repair = repair.clone();
        // What stands there now may change while the repair stays the same.
        handle.read(move |model| model.report().map(|report| repair.words(report)))
    };
    let slip = repair.slip.words();
    let slip = (!slip.is_empty()).then(|| view! { <span class="repairs__slip">{slip}</span> });
    let mend = move |_| handle.run(Errand::Mend(repair.clone()));
    view! { <button type="button" class="button repairs__button" on:click=mend>{words}</button>{slip} }
}
