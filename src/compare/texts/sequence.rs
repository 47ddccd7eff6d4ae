//! What two sequences of paragraphs have in common: in the same order, and when paragraphs are joined. Knows
//! paragraphs by what they are compared by.

use std::collections::HashSet;

use super::units::{Own, Published};

/// The largest table of common subsequences; beyond it paragraphs are taken one after another.
const MOST_PLACES: usize = 4_000_000;

/// A longest sequence of paragraphs that are the same on both sides.
pub fn common(own: &[Own], published: &[Published]) -> Vec<(usize, usize)> {
    let keys: HashSet<&str> = own.iter().map(|unit| unit.key.as_str()).collect();
    let others: HashSet<&str> = published.iter().map(|unit| unit.key.as_str()).collect();
    let one: Vec<(usize, &str)> = own.iter().map(|unit| unit.key.as_str()).enumerate().collect();
    let other: Vec<(usize, &str)> = published.iter().map(|unit| unit.key.as_str()).enumerate().collect();
    let one: Vec<_> = one.into_iter().filter(|(_, key)| others.contains(key)).collect();
    let other: Vec<_> = other.into_iter().filter(|(_, key)| keys.contains(key)).collect();
    let mut pairs = Vec::new();
    if one.len().saturating_mul(other.len()) > MOST_PLACES {
        let mut from = 0;
        for (at, key) in one {
            if let Some(found) = other[from..].iter().position(|(_, other)| *other == key) {
                pairs.push((at, other[from + found].0));
                from += found + 1;
            }
        }
        return pairs;
    }
    // How long a common sequence is from here on.
    let width = other.len() + 1;
    let mut lengths = vec![0_u32; (one.len() + 1) * width];
    for row in (0..one.len()).rev() {
        for column in (0..other.len()).rev() {
            lengths[row * width + column] = match one[row].1 == other[column].1 {
                true => lengths[(row + 1) * width + column + 1] + 1,
                false => lengths[(row + 1) * width + column].max(lengths[row * width + column + 1]),
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < one.len() && column < other.len() {
        if one[row].1 == other[column].1 {
            pairs.push((one[row].0, other[column].0));
            (row, column) = (row + 1, column + 1);
        } else if lengths[(row + 1) * width + column] >= lengths[row * width + column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

/// How many paragraphs of each side say the same when they are joined, from the first on.
pub fn joined(own: &[&str], published: &[&str]) -> Option<(usize, usize)> {
    let (mut one, mut other) = ("", "");
    let (mut ones, mut others) = (0, 0);
    loop {
        if one.is_empty() {
            one = own.get(ones)?;
            ones += 1;
        }
        if other.is_empty() {
            other = published.get(others)?;
            others += 1;
        }
        if let Some(rest) = one.strip_prefix(other) {
            (one, other) = (rest, "");
        } else {
            (one, other) = ("", other.strip_prefix(one)?);
        }
        if one.is_empty() && other.is_empty() {
            return Some((ones, others));
        }
    }
}
