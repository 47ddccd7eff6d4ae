//! The labels of the form: every label of every edition normalised once, the rows and columns that bear it, and
//! how much alike labels from outside are to them.
//! Knows no source.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::labels::{Label, Number, SAME, coverage, likeness};
use crate::format::grid::NumberRow;
use crate::format::table::Content;
use crate::format::{Cell, Edition};

/// A label of the form, by its place among all of them; labels that differ only in their number are the same.
pub type Word = usize;

/// Below this likeness a label says nothing of another.
const LEAST: f64 = 0.5;
/// How much alike the labels of one row are that two editions word differently.
const SAME_ROW: f64 = 0.97;

/// The labels of all editions.
pub struct Official {
    words: Vec<Spelling>,
    by_text: HashMap<String, Word>,
    /// The labels as they are printed.
    printed: HashMap<&'static str, Word>,
    beginnings: HashSet<String>,
    /// For every word those that it may be taken for, itself first.
    alike: Vec<Vec<(Word, f64)>>,
    /// The tables of every edition, in the order of the editions.
    pub forms: Vec<Form>,
}

/// How a word is spelled, and what bears it.
struct Spelling {
    text: String,
    sorted: Vec<char>,
    /// Whether a row bears it, a group of rows, a column or a group of columns.
    bears: Bearers,
}

/// What bears a label.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bearers {
    /// A row with numbers.
    pub row: bool,
    /// A group of rows.
    pub group: bool,
    /// A column, or a group of columns.
    pub column: bool,
}

/// The rows of an edition, from the first table to the last.
pub struct Form {
    /// The edition.
    pub edition: Edition,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row of the form that holds numbers.
pub struct Row {
    /// Its chapter, counted from 0.
    pub chapter: usize,
    /// The stable name that its cells share.
    pub key: String,
    /// Its own label as it is printed; empty where it has none.
    pub printed: &'static str,
    /// Its own label, if it has one.
    pub own: Option<(Word, Option<Number>)>,
    /// The labels of the groups that it stands in, outermost first.
    pub groups: Vec<Word>,
    /// Its cells, each with the labels above, nearest first.
    pub places: Vec<(Cell, Vec<Word>)>,
}

impl Row {
    /// Whether a column bears the label.
    pub fn has_column(&self, word: Word) -> bool {
        self.places.iter().any(|(_, above)| above.contains(&word))
    }

    /// What it is called, with the groups that it stands in.
    pub fn label(&self) -> &'static str {
        self.places.first().map_or("", |(cell, _)| cell.declared().row.as_str())
    }
}

/// The labels of all editions.
pub fn official() -> &'static Official {
    static OFFICIAL: OnceLock<Official> = OnceLock::new();
    OFFICIAL.get_or_init(Official::gather)
}

impl Official {
    fn gather() -> Official {
        let mut official = Official {
            words: Vec::new(),
            by_text: HashMap::new(),
            printed: HashMap::new(),
            beginnings: HashSet::new(),
            alike: Vec::new(),
            forms: Vec::new(),
        };
        for edition in Edition::ALL {
            let format = edition.format();
            for table in format.tables() {
                official.word(table.caption);
                for cell in table.head.iter().chain(&table.body).flatten() {
                    if let Content::Heading(text, _) | Content::Remark(text) = cell.content {
                        official.word(text);
                    }
                }
            }
            let rows = format.rows.iter().map(|row| official.row(row)).collect();
            official.forms.push(Form { edition, rows });
        }
        official.compare();
        official
    }

    fn row(&mut self, row: &NumberRow) -> Row {
        let key = row.places.first().and_then(|place| place.cell.id().rsplit_once('.'));
        let own = row.labels.last().map(|own| (self.word(own), Label::of(own).number));
        let groups = row.labels.iter().rev().skip(1).rev().map(|group| self.word(group)).collect();
        if let Some((word, _)) = own {
            self.words[word].bears.row = true;
        }
        for group in &groups {
            let group: &Word = group;
            self.words[*group].bears.group = true;
        }
        let mut places = Vec::new();
        for place in &row.places {
            let above: Vec<Word> = place.above.iter().map(|label| self.word(label)).collect();
            for word in &above {
                self.words[*word].bears.column = true;
            }
            places.push((place.cell, above));
        }
        Row {
            chapter: row.chapter,
            key: key.map_or("", |(key, _)| key).to_owned(),
            printed: row.labels.last().copied().unwrap_or_default(),
            own,
            groups,
            places,
        }
    }

    fn word(&mut self, printed: &'static str) -> Word {
        if let Some(known) = self.printed.get(printed) {
            return *known;
        }
        let word = self.spelling(Label::of(printed).word);
        self.printed.insert(printed, word);
        word
    }

    fn spelling(&mut self, word: String) -> Word {
        if let Some(known) = self.by_text.get(&word) {
            return *known;
        }
        for (at, _) in word.char_indices().skip(1) {
            self.beginnings.insert(word[..at].to_owned());
        }
        self.beginnings.insert(word.clone());
        self.by_text.insert(word.clone(), self.words.len());
        let sorted = sorted(&word);
        self.words.push(Spelling { text: word, sorted, bears: Bearers::default() });
        self.words.len() - 1
    }

    fn compare(&mut self) {
        let mut same_row: HashMap<&str, Vec<Word>> = HashMap::new();
        for row in self.forms.iter().flat_map(|form| &form.rows) {
            if let Some((word, _)) = row.own {
                same_row.entry(&row.key).or_default().push(word);
            }
        }
        let mut alike: Vec<Vec<(Word, f64)>> =
            self.words.iter().map(|word| self.search(&word.text, &word.sorted)).collect();
        for words in same_row.values() {
            for one in words {
                for other in words.iter().filter(|other| *other != one) {
                    match alike[*one].iter_mut().find(|(word, _)| word == other) {
                        Some((_, alike)) => *alike = SAME_ROW,
                        None => alike[*one].push((*other, SAME_ROW)),
                    }
                }
            }
        }
        for words in &mut alike {
            words.sort_by(|one, other| other.1.total_cmp(&one.1));
        }
        self.alike = alike;
    }

    /// The words that a text may be, by comparing it with each.
    fn search(&self, text: &str, letters: &[char]) -> Vec<(Word, f64)> {
        let could_be = |word: &(usize, &Spelling)| {
            let (short, long) =
                (letters.len().min(word.1.sorted.len()), letters.len().max(word.1.sorted.len()));
            let shared = shared(letters, &word.1.sorted);
            2 * shared >= long || shared == short && short > 3
        };
        let words = self.words.iter().enumerate();
        let mut found: Vec<(Word, f64)> = words
            .filter(could_be)
            .map(|(at, word)| (at, likeness(text, &word.text)))
            .filter(|(_, alike)| *alike >= LEAST)
            .collect();
        found.sort_by(|one, other| other.1.total_cmp(&one.1));
        found
    }

    pub(super) fn words_of(&self, word: &str) -> Vec<(Word, f64)> {
        match self.by_text.get(word) {
            Some(known) => self.alike[*known].clone(),
            None => self.search(word, &sorted(word)),
        }
    }

    /// Whether a label of the form begins with these letters.
    pub fn begins(&self, letters: &str) -> bool {
        self.beginnings.contains(letters)
    }

    /// The label of the form that these letters spell.
    pub fn spelled(&self, letters: &str) -> Option<Word> {
        self.by_text.get(letters).copied()
    }

    /// How a label is spelled.
    pub fn text(&self, word: Word) -> &str {
        &self.words[word].text
    }

    /// How much of a label is found in another text.
    pub fn covered(&self, text: &str, word: Word) -> f64 {
        coverage(text, &self.words[word].text)
    }

    pub(super) fn bearers(&self, words: &[(Word, f64)]) -> Bearers {
        let mut all = Bearers::default();
        let best = words.first().map_or(0.0, |(_, alike)| *alike);
        for (word, _) in words.iter().filter(|(_, alike)| *alike >= SAME.max(best - 0.1)) {
            let bears = self.words[*word].bears;
            all.row |= bears.row;
            all.group |= bears.group;
            all.column |= bears.column;
        }
        all
    }
}

fn sorted(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().collect();
    letters.sort_unstable();
    letters
}

/// How many letters two sorted texts share.
fn shared(one: &[char], other: &[char]) -> usize {
    let (mut at, mut there, mut count) = (0, 0, 0);
    while let (Some(left), Some(right)) = (one.get(at), other.get(there)) {
        match left.cmp(right) {
            std::cmp::Ordering::Equal => {
                (at, there, count) = (at + 1, there + 1, count + 1);
            }
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => there += 1,
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_row_of_a_table_is_taken_for_another_without_a_word() {
        for form in &official().forms {
            for one in &form.rows {
                for other in form.rows.iter().filter(|other| other.chapter == one.chapter) {
                    let (Some((word, _)), Some((own, _))) = (one.own, other.own) else { continue };
                    let alike = official().alike[word].iter().find(|(other, _)| *other == own);
                    let surely = alike.is_some_and(|(_, alike)| *alike >= super::super::labels::SURE);
                    assert!(!surely || one.key == other.key, "{} and {}", one.key, other.key);
                }
            }
        }
    }
}
