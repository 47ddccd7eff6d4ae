//! 发布核对: the published page beside the draft, with the keyboard; the result stays with the draft. A page of this
//! program that somebody edited is told when it is opened.

use std::io::Write;

use nianbao::example::example;
use nianbao::export::html;
use nianbao::format::Edition;
use thirtyfour::Key;

use crate::browser::Browser;
use crate::form::{Form, key};
use crate::looks::look_at;

fn file(name: &str, text: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::File::create(&path).and_then(|mut file| file.write_all(text.as_bytes())).expect("a file");
    (folder, path.display().to_string())
}

/// The page of the example as somebody edited it on a site: a number, a sentence, and a paragraph that is gone.
fn edited() -> String {
    let page = html::write(&example(Edition::REVISED_2021), &[]);
    let cell = page.find("data-cell=\"disclosure.licensing.decisions\"").expect("the cell");
    let at = cell + page[cell..].find(">328<").expect("its number");
    let page = format!("{}>382<{}", &page[..at], &page[at + 5..]);
    let gone = "<p>改进情况：";
    let begin = page.find(gone).expect("the paragraph");
    let end = begin + page[begin..].find("</p>").expect("its end") + 4;
    let page = format!("{}{}", &page[..begin], &page[end..]);
    page.replacen("业务培训2次", "业务培训 3 次", 1)
}

/// The page of the example with a row that is not called as in the official form, and a number with words.
fn doubtful() -> String {
    let page = html::write(&example(Edition::REVISED_2021), &[]);
    let cell = page.find("data-cell=\"disclosure.normative-documents.issued\"").expect("the cell");
    let begin = cell + page[cell..].find('>').expect("its number") + 1;
    let end = begin + page[begin..].find('<').expect("its end");
    format!("{}2（其中修订1件）{}", &page[..begin], &page[end..]).replace("行政规范性文件", "规范性文件")
}

const WORDS: &str = "document.querySelector('.publication__words')?.textContent";

#[tokio::test(flavor = "multi_thread")]
async fn the_published_page_is_compared_and_the_result_stays() {
    let browser = Browser::start().await;
    let (_folder, changed) = file("已发布.html", &edited());
    let (_unclear, unclear) = file("没有认准.html", &doubtful());
    let (_other, same) = file("已改正.html", &html::write(&example(Edition::REVISED_2021), &[]));
    browser.go("/#/").await;
    let form = Form(&browser);
    form.click("2021 年格式").await;
    form.ready().await;
    form.click("预览").await;
    browser.wait_for("the preview", "document.querySelector('.document')").await;
    form.click("发布核对").await;
    browser.wait_for("the page", "document.getElementById('published-file')").await;
    look_at(&browser, "publication").await;
    form.field("published-file").await.send_keys(&changed).await.expect("the chooser");
    browser.wait_for("the result", &format!("{WORDS} === '有 2 处不同，1 处缺少'")).await;
    browser.wait_for("the focus", "document.activeElement.id === 'publication-result'").await;
    look_at(&browser, "publication-differences").await;
    // From the result the first place is one key away, and leads to its cell or its text.
    browser.press(key(Key::Tab)).await;
    browser.press(key(Key::Enter)).await;
    form.ready().await;
    browser.wait_for("the text", "document.activeElement.id === 'overview'").await;
    browser.driver.back().await.expect("back");
    browser.wait_for("the result again", &format!("{WORDS} === '有 2 处不同，1 处缺少'")).await;
    // A doubt is answered by whoever looked.
    form.field("published-file").await.send_keys(&unclear).await.expect("the chooser");
    browser.wait_for("the doubt", &format!("{WORDS} === '没有发现不同，有 1 处没有认准'")).await;
    form.click("看过，是一样的").await;
    browser.wait_for("the same by eye", &format!("{WORDS} === '与已发布一致'")).await;
    look_at(&browser, "publication-seen").await;
    form.click("还是存疑").await;
    browser.wait_for("the doubt again", "document.activeElement.textContent === '看过，是一样的'").await;
    form.field("published-file").await.send_keys(&same).await.expect("the chooser");
    browser.wait_for("the same", &format!("{WORDS} === '与已发布一致'")).await;
    look_at(&browser, "publication-same").await;
    form.saved().await;
    browser.driver.refresh().await.expect("the page anew");
    let known =
        "document.getElementById('publication-result')?.textContent.includes('已改正.html）：与已发布一致')";
    browser.wait_for("what is known", known).await;
    form.click("预览").await;
    browser
        .wait_for(
            "it on the preview",
            "document.querySelector('.way__known')?.textContent.includes('与已发布一致')",
        )
        .await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_published_page_is_pasted_into_the_box() {
    let browser = Browser::start().await;
    browser.go("/#/").await;
    let form = Form(&browser);
    form.click("2021 年格式").await;
    form.ready().await;
    let id = browser.ask("return location.hash.split('/')[2]").await.as_str().unwrap_or_default().to_owned();
    browser.go(&format!("/#/publication/{id}")).await;
    browser.wait_for("the box", "document.querySelector('.paste summary')").await;
    browser.ask("document.querySelector('.paste').open = true").await;
    form.enter("paste-box").await;
    browser.copy(&edited(), "示例市示例局2024年政府信息公开工作年度报告").await;
    browser.press_control('v').await;
    form.click("核对").await;
    browser.wait_for("the result", &format!("{WORDS} === '有 2 处不同，1 处缺少'")).await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_somebody_edited_is_told_when_it_is_opened() {
    let browser = Browser::start().await;
    let (_folder, changed) = file("示例局2024年报.html", &edited());
    browser.go("/#/").await;
    browser.wait_for("the page", "document.getElementById('open-file')").await;
    let form = Form(&browser);
    form.open_file(&changed).await;
    form.ready().await;
    form.shows("disclosure.licensing.decisions", "328").await;
    browser.wait_for("the differences", "document.querySelectorAll('.notice__lines li').length === 3").await;
    look_at(&browser, "editor-edited-page").await;
    form.click("按网页上看到的导入").await;
    browser.wait_for("the preview", "document.querySelector('.import .doubts')").await;
    form.click("导入为新草稿").await;
    form.ready().await;
    form.shows("disclosure.licensing.decisions", "382").await;
    browser.quit().await;
}
