//! 雷同: reports of which chapters are nearly the same, and names of others that were left in.

use super::beside::TextsShown;
use super::{Reports, shown};
use crate::app::effect::Focus;
use crate::app::{Model, Turn};
use crate::collection::alike::Pair;
use crate::collection::strangers::Stranger;
use crate::draft::Storage;

/// As many pairs and names are listed.
pub const MOST_LINES: usize = 200;
/// The heading of the pair that is open.
pub const OPEN: &str = "open-pair";

/// What is looked at: the pair that is open, by its number.
#[derive(Debug, Default)]
pub struct Alike(Option<usize>);

impl Alike {
    pub(super) fn forget(&mut self) {
        self.0 = None;
    }
}

/// A pair as a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairLine {
    /// Whose reports they are.
    pub organs: [String; 2],
    /// The chapters with how much they have in common.
    pub chapters: String,
}

/// Another unit's name in a report, as a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrangerLine {
    /// The report.
    pub report: usize,
    /// Whose it is.
    pub organ: String,
    /// The name in it.
    pub name: String,
    /// Whose that is.
    pub of: String,
    /// Whether it is the first row of its report.
    pub is_first: bool,
}

/// The pair that is open.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenPair {
    /// The reports.
    pub reports: [usize; 2],
    /// Whose they are.
    pub title: String,
    /// The chapters that are nearly the same, each with the sentences that both have.
    pub chapters: Vec<(&'static str, Vec<String>)>,
    /// What stands in the way of the sentences; empty where nothing does.
    pub missing: String,
}

/// The name of what opens a pair, by its number.
pub fn pair_name(pair: usize) -> String {
    format!("pair-{pair}")
}

impl Model {
    /// Opens a pair, by its number; none to close it.
    pub(super) fn open_pair<S: Storage>(&mut self, pair: Option<usize>, turn: &mut Turn<S>) {
        let reports = self.reports.get_or_insert_default();
        let found = pair.and_then(|at| reports.seen.pairs.get(at));
        let Some(found) = found.map(|pair| pair.reports) else {
            if let Some(closed) = reports.alike.0.take() {
                turn.focus(Focus::near(pair_name(closed)));
            }
            return;
        };
        reports.alike.0 = pair;
        turn.focus(Focus::near(OPEN));
        self.read_texts(found, turn);
    }
}

impl Reports {
    /// The pairs, the likest first, and how many there are.
    pub fn pairs(&self) -> (Vec<PairLine>, usize) {
        let line = |pair: &Pair| PairLine {
            organs: pair.reports.map(|at| super::beside::head(&self.extracts[at])),
            chapters: (pair.chapters.iter())
                .map(|(field, percent)| format!("{}（约 {percent}%）", field.name()))
                .collect::<Vec<_>>()
                .join("；"),
        };
        (self.seen.pairs.iter().take(MOST_LINES).map(line).collect(), self.seen.pairs.len())
    }

    /// The names of others, and how many there are.
    pub fn strangers(&self) -> (Vec<StrangerLine>, usize) {
        let line = |(at, it): (usize, &Stranger)| StrangerLine {
            report: it.report,
            organ: shown::organ(&self.extracts[it.report]),
            name: it.name.clone(),
            of: shown::organ(&self.extracts[it.of]),
            is_first: !self.seen.strangers[..at].iter().any(|other| other.report == it.report),
        };
        let lines = self.seen.strangers.iter().enumerate().take(MOST_LINES).map(line);
        (lines.collect(), self.seen.strangers.len())
    }

    /// The number of the pair that is open.
    pub fn open_pair_number(&self) -> Option<usize> {
        self.alike.0
    }

    /// The pair that is open.
    pub fn open_pair(&self) -> Option<OpenPair> {
        let Pair { reports, chapters } = self.seen.pairs.get(self.alike.0?)?;
        let (texts, missing) = match self.texts_of(*reports) {
            TextsShown::Here(texts) => (texts, String::new()),
            TextsShown::Reading => (Vec::new(), "正在读这两份的原文件……".to_owned()),
            TextsShown::Refused(sentence) => (Vec::new(), sentence),
            TextsShown::None | TextsShown::Sketched(_) => (Vec::new(), NOT_AT_HAND.to_owned()),
        };
        let sentences = |field| {
            let pair = texts.iter().find(|pair| pair.field == field);
            pair.and_then(|pair| pair.likeness.clone()).map(|it| it.sentences).unwrap_or_default()
        };
        let [one, other] = reports.map(|at| super::beside::head(&self.extracts[at]));
        Some(OpenPair {
            reports: *reports,
            title: format!("{one}，{other}"),
            chapters: chapters.iter().map(|(field, _)| (field.name(), sentences(*field))).collect(),
            missing,
        })
    }
}

/// What is said where the texts cannot be read again.
pub const NOT_AT_HAND: &str =
    "正文没有存下，这两份的原文件也不都在手边：只有约数。要看是哪些句子，请把原文件再添加一次。";
