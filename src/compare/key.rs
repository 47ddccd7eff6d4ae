//! What counts of a text when it is compared: what a content management system changes innocently does not.
//! Knows no report.

use crate::import::radicals::character;

/// A text as it is compared: without spaces, line breaks, and what cannot be seen, with characters for the radicals
/// that look like them. Between two digits a space counts, since it makes two numbers of one. Punctuation counts, and
/// so does its width.
pub fn key(text: &str) -> String {
    squeezed(text, |c| c.is_ascii_digit())
}

/// A text as it is shown beside another: words of Latin letters stay apart too.
pub fn readable(text: &str) -> String {
    squeezed(text, |c| c.is_ascii_alphanumeric())
}

/// A text without what cannot be seen, and with spaces only between two characters that are kept apart.
fn squeezed(text: &str, is_kept_apart: fn(char) -> bool) -> String {
    let mut squeezed = String::with_capacity(text.len());
    let mut is_apart = false;
    for c in text.chars() {
        if is_space(c) {
            is_apart = true;
        } else if !is_unseen(c) {
            if is_apart && is_kept_apart(c) && squeezed.ends_with(is_kept_apart) {
                squeezed.push(' ');
            }
            squeezed.push(character(c));
            is_apart = false;
        }
    }
    squeezed
}

fn is_space(c: char) -> bool {
    matches!(c, '\t' | '\n') || c.is_whitespace() && !c.is_control()
}

/// Control characters, which no page may hold, and those that only say how text is laid out.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{feff}' | '\u{fdd0}'..='\u{fdef}')
        || (c as u32) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_and_what_cannot_be_seen_do_not_count() {
        for other in
            ["　　全年受理 3 件。", "全年\u{a0}受理\u{200b}3件。\n", "全年受理\t3\u{2003}件。\u{feff}"]
        {
            assert_eq!(key(other), key("全年受理3件。"), "{other:?}");
        }
        assert_eq!(key("⼀⽉"), key("一月"));
    }

    #[test]
    fn punctuation_letters_and_the_gap_between_two_numbers_count() {
        for (one, other) in
            [("甲，乙。", "甲、乙。"), ("甲，乙", "甲,乙"), ("12 件", "1 2 件"), ("（一）", "一"), ("。", "")]
        {
            assert_ne!(key(one), key(other), "{one} {other}");
        }
    }
}
