//! V17: a text speaks of its own organ and of its own place: not of another kind of organ as 「我局」, not of another
//! bureau or town by name, not of requests that went to a government which does not report here.

use std::ops::Range;

use crate::format::texts::TextField;
use crate::prose::Prose;
use crate::validate::Finding;
use crate::validate::memory::Read;
use crate::validate::passage::Passage;
use crate::validate::rule::{Checked, MOST, Mending, Rule, Severity};

/// Another organ is named where the own one is meant.
pub static OTHER_ORGAN: Rule = Rule {
    id: "V17",
    title: "别的机关",
    wording: "正文里写的是本机关和本地区，没有抄来的别的机关、别的地方。",
    severity: Severity::Warning,
    source: "《中华人民共和国政府信息公开条例》第四十七条；国办公开办函〔2021〕30号",
    help: "核对是不是从别的报告抄来的；确实说的是别的机关，写一句说明。",
    sides: None,
    mending: Mending::ByHand,
    check,
    sentence,
};

/// How an office of a kind calls itself behind 我, and what the name of such an office has in it.
const OWN: [(&str, &[&str]); 8] = [
    ("局", &["局"]),
    ("委", &["委"]),
    ("厅", &["厅"]),
    ("院", &["院"]),
    ("镇", &["镇"]),
    ("乡", &["乡"]),
    ("街道", &["街道", "街"]),
    ("街办", &["街道", "街"]),
];
/// What makes another word of it: 我委托, 自我局限.
const NO_OFFICE: &str = "托派员部限面里势长痛静";
/// Organs that have one of their kind in every place, so that two of them are two places.
const SEATS: [&str; 8] =
    ["街道办事处", "街道办", "镇人民政府", "镇政府", "乡人民政府", "乡政府", "镇党委", "乡党委"];
/// Letters before these that are no name of a place: 各镇政府, 乡镇政府.
const NO_PLACE: &str = "各全我本该乡镇城村贵两多数余等的和与及个级属辖区县市道街、他某有在由向受为从到至以";
/// Places as they end.
const PLACES: [char; 6] = ['省', '州', '市', '县', '区', '旗'];
fn check(checked: &Checked, found: &mut Vec<Finding>) {
    let organ: String = checked.report.organ().chars().filter(|c| !c.is_whitespace()).collect();
    for Read { field, prose, .. } in &checked.texts {
        let text = prose.text();
        let mut named: Vec<(Range<usize>, String)> = requests_elsewhere(text, &organ, checked).collect();
        if !organ.is_empty() {
            named.extend(own_kinds(text, &organ));
            named.extend(other_seats(text, &organ));
            named.extend(other_bureaus(text, &organ));
        }
        named.sort_by_key(|(range, _)| range.start);
        found.extend(named.into_iter().take(MOST).map(|(range, says)| finding(*field, prose, range, says)));
    }
}

/// 「我局」 in the report of a subdistrict.
fn own_kinds<'a>(text: &'a str, organ: &'a str) -> impl Iterator<Item = (Range<usize>, String)> + 'a {
    let is_not_own = move |(_, has): &&(&str, &[&str])| !has.iter().any(|word| organ.contains(word));
    let kinds: Vec<&str> = OWN.iter().filter(is_not_own).map(|(kind, _)| *kind).collect();
    text.match_indices('我').filter_map(move |(at, own)| {
        let behind = &text[at + own.len()..];
        let kind = kinds.iter().rev().find(|kind| behind.starts_with(**kind))?;
        let is_other_word = behind[kind.len()..].starts_with(|c: char| NO_OFFICE.contains(c))
            || text[..at].ends_with(['自', '“', '忘']);
        let range = at..at + own.len() + kind.len();
        (!is_other_word)
            .then(|| (range, format!("写了“我{kind}”，本机关是“{organ}”。请核对是不是从别处抄来的")))
    })
}

/// 「示例乙镇人民政府」 in the report of 示例甲镇人民政府.
fn other_seats<'a>(text: &'a str, organ: &'a str) -> impl Iterator<Item = (Range<usize>, String)> + 'a {
    let is_seat = SEATS.iter().any(|seat| organ.ends_with(seat))
        || organ.ends_with(['镇', '乡'])
        || organ.ends_with("街道");
    let seats = SEATS.into_iter().filter(move |_| is_seat);
    seats.flat_map(move |seat| {
        text.match_indices(seat).filter_map(move |(at, _)| other_seat(text, organ, at, seat))
    })
}

fn other_seat(text: &str, organ: &str, at: usize, seat: &str) -> Option<(Range<usize>, String)> {
    let start = name_before(text, at).filter(|start| !organ.contains(&text[*start..at]))?;
    let whole = start..at + seat.len();
    Some((whole.clone(), format!("写了“{}”，本机关是“{organ}”。请核对是不是从别处抄来的", &text[whole])))
}

/// Where the name of a place begins that ends here, if it surely is one: it stands behind a larger place, or
/// where an office names itself. 「成立镇政府」 has none.
fn name_before(text: &str, end: usize) -> Option<usize> {
    const LONGEST: usize = 4;
    for (letters, (at, c)) in text[..end].char_indices().rev().enumerate() {
        let behind = at + c.len_utf8();
        if PLACES.contains(&c) || c == '由' || c == '与' && text[..at].ends_with('请') {
            let is_any = text[..at].ends_with(['全', '我', '本', '各', '该']);
            return (letters >= 2 && !is_any).then_some(behind);
        }
        if letters == LONGEST || !is_han(c) || NO_PLACE.contains(c) {
            return None;
        }
    }
    None
}

/// 「乙市示例局」 in the report of 甲市示例局: a bureau of the same kind, of another place of the same level.
fn other_bureaus<'a>(text: &'a str, organ: &'a str) -> impl Iterator<Item = (Range<usize>, String)> + 'a {
    let level = organ.char_indices().rev().find(|(_, c)| PLACES.contains(c)).map(|(at, _)| at);
    let bureau = level.filter(|_| organ.ends_with('局')).map(|at| organ.split_at(at));
    bureau.into_iter().flat_map(move |(own_place, bureau)| {
        let places = text.match_indices(bureau).filter_map(move |(at, _)| Some((name_before(text, at)?, at)));
        let others = places
            .filter(move |(start, at)| !own_place.is_empty() && !own_place.contains(&text[*start..*at]));
        others.map(move |(start, at)| {
            let whole = start..at + bureau.len();
            (whole.clone(), format!("写了“{}”，本机关是“{organ}”。请核对是不是从别处抄来的", &text[whole]))
        })
    })
}

/// Requests 「向市政府提出」 in the report of an office that is no government of a city.
fn requests_elsewhere<'a>(
    text: &'a str,
    organ: &'a str,
    checked: &Checked,
) -> impl Iterator<Item = (Range<usize>, String)> + use<'a> {
    use crate::report::office::Level;
    let is_below = matches!(checked.level(), Some(Level::Township | Level::Department))
        || SEATS.iter().any(|seat| organ.ends_with(seat))
        || organ.ends_with(['局', '乡', '镇'])
        || organ.ends_with("街道");
    text.match_indices('向').filter(move |_| is_below).filter_map(move |(at, to)| {
        const NEAR: usize = 20;
        let from = at + to.len();
        let level = text[from..].chars().next().filter(|c| PLACES.contains(c))?;
        let behind = &text[from + level.len_utf8()..];
        let government = ["人民政府", "政府"].into_iter().find(|word| behind.starts_with(word))?;
        let to_end = behind
            .char_indices()
            .take(NEAR)
            .find(|(at, c)| *c == '提' || behind[*at..].starts_with("申请"))
            .map(|(at, _)| at)?;
        let clause = &behind[..to_end];
        let said_of = &behind[..behind.char_indices().nth(NEAR).map_or(behind.len(), |(at, _)| at)];
        let is_clause = !clause.contains(['，', '。', '；', ',']) && said_of.contains("申请");
        let range = from..from + level.len_utf8() + to_end.max(government.len());
        is_clause.then(|| {
            let words = text[range.clone()].trim_end();
            let says = format!("写的是向“{words}”提出的申请，这不是本机关。请核对是不是从别处抄来的");
            (from..from + words.len(), says)
        })
    })
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

fn finding(field: TextField, prose: &Prose, range: Range<usize>, says: String) -> Finding {
    let passages = vec![Passage::of(field, prose, &[range])];
    Finding { words: vec![field.name().to_owned(), says], passages, ..Finding::of(&OTHER_ORGAN, field.id()) }
}

fn sentence(finding: &Finding) -> String {
    let [text, says] = finding.words.as_slice() else { return String::new() };
    format!("“{text}”里{says}。")
}

#[cfg(test)]
mod tests {
    use super::super::clerk::Clerk;
    use super::*;

    fn reads(organ: &str, text: &str) -> Vec<String> {
        let mut clerk = Clerk::blank(2024);
        clerk.types("organ", organ).types("overview", text);
        clerk
            .findings(&OTHER_ORGAN)
            .iter()
            .flat_map(|it| it.passages[0].quoted().map(str::to_owned).collect::<Vec<_>>())
            .collect()
    }

    #[test]
    fn the_own_organ_its_place_and_those_above_and_below_it_hold() {
        for (organ, text) in [
            ("示例街道办事处", "我街道和我区各镇政府、甲乙街道社区协同，我街办、我办理的事项，自我局限。"),
            (
                "示例县万年镇人民政府",
                "万年镇人民政府按照示例县政府要求，乡镇政府和各乡政府公开信息，向县政府报告。",
            ),
            ("示例市示例局", "我局向市政府报送，甲乙县示例局收取420元，省示例局通报，示例市示例局负责。"),
            ("示例县卫生健康委员会", "我委向县人民政府备案的文件，我委托第三方。"),
            ("示例市人民政府", "受理向市政府提出的申请12件。"),
        ] {
            assert_eq!(reads(organ, text), [""; 0], "{organ}");
        }
    }

    #[test]
    fn another_kind_of_organ_and_another_one_of_the_same_kind_are_found() {
        assert_eq!(reads("示例街道办事处", "我局高度重视，我镇公开。"), ["我局", "我镇"]);
        assert_eq!(
            reads("示例县万年镇人民政府", "本报告由丙丁镇人民政府编制。成立镇政府信息公开领导小组。"),
            ["丙丁镇人民政府"]
        );
        assert_eq!(reads("甲乙市示例局", "请与丙丁市示例局联系。成立市示例局领导小组。"), ["丙丁市示例局"]);
        assert_eq!(
            reads("示例市示例区示例街道", "受理公民、法人向市政府及市政府办公室提出的政府信息公开申请5件。"),
            ["市政府及市政府办公室"]
        );
    }

    #[test]
    fn without_an_organ_it_is_undecided() {
        assert_eq!(reads("", "我局高度重视，丙丁镇人民政府，向市政府提出的申请。"), [""; 0]);
    }
}
