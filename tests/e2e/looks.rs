//! Every page at the sizes that matter: a screenshot to look at (`screenshots/`), nothing that
//! scrolls sideways, and nothing that axe-core finds.

use std::path::PathBuf;

use nianbao::example::example;
use nianbao::format::Edition;
use nianbao::interchange;
use thirtyfour::Key;

use crate::browser::Browser;
use crate::engine::Engine;
use crate::form::{Form, key};
use crate::last_year::{attach, file};

/// The third is the first at a zoom of 125 %.
const SIZES: [(u32, u32); 3] = [(1366, 768), (360, 740), (1093, 614)];

pub async fn look_at(browser: &Browser, name: &str) {
    for (width, height) in SIZES {
        browser.screen(width, height).await;
        browser.two_frames().await;
        let too_wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert_eq!(browser.ask(too_wide).await, 0, "{name} at {width} px scrolls sideways");
        let folder = screenshots();
        std::fs::create_dir_all(&folder).expect("the folder");
        let path = folder.join(format!("{name}-{width}.png"));
        browser.driver.screenshot(&path).await.expect("a screenshot");
        let found = axe(browser).await;
        assert!(found.is_empty(), "axe-core on {name} at {width} px: {}", found.join("\n"));
    }
    browser.screen(1366, 768).await;
}

/// Where the engine's screenshots go: Chromium's stand in the folder itself.
fn screenshots() -> PathBuf {
    let folder = PathBuf::from("screenshots");
    match Engine::chosen() {
        Engine::Firefox => folder.join("firefox"),
        Engine::WebKit => folder.join("webkit"),
        _ => folder,
    }
}

/// What axe-core finds, a line for every rule and place.
async fn axe(browser: &Browser) -> Vec<String> {
    let source = std::fs::read_to_string("tools/node_modules/axe-core/axe.min.js")
        .expect("make test installs axe-core");
    browser.ask(&format!("{source}; window.axe = axe;")).await;
    let script = "const done = arguments[0];
        axe.run(document, { resultTypes: ['violations', 'incomplete'] }).then((result) => done(result.violations.flatMap(
            (rule) => rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.failureSummary}`))),
            (error) => done([String(error)]));";
    let found = browser.driver.execute_async(script, Vec::new()).await.expect("axe-core runs");
    serde_json::from_value(found.json().clone()).expect("lines")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_in_order_at_every_size() {
    let browser = Browser::start().await;
    browser.go("/#/").await;
    browser.wait_for("the first visit", "document.querySelector('.start')").await;
    look_at(&browser, "first-visit").await;

    let form = Form::open(&browser, "/#/new/2020").await;
    look_at(&browser, "editor-blank").await;
    browser.go("/#/").await;
    form.click("2021 年格式").await;
    form.ready().await;
    look_at(&browser, "editor-example-2021").await;
    browser.go("/#/").await;
    form.click("2019 年试行格式").await;
    form.ready().await;
    form.fill("requests.carried-out.natural-person", "0").await;
    form.fill("requests.carried-in.total", "2").await;
    form.fill("disclosure.rules.made", "22（其中修订16件）").await;
    form.fill("requests.granted.natural-person", "3").await;
    form.fill("disputes.reconsideration.total", "3").await;
    form.fill("disputes.litigation-direct.upheld", "/").await;
    form.leave().await;
    look_at(&browser, "editor-errors").await;
    for (place, target) in
        [("table-2", "disclosure"), ("table-3", "requests"), ("table-4", "disputes"), ("end", "problems")]
    {
        form.0.ask(&format!("document.getElementById('{target}').scrollIntoView()")).await;
        look_at(&browser, &format!("editor-{place}")).await;
    }
    form.enter("requests.refused.internal-affairs.total").await;
    browser.press(key(Key::F1)).await;
    look_at(&browser, "editor-help").await;
    browser.press(key(Key::Escape)).await;
    form.enter("requests.granted.natural-person").await;
    let chain = browser.driver.action_chain().key_down(Key::Shift);
    chain.send_keys(Key::Down).send_keys(Key::Right).key_up(Key::Shift).perform().await.expect("keys");
    look_at(&browser, "editor-range").await;
    browser.copy("", "一、本年新收\t9\n其中：网上申请\t5\n").await;
    browser.press_control('v').await;
    look_at(&browser, "editor-paste").await;
    form.click("不粘贴").await;
    form.click("下载 HTML").await;
    look_at(&browser, "editor-ask").await;
    form.click("关闭").await;
    form.click("检查").await;
    browser.wait_for("the check", "document.querySelector('.single h2')").await;
    look_at(&browser, "check").await;
    let answer = "[...document.querySelectorAll('.answer')].at(-1)";
    browser.ask(&format!("{answer}?.scrollIntoView({{ block: 'center' }})")).await;
    look_at(&browser, "check-end").await;
    form.click("全部检查规则").await;
    browser.wait_for("the rules", "document.querySelector('.rules')").await;
    look_at(&browser, "rules").await;
    browser.driver.back().await.expect("back");
    browser.driver.back().await.expect("back");
    form.ready().await;
    form.click("预览").await;
    browser.wait_for("the preview", "document.querySelector('.document')").await;
    look_at(&browser, "preview").await;
    browser.go("/#/").await;
    browser.wait_for("the drafts", "document.querySelector('.draft')").await;
    look_at(&browser, "drafts").await;
    form.click("隐私说明").await;
    browser.wait_for("the privacy page", "document.title.startsWith('隐私说明')").await;
    look_at(&browser, "privacy").await;
    browser.go("/#/").await;
    browser.wait_for("the drafts", "document.querySelector('.draft')").await;
    form.click("清除本机数据").await;
    browser.wait_for("what goes", "document.getElementById('clear')").await;
    look_at(&browser, "drafts-clear").await;
    form.click("版本").await;
    browser.wait_for("the versions", "document.querySelector('.version')").await;
    browser.ask("document.querySelectorAll('.version summary').forEach((summary) => summary.click())").await;
    look_at(&browser, "versions").await;
    form.click("回到报告").await;
    form.ready().await;
    // As if another tab had saved.
    browser
        .ask(
            "const key = Object.keys(localStorage).find(key => key === 'nianbao:draft:' + location.hash.split('/')[2]);
            localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key)), sequence: 99 }));
            window.dispatchEvent(new StorageEvent('storage', { key }))",
        )
        .await;
    browser.wait_for("the words", "document.getElementById('overtaken')").await;
    look_at(&browser, "editor-overtaken").await;
    let report = interchange::write(&example(Edition::REVISED_2021), &[]);
    let newer = serde_json::json!({ "version": 9, "id": "newer", "report": report }).to_string();
    let put = "localStorage.setItem('nianbao:draft:newer', arguments[0])";
    browser.driver.execute(put, vec![newer.into()]).await.expect("a record");
    browser.go("/#/edit/newer").await;
    browser.wait_for("the words", "document.getElementById('read-only')").await;
    look_at(&browser, "read-only").await;
    browser.go("/#/edit/nothing-here").await;
    browser.wait_for("the page without a draft", "document.querySelector('.single__links')").await;
    look_at(&browser, "not-found").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn last_year_beside_this_year_is_in_order_at_every_size() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    form.fill("organ", "示例街道办事处").await;
    form.click("附上上年报告").await;
    look_at(&browser, "last-year-choice").await;
    attach(&form, &file("looks.json")).await;
    form.field("last-year-shown").await.click().await.expect("the switch");
    form.fill("requests.carried-in.business", "4").await;
    form.fill("requests.new.business", "41").await;
    form.fill("disclosure.licensing.decisions", "3280").await;
    form.enter("requests.new.business").await;
    browser.wait_for("the line", "document.querySelector('.cell__last b')").await;
    look_at(&browser, "last-year-numbers").await;
    form.click("从上年带入").await;
    browser.wait_for("the list", "document.querySelector('#carry-over li')").await;
    look_at(&browser, "last-year-carry").await;
    browser.ask("document.getElementById('last-year').scrollIntoView()").await;
    look_at(&browser, "last-year-carry-in-sight").await;
    browser.quit().await;
}
