//! Typing into the form: what is understood, what is kept, what follows, what can be taken back.

use thirtyfour::prelude::*;

use crate::browser::Browser;
use crate::engine::Engine;
use crate::form::{Form, key};
use crate::slips::{Chance, sound};

#[tokio::test(flavor = "multi_thread")]
async fn numbers_are_understood_on_leaving_and_everything_else_is_kept_and_marked() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2020").await;
    for (id, typed, shown) in [
        ("disclosure.rules.made", "１，２３４", "1234"),
        ("disclosure.rules.published", " 12 ", "12"),
        ("disclosure.licensing.change", "增19", "+19"),
        ("disclosure.penalties.change", "减8", "-8"),
        ("disclosure.procurement.amount", "103.3800", "103.38"),
        ("disclosure.rules.total", "22（其中修订16件）", "22（其中修订16件）"),
        ("disclosure.licensing.decisions", "12.5", "12.5"),
    ] {
        form.fill(id, typed).await;
        form.shows(id, typed).await;
        form.leave().await;
        form.shows(id, shown).await;
    }
    let wrong = "[...document.querySelectorAll('[aria-invalid]')].map(field => field.id).join()";
    let expected = "disclosure.rules.total,disclosure.licensing.decisions";
    browser.wait_for("the marks", &format!("{wrong} === '{expected}'")).await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_changes_while_an_input_method_composes() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2020").await;
    let cell = form.field("requests.new.business").await;
    cell.click().await.expect("the cell");
    let compose = |text: &str| serde_json::json!({ "text": text, "selectionStart": text.chars().count(), "selectionEnd": text.chars().count() });
    for text in ["１", "１２"] {
        browser.driver.cdp().send_raw("Input.imeSetComposition", compose(text)).await.expect("composing");
        form.shows("requests.new.business", text).await;
        form.shows("requests.new.total", "").await;
    }
    browser
        .driver
        .cdp()
        .send_raw("Input.insertText", serde_json::json!({ "text": "１２" }))
        .await
        .expect("the text");
    form.shows("requests.new.total", "12").await;
    form.shows("requests.new.business", "１２").await;
    form.leave().await;
    form.shows("requests.new.business", "12").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn totals_follow_can_be_typed_over_and_set_back() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    form.fill("requests.granted.natural-person", "5").await;
    form.fill("requests.granted.business", "2").await;
    form.shows("requests.granted.total", "7").await;
    form.shows("requests.concluded.total", "7").await;
    form.fill("requests.granted.total", "9").await;
    form.fill("requests.granted.business", "3").await;
    form.shows("requests.granted.total", "9").await;
    form.click("↺").await;
    form.shows("requests.granted.total", "8").await;
    browser.wait_for("the focus", "document.activeElement.id === 'requests.granted.total'").await;
    form.fill("requests.granted.total", "9").await;
    form.fill("requests.granted.total", &key(Key::Delete)).await;
    form.leave().await;
    form.shows("requests.granted.total", "8").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn zeros_fill_a_table_in_one_step_and_undo_takes_it_back() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    form.fill("disclosure.fees.amount", "12.5").await;
    form.click("其余填 0").await;
    form.shows("disclosure.rules.issued", "0").await;
    form.shows("disclosure.fees.amount", "12.5").await;
    form.shows("requests.new.business", "").await;
    browser.press_control('z').await;
    form.shows("disclosure.rules.issued", "").await;
    form.shows("disclosure.fees.amount", "12.5").await;
    browser.press_control('z').await;
    form.shows("disclosure.fees.amount", "").await;
    browser.press_control('y').await;
    form.shows("disclosure.fees.amount", "12.5").await;
    browser.wait_for("the focus", "document.activeElement.id === 'disclosure.fees.amount'").await;
    form.click("重做").await;
    form.shows("disclosure.rules.issued", "0").await;
    form.click("撤销").await;
    form.shows("disclosure.rules.issued", "").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_is_undone_in_steps_and_its_paragraphs_are_kept() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    form.fill("overview", "第一段。\n第二段。").await;
    form.shows("overview", "第一段。\n第二段。").await;
    browser
        .wait_for(
            "the count",
            "document.querySelector('#overview').closest('.text').textContent.includes('8 字')",
        )
        .await;
    form.leave().await;
    form.fill("organ", "示例局").await;
    browser.press_control('z').await;
    form.shows("organ", "").await;
    form.click("撤销").await;
    form.shows("overview", "第一段。\n").await;
    form.click("撤销").await;
    form.shows("overview", "第一段。").await;
    form.click("撤销").await;
    form.shows("overview", "").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_edition_follows_the_year_lists_what_has_no_place_and_can_be_undone() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2020").await;
    form.fill("requests.new.business", "3").await;
    form.fill("requests.other.business", "1").await;
    form.fill("year", "2024").await;
    browser.wait_for("the new table", "document.getElementById('requests.other.unpaid.business')").await;
    form.shows("edition", "2021").await;
    form.shows("requests.new.business", "3").await;
    let notice = "document.querySelector('.notice').textContent";
    browser.wait_for("the list", &format!("{notice}.includes('（六）其他处理，商业企业：1')")).await;
    assert_eq!(form.focused().await, "year", "the focus stays in the field");
    form.click("撤销更换").await;
    form.shows("requests.other.business", "1").await;
    form.shows("year", "2020").await;
    form.shows("edition", "2019").await;
    form.choose("edition", "2021 年格式").await;
    form.leave().await;
    browser.wait_for("the finding", "document.querySelector('.findings').textContent.includes('2020 年度的报告应当用 2019 年试行格式')").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_cell_of_both_editions_stands_in_the_form_under_its_name() {
    let browser = Browser::start().await;
    for edition in nianbao::format::Edition::ALL {
        let _form = Form::open(&browser, &format!("/#/new/{}", edition.id())).await;
        let script = "return [...document.querySelectorAll('.form input')].map(input => [input.id, input.getAttribute('aria-label')])";
        let shown: Vec<(String, String)> = serde_json::from_value(browser.ask(script).await).expect("names");
        let declared =
            edition.format().cells.iter().map(|cell| (cell.id().to_owned(), cell.declared().name.clone()));
        assert_eq!(shown, declared.collect::<Vec<_>>());
    }
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finding_on_a_narrow_screen_leads_to_the_cell_whichever_applicant_is_shown() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    form.fill("requests.new.research", "二").await;
    form.saved().await;
    browser.screen(360, 740).await;
    form.click("1 处错误").await;
    browser.wait_for("the check", "document.querySelector('.single h2')").await;
    form.click("一、本年新收政府信息公开申请数量，科研机构：“二”不是数字。只填数字。").await;
    form.ready().await;
    browser.wait_for("the cell", "document.activeElement.id === 'requests.new.research'").await;
    assert!(form.field("requests.new.research").await.is_displayed().await.expect("an answer"));
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_typed_wrongly_and_corrected_takes_nothing_away() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    form.fill("disclosure.fees.amount", "12.5").await;
    form.fill("year", "2020").await;
    browser
        .wait_for(
            "the list",
            "document.querySelector('.notice')?.textContent.includes('本年收费金额（单位：万元）：12.5')",
        )
        .await;
    form.fill("year", "2024").await;
    form.shows("disclosure.fees.amount", "12.5").await;
    browser.wait_for("no notice", "!document.querySelector('.notice')").await;
    form.fill("year", "２０２３年").await;
    form.shows("year", "２０２３年").await;
    form.leave().await;
    form.shows("year", "2023").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_notice_offers_is_withdrawn_when_something_else_changes() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2020").await;
    form.choose("edition", "2021 年格式").await;
    browser.wait_for("the offer", "document.querySelector('.notice')").await;
    form.fill("organ", "示例局").await;
    browser.wait_for("no offer", "!document.getElementById('notice-action')").await;
    form.click("关闭").await;
    form.click("下载 HTML").await;
    browser.wait_for("the question", "document.querySelector('.notice')").await;
    form.fill("overview", "本年情况。").await;
    browser.wait_for("no question", "!document.querySelector('.notice')").await;
    form.click("下载 HTML").await;
    form.click("关闭").await;
    browser.wait_for("the focus", "document.activeElement.id === 'overview'").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_go_from_cell_to_cell_as_in_a_spreadsheet() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2020").await;
    form.fill_on("requests.new.natural-person", &[]).await;
    for (keys, lands) in [
        (format!("12{}", key(Key::Right)), "requests.new.business"),
        (format!("3{}", key(Key::Enter)), "requests.carried-in.business"),
        (format!("4{}", key(Key::Down)), "requests.granted.business"),
        (key(Key::Up), "requests.carried-in.business"),
        // The number is selected whole: left goes on. While it is edited, left moves the caret.
        (key(Key::Left), "requests.carried-in.natural-person"),
        (format!("56{}", key(Key::Left)), "requests.carried-in.natural-person"),
        (format!("7{}", key(Key::End)), "requests.carried-in.total"),
        (key(Key::Home), "requests.carried-in.natural-person"),
        (key(Key::Tab), "requests.carried-in.business"),
        (format!("{}{}", key(Key::F2), "0"), "requests.carried-in.business"),
    ] {
        browser.press(&keys).await;
        assert_eq!(form.focused().await, lands);
    }
    form.shows("requests.carried-in.natural-person", "576").await;
    form.shows("requests.carried-in.business", "40").await;
    browser.press(key(Key::Escape)).await;
    form.shows("requests.carried-in.business", "4").await;
    // Typing replaces what a cell holds when it is entered.
    browser.press(format!("{}9{}", key(Key::Up), key(Key::Enter))).await;
    form.shows("requests.new.business", "9").await;
    let control =
        |step: Key| browser.driver.action_chain().key_down(Key::Control).send_keys(step).key_up(Key::Control);
    control(Key::Down).perform().await.expect("keys");
    assert_eq!(form.focused().await, "requests.carried-out.business");
    browser.press(key(Key::Down)).await;
    assert_eq!(form.focused().await, "disputes.reconsideration.corrected");
    // A first click selects the number.
    form.fill_on("requests.new.natural-person", &[]).await;
    browser.press("8").await;
    form.shows("requests.new.natural-person", "8").await;
    // Esc gives a total back to its parts.
    form.fill_on("requests.new.total", &[]).await;
    browser.press(format!("1{}", key(Key::Escape))).await;
    form.shows("requests.new.total", "17").await;
    browser
        .wait_for(
            "an automatic total",
            "document.getElementById('requests.new.total').closest('.cell--auto')",
        )
        .await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_of_table_3_is_filled_by_keyboard_alone() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    form.fill_on("requests.new.natural-person", &[]).await;
    // Six numbers a row; the total is stepped over, and Home with Down leads to the next row.
    let row = (0..6).map(|number| format!("{number}{}", key(Key::Tab))).collect::<String>();
    for _ in 0..25 {
        browser.press(format!("{row}{}{}", key(Key::Home), key(Key::Down))).await;
    }
    let sums = "[...document.querySelectorAll('.form--requests tbody tr')].every(row => [...row.querySelectorAll('input')].at(-1).value >= 15)";
    browser.wait_for("the sums", sums).await;
    let filled = "[...document.querySelectorAll('.form--requests input')].every(input => input.value !== '')";
    browser.wait_for("every cell", filled).await;
    form.shows("requests.granted.other", "5").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_click_leads_to_the_next_blank_and_to_the_next_problem() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    form.fill("organ", "示例局").await;
    form.fill("overview", "本年情况。").await;
    form.click("下一个未填").await;
    browser.wait_for("the cell", "document.activeElement.id === 'disclosure.rules.issued'").await;
    browser.press(format!("若干{}", key(Key::Tab))).await;
    form.click("下一个未填").await;
    browser.wait_for("the cell after", "document.activeElement.id === 'disclosure.rules.in-force'").await;
    form.click("下一个问题").await;
    browser.wait_for("the next problem", "document.activeElement.id === 'disclosure.rules.issued'").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_without_requests_is_one_click_and_its_sentence_another() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    form.fill("overview", "本年情况如下。").await;
    form.click("本年未收到申请").await;
    form.shows("requests.new.business", "0").await;
    form.shows("requests.concluded.total", "0").await;
    form.shows("disputes.reconsideration.upheld", "").await;
    form.click("写入正文").await;
    form.shows("overview", "本年情况如下。\n本年度没有收到政府信息公开申请。").await;
    browser.press_control('z').await;
    form.shows("overview", "本年情况如下。").await;
    browser.press_control('z').await;
    form.shows("requests.new.business", "").await;
    form.fill("disputes.litigation-direct.upheld", "1").await;
    form.click("本年无复议、诉讼").await;
    browser
        .wait_for(
            "the refusal",
            "document.querySelector('.notice').textContent.includes('与“本年无复议、诉讼”不符')",
        )
        .await;
    form.shows("disputes.reconsideration.upheld", "").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_field_that_has_the_focus_is_never_under_a_bar() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    browser.screen(360, 740).await;
    let hidden = "const field = document.activeElement.getBoundingClientRect();
        const top = document.querySelector('.top').getBoundingClientRect().bottom;
        const foot = document.querySelector('.foot').getBoundingClientRect().top;
        return document.activeElement.tagName === 'INPUT' && (field.top < top || field.bottom > foot)";
    for (first, back) in
        [("requests.rejected.excessive.total", false), ("disputes.reconsideration.pending", true)]
    {
        form.fill_on(first, &[]).await;
        for _ in 0..16 {
            let tab = browser.driver.action_chain();
            let tab = if back {
                tab.key_down(Key::Shift).send_keys(Key::Tab).key_up(Key::Shift)
            } else {
                tab.send_keys(Key::Tab)
            };
            tab.perform().await.expect("a key");
            assert_eq!(browser.ask(hidden).await, false, "{} is hidden", form.focused().await);
        }
    }
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn typing_into_a_long_text_leaves_the_page_where_it_is() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    let fill = "const area = document.getElementById('overview');
        area.focus();
        document.execCommand('insertText', false, '本年情况。\\n'.repeat(800));
        area.setSelectionRange(2000, 2000);
        area.scrollIntoView({ block: 'start' });";
    browser.ask(fill).await;
    browser.press("一").await;
    let place = browser.ask("return Math.round(scrollY)").await;
    browser.press("二三").await;
    assert_eq!(browser.ask("return Math.round(scrollY)").await, place);
    let height = browser.ask("return document.getElementById('overview').clientHeight <= innerHeight").await;
    assert_eq!(height, true, "the field scrolls within itself");
    form.saved().await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_goes_to_a_field_while_the_page_is_being_drawn_stays_there() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    // A computer that draws a frame late.
    browser
        .ask(
            "window.late = [];
            window.requestAnimationFrame = (then) => window.late.push(then);
            location.hash = '#/new/2023';",
        )
        .await;
    form.shows("year", "2023").await;
    form.enter("requests.new.business").await;
    browser.press("1").await;
    let frames = browser.ask("return late.splice(0).map((then) => then(performance.now())).length").await;
    assert!(frames.as_u64() > Some(0), "a frame was waited for");
    browser.press("2").await;
    assert_eq!(form.focused().await, "requests.new.business");
    form.shows("requests.new.business", "12").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_before_the_program_listens_is_there_and_saved() {
    let browser = Browser::start_in(Engine::HurriedChromium).await;
    // On a slow computer the program comes late: until then the form stands by itself.
    browser.late("nianbao_bg", std::time::Duration::from_secs(8));
    let slow = serde_json::json!({ "rate": 6 });
    browser.driver.cdp().send_raw("Emulation.setCPUThrottlingRate", slow).await.expect("a slow computer");
    browser.go("/#/new/2024").await;
    browser.wait_for("the form", "document.getElementById('requests.new.business')").await;
    let listens = "performance.getEntriesByName('listens').length > 0";
    browser.ask("document.getElementById('requests.new.natural-person').focus()").await;
    browser.press(format!("5{}", key(Key::Tab))).await;
    browser.press("12").await;
    assert_eq!(browser.ask(&format!("return {listens}")).await, false, "it was typed early");
    browser.wait_for("the program", listens).await;
    let form = Form(&browser);
    form.shows("requests.new.total", "17").await;
    browser.wait_for("the focus", "document.activeElement.id === 'requests.new.business'").await;
    browser.press("3").await;
    form.shows("requests.new.business", "123").await;
    form.leave().await;
    form.saved().await;
    browser.driver.refresh().await.expect("a reload");
    form.shows("requests.new.natural-person", "5").await;
    form.shows("requests.new.business", "123").await;
    form.shows("requests.new.total", "128").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_field_can_be_clicked_in_its_middle_beside_the_button_that_sets_a_total_back() {
    let browser = Browser::start().await;
    for (year, width) in [(2024, 1366), (2024, 360), (2020, 1366), (2020, 360)] {
        browser.screen(width, 768).await;
        Form::of(&browser, &sound(&mut Chance::new(2026), year, true)).await;
        let covered = "return [...document.querySelectorAll('.cell input')].filter((input) => {
            if (!input.offsetParent) return false;
            input.scrollIntoView({ block: 'center', inline: 'center' });
            const box = input.getBoundingClientRect();
            return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) !== input;
        }).map((input) => input.id)";
        assert_eq!(browser.ask(covered).await, serde_json::json!([]), "{year} at {width}");
    }
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_field_of_the_code_shows_all_of_its_18_characters() {
    let browser = Browser::start().await;
    for width in [1366, 360] {
        browser.screen(width, 768).await;
        let form = Form::open(&browser, "/#/new/2024").await;
        form.fill("organ-code", "11990000MB0000000J").await;
        form.leave().await;
        let fits = "const field = document.getElementById('organ-code'); return field.scrollWidth <= field.clientWidth";
        assert_eq!(browser.ask(fits).await, true, "at {width}");
    }
    browser.quit().await;
}
