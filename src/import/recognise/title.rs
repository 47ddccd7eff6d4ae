//! The title of a report, in one line or several, with the organ and the year in it. Knows no chapter.

use std::ops::Range;

use super::items::{Item, is_page_mark};
use super::surroundings::is_organ;
use super::wording::{is_of_name, plain, years};

/// The title of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Title {
    /// Its lines, the line of the organ above it and of the year below it among them.
    pub lines: Range<usize>,
    /// The organ; empty if it names none.
    pub organ: String,
    /// The year.
    pub year: Option<i64>,
}

/// Reads a title; none if the text is none.
pub fn read_title(text: &str) -> Option<(String, Option<i64>)> {
    if text.len() > 360 {
        return None;
    }
    let plain = plain(text);
    if plain.chars().count() > 80 || plain.contains(['。', ';', ',', '?']) || plain.contains("如下") {
        return None;
    }
    let subject = ["政府信息公开", "政务信息公开", "政务公开", "信息公开"]
        .into_iter()
        .filter_map(|word| plain.rfind(word).map(|at| (at, word)))
        .max_by_key(|(at, word)| (at + word.len(), word.len()))?;
    let (at, word) = subject;
    let (before, after) = (&plain[..at], &plain[at + word.len()..]);
    let (kind, end) = ["年度报告", "年报", "工作报告", "情况报告", "情况的报告", "报告"]
        .into_iter()
        .filter_map(|kind| after.find(kind).map(|at| (at, at + kind.len())))
        .min()?;
    if kind > "工作(2023年度)情况的".len() || !is_tail(&after[end..]) {
        return None;
    }
    let within = |text: &str| years(text).first().map(|(year, _)| *year);
    let year = within(before).or(within(after));
    Some((organ_of(before), year))
}

/// Whether what stands behind a title leaves it one: a year, the name of the site, a kind of document.
fn is_tail(tail: &str) -> bool {
    let tail = tail.trim_start_matches(['》', '"', '”']);
    tail.is_empty()
        || tail.starts_with(['(', '-', '_', '|', '[', '【'])
        || ["格式", "模板", "的公告", "的通知", "公告", "全文", "正文", "表"]
            .iter()
            .any(|word| tail.starts_with(word))
}

/// The organ in what stands before 政府信息公开.
fn organ_of(before: &str) -> String {
    let mut organ = before.to_owned();
    for (_, range) in years(before).into_iter().rev() {
        organ.replace_range(range, " ");
    }
    if let Some((_, name)) = organ.rsplit_once([':', '《', '|']) {
        organ = name.to_owned();
    }
    let verbs = ["公布", "发布", "印发", "报送", "编制", "公开"];
    // 关于示例局2023年…, 示例局关于2023年…
    if let Some((ahead, behind)) = organ.split_once("关于") {
        let behind = verbs.iter().fold(behind.trim(), |text, verb| text.trim_start_matches(verb));
        organ = if behind.trim_matches(is_mark).is_empty() { ahead.to_owned() } else { behind.to_owned() };
    }
    let organ = organ.trim_matches(is_mark).trim_end_matches('的').trim_matches(is_mark);
    let organ: String = organ.chars().filter(|c| !c.is_whitespace()).collect();
    let is_name = organ.chars().all(is_of_name);
    if !is_name || organ.chars().count() < 2 || ["我", "本"].iter().any(|own| organ.starts_with(own)) {
        return String::new();
    }
    organ.replace('(', "（").replace(')', "）")
}

fn is_mark(c: char) -> bool {
    c.is_whitespace() || "()[]【】-_*#x×X\"“”".contains(c)
}

/// Finds the title among the lines before the first chapter: the last one that is a title, by itself or
/// together with the lines before it.
pub fn find(items: &[Item], before: Range<usize>) -> Option<Title> {
    let texts: Vec<usize> = before.filter(|at| !items[*at].text.is_empty()).collect();
    let is_short = |at: &usize| items[*at].text.len() < 200 && !is_page_mark(items[*at].text);
    (0..texts.len()).rev().find_map(|last| {
        (0..4.min(last + 1)).find_map(|more| {
            let lines = &texts[last - more..=last];
            if !lines.iter().all(is_short) {
                return None;
            }
            let joined = lines.iter().map(|at| items[*at].text).collect::<String>();
            let (organ, year) = read_title(&joined)?;
            let title = Title { lines: lines[0]..texts[last] + 1, organ, year };
            Some(with_neighbours(title, items, &texts, last - more, last))
        })
    })
}

/// Takes the organ from the lines above a title that names none, and the year from the line above or below.
fn with_neighbours(mut title: Title, items: &[Item], texts: &[usize], first: usize, last: usize) -> Title {
    let mut above = first;
    let mut line_above = || {
        above = above.checked_sub(1)?;
        Some(texts[above])
    };
    let year_alone = |at: usize| {
        let plain = plain(items[at].text);
        let bare = plain.trim_matches(['(', ')', '[', ']']);
        years(bare).into_iter().find(|(_, range)| *range == (0..bare.len())).map(|(year, _)| year)
    };
    if title.organ.is_empty() {
        let mut names = Vec::new();
        while names.len() < 2
            && let Some(at) = line_above()
            && is_organ(items[at].text)
            && (names.is_empty() || plain(items[at].text).ends_with(['省', '市', '区', '县', '州', '旗']))
        {
            names.insert(0, plain(items[at].text));
            title.lines.start = at;
        }
        title.organ = names.concat();
    }
    if title.year.is_none() {
        let below = texts.get(last + 1).copied();
        if let Some((at, year)) = below.and_then(|at| Some((at, year_alone(at)?))) {
            title.year = Some(year);
            title.lines.end = at + 1;
        } else if let Some((at, year)) =
            first.checked_sub(1).and_then(|at| Some((texts[at], year_alone(texts[at])?)))
        {
            title.year = Some(year);
            title.lines.start = title.lines.start.min(at);
        }
    }
    title
}

#[cfg(test)]
mod tests {
    use super::super::items::Kind;
    use super::*;

    #[test]
    fn a_title_tells_the_organ_and_the_year() {
        for (text, organ, year) in [
            ("示例市示例区2025年政府信息公开工作年度报告", "示例市示例区", Some(2025)),
            ("2025年示例市示例局政府信息公开工作年度报告", "示例市示例局", Some(2025)),
            ("示例区示例局2024年度政府信息公开工作年度报告", "示例区示例局", Some(2024)),
            ("示例街道办事处政府信息公开工作年度报告", "示例街道办事处", None),
            ("关于示例局2023年政府信息公开工作年度报告", "示例局", Some(2023)),
            ("示例局关于2023年度政府信息公开工作情况的报告", "示例局", Some(2023)),
            ("示例局政府信息公开工作年度报告（2022年度）", "示例局", Some(2022)),
            ("示例局2023年政府信息公开年度报告-示例县示例局", "示例局", Some(2023)),
            ("标题：示例局2023年政府信息公开年报", "示例局", Some(2023)),
            ("2023年度政府信息公开年报", "", Some(2023)),
            ("示例镇人民政府二〇二三年政府信息公开工作年度报告", "示例镇人民政府", Some(2023)),
            ("2023 年 度 示例局 政 府 信 息 公 开 工 作 年 度 报 告", "示例局", Some(2023)),
            ("示例局２０２３年政府信息公开年度工作报告", "示例局", Some(2023)),
            ("政府信息公开工作年度报告格式模板", "", None),
            ("XX局××年政府信息公开工作年度报告", "", None),
            ("示例市（示例县）示例局2023年政府信息公开工作年度报告", "示例市（示例县）示例局", Some(2023)),
            ("示例區示例局2020年政府信息公開工作年度報告", "示例区示例局", Some(2020)),
        ] {
            assert_eq!(read_title(text), Some((organ.to_owned(), year)), "{text}");
        }
        for text in [
            "一、总体情况",
            "现将我办2022年度政府信息公开情况报告如下：",
            "根据《中华人民共和国政府信息公开条例》，现公布示例局2023年政府信息公开工作年度报告。",
            "本年报由总体情况、主动公开政府信息情况等组成",
            "政府信息公开",
            "政府信息公开工作年度报告编制说明会",
            "",
        ] {
            assert_eq!(read_title(text), None, "{text}");
        }
    }

    fn lines(texts: &[&'static str]) -> Vec<Item<'static>> {
        let item = |(block, text): (usize, &&'static str)| Item { block, text, kind: Kind::Paragraph };
        texts.iter().enumerate().map(item).collect()
    }

    #[test]
    fn a_title_may_take_several_lines() {
        for (texts, range, organ, year) in [
            (
                &["- 1 -", "示例区人民政府", "2023 年政府信息公开工作年度报告", "引言。"][..],
                1..3,
                "示例区人民政府",
                Some(2023),
            ),
            (&["示例市", "示例局", "2023年政府信息公开", "工作年度报告"], 0..4, "示例市示例局", Some(2023)),
            (&["示例局政府信息公开工作", "", "年度报告", "（2022年度）"], 0..4, "示例局", Some(2022)),
            (&["2023年度", "示例局政府信息公开工作年度报告"], 0..2, "示例局", Some(2023)),
            (
                &["示例局2023年政府信息公开年报-示例网", "首页", "示例局2023年政府信息公开年报"],
                2..3,
                "示例局",
                Some(2023),
            ),
            (&["（单位不明）", "2023年政府信息公开工作年度报告"], 1..2, "", Some(2023)),
        ] {
            let items = lines(texts);
            let found = find(&items, 0..items.len()).expect("a title");
            assert_eq!((found.lines, found.organ.as_str(), found.year), (range, organ, year), "{texts:?}");
        }
        assert_eq!(find(&lines(&["示例局", "一、总体情况"]), 0..2), None);
    }
}
