//! A second copy of the newest versions, in IndexedDB where there is one, from which comes back what
//! localStorage has lost: a browser writes that to its disk only some seconds after it took it. And the
//! request to the browser to keep what is stored. Where the browser has or grants neither, what was typed
//! in the seconds before the browser is killed may be lost, and nothing else changes.

use idb::{Database, Error, Factory, ObjectStore, ObjectStoreParams, TransactionMode};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

const DATABASE: &str = "nianbao";
const STORE: &str = "drafts";

/// Keeps the record of the newest version of a draft, as far as that is granted.
pub async fn keep(id: &str, record: &str) {
    let (id, record) = (JsValue::from(id), JsValue::from(record));
    let _ = write(async |store| store.put(&record, Some(&id))?.await.map(drop)).await;
}

/// Forgets a draft. A mark in localStorage keeps one from coming back that is refused here.
pub async fn forget(id: &str) {
    let id = JsValue::from(id);
    let _ = write(async |store| store.delete(id)?.await).await;
}

/// Forgets all drafts. Says whether there is nothing left: where there is no second copy, there is none.
pub async fn clear() -> bool {
    Factory::new().is_err() || write(async |store| store.clear()?.await).await.is_ok()
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

/// Asks the browser not to clear what is stored here when it needs room.
pub fn ask_to_persist() {
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
    change_in(open().await?, STORE, change).await
}

/// Changes a store of a database in a transaction of its own, and lets go of the database.
pub(super) async fn change_in(
    database: Database,
    store: &str,
    change: impl AsyncFnOnce(ObjectStore) -> Result<(), Error>,
) -> Result<(), Error> {
    let changed = async {
        let transaction = database.transaction(&[store], TransactionMode::ReadWrite)?;
        change(transaction.object_store(store)?).await?;
        transaction.await.map(drop)
    };
    let changed = changed.await;
    database.close();
    changed
}
