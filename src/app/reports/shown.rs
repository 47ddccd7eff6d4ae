//! What the page of many reports says: its counts, its rows, the report that is open.
//! Knows no markup.

use std::ops::Range;

use super::reading::Progress;
use super::{Kept, Reports, View};
use crate::collection::extract::{Extract, Found};
use crate::collection::list::{Column, Filter, Order, State, Value};
use crate::report::office::Level;
use crate::validate::Severity;

/// How high a row is, in pixels (`style/reports.css`).
pub const ROW: usize = 40;
/// The heading of the report that is open.
pub const OPEN: &str = "open-report";

/// The name of what opens a report, by its number.
pub fn row_name(report: usize) -> String {
    format!("report-{report}")
}

/// The name of a finding of the report that is open, by its number.
pub fn finding_name(finding: usize) -> String {
    format!("found-{finding}")
}

/// How many reports there are and how they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many there are.
    pub all: usize,
    /// How many are shown.
    pub shown: usize,
    /// How many files are not read.
    pub refused: usize,
    /// With errors, with warnings only, with neither.
    pub states: [usize; 3],
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Line {
    /// The number of the report.
    pub report: usize,
    /// What stands in every column.
    pub texts: [String; Column::ALL.len()],
    /// How it stands: a stable name.
    pub state: &'static str,
}

/// A rule as the head of a column: its id, its name, how many reports break it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleHead {
    /// The id.
    pub id: &'static str,
    /// The name.
    pub title: &'static str,
    /// How many reports break it.
    pub reports: usize,
}

/// A row of the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Hits {
    /// The number of the report.
    pub report: usize,
    /// Whose it is.
    pub organ: String,
    /// Under each rule how many findings, how heavy in words and by its stable name, and the number of the first.
    pub hits: Vec<Option<(usize, &'static str, &'static str, usize)>>,
}

/// The report that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenReport {
    /// Its number.
    pub report: usize,
    /// Whose it is, and of which year.
    pub title: String,
    /// Edition, level, scope, source.
    pub facts: String,
    /// What of its file is doubtful, a sentence; empty where nothing is.
    pub doubts: String,
    /// Its findings.
    pub findings: Vec<Found>,
    /// How many there are besides.
    pub besides: usize,
    /// Whether its file is at hand.
    pub has_file: bool,
}

impl Reports {
    /// What they are called together; empty where they have no name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many there are and how they stand.
    pub fn tally(&self) -> Tally {
        let count = |state: State| self.extracts.iter().filter(|it| state.is_of(it)).count();
        Tally {
            all: self.extracts.len(),
            shown: self.shown.len(),
            refused: self.refused.len(),
            states: [State::Wrong, State::Warned, State::Sound].map(count),
        }
    }

    /// How often the list was arranged: what is drawn of it is drawn anew then.
    pub fn version(&self) -> u64 {
        self.arranged.1
    }

    /// How far reading has come, while it goes on.
    pub fn progress(&self) -> Option<Progress> {
        self.reading.progress()
    }

    /// The files that are not read, each with a sentence.
    pub fn refused(&self) -> &[(String, String)] {
        &self.refused
    }

    /// Whether what was kept is still being read.
    pub fn is_coming(&self) -> bool {
        matches!(self.kept, Kept::Unknown | Kept::Coming)
    }

    /// Whether the browser keeps nothing.
    pub fn is_not_kept(&self) -> bool {
        self.kept == Kept::Refused
    }

    /// How the reports are looked at.
    pub fn view(&self) -> View {
        self.view
    }

    /// In which order.
    pub fn order(&self) -> Order {
        self.order
    }

    /// Which of them.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// The levels and the years that there are, to choose from.
    pub fn choices(&self) -> (Vec<Level>, Vec<i64>) {
        let levels = Level::ALL.into_iter();
        let levels = levels.filter(|level| self.extracts.iter().any(|it| it.level == Some(*level)));
        let mut years: Vec<i64> = self.extracts.iter().filter_map(|it| it.year).collect();
        years.sort_unstable_by(|one, other| other.cmp(one));
        years.dedup();
        (levels.collect(), years)
    }

    /// How many rows the view has.
    pub fn rows(&self) -> usize {
        match self.view {
            View::List | View::Remarks => self.shown.len(),
            View::Matrix => self.matrix.rows.len(),
            View::Missing => self.called_rows(),
            View::Sums => self.sum_rows(),
            View::Beside | View::Alike => 0,
        }
    }

    /// The name of what opens the report of a row.
    pub fn name_of_row(&self, row: usize) -> Option<String> {
        match self.view {
            View::Missing => self.name_of_called(row),
            View::Sums => self.name_of_sum(row),
            _ => self.report_of_row(row).map(row_name),
        }
    }

    /// The number of the report of a row.
    pub(super) fn report_of_row(&self, row: usize) -> Option<usize> {
        match self.view {
            View::List | View::Remarks => self.shown.get(row).copied(),
            View::Matrix => self.matrix.rows.get(row).map(|row| row.report),
            View::Missing | View::Sums | View::Beside | View::Alike => None,
        }
    }

    /// Some rows of the list.
    pub fn lines(&self, rows: Range<usize>) -> Vec<(usize, Line)> {
        let line = |row: usize| {
            let report = *self.shown.get(row)?;
            let extract = &self.extracts[report];
            let state = [State::Wrong, State::Warned].into_iter().find(|state| state.is_of(extract));
            let state = state.map_or(State::Sound.id(), State::id);
            let texts = Column::ALL.map(|column| text(column, extract));
            Some((row, Line { report, texts, state }))
        };
        rows.filter_map(line).collect()
    }

    /// The rules that are broken, the commonest first.
    pub fn rules(&self) -> Vec<RuleHead> {
        let head = |(rule, reports): &(&'static crate::validate::Rule, usize)| RuleHead {
            id: rule.id,
            title: rule.title,
            reports: *reports,
        };
        self.matrix.rules.iter().map(head).collect()
    }

    /// Some rows of the matrix.
    pub fn hits(&self, rows: Range<usize>) -> Vec<(usize, Hits)> {
        let line = |row: usize| {
            let of = self.matrix.rows.get(row)?;
            let hit = |hit: &crate::collection::matrix::Hit| {
                (hit.count, hit.severity.name(), hit.severity.id(), hit.first)
            };
            let hits = of.hits.iter().map(|it| it.as_ref().map(hit)).collect();
            let (report, organ) = (of.report, organ(&self.extracts[of.report]));
            Some((row, Hits { report, organ, hits }))
        };
        rows.filter_map(line).collect()
    }

    /// The number of the report that is open.
    pub fn open_number(&self) -> Option<usize> {
        self.open
    }

    /// The report that is open.
    pub fn open(&self) -> Option<OpenReport> {
        let report = self.open?;
        let extract = self.extracts.get(report)?;
        let mut facts = vec![extract.edition().name().to_owned()];
        facts.extend(extract.level.map(|level| level.name().to_owned()));
        facts.extend(extract.scope.map(|scope| scope.name().to_owned()));
        facts.push(format!("来源文件 {}（{}）", extract.origin.name, extract.origin.kind));
        let doubts = match extract.doubts {
            0 => String::new(),
            doubts => format!("从文件里认出来的内容有 {doubts} 处存疑，数和检查结果按建议值算。"),
        };
        let open = extract.findings.iter().filter(|found| found.is_open()).count();
        Some(OpenReport {
            report,
            title: title(extract),
            facts: facts.join(" · "),
            doubts,
            findings: extract.findings.clone(),
            besides: extract.counts.iter().sum::<usize>().saturating_sub(open),
            has_file: self.files[report].is_some(),
        })
    }
}

/// Whose report it is, and of which year.
pub(super) fn title(extract: &Extract) -> String {
    let year = extract.year.map_or("没有写年度".to_owned(), |year| format!("{year} 年度"));
    format!("{}，{year}", organ(extract))
}

/// Whose report it is.
pub(super) fn organ(extract: &Extract) -> String {
    if extract.organ.is_empty() { "没有写机关".to_owned() } else { extract.organ.clone() }
}

/// What is shown in a column of a report.
fn text(column: Column, extract: &Extract) -> String {
    match (column, column.value(extract)) {
        (Column::Organ, _) => organ(extract),
        (_, Value::Blank) if column.is_of_numbers() && column != Column::Year => "空白".to_owned(),
        (_, value) => value.text(),
    }
}

/// The words for how a report stands, with how many there are.
pub fn state_words(states: [usize; 3]) -> [String; 3] {
    let [wrong, warned, sound] = states;
    [format!("{wrong} 份有错误"), format!("{warned} 份只有提醒"), format!("{sound} 份没有问题")]
}

/// What weighs a finding in markup: its stable name, and its word.
pub fn weight(found: &Found) -> (&'static str, &'static str) {
    match found.is_open() {
        true => (found.severity.id(), found.severity.name()),
        false => (Severity::Hint.id(), "已说明"),
    }
}
