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
pub fn pack(files: impl IntoIterator<Item = File>) -> Vec<u8> {
    let mut parcel = Parcel::default();
    files.into_iter().for_each(|(name, bytes)| parcel.add(&name, &bytes));
    parcel.finish()
}

/// An archive to which files are added one after another: only what is packed is held.
pub struct Parcel {
    archive: ZipWriter<Cursor<Vec<u8>>>,
    taken: BTreeSet<String>,
}

impl Default for Parcel {
    fn default() -> Parcel {
        Parcel { archive: ZipWriter::new(Cursor::new(Vec::new())), taken: BTreeSet::new() }
    }
}

impl Parcel {
    /// Adds a file; of one name the later ones are numbered.
    pub fn add(&mut self, name: &str, bytes: &[u8]) {
        self.write(name, bytes).expect(TAKES);
    }

    /// The archive.
    pub fn finish(self) -> Vec<u8> {
        self.archive.finish().expect(TAKES).into_inner()
    }

    fn write(&mut self, name: &str, bytes: &[u8]) -> ZipResult<()> {
        let name =
            (1..).map(|count| numbered(name, count)).find(|name| !self.taken.contains(&name.to_lowercase()));
        let name = name.unwrap_or_default();
        self.archive.start_file(&*name, SimpleFileOptions::default())?;
        self.archive.write_all(bytes)?;
        self.taken.insert(name.to_lowercase());
        Ok(())
    }
}

const TAKES: &str = "memory takes whatever is written";

/// A name with a number before its ending: 「甲局（2）.docx」.
fn numbered(name: &str, count: usize) -> String {
    match (count, name.rsplit_once('.')) {
        (1, _) => name.to_owned(),
        (_, Some((stem, ending))) => format!("{stem}（{count}）.{ending}"),
        (_, None) => format!("{name}（{count}）"),
    }
}
