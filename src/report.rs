//! What was entered: a report of one edition, and the one function that changes it.
//! Knows nothing of what is wrong with it, nor where it is kept.

pub mod answer;
pub mod difference;
pub mod entry;
pub mod figure;
pub mod history;
pub mod office;
mod totals;
pub mod unit;

use std::sync::Arc;

use time::Date;

use crate::format::texts::TextField;
use crate::format::{Edition, Format, Kind, YEARS};
use answer::{Answer, Cause};
use entry::Entry;
use office::{Level, Scope};

/// A report as far as it is filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The organ that publishes it, 机关名称.
    pub organ: Arc<str>,
    /// The level of the organ.
    pub level: Option<Level>,
    /// Whose figures the tables hold.
    pub scope: Option<Scope>,
    /// The year reported on: blank, a number, or a text that is no year.
    pub year: Entry,
    /// The edition that the tables are of.
    pub edition: Edition,
    /// The day of publication.
    pub published: Option<Date>,
    /// The texts, in the order of [`TextField::ALL`].
    texts: [Arc<str>; TextField::ALL.len()],
    /// The number cells, in the order of the edition's declaration.
    cells: Vec<Entry>,
    /// What was answered to warnings.
    answers: Arc<Vec<Answer>>,
}

/// A change that a user makes.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// The name of the organ, as typed.
    Organ(String),
    /// The level of the organ.
    Level(Option<Level>),
    /// Whose figures the tables hold.
    Scope(Option<Scope>),
    /// The year, as typed. A year that a report can be of takes the edition along; one set
    /// by hand after it stays.
    Year(String),
    /// The edition. Cells of the same name carry over, others start blank.
    Edition(Edition),
    /// The day of publication.
    Published(Option<Date>),
    /// A text, whole.
    Text(TextField, String),
    /// Number cells by position, each with its new entry: one cell, a filled table, a paste.
    Cells(Vec<(usize, Entry)>),
    /// The answer to a warning; a blank one takes it back.
    Answer(Cause, String),
}

impl Report {
    /// A report with nothing in it; its totals follow their parts.
    pub fn blank(edition: Edition) -> Report {
        Report {
            organ: "".into(),
            level: None,
            scope: None,
            year: Entry::Blank,
            edition,
            published: None,
            texts: std::array::from_fn(|_| "".into()),
            cells: (edition.format().cells.iter().map(Entry::initial)).collect(),
            answers: Arc::default(),
        }
    }

    /// A blank report of a year, in the edition of that year.
    pub fn of_year(year: i64) -> Report {
        let mut report = Report::blank(Edition::for_year(year));
        report.year = Entry::Number(year);
        report
    }

    /// The declaration of the report's edition.
    pub fn format(&self) -> &'static Format {
        self.edition.format()
    }

    /// What was entered in a cell.
    pub fn cell(&self, position: usize) -> &Entry {
        &self.cells[position]
    }

    /// What was entered as a text.
    pub fn text(&self, field: TextField) -> &Arc<str> {
        &self.texts[field as usize]
    }

    /// The year, if it is a number.
    pub fn year_number(&self) -> Option<i64> {
        match self.year {
            Entry::Number(year) => Some(year),
            _ => None,
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
            Edit::Level(level) => self.level = level,
            Edit::Scope(scope) => self.scope = scope,
            Edit::Year(raw) => self.set_year(entry::parse_year(&raw)),
            Edit::Edition(edition) => self.set_edition(edition),
            Edit::Published(date) => self.published = date,
            Edit::Text(field, text) => self.texts[field as usize] = text.into(),
            Edit::Answer(cause, note) => self.set_answer(cause, note),
            Edit::Cells(cells) => {
                for (position, entry) in cells {
                    self.cells[position] = entry;
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

    fn set_edition(&mut self, edition: Edition) {
        if edition == self.edition {
            return;
        }
        let old = self.format();
        let carried = |cell: &crate::format::NumberCell| {
            let position = old.cell(&cell.id)?;
            Some(self.cells[position].clone())
        };
        self.cells = (edition.format().cells.iter())
            .map(|cell| carried(cell).unwrap_or_else(|| Entry::initial(cell)))
            .collect();
        self.edition = edition;
    }

    /// The cells of the report, by position, that were filled in and have no place in another edition.
    pub fn without_place_in(&self, edition: Edition) -> Vec<usize> {
        let other = edition.format();
        (self.format().cells.iter().enumerate())
            .filter(|(position, cell)| {
                other.cell(&cell.id).is_none()
                    && !matches!(self.cells[*position], Entry::Blank | Entry::Automatic)
            })
            .map(|(position, _)| position)
            .collect()
    }

    /// The edit of typing a value into the field of a stable name; none if there is no such field, or
    /// the value is none that the field can have.
    pub fn typing(&self, id: &str, value: &str) -> Option<Edit> {
        let text = || value.to_owned();
        Some(match id {
            "organ" => Edit::Organ(text()),
            "level" => Edit::Level(Level::from_id(value)),
            "scope" => Edit::Scope(Scope::from_id(value)),
            "year" => Edit::Year(text()),
            "edition" => Edit::Edition(Edition::from_id(value)?),
            "published" => Edit::Published(office::parse_date(value)),
            _ => match TextField::from_id(id) {
                Some(field) => Edit::Text(field, text()),
                None => self.typing_number(self.format().cell(id)?, value),
            },
        })
    }

    /// The edit of typing into a cell. A total that is emptied follows its parts again.
    fn typing_number(&self, position: usize, raw: &str) -> Edit {
        let cell = &self.format().cells[position];
        let entry = match Entry::parse(cell.kind, raw) {
            Entry::Blank => Entry::initial(cell),
            entry => entry,
        };
        Edit::Cells(vec![(position, entry)])
    }

    /// The edit that puts 0 into the blank cells of a range; a total that is blank follows its parts again.
    pub fn fill_zeros(&self, cells: std::ops::Range<usize>) -> Edit {
        let blank = cells.filter(|position| self.cells[*position] == Entry::Blank);
        let filled = |position: usize| match Entry::initial(&self.format().cells[position]) {
            Entry::Blank => Entry::Number(0),
            entry => entry,
        };
        Edit::Cells(blank.map(|position| (position, filled(position))).collect())
    }
}
