//! Pages that this program wrote and that are opened again: their data come in at once; meanwhile the worker reads
//! what is to be seen of them, and where somebody edited that, the differences are told.
//! Knows no worker.

use super::effect::{Chore, Focus, Task};
use super::importing::preview::Preview;
use super::importing::{File, Importing, State};
use super::notice::{Notice, Offer};
use super::{Aside, Effect, Model, Turn};
use crate::compare::marks::Piece;
use crate::compare::{Deviation, Kind, compare};
use crate::draft::Storage;
use crate::import::answer::Answer;
use crate::report::Report;
use crate::route::Route;

/// Pages that were opened.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// Those that the worker is reading.
    waiting: Vec<Opened>,
    /// The one that was edited and can be imported as it is to be seen.
    edited: Option<Box<(String, Preview)>>,
}

/// A page that was opened.
#[derive(Debug)]
pub(super) struct Opened {
    /// The number of the job that reads what is to be seen.
    job: u32,
    /// The name of the file.
    name: String,
    /// What its data say.
    report: Report,
    /// Whether it was opened alone, and is shown.
    is_single: bool,
}

impl Pages {
    /// The page that a job reads, if it is one; from now on it is not waited for.
    pub fn take(&mut self, job: u32) -> Option<Opened> {
        let at = self.waiting.iter().position(|page| page.job == job)?;
        Some(self.waiting.remove(at))
    }

    /// None of them comes any more.
    pub fn stop(&mut self) {
        self.waiting.clear();
    }
}

impl Model {
    /// Has what is to be seen of a page read, to be compared with its data.
    pub(super) fn look_at_page<S: Storage>(
        &mut self,
        name: String,
        report: Report,
        bytes: Vec<u8>,
        is_single: bool,
        turn: &mut Turn<S>,
    ) {
        let job = self.next_job();
        self.pages.waiting.push(Opened { job, name: name.clone(), report, is_single });
        turn.ask(Effect::Do(Chore::Work { job, task: Task::Read { name, bytes } }));
    }

    /// A page was read: tells in what it differs from its data. One that is not read is as good as its data.
    pub(super) fn page_read(&mut self, page: Opened, answer: Result<String, String>) {
        let Some(answer) = answer.ok().and_then(|text| Answer::parse(&text)) else { return };
        let comparison = compare(&page.report, &answer);
        let differs = comparison.deviations.iter().filter(|deviation| deviation.kind != Kind::Doubtful);
        let lines: Vec<String> = match &comparison.stranger {
            Some(_) => vec!["网页上看得见的已经不是这份报告。".to_owned()],
            None => differs.map(line).collect(),
        };
        if lines.is_empty() {
            return;
        }
        let Opened { name, is_single, .. } = page;
        let text = format!(
            "{name} 保存以后被改过：网页上看得见的与文件里的数据有 {} 处不同。打开的是文件里的数据。",
            lines.len()
        );
        if !is_single {
            return self.tell_more(text);
        }
        self.pages.edited = Some(Box::new((name, Preview::of(answer))));
        self.offer_on_page(Notice::of(text, lines), Offer::ImportPage);
    }

    /// Looks at an edited page as it is to be seen, to be imported.
    pub(super) fn import_edited_page<S: Storage>(&mut self, turn: &mut Turn<S>) {
        let Some(page) = self.pages.edited.take() else { return };
        let (name, preview) = *page;
        self.leave_field(turn);
        self.save_now(turn);
        self.drop_import(turn);
        let file = File::new(name, State::Read(Box::new(preview)));
        self.importing = Some(Box::new(Importing::of(file)));
        self.show_aside(Aside::Importing);
        turn.ask(Effect::GoTo { hash: Route::Import.hash(), instead: false });
        turn.focus(Focus::heading());
    }
}

/// What differs, in a line.
fn line(deviation: &Deviation) -> String {
    let said = |pieces: &[Piece]| pieces.iter().map(|piece| piece.text.as_str()).collect::<String>();
    let Deviation { kind, name, draft, published, hint, .. } = deviation;
    let (draft, published) = (said(draft), said(published));
    match kind {
        Kind::Differs => format!("{name}：网页上是“{published}”，数据里是“{draft}”。"),
        Kind::Missing if draft.is_empty() => format!("{name}：网页上没有。{hint}"),
        Kind::Missing => format!("{name}：网页上没有，数据里是“{draft}”。"),
        Kind::Additional => format!("{name}：网页上是“{published}”，数据里没有。"),
        Kind::Moved => format!("{name}：在网页上换了位置。"),
        Kind::Doubtful => format!("{name}：没有认准。"),
    }
}
