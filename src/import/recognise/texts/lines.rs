//! What a line in a chapter is by its own words: a part of the printed form, a note, a line of a table of contents,
//! the preamble. Knows no source.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::format::{Chapter, Edition, table};
use crate::import::recognise::titles::{self, Heading};
use crate::import::recognise::wording::plain;

/// The labels that are printed in the table of a chapter, in any edition.
fn printed(chapter: usize) -> &'static HashSet<String> {
    static PRINTED: OnceLock<[HashSet<String>; 3]> = OnceLock::new();
    let of = |chapter: usize| {
        let chapters = Edition::ALL.into_iter().filter_map(|edition| edition.format().chapters.get(chapter));
        let tables = chapters.filter_map(Chapter::table);
        let cells = tables.flat_map(|table| table.head.iter().chain(&table.body).flatten());
        let labels = cells.filter_map(|cell| match cell.content {
            table::Content::Heading(label, _) | table::Content::Remark(label) => Some(plain(label)),
            table::Content::Number(_) => None,
        });
        labels.filter(|label| !label.is_empty()).collect()
    };
    let all = PRINTED.get_or_init(|| [of(1), of(2), of(3)]);
    &all[chapter.clamp(1, 3) - 1]
}

/// Whether a line belongs to the form and says nothing of its own: a label, the printed arithmetic of table 3,
/// the unit, the heading of the chapter once more, bars between cells.
pub fn is_filling(text: &str, chapter: usize) -> bool {
    if text.len() > 300 {
        return false;
    }
    let plain = plain(text);
    let bare = plain.trim_matches(['(', ')', '[', ']', '|']);
    let heading = Heading::read(text);
    bare.starts_with("本列数据的勾稽关系")
        || bare == "于第三项加第四项之和"
        || printed(chapter).contains(&plain)
        || bare.starts_with("单位:") && bare.chars().count() < 12
        || heading.chapter == Some(chapter) && heading.weight >= 3 && heading.strange == 0
        || plain.chars().all(|c| !c.is_alphanumeric())
}

/// Whether a line is the note under a table.
pub fn is_note(text: &str) -> bool {
    let text = text.trim_start_matches(['（', '(', '*', '※', ' ']);
    ["注", "备注", "说明", "附注"].iter().any(|word| {
        text.strip_prefix(word).is_some_and(|rest| {
            rest.trim_start().starts_with(['：', ':', '1', '１', '一', '.', '、'])
                || rest.trim_start().starts_with("释")
        })
    })
}

/// Whether a line is one of a table of contents.
pub fn is_listed(text: &str) -> bool {
    let title = text.split(['…', '.']).next().unwrap_or_default();
    text.len() < 200
        && (titles::chapter(text).is_some() || titles::chapter(title).is_some() || plain(text) == "目录")
}

/// Whether a paragraph speaks of the report itself.
pub fn is_preamble(text: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    has(&["根据", "按照", "依据"]) && text.contains("条例") && has(&["报告", "公布", "编制"])
        || has(&["统计期限", "本报告", "本年度报告", "报告如下", "电子版", "六部分", "六个部分"])
}
