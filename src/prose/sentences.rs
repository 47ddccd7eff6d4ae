//! Where the sentences of a text begin and end.

use std::ops::Range;

/// What ends a sentence.
const ENDS: [char; 3] = ['。', '！', '？'];
/// What may follow the end of a sentence and still belongs to it.
const CLOSING: [char; 4] = ['”', '’', '）', '"'];

/// The sentences of a text, in bytes: each with the mark that ends it, without the space around it.
pub(super) fn of(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut take = |start: usize, end: usize| {
        let piece = &text[start..end];
        let from = start + (piece.len() - piece.trim_start().len());
        let sentence = from..from + piece.trim().len();
        if !sentence.is_empty() {
            found.push(sentence);
        }
    };
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let mut end = at + c.len_utf8();
        if ENDS.contains(&c) {
            while let Some((at, closing)) =
                characters.next_if(|(_, c)| CLOSING.contains(c) || ENDS.contains(c))
            {
                end = at + closing.len_utf8();
            }
        } else if !matches!(c, '\n' | '\r') {
            continue;
        }
        take(start, end);
        start = end;
    }
    take(start, text.len());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        of(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_sentence_ends_with_its_mark_or_with_its_line() {
        assert_eq!(sentences("一是公开。 二是答复！\n\n三是监督"), ["一是公开。", "二是答复！", "三是监督"]);
        assert_eq!(sentences("他说“收到。”然后办结。"), ["他说“收到。”", "然后办结。"]);
        assert_eq!(sentences(" \n"), Vec::<&str>::new());
    }
}
