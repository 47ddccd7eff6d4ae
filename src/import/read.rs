//! Readers: each turns the bytes of one kind of file into a [`Source`], or says in a sentence why not and
//! how to go on. Total and bounded: whatever the bytes are, a reader ends and never panics.

mod archive;
mod blocks;
mod compose;
mod delimited;
mod docx;
mod encoding;
mod fields;
mod html;
mod numbers;
mod ole;
pub mod pdf;
mod sheet;
#[cfg(test)]
mod shown;
mod text;
mod workbook;
mod xls;
mod xlsx;
mod xml;

use std::fmt;

use super::MOST_BYTES;
use super::source::Source;
use archive::Archive;
use ole::Ole;

/// Why a file is not read, with how to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn refuse(sentence: &str) -> Result<Source, Refusal> {
    Err(Refusal(sentence.to_owned()))
}

/// Reads a file by what it holds; its name only helps where that does not tell.
///
/// # Errors
/// If the file is of a kind that is not read, or is damaged.
pub fn read(name: &str, bytes: &[u8]) -> Result<Source, Refusal> {
    let source = read_kind(name, bytes)?;
    if source.blocks.is_empty() {
        let problem = source.problems.into_iter().next();
        return Err(Refusal(
            problem.unwrap_or_else(|| "这个文件里没有文字，也许只有图片。请重新选择。".to_owned()),
        ));
    }
    Ok(source)
}

fn read_kind(name: &str, bytes: &[u8]) -> Result<Source, Refusal> {
    if bytes.len() > MOST_BYTES {
        return refuse("文件超过 20 MB，不会是年报文件。请重新选择。");
    }
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return refuse("这个文件是空的。请重新选择。");
    }
    if let Some(source) = str::from_utf8(bytes).ok().and_then(delimited::fields) {
        return Ok(source);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return read_archive(bytes);
    }
    if bytes.starts_with(ole::MAGIC) {
        return read_ole(bytes);
    }
    if bytes[..bytes.len().min(1024)].windows(4).any(|window| window == b"%PDF") {
        return pdf::read(bytes);
    }
    if let Some(sentence) = unread(bytes) {
        return refuse(sentence);
    }
    let Some(text) = encoding::decode(bytes) else {
        return refuse(
            "认不出这是什么文件。请用 Word、WPS 或浏览器打开它，另存为 .docx、.xlsx、PDF 或网页，再打开。",
        );
    };
    read_text(name, &text)
}

/// Reads a zip archive by the parts that it holds.
fn read_archive(bytes: &[u8]) -> Result<Source, Refusal> {
    let archive = Archive::open(bytes)?;
    if archive.holds(docx::DOCUMENT) {
        return docx::read(archive);
    }
    if archive.holds(xlsx::WORKBOOK) {
        return xlsx::read(archive);
    }
    let known = OTHER_ARCHIVES.iter().find(|(part, _)| archive.holds(part));
    refuse(
        known
            .map_or("这是压缩包。请先解压，再打开里面的文件。", |(_, sentence)| sentence),
    )
}

/// Archives that are not read, by a part that they hold.
const OTHER_ARCHIVES: [(&str, &str); 3] = [
    ("OFD.xml", "这是 OFD 文件，读不了。请用阅读软件把它另存为 PDF，或复制全文粘贴进来。"),
    ("content.xml", "这是 ODF 格式的文件，读不了。请另存为 .docx 或 .xlsx 再打开。"),
    ("ppt/presentation.xml", "这是演示文稿，读不了。请选择 Word、Excel、PDF 或网页。"),
];

/// Reads a compound file by the streams that it holds.
fn read_ole(bytes: &[u8]) -> Result<Source, Refusal> {
    let Some(ole) = Ole::open(bytes) else {
        return refuse("文件已损坏，打不开。请重新下载或重新保存一份。");
    };
    if ole.holds("EncryptedPackage") {
        return refuse("文件有密码，读不了。请在 Word、Excel 或 WPS 里去掉密码，另存一份再打开。");
    }
    match ole.stream("Workbook") {
        Some(stream) => xls::read(&stream),
        None if ole.holds("Book") => refuse("这个 Excel 文件太旧。请在 Excel 或 WPS 里另存为 .xlsx 再打开。"),
        None => refuse("这是旧格式的文档（.doc 或 .wps），读不了。请在 Word 或 WPS 里另存为 .docx 再打开。"),
    }
}

/// Kinds of files that are not read, by how they begin, each with how to go on.
const UNREAD: [(&[&[u8]], &str); 6] = [
    (
        &[b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*"],
        "图片里没有文字，读不出来。请打开有文字的原件：Word、PDF、网页，或先用别的软件把图片识别成文字。",
    ),
    (&[b"{\\rtf"], "这是 RTF 文件。请在 Word 或 WPS 里另存为 .docx 再打开。"),
    (&[b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b"], "这是压缩包。请先解压，再打开里面的文件。"),
    (
        &[b"MIME-Version:", b"From: <Saved by", b"From: \"Saved by"],
        "这是单个文件的网页存档（.mht）。请在浏览器里打开它，另存为“网页，仅 HTML”，或复制全文粘贴进来。",
    ),
    (&[b"ID3", b"OggS", b"\0\0\0\x18ftyp", b"\0\0\0 ftyp"], "这是音频或视频，里面没有文字。请重新选择。"),
    (&[b"MZ", b"\x7fELF"], "这是程序，不是年报文件。请重新选择。"),
];

fn unread(bytes: &[u8]) -> Option<&'static str> {
    let is_binary = || bytes[..bytes.len().min(64)].contains(&0);
    let begins = |start: &[u8]| bytes.starts_with(start) && (start.len() > 2 || is_binary());
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some(UNREAD[0].1);
    }
    UNREAD.iter().find(|(starts, _)| starts.iter().any(|start| begins(start))).map(|(_, sentence)| *sentence)
}

/// How much of a text is looked at to tell what it is.
const HEAD: usize = 64 * 1024;

fn read_text(name: &str, text: &str) -> Result<Source, Refusal> {
    let text = text.trim_start();
    if is_address(text) {
        return refuse(
            "这是网址。本页不会去访问它：请在浏览器里打开网址，把网页另存为文件再打开，或复制全文粘贴进来。",
        );
    }
    let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or_default().to_ascii_lowercase();
    if head.starts_with("<?xml") && (head.contains("progid=\"word") || head.contains("wordml")) {
        return refuse("这是 XML 格式的 Word 文档。请在 Word 或 WPS 里另存为 .docx 再打开。");
    }
    if head.starts_with("<?xml")
        && head.contains("urn:schemas-microsoft-com:office:spreadsheet\"")
        && !head.contains("<html")
    {
        return refuse("这是 XML 格式的表格。请在 Excel 或 WPS 里另存为 .xlsx 再打开。");
    }
    Ok(if let Some(source) = delimited::fields(text) {
        source
    } else if is_html(&head) {
        html::read(text)
    } else if let Some(delimiter) = delimited::delimiter(name, text) {
        delimited::read(text, delimiter)
    } else {
        text::read(text)
    })
}

/// Whether a text is nothing but the address of a page.
fn is_address(text: &str) -> bool {
    let text = text.trim();
    let starts = |start: &str| text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start));
    let is_link = ["http://", "https://", "www."].into_iter().any(starts);
    is_link && !text.contains(char::is_whitespace) || starts("[InternetShortcut]")
}

/// Whether a text in lower case looks like a page or a part of one: it begins with a tag, or has several.
fn is_html(head: &str) -> bool {
    const TAGS: [&str; 14] = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<table",
        "<tr",
        "<td",
        "<div",
        "<p>",
        "<p ",
        "<span",
        "<br",
        "<h1",
        "<article",
    ];
    let begins = head.starts_with('<') && TAGS.iter().any(|tag| head.contains(tag));
    let ends = ["</td>", "</p>", "</div>", "</span>", "</table>", "</html>"];
    begins || ends.iter().map(|end| head.matches(end).count()).sum::<usize>() > 2
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::shown::refusal;
    use super::*;

    #[test]
    fn radicals_are_read_as_the_characters_that_they_look_like() {
        for bytes in
            ["⼀、总体情况\n", "<p>⼀、总体情况</p>", "<table><tr><td>⼀、总体情况</td></tr></table>"]
        {
            let source = read("年报", bytes.as_bytes()).expect("a source");
            assert!(format!("{source:?}").contains("一、总体情况"), "{source:?}");
        }
    }

    #[test]
    fn what_is_not_read_is_refused_with_how_to_go_on() {
        for (bytes, words) in [
            (b"".as_slice(), "空的"),
            (b" \r\n\0", "空的"),
            (b"\x89PNG\r\n\x1a\n\0\0", "图片里没有文字"),
            (b"\xff\xd8\xff\xe0\0\0", "图片里没有文字"),
            (b"RIFF\0\0\0\0WEBPVP8 ", "图片里没有文字"),
            (b"{\\rtf1\\ansi", "另存为 .docx"),
            (b"Rar!\x1a\x07\x01\0", "请先解压"),
            (b"MIME-Version: 1.0\r\n", "仅 HTML"),
            (b"https://www.example.com/2024/report.html\n", "这是网址"),
            (b"[InternetShortcut]\r\nURL=http://example.com/", "这是网址"),
            (b"<html><body></body></html>", "没有文字"),
            (b"<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w/>", "另存为 .docx"),
        ] {
            assert!(refusal("年报", bytes).contains(words), "{words}: {}", refusal("年报", bytes));
        }
        let large = vec![b'1'; MOST_BYTES + 1];
        assert!(refusal("年报.txt", &large).contains("20 MB"));
    }

    #[test]
    fn the_kind_of_a_file_is_told_by_what_it_holds() {
        for (name, text, kind) in [
            ("年报.xls", "<table><tr><td>规章<td>0</table>", "网页"),
            ("年报.doc", "<p>一、总体情况</p><p>二、主动公开政府信息情况</p>", "网页"),
            ("年报.html", "一、总体情况", "文本"),
            ("年报.txt", "规章,0,0,0\n行政规范性文件,1,0,2\n甲,1,2,3\n乙,1,2,3", "CSV 表格"),
            ("年报.csv", "规章;0", "CSV 表格"),
            ("年报.txt", "BMW 与 MZ 都只是文字", "文本"),
        ] {
            assert_eq!(read(name, text.as_bytes()).map(|source| source.kind), Ok(kind.to_owned()), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
            let _ = read("年报", &bytes);
        }
    }
}
