//! What the worker answers for a file: what it says and what was recognised in it, as one text, so that it
//! travels without its parts being known on the way. Knows no worker.

use serde::{Deserialize, Serialize};

use super::read::{self, Refusal};
use super::recognise::recognise;
use super::recognised::Recognised;
use super::source::Source;

/// What is said of a file when the worker died of it, or never came.
pub const FAILED: &str = "读文件的程序没有载入，或者在这个文件上出了错。草稿没有受影响。请再试一次；还不行，请另存为 .docx 或 .txt 再打开。";

/// What is said of a file when a part of the program that reads it did not come.
pub fn missing(part: &str) -> String {
    format!(
        "读文件的程序没有载入：{part} 没有取到，可能是网络不通，或者服务器上缺这个文件。草稿没有受影响。请稍后再试。"
    )
}

/// A file as it was read, and what was recognised in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// What the file says.
    pub source: Source,
    /// What was recognised in it.
    pub recognised: Recognised,
}

impl Answer {
    /// Reads a file and recognises what it holds.
    ///
    /// # Errors
    /// If the file is of a kind that is not read, or is damaged.
    pub fn to(name: &str, bytes: &[u8]) -> Result<Answer, Refusal> {
        let source = read::read(name, bytes)?;
        let recognised = recognise(&source);
        Ok(Answer { source, recognised })
    }

    /// The text that travels.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Takes a text that travelled; none if it did not arrive whole.
    pub fn parse(text: &str) -> Option<Answer> {
        serde_json::from_str(text).ok()
    }
}
