//! What a paste does to a report: which cells change, and what of it does not fit. Labels that came
//! along decide where a value belongs; without them, its place does.
//! Knows no clipboard; changes nothing by itself.

mod labelled;

use std::collections::{HashMap, HashSet};

use labelled::Labelled;

use super::characters::is_han;
use super::grid::{Grid, Spot};
use super::recognise::tables::values::{is_grouped, is_value};
use crate::format::{Cell, Format};
use crate::report::entry::{self, Entry, Obstacle};
use crate::report::{Edit, Report, unit};

/// What a paste would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paste {
    /// The cells that change, each with its new entry.
    pub cells: Vec<(Cell, Entry)>,
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
    /// Values in a column that the form does not have.
    Column {
        /// The label of the column, or that of the row where the column has none.
        label: String,
        /// The values.
        values: Vec<String>,
    },
    /// A table, or a label without a known row, that was not used.
    Unused(Vec<String>),
    /// A label that was taken for another.
    Guess {
        /// What it says.
        label: String,
        /// What it was taken for.
        row: &'static str,
    },
    /// Another value for a cell that one was put into already.
    Twice {
        /// The name of the cell.
        name: &'static str,
        /// The value that was left out.
        value: String,
    },
    /// Groups of digits that were read as one number.
    Grouped {
        /// The name of the cell.
        name: &'static str,
        /// What the source says.
        text: String,
        /// What it was read as.
        number: String,
    },
    /// More rows or columns than are read.
    Cut,
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
            Misfit::Column { label, values } => format!("“{label}”多出来的：{}", named(values)),
            Misfit::Unused(values) => format!("没有用上的：{}", named(values)),
            Misfit::Guess { label, row } => format!("“{label}”当作“{row}”"),
            Misfit::Twice { name, value } => format!("“{name}”有两个数，只用第一个，没有用：{value}"),
            Misfit::Grouped { name, text, number } => {
                format!("“{text}”当作一个数 {number}，放进“{name}”")
            }
            Misfit::Cut => "表格太大，只读了前面的部分".to_owned(),
            Misfit::OtherEdition { name, value } => format!("另一种格式才有的格“{name}”：{value}"),
            Misfit::NotANumber { name, text } => format!("不是数字，照原样放进“{name}”：{text}"),
        }
    }
}

/// Works out what pasting tables would do. `range` is the rectangle that is selected, row by row; it
/// begins with the cell that was pasted at. A rectangle of another edition takes nothing.
pub fn paste(report: &Report, grids: &[Grid], range: &[Vec<Cell>]) -> Paste {
    let at = range.first().and_then(|row| row.first()).filter(|at| at.edition() == report.edition());
    let Some(&at) = at else { return Paste::default() };
    let format = report.format();
    let mut paste = Paste::default();
    let mut placed = Vec::new();
    if let [grid] = grids
        && let Some(value) = grid.single()
    {
        // One value fills the whole range, but for the totals in it.
        let alone = range.len() == 1 && range[0].len() == 1;
        let cells = range.iter().flatten().filter(|cell| alone || !cell.declared().is_total());
        placed.extend(cells.map(|cell| (*cell, value.to_owned())));
    } else {
        paste.misfits.extend(grids.iter().filter(|grid| grid.is_cut).map(|_| Misfit::Cut));
        let place = format.place(at).map_or(0, |(_, place)| place);
        match labelled::by_label(grids, report.edition(), place) {
            Some(labelled) => {
                // Beside tables that are known by their labels, one that is not is none of the form.
                let unused = labelled.unused.iter().filter_map(|at| grids.get(*at));
                let unused = unused.map(|grid| Misfit::Unused(texts(grid.rows.iter().flatten())));
                paste.misfits.extend(unused);
                by_label(report, labelled, &mut placed, &mut paste.misfits);
            }
            None => grids.iter().for_each(|grid| by_place(format, grid, at, &mut placed, &mut paste.misfits)),
        }
    }
    leave_out_second_values(&mut placed, &mut paste.misfits);
    paste.placed = placed.len();
    settle(report, placed, &mut paste);
    paste
}

fn by_label(
    report: &Report,
    labelled: Labelled,
    placed: &mut Vec<(Cell, String)>,
    misfits: &mut Vec<Misfit>,
) {
    misfits.extend(labelled.guesses.into_iter().map(|(label, row)| Misfit::Guess { label, row }));
    for (id, value) in labelled.placed {
        match report.format().cell(id) {
            Some(cell) => placed.push((cell, value)),
            None => misfits.extend(of_other_edition(report, id, value)),
        }
    }
    misfits.extend(labelled.rows.into_iter().map(|(label, values)| Misfit::Row { label, values }));
    misfits.extend(labelled.columns.into_iter().map(|(label, values)| Misfit::Column { label, values }));
}

/// What the places of a grid say, without those that say nothing.
fn texts<'a>(spots: impl Iterator<Item = &'a Spot>) -> Vec<String> {
    spots.filter(|spot| spot.begins && !spot.text.is_empty()).map(|spot| spot.text.clone()).collect()
}

/// How many places at the left of a row hold a label of a row that is not known: words, with values behind.
/// The values go by place all the same.
fn unknown_labels(spots: &[Spot]) -> usize {
    let is_word = |spot: &&Spot| {
        let letters = spot.text.chars().filter(|c| is_han(*c));
        letters.collect::<HashSet<char>>().len() > 3
    };
    let labels = spots.iter().take_while(|spot| !is_value(&spot.text) && is_word(spot)).count();
    if spots[labels..].iter().any(|spot| is_value(&spot.text)) { labels } else { 0 }
}

/// Of several values for a cell the first counts, and another is named.
fn leave_out_second_values(placed: &mut Vec<(Cell, String)>, misfits: &mut Vec<Misfit>) {
    let mut seen: HashMap<Cell, String> = HashMap::new();
    placed.retain(|(cell, value)| match seen.get(cell) {
        None => {
            seen.insert(*cell, value.clone());
            true
        }
        Some(first) => {
            if first != value {
                misfits.push(Misfit::Twice { name: &cell.declared().name, value: value.clone() });
            }
            false
        }
    });
}

fn of_other_edition(report: &Report, id: &str, value: String) -> Option<Misfit> {
    let mut others = crate::format::Edition::ALL.into_iter().filter(|edition| *edition != report.edition());
    let name = &others.find_map(|edition| edition.format().cell(id))?.declared().name;
    (!value.is_empty()).then_some(Misfit::OtherEdition { name, value })
}

/// Puts a grid over the table, its first place on a cell. A merged cell of the source fills its place;
/// where a row fits only without regard to merging, its cells go by order.
fn by_place(
    format: &'static Format,
    grid: &Grid,
    at: Cell,
    placed: &mut Vec<(Cell, String)>,
    misfits: &mut Vec<Misfit>,
) {
    let Some((row, place)) = format.place(at) else { return };
    let chapter = format.rows[row].chapter;
    let from = format.rows[row].places[place].columns.start;
    for (offset, spots) in grid.rows.iter().enumerate() {
        let labels = unknown_labels(spots);
        if labels > 0 {
            misfits.push(Misfit::Unused(texts(spots[..labels].iter())));
        }
        let values: Vec<(usize, &str)> = (spots[labels..].iter().enumerate())
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
        let reached: Vec<Cell> =
            (target.places.iter().filter(|place| place.columns.end > from)).map(|place| place.cell).collect();
        let at_column = |column: usize| {
            let mut places = target.places.iter();
            places.find(|place| place.columns.contains(&(from + column))).map(|place| place.cell)
        };
        let fits = values.iter().all(|(column, text)| text.is_empty() || at_column(*column).is_some());
        let by_order = !fits && values.len() <= reached.len();
        let mut beyond = Vec::new();
        let mut filled: Vec<Cell> = Vec::new();
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
fn settle(report: &Report, placed: Vec<(Cell, String)>, paste: &mut Paste) {
    let mut after = report.clone();
    let mut totals = Vec::new();
    for (place, text) in placed {
        let cell = place.declared();
        let entry = unit::read(cell.kind, &text);
        let shown = entry.text(cell.kind);
        let is_number = matches!(entry, Entry::Number(_));
        if let Some(told) = unit::understand(cell.kind, &text).and_then(|understood| understood.told) {
            paste.converted.push(format!("{}：{told}", cell.name));
        }
        if is_number && is_grouped(&text) {
            let text = text.clone();
            paste.misfits.push(Misfit::Grouped { name: &cell.name, text, number: shown });
        }
        if let Entry::Text(text) = &entry
            && entry::obstacle(cell.kind, text) != Obstacle::Dash
        {
            paste.misfits.push(Misfit::NotANumber { name: &cell.name, text: text.clone() });
        }
        if cell.is_total() {
            after.apply(Edit::Cells(vec![(place, Entry::Automatic)]));
            if entry != Entry::Blank {
                totals.push((place, entry));
            }
        } else {
            after.apply(Edit::Cells(vec![(place, entry)]));
        }
    }
    after.settle_totals(&totals);
    let changed = report.format().cells.iter().filter(|cell| report.cell(**cell) != after.cell(**cell));
    paste.cells = changed.map(|cell| (*cell, after.cell(*cell).clone())).collect();
}
