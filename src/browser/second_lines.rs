//! Last year's numbers as second lines of the cells: drawn beside the inputs of the sheet, which knows nothing of
//! them.

use web_sys::Element;

use super::page;
use crate::app::last_year::LastNumber;

const LINE: &str = "cell__last";
/// What the sheet bears while there are such lines.
const WITH_LINES: &str = "sheet--last";

/// Draws the lines in place of those that were drawn before; returns what is drawn.
pub fn draw(before: Option<Vec<LastNumber>>, lines: &[LastNumber]) -> Vec<LastNumber> {
    if let Some(sheet) = page::document().get_element_by_id("sheet") {
        let _ = sheet.class_list().toggle_with_force(WITH_LINES, !lines.is_empty());
    }
    let before = before.unwrap_or_default();
    for gone in before.iter().filter(|old| !lines.iter().any(|line| line.cell == old.cell)) {
        if let Some(line) = standing(gone) {
            line.remove();
        }
    }
    for line in lines {
        match standing(line) {
            Some(_) if before.contains(line) => {}
            Some(standing) => fill(&standing, line),
            None => add(line),
        }
    }
    lines.to_vec()
}

/// The line that stands in a cell.
fn standing(line: &LastNumber) -> Option<Element> {
    let input = page::document().get_element_by_id(line.cell.id())?;
    input.parent_element()?.query_selector(&format!(".{LINE}")).ok().flatten()
}

fn add(line: &LastNumber) {
    let document = page::document();
    let cell = document.get_element_by_id(line.cell.id()).and_then(|input| input.parent_element());
    if let (Some(cell), Ok(span)) = (cell, document.create_element("span")) {
        span.set_class_name(LINE);
        // The help of the cell says it in words.
        let _ = span.set_attribute("aria-hidden", "true");
        fill(&span, line);
        let _ = cell.append_child(&span);
    }
}

/// The change at the left, the number at the right.
fn fill(span: &Element, line: &LastNumber) {
    span.set_text_content(Some(&line.number));
    if let (Some((sign, by)), Ok(change)) = (&line.change, page::document().create_element("b")) {
        change.set_text_content(Some(&format!("{sign}{by}")));
        let _ = span.prepend_with_node_1(&change);
    }
}
