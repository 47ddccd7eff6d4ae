//! Taking over what was read: as new drafts, or as one step of the open one; and what is said of it.

use super::{Importing, State};
use crate::app::effect::Focus;
use crate::app::notice::Notice;
use crate::app::{Aside, Effect, Model, Turn};
use crate::draft::Storage;
use crate::route::Route;

impl Model {
    /// Makes a draft of the report that is looked at, and goes there.
    pub(super) fn import_as_new<S: Storage>(&mut self, turn: &mut Turn<S>) {
        let Some((at, preview)) = self.importing().and_then(Importing::shown) else { return };
        let (report, lines) = (preview.report(), preview.open_lines());
        let hash = self.open_new(report, turn);
        self.has_imported(at, hash, "已导入为新草稿", lines, turn);
    }

    /// Puts the report that is looked at into the open draft, as one step.
    pub(super) fn import_into_open<S: Storage>(&mut self, turn: &mut Turn<S>) {
        let (Some((at, preview)), Some(editing)) =
            (self.importing().and_then(Importing::shown), self.editing())
        else {
            return;
        };
        let (report, lines) = (preview.over(editing.report()), preview.open_lines());
        let hash = Route::Edit(editing.id().to_owned(), None).hash();
        self.replace(report, turn);
        self.has_imported(at, hash, "已导入到打开的草稿，可以撤销", lines, turn);
    }

    /// Goes to the draft into which a file was imported, and says what is still to be looked at.
    fn has_imported<S: Storage>(
        &mut self,
        at: usize,
        hash: String,
        words: &str,
        lines: Vec<String>,
        turn: &mut Turn<S>,
    ) {
        let is_over = self.importing.as_mut().is_none_or(|importing| {
            if let Some(file) = importing.files.get_mut(at) {
                file.become_now(State::Draft(Route::parse(&hash).draft().unwrap_or_default().to_owned()));
            }
            importing.shown = None;
            importing.ready() == 0 && !importing.is_reading()
        });
        if is_over {
            self.importing = None;
        }
        // While other files wait, the way back leads to them.
        turn.ask(Effect::GoTo { hash, instead: is_over });
        turn.focus(Focus::heading());
        turn.say(format!("{words}。"));
        if !lines.is_empty() {
            self.tell(Notice::of(format!("{words}。下面 {} 处还要看一看。", lines.len()), lines));
        }
    }

    /// Makes a draft of each report that was read.
    pub(super) fn import_all<S: Storage>(&mut self, turn: &mut Turn<S>) {
        let Some(mut importing) = self.importing.take_if(|importing| !importing.is_reading()) else { return };
        let (mut lines, mut imported, mut unsaved) = (Vec::new(), 0, false);
        for file in &mut importing.files {
            let name = &file.name;
            match &file.state {
                State::Read(preview) if preview.is_unknown() => {
                    lines.push(format!("{name}：没有认出年报的内容，没有导入。"));
                }
                State::Read(preview) => match self.keep_new(preview.report(), turn) {
                    Ok(id) => {
                        let open = preview.open_lines();
                        lines.push(match open.len() {
                            0 => format!("{name}：已导入为新草稿。"),
                            count => format!("{name}：已导入为新草稿，{count} 处还要看一看。"),
                        });
                        lines.extend(open);
                        imported += 1;
                        file.become_now(State::Draft(id));
                    }
                    Err(trouble) => {
                        lines.push(format!("{name}：没有导入，{trouble}。"));
                        unsaved = true;
                    }
                },
                State::Refused(sentence) => lines.push(format!("{name}：{sentence}")),
                State::Reading(_) | State::Draft(_) => {}
            }
        }
        let text = format!("已导入 {imported} 份报告。");
        if unsaved {
            self.importing = Some(importing);
        } else {
            self.show_aside(Aside::Drafts(None));
            self.look_at_drafts(turn);
            turn.ask(Effect::GoTo { hash: Route::Drafts.hash(), instead: true });
        }
        self.tell(Notice::of(text, lines));
        turn.focus(Focus::heading());
    }
}
