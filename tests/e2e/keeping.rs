//! A draft cannot be lost: faults of the store, two tabs, a killed browser, a panic, versions, backups.

use nianbao::example::example;
use nianbao::format::Edition;
use nianbao::interchange;
use thirtyfour::prelude::*;

use crate::browser::{Browser, dist};
use crate::form::{Form, key};

/// A line of the table that `make faults` prints.
fn tells(fault: &str, what: &str) {
    println!("{fault}｜{what}");
}

/// Waits until the records in the second copy, which is made beside the save, are such.
async fn copied(browser: &Browser, is_meant: impl Fn(&[String]) -> bool) {
    let read = "const done = arguments[0]; const request = indexedDB.open('nianbao');
        request.onsuccess = () => { const all = request.result.transaction('drafts').objectStore('drafts').getAll();
            all.onsuccess = () => { request.result.close(); done(all.result); }; };";
    for _ in 0..100 {
        let copies = browser.driver.execute_async(read, Vec::new()).await.expect("an answer");
        if is_meant(&serde_json::from_value::<Vec<String>>(copies.json().clone()).expect("texts")) {
            return;
        }
    }
    panic!("the second copy is not made");
}

async fn saved_state(browser: &Browser, start: &str) {
    let state = "document.getElementById('saved-state')?.textContent";
    browser.wait_for(start, &format!("{state}?.startsWith('{start}')")).await;
}

/// A draft of an example, open, with its address.
async fn example_open<'a>(browser: &'a Browser) -> (Form<'a>, String) {
    browser.go("/#/").await;
    let form = Form(browser);
    form.click("2021 年格式").await;
    form.ready().await;
    form.saved().await;
    let hash = browser.ask("return location.hash").await.as_str().unwrap_or_default().to_owned();
    (form, hash)
}

/// Clears what is kept in this browser. The page scrolls to the question; a click before that would miss.
async fn clear(browser: &Browser, form: &Form<'_>) {
    form.click("清除本机数据").await;
    browser.wait_for("the question", "document.activeElement.id === 'clear'").await;
    form.click("确认清除").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_saved_state_is_never_wrong_while_the_store_fails_recovers_and_fails_again() {
    let browser = Browser::start().await;
    let (form, _) = example_open(&browser).await;
    let stored = |organ: &str| {
        format!("return Object.keys(localStorage).some(key => localStorage.getItem(key).includes('{organ}'))")
    };
    for round in 0..2 {
        browser.fill_store().await;
        // More than the old versions of the draft can make room for.
        form.enter("overview").await;
        let long =
            format!("document.execCommand('insertText', false, '满'.repeat({}))", 40_000 * (1 + 4 * round));
        browser.ask(&long).await;
        let organ = format!("示例{round}局");
        form.fill("organ", &organ).await;
        saved_state(&browser, "未能保存：浏览器存储已满，请下载备份").await;
        assert_eq!(browser.ask(&stored(&organ)).await, false);
        form.fill("other-matters", &format!("照常填写{round}")).await;
        saved_state(&browser, "未能保存").await;
        form.shows("organ", &organ).await;
        browser.empty_store().await;
        form.fill("problems", &format!("有空间了{round}")).await;
        saved_state(&browser, "已保存").await;
        assert_eq!(browser.ask(&stored(&organ)).await, true);
    }
    browser.driver.refresh().await.expect("a reload");
    form.ready().await;
    form.shows("problems", "有空间了1").await;
    tells("浏览器里把存储填满、腾出、再填满", "保存状态每次都如实；腾出空间后存上");
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_store_the_page_works_and_says_so() {
    let browser = Browser::start().await;
    browser
        .at_start(
            "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
             Object.defineProperty(window, 'indexedDB', { value: undefined });",
        )
        .await;
    browser.go("/#/").await;
    browser.wait_for("the sentence", "document.body.textContent.includes('浏览器不允许本页保存')").await;
    let form = Form(&browser);
    form.click("2021 年格式").await;
    form.ready().await;
    saved_state(&browser, "未能保存：浏览器不允许本页保存").await;
    form.fill("organ", "示例乙局").await;
    let (_, data) = form.download("下载 JSON", false).await;
    assert!(data.contains("示例乙局"));
    browser.ask("location.hash = '#/'").await;
    form.click("备份全部草稿").await;
    let (_, backup) = browser.downloaded().await;
    assert!(backup.contains("nianbao-backup") && backup.contains("示例乙局"));
    browser.wait_for("what it means", "document.body.textContent.includes('这个浏览器里没有备用副本')").await;
    tells("浏览器里 localStorage 一访问就出错，IndexedDB 没有", "写明原因，编辑、下载、备份照常");
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_tabs_the_one_that_is_behind_says_so_and_loads_the_newer_or_keeps_a_copy() {
    let browser = Browser::start().await;
    let (form, hash) = example_open(&browser).await;
    let first = browser.driver.window().await.expect("a tab");
    let second = browser.driver.new_tab().await.expect("another tab");
    browser.driver.switch_to_window(second.clone()).await.expect("the other tab");
    browser.go(&format!("/{hash}")).await;
    form.ready().await;
    form.fill("organ", "示例甲局").await;
    form.saved().await;

    // The first tab is told, and nothing of it is written any more.
    browser.driver.switch_to_window(first.clone()).await.expect("the first tab");
    browser
        .wait_for("the words", "document.querySelector('#overtaken')?.textContent.includes('新版本')")
        .await;
    form.fill("overview", "这里填的").await;
    saved_state(&browser, "未能保存：另一个标签页有新版本").await;
    form.click("载入新版本").await;
    form.shows("organ", "示例甲局").await;
    browser.wait_for("no words", "!document.getElementById('overtaken')").await;
    let before = browser.ask("return document.getElementById('overview').value").await;
    assert_ne!(before, "这里填的", "nothing merges by itself");
    browser.press_control('z').await;
    form.shows("overview", "这里填的").await;
    form.click("重做").await;
    form.shows("organ", "示例甲局").await;
    form.saved().await;

    // Now the second is behind: it keeps a copy.
    browser.driver.switch_to_window(second).await.expect("the other tab");
    browser.wait_for("the words", "document.getElementById('overtaken')").await;
    form.fill("organ", "示例丙局").await;
    form.click("另存为副本").await;
    browser.wait_for("the copy", &format!("location.hash !== '{hash}'")).await;
    form.ready().await;
    form.shows("organ", "示例丙局").await;
    form.saved().await;
    browser.driver.switch_to_window(first).await.expect("the first tab");
    browser.ask("location.hash = '#/'").await;
    browser.wait_for("both drafts", "document.querySelectorAll('.draft').length === 2").await;
    let names = browser
        .ask("return [...document.querySelectorAll('.draft__name')].map(name => name.textContent).sort()")
        .await;
    assert_eq!(names, serde_json::json!(["示例丙局", "示例甲局"]));
    tells("浏览器里两个标签页", "落后的一页写明，可载入新版本或另存为副本");
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_comes_back_from_the_history_does_not_overtake_what_another_tab_saved() {
    let browser = Browser::start().await;
    let (form, hash) = example_open(&browser).await;
    let first = browser.driver.window().await.expect("a tab");
    browser.driver.goto("about:blank").await.expect("another page");
    let second = browser.driver.new_tab().await.expect("another tab");
    browser.driver.switch_to_window(second).await.expect("the other tab");
    browser.go(&format!("/{hash}")).await;
    form.ready().await;
    form.fill("organ", "示例甲局").await;
    form.saved().await;
    browser.driver.switch_to_window(first).await.expect("the first tab");
    browser.driver.back().await.expect("back");
    form.ready().await;
    let fresh =
        "document.getElementById('organ').value === '示例甲局' || document.getElementById('overtaken')";
    browser.wait_for("the newer version, or the words", fresh).await;
    tells("从前进后退缓存回来，其间另一页存过", "不覆盖：显示新版本，或写明落后");
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_is_killed_after_a_save_was_shown_has_lost_nothing() {
    let mut browser = Browser::start().await;
    let (_, hash) = example_open(&browser).await;
    for organ in ["示例甲局", "示例乙局"] {
        let form = Form(&browser);
        form.fill("organ", organ).await;
        form.saved().await;
        browser = browser.killed().await;
        browser.go(&format!("/{hash}")).await;
        let form = Form(&browser);
        form.ready().await;
        form.shows("organ", organ).await;
    }
    tells("显示已保存后 SIGKILL 浏览器", "重开同一配置，内容都在");
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn versions_are_looked_at_compared_with_now_and_restored() {
    let browser = Browser::start().await;
    let (form, _) = example_open(&browser).await;
    form.fill("organ", "示例甲局").await;
    form.saved().await;
    form.click("版本").await;
    browser.wait_for("two versions", "document.querySelectorAll('.version').length > 1").await;
    browser
        .wait_for("the same", "document.querySelector('.version').textContent.includes('与现在相同')")
        .await;
    let second = "[...document.querySelectorAll('.version')].at(-1)";
    browser.ask(&format!("{second}.querySelectorAll('summary').forEach(summary => summary.click())")).await;
    let compared =
        format!("{second}.querySelector('.comparison tbody')?.innerText.replace(/\\s+/g, ' ').trim()");
    browser.wait_for("the comparison", &format!("{compared} === '机关名称 示例市示例局 示例甲局'")).await;
    browser
        .wait_for(
            "the document",
            &format!("{second}.querySelector('h1')?.textContent.startsWith('示例市示例局')"),
        )
        .await;
    browser.ask(&format!("{second}.querySelector('button').click()")).await;
    form.ready().await;
    form.shows("organ", "示例市示例局").await;
    form.saved().await;
    browser.press_control('z').await;
    form.shows("organ", "示例甲局").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_newer_program_saved_is_looked_at_and_what_is_damaged_is_kept() {
    let browser = Browser::start().await;
    browser.go("/#/").await;
    browser.wait_for("the page", "document.querySelector('.start')").await;
    let report = interchange::write(&example(Edition::REVISED_2021), &[]);
    let newer = serde_json::json!({ "version": 9, "id": "newer", "report": report, "more": [1] }).to_string();
    let put = "localStorage.setItem('nianbao:draft:newer', arguments[0]);
        localStorage.setItem('nianbao:draft:cut', '{\"version\": 2, \"id');";
    browser.driver.execute(put, vec![newer.clone().into()]).await.expect("the records");
    browser.driver.refresh().await.expect("a reload");
    browser
        .wait_for(
            "the damaged record",
            "document.body.textContent.includes('记录已损坏，不能打开。原样保留：nianbao:draft:cut')",
        )
        .await;
    let form = Form(&browser);
    form.click("示例市示例局").await;
    browser
        .wait_for(
            "the words",
            "document.getElementById('read-only')?.textContent.includes('由更新的版本保存')",
        )
        .await;
    assert_eq!(browser.ask("return document.querySelectorAll('main input, main textarea').length").await, 0);
    saved_state(&browser, "只能查看").await;
    form.click("下载这条记录").await;
    let (_, text) = browser.downloaded().await;
    assert_eq!(text, newer, "byte for byte");
    for page in ["versions", "check"] {
        browser.ask(&format!("location.hash = '#/{page}/newer'")).await;
        browser
            .wait_for(
                "nothing to change",
                "document.querySelectorAll('main input, main .repairs, .version').length === 0",
            )
            .await;
        browser.wait_for("the words", "document.getElementById('read-only')").await;
    }
    browser.go("/#/new/2024").await;
    form.ready().await;
    form.fill("organ", "示例局").await;
    form.saved().await;
    assert_eq!(browser.ask("return localStorage.getItem('nianbao:draft:newer')").await, newer);
    assert_eq!(
        browser.ask("return localStorage.getItem('nianbao:draft:cut')").await,
        "{\"version\": 2, \"id"
    );
    tells("浏览器里更新版本的记录、截断的记录", "前者只能查看，后者列出可下载，都逐字节不动");
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_drafts_go_into_one_file_and_come_back_after_a_look() {
    let browser = Browser::start().await;
    let (form, _) = example_open(&browser).await;
    browser.ask("location.hash = '#/'").await;
    form.click("2019 年试行格式").await;
    form.ready().await;
    form.saved().await;
    browser.ask("location.hash = '#/'").await;
    browser.wait_for("both", "document.querySelectorAll('.draft').length === 2").await;
    form.click("备份全部草稿").await;
    let (name, backup) = browser.downloaded().await;
    assert!(name.starts_with("年报草稿备份-") && name.ends_with(".json"), "{name}");
    browser
        .wait_for(
            "the time",
            "document.querySelector('.backups__state').textContent.startsWith('上次备份：')",
        )
        .await;

    // One is changed, the other is cleared away with everything else.
    form.click("示例街道办事处").await;
    form.ready().await;
    form.fill("organ", "示例镇人民政府").await;
    form.saved().await;
    browser.ask("location.hash = '#/'; localStorage.setItem('neighbour', 'theirs')").await;
    let path = browser.file("backup.json", backup.as_bytes());
    form.open_file(&path).await;
    browser.wait_for("the look", "document.activeElement.id === 'restore'").await;
    let look = browser.ask("return document.getElementById('restore').innerText").await;
    let look = look.as_str().unwrap_or_default().to_owned();
    assert!(look.contains("相同，不用恢复") && look.contains("与本机的不同，会另存为副本"), "{look}");
    form.click("恢复 1 份").await;
    browser.wait_for("three drafts", "document.querySelectorAll('.draft').length === 3").await;

    form.click("清除本机数据").await;
    browser.wait_for("what goes", "document.activeElement.id === 'clear'").await;
    let goes = browser.ask("return document.getElementById('clear').innerText").await;
    assert!(
        goes.as_str().is_some_and(|goes| goes.contains("下面 3 份草稿") && goes.contains("示例镇人民政府")),
        "{goes}"
    );
    form.click("先备份全部草稿").await;
    browser.downloaded().await;
    form.click("确认清除").await;
    browser.wait_for("nothing", "document.querySelectorAll('.draft').length === 0").await;
    assert_eq!(
        browser.ask("return Object.keys(localStorage).sort()").await,
        serde_json::json!(["neighbour", "nianbao:removals"])
    );
    browser.driver.refresh().await.expect("a reload");
    browser.wait_for("the first visit", "document.querySelector('.steps')").await;
    form.open_file(&path).await;
    form.click("恢复 2 份").await;
    browser.wait_for("both again", "document.querySelectorAll('.draft').length === 2").await;
    tells("备份、清除本机数据、恢复", "先看再恢复；只清除本应用的键");
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quiet_reminder_comes_when_the_last_backup_is_older_than_a_week() {
    let browser = Browser::start().await;
    let (form, _) = example_open(&browser).await;
    let age = |days: u32| {
        format!(
            "localStorage.setItem('nianbao:backup', JSON.stringify({{ made: Date.now() - {days} * 864e5 }}))"
        )
    };
    for (days, reminds) in [(6, false), (8, true)] {
        browser.ask(&age(days)).await;
        browser.ask("location.hash = '#/rules'").await;
        browser.ask("location.hash = '#/'").await;
        let due =
            format!("document.getElementById('backup-due')?.textContent.includes('超过一周') === {reminds}");
        browser.wait_for("the reminder", &due).await;
    }
    form.click("备份全部草稿").await;
    browser.downloaded().await;
    browser.wait_for("no reminder", "document.getElementById('backup-due').textContent === ''").await;
    tells("备份超过一周，之后有改动", "草稿页上提醒一句");
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_that_local_storage_lost_come_back_from_the_second_copy() {
    let browser = Browser::start().await;
    let (form, hash) = example_open(&browser).await;
    form.fill("organ", "示例甲局").await;
    form.saved().await;
    // The copy is made beside the save.
    copied(&browser, |copies| copies.iter().any(|copy| copy.contains("示例甲局"))).await;
    // By another page of the host.
    let other = tempfile::tempdir().expect("a folder");
    std::fs::write(other.path().join("other.html"), "<title>另一页</title>").expect("a page");
    browser.serve(other.path());
    browser.go("/other.html").await;
    browser.ask("localStorage.clear()").await;
    browser.serve(&dist());
    browser.go(&format!("/{hash}")).await;
    form.ready().await;
    form.shows("organ", "示例甲局").await;
    browser
        .wait_for(
            "the words",
            "document.querySelector('.notice')?.textContent.includes('已经从备用副本找回')",
        )
        .await;
    tells("浏览器里 localStorage 被清空", "从备用副本找回");
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_deleted_in_another_tab_is_not_written_back_by_itself() {
    let browser = Browser::start().await;
    let (form, hash) = example_open(&browser).await;
    let first = browser.driver.window().await.expect("a tab");
    let second = browser.driver.new_tab().await.expect("another tab");
    browser.driver.switch_to_window(second).await.expect("the other tab");
    browser.go("/#/").await;
    form.click("删除").await;
    browser.wait_for("the deletion", "document.getElementById('deleted-draft')").await;
    browser.driver.switch_to_window(first).await.expect("the first tab");
    browser
        .wait_for("the words", "document.getElementById('overtaken')?.textContent.includes('删除了')")
        .await;
    form.fill("organ", "示例乙局").await;
    browser.press(key(Key::Tab)).await;
    saved_state(&browser, "未能保存：草稿在另一个标签页里删除了").await;
    form.click("另存为副本").await;
    browser.wait_for("the copy", &format!("location.hash !== '{hash}'")).await;
    form.saved().await;
    form.shows("organ", "示例乙局").await;
    tells("浏览器里另一页删除了草稿", "不悄悄写回，可另存为副本");
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_another_page_emptied_is_written_again_and_one_cleared_on_purpose_is_not() {
    let browser = Browser::start().await;
    let (form, hash) = example_open(&browser).await;
    let first = browser.driver.window().await.expect("a tab");
    let second = browser.driver.new_tab().await.expect("another tab");
    browser.driver.switch_to_window(second).await.expect("the other tab");
    browser.go("/#/").await;
    browser.wait_for("the draft", "document.querySelector('.draft')").await;
    browser.ask("localStorage.clear(); return true").await;
    let id = hash.rsplit('/').next().unwrap_or_default();
    let pointer = format!("localStorage.getItem('nianbao:draft:{id}') !== null");
    browser.wait_for("the draft again, by itself", &pointer).await;
    clear(&browser, &form).await;
    browser.wait_for("nothing", "document.querySelectorAll('.draft').length === 0").await;
    browser.driver.switch_to_window(first).await.expect("the first tab");
    browser
        .wait_for("the words", "document.getElementById('overtaken')?.textContent.includes('删除了')")
        .await;
    form.fill("organ", "示例乙局").await;
    saved_state(&browser, "未能保存").await;
    assert_eq!(
        browser.ask("return Object.keys(localStorage)").await,
        serde_json::json!(["nianbao:removals"]),
        "nothing is written back by itself, and only the mark says that it was cleared"
    );
    form.click("另存为副本").await;
    form.saved().await;
    form.shows("organ", "示例乙局").await;
    tells("浏览器里别的页面清空存储；另一页清除本机数据", "前者自动重新存上；后者不写回，可另存为副本");
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_chosen_together_with_a_report_shows_both_and_what_it_brings_back_is_copied() {
    let browser = Browser::start().await;
    let (form, _) = example_open(&browser).await;
    browser.ask("location.hash = '#/'").await;
    form.click("备份全部草稿").await;
    let (_, backup) = browser.downloaded().await;
    clear(&browser, &form).await;
    browser.wait_for("nothing", "document.querySelectorAll('.draft').length === 0").await;
    let report = nianbao::export::json::write(&example(Edition::TRIAL_2019), &[]);
    let paths =
        [browser.file("backup.json", backup.as_bytes()), browser.file("report.json", report.as_bytes())];
    form.open_file(&paths.join("\n")).await;
    browser.wait_for("the look", "document.activeElement.id === 'restore'").await;
    browser.wait_for("the report", "document.querySelectorAll('.draft').length === 1").await;
    form.click("恢复 1 份").await;
    browser.wait_for("both", "document.querySelectorAll('.draft').length === 2").await;
    copied(&browser, |copies| copies.len() == 2).await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_browser_is_asked_once_to_keep_what_is_stored_at_the_first_edit() {
    let browser = Browser::start().await;
    browser
        .at_start(
            "window.asked = 0;
            StorageManager.prototype.persist = function () { window.asked += 1; return Promise.resolve(false); };",
        )
        .await;
    let form = Form::open(&browser, "/#/new/2024").await;
    form.saved().await;
    assert_eq!(browser.ask("return window.asked").await, 0, "not for looking");
    form.fill("organ", "示例局").await;
    form.fill("overview", "本年情况。").await;
    form.saved().await;
    assert_eq!(browser.ask("return window.asked").await, 1);
    browser.quit().await;
}
