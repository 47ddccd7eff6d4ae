//! The keys of the number cells, as in a spreadsheet: arrows, Enter, Home and End go from cell to cell,
//! typing replaces, F2 edits, Esc restores. Where a step leads is the format's affair.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, FocusEvent, HtmlInputElement, KeyboardEvent, MouseEvent};

use crate::browser::page;
use crate::format::grid::Step;
use crate::report::Edit;
use crate::report::entry::Entry;
use crate::ui::workspace::Workspace;

/// The cell that has the focus, as it was found.
#[derive(Clone, PartialEq)]
struct Visit {
    cell: usize,
    entry: Entry,
    /// Whether nothing was done in it yet: a click selects the whole number.
    is_fresh: bool,
}

/// The keys of the cells of a form.
#[derive(Clone, Copy)]
pub struct Keys {
    workspace: Workspace,
    visit: StoredValue<Option<Visit>>,
}

impl Keys {
    /// The keys of a form in which nothing has the focus.
    pub fn new(workspace: Workspace) -> Keys {
        Keys { workspace, visit: StoredValue::new(None) }
    }

    /// A field gets the focus: if it is a cell, its entry is remembered for Esc.
    pub fn on_focus(self, event: &FocusEvent) {
        let visit = self.cell_of(event).map(|(cell, _)| Visit {
            cell,
            entry: self.workspace.history.with_untracked(|history| history.report().cell(cell).clone()),
            is_fresh: true,
        });
        self.visit.set_value(visit);
    }

    /// The first click into a cell selects its number, so that typing replaces it; the second sets the caret.
    pub fn on_click(self, event: &MouseEvent) {
        if let Some((_, input)) = self.cell_of(event)
            && self.no_longer_fresh()
        {
            input.select();
        }
    }

    /// Text is pasted into a field. Several numbers do not go into one cell: run together they would read as another.
    pub fn on_paste(self, event: &ClipboardEvent) {
        let text =
            event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        if self.cell_of(event).is_some() && text.trim().contains(['\t', '\n', '\r']) {
            event.prevent_default();
            self.workspace
                .tell("没有粘贴：剪贴板里不止一个数字，而一格只填一个。请一格一格地粘贴。", Vec::new());
        }
    }

    /// A key is pressed in a field.
    pub fn on_key(self, event: &KeyboardEvent) {
        if event.is_composing() || event.alt_key() || event.meta_key() {
            return;
        }
        let Some((cell, input)) = self.cell_of(event) else { return };
        self.no_longer_fresh();
        match event.key().as_str() {
            "F2" => {
                let end = input.value().encode_utf16().count() as u32;
                let _ = input.set_selection_range(end, end);
            }
            "Escape" => self.restore(&input),
            _ => {
                let Some(step) = step_of(event, &input) else { return };
                if let Some(to) = self.workspace.format().step(cell, step) {
                    self.workspace.step_to(&self.workspace.format().cells[to].id);
                }
            }
        }
        event.prevent_default();
    }

    fn restore(self, input: &HtmlInputElement) {
        if let Some(visit) = self.visit.get_value() {
            self.workspace.apply(Edit::Cells(vec![(visit.cell, visit.entry)]), None);
            input.select();
        }
    }

    /// Says whether the visit was fresh until now.
    fn no_longer_fresh(self) -> bool {
        let was_fresh = self.visit.try_update_value(|visit| {
            visit.as_mut().is_some_and(|visit| std::mem::replace(&mut visit.is_fresh, false))
        });
        was_fresh.unwrap_or(false)
    }

    fn cell_of(self, event: &web_sys::Event) -> Option<(usize, HtmlInputElement)> {
        let input = page::target(event)?.dyn_into::<HtmlInputElement>().ok()?;
        Some((self.workspace.format().cell(&input.id())?, input))
    }
}

/// The step that a key asks for. Left and right leave a cell only at the edge of its text.
fn step_of(event: &KeyboardEvent, input: &HtmlInputElement) -> Option<Step> {
    let start = input.selection_start().ok().flatten().unwrap_or(0);
    let end = input.selection_end().ok().flatten().unwrap_or(0);
    let length = input.value().encode_utf16().count() as u32;
    // A number that is selected whole is left to both sides.
    let whole = start == 0 && end == length;
    let caret_only = start == end;
    match (event.key().as_str(), event.ctrl_key(), event.shift_key()) {
        ("Enter", false, false) | ("ArrowDown", false, false) => Some(Step::Down),
        ("Enter", false, true) | ("ArrowUp", false, false) => Some(Step::Up),
        ("ArrowLeft", false, false) if whole || caret_only && start == 0 => Some(Step::Left),
        ("ArrowRight", false, false) if whole || caret_only && end == length => Some(Step::Right),
        ("Home", false, false) => Some(Step::RowStart),
        ("End", false, false) => Some(Step::RowEnd),
        ("ArrowUp", true, false) => Some(Step::Top),
        ("ArrowDown", true, false) => Some(Step::Bottom),
        ("ArrowLeft", true, false) => Some(Step::RowStart),
        ("ArrowRight", true, false) => Some(Step::RowEnd),
        ("Home", true, false) => Some(Step::First),
        ("End", true, false) => Some(Step::Last),
        _ => None,
    }
}
