//! Kinds of characters that readers and the recogniser tell apart. Knows no words.

/// Whether a character is a Chinese letter of the common block, in which all words of the form are written.
pub fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Whether a character is written in lines without spaces: Chinese letters and Chinese punctuation.
pub fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
        || "“”‘’—…·".contains(c)
}
