//! The rows of a table: where its labels end and its values begin, which rows are labels of columns, and labels
//! that were cut in two.

use std::rc::Rc;

use super::labels::SURE;
use super::lexicon::{Known, Lexicon};
use super::official::Bearers;
use super::rows::{Head, HeadCell, Piece, Remark, Row, Rows, group_of};
use crate::import::grid::{Grid, Spot};
use crate::import::source::Place;

/// A text of a row of a table, as wide as its cell.
struct Text<'a> {
    text: &'a str,
    known: Rc<Known>,
    columns: std::ops::Range<usize>,
    /// Whether its cell begins in this row.
    begins: bool,
}

impl Text<'_> {
    fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    fn is_label(&self) -> bool {
        !self.is_blank() && !self.known.is_value
    }
}

impl Rows {
    /// Adds the rows of a table.
    pub fn add_grid(&mut self, block: usize, grid: &Grid, lexicon: &mut Lexicon) {
        let width = grid.rows.iter().map(Vec::len).max().unwrap_or(0);
        let first = self.rows.len();
        // Labels go on from the table before, if it is as wide.
        let mut head = self.heads.len().checked_sub(1);
        let mut is_open = false;
        let mut group: Option<Rc<Known>> = self.rows.last().and_then(group_of);
        for (at, spots) in grid.rows.iter().enumerate() {
            let texts = texts(spots, lexicon);
            let bears = |text: &&Text| text.is_label() && text.known.bears.column;
            let columns = texts.iter().filter(bears).count();
            let has_value = texts.iter().any(|text| text.begins && text.known.is_value);
            let label_end = end_of_labels(&texts);
            let is_row = label_end.is_some();
            let labels = texts.iter().filter(|text| text.is_label()).count();
            let is_head = !has_value
                && (columns > 1 || columns == 1 && !is_row || columns == 0 && labels > 2 && !is_row);
            if is_head {
                let cells = texts.iter().filter(|text| !text.is_blank());
                let cells = cells
                    .map(|text| HeadCell {
                        text: text.text.to_owned(),
                        known: Rc::clone(&text.known),
                        columns: text.columns.clone(),
                    })
                    .collect();
                if !is_open {
                    self.heads.push(Head { rows: Vec::new(), width, block });
                    head = Some(self.heads.len() - 1);
                    is_open = true;
                }
                if let Some(head) = self.heads.last_mut() {
                    head.rows.push(cells);
                }
                continue;
            }
            if texts.iter().all(Text::is_blank) && !is_open {
                continue;
            }
            let begin = label_end.unwrap_or_else(|| {
                let is_front = |text: &&Text| text.is_blank() || text.is_label();
                let front = texts.iter().position(Text::is_label).unwrap_or(0);
                // A running number may stand before a label; a text behind several numbers is none.
                let before = texts[..front].iter().filter(|text| text.known.is_value).count();
                let rest = texts[front..].iter().take_while(is_front).filter(|_| before < 2);
                rest.filter(|text| text.is_label()).last().map_or(0, |text| text.columns.end)
            });
            if !has_value && !is_row && labels > 0 {
                // A caption, the label of a group alone, or a remark.
                for text in texts.iter().filter(|text| text.is_label()) {
                    if text.known.bears.group {
                        group = Some(Rc::clone(&text.known));
                    } else if text.begins && !text.known.is_known() {
                        let place = Place::cell(block, at, text.columns.start);
                        self.remarks.push(Remark { text: text.text.to_owned(), place });
                    }
                }
                is_open &= labels == 1 && texts.iter().all(|text| text.is_blank() || text.known.is_known());
                self.rows.extend(cut_label(block, at, &texts, group.clone(), head));
                continue;
            }
            is_open = false;
            let piece = |text: &Text| Piece {
                text: text.text.to_owned(),
                place: Place::cell(block, at, text.columns.start),
                column: text.columns.start,
                gap: 0,
            };
            let in_front = |text: &&Text| text.columns.end <= begin;
            let row_labels: Vec<(String, Rc<Known>)> = texts
                .iter()
                .filter(|text| in_front(text) && text.is_label())
                .map(|text| (text.text.to_owned(), Rc::clone(&text.known)))
                .collect();
            let label = texts.iter().rfind(|text| in_front(text) && text.is_label());
            let row = Row {
                block,
                place: Place::cell(block, at, label.map_or(0, |label| label.columns.start)),
                group: group.clone(),
                begin,
                front: texts
                    .iter()
                    .filter(in_front)
                    .filter(|text| text.begins && text.known.is_value)
                    .map(piece)
                    .collect(),
                values: texts.iter().filter(|text| !in_front(text) && text.begins).map(piece).collect(),
                labels: row_labels,
                head,
                behind: 0,
                end: spots.len().max(1),
            };
            group = group_of(&row);
            self.rows.push(row);
        }
        self.join_cut_labels(first, lexicon);
    }

    /// Joins the label of a row that goes on in the next row: after a page break, or where a line of the
    /// label became a row.
    fn join_cut_labels(&mut self, first: usize, lexicon: &mut Lexicon) {
        let mut at = first.max(1);
        while at < self.rows.len() {
            let (before, row) = (&self.rows[at - 1], &self.rows[at]);
            let is_near = row.block <= before.block + 3;
            let one_is_bare = before.filled().next().is_none() != row.filled().next().is_none();
            let joined = match (before.labels.last(), row.labels.last()) {
                (Some((one, known)), Some((other, rest)))
                    if is_near && one_is_bare && best(rest) < SURE && rest.label.number.is_none() =>
                {
                    let whole = lexicon.look_up(&format!("{one}{other}"));
                    let is_better = best(&whole) > best(known) && best(&whole) >= 0.95 && whole.bears.row;
                    is_better.then(|| (format!("{one}{other}"), whole))
                }
                _ => None,
            };
            if let Some(own) = joined {
                let row = self.rows.remove(at);
                let before = &mut self.rows[at - 1];
                if before.filled().next().is_none() {
                    (before.values, before.begin, before.head, before.end) =
                        (row.values, row.begin, row.head, row.end);
                }
                before.labels.pop();
                before.labels.push(own);
            } else {
                // Labels alone were kept only to be joined.
                let is_bare = |row: &Row| row.values.is_empty() && !is_row(row);
                if is_bare(&self.rows[at - 1]) {
                    self.rows.remove(at - 1);
                } else {
                    at += 1;
                }
            }
        }
    }
}

fn is_row(row: &Row) -> bool {
    row.own().is_some_and(|own| own.bears.row)
}

fn best(known: &Known) -> f64 {
    known.words.first().map_or(0.0, |(_, alike)| *alike)
}

/// A row whose only text is a label that says nothing by itself: it may be a part of one.
fn cut_label(
    block: usize,
    at: usize,
    texts: &[Text],
    group: Option<Rc<Known>>,
    head: Option<usize>,
) -> Option<Row> {
    let text = texts.iter().rfind(|text| text.is_label())?;
    let may_be_part = !text.known.is_known() && text.text.chars().count() < 40;
    may_be_part.then(|| Row {
        block,
        place: Place::cell(block, at, text.columns.start),
        labels: vec![(text.text.to_owned(), Rc::clone(&text.known))],
        group,
        begin: text.columns.end,
        front: Vec::new(),
        values: Vec::new(),
        head,
        behind: 0,
        end: 1,
    })
}

/// The texts of a row of a table, each cell once.
fn texts<'a>(spots: &'a [Spot], lexicon: &mut Lexicon) -> Vec<Text<'a>> {
    let mut texts: Vec<Text> = Vec::new();
    for (column, spot) in spots.iter().enumerate() {
        match texts.last_mut() {
            Some(last) if !spot.begins && last.text == spot.text => last.columns.end = column + 1,
            _ => texts.push(Text {
                text: &spot.text,
                known: lexicon.look_up(&spot.text),
                columns: column..column + 1,
                begins: spot.begins,
            }),
        }
    }
    texts
}

/// The column behind the label of a row of the form; none if the row bears none.
fn end_of_labels(texts: &[Text]) -> Option<usize> {
    let mut end = None;
    for text in texts.iter().filter(|text| !text.is_blank()) {
        if text.known.is_value {
            match end {
                Some(_) => break,
                // A running number.
                None => continue,
            }
        }
        let Bearers { row, group, .. } = text.known.bears;
        let is_numbered = text.known.label.number.is_some();
        if row || (end.is_some() && (group || is_numbered)) {
            end = Some(text.columns.end);
        } else if end.is_some() {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Rows {
        let mut rows = Rows::default();
        rows.add_grid(0, &Grid::read_text(text), &mut Lexicon::default());
        rows
    }

    #[test]
    fn labels_values_and_the_labels_of_columns_are_told_apart() {
        let rows = read(
            "第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t不涉及\t\n\
             行政检查\t118\n1\t行政许可\t5",
        );
        let quotes: Vec<String> = rows.rows.iter().map(Row::quote).collect();
        assert_eq!(quotes, ["规章 0 不涉及", "行政检查 118", "行政许可 5"]);
        assert_eq!(rows.rows[0].values.len(), 3);
        assert_eq!(rows.rows[2].front[0].text, "1");
        assert_eq!(rows.heads.len(), 1);
    }

    #[test]
    fn groups_are_carried_to_the_rows_below() {
        let rows = read(
            "三、本年度办理结果\t（三）不予公开\t1.属于国家秘密\t0\n\t\t2.其他法律行政止公开\t3\n（四）无法提供\n\t\t1.本机关不掌握相关政府信息\t2",
        );
        let groups: Vec<&str> = rows
            .rows
            .iter()
            .map(|row| row.group.as_ref().map_or("", |group| group.label.word.as_str()))
            .collect();
        assert_eq!(groups, ["", "不予公开", "无法提供"]);
    }

    #[test]
    fn a_label_that_goes_on_in_the_next_row_is_joined() {
        for text in [
            "5.要求行政机关确认或重新出具\t0\t1\n已获取信息",
            "5.要求行政机关确认或重新出具\n已获取信息\t0\t1",
        ] {
            let rows = read(text);
            assert_eq!(rows.rows.len(), 1, "{text}");
            assert_eq!(rows.rows[0].quote(), "5.要求行政机关确认或重新出具已获取信息 0 1");
        }
    }
}
