//! The built page on a static server: from the root and from any sub-path, under its policy, alone.

use axum::http::{HeaderName, HeaderValue, header};
use nianbao::example::example;
use nianbao::export::html;
use nianbao::format::Edition;

use crate::browser::{Browser, dist};
use crate::engine::Engine;
use crate::engines::CHUNK;
use crate::form::Form;
use crate::importing::PAGE;
use crate::offline::kept;

#[tokio::test(flavor = "multi_thread")]
async fn it_works_from_the_root_and_from_a_sub_path_and_asks_for_nothing_else() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2020").await;
    form.fill("organ", "示例局").await;
    kept(&browser).await;
    let at_root = browser.asked().len();
    let form = Form::open(&browser, "/some/sub-path/#/new/2020").await;
    form.fill("organ", "示例局").await;
    form.saved().await;
    browser.go("/some/sub-path/#/rules").await;
    browser.wait_for("a page out of the chunk", "document.querySelector('table.rules')").await;
    let asked = browser.asked();
    assert!(asked[at_root..].iter().any(|path| path.contains(CHUNK)), "{asked:?}");
    // What keeps the page of the root may look for its next build.
    for path in asked[at_root..].iter().filter(|path| *path != "/service-worker.js") {
        assert!(path.starts_with("/some/sub-path/"), "{path} lies outside of the page's own folder");
    }
    let resources =
        browser.ask("return performance.getEntriesByType('resource').map(entry => entry.name)").await;
    let resources: Vec<String> = serde_json::from_value(resources).expect("addresses");
    assert!(!resources.is_empty());
    for resource in resources {
        assert!(resource.starts_with(&format!("{}/some/sub-path/", browser.origin)), "{resource}");
    }
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn injected_script_and_evaluated_text_do_not_run_and_nothing_is_sent_away() {
    let browser = Browser::start().await;
    let _form = Form::open(&browser, "/#/new/2020").await;
    policy_is_narrow(&browser).await;
    browser
        .ask(
            "const script = document.createElement('script'); script.textContent = 'window.injected = true'; document.body.append(script);
            const inline = document.createElement('div'); inline.innerHTML = '<img src=\"data:,x\" onerror=\"window.injected = true\">'; document.body.append(inline);
            const link = document.createElement('a'); link.href = 'javascript:window.injected = true'; document.body.append(link); link.click();
            const far = document.createElement('script'); far.src = 'http://127.0.0.1:1/far.js'; far.onerror = () => { window.farRefused = true }; document.body.append(far);",
        )
        .await;
    browser.wait_for("the refusal", "window.farRefused").await;
    // Run by a timer of the page, where the driver's own evaluating does not come in.
    let attempts = "const done = arguments[0];
        const refused = new Set();
        addEventListener('securitypolicyviolation', (event) => refused.add(event.effectiveDirective));
        const outcome = (attempt) => attempt.then(() => 'ran', () => 'refused');
        setTimeout(async () => {
            const outcomes = [
                await outcome((async () => eval('1'))()),
                await outcome((async () => new Function('return 1')())()),
                // Not every engine refuses compiling already, without which nothing runs.
                await outcome(WebAssembly.instantiate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))),
                await outcome(fetch('http://127.0.0.1:1/')),
            ];
            setTimeout(() => done([outcomes, [...refused].sort()]), 100);
        });";
    let outcomes = browser.driver.execute_async(attempts, Vec::new()).await.expect("the attempts");
    let refused =
        serde_json::json!([["refused", "refused", "refused", "refused"], ["connect-src", "script-src"],]);
    assert_eq!(outcomes.json(), &refused, "evaluating, compiling and sending are refused by the policy");
    assert_eq!(browser.ask("return window.injected === undefined").await, true);
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chunk_that_does_not_come_is_a_sentence_and_can_be_fetched_again_while_typing_and_saving_go_on() {
    let browser = Browser::start().await;
    browser.missing(Some(CHUNK));
    let form = Form::open(&browser, "/#/new/2024").await;
    form.fill_on("disputes.reconsideration.upheld", &["12", "3"]).await;
    form.saved().await;
    let address = browser.ask("return location.hash").await;
    browser.go("/#/rules").await;
    form.click("重试").await;
    browser.wait_for("the sentence again", "document.querySelector('[role=alert]:not([hidden])')").await;
    browser.missing(None);
    form.click("重试").await;
    browser.wait_for("the page of rules", "document.querySelector('table.rules')").await;
    policy_is_narrow(&browser).await;
    browser.go(&format!("/{}", address.as_str().expect("an address"))).await;
    form.shows("disputes.reconsideration.upheld", "12").await;
    browser.quit().await;
}

/// Waits until everything is fetched and nothing more may be compiled.
async fn policy_is_narrow(browser: &Browser) {
    let narrow = "[...document.querySelectorAll('meta[http-equiv]')].some(({ content }) => content.startsWith(`script-src 'self';`))";
    browser.wait_for("the narrow policy", narrow).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_exported_page_runs_nothing_and_shows_its_text_as_typed() {
    let browser = Browser::start().await;
    let mut report = example(Edition::REVISED_2021);
    let typed =
        "</script><script>window.injected = true</script><img src=x onerror='window.injected = true'>";
    let edit = report.typing("overview", typed).expect("a text");
    report.apply(edit);
    let path = browser.file("report.html", html::write(&report, &[]).as_bytes());
    browser.driver.goto(format!("file://{path}")).await.expect("the page");
    assert_eq!(browser.ask("return window.injected === undefined").await, true);
    let shown = browser.ask("return document.querySelector('h2 + p').textContent").await;
    assert_eq!(shown, typed);
    let cells = browser.ask("return document.querySelectorAll('[data-cell]').length").await;
    assert_eq!(cells, 200);
    browser.quit().await;
}

/// The headers of a server, as `_headers` of the build names them for every file.
fn headers() -> Vec<(HeaderName, HeaderValue)> {
    let text = std::fs::read_to_string(dist().join("_headers")).expect("the headers");
    let lines = text.lines().filter_map(|line| line.strip_prefix("  ")?.split_once(": "));
    let header = |(name, value): (&str, &str)| {
        (name.to_ascii_lowercase().parse().expect("a name"), value.parse().expect("a value"))
    };
    lines.map(header).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn it_works_with_the_headers_that_hosts_are_told_to_send_and_without_a_type_for_modules() {
    let browser = Browser::start().await;
    let headers = headers();
    assert_eq!(headers.len(), 5);
    browser.answer_with(headers);
    browser.forget_module_types();
    let form = Form::open(&browser, "/#/new/2020").await;
    form.fill("organ", "示例局").await;
    form.saved().await;
    browser.go("/#/").await;
    browser.wait_for("the page", "document.getElementById('open-file')").await;
    form.open_file(&browser.file("示例局年报.html", PAGE.as_bytes())).await;
    browser.wait_for("the preview", "document.querySelector('.import:not([aria-busy])')").await;
    let answer = "const done = arguments[0];
        Promise.all([fetch('./'), fetch(performance.getEntriesByType('resource').find(({ name }) => name.endsWith('.wasm')).name)])
            .then(([page, module]) => done([page.headers.get('x-content-type-options'), module.headers.get('content-type')]))";
    let answer = browser.driver.execute_async(answer, Vec::new()).await.expect("two answers");
    assert_eq!(answer.json(), &serde_json::json!(["nosniff", null]));
    // A page of another site does not get it into a frame.
    let frame = format!("<iframe src=\"{}/\"></iframe>", browser.origin);
    let path = browser.file("frame.html", frame.as_bytes());
    browser.driver.goto(format!("file://{path}")).await.expect("a page");
    browser.wait_for("the frame", "document.readyState === 'complete'").await;
    browser.driver.enter_frame(0).await.expect("the frame");
    let is_there = "return document.getElementById('app') !== null";
    assert_eq!(browser.ask(is_there).await, false, "it does not stand in a frame");
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_script_and_style_has_its_digest_and_a_changed_one_is_refused_by_name() {
    let browser = Browser::start().await;
    let _form = Form::open(&browser, "/#/new/2020").await;
    let bare =
        "[...document.querySelectorAll('link[rel=stylesheet], script[src]')].filter((one) => !one.integrity)";
    // What the program itself asked for later bears its digest in its name alone.
    let bare = format!(
        "return {bare}.map((one) => one.href || one.src).filter((name) => !name.includes('/later-'))"
    );
    assert_eq!(browser.ask(&bare).await, serde_json::json!([]));

    let folder = tempfile::tempdir().expect("a folder");
    for file in std::fs::read_dir(dist()).expect("the build").map(|file| file.expect("a file")) {
        let mut bytes = std::fs::read(file.path()).expect("a file");
        if file.file_name().to_string_lossy().starts_with("nianbao-") {
            bytes.extend(b" ");
        }
        std::fs::write(folder.path().join(file.file_name()), bytes).expect("a copy");
    }
    let browser_of_another = Browser::start().await;
    browser_of_another.serve(folder.path());
    browser_of_another.go("/#/").await;
    is_named(&browser_of_another, "nianbao-").await;
    browser.quit().await;
    browser_of_another.quit().await;
}

/// Waits until the page says that a file is missing.
async fn is_named(browser: &Browser, name: &str) {
    let said = format!(
        "!document.getElementById('missing').hidden && document.getElementById('missing').textContent.startsWith('文件 {name}')"
    );
    browser.wait_for(&format!("a sentence about {name}"), &said).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_was_copied_in_part_says_which_file_is_missing() {
    for engine in [Engine::Chromium, Engine::Firefox, Engine::WebKit] {
        let browser = Browser::start_in(engine).await;
        // What came once does not help out.
        browser.answer_with(vec![(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))]);
        for (part, name) in
            [("/style-", "style-"), ("/nianbao-", "nianbao-"), ("/nianbao_bg-", "nianbao_bg-")]
        {
            browser.missing(Some(part));
            browser.go(&format!("/?{name}#/")).await;
            is_named(&browser, name).await;
        }
        browser.missing(Some(CHUNK));
        browser.go("/?chunk#/new/2024").await;
        let said = "document.getElementById('chunk-missing')?.textContent.includes('文件 split_later-')";
        browser.wait_for("a sentence about the chunk", said).await;
        browser.quit().await;
    }
    for (part, name) in [("/worker-", "worker-"), ("/worker_bg-", "worker_bg-")] {
        let browser = Browser::start().await;
        browser.missing(Some(part));
        browser.go("/#/").await;
        browser.wait_for("the page", "document.getElementById('open-file')").await;
        let form = Form(&browser);
        let path = browser.file("示例局年报.html", PAGE.as_bytes());
        form.open_file(&path).await;
        let said = format!("document.body.innerText.includes('读文件的程序没有载入：{name}')");
        browser.wait_for("a sentence about the worker", &said).await;
        browser.missing(None);
        browser.go("/#/").await;
        browser.wait_for("the page", "document.getElementById('open-file')").await;
        form.open_file(&path).await;
        browser.wait_for("the preview", "document.querySelector('.import:not([aria-busy]) .doubts')").await;
        browser.quit().await;
    }
}
