//! The page in a single file, `nianbao.html`, opened from a disk: everything works, and nothing is asked for.

use crate::browser::{Browser, dist};
use crate::engine::Engine;
use crate::form::Form;
use crate::importing::PAGE;

/// Puts the single file alone into a folder, and opens it from there.
async fn open(browser: &Browser) -> String {
    let bytes = std::fs::read(dist().join("nianbao.html")).expect("the single file");
    let address = format!("file://{}", browser.file("年报.html", &bytes));
    go(browser, &address, "#/new/2024").await;
    Form(browser).ready().await;
    address
}

async fn go(browser: &Browser, address: &str, hash: &str) {
    browser.driver.goto(format!("{address}{hash}")).await.expect("the page opens");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_keeps_drafts_reads_and_writes_files_and_asks_the_network_for_nothing() {
    let browser = Browser::start_in(Engine::WatchedChromium).await;
    let address = open(&browser).await;
    let form = Form(&browser);
    form.fill("organ", "示例街道办事处").await;
    form.fill_on("disputes.reconsideration.upheld", &["12", "3", "0", "1"]).await;
    form.saved().await;
    browser.driver.refresh().await.expect("a reload");
    form.ready().await;
    form.shows("organ", "示例街道办事处").await;
    form.shows("disputes.reconsideration.total", "16").await;

    // What the page writes itself, and what the worker writes.
    let (name, page) = form.download("下载 HTML", true).await;
    assert!(name.ends_with(".html") && page.contains("示例街道办事处"), "{name}");
    form.click("更多下载").await;
    form.click("下载 Word").await;
    form.click("仍然下载").await;
    let (name, word) = browser.downloaded_bytes().await;
    assert!(name.ends_with(".docx") && word.starts_with(b"PK"), "{name}");

    // A file from elsewhere, which the worker reads.
    let path = browser.file("示例局年报.html", PAGE.as_bytes());
    go(&browser, &address, "#/").await;
    let is_told = "document.getElementById('origin').textContent.includes('不在这个文件里')";
    browser.wait_for("where drafts live", &format!("document.getElementById('origin') && {is_told}")).await;
    form.open_file(&path).await;
    browser.wait_for("the preview", "document.querySelector('.import:not([aria-busy])')").await;
    form.click("导入为新草稿").await;
    form.ready().await;
    form.shows("disclosure.licensing.decisions", "1204").await;

    let asked = requests(&browser).await;
    assert!(asked.contains(&address), "{asked:?}");
    // The browser's own first page is of `chrome:`.
    let own = [&address, "data:", "blob:", "chrome:"];
    let from_outside = |asked: &&String| !own.iter().any(|own| asked.starts_with(*own));
    assert_eq!(asked.iter().find(from_outside), None, "nothing but the file itself is asked for");
    let complaints = browser.log("browser").await;
    assert_eq!(complaints, Vec::<String>::new(), "the console stays empty");
    browser.quit().await;
}

/// The addresses of everything that the browser asked for, without the part behind `#`.
async fn requests(browser: &Browser) -> Vec<String> {
    let events = browser.log("performance").await.into_iter().map(|event| {
        let event: serde_json::Value = serde_json::from_str(&event).expect("an event");
        event["message"].clone()
    });
    let asked = events.filter(|event| event["method"] == "Network.requestWillBeSent");
    asked.map(|event| decoded(event["params"]["request"]["url"].as_str().expect("an address"))).collect()
}

/// An address with its Chinese as letters.
fn decoded(address: &str) -> String {
    address.replace("%E5%B9%B4%E6%8A%A5", "年报")
}

#[tokio::test(flavor = "multi_thread")]
async fn its_policy_lets_nothing_in_and_nothing_out() {
    let browser = Browser::start().await;
    open(&browser).await;
    browser.wait_for("the worker", "document.getElementById('later').dataset.worker").await;
    browser
        .ask(
            "const script = document.createElement('script'); script.textContent = 'window.injected = true'; document.body.append(script);
            const inline = document.createElement('div'); inline.innerHTML = '<img src=\"data:,x\" onerror=\"window.injected = true\">'; document.body.append(inline);
            const style = document.createElement('style'); style.textContent = 'body { outline: 7px solid }'; document.head.append(style);",
        )
        .await;
    // Run by a timer of the page, where the driver's own evaluating does not come in.
    let attempts = "const done = arguments[0];
        const outcome = (attempt) => attempt.then(() => 'ran', (error) => error.constructor.name);
        setTimeout(async () => done([
            await outcome((async () => eval('1'))()),
            await outcome((async () => new Function('return 1')())()),
            await outcome(fetch('http://127.0.0.1:1/')),
            await outcome(fetch(location.href)),
        ]), 100);";
    let outcomes = browser.driver.execute_async(attempts, Vec::new()).await.expect("the attempts");
    assert_eq!(outcomes.json(), &serde_json::json!(["EvalError", "EvalError", "TypeError", "TypeError"]));
    assert_eq!(browser.ask("return window.injected === undefined").await, true);
    assert_eq!(browser.ask("return getComputedStyle(document.body).outlineWidth !== '7px'").await, true);
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_works_in_firefox() {
    works_in(Engine::Firefox).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_works_in_webkit() {
    works_in(Engine::WebKit).await;
}

async fn works_in(engine: Engine) {
    let browser = Browser::start_in(engine).await;
    open(&browser).await;
    let form = Form(&browser);
    form.fill_on("disputes.reconsideration.upheld", &["12", "3"]).await;
    form.saved().await;
    browser.driver.refresh().await.expect("a reload");
    form.ready().await;
    form.shows("disputes.reconsideration.upheld", "12").await;
    let path = browser.file("示例局年报.html", PAGE.as_bytes());
    form.open_file(&path).await;
    browser.wait_for("the preview", "document.querySelector('.import:not([aria-busy])')").await;
    form.click("导入为新草稿").await;
    form.ready().await;
    form.shows("disclosure.licensing.decisions", "1204").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_for_a_server_names_it_when_it_is_opened_from_a_disk() {
    let browser = Browser::start().await;
    let page = dist().canonicalize().expect("the build").join("index.html");
    browser.driver.goto(format!("file://{}", page.display())).await.expect("the page");
    let said = "!document.getElementById('missing').hidden && document.getElementById('missing').textContent.includes('nianbao.html')";
    browser.wait_for("which file to open", said).await;
    browser.quit().await;
}
