//! Puts together what a page or a document opens and closes: text, tables, tables within tables. Decides which
//! tables are tables and which only lay out a page. Knows no file format.

use super::blocks::{Blocks, TOO_LONG};
use super::sheet;
use super::text::{self, Unit};
use crate::import::grid::SourceCell;
use crate::import::source::{MOST_BLOCKS, MOST_LETTERS};
use crate::report::entry::trim;

/// From how many letters on a cell with several paragraphs is a part of a page.
const LONG_CELL: usize = 300;
/// From how many letters on what stands alone in a table is no label.
const LONG_TEXT: usize = 40;
/// How many numbers make a table a table whatever else stands in it.
const MANY_NUMBERS: usize = 8;
/// From how many paragraphs on it is told whether they are paragraphs.
const MANY_PARAGRAPHS: usize = 40;
/// The longest paragraph, in letters, that may be the text of a cell.
const SHORT: usize = 14;

/// Something that was put together.
#[derive(Clone, Debug)]
pub enum Item {
    Heading(String),
    Paragraph(String),
    /// A paragraph that says nothing.
    Blank,
    /// Text whose lines count.
    Lines(String),
    Table(Vec<Vec<SourceCell>>),
}

#[derive(Default)]
struct Cell {
    items: Vec<Item>,
    colspan: usize,
    rowspan: usize,
}

/// What is open and what was closed.
pub struct Composer {
    blocks: Blocks,
    /// What stands in no table, and the tables.
    flow: Vec<Item>,
    letters: usize,
    /// The tables that are open, the innermost last, row by row.
    tables: Vec<Vec<Vec<Cell>>>,
}

impl Composer {
    /// Puts blocks behind those that are there.
    pub fn new(blocks: Blocks) -> Composer {
        Composer { blocks, flow: Vec::new(), letters: 0, tables: Vec::new() }
    }

    /// Opens a table in what is open.
    pub fn open_table(&mut self) {
        self.tables.push(Vec::new());
    }

    /// Begins a row of the innermost table.
    pub fn open_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.push(Vec::new());
        }
    }

    /// Begins a cell; says where it stands, by row and place in the row.
    pub fn open_cell(&mut self, colspan: usize, rowspan: usize) -> (usize, usize) {
        let Some(table) = self.tables.last_mut() else { return (0, 0) };
        if table.is_empty() {
            table.push(Vec::new());
        }
        let at = table.len() - 1;
        table[at].push(Cell { items: Vec::new(), colspan: colspan.max(1), rowspan: rowspan.max(1) });
        (at, table[at].len() - 1)
    }

    /// A cell of the innermost table takes one more row.
    pub fn reach_down(&mut self, (row, place): (usize, usize)) {
        let cell = self.tables.last_mut().and_then(|table| table.get_mut(row)?.get_mut(place));
        if let Some(cell) = cell {
            cell.rowspan += 1;
        }
    }

    /// Whether text that is added now stands in a cell.
    pub fn is_in_table(&self) -> bool {
        !self.tables.is_empty()
    }

    /// Adds what was read to what is open: a cell, or the whole. Text between the cells of a table stands
    /// before the table, as browsers have it.
    pub fn add(&mut self, item: Item) {
        let item = match item {
            Item::Heading(text) | Item::Paragraph(text) if trim(&text).is_empty() => Item::Blank,
            item => item,
        };
        self.letters += letters(&item);
        let is_blank = matches!(item, Item::Blank);
        match self.open_items() {
            Some(_) if is_blank => {}
            Some(items) => items.push(item),
            None => self.flow.push(item),
        }
    }

    /// What is in the innermost cell that is open.
    fn open_items(&mut self) -> Option<&mut Vec<Item>> {
        let mut cells = self.tables.iter_mut().rev().filter_map(|table| table.last_mut()?.last_mut());
        cells.next().map(|cell| &mut cell.items)
    }

    /// Closes the innermost table: it becomes a table, or what is in its cells stands in its place.
    pub fn close_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        let mut items = settle(table);
        match self.open_items() {
            Some(held) if held.is_empty() => *held = items,
            Some(held) => held.append(&mut items),
            None => self.flow.append(&mut items),
        }
    }

    /// Whether nothing more is taken.
    pub fn is_full(&self) -> bool {
        self.letters > MOST_LETTERS || self.flow.len() > MOST_BLOCKS * 2
    }

    /// What was put together, with every table closed.
    pub fn finish(mut self) -> Blocks {
        while self.is_in_table() {
            self.close_table();
        }
        if self.is_full() {
            self.blocks.problem(TOO_LONG);
        }
        let mut run = Vec::new();
        for item in self.flow {
            match item {
                Item::Table(rows) => {
                    emit(&mut self.blocks, std::mem::take(&mut run));
                    self.blocks.table(rows);
                }
                Item::Lines(lines) => {
                    emit(&mut self.blocks, std::mem::take(&mut run));
                    text::add(&mut self.blocks, &lines, Unit::Line);
                }
                item => run.push(item),
            }
        }
        emit(&mut self.blocks, run);
        self.blocks
    }
}

/// Adds the paragraphs between two tables. Where most are as short as cells, each is a line, the blank ones too,
/// and where cells are parted by tabs, they are tables.
fn emit(blocks: &mut Blocks, run: Vec<Item>) {
    let texts = || run.iter().map(text_of);
    let filled = texts().filter(|text| !text.is_empty()).count();
    let short = texts().filter(|text| !text.is_empty() && text.chars().count() <= SHORT).count();
    let rows = texts().filter(|text| text::is_tab_row(text)).count();
    if filled >= MANY_PARAGRAPHS && short * 2 >= filled {
        return text::add(blocks, &texts().collect::<Vec<_>>().join("\n"), Unit::Line);
    }
    if rows > 1 {
        return text::add(blocks, &texts().collect::<Vec<_>>().join("\n"), Unit::Paragraph);
    }
    for item in run {
        match item {
            Item::Heading(text) => blocks.heading(&text.replace('\t', " ")),
            item => blocks.paragraph(&text_of(&item).replace('\t', " ")),
        }
    }
}

fn text_of(item: &Item) -> &str {
    match item {
        Item::Heading(text) | Item::Paragraph(text) | Item::Lines(text) => text,
        Item::Blank | Item::Table(_) => "",
    }
}

/// What a table comes to.
fn settle(table: Vec<Vec<Cell>>) -> Vec<Item> {
    let cells = || table.iter().flatten();
    let filled = cells().filter(|cell| !cell.items.is_empty()).count();
    let numbers = cells().filter(|cell| is_number(cell)).count();
    let nested: usize = cells().flat_map(|cell| &cell.items).map(cells_within).sum();
    let is_long =
        |cell: &Cell| cell.items.len() > 2 && cell.items.iter().map(letters).sum::<usize>() > LONG_CELL;
    let is_frame = filled <= 1
        && (cells().count() <= 2
            || cells().flat_map(|cell| &cell.items).map(letters).sum::<usize>() > LONG_TEXT);
    let is_layout = is_frame || nested > filled || numbers < MANY_NUMBERS && cells().any(is_long);
    if is_layout {
        let mut items = Vec::new();
        for cell in table.into_iter().flatten() {
            if items.is_empty() {
                items = cell.items;
            } else {
                items.extend(cell.items);
            }
        }
        return items;
    }
    let rows: Vec<Vec<SourceCell>> =
        table.into_iter().map(|row| row.into_iter().map(flat).collect()).collect();
    if sheet::holds_text(&rows) { sheet::split(rows) } else { vec![Item::Table(rows)] }
}

fn is_number(cell: &Cell) -> bool {
    matches!(cell.items.as_slice(), [Item::Paragraph(text)]
        if text.len() < 16 && text.contains(|c: char| c.is_ascii_digit()))
}

fn cells_within(item: &Item) -> usize {
    match item {
        Item::Table(rows) => rows.iter().flatten().filter(|cell| !trim(&cell.text).is_empty()).count(),
        _ => 0,
    }
}

fn letters(item: &Item) -> usize {
    text_of(item).chars().count()
}

/// A cell as one text, its paragraphs on lines of their own.
fn flat(cell: Cell) -> SourceCell {
    let mut lines = Vec::new();
    for item in cell.items {
        match item {
            Item::Heading(text) | Item::Paragraph(text) | Item::Lines(text) => lines.push(text),
            Item::Table(rows) => lines.extend(rows.into_iter().flatten().map(|cell| cell.text)),
            Item::Blank => {}
        }
    }
    SourceCell { text: lines.join("\n"), colspan: cell.colspan, rowspan: cell.rowspan }
}
