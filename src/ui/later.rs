//! What typing does not need, in a module of its own (a chunk) that is fetched when the page is idle.
//! Whatever only [`Later`] reaches is no part of the first load; new pages and tools belong there, each as one
//! more function.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::handle::Handle;
use super::{
    area, check, chores, downloads, drafts, editor, findings, importing, last_year, notices, opening,
    preview, privacy, publication, reports, rules, versions,
};
use crate::app::{self, Chore, Errand, Model, Turn};
use crate::browser::storage::LocalStore;
use crate::browser::{clipboard, page};
use crate::import::grid::Grid;

/// What the chunk holds.
#[derive(Clone, Copy)]
pub struct Later {
    /// Runs errands.
    pub run: fn(&mut Model, Errand, &mut Turn<LocalStore>),
    /// Reads the tables of a pasted HTML.
    pub tables: fn(&str) -> Vec<Grid>,
    /// Does a chore.
    pub chore: fn(Handle, Chore),
    /// What stands beside the sheet: the findings; and what stands around its texts.
    pub findings: fn(Handle) -> AnyView,
    /// What stands above the page: the notices.
    pub notices: fn(Handle) -> AnyView,
    /// The buttons for files.
    pub files: fn(Handle) -> AnyView,
    /// The file chooser, out of sight.
    pub chooser: fn(Handle) -> AnyView,
    /// What stands beside the sheet above the findings: last year's report, and the help of a cell.
    pub help: fn(Handle) -> AnyView,
    /// The page of the drafts.
    pub drafts: fn(Handle) -> AnyView,
    /// The page of the files that are being imported.
    pub importing: fn(Handle) -> AnyView,
    /// The page of many reports.
    pub reports: fn(Handle) -> AnyView,
    /// The page of an address whose draft is not here.
    pub not_found: fn(Handle) -> AnyView,
    /// The page of all findings.
    pub check: fn(Handle) -> AnyView,
    /// The page of the document.
    pub preview: fn(Handle) -> AnyView,
    /// The page of the published page beside the draft.
    pub publication: fn(Handle) -> AnyView,
    /// The page of a draft's versions.
    pub versions: fn(Handle) -> AnyView,
    /// The page of all rules.
    pub rules: fn(Handle) -> AnyView,
    /// The page that says what becomes of what is entered.
    pub privacy: fn(Handle) -> AnyView,
}

/// Runs in the chunk: calling it fetches the chunk.
#[wasm_split(later, wasm_split_path = ::leptos::wasm_split, fallible)]
fn load() -> Result<Later, SplitLoaderError> {
    Ok(Later {
        run: app::run::<LocalStore>,
        tables: clipboard::tables,
        chore: chores::carry_out,
        findings: |handle| view! { <findings::Beside handle/><editor::texts::Texts handle/> }.into_any(),
        notices: |handle| {
            view! { <area::Units handle/><notices::Overtaken handle/><downloads::InWork handle/><notices::Notices handle/> }
                .into_any()
        },
        files: |handle| view! { <downloads::Files handle/> }.into_any(),
        chooser: |handle| view! { <opening::FileChooser handle/> }.into_any(),
        help: |handle| {
            view! { <last_year::LastYear handle/><area::Asked handle/><editor::help::CellHelp handle/> }
                .into_any()
        },
        drafts: |handle| view! { <drafts::Drafts handle/> }.into_any(),
        importing: |handle| view! { <importing::Import handle/> }.into_any(),
        reports: |handle| view! { <reports::Reports handle/> }.into_any(),
        not_found: |handle| view! { <drafts::NotFound handle/> }.into_any(),
        check: |handle| view! { <check::Check handle/> }.into_any(),
        preview: |handle| view! { <preview::Preview handle/> }.into_any(),
        publication: |handle| view! { <publication::Publication handle/> }.into_any(),
        versions: |handle| view! { <versions::Versions handle/> }.into_any(),
        rules: |handle| view! { <rules::Rules handle/> }.into_any(),
        privacy: |_| view! { <privacy::Privacy/> }.into_any(),
    })
}

/// Where the chunk is.
#[derive(Clone, Copy)]
enum Arrival {
    /// Not asked for yet, or on its way.
    Coming,
    /// Here.
    Here(Later),
    /// It did not come.
    Missing,
}

/// What waits for the chunk, in order.
type Waiting = Vec<Box<dyn FnOnce(Later)>>;

/// The chunk, as the page sees it. Created once, at the root.
#[derive(Clone, Copy)]
pub struct Chunk {
    arrival: RwSignal<Arrival>,
    /// What waits for it, in order.
    waiting: StoredValue<Waiting, LocalStorage>,
}

impl Chunk {
    /// The chunk that nobody has asked for yet; it is fetched when the page is idle.
    pub fn when_idle() -> Chunk {
        let chunk =
            Chunk { arrival: RwSignal::new(Arrival::Coming), waiting: StoredValue::new_local(Vec::new()) };
        let fetch = move || chunk.fetch();
        request_animation_frame(move || {
            // WebKit does not know when a page is idle.
            if request_idle_callback_with_handle(fetch).is_err() {
                set_timeout(fetch, std::time::Duration::from_millis(200));
            }
        });
        chunk
    }

    /// Fetches the chunk, and does then what waits for it.
    pub fn fetch(self) {
        self.arrival.set(Arrival::Coming);
        spawn_local(async move {
            match load().await {
                Ok(later) => {
                    self.arrival.set(Arrival::Here(later));
                    let waiting = self.waiting.try_update_value(std::mem::take).unwrap_or_default();
                    waiting.into_iter().for_each(|act| act(later));
                }
                Err(_) => self.arrival.set(Arrival::Missing),
            }
        });
    }

    /// Does something with the chunk: at once if it is here, and else as soon as it comes.
    pub fn then(self, act: impl FnOnce(Later) + 'static) {
        match self.arrival.get_untracked() {
            Arrival::Here(later) => act(later),
            Arrival::Coming | Arrival::Missing => {
                self.waiting.update_value(|waiting| waiting.push(Box::new(act)));
            }
        }
    }

    /// Whether it is here.
    pub fn is_here(self) -> bool {
        self.arrival.with_untracked(|arrival| matches!(arrival, Arrival::Here(_)))
    }

    /// Draws a part of the page that the chunk holds, as soon as it is here.
    pub fn part(self, view: impl Fn(Later) -> AnyView + Send + 'static) -> impl IntoView {
        move || match self.arrival.get() {
            Arrival::Here(later) => Some(view(later)),
            Arrival::Coming | Arrival::Missing => None,
        }
    }

    /// Draws a page that the chunk holds, as soon as it is here.
    pub fn page(self, view: impl Fn(Later) -> AnyView + Send + 'static) -> impl IntoView {
        move || match self.arrival.get() {
            Arrival::Here(later) => view(later),
            Arrival::Coming | Arrival::Missing => {
                view! { <main class="single"><p role="status">"正在载入…"</p></main> }.into_any()
            }
        }
    }

    /// Says that the chunk did not come, and tries again.
    pub fn trouble(self) -> impl IntoView {
        let missing = Memo::new(move |_| matches!(self.arrival.get(), Arrival::Missing));
        move || {
            missing.get().then(|| {
                let what = page::missing_chunk().map_or("有一部分".to_owned(), |file| format!("文件 {file} "));
                view! {
                    <div class="notice" id="chunk-missing">
                        <p class="notice__text">{what}"没有载入，可能是网络不通，或者服务器上缺这个文件：检查、粘贴、打开、下载等暂时不能用。填写和保存不受影响。"</p>
                        <div class="notice__actions">
                            <button type="button" class="button" on:click=move |_| self.fetch()>"重试"</button>
                        </div>
                    </div>
                }
            })
        }
    }
}
