//! What is kept in this browser as a whole: all drafts in one file and back, a quiet reminder, and the way
//! to remove everything.

use leptos::prelude::*;

use super::opening::OpenButton;
use super::organ_words;
use super::workspace::Workspace;
use crate::browser::storage::LocalStore;
use crate::browser::{self, clock_words, files, mirror, now, page};
use crate::draft::backup::{self, Backup, Comparison};
use crate::draft::shelf::{self, Refusal, Stored, Unreadable};
use crate::draft::{Draft, Trouble};
use crate::format::Kind;

/// The backup of all drafts, and the way to remove what is kept here.
#[component]
pub fn Backups(workspace: Workspace, stored: Memo<Result<Vec<Stored>, Trouble>>) -> impl IntoView {
    let drafts = move || {
        stored.with(|stored| {
            let drafts = stored.iter().flatten().filter_map(|stored| match stored {
                Stored::Draft(draft) => Some(draft.clone()),
                _ => None,
            });
            drafts.collect::<Vec<Draft>>()
        })
    };
    let state = move || {
        // A backup changes no draft, and is news here all the same.
        workspace.drafts_changed.track();
        let drafts = drafts();
        let last = backup::last(&LocalStore, now()).unwrap_or_default();
        let words = match last.made {
            Some(made) => format!("上次备份：{}。", clock_words(made)),
            None => "还没有备份过。".to_owned(),
        };
        let reminder = match (backup::is_due(last, &drafts, now()), last.made) {
            (false, _) => "",
            (true, Some(_)) => "备份已超过一周，之后又有改动，建议再备份一次。",
            (true, None) => "草稿在这里已超过一周，建议备份一次。",
        };
        let no_copy = (!workspace.has_copy.get())
            .then_some("这个浏览器里没有备用副本：突然断电或强行结束浏览器，最近一分钟的改动可能丢失。");
        view! { <p class="backups__state">{words}<b id="backup-due">{reminder}</b>{no_copy}</p> }
    };
    let is_empty = Memo::new(move |_| {
        stored.with(|stored| !stored.as_ref().is_ok_and(|stored| !stored.is_empty()))
            && workspace.unsaved().is_empty()
    });
    let is_used = move || !is_empty.get();
    view! {
        <section class="backups">
            <h2>"备份"</h2>
            <Show when=is_used>{state}</Show>
            <div class="backups__actions">
                <button type="button" class="button" disabled=is_empty on:click=move |_| back_up(workspace)>"备份全部草稿"</button>
                <OpenButton label="恢复备份"/>
            </div>
            <Restore workspace/>
            <Show when=is_used><Clear workspace stored/></Show>
        </section>
    }
}

/// Downloads everything in one file, what is only in memory too.
fn back_up(workspace: Workspace) {
    let name = format!("年报草稿备份-{}.json", browser::date_words(now()));
    let made = backup::write(&LocalStore, &untrack(|| workspace.unsaved()), now());
    let done = made.map_err(|trouble| format!("没能备份：{trouble}。")).and_then(|text| {
        let refused = |_| "浏览器没有接受下载，请换一个浏览器再试。".to_owned();
        files::download(&name, "application/json", &text).map_err(refused)
    });
    match done {
        Ok(()) => {
            // Without the note the reminder comes again; the backup is made all the same.
            let _ = backup::note(&LocalStore, now());
            workspace.announce(format!("已下载 {name}。"));
            workspace.drafts_changed.update(|count| *count += 1);
        }
        Err(sentence) => workspace.tell(&sentence, Vec::new()),
    }
}

/// A backup that was chosen: what is new, the same, or in conflict, before anything comes in.
#[component]
fn Restore(workspace: Workspace) -> impl IntoView {
    let restore = move |backup: Backup| {
        let result = backup::restore(&LocalStore, &backup, &workspace.tab(), browser::fresh_id);
        workspace.backup.set(None);
        workspace.drafts_changed.update(|count| *count += 1);
        match result {
            Ok(restored) => {
                restored.iter().for_each(|draft| mirror::keep(draft, || {}));
                workspace.announce(format!("已恢复 {} 份草稿。", restored.len()));
            }
            Err(Refusal::Store(trouble)) => {
                workspace.tell(&format!("没有全部恢复：{trouble}。已恢复的在列表里。"), Vec::new());
            }
            Err(Refusal::Behind | Refusal::Deleted) => {
                workspace.tell("没有全部恢复：另一个标签页正在改动草稿。请再试一次。", Vec::new());
            }
        }
        request_animation_frame(page::focus_heading);
    };
    move || {
        let backup = workspace.backup.get()?;
        workspace.drafts_changed.track();
        let compared = match backup::compare(&LocalStore, &backup) {
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
        let line = |(draft, comparison): (&Draft, &Comparison)| {
            let words = match comparison {
                Comparison::New => "新的",
                Comparison::Same => "相同，不用恢复",
                Comparison::Conflict => "与本机的不同，会另存为副本",
            };
            let year = match draft.report.year().text(Kind::Count) {
                year if year.is_empty() => "未填年度".to_owned(),
                year => format!("{year} 年"),
            };
            let name = organ_words(draft.report.organ());
            view! { <li>{format!("{name} {year} · 保存于 {}：", clock_words(draft.saved))}<b>{words}</b></li> }
        };
        let lines = backup.drafts.iter().zip(&compared).map(line).collect_view();
        let refused = backup.refused.len();
        let refused =
            (refused > 0).then(|| view! { <li>{format!("另有 {refused} 条读不懂的记录，没有列入。")}</li> });
        let heading = format!("备份里的草稿（{}）", clock_words(backup.made));
        let chosen = backup.clone();
        Some(view! {
            <div class="backups__preview" id="restore" tabindex="-1" role="group" aria-label="恢复备份">
                <h3>{heading}</h3>
                <ul>{lines}{refused}</ul>
                <div class="backups__actions">
                    <button type="button" class="button button--main" disabled={incoming == 0}
                        on:click=move |_| restore(chosen.clone())>{format!("恢复 {incoming} 份")}</button>
                    <button type="button" class="button" on:click=move |_| { workspace.backup.set(None); page::focus_heading(); }>"不恢复"</button>
                </div>
            </div>
        }
        .into_any())
    }
}

/// 清除本机数据: this application's keys only, after showing what goes.
#[component]
fn Clear(workspace: Workspace, stored: Memo<Result<Vec<Stored>, Trouble>>) -> impl IntoView {
    let asking = RwSignal::new(false);
    let what = move || {
        workspace.drafts_changed.track();
        let drafts = stored.get().unwrap_or_default();
        let (keys, characters) = shelf::size(&LocalStore).unwrap_or_default();
        let names = drafts.iter().filter_map(|stored| match stored {
            Stored::Draft(draft) => Some(draft.report.title().concat()),
            Stored::ReadOnly { report, .. } => Some(report.title().concat()),
            Stored::Unreadable(_) => None,
        });
        let unsaved = workspace.unsaved();
        let in_memory =
            unsaved.iter().map(|draft| format!("{}（没有保存成功）", draft.report.title().concat()));
        let names: Vec<String> = names.chain(in_memory).collect();
        let count = names.len();
        let names = names.into_iter().map(|name| view! { <li>{name}</li> }).collect_view();
        let size = characters.div_ceil(1024);
        let words = format!(
            "下面 {count} 份草稿连同旧版本（共 {keys} 条记录，约 {size} 千字符）会从这个浏览器里清除，不能撤销。别的网页的数据不动。"
        );
        view! { <p>{words}</p><ul>{names}</ul> }
    };
    let clear = move |_| {
        asking.set(false);
        leptos::task::spawn_local(async move {
            // The second copy first: left behind, it would bring everything back.
            let copy = mirror::clear().await.map_err(|_| "浏览器没有清除备用副本".to_owned());
            let cleared =
                copy.and_then(|()| shelf::clear(&LocalStore).map_err(|trouble| trouble.to_string()));
            match cleared {
                Ok(()) => {
                    workspace.forget_all();
                    workspace.announce("已清除本机数据。");
                }
                Err(reason) => workspace.tell(&format!("没有全部清除：{reason}。请再试一次。"), Vec::new()),
            }
            workspace.drafts_changed.update(|count| *count += 1);
            request_animation_frame(page::focus_heading);
        });
    };
    let ask = move |_| {
        asking.set(true);
        request_animation_frame(|| page::focus("clear"));
    };
    let asked = move || {
        asking.get().then(|| view! {
            <div class="backups__preview" id="clear" tabindex="-1" role="group" aria-label="清除本机数据">
                <h3>"清除本机数据"</h3>
                {what}
                <div class="backups__actions">
                    <button type="button" class="button button--main" on:click=move |_| back_up(workspace)>"先备份全部草稿"</button>
                    <button type="button" class="button" on:click=clear>"确认清除"</button>
                    <button type="button" class="button" on:click=move |_| { asking.set(false); page::focus_heading(); }>"不清除"</button>
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
pub fn DownloadRecord(record: Unreadable) -> impl IntoView {
    let save = move |_| {
        let name = format!("{}.json", record.key.replace(':', "-"));
        // A browser that takes no download says so itself.
        let _ = files::download(&name, "application/json", &record.text);
    };
    view! { <button type="button" class="button" on:click=save>"下载这条记录"</button> }
}
