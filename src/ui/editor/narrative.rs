//! A text of the report: its field, the count of its characters, and what it must cover.

use leptos::html::Textarea;
use leptos::prelude::*;

use crate::browser::page;
use crate::format::texts::{Point, TextField, count_characters};
use crate::ui::workspace::Workspace;

/// A text. Optional ones are named above the field, since no heading stands there.
#[component]
pub fn Narrative(workspace: Workspace, field: TextField) -> impl IntoView {
    let text = workspace.read(move |report| report.text(field).to_string());
    let area = NodeRef::<Textarea>::new();
    Effect::new(move |_| {
        text.track();
        // Typing grows the field by itself; this is for texts that come from elsewhere.
        if let Some(area) = area.get() {
            request_animation_frame(move || page::grow(&area));
        }
    });
    let points = field.points();
    let count = move || match text.with(|text| count_characters(text)) {
        0 if points.is_empty() => String::new(),
        count => format!("{count} 字"),
    };
    let label = if field.is_optional() {
        format!("{}（可以不写）", field.name())
    } else {
        field.name().to_owned()
    };
    let class = if field.is_optional() { "text__label" } else { "visually-hidden" };
    let size = if points.is_empty() { "text text--note" } else { "text" };
    let described = (!points.is_empty()).then(|| format!("{}-points", field.id()));
    let list = (!points.is_empty()).then(|| {
        let items = points.iter().map(|point| view_point(text, point)).collect_view();
        view! { <ul class="points" id=format!("{}-points", field.id()) aria-label="要写的内容">{items}</ul> }
    });
    view! {
        <div class=size>
            <label class=class for=field.id()>{label}</label>
            <div class="text__body">
                <textarea id=field.id() rows="1" node_ref=area prop:value=text aria-describedby=described></textarea>
                {list}
            </div>
            <p class="text__count">{count}</p>
        </div>
    }
}

fn view_point(text: Memo<String>, point: &'static Point) -> impl IntoView {
    let there = Memo::new(move |_| text.with(|text| point.is_in(text)));
    let mark = move || if there.get() { "✓" } else { "○" };
    let words = move || if there.get() { "已写到：" } else { "还没写到：" };
    view! {
        <li class="points__item" class:points__item--there=there>
            <span class="points__mark" aria-hidden="true">{mark}</span>
            <span class="visually-hidden">{words}</span>
            <b>{point.label}</b>
            <span class="points__asks">{point.asks}<span class="points__source">{format!("（{}）", point.source)}</span></span>
        </li>
    }
}
