//! What many reports cost in the browser, for `make bench-reports`: the JSON files of the folder NIANBAO_MANY are read,
//! checked and added up on the page of many reports, beside `JSON.parse` of the same files in the same run. Measured, not
//! judged.

use std::env;
use std::time::Duration;

use serde_json::Value;

use crate::browser::Browser;
use crate::form::Form;

/// Remembers what was chosen and when, how long the page's thread was busy at a time since then, and when all was read.
const WATCH: &str = "
window.busy = [];
new PerformanceObserver((list) => {
    // What the browser itself did before, with the folder that was chosen, is not the page's.
    busy.push(...list.getEntries().map((it) => it.startTime + it.duration - Math.max(it.startTime, window.began)));
}).observe({ type: 'longtask' });
addEventListener('change', (event) => {
    if (!event.target.files?.length) return;
    window.given = [...event.target.files];
    window.began = performance.now();
    const words = `读入 ${given.length} 份`;
    const look = setInterval(() => {
        if (!document.querySelector('.many__count')?.textContent.startsWith(words) || document.querySelector('.progress')) return;
        clearInterval(look);
        window.read = performance.now() - began;
    }, 10);
}, true);";
/// Parses the same files, once their texts are there.
const PARSE: &str = "(async () => {
    const texts = [];
    for (const file of given) texts.push(await file.text());
    const began = performance.now();
    for (const text of texts) JSON.parse(text);
    window.megabytes = texts.reduce((sum, text) => sum + text.length, 0) / 1e6;
    window.parsed = performance.now() - began;
})()";

async fn wait(browser: &Browser, name: &str) -> f64 {
    loop {
        if let Some(number) = browser.ask(&format!("return window.{name} ?? null")).await.as_f64() {
            return number;
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
}

/// The longest time for which the page's thread was busy since it was asked last.
async fn longest(browser: &Browser) -> Value {
    browser.ask("return Math.round(Math.max(0, ...window.busy.splice(0).filter((it) => it > 0)))").await
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement: make bench-reports"]
async fn many_reports_are_read_checked_and_added_up() {
    let folder = env::var("NIANBAO_MANY").expect("NIANBAO_MANY names a folder");
    let browser = Browser::start().await;
    browser.at_start(WATCH).await;
    browser.go("/#/reports").await;
    browser.wait_for("the chooser", "document.getElementById('add-folder')").await;
    Form(&browser).field("add-folder").await.send_keys(&folder).await.expect("the folder");
    let read = wait(&browser, "read").await;
    let while_reading = longest(&browser).await;
    let cores = browser.ask("return Math.max(1, navigator.hardwareConcurrency - 1)").await;
    let count = browser.ask("return window.given.length").await;

    let mut views = Vec::new();
    for (view, drawn) in
        [("汇总", ".list--sums .row"), ("单位与规则", ".matrix .row"), ("雷同", ".many__table h2")]
    {
        browser.ask("window.began = performance.now()").await;
        Form(&browser).click(view).await;
        browser.wait_for(view, &format!("document.querySelector('{drawn}')")).await;
        let took = browser.ask("return performance.now() - window.began").await;
        views.push((view, took.as_f64().unwrap_or_default(), longest(&browser).await));
    }

    browser.ask(PARSE).await;
    let parsed = wait(&browser, "parsed").await;
    let megabytes = wait(&browser, "megabytes").await;
    println!("{count} reports, {megabytes:.0} MB of JSON, {cores} worker(s)");
    println!(
        "read and checked: {read:.0} ms by the clock; JSON.parse alone: {parsed:.0} ms; ratio {:.1}",
        read / parsed
    );
    println!("longest task of the page while reading: {while_reading} ms");
    for (view, took, busy) in views {
        println!("{view}: shown after {took:.0} ms, longest task {busy} ms");
    }
    browser.quit().await;
}
