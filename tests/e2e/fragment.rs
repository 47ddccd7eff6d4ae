//! 「复制到网站编辑器」: what is on the clipboard then, pasted with real keys into an editor that sites use (TinyMCE), and
//! opened in a word processor: every cell, every span and every text comes out again.

use std::process::Command;

use nianbao::document::{Block, DocumentTable, compose};
use nianbao::example::example;
use nianbao::export::fragment;
use nianbao::format::Edition;
use nianbao::format::texts::TextField;
use nianbao::import::grid::{Grid, SourceCell};
use nianbao::import::source::{Content, Source};
use nianbao::import::{read, recognise};
use nianbao::report::Report;
use nianbao::report::figure::Figures;

use crate::browser::Browser;
use crate::form::Form;

/// A table of the document on its grid.
fn grid(table: &DocumentTable) -> Grid {
    let cell = |cell: &nianbao::document::DocumentCell| SourceCell {
        text: cell.text.clone(),
        colspan: cell.colspan,
        rowspan: cell.rowspan,
    };
    Grid::lay_out(table.rows().into_iter().map(|row| row.iter().map(cell).collect()).collect())
}

/// Asserts that a file says all that the report says, its tables cell by cell, and is read as that report.
fn assert_says_all(file: &str, bytes: &[u8], report: &Report) {
    let source: Source = read::read(file, bytes).unwrap_or_else(|refusal| panic!("{file}: {refusal}"));
    let mut tables = source.blocks.iter().filter_map(|block| match &block.content {
        Content::Table(grid) => Some(grid),
        _ => None,
    });
    let texts = source.blocks.iter().filter_map(|block| match &block.content {
        Content::Heading(text) | Content::Paragraph(text) | Content::Line(text) => Some(text.as_str()),
        Content::Table(_) => None,
    });
    let texts: String = texts.flat_map(str::split_whitespace).collect();
    for block in compose(report).blocks {
        let lines = match block {
            Block::Table(table) => {
                assert_eq!(tables.next(), Some(&grid(&table)), "{file}: {}", table.id);
                continue;
            }
            Block::Title(lines) | Block::Signature(lines) => lines,
            Block::Heading(line) | Block::Form(line) => vec![line.to_owned()],
            Block::Paragraph(paragraph) => vec![paragraph.text],
            Block::Code(line) => vec![line],
        };
        for line in lines {
            let line: String = line.split_whitespace().collect();
            assert!(texts.contains(&line), "{file}: {line}");
        }
    }
    assert_eq!(tables.next(), None, "{file}");
    let back = recognise::recognise(&source).report(&[], &[]);
    assert_eq!(back.edition(), report.edition());
    let (figures, figures_back) = (Figures::of(report), Figures::of(&back));
    for &cell in &report.format().cells {
        assert_eq!(figures_back.text(&back, cell), figures.text(report, cell), "{file}: {}", cell.id());
    }
    for field in TextField::all() {
        assert_eq!(back.text(field), report.text(field), "{file}: {}", field.id());
    }
}

const EDITOR: &str = r#"<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>网站编辑器</title></head><body>
<button id="copy">copy</button><textarea id="editor"></textarea>
<script src="FOLDER/tinymce.min.js"></script>
<script>tinymce.init({ selector: '#editor', promotion: false, branding: false, setup: (editor) => editor.on('init', () => { window.ready = true; }) });</script>
</body></html>"#;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_copied_survives_the_editor_of_a_site() {
    let browser = Browser::start().await;
    let folder = std::env::current_dir().expect("a folder").join("tools/node_modules/tinymce");
    assert!(folder.join("tinymce.min.js").exists(), "make test installs tinymce");
    let page = EDITOR.replace("FOLDER", &format!("file://{}", folder.display()));
    let page = browser.file("editor.html", page.as_bytes());
    for edition in Edition::ALL {
        let report = example(edition);
        let (html, text) = fragment::write(&report);
        browser.driver.goto(format!("file://{page}?{}", edition.id())).await.expect("the editor");
        browser.wait_for("the editor", "window.ready").await;
        browser.ask("document.getElementById('copy').focus()").await;
        browser.copy(&html, &text).await;
        browser.ask("tinymce.activeEditor.focus()").await;
        browser.press_control('v').await;
        browser.wait_for("the report", "tinymce.activeEditor.getContent().includes('核对码')").await;
        let pasted = browser.ask("return tinymce.activeEditor.getContent()").await;
        let pasted = pasted.as_str().expect("HTML").to_owned();
        let tables = pasted.split("<table").skip(1).filter_map(|rest| rest.split('>').next());
        let lined = tables.filter(|attributes| attributes.contains("border=\"1\"")).count();
        assert!(lined == 3, "the tables keep their lines: {pasted}");
        assert_says_all("pasted.html", pasted.as_bytes(), &report);
    }
    browser.quit().await;
}

#[test]
fn what_is_copied_survives_a_word_processor() {
    if Command::new("soffice").arg("--version").output().is_err() {
        return eprintln!("no soffice here");
    }
    let folder = tempfile::tempdir().expect("a folder");
    for edition in Edition::ALL {
        let report = example(edition);
        let path = folder.path().join(format!("{}.html", edition.id()));
        std::fs::write(&path, fragment::write(&report).0).expect("the file");
        let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
        let output = Command::new("soffice")
            .args([
                &profile,
                "--headless",
                "--infilter=HTML (StarWriter)",
                "--convert-to",
                "docx:MS Word 2007 XML",
                "--outdir",
            ])
            .arg(folder.path())
            .arg(&path)
            .output()
            .expect("soffice runs");
        let made = path.with_extension("docx");
        let bytes = std::fs::read(&made).unwrap_or_else(|_| panic!("{output:?}"));
        assert_says_all("pasted.docx", &bytes, &report);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_button_puts_the_whole_report_on_the_clipboard() {
    let browser = Browser::start().await;
    browser.go("/#/").await;
    let form = Form(&browser);
    form.click("2021 年格式").await;
    form.ready().await;
    form.click("预览").await;
    form.click("复制到网站编辑器").await;
    let told = "document.querySelector('.notice__text')?.textContent.startsWith('已复制')";
    browser.wait_for("that it is copied", told).await;
    form.click("回到报告").await;
    form.ready().await;
    let (html, text) = browser.clipboard("problems").await;
    let (expected_html, expected_text) = fragment::write(&example(Edition::REVISED_2021));
    assert_eq!(text, expected_text.replace("\r\n", "\n"));
    // The browser adds where it comes from; the report is whole in it.
    let body = expected_html.trim_start_matches("<meta charset=\"utf-8\">");
    let letters: Vec<char> = body.chars().collect();
    for part in [&letters[..200], &letters[letters.len() - 200..]] {
        assert!(html.contains(&part.iter().collect::<String>()), "{html}");
    }
    browser.quit().await;
}
