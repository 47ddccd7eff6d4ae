//! The first page: a new report, a file, an example, and the drafts that are kept here.

use leptos::prelude::*;

use super::findings::summary;
use super::opening::OpenButton;
use super::organ_words;
use super::stored;
use super::workspace::Workspace;
use crate::browser::storage::LocalStore;
use crate::browser::{clock_words, current_year, mirror, page};
use crate::draft::Draft;
use crate::draft::shelf::{self, Stored};
use crate::draft::trash;
use crate::example::example;
use crate::format::{Edition, Kind};
use crate::route::Route;
use crate::validate::validate;

/// The page `#/`.
#[component]
pub fn Drafts(workspace: Workspace) -> impl IntoView {
    let stored = Memo::new(move |_| {
        workspace.drafts_changed.track();
        shelf::list(&LocalStore)
    });
    let list = move || match stored.get() {
        Err(trouble) => view! {
            <p class="drafts__trouble">
                {format!("{trouble}，看不到以前的草稿。可以照常填写，写完请下载文件。")}
            </p>
        }
        .into_any(),
        Ok(stored) if stored.is_empty() => view! { <Steps/> }.into_any(),
        Ok(stored) => view! {
            <h2>"草稿"</h2>
            <ul class="drafts__list">
                <For each=move || stored.clone() key=key_of children=move |one| item(workspace, one)/>
            </ul>
        }
        .into_any(),
    };
    view! {
        <main class="single drafts">
            <h1 tabindex="-1">"政府信息公开工作年度报告"</h1>
            <p class="single__lead">
                "按官方格式填写、随时核对、下载发布。内容只保存在这台电脑的浏览器里，不会上传。"
            </p>
            <New workspace/>
            <Unsaved workspace/>
            <Deleted workspace/>
            {list}
            <stored::Backups workspace stored/>
            <p class="single__links"><a href=Route::Rules.hash()>"全部检查规则"</a></p>
        </main>
    }
}

/// On the first visit: what this is for.
#[component]
fn Steps() -> impl IntoView {
    let steps = [
        (
            "填",
            "六个部分、三张表按官方格式排好，标签和合并单元格与官方模板一致。总计自动算，其余的格一次填 0。",
        ),
        ("核", "边填边核对勾稽关系和合计，差多少、在哪一格，写得明明白白。点一下就到那一格。"),
        ("发", "下载的 HTML 可以直接发布、打印，JSON 留底、上报、下次再打开，都不丢数据。"),
    ];
    let step = |(mark, words)| {
        view! { <li class="steps__item"><span class="steps__mark" aria-hidden="true">{mark}</span>{words}</li> }
    };
    view! { <ol class="steps">{steps.map(step).collect_view()}</ol> }
}

/// The page of an address whose draft is not here.
#[component]
pub fn NotFound(workspace: Workspace) -> impl IntoView {
    let stored = move || {
        let id = workspace.id();
        shelf::load(&LocalStore, &id).ok()
    };
    let reason = move || {
        let found = stored()?;
        match found.stored {
            Some(Stored::Unreadable(record)) => Some(record.reason),
            _ => found.damaged.first().map(|record| record.reason),
        }
    };
    let words = move || match reason() {
        Some(reason) => format!("这份草稿打不开：{reason}原记录没有改动，可以在草稿列表里下载。"),
        _ => "这台电脑的浏览器里没有这份草稿。它可能已经删除，或者保存在另一台电脑上。".to_owned(),
    };
    view! {
        <main class="single">
            <h1 tabindex="-1">"找不到草稿"</h1>
            <p class="single__lead">{words}</p>
            <p class="single__links"><a class="button button--main" href="#/">"全部草稿"</a></p>
        </main>
    }
}

/// The ways to begin.
#[component]
fn New(workspace: Workspace) -> impl IntoView {
    // In January the report of last year is due.
    let due = current_year() - 1;
    let year = RwSignal::new(due);
    let options = (2019..=due.max(2019) + 1).rev().map(|option| {
        view! { <option value=option selected=option == due>{format!("{option} 年")}</option> }
    });
    let choose = move |event| year.set(event_target_value(&event).parse().unwrap_or(due));
    let examples = Edition::ALL.into_iter().rev().map(|edition| {
        let open = move |_| page::go(&workspace.open_new(example(edition)).hash());
        view! { <button type="button" class="button button--link" on:click=open>{edition.name()}</button> }
    });
    view! {
        <div class="start">
            <div class="start__new">
                <label for="new-year">"报告年度"</label>
                <select id="new-year" on:change=choose>{options.collect_view()}</select>
                <button type="button" class="button button--main"
                    on:click=move |_| page::go(&Route::New(year.get_untracked()).hash())>"新建报告"</button>
            </div>
            <OpenButton/>
            <div class="start__example"><span>"看一个示例："</span>{examples.collect_view()}</div>
        </div>
    }
}

/// The drafts that the store refused: they are here as long as the page is open.
#[component]
fn Unsaved(workspace: Workspace) -> impl IntoView {
    move || {
        let items: Vec<_> = (workspace.unsaved().into_iter())
            .map(|draft| {
                let name = organ_words(draft.report.organ());
                view! { <li><a href=Route::Edit(draft.id, None).hash()>{name}</a></li> }
            })
            .collect();
        (!items.is_empty()).then(|| {
            view! {
                <div class="drafts__trouble" id="unsaved-drafts">
                    "这些草稿没有保存成功，关闭页面就会丢失。请备份全部草稿，或逐份打开下载："
                    <ul>{items}</ul>
                </div>
            }
        })
    }
}

/// The draft that was deleted last, and the way back.
#[component]
fn Deleted(workspace: Workspace) -> impl IntoView {
    let deleted = move || {
        workspace.drafts_changed.track();
        trash::latest(&LocalStore).ok().flatten()
    };
    let restore = move |_| {
        let draft = deleted();
        match trash::restore(&LocalStore) {
            Ok(()) => {
                draft.iter().for_each(|draft| mirror::keep(draft, || {}));
                workspace.announce("已恢复。");
            }
            Err(trouble) => workspace.tell(&format!("没能恢复：{trouble}。"), Vec::new()),
        }
        changed(workspace);
    };
    move || {
        deleted().map(|draft| {
            view! {
                <p class="drafts__deleted" id="deleted-draft">
                    {format!("已删除“{}”。", organ_words(draft.report.organ()))}
                    <button type="button" class="button button--link" on:click=restore>"撤销删除"</button>
                </p>
            }
        })
    }
}

/// Draws the list anew; the focus, whose button may be gone, goes to the heading.
fn changed(workspace: Workspace) {
    workspace.drafts_changed.update(|count| *count += 1);
    request_animation_frame(page::focus_heading);
}

/// What tells one draft of the list from the others, and from what it was before it was saved again: its
/// buttons stay where the focus is while others come and go.
fn key_of(stored: &Stored) -> String {
    match stored {
        Stored::Draft(draft) => format!("{} {} {}", draft.id, draft.version.sequence, draft.version.writer),
        Stored::ReadOnly { id, .. } => id.clone(),
        Stored::Unreadable(record) => record.key.clone(),
    }
}

fn item(workspace: Workspace, stored: Stored) -> AnyView {
    match stored {
        Stored::Draft(draft) => draft_item(workspace, draft).into_any(),
        Stored::ReadOnly { id, report, record } => view! {
            <li class="draft draft--unreadable">
                <a class="draft__name" href=Route::Edit(id, None).hash()>{organ_words(report.organ())}</a>
                <div class="draft__facts">{format!("只能查看：{}", record.reason)}</div>
                <div class="draft__actions"><stored::DownloadRecord record/></div>
            </li>
        }
        .into_any(),
        Stored::Unreadable(record) => view! {
            <li class="draft draft--unreadable">
                <div class="draft__name">"打不开的记录"</div>
                <div class="draft__facts">{format!("{}原样保留：{}", record.reason, record.key)}</div>
                <div class="draft__actions"><stored::DownloadRecord record/></div>
            </li>
        }
        .into_any(),
    }
}

fn draft_item(workspace: Workspace, draft: Draft) -> impl IntoView {
    let year = match draft.report.year().text(Kind::Count) {
        year if year.is_empty() => "未填年度".to_owned(),
        year => format!("{year} 年"),
    };
    let findings = summary(&validate(&draft.report));
    let facts = format!(
        "{year} · {} · 保存于 {} · {findings}",
        draft.report.edition().name(),
        clock_words(draft.saved)
    );
    let name = organ_words(draft.report.organ());
    let href = Route::Edit(draft.id.clone(), None).hash();
    let report = draft.report.clone();
    let copy = move |_| match workspace.keep_new(report.clone()) {
        Ok(()) => {
            workspace.announce("已复制。".to_owned());
            request_animation_frame(page::focus_heading);
        }
        Err(trouble) => workspace.tell(&format!("没能复制：{trouble}。"), Vec::new()),
    };
    let (copy_label, delete_label) = (format!("复制：{name}，{year}"), format!("删除：{name}，{year}"));
    let open_label = format!("打开：{name}，{year}");
    let (id, versions_label) = (draft.id.clone(), format!("版本：{name}，{year}"));
    let delete = move |_| {
        match trash::delete(&LocalStore, &draft.id) {
            Ok(false) => workspace.tell("没能删除：记录由更新的版本保存。", Vec::new()),
            Ok(true) => {
                mirror::forget(&draft.id);
                workspace.close(&draft.id);
                workspace.announce("已删除，可以撤销。".to_owned());
            }
            Err(trouble) => workspace.tell(&format!("没能删除：{trouble}。"), Vec::new()),
        }
        changed(workspace);
    };
    view! {
        <li class="draft">
            <a class="draft__name" href=href.clone()>{name}</a>
            <div class="draft__facts">{facts}</div>
            <div class="draft__actions">
                <a class="button" href=href aria-label=open_label>"打开"</a>
                <a class="button" href=Route::Versions(id).hash() aria-label=versions_label>"版本"</a>
                <button type="button" class="button" aria-label=copy_label on:click=copy>"复制"</button>
                <button type="button" class="button" aria-label=delete_label on:click=delete>"删除"</button>
            </div>
        </li>
    }
}
