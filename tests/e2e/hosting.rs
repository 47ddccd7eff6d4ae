//! The built page on a static server: from the root and from any sub-path, under its policy, alone.

use nianbao::example::example;
use nianbao::export::html;
use nianbao::format::Edition;

use crate::browser::Browser;
use crate::engines::CHUNK;
use crate::form::Form;

#[tokio::test(flavor = "multi_thread")]
async fn it_works_from_the_root_and_from_a_sub_path_and_asks_for_nothing_else() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2020").await;
    form.fill("organ", "示例局").await;
    let at_root = browser.asked().len();
    let form = Form::open(&browser, "/some/sub-path/#/new/2020").await;
    form.fill("organ", "示例局").await;
    form.saved().await;
    browser.go("/some/sub-path/#/rules").await;
    browser.wait_for("a page out of the chunk", "document.querySelector('table.rules')").await;
    let asked = browser.asked();
    assert!(asked[at_root..].iter().any(|path| path.contains(CHUNK)), "{asked:?}");
    for path in &asked[at_root..] {
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
        const outcome = (attempt) => attempt.then(() => 'ran', (error) => error.constructor.name);
        setTimeout(async () => {
            const outcomes = [
                await outcome((async () => eval('1'))()),
                await outcome((async () => new Function('return 1')())()),
                await outcome(WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))),
                await outcome(fetch('http://127.0.0.1:1/')),
            ];
            setTimeout(() => done([outcomes, [...refused].sort()]), 100);
        });";
    let outcomes = browser.driver.execute_async(attempts, Vec::new()).await.expect("the attempts");
    let refused = serde_json::json!([
        ["EvalError", "EvalError", "CompileError", "TypeError"],
        ["connect-src", "script-src"],
    ]);
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
