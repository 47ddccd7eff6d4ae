//! The keys of the number cells, as in a spreadsheet: arrows, Enter, Home and End go from cell to cell,
//! with Shift they select, typing replaces, F2 edits, Esc restores, Delete clears what is selected, F1
//! explains. Where a step leads is the format's affair.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlInputElement, KeyboardEvent, MouseEvent};

use crate::browser::page;
use crate::format::Cell;
use crate::format::grid::Step;
use crate::format::table::Narrow;
use crate::report::Edit;
use crate::ui::workspace::Workspace;

/// The keys of the cells of a form.
#[derive(Clone, Copy)]
pub struct Keys {
    workspace: Workspace,
    /// Whether nothing was done yet in the field that has the focus: a click selects the whole number.
    is_fresh: StoredValue<bool>,
}

impl Keys {
    /// The keys of a form in which nothing has the focus.
    pub fn new(workspace: Workspace) -> Keys {
        Keys { workspace, is_fresh: StoredValue::new(false) }
    }

    /// A field gets the focus.
    pub fn on_focus(self, event: &FocusEvent) {
        let cell = cell_of(self.workspace, event).map(|(cell, _)| cell);
        if cell.is_none() || cell != self.workspace.range_begin() {
            self.workspace.deselect();
        }
        if cell.is_some() {
            self.workspace.focused_cell.set(cell);
        }
        self.is_fresh.set_value(cell.is_some());
    }

    /// The first click into a cell selects its number, so that typing replaces it; the second sets the caret.
    pub fn on_click(self, event: &MouseEvent) {
        if let Some((_, input)) = cell_of(self.workspace, event)
            && self.no_longer_fresh()
        {
            input.select();
        }
    }

    /// A key is pressed in a field.
    pub fn on_key(self, event: &KeyboardEvent) {
        if event.is_composing() || event.alt_key() || event.meta_key() {
            return;
        }
        let Some((cell, input)) = cell_of(self.workspace, event) else { return };
        self.no_longer_fresh();
        let key = event.key();
        match key.as_str() {
            "Shift" | "Control" => return,
            "F1" => self.workspace.show_help(),
            "F2" => {
                self.workspace.deselect();
                let end = input.value().encode_utf16().count() as u32;
                let _ = input.set_selection_range(end, end);
            }
            "Escape" if self.workspace.has_range() => self.workspace.deselect(),
            "Escape" => self.restore(cell, &input),
            // With Shift, Delete cuts: that is an event of the clipboard.
            "Delete" | "Backspace" if self.workspace.has_range() && !event.shift_key() => {
                self.workspace.clear_range();
            }
            "Delete" | "Insert" if event.shift_key() => return,
            _ => {
                let asked = step_of(event, &input, self.workspace.has_range());
                let Some((step, extends)) = asked.map(|(step, extends)| (self.upright(cell, step), extends))
                else {
                    // What is typed goes into the one cell; copying and the like are of the whole range.
                    if !event.ctrl_key() {
                        self.workspace.deselect();
                    }
                    return;
                };
                if extends {
                    self.workspace.extend(cell, step);
                } else {
                    self.workspace.deselect();
                    if let Some(to) = self.workspace.format().step(cell, step) {
                        self.workspace.step_to(to.id());
                    }
                }
            }
        }
        event.prevent_default();
    }

    /// On a narrow screen the cells of table 4 stand above each other: up and down go from one to the next.
    fn upright(self, cell: Cell, step: Step) -> Step {
        let format = self.workspace.format();
        let is_upright = page::is_narrow()
            && format.table_of(cell.id()).is_some_and(|table| matches!(table.narrow, Narrow::Upright));
        match step {
            Step::Up if is_upright && format.step(cell, Step::Left).is_some() => Step::Left,
            Step::Down if is_upright => Step::Right,
            step => step,
        }
    }

    /// Puts back what stood in the cell before it was typed into; what else changed it is left to undo.
    fn restore(self, cell: Cell, input: &HtmlInputElement) {
        let before = self.workspace.history.with_untracked(|history| {
            history.typing_in().filter(|(typed, _)| *typed == cell).map(|(_, entry)| entry.clone())
        });
        if let Some(entry) = before {
            self.workspace.apply(Edit::Cells(vec![(cell, entry)]), None);
        }
        input.select();
    }

    /// Says whether the visit was fresh until now.
    fn no_longer_fresh(self) -> bool {
        let was_fresh = self.is_fresh.get_value();
        self.is_fresh.set_value(false);
        was_fresh
    }
}

/// The cell in whose input an event happened.
pub fn cell_of(workspace: Workspace, event: &web_sys::Event) -> Option<(Cell, HtmlInputElement)> {
    let input = page::target(event)?.dyn_into::<HtmlInputElement>().ok()?;
    Some((workspace.format().cell(&input.id())?, input))
}

/// Whether all that stands in an input is selected: it is left to both sides, and typing replaces it.
pub fn is_whole(input: &HtmlInputElement) -> bool {
    let (start, end, length) = selection(input);
    start == 0 && end == length
}

fn selection(input: &HtmlInputElement) -> (u32, u32, u32) {
    let start = input.selection_start().ok().flatten().unwrap_or(0);
    let end = input.selection_end().ok().flatten().unwrap_or(0);
    (start, end, input.value().encode_utf16().count() as u32)
}

/// The step that a key asks for, and whether it selects. Left and right leave a cell only at the edge of
/// its text; with Shift they select cells only where they cannot select text.
fn step_of(event: &KeyboardEvent, input: &HtmlInputElement, has_range: bool) -> Option<(Step, bool)> {
    let (start, end, length) = selection(input);
    let whole = has_range || is_whole(input);
    let (at_start, at_end) = (whole || start == 0 && end == 0, whole || start == length && end == length);
    let shift = event.shift_key();
    let step = match (event.key().as_str(), event.ctrl_key()) {
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
