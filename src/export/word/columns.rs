//! How wide the columns of a table are: as wide as what stands in them asks for, columns of numbers all alike, and
//! none too narrow for a number or two letters. Knows no table by name.

use super::body::halves;
use crate::document::{DocumentCell, DocumentTable};

/// Half a letter of a table, in twentieths of a point.
const HALF: usize = 105;
/// A digit, in whatever font is there for the one that is asked for.
const DIGIT: usize = 136;
/// What a cell leaves free at its sides; one with a label leaves more.
const SIDES: usize = 40;
const LABEL_SIDES: usize = SIDES + 96;
/// A column of labels has room for three letters, one of numbers for two letters and for four digits.
const LEAST_OF_LABELS: usize = 6 * HALF + LABEL_SIDES;
const LEAST_DIGITS: usize = 4;
/// A number that is longer than so many digits is broken.
const MOST_DIGITS: usize = 8;
/// What is longer than so many half letters asks for no more.
const MOST: usize = 80;
const MOST_OF_NUMBERS: usize = 16;

/// What a column asks for.
#[derive(Clone, Copy, Default)]
struct Column {
    /// The half letters that it would take without a break, shared by all the rows of a cell.
    wanted: usize,
    /// The digits of the longest number.
    digits: usize,
    is_of_numbers: bool,
}

impl Column {
    fn of(cell: &DocumentCell) -> Column {
        let is_of_numbers = cell.id.is_some();
        let wanted = halves(&cell.text).min(if is_of_numbers { MOST_OF_NUMBERS } else { MOST });
        let digits = if is_of_numbers { digits(&cell.text).min(MOST_DIGITS) } else { 0 };
        Column { wanted: wanted.div_ceil(cell.rowspan.max(1)), digits, is_of_numbers }
    }

    fn and(self, other: Column) -> Column {
        Column {
            wanted: self.wanted.max(other.wanted),
            digits: self.digits.max(other.digits),
            is_of_numbers: self.is_of_numbers || other.is_of_numbers,
        }
    }

    /// The width that it must have, in twentieths of a point.
    fn least(self) -> usize {
        match self.is_of_numbers {
            true => self.digits.max(LEAST_DIGITS) * DIGIT + SIDES,
            false => LEAST_OF_LABELS,
        }
    }
}

/// The most letters of a text that no line breaks: those of a number.
fn digits(text: &str) -> usize {
    text.split(|c: char| !c.is_ascii() || c == ' ').map(str::len).max().unwrap_or(0)
}

/// The widths of the columns, in twentieths of a point; together they are `whole`.
pub fn widths(table: &DocumentTable, grid: &[Vec<Option<(usize, usize)>>], whole: usize) -> Vec<usize> {
    let mut columns = vec![Column::default(); table.columns];
    for ((at, row), places) in table.head.iter().chain(&table.body).enumerate().zip(grid) {
        for (column, place) in columns.iter_mut().zip(places) {
            let begins = place.filter(|(first, _)| *first == at).and_then(|(_, cell)| row.get(cell));
            if let Some(cell) = begins.filter(|cell| cell.colspan == 1) {
                *column = column.and(Column::of(cell));
            }
        }
    }
    let numbers = columns.iter().copied().filter(|column| column.is_of_numbers);
    let mut numbers = numbers.reduce(Column::and).unwrap_or_default();
    // Where not everything has room without a break, what stands above numbers is broken first.
    if columns.iter().map(|column| column.wanted * HALF + LABEL_SIDES).sum::<usize>() > whole {
        numbers.wanted = numbers.least() / HALF;
    }
    for column in columns.iter_mut().filter(|column| column.is_of_numbers) {
        *column = numbers;
    }
    share(&columns, whole)
}

/// Shares a width out in proportion to what columns want; those whose part would be too small get what they must
/// have before.
fn share(columns: &[Column], whole: usize) -> Vec<usize> {
    let wanted: Vec<usize> = columns.iter().map(|column| column.wanted.max(1)).collect();
    let least: Vec<usize> = columns.iter().map(|column| column.least()).collect();
    let mut open: Vec<usize> = (0..columns.len()).collect();
    let mut room = whole;
    let part = |open: &[usize], room: usize, at: usize| {
        wanted[at] * room / open.iter().map(|at| wanted[*at]).sum::<usize>()
    };
    while let Some(tight) = open.iter().position(|at| part(&open, room, *at) < least[*at]) {
        room = room.saturating_sub(least[open.remove(tight)]);
    }
    let mut widths = least.clone();
    for at in &open {
        widths[*at] = part(&open, room, *at);
    }
    // Too many columns for the page share what there is; what the division left goes to the first.
    let sum: usize = widths.iter().sum();
    if sum > whole {
        widths.iter_mut().for_each(|width| *width = *width * whole / sum);
    }
    let left = whole - widths.iter().sum::<usize>();
    if let Some(first) = widths.first_mut() {
        *first += left;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(wanted: usize, digits: usize, is_of_numbers: bool) -> Column {
        Column { wanted, digits, is_of_numbers }
    }

    #[test]
    fn a_width_is_shared_out_to_the_last_bit_and_nobody_gets_too_little() {
        let narrow = column(1, 1, true);
        let labels = column(60, 0, false);
        for columns in
            [vec![labels, narrow, narrow], vec![narrow; 15], vec![column(4, 0, false), labels, narrow]]
        {
            let widths = share(&columns, 8845);
            assert_eq!(widths.iter().sum::<usize>(), 8845);
            assert!(
                columns.iter().zip(&widths).all(|(column, width)| column.least() <= *width),
                "{widths:?}"
            );
        }
    }

    #[test]
    fn a_note_in_a_cell_of_numbers_does_not_widen_it() {
        let cell = |text: &str| {
            Column::of(&DocumentCell {
                text: text.to_owned(),
                scope: None,
                id: Some("a"),
                colspan: 1,
                rowspan: 1,
            })
        };
        assert_eq!(cell("123456").digits, 6);
        assert_eq!(cell("22（其中修订16件）").digits, 2);
    }

    #[test]
    fn too_many_columns_still_stand_on_the_page() {
        let widths = share(&vec![column(8, 6, true); 40], 8845);
        assert_eq!(widths.iter().sum::<usize>(), 8845);
        assert!(widths.iter().all(|width| *width > 200));
    }
}
