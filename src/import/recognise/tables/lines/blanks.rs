//! Blank cells of rows of lines: more blank lines or bars between two values than usual.
//! Knows no label.

use crate::import::recognise::tables::rows::{Piece, Row};
use crate::import::source::Place;

/// How many blank lines or bars stand between two cells as a rule: fewer mean nothing, more are blank cells.
pub fn usual_gap<'a>(rows: impl Iterator<Item = &'a Row>) -> usize {
    let mut counts = std::collections::BTreeMap::new();
    for piece in rows.flat_map(|row| &row.values) {
        *counts.entry(piece.gap).or_insert(0_usize) += 1;
    }
    let most = counts.values().copied().max().unwrap_or(0);
    counts.into_iter().find(|(_, count)| 2 * count >= most).map_or(0, |(gap, _)| gap)
}

/// The values of a row of lines with its blanks, where the blank lines or bars in it tell so many cells.
pub fn with_blanks(row: &Row, usual: usize, count: usize) -> Option<Vec<Piece>> {
    let mut pieces: Vec<Piece> = Vec::new();
    let blank = |place: Place, column: usize| Piece { text: String::new(), place, column, gap: 0 };
    for piece in &row.values {
        for _ in usual..piece.gap.min(usual + count) {
            pieces.push(blank(piece.place, pieces.len()));
        }
        pieces.push(Piece { column: pieces.len(), ..piece.clone() });
    }
    let behind = row.behind.saturating_sub(usual);
    if pieces.len() > count || pieces.len() + behind < count {
        return None;
    }
    while pieces.len() < count {
        pieces.push(blank(row.place, pieces.len()));
    }
    Some(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::recognise::tables::lexicon::Lexicon;
    use crate::import::recognise::tables::lines::Understood;
    use crate::import::recognise::tables::rows::Rows;

    fn read(text: &str) -> Rows {
        let mut rows = Rows::default();
        let lines: Vec<(usize, &str)> = text.split('\n').enumerate().collect();
        rows.add_lines(&lines, &mut Lexicon::default(), &mut Understood::default());
        rows
    }

    #[test]
    fn blank_lines_are_blank_cells_where_they_fit() {
        let rows = read("规章\n\n0\n\n0\n\n0\n\n行政规范性文件\n\n\n\n5\n\n行政许可");
        let usual = usual_gap(rows.rows.iter());
        assert_eq!(usual, 1);
        let blanks = with_blanks(&rows.rows[1], usual, 3).expect("blanks");
        assert_eq!(blanks.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>(), ["", "", "5"]);
        assert!(with_blanks(&rows.rows[1], usual, 4).is_none());
    }

    #[test]
    fn bars_alone_in_a_line_are_the_edges_of_cells() {
        let rows = read("|\n规章 |\n0 |\n0 |\n|\n|\n行政规范性文件 |\n5 |\n12 |\n8 |\n|\n行政许可 |\n0 |\n|");
        let usual = usual_gap(rows.rows.iter());
        let texts: Vec<String> = with_blanks(&rows.rows[0], usual, 3)
            .expect("blanks")
            .into_iter()
            .map(|piece| piece.text)
            .collect();
        assert_eq!(texts, ["0", "0", ""]);
    }
}
