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

async fn keep_about(key: &str, text: &str) {
    let text = JsValue::from(text);
    let _ = write(ABOUT, async |store| store.put(&text, Some(&key.into()))?.await.map(drop)).await;
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
    let store = |name: &str| database.transaction(&[name], TransactionMode::ReadOnly)?.object_store(name);
    let about = async |key: &str| -> Result<Option<String>, Error> {
        Ok(store(ABOUT)?.get(JsValue::from(key))?.await?.and_then(|text| text.as_string()))
    };
    let name = about(NAME).await?.unwrap_or_default();
    about(LIST).await?.map(list);
    let mut from = 0;
    loop {
        let range = KeyRange::lower_bound(&JsValue::from(from), Some(true))?;
        let reports = store(REPORTS)?;
        let values = reports.get_all(Some(Query::KeyRange(range.clone())), Some(PORTION))?.await?;
        let keys = reports.get_all_keys(Some(Query::KeyRange(range)), Some(PORTION))?.await?;
        let last = keys.last().and_then(JsValue::as_f64);
        let is_last = last.is_none() || values.len() < PORTION as usize;
        told(name.clone(), values.iter().filter_map(JsValue::as_string).collect(), is_last);
        match last {
            Some(last) if !is_last => from = last as u32,
            _ => return Ok(()),
        }
    }
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
