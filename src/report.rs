//! What was entered: a report of one edition, and the one function that changes it.
//! Knows nothing of what is wrong with it, nor where it is kept.

pub mod answer;
pub mod entry;
pub mod figure;
pub mod office;
pub mod previous;
mod set_aside;
mod totals;
pub mod unit;

pub mod carry;

pub mod guess;

pub mod difference;
pub mod history;

use std::collections::BTreeMap;
use std::sync::Arc;

use time::Date;

use crate::format::texts::TextField;
use crate::format::{Cell, Edition, Format, Kind, PerCell, YEARS};
use answer::{Answer, Cause};
use entry::Entry;
use office::{Level, Scope};
use previous::Previous;

/// A report as far as it is filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    organ: Arc<str>,
    organ_code: Arc<str>,
    level: Option<Level>,
    scope: Option<Scope>,
    year: Entry,
    published: Option<Date>,
    /// The texts that are not empty.
    texts: BTreeMap<TextField, Arc<str>>,
    /// The number cells of the report's edition.
    cells: PerCell<Entry>,
    answers: Arc<Vec<Answer>>,
    /// The entries that have no place in the report's edition.
    set_aside: BTreeMap<Cell, Entry>,
    /// Last year's report, if it is attached.
    previous: Option<Arc<Previous>>,
}

/// A change that a user makes.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// The name of the organ, as typed.
    Organ(String),
    /// The 统一社会信用代码 of the organ, as typed.
    OrganCode(String),
    /// The level of the organ.
    Level(Option<Level>),
    /// Whose figures the tables hold.
    Scope(Option<Scope>),
    /// The year, as typed. A year that a report can be of takes the edition along; one set
    /// by hand after it stays.
    Year(String),
    /// The edition. Cells of the same name carry over; what has no place in it is set aside, and comes
    /// back with an edition that has one.
    Edition(Edition),
    /// Entries that a stored draft set aside for other editions than its own.
    SetAside(Vec<(Cell, Entry)>),
    /// The day of publication.
    Published(Option<Date>),
    /// A text, whole.
    Text(TextField, String),
    /// Number cells, each with its new entry: one cell, a filled table, a paste. Cells of another edition
    /// are left out.
    Cells(Vec<(Cell, Entry)>),
    /// The answer to a warning; a blank one takes it back.
    Answer(Cause, String),
    /// Last year's report, to be attached; none takes it off.
    Previous(Option<Arc<Previous>>),
}

impl Report {
    /// A report with nothing in it; its totals follow their parts.
    pub fn blank(edition: Edition) -> Report {
        Report {
            organ: "".into(),
            organ_code: "".into(),
            level: None,
            scope: None,
            year: Entry::Blank,
            published: None,
            texts: BTreeMap::new(),
            cells: PerCell::of(edition, Entry::initial),
            answers: Arc::default(),
            set_aside: BTreeMap::new(),
            previous: None,
        }
    }

    /// A blank report of a year, in the edition of that year.
    pub fn of_year(year: i64) -> Report {
        let mut report = Report::blank(Edition::for_year(year));
        report.year = Entry::Number(year);
        report
    }

    /// The organ that publishes it, 机关名称.
    pub fn organ(&self) -> &str {
        &self.organ
    }

    /// The 统一社会信用代码 of the organ, if it was given: in half width and capitals, whether it is one or not.
    pub fn organ_code(&self) -> &str {
        &self.organ_code
    }

    /// The level of the organ.
    pub fn level(&self) -> Option<Level> {
        self.level
    }

    /// Whose figures the tables hold.
    pub fn scope(&self) -> Option<Scope> {
        self.scope
    }

    /// The year reported on: blank, a number, or a text that is no year.
    pub fn year(&self) -> &Entry {
        &self.year
    }

    /// The day of publication.
    pub fn published(&self) -> Option<Date> {
        self.published
    }

    /// The edition that the tables are of.
    pub fn edition(&self) -> Edition {
        self.cells.edition()
    }

    /// The declaration of the report's edition.
    pub fn format(&self) -> &'static Format {
        self.edition().format()
    }

    /// What was entered in a cell. A cell of another edition is blank.
    pub fn cell(&self, cell: Cell) -> &Entry {
        self.cells.get(cell).unwrap_or(&Entry::Blank)
    }

    /// What was entered as a text.
    pub fn text(&self, field: TextField) -> &str {
        self.texts.get(&field).map_or("", |text| text)
    }

    /// The year, if it is a number.
    pub fn year_number(&self) -> Option<i64> {
        match self.year {
            Entry::Number(year) => Some(year),
            _ => None,
        }
    }

    /// What was answered to a cause; empty where nothing was.
    pub fn answer_to(&self, cause: &Cause) -> &str {
        self.answers().iter().find(|answer| answer.cause == *cause).map_or("", |answer| &answer.note)
    }

    /// What a field before the report holds, as it is typed or chosen; empty for any other field.
    pub fn head_value(&self, id: &str) -> String {
        match id {
            "organ" => self.organ().to_owned(),
            "organ-code" => self.organ_code().to_owned(),
            "level" => self.level().map_or("", Level::id).to_owned(),
            "scope" => self.scope().map_or("", Scope::id).to_owned(),
            "year" => self.year().text(Kind::Count),
            "edition" => self.edition().id().to_owned(),
            "published" => self.published().map(|date| date.to_string()).unwrap_or_default(),
            _ => String::new(),
        }
    }

    /// The title in its two lines: the organ, and the year with the kind of report.
    pub fn title(&self) -> [String; 2] {
        let year = self.year.text(Kind::Count);
        let year = if year.is_empty() { year } else { format!("{year}年") };
        [self.organ.trim().to_owned(), format!("{year}政府信息公开工作年度报告")]
    }

    /// Changes the report. Every change of a report goes through here.
    pub fn apply(&mut self, edit: Edit) {
        match edit {
            Edit::Organ(organ) => self.organ = organ.into(),
            Edit::OrganCode(raw) => {
                self.organ_code = entry::half_width(entry::trim(&raw)).to_ascii_uppercase().into();
            }
            Edit::Level(level) => self.level = level,
            Edit::Scope(scope) => self.scope = scope,
            Edit::Year(raw) => self.set_year(entry::parse_year(&raw)),
            Edit::Edition(edition) => self.set_edition(edition),
            Edit::SetAside(entries) => self.keep_all(entries),
            Edit::Published(date) => self.published = date,
            Edit::Text(field, text) if text.is_empty() => drop(self.texts.remove(&field)),
            Edit::Text(field, text) => drop(self.texts.insert(field, text.into())),
            Edit::Answer(cause, note) => self.set_answer(cause, note),
            Edit::Previous(previous) => self.previous = previous,
            Edit::Cells(cells) => {
                for (cell, entry) in cells {
                    if let Some(place) = self.cells.get_mut(cell) {
                        *place = entry;
                    }
                }
            }
        }
    }

    fn set_year(&mut self, year: Entry) {
        self.year = year;
        if let Some(year) = self.year_number().filter(|year| YEARS.contains(year)) {
            self.set_edition(Edition::for_year(year));
        }
    }

    /// The edit of typing a value into the field of a stable name; none if there is no such field, or
    /// the value is none that the field can have.
    pub fn typing(&self, id: &str, value: &str) -> Option<Edit> {
        let text = || value.to_owned();
        Some(match id {
            "organ" => Edit::Organ(text()),
            "organ-code" => Edit::OrganCode(text()),
            "level" => Edit::Level(Level::from_id(value)),
            "scope" => Edit::Scope(Scope::from_id(value)),
            "year" => Edit::Year(text()),
            "edition" => Edit::Edition(Edition::from_id(value)?),
            "published" => Edit::Published(office::parse_date(value)),
            _ => match self.format().texts().find(|text| text.id() == id) {
                Some(field) => Edit::Text(field, text()),
                None => self.typing_number(self.format().cell(id)?, value),
            },
        })
    }

    /// The edit of typing into a cell. A total that is emptied follows its parts again.
    fn typing_number(&self, cell: Cell, raw: &str) -> Edit {
        let entry = match Entry::parse(cell.declared().kind, raw) {
            Entry::Blank => Entry::initial(cell),
            entry => entry,
        };
        Edit::Cells(vec![(cell, entry)])
    }

    /// The edit that puts 0 into those of some cells that are blank; a total that is blank follows its
    /// parts again.
    pub fn fill_zeros(&self, cells: &[Cell]) -> Edit {
        let blank = cells.iter().copied().filter(|cell| *self.cell(*cell) == Entry::Blank);
        let filled = |cell: Cell| match Entry::initial(cell) {
            Entry::Blank => Entry::Number(0),
            entry => entry,
        };
        Edit::Cells(blank.map(|cell| (cell, filled(cell))).collect())
    }
}
