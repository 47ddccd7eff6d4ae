//! Doubts of values that can be read in more than one way, those of one text in a row together, and of rows
//! whose labels are not surely those of the form.
//! Knows no other row.

use super::{Filling, Settling, blank, choice, each_once, proposal};
use crate::format::Cell;
use crate::format::texts::TextField;
use crate::import::recognise::tables::placing::Target;
use crate::import::recognise::tables::rows::Row;
use crate::import::recognise::tables::values::Reading;
use crate::import::recognised::{Choice, Doubt};

impl Settling<'_> {
    pub(super) fn add_unsure_values(&mut self, row: &Row, text: &str, same: &[Filling]) {
        let Some(Filling { reading: Reading::Unsure(reason, ways), cell, .. }) = same.first() else { return };
        let name = match same {
            [one] => one.cell.declared().name.clone(),
            _ => format!("{}，{} 格", cell.declared().row, same.len()),
        };
        let note = self.note_of(cell);
        let choices = ways.iter().enumerate().map(|(at, way)| {
            let mut fills: Vec<(String, String)> = Vec::new();
            for filling in same {
                let own = match &filling.reading {
                    Reading::Unsure(_, ways) => ways.get(at).or(ways.last()).map(|way| way.text.clone()),
                    _ => None,
                };
                fills.push((filling.cell.id().to_owned(), own.unwrap_or_default()));
            }
            if way.keeps_remark
                && let Some(note) = note
            {
                fills.push((note.id().to_owned(), format!("{name}：{text}")));
            }
            Choice { words: way.words.clone(), hint: way.hint.clone(), fills }
        });
        // The value first: that is where the eye goes.
        let mut from = each_once(same.iter().flat_map(|filling| filling.from.clone()).collect());
        from.extend(Some(row.place).filter(|label| !from.contains(label)));
        let doubt = Doubt {
            name: name.clone(),
            quote: text.to_owned(),
            from,
            reason: reason.clone(),
            choices: choices.collect(),
        };
        self.doubts.push(doubt);
    }

    /// The text for notes under the table of a cell.
    pub(super) fn note_of(&self, cell: &Cell) -> Option<TextField> {
        let format = self.placing.edition.format();
        format.chapter_of(cell.id()).map(|chapter| format.chapters[chapter].text())
    }

    /// A row whose label is not surely that of the form.
    pub(super) fn add_unsure_row(&mut self, row: &Row, target: Target, fillings: &[Filling]) {
        let name = target.row().label();
        let fills: Vec<(String, String)> = fillings
            .iter()
            .map(|filling| (filling.cell.id().to_owned(), proposal(&filling.reading)))
            .collect();
        let choices = vec![
            choice(format!("当作“{name}”填入"), "", fills.clone()),
            choice("留空".into(), "", blank(&fills)),
        ];
        self.doubts.push(Doubt {
            name: name.to_owned(),
            quote: row.quote(),
            from: row.places(),
            reason: format!("“{}”和表里的标签不一样。", row.label()),
            choices,
        });
    }
}
