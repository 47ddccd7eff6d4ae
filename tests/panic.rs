//! In a real browser, compiled to WebAssembly, and alone, since nothing goes on after it: what a panic does.
#![cfg(target_arch = "wasm32")]

use nianbao::browser::page;
use nianbao::browser::storage::LocalStore;
use nianbao::draft::{Storage, Trouble};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn a_panic_is_told_and_nothing_is_saved_or_taken_in_after_it() {
    for (name, is_hidden) in [("crash", true), ("app", false)] {
        let element = page::document().create_element("div").unwrap();
        element.set_id(name);
        element.toggle_attribute_with_force("hidden", is_hidden).unwrap();
        page::document().body().unwrap().append_child(&element).unwrap();
    }
    LocalStore.write("nianbao:before", "1").unwrap();
    assert!(!page::has_panicked());
    page::tell_of_panic("a defect");
    let crash = page::document().get_element_by_id("crash").unwrap();
    assert!(!crash.has_attribute("hidden"));
    assert!(page::document().get_element_by_id("app").unwrap().has_attribute("inert"));
    assert!(page::has_panicked());
    assert_eq!(LocalStore.write("nianbao:after", "1"), Err(Trouble::Blocked));
    assert_eq!(LocalStore.read("nianbao:before"), Ok(Some("1".to_owned())), "what was saved stands");
    LocalStore.remove("nianbao:before").unwrap();
}
