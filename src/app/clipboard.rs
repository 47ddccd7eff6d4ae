//! What a paste into a number cell means: whose affair it is, which flavour counts, what does not fit.

use super::notice::{Notice, Offer};
use super::{Caret, Effect, Model, Turn};
use crate::draft::Storage;
use crate::format::Cell;
use crate::import::grid::Grid;
use crate::import::paste::{Misfit, paste};
use crate::report::Edit;

/// What is done with a paste.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pasting {
    /// The browser puts it where the caret is.
    Browser,
    /// The page puts it into the cells.
    Page,
    /// Nothing: a picture, or an empty clipboard, is no number; a browser would empty the cell.
    Nothing,
}

impl Model {
    /// What is done with a paste into a cell. A single value goes where the caret is while a number is being
    /// edited.
    pub fn pasting(&self, text: &str, html: &str, caret: Caret) -> Pasting {
        let is_empty = text.trim_matches(['\r', '\n', ' ']).is_empty();
        let has_table = ["<td", "<TD", "<th", "<TH"].iter().any(|tag| html.contains(tag));
        let is_single = !text.trim_end_matches(['\r', '\n']).contains(['\t', '\n']);
        let has_range = self.editing().is_some_and(|editing| editing.selection().is_some());
        match (is_empty, has_table) {
            (true, false) => Pasting::Nothing,
            (false, _) if is_single && !caret.is_whole() && !has_range => Pasting::Browser,
            _ => Pasting::Page,
        }
    }

    /// Pastes at a cell, or over the selected range. What does not fit is shown before anything changes.
    pub(super) fn paste<S: Storage>(&mut self, at: Cell, text: &str, tables: Vec<Grid>, turn: &mut Turn<S>) {
        let Some(editing) = self.at_work() else { return };
        let grids = flavour(text, tables);
        let range = match editing.selection() {
            Some(selection) => selection.rows.clone(),
            None => vec![vec![at]],
        };
        let pasted = paste(editing.report(), &grids, &range);
        let mut lines: Vec<String> = pasted.misfits.iter().map(Misfit::words).collect();
        let (count, edit) = (pasted.placed, Edit::Cells(pasted.cells));
        if lines.is_empty() {
            self.paste_in(count, edit, turn);
            if !pasted.converted.is_empty() {
                self.tell(Notice::of("已换算为万元：", pasted.converted));
            }
            return;
        }
        lines.extend(pasted.converted);
        match count {
            0 => self.tell(Notice::of("没有粘贴：下面这些在表里没有位置。", lines)),
            count => {
                let text = format!("{count} 格有位置，还没有粘贴。下面这些请先看一看：");
                self.offer_first(Notice::of(text, lines), Offer::Paste(count, edit), turn);
            }
        }
    }

    /// Puts a paste into the report, as one step.
    pub(super) fn paste_in<S: Storage>(&mut self, count: usize, edit: Edit, turn: &mut Turn<S>) {
        let words = match &edit {
            Edit::Cells(cells) if cells.is_empty() => "粘贴的内容与表里相同，没有改动。".to_owned(),
            _ => format!("已粘贴 {count} 格，可以撤销。"),
        };
        self.act(edit, turn);
        turn.say(words);
        turn.ask(Effect::SelectAgain);
    }
}

/// The tables of the HTML flavour, if it tells all; a column too narrow for its number shows marks in place
/// of it, and only the text has it.
fn flavour(text: &str, tables: Vec<Grid>) -> Vec<Grid> {
    let is_hidden = |text: &str| text.len() > 1 && text.bytes().all(|byte| byte == b'#');
    let hides = tables.iter().flat_map(|grid| grid.rows.iter().flatten()).any(|spot| is_hidden(&spot.text));
    match tables.is_empty() || hides {
        true => vec![Grid::read_text(text)],
        false => tables,
    }
}
