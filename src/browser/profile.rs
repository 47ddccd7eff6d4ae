//! The profile of the area beside the page, asked for once. A page that was opened from a disk asks for nothing.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestInit, Response};

use crate::app::Found;

/// Where it is, from the page.
const ADDRESS: &str = "./profile.json";

/// Asks for it.
pub async fn find() -> Found {
    ask().await.unwrap_or(Found::Unreachable)
}

async fn ask() -> Option<Found> {
    let window = web_sys::window()?;
    if window.location().protocol().ok()? == "file:" {
        return None;
    }
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoCache);
    let response = JsFuture::from(window.fetch_with_str_and_init(ADDRESS, &options)).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    match response.status() {
        200..=299 => {
            let text = JsFuture::from(response.text().ok()?).await.ok()?;
            Some(Found::Text(text.as_string()?))
        }
        404 | 410 => Some(Found::Missing),
        _ => None,
    }
}
