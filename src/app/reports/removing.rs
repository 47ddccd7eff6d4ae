//! One report is taken out of the others, also of what the browser keeps.

use super::{Reports, shown};
use crate::app::effect::{Chore, ReportsChore};
use crate::app::{Effect, Turn};
use crate::draft::Storage;

impl Reports {
    /// Takes a report out; the focus goes to the row that stands in its place.
    pub(super) fn remove<S: Storage>(&mut self, report: usize, turn: &mut Turn<S>) {
        if report >= self.extracts.len() {
            return;
        }
        let row = self.shown.iter().position(|shown| *shown == report).unwrap_or_default();
        let extract = self.extracts.remove(report);
        self.files.remove(report);
        self.open = None;
        if report < self.given {
            self.given -= 1;
            turn.ask(Effect::Do(Chore::Reports(ReportsChore::Forget(extract.write()))));
        }
        self.renumbered();
        self.arrange(turn.now);
        turn.say(format!("已移除{}的报告，草稿和原文件没有改动。", shown::organ(&extract)));
        let near = row.min(self.rows().saturating_sub(1));
        let focus = ReportsChore::FocusRow(self.report_of_row(near));
        turn.ask(Effect::Do(Chore::Reports(focus)));
    }
}
