//! Which of the choices of a doubt agrees with the sums of the form.
//! Knows no source.

use std::collections::BTreeMap;

use super::Settling;
use crate::format::Cell;
use crate::import::recognise::tables::values::Reading;
use crate::import::recognised::Choice;
use crate::report::entry::Entry;
use crate::report::unit;

impl Settling<'_> {
    /// Puts first the choice with which the most sums hold, and says so.
    pub(super) fn prefer_what_adds_up(&self, choices: &mut [Choice]) {
        let scores: Vec<(usize, usize)> = choices.iter().map(|choice| self.sums(choice)).collect();
        let Some(best) = (0..choices.len()).max_by_key(|at| {
            let (holding, broken) = scores[*at];
            (holding as i64 - broken as i64, std::cmp::Reverse(*at))
        }) else {
            return;
        };
        let (holding, broken) = scores[best];
        if holding > 0 && broken == 0 {
            choices[best].hint = "这样填，勾稽关系成立".to_owned();
            choices[..=best].rotate_right(1);
        }
    }

    /// How many sums hold with a choice, and how many do not, of those that are known whole.
    pub(super) fn sums(&self, choice: &Choice) -> (usize, usize) {
        let format = self.placing.edition.format();
        let fills: BTreeMap<Cell, &str> =
            choice.fills.iter().filter_map(|(id, text)| Some((format.cell(id)?, text.as_str()))).collect();
        let number = |cell: &Cell| -> Option<i64> {
            let text = match fills.get(cell) {
                Some(text) => text,
                None => match &self.sure.get(cell)?.reading {
                    Reading::Number(text) => text.as_str(),
                    _ => return None,
                },
            };
            match unit::read(cell.declared().kind, text) {
                Entry::Number(number) => Some(number),
                _ => None,
            }
        };
        let sum =
            |cells: &[Cell]| cells.iter().map(number).try_fold(0_i64, |sum, number| sum.checked_add(number?));
        let (mut holding, mut broken) = (0, 0);
        for identity in
            format.identities.iter().filter(|identity| identity.cells().any(|cell| fills.contains_key(&cell)))
        {
            match (sum(&identity.left), sum(&identity.right)) {
                (Some(left), Some(right)) if left == right => holding += 1,
                (Some(_), Some(_)) => broken += 1,
                _ => {}
            }
        }
        (holding, broken)
    }
}
