//! P01 to P03: what the profile of the area asks for. These are warnings and hints beside the official rules, whose
//! place none of them takes; without a profile they find nothing, and a downloaded JSON never holds them.

use crate::format::texts::{TextField, count_characters};
use crate::profile::Bound;
use crate::validate::Finding;
use crate::validate::rule::{Checked, Mending, Rule, Severity};

const SOURCE: &str = "本地要求";
/// From so many percent on V18 speaks of the same.
const OFFICIAL_SHARE: usize = super::copied::MUCH;

/// A point is missing that the area asks for. What is not there yet is work to do.
pub static POINTS: Rule = Rule {
    id: "P01",
    title: "本地要点",
    wording: "正文写到本地区要求的要点。",
    severity: Severity::Warning,
    source: SOURCE,
    help: "补上没有写到的要点；已经用别的说法写了的，写一句说明。",
    sides: None,
    mending: Mending::ByHand,
    check: check_points,
    sentence: say_points,
};

/// Chapter one is shorter or longer than the area asks for.
pub static LENGTH: Rule = Rule {
    id: "P02",
    title: "总体情况的篇幅",
    wording: "“一、总体情况”的字数在本地区要求的范围内。",
    severity: Severity::Hint,
    source: SOURCE,
    help: "补充或者精简“一、总体情况”。",
    sides: None,
    mending: Mending::ByHand,
    check: check_length,
    sentence: say_length,
};

/// More of a text is last year's than the area bears.
pub static SHARE: Rule = Rule {
    id: "P03",
    title: "与上年相同的比例",
    wording: "正文各部分与上年报告相同的文字不超过本地区的界限。",
    severity: Severity::Warning,
    source: SOURCE,
    help: "换成本年做了什么、问题改得怎样。只改数字、确实没有变化的，写一句说明。",
    sides: None,
    mending: Mending::ByHand,
    check: check_share,
    sentence: say_share,
};

fn check_points(checked: &Checked, found: &mut Vec<Finding>) {
    let is_asked = |field: &TextField| checked.area.points_of(*field).next().is_some();
    for field in checked.report.format().texts().filter(is_asked) {
        let text: String = checked.report.text(field).chars().filter(|c| !c.is_whitespace()).collect();
        if text.is_empty() {
            continue;
        }
        let missing = checked.area.points_of(field).filter(|point| !point.is_in(&text));
        let words = missing.map(|point| format!("“{}”（{}）", point.label, point.source));
        let words: Vec<String> = [field.name().to_owned()].into_iter().chain(words).collect();
        if words.len() > 1 {
            found.push(Finding { words, to_do: true, ..Finding::of(&POINTS, field.id()) });
        }
    }
}

fn say_points(finding: &Finding) -> String {
    let Some((text, points)) = finding.words.split_first() else { return String::new() };
    format!("“{text}”还没有写到本地要求的{}。请补上。", points.join("、"))
}

fn check_length(checked: &Checked, found: &mut Vec<Finding>) {
    let field = TextField::OVERVIEW;
    let text = checked.report.text(field);
    let Some((bound, limit)) = checked.area.limits.of_overview(text) else { return };
    if text.trim().is_empty() {
        return;
    }
    let asks = match bound {
        Bound::Least => format!("不少于 {limit} 字"),
        Bound::Most => format!("不超过 {limit} 字"),
    };
    let words = vec![field.name().to_owned(), count_characters(text).to_string(), asks];
    found.push(Finding { words, to_do: bound == Bound::Least, ..Finding::of(&LENGTH, field.id()) });
}

fn say_length(finding: &Finding) -> String {
    let [text, count, asks] = finding.words.as_slice() else { return String::new() };
    format!("“{text}”现在 {count} 字，本地要求{asks}。")
}

fn check_share(checked: &Checked, found: &mut Vec<Finding>) {
    let (Some(last), Some(limit)) = (&checked.last, checked.area.limits.last_year_share) else { return };
    let too_much = |share: usize| share >= limit && share < OFFICIAL_SHARE;
    for (chapter, alike) in checked.alike.iter().filter(|(_, alike)| too_much(alike.share)) {
        let field = chapter.text();
        let words = vec![field.name().to_owned(), last.year(), alike.share.to_string(), limit.to_string()];
        found.push(Finding { words, ..Finding::of(&SHARE, field.id()) });
    }
}

fn say_share(finding: &Finding) -> String {
    let [text, year, share, limit] = finding.words.as_slice() else { return String::new() };
    format!("“{text}”有 {share}% 与 {year} 年的报告相同，本地要求低于 {limit}%。请写本年的情况。")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::clerk::Clerk;
    use super::*;
    use crate::profile::{Limits, Point, Profile};
    use crate::validate::{Memory, validate, validate_again, validate_while_typing};

    const OLD: &str = "一是公开的深度还不够，重点领域的信息更新不及时。";
    const NEW: &str = "上年的问题已经整改，重点领域每月更新一次，全年制作图解二十三份。今年的问题是申请答复的说理还不充分。";

    fn area() -> Arc<Profile> {
        let point = Point {
            text: TextField::OVERVIEW,
            label: "重点领域".to_owned(),
            asks: "重点领域公开的件数".to_owned(),
            words: vec!["重点领域".to_owned()],
            source: "示市政办〔2024〕1号".to_owned(),
        };
        let limits =
            Limits { shortest_overview: Some(10), longest_overview: Some(20), last_year_share: Some(20) };
        Arc::new(Profile { area: "示例市".to_owned(), points: vec![point], limits, ..Profile::default() })
    }

    /// What one of the rules says, with the profile of an area.
    fn says(clerk: &Clerk, rule: &Rule) -> Vec<String> {
        let findings = validate_again(&clerk.0, &mut Memory::of(area()));
        findings.iter().filter(|finding| finding.rule == rule).map(Finding::sentence).collect()
    }

    fn overview(text: &str) -> Clerk {
        let mut clerk = Clerk::blank(2024);
        clerk.types("overview", text);
        clerk
    }

    fn problems(now: &str, then: &str) -> Clerk {
        let mut last = Clerk::blank(2023);
        last.types("problems", then);
        let mut clerk = Clerk::blank(2024);
        clerk.attaches(&last).types("problems", now);
        clerk
    }

    #[test]
    fn a_text_with_the_points_of_the_area_holds_and_one_without_is_to_do() {
        assert_eq!(says(&overview("公开重点领域信息若干件。"), &POINTS), [""; 0]);
        let without = overview("主动公开信息若干件。");
        let expected = "“一、总体情况”还没有写到本地要求的“重点领域”（示市政办〔2024〕1号）。请补上。";
        assert_eq!(says(&without, &POINTS), [expected]);
        let findings = validate_again(&without.0, &mut Memory::of(area()));
        assert!(findings.iter().filter(|finding| finding.rule == &POINTS).all(|finding| finding.to_do));
    }

    #[test]
    fn a_text_within_the_limits_holds_and_one_beyond_them_is_told() {
        assert_eq!(says(&overview("主动公开信息若干件，很好。"), &LENGTH), [""; 0]);
        let short = overview("公开五件。");
        assert_eq!(says(&short, &LENGTH), ["“一、总体情况”现在 5 字，本地要求不少于 10 字。"]);
        let long = overview(&"公开信息五件。".repeat(3));
        assert_eq!(says(&long, &LENGTH), ["“一、总体情况”现在 21 字，本地要求不超过 20 字。"]);
    }

    #[test]
    fn a_share_beyond_the_limit_is_told_unless_the_official_rule_tells_it() {
        assert_eq!(says(&problems(NEW, OLD), &SHARE), [""; 0]);
        let partly = problems(&format!("{OLD}{NEW}"), OLD);
        let told = says(&partly, &SHARE);
        assert!(
            matches!(&told[..], [one] if one.ends_with("与 2023 年的报告相同，本地要求低于 20%。请写本年的情况。")),
            "{told:?}"
        );
        let copied = problems(&OLD.repeat(2), &OLD.repeat(2));
        assert_eq!(says(&copied, &SHARE), [""; 0]);
        assert_eq!(says(&copied, &super::super::copied::COPIED).len(), 1);
    }

    #[test]
    fn blank_texts_and_reports_without_a_profile_are_undecided() {
        for rule in super::super::RULES_OF_AREA {
            assert_eq!(says(&Clerk::blank(2024), rule), [""; 0]);
            let findings = validate(&overview("公开五件。").0);
            assert!(findings.iter().all(|finding| finding.rule != *rule), "{}", rule.id);
        }
    }

    #[test]
    fn a_profile_only_adds() {
        let mut clerk = problems(&format!("{OLD}{NEW}"), OLD);
        clerk.types("overview", "公开五件。").types("organ", "");
        let mut with = validate_again(&clerk.0, &mut Memory::of(area()));
        assert!(with.iter().any(|finding| finding.rule.id.starts_with('P')));
        with.retain(|finding| !finding.rule.id.starts_with('P'));
        assert_eq!(with, validate(&clerk.0));
    }

    #[test]
    fn what_the_area_asks_for_stands_while_something_else_is_typed() {
        let mut clerk = overview("公开五件。");
        let mut memory = Memory::of(area());
        let before = validate_again(&clerk.0, &mut memory).len();
        clerk.types("requests.new.natural-person", "1");
        let of_area =
            |findings: Vec<Finding>| findings.iter().filter(|it| it.rule.id.starts_with('P')).count();
        assert!(before > 0);
        assert_eq!(of_area(validate_while_typing(&clerk.0, &mut memory)), 2);
    }
}
