//! What the texts before a report and under it tell: the organ and the year where the title does not, the day of
//! publication, the level and the scope as far as words tell them. Knows no chapter and no table.

use std::ops::Range;

use time::Date;

use super::super::source::{Content, Source};
use super::items::{Item, Kind};
use super::surroundings::{Foot, is_organ};
use super::wording::{date, is_prose, plain, years};
use crate::report::office::{Level, Scope};

/// The year of the statistics that a text names: 统计期限为2023年1月1日至2023年12月31日, or 2023年度政府信息公开.
pub fn year_of_text(text: &str) -> Option<i64> {
    let plain = plain(text);
    let years = years(&plain);
    let behind = |range: &Range<usize>| &plain[range.end..];
    let is_period = |range: &Range<usize>| {
        let behind = behind(range);
        ["1月1日", "01月01日", "一月一日"].iter().any(|day| behind.starts_with(day))
    };
    let period = years.iter().find(|(_, range)| is_period(range));
    let named = || {
        years.iter().find(|(_, range)| {
            let next: String = behind(range).chars().take(10).collect();
            ["政府信息公开", "信息公开", "政务公开", "政府信息"].iter().any(|word| next.contains(word))
        })
    };
    period.or_else(named).map(|(year, _)| *year)
}

/// The year that a text speaks of most, if any.
pub fn year_spoken_of(text: &str) -> Option<i64> {
    let found = years(&plain(text));
    let count = |year: i64| found.iter().filter(|(other, _)| *other == year).count();
    found.iter().map(|(year, _)| *year).max_by_key(|year| (count(*year), *year))
}

/// The organ whose report a text announces: 现公布示例局2023年政府信息公开工作年度报告.
pub fn organ_of_text(text: &str) -> Option<String> {
    let plain = plain(text);
    years(&plain).into_iter().find_map(|(_, range)| {
        let next: String = plain[range.end..].chars().take(10).collect();
        if !next.contains("信息公开") {
            return None;
        }
        let before = &plain[..range.start];
        let before = before.rsplit([',', '。', ';', ':', '、', '《', '》', '(', ')']).next()?;
        let verbs = ["公布", "发布", "公开", "现将", "编制", "关于"];
        let from = verbs.iter().filter_map(|verb| before.rfind(verb).map(|at| at + verb.len())).max();
        let name = &before[from.unwrap_or(0)..];
        is_organ(name).then(|| name.to_owned())
    })
}

/// The organs that a text names as those that wrote it or answer for it.
pub fn organs_near(text: &str) -> Vec<String> {
    let plain = plain(text);
    let between = |begin: &str, ends: &[&str]| {
        let from = plain.find(begin)? + begin.len();
        let rest = &plain[from..];
        let end = ends.iter().filter_map(|end| rest.find(end)).min()?;
        Some(rest[..end].to_owned()).filter(|name| is_organ(name))
    };
    let mut organs: Vec<String> = Vec::new();
    for organ in [
        between("本报告由", &["根据", "按照", "编制", "依据"]),
        between("报告由", &["根据", "按照", "编制", "依据"]),
        between("请与", &["联系", "("]),
        between("请联系", &["(", "。", ","]),
        between("请向", &["咨询", "反映", "("]),
    ]
    .into_iter()
    .flatten()
    {
        if !organs.contains(&organ) {
            organs.push(organ);
        }
    }
    organs
}

/// Whether two names may be of one organ: the letters of the shorter stand in the longer, in their order.
pub fn may_be_one(one: &str, other: &str) -> bool {
    let (short, long) = if one.chars().count() < other.chars().count() { (one, other) } else { (other, one) };
    let mut letters = long.chars();
    short.chars().all(|letter| letters.any(|other| other == letter))
}

/// The level of an organ, where its name leaves no doubt.
pub fn level(organ: &str) -> Option<Level> {
    let ends = |endings: &[&str]| endings.iter().any(|ending| organ.ends_with(ending));
    if organ.starts_with("国家")
        || organ.starts_with("中国")
        || organ.contains("管理委员会")
        || organ.contains("管委会")
    {
        return None;
    }
    if ends(&["街道办事处", "镇人民政府", "乡人民政府", "镇政府", "乡政府"]) {
        return Some(Level::Township);
    }
    if ends(&["区人民政府", "县人民政府", "旗人民政府"]) && !ends(&["自治区人民政府", "新区人民政府"])
    {
        return Some(Level::County);
    }
    if ends(&["省人民政府", "自治区人民政府"]) {
        return Some(Level::Province);
    }
    let is_local = organ.contains(['省', '市', '区', '县', '州', '旗']);
    (is_local && ends(&["局", "委员会", "厅", "人民政府办公室", "人民政府办公厅"]))
        .then_some(Level::Department)
}

/// Whose figures the tables hold, where a text says so.
pub fn scope(text: &str) -> Option<Scope> {
    let plain = plain(text);
    let is_said = |sentence: &str, words: &[&str]| {
        ["数据", "统计", "报告"].iter().any(|word| sentence.contains(word))
            && words.iter().any(|word| sentence.contains(word))
    };
    plain.split(['。', ';', ',']).find_map(|sentence| {
        let area = ["全省", "全市", "全区", "全县", "各部门", "各镇", "各乡镇", "各街道", "所属"];
        if sentence.contains("汇总") && is_said(sentence, &area) {
            return Some(Scope::Area);
        }
        is_said(
            sentence,
            &["仅为本机关", "仅含本机关", "仅包括本机关", "不含下属", "不包含下属", "不包括下属"],
        )
        .then_some(Scope::Own)
    })
}

/// The day of publication that a content management system states, with its block.
pub fn stated_date(source: &Source, items: &[Item], parts: &[Range<usize>]) -> Option<(usize, Date)> {
    const LABELS: [&str; 8] =
        ["发布日期", "发布时间", "公开日期", "公布日期", "发文日期", "发文时间", "成文日期", "生成日期"];
    let mut texts: Vec<(usize, &str)> = Vec::new();
    for item in parts.iter().flat_map(|part| items.get(part.clone()).unwrap_or_default()) {
        match source.blocks.get(item.block).map(|block| &block.content) {
            Some(Content::Table(grid)) if item.kind == Kind::Table => {
                let spots = grid.rows.iter().flatten().filter(|spot| spot.begins);
                texts.extend(spots.map(|spot| (item.block, spot.text.as_str())));
            }
            _ => texts.push((item.block, item.text)),
        }
    }
    texts.retain(|(_, text)| !text.is_empty() && text.len() < 400 && !is_prose(text));
    let plains: Vec<(usize, String)> = texts.into_iter().map(|(block, text)| (block, plain(text))).collect();
    LABELS.iter().find_map(|label| {
        plains.iter().enumerate().find_map(|(at, (block, plain))| {
            let (_, behind) = plain.split_once(label)?;
            let inline = date(behind).filter(|(_, range)| range.start <= 3).map(|(date, _)| date);
            let next = || {
                let (_, next) =
                    plains.get(at + 1).filter(|_| behind.trim_matches([':', ']', '】']).is_empty())?;
                date(next).filter(|(_, range)| range.start == 0).map(|(date, _)| date)
            };
            inline.or_else(next).map(|date| (*block, date))
        })
    })
}

/// The organ in the foot: of two lines, the region and its organ as one name.
pub fn organ_of_foot(foot: &Foot) -> Option<String> {
    let names: Vec<String> =
        foot.organs.iter().map(|(_, name)| plain(name).trim_end_matches("(盖章)").to_owned()).collect();
    match names.as_slice() {
        [] => None,
        [name] => Some(name.clone()),
        [region, organ] if region.ends_with(['省', '市', '区', '县', '州', '旗']) => {
            Some(format!("{region}{organ}"))
        }
        [.., organ] => Some(organ.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_tell_the_year_and_the_organ() {
        for (text, year) in [
            ("根据2019年修订的条例，所列数据的统计期限自2023年1月1日起至2023年12月31日止。", Some(2023)),
            ("现将我办2022年度政府信息公开情况报告如下", Some(2022)),
            ("2022年，我局认真贯彻条例。", None),
        ] {
            assert_eq!(year_of_text(text), year, "{text}");
        }
        let organ = organ_of_text("根据《条例》规定，现公布示例区示例局2023年政府信息公开工作年度报告。");
        assert_eq!(organ.as_deref(), Some("示例区示例局"));
        assert_eq!(organ_of_text("现将我办2022年度政府信息公开情况报告如下"), None);
        let text = "本报告由示例市示例区人民政府办公室根据《条例》编制，如有疑问，请与示例区政务服务局联系（电话：0000）。";
        assert_eq!(organs_near(text), ["示例市示例区人民政府办公室", "示例区政务服务局"]);
    }

    #[test]
    fn names_of_one_organ_are_no_conflict() {
        assert!(may_be_one("示例县发展和改革局", "示例县发改局"));
        assert!(may_be_one("示例区人民政府", "示例市示例区人民政府办公室"));
        assert!(!may_be_one("示例区人民政府", "示例区财政局"));
    }

    #[test]
    fn the_level_is_taken_from_clear_names_only() {
        for (organ, expected) in [
            ("示例街道办事处", Some(Level::Township)),
            ("示例县示例镇人民政府", Some(Level::Township)),
            ("示例市示例区人民政府", Some(Level::County)),
            ("示例省人民政府", Some(Level::Province)),
            ("示例市示例局", Some(Level::Department)),
            ("示例市人民政府", None),
            ("示例市", None),
            ("示例开发区管理委员会", None),
            ("国家示例局", None),
        ] {
            assert_eq!(level(organ), expected, "{organ}");
        }
    }

    #[test]
    fn the_scope_is_taken_from_clear_words_only() {
        assert_eq!(scope("本报告数据为全区各部门、各街道汇总数据。"), Some(Scope::Area));
        assert_eq!(scope("所列数据仅为本机关数据，不含下属单位。"), Some(Scope::Own));
        assert_eq!(scope("全市主动公开政府信息18万条。"), None);
    }
}
