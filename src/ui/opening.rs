//! Files: the buttons of the bar; 打开文件: the button, the one file chooser of the page, and files dropped anywhere on it. What they hold
//! is the page's affair.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, File, HtmlElement, HtmlInputElement};

use super::handle::Handle;
use crate::app::Errand;
use crate::browser::{files, page};
use crate::export::{FORMATS, FileFormat};
use crate::import::{MOST_BYTES, OpenError};

const CHOOSER: &str = "open-file";

/// The buttons of the bar: opening, and one download for each file format.
#[component]
pub fn Files(handle: Handle) -> impl IntoView {
    let download = |(position, format): (usize, &&'static FileFormat)| {
        let (class, format) = (if position == 0 { "button button--main" } else { "button" }, *format);
        view! {
            <button type="button" class=class on:click=move |_| handle.run(Errand::Download(format))>
                <span class="bar__word">"下载 "</span>{format.name}
            </button>
        }
    };
    view! { <OpenButton/>{FORMATS.iter().enumerate().map(download).collect_view()} }
}

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
pub fn FileChooser(handle: Handle) -> impl IntoView {
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
            open(handle, dropped.map(|dropped| files::list(&dropped)).unwrap_or_default());
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
        open(handle, chosen);
    };
    view! {
        <input type="file" id=CHOOSER class="visually-hidden" tabindex="-1" aria-label="打开年报文件"
            accept=".json,.html,.htm" multiple=true on:change=chosen/>
    }
}

/// Reads files and hands them over.
fn open(handle: Handle, chosen: Vec<File>) {
    if chosen.is_empty() {
        return;
    }
    spawn_local(async move {
        let mut opened = Vec::new();
        for file in chosen {
            opened.push((file.name(), read(&file).await));
        }
        handle.run(Errand::Opened(opened));
    });
}

async fn read(file: &File) -> Result<Vec<u8>, String> {
    // Nothing so large is read into memory.
    if file.size() > MOST_BYTES as f64 {
        return Err(OpenError::TooLarge.to_string());
    }
    files::read(file).await.map_err(|_| "浏览器读不出这个文件。请检查文件是否还在原处。".to_owned())
}
