//! 单位与规则: which rule is broken by whom, so that it is seen at a glance which mistake is common.
//! Knows no markup.

use std::cmp::Reverse;

use super::extract::{Extract, Found};
use crate::validate::{Rule, Severity};

/// The matrix: a column for every rule that is broken, the commonest first; a row for every report that breaks one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// The rules, each with how many of the reports break it.
    pub rules: Vec<(&'static Rule, usize)>,
    /// The rows, in the order of the list.
    pub rows: Vec<Row>,
}

/// The row of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The number of the report.
    pub report: usize,
    /// What was found under each of the rules.
    pub hits: Vec<Option<Hit>>,
}

/// What was found in one report under one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// How many findings.
    pub count: usize,
    /// How much the heaviest of them weighs.
    pub severity: Severity,
    /// The first of them, by its number among the findings of the report: where a press leads to.
    pub first: usize,
}

impl Matrix {
    /// The matrix of some of the reports. What was answered is not in it.
    pub fn of(extracts: &[Extract], shown: &[usize]) -> Matrix {
        let mut rules: Vec<(&'static Rule, usize)> = Vec::new();
        for report in shown {
            for rule in rules_of(&extracts[*report]) {
                match rules.iter_mut().find(|(other, _)| *other == rule) {
                    Some((_, count)) => *count += 1,
                    None => rules.push((rule, 1)),
                }
            }
        }
        rules.sort_by_key(|(rule, count)| (Reverse(*count), rule.id));
        let row = |report: &usize| {
            let hits: Vec<_> = rules.iter().map(|(rule, _)| hit(&extracts[*report], rule)).collect();
            hits.iter().any(Option::is_some).then_some(Row { report: *report, hits })
        };
        let rows = shown.iter().filter_map(row).collect();
        Matrix { rules, rows }
    }
}

fn open(extract: &Extract) -> impl Iterator<Item = (usize, &Found)> {
    extract.findings.iter().enumerate().filter(|(_, found)| found.is_open())
}

/// The rules that a report breaks, each once.
fn rules_of(extract: &Extract) -> Vec<&'static Rule> {
    let mut rules: Vec<&'static Rule> = Vec::new();
    for (_, found) in open(extract) {
        if !rules.contains(&found.rule) {
            rules.push(found.rule);
        }
    }
    rules
}

fn hit(extract: &Extract, rule: &Rule) -> Option<Hit> {
    let mut of_rule = open(extract).filter(|(_, found)| found.rule == rule);
    // The heaviest stand first.
    let (first, found) = of_rule.next()?;
    Some(Hit { count: 1 + of_rule.count(), severity: found.severity, first })
}
