//! 打开文件: the button, the one file chooser of the page, and files dropped anywhere on it. A report
//! becomes a new draft; what is none is refused with a sentence, and no draft changes.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, File, HtmlElement, HtmlInputElement};

use super::workspace::Workspace;
use crate::browser::{files, page};
use crate::draft::backup::{self, Backup};
use crate::import::{self, MOST_BYTES, OpenError};
use crate::report::Report;
use crate::route::Route;

const CHOOSER: &str = "open-file";

/// The button that opens the file chooser: for reports and for backups, which are told apart by what they hold.
#[component]
pub fn OpenButton(#[prop(default = "打开文件")] label: &'static str) -> impl IntoView {
    let choose = |_| {
        let chooser = page::document().get_element_by_id(CHOOSER);
        if let Some(chooser) = chooser.and_then(|chooser| chooser.dyn_into::<HtmlElement>().ok()) {
            chooser.click();
        }
    };
    view! { <button type="button" class="button" on:click=choose>{label}</button> }
}

/// The file chooser, out of sight, and the place that takes dropped files: the whole window.
#[component]
pub fn FileChooser(workspace: Workspace) -> impl IntoView {
    // Text that is dragged into a field is the browser's own affair.
    let has_files = |event: &DragEvent| {
        let types = event.data_transfer().map(|transfer| transfer.types());
        types.is_some_and(|types| types.includes(&"Files".into(), 0))
    };
    page::listen("dragover", move |event: DragEvent| {
        if has_files(&event) {
            event.prevent_default();
        }
    });
    page::listen("drop", move |event: DragEvent| {
        if has_files(&event) {
            event.prevent_default();
            let dropped = event.data_transfer().and_then(|transfer| transfer.files());
            open_all(workspace, dropped.map(|dropped| files::list(&dropped)).unwrap_or_default());
        }
    });
    let chosen = move |event: web_sys::Event| {
        let Some(chooser) =
            page::target(&event).and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        else {
            return;
        };
        let chosen = chooser.files().map(|chosen| files::list(&chosen)).unwrap_or_default();
        // So that choosing the same file again is a change.
        chooser.set_value("");
        open_all(workspace, chosen);
    };
    view! {
        <input type="file" id=CHOOSER class="visually-hidden" tabindex="-1" aria-label="打开年报文件"
            accept=".json,.html,.htm" multiple=true on:change=chosen/>
    }
}

/// Opens files: a single report is shown at once, several are listed among the drafts.
fn open_all(workspace: Workspace, chosen: Vec<File>) {
    if chosen.is_empty() {
        return;
    }
    spawn_local(async move {
        let (mut reports, mut refused, mut backup) = (Vec::new(), Vec::new(), None);
        for file in chosen {
            let name = file.name();
            match read(&file).await {
                Ok(Opened::Report(report)) => reports.push((name, report)),
                Ok(Opened::Backup(opened)) => backup = Some(opened),
                Err(sentence) => refused.push(format!("{name}：{sentence}")),
            }
        }
        if backup.is_none() && refused.is_empty() && reports.len() == 1 {
            if let Some((name, report)) = reports.pop() {
                page::go(&workspace.open_new(report).hash());
                workspace.announce(format!("已打开 {name}。"));
            }
            return;
        }
        if !reports.is_empty() || !refused.is_empty() {
            list(workspace, reports, refused);
        }
        let Some(backup) = backup else { return };
        workspace.backup.set(Some(backup));
        page::go(&Route::Drafts.hash());
        workspace.announce("这是一份备份，请看要恢复哪些草稿。");
        // The page of the drafts takes the focus first.
        set_timeout(|| page::focus("restore"), Duration::from_millis(100));
    });
}

/// What a file holds.
enum Opened {
    Report(Report),
    Backup(Backup),
}

async fn read(file: &File) -> Result<Opened, String> {
    if file.size() > MOST_BYTES as f64 {
        return Err(OpenError::TooLarge.to_string());
    }
    let bytes =
        files::read(file).await.map_err(|_| "浏览器读不出这个文件。请检查文件是否还在原处。".to_owned())?;
    match str::from_utf8(&bytes) {
        Ok(text) if backup::is_backup(text) => Ok(Opened::Backup(backup::read(text)?)),
        _ => import::open(&bytes).map(Opened::Report).map_err(|error| error.to_string()),
    }
}

/// Makes drafts of several reports, and tells what became of every file.
fn list(workspace: Workspace, reports: Vec<(String, Report)>, mut refused: Vec<String>) {
    let mut lines: Vec<String> = Vec::new();
    for (name, report) in reports {
        match workspace.keep_new(report) {
            Ok(()) => lines.push(format!("{name}：已打开为新草稿。")),
            Err(trouble) => refused.push(format!("{name}：没有打开，{trouble}。")),
        }
    }
    if !lines.is_empty() {
        page::go(&Route::Drafts.hash());
    }
    let text = match (lines.len(), refused.len()) {
        (opened, 0) => format!("已打开 {opened} 份报告。"),
        (0, 1) => "没有打开这个文件，草稿没有改动。".to_owned(),
        (0, count) => format!("{count} 个文件都没有打开，草稿没有改动。"),
        (opened, count) => format!("已打开 {opened} 份报告，{count} 个文件没有打开。"),
    };
    lines.extend(refused);
    workspace.tell(&text, lines);
}
