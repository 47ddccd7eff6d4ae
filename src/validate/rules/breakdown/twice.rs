//! The same thing said twice with two numbers. Where the tables tell which of them is right, it is held against
//! them and not here; where it may rightly be more than one sum, as 收到 with what was carried over, so may the texts.

use std::ops::Range;

use super::BREAKDOWN;
use crate::format::texts::TextField;
use crate::prose::Prose;
use crate::prose::statements::Statement;
use crate::validate::Finding;
use crate::validate::memory::Read;
use crate::validate::passage::{Contradiction, Passage, Side};
use crate::validate::rule::{Checked, MOST};

/// Something that a text states.
struct Said<'a> {
    field: TextField,
    prose: &'a Prose,
    it: &'a Statement,
}

impl Said<'_> {
    fn words(&self) -> Range<usize> {
        self.it.words.clone()
    }

    fn written(&self) -> &str {
        &self.prose.text()[self.words()]
    }

    /// Whether another stands in the same sentence: a sentence goes on to parts of what it began with.
    fn is_in_one_sentence(&self, other: &Said) -> bool {
        self.field == other.field && self.prose.sentence_at(self.words().start).contains(&other.words().start)
    }

    fn passage(&self) -> Passage {
        Passage::of(self.field, self.prose, &[self.words()])
    }
}

/// Finds what is said twice with two numbers.
pub fn find(checked: &Checked, found: &mut Vec<Finding>) {
    let year = checked.report.year_number();
    let (mut heads, before): (Vec<Said>, usize) = (Vec::new(), found.len());
    let all = (checked.texts.iter()).flat_map(|Read { field, prose, stated }| {
        stated.iter().map(move |it| Said { field: *field, prose, it })
    });
    for said in all.filter(|said| is_exact(said.it, year)) {
        let same =
            heads.iter().find(|head| head.it.subjects == said.it.subjects && head.it.place == said.it.place);
        match same {
            Some(head) if head.it.value != said.it.value && !head.is_in_one_sentence(&said) => {
                found.extend(is_open(checked, said.it).then(|| finding(head, &said)));
            }
            Some(_) => {}
            None if heads.len() < MOST => heads.push(said),
            None => {}
        }
        if found.len() - before >= MOST {
            return;
        }
    }
}

/// Whether a statement surely speaks of one thing of the whole year.
fn is_exact(it: &Statement, year: Option<i64>) -> bool {
    it.is_of(year) && it.is_sure && it.number.is_some() && it.subjects.len() == 1
}

/// Whether the tables leave open which of two numbers is right, and only one can be.
fn is_open(checked: &Checked, it: &Statement) -> bool {
    let sums = it.subjects[0].sums(checked.report.format().edition);
    sums.len() == 1 && sums.iter().all(|sum| checked.figures.sum(sum).complete().is_none())
}

fn finding(one: &Said, other: &Said) -> Finding {
    let subject = one.it.subjects[0].name();
    let side = |said: &Said| Side {
        label: format!("{}写", said.field.name()),
        number: said.written().to_owned(),
        cells: Vec::new(),
    };
    let words = [&subject, other.field.name(), other.written(), one.field.name(), one.written()];
    Finding {
        words: words.map(str::to_owned).to_vec(),
        passages: vec![other.passage(), one.passage()],
        contradiction: Some(Contradiction { sides: [side(other), side(one)], off: None }),
        ..Finding::of(&BREAKDOWN, other.field.id())
    }
}

/// The sentence of such a finding.
pub fn sentence(finding: &Finding) -> String {
    let [subject, text, said, before, other] = finding.words.as_slice() else { return String::new() };
    match text == before {
        true => format!("“{text}”里{subject}前面写 {other}，后面写 {said}。请核对。"),
        false => format!("{subject}在“{before}”里写 {other}，在“{text}”里写 {said}。请核对。"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::clerk::Clerk;
    use super::*;

    fn reads(overview: &str, other: &str) -> Vec<String> {
        let mut clerk = Clerk::blank(2024);
        clerk.types("overview", overview).types("other-matters", other);
        clerk.reads(&BREAKDOWN)
    }

    #[test]
    fn what_is_said_alike_and_what_may_be_two_sums_holds() {
        assert_eq!(reads("结转下年度办理3件。", "结转下年度办理3件。"), [""; 0]);
        assert_eq!(
            reads("新收政府信息公开申请7件。", "收到政府信息公开申请8件。"),
            [""; 0],
            "with what was carried over"
        );
        assert_eq!(reads("行政复议案件5件，结果维持3件，结果纠正1件，正在复议1件。", ""), [""; 0]);
        let half = "1至6月政府信息公开申请结转下年度办理3件。";
        assert_eq!(reads(half, "政府信息公开申请结转下年度办理5件。"), [""; 0], "of half a year");
        assert_eq!(reads("2023年结转下年度办理2件。2024年结转下年度办理3件。", ""), [""; 0]);
    }

    #[test]
    fn what_is_said_twice_with_two_numbers_is_found() {
        let said = reads("政府信息公开申请结转下年度办理3件。", "政府信息公开申请结转下年度办理5件。");
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(
            said[0].ends_with("在“一、总体情况”里写 3件，在“六、其他需要报告的事项”里写 5件。请核对。"),
            "{said:?}"
        );
    }

    #[test]
    fn what_the_tables_decide_is_not_decided_here() {
        let mut clerk = Clerk::zeros(2024);
        clerk.types("overview", "政府信息公开申请结转下年度办理3件。");
        clerk.types("other-matters", "政府信息公开申请结转下年度办理5件。");
        assert_eq!(clerk.reads(&BREAKDOWN), [""; 0]);
    }
}
