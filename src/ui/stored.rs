//! What is kept in this browser as a whole: all drafts in one file and back, a quiet reminder, and the way
//! to remove everything.

use leptos::prelude::*;

use super::handle::Handle;
use super::opening::OpenButton;
use crate::app::shown::{organ_words, year_words};
use crate::app::{Errand, Focus};
use crate::browser::{clock_words, date_words, now, page};
use crate::draft::backup::Comparison;
use crate::draft::{Stored, Unreadable};

/// The backup of all drafts, and the way to remove what is kept here.
#[component]
pub fn Backups(handle: Handle) -> impl IntoView {
    let state = handle.read(|model| model.backup_state());
    let words = move || {
        let state = state.get();
        let last = match state.made {
            Some(made) => format!("上次备份：{}。", clock_words(made)),
            None => "还没有备份过。".to_owned(),
        };
        view! { <p class="backups__state">{last}<b id="backup-due">{state.reminder}</b>{state.without_copy}</p> }
    };
    let is_used = move || state.with(|state| state.is_used);
    view! {
        <section class="backups">
            <h2>"备份"</h2>
            <Show when=is_used>{words}</Show>
            <div class="backups__actions">
                <button type="button" class="button" disabled=move || !is_used() on:click=move |_| back_up(handle)>"备份全部草稿"</button>
                <OpenButton label="恢复备份"/>
            </div>
            <Restore handle/>
            <Show when=is_used><Clear handle/></Show>
        </section>
    }
}

/// Downloads everything in one file, what is only in memory too.
fn back_up(handle: Handle) {
    handle.run(Errand::BackUp(date_words(now())));
}

/// A backup that was chosen: what is new, the same, or in conflict, before anything comes in.
#[component]
fn Restore(handle: Handle) -> impl IntoView {
    let chosen = handle.read(|model| model.kept().and_then(|kept| kept.chosen.clone()));
    move || {
        let (backup, compared) = chosen.get()?;
        let compared = match compared {
            Ok(compared) => compared,
            Err(trouble) => {
                return Some(view! {
                    <div class="backups__preview" id="restore" tabindex="-1" role="group" aria-label="恢复备份">
                        {format!("现在不能恢复：{trouble}。")}
                    </div>
                }
                .into_any());
            }
        };
        let count = |which| compared.iter().filter(|comparison| **comparison == which).count();
        let incoming = count(Comparison::New) + count(Comparison::Conflict);
        let line = |(one, comparison): (&Stored, &Comparison)| {
            let (name, words) = match one {
                Stored::Draft(draft) => {
                    let words = match comparison {
                        Comparison::New => "新的",
                        Comparison::Same => "相同，不用恢复",
                        Comparison::Conflict => "与本机的不同，会另存为副本",
                    };
                    let (name, year) = (organ_words(&draft.report), year_words(&draft.report));
                    (format!("{name} {year} · 保存于 {}：", clock_words(draft.saved)), words)
                }
                Stored::ReadOnly { record, .. } | Stored::Unreadable(record) => {
                    let words = match comparison {
                        Comparison::New => "原样恢复",
                        Comparison::Same => "相同，不用恢复",
                        Comparison::Conflict => "原样另存一处",
                    };
                    (format!("打不开的记录 {}：", record.key), words)
                }
            };
            view! { <li>{name}<b>{words}</b></li> }
        };
        let lines = backup.holds.iter().zip(&compared).map(line).collect_view();
        let heading = format!("备份里的草稿（{}）", clock_words(backup.made));
        Some(view! {
            <div class="backups__preview" id="restore" tabindex="-1" role="group" aria-label="恢复备份">
                <h3>{heading}</h3>
                <ul>{lines}</ul>
                <div class="backups__actions">
                    <button type="button" class="button button--main" disabled={incoming == 0}
                        on:click=move |_| handle.run(Errand::RestoreBackup)>{format!("恢复 {incoming} 份")}</button>
                    <button type="button" class="button" on:click=move |_| handle.run(Errand::DropBackup)>"不恢复"</button>
                </div>
            </div>
        }
        .into_any())
    }
}

/// 清除本机数据: this application's keys only, after showing what goes.
#[component]
fn Clear(handle: Handle) -> impl IntoView {
    let asking = RwSignal::new(false);
    let clearing = handle.read(|model| model.clearing());
    let what = move || {
        let (words, names) = clearing.get();
        let names = names.into_iter().map(|name| view! { <li>{name}</li> }).collect_view();
        view! { <p>{words}</p><ul>{names}</ul> }
    };
    let clear = move |_| {
        asking.set(false);
        handle.run(Errand::ClearAll);
    };
    let ask = move |_| {
        asking.set(true);
        page::focus(Focus::on("clear"));
    };
    let leave = move || {
        asking.set(false);
        page::focus(Focus::heading());
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            leave();
        }
    };
    let asked = move || {
        asking.get().then(|| view! {
            <div class="backups__preview" id="clear" tabindex="-1" role="group" aria-label="清除本机数据" on:keydown=on_key>
                <h3>"清除本机数据"</h3>
                {what}
                <div class="backups__actions">
                    <button type="button" class="button button--main" on:click=move |_| back_up(handle)>"先备份全部草稿"</button>
                    <button type="button" class="button" on:click=clear>"确认清除"</button>
                    <button type="button" class="button" on:click=move |_| leave()>"不清除"</button>
                </div>
            </div>
        })
    };
    view! {
        <button type="button" class="button button--link backups__clear" on:click=ask>"清除本机数据"</button>
        {asked}
    }
}

/// The button that downloads a record as it is.
#[component]
pub fn DownloadRecord(handle: Handle, record: Unreadable) -> impl IntoView {
    let save = move |_| handle.run(Errand::DownloadRecord(record.clone()));
    view! { <button type="button" class="button" on:click=save>"下载这条记录"</button> }
}
