//! The page of the check: a summary of the errors with the way to each, then every finding in full, by
//! severity.

use leptos::prelude::*;

use super::findings::{self, go_link};
use super::workspace::Workspace;
use crate::route::Route;
use crate::validate::Severity;

/// The page `#/check/<id>`.
#[component]
pub fn Check(workspace: Workspace) -> impl IntoView {
    let summary = move || workspace.findings.with(|all| findings::summary(all));
    let group = |severity: Severity| {
        let counts = Memo::new(move |_| {
            workspace.findings.with(|all| {
                let these = all.iter().filter(|finding| finding.rule.severity == severity);
                (these.clone().count(), these.filter(|finding| finding.answer.is_some()).count())
            })
        });
        let heading = move || match counts.get() {
            (count, 0) => format!("{}（{count}）", severity.name()),
            (count, answered) => format!("{}（{count}，已说明 {answered}）", severity.name()),
        };
        view! {
            <Show when=move || counts.with(|(count, _)| *count > 0)>
                <section>
                    <h2>{heading}</h2>
                    {findings::cards(workspace, move |finding| finding.rule.severity == severity, true)}
                </section>
            </Show>
        }
    };
    let edit = move || Route::Edit(workspace.id(), None);
    view! {
        <main class="single">
            <ErrorSummary workspace/>
            <h1 tabindex="-1">"检查结果"</h1>
            <p class="single__lead">{summary}"。"</p>
            {Severity::ALL.map(group).collect_view()}
            <p class="single__links">
                <a class="button" href=move || edit().hash()>"回到报告"</a>
                <a href=Route::Rules.hash()>"全部检查规则"</a>
            </p>
        </main>
    }
}

/// Every error as a link to its place. The page begins here while there are errors.
#[component]
fn ErrorSummary(workspace: Workspace) -> impl IntoView {
    let errors = Memo::new(move |_| {
        workspace.findings.with(|all| {
            let errors = all.iter().filter(|finding| finding.rule.severity == Severity::Error);
            let line = |finding: &crate::validate::Finding| (finding.target, finding.sentence());
            errors.map(line).collect::<Vec<_>>()
        })
    });
    move || {
        let errors = errors.get();
        (!errors.is_empty()).then(|| {
            let heading = format!("有 {} 处错误，点一下就到那里", errors.len());
            let lines = errors.into_iter().map(|(target, sentence)| {
                view! { <li>{go_link(workspace, target, sentence)}</li> }
            });
            view! {
                <div class="error-summary" id="error-summary" tabindex="-1" role="group" aria-labelledby="error-summary-title">
                    <h2 id="error-summary-title">{heading}</h2>
                    <ul>{lines.collect_view()}</ul>
                </div>
            }
        })
    }
}
