//! The program of the worker that reads files from outside: bytes in, what was read and recognised out. It
//! comes when a file is opened; the page does not wait for it. Everything is in the library.

/// Reads a file; throws the sentence of a refusal.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn read(name: &str, bytes: &[u8]) -> Result<String, String> {
    let answer = nianbao::import::answer::Answer::to(name, bytes);
    answer.map(|answer| answer.write()).map_err(|refusal| refusal.to_string())
}

fn main() {}
