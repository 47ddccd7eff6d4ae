//! Downloading the report: asked once if it has errors.

use super::notice::{Notice, Offer};
use super::{Effect, Model, Turn};
use crate::draft::{Storage, Unreadable, backup};
use crate::export::FileFormat;
use crate::report::Report;
use crate::validate::{self, Severity};

impl Model {
    /// Downloads the report, after asking once if it has errors.
    pub(super) fn download<S: Storage>(&mut self, format: &'static FileFormat, turn: &mut Turn<S>) {
        let Some(report) = self.report() else { return };
        let errors = errors_of(report);
        if errors == 0 || self.editing().is_none() {
            return self.download_anyway(format, turn);
        }
        let told = errors_of(&report.published_part());
        let text = match told {
            told if told == errors => format!("还有 {errors} 处错误没有解决。下载的 JSON 里会记下这些错误。"),
            told => format!(
                "还有 {errors} 处错误没有解决，其中 {} 处是与上年报告比较得出的，不写进文件。",
                errors - told
            ),
        };
        self.offer_first(Notice::of(text, Vec::new()), Offer::Download(format), turn);
    }

    /// Downloads the report as it is.
    pub(super) fn download_anyway<S: Storage>(&mut self, format: &'static FileFormat, turn: &mut Turn<S>) {
        let Some(report) = self.report() else { return };
        // Nothing of last year's report goes out, not even in what is said of this one.
        let report = report.published_part();
        let name = format.file_name(&report);
        let bytes = (format.write)(&report, &validate::validate(&report));
        turn.ask(Effect::Download { name, media_type: format.media_type, bytes, is_backup: false });
    }

    /// Downloads a record that cannot be read, as it is.
    pub(super) fn download_record<S: Storage>(&mut self, record: Unreadable, turn: &mut Turn<S>) {
        let name = format!("{}.json", record.key.replace(':', "-"));
        let bytes = record.text.into_bytes();
        turn.ask(Effect::Download { name, media_type: "application/json", bytes, is_backup: false });
    }

    /// The browser took a file that it was handed, or refused it.
    pub(super) fn downloaded<S: Storage>(
        &mut self,
        name: &str,
        is_backup: bool,
        is_accepted: bool,
        turn: &mut Turn<S>,
    ) {
        if !is_accepted {
            let text = "浏览器没有接受下载，请换一个浏览器再试。草稿仍在本机保存。";
            return self.tell(Notice::of(text, Vec::new()));
        }
        turn.say(format!("已下载 {name}。"));
        if is_backup {
            // Without the note the reminder comes again; the backup is made all the same.
            let _ = backup::note(turn.store, turn.now);
            self.look_at_drafts(turn);
        }
    }
}

fn errors_of(report: &Report) -> usize {
    validate::count(&validate::validate(report))[Severity::Error as usize]
}
