//! PDF files with text in them: letters and ruling lines with their places become lines and tables, so that a
//! number stands under its column. Bounded in pages and in what is unpacked. Knows neither the form nor what
//! the text means.

mod unpack;

mod letters;

mod font;

mod matrix;
mod path;

mod content;

mod lines;
mod ruled;
mod table;
mod unruled;

mod sheet;

mod margins;
mod plain;

mod text;

use hayro_syntax::{LoadPdfError, Pdf};

use super::Refusal;
use super::blocks::Blocks;
use crate::import::source::Source;
use content::Workshop;
use sheet::Sheet;

/// The most pages that are read; a long report has thirty.
const MOST_PAGES: usize = 200;
/// How much is read of a file: bytes of content, operators, letters.
const BUDGET: usize = 64 * 1024 * 1024;

/// Reads a PDF.
///
/// # Errors
/// If it is damaged, needs a password, or has no text in it.
pub fn read(bytes: &[u8]) -> Result<Source, Refusal> {
    let damaged = || Refusal("这个 PDF 文件已损坏，读不了。请重新下载或导出，或改用 Word 文件。".to_owned());
    if !unpack::objects_are_bounded(bytes) {
        return Err(damaged());
    }
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Refusal(
            "这个 PDF 文件加了密，读不了。请先用密码打开，另存为不加密的文件，或改用 Word 文件。".to_owned(),
        ),
        LoadPdfError::Invalid => damaged(),
    })?;
    let count = pdf.pages().len();
    let mut workshop = Workshop::new(BUDGET);
    let mut blocks = Blocks::of(format!("PDF，{count} 页"));
    let mut sheets = Vec::new();
    let mut cut = Vec::new();
    for (page, number) in pdf.pages().iter().take(MOST_PAGES).zip(1..) {
        let shown = workshop.show(page);
        if shown.is_cut {
            cut.push(format!("{number}"));
        }
        sheets.push(Sheet::of(shown));
        if workshop.is_exhausted() {
            break;
        }
    }
    let letters: usize = sheets.iter().map(|sheet| sheet.letters).sum();
    let unknown: usize = sheets.iter().map(|sheet| sheet.unknown).sum();
    if count == 0 {
        return Err(damaged());
    }
    if letters == 0 {
        return Err(Refusal(
            "这个 PDF 文件里没有文字，只有图像（可能是扫描件）。请改用 Word 文件，或先用其他软件识别文字。"
                .to_owned(),
        ));
    }
    if 2 * unknown > letters {
        return Err(Refusal(
            "这个 PDF 文件的字体没有说明各是什么字，文字认不出来。请改用 Word 文件，或先用其他软件识别文字。"
                .to_owned(),
        ));
    }
    if unknown > 0 {
        blocks.problem(format!("有 {unknown} 个字认不出来，显示为“\u{fffd}”，请对照原文件补上。"));
    }
    let pages = |is_told: fn(&Sheet) -> bool| -> Vec<String> {
        (1..).zip(&sheets).filter(|(_, sheet)| is_told(sheet)).map(|(n, _)| format!("{n}")).collect()
    };
    let empty = pages(|sheet| sheet.letters == 0);
    let beyond = pages(Sheet::has_cut_table);
    if !beyond.is_empty() {
        let pages = beyond.join("、");
        blocks.problem(format!("第 {pages} 页的表格比纸宽，超出纸边的部分文件里没有，请对照原件补上。"));
    }
    if !empty.is_empty() {
        blocks.problem(format!("第 {} 页没有文字，可能是图像，没有读入。", empty.join("、")));
    }
    if !cut.is_empty() {
        blocks.problem(format!("第 {} 页有内容过大或已损坏，没有全部读入。", cut.join("、")));
    }
    if sheets.len() < count {
        blocks.problem(format!("文件共 {count} 页，只读入了前 {} 页。", sheets.len()));
    }
    text::add(&mut blocks, sheets);
    Ok(blocks.finish())
}
