//! The main job, in both editions: from an empty page to the published file, with real keys.

use expect_test::expect_file;
use nianbao::format::Edition;

use crate::browser::Browser;
use crate::engine::Engine;
use crate::form::Form;

/// Types the texts, each by clicking into it.
async fn write_texts(form: &Form<'_>, texts: &[(&str, &str)]) {
    for (id, text) in texts {
        form.fill(id, text).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subdistrict_office_makes_its_report_for_2020() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2020").await;
    form.fill("organ", "示例街道办事处").await;
    form.choose("level", "乡镇街道").await;
    form.choose("scope", "本机关").await;
    assert_eq!(form.value("year").await, "2020");
    assert_eq!(form.value("edition").await, "2019");
    write_texts(
        &form,
        &[
            ("overview", "（一）主动公开。本年在公告栏公开办事流程和联系方式。\n（二）依申请公开。2020年度没有收到政府信息公开申请。"),
            ("problems", "（一）主要问题。公开内容还不够全面，更新还不够及时。\n（二）改进措施。明确专人负责，定期检查栏目，加强培训。"),
            ("other-matters", "2020年度没有收取信息处理费，没有其他需要报告的事项。"),
        ],
    )
    .await;
    // As the office published it: tables 2 and 4 all zeros, in table 3 only the totals.
    form.fill_on("disclosure.rules.made", &["0"; 22]).await;
    let rows = Edition::TRIAL_2019.format().cells.iter();
    for total in rows.filter(|cell| cell.id().starts_with("requests.") && cell.id().ends_with(".total")) {
        form.fill(total.id(), "0").await;
    }
    form.fill_on("disputes.reconsideration.upheld", &["0"; 15]).await;
    let blank = "表三还有 132 个空白格。没有的填 0。";
    form.finds(&[]).await;
    let is_told = "[...document.querySelectorAll('#to-do a')].some((link) => link.textContent === ";
    browser.wait_for("the work", &format!("{is_told}'{blank}')")).await;

    // A balance that breaks is shown at once, and mended at the place that its finding leads to.
    form.fill("requests.new.total", "1").await;
    let broken = "总计：本年新收加上年结转是 1，办理结果总计加结转下年度是 0，前者多 1。";
    // The text says that none was received: what else is found there is no matter of the table.
    let is_found = format!(
        "[...document.querySelectorAll('.finding > p > a')].some((link) => link.textContent === '{broken}')"
    );
    browser.wait_for("the balance", &is_found).await;
    let marked = "[...document.querySelectorAll('.cell--side input')].map(input => input.id).join()";
    let cells =
        "requests.new.total,requests.carried-in.total,requests.concluded.total,requests.carried-out.total";
    browser.wait_for("the marks", &format!("{marked} === '{cells}'")).await;
    let counted = "document.querySelector('.chapters__item[aria-current]').textContent.includes('1 处错误')";
    browser.wait_for("the count at the chapter", counted).await;
    browser
        .wait_for(
            "the count in the title",
            "document.title.startsWith('（1 处错误）示例街道办事处 · 2020 年')",
        )
        .await;
    form.click(broken).await;
    browser.wait_for("the cell", "document.activeElement.id === 'requests.carried-out.total'").await;
    browser.press("1").await;
    browser.wait_for("no balance", &format!("!{is_found}")).await;
    let is_told = "[...document.querySelectorAll('#to-do a')].some((link) => link.textContent === ";
    browser.wait_for("the work", &format!("{is_told}'{blank}')")).await;
    form.fill("requests.carried-out.total", "0").await;
    form.fill("requests.new.total", "0").await;
    form.finds(&[]).await;
    let is_told = "[...document.querySelectorAll('#to-do a')].some((link) => link.textContent === ";
    browser.wait_for("the work", &format!("{is_told}'{blank}')")).await;

    // Closing the browser loses nothing.
    form.saved().await;
    let browser = browser.reopen().await;
    browser.go("/#/").await;
    let form = Form(&browser);
    form.click("示例街道办事处").await;
    form.ready().await;
    form.shows("requests.new.total", "0").await;
    form.shows("requests.new.business", "").await;
    form.finds(&[]).await;
    let is_told = "[...document.querySelectorAll('#to-do a')].some((link) => link.textContent === ";
    browser.wait_for("the work", &format!("{is_told}'{blank}')")).await;

    let (name, page) = form.download("下载 HTML", false).await;
    assert_eq!(name, "示例街道办事处2020年政府信息公开工作年度报告.html");
    expect_file!["../goldens/office-2020.html"].assert_eq(&page);
    let (name, data) = form.download("下载 JSON", false).await;
    assert_eq!(name, "示例街道办事处2020年政府信息公开工作年度报告.json");
    expect_file!["../goldens/office-2020.json"].assert_eq(&data);

    // Both files come back as they went.
    for (name, text) in [("report.html", page), ("report.json", data.clone())] {
        let before = browser.driver.current_url().await.expect("an address");
        form.open_file(&browser.file(name, text.as_bytes())).await;
        browser.wait_for("the new draft", &format!("location.href !== '{before}'")).await;
        form.shows("requests.new.total", "0").await;
        form.shows("organ", "示例街道办事处").await;
        let (_, again) = form.download("下载 JSON", false).await;
        assert_eq!(again, data, "{name} lost something");
    }
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bureau_makes_its_report_for_2024() {
    let browser = Browser::start().await;
    browser.go("/#/").await;
    let form = Form(&browser);
    form.choose("new-year", "2024 年").await;
    form.click("新建报告").await;
    form.ready().await;
    assert_eq!(form.value("edition").await, "2021");
    form.fill("organ", "示例市示例局").await;
    form.choose("level", "部门").await;
    form.choose("scope", "本机关").await;
    // Each engine has a way of its own to type a date.
    let date = match Engine::chosen() {
        Engine::Firefox => "2025-01-17",
        Engine::WebKit => "01-17-2025",
        _ => "01172025",
    };
    form.field("published").await.send_keys(date).await.expect("the date");
    form.shows("published", "2025-01-17").await;
    write_texts(
        &form,
        &[
            (
                "preamble",
                "根据《中华人民共和国政府信息公开条例》编制本报告，统计期限为2024年1月1日至12月31日。",
            ),
            ("overview", "主动公开、依申请公开、政府信息管理、平台建设、监督保障各项工作按要求开展。"),
            ("requests-note", "注：本表不含直属单位的数据。"),
            ("problems", "主要问题是解读形式单一。已改进两项，下一步加强培训。"),
            ("other-matters", "本年度收取信息处理费 0 元。"),
        ],
    )
    .await;
    let typed = [
        ("disclosure.normative-documents.issued", "2"),
        ("disclosure.normative-documents.in-force", "１８"),
        ("disclosure.licensing.decisions", "1,204"),
        ("disclosure.fees.amount", "7730.28"),
        ("requests.new.natural-person", "9"),
        ("requests.new.business", "3"),
        ("requests.carried-in.natural-person", "1"),
        ("requests.granted.natural-person", "4"),
        ("requests.granted.business", "3"),
        ("requests.refused.security-stability.natural-person", "1"),
        ("requests.other.unpaid.natural-person", "2"),
        ("disputes.litigation-direct.upheld", "1"),
    ];
    for (id, number) in typed {
        form.fill(id, number).await;
    }
    form.click("整份报告其余填 0").await;
    form.shows("disclosure.normative-documents.in-force", "18").await;
    form.shows("disclosure.licensing.decisions", "1204").await;
    form.shows("disclosure.rules.issued", "0").await;
    form.shows("requests.new.total", "12").await;
    form.shows("disputes.litigation-direct.total", "1").await;
    // Both balances break for one cause, and are one card.
    let broken = "自然人：本年新收加上年结转是 10，办理结果总计加结转下年度是 7，前者多 3。";
    form.finds(&[&format!("{broken}另有 1 处因此也对不上。")]).await;

    // With errors a download asks, and the data says which errors stood.
    let (_, data) = form.download("下载 JSON", true).await;
    let data: serde_json::Value = serde_json::from_str(&data).expect("JSON");
    assert_eq!(data["findings"][0]["message"], broken);
    assert_eq!(data["findings"][1]["rule"], "V01");

    form.fill("requests.carried-out.natural-person", "3").await;
    form.finds(&[]).await;
    browser.driver.refresh().await.expect("a reload");
    form.ready().await;
    form.shows("requests.carried-out.total", "3").await;
    let (_, page) = form.download("下载 HTML", false).await;
    expect_file!["../goldens/bureau-2024.html"].assert_eq(&page);
    let (_, data) = form.download("下载 JSON", false).await;
    expect_file!["../goldens/bureau-2024.json"].assert_eq(&data);
    let hash = browser.ask("return location.hash").await;
    form.open_file(&browser.file("report.html", page.as_bytes())).await;
    browser.wait_for("the new draft", &format!("location.hash !== {hash}")).await;
    let (_, again) = form.download("下载 JSON", false).await;
    assert_eq!(again, data);

    // The preview shows the same document.
    form.click("预览").await;
    browser.wait_for("the preview", "document.querySelector('.document')").await;
    let shown = browser
        .ask("return document.querySelector('[data-cell=\"disclosure.fees.amount\"]').textContent")
        .await;
    assert_eq!(shown, "7730.28");
    browser.quit().await;
}
