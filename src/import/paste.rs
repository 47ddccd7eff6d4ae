//! What a paste does to a report: which cells change, and what of it does not fit. Labels that came
//! along decide where a value belongs; without them, its place does.
//! Knows no clipboard; changes nothing by itself.

use super::align::align;
use super::grid::Grid;
use crate::format::{Format, Kind};
use crate::report::entry::{self, Entry, Obstacle};
use crate::report::{Edit, Report, unit};

/// What a paste would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paste {
    /// The cells that change, each with its new entry.
    pub cells: Vec<(usize, Entry)>,
    /// How many places of the table were put into cells, those that change nothing included.
    pub placed: usize,
    /// What does not fit, in the order of the source.
    pub misfits: Vec<Misfit>,
    /// Amounts that were converted to the unit of their cells, in words.
    pub converted: Vec<String>,
}

/// Something of a paste that does not fit.
#[derive(Clone, Debug, PartialEq)]
pub enum Misfit {
    /// Rows that begin below the table, or values beyond its edge.
    Beyond(Vec<String>),
    /// A row that the form does not have.
    Row {
        /// Its label.
        label: String,
        /// Its values.
        values: Vec<String>,
    },
    /// A value in a column that the form does not have.
    Column {
        /// The label of its row.
        row: String,
        /// The label of its column, if it has one.
        column: String,
        /// The value.
        value: String,
    },
    /// A value of a cell that only the other edition has.
    OtherEdition {
        /// The name of the cell.
        name: &'static str,
        /// The value.
        value: String,
    },
    /// A text that is no number; it goes into its cell as it is.
    NotANumber {
        /// The name of the cell.
        name: &'static str,
        /// The text.
        text: String,
    },
}

/// How many values of a misfit are named.
const MOST_NAMED: usize = 8;

impl Misfit {
    /// What does not fit, as a line of a list.
    pub fn words(&self) -> String {
        let named = |values: &[String]| {
            let more = if values.len() > MOST_NAMED { " …" } else { "" };
            format!("{}{more}", values[..values.len().min(MOST_NAMED)].join(" "))
        };
        match self {
            Misfit::Beyond(values) => format!("超出表格边缘的：{}", named(values)),
            Misfit::Row { label, values } if label.is_empty() => {
                format!("没有标签、不知属于哪一行的：{}", named(values))
            }
            Misfit::Row { label, values } => format!("表里没有的行“{label}”：{}", named(values)),
            Misfit::Column { row, column, value } if column.is_empty() => {
                format!("“{row}”一行多出来的：{value}")
            }
            Misfit::Column { row, column, value } => {
                format!("“{row}”一行里，表里没有的列“{column}”：{value}")
            }
            Misfit::OtherEdition { name, value } => format!("另一种格式才有的格“{name}”：{value}"),
            Misfit::NotANumber { name, text } => format!("不是数字，照原样放进“{name}”：{text}"),
        }
    }
}

/// Works out what pasting tables would do. `range` is the rectangle that is selected, row by row; it
/// begins with the cell that was pasted at.
pub fn paste(report: &Report, grids: &[Grid], range: &[Vec<usize>]) -> Paste {
    let Some(&at) = range.first().and_then(|row| row.first()) else { return Paste::default() };
    let format = report.format();
    let mut paste = Paste::default();
    let mut placed = Vec::new();
    if let [grid] = grids
        && let Some(value) = grid.single()
    {
        // One value fills the whole range, but for the totals in it.
        let alone = range.len() == 1 && range[0].len() == 1;
        let cells = range.iter().flatten().filter(|cell| alone || !format.cells[**cell].is_total());
        placed.extend(cells.map(|cell| (*cell, value.to_owned())));
    } else {
        for grid in grids {
            match align(grid, report.edition, &format.cells[at].id) {
                Some(alignment) => {
                    for (id, value) in alignment.placed {
                        match format.cell(id) {
                            Some(cell) => placed.push((cell, value)),
                            None => paste.misfits.extend(of_other_edition(report, id, value)),
                        }
                    }
                    let row = |(label, values)| Misfit::Row { label, values };
                    paste.misfits.extend(alignment.rows.into_iter().map(row));
                    let column = |(row, column, value)| Misfit::Column { row, column, value };
                    paste.misfits.extend(alignment.columns.into_iter().map(column));
                }
                None => by_place(format, grid, at, &mut placed, &mut paste.misfits),
            }
        }
    }
    paste.placed = placed.len();
    settle(report, placed, &mut paste);
    paste
}

fn of_other_edition(report: &Report, id: &str, value: String) -> Option<Misfit> {
    let mut others = crate::format::Edition::ALL.into_iter().filter(|edition| *edition != report.edition);
    let format =
        others.find_map(|edition| Some(edition.format()).filter(|format| format.cell(id).is_some()))?;
    let name = &format.cells[format.cell(id)?].name;
    (!value.is_empty()).then_some(Misfit::OtherEdition { name, value })
}

/// Puts a grid over the table, its first place on a cell. A merged cell of the source fills its place;
/// where a row fits only without regard to merging, its cells go by order.
fn by_place(
    format: &'static Format,
    grid: &Grid,
    at: usize,
    placed: &mut Vec<(usize, String)>,
    misfits: &mut Vec<Misfit>,
) {
    let Some((row, place)) = format.place(at) else { return };
    let chapter = format.rows[row].chapter;
    let from = format.rows[row].places[place].columns.start;
    for (offset, spots) in grid.rows.iter().enumerate() {
        let values: Vec<(usize, &str)> = (spots.iter().enumerate())
            .filter(|(_, spot)| spot.begins)
            .map(|(column, spot)| (column, spot.text.as_str()))
            .collect();
        let Some(target) = format.rows.get(row + offset).filter(|target| target.chapter == chapter) else {
            let values: Vec<String> =
                values.iter().map(|(_, text)| (*text).to_owned()).filter(|text| !text.is_empty()).collect();
            if !values.is_empty() {
                misfits.push(Misfit::Beyond(values));
            }
            continue;
        };
        let reached: Vec<usize> =
            (target.places.iter().filter(|place| place.columns.end > from)).map(|place| place.cell).collect();
        let at_column = |column: usize| {
            let mut places = target.places.iter();
            places.find(|place| place.columns.contains(&(from + column))).map(|place| place.cell)
        };
        let fits = values.iter().all(|(column, text)| text.is_empty() || at_column(*column).is_some());
        let by_order = !fits && values.len() <= reached.len();
        let mut beyond = Vec::new();
        let mut filled: Vec<usize> = Vec::new();
        for (order, (column, text)) in values.into_iter().enumerate() {
            let cell = if by_order { reached.get(order).copied() } else { at_column(column) };
            match cell.filter(|cell| !filled.contains(cell)) {
                Some(cell) => {
                    filled.push(cell);
                    placed.push((cell, text.to_owned()));
                }
                None if text.is_empty() => {}
                None => beyond.push(text.to_owned()),
            }
        }
        if !beyond.is_empty() {
            misfits.push(Misfit::Beyond(beyond));
        }
    }
}

/// Turns what was placed into entries, and keeps those that change something. Totals follow if they
/// show what their parts sum up to.
fn settle(report: &Report, placed: Vec<(usize, String)>, paste: &mut Paste) {
    let format = report.format();
    let mut after = report.clone();
    let mut totals = Vec::new();
    for (position, text) in placed {
        let cell = &format.cells[position];
        let entry = unit::read(cell.kind, &text);
        let shown = entry.text(cell.kind);
        // `7730.28万元` says what its cell shows; `251000元` does not.
        let was_converted = matches!(entry, Entry::Number(_)) && Entry::parse(cell.kind, &text) != entry;
        if cell.kind == Kind::Money && was_converted && !text.contains(&shown) {
            paste.converted.push(format!("{}：“{text}”即 {shown} 万元", cell.name));
        }
        if let Entry::Text(text) = &entry
            && entry::obstacle(cell.kind, text) != Obstacle::Dash
        {
            paste.misfits.push(Misfit::NotANumber { name: &cell.name, text: text.clone() });
        }
        if cell.is_total() {
            after.apply(Edit::Cells(vec![(position, Entry::Automatic)]));
            if entry != Entry::Blank {
                totals.push((position, entry));
            }
        } else {
            after.apply(Edit::Cells(vec![(position, entry)]));
        }
    }
    after.settle_totals(&totals);
    let changed = (0..format.cells.len()).filter(|cell| report.cell(*cell) != after.cell(*cell));
    paste.cells = changed.map(|cell| (cell, after.cell(cell).clone())).collect();
}
