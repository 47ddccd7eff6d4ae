//! What the buttons of the form do: zeros, absence, totals set back, the next place, repairs, help.

use super::effect::Focus;
use super::message::Action;
use super::notice::{Notice, Offer};
use super::{Model, Turn};
use crate::draft::Storage;
use crate::format::Cell;
use crate::format::table::Absence;
use crate::report::Edit;
use crate::report::entry::Entry;
use crate::report::figure::Figures;
use crate::validate::ahead;
use crate::validate::repair::{Repair, repairs};

impl Model {
    /// Does what a button of the form says.
    pub(super) fn act_on<S: Storage>(&mut self, action: Action, turn: &mut Turn<S>) {
        match action {
            Action::FillZeros(table) => self.fill_zeros(table.as_deref(), turn),
            Action::ClaimAbsence(table) => self.claim_absence(&table, turn),
            Action::SetBack(cell) => {
                if let Some(cell) = self.at_work().and_then(|editing| editing.format().cell(&cell)) {
                    self.act(Edit::Cells(vec![(cell, Entry::Automatic)]), turn);
                    self.go_to(cell.id(), turn);
                }
            }
            Action::NextUnfilled => {
                let next =
                    self.editing().and_then(|it| ahead::next_unfilled(it.report(), it.place.as_deref()));
                self.go_to_next(next, "都已填完。", turn);
            }
            Action::NextFinding => {
                let next = self
                    .editing()
                    .and_then(|it| ahead::next_finding(it.report(), &it.findings, it.place.as_deref()));
                self.go_to_next(next, "没有发现问题。", turn);
            }
            Action::ShowHelp => {
                self.help_is_open = true;
                turn.focus(Focus::in_sight("cell-help"));
            }
            Action::HideHelp => {
                self.help_is_open = false;
                self.go_back_to_work(turn);
            }
            Action::ToggleHelp => self.help_is_open = !self.help_is_open,
        }
    }

    fn go_to_next<S: Storage>(&mut self, next: Option<&'static str>, none: &str, turn: &mut Turn<S>) {
        match next {
            Some(next) => self.go_to(next, turn),
            None => turn.say(none),
        }
    }

    /// Puts 0 into the blank cells of a table, or of all tables.
    fn fill_zeros<S: Storage>(&mut self, table: Option<&str>, turn: &mut Turn<S>) {
        let Some(editing) = self.at_work() else { return };
        let tables = editing.format().tables().filter(|declared| table.is_none_or(|id| id == declared.id));
        let cells: Vec<Cell> = tables.flat_map(|table| table.cells.iter().copied()).collect();
        let edit = editing.report().fill_zeros(&cells);
        let words = match &edit {
            Edit::Cells(cells) if !cells.is_empty() => {
                format!("{} 个空白格已填 0，可以撤销。", cells.len())
            }
            _ => "没有空白格。".to_owned(),
        };
        self.act(edit, turn);
        turn.say(words);
    }

    /// Takes the claim that there was nothing to count in a table: fills it with 0, and offers the sentence
    /// that says so. Refused while the table says otherwise.
    fn claim_absence<S: Storage>(&mut self, table: &str, turn: &mut Turn<S>) {
        let Some(editing) = self.at_work() else { return };
        let Some(table) = editing.format().tables().find(|declared| declared.id == table) else { return };
        let Some(absence) = table.absence else { return };
        let report = editing.report();
        let figures = Figures::of(report);
        let contradicts =
            |cell: Cell| figures.at(cell).value != 0 || matches!(report.cell(cell), Entry::Text(_));
        if table.cells.iter().copied().any(contradicts) {
            let text = format!("没有填 0：这张表里有不是 0 的格，与“{}”不符。请先核对。", absence.claim);
            return self.tell(Notice::of(text, Vec::new()));
        }
        self.fill_zeros(Some(table.id), turn);
        let text = format!("“{}”的表已填 0。要在“{}”里写上这一句吗？", absence.claim, absence.said_in.name());
        let notice = Notice::of(text, vec![absence.sentence.to_owned()]);
        if let Some(step) = self.step_now() {
            self.offer(notice, Offer::Write(absence), step);
        }
    }

    /// Adds the sentence of an absence to the text that it belongs to, as a paragraph of its own, unless it is there.
    pub(super) fn write<S: Storage>(&mut self, absence: &Absence, turn: &mut Turn<S>) {
        let (field, sentence) = (absence.said_in, absence.sentence);
        let Some(editing) = self.at_work() else { return };
        let text = editing.report().text(field);
        if !text.contains(sentence) {
            let before = text.trim_end();
            let gap = if before.is_empty() { "" } else { "\n" };
            let text = format!("{before}{gap}{sentence}");
            self.act(Edit::Text(field, text), turn);
        }
        self.go_to(field.id(), turn);
    }

    /// Makes a repair, and goes to the cell that it changes. One that mends no more is not made.
    pub(super) fn mend<S: Storage>(&mut self, repair: Repair, turn: &mut Turn<S>) {
        let Some(editing) = self.at_work() else { return };
        if !repairs(editing.report()).contains(&repair) {
            return turn.say("数字已经变了，请再看一看。");
        }
        let cell = repair.changes.first().map(|(cell, _)| *cell);
        self.act(Edit::Cells(repair.changes), turn);
        turn.say("已改，可以撤销。");
        if let Some(cell) = cell {
            self.go_to(cell.id(), turn);
        }
    }
}
