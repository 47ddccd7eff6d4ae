//! What the texts call the numbers of the tables: for everything that a table counts the words that name it, and the
//! sums of cells that a number said of it may rightly equal. By stable names, in which `*` stands for a thing, or for
//! any one part; what an edition has no cells for it does not compare. An edition may bring its own families.
//! Knows no sentence and no number.

mod disclosure;
mod disputes;
mod requests;

use std::fmt;
use std::sync::OnceLock;

use super::{Cell, Edition, Format};

/// What is counted alike: things, and what is said of them.
#[derive(Debug)]
pub struct Family {
    /// The stable name.
    pub id: &'static str,
    /// What is counted.
    pub things: &'static [Thing],
    /// What is said of it.
    pub aspects: &'static [Aspect],
    /// The units that it is counted in.
    pub units: &'static [&'static str],
    /// Whether it is spoken of only where the disclosure of information is: a report may tell of other disputes.
    pub is_of_disclosure: bool,
    /// Whether a text may go on about it without naming the thing again.
    pub goes_on: bool,
}

/// Something that is counted.
#[derive(Debug)]
pub struct Thing {
    /// What findings call it.
    pub name: &'static str,
    /// The words that name it.
    pub words: &'static [&'static str],
    /// What `*` stands for in the cells of an aspect, in other ways where one number may be said of several: each
    /// way is a sum. None where `*` is any one part.
    pub stems: &'static [&'static [&'static str]],
}

/// What is said of a thing.
#[derive(Debug)]
pub struct Aspect {
    /// What findings call it.
    pub name: &'static str,
    /// The words that say it. None: it is what a number means that stands beside the thing alone.
    pub words: &'static [&'static str],
    /// The words that may say it, or something like it.
    pub hedged: &'static [&'static str],
    /// Whether the thing must stand beside it.
    pub needs_thing: bool,
    /// Whether a text can say that there was none of it, without a number.
    pub may_be_none: bool,
    /// The sums of cells that it may equal, the likeliest first.
    pub sums: &'static [&'static [&'static str]],
    /// What it is about.
    pub topic: Topic,
}

/// What a number of a text is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Requests that came in.
    Received,
    /// How requests were concluded, and what table 2 counts.
    Handled,
    /// Reconsideration and litigation.
    Disputed,
}

/// What a number is said of: a thing, and what of it.
#[derive(Clone, Copy)]
pub struct Subject {
    /// The family of both.
    pub family: &'static Family,
    /// The thing.
    pub thing: &'static Thing,
    /// What is said of it.
    pub aspect: &'static Aspect,
}

impl PartialEq for Subject {
    fn eq(&self, other: &Subject) -> bool {
        std::ptr::eq(self.thing, other.thing) && std::ptr::eq(self.aspect, other.aspect)
    }
}

impl Aspect {
    /// Whether it is said of all requests that were concluded.
    pub fn is_conclusion(&self) -> bool {
        self.sums == requests::CONCLUSIONS
    }
}

impl fmt::Debug for Subject {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.name())
    }
}

/// What all editions count.
static FAMILIES: [&Family; 5] = [
    &disputes::DISPUTES,
    &disclosure::DOCUMENTS,
    &disclosure::DECISIONS,
    &disclosure::AMOUNTS,
    &requests::REQUESTS,
];

impl Edition {
    /// What a text of a report in this edition may count: its own families before those of all editions.
    pub fn families(self) -> impl Iterator<Item = &'static Family> {
        self.declaration().families.iter().copied().chain(FAMILIES)
    }
}

impl Family {
    /// All that a number may be said of: what is said of each thing.
    fn subjects(&'static self) -> impl Iterator<Item = Subject> {
        let aspects =
            move |thing| self.aspects.iter().map(move |aspect| Subject { family: self, thing, aspect });
        self.things.iter().flat_map(aspects)
    }
}

impl Subject {
    /// What findings call it: 行政复议结果维持, 予以公开.
    pub fn name(&self) -> String {
        format!("{}{}", self.thing.name, self.aspect.name)
    }

    /// The sums of cells of an edition that a number said of it may equal, the likeliest first.
    pub fn sums(&self, edition: Edition) -> &'static [Vec<Cell>] {
        type Sums = Vec<(Subject, Vec<Vec<Cell>>)>;
        static SUMS: [OnceLock<Sums>; Edition::ALL.len()] = [const { OnceLock::new() }; Edition::ALL.len()];
        let place = Edition::ALL.iter().position(|other| *other == edition).unwrap_or(0);
        let all = SUMS[place].get_or_init(|| {
            let subjects = edition.families().flat_map(Family::subjects);
            subjects.map(|subject| (subject, subject.declared_sums(edition.format()))).collect()
        });
        all.iter().find(|(subject, _)| subject == self).map_or(&[], |(_, sums)| sums)
    }

    fn declared_sums(&self, format: &Format) -> Vec<Vec<Cell>> {
        let ways: &[&[&str]] = if self.thing.stems.is_empty() { &[&[]] } else { self.thing.stems };
        let mut found: Vec<Vec<Cell>> = Vec::new();
        for patterns in self.aspect.sums {
            for stems in ways {
                let cells = |pattern: &&'static str| format.cells_named(pattern, stems);
                let sums: Option<Vec<Vec<Cell>>> = patterns.iter().map(cells).collect();
                found.extend(sums.map(|sums| sums.concat()).filter(|sum| !found.contains(sum)));
            }
        }
        found
    }
}

impl Format {
    /// The cells that a pattern names; none if one of them is not there.
    fn cells_named(&self, pattern: &'static str, stems: &[&str]) -> Option<Vec<Cell>> {
        let cells: Vec<Cell> = match (pattern.contains('*'), stems) {
            (true, []) => self.cells_like(pattern).map(|(cell, _)| cell).collect(),
            (true, stems) => {
                stems.iter().map(|stem| self.cell(&pattern.replace('*', stem))).collect::<Option<_>>()?
            }
            (false, _) => vec![self.cell(pattern)?],
        };
        (!cells.is_empty()).then_some(cells)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(edition: Edition, name: &str) -> Vec<Vec<&'static str>> {
        let mut subjects = edition.families().flat_map(Family::subjects);
        let subject = subjects.find(|subject| subject.name() == name).expect("a subject");
        let names = |sum: &Vec<Cell>| sum.iter().map(|cell| cell.id()).collect();
        subject.sums(edition).iter().map(names).collect()
    }

    #[test]
    fn what_was_received_may_count_what_was_taken_over() {
        let new = "requests.new.total";
        for edition in Edition::ALL {
            let received = sums(edition, "收到的申请");
            assert_eq!(received, [vec![new], vec![new, "requests.carried-in.total"]]);
        }
    }

    #[test]
    fn litigation_is_of_both_kinds_or_of_one() {
        let (direct, after) =
            ("disputes.litigation-direct.upheld", "disputes.litigation-after-reconsideration.upheld");
        let upheld = sums(Edition::REVISED_2021, "行政诉讼结果维持");
        assert_eq!(upheld, [vec![direct, after], vec![direct], vec![after]]);
    }

    #[test]
    fn rows_of_a_group_are_summed_and_an_edition_has_its_own() {
        let other = "其他处理";
        assert_eq!(sums(Edition::TRIAL_2019, other), [["requests.other.total"]]);
        assert_eq!(sums(Edition::REVISED_2021, other)[0].len(), 3);
        assert_eq!(sums(Edition::REVISED_2021, "不予公开")[0].len(), 8);
        assert_eq!(sums(Edition::TRIAL_2019, "规范性文件制发"), [["disclosure.normative-documents.made"]]);
        assert_eq!(
            sums(Edition::REVISED_2021, "规范性文件制发"),
            [["disclosure.normative-documents.issued"]]
        );
        assert_eq!(sums(Edition::REVISED_2021, "政府集中采购项目"), [[""; 0]; 0]);
        assert_eq!(sums(Edition::LATEST, "数据集新开放"), [["open-data.sets.new.total"]]);
        assert_eq!(sums(Edition::LATEST, "不予公开"), [[""; 0]; 0]);
    }

    #[test]
    fn every_row_of_the_requests_has_its_words() {
        for edition in [Edition::TRIAL_2019, Edition::REVISED_2021] {
            let format = edition.format();
            let all = |family: &'static Family| {
                let thing = &family.things[0];
                family.aspects.iter().map(move |aspect| Subject { family, thing, aspect })
            };
            let named: Vec<Cell> =
                all(&requests::REQUESTS).flat_map(|subject| subject.sums(edition).concat()).collect();
            for cell in format
                .cells
                .iter()
                .filter(|cell| cell.id().starts_with("requests.") && cell.id().ends_with(".total"))
            {
                assert!(named.contains(cell), "{cell:?}");
            }
        }
    }
}
