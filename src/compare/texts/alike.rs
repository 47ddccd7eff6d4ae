//! How much two paragraphs have in common, letter by letter, wherever the letters stand. Knows no report.

use std::collections::HashMap;

/// How much of the letters of a paragraph stand in a longer one that it became a part of, in percent.
const NEARLY_ALL: usize = 90;
/// How many letters a paragraph has at least that is looked for in the rest of a pair beside it, of a pair further
/// off, and in any longer paragraph.
const FEWEST_BESIDE: usize = 4;
const FEWEST_WITHIN: usize = 8;
const LONG_ENOUGH: usize = 20;

/// How often each letter stands in some texts.
#[derive(Default)]
struct Letters(HashMap<char, i32>);

impl Letters {
    fn of<'a>(texts: impl Iterator<Item = &'a String>) -> Letters {
        let mut letters = Letters::default();
        texts.flat_map(|text| text.chars()).for_each(|c| *letters.0.entry(c).or_default() += 1);
        letters
    }

    /// Takes the letters of a text out; says how many there were, and how many the text has.
    fn take(&mut self, text: &str) -> (usize, usize) {
        let (mut taken, mut length) = (0, 0);
        for c in text.chars() {
            length += 1;
            if let Some(count) = self.0.get_mut(&c).filter(|count| **count > 0) {
                *count -= 1;
                taken += 1;
            }
        }
        (taken, length)
    }
}

/// Whether nearly all letters of a paragraph stand in others beside what they were paired with.
pub fn is_in_rest<'a>(
    key: &str,
    is_next: bool,
    paired: impl Iterator<Item = &'a String>,
    others: impl Iterator<Item = &'a String>,
) -> bool {
    let mut letters = Letters::of(others);
    for text in paired {
        letters.take(text);
    }
    let (taken, length) = letters.take(key);
    length >= if is_next { FEWEST_BESIDE } else { FEWEST_WITHIN } && taken * 100 >= length * NEARLY_ALL
}

/// How much of the letters of the longer of two texts the other has too, in percent, wherever they stand; all where
/// one is nearly whole in the other.
pub fn alike(one: &str, other: &str) -> usize {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let long = long.to_owned();
    let (both, length) = Letters::of(std::iter::once(&long)).take(short);
    if length >= LONG_ENOUGH && both * 100 >= length * NEARLY_ALL {
        return 100 * both / length;
    }
    both * 100 / long.chars().count().max(1)
}
