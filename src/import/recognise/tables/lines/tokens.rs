//! The parts of a line: labels, values, the edges of cells, blanks; prose and the numbers of pages.
//! Knows no label of the form.

use crate::import::recognise::tables::values::is_value;

/// A line with more letters than this is prose.
const MOST_LETTERS: usize = 150;

/// A part of a line.
pub(super) enum Token {
    /// A text that is no value.
    Word(String),
    /// A value.
    Value(String),
    /// The edge of a cell: a bar or a tab.
    Bar,
    /// A blank line.
    Blank,
    /// Prose: nothing goes on over it.
    Prose,
}

/// The parts of a line.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let text = text.trim_matches(['\r', '\n', '\u{c}']);
    if text.chars().all(char::is_whitespace) && !text.contains('\t') {
        return vec![Token::Blank];
    }
    if is_page_mark(text) {
        return Vec::new();
    }
    let mut tokens = Vec::new();
    for (at, part) in text.split(['|', '｜', '\t']).enumerate() {
        if at > 0 {
            tokens.push(Token::Bar);
        }
        add_words(part.trim(), &mut tokens);
        if tokens.len() > 200 {
            return vec![Token::Prose];
        }
    }
    tokens
}

/// Adds a text, and the values that stand behind it in the same line.
fn add_words(text: &str, tokens: &mut Vec<Token>) {
    if text.is_empty() {
        return;
    }
    if text.len() > 3 * MOST_LETTERS {
        return tokens.push(Token::Prose);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let values = words.iter().rev().take_while(|word| is_value(word)).count();
    let is_one = words.len() == 1 || values == 0 || values < words.len() && is_value(text);
    // Labels of several cells stand in one line; a label that only has spaces in it is put together again.
    let mut add_labels = |words: &[&str]| match text.contains(['。', '，', '；', ',', ';']) {
        true => tokens.push(Token::Word(words.concat())),
        false => tokens.extend(words.iter().map(|word| Token::Word((*word).to_owned()))),
    };
    if is_one {
        match is_value(text) {
            true => tokens.push(Token::Value(text.to_owned())),
            false if text.ends_with(['。', '；', '，']) && text.chars().count() > 12 => {
                tokens.push(Token::Prose)
            }
            false => add_labels(&words),
        }
        return;
    }
    let label = &words[..words.len() - values];
    if !label.is_empty() {
        add_labels(label);
    }
    tokens.extend(words[words.len() - values..].iter().map(|word| Token::Value((*word).to_owned())));
}

/// Whether a line is nothing but the number of a page: `- 3 -`, `第 3 页`.
fn is_page_mark(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_dash = |c: char| matches!(c, '-' | '—' | '–' | '－' | '―' | '─' | '·' | '~');
    let inner = bare.trim_matches(is_dash);
    let between_dashes = bare.starts_with(is_dash) && bare.ends_with(is_dash) && bare.len() > inner.len() + 1;
    let is_number =
        |text: &str| !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    let of_pages = || {
        let page = inner.strip_prefix('第')?.split_once('页')?;
        Some(is_number(page.0) && page.1.chars().all(|c| c.is_ascii_digit() || "共页，,/".contains(c)))
    };
    between_dashes && is_number(inner) || of_pages() == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_marks_are_no_values() {
        for mark in ["- 3 -", "— 12 —", "-5-", "第 3 页", "第3页共12页"] {
            assert!(is_page_mark(mark), "{mark}");
        }
        for value in ["-3", "3", "-", "第二十条", "--253"] {
            assert!(!is_page_mark(value), "{value}");
        }
    }
}
