//! What can be done with the report that is open: looked at beside another, sent back, taken out after asking once.

use leptos::prelude::*;

use super::does;
use crate::app::reports::beside::BesideStep;
use crate::app::reports::remarks::RemarksStep;
use crate::app::{Errand, Focus, ReportsStep};
use crate::browser::page;
use crate::ui::handle::Handle;

/// The buttons.
#[component]
pub fn Doing(handle: Handle, report: usize) -> impl IntoView {
    let asking = RwSignal::new(false);
    let ask = move |_| {
        asking.set(true);
        page::focus(Focus::near("remove-report"));
    };
    let leave = move |_| {
        asking.set(false);
        page::focus(Focus::near("ask-remove"));
    };
    let remove = move |_| handle.run(Errand::Reports(ReportsStep::Remove(report)));
    let asked = move || {
        asking.get().then(|| view! {
            <div class="many__clear" id="remove-report" tabindex="-1" role="group" aria-label="移除这一份">
                <p>"移除后，清单里不再有这一份；草稿和原文件不受影响，文件可以再添加。"</p>
                <button type="button" class="button button--main" on:click=remove>"确认移除"</button>
                <button type="button" class="button" on:click=leave>"不移除"</button>
            </div>
        })
    };
    view! {
        <div class="one__doing">
            <button type="button" class="button" on:click=does(handle, ReportsStep::Remarks(RemarksStep::Write(report)))>"写退回意见"</button>
            <button type="button" class="button" on:click=does(handle, ReportsStep::Beside(BesideStep::With(report)))>"与另一份并排"</button>
            <button type="button" class="button" id="ask-remove" on:click=ask>"移除"</button>
            {asked}
        </div>
    }
}
