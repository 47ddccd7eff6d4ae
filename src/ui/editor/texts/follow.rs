//! 正文里有几处随表更新: above the first text that has one, the places whose number is no longer the table's.

use leptos::prelude::*;

use crate::app::Errand;
use crate::app::following::Following;
use crate::format::texts::TextField;
use crate::ui::findings::words::changed;
use crate::ui::handle::Handle;

/// The places, if the first of them is in this text.
#[component]
pub fn Follow(handle: Handle, field: TextField) -> impl IntoView {
    let list = handle.read(move |model| {
        let list = model.editing().map(|editing| editing.following()).unwrap_or_default();
        if list.first().is_some_and(|first| first.field == field) { list } else { Vec::new() }
    });
    let is_there = Memo::new(move |_| list.with(|list| !list.is_empty()));
    let is_open = RwSignal::new(false);
    let name = format!("{}-follow", field.id());
    let all = move |_| {
        let all = list.with_untracked(|list| list.iter().map(|it| it.rewording.clone()).collect());
        handle.run(Errand::Reword(all));
    };
    let heading = move || format!("正文里有 {} 处随表更新。", list.with(Vec::len));
    let line = |it: Following| {
        view! {
            <tr>
                <th scope="row">{it.field.name()}</th>
                <td class="quote">{changed(it.words)}</td>
                <td>{it.table}</td>
            </tr>
        }
    };
    let lines = move || list.get().into_iter().map(line).collect_view();
    view! {
        <Show when=move || is_there.get()>
            <div class="follow">
                <div class="follow__line">
                    <p><b>{heading}</b>"这几处与表里的数不一致。"</p>
                    <button type="button" class="button" on:click=all>"全部更新"</button>
                    <button type="button" class="button" aria-controls=name.clone()
                        aria-expanded=move || is_open.get().to_string()
                        on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)>"先看"</button>
                </div>
                <table class="follow__list" id=name.clone() hidden=move || !is_open.get()>
                    <caption class="visually-hidden">"随表更新的各处"</caption>
                    <thead><tr><th scope="col">"章节"</th><th scope="col">"正文改成"</th><th scope="col">"表里的数"</th></tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </Show>
    }
}
