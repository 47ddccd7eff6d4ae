//! Takes away the numbers of pages, and what stands at the head or the foot of most pages. A lone number may as
//! well be a cell: it goes only if it counts the pages, apart from the text. Knows no form.

use std::collections::BTreeMap;

use super::lines::Line;
use super::sheet::{Part, Sheet, most_common, texts};
use super::table::is_value;

/// How much of a page its head and its foot take, at most.
const MARGIN: f64 = 0.12;
/// How much further than lines of the text a head or a foot stands from it.
const APART: f64 = 1.4;
/// On how many pages something stands at one place that is there by no chance.
const NO_CHANCE: usize = 3;

/// Takes the numbers and heads of pages away.
pub(super) fn take_numbers_and_heads(sheets: &mut [Sheet]) {
    let steps = sheets.iter().flat_map(|sheet| {
        let lines: Vec<&Line> = texts(&sheet.parts).collect();
        lines.windows(2).map(|pair| (pair[1].base - pair[0].base, 1)).collect::<Vec<_>>()
    });
    let step = most_common(steps.filter(|(step, _)| *step > 1.0), 0.5).unwrap_or(20.0);
    let lefts = sheets.iter().flat_map(|sheet| texts(&sheet.parts)).map(|line| (line.left, 1));
    let left = most_common(lefts, 2.0).unwrap_or_default();
    let mut repeated: BTreeMap<(i64, String), usize> = BTreeMap::new();
    let mut numbers: BTreeMap<(i64, i64), usize> = BTreeMap::new();
    for (page, sheet) in (1..).zip(&*sheets) {
        for Edge { line, .. } in edges(sheet, step) {
            *repeated.entry(place(line)).or_insert(0) += 1;
            if let Some(number) = page_number(&line.text) {
                *numbers.entry((height(line), number - page)).or_insert(0) += 1;
            }
        }
    }
    let count = sheets.len();
    for (page, sheet) in (1..).zip(sheets) {
        let is_number = |Edge { line, is_apart, .. }: &Edge| {
            let Some(number) = page_number(&line.text) else { return false };
            let times = numbers.get(&(height(line), number - page)).copied().unwrap_or(0);
            let is_bare = is_value(&line.text);
            let stands_off = *is_apart && (!is_bare || (line.left - left).abs() > 2.0 * line.size);
            let is_run = times > 1 || !is_bare || count == 1 && number == 1;
            2 * times > count && times >= NO_CHANCE || is_run && stands_off
        };
        let is_repeated = |Edge { line, is_apart, .. }: &Edge| {
            let times = repeated.get(&place(line)).copied().unwrap_or(0);
            let is_enough = times >= NO_CHANCE || times > 1 && *is_apart;
            !is_value(&line.text) && 2 * times > count && is_enough
        };
        let dropped: Vec<usize> = edges(sheet, step)
            .filter(|edge| is_number(edge) || is_repeated(edge))
            .map(|edge| edge.at)
            .collect();
        let mut at = 0;
        sheet.parts.retain(|_| {
            at += 1;
            !dropped.contains(&(at - 1))
        });
    }
}

/// A line in the head or the foot of a page.
struct Edge<'s> {
    line: &'s Line,
    /// Which part of the page it is.
    at: usize,
    /// Whether a gap parts it from the text.
    is_apart: bool,
}

/// The lines in the head and the foot of a page, whose lines are a step apart.
fn edges(sheet: &Sheet, step: f64) -> impl Iterator<Item = Edge<'_>> {
    let gap = |at: usize| match (sheet.parts.get(at), sheet.parts.get(at + 1)) {
        (Some(Part::Line(line)), Some(Part::Line(next))) => next.base - line.base > APART * step,
        _ => true,
    };
    let line = |at: usize| match sheet.parts.get(at) {
        Some(Part::Line(line)) => Some(line),
        _ => None,
    };
    let is_head = move |at: &usize| line(*at).is_some_and(|line| line.base < MARGIN * sheet.height);
    let is_foot = move |at: &usize| line(*at).is_some_and(|line| line.base > (1.0 - MARGIN) * sheet.height);
    let count = sheet.parts.len();
    let heads = (0..count).take_while(is_head).count();
    let feet = count - (heads..count).rev().take_while(is_foot).count();
    // The first gap ends the head, the last one begins the foot.
    let end = (0..heads).find(|at| gap(*at)).map_or(0, |at| at + 1);
    let begin = (feet..count).rev().find(|at| *at > 0 && gap(at - 1)).unwrap_or(count);
    (0..heads).chain(feet..count).filter_map(move |at| {
        Some(Edge { line: line(at)?, at, is_apart: at < end || at >= begin && at >= heads })
    })
}

fn height(line: &Line) -> i64 {
    (line.base / 3.0).round() as i64
}

/// Where a line is and what it says, but for numbers.
fn place(line: &Line) -> (i64, String) {
    let text = line.text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c });
    (height(line), text.collect())
}

/// The number of a page: `2`, `- 2 -`, `— 2 —`, `第 2 页`, `第 2 页 共 6 页`, `2/6`.
fn page_number(text: &str) -> Option<i64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = text.trim_matches(|c: char| "-–—－―·~〜".contains(c));
    let bare = bare.strip_prefix('第').map_or(bare, |rest| rest.split('页').next().unwrap_or(rest));
    let bare = bare.split('/').next().unwrap_or(bare);
    (!bare.is_empty() && bare.len() <= 4).then(|| bare.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_known_in_their_usual_forms() {
        for (text, expected) in [
            ("2", Some(2)),
            ("- 2 -", Some(2)),
            ("— 12 —", Some(12)),
            ("第 3 页 共 6 页", Some(3)),
            ("4/6", Some(4)),
            ("2023年", None),
            ("一、总体情况", None),
            ("—", None),
        ] {
            assert_eq!(page_number(text), expected, "{text}");
        }
    }
}
