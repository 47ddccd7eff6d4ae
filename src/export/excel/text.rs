//! A text as cells below each other, a paragraph each, and back: without loss, though a cell holds but so
//! much. Knows no sheet.

/// The most UTF-16 units of a cell. Excel takes 32,767.
pub const MOST_UNITS: usize = 32_000;

/// The cells of a text, one for each line of it; empty for an empty text. Blank lines at its beginning and end
/// stay in the first and the last cell, so that blank cells behind them count for nothing. A line that is
/// too long goes on in the next cell: it is then full.
pub fn cells(text: &str) -> Vec<String> {
    let body = text.trim_start_matches('\n');
    let before = &text[..text.len() - body.len()];
    let inner = body.trim_end_matches('\n');
    let mut lines: Vec<String> = inner.split('\n').map(str::to_owned).collect();
    if let Some(first) = lines.first_mut() {
        first.insert_str(0, before);
    }
    if let Some(last) = lines.last_mut() {
        last.push_str(&body[inner.len()..]);
    }
    let mut cells: Vec<String> = lines.iter().flat_map(|line| pieces(line)).map(str::to_owned).collect();
    while cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    cells
}

/// The text of cells.
pub fn joined<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cells: Vec<&str> = cells.into_iter().collect();
    let end = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    let mut text = String::new();
    for (at, cell) in cells[..end].iter().enumerate() {
        if at > 0 && !is_full(cells[at - 1]) {
            text.push('\n');
        }
        text.push_str(cell);
    }
    text
}

/// As much of a text as a single cell holds.
pub fn first_cell(text: &str) -> &str {
    pieces(text)[0]
}

/// A line in pieces: each is full but the last, which may be empty.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut begin, mut units) = (0, 0);
    for (at, c) in line.char_indices() {
        units += c.len_utf16();
        if units >= MOST_UNITS - 1 {
            let end = at + c.len_utf8();
            pieces.push(&line[begin..end]);
            (begin, units) = (end, 0);
        }
    }
    pieces.push(&line[begin..]);
    pieces
}

fn is_full(cell: &str) -> bool {
    cell.len() >= MOST_UNITS - 1 && cell.encode_utf16().count() >= MOST_UNITS - 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn comes_back(text: &str) -> Vec<String> {
        let cells = cells(text);
        assert_eq!(joined(cells.iter().map(String::as_str).chain(["", ""])), text);
        assert!(cells.iter().all(|cell| cell.encode_utf16().count() <= MOST_UNITS + 1_000));
        cells
    }

    #[test]
    fn a_paragraph_is_a_cell_and_blank_lines_are_kept() {
        assert_eq!(comes_back("甲\n\n乙"), ["甲", "", "乙"]);
        assert_eq!(comes_back("\n甲\n乙\n\n"), ["\n甲", "乙\n\n"]);
        assert_eq!(comes_back(" "), [" "]);
        assert_eq!(comes_back("\n\n"), ["\n\n"]);
        assert_eq!(comes_back(""), [""; 0]);
    }

    #[test]
    fn a_line_that_is_too_long_for_a_cell_goes_on_in_the_next() {
        for units in [MOST_UNITS - 2, MOST_UNITS - 1, MOST_UNITS, MOST_UNITS + 1, 3 * MOST_UNITS] {
            for text in ["长".repeat(units), "𠮷".repeat(units / 2), format!("甲{}\n乙", "𠮷".repeat(units))]
            {
                let cells = comes_back(&text);
                assert!(cells.iter().all(|cell| cell.encode_utf16().count() <= MOST_UNITS));
            }
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in any::<String>(), lines in "[甲\n ]{0,12}") {
            comes_back(&text);
            comes_back(&lines);
        }
    }
}
