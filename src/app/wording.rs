//! What is done with the words of texts: they are gone to, mended, and sentences are put between them.

use std::ops::Range;

use super::effect::Focus;
use super::{Editing, Model, Turn, View, units};
use crate::draft::Storage;
use crate::format::texts::TextField;
use crate::report::Edit;
use crate::validate::passage::{Passage, Rewording, reword};

impl Model {
    /// Goes to the first words of a passage and selects them: at once on the page of the form, else when that is
    /// gone to.
    pub(super) fn show_words<S: Storage>(&mut self, passage: &Passage, turn: &mut Turn<S>) {
        let field = passage.field;
        let Some(editing) = self.at_work() else { return };
        let first = passage.ranges().next().unwrap_or_else(|| passage.range());
        let range = units::range(editing.report().text(field), &first);
        editing.aim_at(field, range);
        if matches!(self.view(), Some(View::Edit)) {
            self.go_to(field.id(), turn);
        }
    }

    /// Goes to the field for an answer, by its name, when the page of the check is gone to.
    pub(super) fn show_answer(&mut self, name: String) {
        if let Some(editing) = self.at_work() {
            editing.aim = Some(Focus::on(name));
        }
    }

    /// Carries rewordings out as one step, and goes to the first words that come. Nothing happens if any of the
    /// words no longer stand where they stood.
    pub(super) fn reword<S: Storage>(&mut self, rewordings: &[Rewording], turn: &mut Turn<S>) {
        let Some(editing) = self.at_work() else { return };
        let Some(edits) = reword(editing.report(), rewordings).filter(|edits| !edits.is_empty()) else {
            return turn.say("文字已经变了，请再看一看。");
        };
        let mut report = editing.report().clone();
        edits.into_iter().for_each(|edit| report.apply(edit));
        self.replace(report, turn);
        turn.say(match rewordings.len() {
            1 => "已改，可以撤销。".to_owned(),
            count => format!("已改 {count} 处，可以撤销。"),
        });
        let first = rewordings.iter().min_by_key(|it| (it.field, it.range.start));
        if let Some(Rewording { field, range, becomes, .. }) = first {
            self.go_to_words(*field, range.start..range.start + becomes.len(), turn);
        }
    }

    /// Puts a sentence into a text where the caret stands (in UTF-16 units), as one step; the caret is behind it
    /// then. A caret at the very beginning is one that was never set: the sentence comes last.
    pub(super) fn insert<S: Storage>(
        &mut self,
        field: TextField,
        caret: usize,
        sentence: &str,
        turn: &mut Turn<S>,
    ) {
        let Some(editing) = self.at_work() else { return };
        let mut text = editing.report().text(field).to_owned();
        let at = if caret == 0 { text.len() } else { units::bytes(&text, caret) };
        text.insert_str(at, sentence);
        self.act(Edit::Text(field, text), turn);
        turn.say("已插入，可以撤销。");
        let end = at + sentence.len();
        self.go_to_words(field, end..end, turn);
    }

    /// What changed in words is read at once, and gone to on the page of the form.
    fn go_to_words<S: Storage>(&mut self, field: TextField, range: Range<usize>, turn: &mut Turn<S>) {
        let Some(editing) = self.at_work() else { return };
        editing.check(true);
        let range = units::range(editing.report().text(field), &range);
        editing.aim_at(field, range);
        self.go_to(field.id(), turn);
    }
}

impl Editing {
    /// The work goes on in a text, with these words selected (in UTF-16 units).
    fn aim_at(&mut self, field: TextField, range: Range<usize>) {
        self.place = Some(field.id().to_owned());
        self.aim = Some(Focus { range: Some(range), ..Focus::on(field.id()) });
    }
}
