//! Opening: new drafts, stored ones, those of a later program; files; what another tab saved; what the
//! second copy brings back.

use super::effect::Focus;
use super::message::Errand;
use super::notice::Notice;
use super::{Aside, Editing, Effect, Looking, Model, Screen, Turn, View};
use crate::draft::backup::{self, Backup};
use crate::draft::record::Key;
use crate::draft::saving::{self, Newer, Refusal};
use crate::draft::{Draft, Storage, Stored, shelf, trash};
use crate::export::html;
use crate::import::{self, MOST_BYTES, OpenError};
use crate::interchange::returned::{self, Returned};
use crate::report::Report;
use crate::route::Route;
use crate::validate::remark::Remark;

impl Model {
    /// Makes a draft of a report, saves it, and opens it; returns its address. A store that refuses does not
    /// stop the editing.
    pub(super) fn open_new<S: Storage>(&mut self, report: Report, turn: &mut Turn<S>) -> String {
        let draft = Draft::new(self.fresh_id(turn), report);
        let hash = Route::Edit(draft.id.clone(), None).hash();
        self.open(draft, View::Edit, turn);
        self.save_now(turn);
        hash
    }

    /// Makes a draft of a report, goes to it, and reads from its beginning.
    pub(super) fn go_to_new<S: Storage>(&mut self, report: Report, turn: &mut Turn<S>) {
        let hash = self.open_new(report, turn);
        turn.ask(Effect::GoTo { hash, instead: false });
        turn.focus(Focus::heading());
    }

    fn open<S: Storage>(&mut self, draft: Draft, view: View, turn: &mut Turn<S>) {
        self.leave_draft(turn);
        self.notice = None;
        let editing = Editing::new(draft.report.clone(), self.session(draft));
        editing.plan_settling(turn);
        self.screen = Screen::Editing(Box::new(editing), view);
    }

    /// Shows a page of a draft, if need be after opening it.
    pub(super) fn show_draft<S: Storage>(&mut self, id: &str, view: View, turn: &mut Turn<S>) {
        if self.editing().is_some_and(|editing| editing.id() == id) {
            if let Some(editing) = self.take_editing() {
                self.screen = Screen::Editing(editing, view);
            }
            return;
        }
        if matches!(&self.screen, Screen::Looking(looking) if looking.id == id) {
            return;
        }
        if let Some(position) = self.unsaved.iter().position(|draft| draft.id == id) {
            let draft = self.unsaved.remove(position);
            self.open(draft, view, turn);
            if let Some(editing) = self.editing_mut() {
                editing.session.edited();
            }
            return self.save_now(turn);
        }
        match shelf::load(turn.store, id) {
            Ok(found) => match found.stored {
                Some(Stored::Draft(draft)) => {
                    self.open(*draft, view, turn);
                    // One that was deleted can be found by its address.
                    self.look_at_store(turn);
                    if !found.damaged.is_empty() {
                        let text = "最近一次保存的记录已损坏，打开的是上一次保存的内容。损坏的记录没有改动，可以在草稿列表里下载。";
                        self.tell(Notice::of(text, Vec::new()));
                    }
                }
                Some(Stored::ReadOnly { id, report, record }) => {
                    self.leave_draft(turn);
                    self.screen = Screen::Looking(Box::new(Looking { id, report: *report, record }));
                }
                Some(Stored::Unreadable(record)) => self.show_not_found(id, Some(record.reason), turn),
                None => self.show_not_found(id, found.damaged.first().map(|record| record.reason), turn),
            },
            Err(_) => self.show_not_found(id, None, turn),
        }
    }

    fn show_not_found<S: Storage>(&mut self, id: &str, reason: Option<&'static str>, turn: &mut Turn<S>) {
        self.leave_draft(turn);
        self.show_aside(Aside::NotFound { id: id.to_owned(), reason });
    }

    /// Makes a draft of a report and saves it, without opening it; returns its id.
    ///
    /// # Errors
    /// If it was not saved; then there is no draft.
    pub(super) fn keep_new<S: Storage>(
        &mut self,
        report: Report,
        turn: &mut Turn<S>,
    ) -> Result<String, Refusal> {
        self.keep_returned(report, &[], turn)
    }

    /// The same of a report that came back with remarks.
    ///
    /// # Errors
    /// As [`Model::keep_new`].
    pub(super) fn keep_returned<S: Storage>(
        &mut self,
        report: Report,
        remarks: &[Remark],
        turn: &mut Turn<S>,
    ) -> Result<String, Refusal> {
        let draft = Draft::new(self.fresh_id(turn), report).with_remarks(remarks);
        let draft = saving::save_new(turn.store, draft, &self.tab, turn.now)?;
        self.keep_copy(&draft, turn);
        Ok(draft.id)
    }

    /// Opens files: a single report is shown at once, several are listed among the drafts, a backup is looked
    /// at first. Where one was not written by this page, all are imported.
    pub(super) fn open_files<S: Storage>(
        &mut self,
        files: Vec<(String, Result<Vec<u8>, String>)>,
        turn: &mut Turn<S>,
    ) {
        let files = self.take_profiles(files, turn);
        let files: Vec<_> = files.into_iter().map(|(name, bytes)| (name, bytes.and_then(read))).collect();
        if files.is_empty() {
            return;
        }
        if self.is_importing() || files.iter().any(|(_, opened)| matches!(opened, Ok(Opened::Foreign(_)))) {
            return self.import_files(files, turn);
        }
        let (mut reports, mut refused, mut chosen) =
            (Vec::<(String, Report, Option<Vec<u8>>)>::new(), Vec::new(), None);
        let mut returned = Vec::new();
        for (name, opened) in files {
            match opened {
                Ok(Opened::Foreign(_)) => {}
                Ok(Opened::Report(report, page)) => reports.push((name, *report, page)),
                Ok(Opened::Returned(it)) => returned.push((name, *it)),
                Ok(Opened::Backup(_)) if chosen.is_some() => {
                    refused.push(format!(
                        "{name}：一次只能恢复一份备份，这一份没有打开。请先处理前一份，再打开它。"
                    ));
                }
                Ok(Opened::Backup(backup)) => chosen = Some(backup),
                Err(sentence) => refused.push(format!("{name}：{sentence}")),
            }
        }
        if chosen.is_none() && refused.is_empty() && reports.len() + returned.len() == 1 {
            if let Some((name, returned)) = returned.pop() {
                self.open_returned(&name, returned, turn);
            }
            if let Some((name, report, page)) = reports.pop() {
                self.go_to_new(report.clone(), turn);
                turn.say(format!("已打开 {name}。"));
                if let Some(bytes) = page {
                    self.look_at_page(name, report, bytes, true, turn);
                }
            }
            return;
        }
        let mut lines = Vec::new();
        for (name, report, page) in reports {
            match self.keep_new(report.clone(), turn) {
                Ok(_) => {
                    lines.push(format!("{name}：已打开为新草稿。"));
                    if let Some(bytes) = page {
                        self.look_at_page(name, report, bytes, false, turn);
                    }
                }
                Err(trouble) => refused.push(format!("{name}：没有打开，{trouble}。")),
            }
        }
        for (name, Returned { report, remarks, .. }) in returned {
            match self.keep_returned(report, &remarks, turn) {
                Ok(_) => lines.push(format!("{name}：已打开为新草稿，退回意见标在格子和正文上。")),
                Err(trouble) => refused.push(format!("{name}：没有打开，{trouble}。")),
            }
        }
        let opened = lines.len();
        let text = match (opened, refused.len()) {
            (0, 0) => None,
            (opened, 0) => Some(format!("已打开 {opened} 份报告。")),
            (0, 1) => Some("没有打开这个文件，草稿没有改动。".to_owned()),
            (0, count) => Some(format!("{count} 个文件都没有打开，草稿没有改动。")),
            (opened, count) => Some(format!("已打开 {opened} 份报告，{count} 个文件没有打开。")),
        };
        lines.extend(refused);
        if opened > 0 || chosen.is_some() {
            self.save_now(turn);
            self.show_aside(Aside::Drafts(None));
            self.withdraw_offer();
            turn.ask(Effect::GoTo { hash: Route::Drafts.hash(), instead: false });
        }
        if let Some(text) = text {
            self.tell(Notice::of(text, lines));
        }
        if opened > 0 || chosen.is_some() {
            self.look_at_drafts(turn);
            turn.focus(Focus::heading());
        }
        if let Some(backup) = chosen {
            self.choose_backup(backup, turn);
        }
    }

    /// Goes on from the version that another tab saved. What was typed here since is one undo away.
    pub(super) fn take_newer<S: Storage>(&mut self, turn: &mut Turn<S>) {
        let Some(editing) = self.editing() else { return };
        let (seen, is_edited) = (editing.session.draft().clone(), editing.is_edited());
        let failed = match saving::newer(turn.store, &seen) {
            Ok(Newer::Draft { draft, damaged }) => {
                if let Some(editing) = self.editing_mut() {
                    editing.go_on_from(*draft, turn);
                }
                turn.say(match is_edited {
                    true => "已载入新版本，刚才在这里填的可以用撤销找回。",
                    false => "已载入新版本。",
                });
                if !damaged.is_empty() {
                    let text = "另一个标签页更新的版本已损坏，载入的是能读懂的最新一版。损坏的记录没有改动，可以在草稿列表里下载。";
                    self.tell(Notice::of(text, Vec::new()));
                }
                return self.go_back_to_work(turn);
            }
            Ok(Newer::ReadOnly { report, record }) => {
                self.leave_draft(turn);
                self.screen = Screen::Looking(Box::new(Looking { id: seen.id, report: *report, record }));
                return;
            }
            Ok(Newer::Unreadable(_)) => {
                "另一个标签页的新版本读不懂，原样保留。这里的内容没有改动，可以另存为副本。"
            }
            Ok(Newer::Deleted | Newer::Nothing) | Err(_) => {
                "没能载入新版本。这里的内容没有改动，可以另存为副本。"
            }
        };
        self.tell(Notice::of(failed, Vec::new()));
    }

    /// Keeps what stands here as a draft of its own, and goes on with that.
    pub(super) fn save_as_copy<S: Storage>(&mut self, turn: &mut Turn<S>) {
        // The copy holds everything: the overtaken draft has nothing more to keep.
        let Some(editing) = self.take_editing() else { return };
        let remarks = editing.session.draft().remarks();
        self.go_to_returned(editing.report().clone(), &remarks, turn);
        turn.say("已另存为副本。");
    }

    /// Puts an older version in place of the open report, as one step, and shows it.
    pub(super) fn restore_version<S: Storage>(&mut self, report: Report, turn: &mut Turn<S>) {
        self.replace(report, turn);
        self.notice = None;
        if let Some(id) = self.editing().map(|editing| editing.id().to_owned()) {
            turn.ask(Effect::GoTo { hash: Route::Edit(id, None).hash(), instead: false });
        }
        turn.say("已恢复这个版本，可以撤销。");
    }

    /// Brings back what the store has lost and the second copy still has; from then on the copy is written
    /// to. A copy that does not answer tells nothing of what it holds.
    pub(super) fn copy_read<S: Storage>(&mut self, records: Option<Vec<String>>, turn: &mut Turn<S>) {
        let is_there = records.is_some();
        let recovered = records.map(|records| trash::recover(turn.store, &records, &self.tab, turn.now));
        let recovered = recovered.and_then(Result::ok).unwrap_or_default();
        self.copy_is_compared(is_there, turn);
        if recovered.is_empty() {
            return;
        }
        // An open draft that is not edited is opened anew, one that was lost is opened now.
        let route = match &self.screen {
            Screen::Editing(editing, _) if !editing.is_edited() && is_among(&recovered, editing.id()) => {
                let route = self.route();
                self.take_editing();
                Some(route)
            }
            Screen::Aside(Aside::NotFound { id, .. }, _) if is_among(&recovered, id) => Some(self.route()),
            _ => None,
        };
        if let Some(route) = route {
            self.follow(&route.hash(), turn);
        }
        self.look_at_drafts(turn);
        let text = format!("浏览器没有存住的 {} 份草稿已经从备用副本找回。", recovered.len());
        let lines = recovered.iter().map(|draft| draft.report.title().concat()).collect();
        self.tell(Notice::of(text, lines));
    }

    /// Another tab changed the store.
    pub(super) fn store_changed<S: Storage>(&mut self, key: Option<&str>, turn: &mut Turn<S>) {
        // No key: the whole store was cleared, by whatever else the host serves.
        if key.is_some_and(|key| !matches!(Key::read(key), Some(Key::Pointer(_)))) {
            return;
        }
        self.look_at_store(turn);
        match &self.screen {
            Screen::Aside(Aside::Drafts(_), _) => turn.ask(Effect::Run(Errand::LookAtDrafts)),
            Screen::Editing(_, View::Versions(_)) => turn.ask(Effect::Run(Errand::LookAtVersions)),
            _ => {}
        }
    }
}

fn is_among(drafts: &[Draft], id: &str) -> bool {
    drafts.iter().any(|draft| draft.id == id)
}

/// What a file holds.
pub(super) enum Opened {
    /// A report, and the page that it was in.
    Report(Box<Report>, Option<Vec<u8>>),
    /// A report that came back with remarks.
    Returned(Box<Returned>),
    Backup(Backup),
    /// This page did not write it.
    Foreign(Vec<u8>),
}

fn read(bytes: Vec<u8>) -> Result<Opened, String> {
    if bytes.len() > MOST_BYTES {
        return Err(OpenError::TooLarge.to_string());
    }
    if let Some(returned) = str::from_utf8(&bytes).ok().and_then(returned::read) {
        return returned.map(|it| Opened::Returned(Box::new(it))).map_err(|error| error.to_string());
    }
    match str::from_utf8(&bytes) {
        Ok(text) if backup::is_backup(text) => Ok(Opened::Backup(backup::read(text)?)),
        _ => match import::open(&bytes) {
            Ok(report) => {
                let is_page = str::from_utf8(&bytes).is_ok_and(|text| html::data(text).is_some());
                Ok(Opened::Report(Box::new(report), is_page.then_some(bytes)))
            }
            Err(OpenError::NotAReport) => Ok(Opened::Foreign(bytes)),
            Err(error) => Err(error.to_string()),
        },
    }
}
