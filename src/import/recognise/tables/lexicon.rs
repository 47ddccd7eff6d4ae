//! The texts of a source beside the labels of the form: what each may be, looked up once.
//! Knows no table.

use std::collections::HashMap;
use std::rc::Rc;

use super::labels::{Label, SAME};
use super::official::{Bearers, Word, official};
use super::values::is_value;

/// What a text from outside is to the form.
pub struct Known {
    /// The text, normalised; the last part of it, where labels are joined.
    pub label: Label,
    /// The labels that it may be, the likeliest first.
    pub words: Vec<(Word, f64)>,
    /// What the groups that were joined into it may be, outermost first.
    pub groups: Vec<Vec<(Word, f64)>>,
    /// What bears the labels that it surely is.
    pub bears: Bearers,
    /// Whether it is a value and no label.
    pub is_value: bool,
}

impl Known {
    /// How likely it is a label.
    pub fn is(&self, word: Word) -> f64 {
        self.words.iter().find(|(other, _)| *other == word).map_or(0.0, |(_, alike)| *alike)
    }

    /// Whether it is a label of the form, or taken for one.
    pub fn is_known(&self) -> bool {
        self.words.first().is_some_and(|(_, alike)| *alike >= SAME)
    }
}

/// The texts of a source that were looked up, so that each is normalised and compared once.
#[derive(Default)]
pub struct Lexicon {
    known: HashMap<String, Rc<Known>>,
}

impl Lexicon {
    /// What a text is to the form.
    pub fn look_up(&mut self, text: &str) -> Rc<Known> {
        if let Some(known) = self.known.get(text) {
            return Rc::clone(known);
        }
        let official = official();
        let is_value = is_value(text);
        let (groups, label) = if is_value { (Vec::new(), Label::of("")) } else { Label::split(text) };
        let words = official.words_of(&label.word);
        let groups = groups.iter().map(|group| official.words_of(&group.word)).collect();
        let bears = official.bearers(&words);
        let known = Rc::new(Known { label, words, groups, bears, is_value });
        self.known.insert(text.to_owned(), Rc::clone(&known));
        known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_editions_word_differently_is_the_same_row() {
        let mut lexicon = Lexicon::default();
        let known = lexicon.look_up("规范性文件");
        let word = official().spelled("行政规范性文件").expect("a label of the form");
        assert!(known.is(word) > 0.9 && known.bears.row && !known.bears.column);
    }

    #[test]
    fn columns_and_rows_are_told_apart() {
        let mut lexicon = Lexicon::default();
        let mut bears = |text: &str| lexicon.look_up(text).bears;
        assert!(bears("自然人").column && !bears("自然人").row);
        assert!(bears("（三）不予公开").group && !bears("（三）不予公开").row);
        assert!(bears("其他").column && bears("3.其他").row);
        assert!(!bears("信息内容").column && !bears("信息内容").row);
    }
}
