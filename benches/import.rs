//! Files from outside, natively: reading each and recognising what it holds. `cargo bench --bench import`.
//! The files are the example of the project in several forms.

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::io::{Cursor, Write as _};

use criterion::{Criterion, criterion_group, criterion_main};
use nianbao::export::markup::escape;
use nianbao::import::answer::Answer;
use nianbao::import::grid::Spot;
use nianbao::import::source::{Content, Source};

fn import(criterion: &mut Criterion) {
    let html = fs::read("tests/goldens/example-2021.html").expect("a golden");
    let source = Answer::to("示例.html", &html).expect("an answer").source;
    let printed = fs::read("tests/pdf/chromium-2021.pdf").expect("a file");
    let unruled = fs::read("tests/pdf/writer-2019-unruled.pdf").expect("a file");
    let mut group = criterion.benchmark_group("read and recognise");
    for (name, bytes) in [
        ("示例.html", &html),
        ("示例.txt", &text(&source).into_bytes()),
        ("示例.docx", &docx(&source)),
        ("示例.xlsx", &xlsx(&source)),
        ("示例.pdf", &printed),
        ("示例-无线.pdf", &unruled),
    ] {
        let answer = Answer::to(name, bytes).expect("an answer");
        assert!(!answer.recognised.values.is_empty(), "{name}");
        group.bench_function(name, |bencher| bencher.iter(|| Answer::to(black_box(name), black_box(bytes))));
    }
    group.finish();
}

/// One cell a line, a blank one as a blank line.
fn text(source: &Source) -> String {
    let mut text = String::new();
    for block in &source.blocks {
        match &block.content {
            Content::Heading(line) | Content::Paragraph(line) | Content::Line(line) => text += line,
            Content::Table(grid) => {
                let cells = grid.rows.iter().flatten().filter(|spot| spot.begins);
                text += &cells.map(|spot| spot.text.as_str()).collect::<Vec<_>>().join("\n");
            }
        }
        text.push('\n');
    }
    text
}

fn docx(source: &Source) -> Vec<u8> {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", escape(text));
    let mut body = String::new();
    for block in &source.blocks {
        match &block.content {
            Content::Heading(text) | Content::Paragraph(text) | Content::Line(text) => {
                body += &paragraph(text);
            }
            Content::Table(grid) => {
                let row = |row: &Vec<Spot>| {
                    let cell = |spot: &Spot| match spot.begins {
                        true => format!("<w:tc>{}</w:tc>", paragraph(&spot.text)),
                        false => "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>".to_owned(),
                    };
                    format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>())
                };
                let _ = write!(body, "<w:tbl>{}</w:tbl>", grid.rows.iter().map(row).collect::<String>());
            }
        }
    }
    archive(&[(
        "word/document.xml",
        &format!(
            "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>\
             <w:body>{body}</w:body></w:document>"
        ),
    )])
}

fn said(spot: &Spot) -> &str {
    if spot.begins { &spot.text } else { "" }
}

fn xlsx(source: &Source) -> Vec<u8> {
    let mut rows: Vec<Vec<&str>> = Vec::new();
    for block in &source.blocks {
        match &block.content {
            Content::Heading(text) | Content::Paragraph(text) | Content::Line(text) => rows.push(vec![text]),
            Content::Table(grid) => {
                rows.extend(grid.rows.iter().map(|row| row.iter().map(said).collect()));
            }
        }
    }
    let mut sheet = "<worksheet><sheetData>".to_owned();
    for (number, row) in (1..).zip(rows) {
        let _ = write!(sheet, "<row r='{number}'>");
        for (column, text) in ('A'..='Z').zip(row) {
            let text = escape(text);
            let _ = write!(sheet, "<c r='{column}{number}' t='inlineStr'><is><t>{text}</t></is></c>");
        }
        sheet += "</row>";
    }
    sheet += "</sheetData></worksheet>";
    archive(&[
        (
            "xl/workbook.xml",
            "<workbook xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>\
             <sheets><sheet name='年报' r:id='r1'/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("a text");
    }
    zip.finish().expect("an archive").into_inner()
}

criterion_group!(benches, import);
criterion_main!(benches);
