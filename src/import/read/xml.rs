//! XML as what opens, what closes and what it says, with names of their own alone. Bounded in depth; entities
//! of a document's own are not expanded. Knows no document.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// The deepest that elements are nested; what is deeper is not read.
const DEEPEST: usize = 256;

/// Something that XML says.
pub enum Node<'a> {
    /// An element begins.
    Open(Tag<'a>),
    /// An element of a name ends.
    Close(String),
    /// Text.
    Text(Cow<'a, str>),
}

/// An element that begins.
pub struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Its name, without its prefix.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute, whatever its prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let attributes = attributes.with_checks(false).flatten();
        let mut named = attributes.filter(|attribute| attribute.key.local_name().into_inner() == name);
        let value = named.next()?;
        let read = value.normalized_value(XmlVersion::Implicit1_0);
        Some(read.map_or_else(|_| value.value.as_ref().to_owned(), Cow::into_owned))
    }

    /// A number in an attribute.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether a property is switched on: it is there, and nothing says that it is off.
    pub fn is_on(&self) -> bool {
        !matches!(self.attribute("val").as_deref(), Some("0" | "false" | "off"))
    }
}

/// A text that is read as XML.
pub struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    /// How deep what comes next is nested.
    pub depth: usize,
    /// Whether the text ended before it should have.
    pub is_broken: bool,
}

impl<'a> Xml<'a> {
    /// Reads a text.
    pub fn of(text: &'a str) -> Xml<'a> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, depth: 0, is_broken: false }
    }
}

impl<'a> Iterator for Xml<'a> {
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        while !self.is_broken {
            match self.reader.read_event() {
                Ok(Event::Start(_)) if self.depth == DEEPEST => self.is_broken = true,
                Ok(Event::Start(tag)) => {
                    self.depth += 1;
                    return Some(Node::Open(Tag(tag)));
                }
                Ok(Event::End(tag)) => {
                    self.depth -= 1;
                    return Some(Node::Close(tag.local_name().into_inner().to_owned()));
                }
                Ok(Event::Text(text)) => return Some(Node::Text(text.into_inner())),
                Ok(Event::CData(text)) => return Some(Node::Text(text.into_inner())),
                Ok(Event::GeneralRef(reference)) => {
                    let known = match reference.resolve_char_ref() {
                        Ok(Some(c)) => Some(c),
                        _ => entity(&reference.into_inner()),
                    };
                    let is_read = |c: &char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
                    if let Some(c) = known.filter(is_read) {
                        return Some(Node::Text(Cow::Owned(c.to_string())));
                    }
                }
                Ok(Event::Eof) => {
                    self.is_broken = self.depth > 0;
                    return None;
                }
                Ok(
                    Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_),
                ) => {}
                Err(_) => self.is_broken = true,
            }
        }
        None
    }
}

/// The entities that every XML has.
fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
