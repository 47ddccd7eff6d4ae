//! A second copy of the newest versions, in IndexedDB where there is one, from which drafts come back that
//! localStorage has lost; and the request to the browser to keep what is stored. Both are extras: where
//! the browser has or grants neither, nothing else changes, so refusals are not told.

use std::cell::Cell;

use idb::{Database, Error, Factory, ObjectStore, ObjectStoreParams, TransactionMode};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

use crate::draft::{Draft, record};

const DATABASE: &str = "nianbao";
const STORE: &str = "drafts";

/// Keeps the newest version of a draft.
pub fn keep(draft: &Draft) {
    let (id, text) = (draft.id.clone(), record::envelope(draft).to_string());
    spawn_local(async move {
        let _ = write(async |store| store.put(&text.into(), Some(&id.into()))?.await.map(drop)).await;
    });
}

/// Forgets a draft.
pub fn forget(id: &str) {
    let id = id.to_owned();
    spawn_local(async move {
        let _ = write(async |store| store.delete(JsValue::from(id))?.await).await;
    });
}

/// Forgets all drafts.
pub fn clear() {
    spawn_local(async move {
        let _ = write(async |store| store.clear()?.await).await;
    });
}

/// The records of all drafts; none where there is no second copy.
pub async fn all() -> Vec<String> {
    async fn read() -> Result<Vec<JsValue>, Error> {
        let database = open().await?;
        let transaction = database.transaction(&[STORE], TransactionMode::ReadOnly)?;
        let records = transaction.object_store(STORE)?.get_all(None, None)?.await;
        database.close();
        records
    }
    let records = read().await.unwrap_or_default();
    records.into_iter().filter_map(|record| record.as_string()).collect()
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
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
    let changed = change(transaction.object_store(STORE)?).await;
    transaction.await?;
    database.close();
    changed
}
