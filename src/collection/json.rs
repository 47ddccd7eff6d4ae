//! The public JSON of a report read in one pass, with no tree in between: its values go into their cells as they come.
//! It reads what this program writes, and that the same way as `interchange`; anything else is none, and left to that
//! reader, which says what is wrong.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use crate::format::texts::TextField;
use crate::format::{Cell, Edition, Kind};
use crate::interchange::{FORMAT, VERSION};
use crate::report::answer::Cause;
use crate::report::entry::{Entry, LARGEST};
use crate::report::office::{Level, Scope, parse_date};
use crate::report::{Edit, Report};

/// Reads the text of a JSON file that this program wrote.
pub fn read(text: &str) -> Option<Report> {
    let mut json = serde_json::Deserializer::from_str(text);
    let report = json.deserialize_map(File).ok()?;
    json.end().ok()?;
    Some(report)
}

/// A part of a stable name, with the parts that follow it.
struct Node {
    key: &'static str,
    /// The place of the cell among those of the edition, if the name ends here.
    cell: Option<usize>,
    children: Vec<Node>,
}

/// The tables of an edition as the JSON nests them.
fn tables(edition: Edition) -> &'static [Node] {
    static TABLES: OnceLock<Vec<(Edition, Vec<Node>)>> = OnceLock::new();
    let all = TABLES.get_or_init(|| {
        let nested = |edition: Edition| {
            let mut nodes = Vec::new();
            for (at, cell) in edition.format().cells.iter().enumerate() {
                nest(&mut nodes, cell.id(), at);
            }
            nodes
        };
        Edition::ALL.into_iter().map(|edition| (edition, nested(edition))).collect()
    });
    all.iter().find(|(other, _)| *other == edition).map_or(&[], |(_, nodes)| nodes)
}

fn nest(nodes: &mut Vec<Node>, name: &'static str, cell: usize) {
    let (key, rest) = name.split_once('.').map_or((name, None), |(key, rest)| (key, Some(rest)));
    let at = nodes.iter().position(|node| node.key == key).unwrap_or_else(|| {
        nodes.push(Node { key, cell: None, children: Vec::new() });
        nodes.len() - 1
    });
    match rest {
        Some(rest) => nest(&mut nodes[at].children, rest, cell),
        None => nodes[at].cell = Some(cell),
    }
}

/// The part of a key, and its place: looked for from where the last one stood, since files keep the order.
fn child(nodes: &'static [Node], from: usize, key: &str) -> Option<(usize, &'static Node)> {
    let places = (from..nodes.len()).chain(0..from);
    places.map(|at| (at, &nodes[at])).find(|(_, node)| node.key == key)
}

struct File;

impl<'de> Visitor<'de> for File {
    type Value = Report;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a report")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Report, A::Error> {
        let other = || A::Error::custom("not as this program writes it");
        let mut head: Vec<Edit> = Vec::new();
        let (mut format, mut version, mut edition) = (None, None, None);
        let mut report = Report::blank(Edition::LATEST);
        let mut entries: Vec<Option<Entry>> = Vec::new();
        let mut typed_totals: Vec<Word<'de>> = Vec::new();
        let mut answers: Vec<Answer> = Vec::new();
        let mut seen: Vec<Cow<'de, str>> = Vec::new();
        let text = |map: &mut A| map.next_value::<Word<'de>>().map(|word| word.0);
        while let Some(Word(key)) = map.next_key()? {
            if seen.contains(&key) {
                return Err(other());
            }
            match &*key {
                "format" => format = Some(text(&mut map)?),
                "version" => version = Some(map.next_value::<u64>()?),
                "organ" => head.push(Edit::Organ(text(&mut map)?.into_owned())),
                "organ-code" => head.push(Edit::OrganCode(text(&mut map)?.into_owned())),
                "level" => {
                    head.push(Edit::Level(chosen(map.next_value()?, Level::from_id).ok_or_else(other)?))
                }
                "scope" => {
                    head.push(Edit::Scope(chosen(map.next_value()?, Scope::from_id).ok_or_else(other)?))
                }
                "published" => {
                    head.push(Edit::Published(chosen(map.next_value()?, parse_date).ok_or_else(other)?));
                }
                "year" if edition.is_none() => head.push(Edit::Year(map.next_value::<Year>()?.0)),
                "edition" => {
                    let own = Edition::from_id(&text(&mut map)?).ok_or_else(other)?;
                    edition = Some(own);
                    report = Report::blank(own);
                    entries.resize(own.format().cells.len(), None);
                }
                "typed-totals" => typed_totals = map.next_value()?,
                "answers" => answers = map.next_value()?,
                "findings" => drop(map.next_value::<IgnoredAny>()?),
                key => {
                    // Texts and tables are known by their edition.
                    let own = edition.ok_or_else(other)?;
                    if let Some(field) = field(own, key) {
                        report.apply(Edit::Text(field, text(&mut map)?.into_owned()));
                    } else {
                        let (_, node) = child(tables(own), 0, key).ok_or_else(other)?;
                        map.next_value_seed(Part { node, edition: own, entries: &mut entries })?;
                    }
                }
            }
            seen.push(key);
        }
        let edition = edition.filter(|_| format.as_deref() == Some(FORMAT) && version == Some(VERSION));
        let edition = edition.ok_or_else(other)?;
        head.into_iter().for_each(|edit| report.apply(edit));
        // The file says which edition it is of, whatever its year.
        report.apply(Edit::Edition(edition));
        fill(&mut report, entries, &typed_totals);
        for Answer { rule, cells, values, message, note } in answers {
            report.apply(Edit::Answer(Cause { rule, cells, values, message }, note));
        }
        Ok(report)
    }
}

fn field(edition: Edition, key: &str) -> Option<TextField> {
    edition.texts().find(|text| text.id() == key)
}

/// Fills the cells; a total that was not typed follows its parts if it shows what they add up to.
fn fill(report: &mut Report, entries: Vec<Option<Entry>>, typed_totals: &[Word]) {
    let is_open =
        |cell: &Cell| !cell.declared().is_total() || typed_totals.iter().any(|id| id.0 == cell.id());
    let cells = report.format().cells.iter().copied().zip(entries);
    let there = cells.filter_map(|(cell, entry)| Some((cell, entry?)));
    let (typed, totals): (Vec<_>, Vec<_>) = there.partition(|(cell, _)| is_open(cell));
    report.apply(Edit::Cells(typed));
    report.settle_totals(&totals);
}

/// What is chosen, if anything is; none if it is no choice.
fn chosen<T>(id: Option<Word>, from: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    match id {
        None => Some(None),
        Some(id) => from(&id.0).map(Some),
    }
}

/// A text, borrowed where it can be.
#[derive(Deserialize)]
#[serde(transparent)]
struct Word<'a>(#[serde(borrow)] Cow<'a, str>);

/// The year as it would be typed.
struct Year(String);

impl<'de> Deserialize<'de> for Year {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Year, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Number(i64),
            Text(String),
            None(()),
        }
        Ok(Year(match Written::deserialize(json)? {
            Written::Number(year) => year.to_string(),
            Written::Text(text) => text,
            Written::None(()) => String::new(),
        }))
    }
}

#[derive(Deserialize)]
struct Answer {
    rule: String,
    cells: Vec<String>,
    #[serde(default, deserialize_with = "there")]
    values: Option<Vec<String>>,
    message: String,
    note: String,
}

fn there<'de, D: Deserializer<'de>>(json: D) -> Result<Option<Vec<String>>, D::Error> {
    Vec::deserialize(json).map(Some)
}

/// What stands below a part of a name: a value for its cell, or more parts.
struct Part<'a> {
    node: &'static Node,
    edition: Edition,
    entries: &'a mut [Option<Entry>],
}

impl Part<'_> {
    fn put<E: Error>(self, entry: impl FnOnce(Kind) -> Entry) -> Result<(), E> {
        let at = self.node.cell.ok_or_else(|| E::custom("no cell"))?;
        self.entries[at] = Some(entry(self.edition.format().cells[at].declared().kind));
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Part<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Part<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a number, or more of a table")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.put(|_| Entry::Blank)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.put(|kind| match i64::try_from(number) {
            Ok(number) if number <= LARGEST && kind != Kind::Money => Entry::Number(number),
            _ => Entry::parse(kind, &number.to_string()),
        })
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.put(|kind| Entry::parse(kind, &number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        let number = serde_json::Number::from_f64(number).ok_or_else(|| E::custom("no number"))?;
        self.put(|kind| Entry::parse(kind, &number.to_string()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.put(|kind| Entry::parse(kind, text))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let other = || A::Error::custom("not as this program writes it");
        let children = &self.node.children;
        if children.is_empty() {
            return Err(other());
        }
        let mut seen = 0_u64;
        let mut next = 0;
        while let Some(Word(key)) = map.next_key()? {
            let (at, node) = child(children, next, &key).ok_or_else(other)?;
            let bit = 1_u64.checked_shl(at as u32).filter(|bit| seen & bit == 0).ok_or_else(other)?;
            seen |= bit;
            next = at + 1;
            map.next_value_seed(Part { node, edition: self.edition, entries: &mut *self.entries })?;
        }
        Ok(())
    }
}
