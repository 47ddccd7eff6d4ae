//! The range of cells that is selected, and what is done to it: clearing, copying, cutting, pasting.

use std::collections::HashSet;

use leptos::prelude::*;

use super::{Notice, NoticeAction, Workspace};
use crate::browser::page;
use crate::export::range;
use crate::format::grid::Step;
use crate::format::{Cell, Kind};
use crate::import::grid::Grid;
use crate::import::paste::{Misfit, paste};
use crate::report::Edit;
use crate::report::entry::{self, Entry};
use crate::report::figure::Figures;

impl Workspace {
    /// Selects the rectangle between two cells of a table; a single cell is no selection.
    pub fn select(self, anchor: Cell, head: Cell) {
        let mut rows = self.format().rectangle(anchor, head);
        // On a narrow screen table 3 shows two columns: what is not seen is not selected.
        for row in &mut rows {
            row.retain(|cell| page::is_shown(cell.id()));
        }
        if rows.iter().map(Vec::len).sum::<usize>() < 2 {
            rows.clear();
        }
        let before: HashSet<Cell> =
            self.range.with_untracked(|rows| rows.iter().flatten().copied().collect());
        let after: HashSet<Cell> = rows.iter().flatten().copied().collect();
        self.ends.set_value((!rows.is_empty()).then_some((anchor, head)));
        if before == after {
            return;
        }
        for cell in before.symmetric_difference(&after) {
            let view = self.cell(cell.id());
            view.update(|view| view.selected = after.contains(cell));
        }
        self.range.set(rows);
        self.announce(self.range_words());
    }

    /// Moves the far end of the selection, which begins at a cell if nothing is selected.
    pub fn extend(self, cell: Cell, step: Step) {
        let (anchor, head) =
            self.ends.get_value().filter(|(anchor, _)| *anchor == cell).unwrap_or((cell, cell));
        let Some(to) = self.format().step(head, step) else { return };
        if self.in_one_table(anchor, to) {
            self.select(anchor, to);
            page::bring(to.id());
        }
    }

    /// Whether two cells stand in the same table.
    pub fn in_one_table(self, one: Cell, other: Cell) -> bool {
        let chapter = |cell: Cell| self.format().chapter_of(cell.id());
        chapter(one) == chapter(other)
    }

    /// Forgets what is selected, and which cell had the focus: the positions are those of another edition.
    pub(super) fn forget_positions(self) {
        self.ends.set_value(None);
        self.range.set(Vec::new());
        self.focused_cell.set(None);
        self.pressed_cell.set_value(None);
    }

    /// The mouse button is up again: the number with which a selection began is replaced by what is typed.
    pub(super) fn release_mouse(self) {
        if self.pressed_cell.get_value().is_some() && self.has_range() {
            page::select_again();
        }
        self.pressed_cell.set_value(None);
    }

    /// Nothing is selected any more.
    pub fn deselect(self) {
        if let Some(begin) = self.range_begin() {
            self.select(begin, begin);
        }
    }

    /// The cell with which the selection began.
    pub fn range_begin(self) -> Option<Cell> {
        self.ends.with_value(|ends| ends.map(|(anchor, _)| anchor))
    }

    /// Whether more than one cell is selected.
    pub fn has_range(self) -> bool {
        self.range.with_untracked(|range| !range.is_empty())
    }

    /// How many cells are selected and what they add up to; nothing where none are. Read again whenever
    /// either changes.
    pub fn range_words(self) -> String {
        self.range.with(|range| {
            let cells: Vec<Cell> = range.iter().flatten().copied().collect();
            if cells.is_empty() {
                return String::new();
            }
            self.history.with(|history| {
                let report = history.report();
                let figures = Figures::of(report);
                let numbers = cells.iter().filter(|cell| figures.at(**cell).known > 0).count();
                let kinds: HashSet<bool> =
                    cells.iter().map(|cell| cell.declared().kind == Kind::Money).collect();
                let words = format!("已选 {} 格，{numbers} 个数", cells.len());
                let is_money = kinds.contains(&true);
                match kinds.len() {
                    1 => {
                        let kind = if is_money { Kind::Money } else { Kind::Count };
                        let unit = if is_money { " 万元" } else { "" };
                        format!("{words}，合计 {}{unit}", entry::write(kind, figures.sum(&cells).value))
                    }
                    // Amounts and counts do not add up to anything.
                    _ => words,
                }
            })
        })
    }

    /// What the selected cells show, row by row.
    fn range_texts(self) -> Vec<Vec<String>> {
        let rows = self.range.get_untracked();
        self.history.with_untracked(|history| {
            let (report, figures) = (history.report(), Figures::of(history.report()));
            let texts = |row: &Vec<Cell>| row.iter().map(|cell| figures.text(report, *cell)).collect();
            rows.iter().map(texts).collect()
        })
    }

    /// The selected cells as text and as an HTML table.
    pub fn copy_range(self) -> (String, String) {
        let texts = self.range_texts();
        let count: usize = texts.iter().map(Vec::len).sum();
        self.announce(format!("已复制 {count} 格。"));
        (range::write_text(&texts), range::write_html(&texts))
    }

    /// Empties the selected cells; totals follow their parts again.
    pub fn clear_range(self) {
        let cells = self.range.with_untracked(|rows| {
            let blank = rows.iter().flatten().map(|cell| (*cell, Entry::initial(*cell)));
            self.history.with_untracked(|history| {
                blank.filter(|(cell, entry)| history.report().cell(*cell) != entry).collect::<Vec<_>>()
            })
        });
        let words = match cells.len() {
            0 => "选中的格本来就是空的。".to_owned(),
            count => format!("已清空 {count} 格，可以撤销。"),
        };
        self.act(Edit::Cells(cells));
        self.announce(words);
    }

    /// Pastes tables at a cell, or over the selected range. What does not fit is shown before anything changes.
    pub fn paste(self, at: Cell, grids: &[Grid]) {
        let range = self.range.get_untracked();
        let range = if range.is_empty() { vec![vec![at]] } else { range };
        let pasted = self.history.with_untracked(|history| paste(history.report(), grids, &range));
        let mut lines: Vec<String> = pasted.misfits.iter().map(Misfit::words).collect();
        let (count, edit) = (pasted.placed, Edit::Cells(pasted.cells));
        if lines.is_empty() {
            self.paste_in(count, edit);
            if !pasted.converted.is_empty() {
                self.tell("已换算为万元：", pasted.converted);
            }
            return;
        }
        lines.extend(pasted.converted);
        let (text, action) = match count {
            0 => ("没有粘贴：下面这些在表里没有位置。".to_owned(), NoticeAction::None),
            count => (
                format!("{count} 格有位置，还没有粘贴。下面这些请先看一看："),
                NoticeAction::Paste(count, edit),
            ),
        };
        self.notice.set(Some(Notice { text, lines, action }));
        request_animation_frame(|| page::focus_in_place("notice-action"));
    }

    /// Puts a paste into the report, as one step.
    pub fn paste_in(self, count: usize, edit: Edit) {
        let words = match &edit {
            Edit::Cells(cells) if cells.is_empty() => "粘贴的内容与表里相同，没有改动。".to_owned(),
            _ => format!("已粘贴 {count} 格，可以撤销。"),
        };
        self.act(edit);
        self.announce(words);
        request_animation_frame(page::select_again);
    }
}
