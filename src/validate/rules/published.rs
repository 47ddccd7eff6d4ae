//! V16: a report is published in the year after the one that it reports on, and the years in its texts fit.

mod years;

use crate::format::YEARS;
use crate::validate::Finding;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

/// The date of publication does not follow the year reported on, or a year in a text does not fit.
pub static PUBLISHED: Rule = Rule {
    id: "V16",
    title: "年份",
    wording: "报告在报告年度的下一年发布；正文写报告年度的事，提到上一年的是比较，提到下一年的是打算。",
    severity: Severity::Warning,
    source: "《中华人民共和国政府信息公开条例》第四十九条",
    help: "核对报告年度、发布日期，和是不是有往年的文字没有改。补发的报告，写一句说明。",
    sides: None,
    mending: Mending::Words,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    years::find(checked, found);
    let year = checked.report.year_number().filter(|year| YEARS.contains(year));
    let (Some(year), Some(published)) = (year, checked.report.published()) else { return };
    let (due, published) = (year + 1, i64::from(published.year()));
    if published != due {
        let words = vec![published.to_string(), due.to_string()];
        found.push(Finding { words, ..Finding::of(&PUBLISHED, "published") });
    }
}

fn sentence(finding: &Finding) -> String {
    let ([published, due], true) = (finding.words.as_slice(), finding.passages.is_empty()) else {
        return years::sentence(finding);
    };
    format!("发布日期在 {published} 年。这份报告应当在 {due} 年发布，请核对年度和日期。")
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    #[test]
    fn published_in_the_year_after_holds() {
        let mut clerk = Clerk::blank(2020);
        clerk.types("published", "2021-01-20");
        assert_eq!(clerk.findings(&PUBLISHED), []);
    }

    #[test]
    fn published_in_another_year_is_found() {
        let mut clerk = Clerk::blank(2020);
        clerk.types("published", "2020-01-20");
        assert_eq!(
            clerk.reads(&PUBLISHED),
            ["发布日期在 2020 年。这份报告应当在 2021 年发布，请核对年度和日期。"]
        );
    }

    #[test]
    fn without_a_date_or_a_year_it_is_undecided() {
        let mut clerk = Clerk::blank(2020);
        assert_eq!(clerk.findings(&PUBLISHED), []);
        clerk.types("published", "2020-01-20").types("year", "");
        assert_eq!(clerk.findings(&PUBLISHED), []);
    }
}
