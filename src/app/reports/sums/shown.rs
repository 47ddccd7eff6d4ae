//! What is said of the sums: which reports they are of, the rows, what was left out and why, what is behind a row, and
//! how the report of the organ above stands to them.
//! Knows no markup.

use std::ops::Range;

use super::{Added, Of};
use crate::app::reports::Reports;
use crate::app::reports::shown::organ;
use crate::collection::cells::Held;
use crate::collection::choice::{Choice, Reason};
use crate::collection::parent::{Line, Relation};
use crate::collection::sums::{self, Sum};
use crate::format::Kind;
use crate::report::entry;
use crate::report::office::Scope;

/// The heading of what is behind a row.
pub const BEHIND: &str = "behind";
/// So many reports behind a row are listed.
const MOST_BEHIND: usize = 200;

/// The name of what opens what is behind a row.
pub fn sum_name(row: usize) -> String {
    format!("sum-{row}")
}

/// Which reports are added up, and what can be chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chosen {
    /// How many there are, in words.
    pub words: String,
    /// What is to be heeded; empty where nothing is.
    pub caution: String,
    /// The groups, each with its words.
    pub groups: Vec<(Of, String)>,
    /// The one that is chosen, by its place.
    pub group: usize,
    /// The figures that are taken of an organ that has both.
    pub scope: Option<Scope>,
    /// The reports that may be that of the organ above, each with its words, and the one that is chosen.
    pub aboves: Vec<(usize, String)>,
    /// The report of the organ above.
    pub above: Option<usize>,
    /// The reports of the year that are left out, each with whose it is and why.
    pub left_out: Vec<(usize, String, &'static str)>,
}

/// The heads of the columns of sums: what is added up in each.
pub type Heads = Vec<&'static str>;

/// A row of the sums.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SumLine {
    /// What the cell is called.
    pub name: String,
    /// Under each head the sum, and in how many reports there is no number; none where there is no such cell.
    pub sums: Vec<Option<(String, usize)>>,
    /// What the organ above has, what it has beyond the sum, and how they stand: a stable name.
    pub above: Option<(String, String, &'static str)>,
}

/// What is behind a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Behind {
    /// The cell and its sum.
    pub heading: String,
    /// How many reports have a number there, in words.
    pub words: String,
    /// The reports, each with whose it is and what it holds.
    pub reports: Vec<(usize, String, String)>,
    /// How many there are besides.
    pub besides: usize,
}

impl Reports {
    /// Which reports are added up, and what can be chosen.
    pub fn chosen(&self) -> Chosen {
        let Added { groups, may_be_above, above, choice, .. } = &self.sums.added;
        let words = |(of, count): &(Of, usize)| {
            let name = match of {
                Of::All => "全部".to_owned(),
                Of::Shown => "清单里筛选出来的".to_owned(),
                Of::Level(level) => format!("层级：{}", level.name()),
                Of::Parent(name) => format!("上级：{name}"),
            };
            (of.clone(), format!("{name}（{count} 份）"))
        };
        let left_out = choice.left_out.iter();
        Chosen {
            words: self.added_words(),
            caution: self.caution(),
            groups: groups.iter().map(words).collect(),
            group: groups.iter().position(|(of, _)| *of == self.sums.of).unwrap_or_default(),
            scope: self.sums.scope,
            aboves: may_be_above.iter().map(|at| (*at, self.with_scope(*at))).collect(),
            above: *above,
            left_out: left_out.map(|(at, why)| (*at, self.with_scope(*at), Reason::name(*why))).collect(),
        }
    }

    fn added_words(&self) -> String {
        let Choice { reports, left_out } = &self.sums.added.choice;
        let besides = |count: usize, words: &str| match count {
            0 => String::new(),
            _ => format!("，{count} 份{words}"),
        };
        let left = besides(left_out.len(), "没有计入");
        let unsaid = self.extracts.iter().filter(|extract| extract.year.is_none()).count();
        format!("合计 {} 份报告{left}{}。", reports.len(), besides(unsaid, "没有写年度"))
    }

    fn with_scope(&self, at: usize) -> String {
        let extract = &self.extracts[at];
        let scope = extract.scope.map(|scope| format!("（{}）", scope.name())).unwrap_or_default();
        format!("{}{scope}", organ(extract))
    }

    /// Figures of an area hold those of the organs in it; without a list nobody knows which these are.
    fn caution(&self) -> String {
        let reports = &self.sums.added.choice.reports;
        let areas = reports.iter().filter(|at| self.extracts[**at].scope == Some(Scope::Area)).count();
        let is_known = self.missing.roster.units.iter().any(|unit| unit.parent.is_some());
        if areas == 0 || areas == reports.len() || is_known {
            return String::new();
        }
        format!(
            "其中 {areas} 份是本地区汇总的数，可能已经含了别的报告。请把它选作“上级报告”，或在“名单与缺报”里给出写明上级的名单。"
        )
    }

    /// The heads of the columns of sums: the editions, and all of them together.
    pub fn sum_heads(&self) -> Heads {
        let editions = &self.sums.added.editions;
        let names = editions.iter().map(|edition| edition.name());
        names.chain((editions.len() > 1).then_some("两种格式合计")).collect()
    }

    pub(in crate::app::reports) fn sum_rows(&self) -> usize {
        self.sums.added.rows.len()
    }

    /// Some rows of the sums.
    pub fn sum_lines(&self, rows: Range<usize>) -> Vec<(usize, SumLine)> {
        let Added { rows: all, editions, lines, above, .. } = &self.sums.added;
        let line = |at: usize| {
            let row = all.get(at)?;
            let both = (editions.len() > 1).then_some(row.all);
            let sums = row.sums.iter().copied().chain(both);
            let sum = |sum: Sum| {
                let number = if sum.known > 0 { entry::write(row.kind, sum.value) } else { String::new() };
                (number, sum.blank)
            };
            let beside =
                lines.iter().find(|line| line.cell.id() == row.id && line.cell.declared().kind == row.kind);
            let above = above.map(|_| beside.map_or_else(none_above, |line| beside_above(row.kind, line)));
            let sums = sums.map(|it| it.map(sum)).collect();
            Some((at, SumLine { name: row.name.clone(), sums, above }))
        };
        rows.filter_map(line).collect()
    }

    /// Where the organ above has less than those below it together, a sentence for each cell.
    pub fn less(&self) -> Vec<String> {
        let lines = self.sums.added.lines.iter().filter(|line| line.relation == Relation::Less);
        lines.filter_map(Line::sentence).collect()
    }

    /// The row that is looked behind.
    pub fn behind_row(&self) -> Option<usize> {
        self.sums.behind.map(|(row, _)| row)
    }

    /// What is behind the row that was opened.
    pub fn behind(&self) -> Option<Behind> {
        let (row, cell) = self.sums.behind?;
        let Added { choice, rows, .. } = &self.sums.added;
        let row = rows.get(row)?;
        let all = sums::behind(&self.extracts, &choice.reports, cell);
        let known = all.iter().filter(|(_, held)| held.number().is_some()).count();
        let blank = match all.len() - known {
            0 => String::new(),
            blank => format!("，{blank} 份没有数"),
        };
        let elsewhere = match choice.reports.len() - all.len() {
            0 => String::new(),
            elsewhere => format!("，{elsewhere} 份的格式没有这一格"),
        };
        let besides = all.len().saturating_sub(MOST_BEHIND);
        let report = |(at, held): (usize, Held)| (at, organ(&self.extracts[at]), held_words(row.kind, held));
        Some(Behind {
            heading: row.name.clone(),
            words: format!("{known} 份有数{blank}{elsewhere}。点单位看它的检查结果。"),
            reports: all.into_iter().take(MOST_BEHIND).map(report).collect(),
            besides,
        })
    }

    pub(in crate::app::reports) fn name_of_sum(&self, row: usize) -> Option<String> {
        (row < self.sum_rows()).then(|| sum_name(row))
    }
}

fn none_above() -> (String, String, &'static str) {
    ("没有这一格".to_owned(), String::new(), Relation::Unknown.id())
}

fn beside_above(kind: Kind, line: &Line) -> (String, String, &'static str) {
    let number = |number: Option<i64>| number.map(|number| entry::write(kind, number));
    let above = number(line.above).unwrap_or_else(|| "空白".to_owned());
    let rest = match line.relation {
        Relation::Unknown => Relation::Unknown.name().to_owned(),
        Relation::Less | Relation::More | Relation::Same => number(line.rest).unwrap_or_default(),
    };
    (above, rest, line.relation.id())
}

fn held_words(kind: Kind, held: Held) -> String {
    match held {
        Held::Blank => "空白".to_owned(),
        Held::NoNumber => "不是数".to_owned(),
        Held::Unfinished => "合计不全".to_owned(),
        Held::Typed(number) | Held::Derived(number) => entry::write(kind, number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_says_why() {
        let words = [Held::Blank, Held::NoNumber, Held::Unfinished, Held::Derived(7)];
        assert_eq!(words.map(|held| held_words(Kind::Count, held)), ["空白", "不是数", "合计不全", "7"]);
    }
}
