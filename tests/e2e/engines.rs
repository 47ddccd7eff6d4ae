//! The page in every engine that users have, also where the suite runs in one alone: it starts, takes real keys, adds
//! up, saves, has everything again after a reload, and fetches what does not come with the first load.

use crate::browser::Browser;
use crate::engine::Engine;
use crate::form::Form;

/// What the name of every chunk has.
pub const CHUNK: &str = "/split_";

#[tokio::test(flavor = "multi_thread")]
async fn it_starts_adds_up_saves_and_reloads_in_chromium() {
    works_in(Engine::Chromium).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_starts_adds_up_saves_and_reloads_in_firefox() {
    works_in(Engine::Firefox).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_starts_adds_up_saves_and_reloads_in_webkit() {
    works_in(Engine::WebKit).await;
}

async fn works_in(engine: Engine) {
    let browser = Browser::start_in(engine).await;
    let form = Form::open(&browser, "/#/new/2024").await;
    form.fill_on("disputes.reconsideration.upheld", &["12", "3", "0", "1"]).await;
    form.shows("disputes.reconsideration.total", "16").await;
    form.saved().await;
    browser.driver.refresh().await.expect("a reload");
    form.ready().await;
    for (cell, value) in
        [("upheld", "12"), ("corrected", "3"), ("other", "0"), ("pending", "1"), ("total", "16")]
    {
        form.shows(&format!("disputes.reconsideration.{cell}"), value).await;
    }
    assert!(browser.asked().iter().any(|path| path.contains(CHUNK)), "a chunk is fetched of itself");
    browser.go("/#/rules").await;
    browser
        .wait_for("the page of rules, out of the chunk", "document.querySelector('table.rules tbody tr')")
        .await;
    browser.quit().await;
}
