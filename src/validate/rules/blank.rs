//! V05: every cell of a table holds a number. Blanks are one finding for each table, a dash that stands for
//! a blank is one of its own.

use crate::report::entry::{Entry, Obstacle, is_half_typed, obstacle};
use crate::validate::Finding;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// A table has blank cells, or dashes that stand for blank.
pub static BLANK: Rule = Rule {
    id: "V05",
    title: "空白格",
    wording: "表格的每一格都填数字；没有的填 0，不留空，也不用“/”“-”代替。",
    severity: Severity::Warning,
    source: "本表单的约定：有空白格，合计就无法核对",
    help: "没有的填 0，“其余填 0”一次填完一张表。原件看不清的，写一句说明。",
    sides: None,
    mending: Mending::Reading,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    let report = checked.report;
    for table in report.format().tables() {
        let mut blanks = Vec::new();
        for &cell in &table.cells {
            match report.cell(cell) {
                Entry::Blank => blanks.push(cell),
                Entry::Text(text) if obstacle(cell.declared().kind, text) == Obstacle::Dash => {
                    found.push(Finding {
                        cells: vec![cell],
                        words: vec![text.clone()],
                        to_do: is_half_typed(cell.declared().kind, text),
                        ..Finding::of(&BLANK, cell.id())
                    });
                }
                Entry::Number(_) | Entry::Automatic | Entry::Text(_) => {}
            }
        }
        if let Some(first) = blanks.first() {
            let target = first.id();
            found.push(Finding { cells: blanks, to_do: true, ..Finding::of(&BLANK, target) });
        }
    }
}

fn sentence(finding: &Finding) -> String {
    let Some(first) = finding.cells.first() else { return String::new() };
    match finding.words.first() {
        Some(dash) => format!("{}：“{dash}”不是数字。没有的填 0。", first.declared().name),
        None => {
            let format = first.edition().format();
            let chapter = format.chapter_of(first.id()).map_or("", |at| format.chapters[at].numeral());
            format!("表{chapter}还有 {} 个空白格。没有的填 0。", finding.cells.len())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::super::not_a_number::NOT_A_NUMBER;
    use super::*;

    #[test]
    fn a_full_table_holds() {
        assert_eq!(Clerk::zeros(2020).findings(&BLANK), []);
    }

    #[test]
    fn blanks_are_one_finding_for_each_table() {
        let mut clerk = Clerk::blank(2020);
        assert_eq!(
            clerk.reads(&BLANK),
            [
                "表二还有 22 个空白格。没有的填 0。",
                "表三还有 132 个空白格。没有的填 0。",
                "表四还有 12 个空白格。没有的填 0。"
            ]
        );
        assert!(clerk.findings(&BLANK).iter().all(|finding| finding.to_do));
        assert_eq!(clerk.findings(&BLANK)[1].target, "requests.new.natural-person");
        clerk.types("requests.new.natural-person", "0");
        assert_eq!(clerk.findings(&BLANK)[1].target, "requests.new.business");
    }

    #[test]
    fn a_total_left_blank_by_a_file_is_a_blank() {
        let mut clerk = Clerk::zeros(2020);
        clerk.blanks("requests.new.total");
        assert_eq!(clerk.reads(&BLANK), ["表三还有 1 个空白格。没有的填 0。"]);
        assert_eq!(clerk.sees("requests.new.total"), "");
    }

    #[test]
    fn a_dash_is_a_warning_and_no_error() {
        let mut clerk = Clerk::zeros(2024);
        clerk.types("disputes.litigation-direct.upheld", "/");
        assert_eq!(clerk.reads(&BLANK), ["行政诉讼 未经复议直接起诉，结果维持：“/”不是数字。没有的填 0。"]);
        assert!(!clerk.findings(&BLANK)[0].to_do);
        assert_eq!(clerk.findings(&NOT_A_NUMBER), []);
    }

    #[test]
    fn a_sign_before_a_change_is_not_wrong_yet() {
        let mut clerk = Clerk::zeros(2020);
        clerk.types("disclosure.licensing.change", "-");
        assert!(clerk.findings(&BLANK)[0].to_do);
    }

    #[test]
    fn another_text_is_no_blank() {
        let mut clerk = Clerk::zeros(2024);
        clerk.types("disputes.litigation-direct.upheld", "若干");
        assert_eq!(clerk.findings(&BLANK), [], "what it stands for is undecided");
    }
}
