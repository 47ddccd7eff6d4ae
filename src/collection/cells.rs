//! What stands in the number cells of a report, as one short text: typed, added up, blank and no number are kept
//! apart, and a sum that lacks a part is no number. A report without its texts can be made of it again.
//! Knows no file and no organ.

use std::fmt::Write;

use crate::format::{Cell, Edition};
use crate::report::entry::Entry;
use crate::report::figure::Figures;
use crate::report::{Edit, Report};

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Nothing.
    Blank,
    /// A text that is no number.
    NoNumber,
    /// A total that follows its parts, of which one is missing.
    Unfinished,
    /// A number that was typed.
    Typed(i64),
    /// A total that follows its parts.
    Derived(i64),
}

impl Held {
    /// The number, if there is one: an unfinished sum is none.
    pub fn number(self) -> Option<i64> {
        match self {
            Held::Typed(number) | Held::Derived(number) => Some(number),
            Held::Blank | Held::NoNumber | Held::Unfinished => None,
        }
    }

    fn write(self, text: &mut String) {
        let _ = match self {
            Held::Blank => write!(text, "."),
            Held::NoNumber => write!(text, "?"),
            Held::Unfinished => write!(text, "~"),
            Held::Typed(number) => write!(text, "{number}"),
            Held::Derived(number) => write!(text, "={number}"),
        };
    }

    fn read(word: &str) -> Option<Held> {
        Some(match word {
            "." => Held::Blank,
            "?" => Held::NoNumber,
            "~" => Held::Unfinished,
            _ => match word.strip_prefix('=') {
                Some(sum) => Held::Derived(sum.parse().ok()?),
                None => Held::Typed(word.parse().ok()?),
            },
        })
    }
}

/// What stands in all cells of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Cells {
    edition: Edition,
    /// A word for every cell in the order of the edition, parted by spaces: `0`, `12`, `=12`, `.`, `?`, `~`.
    words: Box<str>,
}

impl Cells {
    /// What stands in the cells of a report.
    pub fn of(report: &Report, figures: &Figures) -> Cells {
        let mut words = String::new();
        for &cell in &report.format().cells {
            let held = match report.cell(cell) {
                Entry::Blank => Held::Blank,
                Entry::Text(_) => Held::NoNumber,
                Entry::Number(number) => Held::Typed(*number),
                Entry::Automatic => figures.at(cell).complete().map_or(Held::Unfinished, Held::Derived),
            };
            if !words.is_empty() {
                words.push(' ');
            }
            held.write(&mut words);
        }
        Cells { edition: report.edition(), words: words.into() }
    }

    /// Takes the words that [`Cells::words`] gave; none if they are not those of an edition.
    pub fn read(edition: Edition, words: &str) -> Option<Cells> {
        let held: Option<Vec<Held>> = words.split(' ').map(Held::read).collect();
        (held?.len() == edition.format().cells.len()).then(|| Cells { edition, words: words.into() })
    }

    /// The edition of the cells.
    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// The words in which they are kept.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Every cell with what stands in it.
    pub fn iter(&self) -> impl Iterator<Item = (Cell, Held)> {
        let held = self.words.split(' ').map(|word| Held::read(word).unwrap_or(Held::Blank));
        self.edition.format().cells.iter().copied().zip(held)
    }

    /// What stands in a cell; a cell of another edition is blank.
    pub fn at(&self, cell: Cell) -> Held {
        self.iter().find(|(other, _)| *other == cell).map_or(Held::Blank, |(_, held)| held)
    }

    /// The number in the cell of a stable name; none if it is blank or unfinished, or there is no such cell.
    pub fn number(&self, id: &str) -> Option<i64> {
        self.at(self.edition.format().cell(id)?).number()
    }

    /// The sum of some cells; none if one of them is blank or unfinished, or there are none.
    pub fn sum(&self, cells: &[Cell]) -> Option<i64> {
        let mut sum = 0_i64;
        let mut count = 0;
        for (_, held) in self.iter().filter(|(cell, _)| cells.contains(cell)) {
            sum = sum.checked_add(held.number()?)?;
            count += 1;
        }
        (count == cells.len() && count > 0).then_some(sum)
    }

    /// How many cells to be typed there are, and how many of them have no number.
    pub fn without_number(&self) -> (usize, usize) {
        let typed = || self.iter().filter(|(cell, _)| !cell.declared().is_total());
        (typed().count(), typed().filter(|(_, held)| held.number().is_none()).count())
    }

    /// A report with these cells and nothing else. What was no number is blank in it.
    pub fn report(&self) -> Report {
        let mut report = Report::blank(self.edition);
        let entries = self.iter().map(|(cell, held)| {
            let entry = match held {
                Held::Typed(number) => Entry::Number(number),
                Held::Derived(_) | Held::Unfinished => Entry::Automatic,
                Held::Blank | Held::NoNumber => Entry::Blank,
            };
            (cell, entry)
        });
        report.apply(Edit::Cells(entries.collect()));
        report
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(edition: Edition, typed: &[(&str, &str)]) -> Cells {
        let mut report = Report::blank(edition);
        for (id, raw) in typed {
            report.apply(report.typing(id, raw).expect("a field"));
        }
        Cells::of(&report, &Figures::of(&report))
    }

    #[test]
    fn typed_added_up_blank_unfinished_and_no_number_are_kept_apart() {
        let outcomes =
            ["upheld", "corrected", "other", "pending"].map(|it| format!("disputes.reconsideration.{it}"));
        let mut typed: Vec<(&str, &str)> = outcomes.iter().map(|id| (id.as_str(), "2")).collect();
        typed.extend([
            ("requests.new.business", "三件"),
            ("requests.new.research", "-"),
            ("requests.granted.total", "7"),
        ]);
        let cells = cells(Edition::REVISED_2021, &typed);
        let at = |id: &str| cells.at(Edition::REVISED_2021.format().cell(id).expect("a cell"));
        assert_eq!(at("disputes.reconsideration.upheld"), Held::Typed(2));
        assert_eq!(at("disputes.reconsideration.total"), Held::Derived(8));
        assert_eq!(at("requests.new.other"), Held::Blank);
        assert_eq!(at("requests.new.total"), Held::Unfinished);
        assert_eq!(at("requests.new.business"), Held::NoNumber);
        assert_eq!(at("requests.granted.total"), Held::Typed(7), "a total that was typed");
        assert_eq!(cells.number("requests.new.total"), None);
        assert_eq!(cells.number("requests.no-such-row.total"), None);
    }

    #[test]
    fn a_sum_is_known_when_all_its_cells_are() {
        let cells =
            cells(Edition::REVISED_2021, &[("requests.new.business", "3"), ("requests.new.other", "4")]);
        let format = Edition::REVISED_2021.format();
        let of = |ids: &[&str]| ids.iter().map(|id| format.cell(id).expect("a cell")).collect::<Vec<_>>();
        assert_eq!(cells.sum(&of(&["requests.new.business", "requests.new.other"])), Some(7));
        assert_eq!(cells.sum(&of(&["requests.new.business", "requests.new.research"])), None);
        assert_eq!(cells.sum(&[]), None);
        let other = Edition::TRIAL_2019.format().cell("requests.new.business").expect("a cell");
        assert_eq!((cells.at(other), cells.sum(&[other])), (Held::Blank, None), "a cell of another edition");
    }

    #[test]
    fn words_that_are_not_those_of_the_edition_are_not_taken() {
        let cells = cells(Edition::REVISED_2021, &[]);
        assert_eq!(Cells::read(Edition::REVISED_2021, cells.words()), Some(cells.clone()));
        assert_eq!(Cells::read(Edition::TRIAL_2019, cells.words()), None);
        assert_eq!(Cells::read(Edition::REVISED_2021, &cells.words().replacen('.', "x", 1)), None);
        assert_eq!(Cells::read(Edition::REVISED_2021, ""), None);
    }
}
