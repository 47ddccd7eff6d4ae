//! A random clerk at the finished page for as long as `make soak` says: every act is done in the browser with real keys
//! and in the page without a browser, and both show the same; the heap is flat at the end.

use std::rc::Rc;
use std::time::{Duration, Instant};

use nianbao::app::Message;
use nianbao::format::texts::TextField;
use nianbao::validate::{Finding, Group, group};
use serde_json::json;
use thirtyfour::prelude::*;

use crate::browser::Browser;
use crate::desk::{self, Tab};
use crate::form::{Form, key};
use crate::slips::Chance;

/// As many acts lie between two comparisons.
const ROUND: u32 = 20;
/// The memory may be so much larger at the end than after the first tenth, as a factor.
const FLAT: f64 = 1.15;

/// Keeps the memory of the program at hand when it starts.
const KEEP_MEMORY: &str = "for (const name of ['instantiate', 'instantiateStreaming']) {
    const start = WebAssembly[name];
    WebAssembly[name] = (...given) => start.apply(WebAssembly, given).then((started) => {
        window.memory ??= (started.instance ?? started).exports.memory;
        return started;
    });
}";

/// A clerk at two pages at once.
struct Pair<'a> {
    browser: &'a Browser,
    form: Form<'a>,
    desk: Rc<desk::Browser>,
    model: Tab,
    /// The address of the draft in the browser.
    address: String,
    /// The latest acts, for whoever must find out.
    acts: Vec<String>,
}

impl Pair<'_> {
    /// A new draft, in both.
    async fn open(browser: &Browser) -> Pair<'_> {
        browser.at_start(KEEP_MEMORY).await;
        let form = Form::open(browser, "/#/new/2024").await;
        form.fill("organ", "示例局").await;
        form.leave().await;
        form.saved().await;
        let address = browser.ask("return location.hash").await.as_str().expect("an address").to_owned();
        let desk = desk::Browser::new();
        let mut model = Tab::open(&desk, "#/new/2024");
        model.types("organ", "示例局");
        Pair { browser, form, desk, model, address, acts: Vec::new() }
    }

    /// One act, in both.
    async fn acts(&mut self, chance: &mut Chance) {
        let cells: Vec<_> = self.model.report().format().cells.clone();
        let cell = cells[chance.below(cells.len() as u64) as usize].id();
        match chance.below(100) {
            0..=54 => {
                let number = ["", "0", "3", "12", "1,250", "７", "三"][chance.below(7) as usize];
                self.types(cell, number).await;
            }
            55..=69 => {
                let text =
                    ["", "没有收到申请。", "全年收到申请12件，办结13件。", "一是加强培训；三是的的落实。"]
                        [chance.below(4) as usize];
                let field = [TextField::OVERVIEW, TextField::PROBLEMS][chance.below(2) as usize];
                self.types(field.id(), text).await;
            }
            70..=79 => self.presses_with_control('z', Message::Undo).await,
            80..=86 => self.presses_with_control('y', Message::Redo).await,
            87..=96 => self.looks_at(["check", "preview"][chance.below(2) as usize]).await,
            _ => self.reloads().await,
        }
    }

    async fn types(&mut self, field: &str, text: &str) {
        self.acts.push(format!("{field}: {text:?}"));
        self.form.enter(field).await;
        self.browser.press_control('a').await;
        self.browser.press(if text.is_empty() { key(Key::Delete) } else { text.to_owned() }).await;
        self.form.leave().await;
        self.model.types(field, text);
    }

    async fn presses_with_control(&mut self, letter: char, message: Message) {
        self.acts.push(format!("Ctrl+{letter}"));
        self.browser.press_control(letter).await;
        self.form.leave().await;
        self.model.sends(message).sends(Message::Left);
    }

    async fn looks_at(&mut self, page: &str) {
        self.acts.push(page.to_owned());
        let go = |to: &str| format!("location.hash = {to:?}");
        self.browser.ask(&go(&self.address.replacen("edit", page, 1))).await;
        self.browser.wait_for(page, "!document.getElementById('organ')?.checkVisibility()").await;
        self.browser.ask(&go(&self.address)).await;
        self.form.ready().await;
        let id = self.model.editing_id();
        self.model.goes(&format!("#/{page}/{id}")).goes(&format!("#/edit/{id}"));
    }

    /// Closes the page and opens it again, once all is saved.
    async fn reloads(&mut self) {
        self.acts.push("reload".to_owned());
        self.form.saved().await;
        self.browser.driver.refresh().await.expect("the page again");
        self.form.ready().await;
        self.model.waits(5_000.0);
        self.model = Tab::open(&self.desk, &format!("#/edit/{}", self.model.editing_id()));
    }

    /// Both show the same numbers, texts and findings.
    async fn compares(&mut self) {
        self.form.saved().await;
        self.model.waits(5_000.0);
        let report = self.model.report();
        let cells = report.format().cells.iter().map(|cell| (cell.id(), self.model.shows(cell.id())));
        let texts =
            [TextField::OVERVIEW, TextField::PROBLEMS].map(|it| (it.id(), report.text(it).to_owned()));
        let expected: serde_json::Map<_, _> =
            cells.chain(texts).map(|(id, value)| (id.to_owned(), json!(value))).collect();
        let ids = json!(expected.keys().collect::<Vec<_>>());
        let script = format!(
            "return Object.fromEntries({ids}.map((id) => [id, document.getElementById(id).value.replace(/\\r/g, '')]))"
        );
        let shown = self.browser.ask(&script).await;
        let last = self.acts[self.acts.len().saturating_sub(30)..].join("\n");
        assert_eq!(shown, json!(expected), "after\n{last}");
        let wrong = |finding: &&Finding| !finding.to_do && finding.answer.is_none();
        let sentences: Vec<String> =
            group(self.model.editing().findings().iter().filter(wrong)).iter().map(Group::sentence).collect();
        self.form.finds(&sentences.iter().map(String::as_str).collect::<Vec<_>>()).await;
    }

    /// The memory of the page after its rubbish is collected, that of the program with it, in bytes.
    async fn memory(&self) -> f64 {
        let devtools = self.browser.driver.cdp();
        devtools.send_raw("HeapProfiler.collectGarbage", json!({})).await.expect("a collection");
        let usage = devtools.send_raw("Runtime.getHeapUsage", json!({})).await.expect("the heap");
        let of_program = self.browser.ask("return window.memory.buffer.byteLength").await.as_f64();
        usage["usedSize"].as_f64().expect("a size") + of_program.expect("the memory of the program")
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes as long as NIANBAO_SOAK says, an hour if it says nothing: `make soak`"]
async fn a_random_clerk_finds_what_the_model_says_and_the_memory_is_flat() {
    let seconds = std::env::var("NIANBAO_SOAK").ok().and_then(|text| text.parse().ok()).unwrap_or(3600);
    let seed = std::env::var("NIANBAO_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(2026);
    let browser = Browser::start().await;
    let mut pair = Pair::open(&browser).await;
    let mut chance = Chance::new(seed);
    let (start, whole) = (Instant::now(), Duration::from_secs(seconds));
    let (mut acts, mut sizes) = (0, Vec::new());
    while start.elapsed() < whole {
        for _ in 0..ROUND {
            pair.acts(&mut chance).await;
        }
        acts += ROUND;
        pair.compares().await;
        sizes.push(pair.memory().await);
        if acts % (ROUND * 20) == 0 {
            println!(
                "{} s: {acts} acts, memory {:.1} MB",
                start.elapsed().as_secs(),
                sizes[sizes.len() - 1] / 1e6
            );
        }
    }
    // What can be undone takes memory until the page is opened anew: the least of many rounds is the page alone, once
    // there is a report in it.
    let tenth = sizes.len() / 10;
    assert!(tenth > 0, "{acts} acts are too few to tell");
    let least = |sizes: &[f64]| sizes.iter().copied().fold(f64::INFINITY, f64::min);
    let (warm, last) = (least(&sizes[tenth..3 * tenth]), least(&sizes[sizes.len() - 2 * tenth..]));
    println!(
        "{acts} acts in {} s; memory {:.1} MB after a tenth, {:.1} MB at the end, {:.1} MB at most",
        start.elapsed().as_secs(),
        warm / 1e6,
        last / 1e6,
        sizes.iter().copied().fold(0.0, f64::max) / 1e6
    );
    assert!(last < warm * FLAT, "the memory grew from {warm} to {last} bytes");
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_that_are_gone_to_again_and_again_take_no_more_memory() {
    let browser = Browser::start().await;
    let mut pair = Pair::open(&browser).await;
    let mut sizes = Vec::new();
    for _ in 0..6 {
        for visit in 0..40 {
            pair.looks_at(["check", "preview"][visit % 2]).await;
        }
        sizes.push(pair.memory().await);
    }
    println!("{sizes:?}");
    assert!(sizes[5] < sizes[1] * FLAT, "the memory grew: {sizes:?}");
    browser.quit().await;
}
