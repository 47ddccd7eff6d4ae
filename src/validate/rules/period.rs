//! V33: the figures are those of the whole year, from 1 January to 31 December, and the text says so.

use std::ops::Range;

use crate::format::texts::TextField;
use crate::prose::numbers::{NumberKind, ONE};
use crate::prose::{Number, Prose};
use crate::validate::Finding;
use crate::validate::memory::Read;
use crate::validate::passage::{Mend, Passage, Rewording};
use crate::validate::rule::{Checked, MOST, Mending, Rule, Severity};

/// Words of a sentence that says which period the figures are of.
const PERIOD: [&str; 9] = [
    "统计期限",
    "统计时限",
    "统计期间",
    "统计时间",
    "统计周期",
    "统计区间",
    "数据期限",
    "所列数据",
    "数据时间",
];

/// The period is not the year of the report.
pub static PERIOD_OF_FIGURES: Rule = Rule {
    id: "V33",
    title: "统计期限",
    wording: "统计期限是报告年度的 1 月 1 日至 12 月 31 日，在引言里写明。",
    severity: Severity::Warning,
    source: "DB51/T 2660-2019，2.1；《中华人民共和国政府信息公开条例》第四十九条",
    help: "改成报告年度的 1 月 1 日至 12 月 31 日。",
    sides: None,
    mending: Mending::Words,
    check,
    sentence,
};

/// The sentences of a text that say which period the figures are of.
pub fn sentences(prose: &Prose) -> impl Iterator<Item = Range<usize>> + '_ {
    let says = |sentence: &&Range<usize>| {
        let words = &prose.text()[(*sentence).clone()];
        let covers = ["报告", "涵盖", "月"].into_iter().all(|word| words.contains(word));
        covers || PERIOD.iter().any(|word| words.contains(word))
    };
    prose.sentences().iter().filter(says).cloned()
}

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    let Some(year) = checked.report.year_number() else { return };
    let mut is_said = false;
    for Read { field, prose, .. } in &checked.texts {
        is_said |= prose.text().contains("12月31日") || prose.text().contains("12 月 31 日");
        let periods: Vec<Range<usize>> = sentences(prose).collect();
        is_said |= !periods.is_empty();
        let wrong = periods.iter().map(|sentence| wrong(prose, sentence, year));
        for wrong in wrong.filter(|wrong| !wrong.is_empty()).take(MOST) {
            let words: Vec<Range<usize>> = wrong.iter().map(|(number, _)| number.with_unit()).collect();
            let reword = |(number, right): &(&Number, i64)| {
                Rewording::of(*field, prose, number.range.clone(), number.written(right * ONE))
            };
            found.push(Finding {
                words: vec![field.name().to_owned(), year.to_string()],
                passages: vec![Passage::of(*field, prose, &words)],
                mends: vec![Mend { what: "", rewordings: wrong.iter().map(reword).collect() }],
                ..Finding::of(&PERIOD_OF_FIGURES, field.id())
            });
        }
    }
    let preamble = TextField::PREAMBLE;
    if !is_said && !checked.report.text(preamble).trim().is_empty() && !checked.texts.is_empty() {
        found.push(Finding {
            severity: Severity::Hint,
            to_do: true,
            ..Finding::of(&PERIOD_OF_FIGURES, preamble.id())
        });
    }
}

/// A date of which some parts are said.
#[derive(Default)]
struct Day<'a> {
    year: Option<&'a Number>,
    month: Option<&'a Number>,
    day: Option<&'a Number>,
}

/// The parts of the two dates of a period that are wrong, each with what it ought to be.
fn wrong<'a>(prose: &'a Prose, sentence: &Range<usize>, year: i64) -> Vec<(&'a Number, i64)> {
    let text = prose.text();
    let from = prose.numbers().partition_point(|number| number.range.start < sentence.start);
    let numbers = prose.numbers()[from..].iter().take_while(|number| number.range.end <= sentence.end);
    let mut days: Vec<Day> = vec![Day::default()];
    let mut end = sentence.start;
    for number in numbers.filter(|number| matches!(number.kind, NumberKind::Year | NumberKind::Date)) {
        let unit = text[number.range.end..].trim_start().chars().next();
        let goes_on =
            text[end..number.range.start].chars().all(|c| c.is_whitespace() || "年月日".contains(c));
        end = number.with_unit().end;
        let Some(last) = days.last_mut() else { break };
        let part = match (number.kind, unit) {
            (NumberKind::Year, _) => 0,
            (_, Some('月')) => 1,
            (_, Some('日' | '号')) => 2,
            _ => continue,
        };
        let is_next = match part {
            0 => last.year.is_some() || last.month.is_some(),
            1 => last.month.is_some(),
            _ => last.day.is_some(),
        };
        if is_next {
            days.push(Day::default());
        } else if !goes_on && last.year.is_some() && part == 1 {
            continue;
        }
        let Some(day) = days.last_mut() else { break };
        match part {
            0 => day.year = Some(number),
            1 => day.month = Some(number),
            _ => day.day = Some(number),
        }
    }
    // A period has two ends, each with a month; 「2024年度」 has a year alone.
    days.retain(|day| day.year.is_some() || day.month.is_some());
    let rights: &[[i64; 3]] = match days.as_slice() {
        [day] if day.month.is_none() => &[[year, 0, 0]],
        [from, to, ..] if from.month.is_some() && to.month.is_some() => &[[year, 1, 1], [year, 12, 31]],
        _ => &[],
    };
    let parts = days.iter().zip(rights).flat_map(|(day, [year, month, of_month])| {
        [(day.year, *year), (day.month, *month), (day.day, *of_month)]
    });
    let parts = parts.filter_map(|(number, right)| Some((number?, right)));
    parts.filter(|(number, right)| number.whole() != Some(*right)).collect()
}

fn sentence(finding: &Finding) -> String {
    match finding.words.as_slice() {
        [text, year] => format!("“{text}”里的统计期限应当是 {year} 年 1 月 1 日至 12 月 31 日。请改正。"),
        _ => "引言里还没有写统计期限（报告年度的 1 月 1 日至 12 月 31 日）。".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;
    use crate::validate::passage::reword;

    fn of_2024(text: &str) -> Clerk {
        let mut clerk = Clerk::blank(2024);
        clerk.types("preamble", text);
        clerk
    }

    #[test]
    fn the_whole_year_holds_in_any_writing() {
        for text in [
            "统计期限自2024年1月1日起至2024年12月31日止。",
            "所列数据的统计期限为 2024 年 1 月 1 日至 12 月 31 日，报告电子版2025年1月20日起可查。",
            "统计时限为2024年度。",
            "统计期限为二〇二四年一月一日至十二月三十一日。",
        ] {
            assert_eq!(of_2024(text).reads(&PERIOD_OF_FIGURES), [""; 0], "{text}");
        }
    }

    #[test]
    fn another_year_and_another_day_are_found_and_mended() {
        for (text, right) in [
            ("统计期限自2023年1月1日起至2023年12月31日止。", "统计期限自2024年1月1日起至2024年12月31日止。"),
            ("统计期限为2024年1月1日至12月30日。", "统计期限为2024年1月1日至12月31日。"),
            ("统计期限为2024年1月1日至2023年12月31日。", "统计期限为2024年1月1日至2024年12月31日。"),
            (
                "本报告由六部分组成，涵盖2024年1月1日至12月21日的情况。",
                "本报告由六部分组成，涵盖2024年1月1日至12月31日的情况。",
            ),
            ("所列数据为2023年度。", "所列数据为2024年度。"),
        ] {
            let mut clerk = of_2024(text);
            let found = clerk.findings(&PERIOD_OF_FIGURES);
            let says = "“引言”里的统计期限应当是 2024 年 1 月 1 日至 12 月 31 日。请改正。";
            assert_eq!(clerk.reads(&PERIOD_OF_FIGURES), [says], "{text}");
            for edit in reword(&clerk.0, &found[0].mends[0].rewordings).expect("words that stand there") {
                clerk.0.apply(edit);
            }
            assert_eq!(clerk.0.text(TextField::PREAMBLE), right);
            assert_eq!(clerk.findings(&PERIOD_OF_FIGURES), []);
        }
    }

    #[test]
    fn a_preamble_without_a_period_is_at_most_a_hint() {
        let clerk = of_2024("根据条例编制本报告。");
        assert_eq!(
            clerk.reads(&PERIOD_OF_FIGURES),
            ["引言里还没有写统计期限（报告年度的 1 月 1 日至 12 月 31 日）。"]
        );
        assert_eq!(clerk.findings(&PERIOD_OF_FIGURES)[0].severity, Severity::Hint);
        assert_eq!(Clerk::blank(2024).findings(&PERIOD_OF_FIGURES), [], "without a preamble it is undecided");
        assert_eq!(of_2024("统计期限自2023年3月1日起，2024年继续。").reads(&PERIOD_OF_FIGURES), [""; 0]);
    }
}
