//! The state of the page, and everything that changes it: the open draft with its history, the view of
//! every cell, the saved state, the address. Signals are made once, here, and live as long as the page.
//! Knows no markup.

mod address;
mod cell_view;
mod notice;
mod saving;
mod selection;
mod settling;

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use leptos::prelude::*;

pub use cell_view::{CellView, Mark};
pub use notice::{FileKind, Notice, NoticeAction};

use crate::browser;
use crate::draft::backup::Backup;
use crate::draft::session::{SavedState, Session};
use crate::draft::shelf::Unreadable;
use crate::draft::{Draft, Version};
use crate::format::rules::Severity;
use crate::format::table::{Absence, Table};
use crate::format::{Cell, Edition, Format, Kind};
use crate::report::answer::Cause;
use crate::report::entry::Entry;
use crate::report::figure::Figures;
use crate::report::history::History;
use crate::report::{Edit, Report};
use crate::route::Route;
use crate::validate::repair::{Repair, repairs};
use crate::validate::{self, Finding};

/// The state of the page.
#[derive(Clone, Copy)]
pub struct Workspace {
    /// The page that is shown.
    pub route: RwSignal<Route>,
    /// Whether a draft is open.
    pub is_open: RwSignal<bool>,
    /// The open report with its past and future.
    pub history: RwSignal<History>,
    /// What is wrong with it.
    pub findings: RwSignal<Vec<Finding>>,
    /// Whether it is saved.
    pub saved: RwSignal<SavedState>,
    /// What stands above the page.
    pub notice: RwSignal<Option<Notice>>,
    /// The kind of applicant that table 3 shows on a narrow screen, counted from 0.
    pub applicant: RwSignal<usize>,
    /// What the field of the year shows.
    pub year: RwSignal<String>,
    /// The cells that are selected, row by row; empty unless they are two or more.
    pub range: RwSignal<Vec<Vec<Cell>>>,
    /// The two cells between which the range lies: the one that it began with, and the one that moves.
    ends: StoredValue<Option<(Cell, Cell)>>,
    /// The changes that would mend what does not add up, worked out when typing pauses.
    pub repairs: RwSignal<Vec<Repair>>,
    /// Counts the pauses in typing.
    pub pauses: RwSignal<usize>,
    /// The cell that had the focus last, for what is told of it.
    pub focused_cell: RwSignal<Option<Cell>>,
    /// The cell in which the mouse was pressed, as long as it is.
    pub pressed_cell: StoredValue<Option<Cell>>,
    /// The edition whose positions the selection and the focus are of.
    edition_shown: StoredValue<Option<Edition>>,
    /// Whether the help of the cell is shown.
    pub help_is_open: RwSignal<bool>,
    /// What a screen reader is told in passing.
    pub announcement: RwSignal<String>,
    /// Counts the changes of the list of drafts.
    pub drafts_changed: RwSignal<usize>,
    /// Drafts that were left while they could not be saved: they live as long as the page.
    unsaved: StoredValue<Vec<Draft>>,
    /// How the cells look, by their stable names, those of both editions.
    cells: StoredValue<HashMap<&'static str, RwSignal<CellView>>>,
    /// The field that had the focus last.
    pub place: StoredValue<Option<String>>,
    /// Whether there is a second copy of the drafts.
    pub has_copy: RwSignal<bool>,
    /// A backup that was chosen, to be looked at before it is restored.
    pub backup: RwSignal<Option<Backup>>,
    /// What is open to be looked at only: its id and its record, which a later program wrote.
    pub read_only: RwSignal<Option<(String, Unreadable)>>,
    /// The open draft as it was saved; its report is in the history.
    session: StoredValue<Option<Session>>,
    /// The name of this tab.
    tab: StoredValue<String>,
    save_planned: StoredValue<bool>,
    /// The version whose second copy is being made.
    copying: StoredValue<Option<Version>>,
    /// Counts the changes, to know when they pause.
    changes: StoredValue<usize>,
    /// What was last told of the number of findings.
    told: StoredValue<[usize; Severity::ALL.len()]>,
}

impl Workspace {
    /// The state of a page on which nothing is open.
    pub fn new() -> Workspace {
        let ids = Edition::ALL.into_iter().flat_map(|edition| &edition.format().cells);
        let cells = ids.map(|cell| (cell.id(), RwSignal::new(CellView::default()))).collect();
        Workspace {
            route: RwSignal::new(Route::Drafts),
            is_open: RwSignal::new(false),
            history: RwSignal::new(History::new(Report::blank(Edition::LATEST))),
            findings: RwSignal::new(Vec::new()),
            saved: RwSignal::new(SavedState::Saved(0.0)),
            notice: RwSignal::new(None),
            applicant: RwSignal::new(0),
            year: RwSignal::new(String::new()),
            range: RwSignal::new(Vec::new()),
            ends: StoredValue::new(None),
            repairs: RwSignal::new(Vec::new()),
            pauses: RwSignal::new(0),
            focused_cell: RwSignal::new(None),
            pressed_cell: StoredValue::new(None),
            edition_shown: StoredValue::new(None),
            help_is_open: RwSignal::new(false),
            announcement: RwSignal::new(String::new()),
            drafts_changed: RwSignal::new(0),
            unsaved: StoredValue::new(Vec::new()),
            cells: StoredValue::new(cells),
            place: StoredValue::new(None),
            has_copy: RwSignal::new(true),
            backup: RwSignal::new(None),
            read_only: RwSignal::new(None),
            session: StoredValue::new(None),
            tab: StoredValue::new(browser::fresh_id()),
            save_planned: StoredValue::new(false),
            copying: StoredValue::new(None),
            changes: StoredValue::new(0),
            told: StoredValue::new([0; Severity::ALL.len()]),
        }
    }

    /// The view of a cell.
    pub fn cell(self, id: &'static str) -> RwSignal<CellView> {
        self.cells.with_value(|cells| cells[id])
    }

    /// Something read from the report, again whenever it changes.
    pub fn read<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&Report) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.history.with(|history| read(history.report())))
    }

    /// The declaration of the open report's edition.
    pub fn format(self) -> &'static Format {
        self.history.with_untracked(|history| history.report().format())
    }

    /// The id in the address, if the page is of a draft.
    pub fn id(self) -> String {
        self.route.with_untracked(|route| route.draft().unwrap_or_default().to_owned())
    }

    /// The number of findings of a severity.
    pub fn count(self, severity: Severity) -> usize {
        self.findings.with(|findings| validate::count(findings)[severity as usize])
    }

    /// Takes over what is being typed into the field of a stable name. What is shown in that field stays.
    pub fn type_into(self, id: &str, value: &str) {
        let edit = self.history.with_untracked(|history| history.report().typing(id, value));
        if let Some(edit) = edit {
            self.apply(edit, Some((id, value)));
        }
    }

    /// Ends the visit of a field: it shows what was understood, and the next edit is a step of its own.
    pub fn leave_field(self) {
        self.history.update_untracked(History::seal);
        self.refresh(None);
    }

    /// Tells a screen reader something in passing, also when it is what was told last.
    pub fn announce(self, words: impl Into<String>) {
        let words = words.into();
        let same = self.announcement.with_untracked(|old| *old == words);
        // A space more is another text for the browser and the same for a listener.
        self.announcement.set(if same { format!("{words}\u{a0}") } else { words });
    }

    /// Takes over the answer to a warning, as it is being written.
    pub fn answer(self, cause: Cause, note: String) {
        self.apply(Edit::Answer(cause, note), None);
    }

    /// Makes a repair, and goes to the cell that it changes. One that mends no more is not made.
    pub fn mend(self, repair: Repair) {
        if !self.history.with_untracked(|history| repairs(history.report()).contains(&repair)) {
            self.announce("数字已经变了，请再看一看。".to_owned());
            return;
        }
        let cell = repair.changes.first().map(|(cell, _)| *cell);
        self.act(Edit::Cells(repair.changes));
        self.announce("已改，可以撤销。".to_owned());
        if let Some(cell) = cell {
            self.go_to(cell.id());
        }
    }

    /// Does something as one step.
    pub fn act(self, edit: Edit) {
        self.history.update_untracked(History::seal);
        self.apply(edit, None);
        self.history.update_untracked(History::seal);
    }

    /// Puts 0 into the blank cells of a chapter's table, or of all tables.
    pub fn fill_zeros(self, cells: &[Cell]) {
        let edit = self.history.with_untracked(|history| history.report().fill_zeros(cells));
        let words = match &edit {
            Edit::Cells(cells) if cells.is_empty() => "没有空白格。".to_owned(),
            Edit::Cells(cells) => format!("{} 个空白格已填 0，可以撤销。", cells.len()),
            _ => String::new(),
        };
        self.act(edit);
        self.announce(words);
    }

    /// Takes the claim that there was nothing to count in a table: fills it with 0, and offers the sentence
    /// that says so. Refused while the table says otherwise.
    pub fn claim_absence(self, table: &'static Table, absence: &'static Absence) {
        let contradicted = self.history.with_untracked(|history| {
            let figures = Figures::of(history.report());
            table.cells.iter().any(|&cell| {
                figures.at(cell).value != 0 || matches!(history.report().cell(cell), Entry::Text(_))
            })
        });
        if contradicted {
            let text = format!("没有填 0：这张表里有不是 0 的格，与“{}”不符。请先核对。", absence.claim);
            self.tell(&text, Vec::new());
            return;
        }
        self.fill_zeros(&table.cells);
        let text = format!("“{}”的表已填 0。要在“{}”里写上这一句吗？", absence.claim, absence.said_in.name());
        let action = NoticeAction::Write(absence);
        self.notice.set(Some(Notice { text, lines: vec![absence.sentence.to_owned()], action }));
    }

    /// Adds the sentence of an absence to its text, as a paragraph of its own, unless it is there.
    pub fn write_absence(self, absence: &'static Absence) {
        let (field, sentence) = (absence.said_in, absence.sentence);
        let text = self.history.with_untracked(|history| history.report().text(field).to_owned());
        if !text.contains(sentence) {
            let before = text.trim_end();
            let gap = if before.is_empty() { "" } else { "\n" };
            self.act(Edit::Text(field, format!("{before}{gap}{sentence}")));
        }
        self.notice.set(None);
        self.go_to(field.id());
    }

    /// Lets a total follow its parts again.
    pub fn set_back(self, cell: Cell) {
        self.act(Edit::Cells(vec![(cell, Entry::Automatic)]));
        self.go_to(cell.id());
    }

    /// Applies an edit to the field that is being visited; if it is being typed into, by its name and what
    /// stands in it.
    pub fn apply(self, edit: Edit, typing: Option<(&str, &str)>) {
        if self.read_only.with_untracked(Option::is_some) {
            return;
        }
        let look = |history: &History| (history.steps(), history.report().edition());
        let (steps, edition) = self.history.with_untracked(look);
        let changed = self.history.try_update(|history| history.apply(edit)) == Some(true);
        let (steps_now, edition_now) = self.history.with_untracked(look);
        match steps_now.cmp(&steps) {
            Ordering::Greater => self.withdraw_offer(),
            Ordering::Less => self.notice.set(None),
            Ordering::Equal => {}
        }
        if edition_now != edition && steps_now >= steps {
            self.tell_of_edition();
        }
        self.refresh(typing);
        if changed {
            self.plan_save();
        }
    }

    /// Says that the edition is another one now, and lists what is kept without a place in it.
    fn tell_of_edition(self) {
        let (edition, lines) = self.history.with_untracked(|history| {
            let edition = history.report().edition();
            let entries = history.report().set_aside();
            let lines =
                entries.map(|(cell, entry)| (&*cell.declared().name, entry.text(cell.declared().kind)));
            let texts =
                history.report().texts_set_aside().map(|(field, text)| (field.name(), text.to_owned()));
            let lines = lines.chain(texts).filter(|(_, text)| !text.is_empty());
            (edition, lines.map(|(name, text)| format!("{name}：{text}")).collect::<Vec<_>>())
        });
        let text = match lines.len() {
            0 => format!("已换为 {}。", edition.name()),
            count => format!(
                "已换为 {}。以下 {count} 处在这一格式里没有位置，仍随草稿保存，换回原来的格式就会出现：",
                edition.name()
            ),
        };
        self.notice.set(Some(Notice { text, lines, action: NoticeAction::Undo }));
    }

    /// Takes back the last step, and goes to what it changed.
    pub fn undo(self) {
        self.step(History::undo, "已撤销。");
    }

    /// Takes the last undone step again, and goes to what it changed.
    pub fn redo(self) {
        self.step(History::redo, "已重做。");
    }

    fn step(self, step: fn(&mut History) -> Option<&'static str>, words: &str) {
        let Some(changed) = self.history.try_update(step).flatten() else { return };
        self.notice.set(None);
        self.refresh(None);
        self.plan_save();
        self.announce(words.to_owned());
        self.go_to(changed);
    }

    /// Works out anew what is wrong and how the cells look. The field that is being typed into keeps its text.
    fn refresh(self, typing: Option<(&str, &str)>) {
        let edition = self.format().edition;
        if self.edition_shown.get_value() != Some(edition) {
            self.edition_shown.set_value(Some(edition));
            self.forget_positions();
        }
        let (findings, views, year) = self.history.with_untracked(|history| {
            let report = history.report();
            let findings = validate::validate(report);
            let views = cell_view::views(report, &findings);
            (findings, views, report.year().text(Kind::Count))
        });
        let year_typed = typing.filter(|(id, _)| *id == "year").map(|(_, value)| value.to_owned());
        set_if_changed(self.year, year_typed.unwrap_or(year));
        let selected: HashSet<Cell> =
            self.range.with_untracked(|rows| rows.iter().flatten().copied().collect());
        for &cell in &self.format().cells {
            let mut view = views.get(cell).cloned().unwrap_or_default();
            view.selected = selected.contains(&cell);
            let signal = self.cell(cell.id());
            if let Some((id, value)) = typing
                && cell.id() == id
            {
                // The input shows what is typed; only when it is left does it show what was understood.
                view.text = value.to_owned();
            }
            if signal.with_untracked(|old| *old != view) {
                signal.set(view);
            }
        }
        if self.findings.with_untracked(|old| *old != findings) {
            self.findings.set(findings);
        }
        self.plan_settling();
    }
}

/// Sets a signal only when that changes it.
fn set_if_changed<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|old| *old != value) {
        signal.set(value);
    }
}
