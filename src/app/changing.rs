//! Every way to change the report that is open: typing, an act that is one step, the steps back and forth.

use super::editing::Editing;
use super::effect::{Focus, Timer};
use super::notice::{Notice, Offer};
use super::{Effect, Errand, Model, Screen, Turn, View};
use crate::draft::Storage;
use crate::report::entry::Entry;
use crate::report::history::{Change, History, Step};
use crate::report::unit::{self, Understood};
use crate::report::{Edit, Report};

impl Model {
    /// Takes over what is being typed into a field. The field keeps what it holds until it is left.
    pub(super) fn type_into<S: Storage>(&mut self, field: &str, value: &str, turn: &mut Turn<S>) {
        let Some(editing) = self.at_work() else { return };
        let Some(edit) = editing.report().typing(field, value) else { return };
        editing.typing = Some((field.to_owned(), value.to_owned()));
        self.apply(edit, turn);
    }

    /// Ends the visit of a field: it shows what was understood, and the next edit is a step of its own.
    /// A number with a unit that is sure becomes the number.
    pub(super) fn leave_field<S: Storage>(&mut self, turn: &mut Turn<S>) {
        let Some(editing) = self.at_work() else { return };
        let Some((field, _)) = editing.typing.take() else {
            return editing.history.seal();
        };
        let report = editing.report();
        let left = report.format().cell(&field).map(|cell| (cell, report.cell(cell).clone()));
        if let Some((cell, Entry::Text(text))) = left
            && let Some(understood) = unit::understand(cell.declared().kind, &text)
        {
            let Understood { number, told } = understood;
            self.apply(Edit::Cells(vec![(cell, Entry::Number(number))]), turn);
            if let Some(told) = told {
                let line = format!("{}：{told}", cell.declared().name);
                self.tell(Notice::of("已换算为万元，可以撤销：", vec![line]));
            }
        }
        if let Some(editing) = self.at_work() {
            editing.history.seal();
        }
    }

    /// Applies an edit to the field that is being visited.
    pub(super) fn apply<S: Storage>(&mut self, edit: Edit, turn: &mut Turn<S>) {
        let Some(editing) = self.at_work() else { return };
        let edition = editing.report().edition();
        let step = editing.history.step();
        if !editing.history.apply(edit) {
            return;
        }
        editing.changed(turn);
        if !std::mem::replace(&mut self.has_asked_to_persist, true) {
            turn.ask(Effect::AskToPersist);
        }
        let Some(editing) = self.at_work() else { return };
        let went_back = editing.history.step() < step;
        if editing.report().edition() != edition {
            let notice = edition_notice(editing);
            let step = editing.history.step();
            self.offer(notice, Offer::Undo, step);
        } else if went_back {
            self.forget_offer_of_other_step();
        }
    }

    /// Does something as one step.
    pub(super) fn act<S: Storage>(&mut self, edit: Edit, turn: &mut Turn<S>) {
        if let Some(editing) = self.at_work() {
            editing.typing = None;
            editing.history.seal();
            self.apply(edit, turn);
        }
        if let Some(editing) = self.at_work() {
            editing.history.seal();
        }
    }

    /// Puts another report in place of the open one, as one step.
    pub(super) fn replace<S: Storage>(&mut self, report: Report, turn: &mut Turn<S>) {
        if let Some(editing) = self.editing_mut() {
            editing.typing = None;
            editing.history.replace(report);
            editing.changed(turn);
        }
    }

    /// Takes the last step back, and goes to what it changed.
    pub(super) fn undo<S: Storage>(&mut self, turn: &mut Turn<S>) {
        self.step(History::undo, "已撤销。", turn);
    }

    /// Takes the last undone step again, and goes to what it changed.
    pub(super) fn redo<S: Storage>(&mut self, turn: &mut Turn<S>) {
        self.step(History::redo, "已重做。", turn);
    }

    fn step<S: Storage>(
        &mut self,
        step: fn(&mut History) -> Option<Change>,
        words: &str,
        turn: &mut Turn<S>,
    ) {
        let Some(editing) = self.at_work() else { return };
        let before = editing.history.report().clone();
        let Some(change) = step(&mut editing.history) else { return };
        editing.typing = None;
        editing.changed(turn);
        self.notice = None;
        turn.say(words);
        match self.place_of(&change, &before) {
            Some(focus) => {
                self.show_column(focus.name.as_deref().unwrap_or_default());
                turn.focus(focus);
            }
            // The button that had the focus can no longer hold it.
            None if self.can_step() != [true, true] => turn.focus(Focus::heading()),
            None => {}
        }
    }

    /// Where a change is to be seen on the page that is shown; nowhere if it is on another.
    fn place_of(&self, change: &Change, before: &Report) -> Option<Focus> {
        let Screen::Editing(editing, view) = &self.screen else { return None };
        let is_answer = change.field == crate::report::difference::ANSWERS;
        match view {
            View::Edit if is_answer => None,
            View::Edit => Some(Focus { range: change.range.clone(), ..Focus::near(change.field) }),
            View::Check if is_answer => {
                let answers = editing.report().answers().iter().chain(before.answers());
                let changed = |cause: &&crate::report::answer::Cause| {
                    editing.report().answer_to(cause) != before.answer_to(cause)
                };
                let cause = answers.map(|answer| &answer.cause).find(changed)?;
                let finding =
                    editing.findings.iter().find(|finding| finding.cause(editing.report()).is_same(cause))?;
                Some(Focus::near(super::shown::answer_name(finding)))
            }
            View::Check | View::Preview | View::Publication | View::Versions(_) => None,
        }
    }

    /// The step that the open report stands at.
    pub(super) fn step_now(&self) -> Option<Step> {
        self.editing().map(|editing| editing.history.step())
    }

    /// The time that was asked for has passed.
    pub(super) fn time_passed<S: Storage>(&mut self, timer: Timer, turn: &mut Turn<S>) {
        match timer {
            Timer::Save => self.save_now(turn),
            Timer::Settle(changes) => {
                if self.at_work().is_some_and(|editing| editing.changes == changes) {
                    turn.ask(Effect::Run(Errand::Settle(changes)));
                }
            }
            Timer::Thought(changes) => {
                if let Some(editing) = self.editing_mut() {
                    editing.think(changes);
                }
            }
            Timer::Copy(version) => self.copy_made(&version, turn),
        }
    }
}

/// What is said when the edition has become another one.
fn edition_notice(editing: &Editing) -> Notice {
    let edition = editing.report().edition();
    let cells = editing.report().set_aside().filter(|(_, entry)| **entry != Entry::Blank);
    let cells =
        cells.map(|(cell, entry)| format!("{}：{}", cell.declared().name, entry.text(cell.declared().kind)));
    let texts = editing.report().texts_set_aside();
    let texts = texts.map(|(field, _)| format!("{}：有文字", field.name()));
    let lines: Vec<String> = cells.chain(texts).collect();
    let text = match lines.len() {
        0 => format!("已换为 {}。", edition.name()),
        count => format!(
            "已换为 {}。以下 {count} 处在这一格式里没有位置，仍随草稿保存，换回原来的格式就会出现：",
            edition.name()
        ),
    };
    Notice::of(text, lines)
}
