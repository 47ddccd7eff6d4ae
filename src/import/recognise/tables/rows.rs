//! The rows of a source, whatever they were drawn as: labels at the left, values behind, the labels of the
//! columns above. Decides nothing about which row of the form each is.

use std::rc::Rc;

use super::lexicon::Known;
use crate::import::source::Place;

/// A value, or a blank where one could stand.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What it says; empty for a blank.
    pub text: String,
    /// Where it stands.
    pub place: Place,
    /// The column of the table that it begins in.
    pub column: usize,
    /// In lines: the blank lines or bars before it.
    pub gap: usize,
}

/// A row of the source.
#[derive(Clone)]
pub struct Row {
    /// The block that it stands in, or begins in.
    pub block: usize,
    /// Where its label stands, or the row begins.
    pub place: Place,
    /// The labels at its left, outermost first.
    pub labels: Vec<(String, Rc<Known>)>,
    /// The group that the rows above stand in, if the row names none.
    pub group: Option<Rc<Known>>,
    /// The first column behind the labels.
    pub begin: usize,
    /// Numbers before the label.
    pub front: Vec<Piece>,
    /// What stands behind the labels, blanks among it.
    pub values: Vec<Piece>,
    /// The labels of the columns, by their place in [`Rows::heads`].
    pub head: Option<usize>,
    /// In lines: how many blank lines or bars stand behind the last value.
    pub behind: usize,
    /// How long the row is in its table; 0 for a row of lines.
    pub end: usize,
}

impl Row {
    /// Whether it is a row of a table; one of lines else.
    pub fn in_grid(&self) -> bool {
        self.end > 0
    }

    /// What is known of its own label.
    pub fn own(&self) -> Option<&Rc<Known>> {
        self.labels.last().map(|(_, known)| known)
    }

    /// Its label, as the source has it.
    pub fn label(&self) -> String {
        self.labels.last().map_or(String::new(), |(text, _)| text.split_whitespace().collect())
    }

    /// The values that say something.
    pub fn filled(&self) -> impl Iterator<Item = &Piece> {
        self.values.iter().filter(|piece| !piece.text.is_empty())
    }

    /// What it says, verbatim: its label and its values.
    pub fn quote(&self) -> String {
        let label = Some(self.label()).filter(|label| !label.is_empty());
        let values = self.filled().map(|piece| piece.text.clone());
        label.into_iter().chain(values).collect::<Vec<_>>().join(" ")
    }

    /// Where it stands: its label and its values.
    pub fn places(&self) -> Vec<Place> {
        let mut places: Vec<Place> =
            std::iter::once(self.place).chain(self.filled().map(|piece| piece.place)).collect();
        places.sort_unstable();
        places.dedup();
        places
    }
}

/// The labels of columns: rows of a table that hold no values.
#[derive(Clone, Default)]
pub struct Head {
    /// The rows, each with its labels from left to right.
    pub rows: Vec<Vec<HeadCell>>,
    /// How many columns the table has; 0 where the labels have no columns.
    pub width: usize,
    /// The block that it begins in.
    pub block: usize,
}

/// A label of a column, or of several.
#[derive(Clone)]
pub struct HeadCell {
    /// What it says.
    pub text: String,
    /// What is known of it.
    pub known: Rc<Known>,
    /// The columns that it takes.
    pub columns: std::ops::Range<usize>,
}

/// A text in a table that is neither label nor value.
pub struct Remark {
    /// What it says.
    pub text: String,
    /// Where.
    pub place: Place,
}

/// What the tables and lines of a source say, in order.
#[derive(Default)]
pub struct Rows {
    /// The rows.
    pub rows: Vec<Row>,
    /// The labels of columns.
    pub heads: Vec<Head>,
    /// Texts beside them.
    pub remarks: Vec<Remark>,
}

/// The group that a row stands in, for the rows below that name none.
pub fn group_of(row: &Row) -> Option<Rc<Known>> {
    let has_values = row.filled().next().is_some();
    let is_group =
        |at: usize, known: &Known| known.bears.group && (at > 0 || !known.bears.row || !has_values);
    let labels = row.labels.iter().rev().enumerate();
    let named = labels.filter(|(at, (_, known))| is_group(*at, known)).map(|(_, (_, known))| known).next();
    named.map(Rc::clone).or_else(|| row.group.clone())
}
