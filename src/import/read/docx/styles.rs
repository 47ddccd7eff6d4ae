//! The styles of a Word document: what a paragraph is by the name of its style, and by those that this is based on.
//! Knows no paragraph.

use std::collections::HashMap;

use crate::import::read::xml::{Node, Xml};

/// How many styles may be based on one another.
const MOST_BASES: usize = 16;

/// The styles, by their ids.
pub struct Styles(HashMap<String, Style>);

/// A style.
#[derive(Default)]
pub struct Style {
    /// Its name, in small letters.
    pub name: String,
    base: String,
    /// Its level among the headings.
    pub outline: Option<usize>,
    /// The list whose numbers it bears, with the level in it.
    pub list: Option<(String, usize)>,
}

impl Styles {
    /// Reads the part of a document that holds them.
    pub fn read(text: &str) -> Styles {
        let mut styles: HashMap<String, Style> = HashMap::new();
        let mut current = String::new();
        for node in Xml::of(text) {
            let Node::Open(tag) = node else { continue };
            if tag.name() == "style" {
                current = tag.attribute("styleId").unwrap_or_default();
                styles.insert(current.clone(), Style::default());
                continue;
            }
            let Some(style) = styles.get_mut(&current) else { continue };
            let value = || tag.attribute("val").unwrap_or_default();
            match tag.name() {
                "name" => style.name = value().to_lowercase(),
                "basedOn" => style.base = value(),
                "outlineLvl" => style.outline = tag.number("val"),
                "numId" => style.list = Some((value(), style.list.take().map_or(0, |(_, level)| level))),
                "ilvl" => {
                    let level = tag.number("val").unwrap_or(0);
                    style.list = Some((style.list.take().map_or(String::new(), |(id, _)| id), level));
                }
                _ => {}
            }
        }
        Styles(styles)
    }

    /// A style and those that it is based on; none if there is no such style.
    pub fn of(&self, id: &str) -> Vec<&Style> {
        let bases = std::iter::successors(self.0.get(id), |style| self.0.get(&style.base));
        bases.take(MOST_BASES).collect()
    }
}
