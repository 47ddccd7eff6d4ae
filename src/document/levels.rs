//! The levels of headings inside a text, as official documents number them (GB/T 9704-2012, 7.3.3): （一） opens a
//! heading of the second level; 1. and （1） are set like the text.

use crate::format::is_numeral;

/// A heading is no longer than so many characters; what is longer is a sentence.
const MOST: usize = 40;

/// How many bytes at the beginning of a paragraph are a heading of the second level: `（一）` and what follows
/// up to the first stop, or all of it if it has none.
pub fn lead(text: &str) -> usize {
    let numbered = text.strip_prefix(['（', '(']).and_then(|rest| rest.split_once(['）', ')']));
    let Some((number, rest)) = numbered else { return 0 };
    if number.is_empty() || !number.chars().all(is_numeral) {
        return 0;
    }
    let end = rest.find(['。', '：', '；', '，']);
    let heading = &rest[..end.unwrap_or(rest.len())];
    let stop = end.and_then(|end| rest[end..].chars().next());
    match stop {
        // A clause that goes on is no heading.
        Some('，' | '；') => 0,
        _ if heading.trim().is_empty() || heading.chars().count() > MOST => 0,
        _ => text.len() - rest.len() + heading.len() + stop.map_or(0, char::len_utf8),
    }
}

#[cfg(test)]
mod tests {
    use super::lead;

    #[test]
    fn a_heading_ends_with_its_stop_or_with_the_paragraph() {
        let split = |text: &'static str| text.split_at(lead(text));
        assert_eq!(split("（一）主动公开"), ("（一）主动公开", ""));
        assert_eq!(split("(十一)平台建设。新建专栏。"), ("(十一)平台建设。", "新建专栏。"));
        assert_eq!(split("（二）依法办理申请：全年收到 3 件。"), ("（二）依法办理申请：", "全年收到 3 件。"));
    }

    #[test]
    fn a_sentence_and_a_lower_level_are_no_headings() {
        for text in [
            "（一）",
            "（1）主动公开",
            "1.主动公开",
            "一、总体情况",
            "（一）全年收到申请，办结 3 件。",
            "本年度",
        ] {
            assert_eq!(lead(text), 0, "{text}");
        }
        let long = format!("（一）{}。", "长".repeat(41));
        assert_eq!(lead(&long), 0);
    }
}
