//! The keys of the number cells, as in a spreadsheet: arrows, Enter, Home and End go from cell to cell,
//! with Shift they select, typing replaces, F2 edits, Esc restores, Delete clears what is selected, F1
//! explains. Where a step leads is the format's affair.

use super::effect::Focus;
use super::message::{Action, KeyPress};
use super::{Editing, Effect, Model, Turn};
use crate::draft::Storage;
use crate::format::Cell;
use crate::format::grid::Step;
use crate::format::table::Narrow;
use crate::report::Edit;

impl Model {
    /// A key is pressed in a field. What the page takes up, the browser leaves.
    pub(super) fn press_key<S: Storage>(&mut self, press: KeyPress, turn: &mut Turn<S>) {
        let is_narrow = turn.is_narrow;
        let Some(editing) = self.at_work() else { return };
        let Some(cell) = editing.format().cell(&press.field) else { return };
        editing.is_fresh = false;
        let has_range = editing.has_range();
        match press.key.as_str() {
            "Shift" | "Control" => return,
            "F1" => self.act_on(Action::ShowHelp, turn),
            "F2" => {
                editing.selection = None;
                turn.ask(Effect::CaretToEnd);
            }
            "Escape" if has_range => editing.selection = None,
            "Escape" => self.restore(cell, turn),
            // With Shift, Delete cuts: that is an event of the clipboard.
            "Delete" | "Backspace" if has_range && !press.shift => self.clear_range(turn),
            "Delete" | "Insert" if press.shift => return,
            _ => {
                let Some((step, extends)) = step_of(&press, has_range) else {
                    // What is typed goes into the one cell; copying and the like are of the whole range.
                    if !press.control {
                        editing.selection = None;
                    }
                    return;
                };
                let step = if is_narrow { upright(editing, cell, step) } else { step };
                if extends {
                    self.extend(cell, step, turn);
                } else {
                    editing.selection = None;
                    if let Some(to) = editing.format().step(cell, step) {
                        self.show_column(to.id());
                        turn.focus(Focus::near(to.id()));
                    }
                }
            }
        }
        turn.ask(Effect::PreventDefault);
    }

    /// Puts back what stood in the cell before it was typed into; what else changed it is left to undo.
    fn restore<S: Storage>(&mut self, cell: Cell, turn: &mut Turn<S>) {
        let Some(editing) = self.at_work() else { return };
        let before = editing.history.typing_in().filter(|(typed, _)| *typed == cell);
        if let Some(entry) = before.map(|(_, entry)| entry.clone()) {
            editing.typing = None;
            self.apply(Edit::Cells(vec![(cell, entry)]), turn);
        }
        turn.ask(Effect::SelectAgain);
    }
}

/// On a narrow screen the cells of some tables stand above each other: up and down go from one to the next.
fn upright(editing: &Editing, cell: Cell, step: Step) -> Step {
    let format = editing.format();
    let table = format.table_of(cell.id());
    let is_upright = table.is_some_and(|table| matches!(table.narrow, Narrow::Upright));
    match step {
        Step::Up if is_upright && format.step(cell, Step::Left).is_some() => Step::Left,
        Step::Down if is_upright => Step::Right,
        step => step,
    }
}

/// The step that a key asks for, and whether it selects. Left and right leave a cell only at the edge of
/// its text; with Shift they select cells only where they cannot select text.
fn step_of(press: &KeyPress, has_range: bool) -> Option<(Step, bool)> {
    let caret = press.caret;
    let whole = has_range || caret.is_whole();
    let at_start = whole || caret.start == 0 && caret.end == 0;
    let at_end = whole || caret.start == caret.length && caret.end == caret.length;
    let shift = press.shift;
    let step = match (press.key.as_str(), press.control) {
        ("Enter", false) => return Some((if shift { Step::Up } else { Step::Down }, false)),
        ("ArrowDown", false) => Step::Down,
        ("ArrowUp", false) => Step::Up,
        ("ArrowLeft", false) if at_start && (whole || !shift) => Step::Left,
        ("ArrowRight", false) if at_end && (whole || !shift) => Step::Right,
        ("Home", false) if whole || !shift => Step::RowStart,
        ("End", false) if whole || !shift => Step::RowEnd,
        ("ArrowUp", true) => Step::Top,
        ("ArrowDown", true) => Step::Bottom,
        ("ArrowLeft", true) => Step::RowStart,
        ("ArrowRight", true) => Step::RowEnd,
        ("Home", true) => Step::First,
        ("End", true) => Step::Last,
        _ => return None,
    };
    Some((step, shift))
}
