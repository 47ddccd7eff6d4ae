//! The list of reports: its columns, in which order, which of them, found by which words; and which rows are drawn of
//! ten thousand. What is blank stands last, whichever way a column is sorted; equals stay in their order.
//! Knows no markup.

use std::cmp::Ordering;
use std::ops::Range;

use super::extract::Extract;
use crate::format::highlights::Theme;
use crate::format::{Cell, Edition};
use crate::named::named;
use crate::report::entry::half_width;
use crate::report::office::{Level, Scope};
use crate::validate::Severity;

named! {
    /// A column of the list.
    pub enum Column {
        /// Whose report it is.
        Organ => "organ", "机关";
        /// How many errors are open.
        Errors => "errors", "错误";
        /// How many warnings are open.
        Warnings => "warnings", "提醒";
        /// Requests received in the year.
        Received => "received", "新收";
        /// Requests concluded.
        Concluded => "concluded", "办结";
        /// Reconsiderations and litigations.
        Disputes => "disputes", "复议诉讼";
        /// The level of the organ.
        Level => "level", "层级";
        /// Whose figures the tables hold.
        Scope => "scope", "数据范围";
        /// The year reported on.
        Year => "year", "年度";
        /// The edition.
        Edition => "edition", "格式";
        /// How many places of the file are doubtful.
        Doubts => "doubts", "存疑";
        /// The file that it came from.
        Origin => "origin", "来源文件";
    }
}

/// What stands in a column of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing, or a number that is not known.
    Blank,
    /// A number.
    Number(i64),
    /// A text.
    Text(String),
}

impl Value {
    /// How it reads; empty where there is nothing.
    pub fn text(&self) -> String {
        match self {
            Value::Blank => String::new(),
            Value::Number(number) => number.to_string(),
            Value::Text(text) => text.clone(),
        }
    }

    fn of(text: &str) -> Value {
        if text.is_empty() { Value::Blank } else { Value::Text(text.to_owned()) }
    }

    /// The order of two values; blank ones come last either way.
    fn compare(&self, other: &Value, is_descending: bool) -> Ordering {
        let order = match (self, other) {
            (Value::Blank, _) | (_, Value::Blank) => {
                return (*self == Value::Blank).cmp(&(*other == Value::Blank));
            }
            (Value::Number(one), Value::Number(other)) => one.cmp(other),
            (Value::Text(one), Value::Text(other)) => one.cmp(other),
            (Value::Number(_), Value::Text(_)) => Ordering::Less,
            (Value::Text(_), Value::Number(_)) => Ordering::Greater,
        };
        if is_descending { order.reverse() } else { order }
    }
}

impl Column {
    /// Whether numbers stand in it.
    pub fn is_of_numbers(self) -> bool {
        use Column::{Concluded, Disputes, Doubts, Errors, Received, Warnings, Year};
        matches!(self, Errors | Warnings | Received | Concluded | Disputes | Year | Doubts)
    }

    /// What stands in it of a report.
    pub fn value(self, extract: &Extract) -> Value {
        let count = |count: usize| Value::Number(count as i64);
        match self {
            Column::Organ => Value::of(&extract.organ),
            Column::Errors => count(extract.count(Severity::Error)),
            Column::Warnings => count(extract.count(Severity::Warning)),
            Column::Received | Column::Concluded | Column::Disputes => {
                let sum = extract.cells.sum(&self.cells(extract.edition()));
                sum.map_or(Value::Blank, Value::Number)
            }
            Column::Level => Value::of(extract.level.map_or("", Level::name)),
            Column::Scope => Value::of(extract.scope.map_or("", Scope::name)),
            Column::Year => extract.year.map_or(Value::Blank, Value::Number),
            Column::Edition => Value::of(extract.edition().name()),
            Column::Doubts => count(extract.doubts),
            Column::Origin => Value::of(&extract.origin.name),
        }
    }

    /// The cells that a column of numbers is the sum of.
    fn cells(self, edition: Edition) -> Vec<Cell> {
        let format = edition.format();
        let (themes, label): (&[Theme], _) = match self {
            Column::Received => (&[Theme::Requests], Some("本年新收")),
            Column::Concluded => (&[Theme::Requests], Some("办结")),
            Column::Disputes => (&[Theme::Reconsideration, Theme::Litigation], None),
            _ => return Vec::new(),
        };
        let all = themes.iter().flat_map(|theme| format.highlights(*theme));
        all.filter(|it| label.is_none_or(|label| it.label == label)).flat_map(|it| it.cells).collect()
    }
}

/// In which order the list stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// By which column.
    pub column: Column,
    /// Whether the greatest comes first.
    pub is_descending: bool,
}

impl Order {
    /// The order after a press on the head of a column: the same column turns round, another begins with what is
    /// looked for in it, the greatest number or the first letter.
    pub fn pressed(self, column: Column) -> Order {
        let is_descending = if self.column == column { !self.is_descending } else { column.is_of_numbers() };
        Order { column, is_descending }
    }

    /// Brings some of the reports, by their numbers, into this order.
    pub fn arrange(self, extracts: &[Extract], shown: &mut [usize]) {
        let all: Vec<Value> = (extracts.iter()).map(|extract| self.column.value(extract)).collect();
        shown.sort_by(|one, other| all[*one].compare(&all[*other], self.is_descending));
    }
}

impl Default for Order {
    fn default() -> Order {
        Order { column: Column::Errors, is_descending: true }
    }
}

named! {
    /// How a report stands.
    pub enum State {
        /// Some errors are open.
        Wrong => "errors", "有错误";
        /// No error, and some warnings are open.
        Warned => "warnings", "只有提醒";
        /// Neither errors nor warnings.
        Sound => "none", "没有问题";
        /// Something of its file is doubtful, however it stands.
        Doubtful => "doubtful", "导入存疑";
    }
}

impl State {
    /// Whether a report stands so.
    pub fn is_of(self, extract: &Extract) -> bool {
        let (errors, warnings) = (extract.count(Severity::Error), extract.count(Severity::Warning));
        match self {
            State::Wrong => errors > 0,
            State::Warned => errors == 0 && warnings > 0,
            State::Sound => errors == 0 && warnings == 0,
            State::Doubtful => extract.doubts > 0,
        }
    }
}

/// Which reports are shown; what is not chosen is any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that stand in the name of the organ or of the file, in any order.
    pub words: String,
    /// The level.
    pub level: Option<Level>,
    /// Whose figures.
    pub scope: Option<Scope>,
    /// The year.
    pub year: Option<i64>,
    /// How it stands.
    pub state: Option<State>,
    /// The name of the organ above.
    pub parent: Option<String>,
}

impl Filter {
    /// The reports that are shown, by their numbers. `parent_of` says which organ stands above that of a report.
    pub fn shown<'a>(
        &self,
        extracts: &'a [Extract],
        parent_of: impl Fn(&'a Extract) -> Option<&'a str>,
    ) -> Vec<usize> {
        let plain = |text: &str| half_width(text).to_lowercase();
        let words: Vec<String> = self.words.split_whitespace().map(plain).collect();
        let is_shown = |extract: &'a Extract| {
            let names = || format!("{}\n{}", plain(&extract.organ), plain(&extract.origin.name));
            let has_words = |names: String| words.iter().all(|word| names.contains(word.as_str()));
            (words.is_empty() || has_words(names()))
                && self.level.is_none_or(|level| extract.level == Some(level))
                && self.scope.is_none_or(|scope| extract.scope == Some(scope))
                && self.year.is_none_or(|year| extract.year == Some(year))
                && self.state.is_none_or(|state| state.is_of(extract))
                && self.parent.as_deref().is_none_or(|parent| parent_of(extract) == Some(parent))
        };
        (0..extracts.len()).filter(|at| is_shown(&extracts[*at])).collect()
    }
}

/// How many rows beyond those that are seen are drawn on either side, so that scrolling finds them there.
const BEYOND: usize = 12;

/// Which rows of a long list are drawn, and how much room the others take, in pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// The rows that are drawn.
    pub rows: Range<usize>,
    /// The room above them.
    pub above: usize,
    /// The room below them.
    pub below: usize,
}

impl Window {
    /// The rows that are drawn of so many of one height, in a frame that is scrolled by so much.
    pub fn of(count: usize, row: usize, scrolled: usize, frame: usize) -> Window {
        let row = row.max(1);
        let first = (scrolled / row).min(count).saturating_sub(BEYOND);
        let last = (scrolled.saturating_add(frame).div_ceil(row).saturating_add(BEYOND)).clamp(first, count);
        Window { rows: first..last, above: first * row, below: (count - last) * row }
    }

    /// How far a frame is scrolled so that a row is seen whole: no further than it must.
    pub fn reveal(at: usize, row: usize, scrolled: usize, frame: usize) -> usize {
        let (top, end) = (at * row, (at + 1) * row);
        scrolled.max(end.saturating_sub(frame)).min(top)
    }
}
