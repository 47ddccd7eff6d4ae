//! 随表更新: sentences whose number is no longer that of the table, and what they are to say. Listed before
//! anything is done, and all done as one step.

use super::Editing;
use super::marked::{Change, comes, goes, said};
use crate::format::texts::TextField;
use crate::validate::passage::{Passage, Rewording};
use crate::validate::{Finding, Severity};

/// So many characters stand before and behind the number.
const BEFORE: usize = 14;
const BEHIND: usize = 8;

/// A place of a text that is to follow the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Following {
    /// The text.
    pub field: TextField,
    /// The words around the number, with what goes and what comes.
    pub words: Vec<Change>,
    /// Where the table's number stands.
    pub table: String,
    /// What is changed.
    pub rewording: Rewording,
}

impl Editing {
    /// The places that are to follow the tables, in the order of the findings.
    pub fn following(&self) -> Vec<Following> {
        following(&self.findings)
    }
}

/// Where a text surely says another number than the table, and its first mend puts that in. Places that
/// overlap one that is listed are left out.
fn following(findings: &[Finding]) -> Vec<Following> {
    let mut list: Vec<Following> = Vec::new();
    let is_meant =
        |finding: &&Finding| finding.answer.is_none() && !finding.to_do && finding.severity != Severity::Hint;
    for finding in findings.iter().filter(is_meant) {
        let sides = finding.contradiction.iter().flat_map(|contradiction| &contradiction.sides);
        let Some(table) = sides.clone().find(|side| !side.cells.is_empty()) else { continue };
        let Some(mend) = finding.mends.first() else { continue };
        let overlaps = |one: &Rewording| {
            let mut taken = list.iter().map(|it| &it.rewording);
            taken.any(|other| {
                one.field == other.field
                    && one.range.start < other.range.end
                    && other.range.start < one.range.end
            })
        };
        if mend.rewordings.iter().any(overlaps) {
            continue;
        }
        for rewording in &mend.rewordings {
            let is_around = |passage: &&Passage| {
                passage.field == rewording.field
                    && (passage.at..=passage.at + passage.sentence.len()).contains(&rewording.range.start)
            };
            let passage = finding.passages.iter().find(is_around);
            list.push(Following {
                field: rewording.field,
                words: words(passage, rewording),
                table: table.label.clone(),
                rewording: rewording.clone(),
            });
        }
    }
    list
}

/// The words around a rewording within its sentence, with what goes and what comes.
fn words(passage: Option<&Passage>, rewording: &Rewording) -> Vec<Change> {
    let (at, sentence) = passage.map_or((0, ""), |passage| (passage.at, passage.sentence.as_str()));
    let start = rewording.range.start.checked_sub(at);
    let end = rewording.range.end.checked_sub(at);
    let before = start.and_then(|start| sentence.get(..start)).unwrap_or_default();
    let behind = end.and_then(|end| sentence.get(end..)).unwrap_or_default();
    let skipped = before.chars().count().saturating_sub(BEFORE);
    let before: String = before.chars().skip(skipped).collect();
    let behind: String = behind.chars().take(BEHIND).collect();
    vec![said(&before), goes(&rewording.was), said(" → "), comes(&rewording.becomes), said(&behind)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Edition;
    use crate::prose::Prose;
    use crate::report::Report;
    use crate::validate::passage::{Contradiction, Mend, Side};
    use crate::validate::validate;

    const TEXT: &str = "（文字描述）全年在本机关新收政府信息公开申请四十七件，上年结转3件。";

    /// What a rule finds that compares these words with the table.
    fn finding(words: &str, becomes: &str, severity: Severity) -> Finding {
        let mut report = Report::of_year(2024);
        report.apply(crate::report::Edit::Text(TextField::OVERVIEW, TEXT.to_owned()));
        let found = validate(&report).into_iter().find(|finding| finding.rule.id == "V30").expect("found");
        let prose = Prose::read(TEXT);
        let at = TEXT.find(words).expect("words of the text");
        let place = at..at + words.len();
        let cell = Edition::REVISED_2021.format().cell("requests.new.total").expect("a cell");
        let side = |label: &str, cells: Vec<_>| Side { label: label.into(), number: String::new(), cells };
        let sides = [side("正文写", Vec::new()), side("表三 一、总计", vec![cell])];
        let rewording = Rewording::of(TextField::OVERVIEW, &prose, place.clone(), becomes);
        Finding {
            severity,
            passages: vec![Passage::of(TextField::OVERVIEW, &prose, &[place])],
            contradiction: Some(Contradiction { sides, off: None }),
            mends: vec![Mend { what: "正文", rewordings: vec![rewording] }],
            ..found
        }
    }

    fn lines(findings: &[Finding]) -> Vec<String> {
        let word = |change: Change| match change {
            Change::Said(words) => words,
            Change::Goes(words) => format!("-{words}-"),
            Change::Comes(words) => format!("+{words}+"),
        };
        let line =
            |it: Following| format!("{}|{}", it.words.into_iter().map(word).collect::<String>(), it.table);
        following(findings).into_iter().map(line).collect()
    }

    #[test]
    fn a_number_that_contradicts_the_table_is_listed_with_what_it_becomes() {
        let found = [finding("四十七", "四十九", Severity::Error)];
        assert_eq!(
            lines(&found),
            ["在本机关新收政府信息公开申请-四十七- → +四十九+件，上年结转3件|表三 一、总计"]
        );
    }

    #[test]
    fn what_is_in_doubt_answered_or_not_mended_by_the_table_is_not_listed() {
        let sure = || finding("四十七", "四十九", Severity::Error);
        let hint = finding("四十七", "四十九", Severity::Hint);
        let answered = Finding { answer: Some("另有口径".into()), ..sure() };
        let without_mend = Finding { mends: Vec::new(), ..sure() };
        let within_the_text = Finding { contradiction: None, ..sure() };
        assert_eq!(lines(&[hint, answered, without_mend, within_the_text]), Vec::<String>::new());
    }

    #[test]
    fn the_same_number_is_listed_once() {
        let found = [
            finding("四十七", "四十九", Severity::Error),
            finding("四十七件", "四十九件", Severity::Error),
            finding("3", "2", Severity::Warning),
        ];
        assert_eq!(lines(&found).len(), 2);
    }
}
