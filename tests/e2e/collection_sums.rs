//! Who is missing, and the sums, in a real browser: a list is pasted, a likeness is confirmed and a name written with the
//! keyboard, all of it is there after a reload; reports are added up, looked behind and opened as a draft.

use nianbao::export::json;
use nianbao::report::Edit;
use nianbao::report::office::Scope;
use thirtyfour::Key;

use crate::browser::Browser;
use crate::collection::{add, report};
use crate::form::{Form, key};
use crate::looks::look_at;

const LIST: &str = "示例市甲局，示例市人民政府\n示例市乙局，示例市人民政府\n示例市住房和城乡建设局，示例市人民政府\n示例市丁局，示例市人民政府\n示例市人民政府";

/// Two departments under their names, two under others, and the government with the figures of its area.
async fn add_some(browser: &Browser) {
    let mut paths = Vec::new();
    let all = [("示例市甲局", "3"), ("示例市乙局", "4"), ("示例市城乡建设局", "1"), ("完全两样的中心", "2")];
    for (organ, received) in all {
        let report = report(organ, 2024, received);
        paths.push(browser.file(&format!("{organ}.json"), json::write(&report, &[]).as_bytes()));
    }
    let mut above = report("示例市人民政府", 2024, "12");
    above.apply(Edit::Scope(Some(Scope::Area)));
    paths.push(browser.file("市.json", json::write(&above, &[]).as_bytes()));
    add(browser, &paths.join("\n")).await;
    let read = "document.querySelector('.many__count')?.textContent.startsWith('读入 5 份') && !document.querySelector('.progress')";
    browser.wait_for("all read", read).await;
}

fn heading(text: &str) -> String {
    format!("document.getElementById('roll-call')?.textContent === '{text}'")
}

async fn give_list(browser: &Browser) {
    let form = Form(browser);
    form.click("名单与缺报").await;
    browser.wait_for("the form", "document.getElementById('list-text')").await;
    form.fill("list-text", LIST).await;
    form.click("采用这份名单").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_tells_who_is_missing_and_what_is_only_like_a_name_counts_when_somebody_says_so() {
    let browser = Browser::start().await;
    add_some(&browser).await;
    let form = Form(&browser);
    form.click("名单与缺报").await;
    browser.wait_for("no list", &heading("应报单位名单")).await;
    look_at(&browser, "reports-no-list").await;
    give_list(&browser).await;
    browser.wait_for("who is missing", &heading("缺报 2 家")).await;
    browser.wait_for("the focus", "document.activeElement.id === 'roll-call'").await;
    look_at(&browser, "reports-missing").await;

    // From the heading to the proposal and on, with the keyboard alone.
    let proposal =
        "document.activeElement.getAttribute('aria-label')?.startsWith('就是它：示例市城乡建设局')";
    for _ in 0..30 {
        browser.press(key(Key::Tab)).await;
        if browser.ask(&format!("return !!({proposal})")).await == true {
            break;
        }
    }
    browser.wait_for("the proposal", proposal).await;
    browser.press(key(Key::Enter)).await;
    browser.wait_for("one is left", &heading("缺报 1 家")).await;
    browser.wait_for("the row in its place", "document.activeElement.textContent === '示例市丁局'").await;

    form.enter("group-unexpected").await;
    let organ = "document.querySelector('.list--roll .row .list__open')?.textContent";
    browser.wait_for("whose nobody is", &format!("{organ} === '完全两样的中心'")).await;
    look_at(&browser, "reports-unexpected").await;
    browser.ask("document.querySelector('.roll__by-name').focus()").await;
    browser.press("示例市丁局").await;
    form.leave().await;
    browser.wait_for("nobody is missing", &heading("缺报 0 家")).await;
    browser.wait_for("the focus", "document.activeElement.id === 'group-unexpected'").await;

    // What was written is on its way to the store of the browser.
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    browser.driver.refresh().await.expect("a reload");
    browser.wait_for("the reports", "document.getElementById('view-missing')").await;
    form.click("名单与缺报").await;
    browser.wait_for("what was said", &heading("缺报 0 家")).await;
    form.enter("group-there").await;
    let said = "document.querySelector('[aria-label^=\"不是它：完全两样的中心\"]')";
    browser.wait_for("by whose word", said).await;
    look_at(&browser, "reports-there").await;
    let (name, csv) = form.download("下载名单与缺报 CSV", false).await;
    assert_eq!((name.as_str(), csv.lines().count()), ("多份报告（名单与缺报）.csv", 6));
    form.click("换名单").await;
    browser.wait_for("the list", "document.activeElement.id === 'list-text' && document.activeElement.value.includes('示例市丁局')").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reports_are_added_up_compared_with_the_one_above_looked_behind_and_opened_as_a_draft() {
    let browser = Browser::start().await;
    add_some(&browser).await;
    give_list(&browser).await;
    browser.wait_for("who is missing", &heading("缺报 2 家")).await;
    let form = Form(&browser);
    form.click("汇总").await;
    let status = |words: &str| {
        format!(
            "[...document.querySelectorAll('p[role=status]')].some((it) => it.textContent.startsWith('{words}'))"
        )
    };
    browser.wait_for("what is in the area", &status("合计 3 份报告，")).await;
    look_at(&browser, "reports-sums").await;
    form.choose("sums-of", "上级：示例市人民政府（2 份）").await;
    browser.wait_for("those below it", &status("合计 2 份报告。")).await;
    form.choose("sums-of", "全部（5 份）").await;
    form.choose("sums-above", "示例市人民政府（本地区汇总）").await;
    browser.wait_for("all but the one above", &status("合计 4 份报告。")).await;
    let business = "[...document.querySelectorAll('.list--sums .row')].find((it) => it.querySelectorAll('td')[0].textContent === '12')";
    let sums = format!("[...{business}.querySelectorAll('td')].map((it) => it.textContent).join()");
    browser.wait_for("the rest", &format!("{business} && {sums} === '12,10,0,2'")).await;
    look_at(&browser, "reports-sums-above").await;

    browser.ask(&format!("{business}.querySelector('button').focus()")).await;
    browser.press(key(Key::Enter)).await;
    browser.wait_for("what is behind it", "document.activeElement.id === 'behind'").await;
    let behind = "[...document.querySelectorAll('.behind tbody tr')].map((it) => it.innerText.replace(/\\s+/, ' ')).join()";
    browser
        .wait_for(
            "the units",
            &format!("{behind} === '示例市乙局 4,示例市甲局 3,完全两样的中心 2,示例市城乡建设局 1'"),
        )
        .await;
    look_at(&browser, "reports-behind").await;
    form.click("示例市乙局").await;
    browser.wait_for("the report", "document.activeElement.id === 'open-report'").await;
    browser.press(key(Key::Escape)).await;
    browser.wait_for("the way back", "document.activeElement.textContent === '示例市乙局'").await;
    browser.press(key(Key::Escape)).await;
    browser
        .wait_for("the row", &format!("document.activeElement === {business}.querySelector('button')"))
        .await;
    browser.press(key(Key::Down)).await;
    browser
        .wait_for(
            "the next row",
            &format!("document.activeElement.closest('tr') === {business}.nextElementSibling"),
        )
        .await;

    let (name, csv) = form.download("下载上级比较 CSV", false).await;
    assert!(name == "多份报告（上级与下级合计）.csv" && csv.contains(",12,10,4,0,2,有余数"), "{name}");
    form.enter("draw-sums").await;
    browser.wait_for("the charts", "document.activeElement.id === 'sums-picture' && document.querySelectorAll('.sums__picture svg').length").await;
    look_at(&browser, "reports-sums-picture").await;
    let (name, svg) = form.download("下载图解 SVG", false).await;
    assert!(name == "多份报告（图解）.svg" && svg.contains("数字是 4 份年度报告的合计。"), "{name}");
    form.click("下载图解").await;
    let (name, png) = browser.downloaded_bytes().await;
    assert!(name == "多份报告（图解）.png" && png.starts_with(b"\x89PNG"), "{name}");
    form.click("作为上级的草稿打开").await;
    form.ready().await;
    form.shows("organ", "示例市人民政府").await;
    form.shows("requests.new.business", "10").await;
    browser.quit().await;
}
