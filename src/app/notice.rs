//! Messages above the page, and what they offer. An offer belongs to the step at which it was made: once
//! the report stands at another, it is no longer there.

use super::effect::Focus;
use super::{Model, Screen, Turn};
use crate::draft::Storage;
use crate::export::FileFormat;
use crate::format::table::Absence;
use crate::report::Edit;
use crate::report::history::Step;

/// A message above the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// What happened.
    pub text: String,
    /// The details, one a line.
    pub lines: Vec<String>,
    /// What can be done about it, besides closing it.
    pub offer: Option<Offer>,
}

/// What a notice offers.
#[derive(Clone, Debug, PartialEq)]
pub enum Offer {
    /// To take the last step back.
    Undo,
    /// To add the sentence of an absence to its text.
    Write(Absence),
    /// To download in spite of errors.
    Download(&'static FileFormat),
    /// To import what is to be seen on a page of this program that somebody edited.
    ImportPage,
    /// To copy the report in spite of errors.
    Copy,
    /// To paste what fits: so many cells.
    Paste(usize, Edit),
}

impl Notice {
    /// A message that offers nothing.
    pub fn of(text: impl Into<String>, lines: Vec<String>) -> Notice {
        Notice { text: text.into(), lines, offer: None }
    }

    /// What the button says that takes the offer.
    pub fn accept_words(&self) -> Option<String> {
        Some(match self.offer.as_ref()? {
            Offer::Undo => "撤销更换".to_owned(),
            Offer::Write(_) => "写入正文".to_owned(),
            Offer::Download(_) => "仍然下载".to_owned(),
            Offer::ImportPage => "按网页上看到的导入".to_owned(),
            Offer::Copy => "仍然复制".to_owned(),
            Offer::Paste(count, _) => format!("粘贴这 {count} 格"),
        })
    }

    /// What the button says that closes it.
    pub fn close_words(&self) -> &'static str {
        match self.offer {
            Some(Offer::Paste(..)) => "不粘贴",
            _ => "关闭",
        }
    }

    /// Whether the errors can be looked at before its offer is taken.
    pub fn is_about_errors(&self) -> bool {
        matches!(self.offer, Some(Offer::Download(_) | Offer::Copy))
    }
}

impl Model {
    /// The message above the page. What it offers is there as long as the report stands at its step; what a
    /// change of edition took away can be read after that too.
    pub fn notice(&self) -> Option<Notice> {
        let (notice, step) = self.notice.as_ref()?;
        let stands =
            step.is_none() || (*step == self.step_now() && matches!(self.screen, Screen::Editing(..)));
        match notice.offer {
            _ if stands => Some(notice.clone()),
            Some(Offer::Undo) => Some(Notice { offer: None, ..notice.clone() }),
            _ => None,
        }
    }

    /// Shows a message above the page.
    pub(super) fn tell(&mut self, notice: Notice) {
        self.notice = Some((notice, None));
    }

    /// Adds a line to the message above the page, or shows it as one.
    pub(super) fn tell_more(&mut self, line: String) {
        match &mut self.notice {
            Some((notice, _)) => notice.lines.push(line),
            None => self.tell(Notice::of(line, Vec::new())),
        }
    }

    /// Shows a message with an offer that stands as long as the page does.
    pub(super) fn offer_on_page(&mut self, notice: Notice, offer: Offer) {
        self.notice = Some((Notice { offer: Some(offer), ..notice }, None));
    }

    /// Shows a message with an offer that stands as long as the report stands at a step.
    pub(super) fn offer(&mut self, notice: Notice, offer: Offer, step: Step) {
        self.notice = Some((Notice { offer: Some(offer), ..notice }, Some(step)));
    }

    /// Typing went back to what stood before the visit: what was said of the step is no longer so.
    pub(super) fn forget_offer_of_other_step(&mut self) {
        let now = self.step_now();
        if self.notice.as_ref().is_some_and(|(_, step)| step.is_some() && *step != now) {
            self.notice = None;
        }
    }

    /// What a notice offers belongs to the page that is left; a plain message does not.
    pub(super) fn withdraw_offer(&mut self) {
        let Some((notice, step)) = &mut self.notice else { return };
        match notice.offer.take() {
            None => {}
            Some(Offer::Undo) => *step = None,
            Some(_) => self.notice = None,
        }
    }

    /// Closes the notice; the work goes on where it was.
    pub(super) fn close_notice<S: Storage>(&mut self, turn: &mut Turn<S>) {
        self.notice = None;
        self.go_back_to_work(turn);
    }

    /// Does what the notice offers, if that stands.
    pub(super) fn accept_notice<S: Storage>(&mut self, turn: &mut Turn<S>) {
        let offer = self.notice().and_then(|notice| notice.offer);
        self.notice = None;
        match offer {
            None => {
                turn.say("内容已经变了，请再看一看。");
                self.go_back_to_work(turn);
            }
            Some(Offer::Undo) => self.undo(turn),
            Some(Offer::Write(absence)) => self.write(&absence, turn),
            Some(Offer::Download(format)) => {
                self.download_anyway(format, turn);
                self.go_back_to_work(turn);
            }
            Some(Offer::ImportPage) => self.import_edited_page(turn),
            Some(Offer::Copy) => {
                self.copy_report_anyway(turn);
                self.go_back_to_work(turn);
            }
            Some(Offer::Paste(count, edit)) => {
                self.go_back_to_work(turn);
                self.paste_in(count, edit, turn);
            }
        }
    }

    /// Shows a message, and goes to what it offers.
    pub(super) fn offer_first<S: Storage>(&mut self, notice: Notice, offer: Offer, turn: &mut Turn<S>) {
        if let Some(step) = self.step_now() {
            self.offer(notice, offer, step);
            turn.focus(Focus::in_sight("notice-action"));
        }
    }
}
