//! Many reports together in a real browser: side by side, those that are nearly the same, what goes back and is opened
//! by the unit, and one that is taken out. By keyboard where a hand would take it.

use nianbao::export::json;
use nianbao::format::texts::TextField;
use nianbao::report::{Edit, Report};
use thirtyfour::Key;

use crate::browser::Browser;
use crate::form::{Form, key};
use crate::looks::look_at;

const TEXT: &str = "本机关坚持以公开为常态、不公开为例外，主动公开政府信息312条。加强组织领导，把政务公开列入年度重点工作，定期召开会议研究部署。健全审核制度，做到先审查后公开、一事一审，明确专人负责更新栏目。开展业务培训2次，参加人员四十余人。畅通申请渠道，依法答复每一件申请，没有发生超期。";

fn report(organ: &str, year: i64, text: &str, fields: &[(&str, &str)]) -> Report {
    let mut report = Report::of_year(year);
    report.apply(Edit::Organ(organ.into()));
    report.apply(report.fill_zeros(&report.format().cells));
    for (field, value) in fields {
        report.apply(report.typing(field, value).expect("a field"));
    }
    report.apply(Edit::Text(TextField::OVERVIEW, text.into()));
    report
}

/// Two years that do not go on, a report that was copied, and one with the name of another unit.
async fn add(browser: &Browser) {
    let carried = [("requests.carried-out.business", "3")];
    let reports = [
        ("局2023.json", report("示例局", 2023, TEXT, &carried)),
        (
            "局2024.json",
            report("示例局", 2024, &TEXT.replace("312", "86"), &[("requests.new.business", "4")]),
        ),
        ("丙丁.json", report("示例区丙丁街道办事处", 2024, &TEXT.replace("业务培训", "专题培训"), &[])),
        ("甲乙.json", report("示例区甲乙街道办事处", 2024, "丙丁街道高度重视。", &[])),
    ];
    let paths = reports.map(|(name, report)| browser.file(name, json::write(&report, &[]).as_bytes()));
    browser.go("/#/reports").await;
    browser.wait_for("the chooser", "document.getElementById('add-files')").await;
    Form(browser).field("add-files").await.send_keys(paths.join("\n")).await.expect("the files");
    browser.wait_for("all read", &read(4)).await;
}

fn read(count: usize) -> String {
    format!(
        "document.querySelector('.many__count')?.textContent === '读入 {count} 份。' && !document.querySelector('.progress')"
    )
}

async fn has_focus(browser: &Browser, name: &str) {
    browser.wait_for(name, &format!("document.activeElement.id === '{name}'")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reports_stand_side_by_side_and_those_that_are_nearly_the_same_open_with_their_sentences() {
    let browser = Browser::start().await;
    add(&browser).await;
    let form = Form(&browser);
    form.click("并排").await;
    browser.wait_for("what does not go on", "document.querySelectorAll('.together li').length === 1").await;
    form.choose("beside-1", "示例局 2023 年（局2023.json）").await;
    form.choose("beside-2", "示例局 2024 年（局2024.json）").await;
    browser.wait_for("the tables", "document.querySelectorAll('.plain .differs').length > 1").await;
    browser
        .wait_for(
            "the texts",
            "[...document.querySelectorAll('.beside__texts mark')].map((it) => it.textContent).join() === '312,86'",
        )
        .await;
    look_at(&browser, "reports-beside").await;
    form.choose("beside-years", "示例局（2023、2024）").await;
    browser.wait_for("the years", "!document.querySelector('.beside__texts') && document.querySelectorAll('.plain thead th').length === 4").await;

    form.click("雷同").await;
    browser.wait_for("the pairs", "document.getElementById('pair-0')").await;
    browser.ask("document.getElementById('pair-0').focus()").await;
    browser.press(key(Key::Enter)).await;
    has_focus(&browser, "open-pair").await;
    browser.wait_for("the sentences", "document.querySelectorAll('.alike__open li').length >= 3").await;
    assert_eq!(form.focused().await, "open-pair", "it stays where it is while the sentences come");
    look_at(&browser, "reports-alike").await;
    browser.press(key(Key::Escape)).await;
    has_focus(&browser, "pair-0").await;
    browser
        .wait_for(
            "the name of another",
            "[...document.querySelectorAll('.plain td')].some((it) => it.textContent === '丙丁街道')",
        )
        .await;
    form.click("示例区甲乙街道办事处").await;
    has_focus(&browser, "open-report").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_goes_back_and_stands_at_the_cells_when_the_unit_opens_it() {
    let browser = Browser::start().await;
    add(&browser).await;
    let form = Form(&browser);
    form.click("退回意见").await;
    browser.wait_for("the units", "document.querySelectorAll('.list--remarks .row').length === 4").await;
    form.fill("remarks-from", "示例市政务公开办").await;
    form.fill("filter-words", "局2024").await;
    browser.wait_for("one", "document.querySelectorAll('.list--remarks .row').length === 1").await;
    browser.ask("document.querySelector('.list--remarks .list__open').focus()").await;
    browser.press(key(Key::Enter)).await;
    has_focus(&browser, "open-report").await;
    form.fill("note-0", "请与台账核对。").await;
    // Tab leaves the field, and what was written stays while the next one has the focus.
    browser.press(key(Key::Tab)).await;
    has_focus(&browser, "note-1").await;
    assert_eq!(form.value("note-0").await, "请与台账核对。");
    look_at(&browser, "reports-remarks").await;
    let (name, text) = form.download("文本", false).await;
    assert!(name.ends_with("（退回意见）.txt") && text.contains("意见：请与台账核对。"), "{text}");
    form.click("Word").await;
    let (name, word) = browser.downloaded_bytes().await;
    assert!(name.ends_with("（退回意见）.docx") && word.starts_with(b"PK"), "{name}");
    form.click("全部打包下载").await;
    let (name, all) = browser.downloaded_bytes().await;
    assert!(name == "多份报告（退回意见）.zip" && all.starts_with(b"PK"), "{name}");
    form.click("可打开的文件").await;
    let (name, file) = browser.downloaded_bytes().await;
    assert!(name.ends_with("（退回意见）.json"), "{name}");
    browser.ask("document.getElementById('open-report').focus()").await;
    browser.press(key(Key::Escape)).await;
    browser.wait_for("the way back", "document.activeElement.textContent === '示例局 2024 年'").await;

    let path = browser.file("退回.json", &file);
    browser.go("/#/").await;
    form.open_file(&path).await;
    form.ready().await;
    form.shows("organ", "示例局").await;
    let said = "document.body.textContent.includes('上级意见：请与台账核对。')";
    browser.wait_for("what was said", said).await;
    look_at(&browser, "editor-returned").await;
    form.saved().await;
    browser.driver.refresh().await.expect("a reload");
    form.ready().await;
    browser.wait_for("what was said, again", said).await;
    browser.go("/#/rules").await;
    browser.wait_for("its rule among the rules", "document.getElementById('R01')").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_taken_out_after_asking_once_and_does_not_come_back() {
    let browser = Browser::start().await;
    add(&browser).await;
    let form = Form(&browser);
    form.click("示例区丙丁街道办事处").await;
    has_focus(&browser, "open-report").await;
    form.click("移除").await;
    has_focus(&browser, "remove-report").await;
    form.click("不移除").await;
    has_focus(&browser, "ask-remove").await;
    browser.press(key(Key::Enter)).await;
    has_focus(&browser, "remove-report").await;
    look_at(&browser, "reports-remove").await;
    browser.press(key(Key::Tab)).await;
    browser.press(key(Key::Enter)).await;
    browser.wait_for("three", &read(3)).await;
    browser.wait_for("a neighbour", "document.activeElement.classList.contains('list__open')").await;
    // What is forgotten is on its way to the store of the browser.
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    browser.driver.refresh().await.expect("a reload");
    browser.wait_for("three again", &read(3)).await;
    let organs =
        "return [...document.querySelectorAll('.list .list__open')].map((it) => it.textContent).join()";
    let organs = browser.ask(organs).await;
    assert!(!organs.as_str().unwrap_or_default().contains("丙丁"), "{organs}");
    browser.quit().await;
}
