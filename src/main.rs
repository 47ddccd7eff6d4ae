//! The program of the page; natively, the command `nianbao`. Everything that both know is in the library.

#[cfg(not(target_arch = "wasm32"))]
mod command;

/// Starts the program: what the page calls as soon as its policy is narrowed (`tools/start.js`).
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn start() {
    nianbao::ui::start();
}

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    command::run()
}
