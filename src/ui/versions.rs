//! The versions of a draft that are kept: looked at, compared with now, restored.

use leptos::prelude::*;

use super::preview;
use super::stored::DownloadRecord;
use super::workspace::Workspace;
use crate::browser::storage::LocalStore;
use crate::browser::{clock_words, page};
use crate::draft::{Draft, Stored, versions};
use crate::report::difference::Difference;
use crate::route::Route;

/// The page `#/versions/<id>`.
#[component]
pub fn Versions(workspace: Workspace) -> impl IntoView {
    let edit = move || Route::Edit(workspace.id(), None);
    let list = move || {
        workspace.saved.track();
        workspace.drafts_changed.track();
        let versions = versions::list(&LocalStore, &workspace.id()).unwrap_or_default();
        if versions.is_empty() {
            return view! { <p>"还没有保存过的版本。"</p> }.into_any();
        }
        let items = versions.into_iter().map(|stored| match stored {
            Stored::Draft(draft) => version(workspace, *draft).into_any(),
            Stored::ReadOnly { record, .. } | Stored::Unreadable(record) => view! {
                <li class="version"><b>"打不开的版本"</b>" "{record.reason}" "<DownloadRecord record/></li>
            }
            .into_any(),
        });
        view! { <ol class="versions">{items.collect_view()}</ol> }.into_any()
    };
    view! {
        <main class="single">
            <h1 tabindex="-1">"保存过的版本"</h1>
            <p class="single__lead">{versions::KEPT}"新的在前，恢复以后可以撤销。"</p>
            {list}
            <p class="single__links"><a class="button" href=move || edit().hash()>"回到报告"</a></p>
        </main>
    }
}

fn version(workspace: Workspace, draft: Draft) -> impl IntoView {
    let differences = workspace.history.with(|history| draft.report.differences(history.report()));
    let words = match differences.len() {
        0 => "与现在相同".to_owned(),
        count => format!("与现在有 {count} 处不同"),
    };
    let name = format!("第 {} 次保存，{}", draft.version.sequence, clock_words(draft.saved));
    let report = StoredValue::new(draft.report);
    let look = RwSignal::new(false);
    let toggled = move |event: web_sys::Event| {
        look.set(page::target(&event).is_some_and(|target| target.has_attribute("open")));
    };
    let shown = move || {
        look.get().then(|| view! { <div class="document versions__document">{report.with_value(preview::document)}</div> })
    };
    let restore = move |_| {
        workspace.restore_version(report.get_value());
        page::go(&Route::Edit(workspace.id(), None).hash());
    };
    let is_same = differences.is_empty();
    view! {
        <li class="version">
            <div class="version__head"><b>{name}</b><span>{words}</span>
                <button type="button" class="button" disabled=is_same on:click=restore>"恢复这个版本"</button>
            </div>
            {(!is_same).then(|| view! {
                <details><summary>"与现在比较"</summary>{comparison(differences)}</details>
            })}
            <details on:toggle=toggled><summary>"查看"</summary>{shown}</details>
        </li>
    }
}

/// Field by field, what was there then and what is there now.
fn comparison(differences: Vec<Difference>) -> impl IntoView {
    let shown = |text: String| if text.is_empty() { "（空）".to_owned() } else { text };
    let row = |difference: Difference| {
        view! {
            <tr><th scope="row">{difference.name}</th><td>{shown(difference.before)}</td><td>{shown(difference.after)}</td></tr>
        }
    };
    view! {
        <table class="comparison">
            <thead><tr><th scope="col">"内容"</th><th scope="col">"那时"</th><th scope="col">"现在"</th></tr></thead>
            <tbody>{differences.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}
