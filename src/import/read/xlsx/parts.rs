//! The parts of a workbook around its sheets: which there are, the texts that they share, the formats of numbers; and
//! the names of cells.

use std::collections::HashMap;

use super::super::fields::Name;
use super::super::numbers::built_in;
use super::super::workbook::Merged;
use super::super::xml::{Node, Xml};
use crate::export::excel;

/// The most texts that cells share, and formats.
const MOST_SHARED: usize = 200_000;
/// The most ranges with the name of a field.
const MOST_NAMES: usize = 1_000;

/// What a workbook says of its sheets.
#[derive(Default)]
pub(super) struct Outline {
    pub(super) sheets: Vec<SheetPart>,
    /// The fields of the form that ranges are named by.
    pub(super) names: Vec<Name>,
    pub(super) epoch_1904: bool,
}

/// A sheet: its name, which part holds it, and whether it is hidden.
pub(super) struct SheetPart {
    pub(super) name: String,
    pub(super) relation: String,
    pub(super) is_shown: bool,
}

pub(super) fn read_workbook(text: &str) -> Outline {
    let mut outline = Outline::default();
    let mut named: Option<(String, String)> = None;
    for node in Xml::of(text) {
        match node {
            Node::Open(tag) if tag.name() == "workbookPr" => {
                outline.epoch_1904 = matches!(tag.attribute("date1904").as_deref(), Some("1" | "true"));
            }
            Node::Open(tag) if tag.name() == "sheet" => outline.sheets.push(SheetPart {
                name: tag.attribute("name").unwrap_or_default(),
                relation: tag.attribute("id").unwrap_or_default(),
                is_shown: tag.attribute("state").is_none_or(|state| state == "visible"),
            }),
            Node::Open(tag) if tag.name() == "definedName" => {
                let field = tag.attribute("name").and_then(|name| excel::field_of(&name));
                named = field.map(|field| (field, String::new()));
            }
            Node::Text(part) => named.iter_mut().for_each(|(_, range)| range.push_str(&part)),
            Node::Close(name) if name == "definedName" => {
                if let Some((field, range)) = named.take()
                    && let Some((sheet, range)) = range.trim_start_matches('=').rsplit_once('!')
                    && outline.names.len() < MOST_NAMES
                {
                    let sheet = sheet.trim_matches('\'').replace("''", "'");
                    let range = merged(range).or_else(|| place(range).map(|place| (place, place)));
                    outline.names.extend(range.map(|range| Name { field, sheet, range }));
                }
            }
            _ => {}
        }
    }
    outline
}

/// The parts that the relations of the workbook lead to.
pub(super) fn read_relations(text: &str) -> HashMap<String, String> {
    let relation = |node| match node {
        Node::Open(tag) if tag.name() == "Relationship" => {
            let target = tag.attribute("Target")?;
            let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            Some((tag.attribute("Id")?, part))
        }
        _ => None,
    };
    Xml::of(text).filter_map(relation).collect()
}

/// The texts that cells share, without the readings above them.
pub(super) fn read_texts(text: &str) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let (mut in_text, mut in_reading) = (false, false);
    for node in Xml::of(text) {
        match node {
            Node::Open(tag) => match tag.name() {
                "si" if texts.len() < MOST_SHARED => texts.push(String::new()),
                "si" => break,
                "t" => in_text = true,
                "rPh" => in_reading = true,
                _ => {}
            },
            Node::Close(name) => match name.as_str() {
                "t" => in_text = false,
                "rPh" => in_reading = false,
                _ => {}
            },
            Node::Text(part) if in_text && !in_reading => {
                texts.last_mut().into_iter().for_each(|text| text.push_str(&part))
            }
            Node::Text(_) => {}
        }
    }
    texts.into_iter().map(|text| unescaped(&text)).collect()
}

/// A text as it is meant: what XML cannot hold stands in it as `_x000D_`.
pub(super) fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 7).and_then(|code| code.strip_suffix('_'));
        let c = code.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
        plain.push_str(&rest[..at]);
        match c {
            Some(c) => plain.push(c),
            None => plain.push_str("_x"),
        }
        rest = &rest[at + if c.is_some() { 7 } else { 2 }..];
    }
    plain + rest
}

/// The number format of each style of a cell.
pub(super) fn read_formats(text: &str) -> Vec<String> {
    let mut own: HashMap<usize, String> = HashMap::new();
    let mut formats = Vec::new();
    let mut in_cells = false;
    for node in Xml::of(text) {
        match node {
            Node::Open(tag) => match tag.name() {
                "numFmt" => {
                    own.extend(tag.number("numFmtId").zip(tag.attribute("formatCode")));
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells && formats.len() < MOST_SHARED => {
                    let id = tag.number("numFmtId").unwrap_or(0);
                    formats.push(own.get(&id).cloned().unwrap_or_else(|| built_in(id).to_owned()));
                }
                _ => {}
            },
            Node::Close(name) if name == "cellXfs" => in_cells = false,
            _ => {}
        }
    }
    formats
}

/// The row and the column of a name like `C7`, counted from 0.
pub(super) fn place(name: &str) -> Option<(usize, usize)> {
    let name = name.replace('$', "");
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    let mut column = 0_usize;
    for letter in letters.bytes() {
        let letter = letter.to_ascii_uppercase();
        if !letter.is_ascii_uppercase() || letters.len() > 3 {
            return None;
        }
        column = column * 26 + usize::from(letter - b'A') + 1;
    }
    Some((row.parse::<usize>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

pub(super) fn merged(range: &str) -> Option<Merged> {
    let (first, last) = range.split_once(':')?;
    Some((place(first)?, place(last)?))
}
