//! V14: percentages follow from the numbers beside them: 「12件，占33.9%」, 「增加3722件，增长20.31%」. What it is
//! a share of the text leaves open, so one number that it fits is enough.

use std::ops::Range;

use crate::format::texts::TextField;
use crate::prose::numbers::{NumberKind, ONE};
use crate::prose::{Number, Prose};
use crate::validate::Finding;
use crate::validate::memory::Read;
use crate::validate::passage::{Contradiction, Mend, Passage, Rewording, Side};
use crate::validate::rule::{Checked, MOST, Mending, Rule, Severity};

/// A percentage does not follow from any numbers beside it.
pub static PERCENTAGE: Rule = Rule {
    id: "V14",
    title: "百分比",
    wording: "正文里的百分比与旁边的数字算出来的一致。",
    severity: Severity::Hint,
    source: "算术",
    help: "核对百分比和它旁边的数字，改正写错的一个。",
    sides: None,
    mending: Mending::Words,
    check,
    sentence,
};

/// Words that a share stands behind, and those that a change does.
const SHARE: [&str; 1] = ["占"];
const MORE: [&str; 5] = ["增长", "上升", "提高", "增加", "增幅"];
const LESS: [&str; 4] = ["下降", "减少", "降低", "降幅"];
/// How far the words between a number and its percentage reach, in letters.
const NEAR: usize = 16;
/// What may come of printing fewer places: a tenth of a percent.
const TOLERANCE: i64 = ONE / 10;
/// So many breakdowns may begin before the one that a number is a part of ends.
const NESTED: usize = 8;
/// So many numbers before it are tried.
const CANDIDATES: usize = 12;

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    for Read { field, prose, .. } in &checked.texts {
        let percentages = prose.numbers().iter().enumerate().skip(1);
        let exact = percentages.filter(|(_, it)| it.kind == NumberKind::Percentage && it.is_exact);
        let wrong = exact.filter_map(|(at, percentage)| Some((percentage, computed(prose, at)?))).take(MOST);
        found.extend(wrong.map(|(percentage, computed)| finding(*field, prose, percentage, computed)));
    }
}

/// What a percentage ought to be, and of which numbers.
struct Computed {
    value: i64,
    of: String,
    words: Vec<Range<usize>>,
}

/// What a percentage ought to be, where it is nothing that the numbers beside it tell.
fn computed(prose: &Prose, at: usize) -> Option<Computed> {
    let (text, numbers) = (prose.text(), prose.numbers());
    let (percentage, part) = (&numbers[at], &numbers[at - 1]);
    let between = &text[part.with_unit().end..percentage.range.start];
    let is_near = between.chars().count() <= NEAR && !between.contains(['。', '；', ';', '\n']);
    let points = text[percentage.with_unit().end..].starts_with("个百分点")
        || text[percentage.with_unit()].contains('点');
    if part.kind != NumberKind::Count || !part.is_exact || !is_near || points || between.contains("分别") {
        return None;
    }
    let kind = Kind::of(between, &text[..part.range.start])?;
    let wholes = candidates(prose, at - 1).into_iter();
    let rates: Vec<(&Number, i64)> =
        wholes.filter_map(|whole| Some((whole, kind.rate(part.value, whole.value)?))).collect();
    let tolerance = unit(&text[percentage.range.clone()]).max(TOLERANCE);
    if rates.iter().any(|(_, rate)| (rate - percentage.value).abs() <= tolerance) {
        return None;
    }
    // Which number is meant is known only where there is one, or where a breakdown tells.
    let begun = prose.breakdowns().partition_point(|breakdown| breakdown.range.start <= part.range.start);
    let mut around = prose.breakdowns()[..begun].iter().rev().take(NESTED);
    let broken_down = around.find(|breakdown| breakdown.parts.contains(&(at - 1)));
    let head = broken_down.and_then(|breakdown| match breakdown.heads.as_slice() {
        [head] => Some(&numbers[*head]),
        _ => None,
    });
    let (whole, rate) = match (head, rates.as_slice()) {
        (Some(head), _) => rates.iter().find(|(whole, _)| whole.range == head.range)?,
        (None, [only]) => only,
        _ => return None,
    };
    let written = |number: &Number| &text[number.range.clone()];
    Some(Computed {
        value: *rate,
        of: kind.words(written(part), written(whole)),
        words: vec![whole.with_unit(), part.with_unit(), percentage.with_unit()],
    })
}

/// What a percentage tells of a number before it.
#[derive(Clone, Copy)]
enum Kind {
    /// How much of a whole it is.
    Share,
    /// How much more it became by it.
    More,
    /// How much less.
    Less,
}

impl Kind {
    /// What it tells, by the words between both and those before the number.
    fn of(between: &str, before: &str) -> Option<Kind> {
        let says = |words: &[&str]| words.iter().any(|word| between.contains(word));
        let before = before.trim_end().trim_end_matches('了');
        let changes = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
        match () {
            _ if says(&SHARE) => Some(Kind::Share),
            _ if says(&MORE) && changes(&MORE) => Some(Kind::More),
            _ if says(&LESS) && changes(&LESS) => Some(Kind::Less),
            _ => None,
        }
    }

    /// The percentage that a number is of another, or by which it changed it to what it is now.
    fn rate(self, part: i64, whole: i64) -> Option<i64> {
        let base = match self {
            Kind::Share => Some(whole).filter(|whole| *whole >= part)?,
            Kind::More => whole.checked_sub(part)?,
            Kind::Less => whole.checked_add(part)?,
        };
        let hundredfold = i128::from(part) * 100 * i128::from(ONE);
        (base > 0).then(|| i64::try_from(hundredfold / i128::from(base)).ok())?
    }

    fn words(self, part: &str, whole: &str) -> String {
        match self {
            Kind::Share => format!("{part} ÷ {whole}"),
            Kind::More => format!("{part} ÷（{whole} － {part}）"),
            Kind::Less => format!("{part} ÷（{whole} ＋ {part}）"),
        }
    }
}

/// The numbers that a percentage may be of: the counts before it in its sentence and in the one before.
fn candidates(prose: &Prose, part: usize) -> Vec<&Number> {
    let numbers = prose.numbers();
    let sentence = prose.sentence_at(numbers[part].range.start);
    let before = prose.sentence_at(sentence.start.saturating_sub(1)).start.min(sentence.start);
    let unit = &prose.text()[numbers[part].unit.clone()];
    let is_like = |number: &&Number| {
        let other = &prose.text()[number.unit.clone()];
        number.kind == NumberKind::Count && (other == unit || other.is_empty() || unit.is_empty())
    };
    let before_it = numbers[..part].iter().rev().take_while(|number| number.range.start >= before);
    before_it.filter(is_like).take(CANDIDATES).collect()
}

/// What one is in the last place of a number as it is printed.
fn unit(written: &str) -> i64 {
    let places = written.split_once(['.', '．', '点']).map_or(0, |(_, places)| places.chars().count());
    ONE / 10_i64.pow(u32::try_from(places.min(4)).unwrap_or(4))
}

fn finding(field: TextField, prose: &Prose, percentage: &Number, computed: Computed) -> Finding {
    let unit = unit(&prose.text()[percentage.range.clone()]);
    let right = percentage.written((computed.value + unit / 2) / unit * unit);
    let written = prose.text()[percentage.range.clone()].to_owned();
    let sides = [
        Side { label: "正文写".to_owned(), number: format!("{written}%"), cells: Vec::new() },
        Side { label: computed.of.clone(), number: format!("{right}%"), cells: Vec::new() },
    ];
    Finding {
        words: vec![field.name().to_owned(), written, computed.of, right.clone()],
        passages: vec![Passage::of(field, prose, &computed.words)],
        contradiction: Some(Contradiction { sides, off: None }),
        mends: vec![Mend {
            what: "",
            rewordings: vec![Rewording::of(field, prose, percentage.range.clone(), right)],
        }],
        ..Finding::of(&PERCENTAGE, field.id())
    }
}

fn sentence(finding: &Finding) -> String {
    let [text, written, of, right] = finding.words.as_slice() else { return String::new() };
    format!("“{text}”里写 {written}%，算出来是 {right}%（{of}）。请核对。")
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    fn reads(text: &str) -> Vec<String> {
        let mut clerk = Clerk::blank(2024);
        clerk.types("overview", text);
        clerk.reads(&PERCENTAGE)
    }

    #[test]
    fn percentages_that_follow_hold_within_the_last_printed_digit() {
        for text in [
            "答复1453件，包括上年结转30件。其中，予以公开966件，占66.48%；部分公开67，占4.61%；无法提供182件，占12.53%。",
            "办结12件，其中公开5件，占41%。",
            "受理诉求22050件，已办结22050件，按时办结率100%，较2023年增加3722件，增长20.31%。",
            "收到申请90件，比上年减少10件，下降10%。",
            "同比增长70.3%，满意率99.8%，占比提高3个百分点。",
        ] {
            assert_eq!(reads(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_share_and_a_change_that_do_not_follow_are_found_and_mended() {
        assert_eq!(
            reads("办结761件，其中予以公开158件，占33.9%。"),
            ["“一、总体情况”里写 33.9%，算出来是 20.8%（158 ÷ 761）。请核对。"]
        );
        assert_eq!(
            reads("收到申请120件，比上年增加20件，增长16.7%。"),
            ["“一、总体情况”里写 16.7%，算出来是 20%（20 ÷（120 － 20））。请核对。"]
        );
        assert_eq!(
            reads("建成专题30个，办结12件，公开5件，占33.3%。"),
            ["“一、总体情况”里写 33.3%，算出来是 41.7%（5 ÷ 12）。请核对。"],
            "what is counted otherwise is not the whole"
        );
        let mut clerk = Clerk::blank(2024);
        clerk.types("overview", "办结761件，其中予以公开158件，占33.9%。");
        assert_eq!(clerk.findings(&PERCENTAGE)[0].mends[0].rewordings[0].becomes, "20.8");
    }

    #[test]
    fn a_percentage_without_its_numbers_and_one_of_several_is_undecided() {
        assert_eq!(reads("公开信息占90%，增长5%。"), [""; 0]);
        assert_eq!(
            reads("收到申请120件，网上20件，增长16.7%，下降3%。"),
            [""; 0],
            "of what it grew is not said"
        );
        assert_eq!(reads("收到申请20件，比上年增加20件，增长100%。"), [""; 0], "from nothing");
        assert_eq!(reads("收到120件，办结110件，公开20件，占33.9%。"), [""; 0]);
    }
}
