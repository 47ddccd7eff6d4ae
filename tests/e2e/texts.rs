//! What is wrong in a text, where it is written: underlined, explained, mended by keys alone; sentences from the
//! numbers; numbers that follow the tables.

use serde_json::json;
use thirtyfour::prelude::*;

use crate::browser::Browser;
use crate::form::{Form, key};
use crate::looks::look_at;

/// A form with 49 new requests, all concluded, and nothing else.
async fn filled(browser: &Browser) -> Form<'_> {
    let form = Form::open(browser, "/#/new/2024").await;
    form.fill("requests.new.natural-person", "49").await;
    form.fill("requests.granted.natural-person", "49").await;
    form.leave().await;
    form.click("整份报告其余填 0").await;
    form.shows("disputes.reconsideration.total", "0").await;
    form
}

/// What is marked in the overview, each with the number of its card, its severity and its words.
const MARKED: &str = "[...document.querySelectorAll('#overview + .text__layer .mark')].map(words => \
    `${words.dataset.number ?? ''} ${words.className} ${words.textContent}`).join('｜')";

async fn is_marked(browser: &Browser, expected: &str) {
    browser.wait_for(&format!("the marks {expected:?}"), &format!("{MARKED} === {expected:?}")).await;
}

/// Tab until the focus is where a condition holds.
async fn tab_to(browser: &Browser, what: &str, condition: &str) {
    for _ in 0..12 {
        if browser.ask(&format!("return !!({condition})")).await == true {
            return;
        }
        browser.press(key(Key::Tab)).await;
    }
    panic!("Tab does not lead to {what}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_number_is_underlined_after_the_pause_and_mended_and_undone_by_keys_alone() {
    let browser = Browser::start().await;
    let form = filled(&browser).await;
    form.enter("overview").await;
    let wrong = "全年新收政府信息公开申请四十七件。";
    browser.press(wrong).await;
    let mark = "1 mark mark--error 四十七";
    let begins = format!("{MARKED}.startsWith({mark:?})");
    browser.wait_for("the mark", &begins).await;
    // The layer has the same text at the same place; what was found is said to who does not see it.
    let fits = "(() => { const area = document.getElementById('overview'), layer = area.nextElementSibling;
        const [one, other] = [area, layer].map(it => it.getBoundingClientRect());
        return layer.getAttribute('aria-hidden') === 'true' && layer.textContent === area.value + '\\u200b'
            && one.width === other.width && one.height === other.height && one.top === other.top
            && area.scrollHeight === layer.scrollHeight; })()";
    browser.wait_for("the layer behind the text", fits).await;
    let said = "document.getElementById('overview').getAttribute('aria-describedby').split(' ')
        .map(id => document.getElementById(id)?.textContent).join('').includes('有 1 处问题：1 处错误。')";
    browser.wait_for("what is said", said).await;

    // Tab to what was found, Enter to its card, Tab to its mend, Enter.
    browser.press(key(Key::Tab)).await;
    browser.wait_for("the link", "document.activeElement.textContent === '有 1 处问题'").await;
    browser.press(key(Key::Enter)).await;
    browser.wait_for("the card", "document.activeElement.id === 'finding-V10-overview'").await;
    tab_to(&browser, "the mend", "document.activeElement.className === 'mend'").await;
    let words = browser.ask("return document.activeElement.textContent").await;
    assert_eq!(words, "正文 四十七 改为 四十九");
    browser.press(key(Key::Enter)).await;
    let mended = wrong.replace("四十七", "四十九");
    form.shows("overview", &mended).await;
    let selected = "(() => { const area = document.activeElement;
        return area.id === 'overview' && area.value.slice(area.selectionStart, area.selectionEnd) === '四十九'; })()";
    browser.wait_for("the new words", selected).await;
    is_marked(&browser, "").await;
    browser.press_control('z').await;
    form.shows("overview", wrong).await;
    browser.wait_for("the mark again", &begins).await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn marks_move_along_with_typing_and_a_composition_is_not_disturbed() {
    let browser = Browser::start().await;
    let form = filled(&browser).await;
    let text = "全年新收政府信息公开申请47件。";
    form.fill("overview", text).await;
    is_marked(&browser, "1 mark mark--error 47件").await;
    browser.ask("document.getElementById('overview').setSelectionRange(0, 0)").await;
    let compose =
        |text: &str| json!({ "text": text, "selectionStart": text.len(), "selectionEnd": text.len() });
    for letters in ["b", "ben'nian"] {
        browser.driver.cdp().send_raw("Input.imeSetComposition", compose(letters)).await.expect("composing");
        form.shows("overview", &format!("{letters}{text}")).await;
    }
    // Longer than any pause: nothing is read, and no stale line is drawn under other words.
    tokio::time::sleep(std::time::Duration::from_millis(900)).await;
    form.shows("overview", &format!("ben'nian{text}")).await;
    let is_hidden = "getComputedStyle(document.querySelector('#overview + .text__layer .mark')).visibility";
    assert_eq!(browser.ask(&format!("return {is_hidden}")).await, "hidden");
    let insert = json!({ "text": "本年，" });
    browser.driver.cdp().send_raw("Input.insertText", insert).await.expect("the text");
    form.shows("overview", &format!("本年，{text}")).await;
    is_marked(&browser, "1 mark mark--error 47件").await;
    browser.wait_for("the mark in sight", &format!("{is_hidden} === 'visible'")).await;
    let layer = "document.querySelector('#overview + .text__layer').textContent";
    browser.wait_for("the moved words", &format!("{layer}.startsWith('本年，全年')")).await;
    form.fill("overview", "全年新收政府信息公开申请49件。").await;
    browser.wait_for("no layer", "!document.querySelector('.text__layer')").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_of_a_text_follow_the_table_in_one_move() {
    let browser = Browser::start().await;
    let form = filled(&browser).await;
    form.fill("overview", "新收政府信息公开申请49件，办结49件。").await;
    form.fill("requests.new.natural-person", "51").await;
    form.fill("requests.granted.natural-person", "51").await;
    form.leave().await;
    browser
        .wait_for(
            "the list",
            "document.querySelector('.follow b')?.textContent === '正文里有 2 处随表更新。'",
        )
        .await;
    form.click("先看").await;
    let first = "document.querySelector('.follow__list tbody tr')?.innerText.replace(/\\s+/g, ' ')";
    let line = "一、总体情况 新收政府信息公开申请49 → 51件，办结49件。 表三 一、总计";
    browser.wait_for("its first line", &format!("{first} === '{line}'")).await;
    form.click("全部更新").await;
    form.shows("overview", "新收政府信息公开申请51件，办结51件。").await;
    browser.wait_for("no list", "!document.querySelector('.follow')").await;
    browser.press_control('z').await;
    form.shows("overview", "新收政府信息公开申请49件，办结49件。").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sentence_from_the_numbers_is_put_in_where_the_caret_stands_by_keys() {
    let browser = Browser::start().await;
    let form = filled(&browser).await;
    form.fill("overview", "一是公开。二是答复。").await;
    browser.ask("document.getElementById('overview').setSelectionRange(5, 5)").await;
    tab_to(&browser, "the button", "document.activeElement.textContent === '插入'").await;
    browser.press(key(Key::Enter)).await;
    browser.wait_for("the list", "document.querySelector('#overview-insert li')").await;
    for (pressed, name) in [(Key::Down, "收到与办结"), (Key::Up, "信息处理费"), (Key::Home, "收到与办结")]
    {
        browser.press(key(pressed)).await;
        let is_here = format!("document.activeElement.firstElementChild?.textContent === '{name}'");
        browser.wait_for(name, &is_here).await;
    }
    browser.press(key(Key::Escape)).await;
    browser.wait_for("the button", "document.activeElement.textContent === '插入'").await;
    browser.wait_for("no list", "document.getElementById('overview-insert').hidden").await;
    browser.press(key(Key::Enter)).await;
    browser.press(format!("{}{}", key(Key::Down), key(Key::Enter))).await;
    let sentence = "2024年，本机关新收政府信息公开申请49件，上年结转0件，办结49件，结转下年度继续办理0件。";
    form.shows("overview", &format!("一是公开。{sentence}二是答复。")).await;
    let caret = "(() => { const area = document.activeElement;
        return area.id === 'overview' && area.value.slice(area.selectionStart) === '二是答复。'; })()";
    browser.wait_for("the caret", caret).await;
    browser.press_control('z').await;
    form.shows("overview", "一是公开。二是答复。").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_with_findings_is_in_order_at_every_size() {
    let browser = Browser::start().await;
    let form = filled(&browser).await;
    form.fill("organ", "示例街道办事处").await;
    let text = "2024年，本机关围绕群众办事做好政府信息公开。\n一是主动公开。（文字描述）\n\
        二是是申请办理。全年新收政府信息公开申请47件，办结49件，结转下年度继续办理0件。\n\
        三是平台建设。网站和新媒体运行平稳。四是监督保障。全年开展培训2次。";
    form.fill("overview", text).await;
    form.leave().await;
    browser.wait_for("the marks", &format!("{MARKED}.includes('mark--error 47')")).await;
    browser.ask("document.querySelector('.follow').scrollIntoView()").await;
    form.click("先看").await;
    look_at(&browser, "text-findings").await;
    browser
        .ask("document.querySelector('.text__layer .mark--error').scrollIntoView({ block: 'center' })")
        .await;
    look_at(&browser, "text-marks").await;
    form.click("插入").await;
    browser.ask("document.getElementById('overview-insert').scrollIntoView({ block: 'center' })").await;
    look_at(&browser, "text-insert").await;
    form.click("检查").await;
    browser.wait_for("the quotation", "document.querySelector('.single blockquote mark')").await;
    browser.ask("document.querySelector('.single blockquote').scrollIntoView({ block: 'center' })").await;
    look_at(&browser, "text-check").await;
    // From here the link leads to the words.
    browser.ask("[...document.querySelectorAll('.finding a')].find(link => link.textContent === '看正文').click()").await;
    let selected = "(() => { const area = document.activeElement;
        return area.id === 'overview' && area.selectionEnd > area.selectionStart; })()";
    browser.wait_for("the words", selected).await;
    form.click("预览").await;
    browser.wait_for("the marked words", "document.querySelector('.paper .mark')").await;
    look_at(&browser, "text-preview").await;
    browser.quit().await;
}
