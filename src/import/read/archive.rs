//! The parts of a zip archive, within bounds that are looked at before and while a part is unpacked. Knows no
//! document.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Refusal;
use super::encoding;

/// The most parts that are unpacked. An archive may hold more: pictures and fonts are never touched.
const MOST_PARTS: usize = 64;
/// The largest part, unpacked, in bytes.
const LARGEST_PART: u64 = 32 * 1024 * 1024;
/// How many times larger than packed a part may be; small ones may be anything.
const MOST_RATIO: u64 = 200;
const SMALL: u64 = 1024 * 1024;

const DAMAGED: &str = "文件已损坏，打不开。请重新下载或重新保存一份。";
const BOMB: &str = "文件里压缩的内容大得不正常，没有打开。请在 Word、Excel 或 WPS 里打开它，另存一份再试。";
const LOCKED: &str = "文件有密码，读不了。请在 Word、Excel 或 WPS 里去掉密码，另存一份再打开。";

/// An archive.
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    unpacked: usize,
}

impl<'a> Archive<'a> {
    /// Reads the list of the parts.
    pub fn open(bytes: &'a [u8]) -> Result<Archive<'a>, Refusal> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal(DAMAGED.to_owned()))?;
        Ok(Archive { zip, unpacked: 0 })
    }

    /// Whether there is a part of a name.
    pub fn holds(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The text of a part, without control characters; none if there is no such part.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        Ok(self.bytes(name)?.map(|bytes| encoding::decode(&bytes).unwrap_or_default()))
    }

    /// The text of a part to the letter, if it is UTF-8; none if there is no such part.
    pub fn exact_text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let text = |bytes: Vec<u8>| match str::from_utf8(&bytes) {
            Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
            Err(_) => encoding::decode(&bytes).unwrap_or_default(),
        };
        Ok(self.bytes(name)?.map(text))
    }

    fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let refuse = |sentence: &str| Err(Refusal(sentence.to_owned()));
        if !self.holds(name) {
            return Ok(None);
        }
        self.unpacked += 1;
        if self.unpacked > MOST_PARTS {
            return refuse(BOMB);
        }
        let part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return refuse(LOCKED),
            Err(_) => return refuse(DAMAGED),
        };
        let most = LARGEST_PART.min(SMALL.max(part.compressed_size().saturating_mul(MOST_RATIO)));
        if part.size() > most {
            return refuse(BOMB);
        }
        // What an archive says of the size of a part may be wrong.
        let mut bytes = Vec::new();
        match part.take(most + 1).read_to_end(&mut bytes) {
            Ok(_) if bytes.len() as u64 > most => refuse(BOMB),
            // What was unpacked before the damage is still worth reading.
            Err(_) if bytes.is_empty() => refuse(DAMAGED),
            _ => Ok(Some(bytes)),
        }
    }
}
