//! Messages above the page, and the download that may have to ask by one.

use leptos::prelude::*;

use super::Workspace;
use crate::browser::{files, page};
use crate::export::{html, json};
use crate::format::rules::Severity;
use crate::format::table::Absence;
use crate::report::Edit;
use crate::validate;

/// A message above the page, with what can be done about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// What happened.
    pub text: String,
    /// The details, one a line.
    pub lines: Vec<String>,
    /// The action offered.
    pub action: NoticeAction,
}

/// What a notice offers.
#[derive(Clone, Debug, PartialEq)]
pub enum NoticeAction {
    /// Nothing but closing it.
    None,
    /// To take the last step back.
    Undo,
    /// To add the sentence of an absence to its text.
    Write(&'static Absence),
    /// To download in spite of errors.
    DownloadAnyway(FileKind),
    /// To paste what fits: so many cells.
    Paste(usize, Edit),
}

/// A kind of file that can be downloaded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FileKind {
    /// The page to publish.
    Html,
    /// The data.
    Json,
}

impl Workspace {
    /// Downloads the report, after asking once if it has errors.
    pub fn download(self, kind: FileKind) {
        let errors =
            self.findings.with_untracked(|findings| validate::count(findings)[Severity::Error as usize]);
        if errors == 0 {
            self.download_anyway(kind);
            return;
        }
        let text = format!("还有 {errors} 处错误没有解决。下载的 JSON 里会记下这些错误。");
        self.notice.set(Some(Notice { text, lines: Vec::new(), action: NoticeAction::DownloadAnyway(kind) }));
        request_animation_frame(|| page::focus_in_place("notice-action"));
    }

    /// Downloads the report as it is.
    pub fn download_anyway(self, kind: FileKind) {
        if self.notice.with_untracked(Option::is_some) {
            self.close_notice();
        }
        let result = self.history.with_untracked(|history| {
            let report = history.report();
            let findings = validate::validate(report);
            let (format, text) = match kind {
                FileKind::Html => (&html::FORMAT, html::write(report, &findings)),
                FileKind::Json => (&json::FORMAT, json::write(report, &findings)),
            };
            let name = format.file_name(report);
            files::download(&name, format.media_type, &text).map(|()| name)
        });
        match result {
            Ok(name) => self.announce(format!("已下载 {name}。")),
            Err(_) => self.tell("浏览器没有接受下载，请换一个浏览器再试。草稿仍在本机保存。", Vec::new()),
        }
    }

    /// Withdraws what a notice offers, since what it speaks of has changed. What a change of edition took
    /// away can still be read.
    pub(super) fn withdraw_offer(self) {
        let offer = self.notice.with_untracked(|notice| notice.as_ref().map(|notice| notice.action.clone()));
        match offer {
            None | Some(NoticeAction::None) => {}
            Some(NoticeAction::Undo) => self.notice.update(|notice| {
                if let Some(notice) = notice {
                    notice.action = NoticeAction::None;
                }
            }),
            Some(NoticeAction::Write(_) | NoticeAction::DownloadAnyway(_) | NoticeAction::Paste(..)) => {
                self.notice.set(None);
            }
        }
    }

    /// Closes the notice; the work goes on where it was.
    pub fn close_notice(self) {
        self.notice.set(None);
        self.go_back_to_work();
    }

    /// Shows a message above the page.
    pub fn tell(self, text: &str, lines: Vec<String>) {
        self.notice.set(Some(Notice { text: text.to_owned(), lines, action: NoticeAction::None }));
    }
}
