//! What is wrong, as cards: beside the sheet, and in full on the page of the check. A card stays in
//! place while its finding stands, whatever its numbers become.

use leptos::prelude::*;

use super::workspace::Workspace;
use crate::browser::page;
use crate::format::rules::Severity;
use crate::format::{Cell, Edition, Format, Identity};
use crate::report::figure::Figures;
use crate::route::Route;
use crate::validate::reading::{Reading, name_among};
use crate::validate::repair::Repair;
use crate::validate::{self, Finding, Problem, wording};

/// How many findings there are, in words; nothing where there are none.
pub fn count_words(counts: [usize; Severity::ALL.len()]) -> String {
    let units = ["处错误", "处提醒", "条提示"];
    let counts = counts.iter().zip(units).filter(|(count, _)| **count > 0);
    counts.map(|(count, unit)| format!("{count} {unit}")).collect::<Vec<_>>().join("，")
}

/// What was found and waits for something to be done, in words.
pub fn summary(findings: &[Finding]) -> String {
    match count_words(validate::count(findings)) {
        words if words.is_empty() => "没有发现问题".to_owned(),
        words => words,
    }
}

/// More cells than this are listed only when asked for.
const LIST_AT_ONCE: usize = 30;
/// More repairs than this are shown only when asked for.
const MOST_REPAIRS: usize = 3;

/// What tells one finding from the others as long as it stands: the edition, its rule and its place.
type Key = (Edition, &'static str, &'static str);

fn key(finding: &Finding, format: &Format) -> Key {
    (format.edition, finding.rule.id, finding.target)
}

/// The cards of the findings that are meant; in full with the rule and the cells spelled out.
pub fn cards(
    workspace: Workspace,
    is_meant: impl Fn(&Finding) -> bool + Copy + Send + Sync + 'static,
    in_full: bool,
) -> impl IntoView {
    let keys = move || {
        let format = workspace.format();
        let key = |finding: &Finding| key(finding, format);
        workspace.findings.with(|all| all.iter().filter(|one| is_meant(one)).map(key).collect::<Vec<_>>())
    };
    view! {
        <ul class="findings__list">
            <For each=keys key=|key| *key children=move |key| card(workspace, key, in_full)/>
        </ul>
    }
}

fn card(workspace: Workspace, key: Key, in_full: bool) -> impl IntoView {
    let same = move |finding: &&Finding| self::key(finding, workspace.format()) == key;
    let finding = Memo::new(move |_| workspace.findings.with(|all| all.iter().find(same).cloned()));
    let Some(first) = finding.get_untracked() else { return ().into_any() };
    let rule = first.rule;
    let class = move || {
        let answered = finding.with(|finding| finding.as_ref().is_some_and(|it| it.answer.is_some()));
        let answered = if answered { " finding--answered" } else { "" };
        format!("finding finding--{}{answered}", rule.severity.id())
    };
    let sentence =
        move || finding.with(|finding| finding.as_ref().map(wording::sentence).unwrap_or_default());
    let identity = match first.problem {
        Problem::Unequal { identity, .. } => Some(identity),
        _ => None,
    };
    let open = RwSignal::new(in_full && first.cells.len() <= LIST_AT_ONCE);
    let toggled = move |event: web_sys::Event| {
        open.set(page::target(&event).is_some_and(|target| target.has_attribute("open")));
    };
    let list = move || {
        let cells = finding.with(|finding| finding.as_ref().map(|it| it.cells.clone()).unwrap_or_default());
        open.get().then(|| cell_list(workspace, cells))
    };
    let answer = (in_full && rule.severity != Severity::Error)
        .then(|| answer(workspace, finding, format!("answer-{}-{}", rule.id, first.target), sentence));
    view! {
        <li class=class>
            <div class="finding__kind">{format!("{} · {}", rule.severity.name(), rule.title)}</div>
            <p>{go_link(workspace, first.target, sentence)}</p>
            {identity.map(|identity| sums(workspace, identity))}
            {identity.map(|identity| repair_list(workspace, identity))}
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
    workspace: Workspace,
    finding: Memo<Option<Finding>>,
    id: String,
    sentence: impl Fn() -> String + Send + Sync + 'static,
) -> impl IntoView {
    let note = move || finding.with(|it| it.as_ref().and_then(|it| it.answer.clone()).unwrap_or_default());
    let write = move |event: &web_sys::Event| {
        let cause = finding.with_untracked(|it| it.as_ref().map(|it| it.cause()));
        if let Some(cause) = cause {
            workspace.answer(cause, event_target_value(event));
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
                on:compositionend=move |event| write(&event) on:focusout=move |_| workspace.leave_field()/>
            <span class="answer__state">{state}</span>
        </div>
    }
}

/// The cells concerned, each with what stands in it now.
fn cell_list(workspace: Workspace, cells: Vec<Cell>) -> impl IntoView {
    let items = cells.into_iter().map(|cell| {
        let declared = cell.declared();
        let text = workspace.read(move |report| match Figures::of(report).text(report, cell) {
            text if text.is_empty() => "空".to_owned(),
            text => text,
        });
        view! { <li>{go_link(workspace, &declared.id, declared.name.clone())}" "<b>{text}</b></li> }
    });
    view! { <ul class="finding__cells">{items.collect_view()}</ul> }
}

/// A link to a place in the editor. On the page of the editor it goes there without leaving a trace in
/// the browser's history.
pub fn go_link(workspace: Workspace, target: &'static str, text: impl IntoView + 'static) -> impl IntoView {
    let href = Route::Edit(workspace.id(), Some(target.to_owned())).hash();
    let go = move |event: web_sys::MouseEvent| {
        if workspace.route.with_untracked(|route| matches!(route, Route::Edit(..))) {
            event.prevent_default();
            workspace.go_to(target);
        }
    };
    view! { <a href=href on:click=go>{text}</a> }
}

/// The cells of a sum that are not 0, each with its label and its value.
pub fn term_links(workspace: Workspace, terms: &[(Cell, String)], among: &[Cell]) -> impl IntoView + use<> {
    let items = terms.iter().map(|(cell, text)| {
        let link = go_link(workspace, cell.id(), name_among(*cell, among));
        view! { <li class="terms__item">{link}<span class="terms__value">{text.clone()}</span></li> }
    });
    view! { <ul class="terms">{items.collect_view()}</ul> }
}

/// The cells of a sum that are blank; nothing where none are.
pub fn blank_links(workspace: Workspace, blanks: &[Cell], among: &[Cell]) -> impl IntoView + use<> {
    (!blanks.is_empty()).then(|| {
        let items = blanks.iter().map(|cell| {
            let name = name_among(*cell, among);
            view! { <li>{go_link(workspace, cell.id(), name)}</li> }
        });
        view! {
            <p>{format!("空着的 {} 格：", blanks.len())}</p>
            <ul class="finding__cells">{items.collect_view()}</ul>
        }
    })
}

/// The two sides of a broken identity, as a clerk would write them below each other.
fn sums(workspace: Workspace, identity: &'static Identity) -> impl IntoView {
    // The sentence above follows every key; the cells are spelled out anew when typing pauses.
    let shown = Memo::new(move |_| {
        workspace.pauses.track();
        workspace.history.with_untracked(|history| {
            let report = history.report();
            let figures = Figures::of(report);
            let side = |cells: &[Cell]| (Reading::of(report, &figures, cells), figures.sum(cells).value);
            (side(&identity.left), side(&identity.right))
        })
    });
    move || {
        let (left, right) = shown.get();
        let names = wording::sides(identity);
        let among: Vec<Cell> = identity.left.iter().chain(&identity.right).copied().collect();
        let side = |name: &'static str, (reading, value): &(Reading, i64)| {
            let terms = term_links(workspace, &reading.terms, &among);
            let zeros = (reading.zeros > 0).then(|| {
                view! { <span class="sum__zeros">{format!("另有 {} 格是 0", reading.zeros)}</span> }
            });
            view! { <div class="sum__side"><b>{name}</b><b>{*value}</b></div>{terms}{zeros} }
        };
        view! {
            <div class="sum">
                {side(names[0], &left)}
                {side(names[1], &right)}
                <div class="sum__side sum__off"><b>"相差"</b><b>{left.1.abs_diff(right.1)}</b></div>
            </div>
        }
    }
}

/// The changes that would mend a broken identity, and everything else that their cells have a part in.
fn repair_list(workspace: Workspace, identity: &'static Identity) -> impl IntoView {
    let repairs = Memo::new(move |_| {
        workspace.repairs.with(|all| {
            all.iter().filter(|repair| repair.mends.contains(&identity)).cloned().collect::<Vec<_>>()
        })
    });
    move || {
        let mut all = repairs.get();
        if all.is_empty() {
            return None;
        }
        let more = all.split_off(all.len().min(MOST_REPAIRS));
        let item = |repair: Repair| view! { <li>{repair_button(workspace, repair)}</li> };
        let first = all.into_iter().map(item).collect_view();
        let more = (!more.is_empty()).then(|| {
            view! {
                <details class="finding__details">
                    <summary>{format!("另外 {} 种改法也能对上", more.len())}</summary>
                    <ul class="repairs">{more.into_iter().map(item).collect_view()}</ul>
                </details>
            }
        });
        Some(view! { <p class="repairs__lead">"这样改就能对上："</p><ul class="repairs">{first}</ul>{more} })
    }
}

fn repair_button(workspace: Workspace, repair: Repair) -> impl IntoView {
    let words = {
        let repair = repair.clone();
        // What stands there now may change while the repair stays the same.
        workspace.read(move |report| wording::repair(&repair, report))
    };
    let slip = repair.slip.words();
    let slip = (!slip.is_empty()).then(|| view! { <span class="repairs__slip">{slip}</span> });
    let mend = move |_| workspace.mend(repair.clone());
    view! { <button type="button" class="button repairs__button" on:click=mend>{words}</button>{slip} }
}
