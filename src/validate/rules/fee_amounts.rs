//! V26: what the texts say of the fee for information agrees: nothing collected and something collected, the
//! amounts named and their sum, requests that were given up because the fee was not paid.

use std::ops::Range;

use crate::format::texts::TextField;
use crate::prose::numbers::{NumberKind, ONE};
use crate::prose::{Number, Prose};
use crate::validate::Finding;
use crate::validate::passage::{Contradiction, Mend, Passage, Rewording, Side};
use crate::validate::rule::{Checked, MOST, Mending, Rule, Severity};

/// The amounts of the fee contradict each other.
pub static FEE_AMOUNTS: Rule = Rule {
    id: "V26",
    title: "信息处理费的金额",
    wording: "信息处理费的有无、件数和金额前后一致，与表三“逾期未按收费通知要求缴纳费用”不矛盾。",
    severity: Severity::Warning,
    source: "国办函〔2020〕109号；官方格式第六部分",
    help: "核对收取的件数和金额，改正写错的一处。",
    sides: None,
    mending: Mending::Words,
    check,
    sentence,
};

/// Words of a sentence about the fee.
const FEE: &str = "处理费";
/// Words that say that none was collected.
const NONE: [&str; 8] = ["未收取", "没有收取", "未收费", "不收取", "未发生", "未产生", "无收取", "未收到"];
/// How many sentences go on about it.
const NEXT: usize = 3;

fn check(checked: &Checked, found: &mut Vec<Finding>) {
    let said: Vec<Said> =
        checked.texts.iter().flat_map(|it| of_text(it.field, &it.prose)).take(MOST).collect();
    let none = said.iter().find(|said| said.amount.is_none());
    let some = said.iter().find(|said| said.amount.is_some_and(|amount| amount.value > 0));
    if let (Some(none), Some(some)) = (none, some) {
        let words = vec![some.field.name().to_owned(), none.field.name().to_owned()];
        let passages = vec![some.passage(), none.passage()];
        found.push(Finding { words, passages, ..Finding::of(&FEE_AMOUNTS, some.field.id()) });
    }
    found.extend(said.iter().filter_map(broken_down));
    let unpaid = checked
        .report
        .format()
        .unpaid()
        .filter(|cell| checked.number(*cell).is_some_and(|number| number > 0));
    let six = said.iter().find(|said| said.amount.is_none() && said.field == TextField::OTHER_MATTERS);
    if let (Some(cell), Some(none), None) = (unpaid, six, some) {
        let number = checked.number(cell).unwrap_or_default().to_string();
        found.push(Finding {
            severity: Severity::Hint,
            words: vec![number],
            cells: vec![cell],
            passages: vec![none.passage()],
            ..Finding::of(&FEE_AMOUNTS, none.field.id())
        });
    }
}

/// What a sentence says of the fee.
struct Said<'a> {
    field: TextField,
    prose: &'a Prose,
    sentence: Range<usize>,
    /// The amount collected; none where it says that none was.
    amount: Option<&'a Number>,
}

impl Said<'_> {
    fn passage(&self) -> Passage {
        let words = self.amount.map_or(self.sentence.clone(), Number::with_unit);
        Passage::of(self.field, self.prose, &[words])
    }
}

fn of_text(field: TextField, prose: &Prose) -> impl Iterator<Item = Said<'_>> {
    prose.sentences().iter().filter_map(move |sentence| {
        let words = &prose.text()[sentence.clone()];
        let behind = sentence.start + words.find(FEE)?;
        let mut amounts = in_sentence(prose, sentence).filter(|number| {
            let is_amount = number.is_exact && is_money(prose, number) && !is_rate(prose, number);
            number.range.start > behind && is_amount
        });
        let amount = amounts.next();
        let is_none = amount.is_none() && NONE.iter().any(|word| words.contains(word));
        (amount.is_some() || is_none).then(|| Said { field, prose, sentence: sentence.clone(), amount })
    })
}

fn in_sentence<'a>(prose: &'a Prose, sentence: &Range<usize>) -> impl Iterator<Item = &'a Number> {
    let (from, end) =
        (prose.numbers().partition_point(|number| number.range.start < sentence.start), sentence.end);
    let numbers = prose.numbers()[from..].iter().take_while(move |number| number.range.end <= end);
    numbers.filter(|number| number.kind == NumberKind::Count)
}

fn is_money(prose: &Prose, number: &Number) -> bool {
    prose.text()[number.with_unit()].ends_with('元')
}

/// Whether an amount is what one request costs: 「每件100元」, 「100元/件」.
fn is_rate(prose: &Prose, number: &Number) -> bool {
    let (before, behind) = (&prose.text()[..number.range.start], &prose.text()[number.with_unit().end..]);
    let before = before.trim_end_matches(['为', '是', ' ']);
    ["每件", "每页", "每份", "每档", "标准"].iter().any(|word| before.ends_with(word))
        || behind.trim_start().starts_with(['/', '／', '每'])
}

/// The amounts behind 其中 that do not add up to the one before it.
fn broken_down(said: &Said) -> Option<Finding> {
    let (prose, head) = (said.prose, said.amount?);
    let text = prose.text();
    let next = prose.sentences().partition_point(|sentence| sentence.start < said.sentence.start);
    let here = head.with_unit().end..said.sentence.end;
    let behind = std::iter::once(here).chain(prose.sentences()[next..].iter().skip(1).take(NEXT).cloned());
    let within = behind.into_iter().find(|sentence| text[sentence.clone()].contains("其中"))?;
    let parts: Vec<&Number> = in_sentence(prose, &within).filter(|number| is_money(prose, number)).collect();
    let sum: i64 = parts.iter().map(|part| part.value).sum();
    let is_list = parts.len() > 1 && parts.len() < MOST && parts.iter().all(|part| part.is_exact);
    if !is_list || sum == head.value || sum / ONE == head.value / ONE {
        return None;
    }
    let written = |number: &Number| text[number.range.clone()].to_owned();
    let right = head.written(sum);
    let sides = [
        Side { label: "总金额".to_owned(), number: written(head), cells: Vec::new() },
        Side {
            label: parts.iter().map(|part| written(part)).collect::<Vec<_>>().join(" ＋ "),
            number: right.clone(),
            cells: Vec::new(),
        },
    ];
    let words: Vec<Range<usize>> = std::iter::once(head).chain(parts).map(Number::with_unit).collect();
    Some(Finding {
        words: vec![said.field.name().to_owned(), written(head), right.clone()],
        passages: vec![Passage::of(said.field, prose, &words)],
        contradiction: Some(Contradiction { sides, off: None }),
        mends: vec![Mend {
            what: "总金额",
            rewordings: vec![Rewording::of(said.field, prose, head.range.clone(), right)],
        }],
        ..Finding::of(&FEE_AMOUNTS, said.field.id())
    })
}

fn sentence(finding: &Finding) -> String {
    match finding.words.as_slice() {
        [text, amount, sum] => {
            format!("“{text}”里信息处理费写 {amount} 元，列出的各笔加起来是 {sum} 元。请核对。")
        }
        [some, none] => format!("“{some}”写收取了信息处理费，“{none}”写没有收取。请核对。"),
        [number] => format!(
            "表三有 {number} 件因逾期未缴费不再处理，第六部分写没有收取信息处理费。请写明发出过收费通知。"
        ),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    #[test]
    fn amounts_that_agree_hold() {
        for text in [
            "2024年对3件申请收取了信息处理费2230元。其中，示例局1件，收取880元；示例办1件，收取1080元；示例镇1件，收取270元。",
            "全年收取政府信息公开信息处理费0元。",
            "本年度未收取信息处理费。",
            "严格执行信息处理费规定，本年度未收取。",
            "信息处理费按件计收的标准为每件100元，11件至30件的部分100元/件。本年度未收取信息处理费。",
            "收取信息处理费2330元，其中甲局约880元，乙局1080元，丙镇270元。",
            "收取信息处理费100.4元，其中甲局60.2元，乙局40元。",
        ] {
            let mut clerk = Clerk::blank(2024);
            clerk.types("other-matters", text).types("overview", "行政事业性收费12万元。");
            assert_eq!(clerk.reads(&FEE_AMOUNTS), [""; 0], "{text}");
        }
    }

    #[test]
    fn amounts_that_do_not_add_up_and_contradictions_are_found() {
        let mut clerk = Clerk::blank(2024);
        clerk.types("other-matters", "收取信息处理费2330元，其中甲局880元，乙局1080元，丙镇270元。");
        assert_eq!(
            clerk.reads(&FEE_AMOUNTS),
            ["“六、其他需要报告的事项”里信息处理费写 2330 元，列出的各笔加起来是 2230 元。请核对。"]
        );
        assert_eq!(clerk.findings(&FEE_AMOUNTS)[0].mends[0].rewordings[0].becomes, "2230");
        let later = "办理平稳。渠道畅通。答复及时。没有积压。收取信息处理费100元。其中甲局30元，乙局60元。";
        clerk.types("other-matters", later);
        assert_eq!(clerk.findings(&FEE_AMOUNTS).len(), 1, "{later}");
        clerk.types("other-matters", "本年度未收取信息处理费。").types("overview", "收取信息处理费30元。");
        assert_eq!(
            clerk.reads(&FEE_AMOUNTS),
            ["“一、总体情况”写收取了信息处理费，“六、其他需要报告的事项”写没有收取。请核对。"]
        );
    }

    #[test]
    fn requests_whose_fee_was_not_paid_beside_no_fee_are_a_hint() {
        let mut clerk = Clerk::zeros(2024);
        clerk
            .types("requests.other.unpaid.natural-person", "2")
            .types("other-matters", "本年度未收取信息处理费。");
        let says = "表三有 2 件因逾期未缴费不再处理，第六部分写没有收取信息处理费。请写明发出过收费通知。";
        assert_eq!(clerk.reads(&FEE_AMOUNTS), [says]);
        assert_eq!(clerk.findings(&FEE_AMOUNTS)[0].severity, Severity::Hint);
    }

    #[test]
    fn a_text_without_the_fee_is_undecided() {
        assert_eq!(Clerk::blank(2024).findings(&FEE_AMOUNTS), []);
    }
}
