//! The walk through the main part of a document: what is open at a place, paragraphs within paragraphs and tables
//! within tables, and what it comes to. Knows what elements mean, and not which of them are left out.

use std::collections::HashMap;

use super::super::blocks::Blocks;
use super::super::compose::{Composer, Item};
use super::super::xml::Tag;
use super::numbering::Numbering;
use super::styles::Styles;

/// The longest heading, in letters.
const LONGEST_HEADING: usize = 80;

#[derive(Default)]
struct Paragraph {
    text: String,
    style: String,
    outline: Option<usize>,
    list: Option<String>,
    level: Option<usize>,
}

/// A table that is open: where the next cell of the row stands, and which cell stands in each column.
#[derive(Default)]
struct Table {
    column: usize,
    cells: HashMap<usize, (usize, usize)>,
    /// The cell that has begun, as long as its properties are not known.
    begun: Option<Cell>,
    is_continued: bool,
}

#[derive(Default)]
struct Cell {
    columns: usize,
    continues: bool,
}

/// What the walk is within.
#[derive(Default)]
struct Within {
    paragraph_properties: usize,
    text: usize,
    is_hidden: bool,
}

/// The walk through a document.
pub(super) struct Reader {
    composer: Composer,
    styles: Styles,
    numbering: Numbering,
    /// The paragraphs that are open: a text box holds paragraphs within one.
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    within: Within,
}

impl Reader {
    pub(super) fn of(composer: Composer, styles: Styles, numbering: Numbering) -> Reader {
        let (paragraphs, tables, within) = (Vec::new(), Vec::new(), Within::default());
        Reader { composer, styles, numbering, paragraphs, tables, within }
    }

    pub(super) fn is_full(&self) -> bool {
        self.composer.is_full()
    }

    /// What was read; a paragraph that was cut is whole.
    pub(super) fn finish(mut self) -> Blocks {
        self.paragraphs.truncate(1);
        self.end_paragraph();
        self.composer.finish()
    }

    pub(super) fn open(&mut self, tag: &Tag) {
        let in_properties = self.within.paragraph_properties > 0;
        match tag.name() {
            "p" => {
                self.begin_cell();
                self.paragraphs.push(Paragraph::default());
            }
            "pPr" => self.within.paragraph_properties += 1,
            "r" => self.within.is_hidden = false,
            "vanish" if !in_properties => self.within.is_hidden = tag.is_on(),
            "t" => self.within.text += 1,
            "tab" | "ptab" if !in_properties => self.text_of_run("\t"),
            "br" if !in_properties && tag.attribute("type").is_none_or(|kind| kind == "textWrapping") => {
                self.text_of_run("\n")
            }
            "cr" => self.text_of_run("\n"),
            "noBreakHyphen" => self.text_of_run("-"),
            "tbl" => {
                self.begin_cell();
                self.composer.open_table();
                self.tables.push(Table::default());
            }
            name => self.open_property(name, tag),
        }
    }

    /// The properties of paragraphs, rows and cells.
    fn open_property(&mut self, name: &str, tag: &Tag) {
        if let Some(paragraph) = self.paragraphs.last_mut()
            && self.within.paragraph_properties > 0
        {
            match name {
                "pStyle" => paragraph.style = tag.attribute("val").unwrap_or_default(),
                "outlineLvl" => paragraph.outline = tag.number("val"),
                "numId" => paragraph.list = tag.attribute("val"),
                "ilvl" => paragraph.level = tag.number("val"),
                _ => {}
            }
            return;
        }
        let Some(table) = self.tables.last_mut() else { return };
        match name {
            "tr" => {
                table.column = 0;
                self.composer.open_row();
            }
            "gridBefore" => {
                let columns = tag.number("val").unwrap_or(0).min(100);
                if columns > 0 {
                    self.composer.open_cell(columns, 1);
                    table.column += columns;
                }
            }
            "tc" => {
                table.begun = Some(Cell { columns: 1, continues: false });
                table.is_continued = false;
            }
            "gridSpan" => {
                if let Some(cell) = &mut table.begun {
                    cell.columns = tag.number("val").unwrap_or(1).clamp(1, 1000);
                }
            }
            "vMerge" | "hMerge" => {
                if let Some(cell) = &mut table.begun {
                    cell.continues =
                        name == "vMerge" && tag.attribute("val").is_none_or(|value| value != "restart");
                }
            }
            _ => {}
        }
    }

    /// Puts down a cell whose properties are known.
    fn begin_cell(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        let Some(cell) = table.begun.take() else { return };
        let column = table.column;
        table.column += cell.columns;
        if cell.continues
            && let Some(above) = table.cells.get(&column)
        {
            table.is_continued = true;
            self.composer.reach_down(*above);
            return;
        }
        let place = self.composer.open_cell(cell.columns, 1);
        table.cells.insert(column, place);
    }

    pub(super) fn is_continued(&mut self) -> bool {
        self.begin_cell();
        self.tables.last().is_some_and(|table| table.is_continued)
    }

    pub(super) fn close(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "pPr" => self.within.paragraph_properties = self.within.paragraph_properties.saturating_sub(1),
            "t" => self.within.text = self.within.text.saturating_sub(1),
            "tc" => self.begin_cell(),
            "tbl" => {
                self.composer.close_table();
                self.tables.pop();
            }
            _ => {}
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.within.text > 0 {
            self.text_of_run(text);
        }
    }

    fn text_of_run(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut()
            && !self.within.is_hidden
        {
            paragraph.text.push_str(text);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        let styles = self.styles.of(&paragraph.style);
        let name = styles.first().map_or("", |style| style.name.as_str());
        if name.starts_with("toc ") {
            return;
        }
        let outline = paragraph.outline.or_else(|| styles.iter().find_map(|style| style.outline));
        let is_heading = outline.is_some_and(|level| level < 9)
            || ["heading", "标题", "title"].iter().any(|word| name.starts_with(word));
        let styled = styles.iter().find_map(|style| style.list.clone());
        let list = paragraph.list.or_else(|| styled.as_ref().map(|(list, _)| list.clone()));
        let level = paragraph.level.or(styled.map(|(_, level)| level)).unwrap_or(0);
        let text = match list.filter(|_| !paragraph.text.trim().is_empty()) {
            Some(list) => self.numbering.next(&list, level) + paragraph.text.as_str(),
            None => paragraph.text,
        };
        for line in text.split('\n') {
            let is_short = line.chars().count() <= LONGEST_HEADING && !line.ends_with('。');
            let text = line.to_owned();
            self.composer.add(if is_heading && is_short {
                Item::Heading(text)
            } else {
                Item::Paragraph(text)
            });
        }
    }
}
