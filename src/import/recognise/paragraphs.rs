//! Lines joined into the paragraphs that a person reads: a line of a page goes on in the next as long as it is
//! full. Knows no chapter.

use super::items::{Item, Kind, is_page_mark};
use super::titles::{Heading, Style};
use super::wording::ends_sentence;
use crate::import::characters::is_chinese;

/// A paragraph, and the blocks that it is of.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// What it says.
    pub text: String,
    /// Its blocks, each once.
    pub from: Vec<usize>,
}

/// How a source breaks its lines.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Breaks {
    /// How wide a full line is, in twentieths of a letter; none where lines are paragraphs.
    width: Option<usize>,
    /// Whether first lines of paragraphs stand in.
    is_indented: bool,
}

/// The width of a letter.
const LETTER: usize = 20;

impl Breaks {
    /// Looks at the lines of texts; those of tables are to be left out.
    pub fn of<'a>(lines: impl Iterator<Item = &'a Item<'a>>) -> Breaks {
        let mut widths = Vec::new();
        let mut indents = 0;
        for line in lines {
            if let Kind::Line { is_indented } = line.kind {
                indents += usize::from(is_indented);
                let own = width(line.text);
                if own >= 12 * LETTER {
                    widths.push((own, is_torn(line.text)));
                }
            }
        }
        widths.sort_unstable();
        let count = widths.len();
        // A line or two may be wider than the page.
        let Some((full, _)) = widths.get(count.saturating_sub(1 + count / 40)) else {
            return Breaks::default();
        };
        let near: Vec<_> = widths.iter().filter(|(own, _)| own + 3 * LETTER >= *full).collect();
        let torn = near.iter().filter(|(_, is_torn)| *is_torn).count();
        let is_broken =
            *full <= 70 * LETTER && near.len() * 3 >= count && torn >= 2 && torn * 5 >= near.len() * 2;
        Breaks { width: is_broken.then_some(*full), is_indented: is_broken && indents >= 2 }
    }

    /// Whether lines are torn off their paragraphs.
    pub fn tears(self) -> bool {
        self.width.is_some()
    }
}

/// The paragraphs of some lines. Blank lines and marks of pages are left out.
pub fn paragraphs(items: &[Item], breaks: Breaks) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    // The line before, whether it is the first of its paragraph, and whether a blank line or a page comes after it.
    let mut before: Option<(&Item, bool)> = None;
    let (mut is_apart, mut is_new_page) = (false, false);
    for (at, item) in items.iter().enumerate() {
        if item.kind == Kind::Table {
            before = None;
            continue;
        }
        if item.kind == Kind::Mark || is_page_mark(item.text) {
            is_new_page = true;
            continue;
        }
        if item.text.is_empty() {
            is_apart = true;
            continue;
        }
        let text = match breaks.width {
            Some(_) if matches!(item.kind, Kind::Line { .. }) => without_gaps(item.text),
            _ => item.text.to_owned(),
        };
        let goes_on = before.is_some_and(|(line, is_first)| {
            let so_far = paragraphs.last().map_or("", |paragraph| paragraph.text.as_str());
            (!is_apart || is_new_page)
                && goes_on(line, is_first, item, items.get(at + 1), is_open(so_far), breaks)
        });
        match paragraphs.last_mut().filter(|_| goes_on) {
            Some(paragraph) => {
                let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
                if is_word(paragraph.text.chars().next_back()) && is_word(text.chars().next()) {
                    paragraph.text.push(' ');
                }
                paragraph.text.push_str(&text);
                if paragraph.from.last() != Some(&item.block) {
                    paragraph.from.push(item.block);
                }
            }
            None => paragraphs.push(Paragraph { text, from: vec![item.block] }),
        }
        before = Some((item, !goes_on));
        (is_apart, is_new_page) = (false, false);
    }
    paragraphs
}

/// Whether a line goes on in the next.
fn goes_on(
    line: &Item,
    is_first: bool,
    next: &Item,
    after: Option<&Item>,
    is_open: bool,
    breaks: Breaks,
) -> bool {
    let (Kind::Line { .. }, Kind::Line { is_indented }) = (line.kind, next.kind) else { return false };
    // No sentence ends with a comma; one that was left so ends where an item of a list begins.
    let is_item = matches!(Heading::read(next.text).style, Style::Bracketed | Style::Numeral);
    if line.text.ends_with(['，', '、', ',']) && !is_item {
        return true;
    }
    let Some(full) = breaks.width else { return false };
    if breaks.is_indented && is_indented {
        return false;
    }
    // The first line of a paragraph has lost its two letters of space.
    let lost = if is_first && !breaks.is_indented { 2 * LETTER } else { 0 };
    let slack = LETTER + LETTER / 2;
    if width(line.text) + lost + first_unit(next.text) + slack / 2 <= full.saturating_sub(LETTER / 4) {
        return false;
    }
    if !ends_sentence(line.text) || breaks.is_indented || is_open {
        return true;
    }
    // Both a sentence and the line are at their end. A full line that follows is no first one, for it has
    // not lost its space; a number begins a paragraph.
    let next_width = width(next.text);
    let is_full = next_width + LETTER + LETTER / 4 >= full;
    let is_numbered = Heading::read(next.text).style != Style::Bare;
    let is_last = after.is_none_or(|after| !matches!(after.kind, Kind::Line { .. }) || after.text.is_empty());
    !is_numbered && is_full && !is_last
}

/// Whether a bracket is open at the end of a text.
fn is_open(text: &str) -> bool {
    let count = |marks: [char; 2]| text.chars().rev().take(400).filter(|c| marks.contains(c)).count();
    count(['（', '(']) > count(['）', ')'])
}

/// Whether a line surely goes on.
fn is_torn(text: &str) -> bool {
    !ends_sentence(text) && text.chars().next_back().is_some_and(|c| !matches!(c, '|' | '\t'))
}

/// How wide a text is.
fn width(text: &str) -> usize {
    text.chars().map(letter_width).sum()
}

fn letter_width(c: char) -> usize {
    match c {
        ' ' => LETTER / 4,
        c if is_chinese(c) || !c.is_ascii() => LETTER,
        _ => LETTER / 2,
    }
}

/// How wide what cannot be broken at the front of a line is: a letter with the marks behind it, a number, a word.
fn first_unit(text: &str) -> usize {
    let mut letters = text.chars().peekable();
    let Some(first) = letters.next() else { return 0 };
    let is_word = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '@' | '%');
    let is_closing = |c: &char| "，。、；：！？）》”’】」,.;:!?)".contains(*c);
    let mut unit = letter_width(first);
    if is_word(&first) {
        while let Some(c) = letters.next_if(is_word) {
            unit += letter_width(c);
        }
    } else if "（《“‘【「(".contains(first) {
        unit += letters.next().map_or(0, letter_width);
    }
    while let Some(c) = letters.next_if(is_closing) {
        unit += letter_width(c);
    }
    unit.min(12 * LETTER)
}

/// A text without the spaces that a page puts between Chinese letters and others.
fn without_gaps(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        if c.is_whitespace() {
            while letters.next_if(|c| c.is_whitespace()).is_some() {}
            let is_between = |c: Option<char>| c.is_some_and(|c| !is_chinese(c));
            if is_between(kept.chars().next_back()) && is_between(letters.peek().copied()) {
                kept.push(' ');
            }
        } else {
            kept.push(c);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::source::{Block, Content, Source};

    fn joined(text: &str) -> Vec<String> {
        let blocks =
            text.lines().map(|line| Block { page: None, line: None, content: Content::Line(line.into()) });
        let source = Source { blocks: blocks.collect(), ..Source::default() };
        let items = super::super::items::items(&source);
        let breaks = Breaks::of(items.iter());
        paragraphs(&items, breaks).into_iter().map(|paragraph| paragraph.text).collect()
    }

    #[test]
    fn torn_lines_are_joined_and_paragraphs_stay_apart() {
        let text = "2023 年，示例街道办事处坚持公开为常态、不公开为\n\
                    例外，全面贯彻落实条例的各项要求，不断完善政府信息公开\n\
                    制度，推进政府信息公开工作规范、有序、健康发展。\n\
                    （一）主动公开情况。主要通过政府门户网站公开政府文\n\
                    件、通知公告等各类政府信息。全年公开政府信息1136 条。\n\
                    （二）依申请公开情况。\n\
                    全年受理政府信息公开申请21 件，均在法定期限内予以答\n\
                    - 2 -\n\
                    复。";
        assert_eq!(
            joined(text),
            [
                "2023年，示例街道办事处坚持公开为常态、不公开为例外，全面贯彻落实条例的各项要求，不断完善政府信息公开制度，推进政府信息公开工作规范、有序、健康发展。",
                "（一）主动公开情况。主要通过政府门户网站公开政府文件、通知公告等各类政府信息。全年公开政府信息1136条。",
                "（二）依申请公开情况。",
                "全年受理政府信息公开申请21件，均在法定期限内予以答复。",
            ]
        );
    }

    #[test]
    fn a_sentence_that_ends_with_its_line_goes_on_only_in_a_full_line() {
        let text = "一二三四五六七八九十一二三四五六七八九十一二三四五，\n\
                    一二三四五六七八九十一二三四五六七八九十一二三四五六。\n\
                    一二三四五六七八九十一二三四五六七八九十一二三四五六七\n\
                    一二三四五六七八九十一二三四五六七八九十一二三四五六。\n\
                    一二三四五六七八九十一二三四五六七八九十一二三四五\n\
                    六七八。";
        let paragraphs = joined(text);
        assert_eq!(paragraphs.len(), 2, "{paragraphs:#?}");
    }

    #[test]
    fn indents_begin_paragraphs() {
        let text = [
            "　　一二三四五六七八九十一二三四五六七八九十，",
            "一二三四五六七八九十一二三四五六七八九十一，二",
            "三四五六七八九十一二三四五六七八九十一二三四。",
            "　　一二三四五六七八九十一二三四五六七八九十，",
            "一二。",
        ];
        assert_eq!(joined(&text.join("\n")).len(), 2);
    }

    #[test]
    fn whole_paragraphs_are_not_joined() {
        let text = "一、总体情况如下所述的各项工作都已经按照要求完成\n\
                    2023 年，我局公开政府信息12 条，内容涉及政策文件、规划信息、预算决算、统计数据、公告公示等各个方面。\n\
                    全年收到申请3件，\n\
                    （二）规范办理。2023年，我局未收到政府信息公开申请，也没有结转下年度继续办理的申请。";
        assert_eq!(joined(text).len(), 4);
        assert_eq!(joined(text)[1].split('，').next(), Some("2023 年"), "what a person typed stays");
    }
}
