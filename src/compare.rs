//! A published page beside the draft that it was made from: what is the same, what differs, what is missing
//! there, what there is in addition, and what was not recognised surely, which is neither the same nor different.
//! Pure; knows no file format and no screen.

pub mod key;

pub mod marks;

mod cells;
mod texts;

use std::collections::BTreeSet;

use marks::Piece;

use crate::document;
use crate::format::Edition;
use crate::import::answer::Answer;
use crate::report::Report;

/// What a published page says beside a draft.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Why the page is not compared, a sentence: it is of no report, or surely of another one. Nothing else is
    /// said of it then.
    pub stranger: Option<String>,
    /// The check code on the page, and whether it is that of the draft.
    pub code: Option<(String, bool)>,
    /// Everything that is not surely the same, in the order of the report.
    pub deviations: Vec<Deviation>,
    /// The doubts among them, by their numbers, that somebody looked at and found to be the same.
    pub seen: BTreeSet<usize>,
    /// How many cells and how many paragraphs are the same.
    pub same: (usize, usize),
    /// How many paragraphs are the same and are divided otherwise.
    pub divided: usize,
    /// How many cells were not compared, since the edition of the page has none of their kind.
    pub not_compared: usize,
    /// What could not be read of the page, each a sentence.
    pub problems: Vec<String>,
}

/// A place where page and draft are not surely the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Deviation {
    /// In what way.
    pub kind: Kind,
    /// The stable name of the field of the draft that it leads to.
    pub target: &'static str,
    /// What it is about, in words.
    pub name: String,
    /// What the draft says; nothing where it says nothing.
    pub draft: Vec<Piece>,
    /// What the page says; nothing where it says nothing.
    pub published: Vec<Piece>,
    /// Where on the page, in words; may be empty.
    pub place: String,
    /// What else is to be said, a sentence; may be empty.
    pub hint: String,
}

/// In what way page and draft are not surely the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Both say something, and not the same.
    Differs,
    /// Both say the same, in another order.
    Moved,
    /// Only the draft says it.
    Missing,
    /// Only the page says it.
    Additional,
    /// It was not recognised surely what the page says.
    Doubtful,
}

impl Kind {
    /// All, in the order in which they are counted.
    pub const ALL: [Kind; 5] = [Kind::Differs, Kind::Moved, Kind::Missing, Kind::Additional, Kind::Doubtful];

    /// The name in records.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Differs => "differs",
            Kind::Moved => "moved",
            Kind::Missing => "missing",
            Kind::Additional => "additional",
            Kind::Doubtful => "doubtful",
        }
    }

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Differs => "不同",
            Kind::Moved => "换了位置",
            Kind::Missing => "缺少",
            Kind::Additional => "多出",
            Kind::Doubtful => "没有认准",
        }
    }
}

/// How many places of each kind there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally(pub [usize; Kind::ALL.len()]);

impl Tally {
    /// How many there are of a kind.
    pub fn of(self, kind: Kind) -> usize {
        self.0[kind as usize]
    }

    /// Whether page and draft are the same, surely.
    pub fn is_same(self) -> bool {
        self.0.iter().all(|count| *count == 0)
    }

    /// The result in words, without a full stop: 「与已发布一致」, or how many places there are.
    pub fn words(self) -> String {
        if self.is_same() {
            return "与已发布一致".to_owned();
        }
        let counted = Kind::ALL.into_iter().filter(|kind| self.of(*kind) > 0);
        let words: Vec<String> = counted.map(|kind| format!("{} 处{}", self.of(kind), kind.name())).collect();
        let doubts_only = Kind::ALL.into_iter().all(|kind| kind == Kind::Doubtful || self.of(kind) == 0);
        let before = if doubts_only { "没有发现不同，" } else { "" };
        format!("{before}有 {}", words.join("，"))
    }
}

impl Comparison {
    /// How many places of each kind there are, without the doubts that were found to be the same.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        let open = self.deviations.iter().enumerate().filter(|(number, _)| !self.seen.contains(number));
        open.for_each(|(_, deviation)| tally.0[deviation.kind as usize] += 1);
        tally
    }
}

/// How much there is to tell a report by: values that are not blank and not 0, and paragraphs.
#[derive(Clone, Copy, Debug, Default)]
struct Evidence {
    same: usize,
    other: usize,
}

/// Compares what is published with what a report would publish now.
pub fn compare(report: &Report, published: &Answer) -> Comparison {
    let Answer { source, recognised } = published;
    let document = document::compose(report);
    let has_code = recognised.code.as_deref() == Some(document.code());
    let cells = cells::compare(report, &document, source, recognised);
    let texts = texts::compare(report, document, source, recognised, &cells.lost);
    let mut comparison = Comparison {
        same: (cells.same, texts.same),
        divided: texts.divided,
        not_compared: cells.not_compared,
        problems: source.problems.clone(),
        code: recognised.code.clone().map(|code| (code, has_code)),
        ..Comparison::default()
    };
    let same = cells.evidence.same + texts.evidence.same;
    let other = cells.evidence.other + texts.evidence.other;
    let is_nothing = cells.found + texts.found == 0;
    comparison.stranger = if is_nothing {
        Some("里面没有认出年报的内容，没有核对。".to_owned())
    } else if has_code {
        None
    } else {
        stranger(report, published, Evidence { same, other })
    };
    if comparison.stranger.is_some() {
        return comparison;
    }
    let mut deviations: Vec<Deviation> = Vec::new();
    if let Some(edition) = cells.other_edition {
        deviations.push(of_other_edition(report, edition));
    }
    let order = |deviation: &Deviation| match deviation.target {
        "organ" | "year" => 0,
        "published" => usize::MAX,
        target => report.format().chapter_of(target).map_or(1, |chapter| chapter + 2),
    };
    deviations.extend(cells.deviations.into_iter().chain(texts.deviations));
    deviations.sort_by_key(order);
    comparison.deviations = deviations;
    comparison
}

fn of_other_edition(report: &Report, edition: Edition) -> Deviation {
    let piece = |edition: Edition| marks::plain(edition.name());
    Deviation {
        kind: Kind::Differs,
        target: "year",
        name: "适用格式".to_owned(),
        draft: piece(report.edition()),
        published: piece(edition),
        place: String::new(),
        hint: "两种格式里没有对应的格没有核对。".to_owned(),
    }
}

/// Why a page without the code of the report is not compared: it holds next to nothing of it.
fn stranger(report: &Report, published: &Answer, Evidence { same, other }: Evidence) -> Option<String> {
    let is_other = other >= 5 && same * 3 < other;
    is_other.then(|| {
        let value = |id: &str| {
            let value = published.recognised.values.iter().find(|value| value.id == id);
            value.map_or("", |value| value.text.as_str())
        };
        let name = match (value("organ"), value("year")) {
            ("", "") => "另一份报告".to_owned(),
            (organ, "") => format!("{organ}的报告"),
            (organ, year) => format!("{organ} {year} 年的报告").trim_start().to_owned(),
        };
        let own = report.title().concat();
        format!(
            "这像是{name}，不是这份草稿（{own}）：{} 处里只有 {same} 处相同，没有逐处核对。",
            same + other
        )
    })
}
