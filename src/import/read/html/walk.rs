//! The walk through a page: which elements begin and end a paragraph, a heading, a table, a list, and the white
//! space between. Knows no report.

use super::LONGEST_HEADING;
use super::page::{self, Within};
use super::rows;
use super::tree::{Data, Id, ROOT, Step, Tree};
use crate::import::read::blocks::Blocks;
use crate::import::read::compose::{Composer, Item};
use crate::report::entry::trim;

/// From how many lines on a text with `<br>` is one cell a line.
const MANY_LINES: usize = 20;

/// The blocks of a page; what is hidden among them if it is kept.
pub fn walk(tree: &Tree, within: &[Within], keep_hidden: bool) -> Blocks {
    let mut walk = Walk {
        tree,
        within,
        keep_hidden,
        composer: Composer::new(Blocks::of("网页")),
        text: Text::default(),
        lines: Vec::new(),
        heading: 0,
        lists: Vec::new(),
    };
    walk.node(ROOT);
    walk.flush();
    walk.composer.finish()
}

/// Text that runs on, its white space as a browser shows it.
#[derive(Default)]
struct Text {
    held: String,
    /// Whether white space came last, and whether there was a line break in it.
    space: Option<bool>,
}

impl Text {
    fn push(&mut self, text: &str) {
        for c in text.chars() {
            if matches!(c, ' ' | '\n' | '\t' | '\r' | '\u{c}') {
                self.space = Some(self.space == Some(true) || matches!(c, '\n' | '\r'));
                continue;
            }
            if let Some(has_break) = self.space.take()
                && let Some(last) = self.held.chars().next_back()
            {
                // A source that breaks a line between two Chinese letters means no space.
                let is_wide = |c: char| c >= '\u{2e80}';
                if !(has_break && is_wide(last) && is_wide(c)) {
                    self.held.push(' ');
                }
            }
            self.held.push(c);
        }
    }
}

struct Walk<'a> {
    tree: &'a Tree,
    within: &'a [Within],
    keep_hidden: bool,
    composer: Composer,
    text: Text,
    /// The lines of the block that is open, those before the last `<br>`.
    lines: Vec<String>,
    /// How many headings are open.
    heading: usize,
    /// The numbers of the ordered lists that are open; none for one without numbers.
    lists: Vec<Option<usize>>,
}

impl Walk<'_> {
    /// Reads what is within a node.
    fn node(&mut self, top: Id) {
        let mut step = Some(Step::Enter(top));
        while let Some(now) = step {
            if self.composer.is_full() {
                return;
            }
            let goes_in = match now {
                Step::Enter(id) => self.enter(id),
                Step::Leave(id) => {
                    self.leave(id);
                    true
                }
            };
            step = match now {
                Step::Enter(id) if !goes_in => self.tree.after(Step::Leave(id), top),
                now => self.tree.after(now, top),
            };
        }
    }

    /// Whether the walk goes into the node.
    fn enter(&mut self, id: Id) -> bool {
        let node = &self.tree.nodes[id];
        match &node.data {
            Data::Nothing => return true,
            Data::Text(text) => {
                self.text.push(text);
                return true;
            }
            Data::Element(..) => {}
        }
        if page::is_left_out(self.tree, self.within, id, self.keep_hidden) {
            return false;
        }
        let name = node.name();
        if name == "br" {
            self.lines.push(std::mem::take(&mut self.text).held);
            return true;
        }
        if !is_block(name) {
            return true;
        }
        self.flush();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading += 1,
            "table" => self.composer.open_table(),
            "tr" if self.composer.is_in_table() => self.composer.open_row(),
            "td" | "th" if self.composer.is_in_table() => self.open_cell(id),
            "ol" => self.lists.push(first_number(self.tree, id)),
            "ul" => self.lists.push(None),
            "li" => {
                if let Some(Some(number)) = self.lists.last_mut() {
                    self.text.push(&format!("{number}."));
                    *number += 1;
                }
            }
            "pre" | "listing" | "xmp" => {
                let text = self.tree.raw_text(id);
                self.composer.add(Item::Lines(text));
                return false;
            }
            _ => {}
        }
        if !self.composer.is_in_table()
            && let Some(rows) = rows::rows(self.tree, self.within, id, self.keep_hidden)
        {
            self.boxes(rows);
            self.leave(id);
            return false;
        }
        true
    }

    fn leave(&mut self, id: Id) {
        let name = self.tree.nodes[id].name();
        if !is_block(name) || !self.is_open(id) {
            return;
        }
        let is_blank = name == "p" && self.lines.is_empty() && trim(&self.text.held).is_empty();
        self.flush();
        match name {
            "p" if is_blank && self.within[id].letters == 0 => self.composer.add(Item::Blank),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = self.heading.saturating_sub(1),
            "table" => self.composer.close_table(),
            "ol" | "ul" => {
                self.lists.pop();
            }
            _ => {}
        }
    }

    /// Whether an element was gone into.
    fn is_open(&self, id: Id) -> bool {
        let name = self.tree.nodes[id].name();
        !matches!(name, "pre" | "listing" | "xmp")
    }

    fn open_cell(&mut self, id: Id) {
        let node = &self.tree.nodes[id];
        let span = |name: &str| node.attribute(name).trim().parse().unwrap_or(1_usize);
        let columns = span("colspan").clamp(1, 1000);
        // A cell of 0 rows reaches to the end of the table.
        let rows = if node.attribute("rowspan").trim() == "0" { usize::MAX } else { span("rowspan") };
        // A run of cells without a border between them, which a spreadsheet writes as one: they are not merged.
        if node.attribute("style").contains("mso-ignore:colspan") {
            for _ in 1..columns {
                self.composer.open_cell(1, 1);
            }
            self.composer.open_cell(1, 1);
            return;
        }
        self.composer.open_cell(columns, rows);
    }

    /// Adds boxes that stand in rows.
    fn boxes(&mut self, rows: Vec<Vec<Id>>) {
        self.composer.open_table();
        for row in rows {
            self.composer.open_row();
            for cell in row {
                self.composer.open_cell(1, 1);
                self.node(cell);
                self.flush();
            }
        }
        self.composer.close_table();
    }

    /// Ends a paragraph.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text).held;
        if self.lines.is_empty() {
            if !trim(&text).is_empty() {
                let is_heading =
                    self.heading > 0 && text.chars().count() <= LONGEST_HEADING && !text.ends_with('。');
                self.composer.add(if is_heading { Item::Heading(text) } else { Item::Paragraph(text) });
            }
            return;
        }
        let mut lines = std::mem::take(&mut self.lines);
        lines.push(text);
        let filled = || lines.iter().filter(|line| !trim(line).is_empty());
        let short = filled().filter(|line| line.chars().count() <= 12).count();
        if filled().count() >= MANY_LINES && short * 10 >= filled().count() * 6 {
            return self.composer.add(Item::Lines(lines.join("\n")));
        }
        if lines.last().is_some_and(|line| trim(line).is_empty()) {
            lines.pop();
        }
        for line in lines {
            let is_heading =
                self.heading > 0 && line.chars().count() <= LONGEST_HEADING && !line.ends_with('。');
            self.composer.add(if is_heading { Item::Heading(line) } else { Item::Paragraph(line) });
        }
    }
}

/// Elements that begin and end a paragraph.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "table"
            | "caption"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "nav"
            | "aside"
            | "blockquote"
            | "pre"
            | "listing"
            | "xmp"
            | "center"
            | "address"
            | "figure"
            | "figcaption"
            | "form"
            | "fieldset"
            | "legend"
            | "hr"
            | "body"
            | "html"
            | "details"
            | "summary"
            | "dir"
            | "marquee"
    )
}

/// The number of the first item of an ordered list; none if its items show none.
fn first_number(tree: &Tree, id: Id) -> Option<usize> {
    let node = &tree.nodes[id];
    let style = node.attribute("style").to_ascii_lowercase();
    let is_plain = matches!(node.attribute("type"), "" | "1") && !style.contains("list-style");
    is_plain.then(|| node.attribute("start").trim().parse().unwrap_or(1).clamp(0, 9999))
}
