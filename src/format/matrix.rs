//! A table of rows by columns. Both are trees of labels; a total sums what stands beside it in its group.
//! Knows no edition and no table by name.

use super::table::{Absence, Content, Narrow, Scope, Sheet, Table, TableCell};
use super::{Cell, Kind, Sum};

/// A table as an edition declares it.
pub struct Matrix {
    /// The stable name, the first part of the names of its cells.
    pub id: &'static str,
    /// What the table is called beside its chapter.
    pub caption: &'static str,
    /// What is printed above the labels of the rows.
    pub remark: &'static str,
    /// The columns.
    pub columns: &'static [Node],
    /// The rows; where there are none, the table has one row without a label.
    pub rows: &'static [Node],
    /// Sums of rows that must be equal in every column.
    pub balances: &'static [Balance],
    /// The rows whose cases are counted in no other row of a sum.
    pub alone: &'static [&'static str],
    /// What can be said of the table in a year in which there was nothing to count.
    pub absence: Option<Absence>,
    /// What a narrow screen does with it.
    pub narrow: Fit,
}

/// What a narrow screen does with a table of rows by columns.
pub enum Fit {
    /// It shows one column that is no total at a time, under this name, and the totals beside it.
    OneColumn(&'static str),
    /// It shows the cells of a row below each other.
    Upright,
}

/// A row, a column, or a group of them.
pub enum Node {
    /// A row or column: its stable name and its label.
    Leaf(&'static str, &'static str),
    /// Rows or columns under one label: the first part of their stable names, if they share one, and the label.
    Group(&'static str, &'static str, &'static [Node]),
    /// A row or column that is the sum of those before it in its group: its stable name, its label, what it sums.
    Total(&'static str, &'static str, Sum),
}

/// Two sums of rows, by their stable names.
pub struct Balance {
    /// What they sum up.
    pub sum: Sum,
    /// The rows of the left side.
    pub left: &'static [&'static str],
    /// The rows of the right side.
    pub right: &'static [&'static str],
}

/// A row or column with what stands above it.
#[derive(Default)]
struct Line {
    /// The stable name, whole.
    key: String,
    label: &'static str,
    /// The labels above, outermost first.
    groups: Vec<&'static str>,
    /// For a total, what it sums, and its lines.
    sum: Option<(Sum, Vec<usize>)>,
}

impl Matrix {
    /// Lays the table out and declares its cells, totals and identities.
    pub(super) fn declare(&self, sheet: &mut Sheet) -> Table {
        let columns = lines(self.columns);
        let rows = if self.rows.is_empty() { vec![Line::default()] } else { lines(self.rows) };
        let cells: Vec<Vec<Cell>> = (rows.iter())
            .map(|row| columns.iter().map(|column| self.cell(row, column, sheet)).collect())
            .collect();
        self.declare_arithmetic(&rows, &columns, &cells, sheet);
        let label_columns = depth(self.rows);
        let mut body = Vec::new();
        row_labels(self.rows, label_columns, &mut Vec::new(), &mut body);
        body.resize_with(rows.len(), Vec::new);
        for (row, cells) in body.iter_mut().zip(&cells) {
            row.extend(cells.iter().map(|cell| TableCell::number(*cell, 1)));
        }
        let choice = columns.iter().filter(|column| column.sum.is_none());
        Table {
            id: self.id,
            caption: self.caption,
            columns: label_columns + columns.len(),
            head: self.head(label_columns),
            body,
            absence: self.absence,
            narrow: match self.narrow {
                Fit::Upright => Narrow::Upright,
                Fit::OneColumn(of) => {
                    Narrow::OneColumn { of, columns: choice.map(|column| column.label).collect() }
                }
            },
            cells: cells.concat(),
        }
    }

    fn cell(&self, row: &Line, column: &Line, sheet: &mut Sheet) -> Cell {
        let id: Vec<&str> =
            [self.id, &row.key, &column.key].into_iter().filter(|key| !key.is_empty()).collect();
        let words: Vec<&str> = match row.label {
            "" => column.groups.clone(),
            // The outermost group says nothing that its rows do not say.
            label => row.groups.iter().skip(1).copied().chain([label]).collect(),
        };
        let cell = sheet.cell(id.join("."), Kind::Count, &words, &[column.label]);
        if self.alone.contains(&row.key.as_str()) {
            sheet.counts_alone(cell);
        }
        cell
    }

    fn declare_arithmetic(&self, rows: &[Line], columns: &[Line], cells: &[Vec<Cell>], sheet: &mut Sheet) {
        let row = |key: &str| {
            let found = rows.iter().position(|row| row.key == key);
            found.expect("every row that a balance speaks of is declared beside it")
        };
        for Balance { sum, left, right } in self.balances {
            for (at, column) in columns.iter().enumerate() {
                let side = |keys: &[&str]| keys.iter().map(|key| cells[row(key)][at]).collect();
                sheet.identity(*sum, column.label, side(left), side(right));
            }
        }
        for (row, cells_of_row) in rows.iter().zip(cells) {
            let Some((sum, summed)) = &row.sum else { continue };
            for (at, column) in columns.iter().enumerate() {
                let parts: Vec<Cell> = summed.iter().map(|row| cells[*row][at]).collect();
                if column.sum.is_none() {
                    sheet.total(cells_of_row[at], parts.clone());
                }
                sheet.identity(*sum, column.label, parts, vec![cells_of_row[at]]);
            }
        }
        for (row, cells) in rows.iter().zip(cells) {
            for (column, total) in columns.iter().zip(cells) {
                let Some((sum, summed)) = &column.sum else { continue };
                let parts: Vec<Cell> = summed.iter().map(|column| cells[*column]).collect();
                sheet.total(*total, parts.clone());
                let subject = if row.label.is_empty() { column.groups.join(" ") } else { row.label.into() };
                sheet.identity(*sum, subject, parts, vec![*total]);
            }
        }
    }

    fn head(&self, label_columns: usize) -> Vec<Vec<TableCell>> {
        let height = depth(self.columns);
        let mut head: Vec<Vec<TableCell>> = Vec::new();
        head.resize_with(height, Vec::new);
        if label_columns > 0 {
            let content = Content::Remark(self.remark);
            head[0].push(TableCell { content, colspan: label_columns, rowspan: height });
        }
        column_labels(self.columns, &mut head);
        head
    }
}

/// The rows or columns of a tree, in order.
fn lines(nodes: &[Node]) -> Vec<Line> {
    fn add(nodes: &[Node], prefix: &str, groups: &[&'static str], lines: &mut Vec<Line>) {
        let first = lines.len();
        let key = |key: &str| format!("{prefix}{key}");
        for node in nodes {
            match node {
                Node::Leaf(own, label) => {
                    lines.push(Line { key: key(own), label, groups: groups.to_vec(), sum: None });
                }
                Node::Group(own, label, nodes) => {
                    let prefix = if own.is_empty() { prefix.to_owned() } else { key(own) + "." };
                    add(nodes, &prefix, &[groups, &[label]].concat(), lines);
                }
                Node::Total(own, label, sum) => {
                    let summed = (first..lines.len()).filter(|line| lines[*line].sum.is_none()).collect();
                    let sum = Some((*sum, summed));
                    lines.push(Line { key: key(own), label, groups: groups.to_vec(), sum });
                }
            }
        }
    }
    let mut all = Vec::new();
    add(nodes, "", &[], &mut all);
    all
}

/// How many labels stand above each other at most.
fn depth(nodes: &[Node]) -> usize {
    let below = |node: &Node| if let Node::Group(.., nodes) = node { depth(nodes) } else { 0 };
    nodes.iter().map(|node| 1 + below(node)).max().unwrap_or(0)
}

fn count(node: &Node) -> usize {
    if let Node::Group(.., nodes) = node { nodes.iter().map(count).sum() } else { 1 }
}

/// The labels at the left, row by row, in so many columns. A group waits for its first row.
fn row_labels(nodes: &[Node], columns: usize, open: &mut Vec<TableCell>, rows: &mut Vec<Vec<TableCell>>) {
    for node in nodes {
        match node {
            Node::Group(_, label, nodes) => {
                open.push(TableCell::heading(label, Scope::RowGroup, 1, count(node)));
                row_labels(nodes, columns - 1, open, rows);
            }
            Node::Leaf(_, label) | Node::Total(_, label, _) => {
                let mut row = std::mem::take(open);
                row.push(TableCell::heading(label, Scope::Row, columns, 1));
                rows.push(row);
            }
        }
    }
}

/// The labels above, into header rows of which the first is that of the nodes.
fn column_labels(nodes: &[Node], rows: &mut [Vec<TableCell>]) {
    for node in nodes {
        let height = rows.len();
        let Some((row, below)) = rows.split_first_mut() else { return };
        match node {
            Node::Group(_, label, nodes) => {
                row.push(TableCell::heading(label, Scope::ColumnGroup, count(node), 1));
                column_labels(nodes, below);
            }
            Node::Leaf(_, label) | Node::Total(_, label, _) => {
                row.push(TableCell::heading(label, Scope::Column, 1, height));
            }
        }
    }
}
