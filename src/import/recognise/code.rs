//! The line with the code of a report, 核对码: no text of the report. Knows no report and no code.

use super::super::source::{Content, Source};
use super::wording::plain;
use crate::document::CODE;

/// The code that a line bears and nothing else: 核对码：7C41-9E02.
pub fn code(line: &str) -> Option<String> {
    if line.len() > 80 {
        return None;
    }
    let plain = plain(line);
    let code = plain.trim_matches(['(', ')', '[', ']', '。']).strip_prefix(CODE)?.trim_start_matches(':');
    let is_half = |half: &str| half.len() == 4 && half.bytes().all(|byte| byte.is_ascii_hexdigit());
    let (one, other) = code.split_once('-')?;
    (is_half(one) && is_half(other)).then(|| code.to_ascii_uppercase())
}

/// The code that a source bears; the last one if there are several, since it stands at the foot.
pub fn find(source: &Source) -> Option<String> {
    source.blocks.iter().rev().find_map(|block| match &block.content {
        Content::Heading(text) | Content::Paragraph(text) | Content::Line(text) => {
            text.lines().rev().find_map(code)
        }
        Content::Table(grid) => grid.rows.iter().rev().flatten().find_map(|spot| code(&spot.text)),
    })
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn a_line_is_a_code_however_a_page_writes_it() {
        for line in
            ["核对码：7C41-9E02", "　核对码: 7c41－9e02 ", "（核 对 码：7C41—9E02）", "核对码7C41-9E02"]
        {
            assert_eq!(code(line).as_deref(), Some("7C41-9E02"), "{line}");
        }
        for line in ["核对码：7C41", "核对码：7C41-9E02是这份报告的。", "7C41-9E02", "核对码：ZZZZ-9E02"]
        {
            assert_eq!(code(line), None, "{line}");
        }
    }
}
