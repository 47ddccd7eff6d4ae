//! Two texts of which one was made from the other, with what differs marked in both; long stretches that are
//! the same are left out. Knows no report.

use dissimilar::{Chunk, diff};

use super::key::readable;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// What it says; `…` stands for what was left out.
    pub text: String,
    /// Whether the other text does not have it.
    pub is_marked: bool,
}

/// How many letters that are the same stay on either side of a mark.
const CONTEXT: usize = 14;
/// Texts of which the product of the letters is greater are marked whole between their common ends: looking
/// closer takes too long.
const MOST: usize = 30_000_000;

/// A text with nothing marked in it, cut where it is long.
pub fn plain(text: &str) -> Vec<Piece> {
    const LONG: usize = 60;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut cut: String = text.chars().take(LONG).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    vec![Piece { text: cut, is_marked: false }]
}

/// Two texts, marked: the pieces of the first, and those of the second.
pub fn marked(one: &str, other: &str) -> [Vec<Piece>; 2] {
    let [one, other] = [one, other].map(readable);
    let mut sides = [Vec::new(), Vec::new()];
    let is_long = one.chars().count().saturating_mul(other.chars().count()) > MOST;
    let chunks = if is_long { between_common_ends(&one, &other) } else { diff(&one, &other) };
    let changes = whole_numbers(chunks);
    let count = changes.len();
    for (at, Change { same, gone, come }) in changes.into_iter().enumerate() {
        let is_tail = at + 1 == count && gone.is_empty() && come.is_empty();
        let same = shortened(&same, at == 0, is_tail);
        for (side, marked) in sides.iter_mut().zip([gone, come]) {
            let pieces = [(same.clone(), false), (marked, true)];
            side.extend(
                pieces
                    .into_iter()
                    .filter(|(text, _)| !text.is_empty())
                    .map(|(text, is_marked)| Piece { text, is_marked }),
            );
        }
    }
    sides
}

/// What is the same, and then what stood there and what stands there now.
#[derive(Default)]
struct Change {
    same: String,
    gone: String,
    come: String,
}

/// The chunks as changes; a number that differs in one digit differs whole.
fn whole_numbers(chunks: Vec<Chunk<'_>>) -> Vec<Change> {
    let mut changes = vec![Change::default()];
    for chunk in chunks {
        let last = changes.len() - 1;
        let Change { same, gone, come } = &mut changes[last];
        match chunk {
            Chunk::Delete(text) => gone.push_str(text),
            Chunk::Insert(text) => come.push_str(text),
            Chunk::Equal(text) if gone.is_empty() && come.is_empty() => same.push_str(text),
            Chunk::Equal(text) => {
                let is_in_number = [&*gone, &*come].iter().any(|text| text.ends_with(is_digit));
                let rest = if is_in_number { text.trim_start_matches(is_digit) } else { text };
                let digits = &text[..text.len() - rest.len()];
                gone.push_str(digits);
                come.push_str(digits);
                if !rest.is_empty() {
                    changes.push(Change { same: rest.to_owned(), ..Change::default() });
                }
            }
        }
    }
    for Change { same, gone, come } in &mut changes {
        if [&*gone, &*come].iter().any(|text| text.starts_with(is_digit)) {
            let digits = same.split_off(same.trim_end_matches(is_digit).len());
            gone.insert_str(0, &digits);
            come.insert_str(0, &digits);
        }
    }
    changes
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn between_common_ends<'a>(one: &'a str, other: &'a str) -> Vec<Chunk<'a>> {
    let same = |(one, other): &(char, char)| one == other;
    let length = |count: usize, letters: &mut dyn Iterator<Item = char>| -> usize {
        letters.take(count).map(char::len_utf8).sum()
    };
    let front = one.chars().zip(other.chars()).take_while(same).count();
    let front = length(front, &mut one.chars());
    let (one, other, begin) = (&one[front..], &other[front..], &one[..front]);
    let back = one.chars().rev().zip(other.chars().rev()).take_while(same).count();
    let back = length(back, &mut one.chars().rev());
    let (one, end) = one.split_at(one.len() - back);
    vec![
        Chunk::Equal(begin),
        Chunk::Delete(one),
        Chunk::Insert(&other[..other.len() - back]),
        Chunk::Equal(end),
    ]
}

/// What is the same, without its middle, and without what is far from any mark.
fn shortened(text: &str, is_first: bool, is_last: bool) -> String {
    let letters: Vec<char> = text.chars().collect();
    let (front, back) = (if is_first { 0 } else { CONTEXT }, if is_last { 0 } else { CONTEXT });
    if letters.len() <= front + back + 2 {
        return text.to_owned();
    }
    let begin: String = letters[..front].iter().collect();
    let end: String = letters[letters.len() - back..].iter().collect();
    format!("{begin}…{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &[Piece]) -> String {
        pieces
            .iter()
            .map(|it| if it.is_marked { format!("[{}]", it.text) } else { it.text.clone() })
            .collect()
    }

    #[test]
    fn what_differs_is_marked_and_what_is_far_from_it_is_left_out() {
        let one = "2024年，本机关坚持以公开为常态、不公开为例外，全年受理申请49件，均在法定期限内答复。";
        let [one, other] = marked(one, &one.replace("49", "94"));
        assert_eq!(shown(&one), "…、不公开为例外，全年受理申请[49]件，均在法定期限内答复。");
        assert_eq!(shown(&other), "…、不公开为例外，全年受理申请[94]件，均在法定期限内答复。");
    }

    #[test]
    fn texts_too_long_to_look_closer_are_marked_between_their_common_ends() {
        let [one, other] = ["甲", "乙"].map(|letter| format!("头{}尾", letter.repeat(6000)));
        let [one, _] = marked(&one, &other);
        assert_eq!(one.iter().map(|it| it.text.chars().count()).collect::<Vec<_>>(), [1, 6000, 1]);
    }

    #[test]
    fn a_long_text_is_cut() {
        assert_eq!(plain("短。")[0].text, "短。");
        assert_eq!(plain(&"长".repeat(100))[0].text.chars().count(), 61);
    }
}
