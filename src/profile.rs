//! A city's own profile, `profile.json` beside the page: the units of the area, dates due, points that the area asks
//! for in a text, limits, whom to ask, a link back. It adds to the official form and takes nothing away: nothing
//! here speaks of an official rule. Knows no rule, no file and no screen.

pub mod code;
pub mod schema;

mod reader;

use time::{Date, Month};

use crate::format::texts::{TextField, count_characters};
use crate::report::office::{Level, parse_date};
use reader::Reader;

/// The value of `format`, by which a file is known.
pub const FORMAT: &str = "nianbao-profile";
/// The version of the file that this program reads.
pub const VERSION: u64 = 1;
/// The longest file, in bytes.
pub const MOST_BYTES: usize = 2_000_000;
/// The longest sentence or name, in characters.
const MOST_CHARACTERS: usize = 300;
/// The longest lists.
const MOST_UNITS: usize = 5_000;
const MOST_DUE: usize = 20;
const MOST_POINTS: usize = 50;
const MOST_WORDS: usize = 20;
/// The longest length that a text can be asked to have.
const LONGEST: usize = 100_000;
/// What the address of a link begins with.
const ADDRESSES: [&str; 5] = ["https://", "http://", "./", "../", "/"];

/// What an area adds. The default is that of an area without a profile: nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    /// The name of the area, as sentences have it: 示例市.
    pub area: String,
    /// The organs that report there.
    pub units: Vec<Unit>,
    /// What is due when.
    pub due: Vec<Due>,
    /// What the area asks for in a text, beyond the official points.
    pub points: Vec<Point>,
    /// Limits of the area.
    pub limits: Limits,
    /// Whom to ask, in one line.
    pub contact: String,
    /// Where the page leads back to.
    pub link: Option<Link>,
}

/// An organ that reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unit {
    /// 机关名称.
    pub name: String,
    /// 统一社会信用代码.
    pub code: Option<String>,
    /// Its level.
    pub level: Option<Level>,
    /// The name of the organ above it.
    pub parent: Option<String>,
}

/// Something that is due on a day of the year after the report's.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    /// What: 报送市政务公开办.
    pub what: String,
    /// The month and the day.
    pub day: (Month, u8),
}

impl Due {
    /// The day for the report of a year.
    pub fn date(&self, year: i64) -> Option<Date> {
        Date::from_calendar_date(i32::try_from(year).ok()?.checked_add(1)?, self.day.0, self.day.1).ok()
    }
}

/// Something that the area asks for in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The text.
    pub text: TextField,
    /// What it is, as short as a check list has it.
    pub label: String,
    /// What it asks for.
    pub asks: String,
    /// Words of which at least one shows that the text speaks of it.
    pub words: Vec<String>,
    /// The paper that asks for it.
    pub source: String,
}

impl Point {
    /// Whether the text speaks of this point, as far as its words tell.
    pub fn is_in(&self, text: &str) -> bool {
        self.words.iter().any(|word| text.contains(word.as_str()))
    }
}

/// Limits of the area; what is not limited is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// The least characters of 一、总体情况.
    pub shortest_overview: Option<usize>,
    /// The most characters of it.
    pub longest_overview: Option<usize>,
    /// From how many percent on a text that is last year's is too much.
    pub last_year_share: Option<usize>,
}

impl Limits {
    /// The bound that the length of 一、总体情况 does not keep, if there is one.
    pub fn of_overview(&self, text: &str) -> Option<(Bound, usize)> {
        let count = count_characters(text);
        let short = self.shortest_overview.filter(|shortest| count < *shortest);
        let long = self.longest_overview.filter(|longest| count > *longest);
        short.map(|bound| (Bound::Least, bound)).or(long.map(|bound| (Bound::Most, bound)))
    }
}

/// Which bound it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// No less.
    Least,
    /// No more.
    Most,
}

/// A link.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// What it is called.
    pub name: String,
    /// Its address.
    pub href: String,
}

impl Profile {
    /// Reads a profile.
    ///
    /// # Errors
    /// What is wrong with it, a sentence for every place: it is taken whole or not at all.
    pub fn read(text: &str) -> Result<Profile, Vec<String>> {
        if text.len() > MOST_BYTES {
            return Err(vec![format!("文件超过 {} MB。请减少内容。", MOST_BYTES / 1_000_000)]);
        }
        let mut reader = Reader::default();
        let profile = match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
            Ok(value) => read(&mut reader, &value),
            Err(error) => {
                let place = format!("第 {} 行第 {} 列", error.line(), error.column());
                return Err(vec![format!("不是 JSON 文件，{place}读不下去。请检查逗号、引号和括号。")]);
            }
        };
        match reader.problems.is_empty() {
            true => Ok(profile),
            false => Err(reader.problems),
        }
    }

    /// The unit of a name.
    pub fn unit(&self, name: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.name == name)
    }

    /// The points that it asks for in a text.
    pub fn points_of(&self, text: TextField) -> impl Iterator<Item = &Point> {
        self.points.iter().filter(move |point| point.text == text)
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Profile::default()
    }
}

fn read(reader: &mut Reader, value: &serde_json::Value) -> Profile {
    let keys =
        ["$schema", "format", "version", "area", "units", "due", "points", "limits", "contact", "link"];
    let Some(file) = reader.object(value, "", &keys) else { return Profile::default() };
    if file.get("format").and_then(|format| format.as_str()) != Some(FORMAT) {
        reader.wrong("format", format!("应是 \"{FORMAT}\""));
    }
    if file.get("version").and_then(serde_json::Value::as_u64) != Some(VERSION) {
        reader.wrong("version", format!("应是 {VERSION}；别的版本本页不认识"));
    }
    let area = reader.text(file, "", "area");
    let units: Vec<_> = (reader.list(file, "units", MOST_UNITS).iter())
        .map(|(place, value)| unit(reader, place, value))
        .collect();
    check_units(reader, &units);
    let due = reader.list(file, "due", MOST_DUE);
    let due = due.iter().filter_map(|(place, value)| self::due(reader, place, value)).collect();
    let points = reader.list(file, "points", MOST_POINTS);
    let points = points.iter().filter_map(|(place, value)| point(reader, place, value)).collect();
    let limits = file.get("limits").map(|value| self::limits(reader, value)).unwrap_or_default();
    let contact = reader.optional_text(file, "", "contact").unwrap_or_default();
    let link = file.get("link").and_then(|value| self::link(reader, value));
    Profile { area, units, due, points, limits, contact, link }
}

fn unit(reader: &mut Reader, place: &str, value: &serde_json::Value) -> Unit {
    let Some(unit) = reader.object(value, place, &["name", "code", "level", "parent"]) else {
        return Unit::default();
    };
    let name = reader.text(unit, place, "name");
    let code = reader.optional_text(unit, place, "code");
    if let Some(Err(problem)) = code.as_deref().map(code::check) {
        reader.wrong(&format!("{place}的 code"), problem);
    }
    let level = reader.optional_text(unit, place, "level").and_then(|level| {
        let known = Level::from_id(&level);
        if known.is_none() {
            let all = Level::ALL.map(|level| format!("{}（{}）", level.id(), level.name())).join("、");
            reader.wrong(&format!("{place}的 level"), format!("“{level}”不认识，应是 {all} 之一"));
        }
        known
    });
    let parent = reader.optional_text(unit, place, "parent");
    Unit { name, code, level, parent }
}

/// No name and no code stands twice, and nobody is above himself.
fn check_units(reader: &mut Reader, units: &[Unit]) {
    let mut names = std::collections::BTreeMap::new();
    let mut codes = std::collections::BTreeMap::new();
    for (at, unit) in units.iter().enumerate() {
        let place = format!("units 第 {} 项", at + 1);
        let earlier = names.insert(&unit.name, at).filter(|_| !unit.name.is_empty());
        if let Some(earlier) = earlier {
            reader.wrong(&place, format!("与第 {} 项同名：{}", earlier + 1, unit.name));
        }
        let earlier = unit.code.as_ref().and_then(|code| codes.insert(code, at));
        if let Some(earlier) = earlier {
            reader.wrong(&place, format!("与第 {} 项的代码相同", earlier + 1));
        }
    }
    let above = |unit: &Unit| unit.parent.as_ref().and_then(|parent| names.get(parent)).copied();
    for (at, unit) in units.iter().enumerate() {
        let mut next = above(unit);
        for _ in units {
            match next {
                Some(next) if next == at => {
                    let words = format!("的上级一级级往上又回到“{}”自己", unit.name);
                    return reader.wrong(&format!("units 第 {} 项", at + 1), words);
                }
                Some(higher) => next = above(&units[higher]),
                None => break,
            }
        }
    }
}

fn due(reader: &mut Reader, place: &str, value: &serde_json::Value) -> Option<Due> {
    let due = reader.object(value, place, &["what", "day"])?;
    let (what, day) = (reader.text(due, place, "what"), reader.text(due, place, "day"));
    // In a year without 29 February: it is a day of every year.
    let Some(date) = parse_date(&format!("2023-{day}")) else {
        reader.wrong(&format!("{place}的 day"), "应是报告年度下一年的月和日，如 \"01-31\"".to_owned());
        return None;
    };
    Some(Due { what, day: (date.month(), date.day()) })
}

fn point(reader: &mut Reader, place: &str, value: &serde_json::Value) -> Option<Point> {
    let point = reader.object(value, place, &["text", "label", "asks", "words", "source"])?;
    let text = reader.text(point, place, "text");
    let field = TextField::from_id(&text);
    if field.is_none() && !text.is_empty() {
        let all: Vec<_> = TextField::all().map(TextField::id).collect();
        reader.wrong(&format!("{place}的 text"), format!("“{text}”不认识，应是 {} 之一", all.join("、")));
    }
    let [label, asks, source] = ["label", "asks", "source"].map(|key| reader.text(point, place, key));
    let words = reader.words(point, place, "words", MOST_WORDS);
    Some(Point { text: field?, label, asks, words, source })
}

fn limits(reader: &mut Reader, value: &serde_json::Value) -> Limits {
    let keys = ["shortest-overview", "longest-overview", "last-year-share"];
    let Some(limits) = reader.object(value, "limits", &keys) else { return Limits::default() };
    let mut number = |key, most| reader.number(limits, "limits", key, most);
    let found = Limits {
        shortest_overview: number(keys[0], LONGEST),
        longest_overview: number(keys[1], LONGEST),
        last_year_share: number(keys[2], 100),
    };
    if let (Some(shortest), Some(longest)) = (found.shortest_overview, found.longest_overview)
        && shortest > longest
    {
        reader.wrong("limits", format!("最短 {shortest} 字比最长 {longest} 字还长"));
    }
    found
}

fn link(reader: &mut Reader, value: &serde_json::Value) -> Option<Link> {
    let link = reader.object(value, "link", &["name", "href"])?;
    let (name, href) = (reader.text(link, "link ", "name"), reader.text(link, "link ", "href"));
    if !href.is_empty() && !ADDRESSES.iter().any(|begin| href.starts_with(begin)) {
        reader.wrong("link 的 href", format!("应以 {} 之一开头", ADDRESSES.join("、")));
    }
    Some(Link { name, href })
}

#[cfg(test)]
mod tests;
