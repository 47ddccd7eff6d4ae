//! Files and folders are added: chosen with a button, or dropped anywhere on the page.

use leptos::prelude::*;
use web_sys::{File, FileSystemEntry};

use crate::app::reports::MOST_FILES;
use crate::app::{Chosen, Errand, ReportsStep};
use crate::browser::{files, page, readers};
use crate::import::{ENDINGS, may_be_a_report};
use crate::ui::handle::Handle;
use crate::ui::opening::{choose, chosen};

const FILES: &str = "add-files";
const FOLDER: &str = "add-folder";
/// So many files are held at once.
const AT_ONCE: usize = 500;

/// The buttons, and the file choosers that are out of sight.
#[component]
pub fn Add(handle: Handle) -> impl IntoView {
    let add = move |event: web_sys::Event| take(handle, named(chosen(&event)));
    let add_folder = move |event: web_sys::Event| {
        let mut chosen = chosen(&event);
        let is_empty = chosen.is_empty();
        chosen.retain(|file| may_be_a_report(&file.name()));
        match chosen.is_empty() && !is_empty {
            true => handle.run(Errand::Reports(ReportsStep::NothingInFolder)),
            false => take(handle, named(chosen)),
        }
    };
    view! {
        <div class="many__add">
            <button type="button" class="button button--main" on:click=|_| choose(FILES)>"添加文件"</button>
            <button type="button" class="button" on:click=|_| choose(FOLDER)>"添加文件夹"</button>
            <input type="file" id=FILES class="visually-hidden" tabindex="-1" aria-label="添加年报文件"
                accept=ENDINGS.join(",") multiple=true on:change=add/>
            <input type="file" id=FOLDER class="visually-hidden" tabindex="-1" aria-label="添加文件夹里的年报"
                prop:webkitdirectory=true multiple=true on:change=add_folder/>
        </div>
    }
}

/// Takes what was dropped on the page: files, and all that may be reports in folders.
pub async fn take_dropped(handle: Handle, dropped: Vec<File>, folders: Vec<FileSystemEntry>) {
    let is_folder = !folders.is_empty();
    let mut all = named(dropped);
    all.extend(files::unfold(folders, may_be_a_report, MOST_FILES).await);
    match is_folder && all.is_empty() {
        true => handle.run(Errand::Reports(ReportsStep::NothingInFolder)),
        false => take(handle, all),
    }
}

fn named(files: Vec<File>) -> Vec<(String, File)> {
    files.into_iter().map(|file| (files::path(&file), file)).collect()
}

/// Holds files and has them read, so many at a time that the page answers in between.
fn take(handle: Handle, mut files: Vec<(String, File)>) {
    let rest = files.split_off(files.len().min(AT_ONCE));
    let hold = |(name, file): (String, File)| {
        let size = file.size() as u64;
        Chosen { file: readers::hold(file), name, size }
    };
    let files: Vec<Chosen> = files.into_iter().map(hold).collect();
    if !files.is_empty() {
        handle.run(Errand::Reports(ReportsStep::Chosen { files, readers: readers::most() }));
    }
    if !rest.is_empty() {
        page::after(0, move || take(handle, rest));
    }
}
