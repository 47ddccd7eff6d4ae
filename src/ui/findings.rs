//! What is wrong, as cards: beside the sheet, and in full on the page of the check.

use leptos::prelude::*;

use super::workspace::Workspace;
use crate::browser::page;
use crate::format::Format;
use crate::format::rules::Severity;
use crate::report::figure::Figures;
use crate::route::Route;
use crate::validate::{self, Finding, Problem, wording};

/// How many findings there are, in words; nothing where there are none.
pub fn count_words(counts: [usize; Severity::ALL.len()]) -> String {
    let units = ["处错误", "处提醒", "条提示"];
    let counts = counts.iter().zip(units).filter(|(count, _)| **count > 0);
    counts.map(|(count, unit)| format!("{count} {unit}")).collect::<Vec<_>>().join("，")
}

/// What was found, in words.
pub fn summary(findings: &[Finding]) -> String {
    match findings {
        [] => "没有发现问题".to_owned(),
        findings => count_words(validate::count(findings)),
    }
}

/// More cells than this are listed only when asked for.
const LIST_AT_ONCE: usize = 30;

/// The cards of some findings of the open report; in full with the rule and the cells spelled out.
pub fn cards(workspace: Workspace, findings: &[Finding], in_full: bool) -> impl IntoView + use<> {
    let card = |finding: &Finding| card(workspace, finding, in_full);
    view! { <ul class="findings__list">{findings.iter().map(card).collect_view()}</ul> }
}

fn card(workspace: Workspace, finding: &Finding, in_full: bool) -> impl IntoView + use<> {
    let (rule, format) = (finding.rule, workspace.format());
    let class = format!("finding finding--{}", rule.severity.id());
    let kind = format!("{} · {}", rule.severity.name(), rule.title);
    let sentence = wording::sentence(finding, format);
    let cells = finding.cells.clone();
    let open = RwSignal::new(in_full && cells.len() <= LIST_AT_ONCE);
    let toggled = move |event: web_sys::Event| {
        open.set(page::target(&event).is_some_and(|target| target.has_attribute("open")));
    };
    let list = move || open.get().then(|| cell_list(workspace, &cells));
    view! {
        <li class=class>
            <div class="finding__kind">{kind}</div>
            <p>{go_link(workspace, finding.target, sentence)}</p>
            {sums(format, finding)}
            <details class="finding__details" open=open.get_untracked() on:toggle=toggled>
                <summary>"规则和涉及的格"</summary>
                <p>{format!("{}　{}", rule.id, rule.wording)}</p>
                <p class="finding__source">{format!("依据：{}", rule.source)}</p>
                {list}
            </details>
        </li>
    }
}

/// The cells concerned, each with what stands in it now.
fn cell_list(workspace: Workspace, cells: &[usize]) -> impl IntoView + use<> {
    let texts = workspace.history.with(|history| {
        let figures = Figures::of(history.report());
        cells.iter().map(|cell| figures.text(history.report(), *cell)).collect::<Vec<_>>()
    });
    let items = cells.iter().zip(texts).map(|(cell, text)| {
        let declared = &workspace.format().cells[*cell];
        let text = if text.is_empty() { "空".to_owned() } else { text };
        view! { <li>{go_link(workspace, &declared.id, declared.name.clone())}" "<b>{text}</b></li> }
    });
    view! { <ul class="finding__cells">{items.collect_view()}</ul> }
}

/// A link to a place in the editor. On the page of the editor it goes there without leaving a trace in
/// the browser's history.
fn go_link(workspace: Workspace, target: &'static str, text: String) -> impl IntoView + use<> {
    let href = Route::Edit(workspace.id(), Some(target.to_owned())).hash();
    let go = move |event: web_sys::MouseEvent| {
        if workspace.route.with_untracked(|route| matches!(route, Route::Edit(..))) {
            event.prevent_default();
            workspace.go_to(target);
        }
    };
    view! { <a href=href on:click=go>{text}</a> }
}

/// The two sides of a broken identity, as a clerk would write them below each other.
fn sums(format: &'static Format, finding: &Finding) -> Option<impl IntoView + use<>> {
    let Problem::Unequal { identity, left, right } = finding.problem else { return None };
    let names = wording::sides(&format.identities[identity]);
    Some(view! {
        <div class="sum">
            <span>{names[0]}</span><span>{left}</span>
            <span>{names[1]}</span><span>{right}</span>
            <span class="sum__off">"相差"</span><span class="sum__off">{left.abs_diff(right)}</span>
        </div>
    })
}
