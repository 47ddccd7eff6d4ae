//! Findings of one cause as one: what breaks because the same cell is wrong, or a whole row or column of
//! totals. What has nothing in common stays apart.

use super::{Finding, Unequal};
use crate::format::Cell;

/// Findings of one cause.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The finding that says most: the one that the likeliest culprit stands in.
    pub lead: Finding,
    /// The others, in their order; on a line of totals those of it before what else they break.
    pub others: Vec<Finding>,
    /// Where the totals stand that do not fit, where there are several.
    line: Option<Line>,
}

/// A printed line of totals.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Line {
    /// The row with this label.
    Row(&'static str),
    /// The column with this label.
    Column(&'static str),
}

/// From so many totals on the line that they stand in is wrong, and not each of them.
const LINE: usize = 3;

impl Group {
    /// All its findings, the leading one first.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        std::iter::once(&self.lead).chain(&self.others)
    }

    /// What is wrong and common to all, in one sentence or two.
    pub fn sentence(&self) -> String {
        let Some(line) = self.line else {
            return match self.others.len() {
                0 => self.lead.sentence(),
                others => format!("{}另有 {others} 处因此也对不上。", self.lead.sentence()),
            };
        };
        let line = match line {
            Line::Row(label) => format!("“{label}”这一行"),
            Line::Column(label) => format!("“{label}”这一列"),
        };
        let count = self.findings().filter(|finding| finding.rule == self.lead.rule).count();
        let sides = self.lead.rule.sides.map(|[one, other]| format!("：{one}与{other}不等"));
        format!("{line}有 {count} 格对不上{}。", sides.unwrap_or_default())
    }

    /// What else does not fit, a line for each: all differences of a row or column, or what a wrong cell
    /// breaks besides. Empty for a finding that stands alone.
    pub fn differences(&self) -> Vec<String> {
        let in_line = |finding: &&Finding| self.line.is_some() && finding.rule == self.lead.rule;
        let short = |finding: &Finding| match finding.unequal {
            Some(Unequal { identity, left, right }) if in_line(&finding) => {
                format!("{}：{left} 与 {right}，相差 {}", identity.subject, left.abs_diff(right))
            }
            _ => finding.sentence(),
        };
        self.findings().skip(usize::from(self.line.is_none())).map(short).collect()
    }
}

/// Puts findings of one cause together, in the order of the findings.
pub fn group<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Vec<Group> {
    let findings: Vec<&Finding> = findings.into_iter().collect();
    let mut causes = Causes { findings: &findings, of: (0..findings.len()).collect() };
    causes.join_by_suspects();
    let lines = causes.join_by_line();
    causes.add_vague();
    causes.add_consequences();
    let mut groups = Vec::new();
    for cause in 0..findings.len() {
        let members: Vec<usize> = (0..findings.len()).filter(|at| causes.of[*at] == cause).collect();
        if let Some(first) = members.first() {
            let line = lines.iter().find(|(of, _)| members.contains(of)).map(|(_, line)| *line);
            groups.push((*first, as_group(&findings, &members, line)));
        }
    }
    groups.sort_by_key(|(first, _)| *first);
    groups.into_iter().map(|(_, group)| group).collect()
}

fn as_group(findings: &[&Finding], members: &[usize], line: Option<Line>) -> Group {
    let suspects = members.iter().flat_map(|at| findings[*at].suspects.iter().copied());
    let times = |cell: Cell| members.iter().filter(|at| findings[**at].suspects.contains(&cell)).count();
    // Of several that are suspected as often the first one is the likeliest.
    let culprit = suspects.rev().max_by_key(|cell| times(*cell));
    let is_lead = |at: &&usize| match line {
        Some(_) => is_of_total(findings[**at]),
        None => culprit.is_some_and(|cell| findings[**at].target == cell.id()),
    };
    let stands_in = |at: &&usize| culprit.is_some_and(|cell| findings[**at].suspects.contains(&cell));
    let lead = members.iter().find(is_lead).or_else(|| members.iter().find(stands_in)).or(members.first());
    let lead = lead.copied().unwrap_or_default();
    let mut others: Vec<Finding> =
        members.iter().filter(|at| **at != lead).map(|at| findings[*at].clone()).collect();
    others.sort_by_key(|other| line.is_some() && other.rule != findings[lead].rule);
    Group { lead: findings[lead].clone(), others, line }
}

/// Whether a total is the first suspect of its own sum.
fn is_of_total(finding: &Finding) -> bool {
    let total = finding.unequal.and_then(|unequal| match unequal.identity.right.as_slice() {
        [total] => Some(*total),
        _ => None,
    });
    total.is_some() && total.as_ref() == finding.suspects.first()
}

/// Whether all that is known of a balance is that one of its own cells is wrong.
fn is_vague(finding: &Finding) -> bool {
    finding.suspects.len() > 1 && finding.suspects.iter().all(|cell| finding.cells.contains(cell))
}

/// Which findings have the same cause, by the number of the cause.
struct Causes<'a> {
    findings: &'a [&'a Finding],
    of: Vec<usize>,
}

impl Causes<'_> {
    fn join(&mut self, one: usize, other: usize) {
        let (kept, lost) = (self.of[one], self.of[other]);
        self.of.iter_mut().filter(|cause| **cause == lost).for_each(|cause| *cause = kept);
    }

    fn share(&self, one: usize, other: usize) -> bool {
        self.findings[one].suspects.iter().any(|cell| self.findings[other].suspects.contains(cell))
    }

    fn sums(&self) -> impl Iterator<Item = usize> + use<> {
        let sums: Vec<usize> =
            (0..self.findings.len()).filter(|at| self.findings[*at].unequal.is_some()).collect();
        sums.into_iter()
    }

    /// Sums that the same cell would mend.
    fn join_by_suspects(&mut self) {
        let known: Vec<usize> = self.sums().filter(|at| !is_vague(self.findings[*at])).collect();
        for (position, one) in known.iter().enumerate() {
            for other in &known[..position] {
                if self.share(*one, *other) {
                    self.join(*other, *one);
                }
            }
        }
    }

    /// Totals in one row, or in one column, that all differ from their parts. Each line with one of its findings.
    fn join_by_line(&mut self) -> Vec<(usize, Line)> {
        let mut lines = Vec::new();
        let totals: Vec<usize> = self.sums().filter(|at| is_of_total(self.findings[*at])).collect();
        for at in &totals {
            let label = |at: usize| self.findings[at].suspects[0].declared();
            let same_rule = |other: &&usize| self.findings[**other].rule == self.findings[*at].rule;
            let same_row = |other: &&usize| label(**other).row == label(*at).row;
            let same_column = |other: &&usize| label(**other).column == label(*at).column;
            let row: Vec<usize> = totals.iter().filter(same_rule).filter(same_row).copied().collect();
            let column: Vec<usize> = totals.iter().filter(same_rule).filter(same_column).copied().collect();
            let (line, members) = match row.len() >= column.len() {
                true => (Line::Row(&label(*at).row), row),
                false => (Line::Column(&label(*at).column), column),
            };
            if members.len() >= LINE && members[0] == *at {
                members.iter().for_each(|other| self.join(*at, *other));
                lines.push((*at, line));
            }
        }
        lines
    }

    /// A balance of which no more is known belongs to the one cause that shares a cell with it; where there
    /// are several, it stays apart.
    fn add_vague(&mut self) {
        for at in self.sums().filter(|at| is_vague(self.findings[*at])).collect::<Vec<_>>() {
            let near = self.sums().filter(|other| *other != at && self.share(at, *other));
            let mut causes: Vec<usize> = near.map(|other| self.of[other]).collect();
            causes.sort_unstable();
            causes.dedup();
            if let [cause] = causes.as_slice() {
                self.of[at] = *cause;
            }
        }
    }

    /// A sum of totals that all follow is wrong because of their parts: it goes with the first cause by the
    /// same rule.
    fn add_consequences(&mut self) {
        for at in self.sums().filter(|at| self.findings[*at].suspects.is_empty()).collect::<Vec<_>>() {
            let rule = self.findings[at].rule;
            let cause = self.sums().find(|other| {
                self.findings[*other].rule == rule && !self.findings[*other].suspects.is_empty()
            });
            if let Some(cause) = cause {
                self.of[at] = self.of[cause];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validate::rules::clerk::{APPLICANTS, Clerk};
    use crate::validate::{validate, wrong};

    /// The groups of a report of zeros with these cells: the leading place, and the places of the others.
    fn groups(cells: &[(&str, &str)]) -> Vec<(&'static str, Vec<&'static str>)> {
        let of = |group: &Group| (group.lead.target, group.others.iter().map(|other| other.target).collect());
        all(cells).iter().map(of).collect()
    }

    fn all(cells: &[(&str, &str)]) -> Vec<Group> {
        let mut clerk = Clerk::zeros(2024);
        for (id, value) in cells {
            clerk.types(id, value);
        }
        group(wrong(&validate(&clerk.0)))
    }

    /// A report in which every total is typed, as in a published table: so much new and granted in each column.
    fn published(wrong: &[(&'static str, &'static str)]) -> Vec<(String, &'static str)> {
        let mut cells = Vec::new();
        for column in APPLICANTS {
            let number = if column == "total" { "30" } else { "5" };
            let rows = ["new", "granted", "concluded"];
            cells.extend(rows.map(|row| (format!("requests.{row}.{column}"), number)));
        }
        cells.extend(wrong.iter().map(|(id, value)| (format!("requests.{id}"), *value)));
        cells
    }

    fn as_str<'a>(cells: &'a [(String, &'a str)]) -> Vec<(&'a str, &'a str)> {
        cells.iter().map(|(id, value)| (id.as_str(), *value)).collect()
    }

    #[test]
    fn a_sound_report_has_no_groups() {
        assert_eq!(groups(&as_str(&published(&[]))), []);
        assert_eq!(group(wrong(&validate(&Clerk::blank(2024).0))), []);
    }

    #[test]
    fn a_finding_alone_is_a_group_that_says_what_it_says() {
        let alone = all(&[("disclosure.rules.issued", "若干")]);
        assert_eq!(alone.len(), 1);
        assert_eq!(alone[0].sentence(), alone[0].lead.sentence());
        assert_eq!(alone[0].differences(), [""; 0]);
    }

    #[test]
    fn a_wrong_cell_that_breaks_its_column_its_row_and_a_balance_is_one_group() {
        let found = all(&as_str(&published(&[("granted.business", "7")])));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].lead.target, "requests.concluded.business");
        assert_eq!(
            found[0].sentence(),
            "商业企业：各种办理结果合计是 7，三（七）总计是 5，前者多 2。另有 1 处因此也对不上。"
        );
        assert_eq!(
            found[0].differences(),
            ["（一）予以公开：自然人和五类法人合计是 32，总计是 30，前者多 2。"]
        );
        let new = groups(&as_str(&published(&[("new.business", "7")])));
        assert_eq!(new, [("requests.carried-out.business", vec!["requests.new.total"])]);
        let both = groups(&[("requests.new.business", "5"), ("requests.granted.business", "3")]);
        assert_eq!(both, [("requests.carried-out.business", vec!["requests.carried-out.total"])]);
    }

    #[test]
    fn a_number_in_the_neighbouring_column_is_one_group() {
        let found = groups(&[("requests.new.business", "4"), ("requests.granted.research", "4")]);
        assert_eq!(found, [("requests.carried-out.business", vec!["requests.carried-out.research"])]);
    }

    #[test]
    fn a_wrong_total_leads_with_its_own_sum() {
        let found = groups(&as_str(&published(&[("new.total", "31")])));
        assert_eq!(found, [("requests.new.total", vec!["requests.carried-out.total"])]);
    }

    #[test]
    fn a_wrong_row_of_totals_is_one_group_that_lists_its_differences() {
        let wrong = APPLICANTS.map(|column| {
            (format!("requests.concluded.{column}"), if column == "total" { "36" } else { "6" })
        });
        let mut cells = published(&[]);
        cells.extend(wrong);
        let found = all(&as_str(&cells));
        assert_eq!(found.len(), 1, "{:?}", found.iter().map(Group::sentence).collect::<Vec<_>>());
        assert_eq!(
            found[0].sentence(),
            "“（七）总计”这一行有 7 格对不上：各种办理结果合计与三（七）总计不等。"
        );
        let differences = found[0].differences();
        assert_eq!(differences[0], "自然人：5 与 6，相差 1");
        assert_eq!(differences[6], "总计：30 与 36，相差 6");
        assert_eq!(differences.len(), 14, "and the seven balances that break with it");
    }

    #[test]
    fn a_wrong_column_of_totals_is_one_group() {
        let rows = ["new", "granted", "concluded"];
        let wrong = rows.map(|row| (format!("requests.{row}.total"), "31"));
        let mut cells = published(&[]);
        cells.extend(wrong);
        let found = all(&as_str(&cells));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].sentence(), "“总计”这一列有 3 格对不上：自然人和五类法人合计与总计不等。");
    }

    #[test]
    fn several_causes_stay_apart() {
        let found = groups(&[
            ("requests.new.business", "2"),
            ("requests.new.research", "5"),
            ("disputes.reconsideration.total", "1"),
            ("disclosure.rules.issued", "若干"),
            ("disclosure.rules.repealed", "若干"),
        ]);
        assert_eq!(
            found,
            [
                ("disclosure.rules.issued", vec![]),
                ("disclosure.rules.repealed", vec![]),
                ("requests.carried-out.business", vec!["requests.carried-out.total"]),
                ("requests.carried-out.research", vec![]),
                ("disputes.reconsideration.total", vec![]),
            ],
            "the total follows both columns and goes with the first"
        );
        let typed = groups(&as_str(&published(&[("granted.business", "7"), ("new.research", "9")])));
        let leads: Vec<&str> = typed.iter().map(|(lead, _)| *lead).collect();
        assert_eq!(leads, ["requests.carried-out.research", "requests.concluded.business"]);
    }
}
