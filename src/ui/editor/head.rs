//! The fields before the report begins: organ, level, scope, year, edition, date.

use leptos::html::Input;
use leptos::prelude::*;

use crate::format::{Edition, head_label};
use crate::report::office::{Level, Scope};
use crate::ui::workspace::Workspace;
use crate::validate::{Finding, Severity};

/// The fields.
#[component]
pub fn Head(workspace: Workspace) -> impl IntoView {
    let organ = workspace.read(|report| report.organ().to_string());
    let level = workspace.read(|report| report.level().map_or("", Level::id));
    let scope = workspace.read(|report| report.scope().map_or("", Scope::id));
    let edition = workspace.read(|report| report.edition().id());
    let published =
        workspace.read(|report| report.published().map(|date| date.to_string()).unwrap_or_default());
    // While a part of the date is being typed its field has no value: writing that back would empty the parts.
    let date = NodeRef::<Input>::new();
    Effect::new(move |_| {
        let published = published.get();
        if let Some(date) = date.get().filter(|date| date.value() != published) {
            date.set_value(&published);
        }
    });
    let levels = Level::ALL.map(|level| (level.id(), level.name()));
    let scopes = Scope::ALL.map(|scope| (scope.id(), scope.name()));
    let editions = Edition::ALL.map(|edition| (edition.id(), edition.name()));
    // What is merely not filled in yet, or worth a second look, is not marked as wrong.
    let is_wrong = |finding: &Finding, id| {
        finding.target == id && finding.rule.severity == Severity::Error && !finding.to_do
    };
    let invalid = move |id: &'static str| {
        let wrong = move || workspace.findings.with(|all| all.iter().any(|finding| is_wrong(finding, id)));
        move || wrong().then_some("true")
    };
    view! {
        <div class="fields">
            <div class="field field--wide">
                <label for="organ">{head_label("organ")}</label>
                <input id="organ" autocomplete="organization" placeholder="写全称，不带年度" prop:value=organ aria-invalid=invalid("organ")/>
            </div>
            {choice("level", level, &levels, true)}
            {choice("scope", scope, &scopes, true)}
            <div class="field field--narrow">
                <label for="year">{head_label("year")}</label>
                <input id="year" inputmode="numeric" autocomplete="off" prop:value=workspace.year aria-invalid=invalid("year")/>
            </div>
            {choice("edition", edition, &editions, false)}
            <div class="field">
                <label for="published">{head_label("published")}</label>
                <input id="published" type="date" min="2020-01-01" max="2099-12-31" node_ref=date aria-invalid=invalid("published")/>
            </div>
        </div>
    }
}

/// A list to choose from; one that may stay empty begins with an empty choice.
fn choice(
    id: &'static str,
    value: Memo<&'static str>,
    options: &[(&'static str, &'static str)],
    may_be_empty: bool,
) -> impl IntoView + use<> {
    let empty = may_be_empty.then_some(("", "未选"));
    let options = empty.into_iter().chain(options.iter().copied());
    let options = options.map(|(option, name)| {
        view! { <option value=option selected=move || value.get() == option>{name}</option> }
    });
    view! {
        <div class="field">
            <label for=id>{head_label(id)}</label>
            <select id=id prop:value=value>{options.collect_view()}</select>
        </div>
    }
}
