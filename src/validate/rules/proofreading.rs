//! V31: the texts are proofread: letters and words that stand twice, lists that count wrong, marks that do not
//! pair, punctuation, and wrong names. One file for each idea; what stands here makes findings of their slips.

mod doubled;
mod lost;
mod marks;
mod names;
mod pairs;
mod paragraphs;
mod punctuation;

use std::ops::Range;

use crate::format::texts::TextField;
use crate::prose::Prose;
use crate::validate::Finding;
use crate::validate::memory::Read;
use crate::validate::passage::{Mend, Passage, Rewording};
use crate::validate::rule::{Checked, MOST, Mending, PRACTICE, Rule, Severity};

/// A text has a slip of the pen.
pub static PROOFREADING: Rule = Rule {
    id: "V31",
    title: "文字校对",
    wording: "正文没有多字、漏字、错序号和用错的标点，法规和文件的名称写对。",
    severity: Severity::Warning,
    source: PRACTICE,
    help: "照提示改正；原文没有错的，写一句说明。",
    sides: None,
    mending: Mending::Words,
    check,
    sentence,
};

/// Something in a text that its author did not mean to write.
struct Slip {
    severity: Severity,
    /// The words that are wrong, in bytes of the text.
    words: Vec<Range<usize>>,
    /// What is wrong and what to do, behind the name of the text.
    says: String,
    /// The ways to mend it, the likeliest first: words that take the place of others.
    mends: Vec<Vec<(Range<usize>, String)>>,
    /// Whether it may only be unfinished.
    to_do: bool,
}

impl Slip {
    /// A slip that is surely one.
    fn sure(words: Range<usize>, says: String) -> Slip {
        Slip { severity: Severity::Warning, words: vec![words], says, mends: Vec::new(), to_do: false }
    }

    /// Words that may be right.
    fn hint(words: Range<usize>, says: String) -> Slip {
        Slip { severity: Severity::Hint, ..Slip::sure(words, says) }
    }

    /// A matter of style: one of the same kind at several places.
    fn style(words: Vec<Range<usize>>, says: String) -> Slip {
        Slip { severity: Severity::Hint, words, says, mends: Vec::new(), to_do: false }
    }

    /// The same, mended by other words.
    fn mended(mut self, rewordings: impl IntoIterator<Item = (Range<usize>, String)>) -> Slip {
        let rewordings: Vec<_> = rewordings.into_iter().collect();
        if !rewordings.is_empty() {
            self.mends.push(rewordings);
        }
        self
    }
}

/// What reads a text for slips of one kind.
type Reader = fn(&Checked, &Prose) -> Vec<Slip>;

const READERS: [Reader; 10] = [
    doubled::letters,
    doubled::words,
    marks::lists,
    pairs::unpaired,
    names::names,
    lost::numbers,
    lost::years,
    punctuation::doubled,
    punctuation::half_width,
    paragraphs::without_full_stop,
];

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    for Read { field, prose, .. } in &checked.texts {
        for reader in READERS {
            let slips = reader(checked, prose).into_iter().take(MOST);
            found.extend(slips.map(|slip| finding(*field, prose, slip)));
        }
    }
}

fn finding(field: TextField, prose: &Prose, slip: Slip) -> Finding {
    let mend = |rewordings: Vec<(Range<usize>, String)>| {
        let reword = |(range, becomes)| Rewording::of(field, prose, range, becomes);
        Mend { what: "", rewordings: rewordings.into_iter().map(reword).collect() }
    };
    Finding {
        severity: slip.severity,
        words: vec![field.name().to_owned(), slip.says],
        passages: Passage::each(field, prose, &slip.words),
        mends: slip.mends.into_iter().map(mend).collect(),
        to_do: slip.to_do,
        ..Finding::of(&PROOFREADING, field.id())
    }
}

fn sentence(finding: &Finding) -> String {
    let [text, says] = finding.words.as_slice() else { return String::new() };
    format!("“{text}”里{says}")
}

/// The letter before a place of a text.
fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The letter at a place of a text.
fn after(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// The lines of a text, each with its place, without the space around it; blank ones are left out.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    let lines = text.split_inclusive('\n').map(move |line| {
        let begin = next + (line.len() - line.trim_start().len());
        next += line.len();
        (begin, line.trim())
    });
    lines.filter(|(_, line)| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;
    use crate::validate::passage::reword;

    /// What a text is reproached with.
    pub fn slips(text: &str) -> Vec<String> {
        let mut clerk = Clerk::blank(2024);
        clerk.types("overview", text);
        let findings = clerk.findings(&PROOFREADING).into_iter().filter(|finding| !finding.to_do);
        findings.map(|finding| finding.words[1].clone()).collect()
    }

    /// The text after everything in it was mended, one after the other. None creates another.
    pub fn mended(text: &str) -> String {
        let mut clerk = Clerk::blank(2024);
        clerk.types("overview", text);
        loop {
            let findings = clerk.findings(&PROOFREADING);
            let Some(mend) = findings.iter().find_map(|finding| finding.mends.first()) else { break };
            for edit in reword(&clerk.0, &mend.rewordings).expect("words that stand there") {
                clerk.0.apply(edit);
            }
            assert!(clerk.findings(&PROOFREADING).len() < findings.len(), "{findings:?}");
        }
        clerk.0.text(TextField::OVERVIEW).to_owned()
    }
}
