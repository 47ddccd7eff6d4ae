//! What belongs together in the source and in the report: a cell is picked on one side and marked on both.

use super::preview::Preview;
use crate::app::message::Queued;
use crate::format::texts::TextField;
use crate::format::{Edition, head_label};
use crate::import::source::Place;

/// What was picked.
#[derive(Clone, Debug, PartialEq)]
pub enum Picked {
    /// A place of the source.
    Place(Place),
    /// A field of the report, by its stable name.
    Field(String),
    /// Something of the queue.
    Queued(Queued),
}

/// What is marked on both sides, in order and each once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marked {
    /// In the source.
    pub places: Vec<Place>,
    /// In the report, by their stable names.
    pub fields: Vec<String>,
    /// The places in words; empty where nothing is picked.
    pub place_words: String,
    /// The fields in words; empty where nothing is picked.
    pub field_words: String,
}

impl Preview {
    pub(super) fn pick_place(&mut self, place: Place) {
        self.picked = Some(Picked::Place(place));
    }

    pub(super) fn pick_field(&mut self, field: String) {
        self.picked = Some(Picked::Field(field));
    }

    /// The places and the fields that belong together.
    pub(super) fn links(&self) -> impl Iterator<Item = (Vec<&str>, &[Place])> {
        let recognised = self.recognised();
        let values = recognised.values.iter().map(|value| (vec![value.id.as_str()], value.from.as_slice()));
        let doubts = (0..recognised.doubts.len()).map(Queued::Doubt);
        let unplaced = (0..recognised.unplaced.len()).map(Queued::Unplaced);
        values.chain(doubts.chain(unplaced).map(|queued| self.link(queued)))
    }

    fn link(&self, queued: Queued) -> (Vec<&str>, &[Place]) {
        match queued {
            Queued::Doubt(at) => self.recognised().doubts.get(at).map(|doubt| {
                let fills = doubt.choices.iter().flat_map(|choice| &choice.fills);
                (once(fills.map(|(id, _)| id.as_str())), doubt.from.as_slice())
            }),
            Queued::Unplaced(at) => self.recognised().unplaced.get(at).map(|unplaced| {
                (self.put_under(at).into_iter().map(TextField::id).collect(), unplaced.from.as_slice())
            }),
        }
        .unwrap_or_default()
    }

    /// What is marked now.
    pub fn marked(&self) -> Marked {
        let (places, fields): (Vec<Place>, Vec<&str>) = match &self.picked {
            None => return Marked::default(),
            Some(Picked::Queued(queued)) => {
                let (fields, places) = self.link(*queued);
                (places.to_vec(), fields)
            }
            Some(Picked::Place(place)) => {
                let here = self.links().filter(|(_, from)| from.contains(place));
                (vec![*place], once(here.flat_map(|(fields, _)| fields)))
            }
            Some(Picked::Field(field)) => {
                let here = self.links().filter(|(fields, _)| fields.contains(&field.as_str()));
                (once(here.flat_map(|(_, from)| from.iter().copied())), vec![field.as_str()])
            }
        };
        let edition = self.recognised().edition();
        let place_words = match places.first() {
            None => "来源里没有".to_owned(),
            Some(first) => and_more(&self.source().words(*first), places.len()),
        };
        let field_words = match fields.first() {
            None => "没有对应的格".to_owned(),
            Some(first) => and_more(&field_name(edition, first), fields.len()),
        };
        let fields = fields.into_iter().map(str::to_owned).collect();
        Marked { places, fields, place_words, field_words }
    }
}

/// What a field is called.
pub(super) fn field_name(edition: Edition, id: &str) -> String {
    match (edition.format().cell(id), TextField::from_id(id)) {
        (Some(cell), _) => cell.declared().name.clone(),
        (None, Some(field)) => field.name().to_owned(),
        (None, None) => head_label(id).to_owned(),
    }
}

fn and_more(first: &str, count: usize) -> String {
    if count > 1 { format!("{first} 等 {count} 处") } else { first.to_owned() }
}

/// Each once, in the order in which they come.
fn once<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut kept = Vec::new();
    for one in all {
        if !kept.contains(&one) {
            kept.push(one);
        }
    }
    kept
}
