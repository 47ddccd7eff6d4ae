//! The lines that may open a chapter, each read by itself: a heading, one torn over two lines, one with its text
//! behind it. Which of them do, the outline decides.

use std::ops::Range;

use super::items::{Item, Kind};
use super::titles::{Heading, Style};
use super::wording::{ends_sentence, is_prose, plain};

/// A line that may open a chapter.
pub struct Candidate<'a> {
    /// The lines that it takes.
    pub lines: Range<usize>,
    /// What it says, in one line.
    pub title: String,
    /// What stands behind it in the same line.
    pub rest: &'a str,
    /// What it says, read.
    pub heading: Heading,
    /// Whether it stands in a table of contents.
    pub is_listed: bool,
}

/// The lines that may open a chapter, in their order.
pub fn candidates<'a>(items: &[Item<'a>]) -> Vec<Candidate<'a>> {
    let mut candidates = Vec::new();
    let mut at = 0;
    while at < items.len() {
        let candidate = candidate(items, at);
        at = candidate.as_ref().map_or(at + 1, |candidate| candidate.lines.end);
        candidates.extend(candidate);
    }
    candidates
}

fn candidate<'a>(items: &[Item<'a>], at: usize) -> Option<Candidate<'a>> {
    let item = items.get(at)?;
    let whole = item.text.trim_matches(['|', ' ', '*', '#']);
    if whole.len() < 6 || whole.contains(['|', '\t']) {
        return None;
    }
    let is_short = whole.chars().nth(60).is_none();
    if is_short {
        // 一、总体情况………3
        let (text, is_listed) = match whole.find(['…']).or_else(|| whole.find("...")) {
            Some(dots) => (whole[..dots].trim_end(), true),
            None => (whole, false),
        };
        let text = text.trim_end_matches(['。', '：', ':', '；']);
        // Behind a mark stands the text; behind a space it does if it begins with a number of its own.
        if let Some(split) = with_text(item.text, at)
            && !split.rest.is_empty()
            && (text.contains(['。', '：', ':', '；', '？'])
                || Heading::read(split.rest).style != Style::Bare)
        {
            return Some(split);
        }
        let heading = Heading::read(text);
        let candidate = |text: &str, end, heading| Candidate {
            lines: at..end,
            title: text.to_owned(),
            rest: "",
            heading,
            is_listed,
        };
        let is_line = |item: &Item| matches!(item.kind, Kind::Line { .. } | Kind::Heading);
        // A heading that is torn over two lines: 四、因政府信息公开工作被申请行政复议、提起行政 / 诉讼情况.
        if is_line(item)
            && heading.style != Style::Bare
            && !ends_as_heading(text)
            && let Some(next) = items.get(at + 1)
            && is_line(next)
            && (1..=14).contains(&next.text.chars().count())
            && ends_as_heading(next.text)
        {
            let joined = format!("{text}{}", next.text);
            let both = Heading::read(&joined);
            if both.chapter.is_some()
                && both.weight > heading.weight
                && Heading::read(next.text).style == Style::Bare
            {
                return Some(candidate(&joined, at + 2, both));
            }
        }
        if heading.chapter.is_some() || is_numbered(&heading, text) {
            return Some(candidate(text, at + 1, heading));
        }
    }
    with_text(item.text, at)
}

fn ends_as_heading(text: &str) -> bool {
    let plain = plain(text);
    ["情况", "事项", "措施", "概述", "诉讼", "打算", "方向"].iter().any(|end| plain.ends_with(end))
}

/// Whether a heading of unknown words is a heading all the same, by its number.
fn is_numbered(heading: &Heading, text: &str) -> bool {
    heading.number > 0
        && heading.strange < 99
        && (2..=30).contains(&heading.letters)
        && !is_prose(text)
        && !ends_sentence(text)
}

/// A heading with its text behind it in the same line: 六、其他需要报告的事项。无。
fn with_text(text: &str, at: usize) -> Option<Candidate<'_>> {
    let marks = text
        .char_indices()
        .take(45)
        .filter(|(_, c)| matches!(c, '。' | '：' | ':' | '；' | '？') || c.is_whitespace());
    for (mark, c) in marks {
        let (title, rest) = (&text[..mark], &text[mark + c.len_utf8()..]);
        let heading = Heading::read(title);
        // 五、存在的主要问题 及改进情况
        if c.is_whitespace()
            && (!ends_as_heading(title) || rest.trim_start().starts_with(['和', '及', '与', '以']))
        {
            continue;
        }
        let is_clear = heading.weight >= 3 && heading.strange <= 2 && heading.letters >= 4;
        let is_top = matches!(heading.style, Style::Numeral | Style::Part | Style::Digit);
        if is_clear && is_top && heading.chapter.is_some() {
            let title = title.to_owned();
            return Some(Candidate {
                lines: at..at + 1,
                title,
                rest: rest.trim(),
                heading,
                is_listed: false,
            });
        }
    }
    None
}
