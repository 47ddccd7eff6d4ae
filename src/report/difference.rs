//! In what two reports differ, field by field: where to go after an undo, and what has changed since a
//! version was saved.

use super::Report;
use super::figure::Figures;
use super::office::{Level, Scope};
use super::previous::Previous;
use crate::format::texts::TextField;
use crate::format::{HEAD, Kind, head_label};

/// A field in which two reports differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// What a user reads of the field.
    pub name: String,
    /// What the first report shows there; empty where it is blank or has no such field.
    pub before: String,
    /// What the second report shows there.
    pub after: String,
}

/// The name under which the answers to warnings are compared: they stand in no field.
pub const ANSWERS: &str = "answers";
/// The name under which attached reports of last year are compared: also where they are spoken of on the page.
pub const PREVIOUS: &str = "last-year";

impl Report {
    /// The stable name of the first field in which two reports differ.
    pub fn first_difference(&self, other: &Report) -> Option<&'static str> {
        self.fields().find(|id| self.differs(other, id))
    }

    /// Everything in which another report differs from this one, in reading order. Fields of either
    /// edition are compared.
    pub fn differences(&self, other: &Report) -> Vec<Difference> {
        let only_there = other.fields().filter(|id| !self.fields().any(|own| own == *id));
        let fields = self.fields().chain(only_there).filter(|id| self.differs(other, id));
        let (before, after) = (Figures::of(self), Figures::of(other));
        let difference = |id| Difference {
            name: self.field_name(id).or_else(|| other.field_name(id)).unwrap_or_default(),
            before: self.shown(&before, id),
            after: other.shown(&after, id),
        };
        // A total that follows may be entered otherwise and show the same.
        fields.map(difference).filter(|it| it.before != it.after).collect()
    }

    fn fields(&self) -> impl Iterator<Item = &'static str> + use<> {
        let head = HEAD.iter().map(|(id, _)| *id);
        let texts = TextField::all().map(TextField::id);
        let cells = self.format().cells.iter().map(|cell| cell.id());
        head.chain(texts).chain(cells).chain([ANSWERS, PREVIOUS])
    }

    fn differs(&self, other: &Report, id: &str) -> bool {
        match id {
            "organ" => self.organ != other.organ,
            "organ-code" => self.organ_code != other.organ_code,
            "level" => self.level != other.level,
            "scope" => self.scope != other.scope,
            "year" => self.year != other.year,
            "edition" => self.edition() != other.edition(),
            "published" => self.published != other.published,
            ANSWERS => self.answers != other.answers,
            PREVIOUS => self.previous != other.previous,
            id => match TextField::from_id(id) {
                Some(field) => self.text(field) != other.text(field),
                None => {
                    let entry =
                        |report: &Report| report.format().cell(id).map(|cell| report.cell(cell).clone());
                    entry(self) != entry(other)
                }
            },
        }
    }

    fn field_name(&self, id: &str) -> Option<String> {
        match id {
            ANSWERS => return Some("说明".to_owned()),
            PREVIOUS => return Some("上年报告".to_owned()),
            _ => {}
        }
        if let Some(field) = TextField::from_id(id) {
            return Some(field.name().to_owned());
        }
        let cell = self.format().cell(id).map(|cell| cell.declared().name.clone());
        cell.or_else(|| Some(head_label(id)).filter(|label| !label.is_empty()).map(str::to_owned))
    }

    /// What a user reads of a field before the report, by its stable name; none if there is no such field.
    pub fn head_text(&self, id: &str) -> Option<String> {
        Some(match id {
            "organ" => self.organ.to_string(),
            "organ-code" => self.organ_code.to_string(),
            "level" => self.level.map_or("", Level::name).to_owned(),
            "scope" => self.scope.map_or("", Scope::name).to_owned(),
            "year" => self.year.text(Kind::Count),
            "edition" => self.edition().name().to_owned(),
            "published" => self.published.map(|date| date.to_string()).unwrap_or_default(),
            _ => return None,
        })
    }

    fn shown(&self, figures: &Figures, id: &str) -> String {
        if let Some(text) = self.head_text(id) {
            return text;
        }
        match id {
            ANSWERS => self.answers.iter().map(|answer| answer.note.as_str()).collect::<Vec<_>>().join("；"),
            PREVIOUS => self.previous().map(Previous::words).unwrap_or_default(),
            id => match (TextField::from_id(id), self.format().cell(id)) {
                (Some(field), _) => self.text(field).to_string(),
                (None, Some(cell)) => figures.text(self, cell),
                (None, None) => String::new(),
            },
        }
    }
}
