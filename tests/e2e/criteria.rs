//! Criteria of WCAG 2.2 AA that no rule of axe-core decides, measured on every page: target size, reflow, text
//! spacing, forced colours, motion, focus order. docs/accessibility.md names the test of each criterion.

use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::browser::Browser;
use crate::form::{Form, key};

/// Visits every page with the example that has something wrong, and looks at each in one way.
async fn on_every_page(browser: &Browser, look: impl AsyncFn(&str)) {
    browser.go("/#/").await;
    browser
        .wait_for("the drafts", "document.querySelector('.start') && document.getElementById('open-file')")
        .await;
    look("the first visit").await;
    let form = Form(browser);
    form.click("2021 年格式").await;
    form.ready().await;
    form.fill("requests.carried-out.natural-person", "7").await;
    form.fill("disclosure.rules.issued", "两件").await;
    form.leave().await;
    browser.wait_for("the findings", "document.querySelector('.finding')").await;
    look("the form").await;
    form.enter("requests.refused.internal-affairs.total").await;
    browser.press(key(Key::F1)).await;
    look("the help of a cell").await;
    for (button, stands) in [
        ("检查", "document.querySelector('.single .finding')"),
        ("全部检查规则", "document.querySelector('table.rules')"),
    ] {
        form.click(button).await;
        browser.wait_for(button, stands).await;
        look(button).await;
    }
    browser.go("/#/privacy").await;
    browser.wait_for("the privacy page", "document.querySelector('.single h2')").await;
    look("the privacy page").await;
    browser.go("/#/").await;
    browser.wait_for("the drafts", "document.querySelector('.draft')").await;
    look("the drafts").await;
    form.click("打开").await;
    form.ready().await;
    form.click("预览").await;
    browser.wait_for("the preview", "document.querySelector('.document')").await;
    look("the preview").await;
}

/// What a script returns, a line for every place where a criterion is not met.
async fn lines(browser: &Browser, script: &str) -> Vec<String> {
    serde_json::from_value(browser.ask(script).await).expect("lines")
}

/// Asks the browser to behave as it does for users with a preference.
async fn prefer(browser: &Browser, name: &str, value: &str) {
    let features = json!({ "features": [{ "name": name, "value": value }] });
    browser.driver.cdp().send_raw("Emulation.setEmulatedMedia", features).await.expect("the preference");
}

/// 2.5.8. Small ones count if a circle of 24 px around them touches no other and no other's circle; links within a
/// sentence, fields whose size the form of the table sets, and what is hidden do not count.
const SMALL_TARGETS: &str = "
    const shown = (one) => { const box = one.getBoundingClientRect(); return box.width > 1 && box.height > 1 && getComputedStyle(one).visibility === 'visible' && !one.closest('[hidden], [inert]'); };
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [role=button], [role=tab]')].filter(shown);
    const box = (one) => (one.labels?.length && ['checkbox', 'radio'].includes(one.type) ? one.labels[0] : one).getBoundingClientRect();
    const inSentence = (one) => one.matches('a, .button--link') && [...one.parentNode.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    const small = (one) => { const { width, height } = box(one); return width < 24 || height < 24; };
    const centre = (one) => { const { left, top, width, height } = box(one); return [left + width / 2, top + height / 2]; };
    const touches = (one, other) => {
        const [x, y] = centre(one);
        if (small(other)) { const [u, v] = centre(other); return Math.hypot(x - u, y - v) < 24; }
        const { left, right, top, bottom } = box(other);
        return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)) < 12;
    };
    return all.filter((one) => small(one) && !inSentence(one)
        && all.some((other) => other !== one && !one.contains(other) && !other.contains(one) && touches(one, other)))
        .map((one) => `${one.tagName} ${one.id || one.className} “${one.textContent.trim().slice(0, 20)}” ${JSON.stringify(box(one))}`);";

#[tokio::test(flavor = "multi_thread")]
async fn every_target_is_24_pixels_wide_and_high_or_stands_apart() {
    let browser = Browser::start().await;
    on_every_page(&browser, async |page| {
        for (width, height) in [(1366, 768), (360, 740)] {
            browser.screen(width, height).await;
            let small = lines(&browser, SMALL_TARGETS).await;
            assert!(small.is_empty(), "{page} at {width} px: {}", small.join("\n"));
        }
        browser.screen(1366, 768).await;
    })
    .await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn at_320_pixels_which_is_400_percent_nothing_scrolls_sideways() {
    let browser = Browser::start().await;
    on_every_page(&browser, async |page| {
        browser.screen(320, 256).await;
        let too_wide = browser.ask("return document.documentElement.scrollWidth - document.documentElement.clientWidth").await;
        assert_eq!(too_wide, 0, "{page}");
        // A table of data may scroll in itself; a text may not.
        let cut = "return [...document.querySelectorAll('p, h1, h2, h3, li, label, button, a, summary')]
            .filter((one) => one.getClientRects().length && !one.closest('.visually-hidden, .document, table, [hidden]'))
            .filter((one) => { const { left, right, width } = one.getBoundingClientRect(); return width > 1 && (left < -1 || right > innerWidth + 1); })
            .map((one) => `${one.tagName} ${one.className} “${one.textContent.trim().slice(0, 30)}”`)";
        let cut = lines(&browser, cut).await;
        assert!(cut.is_empty(), "{page}: {}", cut.join("\n"));
        browser.screen(1366, 768).await;
    })
    .await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_wide_text_spacing_nothing_is_cut_off() {
    let browser = Browser::start().await;
    on_every_page(&browser, async |page| {
        // 1.4.12, by the sheet's own interface: the policy lets no other style in.
        let space = "const sheet = [...document.styleSheets].find((one) => one.cssRules.length);
            if (!window.isSpaced) sheet.insertRule('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }', sheet.cssRules.length);
            if (!window.isSpaced) sheet.insertRule('p { margin-bottom: 2em !important }', sheet.cssRules.length);
            window.isSpaced = true";
        browser.ask(space).await;
        let cut = "return [...document.querySelectorAll('body *')]
            .filter((one) => one.getClientRects().length && !one.closest('.visually-hidden, [hidden], svg'))
            .filter((one) => { const { overflowX, overflowY, position } = getComputedStyle(one);
                return !(position === 'absolute' && one.clientWidth <= 1)
                    && ((['hidden', 'clip'].includes(overflowX) && one.scrollWidth > one.clientWidth + 1)
                        || (['hidden', 'clip'].includes(overflowY) && one.scrollHeight > one.clientHeight + 1)); })
            .filter((one) => !one.matches('input, select'))
            .map((one) => `${one.tagName} ${one.id || one.className} “${one.textContent.trim().slice(0, 30)}”`)";
        let cut = lines(&browser, cut).await;
        assert!(cut.is_empty(), "{page}: {}", cut.join("\n"));
        let too_wide = browser.ask("return document.documentElement.scrollWidth - document.documentElement.clientWidth").await;
        assert_eq!(too_wide, 0, "{page} scrolls sideways");
    })
    .await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_forced_colours_every_field_has_a_frame_and_the_focus_a_ring() {
    let browser = Browser::start().await;
    prefer(&browser, "forced-colors", "active").await;
    on_every_page(&browser, async |page| {
        let is_forced = browser.ask("return matchMedia('(forced-colors: active)').matches").await;
        assert_eq!(is_forced, true);
        let frameless = "const framed = (style) => ['Top', 'Right', 'Bottom', 'Left'].some((side) => style[`border${side}Style`] !== 'none' && parseFloat(style[`border${side}Width`]) > 0);
            return [...document.querySelectorAll('input:not([type=file]), select, textarea, button.button:not(.button--link):not(.button--plain)')]
                .filter((one) => one.getClientRects().length && !one.closest('.visually-hidden'))
                .filter((one) => !framed(getComputedStyle(one)) && !(one.closest('td, th') && framed(getComputedStyle(one.closest('td, th')))))
                .map((one) => `${one.tagName} ${one.id || one.className}`)";
        let frameless = lines(&browser, frameless).await;
        assert!(frameless.is_empty(), "{page}: {}", frameless.join("\n"));
        browser.ask("document.querySelector('h1')?.focus()").await;
        for step in 0..12 {
            browser.press(key(Key::Tab)).await;
            let ring = "const one = document.activeElement; const style = getComputedStyle(one);
                /* The browser's own button within a date has a ring of its own. */
                return one === document.body || (one.type === 'date' && !one.matches(':focus')) || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || `${one.tagName} ${one.id || one.className}: ${style.outline}, ${one.matches(':focus')}`";
            assert_eq!(browser.ask(ring).await, true, "{page}, step {step}");
        }
    })
    .await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_moves_by_itself_least_of_all_for_who_wants_no_motion() {
    let browser = Browser::start().await;
    prefer(&browser, "prefers-reduced-motion", "reduce").await;
    on_every_page(&browser, async |page| {
        let moving = "const long = (text) => text.split(',').some((time) => parseFloat(time) > 0);
            return [...document.querySelectorAll('html, body, body *')]
                .filter((one) => { const style = getComputedStyle(one); return long(style.transitionDuration) || long(style.animationDuration) || style.scrollBehavior !== 'auto'; })
                .map((one) => `${one.tagName} ${one.id || one.className}`)
                .concat(document.getAnimations().map((one) => `an animation of ${one.effect?.target?.className}`))
                .concat([...document.querySelectorAll('marquee, blink, video, audio')].map((one) => one.tagName))";
        let moving = lines(&browser, moving).await;
        assert!(moving.is_empty(), "{page}: {}", moving.join("\n"));
    })
    .await;
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_focus_goes_in_the_order_of_reading_and_out_of_everything_again() {
    let browser = Browser::start().await;
    on_every_page(&browser, async |page| {
        browser.ask("document.activeElement?.blur()").await;
        // Nothing has an order of its own.
        let ordered = "return [...document.querySelectorAll('[tabindex]')].filter((one) => one.tabIndex > 0).map((one) => one.id || one.className)";
        assert_eq!(lines(&browser, ordered).await, [""; 0], "{page}");
        let mut before: Value = Value::Null;
        for step in 0..25 {
            browser.press(key(Key::Tab)).await;
            // Behind the last place the focus leaves the page, or, where a browser has no bars, goes round.
            let look = "const one = document.activeElement; window.first = window.first || one;
                if (one === document.body || (window.last && one === window.first && one !== window.last)) return 'out';
                const back = window.last && window.last.isConnected && (window.last.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING) ? 'back to ' : '';
                window.last = one; return back + (one.id || one.textContent.trim().slice(0, 20) || one.tagName)";
            let mut place = browser.ask(look).await;
            // Firefox learns only after a moment that its own bars have the focus.
            for _ in 0..40 {
                if place != before {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(25)).await;
                place = browser.ask(look).await;
            }
            if place == "out" {
                break;
            }
            assert_ne!(place, before, "{page}, step {step}: the focus does not go on");
            assert!(step == 0 || !place.as_str().unwrap_or_default().starts_with("back to "), "{page}, step {step}: {place}");
            before = place;
        }
        browser.ask("window.last = window.first = null").await;
    })
    .await;
    browser.quit().await;
}
