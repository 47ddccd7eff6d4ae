//! What a finding says to a user: one sentence that says what is wrong, where, and what to do.
//! The values come from the finding, the names from the format.

use super::repair::Repair;
use super::{Finding, Problem};
use crate::format::texts::TextField;
use crate::format::{Cell, Edition, Identity, Kind, rules};
use crate::report::Report;
use crate::report::entry::{Entry, Obstacle};
use crate::report::figure::Figures;

/// The sentence of a finding.
pub fn sentence(finding: &Finding) -> String {
    match &finding.problem {
        Problem::Unequal { identity, left, right } => unequal(identity, *left, *right),
        Problem::Blank { chapter } => {
            let count = finding.cells.len();
            format!("{}还有 {count} 个空白格。没有的填 0。", table_name(chapter))
        }
        Problem::NotANumber { obstacle, text } => {
            let cell = finding.cells[0].declared();
            format!("{}：“{text}”{}", cell.name, advice(*obstacle, cell.kind))
        }
        Problem::Missing => match finding.target {
            "organ" => "还没有填机关名称。".into(),
            "year" => "还没有填报告年度。".into(),
            text => format!("“{}”还没有写。", TextField::from_id(text).map_or("", |text| text.name())),
        },
        Problem::YearOutOfRange(year) => {
            format!("报告年度“{year}”不对：填所报告的年度，四位数字，2019 年起。")
        }
        Problem::EditionOfOtherYear { year, edition } => {
            let (right, now) = (Edition::for_year(*year).name(), edition.name());
            format!("{year} 年度的报告应当用 {right}，现在用的是 {now}。")
        }
        Problem::PublishedInOtherYear { year, published } => {
            let next = year + 1;
            format!("发布日期在 {published} 年。这份报告应当在 {next} 年发布，请核对年度和日期。")
        }
        Problem::NameHolds(word) if matches!(word.as_str(), "XX" | "××" | "某" | "单位名称") => {
            format!("机关名称里的“{word}”像是没有替换的样例文字。请写机关全称。")
        }
        Problem::NameHolds(word) => format!(
            "机关名称里有“{word}”。标题会自动加上年度和“政府信息公开工作年度报告”，这里只写机关全称。"
        ),
        Problem::NoProblems(text) => {
            format!("第五部分只写了“{text}”。要写明存在的主要问题和改进情况。")
        }
    }
}

/// The name of the table of a chapter, as rules and findings call it: 表二 to 表四.
pub fn table_name(chapter: &str) -> String {
    format!("表{chapter}")
}

/// The names of the two sides of an identity.
pub fn sides(identity: &Identity) -> [&'static str; 2] {
    match identity.rule {
        rule if rule == &rules::BALANCE => ["本年新收加上年结转", "办理结果总计加结转下年度"],
        rule if rule == &rules::RESULT_TOTAL => ["各种办理结果合计", "三（七）总计"],
        rule if rule == &rules::ROW_TOTAL => ["自然人和五类法人合计", "总计"],
        _ => ["四种结果合计", "总计"],
    }
}

/// What a repair would change, cell by cell, from what to what.
pub fn repair(repair: &Repair, report: &Report) -> String {
    let figures = Figures::of(report);
    let change = |(cell, entry): &(Cell, Entry)| {
        let declared = cell.declared();
        let now = figures.text(report, *cell);
        match entry {
            Entry::Automatic => format!("{}：{now} 改回自动合计", declared.name),
            entry => format!("{}：{now} 改为 {}", declared.name, entry.text(declared.kind)),
        }
    };
    repair.changes.iter().map(change).collect::<Vec<_>>().join("；")
}

fn unequal(identity: &Identity, left: i64, right: i64) -> String {
    let subject = &identity.subject;
    let [one, other] = sides(identity);
    let difference = left.abs_diff(right);
    let direction = if left > right { "多" } else { "少" };
    format!("{subject}：{one}是 {left}，{other}是 {right}，前者{direction} {difference}。")
}

fn advice(obstacle: Obstacle, kind: Kind) -> &'static str {
    match (obstacle, kind) {
        (Obstacle::Dash, _) => "不是数字。没有的填 0。",
        (Obstacle::Sign, Kind::Money) => "带正负号。金额填不带符号的数。",
        (Obstacle::Sign, _) => "带正负号。数量填不带符号的整数，有负数时请核对。",
        (Obstacle::Decimals, _) => "是小数。数量填整数。",
        (Obstacle::TooManyDecimals, _) => "超过四位小数。金额以万元为单位，最多四位小数。",
        (Obstacle::Unit, Kind::Money) => "带单位。金额只填数字，单位是万元。",
        (Obstacle::Unit, _) => "带单位。只填数字。",
        (Obstacle::Remark, _) => "带说明。格内只填数字，说明写在表格下面的注里。",
        (Obstacle::TooLarge, _) => "位数太多，请核对。",
        (Obstacle::Other, Kind::Change) => "不是数字。填整数，减少用负数，如 -8。",
        (Obstacle::Other, _) => "不是数字。只填数字。",
    }
}
