//! The clipboard with real keys: ranges copied, cut and pasted, and tables from office programs and web
//! pages (`tests/clipboard`), put on the browser's own clipboard.

use thirtyfour::prelude::*;

use crate::browser::Browser;
use crate::form::{Form, key};

/// Puts both flavours of a fixture on the clipboard.
async fn copy_fixture(browser: &Browser, name: &str) {
    let read = |extension: &str| {
        let path = format!("tests/clipboard/{name}.{extension}");
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    browser.copy(&read("html"), &read("txt")).await;
}

/// What the cells of these names show.
async fn shown(browser: &Browser, ids: &[&str]) -> Vec<String> {
    let ids = serde_json::to_string(ids).expect("names");
    let script = format!("return {ids}.map(id => document.getElementById(id).value)");
    serde_json::from_value(browser.ask(&script).await).expect("values")
}

/// What a row of table 3 shows, from 自然人 to 总计.
async fn row(browser: &Browser, row: &str) -> String {
    let start = format!("requests.{row}.");
    let cells = nianbao::format::Edition::LATEST.format().cells.iter().map(|cell| cell.id());
    let columns: Vec<&str> = cells.filter(|id| id.starts_with(&start)).collect();
    shown(browser, &columns).await.join(" ")
}

async fn notice(browser: &Browser) -> String {
    browser.wait_for("the notice", "document.querySelector('.notice')").await;
    browser
        .ask("return document.querySelector('.notice').textContent")
        .await
        .as_str()
        .unwrap_or_default()
        .into()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rectangle_from_excel_and_from_calc_goes_in_as_it_is_and_comes_out_in_one_step() {
    let browser = Browser::start().await;
    for fixture in ["excel-rectangle", "calc-rectangle"] {
        let form = Form::open(&browser, "/#/new/2024").await;
        form.fill("requests.new.research", "8").await;
        copy_fixture(&browser, fixture).await;
        form.enter("requests.new.natural-person").await;
        browser.press_control('v').await;
        form.shows("requests.granted.other", "2").await;
        assert_eq!(row(&browser, "new").await, "1234 56  0 2 3 1295", "{fixture}: blanks stay blank");
        assert_eq!(row(&browser, "carried-in").await, "12   0 0 0 12", "{fixture}");
        assert_eq!(row(&browser, "granted").await, "1000 40  0 1 2 1043", "{fixture}");
        form.shows("requests.partly-granted.natural-person", "").await;
        browser.press_control('z').await;
        form.shows("requests.granted.other", "").await;
        assert_eq!(row(&browser, "new").await, "  8    8", "{fixture}: one undo takes it all back");
    }
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_from_wps_finds_its_rows_by_label_and_shows_what_is_strange_before_it_goes_in() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    copy_fixture(&browser, "wps-table3").await;
    // Wherever it is pasted: the labels lead.
    form.enter("disputes.reconsideration.upheld").await;
    browser.press_control('v').await;
    let text = notice(&browser).await;
    assert!(
        text.contains("175 格有位置") && text.contains("表里没有的行“其中：网上申请”：5 0 0 0 0 0 5"),
        "{text}"
    );
    form.shows("requests.new.natural-person", "").await;
    browser.wait_for("the focus", "document.activeElement.id === 'notice-action'").await;
    browser.press(key(Key::Enter)).await;
    form.shows("requests.new.natural-person", "20").await;
    for (name, numbers) in [
        ("new", "20 4 0 0 0 1 25"),
        ("granted", "12 2 0 0 0 1 15"),
        ("partly-granted", "3 1 0 0 0 0 4"),
        ("refused.third-party", "2 0 0 0 0 0 2"),
        ("refused.state-secret", "0 0 0 0 0 0 0"),
        ("unavailable.not-held", "1 1 0 0 0 0 2"),
        ("rejected.repeated", "1 0 0 0 0 0 1"),
        ("other.miscellaneous", "1 0 0 0 0 0 1"),
        ("concluded", "20 4 0 0 0 1 25"),
        ("carried-out", "1 0 0 0 0 0 1"),
    ] {
        assert_eq!(row(&browser, name).await, numbers, "{name}");
    }
    form.shows("disputes.reconsideration.upheld", "").await;
    browser.press_control('z').await;
    form.shows("requests.new.natural-person", "").await;
    form.shows("requests.carried-out.total", "").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_from_word_goes_in_though_its_labels_and_numbers_are_split() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    copy_fixture(&browser, "word-table2").await;
    form.enter("disclosure.rules.issued").await;
    browser.press_control('v').await;
    form.shows("disclosure.fees.amount", "7730.28").await;
    let cells = [
        "disclosure.rules.in-force",
        "disclosure.normative-documents.issued",
        "disclosure.normative-documents.in-force",
        "disclosure.licensing.decisions",
        "disclosure.penalties.decisions",
        "disclosure.coercion.decisions",
    ];
    assert_eq!(shown(&browser, &cells).await, ["0", "3", "18", "1204", "86", ""]);
    browser.press_control('z').await;
    form.shows("disclosure.fees.amount", "").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_of_the_other_edition_from_a_web_page_lists_what_has_no_place_here() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    copy_fixture(&browser, "web-table3-2019").await;
    form.enter("requests.new.natural-person").await;
    browser.press_control('v').await;
    let text = notice(&browser).await;
    assert!(text.contains("另一种格式才有的格“（六）其他处理，自然人”：1"), "{text}");
    form.click("粘贴这 154 格").await;
    form.shows("requests.new.natural-person", "9").await;
    assert_eq!(row(&browser, "carried-in").await, "      ", "blank cells stay blank");
    assert_eq!(row(&browser, "granted").await, "8 1 0 0 0 0 9");
    form.shows("requests.other.miscellaneous.natural-person", "").await;
    // What the page said of the total is kept, and shows what is lacking.
    form.shows("requests.concluded.natural-person", "9").await;
    browser.press_control('z').await;
    form.shows("requests.new.natural-person", "").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_fifteen_numbers_of_table_4_come_from_writer() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2020").await;
    copy_fixture(&browser, "writer-table4").await;
    form.enter("disputes.reconsideration.upheld").await;
    browser.press_control('v').await;
    form.shows("disputes.litigation-after-reconsideration.pending", "1").await;
    let numbers = browser
        .ask("return [...document.querySelectorAll('.form--disputes input')].map(input => input.value).join(' ')")
        .await;
    assert_eq!(numbers, "2 0 1 0 3 1 0 0 0 1 0 0 0 1 1");
    browser.press_control('z').await;
    form.shows("disputes.reconsideration.upheld", "").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_with_its_unit_is_a_number_and_text_without_a_table_is_read_by_its_tabs() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    for (id, text, shows) in [
        ("disclosure.fees.amount", "7730.28万元", "7730.28"),
        ("disclosure.penalties.decisions", "23件", "23"),
        ("disclosure.licensing.decisions", "1,234\r\n", "1234"),
        ("disclosure.coercion.decisions", "若干件", "若干件"),
    ] {
        browser.copy("", text).await;
        form.enter(id).await;
        browser.press_control('v').await;
        if id == "disclosure.coercion.decisions" {
            let text = notice(&browser).await;
            assert!(text.contains("不是数字，照原样放进“行政强制，本年处理决定数量”：若干件"), "{text}");
            form.click("粘贴这 1 格").await;
        }
        form.shows(id, shows).await;
    }
    // An amount in another unit is converted, and the page says so.
    browser.copy("<p>251000元</p>", "251000元").await;
    form.enter("disclosure.fees.amount").await;
    browser.press_control('v').await;
    form.shows("disclosure.fees.amount", "25.1").await;
    let text = notice(&browser).await;
    assert!(text.contains("“251000元”即 25.1 万元"), "{text}");
    form.click("关闭").await;
    browser.copy("", "信息内容\t本年收费金额（单位：元）\n行政事业性收费\t125000\n别的收费\t1").await;
    form.enter("disclosure.fees.amount").await;
    browser.press_control('v').await;
    let text = notice(&browser).await;
    assert!(text.contains("表里没有的行“别的收费”：1") && text.contains("“125000元”即 12.5 万元"), "{text}");
    form.click("不粘贴").await;
    browser.copy("", "10\t200\r\n\r\n7\t\r\n").await;
    form.enter("requests.new.business").await;
    browser.press_control('v').await;
    form.shows("requests.granted.business", "7").await;
    assert_eq!(row(&browser, "new").await, " 10 200    210");
    assert_eq!(row(&browser, "carried-in").await, "      ");
    // Into a number that is being edited, a value goes where the caret is.
    browser.copy("", "5").await;
    form.enter("requests.new.business").await;
    browser.press(key(Key::F2)).await;
    browser.press_control('v').await;
    form.shows("requests.new.business", "105").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_changes_nothing() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    form.fill("requests.carried-out.total", "4").await;
    browser.copy("", "1\t2").await;
    form.enter("requests.carried-out.total").await;
    browser.press_control('v').await;
    let text = notice(&browser).await;
    assert!(text.contains("超出表格边缘的：2"), "{text}");
    form.shows("requests.carried-out.total", "4").await;
    form.click("不粘贴").await;
    browser.wait_for("the cell", "document.activeElement.id === 'requests.carried-out.total'").await;
    form.shows("requests.carried-out.total", "4").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_range_selected_with_shift_shows_its_sum_is_copied_cut_cleared_and_pasted() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    for (id, number) in [
        ("requests.new.natural-person", "12"),
        ("requests.new.business", "3"),
        ("requests.carried-in.natural-person", "5"),
    ] {
        form.fill(id, number).await;
    }
    form.enter("requests.new.natural-person").await;
    let shift =
        |step: Key| browser.driver.action_chain().key_down(Key::Shift).send_keys(step).key_up(Key::Shift);
    shift(Key::Right).perform().await.expect("keys");
    shift(Key::Down).perform().await.expect("keys");
    let sum = |words: &str| format!("document.getElementById('range-sum')?.textContent === '{words}'");
    browser.wait_for("the sum", &sum("已选 4 格，3 个数，合计 20")).await;
    assert_eq!(form.focused().await, "requests.new.natural-person", "the focus stays where it began");
    let selected =
        "return [...document.querySelectorAll('.cell--selected input')].map(input => input.id).join(' ')";
    assert_eq!(
        browser.ask(selected).await,
        "requests.new.natural-person requests.new.business requests.carried-in.natural-person requests.carried-in.business"
    );
    browser
        .wait_for(
            "the words for screen readers",
            "document.querySelector('[role=status]').textContent.includes('合计 20')",
        )
        .await;
    browser.press_control('c').await;
    let (html, text) = browser.clipboard("overview").await;
    assert_eq!(text, "12\t3\n5\t");
    assert!(html.contains("<tr><td>12</td><td>3</td></tr><tr><td>5</td><td></td></tr>"), "{html}");
    browser.press_control('z').await;

    // Delete clears it in one step.
    form.enter("requests.new.natural-person").await;
    shift(Key::Down).perform().await.expect("keys");
    browser.press(key(Key::Delete)).await;
    form.shows("requests.carried-in.natural-person", "").await;
    form.shows("requests.new.natural-person", "").await;
    form.shows("requests.new.business", "3").await;
    browser.press_control('z').await;
    form.shows("requests.carried-in.natural-person", "5").await;

    // Cut here, pasted there.
    form.enter("requests.new.other").await;
    form.enter("requests.new.natural-person").await;
    shift(Key::Right).perform().await.expect("keys");
    browser.press_control('x').await;
    form.shows("requests.new.business", "").await;
    form.enter("requests.granted.research").await;
    browser.press_control('v').await;
    form.shows("requests.granted.public-welfare", "3").await;
    form.shows("requests.granted.research", "12").await;

    // One value fills what is selected; Esc and typing let go of it.
    browser.copy("", "7").await;
    form.enter("requests.partly-granted.business").await;
    shift(Key::Down).perform().await.expect("keys");
    browser.press_control('v').await;
    form.shows("requests.refused.state-secret.business", "7").await;
    browser.press(key(Key::Escape)).await;
    browser.wait_for("no range", "!document.querySelector('.cell--selected, #range-sum')").await;
    shift(Key::Down).perform().await.expect("keys");
    browser.press("9").await;
    form.shows("requests.partly-granted.business", "9").await;
    form.shows("requests.refused.state-secret.business", "7").await;
    browser.wait_for("no range", "!document.querySelector('.cell--selected')").await;
    // Within a number that is being edited Shift selects its digits.
    browser.press(format!("5{}", key(Key::Left))).await;
    shift(Key::Left).perform().await.expect("keys");
    assert_eq!(browser.ask("return document.querySelectorAll('.cell--selected').length").await, 0);
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mouse_selects_a_range_by_pulling_and_with_shift() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    form.fill("requests.new.business", "41").await;
    form.enter("requests.new.research").await;
    let cell = |id: &'static str| form.field(id);
    let from = cell("requests.new.business").await;
    let to = cell("requests.granted.research").await;
    browser.driver.action_chain().drag_and_drop_element(&from, &to).perform().await.expect("the mouse");
    let count = "document.querySelectorAll('.cell--selected').length === 6";
    browser.wait_for("six cells", count).await;
    browser
        .wait_for(
            "the sum",
            "document.getElementById('range-sum')?.textContent === '已选 6 格，1 个数，合计 41'",
        )
        .await;
    from.click().await.expect("a click");
    browser.wait_for("no range", "!document.querySelector('.cell--selected')").await;
    let corner = cell("requests.carried-in.other").await;
    browser
        .driver
        .action_chain()
        .key_down(Key::Shift)
        .click_element(&corner)
        .key_up(Key::Shift)
        .perform()
        .await
        .expect("the mouse");
    browser.wait_for("ten cells", "document.querySelectorAll('.cell--selected').length === 10").await;
    assert_eq!(form.focused().await, "requests.new.business");
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_selection_does_not_outlive_its_edition_or_its_draft() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2020").await;
    form.fill("year", "2024").await;
    form.leave().await;
    form.shows("edition", "2021").await;
    let shift_left =
        || browser.driver.action_chain().key_down(Key::Shift).send_keys(Key::Left).key_up(Key::Shift);
    let alive =
        "document.getElementById('crash').hidden && !document.querySelector('.cell--selected, #range-sum')";
    form.enter("disputes.litigation-after-reconsideration.total").await;
    shift_left().perform().await.expect("keys");
    browser.wait_for("a selection", "document.querySelector('#range-sum')").await;
    browser.press_control('z').await;
    form.shows("edition", "2019").await;
    browser.wait_for("no selection", alive).await;
    // The same by going to a draft of the other edition.
    let form = Form::open(&browser, "/#/new/2024").await;
    form.enter("disputes.litigation-after-reconsideration.total").await;
    shift_left().perform().await.expect("keys");
    browser.ask("location.hash = '#/new/2020'").await;
    form.shows("edition", "2019").await;
    browser.wait_for("no selection", alive).await;
    form.fill("requests.new.business", "3").await;
    form.shows("requests.new.total", "3").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn esc_takes_back_typing_and_nothing_else() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    form.fill("requests.new.natural-person", "3").await;
    form.enter("requests.new.business").await;
    form.enter("requests.new.natural-person").await;
    browser.copy("", "7\t8\n9\t10").await;
    browser.press_control('v').await;
    form.shows("requests.carried-in.business", "10").await;
    browser.press(key(Key::Escape)).await;
    form.shows("requests.new.natural-person", "7").await;
    browser.press(format!("55{}", key(Key::Escape))).await;
    form.shows("requests.new.natural-person", "7").await;
    browser.press_control('z').await;
    form.shows("requests.new.natural-person", "3").await;
    browser.press(key(Key::Escape)).await;
    form.shows("requests.new.natural-person", "3").await;
    form.shows("requests.carried-in.business", "").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_after_pulling_with_the_mouse_replaces_the_number() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    form.fill("requests.new.business", "12345").await;
    form.enter("requests.new.other").await;
    let from = form.field("requests.new.business").await;
    let to = form.field("requests.new.public-welfare").await;
    browser.driver.action_chain().drag_and_drop_element(&from, &to).perform().await.expect("the mouse");
    browser.wait_for("three cells", "document.querySelectorAll('.cell--selected').length === 3").await;
    let shift = browser.driver.action_chain().key_down(Key::Shift).send_keys(Key::Right).key_up(Key::Shift);
    shift.perform().await.expect("keys");
    browser.wait_for("four cells", "document.querySelectorAll('.cell--selected').length === 4").await;
    browser.press("9").await;
    form.shows("requests.new.business", "9").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn shift_delete_cuts_and_what_changes_nothing_says_so() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    form.fill("requests.new.business", "4").await;
    form.enter("requests.new.natural-person").await;
    let shift =
        |step: Key| browser.driver.action_chain().key_down(Key::Shift).send_keys(step).key_up(Key::Shift);
    shift(Key::Right).perform().await.expect("keys");
    shift(Key::Delete).perform().await.expect("keys");
    form.shows("requests.new.business", "").await;
    browser.press(key(Key::Delete)).await;
    let told = "document.querySelector('[role=status]').textContent.includes('本来就是空的')";
    browser.wait_for("the words", told).await;
    form.enter("requests.granted.natural-person").await;
    browser.press_control('v').await;
    form.shows("requests.granted.business", "4").await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_narrow_screen_a_range_holds_what_is_seen_and_table_4_goes_down_cell_by_cell() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    browser.screen(360, 740).await;
    form.enter("requests.new.natural-person").await;
    let end = browser.driver.action_chain().key_down(Key::Shift).send_keys(Key::End).key_up(Key::Shift);
    end.perform().await.expect("keys");
    browser.wait_for("two cells", "document.querySelectorAll('.cell--selected').length === 2").await;
    form.enter("disputes.reconsideration.upheld").await;
    browser.press(format!("3{}", key(Key::Enter))).await;
    assert_eq!(form.focused().await, "disputes.reconsideration.corrected");
    browser.press(key(Key::Up)).await;
    assert_eq!(form.focused().await, "disputes.reconsideration.upheld");
    browser.press(key(Key::Up)).await;
    assert_eq!(form.focused().await, "requests.carried-out.natural-person");
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_on_the_clipboard_empties_neither_a_cell_nor_a_selection() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    form.fill_on("requests.new.natural-person", &["5", "2"]).await;
    form.enter("requests.new.natural-person").await;
    browser.copy("<meta><img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\">", "").await;
    browser.press_control('v').await;
    form.shows("requests.new.total", "7").await;
    browser.press(format!("{}{}", char::from(Key::Shift), char::from(Key::Right))).await;
    browser.press_control('v').await;
    form.leave().await;
    form.shows("requests.new.natural-person", "5").await;
    form.shows("requests.new.business", "2").await;
    browser.quit().await;
}
