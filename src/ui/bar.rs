//! The bar above every page: organ and year, the saved state, undo, redo, open, download; and the
//! notice below it.

use leptos::prelude::*;

use super::opening;
use super::organ_words;
use super::workspace::{FileKind, NoticeAction, Workspace};
use crate::browser::{clock_words, page};
use crate::draft::session::SavedState;
use crate::format::Kind;
use crate::route::Route;
use crate::validate::Severity;

/// The bar.
#[component]
pub fn Bar(workspace: Workspace) -> impl IntoView {
    let organ = workspace.read(|report| report.organ().trim().to_owned());
    let year = workspace.read(|report| report.year().text(Kind::Count));
    let shown = move || workspace.is_open.get() && workspace.route.with(|route| route.draft().is_some());
    let name = move || organ.with(|organ| organ_words(organ));
    let year_words = move || match year.get() {
        year if year.is_empty() => String::new(),
        year => format!(" · {year} 年"),
    };
    Effect::new(move |_| {
        let page_name = match workspace.route.get() {
            Route::Rules => "检查规则".to_owned(),
            route if route.draft().is_some() && workspace.is_open.get() => {
                format!("{}{}", name(), year_words())
            }
            _ => "草稿".to_owned(),
        };
        let errors = if shown() { workspace.count(Severity::Error) } else { 0 };
        let count = if errors > 0 { format!("（{errors} 处错误）") } else { String::new() };
        page::set_title(&format!("{count}{page_name} - 政府信息公开工作年度报告"));
    });
    let history = workspace.history;
    view! {
        <header class="bar">
            <a class="bar__home" href="#/">
                <span class="bar__mark" aria-hidden="true">"报"</span>
                <span class="bar__wide">"全部草稿"</span>
            </a>
            <Show when=shown fallback=|| view! { <span class="bar__title">"政府信息公开工作年度报告"</span> }>
                <span class="bar__title"><b>{name}</b>{year_words}</span>
                <Saved workspace/>
                <div class="bar__actions">
                    <button type="button" class="button button--plain" disabled=move || history.with(|h| !h.can_undo())
                        on:click=move |_| workspace.undo()>"撤销"</button>
                    <button type="button" class="button button--plain" disabled=move || history.with(|h| !h.can_redo())
                        on:click=move |_| workspace.redo()>"重做"</button>
                    <opening::OpenButton/>
                    <button type="button" class="button button--main"
                        on:click=move |_| workspace.download(FileKind::Html)>"下载 HTML"</button>
                    <button type="button" class="button"
                        on:click=move |_| workspace.download(FileKind::Json)>"下载 JSON"</button>
                </div>
            </Show>
            <opening::FileChooser workspace/>
        </header>
    }
}

#[component]
fn Saved(workspace: Workspace) -> impl IntoView {
    let edited = move || {
        workspace.history.track();
        workspace.is_edited()
    };
    let words = move || match workspace.saved.get() {
        _ if workspace.read_only.with(Option::is_some) => "只能查看，由更新的版本保存".to_owned(),
        SavedState::Pending => "正在保存…".to_owned(),
        SavedState::Saved(time) => format!("已保存 {}", clock_words(time)),
        SavedState::Refused(trouble) => format!("未能保存：{trouble}，请下载备份"),
        SavedState::Behind if !edited() => "另一个标签页有新版本".to_owned(),
        SavedState::Behind => "未能保存：另一个标签页有新版本".to_owned(),
        SavedState::Deleted => "未能保存：草稿在另一个标签页里删除了".to_owned(),
    };
    let refused = move || !matches!(workspace.saved.get(), SavedState::Pending | SavedState::Saved(_));
    view! { <span class="bar__saved" class:bar__saved--refused=refused id="saved-state">{words}</span> }
}

/// Another tab went ahead: what to do about it. Nothing merges by itself.
#[component]
pub fn Overtaken(workspace: Workspace) -> impl IntoView {
    let shown = move || workspace.is_open.get() && workspace.route.with(|route| route.draft().is_some());
    let notice = move || {
        workspace.history.track();
        let text = match (workspace.saved.get(), workspace.is_edited()) {
            _ if !shown() || workspace.read_only.with(Option::is_some) => return None,
            (SavedState::Behind, true) => {
                "另一个标签页保存了这份草稿的新版本。为了不覆盖它，这里的改动没有保存。"
            }
            (SavedState::Behind, false) => "另一个标签页保存了这份草稿的新版本，这里显示的是以前的。",
            (SavedState::Deleted, _) => "这份草稿在另一个标签页里删除了，这里的内容没有保存。",
            _ => return None,
        };
        let newer = matches!(workspace.saved.get(), SavedState::Behind).then(|| view! {
            <button type="button" class="button button--main" on:click=move |_| workspace.take_newer()>"载入新版本"</button>
        });
        Some(view! {
            <div class="notice" id="overtaken" role="region" aria-label="草稿的新版本">
                <p class="notice__text">{text}</p>
                <div class="notice__actions">
                    {newer}
                    <button type="button" class="button" on:click=move |_| workspace.save_as_copy()>"另存为副本"</button>
                </div>
            </div>
        })
    };
    // Told by the status line: it need not interrupt.
    view! { <div class="notices">{notice}</div> }
}

/// What just happened, and what can be done about it.
#[component]
pub fn Notices(workspace: Workspace) -> impl IntoView {
    let close_on_escape = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            workspace.close_notice();
        }
    };
    let notice = move || {
        let notice = workspace.notice.get()?;
        let action = match &notice.action {
            NoticeAction::None => None,
            NoticeAction::Undo => Some("撤销更换".to_owned()),
            NoticeAction::Write(_) => Some("写入正文".to_owned()),
            NoticeAction::DownloadAnyway(_) => Some("仍然下载".to_owned()),
            NoticeAction::Paste(count, _) => Some(format!("粘贴这 {count} 格")),
        };
        let close = if matches!(notice.action, NoticeAction::Paste(..)) { "不粘贴" } else { "关闭" };
        let check = matches!(notice.action, NoticeAction::DownloadAnyway(_)).then(|| {
            let id = workspace.id();
            view! { <a class="button" href=Route::Check(id).hash()>"先看错误"</a> }
        });
        let act = move |_| match notice.action.clone() {
            NoticeAction::None => {}
            NoticeAction::Undo => workspace.undo(),
            NoticeAction::Write(absence) => workspace.write_absence(absence),
            NoticeAction::DownloadAnyway(kind) => workspace.download_anyway(kind),
            NoticeAction::Paste(count, edit) => {
                workspace.close_notice();
                workspace.paste_in(count, edit);
            }
        };
        let action = action.map(|label| {
            view! { <button type="button" class="button button--main" id="notice-action" on:click=act>{label}</button> }
        });
        let lines = notice.lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        Some(view! {
            <div class="notice" on:keydown=close_on_escape>
                <p class="notice__text">{notice.text}</p>
                <ul class="notice__lines">{lines}</ul>
                <div class="notice__actions">
                    {action}
                    {check}
                    <button type="button" class="button button--plain" on:click=move |_| workspace.close_notice()>{close}</button>
                </div>
            </div>
        })
    };
    view! { <div class="notices" role="alert">{notice}</div> }
}
