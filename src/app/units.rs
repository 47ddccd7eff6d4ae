//! Places in a text, counted as browsers count them: in units of UTF-16. The core counts in bytes.

use std::ops::Range;

/// How many bytes so many units are; a place within a character is behind it.
pub fn bytes(text: &str, units: usize) -> usize {
    let mut left = units;
    let end = text.char_indices().find(|(_, c)| {
        let is_behind = left == 0;
        left = left.saturating_sub(c.len_utf16());
        is_behind
    });
    end.map_or(text.len(), |(at, _)| at)
}

/// How many units so many bytes are; all of them where so many bytes are no whole characters.
pub fn units(text: &str, bytes: usize) -> usize {
    text.get(..bytes).unwrap_or(text).encode_utf16().count()
}

/// A range of bytes as one of units.
pub fn range(text: &str, bytes: &Range<usize>) -> Range<usize> {
    units(text, bytes.start)..units(text, bytes.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_units_name_the_same_places() {
        let text = "收到𠮷1件";
        for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
            assert_eq!(bytes(text, units(text, at)), at);
        }
        assert_eq!(range(text, &(6..11)), 2..5);
        assert_eq!((bytes(text, 3), bytes(text, 99), units(text, 99)), (10, 14, 6));
    }
}
