//! The years in the texts are those of the report: its own, the one before where it is compared with, the one
//! after where something is planned. A year left from last year's text is found in its sentence, and so is a plan
//! for a year that is over.

use std::ops::Range;

use super::PUBLISHED;
use crate::format::texts::TextField;
use crate::prose::numbers::{NumberKind, ONE};
use crate::prose::{Number, Prose};
use crate::validate::Finding;
use crate::validate::memory::Read;
use crate::validate::passage::{Mend, Passage, Rewording, around};
use crate::validate::rule::{Checked, MOST};

/// Words behind a year that name something of it, or say since when or until when.
const NAMES: [&str; 13] =
    ["以来", "起", "至今", "以前", "之前", "前", "底前", "版", "修订", "修正", "新修订", "末前", "级"];
/// Words before a year that say the same.
const SINCE: [&str; 9] = ["自", "从", "到", "至", "于", "始于", "截至", "截止", "早在"];
/// Words of a sentence about what came about in some year.
const HISTORY: [&str; 16] = [
    "施行", "实施", "印发", "出台", "颁布", "修订", "成立", "组建", "建成", "开通", "上线", "规划", "纲要",
    "获评", "荣获", "启用",
];
/// Words of a sentence that compares years.
const COMPARES: [&str; 20] = [
    "相比",
    "比",
    "较",
    "上年",
    "上一年",
    "去年",
    "同比",
    "增",
    "减",
    "上升",
    "下降",
    "持平",
    "整改",
    "针对",
    "问题",
    "反馈",
    "考核",
    "评估",
    "今年",
    "本年",
];
/// Words of a sentence about what is to come.
const PLANS: [&str; 14] = [
    "将",
    "下一步",
    "计划",
    "拟",
    "明年",
    "力争",
    "打算",
    "届时",
    "预计",
    "下年",
    "下一年",
    "结转",
    "今后",
    "新的一年",
];
/// Words of a measure that is still to be taken.
const INTENDS: [&str; 10] = ["将", "进一步", "加大", "加强", "继续", "着力", "力争", "拟", "计划", "努力"];
/// Words behind which 将 tells what will be done, and does not stand for 把.
const WILL: [&str; 10] =
    ["从以下", "在以下", "继续", "进一步", "采取", "努力", "加强", "加大", "不断", "持续"];
/// Words of a sentence about what is over.
const OVER: [&str; 12] =
    ["了", "已", "完成", "取得", "以来", "存在", "虽然", "针对", "问题", "成效", "实现", "不足"];
/// What the measures of chapter five begin with, and what its problems do.
const MEASURES: [&str; 8] =
    ["整改措施", "改进措施", "下一步", "努力方向", "工作打算", "工作计划", "改进方向", "今后"];
const PROBLEMS: [&str; 4] = ["主要问题", "存在的问题", "存在问题", "不足"];
/// As many letters around a year are read, and as many before a measure.
const NEAR: usize = 200;
const FAR: usize = 1500;

/// What is wrong with a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    /// Neither the report's, nor the one before, nor the one after.
    Far,
    /// Last year's, in a sentence about the year of the report.
    Left,
    /// Next year's, of something that is done.
    Early,
    /// The report's, in a plan.
    Planned,
}

/// Finds years that do not fit.
pub fn find(checked: &Checked, found: &mut Vec<Finding>) {
    let Some(year) = checked.report.year_number() else { return };
    for Read { field, prose, .. } in &checked.texts {
        let periods: Vec<Range<usize>> = super::super::period::sentences(prose).collect();
        let is_of_period = |number: &Number| {
            let next = periods.partition_point(|period| period.end <= number.range.start);
            periods.get(next).is_some_and(|period| period.start <= number.range.start)
        };
        let years = (0..prose.numbers().len()).filter(|at| prose.numbers()[*at].kind == NumberKind::Year);
        let wrong = years.filter_map(|at| Some((&prose.numbers()[at], wrong(*field, prose, at, year)?)));
        let wrong = wrong.filter(|(number, _)| !is_of_period(number)).take(MOST);
        found.extend(wrong.map(|(number, wrong)| finding(*field, prose, number, wrong, year)));
    }
}

fn wrong(field: TextField, prose: &Prose, at: usize, year: i64) -> Option<Wrong> {
    let (text, numbers) = (prose.text(), prose.numbers());
    let number = &numbers[at];
    let said = number.whole()?;
    let (sentence, near) = (prose.sentence_at(number.range.start), around(text, &number.range, NEAR));
    let sentence = sentence.start.min(number.range.start).max(near.start)
        ..sentence.end.min(near.end).max(number.range.end);
    let words = Words {
        text: &text[sentence.clone()],
        before: &text[sentence.start..number.range.start],
        behind: behind(text, number),
    };
    if is_named(text, number) || words.is_in_title() {
        return None;
    }
    let is_date = words.behind.starts_with(|c: char| {
        c.is_ascii_digit() || "一二三四五六七八九十上下１２３４５６７８９元".contains(c)
    });
    let near = |other: Option<&Number>| {
        other.is_some_and(|other| other.kind == NumberKind::Year && gap(text, number, other) <= 6)
    };
    let is_span = near(numbers.get(at + 1)) || near(at.checked_sub(1).and_then(|before| numbers.get(before)));
    match said - year {
        0 if field == TextField::PROBLEMS && (words.plans() || is_planned(text, &sentence, &words)) => {
            Some(Wrong::Planned)
        }
        0 => None,
        -1 if is_date || is_span || field == TextField::PROBLEMS => None,
        -1 => (words.opens()
            && !words.has(&COMPARES)
            && !words.has(&HISTORY)
            && !names_year(prose, &sentence, year))
        .then_some(Wrong::Left),
        1 if is_date || is_span || field == TextField::PROBLEMS || words.has(&PLANS) => None,
        1 => (words.opens() && !words.has(&COMPARES)).then_some(Wrong::Early),
        // 「2020年形成目录；2021年延伸到街镇；2022年…」 tells how it came about.
        _ if names_year(prose, &sentence, said - 1) || names_year(prose, &sentence, said + 1) => None,
        _ if is_span || words.has(&HISTORY) || words.has(&COMPARES[..11]) => None,
        _ => Some(Wrong::Far),
    }
}

/// The words around a year.
struct Words<'a> {
    /// The sentence that it stands in.
    text: &'a str,
    before: &'a str,
    behind: &'a str,
}

impl Words<'_> {
    fn has(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.text.contains(word))
    }

    /// Whether it stands within 《》, 〔〕 or quotes that close.
    fn is_in_title(&self) -> bool {
        let is_within = |open: char, close: char| {
            let opened =
                self.before.rfind([open, close]).is_some_and(|at| self.before[at..].starts_with(open));
            let closes =
                self.behind.find([open, close]).is_some_and(|at| self.behind[at..].starts_with(close));
            opened && closes
        };
        is_within('《', '》') || is_within('“', '”') || is_within('〔', '〕')
    }

    /// Whether it is said right behind the year what will be done: 「2023年将从以下方面改进」.
    fn plans(&self) -> bool {
        const MOST: usize = 8;
        let behind = self.behind.trim_start_matches(['度', '，', ',']);
        let near = behind.char_indices().take(MOST).take_while(|(_, c)| !"，,。；、".contains(*c));
        let will = near.into_iter().find(|(_, c)| *c == '将').map(|(at, c)| &behind[at + c.len_utf8()..]);
        will.is_some_and(|rest| WILL.iter().any(|word| rest.starts_with(word)))
    }

    /// Whether the sentence begins with it, as one about what was done in that year does.
    fn opens(&self) -> bool {
        let before = self.before.trim_start_matches(|c: char| {
            c.is_whitespace() || "（）()、.．一二三四五六七八九十是0123456789".contains(c)
        });
        let behind = self.behind.strip_prefix('度').unwrap_or(self.behind);
        let of_own = ["，", ",", "我", "本", "全", "共", "区", "县", "市", "镇", "街道", "度"];
        before.is_empty() && of_own.iter().any(|word| behind.starts_with(word))
    }
}

/// What stands behind a year and 年.
fn behind<'a>(text: &'a str, number: &Number) -> &'a str {
    text[number.with_unit().end..].trim_start().trim_start_matches('年').trim_start()
}

/// Whether a year names something of it: 「2021年版」「自2019年起」, or a budget and an account of it.
fn is_named(text: &str, number: &Number) -> bool {
    let before = text[..number.range.start].trim_end();
    let names = [
        "部门预算",
        "部门决算",
        "预算",
        "决算",
        "年报",
        "年度报告",
        "政府信息公开",
        "信息公开年",
        "政务公开工作要点",
        "工作要点",
    ];
    let behind = behind(text, number);
    let of_it = behind.trim_start_matches(['度', '的']);
    NAMES.iter().any(|word| behind.starts_with(word))
        || SINCE.iter().any(|word| before.ends_with(word))
        || names.iter().any(|word| of_it.starts_with(word))
}

/// How many bytes stand between two numbers.
fn gap(text: &str, one: &Number, other: &Number) -> usize {
    let (first, second) = if one.range.start < other.range.start { (one, other) } else { (other, one) };
    text[first.range.end..second.range.start].len()
}

/// Whether a sentence names the year of the report too.
fn names_year(prose: &Prose, sentence: &Range<usize>, year: i64) -> bool {
    let from = prose.numbers().partition_point(|number| number.range.start < sentence.start);
    let numbers = prose.numbers()[from..].iter().take_while(|number| number.range.end <= sentence.end);
    numbers.into_iter().any(|number| number.kind == NumberKind::Year && number.whole() == Some(year))
}

/// Whether a sentence of chapter five is a measure to be taken, dated in the year that is over.
fn is_planned(text: &str, sentence: &Range<usize>, words: &Words) -> bool {
    let before = &text[around(text, &(sentence.start..sentence.start), FAR).start..sentence.start];
    let last = |of: &[&str]| of.iter().filter_map(|word| before.rfind(word)).max();
    last(&MEASURES) > last(&PROBLEMS) && words.has(&INTENDS) && !words.has(&OVER)
}

fn finding(field: TextField, prose: &Prose, number: &Number, wrong: Wrong, year: i64) -> Finding {
    let right = if wrong == Wrong::Planned { year + 1 } else { year };
    let said = prose.text()[number.range.clone()].to_owned();
    let says = match wrong {
        Wrong::Far => format!("写了 {said} 年，这是 {year} 年度的报告。请核对年份"),
        Wrong::Left => format!("写的是 {said} 年的事，这是 {year} 年度的报告。请核对是不是上年的文字没有改"),
        Wrong::Early => format!("写的是 {said} 年的事，这是 {year} 年度的报告。请核对年份"),
        Wrong::Planned => format!("把今后的措施写在 {said} 年，这一年已经过去。请核对是不是应为 {right} 年"),
    };
    let rewording = Rewording::of(field, prose, number.range.clone(), number.written(right * ONE));
    Finding {
        words: vec![field.name().to_owned(), says],
        passages: vec![Passage::of(field, prose, &[number.with_unit()])],
        mends: vec![Mend { what: "", rewordings: vec![rewording] }],
        ..Finding::of(&PUBLISHED, field.id())
    }
}

/// The sentence of such a finding.
pub fn sentence(finding: &Finding) -> String {
    let [text, says] = finding.words.as_slice() else { return String::new() };
    format!("“{text}”里{says}。")
}

#[cfg(test)]
mod tests {
    use super::super::super::clerk::Clerk;
    use super::*;

    fn reads(field: &str, text: &str) -> Vec<String> {
        let mut clerk = Clerk::blank(2023);
        clerk.types(field, text);
        let findings = clerk.findings(&PUBLISHED);
        findings
            .iter()
            .map(|finding| {
                format!(
                    "{} → {}",
                    finding.passages[0].quoted().collect::<String>(),
                    finding.mends[0].rewordings[0].becomes
                )
            })
            .collect()
    }

    #[test]
    fn years_that_are_compared_planned_or_named_hold() {
        for text in [
            "2023年，我局公开信息12条，与2022年相比增加2条，公开2024年部门预算和2021年部门决算。",
            "包括机构职能2条、2021年信息公开年报1条。",
            "自2019年修订的条例施行以来，按照《2020年政务公开工作要点》和“十四五”规划（2021—2025年）公开。",
            "2024年，我局将继续加强公开。2024年1月20日发布。较2021年增长5%。",
            "2020年形成目录；2021年延伸到街镇；2022年拓展到各村，2023年建成平台。",
            "到2035年基本建成。2022年12月印发办法。",
            "新的目录在2024年启用。落实《示例市2021年公开任务》。",
            "2020年编制目录，2021年延伸到街镇。",
        ] {
            assert_eq!(reads("overview", text), [""; 0], "{text}");
        }
        for text in [
            "2023年，工作取得成绩，但存在差距。下一步，2024年我们将抓好落实。",
            "（二）整改措施。2023年针对上述问题，开展了培训。",
            "（一）改进情况。2023年，进一步加强培训。",
            "2022年存在的目录不全问题已经解决。",
            "2023年将信息公开纳入考核。2024年将从以下方面改进。",
        ] {
            assert_eq!(reads("problems", text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_year_left_from_another_report_is_found_and_mended() {
        assert_eq!(reads("overview", "2022年，我局收到申请12件。"), ["2022年 → 2023"]);
        assert_eq!(reads("overview", "（二）依申请公开。2022年度我局未收到申请。"), ["2022年 → 2023"]);
        assert_eq!(reads("overview", "（二）2022年，我局收到申请12件。"), ["2022年 → 2023"]);
        assert_eq!(reads("other-matters", "2024年，本机关未收取信息处理费。"), ["2024年 → 2023"]);
        assert_eq!(reads("overview", "我局在 2020 年收到申请12件。"), ["2020 年 → 2023"]);
    }

    #[test]
    fn a_plan_for_a_year_that_is_over_is_found() {
        let text =
            "（一）主要问题。更新不及时。\n（二）整改措施。为进一步规范工作，2023年我局加大贯彻落实的力度。";
        assert_eq!(reads("problems", text), ["2023年 → 2024"]);
        let text = "存在更新不及时的问题。2023年我局将从以下方面改进，全面了解群众的需求。";
        assert_eq!(reads("problems", text), ["2023年 → 2024"]);
    }

    #[test]
    fn without_the_year_of_the_report_it_is_undecided() {
        let mut clerk = Clerk::blank(2023);
        clerk.types("year", "").types("overview", "2020年，我局收到申请12件。");
        assert_eq!(clerk.findings(&PUBLISHED), []);
    }
}
