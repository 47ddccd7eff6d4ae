//! Letters and words that stand twice in a row. Letters are a closed list: most that do belong to two words,
//! 「办事事项」「工作作为」, or are rightly doubled, 「常常」.

use std::ops::Range;

use super::{Slip, after, before};
use crate::prose::Prose;
use crate::validate::rule::Checked;

/// A letter that no one doubles on purpose.
struct Letter {
    letter: char,
    /// Letters that make a word with it when they stand before the two: 「目的的」.
    before: &'static str,
    /// Letters that make a word with it when they stand behind the two: 「的的确确」.
    after: &'static str,
}

const fn letter(letter: char, before: &'static str, after: &'static str) -> Letter {
    Letter { letter, before, after }
}

const LETTERS: &[Letter] = &[
    letter('的', "目标中", "确士"),
    letter('是', "国于但可还凡自正硬", "非否"),
    letter('了', "明完终未", "解结然断却"),
    letter('在', "存现所正内潜实外自健好旨", "线场建职岗编校册内外于乎此座读逃"),
    letter('和', "共温缓调总饱谐平柔祥随", "谐平解气美睦好田县顺林政龙静"),
    letter('与', "参给赠付授干", "会其时否"),
    letter('及', "以普涉触危顾波提论惠遍累", "时其早格第"),
    letter('对', "核应针面比校相绝反查配结一", "外象策接照口比标待应内方手联话付称抗账表等"),
    letter('被', "棉", "告动申诉害征子"),
    letter('由', "自理事缘案", "于此来"),
    letter('从', "服听跟遵无", "严快事而中业来属前容简重轻优宽政众"),
    letter('到', "", "位期达底场访岗处来会点账家村人现此货店手"),
    letter('以', "予可所加足难给得用", "来上下内外后前及便往人案点为此公色"),
    letter('并', "合兼归吞", "案购轨网行存重联入发举列处非不"),
    letter('其', "尤极与何", "他中实余次它间"),
    letter('各', "", "自"),
    letter('该', "应", "当"),
    letter('也', "", ""),
    letter('已', "", ""),
    letter('很', "", ""),
    letter('这', "", ""),
    letter('那', "", ""),
    letter('或', "抑", "者许多"),
    letter('因', "原起基病成", "此为素果公故地"),
    letter('而', "从然因进反时故", "且是言今"),
    letter('将', "即必终", "来军要士"),
    letter('向', "方导面去倾流走意动取指定转单双趋志", "上前好阳导来下心"),
    letter('均', "平人年户", "衡匀价等值"),
    letter('共', "公总", "同享建产有计治识和商用性"),
    letter('我', "自", ""),
    letter('们', "", ""),
    letter('性', "两女男异", "别质能格情命教"),
    letter('化', "", "学工解妆肥石验纤"),
    letter('率', "", "先领队真"),
    letter('者', "", ""),
    letter('未', "", "来"),
    letter('请', "", "示求教假"),
    letter('诉', "", "讼求说"),
    letter('讼', "", ""),
    letter('续', "", ""),
    letter(
        '为',
        "成作视认以因称名列转分变改设定更誉化评确命任选推升降调合行人有无",
        "民企群人老了市百公基社广此何",
    ),
    letter('局', "", "长域机党办属务部领班内面限促势中级网财股科所系直下"),
    letter('厅', "", "长机党办属内直局"),
];

/// Units, which stand twice behind a number only by a slip, with the letters that make a word with them.
const UNITS: &[Letter] = &[
    letter('件', "", ""),
    letter('条', "", "例目文款约"),
    letter('项', "", "目"),
    letter('份', "", "额"),
    letter('篇', "", "幅章"),
    letter('年', "", "度报初底末中终均检审产会内"),
    letter('月', "", "底初末报度均中"),
    letter('日', "", "常报前均期"),
    letter('元', "", ""),
];

/// Letters that stand twice.
pub fn letters(_: &Checked, prose: &Prose) -> Vec<Slip> {
    let text = prose.text();
    let mut slips = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((start, c)) = letters.next() {
        let first = start..start + c.len_utf8();
        let mut end = first.end;
        while letters.next_if(|(_, next)| *next == c).is_some() {
            end += c.len_utf8();
        }
        if end > first.end && is_slip(c, before(text, start), after(text, end)) {
            let says = format!("“{}”多写了“{c}”，请删去。", &text[start..end]);
            slips.push(Slip::sure(start..end, says).mended([(first.end..end, String::new())]));
        } else if end > first.end && is_own_place(text, start..end, c) {
            let words = start - OWN..end + GOVERNMENT.len();
            let says = format!("“{}”多写了“{c}”，请删去。", &text[words.clone()]);
            slips.push(Slip::hint(words, says).mended([(first.end..end, String::new())]));
        }
    }
    slips
}

fn is_slip(c: char, before: Option<char>, after: Option<char>) -> bool {
    let makes_no_word = |it: &Letter| {
        !before.is_some_and(|c| it.before.contains(c)) && !after.is_some_and(|c| it.after.contains(c))
    };
    let is_of = |letters: &'static [Letter]| letters.iter().find(|it| it.letter == c);
    let counts = before.is_some_and(|c| c.is_ascii_digit());
    is_of(LETTERS).is_some_and(makes_no_word) || counts && is_of(UNITS).is_some_and(makes_no_word)
}

/// How long 我 and 本 are, and what stands behind the name of an area.
const OWN: usize = '我'.len_utf8();
const GOVERNMENT: &str = "政府";

/// 「我县县政府」: the area is named twice.
fn is_own_place(text: &str, place: Range<usize>, area: char) -> bool {
    matches!(area, '省' | '市' | '州' | '县' | '区' | '镇' | '乡')
        && text[..place.start].ends_with(['我', '本'])
        && text[place.end..].starts_with(GOVERNMENT)
}

/// How many letters a word that stands twice may have.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=8;
/// From this length on two words do not happen to meet, as 「公开」 and 「公开栏」 do.
const SURE: usize = 3;

/// Words, and whole sentences, that stand twice in a row.
pub fn words(_: &Checked, prose: &Prose) -> Vec<Slip> {
    let text = prose.text();
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut slips = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let Some(length) = twice_from(&letters[at..]) else {
            at += 1;
            continue;
        };
        let mut end = at + 2 * length;
        while letters.get(end..end + length).is_some_and(|next| same(next, &letters[at..at + length])) {
            end += length;
        }
        let byte = |at: usize| letters.get(at).map_or(text.len(), |(byte, _)| *byte);
        let (range, rest) = (byte(at)..byte(end), byte(at + length)..byte(end));
        let word = &text[byte(at)..byte(at + length)];
        let says = format!("“{word}”连写了两遍，请删去多余的。");
        let slip = match length >= SURE {
            true => Slip::sure(range, says),
            false => Slip::hint(range, says),
        };
        slips.push(slip.mended([(rest, String::new())]));
        at = end;
    }
    slips.extend(sentences(prose));
    slips
}

/// How long the word is that stands twice at the beginning of some letters.
fn twice_from(letters: &[(usize, char)]) -> Option<usize> {
    let first = letters.first()?.1;
    let nexts = letters.get(*LENGTHS.start()..letters.len().min(*LENGTHS.end() + 1))?;
    let mut lengths = (*LENGTHS.start()..).zip(nexts);
    lengths.find_map(|(length, (_, c))| (*c == first && stands_twice(letters, length)).then_some(length))
}

fn same(one: &[(usize, char)], other: &[(usize, char)]) -> bool {
    one.iter().map(|(_, c)| c).eq(other.iter().map(|(_, c)| c))
}

fn stands_twice(letters: &[(usize, char)], length: usize) -> bool {
    let Some((word, next)) = letters.get(..2 * length).map(|both| both.split_at(length)) else {
        return false;
    };
    let is_word =
        |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) && !"〇一二三四五六七八九十百千两几".contains(c);
    let first = word[0].1;
    // 「县政府政府信息公开」 is the government's disclosure, 「2024年度年度总结」 the year's report.
    let behind = letters.get(2 * length).map(|(_, c)| *c);
    let opens = match (first, word[1].1) {
        ('政', '府') => "信网采门公投",
        ('年', '度') => "总报计考评预",
        _ => "",
    };
    if length == 2 && behind.is_some_and(|c| opens.contains(c)) {
        return false;
    }
    same(word, next)
        && word.iter().all(|(_, c)| is_word(*c))
        && word.iter().any(|(_, c)| *c != first)
        && !MEETING
            .iter()
            .any(|meeting| word.len() == 2 && meeting.contains(&first) && meeting.contains(&word[1].1))
}

/// Words that often end one word and begin the next: 「依申请公开公开渠道」.
const MEETING: [[char; 2]; 4] = [['公', '开'], ['工', '作'], ['服', '务'], ['很', '多']];

/// Sentences that stand twice in a row.
fn sentences(prose: &Prose) -> Vec<Slip> {
    const LEAST: usize = 8;
    let text = prose.text();
    let pairs = prose.sentences().windows(2).filter_map(|pair| match pair {
        [one, other] => Some((one.clone(), other.clone())),
        _ => None,
    });
    let twice = |(one, other): &(Range<usize>, Range<usize>)| {
        text[one.clone()] == text[other.clone()] && text[one.clone()].chars().count() >= LEAST
    };
    let slip = |(one, other): (Range<usize>, Range<usize>)| {
        let slip = Slip::sure(other.clone(), "同一句话连写了两遍，请删去一遍。".to_owned());
        slip.mended([(one.end..other.end, String::new())])
    };
    pairs.filter(twice).map(slip).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{mended, slips};

    #[test]
    fn a_letter_that_stands_twice_is_found_and_dropped() {
        for (text, found) in [
            ("二是是宣传不够到位。", "“是是”多写了“是”，请删去。"),
            ("推动重大政策的的出台。", "“的的”多写了“的”，请删去。"),
            ("属于四类过程性性信息1件。", "“性性”多写了“性”，请删去。"),
            ("我局局高度重视信息公开。", "“局局”多写了“局”，请删去。"),
            ("明确办公室为为责任科室。", "“为为”多写了“为”，请删去。"),
            ("全年收到申请3件件。", "“件件”多写了“件”，请删去。"),
            ("办结了了了3件。", "“了了了”多写了“了”，请删去。"),
            ("在我县县政府网站公开。", "“我县县政府”多写了“县”，请删去。"),
        ] {
            assert_eq!(slips(text), [found], "{text}");
        }
        assert_eq!(mended("二是是宣传，办结了了了3件。"), "二是宣传，办结了3件。");
        assert_eq!(mended("在我县县政府网站公开。"), "在我县政府网站公开。");
    }

    #[test]
    fn letters_that_are_rightly_doubled_or_belong_to_two_words_hold() {
        for text in [
            "常常、天天、人人、层层、往往、件件有着落，紧紧围绕中心工作作为重点。",
            "梳理办事事项和项目目录，明确公开目的的基础上，确认是否公开是是否合规的前提。",
            "问题存在在线访谈少等方面，公众参与与监督并重，及时以及及时更新。",
            "公开公开事项的关键是是非分明，逐件核对对象，网民和和谐社会。",
            "发布2024年年度报告，现行有效文件12件，条条落实，共收到到期申请3件。",
            "示例局局长、局局域网、我厅厅长，作为为民服务的窗口，设为为公众服务的平台。",
            "行政政策、财政政策、微信信息，做到到位，予以以下答复。",
        ] {
            assert_eq!(slips(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_word_or_a_sentence_that_stands_twice_is_found() {
        assert_eq!(slips("综合满意率满意率99.8%。"), ["“满意率”连写了两遍，请删去多余的。"]);
        assert_eq!(slips("科技计划资金资金分配结果。"), ["“资金”连写了两遍，请删去多余的。"]);
        assert_eq!(mended("综合满意率满意率满意率99.8%。"), "综合满意率99.8%。");
        let twice = "全年未收到申请，无结转。全年未收到申请，无结转。";
        assert_eq!(slips(twice), ["同一句话连写了两遍，请删去一遍。"]);
        assert_eq!(mended(twice), "全年未收到申请，无结转。");
    }

    #[test]
    fn words_that_happen_to_meet_hold() {
        for text in [
            "做好依申请公开公开渠道的维护。",
            "一件一件办理，一步一步推进。",
            "政务服务服务窗口。",
            "示例县人民政府政府信息公开指南，2024年度年度总结。",
        ] {
            assert_eq!(slips(text), [""; 0], "{text}");
        }
    }
}
