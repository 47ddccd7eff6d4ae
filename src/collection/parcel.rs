//! Many files in one zip archive. Written in the worker. Every file bears the earliest date that an archive knows: the
//! same files make the same archive.

use std::collections::BTreeSet;
use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;

/// A file by its name.
pub type File = (String, Vec<u8>);

/// The media type of such a file.
pub const MEDIA_TYPE: &str = "application/zip";

/// Packs files; of one name the later ones are numbered.
pub fn pack(files: &[File]) -> Vec<u8> {
    write(files).expect("memory takes whatever is written")
}

fn write(files: &[File]) -> ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut taken = BTreeSet::new();
    for (name, bytes) in files {
        let name =
            (1..).map(|count| numbered(name, count)).find(|name| !taken.contains(&name.to_lowercase()));
        let name = name.unwrap_or_default();
        archive.start_file(&*name, SimpleFileOptions::default())?;
        archive.write_all(bytes)?;
        taken.insert(name.to_lowercase());
    }
    Ok(archive.finish()?.into_inner())
}

/// A name with a number before its ending: 「甲局（2）.docx」.
fn numbered(name: &str, count: usize) -> String {
    match (count, name.rsplit_once('.')) {
        (1, _) => name.to_owned(),
        (_, Some((stem, ending))) => format!("{stem}（{count}）.{ending}"),
        (_, None) => format!("{name}（{count}）"),
    }
}
