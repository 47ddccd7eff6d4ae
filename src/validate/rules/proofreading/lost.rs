//! What was lost between two words: a number before its unit, 「公开信息条」, and 年 behind a year, 「2024我局」.

use super::{Slip, after, before};
use crate::prose::Prose;
use crate::validate::rule::Checked;

/// Units, and words before them behind which a number must stand.
const UNITS: [(char, &[&str]); 2] = [
    ('件', &["共收到", "共受理", "共办结", "共办理", "共答复", "共回复", "合计", "共计"]),
    ('条', &["公开信息", "发布信息", "政府信息", "各类信息", "共发布", "共公开", "合计", "共计"]),
];
/// What a sentence about the organ's year begins with.
const OWN: [&str; 10] = ["共", "我局", "我委", "我办", "我县", "我区", "我市", "我镇", "我街道", "全年"];

/// Units whose number was lost: at the end of their clause.
pub fn numbers(_: &Checked, prose: &Prose) -> Vec<Slip> {
    let text = prose.text();
    let lost = |(at, unit): (usize, char)| {
        let words = UNITS.iter().find(|(it, _)| *it == unit)?.1;
        let end = at + unit.len_utf8();
        let ends = after(text, end).is_none_or(|c| "，。；、）,;\n".contains(c));
        let word = words.iter().find(|word| ends && text[..at].ends_with(*word))?;
        // 「公共受理件」 is of 公共.
        let start = at - word.len();
        (before(text, start) != Some('公')).then(|| {
            let says = format!("“{}”里少了数字，请补上。", &text[start..end]);
            Slip::sure(start..end, says)
        })
    };
    text.char_indices().filter(|(_, c)| matches!(c, '件' | '条')).filter_map(lost).collect()
}

/// Years at the beginning of a clause that have lost their 年.
pub fn years(_: &Checked, prose: &Prose) -> Vec<Slip> {
    const YEAR: usize = 4;
    let text = prose.text();
    let lost = |at: usize| {
        let year = text.get(at..at + YEAR)?;
        let begins = before(text, at).is_none_or(|c| "，。；）\n\u{3000} ".contains(c));
        let is_year = begins && year.bytes().all(|byte| byte.is_ascii_digit());
        let behind = &text[at + YEAR..];
        (is_year && OWN.iter().any(|word| behind.starts_with(word))).then(|| {
            let says = format!("“{year}”后面少了“年”，请补上。");
            Slip::sure(at..at + YEAR, says).mended([(at + YEAR..at + YEAR, "年".to_owned())])
        })
    };
    text.match_indices("20").filter_map(|(at, _)| lost(at)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{mended, slips};

    #[test]
    fn a_unit_whose_number_was_lost_is_found() {
        assert_eq!(
            slips("全年公开信息条，共受理件。"),
            ["“公开信息条”里少了数字，请补上。", "“共受理件”里少了数字，请补上。"]
        );
    }

    #[test]
    fn a_year_that_lost_its_word_is_found_and_mended() {
        assert_eq!(slips("2024我局收到申请3件。"), ["“2024”后面少了“年”，请补上。"]);
        assert_eq!(mended("依申请公开。2024共收到申请3件。"), "依申请公开。2024年共收到申请3件。");
    }

    #[test]
    fn nouns_numbers_and_names_hold() {
        for text in [
            "收到申请件，受理件均按时办结，公开信息条目，公开信息12条，共受理 3 件。",
            "2024年我局收到申请。电话：0000-2024共用。共计12条，公共受理件。",
        ] {
            assert_eq!(slips(text), [""; 0], "{text}");
        }
    }
}
