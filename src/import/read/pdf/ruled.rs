//! Tables, found by their ruling lines: lines that cross belong together, and what they enclose are cells, of
//! which some reach over several columns or rows. Knows no letter.

use super::path::Rule;

/// What is nearer together than this, in points, is the same line; no row and no column is as narrow.
const NEAR: f64 = 4.0;
/// How far lines may end before the one that they meet, and how far a dashed one has gaps.
const GAP: f64 = 3.0;
/// The most lines of a page, and the most columns and rows of a table.
const MOST_LINES: usize = 3000;
const MOST_COLUMNS: usize = 60;
const MOST_ROWS: usize = 300;
/// The most tables of a page.
const MOST_TABLES: usize = 40;

/// A table, as its lines tell.
#[derive(Debug, PartialEq)]
pub(super) struct Ruled {
    /// Where its columns and rows begin and end, ascending.
    pub(super) columns: Vec<f64>,
    pub(super) rows: Vec<f64>,
    /// Its cells, by their first row and column; they fill it without a gap.
    pub(super) cells: Vec<Cell>,
    /// The cell of every place, row by row.
    places: Vec<usize>,
}

/// A cell: where it begins, and how far it reaches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
}

impl Ruled {
    /// The cell that a point is in.
    pub(super) fn cell_at(&self, x: f64, y: f64) -> Option<usize> {
        let column = self.columns.partition_point(|start| *start <= x).checked_sub(1)?;
        let row = self.rows.partition_point(|start| *start <= y).checked_sub(1)?;
        let width = self.columns.len() - 1;
        (column < width && row < self.rows.len() - 1).then(|| self.places[row * width + column])
    }

    /// Where a cell begins and ends from left to right.
    pub(super) fn sides(&self, cell: &Cell) -> (f64, f64) {
        (self.columns[cell.column], self.columns[cell.column + cell.columns])
    }
}

/// A line, level or upright: where it is, and from where to where it goes.
#[derive(Clone, Copy, Debug)]
struct Line {
    at: f64,
    from: f64,
    to: f64,
}

/// The tables of a page, from top to bottom.
pub(super) fn tables(rules: &[Rule]) -> Vec<Ruled> {
    let is_level = |rule: &&Rule| (rule.to.x - rule.from.x).abs() >= (rule.to.y - rule.from.y).abs();
    let level = rules.iter().filter(is_level);
    let level = level.map(|rule| Line { at: rule.from.y, from: rule.from.x, to: rule.to.x }).collect();
    let upright = rules.iter().filter(|rule| !is_level(rule));
    let upright = upright.map(|rule| Line { at: rule.from.x, from: rule.from.y, to: rule.to.y }).collect();
    let (level, upright) = (joined(level), joined(upright));
    if level.len() + upright.len() > MOST_LINES {
        return Vec::new();
    }
    let mut found: Vec<Ruled> =
        groups(&level, &upright).into_iter().filter_map(|(level, upright)| ruled(&level, &upright)).collect();
    found.truncate(MOST_TABLES);
    found.sort_by(|one, other| one.rows[0].total_cmp(&other.rows[0]));
    found
}

/// Lines that lie on each other are one, at the place of the first; what is joined without a gap is one line.
fn joined(mut lines: Vec<Line>) -> Vec<Line> {
    lines.sort_by(|one, other| one.at.total_cmp(&other.at));
    let mut start = f64::NEG_INFINITY;
    for line in &mut lines {
        if line.at - start > NEAR {
            start = line.at;
        }
        line.at = start;
    }
    lines.sort_by(|one, other| one.at.total_cmp(&other.at).then(one.from.total_cmp(&other.from)));
    let mut joined: Vec<Line> = Vec::new();
    for line in lines {
        match joined.last_mut() {
            Some(last) if last.at == line.at && line.from <= last.to + GAP => last.to = last.to.max(line.to),
            _ => joined.push(line),
        }
    }
    joined.retain(|line| line.to - line.from > NEAR);
    joined
}

/// The lines that hang together by crossing.
fn groups(level: &[Line], upright: &[Line]) -> Vec<(Vec<Line>, Vec<Line>)> {
    let mut group: Vec<usize> = (0..level.len() + upright.len()).collect();
    for (one, across) in level.iter().enumerate() {
        let first = upright.partition_point(|down| down.at < across.from - GAP);
        for (other, down) in upright.iter().enumerate().skip(first) {
            if down.at > across.to + GAP {
                break;
            }
            if down.from - GAP <= across.at && across.at <= down.to + GAP {
                let (one, other) = (root(&mut group, one), root(&mut group, level.len() + other));
                group[one] = other;
            }
        }
    }
    let mut groups: Vec<(Vec<Line>, Vec<Line>)> = vec![Default::default(); group.len()];
    for (at, line) in level.iter().enumerate() {
        groups[root(&mut group, at)].0.push(*line);
    }
    for (at, line) in upright.iter().enumerate() {
        groups[root(&mut group, level.len() + at)].1.push(*line);
    }
    groups.retain(|(level, upright)| !level.is_empty() && !upright.is_empty());
    groups
}

/// The one that stands for a group.
fn root(group: &mut [usize], mut at: usize) -> usize {
    while group[at] != at {
        group[at] = group[group[at]];
        at = group[at];
    }
    at
}

/// A table of lines that hang together; none if they enclose less than two cells.
fn ruled(level: &[Line], upright: &[Line]) -> Option<Ruled> {
    let columns = edges(upright, level);
    let rows = edges(level, upright);
    let (width, height) = (columns.len().checked_sub(1)?, rows.len().checked_sub(1)?);
    if !(1..=MOST_COLUMNS).contains(&width) || !(1..=MOST_ROWS).contains(&height) {
        return None;
    }
    // Whether a line closes a place to the right, and below.
    let right = walls(upright, &columns, &rows);
    let below = walls(level, &rows, &columns);
    let mut group: Vec<usize> = (0..width * height).collect();
    let mut join = |one: usize, other: usize| {
        let (one, other) = (root(&mut group, one), root(&mut group, other));
        group[one.max(other)] = one.min(other);
    };
    for row in 0..height {
        for column in 0..width {
            let place = row * width + column;
            if column + 1 < width && !right[column + 1][row] {
                join(place, place + 1);
            }
            if row + 1 < height && !below[row + 1][column] {
                join(place, place + width);
            }
        }
    }
    let roots: Vec<usize> = (0..width * height).map(|place| root(&mut group, place)).collect();
    let (cells, places) = cells(&roots, width);
    (cells.len() > 1).then_some(Ruled { columns, rows, cells, places })
}

/// Where lines stand, and where those across reach beyond them: the edge of a table that has none drawn.
fn edges(lines: &[Line], across: &[Line]) -> Vec<f64> {
    let mut edges: Vec<f64> = lines.iter().map(|line| line.at).collect();
    edges.dedup();
    let start = across.iter().map(|line| line.from).fold(f64::INFINITY, f64::min);
    let end = across.iter().map(|line| line.to).fold(f64::NEG_INFINITY, f64::max);
    if edges.first().is_some_and(|first| start < first - 2.0 * NEAR) {
        edges.insert(0, start);
    }
    if edges.last().is_some_and(|last| end > last + 2.0 * NEAR) {
        edges.push(end);
    }
    edges
}

/// For every edge, which of the places along it a line closes.
fn walls(lines: &[Line], edges: &[f64], along: &[f64]) -> Vec<Vec<bool>> {
    let mut walls = vec![vec![false; along.len() - 1]; edges.len()];
    for line in lines {
        let Some(edge) = edges.iter().position(|edge| *edge == line.at) else { continue };
        for (place, ends) in along.windows(2).enumerate() {
            let covered = line.to.min(ends[1]) - line.from.max(ends[0]);
            walls[edge][place] |= covered > 0.6 * (ends[1] - ends[0]);
        }
    }
    walls
}

/// The cells that places which hang together are, and the cell of every place; what is no rectangle falls into
/// its rows.
fn cells(roots: &[usize], width: usize) -> (Vec<Cell>, Vec<usize>) {
    // For every group the cell that reaches around it, and how many places it has.
    let mut spans: Vec<Option<(Cell, usize)>> = vec![None; roots.len()];
    for (place, root) in roots.iter().enumerate() {
        let (row, column) = (place / width, place % width);
        let (span, count) = spans[*root].get_or_insert((Cell { row, column, rows: 1, columns: 1 }, 0));
        let last = (span.column + span.columns).max(column + 1);
        span.column = span.column.min(column);
        (span.columns, span.rows) = (last - span.column, row + 1 - span.row);
        *count += 1;
    }
    let mut cells: Vec<Cell> = Vec::new();
    let mut places: Vec<usize> = Vec::new();
    let mut begun: Vec<Option<usize>> = vec![None; roots.len()];
    for (place, root) in roots.iter().enumerate() {
        let (row, column) = (place / width, place % width);
        let Some((span, count)) = spans[*root] else { continue };
        let is_whole = span.rows * span.columns == count;
        let goes_on = column > 0 && roots[place - 1] == *root;
        let cell = match begun[*root] {
            Some(cell) if is_whole || goes_on => cell,
            _ => {
                let run = roots[place..(row + 1) * width].iter().take_while(|other| *other == root).count();
                cells.push(if is_whole { span } else { Cell { row, column, rows: 1, columns: run } });
                cells.len() - 1
            }
        };
        begun[*root] = Some(cell);
        places.push(cell);
    }
    (cells, places)
}

#[cfg(test)]
mod tests {
    use super::super::matrix::Point;
    use super::*;

    fn level(y: f64, from: f64, to: f64) -> Rule {
        Rule { from: Point { x: from, y }, to: Point { x: to, y } }
    }

    fn upright(x: f64, from: f64, to: f64) -> Rule {
        Rule { from: Point { x, y: from }, to: Point { x, y: to } }
    }

    fn spans(ruled: &Ruled) -> Vec<(usize, usize, usize, usize)> {
        ruled.cells.iter().map(|cell| (cell.row, cell.column, cell.rows, cell.columns)).collect()
    }

    #[test]
    fn merged_cells_are_found_where_lines_are_missing() {
        // A heading over two columns, and a label beside two rows.
        let rules = [
            level(0.0, 0.0, 300.0),
            level(20.0, 100.0, 300.0),
            level(40.0, 0.0, 300.0),
            upright(0.0, 0.0, 40.0),
            upright(100.0, 0.0, 40.0),
            upright(200.0, 20.0, 40.0),
            upright(300.0, 0.0, 40.0),
        ];
        let found = tables(&rules);
        assert_eq!(found.len(), 1);
        assert_eq!(spans(&found[0]), [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]);
        assert_eq!(found[0].cell_at(250.0, 10.0), Some(1));
        assert_eq!(found[0].cell_at(50.0, 30.0), Some(0));
        assert_eq!(found[0].cell_at(350.0, 30.0), None);
    }

    #[test]
    fn a_table_without_sides_reaches_as_far_as_its_lines() {
        let rules = [
            level(0.0, 0.0, 200.0),
            level(20.0, 0.0, 200.0),
            level(40.0, 0.0, 200.0),
            upright(100.0, 0.0, 40.0),
        ];
        assert_eq!(tables(&rules)[0].columns, [0.0, 100.0, 200.0]);
        // Cut by the end of the page: its columns go on below its last line.
        let cut = [
            level(0.0, 0.0, 200.0),
            upright(0.0, 0.0, 30.0),
            upright(100.0, 0.0, 30.0),
            upright(200.0, 0.0, 30.0),
        ];
        assert_eq!(spans(&tables(&cut)[0]), [(0, 0, 1, 1), (0, 1, 1, 1)]);
    }

    #[test]
    fn a_frame_or_a_line_below_a_word_is_no_table() {
        let frame = [
            level(0.0, 0.0, 90.0),
            level(50.0, 0.0, 90.0),
            upright(0.0, 0.0, 50.0),
            upright(90.0, 0.0, 50.0),
        ];
        assert_eq!(tables(&frame), []);
        assert_eq!(tables(&[level(0.0, 0.0, 90.0), level(20.0, 0.0, 90.0)]), []);
    }

    #[test]
    fn double_and_dashed_lines_are_one() {
        let mut rules = vec![level(0.0, 0.0, 200.0), level(2.0, 0.0, 200.0), level(20.0, 0.0, 200.0)];
        rules.extend((0..10).map(|dash| upright(0.0, f64::from(dash) * 2.0, f64::from(dash) * 2.0 + 1.0)));
        rules.extend([upright(100.0, 0.0, 20.0), upright(200.0, 0.0, 20.0), upright(202.5, 0.0, 20.0)]);
        assert_eq!(spans(&tables(&rules)[0]), [(0, 0, 1, 1), (0, 1, 1, 1)]);
    }

    #[test]
    fn a_corner_is_no_cell_but_falls_into_rows() {
        let rules = [
            level(0.0, 0.0, 200.0),
            level(20.0, 100.0, 200.0),
            level(40.0, 0.0, 200.0),
            upright(0.0, 0.0, 40.0),
            upright(100.0, 20.0, 40.0),
            upright(200.0, 0.0, 40.0),
        ];
        assert_eq!(spans(&tables(&rules)[0]), [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]);
    }
}
