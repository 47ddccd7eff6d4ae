//! Drafts as a user meets them: saved by themselves, listed, copied, deleted and brought back; files
//! that become drafts, and files that are refused.

use nianbao::example::example;
use nianbao::export::json;
use nianbao::format::Edition;
use thirtyfour::prelude::*;

use crate::browser::Browser;
use crate::form::Form;

async fn listed(browser: &Browser) -> Vec<String> {
    browser.wait_for("the list", "document.querySelector('.start')").await;
    let script = "return [...document.querySelectorAll('.draft__name')].map(name => name.textContent)";
    serde_json::from_value(browser.ask(script).await).expect("names")
}

#[tokio::test(flavor = "multi_thread")]
async fn reload_and_back_lose_nothing_even_at_once() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    form.fill("organ", "示例街道办事处").await;
    // At once: the page saves itself on leaving.
    browser.driver.refresh().await.expect("a reload");
    form.ready().await;
    form.shows("organ", "示例街道办事处").await;
    form.fill("overview", "写到一半").await;
    form.click("预览").await;
    browser.wait_for("the preview", "document.querySelector('.document')").await;
    browser.driver.back().await.expect("back");
    form.ready().await;
    form.shows("overview", "写到一半").await;
    form.fill("problems", "离开之前").await;
    browser.driver.goto("about:blank").await.expect("another page");
    browser.driver.back().await.expect("back");
    form.ready().await;
    form.shows("problems", "离开之前").await;
    println!("保存之前就重新载入、后退、离开再回来｜离开时存上，一字不少");
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_draft_is_saved_by_itself_while_the_field_is_still_being_typed_into() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    form.fill("organ", "示例局").await;
    let stored = "Object.keys(localStorage).some(key => localStorage.getItem(key).includes('示例局'))";
    browser.wait_for("the record", stored).await;
    form.saved().await;
    assert_eq!(form.focused().await, "organ");
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_are_listed_copied_deleted_and_brought_back() {
    let browser = Browser::start().await;
    browser.go("/#/").await;
    assert_eq!(listed(&browser).await, [""; 0]);
    let form = Form(&browser);
    form.click("2019 年试行格式").await;
    form.ready().await;
    browser.go("/#/").await;
    assert_eq!(listed(&browser).await, ["示例街道办事处"]);
    let facts = browser.ask("return document.querySelector('.draft__facts').textContent").await;
    let facts = facts.as_str().unwrap_or_default().to_owned();
    assert!(
        facts.starts_with("2020 年 · 2019 年试行格式 · 保存于 ") && facts.ends_with("没有发现问题"),
        "{facts}"
    );
    form.click("复制").await;
    browser.wait_for("the copy", "document.querySelectorAll('.draft').length === 2").await;
    browser.wait_for("the focus", "document.activeElement.tagName === 'H1'").await;
    form.click("删除").await;
    browser.wait_for("the deletion", "document.querySelectorAll('.draft').length === 1").await;
    browser.driver.refresh().await.expect("a reload");
    browser.wait_for("the way back", "document.getElementById('deleted-draft')").await;
    form.click("撤销删除").await;
    browser.wait_for("both", "document.querySelectorAll('.draft').length === 2").await;
    form.click("打开").await;
    form.ready().await;
    form.shows("organ", "示例街道办事处").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_are_no_report_are_refused_with_a_sentence_and_no_draft_changes() {
    let browser = Browser::start().await;
    browser.go("/#/").await;
    browser.wait_for("the page", "document.getElementById('open-file')").await;
    let form = Form(&browser);
    let newer = json::write(&example(Edition::REVISED_2021), &[]).replace("\"version\": 1", "\"version\": 7");
    let large = vec![b' '; nianbao::import::MOST_BYTES + 1];
    for (name, bytes, says) in [
        ("damaged.json", b"{\"format\": \"nianbao-report\", ".as_slice(), "文件已损坏，第 1 行"),
        ("newer.json", newer.as_bytes(), "由更新的版本（第 7 版）保存"),
        ("large.json", &large, "文件超过 20 MB"),
    ] {
        form.open_file(&browser.file(name, bytes)).await;
        let shown = format!("document.querySelector('.notice')?.textContent.includes('{name}：')");
        browser.wait_for(name, &shown).await;
        let notice = browser.ask("return document.querySelector('.notice').textContent").await;
        assert!(notice.as_str().is_some_and(|text| text.contains(says)), "{name}: {notice}");
    }
    assert_eq!(listed(&browser).await, [""; 0]);
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_files_become_several_drafts() {
    let browser = Browser::start().await;
    browser.go("/#/").await;
    browser.wait_for("the page", "document.getElementById('open-file')").await;
    let paths = Edition::ALL.map(|edition| {
        browser.file(&format!("{}.json", edition.id()), json::write(&example(edition), &[]).as_bytes())
    });
    Form(&browser).open_file(&paths.join("\n")).await;
    browser.wait_for("both", "document.querySelectorAll('.draft').length === 2").await;
    browser
        .wait_for(
            "the sentence",
            "document.querySelector('.notice').textContent.includes('已打开 2 份报告。')",
        )
        .await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_dropped_on_the_page_is_opened() {
    let browser = Browser::start().await;
    browser.go("/#/").await;
    browser.wait_for("the page", "document.getElementById('open-file')").await;
    let text = json::write(&example(Edition::REVISED_2021), &[]);
    let script = "const transfer = new DataTransfer();
        transfer.items.add(new File([arguments[0]], 'report.json'));
        window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));";
    browser.driver.execute(script, vec![text.into()]).await.expect("the drop");
    let form = Form(&browser);
    form.ready().await;
    form.shows("organ", "示例市示例局").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_without_a_draft_says_so() {
    let browser = Browser::start().await;
    browser.go("/#/edit/nothing-here").await;
    browser.wait_for("the sentence", "document.body.textContent.includes('没有这份草稿')").await;
    let heading = browser.driver.find(By::Tag("h1")).await.expect("a heading");
    assert_eq!(heading.text().await.expect("text"), "找不到草稿");
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_store_refuses_the_page_says_so_and_no_draft_is_lost_by_opening_another() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    form.fill("organ", "示例甲局").await;
    form.saved().await;
    browser.go("/#/new/2020").await;
    form.ready().await;
    form.fill("organ", "示例乙局").await;
    form.saved().await;
    browser.fill_store().await;
    // More than the old versions can make room for.
    form.enter("overview").await;
    browser.ask("document.execCommand('insertText', false, '满'.repeat(60000))").await;
    let kept = "document.getElementById('overview')?.value.length === 60000";
    let refused = "document.getElementById('saved-state').textContent.startsWith('未能保存：浏览器存储已满')";
    browser.wait_for("the refusal", refused).await;
    browser.ask("location.hash = '#/'").await;
    browser
        .wait_for(
            "the unsaved draft",
            "document.getElementById('unsaved-drafts')?.textContent.includes('示例乙局')",
        )
        .await;
    browser
        .driver
        .find(By::XPath("//*[@class='draft__name'][.='示例甲局']"))
        .await
        .expect("the other")
        .click()
        .await
        .expect("a click");
    form.shows("organ", "示例甲局").await;
    browser.ask("location.hash = '#/'").await;
    browser.wait_for("the list", "document.getElementById('unsaved-drafts')").await;
    form.click("示例乙局").await;
    browser.wait_for("the text", kept).await;
    browser.wait_for("the refusal", refused).await;
    // Once there is room again, the next change saves it.
    browser.empty_store().await;
    form.fill("problems", "问题").await;
    form.saved().await;
    browser.driver.refresh().await.expect("a reload");
    form.ready().await;
    browser.wait_for("the text", kept).await;
    browser.quit().await;
}
