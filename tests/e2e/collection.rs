//! Many reports in a real browser: files of several kinds are added, one of them damaged; the list is sorted, filtered
//! and walked through with the keyboard, comes back after a reload, and is downloaded. Drafts are not touched.

use nianbao::example::example;
use nianbao::export::{csv, excel, html, json, word};
use nianbao::format::Edition;
use nianbao::report::{Edit, Report};
use thirtyfour::Key;

use crate::browser::Browser;
use crate::form::{Form, key};
use crate::looks::look_at;

pub fn report(organ: &str, year: i64, received: &str) -> Report {
    let mut report = Report::of_year(year);
    report.apply(Edit::Organ(organ.into()));
    report.apply(report.fill_zeros(&report.format().cells));
    report.apply(report.typing("requests.new.business", received).expect("a field"));
    report
}

/// Twelve files of five kinds, of which one is damaged.
fn files(browser: &Browser) -> String {
    let whole = example(Edition::LATEST);
    let mut files = vec![
        browser.file("示例局.html", html::write(&whole, &[]).as_bytes()),
        browser.file("示例局.csv", csv::write(&report("示例市甲局", 2024, "0")).as_bytes()),
        browser.file("示例局.docx", &word::write(&report("示例市乙局", 2024, "3"))),
        browser.file("示例局.xlsx", &excel::write(&report("示例市丙局", 2024, "5"))),
        browser.file("坏的.docx", b"PK\x03\x04 damaged"),
    ];
    for at in 0..7 {
        let report = report(&format!("示例区第{at}街道办事处"), 2023 + at % 2, &(at * 10).to_string());
        files.push(browser.file(&format!("街道{at}.json"), json::write(&report, &[]).as_bytes()));
    }
    files.join("\n")
}

const READ: &str = "document.querySelector('.many__count')?.textContent.startsWith('读入 11 份') && !document.querySelector('.progress')";
const ORGANS: &str = "[...document.querySelectorAll('.list .list__open')].map((it) => it.textContent)";

pub async fn add(browser: &Browser, paths: &str) {
    browser.go("/#/").await;
    browser.wait_for("the page", "document.getElementById('open-file')").await;
    Form(browser).click("多份报告（上级汇总、核对）").await;
    browser.wait_for("the chooser", "document.getElementById('add-files')").await;
    let chooser = Form(browser).field("add-files").await;
    chooser.send_keys(paths).await.expect("the files");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_of_several_kinds_are_listed_sorted_filtered_and_come_back_after_a_reload() {
    let browser = Browser::start().await;
    browser.go("/#/reports").await;
    browser.wait_for("the page", "document.querySelector('.many__nothing')").await;
    look_at(&browser, "reports-nothing").await;
    let paths = files(&browser);
    add(&browser, &paths).await;
    browser.wait_for("all read", READ).await;
    let form = Form(&browser);
    let refused = browser.ask("return document.querySelector('#unread li').textContent").await;
    let refused = refused.as_str().unwrap_or_default().to_owned();
    assert!(refused.starts_with("坏的.docx") && refused.ends_with('。'), "{refused}");
    look_at(&browser, "reports-list").await;

    // Sorted by what was received; what stands in the head says so.
    form.click("新收").await;
    let sorted = "document.querySelector('th[aria-sort=descending]')?.textContent === '新收'";
    browser.wait_for("the order", sorted).await;
    let first = "document.querySelector('.list .row .list__open').textContent";
    form.click("新收").await;
    browser
        .wait_for(
            "the other order",
            &format!("{first} === '示例市甲局' || {first} === '示例区第0街道办事处'"),
        )
        .await;

    form.fill("filter-words", "街道").await;
    browser.wait_for("seven", &format!("{ORGANS}.length === 7")).await;
    form.choose("filter-year", "2023 年").await;
    browser.wait_for("four", &format!("{ORGANS}.length === 4")).await;
    let (name, list) = form.download("下载清单 CSV", false).await;
    assert_eq!((name.as_str(), list.lines().count()), ("多份报告（清单）.csv", 5));

    form.fill("reports-name", "示例市 2024 年度").await;
    form.leave().await;
    browser.wait_for("the name", "document.querySelector('h1').textContent === '示例市 2024 年度'").await;
    // What was written is on its way to the store of the browser.
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    browser.driver.refresh().await.expect("a reload");
    browser
        .wait_for(
            "what was kept",
            &READ.replace(
                "!document",
                "document.querySelector('h1').textContent === '示例市 2024 年度' && !document",
            ),
        )
        .await;
    form.click("示例区第3街道办事处").await;
    browser
        .wait_for(
            "its findings",
            "document.querySelectorAll('.one__findings li').length && document.getElementById('no-file')",
        )
        .await;
    assert_eq!(form.focused().await, "open-report");
    browser.press(key(Key::Escape)).await;
    browser.wait_for("the way back", "document.activeElement.textContent === '示例区第3街道办事处'").await;
    assert_eq!(
        browser
            .ask("return Object.keys(localStorage).filter((key) => key.startsWith('nianbao:draft')).length")
            .await,
        0
    );
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_matrix_leads_to_a_finding_and_a_file_that_is_at_hand_becomes_a_draft() {
    let browser = Browser::start().await;
    let paths = files(&browser);
    add(&browser, &paths).await;
    browser.wait_for("all read", READ).await;
    let form = Form(&browser);
    form.click("单位与规则").await;
    browser.wait_for("the matrix", "document.querySelector('.matrix .hit--error')").await;
    look_at(&browser, "reports-matrix").await;
    browser.ask("document.querySelector('.matrix .hit--error').click()").await;
    browser.wait_for("the report", "document.activeElement.closest('.one')").await;
    look_at(&browser, "reports-open").await;
    let (name, workbook) = {
        form.click("下载 Excel").await;
        browser.downloaded_bytes().await
    };
    assert!(name == "多份报告.xlsx" && workbook.starts_with(b"PK"), "{name}");
    form.click("清单").await;
    form.click("下载数据表（CSV）").await;
    let (name, tables) = browser.downloaded_bytes().await;
    assert_eq!(name, "多份报告（数据表）.zip");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(tables)).expect("an archive");
    let mut lines = |name: &str| {
        std::io::read_to_string(archive.by_name(name).expect(name)).expect("a text").lines().count()
    };
    let counts = ["reports/part-000001.csv", "cells/part-000001.csv"].map(&mut lines);
    assert_eq!(counts, [1 + 11, 1 + 11 * Edition::LATEST.format().cells.len()]);
    form.fill("filter-words", "第3街道").await;
    browser.wait_for("one", &format!("{ORGANS}.length === 1")).await;
    form.click("示例区第3街道办事处").await;
    browser.wait_for("it", "document.querySelector('.one h2')?.textContent.includes('第3街道')").await;
    form.click("作为草稿打开").await;
    form.ready().await;
    form.shows("organ", "示例区第3街道办事处").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_draws_what_is_seen_and_is_walked_through_with_the_keyboard() {
    let browser = Browser::start().await;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("年报");
    std::fs::create_dir(&path).expect("a folder");
    for at in 0..400 {
        let report = report(&format!("示例区第{at:03}街道办事处"), 2024, &at.to_string());
        std::fs::write(path.join(format!("{at:03}.json")), json::write(&report, &[])).expect("a file");
    }
    browser.go("/#/reports").await;
    browser.wait_for("the page", "document.querySelector('.many__nothing')").await;
    browser.drop_on_page(&path.display().to_string()).await;
    browser.wait_for("all read", "document.querySelector('.many__count')?.textContent === '读入 400 份。' && !document.querySelector('.progress')").await;
    let form = Form(&browser);
    form.click("新收").await;
    browser.wait_for("the order", &format!("{ORGANS}[0] === '示例区第399街道办事处'")).await;
    assert_eq!(
        browser.ask("return document.querySelector('table.list').getAttribute('aria-rowcount')").await,
        "401"
    );
    let drawn = browser.ask(&format!("return {ORGANS}.length")).await.as_u64().unwrap_or_default();
    assert!((10..60).contains(&drawn), "{drawn} rows are drawn");
    browser.ask("document.querySelector('.list .list__open').focus()").await;
    for (pressed, organ, row) in
        [(Key::Down, "398", "3"), (Key::End, "000", "401"), (Key::Up, "001", "400"), (Key::Home, "399", "2")]
    {
        browser.press(key(pressed)).await;
        let there = format!(
            "document.activeElement.textContent === '示例区第{organ}街道办事处' && document.activeElement.closest('tr').getAttribute('aria-rowindex') === '{row}'"
        );
        browser.wait_for(organ, &there).await;
        let seen = "return (() => { const box = document.activeElement.getBoundingClientRect();
            const at = document.elementFromPoint(box.left + 8, box.top + box.height / 2);
            return document.activeElement.contains(at); })()";
        assert_eq!(browser.ask(seen).await, true, "the row of {organ} is seen");
    }
    browser.press(key(Key::Enter)).await;
    browser.wait_for("the report", "document.activeElement.id === 'open-report'").await;
    browser.quit().await;
}
