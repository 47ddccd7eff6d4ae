//! What the page asks the network for, seen by a proxy that stands between: nothing but its own files, whatever is
//! typed, pasted, opened, checked and downloaded. The page is served under a name that only the proxy knows.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::IntoResponse;
use tower_http::services::ServeDir;

use crate::browser::{Browser, dist};
use crate::engine::Engine;
use crate::form::Form;

/// Where the page is, as the proxy has it.
const SITE: &str = "http://nianbao.localhost/";

/// What Debian's Chromium asks for by itself, for its own start page.
const OF_THE_BROWSER: &str = "start.duckduckgo.com:443";

/// A report from elsewhere that would load and run things, if anybody let it.
const HOSTILE: &str = r#"<!doctype html><html><head><meta charset="utf-8"><title>年报</title>
<link rel="stylesheet" href="http://far.test/style.css"><script src="http://far.test/script.js"></script>
<meta http-equiv="refresh" content="0; url=http://far.test/"><base href="http://far.test/"></head>
<body onload="window.injected = true"><h1>示例市示例局2024年政府信息公开工作年度报告</h1>
<h2>一、总体情况</h2><p>公开信息3件。<img src="http://far.test/image.png" onerror="window.injected = true"></p>
<iframe src="http://far.test/frame.html"></iframe><script>window.injected = true</script>
<svg><use href="http://far.test/icon.svg#a"/></svg><video src="http://far.test/film.mp4" autoplay></video>
<h2>五、存在的主要问题及改进情况</h2><p>公开不够及时，已经改进。</p></body></html>"#;

/// Starts a proxy that serves the built page under its name, and nothing else. Returns its port and the list of
/// what was asked of it.
async fn proxy() -> (u16, Arc<Mutex<Vec<String>>>) {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let seen = asked.clone();
    let app = Router::new().fallback_service(ServeDir::new(dist())).layer(middleware::from_fn(
        move |request: Request, next: Next| {
            let address = request.uri().to_string();
            let is_ours = address.starts_with(SITE);
            seen.lock().expect("the list").push(address);
            async move {
                match is_ours {
                    true => next.run(request).await,
                    false => StatusCode::BAD_GATEWAY.into_response(),
                }
            }
        },
    ));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("the port").port();
    tokio::spawn(async move { axum::serve(listener, app).await });
    (port, asked)
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_done_the_page_asks_for_nothing_but_its_own_files() {
    let (port, asked) = proxy().await;
    let browser = Browser::start_in(Engine::ProxiedChromium(port)).await;
    let form = Form(&browser);
    let go = async |hash: &str| browser.driver.goto(format!("{SITE}{hash}")).await.expect("the page opens");
    let waits = async |what: &str, condition: &str| browser.wait_for(what, condition).await;

    go("#/").await;
    waits("the page", "document.getElementById('open-file')").await;
    form.open_file(&browser.file("示例局年报.html", HOSTILE.as_bytes())).await;
    waits("the preview of the import", "document.querySelector('.import:not([aria-busy])')").await;
    form.click("导入为新草稿").await;
    form.ready().await;
    form.fill("overview", "<img src='http://far.test/typed.png' onerror='window.injected = true'>").await;
    browser.copy(HOSTILE, "5\t1\n").await;
    form.enter("requests.new.natural-person").await;
    browser.press_control('v').await;
    waits(
        "what became of the paste",
        "document.querySelector('.notice') || document.getElementById('requests.new.business').value === '1'",
    )
    .await;
    form.saved().await;
    for (name, begin) in [("下载 JSON", "{"), ("下载 HTML", "<!DOCTYPE html>")] {
        let (_, text) = form.download(name, true).await;
        assert!(text.starts_with(begin));
    }
    form.click("更多下载").await;
    form.click("下载 Excel").await;
    form.click("仍然下载").await;
    browser.downloaded_bytes().await;
    form.click("预览").await;
    waits("the preview", "document.querySelector('.document')").await;
    for (hash, condition) in [
        ("#/rules", "document.querySelector('table.rules')"),
        ("#/privacy", "document.title.startsWith('隐私说明')"),
    ] {
        go(hash).await;
        waits(hash, condition).await;
    }
    browser.driver.refresh().await.expect("a reload");
    waits("the page again", "document.title.startsWith('隐私说明')").await;
    assert_eq!(browser.ask("return window.injected === undefined").await, true);

    let files: Vec<String> = std::fs::read_dir(dist())
        .expect("the built page")
        .map(|file| format!("{SITE}{}", file.expect("a file").file_name().to_string_lossy()))
        .collect();
    let seen = asked.lock().expect("the list").clone();
    let own = [SITE.to_owned(), format!("{SITE}profile.json")];
    for address in seen.iter().filter(|address| *address != OF_THE_BROWSER) {
        assert!(
            files.contains(address) || own.contains(address),
            "{address} is none of the page's own files"
        );
    }
    assert!(seen.iter().any(|address| address.contains("worker_bg")), "the worker was at work: {seen:?}");
    // The proxy would have seen it.
    let _ = browser.driver.goto("http://far.test/").await;
    assert!(asked.lock().expect("the list").iter().any(|address| address.starts_with("http://far.test/")));
    browser.quit().await;
}
