//! A profile beside the page: its units are proposed, what it asks for stands beside the sheet, and a wrong one is a
//! sentence.

use tempfile::TempDir;

use crate::browser::{Browser, dist};
use crate::form::Form;
use crate::looks::look_at;

const EXAMPLE: &str = include_str!("../../docs/profile.json");

/// A host that has a profile beside the page.
fn host(browser: &Browser, profile: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for file in std::fs::read_dir(dist()).expect("the build").map(|file| file.expect("a file")) {
        std::fs::copy(file.path(), folder.path().join(file.file_name())).expect("a copy");
    }
    std::fs::write(folder.path().join("profile.json"), profile).expect("the profile");
    browser.serve(folder.path());
    folder
}

#[tokio::test(flavor = "multi_thread")]
async fn units_are_proposed_and_what_the_area_asks_for_stands_beside_the_sheet() {
    let browser = Browser::start().await;
    let _folder = host(&browser, EXAMPLE);
    let form = Form::open(&browser, "/#/new/2024").await;
    browser.wait_for("the points", "document.querySelector('#area .points__item')").await;
    form.enter("organ").await;
    let proposed = "[...document.getElementById('organ').list.options].map((option) => option.value).join()";
    browser
        .wait_for(
            "the units",
            &format!("{proposed} === '示例市人民政府,示例市示例局,示例市示例县示例街道办事处'"),
        )
        .await;
    let dates = browser.ask("return document.querySelector('.area__dates').innerText.trim()").await;
    assert_eq!(dates, "报送示例市政务公开办：2025年1月20日\n向社会公布：2025年1月31日");
    form.fill("overview", "公开重点领域信息3件。").await;
    browser.wait_for("the mark", "document.querySelector('#area .points__item--there')").await;
    browser.wait_for("the length", "[...document.querySelectorAll('#to-do li')].some((line) => line.textContent.includes('本地要求不少于 500 字'))").await;
    look_at(&browser, "editor-area").await;
    browser.go("/#/").await;
    browser.wait_for("whom to ask", "document.body.innerText.includes('联系：示例市政务公开办')").await;
    browser.go("/#/rules").await;
    let rules = "document.querySelector('h2 + p + table #P01') && document.querySelector('table #V01')";
    browser.wait_for("the rules of the area below the official ones", rules).await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_profile_is_a_sentence_and_the_page_goes_on() {
    let browser = Browser::start().await;
    let _folder = host(&browser, &EXAMPLE.replace("11990000MB0000000J", "11990000MB0000000K"));
    browser.go("/#/").await;
    let said = "document.getElementById('profile-problems')?.textContent.includes('units 第 1 项的 code“11990000MB0000000K”的校验位不对')";
    browser.wait_for("the sentence", said).await;
    look_at(&browser, "drafts-profile").await;
    let form = Form::open(&browser, "/#/new/2024").await;
    form.fill("organ", "示例局").await;
    form.saved().await;
    browser.quit().await;
}
