//! The published page on paper, in a browser that numbers pages: printed to PDF and read back; and on the screen,
//! under its own content security policy, on a telephone too.

use std::path::Path;
use std::process::Command;

use nianbao::document::{Block, compose};
use nianbao::example::example;
use nianbao::export::{html, json};
use nianbao::format::Edition;
use nianbao::format::table::Scope;
use nianbao::format::texts::TextField;
use nianbao::import::{read, recognise};
use nianbao::report::{Edit, Report};
use thirtyfour::support::base64_decode;

use crate::browser::Browser;
use crate::form::Form;

/// A millimetre in points.
const MM: f64 = 72.0 / 25.4;

/// A word of a printed page: its text and where it stands, in points from the upper left corner.
#[derive(Debug)]
struct Word {
    text: String,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Word {
    /// How far down it stands; how high its box is depends on the font.
    fn middle(&self) -> f64 {
        f64::midpoint(self.top, self.bottom)
    }
}

/// A printed page.
#[derive(Debug)]
struct Page {
    width: f64,
    height: f64,
    words: Vec<Word>,
    /// What it says, line by line, without white space and without its number.
    lines: Vec<String>,
}

/// Opens the file of a report.
async fn open(browser: &Browser, report: &Report) {
    let path = browser.file("published.html", html::write(report, &[]).as_bytes());
    browser.driver.goto(format!("file://{path}")).await.expect("the page opens");
}

/// What the browser prints, as PDF.
pub async fn print(browser: &Browser) -> Vec<u8> {
    let how = serde_json::json!({ "preferCSSPageSize": true });
    let printed = browser.driver.cdp().send_raw("Page.printToPDF", how).await.expect("a PDF");
    base64_decode(printed["data"].as_str().expect("its bytes")).expect("base 64")
}

fn told(path: &str, how: &str) -> String {
    let output =
        Command::new("pdftotext").args([how, path, "-"]).output().expect("make test installs pdftotext");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("text")
}

fn pages(browser: &Browser, pdf: &[u8]) -> Vec<Page> {
    let path = browser.file("printed.pdf", pdf);
    let boxes = told(&path, "-bbox");
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    let boxes = roxmltree::Document::parse_with_options(&boxes, options).expect("XML");
    let text = told(&path, "-raw");
    let texts = text.split('\u{c}');
    let number = |node: roxmltree::Node, name: &str| {
        node.attribute(name).unwrap_or_default().parse().expect("a number")
    };
    let pages = boxes.descendants().filter(|node| node.has_tag_name("page"));
    let pages = pages.zip(texts).zip(1..).map(|((page, text), count)| {
        let words = page.children().filter(roxmltree::Node::is_element).map(|word| Word {
            text: word.text().unwrap_or_default().to_owned(),
            left: number(word, "xMin"),
            right: number(word, "xMax"),
            top: number(word, "yMin"),
            bottom: number(word, "yMax"),
        });
        let lines = text.lines().map(|line| line.split_whitespace().collect::<String>());
        let lines = lines.filter(|line| !line.is_empty() && *line != format!("—{count}—"));
        Page {
            width: number(page, "width"),
            height: number(page, "height"),
            words: words.collect(),
            lines: lines.collect(),
        }
    });
    pages.collect()
}

fn text(id: &str) -> TextField {
    TextField::all().find(|field| field.id() == id).expect("a text")
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_printed_on_numbered_pages_of_a4_and_comes_back_whole() {
    let browser = Browser::start().await;
    for edition in Edition::ALL {
        let report = example(edition);
        open(&browser, &report).await;
        let pdf = print(&browser).await;
        let pages = pages(&browser, &pdf);
        assert_eq!(pages.len(), 4);
        for (page, count) in pages.iter().zip(1..) {
            assert!((page.width - 210.0 * MM).abs() < 1.0 && (page.height - 297.0 * MM).abs() < 1.0);
            // The type area (the empty half of a stop may hang over), and below it the number at the outer edge, one character in.
            let (text, foot): (Vec<&Word>, Vec<&Word>) =
                page.words.iter().partition(|word| word.middle() < (297.0 - 35.0) * MM);
            for word in text {
                assert!(
                    word.middle() > 37.0 * MM
                        && word.left > 27.9 * MM
                        && word.right < (210.0 - 26.0) * MM + 8.0,
                    "{word:?}"
                );
            }
            assert_eq!(foot.iter().map(|word| word.text.as_str()).collect::<String>(), format!("—{count}—"));
            let (left, right) = (foot[0].left, foot[foot.len() - 1].right);
            match count % 2 {
                0 => assert!((left - 28.0 * MM - 14.0).abs() < 2.0, "{left}"),
                _ => assert!((right - (210.0 - 26.0) * MM + 14.0).abs() < 2.0, "{right}"),
            }
        }
        let all = pages.iter().flat_map(|page| page.lines.iter().map(String::as_str)).collect::<String>();
        let headings = report.format().chapters.iter().map(|chapter| all.find(&bare(chapter.heading)));
        let headings: Vec<usize> = headings.map(|at| at.expect("a heading")).collect();
        assert!(headings.is_sorted(), "{headings:?}");

        let source = read::read("printed.pdf", &pdf).expect("a source");
        let recognised = recognise::recognise(&source);
        let back = recognised.report(&[], &[]);
        for &cell in &report.format().cells {
            assert_eq!(back.cell(cell), report.cell(cell), "{}", cell.id());
        }
        for field in TextField::all() {
            assert_eq!(back.text(field), report.text(field), "{}", field.id());
        }
    }
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wherever_a_page_ends_no_row_is_parted_no_heading_left_behind_and_the_table_has_its_head() {
    let browser = Browser::start().await;
    for edition in Edition::ALL {
        for more in [0, 1, 3, 6, 8, 11, 13, 16, 18, 20] {
            let mut report = example(edition);
            let overview = format!("{}{}", "再增加一行。\n".repeat(more), report.text(text("overview")));
            report.apply(Edit::Text(text("overview"), overview));
            open(&browser, &report).await;
            let pages = pages(&browser, &print(&browser).await);
            let last = |page: &Page| page.lines.last().expect("a line").clone();
            let is_on_one = |words: &str| pages.iter().any(|page| page.lines.concat().contains(&bare(words)));
            for chapter in &report.format().chapters {
                let heading = bare(chapter.heading);
                assert!(pages.iter().all(|page| last(page) != heading), "{heading} after {more} lines");
            }
            for block in compose(&report).blocks {
                let Block::Table(table) = block else { continue };
                let is_row = |scope| matches!(scope, Some(Scope::Row));
                let rows = table.body.iter().filter_map(|row| row.iter().find(|cell| is_row(cell.scope)));
                let labels: Vec<&str> = rows.map(|cell| cell.text.as_str()).collect();
                for label in &labels {
                    assert!(is_on_one(label), "{label} is parted after {more} lines");
                }
                for section in table.sections().into_iter().filter(|_| table.head.is_empty()) {
                    let section: String = section.iter().flatten().map(|cell| cell.text.as_str()).collect();
                    assert!(is_on_one(&section), "{section} is parted after {more} lines");
                }
                if let Some(top) = table.head.first().filter(|_| labels.len() > 1) {
                    let top = bare(&top.iter().find(|cell| cell.scope.is_some()).expect("a header").text);
                    for page in &pages {
                        let text = page.lines.concat();
                        let is_here = labels.iter().any(|label| text.contains(&bare(label)));
                        assert_eq!(
                            text.matches(&top).count(),
                            usize::from(is_here),
                            "after {more} lines: {text}"
                        );
                    }
                }
            }
        }
    }
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_holds_22_lines_of_28_characters() {
    let browser = Browser::start().await;
    let mut report = example(Edition::LATEST);
    report.apply(Edit::Text(text("overview"), "字".repeat(28 * 50)));
    open(&browser, &report).await;
    let pages = pages(&browser, &print(&browser).await);
    assert_eq!(pages[1].lines.len(), 22);
    assert!(pages[1].lines.iter().all(|line| line.chars().count() == 28), "{:?}", pages[1].lines);
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_in_the_published_page_runs_and_its_policy_lets_nothing_in() {
    let browser = Browser::start().await;
    browser
        .at_start("window.violations = []; document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));")
        .await;
    let mut report = example(Edition::LATEST);
    let typed = "<script>window.ran = 1</script><img src=\"x.png\" onerror=\"window.ran = 2\"><b>粗</b>";
    for field in [text("overview"), text("problems")] {
        report.apply(Edit::Text(field, typed.to_owned()));
    }
    report.apply(Edit::Organ(format!("示例局</title></script>{typed}")));
    open(&browser, &report).await;
    let shown = browser.ask("return [...document.querySelectorAll('p')].map((p) => p.textContent)").await;
    assert!(shown.as_array().expect("paragraphs").contains(&typed.into()), "{shown}");
    assert_eq!(
        browser.ask("return [window.ran ?? null, document.images.length, violations]").await,
        serde_json::json!([null, 0, []])
    );
    let add = "const done = arguments[0];
        const script = document.createElement('script');
        script.textContent = 'window.ran = 3';
        const image = document.createElement('img');
        image.src = 'x.png';
        document.body.append(script, image);
        setTimeout(() => done([window.ran ?? null, violations]), 200);";
    let added = browser.driver.execute_async(add, Vec::new()).await.expect("an answer");
    let expected = serde_json::json!([null, ["script-src-elem", "img-src"]]);
    assert_eq!(*added.json(), expected, "the policy is in force");
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_published_page_is_read_on_a_telephone_and_with_assistive_technology() {
    let browser = Browser::start().await;
    for edition in Edition::ALL {
        open(&browser, &example(edition)).await;
        crate::looks::look_at(&browser, &format!("published-{}", edition.id())).await;
        let folder = Path::new("screenshots");
        std::fs::write(folder.join(format!("published-{}.pdf", edition.id())), print(&browser).await)
            .expect("the file");
    }
    browser.quit().await;
}

/// Opens the preview of the report that stands.
async fn preview(form: &Form<'_>) {
    form.click("预览").await;
    form.0
        .wait_for("the pages", "document.querySelectorAll('.preview__page .paper__text > *').length > 9")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_preview_breaks_pages_where_paper_does_and_prints_them() {
    let browser = Browser::start().await;
    browser.screen(1366, 768).await;
    for edition in Edition::ALL {
        for more in [0, 2, 7, 12, 17] {
            let mut report = example(edition);
            let lines = "再增加一行。\n".repeat(more);
            let long = "很长的一段话，要占好几行才能写完。".repeat(more * 2);
            let overview = format!("{lines}{}{long}", report.text(text("overview")));
            report.apply(Edit::Text(text("overview"), overview));
            browser.go("/#/").await;
            let form = Form(&browser);
            let file = browser.file("report.json", json::write(&report, &[]).as_bytes());
            let before = browser.driver.current_url().await.expect("an address");
            form.open_file(&file).await;
            browser.wait_for("the draft", &format!("location.href !== '{before}'")).await;
            form.ready().await;
            preview(&form).await;
            let shown = browser
                .ask("return [...document.querySelectorAll('.paper')].map((page) => [...page.querySelectorAll('.paper__text > :not(div), tr')].map((it) => it.textContent).concat(page.querySelector('.paper__number').textContent))")
                .await;
            let shown: Vec<Vec<String>> = serde_json::from_value(shown).expect("pages");
            let printed = pages(&browser, &print(&browser).await);
            assert_eq!(shown.len(), printed.len(), "{} with {more} lines", edition.id());
            for ((shown, printed), number) in shown.iter().zip(&printed).zip(1..) {
                let (number_shown, shown) = shown.split_last().expect("the number");
                assert_eq!(*number_shown, format!("— {number} —"));
                // Tables are printed cell by cell, which are told row by row: letters are compared, whatever their order.
                let letters = |text: String| {
                    let mut letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
                    letters.sort_unstable();
                    letters
                };
                let (shown, printed) = (letters(shown.concat()), letters(printed.lines.concat()));
                assert_eq!(shown, printed, "page {number} of {} with {more} lines", edition.id());
            }
        }
    }
    browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn findings_stand_beside_their_places_and_lead_to_them() {
    let browser = Browser::start().await;
    browser.screen(1366, 768).await;
    browser.go("/#/").await;
    let form = Form(&browser);
    form.click("2021 年格式").await;
    form.ready().await;
    form.fill("requests.carried-out.natural-person", "0").await;
    form.fill("disclosure.licensing.decisions", "/").await;
    form.fill("problems", "（文字描述）").await;
    form.fill("overview", &"示例。".repeat(300)).await;
    form.leave().await;
    preview(&form).await;
    browser.wait_for("the cards", "document.querySelectorAll('.remark').length > 2").await;
    let apart = "return [...document.querySelectorAll('.preview__page')].flatMap((page) => {
        const cards = [...page.querySelectorAll('.remark')].map((card) => card.getBoundingClientRect());
        const signs = [...page.querySelectorAll('.paper__signs .sign')];
        const rows = signs.map((sign) => { const y = sign.getBoundingClientRect().top + 12;
            const row = [...page.querySelectorAll('.paper__text > :not(div), .paper__text tr')].find((row) => { const box = row.getBoundingClientRect(); return box.top <= y && box.bottom >= y; });
            return row ? row.textContent.slice(0, 12) : ''; });
        return [{ page: page.getAttribute('aria-label'), rows, over: cards.some((card, i) => i && card.top < cards[i - 1].bottom) }]; })";
    let beside = browser.ask(apart).await;
    let pages = beside.as_array().expect("pages");
    assert!(pages.iter().all(|page| page["over"] == false), "{beside}");
    let rows: Vec<&str> = pages
        .iter()
        .flat_map(|page| page["rows"].as_array().expect("rows"))
        .filter_map(|row| row.as_str())
        .collect();
    assert!(rows.iter().any(|row| row.starts_with("行政许可")), "{beside}");
    assert!(rows.iter().any(|row| row.starts_with("四、结转下年度")), "{beside}");
    assert!(rows.iter().any(|row| row.starts_with("（文字描述）")), "{beside}");
    let meant = "return [...document.querySelectorAll('.paper .is-meant')].map((cell) => cell.dataset.cell)";
    let meant = browser.ask(meant).await;
    assert!(
        meant.as_array().expect("cells").contains(&"requests.carried-out.natural-person".into()),
        "{meant}"
    );
    crate::looks::look_at(&browser, "preview-findings").await;
    browser
        .ask("[...document.querySelectorAll('.remark a')].find((link) => link.getAttribute('href').includes('.')).click()")
        .await;
    form.ready().await;
    browser.wait_for("the place", "document.activeElement.id.includes('.')").await;
    browser.quit().await;
}
