//! Selecting cells with the mouse, and the clipboard of the number cells: copy, cut, paste. What a paste
//! means is the core's affair.

use leptos::prelude::*;
use web_sys::{ClipboardEvent, Event, MouseEvent};

use super::keys::{cell_of, is_whole};
use crate::browser::clipboard;
use crate::import::grid::Grid;
use crate::ui::workspace::Workspace;

/// The mouse and the clipboard of a form.
#[derive(Clone, Copy)]
pub struct Range {
    workspace: Workspace,
}

impl Range {
    /// The mouse and the clipboard of a form in which nothing is selected.
    pub fn new(workspace: Workspace) -> Range {
        Range { workspace }
    }

    /// The mouse is pressed: with Shift in a cell it selects from the cell that has the focus.
    pub fn on_press(self, event: &MouseEvent) {
        let cell = cell_of(self.workspace, event).map(|(cell, _)| cell).filter(|_| event.button() == 0);
        let focused = self
            .workspace
            .place
            .with_value(|place| place.as_ref().and_then(|place| self.workspace.format().cell(place)));
        match (cell, focused) {
            (Some(cell), Some(focused))
                if event.shift_key() && cell != focused && self.workspace.in_one_table(cell, focused) =>
            {
                event.prevent_default();
                self.workspace.select(self.workspace.range_begin().unwrap_or(focused), cell);
            }
            _ => {
                self.workspace.deselect();
                self.workspace.pressed_cell.set_value(cell);
            }
        }
    }

    /// The mouse comes into an element: while it is pressed it selects cells, and no text.
    pub fn on_enter(self, event: &MouseEvent) {
        let Some(pressed) = self.workspace.pressed_cell.get_value() else { return };
        if event.buttons() & 1 == 0 {
            self.workspace.pressed_cell.set_value(None);
        } else if let Some((cell, _)) = cell_of(self.workspace, event)
            && (cell != pressed || self.workspace.has_range())
        {
            self.workspace.select(pressed, cell);
        }
    }

    /// Numbers are not dragged about: pulling from a cell selects cells.
    pub fn on_drag(self, event: &Event) {
        if cell_of(self.workspace, event).is_some() {
            event.prevent_default();
        }
    }

    /// Copies the selected cells; within one cell that is the browser's own affair.
    pub fn on_copy(self, event: &ClipboardEvent) {
        if self.workspace.has_range() && cell_of(self.workspace, event).is_some() {
            let (text, html) = self.workspace.copy_range();
            clipboard::put(event, &text, &html);
        }
    }

    /// Copies the selected cells and empties them.
    pub fn on_cut(self, event: &ClipboardEvent) {
        if self.workspace.has_range() && cell_of(self.workspace, event).is_some() {
            self.on_copy(event);
            self.workspace.clear_range();
        }
    }

    /// Pastes tables or a value into the cells. A value pasted while a number is being edited goes where
    /// the caret is, by the browser.
    pub fn on_paste(self, event: &ClipboardEvent) {
        let Some((cell, input)) = cell_of(self.workspace, event) else { return };
        let text = clipboard::flavour(event, "text/plain");
        let mut grids = clipboard::tables(&clipboard::flavour(event, "text/html"));
        // A column too narrow for its number: only the text has it.
        let is_hidden = |text: &str| text.len() > 1 && text.bytes().all(|byte| byte == b'#');
        if grids.iter().flat_map(|grid| grid.rows.iter().flatten()).any(|spot| is_hidden(&spot.text)) {
            grids.clear();
        }
        if grids.is_empty() {
            grids.push(Grid::read_text(&text));
        }
        let is_single = matches!(grids.as_slice(), [grid] if grid.single().is_some());
        if is_single && !is_whole(&input) && !self.workspace.has_range() {
            return;
        }
        event.prevent_default();
        self.workspace.paste(cell, &grids);
    }
}
