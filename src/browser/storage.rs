//! The browser's localStorage as a [`Storage`]. Writing goes through gloo-storage, which takes values
//! where the core has texts: a JSON text goes through it as it stands. Reading, texts that are no JSON
//! (damaged ones that a backup brings back) and the question whether there is a store at all go to the
//! calls underneath, since gloo's panic where the browser refuses access, and hide the text of a record
//! that they cannot parse.

use gloo_storage::errors::StorageError;
use gloo_storage::{LocalStorage, Storage as _};
use serde_json::value::RawValue;
use wasm_bindgen::JsCast;

use super::page;
use crate::draft::{PREFIX, Storage, Trouble};

/// localStorage.
#[derive(Clone, Copy, Debug, Default)]
pub struct LocalStore;

/// The store, if the browser gives access to it.
fn raw() -> Result<web_sys::Storage, Trouble> {
    let window = web_sys::window().ok_or(Trouble::Blocked)?;
    window.local_storage().ok().flatten().ok_or(Trouble::Blocked)
}

impl Storage for LocalStore {
    fn keys(&self) -> Result<Vec<String>, Trouble> {
        let store = raw()?;
        let length = store.length().map_err(|_| Trouble::Blocked)?;
        let keys = (0..length).filter_map(|index| store.key(index).ok().flatten());
        Ok(keys.filter(|key| key.starts_with(PREFIX)).collect())
    }

    fn read(&self, key: &str) -> Result<Option<String>, Trouble> {
        raw()?.get_item(key).map_err(|_| Trouble::Blocked)
    }

    fn write(&self, key: &str, text: &str) -> Result<(), Trouble> {
        // After a panic nothing that is in memory is to be trusted.
        if page::has_panicked() {
            return Err(Trouble::Blocked);
        }
        let store = raw()?;
        // White space at the ends is no part of a JSON value.
        match serde_json::from_str::<&RawValue>(text) {
            Ok(json) if json.get() == text => LocalStorage::set(key, json).map_err(|error| match error {
                StorageError::JsError(error) => trouble(&error.name),
                _ => Trouble::Blocked,
            }),
            _ => store.set_item(key, text).map_err(|error| {
                let name = error.dyn_ref().map(js_sys::Error::name);
                trouble(&name.map(String::from).unwrap_or_default())
            }),
        }
    }

    fn remove(&self, key: &str) -> Result<(), Trouble> {
        raw()?.remove_item(key).map_err(|_| Trouble::Blocked)
    }
}

fn trouble(name: &str) -> Trouble {
    if name.to_ascii_lowercase().contains("quota") { Trouble::Full } else { Trouble::Blocked }
}
