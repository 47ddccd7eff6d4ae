//! The report for the editor of a web site: what is copied says what the document says, needs no style sheet, and
//! is asked about once if the report has errors.

use nianbao::app::Errand;
use nianbao::document::{Block, DocumentTable, compose};
use nianbao::example::example;
use nianbao::export::{fragment, markup::escape};
use nianbao::format::Edition;
use nianbao::report::Report;
use proptest::prelude::*;
use scraper::{ElementRef, Html, Node, Selector};

use crate::arbitrary::report;
use crate::clerk::Clerk;

/// A text as a browser shows what was written of it: some characters no HTML may hold.
fn written(text: &str) -> String {
    Html::parse_fragment(&escape(text)).root_element().text().collect()
}

/// A cell: its text, and how many columns and rows it takes.
type Cell = (String, usize, usize);

fn cells(table: &DocumentTable) -> Vec<Vec<Cell>> {
    let rows = table.rows().into_iter();
    rows.map(|row| row.iter().map(|it| (written(&it.text), it.colspan, it.rowspan)).collect()).collect()
}

fn cells_of(table: ElementRef) -> Vec<Vec<Cell>> {
    let select = |selector| Selector::parse(selector).expect("a selector");
    let span = |cell: &ElementRef, name| cell.attr(name).map_or(1, |span| span.parse().expect("a number"));
    let cell = |it: ElementRef| (it.text().collect(), span(&it, "colspan"), span(&it, "rowspan"));
    table.select(&select("tr")).map(|row| row.select(&select("td, th")).map(cell).collect()).collect()
}

/// The lines of a text, as `<br>` parts them.
fn lines(block: ElementRef) -> Vec<String> {
    let mut lines = vec![String::new()];
    for node in block.descendants() {
        match node.value() {
            Node::Text(text) => lines.last_mut().expect("a line").push_str(text),
            Node::Element(element) if element.name() == "br" => lines.push(String::new()),
            _ => {}
        }
    }
    lines
}

/// What a document says, block by block: the lines of its texts, or the cells of a table.
fn said(report: &Report) -> Vec<(Vec<String>, Vec<Vec<Cell>>)> {
    let blocks = compose(report).blocks.into_iter();
    blocks
        .map(|block| match block {
            Block::Title(lines) | Block::Signature(lines) => (lines, Vec::new()),
            Block::Heading(text) | Block::Form(text) => (vec![text.to_owned()], Vec::new()),
            Block::Paragraph(paragraph) => (vec![paragraph.text], Vec::new()),
            Block::Code(line) => (vec![line], Vec::new()),
            Block::Table(table) => (Vec::new(), cells(&table)),
        })
        .map(|(lines, cells)| (lines.iter().map(|line| written(line)).collect(), cells))
        .collect()
}

proptest! {
    #[test]
    fn what_is_copied_says_every_text_and_every_cell_and_nothing_runs(report in report()) {
        let (html, _) = fragment::write(&report);
        let page = Html::parse_document(&html);
        let blocks = Selector::parse("body > *").expect("a selector");
        let found: Vec<(Vec<String>, Vec<Vec<Cell>>)> = page.select(&blocks).map(|block| {
            match block.value().name() {
                "table" => (Vec::new(), cells_of(block)),
                // Line breaks stand between the texts that are told apart.
                _ => (lines(block), Vec::new()),
            }
        }).collect();
        prop_assert_eq!(found, said(&report));
        let harmful = Selector::parse("script, img, link, style, iframe, [onerror], [onclick]").expect("a selector");
        prop_assert!(page.select(&harmful).next().is_none());
    }
}

#[test]
fn what_is_copied_bears_its_own_style_and_the_markup_of_old() {
    for edition in Edition::ALL {
        let (html, _) = fragment::write(&example(edition));
        let page = Html::parse_document(&html);
        let all = Selector::parse("body *").expect("a selector");
        for element in page.select(&all) {
            let (element, name) = (element.value(), element.value().name());
            assert!(element.attr("class").is_none() && element.attr("id").is_none(), "{element:?}");
            let style = element.attr("style").unwrap_or_default();
            assert!(!style.contains("var(") && !style.contains('"'), "{style}");
            match name {
                "table" => {
                    assert_eq!((element.attr("border"), element.attr("width")), (Some("1"), Some("100%")))
                }
                "th" | "td" => {
                    assert!(element.attr("align").is_some() && style.contains("border:1px solid #000"))
                }
                "h1" | "h2" | "h3" | "p" => {
                    assert!(style.contains("font-size:16pt") || name == "h1", "{style}")
                }
                "span" | "colgroup" | "col" | "thead" | "tbody" | "tr" | "br" => {}
                other => panic!("{other}"),
            }
        }
    }
}

#[test]
fn where_only_text_is_taken_tables_are_lines_with_tabs() {
    let (_, text) = fragment::write(&example(Edition::REVISED_2021));
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(lines[..2], ["示例市示例局", "2024年政府信息公开工作年度报告"]);
    assert!(lines.contains(&"行政规范性文件\t2\t1\t9"));
    assert!(lines.contains(&"\t（四）无法提供\t1.本机关不掌握相关政府信息\t1\t1\t0\t0\t0\t0\t2"));
    assert!(lines.last().is_some_and(|line| line.starts_with("核对码：")));
}

#[test]
fn a_copy_with_errors_asks_once_and_says_what_the_browser_did() {
    let mut clerk = Clerk::with_year(2024);
    clerk.types("requests.new.total", "5").types("requests.concluded.total", "4");
    clerk.types("requests.carried-in.total", "0").types("requests.carried-out.total", "0");
    clerk.runs(Errand::CopyReport);
    assert_eq!((clerk.clipboard.clone(), clerk.offer().as_deref()), (None, Some("仍然复制")));
    clerk.runs(Errand::NoticeAccepted);
    let (html, text) = fragment::write(clerk.report());
    assert_eq!(clerk.clipboard, Some((text, html)));
    assert!(clerk.notice().starts_with("已复制"));
    clerk.runs(Errand::Copied(false));
    assert!(clerk.notice().starts_with("浏览器不让复制"));
}
