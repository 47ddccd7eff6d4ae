//! The versions of a draft that are kept: looked at, compared with now, restored.

use leptos::prelude::*;

use super::handle::Handle;
use super::preview;
use super::stored::DownloadRecord;
use crate::app::{Errand, View};
use crate::browser::{clock_words, page};
use crate::draft::versions::KEPT;
use crate::draft::{Draft, Stored};
use crate::report::difference::Difference;
use crate::route::Route;

/// The page `#/versions/<id>`.
#[component]
pub fn Versions(handle: Handle) -> impl IntoView {
    page::need_later_style();
    let edit = Route::Edit(handle.look(|model| model.id()), None).hash();
    let versions = handle.read(|model| match model.view() {
        Some(View::Versions(list)) => list.clone(),
        _ => None,
    });
    let list = move || {
        let versions = versions.get()?;
        if versions.is_empty() {
            return Some(view! { <p>"还没有保存过的版本。"</p> }.into_any());
        }
        let items = versions.into_iter().map(|stored| match stored {
            Stored::Draft(draft) => version(handle, *draft).into_any(),
            Stored::ReadOnly { record, .. } | Stored::Unreadable(record) => view! {
                <li class="version"><b>"打不开的版本"</b>" "{record.reason}" "<DownloadRecord handle record/></li>
            }
            .into_any(),
        });
        Some(view! { <ol class="versions">{items.collect_view()}</ol> }.into_any())
    };
    view! {
        <main class="single">
            <h1 tabindex="-1">"保存过的版本"</h1>
            <p class="single__lead">{format!("{KEPT}恢复以后可以撤销。")}</p>
            {list}
            <p class="single__links"><a class="button" href=edit>"回到报告"</a></p>
        </main>
    }
}

fn version(handle: Handle, draft: Draft) -> impl IntoView {
    let differences = handle
        .look(|model| model.report().map(|report| draft.report.differences(report)))
        .unwrap_or_default();
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
    let restore = move |_| handle.run(Errand::RestoreVersion(Box::new(report.get_value())));
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
