//! Cells that take several columns or rows, laid out on a grid as browsers do: the one way to know which
//! cell takes which place.
//! Knows neither the form nor any file.

/// Lays out rows of cells, each with the columns and the rows that it takes. Says for every place of the
/// grid, row by row, which cell takes it: its row and its place there. A cell never reaches below the last
/// row nor beyond `most_columns`; one that would begin there has no place. Rows are as long as they must be.
pub fn lay_out<Row: IntoIterator<Item = (usize, usize)>>(
    rows: impl ExactSizeIterator<Item = Row>,
    most_columns: usize,
) -> Vec<Vec<Option<(usize, usize)>>> {
    let mut grid: Vec<Vec<Option<(usize, usize)>>> = vec![Vec::new(); rows.len()];
    for (row, cells) in rows.enumerate() {
        let mut column = 0;
        for (cell, (colspan, rowspan)) in cells.into_iter().enumerate() {
            while grid[row].get(column).is_some_and(Option::is_some) {
                column += 1;
            }
            let end = (column + colspan.clamp(1, most_columns)).min(most_columns);
            for line in grid.iter_mut().skip(row).take(rowspan.max(1)) {
                if line.len() < end {
                    line.resize(end, None);
                }
                for place in line.iter_mut().take(end).skip(column) {
                    place.get_or_insert((row, cell));
                }
            }
        }
    }
    grid
}

#[cfg(test)]
mod tests {
    use super::lay_out;

    #[test]
    fn a_cell_takes_the_next_free_places_and_is_cut_at_the_edge() {
        let rows = [vec![(1, 2), (2, 1)], vec![(1, 1), (usize::MAX, 9), (1, 1)]];
        let places = lay_out(rows.into_iter(), 3);
        let first = vec![Some((0, 0)), Some((0, 1)), Some((0, 1))];
        assert_eq!(places, [first, vec![Some((0, 0)), Some((1, 0)), Some((1, 1))]]);
    }
}
