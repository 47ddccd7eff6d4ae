//! The menu of downloads, by keyboard: every file of the list is handed over, and is byte for byte what the same code
//! writes natively; the picture is of its size.

use nianbao::example::example;
use nianbao::export::{FORMATS, IN_THE_BAR, Written, heavy};
use nianbao::format::Edition;
use nianbao::validate::validate;
use thirtyfour::Key;

use crate::browser::Browser;
use crate::form::{Form, key};
use crate::looks::look_at;

const UNFOLDED: &str = "!document.getElementById('downloads').hidden";
const FOLDED: &str =
    "document.getElementById('downloads').hidden && document.activeElement.id === 'more-downloads'";

#[tokio::test(flavor = "multi_thread")]
async fn every_file_of_the_menu_is_what_the_same_code_writes_natively() {
    let browser = Browser::start().await;
    let report = example(Edition::REVISED_2021);
    let form = Form::of(&browser, &report).await;
    form.shows("organ", "示例市示例局").await;
    for format in FORMATS.iter().filter(|format| !IN_THE_BAR.contains(format)) {
        browser.ask("document.getElementById('more-downloads').focus()").await;
        browser.press(key(Key::Enter)).await;
        browser.wait_for("the menu", UNFOLDED).await;
        let is_reached = format!("document.activeElement.textContent.trim() === '{}'", format.label());
        for step in 0.. {
            assert!(step < 12, "{} is not reached", format.label());
            browser.press(key(Key::Tab)).await;
            if browser.ask(&format!("return {is_reached}")).await == true {
                break;
            }
        }
        browser.press(key(Key::Enter)).await;
        let (name, bytes) = browser.downloaded_bytes().await;
        assert_eq!(name, format.file_name(&report));
        match format.written {
            Written::Drawn(_) => {
                assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
                assert_eq!(u32::from_be_bytes(bytes[16..20].try_into().expect("a width")), 750);
            }
            _ => assert!(bytes == heavy::write(format, &report, &validate(&report)), "{}", format.id),
        }
        browser.wait_for("the menu folded", FOLDED).await;
    }
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_menu_folds_by_esc_and_by_going_elsewhere() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    browser.wait_for("the button", "document.getElementById('more-downloads')").await;
    form.click("更多下载").await;
    browser.wait_for("the menu", UNFOLDED).await;
    look_at(&browser, "downloads").await;
    browser.press(key(Key::Tab)).await;
    browser.press(key(Key::Escape)).await;
    browser.wait_for("the menu folded, the focus on its button", FOLDED).await;
    browser.press(key(Key::Enter)).await;
    browser.wait_for("the menu", UNFOLDED).await;
    browser.ask("document.getElementById('organ').focus()").await;
    browser.wait_for("the menu folded", "document.getElementById('downloads').hidden").await;
    browser.quit().await;
}
