//! What assistive technology meets: the browser's own accessibility tree, and focus that can be seen.

use std::collections::HashMap;

use nianbao::example::example;
use nianbao::format::Edition;
use nianbao::report::figure::Figures;
use serde_json::Value;
use thirtyfour::prelude::*;

use crate::browser::Browser;
use crate::form::{Form, key};

/// The nodes of the accessibility tree, by their ids.
async fn tree(browser: &Browser) -> HashMap<String, Value> {
    let cdp = browser.driver.cdp();
    cdp.send_raw("Accessibility.enable", Value::Null).await.expect("the tree");
    let tree = cdp.send_raw("Accessibility.getFullAXTree", serde_json::json!({})).await.expect("the tree");
    let nodes = tree["nodes"].as_array().expect("nodes").iter();
    nodes.map(|node| (node["nodeId"].as_str().expect("an id").to_owned(), node.clone())).collect()
}

fn role(node: &Value) -> &str {
    node["role"]["value"].as_str().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_number_is_a_text_field_in_a_real_table_named_by_its_row_and_its_column() {
    let browser = Browser::start().await;
    for edition in Edition::ALL {
        let _form = Form::open(&browser, &format!("/#/new/{}", edition.id())).await;
        let nodes = tree(&browser).await;
        let ancestors = |node: &Value| {
            let mut roles = Vec::new();
            let mut at = node["parentId"].as_str().and_then(|id| nodes.get(id));
            while let Some(node) = at {
                roles.push(role(node).to_owned());
                at = node["parentId"].as_str().and_then(|id| nodes.get(id));
            }
            roles
        };
        let fields: Vec<&Value> = nodes.values().filter(|node| role(node) == "textbox").collect();
        for cell in edition.format().cells.iter().map(|cell| cell.declared()) {
            let name = |node: &&&Value| node["name"]["value"].as_str() == Some(&cell.name);
            let field =
                fields.iter().find(name).unwrap_or_else(|| panic!("{} is not in the tree", cell.name));
            assert!(cell.name.starts_with(&cell.row) && cell.name.ends_with(&cell.column));
            let roles = ancestors(field);
            for expected in ["row", "table"] {
                assert!(roles.iter().any(|role| role == expected), "{}: {roles:?}", cell.name);
            }
            assert!(!roles.iter().any(|role| role == "application" || role == "grid"), "{roles:?}");
        }
        let headers = |role_name: &str| nodes.values().filter(|node| role(node) == role_name).count();
        assert!(headers("rowheader") >= 25 && headers("columnheader") >= 20, "the tables have real headers");
    }
    browser.quit().await;
}

/// What a screen reader says of a text field: its name, what it holds, and what is wrong with it.
fn spoken(node: &Value) -> String {
    let said = |key: &str| node[key]["value"].as_str().unwrap_or_default().trim().to_owned();
    let properties = node["properties"].as_array().map(Vec::as_slice).unwrap_or_default();
    let is_invalid = |it: &Value| it["name"] == "invalid" && it["value"]["value"] == "true";
    let wrong = if properties.iter().any(is_invalid) {
        format!("，有误：{}", said("description"))
    } else {
        String::new()
    };
    let value = if said("value").is_empty() { "空".to_owned() } else { said("value") };
    format!("{}，{value}{wrong}", said("name"))
}

#[tokio::test(flavor = "multi_thread")]
async fn table_3_is_read_aloud_as_row_column_value_and_finding() {
    let browser = Browser::start().await;
    let report = example(Edition::REVISED_2021);
    let form = Form::of(&browser, &report).await;
    form.fill("requests.carried-out.natural-person", "70").await;
    form.leave().await;
    browser.wait_for("the finding", "document.querySelector('.finding')").await;
    let sentence = browser.ask("return document.querySelector('.finding > p > a').textContent").await;
    let sentence = sentence.as_str().expect("a sentence").to_owned();
    let nodes = tree(&browser).await;
    let spoken: Vec<String> = nodes.values().filter(|node| role(node) == "textbox").map(spoken).collect();
    let wrong = "requests.carried-out.natural-person";
    let figures = Figures::of(&report);
    let cells = report.format().cells.iter().filter(|cell| cell.id().starts_with("requests."));
    for cell in cells {
        let name = &cell.declared().name;
        let own: Vec<_> = spoken.iter().filter(|line| line.starts_with(&format!("{name}，"))).collect();
        let [line] = own[..] else { panic!("{name}: {own:?}") };
        if cell.id() == wrong {
            assert!(line.starts_with(&format!("{name}，70，有误：")) && line.contains(&sentence), "{line}");
        } else if !line.contains("有误") && cell.id() != "requests.carried-out.total" {
            assert_eq!(*line, format!("{name}，{}", figures.text(&report, *cell)));
        }
    }
    assert!(spoken.iter().filter(|line| line.contains("有误")).count() < 20, "few are called wrong");
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_focus_can_be_seen_at_a_zoom_of_200_percent() {
    let browser = Browser::start().await;
    let form = Form::open(&browser, "/#/new/2024").await;
    // 1366 × 768 at 200 %.
    browser.screen(683, 384).await;
    form.enter("requests.carried-out.natural-person").await;
    let seen = "return (() => {
        const field = document.activeElement, box = field.getBoundingClientRect(), style = getComputedStyle(field);
        const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        return { outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
            inside: box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth,
            uncovered: !!at && (at === field || field.contains(at) || at.contains(field)), name: field.id || field.textContent, at: at && (at.id || at.className), box: [box.top, box.bottom] };
    })()";
    for step in 0.. {
        browser.press(key(Key::Tab)).await;
        // Behind the last field the focus goes to the browser's own bars.
        if browser.ask("return document.activeElement === document.body").await == true {
            assert!(step > 20, "only {step} steps");
            break;
        }
        let seen = browser.ask(seen).await;
        for what in ["outline", "inside", "uncovered"] {
            assert_eq!(seen[what], true, "step {step}: {what} of {seen}");
        }
    }
    browser.quit().await;
}
