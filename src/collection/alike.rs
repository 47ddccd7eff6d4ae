//! V35, 雷同: reports of different organs whose chapters are nearly the same, found by their sketches. Only those that
//! share a band are compared, and in a crowd each with a few: ten thousand do not cost fifty million comparisons. The
//! sentences come from the texts themselves, for the pair that is looked at.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::extract::Extract;
use super::sketch::Sketch;
use crate::format::texts::TextField;
use crate::report::Report;
use crate::validate::likeness::{Likeness, likeness};

/// The rule, as remarks name it.
pub const RULE: &str = "V35 雷同";
/// From so many percent of what either text has on, two are nearly the same.
const NEARLY: usize = 60;
/// With how many of those behind it a text is compared that shares a band with a crowd.
const MOST_NEIGHBOURS: usize = 16;

/// Two reports of which chapters are nearly the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The reports, by their numbers, the one that was added first before the other.
    pub reports: [usize; 2],
    /// The chapters, each with how much they have in common of what either has, in percent, as far as sketches tell.
    pub chapters: Vec<(TextField, usize)>,
}

impl Pair {
    /// What is to be said of it to one of the two organs, a sentence.
    pub fn sentence(&self, extracts: &[Extract], to: usize) -> String {
        let [one, other] = self.reports;
        let other = if to == one { other } else { one };
        let chapters: Vec<String> = self
            .chapters
            .iter()
            .map(|(field, percent)| format!("“{}”（约 {percent}%）", field.name()))
            .collect();
        format!("{}与{}的报告几乎相同。请写本机关的情况。", chapters.join("、"), extracts[other].organ)
    }
}

/// Reports of different organs of which chapters are nearly the same, the likest first. `key` says what an organ is
/// known by. Where many are the same, each is paired with a few of them.
pub fn pairs(extracts: &[Extract], key: impl Fn(usize) -> String) -> Vec<Pair> {
    let keys: Vec<String> = (0..extracts.len()).map(key).collect();
    let mut found: BTreeMap<[usize; 2], Vec<(TextField, usize)>> = BTreeMap::new();
    for field in TextField::all() {
        let sketches: Vec<(usize, &Sketch)> =
            extracts.iter().enumerate().filter_map(|(at, it)| Some((at, sketch(it, field)?))).collect();
        for [one, other] in candidates(&sketches) {
            let ([(one, first), (other, second)], is_same_organ) = {
                let pair = [sketches[one], sketches[other]];
                (pair, !keys[pair[0].0].is_empty() && keys[pair[0].0] == keys[pair[1].0])
            };
            let percent = first.likeness(second);
            if !is_same_organ && percent >= NEARLY {
                found.entry([one, other]).or_default().push((field, percent));
            }
        }
    }
    let mut pairs: Vec<Pair> =
        found.into_iter().map(|(reports, chapters)| Pair { reports, chapters }).collect();
    let most = |pair: &Pair| pair.chapters.iter().map(|(_, percent)| *percent).max();
    pairs.sort_by_key(|pair| Reverse((most(pair), pair.chapters.len())));
    pairs
}

fn sketch(extract: &Extract, field: TextField) -> Option<&Sketch> {
    extract.sketches.iter().find(|(other, _)| *other == field).map(|(_, sketch)| sketch)
}

/// The places of sketches that share a band, each pair once and in their order.
fn candidates(sketches: &[(usize, &Sketch)]) -> Vec<[usize; 2]> {
    let mut sharing: HashMap<(usize, u64), Vec<usize>> = HashMap::new();
    for (place, (_, sketch)) in sketches.iter().enumerate() {
        for (band, key) in sketch.bands().enumerate() {
            sharing.entry((band, key)).or_default().push(place);
        }
    }
    let mut candidates = Vec::new();
    for crowd in sharing.values() {
        for (at, one) in crowd.iter().enumerate() {
            candidates.extend(crowd[at + 1..].iter().take(MOST_NEIGHBOURS).map(|other| [*one, *other]));
        }
    }
    candidates.sort_unstable();
    candidates.dedup();
    candidates
}

/// How much of a chapter of one report stands in that of another, with its sentences; none if one says too little.
pub fn sentences(one: &Report, other: &Report, field: TextField) -> Option<Likeness> {
    likeness(one.text(field), other.text(field))
}
