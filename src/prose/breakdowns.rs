//! Where a text breaks a number down: 「326 条，其中通知公告 118 条、政策文件 22 件」, with a colon, with 包括,
//! under 一是 to 四是, in brackets.

use std::ops::Range;

use super::numbers::{Number, NumberKind};

/// A number and those that it is broken down into.
#[derive(Clone, Debug, PartialEq)]
pub struct Breakdown {
    /// The numbers that may be the one broken down, in order, by their places among the numbers of the text.
    /// More than one where the text leaves open which: then it may be each, or all of them together.
    pub heads: Vec<usize>,
    /// Its parts.
    pub parts: Vec<usize>,
    /// From the mark of the breakdown (其中) to the end of its last part, in bytes.
    pub range: Range<usize>,
    /// Whether the parts may be meant to be all of it: at least two, each exact, with nothing like 等 behind.
    pub is_whole: bool,
}

/// What begins a breakdown at the beginning of a clause.
const MARKS: [&str; 9] = ["其中", "包括", "包含", "分别为", "分别是", "具体为", "具体包括", "具体是", "一是"];
/// How far a breakdown and its head reach, in bytes.
const LONGEST: usize = 3000;
/// How many brackets in each other are read.
const DEEPEST: i32 = 3;
/// Units of things told apart as freely as 条, 件 and 份 are.
const THINGS: [&str; 14] =
    ["", "条", "件", "份", "起", "宗", "个", "篇", "项", "例", "部", "则", "期", "条次"];
/// What a number behind it changes by, which is no part.
const CHANGES: [&str; 14] = [
    "增加",
    "增长",
    "减少",
    "下降",
    "上升",
    "降低",
    "同比",
    "环比",
    "较",
    "相比",
    "平均",
    "累计达",
    "占",
    "提高",
];

/// The breakdowns of a text, in order.
pub(super) fn of(text: &str, numbers: &[Number]) -> Vec<Breakdown> {
    let mut found: Vec<Breakdown> = Vec::new();
    let marks = text.char_indices().filter_map(|(at, c)| match c {
        '：' | ':' => Some((at, at + c.len_utf8())),
        '其' | '包' | '分' | '具' | '一' => {
            let mark = MARKS.into_iter().find(|mark| text[at..].starts_with(mark))?;
            begins_clause(&text[..at]).then_some((at, at + mark.len()))
        }
        '在' if begins_clause(&text[..at]) => among(&text[at..]).map(|length| (at, at + length)),
        _ => None,
    });
    for (at, from) in marks {
        if found.last().is_some_and(|last| last.range.start + LONGEST > at && is_same_mark(text, last, at)) {
            continue;
        }
        let heads = heads(text, numbers, at);
        if let Some(breakdown) = breakdown(text, numbers, heads, at..from) {
            found.push(breakdown);
        }
    }
    found
}

/// Whether a mark only goes on with the one before it: 「其中：」, 「，一是」 within 「包括」.
fn is_same_mark(text: &str, last: &Breakdown, at: usize) -> bool {
    let between = text.get(last.range.start..at).unwrap_or_default();
    MARKS.contains(&between.trim_end_matches(['，', ',', ' ']))
}

/// How long a mark is that names what is broken down again: 「在公开的信息中，」.
fn among(text: &str) -> Option<usize> {
    const MOST: usize = 16;
    const ENDS: [&str; 6] = ["信息中", "信息当中", "申请中", "申请当中", "件中", "件当中"];
    let mut clause = text.char_indices().take(MOST).take_while(|(_, c)| !"，,。；、：（\n".contains(*c));
    clause.find_map(|(at, c)| {
        let end = at + c.len_utf8();
        (c == '中' && ENDS.iter().any(|it| text[..end].ends_with(it))).then_some(end)
    })
}

fn begins_clause(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\u{3000}', '\u{a0}']);
    before.chars().next_back().is_none_or(|c| "，,。；;：:（(\n、".contains(c))
}

/// The numbers that may be broken down by what begins at a place: those of the clause before it that holds any.
fn heads(text: &str, numbers: &[Number], at: usize) -> Vec<usize> {
    let is_colon = text[at..].starts_with(['：', ':']);
    let before = text[..at].trim_end_matches([' ', '\u{3000}', '\u{a0}', '（', '(']);
    let end = numbers.partition_point(|number| number.range.start < at);
    let starts_sentence = !is_colon && before.ends_with(['。', '\n', '；', ';']);
    let is_under = text[at..].starts_with("一是");
    if is_under && !before.ends_with(['，', ',', '：', ':']) {
        return Vec::new();
    }
    let mut place = before.len();
    if starts_sentence {
        place = before.trim_end_matches(['。', '\n', '；', ';', ' ']).len();
    }
    let mut heads: Vec<usize> = Vec::new();
    let mut depth = 0;
    for (start, c) in text[..place].char_indices().rev().take(LONGEST / 3) {
        let ends_clause = matches!(c, '，' | ',' | '：' | ':' | '、') && depth == 0;
        match c {
            '）' | ')' => depth += 1,
            '（' | '(' if depth == 0 => break,
            '（' | '(' => depth -= 1,
            '。' | '；' | ';' | '\n' | '！' | '？' => break,
            _ if ends_clause && !heads.is_empty() && !starts_sentence => break,
            _ if ends_clause && is_colon => break,
            _ => {}
        }
        let number = numbers[..end].binary_search_by_key(&start, |number| number.range.start);
        if let Ok(number) = number
            && depth == 0
            && is_part(text, numbers, number)
        {
            heads.insert(0, number);
        }
    }
    // A colon and 一是 break down only what they directly follow.
    let is_near = |head: &usize| {
        let behind = &text[numbers[*head].with_unit().end..at];
        behind.chars().all(|c| matches!(c, '，' | ',' | '：' | ':' | ' '))
    };
    if (is_colon || is_under) && !heads.last().is_some_and(is_near) {
        return Vec::new();
    }
    heads
}

/// Whether a number counts something, and not how much it changed.
fn is_part(text: &str, numbers: &[Number], at: usize) -> bool {
    let number = &numbers[at];
    if number.kind != NumberKind::Count {
        return false;
    }
    let before = at.checked_sub(1).map_or(0, |before| numbers[before].with_unit().end);
    let said = &text[before.max(floor(text, number.range.start.saturating_sub(60)))..number.range.start];
    let said = &said[said.rfind(['，', ',', '。', '；', '（', '\n']).unwrap_or(0)..];
    let changes = |(at, c): (usize, char)| {
        CHANGES.into_iter().any(|word| word.starts_with(c) && said[at..].starts_with(word))
    };
    !said.char_indices().any(changes)
}

/// The next character boundary.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// Reads the parts behind a mark.
fn breakdown(text: &str, numbers: &[Number], heads: Vec<usize>, mark: Range<usize>) -> Option<Breakdown> {
    let first = numbers.get(*heads.first()?)?;
    let unit = &text[first.unit.clone()];
    let goes_with = |number: &Number| {
        let other = &text[number.unit.clone()];
        other == unit || (THINGS.contains(&other) && THINGS.contains(&unit))
    };
    let is_under = text[mark.clone()].starts_with("一是");
    let mut parts: Vec<usize> = Vec::new();
    // How many parts stand before the first semicolon.
    let mut before_semicolon = None;
    let mut depth = 0_i32;
    let mut goes_over_semicolons = is_under;
    let mut is_whole = true;
    let mut next = numbers.partition_point(|number| number.range.start < mark.end);
    for (at, c) in text[mark.end..].char_indices() {
        let at = mark.end + at;
        match c {
            '（' | '(' if depth == DEEPEST => return None,
            '（' | '(' => depth += 1,
            '）' | ')' if depth == 0 => break,
            '）' | ')' => depth -= 1,
            '。' | '\n' | '！' | '？' => break,
            '：' | ':' if parts.last().is_some_and(|last| numbers[*last].with_unit().end == at) => break,
            '；' | ';' if depth == 0 && parts.len() == 1 => {
                goes_over_semicolons = true;
                before_semicolon = Some(1);
            }
            '；' | ';' if depth == 0 && !goes_over_semicolons => break,
            // A breakdown within the breakdown leaves open what goes on behind it.
            '其' if depth == 0 && !parts.is_empty() && text[at..].starts_with("其中") => {
                is_whole = false;
                break;
            }
            '一' if depth == 0 && !parts.is_empty() && text[at..].starts_with("一是") => break,
            _ if at > mark.end + LONGEST => return None,
            _ => {}
        }
        while numbers.get(next).is_some_and(|number| number.range.start < at) {
            next += 1;
        }
        if depth == 0
            && numbers.get(next).is_some_and(|number| number.range.start == at && goes_with(number))
            && is_part(text, numbers, next)
        {
            parts.push(next);
        }
    }
    // 「13个专栏，其中新开2个；共发布解读25篇」: what is more than the whole behind a semicolon is no part.
    let most = heads.iter().map(|head| numbers[*head].value).max()?;
    let is_more = |before: &usize| parts[*before..].iter().any(|part| numbers[*part].value > most);
    if let Some(before) = before_semicolon.filter(|before| !is_under && is_more(before)) {
        parts.truncate(before);
    }
    // 「在公开的信息中，通知120条，转载500条次」 goes on to something else.
    is_whole &= !text[mark.clone()].starts_with('在') || parts.iter().all(|at| numbers[*at].value <= most);
    let end = numbers.get(*parts.last()?)?.with_unit().end;
    let is_open = text[end..].trim_start_matches(['的', ' ']).starts_with('等');
    is_whole &= parts.len() > 1 && !is_open && parts.iter().chain(&heads).all(|at| numbers[*at].is_exact);
    Some(Breakdown { heads, parts, range: mark.start..end, is_whole })
}

#[cfg(test)]
mod tests {
    use super::super::numbers;
    use super::*;

    /// The heads and the parts of each breakdown: 「326 = 118 + 22」; `…` where the parts are not all.
    fn sums(text: &str) -> Vec<String> {
        let numbers = numbers::of(text);
        let join = |places: &[usize], mark| {
            let one = |at: &usize| numbers[*at].whole().map_or("?".to_owned(), |whole| whole.to_string());
            places.iter().map(one).collect::<Vec<_>>().join(mark)
        };
        let said = |it: Breakdown| {
            let more = if it.is_whole { "" } else { "…" };
            format!("{} = {}{more}", join(&it.heads, "/"), join(&it.parts, " + "))
        };
        of(text, &numbers).into_iter().map(said).collect()
    }

    #[test]
    fn parts_stand_behind_their_head() {
        for (text, said) in [
            ("公开信息326条，其中通知公告118条、政策文件22件、工作动态176条。", "326 = 118 + 22 + 176"),
            ("公开158条，其中：网站50条，公众号108条。收到5件", "158 = 50 + 108"),
            ("总数171条：基层领域124条，动态34条，其他13条。", "171 = 124 + 34 + 13"),
            ("公开32条，包括领导信息1条、机构职能2条、2021年年报29条。", "32 = 1 + 2 + 29"),
            ("公开50条。在主动公开的信息中，政策4条，业务30条，动态16条。", "50 = 4 + 30 + 16"),
            ("公开200条。在公开的信息中，通知120条，转载500条。", "200 = 120 + 500…"),
            ("公开8条（新增3条），在已公开信息当中公告5条，其他4条。", "8 = 5 + 4"),
            (
                "公开566条，一是网站公开38条；二是微信168条；三是报社45条，电视13条；四是公告栏302条。",
                "566 = 38 + 168 + 45 + 13 + 302",
            ),
            ("公开208条，其中政策3条、指南205条；宣传栏公开100余条。", "208 = 3 + 205"),
            (
                "办理3646件，同比增长1.05%，其中，予以公开1431件，占39%；部分公开471件，占13%；其他1744件。",
                "3646 = 1431 + 471 + 1744",
            ),
        ] {
            assert_eq!(sums(text), [said], "{text}");
        }
    }

    #[test]
    fn brackets_are_broken_down_by_themselves() {
        assert_eq!(
            sums("公开22条，其中人事2条，财务2条（其中预算1条、决算1条），计划18条。"),
            ["22 = 2 + 2 + 18", "2 = 1 + 1"]
        );
        assert_eq!(sums("办理3件（其中预算1件、决算2件），结转4件。"), ["3 = 1 + 2"]);
    }

    #[test]
    fn what_may_be_the_head_is_left_open_where_the_text_does() {
        assert_eq!(sums("复议6件和诉讼3件，其中复议维持5件，未结1件，诉讼维持3件。"), ["6/3 = 5 + 1 + 3"]);
        assert_eq!(
            sums("受理54件，办结54件，结转2件。其中予以公开45件，部分公开4件。"),
            ["54/54/2 = 45 + 4"]
        );
        assert_eq!(sums("公开30条，其中网站5条、微信8条等。"), ["30 = 5 + 8…"]);
        assert_eq!(sums("公开300余条，其中网站5条、微信8条。"), ["300 = 5 + 8…"]);
        assert_eq!(sums("公开30条，其中网站5条。"), ["30 = 5…"]);
        assert_eq!(sums("维护13个专栏，其中新开2个；共发布解读25篇。"), ["13 = 2…"]);
        assert_eq!(sums("复议2件，其中纠错0件；行政诉讼7件。"), ["2 = 0…"]);
    }

    #[test]
    fn other_units_changes_and_percentages_are_no_parts() {
        assert_eq!(sums("公开30条，其中网站20条，比上年增加5条，阅读300人次，微信10条。"), ["30 = 20 + 10"]);
        for text in [
            "行政复议、行政诉讼分别为3件、2件。",
            "其中予以公开3件。",
            "一是公开3条；二是答复5件。",
            "电话：87290606",
        ] {
            assert_eq!(sums(text), [""; 0], "{text}");
        }
    }
}
