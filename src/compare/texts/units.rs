//! The paragraphs of a report and those of a page, each with what it is compared by.

use std::collections::BTreeSet;

use super::super::key::key;
use super::super::{Deviation, Kind};
use crate::compare::marks::Piece;
use crate::document::{Block, Document, Paragraph};
use crate::format::texts::TextField;
use crate::import::recognise::code::code;
use crate::import::recognised::{Recognised, Value};
use crate::import::source::{Content, Place, Source};
use crate::report::Report;

/// What a paragraph of a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A line of the title.
    Title,
    /// The heading of a chapter, counted from 0.
    Heading(usize),
    /// A paragraph of a text.
    Paragraph,
    /// The organ at the foot.
    Organ,
    /// The date at the foot.
    Date,
}

/// A paragraph of a report, as it is published.
pub struct Own {
    pub role: Role,
    pub key: String,
    pub text: String,
    /// The stable name of the field that it is of.
    pub target: &'static str,
    /// What it is missed with, if all of it is gone: the title, the foot, or the field.
    pub part: &'static str,
    /// What a user reads of it.
    pub name: String,
}

impl Own {
    pub fn is_text(&self) -> bool {
        self.role == Role::Paragraph
    }

    pub fn is_heading(&self) -> bool {
        matches!(self.role, Role::Heading(_))
    }

    /// The name of the whole part that it is of.
    pub fn whole_name(&self) -> &str {
        match self.role {
            Role::Title => "标题",
            Role::Organ | Role::Date => "落款",
            Role::Heading(_) | Role::Paragraph => {
                let field = TextField::from_id(self.part);
                field.map_or(self.name.as_str(), |field| field.name())
            }
        }
    }

    pub fn deviation(&self, draft: Vec<Piece>, published: Vec<Piece>, place: String) -> Deviation {
        let (name, hint) = (self.name.clone(), String::new());
        Deviation { kind: Kind::Differs, target: self.target, name, draft, published, place, hint }
    }
}

/// The paragraphs of a report in their order.
pub fn own(report: &Report, document: Document) -> Vec<Own> {
    let mut units: Vec<Own> = Vec::new();
    let mut chapter = None;
    let mut count = 0;
    let mut add = |role, text: String, target, name: String| {
        let key = key(&text);
        if !key.is_empty() {
            let part = match role {
                Role::Title => "title",
                Role::Organ | Role::Date => "foot",
                Role::Heading(_) | Role::Paragraph => target,
            };
            units.push(Own { role, key, text, target, part, name });
        }
    };
    for block in document.blocks {
        match block {
            Block::Title(lines) => {
                for line in lines {
                    add(Role::Title, line, "organ", "标题".to_owned());
                }
            }
            Block::Heading(heading) => {
                let at = chapter.map_or(0, |at| at + 1);
                (chapter, count) = (Some(at), 0);
                let target = report.format().chapters.get(at).map_or("", |chapter| chapter.anchor());
                add(Role::Heading(at), heading.to_owned(), target, format!("标题「{heading}」"));
            }
            Block::Paragraph(Paragraph { text, .. }) => {
                let of_chapter = chapter.and_then(|at| report.format().chapters.get(at));
                let field = of_chapter.map_or(report.format().preamble, |chapter| chapter.text());
                count += 1;
                add(Role::Paragraph, text, field.id(), format!("{}，第 {count} 段", field.name()));
            }
            Block::Table(_) | Block::Form(_) | Block::Code(_) => {}
            Block::Signature(lines) => {
                let mut lines = lines.into_iter();
                let (organ, date) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
                add(Role::Organ, organ, "organ", "落款机关".to_owned());
                add(Role::Date, date, "published", "落款日期".to_owned());
            }
        }
    }
    units
}

/// A paragraph of a page.
pub struct Published {
    pub key: String,
    pub text: String,
    pub place: Place,
    /// Whether it stands in a table.
    pub in_table: bool,
    /// Whether the recogniser counts it to a text of the report.
    pub is_ours: bool,
    /// Whether the recogniser gave it no place: it is of the report if it stands in it.
    pub may_be_ours: bool,
}

/// The fewest letters of a paragraph that stands in a table.
const FEWEST_IN_TABLE: usize = 4;

/// The paragraphs of a page in their order, and whether the page tells lines and not paragraphs: then those count
/// that the recogniser joined.
pub fn published(source: &Source, recognised: &Recognised) -> (Vec<Published>, bool) {
    let captions: BTreeSet<String> =
        recognised.edition().format().tables().map(|table| key(table.caption)).collect();
    let texts = || recognised.values.iter().filter(|value| TextField::from_id(&value.id).is_some());
    let ours = blocks(texts().map(|value| &value.from));
    let doubts = recognised.doubts.iter().map(|doubt| &doubt.from);
    let maybe = blocks(doubts.chain(recognised.unplaced.iter().map(|unplaced| &unplaced.from)));
    let is_line =
        |block: usize| matches!(source.blocks.get(block).map(|block| &block.content), Some(Content::Line(_)));
    let is_torn = source.blocks.iter().enumerate().any(|(at, _)| is_line(at));
    let mut units = Vec::new();
    let mut add = |text: &str, place: Place, in_table: bool| {
        for line in text.split('\n') {
            let key = key(line);
            let is_short = in_table && key.chars().count() < FEWEST_IN_TABLE;
            if !key.is_empty() && !is_short && !captions.contains(&key) && code(line).is_none() {
                let (is_ours, may_be_ours) = (ours.contains(&place.block), maybe.contains(&place.block));
                units.push(Published {
                    key,
                    text: line.trim().to_owned(),
                    place,
                    in_table,
                    is_ours,
                    may_be_ours,
                });
            }
        }
    };
    for (at, block) in source.blocks.iter().enumerate() {
        match &block.content {
            Content::Line(_) if ours.contains(&at) => {
                let begins = |value: &&Value| value.from.first() == Some(&Place::block(at));
                texts().filter(begins).for_each(|value| add(&value.text, Place::block(at), false));
            }
            Content::Heading(text) | Content::Paragraph(text) | Content::Line(text) => {
                add(text, Place::block(at), false);
            }
            Content::Table(grid) => {
                for (row, spots) in grid.rows.iter().enumerate() {
                    for (column, spot) in spots.iter().enumerate().filter(|(_, spot)| spot.begins) {
                        add(&spot.text, Place::cell(at, row, column), true);
                    }
                }
            }
        }
    }
    (units, is_torn)
}

/// The blocks that are named whole.
fn blocks<'a>(places: impl Iterator<Item = &'a Vec<Place>>) -> BTreeSet<usize> {
    places.flatten().filter(|place| place.at.is_none()).map(|place| place.block).collect()
}
