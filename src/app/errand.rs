//! The second half of the page: what typing does not need. In the browser its code loads on demand.

use super::message::Errand;
use super::{Model, Turn, View};
use crate::draft::Storage;
use crate::example::example;
use crate::report::Edit;

/// Does an errand.
pub fn run<S: Storage>(model: &mut Model, errand: Errand, turn: &mut Turn<S>) {
    match errand {
        Errand::Check => {
            model.look_whether_shown(turn);
            // Nothing is being typed into a text but on the page of the form.
            let reads = !matches!(model.view(), Some(View::Edit));
            let area = model.area.profile.clone();
            if let Some(editing) = model.editing_mut() {
                editing.measure_by(&area);
                editing.check(reads);
            }
            model.compare_again(turn);
        }
        Errand::Settle(changes) => {
            if let Some(editing) = model.editing_mut() {
                editing.settle(changes, turn);
            }
        }
        Errand::ProfileFound(found) => model.profile_found(found, turn),
        Errand::LookAtDrafts => model.look_at_drafts(turn),
        Errand::LookAtVersions => model.look_at_versions(turn),
        Errand::CopyRead(records) => model.copy_read(records, turn),
        Errand::CopyCleared(is_cleared) => model.copy_cleared(is_cleared, turn),
        Errand::Pasted { cell, text, tables } => model.paste(cell, &text, tables, turn),
        Errand::Mend(repair) => model.mend(repair, turn),
        Errand::Reword(rewordings) => model.reword(&rewordings, turn),
        Errand::Insert { field, caret, sentence } => model.insert(field, caret, &sentence, turn),
        Errand::ShowWords(passage) => model.show_words(&passage, turn),
        Errand::ShowAnswer(name) => model.show_answer(name),
        Errand::Answer(cause, note) => model.apply(Edit::Answer(cause, note), turn),
        Errand::NoticeAccepted => model.accept_notice(turn),
        Errand::CopyReport => model.copy_report(turn),
        Errand::Copied(is_accepted) => model.copied(is_accepted),
        Errand::Download(format) => model.download(format, turn),
        Errand::DownloadRecord(record) => model.download_record(record, turn),
        Errand::Downloaded { name, is_backup, is_accepted } => {
            model.downloaded(&name, is_backup, is_accepted, turn);
        }
        Errand::Opened(files) => model.open_files(files, turn),
        Errand::FileRead { job, answer } => model.file_answered(job, answer, turn),
        Errand::FileWritten { job, bytes } => model.file_written(job, bytes, turn),
        Errand::StopWriting => model.stop_writing(turn),
        Errand::Import(step) => model.import_step(step, turn),
        Errand::Reports(step) => model.reports_step(step, turn),
        Errand::Dropped(files) => model.take_dropped(files, turn),
        Errand::PublishedOpened(name, bytes) => model.open_published(name, bytes, turn),
        Errand::DoubtSeen { doubt, is_same } => model.see_doubt(doubt, is_same, turn),
        Errand::CompareAgain => model.compare_again(turn),
        Errand::LastYearOpened(name, bytes) => model.open_last_year(name, bytes, turn),
        Errand::AttachDraft(id) => model.attach_draft(&id, turn),
        Errand::Detach => model.detach(turn),
        Errand::CarryOver(chosen) => model.carry_over(&chosen, turn),
        Errand::LookForLastYear => model.look_for_last_year(turn),
        Errand::ShowLastYear(shows) => model.show_last_year(shows, turn),
        Errand::OpenExample(edition) => model.go_to_new(example(edition), turn),
        Errand::TakeNewer => model.take_newer(turn),
        Errand::SaveAsCopy => model.save_as_copy(turn),
        Errand::RestoreVersion(report) => model.restore_version(*report, turn),
        Errand::CopyDraft(id) => model.copy_draft(&id, turn),
        Errand::DeleteDraft(id) => model.delete_draft(&id, turn),
        Errand::RestoreDeleted => model.restore_deleted(turn),
        Errand::BackUp(day) => model.back_up(&day, turn),
        Errand::RestoreBackup => model.restore_backup(turn),
        Errand::DropBackup => model.drop_backup(turn),
        Errand::ClearAll => model.clear_all(turn),
    }
}

impl Model {
    /// The worker answered for a file: whoever waits for it takes the answer.
    fn file_answered<S: Storage>(&mut self, job: u32, answer: Result<String, String>, turn: &mut Turn<S>) {
        if self.texts_read(job, &answer) {
            return;
        }
        if let Some(name) = self.take_last_year_job(job) {
            self.last_year_read(name, answer, turn);
        } else if let Some(name) = self.take_published_job(job) {
            self.published_read(name, answer, turn);
        } else if let Some(page) = self.pages.take(job) {
            self.page_read(page, answer);
        } else if self.take_list_job(job) {
            self.list_read(answer, turn);
        } else {
            self.file_read(job, answer, turn);
        }
    }
}
