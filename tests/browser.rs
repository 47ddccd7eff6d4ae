//! In a real browser, compiled to WebAssembly: the edge to the browser keeps what it promises.
#![cfg(target_arch = "wasm32")]

use nianbao::browser::storage::LocalStore;
use nianbao::browser::{clock_words, files, fresh_id, now};
use nianbao::draft::{self, Draft, Storage, Stored, Trouble};
use nianbao::example::example;
use nianbao::format::Edition;
use nianbao::import;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn local_storage() -> web_sys::Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

#[wasm_bindgen_test]
fn a_draft_comes_back_from_local_storage_as_it_was_saved() {
    let mut draft = Draft::new(fresh_id(), example(Edition::Trial2019));
    draft.save(&LocalStore, now()).unwrap();
    assert_eq!(draft::load(&LocalStore, &draft.id), Ok(Some(Stored::Draft(draft.clone()))));
    draft::delete(&LocalStore, &draft.id).unwrap();
    assert_eq!(draft::load(&LocalStore, &draft.id), Ok(None));
    assert_eq!(draft::deleted(&LocalStore), Ok(Some(draft)));
}

#[wasm_bindgen_test]
fn keys_of_other_applications_are_neither_listed_nor_touched() {
    local_storage().set_item("neighbour", "theirs").unwrap();
    let mut draft = Draft::new(fresh_id(), example(Edition::Revised2021));
    draft.save(&LocalStore, now()).unwrap();
    let keys = LocalStore.keys().unwrap();
    assert!(keys.iter().all(|key| key.starts_with(draft::PREFIX)), "{keys:?}");
    draft::delete(&LocalStore, &draft.id).unwrap();
    assert_eq!(local_storage().get_item("neighbour").unwrap().as_deref(), Some("theirs"));
}

#[wasm_bindgen_test]
fn a_full_store_refuses_in_words_and_keeps_what_it_has() {
    let mut draft = Draft::new(fresh_id(), example(Edition::Revised2021));
    draft.save(&LocalStore, now()).unwrap();
    let before = LocalStore.read(&format!("nianbao:draft:{}", draft.id)).unwrap();
    // Fills the store to the last character.
    let mut size = 4 * 1024 * 1024;
    let mut filled = 0;
    while size > 0 {
        let filler = "x".repeat(size);
        if local_storage().set_item(&format!("filler-{filled}"), &filler).is_ok() {
            filled += 1;
        } else {
            size /= 2;
        }
    }
    let edit = draft.report.typing("overview", &"文".repeat(1000)).unwrap();
    draft.report.apply(edit);
    let refused = draft.save(&LocalStore, now());
    for filler in 0..filled {
        local_storage().remove_item(&format!("filler-{filler}")).unwrap();
    }
    assert_eq!(refused, Err(Trouble::Full));
    assert_eq!(LocalStore.read(&format!("nianbao:draft:{}", draft.id)).unwrap(), before);
    assert_eq!(draft.save(&LocalStore, now()), Ok(()));
}

#[wasm_bindgen_test]
async fn a_file_is_read_byte_for_byte() {
    let text = nianbao::export::json::write(&example(Edition::Trial2019), &[]);
    let parts = js_sys::Array::of1(&JsValue::from_str(&text));
    let file = web_sys::File::new_with_str_sequence(&parts, "report.json").unwrap();
    let bytes = files::read(&file).await.unwrap();
    assert_eq!(import::open(&bytes), Ok(example(Edition::Trial2019)));
}

#[wasm_bindgen_test]
fn ids_differ_and_clocks_read_as_people_say() {
    assert_ne!(fresh_id(), fresh_id());
    let noon = js_sys::Date::new_0();
    noon.set_hours(9);
    noon.set_minutes(5);
    assert_eq!(clock_words(noon.get_time()), "9:05");
}
