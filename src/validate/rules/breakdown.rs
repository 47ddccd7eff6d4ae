//! V15: the numbers of the texts agree with each other: what one is broken down into adds up to it, 「249条，其中
//! 网站185条，公文9条…」, and what is said twice is said alike.

mod twice;

use crate::prose::numbers::{NumberKind, ONE};
use crate::prose::{Breakdown, Number, Prose};
use crate::validate::Finding;
use crate::validate::memory::Read;
use crate::validate::passage::{Contradiction, Mend, Passage, Rewording, Side};
use crate::validate::rule::{Checked, MOST, Mending, Rule, Severity};

/// The parts are more than their head, or a little less; two numbers are said of the same thing.
pub static BREAKDOWN: Rule = Rule {
    id: "V15",
    title: "正文前后",
    wording: "正文里“其中”列出的各项加起来与总数相等，同一件事前后的数字相同。",
    severity: Severity::Warning,
    source: "算术",
    help: "核对总数和各项，改正写错的一个；各项本来就没有列全或者有重复的，写一句说明。",
    sides: None,
    mending: Mending::Words,
    check,
    sentence,
};

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    for Read { field, prose, .. } in &checked.texts {
        let whole = prose.breakdowns().iter().filter(|breakdown| breakdown.is_whole);
        let wrong = whole.filter_map(|breakdown| Some((breakdown, contradiction(prose, breakdown)?)));
        for (breakdown, (head, sum)) in wrong.take(MOST) {
            let parts: Vec<&Number> = breakdown.parts.iter().map(|at| &prose.numbers()[*at]).collect();
            let words: Vec<_> =
                std::iter::once(head).chain(parts.iter().copied()).map(Number::with_unit).collect();
            let written = |number: &Number| prose.text()[number.range.clone()].to_owned();
            let sides = [
                Side { label: "总数".to_owned(), number: written(head), cells: Vec::new() },
                Side {
                    label: parts.iter().map(|part| written(part)).collect::<Vec<_>>().join(" ＋ "),
                    number: shown(sum),
                    cells: Vec::new(),
                },
            ];
            let off = sum - head.value;
            let verb = if off > 0 { "总数少" } else { "总数多" };
            let right = Rewording::of(*field, prose, head.range.clone(), head.written(sum));
            found.push(Finding {
                severity: if off > 0 { Severity::Warning } else { Severity::Hint },
                words: vec![field.name().to_owned(), written(head), shown(sum)],
                passages: vec![Passage::of(*field, prose, &words)],
                contradiction: Some(Contradiction { sides, off: Some([verb.to_owned(), shown(off.abs())]) }),
                mends: vec![Mend { what: "总数", rewordings: vec![right] }],
                ..Finding::of(&BREAKDOWN, field.id())
            });
        }
    }
    twice::find(checked, found);
}

/// The head that parts do not add up to, and their sum. Parts that are far less are not all that there are, and
/// where the text leaves its head open they may be any.
fn contradiction<'a>(prose: &'a Prose, breakdown: &Breakdown) -> Option<(&'a Number, i64)> {
    const MOST_HEADS: usize = 4;
    let number = |at: &usize| &prose.numbers()[*at];
    let heads: Vec<&Number> = breakdown.heads.iter().map(number).collect();
    if heads.len() > MOST_HEADS {
        return None;
    }
    // Any of the heads together: 受理54件、上年结转2件 are 56.
    let together = |which: u32| {
        (0..).zip(&heads).filter(|(at, _)| which >> at & 1 == 1).map(|(_, head)| head.value).sum()
    };
    let allowed: Vec<i64> = (1..1 << heads.len()).map(together).collect();
    let mut sum = 0;
    for (at, part) in breakdown.parts.iter().map(number).enumerate() {
        sum += part.value;
        if at > 0 && allowed.contains(&sum) {
            return None;
        }
    }
    let (head, largest) = (*heads.last()?, *allowed.iter().max()?);
    // Where it is open what is broken down, a part that is more than all of it is of something else.
    let is_of_else = heads.len() > 1 && breakdown.parts.iter().any(|at| number(at).value > largest);
    if is_of_else || is_of_more(prose, head, sum) {
        return None;
    }
    let nearly = heads.len() == 1 && sum * 5 >= largest * 4;
    (sum > largest || nearly).then_some((head, sum))
}

/// Whether a sum is that of a head and of the numbers that stand before it in its sentence: 「收到12件，上年结转1件，
/// 其中当面4件、邮寄9件」.
fn is_of_more(prose: &Prose, head: &Number, sum: i64) -> bool {
    const MOST_BEFORE: usize = 3;
    let sentence = prose.sentence_at(head.range.start);
    let end = prose.numbers().partition_point(|number| number.range.start < head.range.start);
    let before =
        prose.numbers()[..end].iter().rev().take_while(|number| number.range.start >= sentence.start);
    let counts = before.filter(|number| number.kind == NumberKind::Count).take(MOST_BEFORE);
    let mut together = head.value;
    counts.into_iter().any(|number| {
        together += number.value;
        together == sum
    })
}

/// A value as sentences have it.
fn shown(value: i64) -> String {
    let (whole, rest) = (value / ONE, value % ONE);
    match rest {
        0 => whole.to_string(),
        _ => format!("{whole}.{rest:04}").trim_end_matches('0').to_owned(),
    }
}

fn sentence(finding: &Finding) -> String {
    let [text, head, sum] = finding.words.as_slice() else { return twice::sentence(finding) };
    format!("“{text}”里总数写 {head}，列出的各项加起来是 {sum}。请核对。")
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    fn reads(text: &str) -> Vec<String> {
        let mut clerk = Clerk::blank(2024);
        clerk.types("overview", text);
        clerk.reads(&BREAKDOWN)
    }

    #[test]
    fn parts_that_add_up_hold_and_so_do_those_that_are_not_all() {
        for text in [
            "公开信息64条，其中部门工作59条、政策文件3条、财务1条、年报1条。",
            "公开信息1200条，其中通知公告118条、政策文件22条。",
            "公开22条，其中人事2条，财务2条（其中预算1条、决算1条），计划18条。",
            "受理申请54件，办结54件，办理上年结转2件。其中予以公开45件，部分公开4件，国家秘密6件，结转下年度1件，引发行政复议2件。",
            "公开300余条，其中网站5条、微信800条。",
            "公开信息12条，各渠道的浏览量如下：网站8条，微信8条。",
            "收到申请12件，上年结转1件，其中：当面申请4件，邮寄申请1件，网络申请8件。",
            "网站公开754条，新媒体公开2808条，其他54条。其中，公众号1205条、微博12984条。",
        ] {
            assert_eq!(reads(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn parts_that_are_more_than_their_head_are_found_and_the_head_is_mended() {
        let mut clerk = Clerk::blank(2024);
        clerk.types("overview", "公开信息276条，其中通知公告218条、政策文件148条。");
        assert_eq!(clerk.reads(&BREAKDOWN), ["“一、总体情况”里总数写 276，列出的各项加起来是 366。请核对。"]);
        assert_eq!(reads("公开信息276条，其中通知公告300条、政策文件148条。").len(), 1, "one alone is more");
        let finding = &clerk.findings(&BREAKDOWN)[0];
        assert_eq!(finding.severity, Severity::Warning);
        assert_eq!(finding.mends[0].rewordings[0].becomes, "366");
        assert_eq!(finding.contradiction.as_ref().map(|it| it.sides[1].label.as_str()), Some("218 ＋ 148"));
    }

    #[test]
    fn parts_that_are_a_little_less_are_a_hint() {
        let mut clerk = Clerk::blank(2024);
        clerk.types("overview", "公开信息64条，其中部门工作59条、政策文件3条。");
        assert_eq!(clerk.findings(&BREAKDOWN)[0].severity, Severity::Hint);
    }

    #[test]
    fn parts_without_a_head_are_undecided() {
        assert_eq!(reads("主动公开其他文件2件、财政信息2条、法治政府2条，行政许可0宗。"), [""; 0]);
    }
}
