//! The page of the check: a summary of the errors with the way to each, then every finding in full, by
//! severity.

use leptos::prelude::*;

use super::findings::{self, place_link};
use super::handle::Handle;
use crate::app::shown::count_words;
use crate::route::Route;
use crate::validate::{self, Finding, Severity};

/// The page `#/check/<id>`.
#[component]
pub fn Check(handle: Handle) -> impl IntoView {
    // Here what is missing is called so.
    let summary = handle.read(|model| {
        let counts = model.editing().map(|it| validate::count(it.findings())).unwrap_or_default();
        if counts == [0; 3] { "没有发现问题".to_owned() } else { count_words(counts) }
    });
    let group = |severity: Severity| {
        let counts = handle.read(move |model| {
            let all = model.editing().map(|it| it.findings()).unwrap_or_default();
            let these = all.iter().filter(|finding| finding.severity == severity);
            (these.clone().count(), these.filter(|finding| finding.answer.is_some()).count())
        });
        let heading = move || match counts.get() {
            (count, 0) => format!("{}（{count}）", severity.name()),
            (count, answered) => format!("{}（{count}，已说明 {answered}）", severity.name()),
        };
        view! {
            <Show when=move || counts.with(|(count, _)| *count > 0)>
                <section>
                    <h2>{heading}</h2>
                    {findings::cards(handle, move |finding| finding.severity == severity, true)}
                </section>
            </Show>
        }
    };
    let edit = Route::Edit(handle.look(|model| model.id()), None).hash();
    view! {
        <main class="single">
            <ErrorSummary handle/>
            <h1 tabindex="-1">"检查结果"</h1>
            <p class="single__lead">{summary}"。"</p>
            {Severity::ALL.map(group).collect_view()}
            <p class="single__links">
                <a class="button" href=edit>"回到报告"</a>
                <a href=Route::Rules.hash()>"全部检查规则"</a>
            </p>
        </main>
    }
}

/// Every error as a link to its place. The page begins here while there are errors.
#[component]
fn ErrorSummary(handle: Handle) -> impl IntoView {
    let errors = handle.read(|model| {
        let all = model.editing().map(|it| it.findings()).unwrap_or_default();
        let errors = all.iter().filter(|finding| finding.severity == Severity::Error);
        errors.cloned().collect::<Vec<_>>()
    });
    // It stays while its lines change, and keeps the focus.
    let has_errors = Memo::new(move |_| errors.with(|errors| !errors.is_empty()));
    let heading = move || format!("有 {} 处错误，点一下就到那里", errors.with(Vec::len));
    let line = move |finding: Finding| {
        view! { <li>{place_link(handle, &finding, finding.sentence())}</li> }
    };
    let lines = move || errors.get().into_iter().map(line).collect_view();
    view! {
        <Show when=move || has_errors.get()>
            <div class="error-summary" id="error-summary" tabindex="-1" role="group" aria-labelledby="error-summary-title">
                <h2 id="error-summary-title">{heading}</h2>
                <ul>{lines}</ul>
            </div>
        </Show>
    }
}
