//! A second copy of the newest versions, in IndexedDB where there is one, from which comes back what
//! localStorage has lost: a browser writes that to its disk only some seconds after it took it. And the
//! request to the browser to keep what is stored. Where the browser has or grants neither, what was typed
//! in the seconds before the browser is killed may be lost, and nothing else changes.

use std::cell::{Cell, RefCell};

use idb::{Database, Error, Factory, ObjectStore, ObjectStoreParams, TransactionMode};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

use crate::draft::{Draft, record};

const DATABASE: &str = "nianbao";
const STORE: &str = "drafts";

/// What is to be kept, and what happens then.
type Task = (Draft, Box<dyn FnOnce()>);

thread_local! {
    /// Whether the copy was compared with localStorage: before that it may hold the only newest version.
    static IS_COMPARED: Cell<bool> = const { Cell::new(false) };
    static WAITING: RefCell<Vec<Task>> = const { RefCell::new(Vec::new()) };
}

/// Keeps the newest version of a draft, and calls back when that is done or refused.
pub fn keep(draft: &Draft, then: impl FnOnce() + 'static) {
    if !IS_COMPARED.get() {
        WAITING.with_borrow_mut(|waiting| waiting.push((draft.clone(), Box::new(then))));
        return;
    }
    let (id, text) = (draft.id.clone(), record::write(draft));
    spawn_local(async move {
        let _ = write(async |store| store.put(&text.into(), Some(&id.into()))?.await.map(drop)).await;
        then();
    });
}

/// From now on the copy is written to: it was compared with localStorage.
pub fn is_compared() {
    IS_COMPARED.set(true);
    for (draft, then) in WAITING.take() {
        keep(&draft, then);
    }
}

/// Forgets a draft. A mark in localStorage keeps one from coming back that is refused here.
pub fn forget(id: &str) {
    let id = id.to_owned();
    spawn_local(async move {
        let _ = write(async |store| store.delete(JsValue::from(id))?.await).await;
    });
}

/// Forgets all drafts.
///
/// # Errors
/// If there is a second copy and it refuses.
pub async fn clear() -> Result<(), Error> {
    if Factory::new().is_err() {
        return Ok(());
    }
    write(async |store| store.clear()?.await).await
}

/// The records of all drafts; nothing where there is no second copy.
pub async fn all() -> Option<Vec<String>> {
    async fn read(database: &Database) -> Result<Vec<JsValue>, Error> {
        let transaction = database.transaction(&[STORE], TransactionMode::ReadOnly)?;
        transaction.object_store(STORE)?.get_all(None, None)?.await
    }
    let database = open().await.ok()?;
    let records = read(&database).await;
    database.close();
    Some(records.ok()?.into_iter().filter_map(|record| record.as_string()).collect())
}

/// Asks the browser, once, not to clear what is stored here when it needs room.
pub fn ask_to_persist() {
    thread_local!(static ASKED: Cell<bool> = const { Cell::new(false) });
    if ASKED.replace(true) {
        return;
    }
    // Only pages of a secure context have it, and web-sys takes it for granted.
    let storage = web_sys::window().map(|window| window.navigator()).and_then(|navigator| {
        js_sys::Reflect::get(&navigator, &"storage".into()).ok()?.dyn_into::<web_sys::StorageManager>().ok()
    });
    if let Some(Ok(answer)) = storage.map(|storage| storage.persist()) {
        spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(answer).await;
        });
    }
}

async fn open() -> Result<Database, Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(1))?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = idb::DatabaseEvent::database(&event) {
            let _ = database.create_object_store(STORE, ObjectStoreParams::new());
        }
    });
    request.await
}

async fn write(change: impl AsyncFnOnce(ObjectStore) -> Result<(), Error>) -> Result<(), Error> {
    let database = open().await?;
    let changed = async {
        let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
        change(transaction.object_store(STORE)?).await?;
        transaction.await.map(drop)
    };
    let changed = changed.await;
    database.close();
    changed
}
