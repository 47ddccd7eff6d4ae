//! Texts and elements as HTML and SVG write them. Knows no document.

use std::fmt::Write;

/// An element of HTML or SVG, with its text before its children.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    /// The name of the element.
    pub name: &'static str,
    /// The attributes, in order.
    pub attributes: Vec<(&'static str, String)>,
    /// The text.
    pub text: String,
    /// The elements within.
    pub children: Vec<Element>,
}

impl Element {
    /// An element with nothing in it.
    pub fn new(name: &'static str) -> Element {
        Element { name, ..Element::default() }
    }

    /// With an attribute.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Element {
        self.attributes.push((name, value.to_string()));
        self
    }

    /// With a text.
    pub fn text(self, text: impl Into<String>) -> Element {
        Element { text: text.into(), ..self }
    }

    /// With more elements within.
    pub fn child(mut self, child: Element) -> Element {
        self.children.push(child);
        self
    }

    /// With more elements within.
    pub fn children(mut self, children: impl IntoIterator<Item = Element>) -> Element {
        self.children.extend(children);
        self
    }

    /// Writes the element as HTML and XML both read it.
    pub fn write(&self, markup: &mut String) {
        let name = self.name;
        let _ = write!(markup, "<{name}");
        for (attribute, value) in &self.attributes {
            let _ = write!(markup, " {attribute}=\"{}\"", escape(value));
        }
        let _ = write!(markup, ">{}", escape(&self.text));
        self.children.iter().for_each(|child| child.write(markup));
        let _ = write!(markup, "</{name}>");
        if matches!(
            name,
            "svg" | "g" | "text" | "figure" | "tr" | "li" | "defs" | "title" | "desc" | "summary"
        ) {
            markup.push('\n');
        }
    }
}

/// A text as HTML writes it, in elements and in quoted attributes. Control characters that no HTML may
/// hold are left out.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' => escaped.push(c),
            c if c.is_control() || matches!(c, '\u{fdd0}'..='\u{fdef}') || (c as u32) & 0xfffe == 0xfffe => {}
            c => escaped.push(c),
        }
    }
    escaped
}
