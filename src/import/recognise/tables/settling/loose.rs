//! Values of a row of which it is not known in which columns they stand, and the ways to place them.
//! Knows no other row.

use super::{Settling, choice, proposal};
use crate::format::Cell;
use crate::import::recognise::tables::placing::Target;
use crate::import::recognise::tables::rows::{Piece, Row};
use crate::import::recognise::tables::values::read;
use crate::import::recognised::{Choice, Doubt};

impl Settling<'_> {
    /// Values of a row of which it is not known in which columns they stand.
    pub(super) fn add_loose(&mut self, row: &Row, target: Target, loose: &[Piece]) {
        let cells: Option<Vec<Cell>> =
            target.row().places.iter().map(|(cell, _)| self.own_cell(*cell)).collect();
        let chapter = target.row().chapter;
        let unknown = || format!("{}里分不清列的一行", self.table(chapter));
        let Some(cells) = cells else {
            return self.add_unplaced(unknown(), row.quote(), row.places(), Some(chapter));
        };
        let texts: Vec<String> = loose
            .iter()
            .zip(cells.iter().cycle())
            .map(|(piece, cell)| proposal(&read(cell.declared().kind, &piece.text, None)))
            .collect();
        let ways = ways_to_place(&cells, &texts);
        if ways.len() < 2 {
            return self.add_unplaced(unknown(), row.quote(), row.places(), Some(chapter));
        }
        let mut choices: Vec<Choice> = ways
            .into_iter()
            .map(|(words, texts)| {
                let ids = cells.iter().map(|cell| cell.id().to_owned());
                choice(words, "", ids.zip(texts).collect())
            })
            .collect();
        self.prefer_what_adds_up(&mut choices);
        let reason = match loose.len() < cells.len() {
            true => format!("这一行只有 {} 个数，表里有 {} 列，分不清是哪几列。", loose.len(), cells.len()),
            false => format!("这一行有 {} 个数，表里只有 {} 列。", loose.len(), cells.len()),
        };
        self.doubts.push(Doubt {
            name: target.row().label().to_owned(),
            quote: row.quote(),
            from: row.places(),
            reason,
            choices,
        });
    }
}

/// The ways to put too few or too many texts into the cells of a row, the likeliest first; the last but one
/// ends with the way to leave the row blank where nothing is likely.
fn ways_to_place(cells: &[Cell], texts: &[String]) -> Vec<(String, Vec<String>)> {
    let count = cells.len();
    let nothing = || ("留空".to_owned(), vec![String::new(); count]);
    let at = |fills: &[(usize, &str)]| {
        let mut row = vec![String::new(); count];
        for (place, text) in fills {
            row[*place] = (*text).to_owned();
        }
        row
    };
    let column = |place: usize| cells[place].declared().column.as_str();
    if texts.len() > count {
        let first = texts[..count].to_vec();
        let last = texts[texts.len() - count..].to_vec();
        return vec![nothing(), (format!("填前 {count} 个"), first), (format!("填后 {count} 个"), last)];
    }
    let total = cells.iter().rposition(|cell| {
        cell.declared().is_total()
            && cell.declared().parts.iter().filter(|part| cells.contains(part)).count() + 1 == count
    });
    let number = |text: &String| text.parse::<i64>().ok();
    match (texts, total) {
        ([one], Some(total)) => vec![
            (format!("填到“{}”", column(total)), at(&[(total, one)])),
            (format!("填到“{}”和“{}”", column(0), column(total)), at(&[(0, one), (total, one)])),
            nothing(),
        ],
        ([one, other], Some(total)) if one == other => vec![
            (format!("填到“{}”和“{}”", column(0), column(total)), at(&[(0, one), (total, other)])),
            nothing(),
        ],
        ([parts @ .., sum], Some(total)) => {
            let left: Vec<(usize, &str)> =
                parts.iter().map(String::as_str).enumerate().chain([(total, sum.as_str())]).collect();
            let parts: Option<i64> =
                parts.iter().map(number).try_fold(0_i64, |sum, part| sum.checked_add(part?));
            let only_total = (format!("只填“{}” {sum}", column(total)), at(&[(total, sum)]));
            let from_left = ("从左边起填，最后一个填总计".to_owned(), at(&left));
            match parts.is_some_and(|parts| parts > 0) && parts == number(sum) {
                true => vec![only_total, from_left, nothing()],
                false => vec![nothing(), from_left, only_total],
            }
        }
        _ if count <= 4 => {
            let mut ways = vec![nothing()];
            for picked in 1..1_u32 << count {
                let places: Vec<usize> = (0..count).filter(|place| picked >> place & 1 == 1).collect();
                if places.len() == texts.len() {
                    let names: Vec<&str> = places.iter().map(|place| column(*place)).collect();
                    let fills: Vec<(usize, &str)> =
                        places.into_iter().zip(texts.iter().map(String::as_str)).collect();
                    ways.push((format!("填到“{}”", names.join("”“")), at(&fills)));
                }
            }
            ways
        }
        _ => Vec::new(),
    }
}
