//! Finding what is wrong and mending it: the summary of errors, repairs, explanations, answers, help.

use thirtyfour::prelude::*;

use crate::browser::Browser;
use crate::form::{Form, key};

/// A text that no table contradicts.
const NO_NUMBERS: &str = "主动公开及时，依申请公开规范，政府信息管理有序，平台建设平稳，监督保障到位。";

/// An example with two slips: a total that was not updated, and two digits that changed places.
async fn broken<'a>(browser: &'a Browser) -> Form<'a> {
    browser.go("/#/").await;
    let form = Form(browser);
    form.click("2021 年格式").await;
    form.ready().await;
    form.fill("overview", NO_NUMBERS).await;
    form.fill("requests.granted.natural-person", "31").await;
    form.fill("requests.new.natural-person", "42").await;
    form.fill("disputes.reconsideration.total", "7").await;
    form.leave().await;
    form
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_report_is_mended_through_the_links_of_the_summary_alone() {
    let browser = Browser::start().await;
    let form = broken(&browser).await;
    browser.wait_for("the title", "document.title.startsWith('（3 处错误）')").await;
    for (left, cell, number) in
        [(3, "requests.carried-out.natural-person", "10"), (1, "disputes.reconsideration.total", "1")]
    {
        form.click("检查").await;
        browser.wait_for("the summary", "document.activeElement.id === 'error-summary'").await;
        browser
            .wait_for(
                "its heading",
                &format!("document.activeElement.textContent.startsWith('有 {left} 处错误')"),
            )
            .await;
        // Tab to the first link, Enter: a real link to the cell, with the label of its row in sight.
        browser.press(key(Key::Tab)).await;
        let href = browser.ask("return document.activeElement.getAttribute('href')").await;
        assert!(href.as_str().is_some_and(|href| href.ends_with(&format!("/{cell}"))), "{href}");
        browser.press(key(Key::Enter)).await;
        browser.wait_for("the cell", &format!("document.activeElement.id === '{cell}'")).await;
        let label = "return (() => { const label = document.activeElement.closest('tr').querySelector('th, td').getBoundingClientRect();
            return label.top >= document.querySelector('.top').getBoundingClientRect().bottom && label.bottom <= innerHeight; })()";
        assert_eq!(browser.ask(label).await, true, "the row is in sight");
        browser.press(format!("{number}{}", key(Key::Tab))).await;
    }
    browser.wait_for("no error in the title", "document.title.startsWith('示例')").await;
    form.finds(&[]).await;
    form.click("检查").await;
    browser.wait_for("the heading", "document.activeElement.tagName === 'H1'").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_identity_is_spelled_out_and_one_click_mends_it_and_one_undo_takes_it_back() {
    let browser = Browser::start().await;
    browser.go("/#/").await;
    let form = Form(&browser);
    form.click("2021 年格式").await;
    form.ready().await;
    form.fill("overview", NO_NUMBERS).await;
    form.fill("requests.new.natural-person", "50").await;
    form.fill("requests.granted.natural-person", "48").await;
    form.finds(&[]).await;
    form.fill("requests.granted.natural-person", "84").await;
    form.leave().await;
    let card = "document.querySelector('.finding .sum')?.innerText.trim().replace(/\\s+/g, ' ')";
    let spelled = "本年新收加上年结转 51 一、本年新收政府信息公开申请数量 50 二、上年结转政府信息公开申请数量 1 \
        办理结果总计加结转下年度 87 （七）总计 86 四、结转下年度继续办理 1 相差 36";
    browser.wait_for("both sides", &format!("{card} === '{spelled}'")).await;
    let repair = "（一）予以公开，自然人：84 改为 48";
    browser
        .wait_for(
            "the repair",
            &format!("document.querySelector('.repairs li')?.textContent === '{repair}两位数字颠倒'"),
        )
        .await;
    form.click(repair).await;
    form.shows("requests.granted.natural-person", "48").await;
    browser.wait_for("the cell", "document.activeElement.id === 'requests.granted.natural-person'").await;
    form.finds(&[]).await;
    browser.press_control('z').await;
    form.shows("requests.granted.natural-person", "84").await;

    // A total that was typed over is set back to its sum.
    form.fill("requests.granted.natural-person", "48").await;
    form.fill("disputes.reconsideration.total", "7").await;
    form.leave().await;
    form.click("行政复议，总计：7 改回自动合计").await;
    form.shows("disputes.reconsideration.total", "1").await;
    form.finds(&[]).await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_total_is_explained_by_its_cells_and_each_is_a_link() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    form.fill("requests.new.business", "3").await;
    form.fill("requests.new.other", "0").await;
    form.enter("requests.new.total").await;
    browser.press(key(Key::F1)).await;
    browser.wait_for("the help", "document.activeElement.id === 'cell-help'").await;
    let text =
        browser.ask("return document.getElementById('cell-help').innerText.replace(/\\s+/g, ' ')").await;
    let text = text.as_str().unwrap_or_default();
    for part in [
        "一、本年新收政府信息公开申请数量，总计",
        "《条例》第五十条第（二）项",
        "自动合计，目前 3，还有空白：",
        "商业企业 3",
        "另有 1 格是 0。",
        "空着的 4 格：",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    // The first link leads to the cell; the help follows the focus.
    form.click("自然人").await;
    browser.wait_for("the cell", "document.activeElement.id === 'requests.new.natural-person'").await;
    browser.press("4").await;
    form.enter("requests.refused.security-stability.business").await;
    browser
        .wait_for("the term", "document.getElementById('cell-help').textContent.includes('国家安全、公共安全、经济安全、社会稳定。')")
        .await;
    // Esc puts it away and leads back.
    browser.press(key(Key::F1)).await;
    browser.wait_for("the help", "document.activeElement.id === 'cell-help'").await;
    browser.press(key(Key::Escape)).await;
    browser
        .wait_for("the cell", "document.activeElement.id === 'requests.refused.security-stability.business'")
        .await;
    browser.wait_for("no help", "!document.querySelector('.help--open')").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_help_of_a_chapter_is_reached_by_keyboard_and_out_of_the_way_until_then() {
    let browser = Browser::start().await;
    Form::open(&browser, "/#/new/2024").await;
    let shown = "document.querySelector('#requests ~ .chapter-help p').checkVisibility()";
    assert_eq!(browser.ask(&format!("return {shown}")).await, false);
    browser.ask("document.querySelector('#requests ~ .chapter-help summary').focus()").await;
    browser.press(key(Key::Enter)).await;
    browser.wait_for("the help", shown).await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answered_warning_stays_answered_travels_in_the_json_and_asks_again_when_its_values_change() {
    let browser = Browser::start().await;
    browser.go("/#/").await;
    let form = Form(&browser);
    form.click("2021 年格式").await;
    form.ready().await;
    form.fill("overview", NO_NUMBERS).await;
    form.fill("requests.new.research", "").await;
    browser.press(key(Key::Backspace)).await;
    form.leave().await;
    form.finds(&[]).await;
    form.has_to_do(&["表三还有 1 个空白格。没有的填 0。"]).await;
    form.click("检查").await;
    browser.wait_for("the check", "document.querySelector('.answer input')").await;
    browser.ask("document.querySelector('.answer input').focus()").await;
    browser.press(format!("原件此格看不清{}", key(Key::Tab))).await;
    browser
        .wait_for("the state", "document.querySelector('.answer__state')?.textContent.startsWith('已说明')")
        .await;
    browser
        .wait_for("the count", "document.querySelector('.single h2').textContent === '提醒（1，已说明 1）'")
        .await;
    browser
        .wait_for("the lead", "document.querySelector('.single__lead').textContent === '没有发现问题。'")
        .await;
    let (_, data) = form.download("下载 JSON", false).await;
    let data: serde_json::Value = serde_json::from_str(&data).expect("JSON");
    assert_eq!(data["answers"][0]["note"], "原件此格看不清");
    form.saved().await;
    browser.driver.refresh().await.expect("a reload");
    browser.wait_for("the note", "document.querySelector('.answer input')?.value === '原件此格看不清'").await;
    form.click("回到报告").await;
    form.ready().await;
    form.finds(&[]).await;
    form.fill("requests.new.business", "").await;
    browser.press(key(Key::Backspace)).await;
    form.leave().await;
    form.has_to_do(&["表三还有 2 个空白格。没有的填 0。"]).await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn findings_are_told_politely_and_not_on_every_key() {
    let browser = Browser::start().await;
    browser.go("/#/").await;
    let form = Form(&browser);
    form.click("2021 年格式").await;
    form.ready().await;
    form.fill("overview", NO_NUMBERS).await;
    form.enter("requests.new.business").await;
    let status = "const status = document.querySelector('[role=status]');";
    browser
        .ask(&format!(
            "{status} window.told = []; new MutationObserver(() => window.told.push(status.textContent))
                .observe(status, {{ childList: true, characterData: true, subtree: true }});"
        ))
        .await;
    browser.press("12345").await;
    browser.wait_for("what is told", "window.told.includes('2 处错误。')").await;
    assert_eq!(browser.ask("return window.told").await, serde_json::json!(["2 处错误。"]));
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_the_page_of_the_check_the_focus_is_never_lost() {
    let browser = Browser::start().await;
    let form = broken(&browser).await;
    form.click("检查").await;
    browser.wait_for("the repairs", "document.querySelector('.repairs button')").await;
    let focused = "document.activeElement !== document.body";
    form.click("行政复议，总计：7 改回自动合计").await;
    browser.wait_for("one error less", "document.title.startsWith('（2 处错误）')").await;
    browser.wait_for("the focus", focused).await;
    browser.press_control('z').await;
    browser.wait_for("all errors", "document.title.startsWith('（3 处错误）')").await;
    browser.wait_for("the focus", focused).await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_counts_when_the_input_method_has_composed_it_and_its_warning_is_passed_over() {
    let browser = Browser::start().await;
    browser.go("/#/").await;
    let form = Form(&browser);
    form.click("2021 年格式").await;
    form.ready().await;
    form.fill("overview", NO_NUMBERS).await;
    form.fill("requests.new.research", &key(Key::Delete)).await;
    form.leave().await;
    form.click("检查").await;
    browser.wait_for("the check", "document.querySelector('.answer input')").await;
    browser.ask("document.querySelector('.answer input').focus()").await;
    let compose = serde_json::json!({ "text": "yuan", "selectionStart": 4, "selectionEnd": 4 });
    browser.driver.cdp().send_raw("Input.imeSetComposition", compose).await.expect("composing");
    let heading = |words: &str| format!("document.querySelector('.single h2').textContent === '{words}'");
    browser.wait_for("not yet", &heading("提醒（1）")).await;
    let text = serde_json::json!({ "text": "原件看不清" });
    browser.driver.cdp().send_raw("Input.insertText", text).await.expect("the text");
    browser.wait_for("answered", &heading("提醒（1，已说明 1）")).await;
    form.click("回到报告").await;
    form.ready().await;
    form.click("下一个问题").await;
    browser
        .wait_for("the words", "document.querySelector('[role=status]').textContent.includes('没有发现问题')")
        .await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_open_help_never_covers_the_cell_it_speaks_of() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    browser.screen(683, 384).await;
    form.enter("requests.granted.total").await;
    browser.press(key(Key::F1)).await;
    browser.wait_for("the help", "document.activeElement.id === 'cell-help'").await;
    form.click("自然人").await;
    for _ in 0..6 {
        browser.press(key(Key::Down)).await;
        let covered = "const field = document.activeElement, box = field.getBoundingClientRect();
            return field.tagName === 'INPUT' && document.elementFromPoint(box.left + box.width / 2, box.bottom - 3) !== field";
        assert_eq!(browser.ask(covered).await, false, "{}", form.focused().await);
    }
    browser.quit().await;
}
