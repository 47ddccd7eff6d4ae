//! What the texts state of the numbers of the tables, held against the tables. A statement that cannot be compared,
//! of another year, of a part, or of cells that are not all filled in, is held against nothing.
//! Changes nothing, and says nothing in words.

mod stated;
mod words;

use std::ops::Range;

use stated::Stated;
use words::{label, shown};

use super::memory::Read;
use super::passage::{Contradiction, Mend, Passage, Rewording, Side};
use crate::format::texts::TextField;
use crate::format::vocabulary::{Subject, Topic};
use crate::format::{Cell, Kind};
use crate::prose::Prose;
use crate::prose::numbers::{NumberKind, ONE};
use crate::prose::statements::{Place, Statement};
use crate::report::Report;
use crate::report::figure::Figures;
use crate::report::office::{Level, Scope};
use crate::validate::rule::MOST;

/// As many ways to sum up what is said of several.
const MOST_SUMS: usize = 12;
/// As many sums are offered.
const MOST_MENDS: usize = 2;

/// Something that texts state and the tables do not say.
#[derive(Debug)]
pub struct Claim {
    /// What it is about.
    pub kind: ClaimKind,
    /// How certain it is.
    pub certainty: Certainty,
    /// What is spoken of.
    pub subject: String,
    /// What the text says: 47, or 没有.
    pub said: String,
    /// What the tables say.
    pub table: String,
    /// Where the tables say it.
    pub label: String,
    /// The cells that say it.
    pub cells: Vec<Cell>,
    /// The words, text by text.
    pub passages: Vec<Passage>,
    /// How much the text lacks or exceeds.
    pub off: Option<[String; 2]>,
    /// How the texts can be mended.
    pub mends: Vec<Mend>,
}

/// What a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimKind {
    /// A number of a topic, where the tables have another one.
    Number(Topic),
    /// There was none, where the tables have some; or some where they have none.
    None,
    /// Numbers of another scope than that of the tables.
    Scope,
}

/// How certain a claim is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Two exact numbers say different things of the same.
    Sure,
    /// Words say so, or it may be of another scope.
    Likely,
    /// It may be said of something like it.
    Doubtful,
}

/// A report with what its texts state.
pub struct Tables<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its figures.
    pub figures: &'a Figures,
    /// The level of its organ.
    pub level: Option<Level>,
}

impl Claim {
    /// The text that the words stand in.
    pub fn field(&self) -> Option<TextField> {
        self.passages.first().map(|passage| passage.field)
    }

    /// What contradicts what.
    pub fn contradiction(&self) -> Contradiction {
        let text = Side { label: "正文写".to_owned(), number: self.said.clone(), cells: Vec::new() };
        let table = Side { label: self.label.clone(), number: self.table.clone(), cells: self.cells.clone() };
        Contradiction { sides: [text, table], off: self.off.clone() }
    }
}

/// A sum of cells that something may equal.
#[derive(Clone, Debug)]
struct Sum {
    cells: Vec<Cell>,
    /// In ten-thousandths, as numbers of texts; none while it is unfinished.
    value: Option<i64>,
}

/// What the texts claim and the tables do not say, in the order of the report.
pub fn of(tables: &Tables, texts: &[Read]) -> Vec<Claim> {
    let year = tables.report.year_number();
    let mut stated = Vec::new();
    for Read { field, prose, stated: all } in texts {
        let is_shared = |at: usize| {
            let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
            beside.filter_map(|at| all.get(at)).any(|other| other.number == all[at].number)
        };
        let all = all.iter().enumerate();
        stated.extend(all.map(|(at, it)| Stated { field: *field, prose, it, is_shared: is_shared(at) }));
    }
    stated.retain(|stated| stated.it.is_of(year));
    let scope = tables.report.scope();
    let mut agrees_elsewhere = false;
    let mut own: Vec<Subject> = Vec::new();
    let mut wrong: Vec<(Stated, Vec<Sum>)> = Vec::new();
    for stated in stated {
        let mut sums = sums(tables, &stated.it.subjects);
        // There is none only if there is none in all.
        sums.truncate(if stated.it.is_none() { 1 } else { MOST_SUMS });
        let agrees =
            |sum: &Sum| sum.value.is_some_and(|value| (value - stated.it.value).abs() < stated.tolerance());
        // Requests that are answered may be fewer than those concluded.
        let is_fewer = |sum: &Sum| sum.value.is_some_and(|value| stated.it.value < value);
        let is_answered = !stated.it.is_sure && stated.it.subjects.iter().any(|it| it.aspect.is_conclusion());
        if is_answered && sums.iter().all(is_fewer) {
            continue;
        }
        if sums.iter().any(agrees) {
            agrees_elsewhere |= !stated.it.is_none() && is_elsewhere(stated.it, scope);
            let is_own = stated.it.place == Place::Own;
            let new = stated.it.subjects.iter().filter(|it| is_own && !own.contains(it));
            own.extend(new.copied().collect::<Vec<_>>());
        } else if !sums.is_empty() && sums.iter().all(|sum| sum.value.is_some()) {
            wrong.push((stated, sums));
        }
    }
    // Where the tables are those of the organ itself, what is said of its area is of another scope.
    let is_known = |stated: &Stated| stated.it.subjects.iter().all(|subject| own.contains(subject));
    wrong.retain(|(stated, _)| scope.is_some() || stated.it.place != Place::Area || !is_known(stated));
    // What speaks of another scope and agrees nowhere is one question, about the scope.
    let is_local = tables.level.is_none_or(|it| matches!(it, Level::Department | Level::Township));
    let asks = |stated: &Stated| match scope {
        Some(_) => is_elsewhere(stated.it, scope) && !stated.it.is_none(),
        None => is_local && stated.it.place == Place::Area && !stated.it.is_none(),
    };
    let (mut elsewhere, mut here): (Vec<_>, Vec<_>) =
        wrong.into_iter().partition(|(stated, _)| !agrees_elsewhere && asks(stated));
    // One number alone of an unknown scope is a number.
    if scope.is_none() && elsewhere.len() == 1 {
        here.append(&mut elsewhere);
    }
    let mut claims = claims(tables, here);
    claims.extend(scope_claim(tables, elsewhere));
    claims
}

/// Whether a statement speaks of another scope than that of the tables.
fn is_elsewhere(statement: &Statement, scope: Option<Scope>) -> bool {
    matches!(
        (statement.place, scope),
        (Place::Area, Some(Scope::Own) | None) | (Place::Own, Some(Scope::Area))
    )
}

/// The sums that a number may equal that is said of all these subjects.
fn sums(tables: &Tables, subjects: &[Subject]) -> Vec<Sum> {
    let edition = tables.report.format().edition;
    let mut all: Vec<Vec<Cell>> = vec![Vec::new()];
    for subject in subjects {
        let ways = subject.sums(edition);
        let with = |sum: &Vec<Cell>| {
            let sum = sum.clone();
            ways.iter().map(move |way| [sum.clone(), way.clone()].concat()).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(with).take(MOST_SUMS).collect();
    }
    all.retain(|cells| !cells.is_empty());
    let value = |cells: &[Cell]| {
        let is_counted = cells.iter().all(|cell| cell.declared().kind != Kind::Change);
        tables.figures.sum(cells).complete().filter(|_| is_counted)?.checked_mul(ONE)
    };
    all.into_iter().map(|cells| Sum { value: value(&cells), cells }).collect()
}

/// The claims of what is wrong: one for each cause, wherever the texts say it.
fn claims(tables: &Tables, wrong: Vec<(Stated, Vec<Sum>)>) -> Vec<Claim> {
    let mut claims = Vec::new();
    let mut left: Vec<(Stated, Vec<Sum>)> = wrong;
    while !left.is_empty() && claims.len() < MOST {
        let first = left.remove(0);
        let is_same = |(other, _): &(Stated, Vec<Sum>)| {
            let (one, other) = (&first.0, other);
            let repeats = one.it.subjects == other.it.subjects && one.it.value == other.it.value;
            // 「未发生行政复议、行政诉讼」 is one claim.
            let is_one = one.it.number.is_none()
                && other.it.number.is_none()
                && one.field == other.field
                && one.it.words.start == other.it.words.start;
            repeats || is_one
        };
        let (same, rest): (Vec<_>, Vec<_>) = left.into_iter().partition(is_same);
        left = rest;
        claims.push(claim(tables, first, same));
    }
    claims
}

fn claim(tables: &Tables, (first, sums): (Stated, Vec<Sum>), same: Vec<(Stated, Vec<Sum>)>) -> Claim {
    let said = first.it.value;
    let mut sums: Vec<(Vec<Cell>, i64)> =
        sums.into_iter().filter_map(|sum| Some((sum.cells, sum.value?))).collect();
    // There is none only if there is none in all.
    let has_some = sums.first().is_some_and(|(_, value)| *value != 0);
    sums.retain(|(_, value)| *value != 0 || !has_some);
    // The nearest was meant, the likeliest among equals.
    sums.sort_by_key(|(_, value)| (value - said).abs());
    let mut subjects = first.it.subjects.clone();
    let (mut cells, mut value) = sums.first().cloned().unwrap_or_default();
    for (other, others) in same.iter().filter(|(other, _)| other.it.subjects != first.it.subjects) {
        subjects.extend(other.it.subjects.iter().copied());
        let (more, its) = others.first().map_or((&[][..], 0), |sum| (&sum.cells[..], sum.value.unwrap_or(0)));
        cells.extend_from_slice(more);
        value += its;
    }
    let has_none = sums.iter().all(|(_, value)| *value == 0);
    let kind = match (said, has_none) {
        (0, _) | (_, true) => ClaimKind::None,
        _ => ClaimKind::Number(subjects[0].aspect.topic),
    };
    let all: Vec<&Stated> = std::iter::once(&first).chain(same.iter().map(|(stated, _)| stated)).collect();
    let of_money = cells.iter().any(|cell| cell.declared().kind == Kind::Money);
    let off = first.number().filter(|_| said != value).map(|_| {
        let verb = if said < value { "正文少" } else { "正文多" };
        [verb.to_owned(), shown((said - value).abs(), of_money)]
    });
    Claim {
        kind,
        certainty: certainty(&first, tables.report.scope()),
        subject: named(&subjects),
        said: first.said().to_owned(),
        table: shown(value, of_money),
        label: label(tables.report.format(), &cells),
        passages: passages(&all),
        off,
        mends: mends(&all, &sums),
        cells,
    }
}

/// What findings call subjects together.
fn named(subjects: &[Subject]) -> String {
    subjects.iter().map(Subject::name).collect::<Vec<_>>().join("、")
}

/// The words of statements, text by text.
fn passages(all: &[&Stated]) -> Vec<Passage> {
    let mut places: Vec<(TextField, &Prose, Range<usize>)> = Vec::new();
    for stated in all {
        let words = stated.it.words.clone();
        // Words that none are said in of several things go together.
        places.pop_if(|(field, _, before)| *field == stated.field && before.start == words.start);
        places.push((stated.field, stated.prose, words));
    }
    let passage = |(field, prose, words)| Passage::of(field, prose, &[words]);
    places.into_iter().map(passage).collect()
}

/// The table's numbers in place of those of the texts, in their notation.
fn mends(all: &[&Stated], sums: &[(Vec<Cell>, i64)]) -> Vec<Mend> {
    if all.iter().any(|stated| stated.number().is_none() || stated.is_shared) {
        return Vec::new();
    }
    let mut values: Vec<i64> = Vec::new();
    for (_, value) in sums {
        if !values.contains(value) && values.len() < MOST_MENDS {
            values.push(*value);
        }
    }
    let mend = |value: &i64| {
        let reword = |stated: &&Stated| {
            let number = stated.number()?;
            let becomes = number.written(*value);
            Some(Rewording::of(stated.field, stated.prose, number.range.clone(), becomes))
        };
        let rewordings: Option<Vec<Rewording>> = all.iter().map(reword).collect();
        rewordings.map(|rewordings| Mend { what: "正文", rewordings })
    };
    values.iter().filter_map(mend).collect()
}

fn certainty(stated: &Stated, scope: Option<Scope>) -> Certainty {
    let is_elsewhere = is_elsewhere(stated.it, scope);
    match (stated.it.is_sure, stated.number().map(|number| number.kind)) {
        (false, _) => Certainty::Doubtful,
        (true, Some(NumberKind::Count)) if !is_elsewhere => Certainty::Sure,
        _ => Certainty::Likely,
    }
}

/// The one question about the scope of numbers that speak of another one.
fn scope_claim(tables: &Tables, elsewhere: Vec<(Stated, Vec<Sum>)>) -> Option<Claim> {
    let all: Vec<&Stated> = elsewhere.iter().map(|(stated, _)| stated).collect();
    let (first, sums) = elsewhere.first()?;
    let sum = sums.first()?;
    Some(Claim {
        kind: ClaimKind::Scope,
        certainty: Certainty::Likely,
        subject: named(&first.it.subjects),
        said: first.said().to_owned(),
        table: shown(sum.value.unwrap_or(0), false),
        label: label(tables.report.format(), &sum.cells),
        cells: sum.cells.clone(),
        passages: passages(&all),
        off: None,
        mends: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::report::{Edit, Report};
    use crate::validate::passage::reword;
    use crate::validate::{Finding, validate};

    const SENTENCES: [&str; 8] = [
        "全年新收政府信息公开申请N件，办结N件。",
        "收到政府信息公开申请N件，其中予以公开N件，不予公开N件，结转下年度N件。",
        "政府信息公开申请中，予以公开和部分公开共N件。",
        "政府信息公开行政复议N件、行政诉讼N件，其中复议维持N件。",
        "因政府信息公开引发行政复议、行政诉讼分别为N件、N件。",
        "制发行政规范性文件N件，废止N件，现行有效N件。",
        "未收到政府信息公开申请，行政复议N起。",
        "共受理N件政府信息公开申请，上年结转N件。",
    ];

    fn claims(report: &Report) -> Vec<Finding> {
        let mut findings = validate(report);
        findings.retain(|finding| ["V10", "V11", "V12", "V13"].contains(&finding.rule.id));
        findings
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

        #[test]
        fn a_mend_makes_its_finding_go_away_and_leaves_the_others(
            sentence in 0..SENTENCES.len(),
            numbers in prop::collection::vec(0_i64..200, 4),
            table in prop::collection::vec(0_i64..200, 12),
            notation in 0_usize..3,
        ) {
            let mut report = Report::of_year(2024);
            report.apply(report.fill_zeros(&report.format().cells));
            let ids = [
                "requests.new.natural-person", "requests.carried-in.business", "requests.granted.natural-person",
                "requests.partly-granted.other", "requests.refused.process.natural-person",
                "requests.carried-out.business", "disputes.reconsideration.upheld", "disputes.litigation-direct.other",
                "disputes.litigation-after-reconsideration.pending", "disclosure.normative-documents.issued",
                "disclosure.normative-documents.repealed", "disclosure.normative-documents.in-force",
            ];
            for (id, value) in ids.iter().zip(&table) {
                let edit = report.typing(id, &value.to_string()).expect("a cell");
                report.apply(edit);
            }
            let model = crate::prose::Prose::read(["收到5件", "收到三件", "收到５件"][notation]);
            let mut text = SENTENCES[sentence].to_owned();
            for number in &numbers {
                let written = model.numbers()[0].written(number * crate::prose::numbers::ONE);
                text = text.replacen('N', &written, 1);
            }
            report.apply(Edit::Text(crate::format::texts::TextField::OVERVIEW, text.clone()));
            let before = claims(&report);
            for finding in &before {
                for mend in &finding.mends {
                    let mut mended = report.clone();
                    let edits = reword(&report, &mend.rewordings).expect("edits");
                    edits.into_iter().for_each(|edit| mended.apply(edit));
                    prop_assert!(claims(&mended).len() < before.len(), "{text} {:?}", mend);
                }
            }
        }
    }
}
