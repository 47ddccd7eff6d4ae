//! A page as a tree of elements and texts, by the parser that browsers agree on. Nothing of it runs or loads.
//! Bounded: a page that is too large, or nested too deep, is read as far as it goes. Knows no report.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName};

/// The most nodes of a tree; the page of a report has 10,000.
const MOST_NODES: usize = 150_000;
/// The deepest that elements are nested; browsers give up at 512.
const DEEPEST: u32 = 600;
/// How much is parsed before the bounds are looked at again, in bytes.
const PIECE: usize = 4 * 1024;
/// The most blanks that may come without anything coming of them: the attributes of one tag.
const MOST_SILENT: usize = 20_000;

/// A node, by its place in the tree.
pub type Id = usize;

/// The root of every tree.
pub const ROOT: Id = 0;

/// A node of the tree.
#[derive(Default)]
pub struct Node {
    pub parent: Option<Id>,
    pub first: Option<Id>,
    last: Option<Id>,
    previous: Option<Id>,
    pub next: Option<Id>,
    depth: u32,
    pub data: Data,
}

/// What a node is.
#[derive(Default)]
pub enum Data {
    /// The root, or something that says nothing.
    #[default]
    Nothing,
    Element(QualName, Vec<Attribute>),
    Text(String),
}

impl Node {
    /// The name of an element; empty for what is none.
    pub fn name(&self) -> &str {
        match &self.data {
            Data::Element(name, _) => &name.local,
            _ => "",
        }
    }

    /// An attribute of an element; empty where there is none.
    pub fn attribute(&self, name: &str) -> &str {
        match &self.data {
            Data::Element(_, attributes) => {
                let found = attributes.iter().find(|attribute| &*attribute.name.local == name);
                found.map_or("", |attribute| &attribute.value)
            }
            _ => "",
        }
    }
}

/// A parsed page.
pub struct Tree {
    pub nodes: Vec<Node>,
    /// Whether the page goes on behind what was parsed.
    pub is_cut: bool,
}

/// A step of a walk through a tree.
#[derive(Clone, Copy, PartialEq)]
pub enum Step {
    Enter(Id),
    Leave(Id),
}

impl Tree {
    /// Parses a page, or a part of one.
    pub fn parse(html: &str) -> Tree {
        let html = without_comments(html);
        let mut parser = html5ever::parse_document(Sink::default(), html5ever::ParseOpts::default());
        let mut rest = html.as_ref();
        let mut silent = 0;
        let mut known = 0;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE).max(1));
            parser.process(StrTendril::from(piece));
            rest = after;
            let sink = &parser.tokenizer.sink.sink;
            // An attribute is compared with all before it: a tag without end must not go on for ever.
            let blanks = piece.bytes().filter(|byte| byte.is_ascii_whitespace() || *byte == b'/').count();
            let calls = sink.calls.get();
            silent = if calls == known { silent + blanks } else { 0 };
            known = calls;
            if sink.is_full() || silent > MOST_SILENT {
                break;
            }
        }
        let is_cut = !rest.is_empty();
        Tree { nodes: parser.finish().into_inner(), is_cut }
    }

    /// The children of a node.
    pub fn children(&self, id: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(self.nodes[id].first, |id| self.nodes[*id].next)
    }

    /// The step after another in the walk through what is within `top`; none at its end.
    pub fn after(&self, step: Step, top: Id) -> Option<Step> {
        match step {
            Step::Enter(id) => Some(self.nodes[id].first.map_or(Step::Leave(id), Step::Enter)),
            Step::Leave(id) if id == top => None,
            Step::Leave(id) => match self.nodes[id].next {
                Some(next) => Some(Step::Enter(next)),
                None => self.nodes[id].parent.map(Step::Leave),
            },
        }
    }

    /// What is within a node, as it stands in the source.
    pub fn raw_text(&self, top: Id) -> String {
        let mut text = String::new();
        let mut step = Some(Step::Enter(top));
        while let Some(now) = step {
            if let Step::Enter(id) = now {
                match &self.nodes[id].data {
                    Data::Text(part) => text.push_str(part),
                    _ if self.nodes[id].name() == "br" => text.push('\n'),
                    _ => {}
                }
            }
            step = self.after(now, top);
        }
        text
    }
}

/// A page without its comments, conditional ones too. One without end stays, and swallows the rest.
fn without_comments(html: &str) -> Cow<'_, str> {
    if !html.contains("<!--") {
        return Cow::Borrowed(html);
    }
    let mut clean = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        let Some((_, after)) = comment.split_once("-->") else { break };
        clean.push_str(before);
        rest = after;
    }
    clean.push_str(rest);
    Cow::Owned(clean)
}

/// Takes what the parser finds.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    deepest: Cell<u32>,
    calls: Cell<usize>,
}

impl Default for Sink {
    fn default() -> Sink {
        Sink { nodes: RefCell::new(vec![Node::default()]), deepest: Cell::default(), calls: Cell::default() }
    }
}

impl Sink {
    fn is_full(&self) -> bool {
        self.nodes.borrow().len() > MOST_NODES || self.deepest.get() > DEEPEST
    }

    fn create(&self, data: Data) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { data, ..Node::default() });
        nodes.len() - 1
    }

    /// Puts a node or a text into a parent, in front of a sibling or at the end.
    fn insert(&self, parent: Id, before: Option<Id>, child: NodeOrText<Id>) {
        self.calls.set(self.calls.get() + 1);
        let previous = match before {
            Some(before) => self.nodes.borrow()[before].previous,
            None => self.nodes.borrow()[parent].last,
        };
        let child = match child {
            NodeOrText::AppendNode(child) => {
                self.detach(child);
                child
            }
            NodeOrText::AppendText(text) => {
                if let Some(previous) = previous
                    && let Data::Text(held) = &mut self.nodes.borrow_mut()[previous].data
                {
                    held.push_str(&text);
                    return;
                }
                self.create(Data::Text(text.to_string()))
            }
        };
        let nodes = &mut *self.nodes.borrow_mut();
        // What the child was before may have been its neighbour.
        let previous = match before {
            Some(before) => nodes[before].previous,
            None => nodes[parent].last,
        };
        let depth = nodes[parent].depth + 1;
        nodes[child].parent = Some(parent);
        nodes[child].previous = previous;
        nodes[child].next = before;
        nodes[child].depth = depth;
        self.deepest.set(depth.max(self.deepest.get()));
        match previous {
            Some(previous) => nodes[previous].next = Some(child),
            None => nodes[parent].first = Some(child),
        }
        match before {
            Some(before) => nodes[before].previous = Some(child),
            None => nodes[parent].last = Some(child),
        }
    }

    fn detach(&self, id: Id) {
        let nodes = &mut *self.nodes.borrow_mut();
        let Some(parent) = nodes[id].parent.take() else { return };
        let (previous, next) = (nodes[id].previous.take(), nodes[id].next.take());
        match previous {
            Some(previous) => nodes[previous].next = next,
            None => nodes[parent].first = next,
        }
        match next {
            Some(next) => nodes[next].previous = previous,
            None => nodes[parent].last = previous,
        }
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = RefCell<Vec<Node>>;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self::Output {
        self.nodes
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Ref<'a, QualName> {
        Ref::map(self.nodes.borrow(), |nodes| match &nodes[*target].data {
            Data::Element(name, _) => name,
            _ => unreachable!("the parser asks for the names of elements only"),
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        self.create(Data::Element(name, attributes))
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.create(Data::Nothing)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.create(Data::Nothing)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.insert(*parent, None, child);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        let has_parent = self.nodes.borrow()[*element].parent.is_some();
        if has_parent { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// What is in a template is not shown; it stands in the template itself, which is left out.
    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, one: &Id, other: &Id) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let parent = self.nodes.borrow()[*sibling].parent;
        if let Some(parent) = parent {
            self.insert(parent, Some(*sibling), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, attributes: Vec<Attribute>) {
        if let Data::Element(_, held) = &mut self.nodes.borrow_mut()[*target].data {
            for attribute in attributes {
                if held.len() < 100 && !held.iter().any(|other| other.name == attribute.name) {
                    held.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &Id, parent: &Id) {
        loop {
            let first = self.nodes.borrow()[*node].first;
            let Some(child) = first else { return };
            self.detach(child);
            self.insert(*parent, None, NodeOrText::AppendNode(child));
        }
    }
}
