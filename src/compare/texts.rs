//! The title, the headings, the paragraphs and the foot of a published page beside those of the draft. Both are
//! sequences of paragraphs: what is the same in the same order is found first; of what is left, paragraphs that
//! are only divided otherwise, that moved, that were changed; the rest is missing, or there in addition.

mod units;

mod alike;
mod sequence;

mod align;

use std::collections::BTreeSet;

use align::{Fate, Group};
use units::{Own, Published, Role};

use super::key::key;
use super::{Deviation, Evidence, Kind, marks};
use crate::document::Document;
use crate::import::recognised::Recognised;
use crate::import::source::{Place, Source};
use crate::report::Report;
use crate::report::office::parse_date;

/// What became of the texts.
#[derive(Default)]
pub(super) struct Texts {
    /// What is not surely the same, in the order of the report.
    pub deviations: Vec<Deviation>,
    /// How many paragraphs are the same.
    pub same: usize,
    /// How many of these are divided otherwise.
    pub divided: usize,
    /// How much of the page was found in the report.
    pub found: usize,
    /// What the report can be told by.
    pub evidence: Evidence,
}

/// Compares the texts; the headings of chapters of whose tables nothing was found are not missed.
pub(super) fn compare(
    report: &Report,
    document: Document,
    source: &Source,
    recognised: &Recognised,
    lost: &BTreeSet<usize>,
) -> Texts {
    let own = units::own(report, document);
    let (published, is_torn) = units::published(source, recognised);
    let mut aligned = align::align(&own, &published);
    find_head_and_foot(report, recognised, &own, &published, &mut aligned);
    aligned.pair(&own, &published);
    let mut texts = Texts { divided: aligned.divided, ..Texts::default() };
    // Headings that stand in a line with other words are told by the recogniser.
    let is_missed = |unit: &Own| match unit.role {
        Role::Heading(chapter) => !is_torn && !lost.contains(&chapter),
        _ => true,
    };
    let is_gone = |part: &str| {
        let of_part =
            || own.iter().zip(&aligned.fates).filter(|(unit, _)| unit.part == part && !unit.is_heading());
        of_part().next().is_some() && of_part().all(|(_, fate)| matches!(fate, Fate::Missing))
    };
    let gone: BTreeSet<&str> = own.iter().map(|unit| unit.part).filter(|part| is_gone(part)).collect();
    let mut told = BTreeSet::new();
    for (at, unit) in own.iter().enumerate() {
        let place = |at: usize| source.words(published[at].place);
        match &aligned.fates[at] {
            Fate::Same => {
                texts.found += 1;
                if unit.is_text() {
                    texts.same += 1;
                    texts.evidence.same += 1;
                }
            }
            Fate::Moved(other) => {
                texts.found += 1;
                texts.evidence.same += usize::from(unit.is_text());
                let hint = "文字相同，前后顺序与草稿不同。";
                texts.deviations.push(Deviation {
                    kind: Kind::Moved,
                    hint: hint.to_owned(),
                    ..unit.deviation(marks::plain(&unit.text), Vec::new(), place(*other))
                });
            }
            Fate::Changed(group) if group.own.first() == Some(&at) => {
                texts.found += 1;
                texts.evidence.other += 1;
                let [draft, page] = marks::marked(&group.draft(&own), &group.page(&published));
                let place = group.published.first().map(|at| place(*at)).unwrap_or_default();
                texts.deviations.push(unit.deviation(draft, page, place));
            }
            Fate::Changed(_) => {}
            Fate::Missing => {
                let is_whole = gone.contains(unit.part);
                texts.evidence.other += usize::from(unit.is_text() && aligned.is_replaced(at));
                if !is_missed(unit) || is_whole && !told.insert(unit.part) {
                    continue;
                }
                let name = if is_whole { unit.whole_name() } else { &unit.name };
                texts.deviations.push(Deviation {
                    kind: Kind::Missing,
                    name: name.to_owned(),
                    ..unit.deviation(marks::plain(&unit.text), Vec::new(), String::new())
                });
            }
        }
    }
    texts.deviations.extend(additional(&own, &published, &aligned, source));
    if report.published().is_none() {
        texts.deviations.extend(date_in_addition(recognised, source, &published, &aligned));
    }
    texts
}

/// What is found by its meaning: the title within a longer line, the date however it is written, the organ within
/// the line of the date.
fn find_head_and_foot(
    report: &Report,
    recognised: &Recognised,
    own: &[Own],
    published: &[Published],
    aligned: &mut align::Aligned,
) {
    let first = aligned.first_of(own, |role| !matches!(role, Role::Title)).unwrap_or(published.len());
    let last = aligned.last_of(own, |role| matches!(role, Role::Heading(_) | Role::Paragraph)).unwrap_or(0);
    let date = recognised.values.iter().find(|value| value.id == "published");
    let lines = own.iter().filter(|unit| unit.role == Role::Title).map(|unit| unit.key.as_str());
    let title = lines.collect::<String>();
    for (at, unit) in own.iter().enumerate() {
        if !matches!(aligned.fates[at], Fate::Missing) {
            continue;
        }
        let within = |key: &str, mut range: std::ops::Range<usize>| {
            range.find(|other| published[*other].key.contains(key))
        };
        let found = match unit.role {
            Role::Title => within(&title, 0..first),
            Role::Organ => within(&unit.key, last..published.len()),
            Role::Date => {
                let (Some(date), Some(place)) = (date, date.and_then(|date| date.from.first())) else {
                    continue;
                };
                let Some(at_page) = published.iter().position(|other| other.place == *place) else {
                    continue;
                };
                if parse_date(&date.text) != report.published() {
                    // The date that a system states of its page is not that of the report.
                    if at_page > last && aligned.is_free(at_page) {
                        aligned.change(at, at_page);
                    }
                    continue;
                }
                Some(at_page)
            }
            Role::Heading(_) | Role::Paragraph => None,
        };
        if let Some(found) = found {
            aligned.take(at, found);
        }
    }
}

/// What the page says in addition: paragraphs that the recogniser counts to the report and that stand in it.
fn additional(
    own: &[Own],
    published: &[Published],
    aligned: &align::Aligned,
    source: &Source,
) -> Vec<Deviation> {
    let mut deviations: Vec<Deviation> = Vec::new();
    let mut before: Option<usize> = None;
    for (at, unit) in published.iter().enumerate() {
        let is_within = unit.is_ours || unit.may_be_ours && aligned.is_within(at);
        let says_something = unit.key.chars().any(char::is_alphanumeric);
        if !aligned.is_free(at) || unit.in_table || !is_within || !says_something {
            continue;
        }
        if before == Some(at.wrapping_sub(1))
            && let Some(last) = deviations.last_mut()
        {
            last.hint = "连着的不止一段。".to_owned();
            before = Some(at);
            continue;
        }
        before = Some(at);
        let target = aligned.own_before(at).map_or("preamble", |at| own[at].target);
        deviations.push(Deviation {
            kind: Kind::Additional,
            target,
            name: "网页上多出的文字".to_owned(),
            draft: Vec::new(),
            published: marks::plain(&unit.text),
            place: source.words(unit.place),
            hint: String::new(),
        });
    }
    deviations
}

/// A date under the page where the draft has none.
fn date_in_addition(
    recognised: &Recognised,
    source: &Source,
    published: &[Published],
    aligned: &align::Aligned,
) -> Option<Deviation> {
    let date = recognised.values.iter().find(|value| value.id == "published")?;
    let place: Place = *date.from.first()?;
    let at = published.iter().position(|unit| unit.place == place)?;
    (at > aligned.end() && key(&published[at].text).len() < 100).then(|| Deviation {
        kind: Kind::Additional,
        target: "published",
        name: "落款日期".to_owned(),
        draft: Vec::new(),
        published: marks::plain(&published[at].text),
        place: source.words(place),
        hint: "草稿没有填发布日期。".to_owned(),
    })
}

impl Group {
    fn draft(&self, own: &[Own]) -> String {
        self.own.iter().map(|at| own[*at].text.as_str()).collect::<Vec<_>>().join("\n")
    }

    fn page(&self, published: &[Published]) -> String {
        self.published.iter().map(|at| published[*at].text.as_str()).collect::<Vec<_>>().join("\n")
    }
}
