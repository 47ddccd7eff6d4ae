//! The page without its server: a second visit has everything, a new build waits for a click and never mixes with the
//! old one, and where the browser keeps no pages nothing is amiss.

use std::path::Path;
use std::process::Command;

use crate::browser::{Browser, dist};
use crate::engine::Engine;
use crate::form::Form;
use crate::importing::PAGE;

/// Waits until the browser keeps the page.
pub async fn kept(browser: &Browser) {
    browser.ask("navigator.serviceWorker.ready.then(() => { window.isKept = true })").await;
    browser.wait_for("the page to be kept", "window.isKept").await;
}

/// Reads a file in the worker, and imports it.
async fn imports(browser: &Browser) {
    let form = Form(browser);
    form.open_file(&browser.file("示例局年报.html", PAGE.as_bytes())).await;
    browser.wait_for("the preview", "document.querySelector('.import:not([aria-busy])')").await;
    form.click("导入为新草稿").await;
    form.ready().await;
    form.shows("disclosure.licensing.decisions", "1204").await;
}

/// The build that the page is of.
async fn build(browser: &Browser) -> String {
    let build = browser.ask("return document.getElementById('later').dataset.build").await;
    build.as_str().expect("a build").to_owned()
}

async fn reload(browser: &Browser) {
    if Engine::chosen() == Engine::Firefox {
        // What geckodriver calls a reload goes past what the browser keeps.
        let address = browser.driver.current_url().await.expect("an address");
        browser.driver.goto("about:blank").await.expect("another page");
        browser.driver.goto(address.as_str()).await.expect("the page");
    } else {
        browser.driver.refresh().await.expect("a reload");
    }
    Form(browser).ready().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_visit_is_complete_without_a_network() {
    for place in ["", "/some/sub-path"] {
        let browser = Browser::start().await;
        let form = Form::open(&browser, &format!("{place}/#/new/2024")).await;
        form.fill("organ", "示例街道办事处").await;
        form.saved().await;
        kept(&browser).await;
        browser.stop_serving();
        reload(&browser).await;
        form.shows("organ", "示例街道办事处").await;
        browser.go(&format!("{place}/index.html#/rules")).await;
        browser.wait_for("a page out of the chunk", "document.querySelector('table.rules')").await;
        browser.go(&format!("{place}/#/")).await;
        imports(&browser).await;
        browser.quit().await;
    }
}

/// What `dist` becomes by the next release: another style, another worker, another page; the old files are gone.
fn next_build(folder: &Path) {
    let named = |start: &str| {
        let names =
            std::fs::read_dir(dist()).expect("the build").map(|file| file.expect("a file").file_name());
        let mut names = names.map(|name| name.to_string_lossy().into_owned());
        names.find(|name| name.starts_with(start)).expect("a file of the build")
    };
    let (style, worker) = (named("style-"), named("worker-"));
    let renamed = [(&style, "style-0123456789ab.css"), (&worker, "worker-0123456789ab.js")];
    for file in std::fs::read_dir(dist()).expect("the build").map(|file| file.expect("a file")) {
        let name = file.file_name().to_string_lossy().into_owned();
        let new = renamed.iter().find(|(old, _)| **old == name).map_or(name.as_str(), |(_, new)| new);
        std::fs::copy(file.path(), folder.join(new)).expect("a copy");
    }
    let page = std::fs::read_to_string(folder.join("index.html")).expect("the page");
    let at = page.find("data-build=\"").expect("the build") + "data-build=\"".len();
    let page = format!("{}下一版 {}", &page[..at], &page[at..]);
    let page = renamed.iter().fold(page, |page, (old, new)| page.replace(*old, new));
    std::fs::write(folder.join("index.html"), page).expect("the page");
    let made = Command::new("node").args(["tools/offline.mjs"]).arg(folder).status().expect("node");
    assert!(made.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_build_waits_for_a_click_and_the_old_one_stays_whole_until_then() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    form.fill("organ", "示例街道办事处").await;
    form.saved().await;
    kept(&browser).await;
    let old = build(&browser).await;

    // The host is being updated: some files are of the next build, some are gone, the page is the old one.
    let (half, next) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    next_build(next.path());
    for name in ["service-worker.js", "style-0123456789ab.css"] {
        std::fs::copy(next.path().join(name), half.path().join(name)).expect("a copy");
    }
    std::fs::copy(dist().join("index.html"), half.path().join("index.html")).expect("a copy");
    browser.serve(half.path());
    reload(&browser).await;
    let looked = "navigator.serviceWorker.getRegistration().then((one) => one.update()).then(() => { window.looked = !document.getElementById('update') }, () => { window.looked = true })";
    browser.ask(looked).await;
    browser.wait_for("a look at the host without an offer", "window.looked").await;
    assert_eq!(build(&browser).await, old);
    form.shows("organ", "示例街道办事处").await;

    // The next build is there.
    browser.serve(next.path());
    reload(&browser).await;
    browser.wait_for("the offer", "document.getElementById('update')").await;
    reload(&browser).await;
    assert_eq!(build(&browser).await, old, "a visit alone changes nothing");
    imports(&browser).await;
    form.fill("organ", "示例镇人民政府").await;
    form.click("有新版本，点此更新").await;
    let is_new = "document.getElementById('later')?.dataset.build.startsWith('下一版 ')";
    browser.wait_for("the next build", is_new).await;
    form.ready().await;
    form.shows("organ", "示例镇人民政府").await;
    browser.wait_for("no offer", "!document.getElementById('update')").await;
    browser.stop_serving();
    browser.go("/#/").await;
    imports(&browser).await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tab_of_the_old_build_goes_on_beside_one_of_the_new() {
    let browser = Browser::start().await;
    Form::open(&browser, "/#/new/2024").await;
    kept(&browser).await;
    reload(&browser).await;
    let next = tempfile::tempdir().expect("a folder");
    next_build(next.path());
    browser.serve(next.path());
    let old = browser.driver.window().await.expect("a tab");
    let new = browser.driver.new_tab().await.expect("a tab");
    browser.driver.switch_to_window(new).await.expect("the tab");
    let form = Form::open(&browser, "/#/new/2023").await;
    browser.wait_for("the offer", "document.getElementById('update')").await;
    form.click("有新版本，点此更新").await;
    let is_new = "document.getElementById('later')?.dataset.build.startsWith('下一版 ')";
    browser.wait_for("the next build", is_new).await;
    form.ready().await;
    browser.driver.switch_to_window(old).await.expect("the tab");
    assert_eq!(browser.ask(&format!("return {is_new}")).await, false);
    // The worker of the old build is on the host no more.
    imports(&browser).await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_browser_keeps_no_pages_nothing_is_amiss_and_a_sentence_says_so() {
    let mut browser = Browser::start_in(Engine::WatchedChromium).await;
    // An address that is not this machine to the browser, and leads to it.
    browser.origin = browser.origin.replace("127.0.0.1", "0.0.0.0");
    let form = Form::open(&browser, "/#/new/2024").await;
    assert_eq!(browser.ask("return isSecureContext").await, false);
    form.fill("organ", "示例街道办事处").await;
    form.saved().await;
    browser.go("/#/").await;
    let sentence = "document.getElementById('origin')?.textContent.includes('没有网络时打不开')";
    browser.wait_for("the sentence", sentence).await;
    let mut log = browser.log("browser").await;
    // The browser tells of every file that is not there; a host may have no profile.
    log.retain(|line| !line.contains("profile.json"));
    assert_eq!(log, Vec::<String>::new(), "the console stays empty");
    browser.quit().await;
}
