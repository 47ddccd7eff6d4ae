//! The sheet: how every field of the form looks at a moment, drawn at once as one text of HTML, and kept up
//! to date by the differences from one moment to the next. What is drawn is known to whoever draws it; this
//! only says what to change.

mod html;

use super::Editing;
use super::shown::card_name;
use crate::format::table::Narrow;
use crate::format::texts::{TextField, count_characters};
use crate::format::{Cell, Edition, HEAD, Kind, PerCell};
use crate::report::Report;
use crate::report::entry::Entry;
use crate::report::figure::Figures;
use crate::validate::{Finding, Severity};

/// How the sheet looks.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    edition: Edition,
    /// The organ, and the rest of the title.
    title: [String; 2],
    /// The fields before the report, in the order of [`HEAD`].
    head: Vec<FieldView>,
    /// The texts, in reading order.
    texts: Vec<TextView>,
    /// The cells, in the order of the format.
    cells: PerCell<CellView>,
    /// On a narrow screen, the column that a wide table shows.
    column: usize,
}

/// How a field before the report looks.
#[derive(Clone, Debug, Default, PartialEq)]
struct FieldView {
    value: String,
    /// The card of what is wrong with it.
    finding: Option<String>,
}

/// How a text looks.
#[derive(Clone, Debug, PartialEq)]
struct TextView {
    field: TextField,
    value: String,
    count: String,
    /// Which of its points it covers.
    points: Vec<bool>,
}

/// How a number cell looks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CellView {
    /// What it shows.
    pub text: String,
    /// Whether it is a sum that follows its parts.
    pub automatic: bool,
    /// Whether it is a sum that was typed over.
    pub typed_total: bool,
    /// How many cells an automatic sum still lacks.
    pub missing: usize,
    /// Its part in what is wrong.
    pub mark: Mark,
    /// Whether it belongs to the selected range.
    pub selected: bool,
    /// The card of what is wrong with it.
    pub finding: Option<String>,
}

/// The part of a cell in what is wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub enum Mark {
    /// None.
    #[default]
    None,
    /// It stands on a side of what does not add up.
    Side,
    /// It may be what is wrong.
    Bad,
}

/// A change of what is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Patch {
    /// The element, by its name.
    pub name: String,
    /// What becomes of it.
    pub set: Set,
}

/// What becomes of an element.
#[derive(Clone, Debug, PartialEq)]
pub enum Set {
    /// The field holds this.
    Value(String),
    /// The cell around the field has this class.
    CellClass(String),
    /// An attribute has this value, or is gone.
    Attribute(&'static str, Option<String>),
    /// The element holds this text.
    Text(String),
    /// The element holds this HTML, which escapes whatever was entered.
    Html(String),
}

impl Sheet {
    /// How the sheet of a draft looks. The field that is being typed into shows what is typed.
    pub fn of(editing: &Editing, column: usize) -> Sheet {
        let mut sheet = Sheet::of_report(editing.report(), editing.findings(), column);
        for cell in editing.selection().iter().flat_map(|selection| selection.rows.iter().flatten()) {
            if let Some(view) = sheet.cells.get_mut(*cell) {
                view.selected = true;
            }
        }
        if let Some((field, value)) = editing.typing() {
            let head = HEAD.iter().position(|(id, _)| *id == field).map(|at| &mut sheet.head[at].value);
            let shown = match (head, editing.format().cell(field)) {
                (Some(head), _) => Some(head),
                (None, Some(cell)) => sheet.cells.get_mut(cell).map(|cell| &mut cell.text),
                (None, None) => {
                    let text = sheet.texts.iter_mut().find(|text| text.field.id() == field);
                    text.map(|text| &mut text.value)
                }
            };
            if let Some(shown) = shown {
                value.clone_into(shown);
            }
        }
        sheet
    }

    /// How the sheet of a report looks that nobody has begun to fill in.
    pub fn blank(edition: Edition) -> Sheet {
        Sheet::of_report(&Report::blank(edition), &[], 0)
    }

    fn of_report(report: &Report, findings: &[Finding], column: usize) -> Sheet {
        let [organ, rest] = report.title();
        let organ = if organ.is_empty() { "（机关名称）".to_owned() } else { organ };
        let text = |field: TextField| {
            let value = report.text(field);
            let points = field.points();
            let count = match count_characters(value) {
                0 if points.is_empty() => String::new(),
                count => format!("{count} 字"),
            };
            let points = points.iter().map(|point| point.is_in(value)).collect();
            TextView { field, value: value.to_string(), count, points }
        };
        Sheet {
            edition: report.edition(),
            title: [organ, rest],
            head: HEAD.iter().map(|(id, _)| head_view(report, findings, id)).collect(),
            texts: report.format().texts().map(text).collect(),
            cells: cell_views(report, findings),
            column,
        }
    }

    /// What must change for the drawn sheet to look like this one.
    pub fn differences(&self, drawn: &Sheet) -> Vec<Patch> {
        let mut patches = Vec::new();
        let mut set = |name: &str, set: Set| patches.push(Patch { name: name.to_owned(), set });
        if self.title != drawn.title {
            set("sheet-title", Set::Html(html::title(self)));
        }
        for ((id, _), (view, old)) in HEAD.iter().zip(self.head.iter().zip(&drawn.head)) {
            if view.value != old.value {
                set(id, Set::Value(view.value.clone()));
            }
            if view.finding != old.finding {
                set(id, Set::Attribute("aria-invalid", view.finding.as_ref().map(|_| "true".to_owned())));
                set(id, Set::Attribute("aria-describedby", view.finding.clone()));
            }
        }
        if self.edition != drawn.edition {
            set("sheet-chapters", Set::Html(html::chapters(self)));
            let preamble = self.texts.iter().zip(&drawn.texts).take(1);
            preamble.for_each(|(text, old)| text_differences(text, old, &mut set));
            return patches;
        }
        for (text, old) in self.texts.iter().zip(&drawn.texts) {
            text_differences(text, old, &mut set);
        }
        for &cell in &self.edition.format().cells {
            if let (Some(view), Some(old)) = (self.cells.get(cell), drawn.cells.get(cell))
                && view != old
            {
                cell_differences(cell, view, old, &mut set);
            }
        }
        if self.column != drawn.column {
            for table in self
                .edition
                .format()
                .tables()
                .filter(|table| matches!(table.narrow, Narrow::OneColumn { .. }))
            {
                set(
                    &html::table_name(table),
                    Set::Attribute("data-column", Some((self.column + 1).to_string())),
                );
                set(&html::column_choice_name(table), Set::Value(self.column.to_string()));
            }
        }
        patches
    }

    /// The whole sheet as HTML.
    pub fn html(&self) -> String {
        html::sheet(self)
    }

    /// The blank sheet of an edition as a template: it stands in the page, so that a new form is there before
    /// the program is. It says from which year on its edition is in force.
    pub fn template(edition: Edition) -> String {
        let (id, since, html) = (edition.id(), edition.since(), Sheet::blank(edition).html());
        format!("<template data-edition=\"{id}\" data-since=\"{since}\">{html}</template>\n")
    }

    /// Its edition.
    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// How a cell looks.
    pub fn cell(&self, cell: Cell) -> Option<&CellView> {
        self.cells.get(cell)
    }
}

fn text_differences(text: &TextView, old: &TextView, set: &mut impl FnMut(&str, Set)) {
    let id = text.field.id();
    if text.value != old.value {
        set(id, Set::Value(text.value.clone()));
    }
    if text.count != old.count {
        set(&format!("{id}-count"), Set::Text(text.count.clone()));
    }
    if text.points != old.points {
        set(&format!("{id}-points"), Set::Html(html::points(text)));
    }
}

fn cell_differences(cell: Cell, view: &CellView, old: &CellView, set: &mut impl FnMut(&str, Set)) {
    let id = cell.id();
    if view.text != old.text {
        set(id, Set::Value(view.text.clone()));
    }
    let (class, old_class) = (view.class(), old.class());
    if class != old_class {
        set(id, Set::CellClass(class));
    }
    if view.is_invalid() != old.is_invalid() {
        set(id, Set::Attribute("aria-invalid", view.is_invalid().then(|| "true".to_owned())));
    }
    if view.finding != old.finding {
        set(id, Set::Attribute("aria-describedby", view.described_by(cell)));
    }
}

impl CellView {
    fn is_invalid(&self) -> bool {
        self.mark == Mark::Bad
    }

    /// What describes the cell: how its total comes about, and what is wrong with it.
    fn described_by(&self, cell: Cell) -> Option<String> {
        let hint = cell.declared().is_total().then(|| format!("{}-hint", table_id(cell)));
        let names: Vec<String> = hint.into_iter().chain(self.finding.clone()).collect();
        (!names.is_empty()).then(|| names.join(" "))
    }

    fn class(&self) -> String {
        let parts = [
            (self.automatic, " cell--auto"),
            (self.automatic && self.missing > 0, " cell--unfinished"),
            (self.typed_total, " cell--typed"),
            (self.text == "0", " cell--zero"),
            (self.mark != Mark::None, " cell--side"),
            (self.mark == Mark::Bad, " cell--bad"),
            (self.selected, " cell--selected"),
            (self.text.len() > 5, " cell--long"),
        ];
        let parts = parts.into_iter().filter_map(|(holds, part)| holds.then_some(part));
        std::iter::once("cell").chain(parts).collect()
    }
}

fn head_view(report: &Report, findings: &[Finding], id: &str) -> FieldView {
    // What is merely not filled in yet, or worth a second look, is not marked as wrong.
    let is_wrong =
        |finding: &&Finding| finding.target == id && finding.severity == Severity::Error && !finding.to_do;
    FieldView { value: report.head_value(id), finding: findings.iter().find(is_wrong).map(card_name) }
}

fn cell_views(report: &Report, findings: &[Finding]) -> PerCell<CellView> {
    let figures = Figures::of(report);
    let view = |cell: Cell| {
        let automatic = *report.cell(cell) == Entry::Automatic;
        CellView {
            text: figures.text(report, cell),
            automatic,
            typed_total: cell.declared().is_total() && !automatic,
            missing: if automatic { figures.at(cell).missing } else { 0 },
            ..CellView::default()
        }
    };
    let mut views = PerCell::of(report.edition(), view);
    // What is merely not filled in yet, or worth a second look, is not marked as wrong.
    // Where a text contradicts the table, the text is marked.
    let is_wrong = |finding: &&Finding| {
        !finding.to_do
            && finding.answer.is_none()
            && finding.passages.is_empty()
            && finding.severity != Severity::Hint
    };
    for finding in findings.iter().filter(is_wrong) {
        for cell in &finding.cells {
            let Some(view) = views.get_mut(*cell) else { continue };
            let mark = if finding.suspects.contains(cell) { Mark::Bad } else { Mark::Side };
            if mark == Mark::Bad && view.finding.is_none() {
                view.finding = Some(card_name(finding));
            }
            if view.mark < mark {
                view.mark = mark;
            }
        }
    }
    views
}

/// The name of the table in which a cell stands.
fn table_id(cell: Cell) -> &'static str {
    cell.id().split('.').next().unwrap_or_default()
}

/// The keyboard that a phone shows for a cell.
fn input_mode(kind: Kind) -> &'static str {
    match kind {
        Kind::Count => "numeric",
        Kind::Money => "decimal",
        // The number pads of phones have no sign.
        Kind::Change => "text",
    }
}
