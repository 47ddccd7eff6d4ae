//! Rows and cells that are no `<table>`: boxes side by side, lists of terms. Knows no report.

use super::page::{Within, is_left_out};
use super::tree::{Data, Id, Tree};

/// The longest text of a cell, in letters; a label with its guidance printed into it has 150.
const LONGEST_CELL: u32 = 160;

/// The rows of an element whose children are rows of cells; none if they are not.
pub fn rows(tree: &Tree, within: &[Within], id: Id, keep_hidden: bool) -> Option<Vec<Vec<Id>>> {
    match tree.nodes[id].name() {
        "dl" => terms(tree, within, id),
        "div" | "ul" | "ol" | "section" | "article" | "body" | "form" | "main" => {
            boxes(tree, within, id, keep_hidden)
        }
        _ => None,
    }
}

fn elements<'a>(tree: &'a Tree, within: &'a [Within], id: Id, keep_hidden: bool) -> impl Iterator<Item = Id> {
    tree.children(id).filter(move |child| {
        !tree.nodes[*child].name().is_empty() && !is_left_out(tree, within, *child, keep_hidden)
    })
}

/// Whether text stands in an element beside its children.
fn has_own_text(tree: &Tree, id: Id) -> bool {
    tree.children(id)
        .any(|child| matches!(&tree.nodes[child].data, Data::Text(text) if !text.trim().is_empty()))
}

/// A list of terms: each term begins a row.
fn terms(tree: &Tree, within: &[Within], id: Id) -> Option<Vec<Vec<Id>>> {
    let mut rows: Vec<Vec<Id>> = Vec::new();
    for child in tree.children(id) {
        match tree.nodes[child].name() {
            "dt" => rows.push(vec![child]),
            "dd" => rows.last_mut()?.push(child),
            "" => {}
            _ => return None,
        }
    }
    let is_short = |cell: &Id| within[*cell].letters <= LONGEST_CELL && within[*cell].cells == 0;
    let filled = rows.iter().filter(|row| row.len() > 1).count();
    (filled > 1 && rows.iter().flatten().all(is_short)).then_some(rows)
}

/// Boxes in boxes: the inner ones are cells if most rows have the same number of them, all are short, and there
/// are numbers among them or a style that says so.
fn boxes(tree: &Tree, within: &[Within], id: Id, keep_hidden: bool) -> Option<Vec<Vec<Id>>> {
    if within[id].cells > 0 || within[id].elements < 6 || has_own_text(tree, id) {
        return None;
    }
    let mut rows = Vec::new();
    for row in elements(tree, within, id, keep_hidden).take(2000) {
        if within[row].letters == 0 && within[row].elements < 3 {
            continue;
        }
        if !matches!(tree.nodes[row].name(), "div" | "ul" | "ol" | "li" | "section" | "dl" | "p") {
            return None;
        }
        let cells: Vec<Id> = elements(tree, within, row, keep_hidden)
            .filter(|cell| tree.nodes[*cell].name() != "br")
            .collect();
        let is_alone = cells.len() < 2;
        if !is_alone && has_own_text(tree, row) {
            return None;
        }
        rows.push(if is_alone { vec![row] } else { cells });
    }
    let is_cell = |cell: &Id| within[*cell].letters <= LONGEST_CELL && within[*cell].elements <= 12;
    if rows.len() < 2 || !rows.iter().flatten().all(is_cell) {
        return None;
    }
    let several = || rows.iter().filter(|row| row.len() > 1);
    let usual = several().map(Vec::len).max()?;
    let alike = several().filter(|row| row.len() == usual).count();
    let is_number =
        |cell: &Id| within[*cell].letters < 12 && tree.raw_text(*cell).contains(|c: char| c.is_ascii_digit());
    let counted = several().filter(|row| row.iter().skip(1).any(is_number)).count();
    let is_styled = several().all(|row| row.iter().all(|cell| has_style(tree, *cell)));
    let most = several().count() * 5 >= rows.len() * 3;
    // Words that are parted into spans are no cells: there the numbers differ from line to line.
    let is_regular = alike > 1 && (alike * 2 >= several().count() || counted * 3 >= several().count());
    (most && is_regular && (counted > 0 || is_styled) && several().count() > 1).then_some(rows)
}

/// Whether an element is a cell by its style or its class.
fn has_style(tree: &Tree, id: Id) -> bool {
    let node = &tree.nodes[id];
    let style: String = node.attribute("style").chars().filter(|c| !c.is_whitespace()).collect();
    let class = node.attribute("class").to_ascii_lowercase();
    style.contains("table-cell")
        || style.contains("flex")
        || ["cell", "td", "col"].iter().any(|word| class.contains(word))
}
