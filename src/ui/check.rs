//! The page of the check: every finding in full, by severity.

use leptos::prelude::*;

use super::findings;
use super::workspace::Workspace;
use crate::format::rules::Severity;
use crate::route::Route;
use crate::validate::Finding;

/// The page `#/check/<id>`.
#[component]
pub fn Check(workspace: Workspace) -> impl IntoView {
    let summary = move || workspace.findings.with(|all| findings::summary(all));
    let groups = move || {
        workspace.findings.with(|all| {
            let group = |severity: Severity| {
                let these: Vec<Finding> =
                    all.iter().filter(|finding| finding.rule.severity == severity).cloned().collect();
                (!these.is_empty()).then(|| {
                    view! {
                        <section>
                            <h2>{format!("{}（{}）", severity.name(), these.len())}</h2>
                            {findings::cards(workspace, &these, true)}
                        </section>
                    }
                })
            };
            Severity::ALL.map(group).collect_view()
        })
    };
    let edit = move || Route::Edit(workspace.id(), None);
    view! {
        <main class="single">
            <h1 tabindex="-1">"检查结果"</h1>
            <p class="single__lead">{summary}"。"</p>
            {groups}
            <p class="single__links">
                <a class="button" href=move || edit().hash()>"回到报告"</a>
                <a href=Route::Rules.hash()>"全部检查规则"</a>
            </p>
        </main>
    }
}
