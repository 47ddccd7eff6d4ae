//! A row that comes twice.

use std::collections::BTreeMap;

use super::{Filling, Settling, blank, choice, each_once, proposal};
use crate::format::Cell;
use crate::import::recognise::tables::columns::{Habits, land};
use crate::import::recognise::tables::placing::Target;
use crate::import::recognise::tables::rows::{Piece, Row};
use crate::import::recognise::tables::values::Reading;
use crate::import::recognised::Doubt;

impl Settling<'_> {
    /// A row that comes twice: the same numbers count once, others are shown beside each other.
    pub(super) fn settle_again(&mut self, at: usize, target: Target, habits: &BTreeMap<usize, Habits>) {
        let row = self.row(at);
        let values = row.values.clone();
        let head = row.head.and_then(|head| self.placing.rows.heads.get(head));
        let none = Habits::default();
        let habits = habits.get(&row.block).unwrap_or(&none);
        let landing = land(row, &values, head, habits, target.row());
        if !landing.loose.is_empty() {
            let loose: Vec<Piece> = landing.loose.iter().map(|piece| (*piece).clone()).collect();
            let known: Vec<String> = target
                .row()
                .places
                .iter()
                .filter_map(|(cell, _)| Some(self.sure.get(cell)?.text.clone()))
                .collect();
            if loose.iter().any(|piece| !known.contains(&piece.text)) {
                self.add_again(row, target);
            }
            return;
        }
        let mut differ: Vec<(Filling, Filling)> = Vec::new();
        for (cell, piece) in &landing.placed {
            let Some(own) = self.own_cell(*cell) else { continue };
            let filling = self.filling(own, piece, None, at);
            let is_asked = |doubt: &Doubt| names(doubt, own) && doubt.quote == filling.text;
            let text = match &filling.reading {
                Reading::Number(text) => text,
                Reading::Unsure(..) if !self.doubts.iter().any(is_asked) => {
                    return self.add_again(row, target);
                }
                Reading::Unsure(..) | Reading::Blank(_) => continue,
            };
            match self.sure.get(&own) {
                Some(first) => match &first.reading {
                    Reading::Number(known) if known == text => {}
                    Reading::Number(_) => differ.push((first.clone(), filling)),
                    _ => {
                        self.sure.insert(own, filling);
                    }
                },
                None if self.doubts.iter().any(|doubt| names(doubt, own)) => {
                    return self.add_again(row, target);
                }
                None => {
                    self.sure.insert(own, filling);
                }
            }
        }
        let Some((first, _)) = differ.first() else { return };
        let first_row = self.row(first.row);
        for (first, _) in &differ {
            self.sure.remove(&first.cell);
        }
        let side = |pick: fn(&(Filling, Filling)) -> &Filling| {
            let fills: Vec<(String, String)> = differ
                .iter()
                .map(|both| (both.0.cell.id().to_owned(), proposal(&pick(both).reading)))
                .collect();
            let texts = fills.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("、");
            choice(format!("填 {texts}"), "", fills)
        };
        let mut choices = vec![side(|both| &both.0), side(|both| &both.1)];
        choices.push(choice("留空".into(), "", blank(&choices[0].fills)));
        self.prefer_what_adds_up(&mut choices);
        let mut from = first_row.places();
        from.extend(row.places());
        self.doubts.push(Doubt {
            name: target.row().label().to_owned(),
            quote: format!("{}\n{}", first_row.quote(), row.quote()),
            from: each_once(from),
            reason: "这一行出现了两次，数不一样。".to_owned(),
            choices,
        });
    }

    fn add_again(&mut self, row: &Row, target: Target) {
        let chapter = target.row().chapter;
        let name = format!("{}里又出现的一行", self.table(chapter));
        self.add_unplaced(name, row.quote(), row.places(), Some(chapter));
    }
}

fn names(doubt: &Doubt, cell: Cell) -> bool {
    doubt.choices.iter().flat_map(|choice| &choice.fills).any(|(id, _)| id == cell.id())
}
