//! The program of the page. Everything is in the library.

/// Starts the program: what the page calls as soon as its policy is narrowed (`tools/start.js`).
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn start() {
    nianbao::ui::start();
}

fn main() {}
