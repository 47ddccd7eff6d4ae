//! 打开文件: the buttons, the file choosers of the page, files dropped anywhere on
//! it, and what is pasted into a box. What they hold is the page's affair.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, File, HtmlElement, HtmlInputElement};

use super::handle::Handle;
use super::reports;
use crate::app::Errand;
use crate::browser::{clipboard, files, page};
use crate::import::{ENDINGS, MOST_BYTES, MOST_FILES, OpenError, may_be_a_report};

const CHOOSER: &str = "open-file";
const FOLDER_CHOOSER: &str = "open-folder";
const NOTHING_IN_FOLDER: &str =
    "里面没有能打开的年报文件。能打开的是网页、Word、Excel、PDF、文本和本页下载的 JSON。";

/// The button that opens the file chooser: for reports and for backups, which are told apart by what they hold.
#[component]
pub fn OpenButton(#[prop(default = "打开文件")] label: &'static str) -> impl IntoView {
    view! { <button type="button" class="button" on:click=|_| choose(CHOOSER)>{label}</button> }
}

/// The button that opens the chooser of a folder: all reports that are in it.
#[component]
pub fn OpenFolderButton() -> impl IntoView {
    view! { <button type="button" class="button" on:click=|_| choose(FOLDER_CHOOSER)>"打开文件夹"</button> }
}

/// Opens a file chooser that is out of sight.
pub fn choose(chooser: &str) {
    let chooser = page::document().get_element_by_id(chooser);
    if let Some(chooser) = chooser.and_then(|chooser| chooser.dyn_into::<HtmlElement>().ok()) {
        chooser.click();
    }
}

/// The files that were just chosen in a chooser.
pub fn chosen(event: &web_sys::Event) -> Vec<File> {
    let target = page::target(event).and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(chooser) = target else { return Vec::new() };
    let chosen = chooser.files().map(|chosen| files::list(&chosen)).unwrap_or_default();
    // So that choosing the same file again is a change.
    chooser.set_value("");
    chosen
}

/// The file choosers, out of sight, and the place that takes dropped files: the whole window.
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
            let transfer = event.data_transfer();
            let (mut chosen, folders) =
                transfer.map(|transfer| files::dropped(&transfer)).unwrap_or_default();
            let is_folder = !folders.is_empty();
            spawn_local(async move {
                if handle.look(|model| model.is_collecting()) {
                    return reports::take_dropped(handle, chosen, folders).await;
                }
                let unfolded = files::unfold(folders, may_be_a_report, MOST_FILES + 1).await;
                chosen.extend(unfolded.into_iter().map(|(_, file)| file));
                if is_folder && chosen.is_empty() {
                    return nothing_in_folder(handle);
                }
                if let Some(opened) = read_all(chosen).await {
                    handle.run(Errand::Dropped(opened));
                }
            });
        }
    });
    let open_files = move |event: web_sys::Event| {
        let chosen = chosen(&event);
        spawn_local(open(handle, chosen));
    };
    let open_folder = move |event: web_sys::Event| {
        let mut chosen = chosen(&event);
        let is_empty = chosen.is_empty();
        chosen.retain(|file| may_be_a_report(&file.name()));
        if chosen.is_empty() && !is_empty {
            return nothing_in_folder(handle);
        }
        spawn_local(open(handle, chosen));
    };
    view! {
        <input type="file" id=CHOOSER class="visually-hidden" tabindex="-1" aria-label="打开年报文件"
            accept=ENDINGS.join(",") multiple=true on:change=open_files/>
        <input type="file" id=FOLDER_CHOOSER class="visually-hidden" tabindex="-1" aria-label="打开文件夹里的年报"
            prop:webkitdirectory=true multiple=true on:change=open_folder/>
    }
}

/// The box into which a text or a table is pasted, to be recognised like a file; `open` gets its name and its bytes.
#[component]
pub fn PasteBox(
    label: &'static str,
    hint: &'static str,
    action: &'static str,
    open: impl Fn(String, Vec<u8>) + Send + 'static,
) -> impl IntoView {
    let text = RwSignal::new(String::new());
    // What stands in the box may have come with its tables: then these are read, as long as nothing was typed.
    let pasted = StoredValue::new(None::<(String, String)>);
    let waits = StoredValue::new(String::new());
    let paste =
        move |event: web_sys::ClipboardEvent| waits.set_value(clipboard::flavour(&event, "text/html"));
    let input = move |event| {
        let now = event_target_value(&event);
        let html = waits.try_update_value(std::mem::take).unwrap_or_default();
        if !html.is_empty() && text.with_untracked(String::is_empty) {
            pasted.set_value(Some((now.clone(), html)));
        }
        text.set(now);
    };
    let recognise = move |_| {
        let now = text.get_untracked();
        let html = pasted.with_value(|pasted| {
            pasted.as_ref().filter(|(text, _)| *text == now).map(|(_, html)| html.clone())
        });
        open("粘贴的内容".to_owned(), html.unwrap_or(now).into_bytes());
    };
    view! {
        <details class="paste">
            <summary>{label}</summary>
            <textarea id="paste-box" aria-label=label placeholder=hint
                prop:value=text on:paste=paste on:input=input></textarea>
            <button type="button" class="button" disabled=move || text.with(|text| text.trim().is_empty())
                on:click=recognise>{action}</button>
        </details>
    }
}

fn nothing_in_folder(handle: Handle) {
    handle.run(Errand::Opened(vec![("文件夹".to_owned(), Err(NOTHING_IN_FOLDER.to_owned()))]));
}

/// Reads files and hands them over.
async fn open(handle: Handle, chosen: Vec<File>) {
    if let Some(opened) = read_all(chosen).await {
        handle.run(Errand::Opened(opened));
    }
}

/// The bytes of files, or why they cannot be read; nothing where there are none.
async fn read_all(mut chosen: Vec<File>) -> Option<Vec<(String, Result<Vec<u8>, String>)>> {
    if chosen.is_empty() {
        return None;
    }
    let rest = chosen.len().saturating_sub(MOST_FILES);
    chosen.truncate(MOST_FILES);
    let mut opened = Vec::new();
    for file in chosen {
        opened.push((file.name(), read(&file).await));
    }
    if rest > 0 {
        opened.push((
            "其余的文件".to_owned(),
            Err(format!("一次最多打开 {MOST_FILES} 个文件，请分几次打开。")),
        ));
    }
    Some(opened)
}

/// The bytes of a file, or why they cannot be read.
pub async fn read(file: &File) -> Result<Vec<u8>, String> {
    // Nothing so large is read into memory.
    if file.size() > MOST_BYTES as f64 {
        return Err(OpenError::TooLarge.to_string());
    }
    files::read(file).await.map_err(|_| "浏览器读不出这个文件。请检查文件是否还在原处。".to_owned())
}
