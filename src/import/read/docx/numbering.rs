//! The numbers in front of paragraphs, which a document only names: 「一、」「（二）」「3.」. Knows nothing of
//! what is numbered.

use std::collections::HashMap;

use crate::import::read::xml::{Node, Xml};

/// The levels of a list.
const LEVELS: usize = 9;
/// The highest number that is written out.
const MOST: usize = 9999;

#[derive(Clone, Default)]
struct Level {
    start: usize,
    format: String,
    /// The text, `%1` standing for the number of the first level.
    text: String,
    is_decimal: bool,
}

type Levels = Vec<Level>;

/// The lists of a document, and how far each has come.
#[derive(Default)]
pub struct Numbering {
    /// The levels of each kind of list.
    kinds: HashMap<String, Levels>,
    /// The kind of each list, and the numbers that its levels begin with anew.
    lists: HashMap<String, (String, HashMap<usize, usize>)>,
    /// How far each kind has come, level by level.
    counts: HashMap<String, [Option<usize>; LEVELS]>,
}

impl Numbering {
    /// Reads the part of a document that declares its lists.
    pub fn read(text: &str) -> Numbering {
        let mut numbering = Numbering::default();
        let mut kind: Option<String> = None;
        let mut list: Option<String> = None;
        let mut at = 0;
        for node in Xml::of(text) {
            let tag = match node {
                Node::Open(tag) => tag,
                Node::Close(name) => {
                    match name.as_str() {
                        "abstractNum" => kind = None,
                        "num" => list = None,
                        _ => {}
                    }
                    continue;
                }
                Node::Text(_) => continue,
            };
            let value = || tag.attribute("val").unwrap_or_default();
            match tag.name() {
                "abstractNum" => {
                    let id = tag.attribute("abstractNumId").unwrap_or_default();
                    numbering.kinds.insert(id.clone(), vec![Level::default(); LEVELS]);
                    kind = Some(id);
                }
                "num" => {
                    let id = tag.attribute("numId").unwrap_or_default();
                    numbering.lists.insert(id.clone(), (String::new(), HashMap::new()));
                    list = Some(id);
                }
                "lvl" | "lvlOverride" => at = tag.number("ilvl").unwrap_or(0).min(LEVELS - 1),
                "abstractNumId" => {
                    if let Some((kind, _)) = list.as_ref().and_then(|list| numbering.lists.get_mut(list)) {
                        *kind = value();
                    }
                }
                "startOverride" => {
                    if let Some((_, starts)) = list.as_ref().and_then(|list| numbering.lists.get_mut(list)) {
                        starts.insert(at, value().parse().unwrap_or(1));
                    }
                }
                name @ ("start" | "numFmt" | "lvlText" | "isLgl") => {
                    let levels = kind.as_ref().and_then(|kind| numbering.kinds.get_mut(kind));
                    let Some(level) = levels.and_then(|levels| levels.get_mut(at)) else { continue };
                    match name {
                        "start" => level.start = value().parse().unwrap_or(1),
                        "numFmt" => level.format = value(),
                        "lvlText" => level.text = value(),
                        _ => level.is_decimal = tag.is_on(),
                    }
                }
                _ => {}
            }
        }
        numbering
    }

    /// The number of the next paragraph of a list; empty for a bullet.
    pub fn next(&mut self, list: &str, level: usize) -> String {
        let level = level.min(LEVELS - 1);
        let Some((kind, starts)) = self.lists.get_mut(list) else { return String::new() };
        let Some(levels) = self.kinds.get(kind) else { return String::new() };
        let counts = self.counts.entry(kind.clone()).or_default();
        for (at, start) in std::mem::take(starts) {
            counts[at] = Some(start.saturating_sub(1));
        }
        counts[level] = Some(counts[level].map_or(levels[level].start, |count| count.saturating_add(1)));
        counts[level + 1..].fill(None);
        let own = &levels[level];
        if own.format == "bullet" || own.format == "none" {
            return String::new();
        }
        let mut text = String::new();
        let mut rest = own.text.chars();
        while let Some(c) = rest.next() {
            let place = (c == '%').then(|| rest.clone().next()?.to_digit(10)).flatten();
            let Some(place) = place.filter(|place| (1..=LEVELS as u32).contains(place)) else {
                text.push(c);
                continue;
            };
            rest.next();
            let at = place as usize - 1;
            let number = counts[at].unwrap_or(levels[at].start);
            text.push_str(&written(number, if own.is_decimal { "decimal" } else { &levels[at].format }));
        }
        text
    }
}

/// A number in one of the formats of lists.
fn written(number: usize, format: &str) -> String {
    let number = number.min(MOST);
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographTraditional"
        | "koreanCounting" => chinese(number),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => number
            .to_string()
            .chars()
            .filter_map(|c| digit("〇一二三四五六七八九", c.to_digit(10)?))
            .collect(),
        "chineseLegalSimplified" => {
            chinese(number).chars().map(|c| "零一二三四五六七八九十百千".find(c).map_or(c, legal)).collect()
        }
        "decimalFullWidth" | "decimalFullWidth2" => number
            .to_string()
            .chars()
            .filter_map(|c| digit("０１２３４５６７８９", c.to_digit(10)?))
            .collect(),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&number) => {
            char::from_u32('①' as u32 + number as u32 - 1).map(String::from).unwrap_or_default()
        }
        "decimalZero" => format!("{number:02}"),
        "lowerLetter" | "upperLetter" if number > 0 => {
            let letter =
                char::from(b'a' + ((number - 1) % 26) as u8).to_string().repeat((number - 1) / 26 + 1);
            if format == "upperLetter" { letter.to_uppercase() } else { letter }
        }
        "lowerRoman" => roman(number),
        "upperRoman" => roman(number).to_uppercase(),
        _ => number.to_string(),
    }
}

fn digit(digits: &str, value: u32) -> Option<char> {
    digits.chars().nth(value as usize)
}

fn legal(byte: usize) -> char {
    digit("零壹贰叁肆伍陆柒捌玖拾佰仟", (byte / 3) as u32).unwrap_or('零')
}

/// A number as it is counted in Chinese: 十, 二十一, 一百零三.
fn chinese(number: usize) -> String {
    if number == 0 {
        return "〇".to_owned();
    }
    let mut text = String::new();
    let mut skipped = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let value = (number / unit % 10) as u32;
        if value == 0 {
            skipped = !text.is_empty();
            continue;
        }
        if std::mem::take(&mut skipped) {
            text.push('零');
        }
        if !(unit == 10 && number < 20) {
            text.extend(digit("零一二三四五六七八九", value));
        }
        text.push_str(name);
    }
    text
}

fn roman(number: usize) -> String {
    const UNITS: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = number;
    let mut text = String::new();
    for (unit, letters) in UNITS {
        text.push_str(&letters.repeat(rest / unit));
        rest %= unit;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_list_says() {
        for (number, format, text) in [
            (3, "chineseCounting", "三"),
            (10, "chineseCountingThousand", "十"),
            (21, "japaneseCounting", "二十一"),
            (103, "chineseCounting", "一百零三"),
            (10, "ideographDigital", "一〇"),
            (2, "chineseLegalSimplified", "贰"),
            (4, "decimal", "4"),
            (4, "decimalEnclosedCircleChinese", "④"),
            (28, "upperLetter", "BB"),
            (14, "lowerRoman", "xiv"),
            (7, "decimalZero", "07"),
            (5, "unheardOf", "5"),
        ] {
            assert_eq!(written(number, format), text);
        }
    }

    #[test]
    fn levels_count_within_one_another_and_a_list_may_begin_anew() {
        let level = |at: usize, format: &str, text: &str| {
            format!(
                "<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{format}'/><w:lvlText w:val='{text}'/></w:lvl>"
            )
        };
        let mut numbering = Numbering::read(&format!(
            "<w:numbering><w:abstractNum w:abstractNumId='0'>{}{}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>\
             <w:num w:numId='2'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num></w:numbering>",
            level(0, "chineseCounting", "%1、"),
            level(1, "decimal", "（%1.%2）")
        ));
        let mut next = |list: &str, level| numbering.next(list, level);
        assert_eq!([next("1", 0), next("1", 1), next("1", 1)], ["一、", "（一.1）", "（一.2）"]);
        assert_eq!(
            [next("1", 0), next("1", 1), next("2", 0), next("2", 0)],
            ["二、", "（二.1）", "五、", "六、"]
        );
        assert_eq!([next("9", 0), next("1", 99)], ["", ""]);
    }
}
