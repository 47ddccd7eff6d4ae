//! 并排: two reports, or one organ over the years. The numbers are kept; the texts are read again from the files of the
//! two, as long as these are at hand.

use super::{Reports, View, shown};
use crate::app::effect::{Chore, Focus, ReportsChore};
use crate::app::{Effect, Model, Turn};
use crate::collection::beside::{self, TextPair, tables};
use crate::collection::cells::{Cells, Held};
use crate::collection::extract::Extract;
use crate::draft::Storage;
use crate::format::Kind;
use crate::format::texts::TextField;
use crate::report::entry;

/// As many are listed to choose from.
pub const MOST_CHOICES: usize = 500;
/// As many lines are told of what does not go on.
pub const MOST_LINES: usize = 200;
/// The names of the two choices.
pub const SIDES: [&str; 2] = ["beside-1", "beside-2"];
/// The name of the choice of an organ.
pub const YEARS: &str = "beside-years";

/// What is done there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BesideStep {
    /// A report is looked at beside another: the year before, where it is there.
    With(usize),
    /// Two reports are looked at.
    Pair([usize; 2]),
    /// The first or the second report was chosen, or none.
    Choose(usize, Option<usize>),
    /// An organ was chosen, by its number among those of several years; none to go back to two reports.
    Years(Option<usize>),
    /// All cells are to be shown, or only those that differ.
    ShowAll(bool),
}

/// The texts of two reports.
#[derive(Debug, Default)]
enum Texts {
    /// They were not asked for.
    #[default]
    None,
    /// They are being read.
    Reading(u32),
    /// How they differ.
    Here(Vec<TextPair>),
    /// They cannot be read, and why.
    Refused(String),
}

/// What is looked at.
#[derive(Debug, Default)]
pub struct Beside {
    pair: [Option<usize>; 2],
    years: Option<usize>,
    shows_all: bool,
    /// Of which two reports the texts are, and these.
    texts: ([usize; 2], Texts),
}

impl Model {
    pub(super) fn beside_step<S: Storage>(&mut self, step: BesideStep, turn: &mut Turn<S>) {
        let reports = self.reports.get_or_insert_default();
        let is_there = |report: &usize| *report < reports.extracts.len();
        match step {
            BesideStep::With(report) if is_there(&report) => {
                reports.view = View::Beside;
                reports.arrange(turn.now);
                let before = reports.year_before(report);
                let pair = if before.is_some() { [before, Some(report)] } else { [Some(report), None] };
                let chosen = usize::from(before.is_none());
                reports.beside = Beside { pair, ..Beside::default() };
                turn.focus(Focus::near(SIDES[chosen]));
            }
            BesideStep::Pair(pair) if pair.iter().all(is_there) => {
                reports.view = View::Beside;
                reports.arrange(turn.now);
                reports.beside = Beside { pair: pair.map(Some), ..Beside::default() };
                turn.focus(Focus::near(SIDES[0]));
            }
            BesideStep::Choose(side, report) if side < 2 => {
                reports.beside.pair[side] = report.filter(is_there);
            }
            BesideStep::Years(years) => {
                reports.beside.years = years.filter(|years| *years < reports.seen.series.len());
            }
            BesideStep::ShowAll(shows_all) => reports.beside.shows_all = shows_all,
            BesideStep::With(_) | BesideStep::Pair(_) | BesideStep::Choose(..) => {}
        }
        if let Some(pair) = self.reports().and_then(Reports::pair) {
            self.read_texts(pair, turn);
        }
    }

    /// Has the texts of two reports read, where both files are at hand and that was not done yet.
    pub(super) fn read_texts<S: Storage>(&mut self, pair: [usize; 2], turn: &mut Turn<S>) {
        let job = self.next_job();
        let reports = self.reports.get_or_insert_default();
        let is_known = reports.beside.texts.0 == pair
            && matches!(reports.beside.texts.1, Texts::Reading(_) | Texts::Here(_));
        let [Some(one), Some(other)] = pair.map(|at| reports.files[at]) else { return };
        if !is_known {
            reports.beside.texts = (pair, Texts::Reading(job));
            let chore = ReportsChore::Texts { job, files: [one, other] };
            turn.ask(Effect::Do(Chore::Reports(chore)));
        }
    }

    /// The texts come no more; they can be asked for again.
    pub(in crate::app) fn texts_are_stopped(&mut self) {
        if let Some(reports) = self.reports.as_mut()
            && matches!(reports.beside.texts.1, Texts::Reading(_))
        {
            reports.beside.texts.1 = Texts::Refused("已停止，没有读正文。请再选一次。".to_owned());
        }
    }

    /// The worker answered for the texts of two reports; says whether that was waited for.
    pub(in crate::app) fn texts_read(&mut self, job: u32, answer: &Result<String, String>) -> bool {
        let Some(reports) = self.reports.as_mut() else { return false };
        let texts = &mut reports.beside.texts.1;
        if !matches!(texts, Texts::Reading(asked) if *asked == job) {
            return false;
        }
        *texts = match answer {
            Ok(text) => beside::parse(text)
                .map_or_else(|| Texts::Refused("正文没有收全，请再选一次。".to_owned()), Texts::Here),
            Err(sentence) => Texts::Refused(sentence.clone()),
        };
        true
    }
}

/// What can be chosen, by its number, in words.
pub type Choice = (usize, String);

/// A table of reports side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Whose report stands in which column.
    pub heads: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
    /// How many rows differ, and how many there are.
    pub counts: (usize, usize),
}

/// A row of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What the cell is called.
    pub name: String,
    /// What each of the reports holds.
    pub held: Vec<String>,
    /// How much the last is more than the first; empty where that is not known.
    pub change: String,
    /// Whether not all hold the same.
    pub differs: bool,
}

/// What does not go on from one year to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BreakLine {
    /// Whose it is, and which years.
    pub organ: String,
    /// What was found.
    pub sentence: String,
    /// The rule.
    pub rule: String,
    /// Both reports.
    pub pair: [usize; 2],
}

/// How the texts of two reports stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum TextsShown {
    /// Two reports are not chosen.
    #[default]
    None,
    /// Not both files are at hand: how much chapters have in common, in percent, as far as sketches tell.
    Sketched(Vec<(&'static str, usize)>),
    /// They are being read.
    Reading,
    /// How they differ.
    Here(Vec<TextPair>),
    /// They cannot be read, and why.
    Refused(String),
}

impl Reports {
    /// The two reports that are looked at.
    fn pair(&self) -> Option<[usize; 2]> {
        match (self.beside.pair, self.beside.years) {
            ([Some(one), Some(other)], None) if one != other => Some([one, other]),
            _ => None,
        }
    }

    /// The report of the same organ of the year before, else of an earlier one.
    fn year_before(&self, report: usize) -> Option<usize> {
        let series = self.seen.series.iter().find(|series| series.contains(&report))?;
        let place = series.iter().position(|at| *at == report)?;
        place.checked_sub(1).map(|before| series[before])
    }

    /// What is chosen: both reports, and the organ whose years are looked at.
    pub fn beside_chosen(&self) -> ([Option<usize>; 2], Option<usize>) {
        (self.beside.pair, self.beside.years)
    }

    /// Whether cells that do not differ are shown too.
    pub fn beside_shows_all(&self) -> bool {
        self.beside.shows_all
    }

    /// The reports that can be chosen, of those that are shown, and those that are chosen; and whether these are all.
    pub fn beside_choices(&self) -> (Vec<Choice>, bool) {
        let chosen = self.beside.pair.into_iter().flatten();
        let listed = self.shown.iter().copied().take(MOST_CHOICES);
        let mut all: Vec<usize> = listed.chain(chosen).collect();
        all.sort_by_cached_key(|at| (self.extracts[*at].organ.clone(), self.extracts[*at].year, *at));
        all.dedup();
        let choice =
            |at: usize| (at, format!("{}（{}）", head(&self.extracts[at]), self.extracts[at].origin.name));
        (all.into_iter().map(choice).collect(), self.shown.len() <= MOST_CHOICES)
    }

    /// The organs of which several years are there.
    pub fn years_choices(&self) -> Vec<Choice> {
        let words = |(at, series): (usize, &Vec<usize>)| {
            let years: Vec<String> = series
                .iter()
                .filter_map(|report| self.extracts[*report].year)
                .map(|it| it.to_string())
                .collect();
            let last = series.last().map(|report| shown::organ(&self.extracts[*report])).unwrap_or_default();
            (at, format!("{last}（{}）", years.join("、")))
        };
        self.seen.series.iter().enumerate().take(MOST_CHOICES).map(words).collect()
    }

    /// The tables that are looked at side by side.
    pub fn beside_table(&self) -> Option<Table> {
        let chosen: Vec<usize> = match (self.beside.years, self.pair()) {
            (Some(years), _) => self.seen.series.get(years)?.clone(),
            (None, pair) => pair?.to_vec(),
        };
        let cells: Vec<&Cells> = chosen.iter().map(|at| &self.extracts[*at].cells).collect();
        let rows = tables(&cells);
        let counts = (rows.iter().filter(|row| row.differs()).count(), rows.len());
        let row = |row: &beside::Row| Row {
            name: row.name.clone(),
            held: row.held.iter().map(|held| held_words(*held, row.kind)).collect(),
            change: row.change().map(|change| change_words(row.kind, change)).unwrap_or_default(),
            differs: row.differs(),
        };
        let is_shown = |row: &&beside::Row| self.beside.shows_all || row.differs();
        Some(Table {
            heads: chosen.iter().map(|at| head(&self.extracts[*at])).collect(),
            rows: rows.iter().filter(is_shown).map(row).collect(),
            counts,
        })
    }

    /// How the texts of the two reports stand.
    pub fn beside_texts(&self) -> TextsShown {
        self.pair().map(|pair| self.texts_of(pair)).unwrap_or_default()
    }

    pub(super) fn texts_of(&self, pair: [usize; 2]) -> TextsShown {
        match &self.beside.texts {
            (of, Texts::Reading(_)) if *of == pair => TextsShown::Reading,
            (of, Texts::Here(texts)) if *of == pair => TextsShown::Here(texts.clone()),
            (of, Texts::Refused(sentence)) if *of == pair => TextsShown::Refused(sentence.clone()),
            _ => TextsShown::Sketched(self.sketched(pair)),
        }
    }

    fn sketched(&self, pair: [usize; 2]) -> Vec<(&'static str, usize)> {
        let sketch = |at: usize, field| {
            self.extracts[at].sketches.iter().find(|(other, _)| *other == field).map(|(_, sketch)| sketch)
        };
        let of = |field: TextField| {
            let [one, other] = pair.map(|at| sketch(at, field));
            Some((field.name(), one?.likeness(other?)))
        };
        TextField::all().filter_map(of).collect()
    }

    /// What does not go on from year to year, and how many such places there are.
    pub fn breaks(&self) -> (Vec<BreakLine>, usize) {
        let line = |it: &beside::Break| {
            let years = [it.then, it.now].map(|at| self.extracts[at].year.unwrap_or_default());
            BreakLine {
                organ: format!("{}，{} 至 {} 年", shown::organ(&self.extracts[it.now]), years[0], years[1]),
                sentence: it.found.sentence.clone(),
                rule: format!("{} {}", it.found.rule.id, it.found.rule.title),
                pair: [it.then, it.now],
            }
        };
        (self.seen.breaks.iter().take(MOST_LINES).map(line).collect(), self.seen.breaks.len())
    }
}

/// Whose report it is, and of which year, as a column names it.
pub(super) fn head(extract: &Extract) -> String {
    let year = extract.year.map_or("没有写年度".to_owned(), |year| format!("{year} 年"));
    format!("{} {year}", shown::organ(extract))
}

fn held_words(held: Option<Held>, kind: Kind) -> String {
    match held {
        None => "无此格".to_owned(),
        Some(Held::Blank) => "空白".to_owned(),
        Some(Held::NoNumber) => "不是数".to_owned(),
        Some(Held::Unfinished) => "没有算全".to_owned(),
        Some(Held::Typed(number) | Held::Derived(number)) => entry::write(kind, number),
    }
}

/// How much more, with its sign.
fn change_words(kind: Kind, change: i64) -> String {
    let sign = match change {
        0 => "",
        1.. => "+",
        _ => "−",
    };
    let kind = if kind == Kind::Change { Kind::Count } else { kind };
    format!("{sign}{}", entry::write(kind, change.saturating_abs()))
}
