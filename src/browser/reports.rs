//! The reports that are looked at together, kept in IndexedDB under a name of their own: drafts know nothing of them.
//! What is kept is given back in portions, so that the page answers in between.

use idb::{
    Database, DatabaseEvent, Error, Factory, KeyRange, ObjectStore, ObjectStoreParams, Query, TransactionMode,
};
use wasm_bindgen::JsValue;

use super::mirror::change_in;

const DATABASE: &str = "nianbao-reports";
/// The reports, each under a number that the browser gives.
const REPORTS: &str = "reports";
/// What is said of them together.
const ABOUT: &str = "about";
const NAME: &str = "name";
const LIST: &str = "list";
const SAID: &str = "said";
/// So many reports are given back at once.
const PORTION: u32 = 100;

/// Keeps more reports; says whether the browser took them.
pub async fn keep(texts: &[String]) -> bool {
    let kept = write(REPORTS, async |store| {
        for text in texts {
            store.add(&JsValue::from(text), None)?.await?;
        }
        Ok(())
    });
    kept.await.is_ok()
}

/// Keeps the name, as far as that is granted.
pub async fn keep_name(name: &str) {
    keep_about(NAME, name).await;
}

/// Keeps the list of the units that must report, as far as that is granted.
pub async fn keep_list(list: &str) {
    keep_about(LIST, list).await;
}

/// Keeps what is said to those that go back, as far as that is granted.
pub async fn keep_said(said: &str) {
    keep_about(SAID, said).await;
}

async fn keep_about(key: &str, text: &str) {
    let text = JsValue::from(text);
    let _ = write(ABOUT, async |store| store.put(&text, Some(&key.into()))?.await.map(drop)).await;
}

/// What is said to those that go back, where it was kept.
pub async fn said() -> Option<String> {
    let database = open().await.ok()?;
    let said = about(&database, SAID).await;
    database.close();
    said.ok().flatten()
}

async fn about(database: &Database, key: &str) -> Result<Option<String>, Error> {
    let transaction = database.transaction(&[ABOUT], TransactionMode::ReadOnly)?;
    let kept = transaction.object_store(ABOUT)?.get(JsValue::from(key))?.await?;
    Ok(kept.and_then(|kept| kept.as_string()))
}

/// Forgets the first of the reports that is the one that is meant.
pub async fn forget(is_meant: impl Fn(&str) -> bool) {
    let forgotten = write(REPORTS, async |store| {
        let mut from = 0;
        loop {
            let (values, keys) = portion(&store, from).await?;
            let of = |value: &JsValue| value.as_string().is_some_and(|text| is_meant(&text));
            if let Some(key) = values.iter().position(of).and_then(|at| keys.get(at)) {
                return store.delete(Query::Key(key.clone()))?.await;
            }
            match keys.last().and_then(JsValue::as_f64) {
                Some(last) if keys.len() == PORTION as usize => from = last as u32,
                _ => return Ok(()),
            }
        }
    });
    let _ = forgotten.await;
}

/// Forgets everything.
pub async fn clear() {
    for store in [REPORTS, ABOUT] {
        let _ = write(store, async |store| store.clear()?.await).await;
    }
}

/// Tells what is kept: the list of the units, then the name, a portion of the reports, whether it is the last. Nothing
/// where nothing can be kept.
pub async fn restore(list: impl FnOnce(String), told: impl Fn(String, Vec<String>, bool)) -> Option<()> {
    let database = open().await.ok()?;
    let restored = portions(&database, list, told).await;
    database.close();
    restored.ok()
}

async fn portions(
    database: &Database,
    list: impl FnOnce(String),
    told: impl Fn(String, Vec<String>, bool),
) -> Result<(), Error> {
    let name = about(database, NAME).await?.unwrap_or_default();
    about(database, LIST).await?.map(list);
    let mut from = 0;
    loop {
        let transaction = database.transaction(&[REPORTS], TransactionMode::ReadOnly)?;
        let (values, keys) = portion(&transaction.object_store(REPORTS)?, from).await?;
        let last = keys.last().and_then(JsValue::as_f64);
        let is_last = last.is_none() || values.len() < PORTION as usize;
        told(name.clone(), values.iter().filter_map(JsValue::as_string).collect(), is_last);
        match last {
            Some(last) if !is_last => from = last as u32,
            _ => return Ok(()),
        }
    }
}

/// The reports behind a key, as many as are given back at once, and their keys.
async fn portion(store: &ObjectStore, from: u32) -> Result<(Vec<JsValue>, Vec<JsValue>), Error> {
    let range = KeyRange::lower_bound(&JsValue::from(from), Some(true))?;
    let values = store.get_all(Some(Query::KeyRange(range.clone())), Some(PORTION))?.await?;
    let keys = store.get_all_keys(Some(Query::KeyRange(range)), Some(PORTION))?.await?;
    Ok((values, keys))
}

async fn open() -> Result<Database, Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(1))?;
    request.on_upgrade_needed(|event| {
        if let Ok(database) = DatabaseEvent::database(&event) {
            let mut numbered = ObjectStoreParams::new();
            numbered.auto_increment(true);
            let _ = database.create_object_store(REPORTS, numbered);
            let _ = database.create_object_store(ABOUT, ObjectStoreParams::new());
        }
    });
    request.await
}

async fn write(store: &str, change: impl AsyncFnOnce(ObjectStore) -> Result<(), Error>) -> Result<(), Error> {
    change_in(open().await?, store, change).await
}
