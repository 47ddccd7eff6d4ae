//! What of a page is no part of what it tells: scripts, hidden things, the controls of forms, navigation,
//! lists of links, the foot of the site, charts of what the page says in tables. In doubt it stays. Knows no report.

use crate::export::picture::section::CLASS as PICTURE;

use super::tree::{Data, Id, ROOT, Step, Tree};

/// Elements that say nothing to a reader, or nothing of the page itself.
const SILENT: [&str; 24] = [
    "script", "style", "noscript", "template", "head", "title", "meta", "link", "iframe", "object", "embed",
    "svg", "canvas", "audio", "video", "map", "input", "select", "button", "textarea", "datalist", "option",
    "xml", "noframes",
];
/// Words in a class or a name that stand for what surrounds the text of a page.
const AROUND: [&str; 35] = [
    "nav",
    "navbar",
    "navigation",
    "topnav",
    "subnav",
    "sitenav",
    "menu",
    "topmenu",
    "breadcrumb",
    "breadcrumbs",
    "crumb",
    "crumbs",
    "footer",
    "share",
    "bdsharebuttonbox",
    "tool",
    "tools",
    "toolbar",
    "sidebar",
    "aside",
    "pager",
    "pagination",
    "copyright",
    "login",
    "search",
    "switch",
    "language",
    "languages",
    "qrcode",
    "ewm",
    "position",
    "location",
    "weizhi",
    "fontsize",
    "friendlink",
];
/// The longest text, in letters, that may be left out for such a word.
const MOST_LEFT_OUT: usize = 600;
/// From how many letters on a text is a sentence that is not left out for a word.
const SENTENCE: usize = 60;

/// What is within each node of a tree.
#[derive(Clone, Copy, Default)]
pub struct Within {
    /// Letters, but for white space, in what is shown.
    pub letters: u32,
    /// Of these, those in links.
    linked: u32,
    /// The letters of the longest text.
    longest: u32,
    links: u32,
    /// Cells of tables.
    pub cells: u32,
    /// Elements.
    pub elements: u32,
    /// Headings that say something.
    headings: u32,
}

/// Counts what is within each node.
pub fn count(tree: &Tree) -> Vec<Within> {
    let mut within = vec![Within::default(); tree.nodes.len()];
    let mut links = 0_u32;
    let mut silent = 0_u32;
    let mut step = Some(Step::Enter(ROOT));
    while let Some(now) = step {
        match now {
            Step::Enter(id) => {
                let node = &tree.nodes[id];
                let name = node.name();
                links += u32::from(name == "a");
                silent += u32::from(SILENT.contains(&name));
                if let Data::Text(text) = &node.data
                    && silent == 0
                {
                    let letters = text.chars().filter(|c| !c.is_whitespace()).count() as u32;
                    let linked = if links > 0 { letters } else { 0 };
                    within[id] = Within { letters, linked, longest: letters, ..Within::default() };
                }
            }
            Step::Leave(id) => {
                let node = &tree.nodes[id];
                let name = node.name();
                links -= u32::from(name == "a");
                silent -= u32::from(SILENT.contains(&name));
                let mut of = within[id];
                of.links += u32::from(name == "a");
                of.cells += u32::from(matches!(name, "td" | "th"));
                of.elements += u32::from(!name.is_empty());
                of.headings += u32::from(matches!(name, "h1" | "h2" | "h3") && of.letters > of.linked);
                if let Some(parent) = node.parent {
                    let sum = &mut within[parent];
                    sum.letters += of.letters;
                    sum.linked += of.linked;
                    sum.longest = sum.longest.max(of.longest);
                    sum.links += of.links;
                    sum.cells += of.cells;
                    sum.elements += of.elements;
                    sum.headings += of.headings;
                }
            }
        }
        step = tree.after(now, ROOT);
    }
    within
}

/// Whether an element is left out.
pub fn is_left_out(tree: &Tree, within: &[Within], id: Id, keep_hidden: bool) -> bool {
    let name = tree.nodes[id].name();
    if name.is_empty() || matches!(name, "html" | "body") {
        return false;
    }
    let is_picture = name == "details" && tree.nodes[id].attribute("class") == PICTURE;
    SILENT.contains(&name)
        || is_picture
        || !keep_hidden && is_hidden(tree, id)
        || is_around(tree, within[id], id)
}

fn is_hidden(tree: &Tree, id: Id) -> bool {
    let node = &tree.nodes[id];
    let Data::Element(_, attributes) = &node.data else { return false };
    if attributes.iter().any(|attribute| &*attribute.name.local == "hidden") {
        return true;
    }
    let style = node.attribute("style");
    let style: String = style.chars().filter(|c| !c.is_whitespace()).take(2000).collect();
    let style = style.to_ascii_lowercase();
    // Office programs put in rows of no height that set the widths of columns.
    ["display:none", "visibility:hidden", "mso-hide:all"].iter().any(|hide| style.contains(hide))
        || node.name() == "tr" && node.attribute("height") == "0"
}

/// Whether an element stands around the text of the page: by its name, its class, or as a list of links.
fn is_around(tree: &Tree, within: Within, id: Id) -> bool {
    let node = &tree.nodes[id];
    let name = node.name();
    if within.cells > 0
        || within.letters == 0
        || matches!(name, "p" | "span" | "a" | "font" | "td" | "tr" | "th")
    {
        return false;
    }
    let is_block =
        matches!(name, "div" | "ul" | "ol" | "dl" | "section" | "nav" | "header" | "aside" | "footer");
    let is_list_of_links = within.links > 3 && within.linked * 10 >= within.letters * 8;
    if is_block && is_list_of_links {
        return true;
    }
    let is_named = matches!(name, "nav" | "footer" | "aside")
        || matches!(node.attribute("role"), "navigation" | "contentinfo" | "search")
        || has_word(node.attribute("class"))
        || has_word(node.attribute("id"));
    let is_mostly_links = within.linked * 2 >= within.letters;
    is_named
        && within.headings == 0
        && (is_mostly_links
            || within.letters as usize <= MOST_LEFT_OUT && within.longest as usize <= SENTENCE)
}

/// Whether one of the words of a class stands for what surrounds a text.
fn has_word(class: &str) -> bool {
    // `position-relative` says how a box is placed.
    let names = class.split_whitespace().take(20).filter(|name| !name.starts_with("position-"));
    let words = names.flat_map(|name| name.split(|c: char| !c.is_ascii_alphabetic()));
    words.flat_map(split_humps).any(|word| AROUND.contains(&word.to_ascii_lowercase().as_str()))
}

/// `siteNav` is two words.
fn split_humps(word: &str) -> impl Iterator<Item = &str> {
    let is_hump = |at: &usize| {
        let bytes = word.as_bytes();
        bytes[*at].is_ascii_uppercase() && bytes[*at - 1].is_ascii_lowercase()
    };
    let starts = std::iter::once(0).chain((1..word.len()).filter(is_hump)).collect::<Vec<_>>();
    let ends = starts.iter().skip(1).copied().chain([word.len()]).collect::<Vec<_>>();
    starts.into_iter().zip(ends).map(|(start, end)| &word[start..end])
}
