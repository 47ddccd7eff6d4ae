//! The first page: a new report, a file, an example, and the drafts that are kept here.

use leptos::prelude::*;

use super::area;
use super::handle::Handle;
use super::opening::{OpenButton, OpenFolderButton, PasteBox};
use super::stored;
use crate::app::shown::{organ_words, summary, year_words};
use crate::app::{Aside, Errand, Screen};
use crate::browser::{clock_words, current_year, page};
use crate::draft::{Draft, Stored};
use crate::format::{Edition, YEARS};
use crate::route::Route;
use crate::validate::validate;

/// The page `#/`.
#[component]
pub fn Drafts(handle: Handle) -> impl IntoView {
    page::need_later_style();
    let stored = handle.read(|model| model.kept().map(|kept| kept.stored.clone()));
    let list = move || match stored.get()? {
        Err(trouble) => view! {
            <p class="drafts__trouble">
                {format!("{trouble}，看不到以前的草稿。可以照常填写，写完请下载文件。")}
            </p>
        }
        .into_any()
        .into(),
        Ok(stored) if stored.is_empty() => Some(view! { <Steps/> }.into_any()),
        Ok(stored) => Some(
            view! {
                <h2>"草稿"</h2>
                <ul class="drafts__list">
                    <For each=move || stored.clone() key=key_of children=move |one| item(handle, one)/>
                </ul>
            }
            .into_any(),
        ),
    };
    view! {
        <main class="single drafts">
            <h1 tabindex="-1">"政府信息公开工作年度报告"</h1>
            <p class="single__lead">
                "按官方格式填写、随时核对、下载发布。内容只保存在这台电脑的浏览器里，不会上传。"
            </p>
            <New handle/>
            <Unfinished handle/>
            <Unsaved handle/>
            <Deleted handle/>
            {list}
            <stored::Backups handle/>
            <area::Notes handle/>
            <p class="single__links">
                <a href=Route::Reports.hash()>"多份报告（上级汇总、核对）"</a>
                <a href=Route::Rules.hash()>"全部检查规则"</a>
                <a href=Route::Privacy.hash()>"隐私说明"</a>
            </p>
            <p class="soft" id="origin">{page::build().map(|build| format!("版本 {build}。"))}{page::origin().words()}</p>
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
pub fn NotFound(handle: Handle) -> impl IntoView {
    let reason = handle.read(|model| match model.screen() {
        Screen::Aside(Aside::NotFound { reason, .. }, _) => *reason,
        _ => None,
    });
    let words = move || match reason.get() {
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
fn New(handle: Handle) -> impl IntoView {
    // In January the report of last year is due.
    let due = current_year() - 1;
    let year = RwSignal::new(due);
    let options = (*YEARS.start()..=due.max(*YEARS.start()) + 1).rev().map(|option| {
        view! { <option value=option selected=option == due>{format!("{option} 年")}</option> }
    });
    let choose = move |event| year.set(event_target_value(&event).parse().unwrap_or(due));
    let examples = Edition::ALL.into_iter().rev().map(|edition| {
        let open = move |_| handle.run(Errand::OpenExample(edition));
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
            <OpenFolderButton/>
            <div class="start__example"><span>"看一个示例："</span>{examples.collect_view()}</div>
        </div>
        <PasteBox label="粘贴文字或表格" hint="从网页、Word 或表格里复制年报的全文或一部分，粘贴到这里。" action="识别"
            open=move |name, bytes| handle.run(Errand::Opened(vec![(name, Ok(bytes))]))/>
    }
}

/// The way back to files that are not imported yet.
#[component]
fn Unfinished(handle: Handle) -> impl IntoView {
    let count = handle.read(|model| model.importing().map(|importing| importing.files.len()));
    move || {
        count.get().map(|count| {
            view! {
                <p class="drafts__import" id="unfinished-import">
                    {format!("还有一次没做完的导入，{count} 个文件。")}
                    <a href=Route::Import.hash()>"继续导入"</a>
                </p>
            }
        })
    }
}

/// The drafts that the store refused: they are here as long as the page is open.
#[component]
fn Unsaved(handle: Handle) -> impl IntoView {
    let unsaved = handle.read(|model| model.unsaved());
    move || {
        let items: Vec<_> = (unsaved.get().into_iter())
            .map(|draft| {
                let name = organ_words(&draft.report);
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
fn Deleted(handle: Handle) -> impl IntoView {
    let name = handle.read(|model| {
        model.kept().and_then(|kept| kept.deleted.as_ref().map(|draft| organ_words(&draft.report)))
    });
    move || {
        name.get().map(|name| {
            view! {
                <p class="drafts__deleted" id="deleted-draft">
                    {format!("已删除“{name}”。")}
                    <button type="button" class="button button--link" on:click=move |_| handle.run(Errand::RestoreDeleted)>"撤销删除"</button>
                </p>
            }
        })
    }
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

fn item(handle: Handle, stored: Stored) -> AnyView {
    match stored {
        Stored::Draft(draft) => draft_item(handle, *draft).into_any(),
        Stored::ReadOnly { id, report, record } => view! {
            <li class="draft draft--unreadable">
                <a class="draft__name" href=Route::Edit(id, None).hash()>{organ_words(&report)}</a>
                <div class="draft__facts">{format!("只能查看：{}", record.reason)}</div>
                <div class="draft__actions"><stored::DownloadRecord handle record/></div>
            </li>
        }
        .into_any(),
        Stored::Unreadable(record) => view! {
            <li class="draft draft--unreadable">
                <div class="draft__name">"打不开的记录"</div>
                <div class="draft__facts">{format!("{}原样保留：{}", record.reason, record.key)}</div>
                <div class="draft__actions"><stored::DownloadRecord handle record/></div>
            </li>
        }
        .into_any(),
    }
}

fn draft_item(handle: Handle, draft: Draft) -> impl IntoView {
    let (name, year) = (organ_words(&draft.report), year_words(&draft.report));
    let findings = summary(&validate(&draft.report));
    let facts = format!(
        "{year} · {} · 保存于 {} · {findings}",
        draft.report.edition().name(),
        clock_words(draft.saved)
    );
    let href = Route::Edit(draft.id.clone(), None).hash();
    let versions = Route::Versions(draft.id.clone()).hash();
    let label = |action: &str| format!("{action}：{name}，{year}");
    let (open_label, versions_label) = (label("打开"), label("版本"));
    let (copy_label, delete_label) = (label("复制"), label("删除"));
    let (copied, deleted) = (draft.id.clone(), draft.id);
    let copy = move |_| handle.run(Errand::CopyDraft(copied.clone()));
    let delete = move |_| handle.run(Errand::DeleteDraft(deleted.clone()));
    view! {
        <li class="draft">
            <a class="draft__name" href=href.clone()>{name}</a>
            <div class="draft__facts">{facts}</div>
            <div class="draft__actions">
                <a class="button" href=href aria-label=open_label>"打开"</a>
                <a class="button" href=versions aria-label=versions_label>"版本"</a>
                <button type="button" class="button" aria-label=copy_label on:click=copy>"复制"</button>
                <button type="button" class="button" aria-label=delete_label on:click=delete>"删除"</button>
            </div>
        </li>
    }
}
