//! Parts of blocks, where a page ends within one: some lines of a paragraph, some rows of a table.

use std::ops::Range;

use super::{Block, DocumentCell, DocumentTable, Paragraph};

impl Paragraph {
    /// The part that stands between two places, counted in bytes. A heading that is parted stays one in both.
    pub fn part(&self, bytes: Range<usize>) -> Paragraph {
        let lead = self.lead.clamp(bytes.start, bytes.end) - bytes.start;
        Paragraph { text: self.text[bytes].to_owned(), lead }
    }
}

impl DocumentTable {
    /// Some rows of the body below the whole head. A cell that began before them goes on without its words.
    pub fn part(&self, rows: Range<usize>) -> DocumentTable {
        let first = self.head.len() + rows.start;
        let (all, grid) = (self.rows(), self.grid());
        let cell = |at: (usize, usize), row: usize| {
            let cell = &all[at.0][at.1];
            let is_going_on = at.0 < first;
            let end = (at.0 + cell.rowspan).min(self.head.len() + rows.end);
            DocumentCell {
                text: if is_going_on { String::new() } else { cell.text.clone() },
                scope: cell.scope.filter(|_| !is_going_on),
                rowspan: end.saturating_sub(row).max(1),
                ..cell.clone()
            }
        };
        let body = rows.clone().map(|row| {
            let row = self.head.len() + row;
            let places = grid[row].chunk_by(|one, other| one == other).filter_map(|run| run[0]);
            let here = places.filter(|place| place.0 == row || row == first);
            here.map(|place| cell(place, row)).collect()
        });
        DocumentTable { body: body.collect(), head: self.head.clone(), ..*self }
    }
}

impl Block {
    /// A part of the block: of a paragraph some bytes, of a table some rows of the body; else all of it.
    pub fn part(&self, of: Range<usize>) -> Block {
        match self {
            Block::Paragraph(paragraph) => Block::Paragraph(paragraph.part(of)),
            Block::Table(table) => Block::Table(table.part(of)),
            other => other.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::compose;
    use crate::example::example;
    use crate::format::Edition;

    #[test]
    fn a_paragraph_that_is_parted_keeps_its_heading_and_every_word() {
        let whole = Paragraph::new("（一）主动公开。全年主动公开政府信息86条。");
        let cut = "（一）主动公开。全年".len();
        let (one, other) = (whole.part(0..cut), whole.part(cut..whole.text.len()));
        assert_eq!(one.parts(), ("（一）主动公开。", "全年"));
        assert_eq!(other.parts(), ("", "主动公开政府信息86条。"));
        let (one, other) = (whole.part(0.."（一）".len()), whole.part("（一）".len()..whole.text.len()));
        assert_eq!((one.parts(), other.parts().0), (("（一）", ""), "主动公开。"));
    }

    #[test]
    fn parts_of_a_table_have_its_head_and_as_many_places_in_every_row() {
        for block in compose(&example(Edition::LATEST)).blocks {
            let Block::Table(table) = block else { continue };
            let count = table.body.len();
            for cut in 0..=count {
                let (one, other) = (table.part(0..cut), table.part(cut..count));
                assert_eq!((&one.head, &other.head), (&table.head, &table.head));
                assert_eq!(one.body.len() + other.body.len(), count);
                for part in [&one, &other] {
                    let rows = part.rows().len();
                    assert!(
                        part.grid().iter().all(|row| row.len() == table.columns),
                        "{} at {cut}",
                        table.id
                    );
                    assert!(
                        part.rows()
                            .iter()
                            .enumerate()
                            .all(|(at, row)| { row.iter().all(|cell| at + cell.rowspan <= rows) })
                    );
                }
                let said = |table: &DocumentTable| -> String {
                    table.body.iter().flatten().map(|cell| cell.text.clone()).collect()
                };
                assert_eq!(format!("{}{}", said(&one), said(&other)), said(&table));
            }
        }
    }
}
