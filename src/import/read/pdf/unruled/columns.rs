//! The columns in which the numbers of all rows stand, and which of them a piece takes. Knows no letter.

use super::Band;

/// A column of numbers.
pub(super) struct Column {
    /// Where its numbers begin and end.
    left: f64,
    right: f64,
    /// Where it begins itself.
    start: f64,
}

/// The columns of the numbers; none if the numbers do not tell.
pub(super) fn columns(bands: &[Band]) -> Option<Vec<Column>> {
    let pieces = || bands.iter().flat_map(|band| &band.pieces);
    let mut places: Vec<(f64, f64)> =
        pieces().filter(|piece| piece.is_value()).map(|piece| (piece.left, piece.right)).collect();
    places.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut columns: Vec<Column> = Vec::new();
    for (left, right) in places {
        match columns.last_mut() {
            Some(column) if left < column.right => column.right = column.right.max(right),
            _ => columns.push(Column { left, right, start: left - 1.0 }),
        }
    }
    // A column begins between its numbers and those before, where fewest headings would be cut.
    for at in 1..columns.len() {
        let (before, left) = (columns[at - 1].right, columns[at].left);
        let cut = |x: &f64| pieces().filter(|piece| piece.left < *x && *x < piece.right).count();
        let places = [(before + left) / 2.0, left - 1.0, before + 1.0];
        columns[at].start = places.into_iter().min_by_key(cut).unwrap_or(left);
    }
    // Labels that reach among the numbers: each row has columns of its own.
    let rows = || bands.iter().filter(|band| band.values() > 0);
    let mut labels = rows().flat_map(|band| &band.pieces).filter(|piece| !piece.is_value());
    if labels.any(|label| columns.first().is_some_and(|column| label.right > column.left)) {
        return None;
    }
    // One row at least has a number in each.
    (bands.iter().map(Band::values).max() == Some(columns.len())).then_some(columns)
}

/// Which column each piece begins in, and how many it takes; none if they stand in each other's way.
pub(super) fn spans(band: &Band, columns: &[Column], labels: usize) -> Option<Vec<(usize, usize)>> {
    let start = |at: usize| columns[at].start;
    let end = |at: usize| columns.get(at + 1).map_or(f64::INFINITY, |next| next.start);
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let mut label = 0;
    if let [piece] = &band.pieces[..]
        && !piece.is_value()
    {
        return Some(vec![(0, labels + columns.len())]);
    }
    for piece in &band.pieces {
        let middle = (piece.left + piece.right) / 2.0;
        let within = |at: &usize| {
            let (left, right) = (piece.left.max(start(*at)), piece.right.min(end(*at)));
            let width = columns[*at].right - columns[*at].left;
            (start(*at)..end(*at)).contains(&middle) || !piece.is_value() && right - left > width.max(6.0)
        };
        let taken: Vec<usize> = (0..columns.len()).filter(within).collect();
        let span = match (taken.first(), taken.last()) {
            (Some(first), Some(last)) => (labels + first, last - first + 1),
            _ => {
                label += 1;
                (label - 1, 1)
            }
        };
        let is_free = spans.last().is_none_or(|last| last.0 + last.1 <= span.0);
        if !is_free || label > labels {
            return None;
        }
        spans.push(span);
    }
    // The last label reaches to the numbers.
    if let Some(last) = spans.iter_mut().take(label).last() {
        last.1 = labels - last.0;
    }
    Some(spans)
}
