//! What must be there and is not, and what is there and cannot be: organ, year, edition, dates, blank
//! cells, cells that hold no number, chapters without a text.

use super::{Finding, Problem};
use crate::format::rules;
use crate::format::{Edition, Kind, YEARS};
use crate::report::Report;
use crate::report::entry::{self, Entry, Obstacle};

/// Words that the title adds by itself, and marks of a place left to fill in.
const NOT_IN_A_NAME: [&str; 8] =
    ["年度报告", "工作报告", "政府信息公开工作", "政府信息公开年", "XX", "××", "某", "单位名称"];
/// What an office writes that names no problem, without its punctuation.
const NO_PROBLEMS: [&str; 7] = ["无", "没有", "暂无", "无问题", "没有问题", "不存在问题", "暂无问题"];

/// Checks what stands before chapter one.
pub fn check_head(report: &Report, findings: &mut Vec<Finding>) {
    let organ = report.organ().trim();
    if organ.is_empty() {
        findings.push(Finding::new(&rules::ORGAN, Problem::Missing, "organ"));
    }
    let word = NOT_IN_A_NAME.into_iter().find(|word| organ.contains(word));
    if let Some(word) = word.or_else(|| year_in(organ)) {
        let problem = Problem::NameHolds(word.to_owned());
        findings.push(Finding::new(&rules::TITLE, problem, "organ"));
    }
    match *report.year() {
        Entry::Blank | Entry::Automatic => {
            findings.push(Finding::new(&rules::YEAR, Problem::Missing, "year"));
        }
        Entry::Number(year) if YEARS.contains(&year) => {}
        Entry::Number(_) | Entry::Text(_) => {
            let problem = Problem::YearOutOfRange(report.year().text(Kind::Count));
            findings.push(Finding::new(&rules::YEAR, problem, "year"));
        }
    }
    if let Some(year) = report.year_number().filter(|year| YEARS.contains(year)) {
        if Edition::for_year(year) != report.edition() {
            let problem = Problem::EditionOfOtherYear { year, edition: report.edition() };
            findings.push(Finding::new(&rules::EDITION, problem, "edition"));
        }
        let published = report.published().map(|date| i64::from(date.year()));
        if let Some(published) = published.filter(|published| *published != year + 1) {
            let problem = Problem::PublishedInOtherYear { year, published };
            findings.push(Finding::new(&rules::PUBLISHED, problem, "published"));
        }
    }
}

/// The first year that a name holds: four digits before 年.
fn year_in(name: &str) -> Option<&str> {
    name.match_indices('年').find_map(|(end, _)| {
        let before = name[..end].trim_end();
        let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        (before.len() - start == 4).then(|| &before[start..])
    })
}

/// Checks what was typed into the cells: one finding for the blanks of a table, one for every cell that
/// holds no number.
pub fn check_cells(report: &Report, findings: &mut Vec<Finding>) {
    let format = report.format();
    for (chapter, table) in format.chapters.iter().filter_map(|chapter| Some((chapter, chapter.table()?))) {
        let mut blank = Vec::new();
        for &cell in &table.cells {
            match report.cell(cell) {
                Entry::Number(_) | Entry::Automatic => {}
                Entry::Blank => blank.push(cell),
                Entry::Text(text) => {
                    let obstacle = entry::obstacle(cell.declared().kind, text);
                    let rule = match obstacle {
                        Obstacle::Dash => &rules::BLANK,
                        _ => &rules::NOT_A_NUMBER,
                    };
                    findings.push(Finding {
                        cells: vec![cell],
                        ..Finding::new(rule, Problem::NotANumber { obstacle, text: text.clone() }, cell.id())
                    });
                }
            }
        }
        if let Some(first) = blank.first() {
            let target = first.id();
            findings.push(Finding {
                cells: blank,
                ..Finding::new(&rules::BLANK, Problem::Blank { chapter: chapter.numeral() }, target)
            });
        }
    }
}

/// Checks that the chapters have their texts.
pub fn check_texts(report: &Report, findings: &mut Vec<Finding>) {
    for field in report.format().texts() {
        let text = report.text(field).trim();
        if text.is_empty() && !field.is_optional() {
            findings.push(Finding::new(&rules::CHAPTER, Problem::Missing, field.id()));
        }
        let bare = text.trim_end_matches(['。', '.', '！', '；', ' ']);
        if !field.may_say_none() && NO_PROBLEMS.contains(&bare) {
            findings.push(Finding::new(&rules::PROBLEMS, Problem::NoProblems(bare.to_owned()), field.id()));
        }
    }
}
