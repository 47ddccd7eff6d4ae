//! Letters put into lines by the places where they stand, and the text of a cell. Knows neither pages nor
//! paragraphs.

use super::content::Letter;
use crate::import::characters::is_chinese;

/// Letters that stand on one line, from left to right.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// What it says, without the spaces at its ends.
    pub(super) text: String,
    /// Where it begins and ends, without spaces.
    pub(super) left: f64,
    pub(super) right: f64,
    /// What it stands on.
    pub(super) base: f64,
    /// The size of most of its letters.
    pub(super) size: f64,
    /// Whether a space stands at its end.
    pub(super) ends_in_space: bool,
    /// How wide the first part of it is that cannot be broken.
    pub(super) first_width: f64,
}

impl Line {
    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }
}

/// The lines of some letters, from top to bottom.
pub(super) fn lines(mut letters: Vec<Letter>) -> Vec<Line> {
    letters.sort_by(|one, other| one.base.total_cmp(&other.base));
    let mut rows: Vec<Vec<Letter>> = Vec::new();
    let mut base = f64::NEG_INFINITY;
    let mut size: f64 = 0.0;
    for letter in letters {
        match rows.last_mut() {
            Some(row) if letter.base - base < 0.45 * size.max(letter.size) => {
                size = size.max(letter.size);
                row.push(letter);
            }
            _ => {
                (base, size) = (letter.base, letter.size);
                rows.push(vec![letter]);
            }
        }
    }
    rows.into_iter().filter_map(line).collect()
}

fn line(mut letters: Vec<Letter>) -> Option<Line> {
    letters.sort_by(|one, other| one.left.total_cmp(&other.left));
    printed_once(&mut letters);
    let is_space = |letter: &Letter| letter.letter.is_whitespace();
    let first = letters.iter().position(|letter| !is_space(letter))?;
    let last = letters.iter().rposition(|letter| !is_space(letter))?;
    let seen = &letters[first..=last];
    let mut text = String::new();
    let mut before: Option<&Letter> = None;
    for letter in seen {
        if let Some(before) = before {
            let gap = letter.left - before.right;
            let size = letter.size.min(before.size);
            let is_word = |letter: &Letter| !is_chinese(letter.letter) && !is_space(letter);
            if gap > 1.5 * size && !is_space(before) && !is_space(letter) {
                text.push('\t');
            } else if gap > 0.2 * size && is_word(before) && is_word(letter) {
                text.push(' ');
            }
        }
        text.push(letter.letter);
        before = Some(letter);
    }
    Some(Line {
        text,
        left: seen[0].left,
        right: seen[seen.len() - 1].right,
        base: seen.iter().map(|letter| letter.base).fold(f64::NEG_INFINITY, f64::max),
        size: usual_size(seen),
        ends_in_space: last + 1 < letters.len(),
        first_width: first_width(seen),
    })
}

/// Letters that are printed twice at a place, to look bold, are there once.
fn printed_once(letters: &mut Vec<Letter>) {
    let mut kept: Vec<Letter> = Vec::new();
    for letter in letters.drain(..) {
        let near = kept.iter().rev().take(3).any(|other| {
            let width = (letter.right - letter.left).max(0.2 * letter.size);
            other.letter == letter.letter && (letter.left - other.left).abs() < 0.3 * width
        });
        if !near {
            kept.push(letter);
        }
    }
    *letters = kept;
}

fn usual_size(letters: &[Letter]) -> f64 {
    let mut sizes: Vec<f64> = letters.iter().map(|letter| letter.size).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or_default()
}

/// How wide the first word is, with the punctuation that cannot begin a line.
fn first_width(letters: &[Letter]) -> f64 {
    let opens = |letter: &Letter| "“‘（《〈「『【〔([{".contains(letter.letter);
    let closes = |letter: &Letter| "，。、；：？！”’）》〉」』】〕％‰,.;:?!)]}%".contains(letter.letter);
    let mut end = letters.iter().take_while(|letter| opens(letter)).count();
    match letters.get(end) {
        Some(letter) if is_chinese(letter.letter) => end += 1,
        _ => {
            let is_word = |letter: &&Letter| !is_chinese(letter.letter) && !letter.letter.is_whitespace();
            end += letters[end..].iter().take_while(is_word).count();
        }
    }
    end += letters[end..].iter().take_while(|letter| closes(letter)).count();
    let last = &letters[end.max(1).min(letters.len()) - 1];
    last.right - letters[0].left
}

/// What goes between two lines that belong together.
pub(super) fn between(line: &Line, next: &Line) -> &'static str {
    let (Some(last), Some(first)) = (line.text.chars().last(), next.text.chars().next()) else { return "" };
    let are_letters = last.is_ascii_alphabetic() && first.is_ascii_alphabetic();
    if line.ends_in_space && !(is_chinese(last) && is_chinese(first)) || are_letters { " " } else { "" }
}

/// What a cell says, in the order in which it is read, and whether its last line has no room for more; `room` is
/// how wide its lines can be.
pub(super) fn cell_text(letters: Vec<Letter>, room: f64) -> (String, bool) {
    let turn = letters.first().map_or(0, |letter| letter.turn);
    if letters.iter().any(|letter| letter.turn != turn) {
        let mut turned: Vec<Vec<Letter>> = vec![Vec::new(); 4];
        letters.into_iter().for_each(|letter| turned[usize::from(letter.turn % 4)].push(letter));
        return (turned.into_iter().map(|letters| joined(&lines(letters), None)).collect(), false);
    }
    if let Some(columns) = downward(&letters) {
        return (columns.concat(), false);
    }
    let lines = lines(letters);
    // The room for turned letters is another.
    let room = (turn == 0).then_some(room);
    (
        joined(&lines, room),
        lines.last().is_some_and(|line| room.is_some_and(|room| room < line.width() + line.size)),
    )
}

/// Lines put together. A number that is broken because its cell is too narrow goes on without a gap.
fn joined(lines: &[Line], room: Option<f64>) -> String {
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        text.push_str(&line.text);
        let Some(next) = lines.get(at + 1) else { break };
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let are_numbers = is_digit(line.text.chars().last()) && is_digit(next.text.chars().next());
        let is_broken = room.is_none_or(|room| room < line.width() + 0.8 * line.size);
        text.push_str(if are_numbers && !is_broken { "\n" } else { between(line, next) });
    }
    text.replace('\t', " ")
}

/// The columns of a text that is written downwards in several, from right to left; none if it is not. Such a
/// text is drawn downwards as well.
fn downward(letters: &[Letter]) -> Option<Vec<String>> {
    let seen: Vec<&Letter> = letters.iter().filter(|letter| !letter.letter.is_whitespace()).collect();
    let middle = |letter: &Letter| (letter.left + letter.right) / 2.0;
    let down = |pair: &&[&Letter]| {
        let (above, below) = (pair[0], pair[1]);
        (middle(above) - middle(below)).abs() < 0.3 * above.size
            && (0.8..2.5).contains(&((below.base - above.base) / above.size))
    };
    let steps = seen.windows(2).filter(down).count();
    let across = seen.iter().map(|letter| middle(letter));
    let (least, most) =
        across.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), x| (least.min(x), most.max(x)));
    if 3 * steps < 2 * seen.len().saturating_sub(1) || most - least < 0.8 * seen.first()?.size {
        return None;
    }
    let mut columns: Vec<(f64, Vec<&Letter>)> = Vec::new();
    for letter in &seen {
        let near = columns.iter().position(|(x, _)| (*x - middle(letter)).abs() < 0.5 * letter.size);
        match near {
            Some(at) => columns[at].1.push(letter),
            None if columns.len() < 40 => columns.push((middle(letter), vec![letter])),
            None => return None,
        }
    }
    columns.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    Some(
        columns
            .into_iter()
            .map(|(_, mut column)| {
                column.sort_by(|one, other| one.base.total_cmp(&other.base));
                column.iter().map(|letter| letter.letter).collect()
            })
            .collect(),
    )
}
