//! The Word file: the document as a report is printed, with real headings, merged cells and page numbers. Nothing
//! in it tells who wrote it or when. Every text passes through the one escape function. What never changes stands
//! as XML in `word/parts`; the rest is written here.

pub(super) mod body;
pub(super) mod columns;
mod table;

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;

use super::markup::escape;
use super::{FileFormat, Occasion, Written};
use crate::document::{Document, compose};
use crate::report::Report;

/// The media type of a Word file.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The format.
pub static FORMAT: FileFormat = FileFormat {
    id: "word",
    name: "Word",
    purpose: "公文版式，盖章存档",
    occasion: Occasion::Signing,
    what: "",
    extension: "docx",
    media_type: MEDIA_TYPE,
    compares: false,
    written: Written::InTheWorker,
};

/// Writes the file.
pub fn write(report: &Report) -> Vec<u8> {
    encode(&compose(report))
}

/// Writes any document as a file.
pub fn encode(document: &Document) -> Vec<u8> {
    let title = escape(&document.title);
    let parts = [
        ("[Content_Types].xml", include_str!("word/parts/content-types.xml")),
        ("_rels/.rels", include_str!("word/parts/package-relations.xml")),
        ("word/document.xml", &body::write(document)),
        ("word/_rels/document.xml.rels", include_str!("word/parts/document-relations.xml")),
        ("word/styles.xml", include_str!("word/parts/styles.xml")),
        ("word/fontTable.xml", include_str!("word/parts/fonts.xml")),
        ("word/settings.xml", include_str!("word/parts/settings.xml")),
        ("word/footer-odd.xml", include_str!("word/parts/footer-odd.xml")),
        ("word/footer-even.xml", include_str!("word/parts/footer-even.xml")),
        ("docProps/core.xml", &include_str!("word/parts/core.xml").replace("{title}", &title)),
        (
            "docProps/app.xml",
            &include_str!("word/parts/app.xml").replace("{version}", env!("CARGO_PKG_VERSION")),
        ),
    ];
    pack(&parts).expect("memory takes whatever is written")
}

/// The parts as one archive. Every part bears the earliest date that an archive knows.
fn pack(parts: &[(&str, &str)]) -> ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default())?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}
