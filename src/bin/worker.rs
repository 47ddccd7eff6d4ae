//! The program of the worker: reads files from outside, and writes those that the page does not write itself. It comes
//! when it is wanted first; the page does not wait for it. Everything is in the library.

/// Reads a file; throws the sentence of a refusal.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn read(name: &str, bytes: &[u8]) -> Result<String, String> {
    let answer = nianbao::import::answer::Answer::to(name, bytes);
    answer.map(|answer| answer.write()).map_err(|refusal| refusal.to_string())
}

/// Reads a file into what a collection keeps of it, checked with what an area asks for; throws the sentence of a refusal.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn extract(name: &str, bytes: &[u8], area: &str) -> Result<String, String> {
    nianbao::collection::reading::read(name, bytes, &measure(area)).map(|extract| extract.write())
}

/// The profile of an area, which is nearly always that of the file before.
#[cfg(target_arch = "wasm32")]
fn measure(area: &str) -> std::sync::Arc<nianbao::profile::Profile> {
    type Last = (String, std::sync::Arc<nianbao::profile::Profile>);
    thread_local! { static LAST: std::cell::RefCell<Last> = std::cell::RefCell::default(); }
    LAST.with_borrow_mut(|(text, profile)| {
        if text != area {
            *profile = nianbao::profile::Profile::read(area).unwrap_or_default().into();
            area.clone_into(text);
        }
        profile.clone()
    })
}

/// Writes a report, as [`heavy::pack`](nianbao::export::heavy::pack) packed it, in the format of a stable name,
/// or tables as [`written::pack`](nianbao::collection::written::pack) packed them; nothing if there is no such format,
/// or if what was packed did not arrive whole.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn write(format: &str, report: &str) -> Option<Vec<u8>> {
    nianbao::collection::written::answer(format, report)
        .or_else(|| nianbao::export::heavy::answer(format, report))
}

/// Reads two files and says how their texts differ; throws the sentence of a refusal.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn texts(name: &str, bytes: &[u8], other_name: &str, other_bytes: &[u8]) -> Result<String, String> {
    nianbao::collection::beside::answer((name, bytes), (other_name, other_bytes))
}

/// Writes something of files that are held, which are read one after another: what goes back to units, as
/// [`returning::pack`](nianbao::collection::returning::pack) packed it, or the tables of the data contract, as
/// [`long_form::pack`](nianbao::collection::long_form::pack) packed them; nothing if that cannot be done.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen(variadic)]
pub fn gather(format: &str, packed: &str, files: Vec<web_sys::Blob>) -> Option<Vec<u8>> {
    let file = |at: usize| {
        let buffer = web_sys::FileReaderSync::new().ok()?.read_as_array_buffer(files.get(at)?).ok()?;
        Some(js_sys::Uint8Array::new(&buffer).to_vec())
    };
    nianbao::collection::long_form::answer(format, packed, &file)
        .or_else(|| nianbao::collection::returning::answer(format, packed, &file))
}

fn main() {}
