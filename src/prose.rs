//! A text of the report as it is read: its sentences, the numbers in them, and what they state.
//! Pure, and in time proportional to the text; every span lies on character boundaries. Knows no report and no
//! number of its tables.

mod breakdowns;
pub mod numbers;
mod sentences;
pub mod statements;

pub use breakdowns::Breakdown;
pub use numbers::Number;
pub use statements::Statement;

use std::ops::Range;
use std::sync::Arc;

/// A text that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Prose {
    text: Arc<str>,
    sentences: Vec<Range<usize>>,
    numbers: Vec<Number>,
    breakdowns: Vec<Breakdown>,
}

impl Prose {
    /// Reads a text.
    pub fn read(text: impl Into<Arc<str>>) -> Prose {
        let text = text.into();
        let numbers = numbers::of(&text);
        Prose { sentences: sentences::of(&text), breakdowns: breakdowns::of(&text, &numbers), numbers, text }
    }

    /// The text, verbatim.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its sentences, in order: each with the mark that ends it, without the space around it; a line break ends
    /// one too. In bytes.
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The sentence in which a byte of the text stands, or the one after it; the last one behind all.
    pub fn sentence_at(&self, at: usize) -> Range<usize> {
        let next = self.sentences.partition_point(|sentence| sentence.end <= at);
        self.sentences.get(next).or(self.sentences.last()).cloned().unwrap_or(0..0)
    }

    /// The numbers that occur in it, in order.
    pub fn numbers(&self) -> &[Number] {
        &self.numbers
    }

    /// Where it breaks a number down, in order.
    pub fn breakdowns(&self) -> &[Breakdown] {
        &self.breakdowns
    }
}
