//! 说明: what a clerk answers to a warning that is right all the same. It stands as long as the rule, the
//! cells and what they hold stay the same, however the warning is worded.
//! Knows no rule: the cause is handed in.

use std::sync::Arc;

use super::Report;

/// What caused a warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The id of the rule.
    pub rule: String,
    /// The stable names of the cells concerned.
    pub cells: Vec<String>,
    /// What the cells held, and the words of texts that were concerned. None in answers that were written
    /// when only the sentence was kept, until the warning is found that it speaks of.
    pub values: Option<Vec<String>>,
    /// The sentence of the warning when it was answered.
    pub message: String,
}

impl Cause {
    /// Whether this is the same cause as another: the same values or, where one has none, a sentence that
    /// names the same numbers and words.
    pub fn is_same(&self, other: &Cause) -> bool {
        let same_place = self.rule == other.rule && self.cells == other.cells;
        same_place
            && match (&self.values, &other.values) {
                (Some(values), Some(others)) => values == others,
                _ => named(&self.message) == named(&other.message),
            }
    }
}

/// The numbers that a sentence names, and what it quotes.
fn named(sentence: &str) -> Vec<&str> {
    let mut named = Vec::new();
    for part in sentence.split('“') {
        let (quote, rest) = match part.split_once('”') {
            Some((quote, rest)) => (Some(quote), rest),
            None => (None, part),
        };
        named.extend(quote);
        named.extend(rest.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()));
    }
    named
}

/// An answer to a warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What it answers.
    pub cause: Cause,
    /// What was written.
    pub note: String,
}

impl Report {
    /// The answers that were given, also those whose warning does not stand at the moment.
    pub fn answers(&self) -> &[Answer] {
        &self.answers
    }

    /// Takes over the answer to a warning, in place of whatever was answered to the same cause; a blank one
    /// takes it back.
    pub(super) fn set_answer(&mut self, cause: Cause, note: String) {
        let answers = Arc::make_mut(&mut self.answers);
        let is_same = |answer: &Answer| answer.cause.is_same(&cause);
        let place = answers.iter().position(is_same).unwrap_or(answers.len());
        answers.retain(|answer| !is_same(answer));
        if !note.trim().is_empty() {
            answers.insert(place, Answer { cause, note });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_compared_by_the_numbers_and_words_that_they_name() {
        let spring = "发布日期在 2022 年。这份报告应当在 2021 年发布，请核对年度和日期。";
        assert_eq!(named(spring), ["2022", "2021"]);
        assert_eq!(named("发布日期在 2022 年，应当在 2021 年。"), named(spring));
        assert_eq!(named("规章：“22（修订16件）”带说明 3。"), ["22（修订16件）", "3"]);
        assert_eq!(named("“未完"), [""; 0]);
    }

    #[test]
    fn an_answer_takes_the_place_of_every_answer_to_the_same_cause() {
        let cause = |values: Option<&[&str]>, message: &str| Cause {
            rule: "V05".into(),
            cells: Vec::new(),
            values: values.map(|values| values.iter().map(|value| (*value).to_owned()).collect()),
            message: message.into(),
        };
        let mut report = Report::blank(crate::format::Edition::LATEST);
        report.set_answer(cause(Some(&[]), "“甲”"), "一".into());
        report.set_answer(cause(None, ""), "二".into());
        assert_eq!(report.answers().len(), 2, "different values, different words");
        // The same values as the first, and the same words as the second.
        report.set_answer(cause(Some(&[]), ""), "三".into());
        let notes: Vec<&str> = report.answers().iter().map(|answer| answer.note.as_str()).collect();
        assert_eq!(notes, ["三"]);
    }
}
