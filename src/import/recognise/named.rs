//! A report out of a file that names its fields itself: what this program wrote as a workbook or a CSV file, and
//! somebody may have changed since. Everything is taken to the letter; what has no name has no place. Knows no
//! file format.

use std::collections::BTreeSet;

use super::surroundings::date_alone;
use crate::export::excel;
use crate::format::texts::TextField;
use crate::format::{Edition, HEAD, head_label};
use crate::import::read;
use crate::import::recognised::{Recognised, Unplaced, Value};
use crate::import::source::{Fields, Named, Place};
use crate::report::Report;
use crate::report::entry::trim;
use crate::report::office::{Level, Scope, parse_date};

/// Recognises a report; none if the file does not say which edition it is of.
pub fn recognise(fields: &Fields) -> Option<Recognised> {
    let find = |id: &str| fields.named.iter().find(|named| named.id == id);
    let edition = find("edition").map(text_of)?;
    let edition = Edition::ALL.into_iter().find(|one| [one.name(), one.id()].contains(&trim(&edition)))?;
    let mut recognised = Recognised {
        edition: edition.id().to_owned(),
        values: Vec::new(),
        doubts: Vec::new(),
        unplaced: Vec::new(),
        problems: Vec::new(),
        code: None,
        typed_totals: None,
    };
    let mut typed_totals = Vec::new();
    for named in HEAD.iter().filter_map(|(id, _)| find(id)) {
        let text = text_of(named);
        match head_value(&named.id, &text) {
            Some(value) => recognised.values.push(value_of(named, value)),
            None => {
                let label = head_label(&named.id);
                recognised.problems.push(format!("{label}写的是“{}”，认不出来，没有导入。", trim(&text)));
            }
        }
    }
    let mut missing = Vec::new();
    for field in edition.texts() {
        match find(field.id()) {
            Some(named) => recognised.values.push(value_of(named, text_of(named))),
            None => missing.push(field.name()),
        }
    }
    for cell in &edition.format().cells {
        let Some(named) = find(cell.id()) else {
            missing.push(&cell.declared().name);
            continue;
        };
        if cell.declared().is_total() && !named.is_worked_out {
            typed_totals.push(cell.id().to_owned());
        }
        recognised.values.push(value_of(named, text_of(named)));
    }
    recognised.typed_totals = Some(typed_totals);
    if let Some(first) = missing.first() {
        let count = missing.len();
        recognised.problems.push(format!("文件里少了 {count} 处，“{first}”是其中之一，这些没有读到。"));
    }
    recognised.unplaced = unplaced(fields, edition);
    recognised.put_in_order(edition);
    Some(recognised)
}

fn text_of(named: &Named) -> String {
    excel::joined(named.cells.iter().map(String::as_str))
}

fn value_of(named: &Named, text: String) -> Value {
    Value { id: named.id.clone(), text, from: named.from.clone() }
}

/// What goes into a field before the report, as it is typed or chosen; none if it is none of the choices.
fn head_value(id: &str, text: &str) -> Option<String> {
    let short = trim(text);
    if short.is_empty() {
        return Some(text.to_owned());
    }
    match id {
        "level" => Level::ALL.iter().find(|one| one.name() == short).map(|one| one.id().to_owned()),
        "scope" => Scope::ALL.iter().find(|one| one.name() == short).map(|one| one.id().to_owned()),
        "published" => parse_date(short).or_else(|| date_alone(short)).map(|date| date.to_string()),
        "edition" => Edition::ALL
            .into_iter()
            .find(|one| [one.name(), one.id()].contains(&short))
            .map(|one| one.id().to_owned()),
        _ => Some(text.to_owned()),
    }
}

/// What stands under no name: what a blank workbook says is none of it.
fn unplaced(fields: &Fields, edition: Edition) -> Vec<Unplaced> {
    if fields.others.is_empty() {
        return Vec::new();
    }
    let blank = read::read("", &excel::write(&Report::blank(edition))).ok().and_then(|source| source.fields);
    let printed: BTreeSet<String> =
        blank.map(|fields| fields.others.into_iter().map(|(text, _)| text).collect()).unwrap_or_default();
    let others = fields.others.iter().filter(|(text, _)| !printed.contains(text));
    let unplaced = |(text, place): &(String, Place)| Unplaced {
        name: "表外的内容".to_owned(),
        quote: trim(text).to_owned(),
        from: vec![*place],
        targets: targets(fields, edition, *place),
    };
    others.map(unplaced).collect()
}

/// The texts that something can be put under, first that of the chapter in whose table it stands.
fn targets(fields: &Fields, edition: Edition, place: Place) -> Vec<String> {
    let is_near = |named: &&Named| named.from.first().is_some_and(|from| from.block == place.block);
    let near = fields.named.iter().find(is_near).and_then(|named| edition.format().chapter_of(&named.id));
    let near = near.map(|chapter| edition.format().chapters[chapter].text());
    let texts = edition.texts().filter(|text| Some(*text) != near);
    near.into_iter().chain(texts).map(|text: TextField| text.id().to_owned()).collect()
}
