//! The rectangle of cells that is selected, by keys or by the mouse, and what is done to it.

use std::mem;

use super::{Editing, Effect, Model, Turn};
use crate::draft::Storage;
use crate::export::range;
use crate::format::grid::Step;
use crate::format::{Cell, Edition, Kind};
use crate::report::Edit;
use crate::report::entry::{self, Entry};
use crate::report::figure::Figures;

/// Two or more cells that are selected.
#[derive(Clone, Debug, PartialEq)]
pub struct Selection {
    /// The cell that it began with.
    pub anchor: Cell,
    /// The cell that moves.
    pub head: Cell,
    /// All its cells, row by row.
    pub rows: Vec<Vec<Cell>>,
}

impl Selection {
    /// The edition of its cells.
    pub fn edition(&self) -> Edition {
        self.anchor.edition()
    }

    fn cells(&self) -> impl Iterator<Item = Cell> {
        self.rows.iter().flatten().copied()
    }
}

impl Editing {
    /// What is selected, if that is more than one cell.
    pub fn selection(&self) -> Option<&Selection> {
        self.selection.as_ref()
    }

    /// Whether more than one cell is selected.
    pub(super) fn has_range(&self) -> bool {
        self.selection.is_some()
    }

    /// How many cells are selected and what they add up to; nothing where none are.
    pub fn range_words(&self) -> String {
        let Some(selection) = &self.selection else { return String::new() };
        let figures = Figures::of(self.report());
        let cells: Vec<Cell> = selection.cells().collect();
        let numbers = cells.iter().filter(|cell| figures.at(**cell).known > 0).count();
        let words = format!("已选 {} 格，{numbers} 个数", cells.len());
        let is_money = |cell: &Cell| cell.declared().kind == Kind::Money;
        let amounts = cells.iter().filter(|cell| is_money(cell)).count();
        // Amounts and counts do not add up to anything.
        if amounts != 0 && amounts != cells.len() {
            return words;
        }
        let is_money = amounts > 0;
        let kind = if is_money { Kind::Money } else { Kind::Count };
        let unit = if is_money { " 万元" } else { "" };
        format!("{words}，合计 {}{unit}", entry::write(kind, figures.sum(&cells).value))
    }

    /// What the selected cells show, row by row.
    fn range_texts(&self) -> Vec<Vec<String>> {
        let figures = Figures::of(self.report());
        let text = |cell: &Cell| figures.text(self.report(), *cell);
        let rows = self.selection.iter().flat_map(|selection| &selection.rows);
        rows.map(|row| row.iter().map(text).collect()).collect()
    }
}

impl Model {
    /// Selects the rectangle between two cells of a table; a single cell is no selection. On a narrow screen
    /// a wide table shows some of its columns: what is not seen is not selected.
    fn select<S: Storage>(&mut self, anchor: Cell, head: Cell, turn: &mut Turn<S>) {
        let (is_narrow, column) = (turn.is_narrow, self.column);
        let Some(editing) = self.at_work() else { return };
        let mut rows = editing.format().rectangle(anchor, head);
        if is_narrow {
            let table = editing.format().table_of(anchor.id());
            let own = |cell: &Cell| table.and_then(|table| table.narrow_column(*cell));
            let is_seen = |cell: &Cell| own(cell).is_none_or(|own| own == column);
            rows.iter_mut().for_each(|row| row.retain(is_seen));
        }
        let count: usize = rows.iter().map(Vec::len).sum();
        let selection = (count > 1).then_some(Selection { anchor, head, rows });
        if editing.selection != selection {
            editing.selection = selection;
            let words = editing.range_words();
            turn.say(words);
        }
    }

    /// Moves the far end of the selection, which begins at a cell if nothing is selected.
    pub(super) fn extend<S: Storage>(&mut self, cell: Cell, step: Step, turn: &mut Turn<S>) {
        let Some(editing) = self.at_work() else { return };
        let begun = editing.selection.as_ref().filter(|selection| selection.anchor == cell);
        let (anchor, head) = begun.map_or((cell, cell), |selection| (selection.anchor, selection.head));
        let Some(to) = editing.format().step(head, step) else { return };
        if editing.format().in_one_table(anchor, to) {
            self.select(anchor, to, turn);
            turn.ask(Effect::Bring(to.id()));
        }
    }

    /// The mouse is pressed: with Shift in a cell it selects from the cell that has the focus.
    pub(super) fn press_mouse<S: Storage>(&mut self, field: &str, shift: bool, turn: &mut Turn<S>) {
        let Some(editing) = self.at_work() else { return };
        let cell = editing.format().cell(field);
        match (cell, editing.focused_cell()) {
            (Some(cell), Some(focused))
                if shift && cell != focused && editing.format().in_one_table(cell, focused) =>
            {
                turn.ask(Effect::PreventDefault);
                let anchor = editing.selection.as_ref().map_or(focused, |selection| selection.anchor);
                self.select(anchor, cell, turn);
            }
            _ => {
                editing.selection = None;
                editing.pressed = cell;
            }
        }
    }

    /// The mouse comes into an element: while it is pressed it selects cells, and no text.
    pub(super) fn enter_with_mouse<S: Storage>(&mut self, field: &str, is_down: bool, turn: &mut Turn<S>) {
        let Some(editing) = self.at_work() else { return };
        let Some(pressed) = editing.pressed else { return };
        if !is_down {
            editing.pressed = None;
        } else if let Some(cell) = editing.format().cell(field)
            && (cell != pressed || editing.has_range())
        {
            self.select(pressed, cell, turn);
        }
    }

    /// The mouse button is up again: the number with which a selection began is replaced by what is typed.
    pub(super) fn release_mouse<S: Storage>(&mut self, turn: &mut Turn<S>) {
        let Some(editing) = self.at_work() else { return };
        if mem::take(&mut editing.pressed).is_some() && editing.has_range() {
            turn.ask(Effect::SelectAgain);
        }
    }

    /// Copies the selected cells; within one cell that is the browser's own affair.
    pub(super) fn copy_range<S: Storage>(&mut self, turn: &mut Turn<S>) {
        let Some(editing) = self.at_work().filter(|editing| editing.has_range()) else { return };
        let texts = editing.range_texts();
        let count: usize = texts.iter().map(Vec::len).sum();
        turn.ask(Effect::PutOnClipboard { text: range::write_text(&texts), html: range::write_html(&texts) });
        turn.say(format!("已复制 {count} 格。"));
    }

    /// Copies the selected cells and empties them.
    pub(super) fn cut_range<S: Storage>(&mut self, turn: &mut Turn<S>) {
        if self.at_work().is_some_and(|editing| editing.has_range()) {
            self.copy_range(turn);
            self.clear_range(turn);
        }
    }

    /// Empties the selected cells; totals follow their parts again.
    pub(super) fn clear_range<S: Storage>(&mut self, turn: &mut Turn<S>) {
        let Some(editing) = self.at_work() else { return };
        let report = editing.report();
        let cells = editing.selection.iter().flat_map(Selection::cells);
        let blank = cells.map(|cell| (cell, Entry::initial(cell)));
        let cells: Vec<_> = blank.filter(|(cell, entry)| report.cell(*cell) != entry).collect();
        let words = match cells.len() {
            0 => "选中的格本来就是空的。".to_owned(),
            count => format!("已清空 {count} 格，可以撤销。"),
        };
        self.act(Edit::Cells(cells), turn);
        turn.say(words);
    }
}
