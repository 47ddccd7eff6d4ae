//! Files: handing one to the user, reading those that the user chose.

use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemEntry,
    FileSystemFileEntry, HtmlAnchorElement, Url,
};

/// Lets the browser download a file.
///
/// # Errors
/// What the browser threw.
pub fn download(name: &str, mime: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser has taken the blob by the time a timer fires.
    leptos::prelude::set_timeout(
        move || {
            let _ = Url::revoke_object_url(&url);
        },
        std::time::Duration::from_secs(60),
    );
    Ok(())
}

/// The files of a list.
pub fn list(files: &FileList) -> Vec<File> {
    (0..files.length()).filter_map(|index| files.item(index)).collect()
}

/// What was dropped: files, and folders. To be asked for while the event lasts.
pub fn dropped(transfer: &DataTransfer) -> (Vec<File>, Vec<FileSystemEntry>) {
    let items = transfer.items();
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for item in (0..items.length()).filter_map(|at| items.get(at)) {
        match item.webkit_get_as_entry() {
            Ok(Some(entry)) if entry.is_directory() => folders.push(entry),
            _ => files.extend(item.get_as_file().ok().flatten()),
        }
    }
    (files, folders)
}

/// The files inside folders that a test lets pass by their names, in the order of these, each with its path; no more
/// than so many.
pub async fn unfold(
    folders: Vec<FileSystemEntry>,
    passes: fn(&str) -> bool,
    most: usize,
) -> Vec<(String, File)> {
    let mut files = Vec::new();
    let mut waiting: Vec<FileSystemEntry> = folders.into_iter().rev().collect();
    while let Some(entry) = waiting.pop() {
        if files.len() >= most {
            break;
        }
        // Chromium has these interfaces, but no names for them: what an entry is can only be asked of it.
        if entry.is_directory() {
            waiting.extend(entries(entry.unchecked_ref()).await.into_iter().rev());
        } else if passes(&entry.name()) {
            let path = entry.full_path().trim_start_matches('/').to_owned();
            let entry: FileSystemFileEntry = entry.unchecked_into();
            let file =
                Promise::new(&mut |done, failed| entry.file_with_callback_and_callback(&done, &failed));
            let file = JsFuture::from(file).await.ok().and_then(|file| file.dyn_into().ok());
            files.extend(file.map(|file| (path, file)));
        }
    }
    files
}

/// What is in a folder, in the order of the names: a browser hands it over in portions.
async fn entries(folder: &FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let reader = folder.create_reader();
    let mut found: Vec<FileSystemEntry> = Vec::new();
    loop {
        let portion = Promise::new(&mut |done, failed| {
            let _ = reader.read_entries_with_callback_and_callback(&done, &failed);
        });
        let portion = JsFuture::from(portion).await.ok().and_then(|portion| portion.dyn_into::<Array>().ok());
        match portion.filter(|portion| portion.length() > 0) {
            Some(portion) => found.extend(portion.iter().map(JsCast::unchecked_into)),
            None => break,
        }
    }
    found.sort_by_cached_key(FileSystemEntry::name);
    found
}

/// The name of a file, with the folders that were chosen with it.
pub fn path(file: &File) -> String {
    let path =
        js_sys::Reflect::get(file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
    path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name())
}

/// Reads a file.
///
/// # Errors
/// What the browser threw, as when the file is gone.
pub async fn read(file: &File) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(file.array_buffer()).await?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}
