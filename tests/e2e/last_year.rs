//! Last year's report as a user meets it: attached from a file or a draft, seen beside the numbers, taken over.

use nianbao::export::json;
use nianbao::report::Report;

use crate::browser::Browser;
use crate::form::Form;

/// The file of last year's report of an office, in a folder of its own.
pub fn file(name: &str) -> String {
    let mut report = Report::of_year(2023);
    for (id, text) in [
        ("organ", "示例街道办事处"),
        ("level", "township"),
        ("preamble", "现公布2023年度报告。"),
        ("requests.carried-out.business", "3"),
        ("requests.new.business", "34"),
        ("disclosure.licensing.decisions", "328"),
    ] {
        let edit = report.typing(id, text).expect("a field");
        report.apply(edit);
    }
    let path = std::env::temp_dir().join(format!("nianbao-{}-{name}", std::process::id()));
    std::fs::write(&path, json::write(&report, &[])).expect("a file");
    path.display().to_string()
}

/// Attaches a file.
pub async fn attach(form: &Form<'_>, path: &str) {
    form.field("last-year-file").await.send_keys(path).await.expect("the file chooser");
    let attached = "document.querySelector('.last-year__what b')?.textContent === '示例街道办事处2023年政府信息公开工作年度报告'";
    form.0.wait_for("the attached report", attached).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn last_years_report_is_attached_from_a_file_and_taken_over_in_one_step() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    form.fill("organ", "示例街道办事处").await;
    form.click("附上上年报告").await;
    attach(&form, &file("attached.json")).await;
    browser.wait_for("the focus", "document.activeElement.id === 'last-year'").await;
    form.click("从上年带入").await;
    browser.wait_for("the list", "document.querySelectorAll('#carry-over li').length === 3").await;
    form.click("带入选中的 3 处").await;
    form.shows("preamble", "现公布2024年度报告。").await;
    form.shows("requests.carried-in.business", "3").await;
    form.shows("requests.carried-in.total", "3").await;
    form.click("撤销").await;
    form.shows("preamble", "").await;
    form.shows("requests.carried-in.business", "").await;
    form.fill("requests.carried-in.business", "4").await;
    form.finds(&["商业企业：上年结转填 4，2023 年报告的结转下年度是 3。"]).await;
    form.saved().await;
    browser.driver.refresh().await.expect("a reload");
    form.ready().await;
    form.click("取下").await;
    form.finds(&[]).await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn last_years_numbers_stand_in_the_cells_and_follow_what_is_typed_and_the_edition() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    attach(&form, &file("numbers.json")).await;
    form.field("last-year-shown").await.click().await.expect("the switch");
    let line = "document.getElementById('requests.new.business').parentElement.querySelector('.cell__last')?.textContent";
    browser.wait_for("last year's number", &format!("{line} === '34'")).await;
    form.fill("requests.new.business", "41").await;
    browser.wait_for("the change", &format!("{line} === '+734'")).await;
    form.choose("edition", "2019 年试行格式").await;
    browser.wait_for("the number in the other edition", &format!("{line} === '+734'")).await;
    form.click("预览").await;
    browser.wait_for("the preview", "document.querySelector('.document')").await;
    browser.driver.back().await.expect("back");
    form.ready().await;
    browser.wait_for("the number again", &format!("{line} === '+734'")).await;
    browser.driver.refresh().await.expect("a reload");
    form.ready().await;
    browser.wait_for("the number after a reload", &format!("{line} === '+734'")).await;
    form.field("last-year-shown").await.click().await.expect("the switch");
    browser.wait_for("no line", "document.querySelectorAll('.cell__last').length === 0").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_draft_is_attached() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2023").await;
    form.fill("organ", "示例街道办事处").await;
    form.saved().await;
    browser.go("/#/new/2024").await;
    form.ready().await;
    form.fill("organ", "示例街道办事处").await;
    form.click("附上上年报告").await;
    form.click("示例街道办事处 2023 年").await;
    browser.wait_for("the attached draft", "document.querySelector('.last-year__what')").await;
    browser.quit().await;
}
