//! What typing does not need, in a module of its own (a chunk) that is fetched when the page is idle. Whatever only
//! [`Later`] reaches is no part of the first load; new pages and tools belong there, each as one more function.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::rules;
use super::versions;
use super::workspace::Workspace;

/// What the chunk holds.
#[derive(Clone, Copy)]
pub struct Later {
    /// The page of all rules.
    pub rules: fn() -> AnyView,
    /// The page of a draft's versions.
    pub versions: fn(Workspace) -> AnyView,
}

/// Runs in the chunk: calling it fetches the chunk.
#[wasm_split(later, wasm_split_path = ::leptos::wasm_split, fallible)]
fn load() -> Result<Later, SplitLoaderError> {
    Ok(Later {
        rules: || view! { <rules::Rules/> }.into_any(),
        versions: |workspace| view! { <versions::Versions workspace/> }.into_any(),
    })
}

/// Where the chunk is.
#[derive(Clone, Copy)]
pub enum Arrival {
    /// Not asked for yet, or on its way.
    Coming,
    /// Here.
    Here(Later),
    /// It did not come; [`Chunk::fetch`] tries again.
    Missing,
}

/// The chunk, as the page sees it. Created once, at the root.
#[derive(Clone, Copy)]
pub struct Chunk(RwSignal<Arrival>);

impl Chunk {
    /// The chunk that nobody has asked for yet; it is fetched when the page is idle.
    pub fn when_idle() -> Chunk {
        let chunk = Chunk(RwSignal::new(Arrival::Coming));
        let fetch = move || chunk.fetch();
        request_animation_frame(move || {
            // WebKit does not know when a page is idle.
            if request_idle_callback_with_handle(fetch).is_err() {
                set_timeout(fetch, std::time::Duration::from_millis(200));
            }
        });
        chunk
    }

    /// Fetches the chunk, unless it is here or on its way.
    pub fn fetch(self) {
        self.0.set(Arrival::Coming);
        spawn_local(async move {
            self.0.set(load().await.map_or(Arrival::Missing, Arrival::Here));
        });
    }

    /// Draws what the chunk holds: at once if it is here, and else as soon as it comes.
    pub fn show(self, view: impl Fn(Later) -> AnyView + Send + 'static) -> impl IntoView {
        move || match self.0.get() {
            Arrival::Here(later) => view(later),
            Arrival::Coming => {
                view! { <main class="single"><p role="status">"正在载入…"</p></main> }.into_any()
            }
            Arrival::Missing => view! {
                <main class="single">
                    <p role="alert">"这一部分没有载入，可能是网络不通。填写和保存不受影响。"</p>
                    <p><button type="button" class="button" on:click=move |_| self.fetch()>"重试"</button></p>
                </main>
            }
            .into_any(),
        }
    }
}
