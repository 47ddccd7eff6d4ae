//! The import: a page of an invented office, as its system writes it, is read in the worker, looked at, decided
//! with the keyboard, and imported. Nothing changes before that.

use std::io::Write;

use thirtyfour::Key;

use crate::browser::Browser;
use crate::form::{Form, key};
use crate::looks::look_at;

/// The page of an office: a row whose number has a note behind it, and one that the form does not have.
pub const PAGE: &str = r#"<!doctype html><html><head><meta charset="utf-8"><title>年报</title></head><body>
<div class="nav">首页 &gt; 政府信息公开年报</div>
<h1>示例市示例局2024年政府信息公开工作年度报告</h1>
<p>根据《中华人民共和国政府信息公开条例》规定，编制本报告。所列数据的统计期限自2024年1月1日起至12月31日止。</p>
<p><b>一、总体情况</b></p>
<p>2024年，我局主动公开政府信息326条，收到政府信息公开申请2件。</p>
<p><b>二、主动公开政府信息情况</b></p>
<table border="1"><tbody>
<tr><td colspan="4">第二十条第（一）项</td></tr>
<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
<tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr>
<tr><td>行政规范性文件</td><td>22（其中修订16件）</td><td>4</td><td>87</td></tr>
<tr><td colspan="4">第二十条第（五）项</td></tr>
<tr><td>信息内容</td><td colspan="3">本年处理决定数量</td></tr>
<tr><td>行政许可</td><td colspan="3">1204</td></tr>
<tr><td colspan="4">第二十条第（六）项</td></tr>
<tr><td>信息内容</td><td colspan="3">本年处理决定数量</td></tr>
<tr><td>行政处罚</td><td colspan="3">35</td></tr>
<tr><td>行政强制</td><td colspan="3">0</td></tr>
<tr><td>行政检查</td><td colspan="3">118</td></tr>
<tr><td colspan="4">第二十条第（八）项</td></tr>
<tr><td>信息内容</td><td colspan="3">本年收费金额（单位：万元）</td></tr>
<tr><td>行政事业性收费</td><td colspan="3">25.1</td></tr>
</tbody></table>
<p><b>五、存在的主要问题及改进情况</b></p>
<p>公开内容还不够全面，下一步加强培训。</p>
<p><b>六、其他需要报告的事项</b></p>
<p>本年度未收取信息处理费。</p>
</body></html>"#;

/// An RTF file, as old programs call it a `.doc`.
const OLD_WORD: &[u8] = br"{\rtf1\ansi 2024}";

fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::File::create(&path).and_then(|mut file| file.write_all(bytes)).expect("a file");
    let path = path.display().to_string();
    (folder, path)
}

async fn open(browser: &Browser, form: &Form<'_>, path: &str) {
    form.open_file(path).await;
    browser.wait_for("the preview", "document.querySelector('.import:not([aria-busy])')").await;
}

async fn drafts(browser: &Browser) -> u64 {
    let count = "return Object.keys(localStorage).filter(key => /^nianbao:draft:[^:]+$/.test(key)).length";
    browser.ask(count).await.as_u64().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_from_elsewhere_is_looked_at_and_becomes_a_new_draft() {
    let browser = Browser::start().await;
    let (_folder, path) = file("示例局年报.html", PAGE.as_bytes());
    browser.go("/#/").await;
    browser.wait_for("the page", "document.getElementById('open-file')").await;
    let form = Form(&browser);
    open(&browser, &form, &path).await;
    assert_eq!(drafts(&browser).await, 0, "nothing changes before it is imported");
    look_at(&browser, "import").await;

    // A cell leads to where it came from, and the other way round.
    browser.ask("document.getElementById('target-disclosure.licensing.decisions').focus()").await;
    browser
        .wait_for(
            "the mark in the source",
            "[...document.querySelectorAll('.source .is-picked')].map(cell => cell.textContent.trim()).join() === '1204'",
        )
        .await;
    browser.press(key(Key::Down)).await;
    browser
        .wait_for(
            "the next cell",
            "document.activeElement.id === 'target-disclosure.penalties.decisions' && document.querySelector('.source .is-picked')?.textContent.trim() === '35'",
        )
        .await;

    form.click("导入为新草稿").await;
    form.ready().await;
    form.shows("organ", "示例市示例局").await;
    form.shows("disclosure.licensing.decisions", "1204").await;
    form.shows("disclosure.normative-documents.issued", "22").await;
    form.shows("disclosure.normative-documents.in-force", "87").await;
    form.shows("requests.new.natural-person", "").await;
    browser.wait_for("what is still to be looked at", "document.querySelector('.notice__lines li')").await;
    form.saved().await;
    assert_eq!(drafts(&browser).await, 1);
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_decided_with_the_keyboard_alone() {
    let browser = Browser::start().await;
    let (_folder, path) = file("示例局年报.html", PAGE.as_bytes());
    let form = Form::open(&browser, "/#/new/2024").await;
    form.fill("other-matters", "原来写的。").await;
    form.leave().await;
    open(&browser, &form, &path).await;
    // The queue comes first: after the files and the counts. Firefox stops at what scrolls, too.
    let in_queue = "document.activeElement.closest('.doubt-card') !== null";
    for step in 0.. {
        assert!(step < 20, "the queue is not reached");
        browser.press(key(Key::Tab)).await;
        if browser.ask(&format!("return {in_queue}")).await == true {
            break;
        }
    }
    let queue = "return document.querySelectorAll('.doubt-card:not(.doubt-card--none):not(.doubt-card--done)').length";
    let doubts = browser.ask(queue).await.as_u64().unwrap_or_default();
    assert!(doubts > 0, "a number with words behind it is a doubt");
    browser.press("2".to_owned()).await;
    browser
        .wait_for(
            "the second choice",
            "document.activeElement.id.endsWith('-1') && document.activeElement.checked",
        )
        .await;
    browser.press("1".to_owned()).await;
    for _ in 0..doubts {
        browser.press(key(Key::Enter)).await;
    }
    browser
        .wait_for("all decided", "document.getElementById('doubts-title').textContent.includes('都已定')")
        .await;
    assert_eq!(browser.ask("return location.hash").await, "#/import", "nothing is imported by itself");
    form.click("导入到打开的草稿").await;
    form.ready().await;
    form.shows("disclosure.normative-documents.issued", "22").await;
    browser.press_control('z').await;
    form.shows("disclosure.normative-documents.issued", "").await;
    form.shows("other-matters", "原来写的。").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_files_are_listed_and_what_is_refused_says_how_to_go_on() {
    let browser = Browser::start().await;
    let (_folder, one) = file("示例局年报.html", PAGE.as_bytes());
    let (_other, two) = file("旧报告.doc", OLD_WORD);
    browser.go("/#/").await;
    browser.wait_for("the page", "document.getElementById('open-file')").await;
    let form = Form(&browser);
    form.open_file(&format!("{one}\n{two}")).await;
    browser.wait_for("the list", "document.querySelectorAll('.import-list .draft').length === 2 && !document.querySelector('.import-list h1').textContent.includes('正在')").await;
    let refused = "return document.querySelector('.import-list .files__state--bad').textContent";
    let refused = browser.ask(refused).await.as_str().unwrap_or_default().to_owned();
    assert!(refused.contains("另存为"), "{refused}");
    look_at(&browser, "import-list").await;
    form.click("全部导入为新草稿").await;
    browser.wait_for("the drafts", "document.querySelector('.drafts__list .draft')").await;
    assert_eq!(drafts(&browser).await, 1);
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_is_dropped_on_the_page_is_searched_for_reports() {
    let browser = Browser::start().await;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("年报");
    std::fs::create_dir_all(path.join("往年")).expect("folders");
    browser.go("/#/").await;
    browser.wait_for("the drafts", "document.querySelector('.paste')").await;
    browser.drop_on_page(&path.display().to_string()).await;
    browser.wait_for("a sentence", "document.body.innerText.includes('里面没有能打开的年报文件')").await;

    for name in ["2024.html", "往年/2023.html", "~$2024.docx", ".2024.html", "照片.png"] {
        std::fs::write(path.join(name), PAGE).expect("a file");
    }
    browser.drop_on_page(&path.display().to_string()).await;
    let names =
        "[...document.querySelectorAll('.import-list .draft__name')].map(name => name.textContent).join()";
    browser.wait_for("the reports", &format!("{names}.endsWith('2024.html,2023.html')")).await;
    browser
        .wait_for("all read", "!document.querySelector('.import-list h1').textContent.includes('正在')")
        .await;
    Form(&browser).click("全部导入为新草稿").await;
    browser.wait_for("the drafts", "document.querySelector('.drafts__list .draft')").await;
    assert_eq!(drafts(&browser).await, 2);
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_that_is_pasted_into_the_box_is_recognised() {
    let browser = Browser::start().await;
    browser.go("/#/").await;
    browser.wait_for("the box", "document.querySelector('.paste summary')").await;
    browser.ask("document.querySelector('.paste').open = true").await;
    let form = Form(&browser);
    form.enter("paste-box").await;
    browser.copy(PAGE, "示例市示例局2024年政府信息公开工作年度报告").await;
    browser.press_control('v').await;
    form.click("识别").await;
    browser.wait_for("the preview", "document.querySelector('.import .doubts')").await;
    form.click("导入为新草稿").await;
    form.ready().await;
    form.shows("disclosure.licensing.decisions", "1204").await;
    browser.quit().await;
}
