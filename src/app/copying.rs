//! The report on the clipboard, for the editor of a web site: asked once if it has errors, as a download is.

use super::download::errors_of;
use super::effect::Chore;
use super::notice::{Notice, Offer};
use super::{Effect, Model, Turn};
use crate::draft::Storage;
use crate::export::fragment;

impl Model {
    /// Copies the report, after asking once if it has errors.
    pub(super) fn copy_report<S: Storage>(&mut self, turn: &mut Turn<S>) {
        let Some(report) = self.report() else { return };
        match errors_of(report) {
            errors if errors > 0 && self.editing().is_some() => {
                let notice = Notice::of(format!("还有 {errors} 处错误没有解决。"), Vec::new());
                self.offer_first(notice, Offer::Copy, turn);
            }
            _ => self.copy_report_anyway(turn),
        }
    }

    /// Copies the report as it is.
    pub(super) fn copy_report_anyway<S: Storage>(&mut self, turn: &mut Turn<S>) {
        let Some(report) = self.report() else { return };
        let (html, text) = fragment::write(report);
        turn.ask(Effect::Do(Chore::Copy { html, text }));
    }

    /// The browser took what was copied, or refused it.
    pub(super) fn copied(&mut self, is_accepted: bool) {
        let text = match is_accepted {
            true => "已复制。请到网站的编辑器或 Word 里按 Ctrl+V 粘贴。",
            false => "浏览器不让复制。请在预览里选中全文，按 Ctrl+C 复制。",
        };
        self.tell(Notice::of(text, Vec::new()));
    }
}
