//! Which cell of its row each value is: by the labels above where these stand over the values, else by order
//! where a row has exactly as many values as the form. A row with fewer is never placed by position.
//! Knows no report.

mod heading;

use std::collections::BTreeMap;

use heading::Heading;

use super::official::Row as FormRow;
use super::rows::{Head, Piece, Row};
use crate::format::Cell;

/// Where the values of a row belong.
#[derive(Default)]
pub struct Landing<'a> {
    /// Cells, each with its value; a blank has an empty text.
    pub placed: Vec<(Cell, &'a Piece)>,
    /// Values in columns that the form does not have.
    pub beside: Vec<&'a Piece>,
    /// Values whose columns are not known.
    pub loose: Vec<&'a Piece>,
    /// The labels above the values of cells: where a unit may stand.
    pub above: Vec<(Cell, String)>,
}

/// Finds the cells of the values of a row.
pub fn land<'a>(
    row: &'a Row,
    values: &'a [Piece],
    head: Option<&Head>,
    habits: &Habits,
    form_row: &FormRow,
) -> Landing<'a> {
    let count = form_row.places.len();
    let filled: Vec<&Piece> = values.iter().filter(|piece| !piece.text.is_empty()).collect();
    let heading = head.map(|head| Heading::of(head, form_row, row.in_grid() && is_over(head, row)));
    let is_short = habits.is_short(row, count, heading.as_ref());
    if let Some(landing) =
        heading.as_ref().and_then(|heading| heading.by_column(row, values, is_short, form_row))
    {
        return landing;
    }
    let named = heading.as_ref().map(|heading| &heading.named);
    let is_official = named.is_none_or(|named| {
        let gaps = count.saturating_sub(named.len());
        named.is_empty()
            || gaps == 0
            || gaps <= 2 && count > 4 && heading.as_ref().is_some_and(|it| it.strange >= gaps)
    });
    let lacks_a_cell = is_short
        && match &heading {
            Some(heading) if heading.places.iter().any(Option::is_some) => heading.first >= row.begin,
            _ => values.first().is_some_and(|piece| piece.text.is_empty()),
        };
    if is_official
        && !lacks_a_cell
        && let Some(values) = exactly(values, count, if is_short { Slack::Behind } else { habits.slack })
    {
        let placed: Vec<(Cell, &Piece)> =
            form_row.places.iter().zip(values).map(|((cell, _), piece)| (*cell, piece)).collect();
        let above = heading.map(|heading| heading.units(form_row)).unwrap_or_default();
        return Landing { placed, above, ..Landing::default() };
    }
    // A few columns in their order, and as many values: too few for one that lost its label.
    if !is_official
        && let Some(heading) = &heading
        && heading.is_one_row
        && heading.strange == 0
        && heading.in_row.len() == values.len()
        && heading.in_row.is_sorted()
        && 2 * values.len() <= count + 1
        && count > 4
    {
        let placed = heading.in_row.iter().zip(values);
        let placed = placed.map(|(place, piece)| (form_row.places[*place].0, piece)).collect();
        return Landing { placed, above: heading.units(form_row), ..Landing::default() };
    }
    if filled.is_empty() && count > 0 && is_official {
        return Landing::default();
    }
    Landing { loose: filled, ..Landing::default() }
}

/// Whether the labels are those of the table that the row stands in, column by column.
fn is_over(head: &Head, row: &Row) -> bool {
    let width = row.values.last().map_or(row.begin, |piece| piece.column + 1);
    head.width > 0 && width <= head.width
}

/// Where the values of a table stand whose rows have more cells than the form.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Slack {
    /// It is not known.
    #[default]
    Unknown,
    /// Right behind the labels; blank cells follow.
    Behind,
    /// At the end of the row; blank cells stand before.
    Before,
}

/// What the rows of a table have in common.
#[derive(Clone, Debug, Default)]
pub struct Habits {
    slack: Slack,
    /// For every count of values how many rows have so many, and the end of the longest of them.
    ends: BTreeMap<usize, (usize, usize)>,
}

impl Habits {
    /// The habits of rows, each with the count of values that the form has in it.
    pub fn of<'a>(rows: impl Iterator<Item = (&'a Row, usize)> + Clone) -> Habits {
        let mut ends: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for (row, count) in rows.clone() {
            let (rows, end) = ends.entry(count).or_default();
            *rows += 1;
            *end = row.end.max(*end);
        }
        Habits { slack: Slack::of(rows), ends }
    }

    /// Whether a row lacks cells that others with so many values have; of the only one its labels tell.
    fn is_short(&self, row: &Row, count: usize, heading: Option<&Heading>) -> bool {
        let misses_columns = |heading: &Heading| heading.named.len() == count && heading.reaches_beyond(row);
        match self.ends.get(&count).filter(|_| row.in_grid()) {
            None => false,
            Some((1, _)) => heading.is_some_and(misses_columns),
            Some((_, end)) => row.end < *end,
        }
    }
}

impl Slack {
    /// A total is blank only where all totals are.
    fn of<'a>(rows: impl Iterator<Item = (&'a Row, usize)>) -> Slack {
        let (mut fits_before, mut fits_behind) = (true, true);
        let (mut ends_before, mut ends_behind, mut any) = (0, 0, 0);
        for (row, count) in rows {
            let Some(excess) = row.values.len().checked_sub(count).filter(|excess| *excess > 0) else {
                continue;
            };
            let is_filled = |piece: &Piece| !piece.text.is_empty();
            if !row.values.iter().any(is_filled) {
                continue;
            }
            any += 1;
            fits_behind &= !row.values[count..].iter().any(is_filled);
            fits_before &= !row.values[..excess].iter().any(is_filled);
            ends_behind += usize::from(count > 0 && is_filled(&row.values[count - 1]));
            ends_before += usize::from(row.values.last().is_some_and(is_filled));
        }
        match (fits_before, fits_behind) {
            _ if any == 0 => Slack::Unknown,
            (true, false) => Slack::Before,
            (false, true) => Slack::Behind,
            (true, true) if ends_behind == any && ends_before == 0 => Slack::Behind,
            (true, true) if ends_before == any && ends_behind == 0 => Slack::Before,
            _ => Slack::Unknown,
        }
    }
}

/// As many values as the form has in a row, if what is too much is blank.
fn exactly(values: &[Piece], count: usize, slack: Slack) -> Option<&[Piece]> {
    let excess = values.len().checked_sub(count)?;
    let is_blank = |piece: &Piece| piece.text.is_empty();
    if excess == 0 || values.iter().all(is_blank) {
        return Some(&values[..count]);
    }
    let fits_behind = values[count..].iter().all(is_blank);
    let fits_before = values[..excess].iter().all(is_blank);
    match (fits_before, fits_behind, slack) {
        (_, true, Slack::Behind) | (false, true, _) => Some(&values[..count]),
        (true, _, Slack::Before) | (true, false, Slack::Unknown) => Some(&values[excess..]),
        _ => None,
    }
}
