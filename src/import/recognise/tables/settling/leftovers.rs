//! What has no place: rows, columns and tables that the form does not have; and remarks in tables, which are
//! notes under them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Settling, each_once};
use crate::format::texts::TextField;
use crate::import::recognise::tables::placing::Target;
use crate::import::recognise::tables::rows::{Piece, Row};
use crate::import::recognised::Unplaced;
use crate::import::source::Place;

impl Settling<'_> {
    /// Names what has no place: rows and tables that the form does not have, remarks in tables.
    pub(super) fn name_the_rest(&mut self) {
        let rows = &self.placing.rows.rows;
        let again: BTreeSet<usize> = self.placing.again.iter().map(|(at, _)| *at).collect();
        let has_rows: BTreeSet<usize> = rows
            .iter()
            .zip(&self.placing.targets)
            .filter(|(_, target)| target.is_some())
            .map(|(row, _)| row.block)
            .collect();
        let extents = self.extents();
        let mut stubs: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, row) in rows.iter().enumerate() {
            let is_placed = self.placing.targets[at].is_some() || again.contains(&at);
            if is_placed || row.filled().next().is_none() {
                continue;
            }
            let in_lines = || (!row.in_grid()).then(|| self.chapter_of_line(row.block, &extents)).flatten();
            let Some(chapter) = self.tables.get(&row.block).copied().or_else(in_lines) else { continue };
            if row.in_grid() && !has_rows.contains(&row.block) {
                stubs.entry(row.block).or_default().push(at);
                continue;
            }
            let name = match row.labels.is_empty() {
                true => format!("{}里没有标签的一行", self.table(chapter)),
                false => format!("{}多出的一行", self.table(chapter)),
            };
            self.add_unplaced(name, row.quote(), row.places(), Some(chapter));
        }
        for (block, at) in stubs {
            let chapter = self.tables.get(&block).copied();
            let name = chapter.map_or("没有用上的表".to_owned(), |chapter| {
                format!("{}里认不出的内容", self.table(chapter))
            });
            let quotes: Vec<String> = at.iter().map(|at| rows[*at].quote()).collect();
            let from = each_once(at.iter().flat_map(|at| rows[*at].places()).collect());
            self.add_unplaced(name, quotes.join("\n"), from, chapter);
        }
        for (at, row) in rows.iter().enumerate() {
            let is_running =
                |piece: &Piece| piece.text.len() <= 3 && piece.text.bytes().all(|b| b.is_ascii_digit());
            let strange: Vec<&Piece> = row.front.iter().filter(|piece| !is_running(piece)).collect();
            if let (Some(target), false) = (self.placing.targets[at], strange.is_empty()) {
                self.add_beside(row, target, &strange);
            }
        }
        for remark in &self.placing.rows.remarks {
            let Some(&chapter) = self.tables.get(&remark.place.block) else { continue };
            if let (true, Some(field)) = (is_note(&remark.text), self.note(chapter)) {
                self.notes.push((field, remark.text.clone(), vec![remark.place]));
            }
        }
    }

    pub(super) fn note(&self, chapter: usize) -> Option<TextField> {
        self.placing.edition.format().chapters.get(chapter).map(|chapter| chapter.text())
    }

    /// What the table of a chapter is called: 表二.
    pub(super) fn table(&self, chapter: usize) -> String {
        let chapters = &self.placing.edition.format().chapters;
        chapters.get(chapter).map_or("表格".to_owned(), |chapter| format!("表{}", chapter.numeral()))
    }

    pub(super) fn add_unplaced(
        &mut self,
        name: String,
        quote: String,
        from: Vec<Place>,
        chapter: Option<usize>,
    ) {
        let format = self.placing.edition.format();
        let own = chapter.and_then(|chapter| self.note(chapter));
        let notes =
            format.chapters.iter().filter(|chapter| chapter.table().is_some()).map(|chapter| chapter.text());
        let own_id = own.map(|own| own.id());
        let others = notes.filter(|note| Some(note.id()) != own_id);
        let targets = own.into_iter().chain(others).map(|field| field.id().to_owned()).collect();
        self.unplaced.push(Unplaced { name, quote, from: each_once(from), targets });
    }

    /// Values whose columns the form does not have.
    pub(super) fn add_beside(&mut self, row: &Row, target: Target, pieces: &[&Piece]) {
        let head = row.head.and_then(|head| self.placing.rows.heads.get(head));
        let column = |piece: &Piece| {
            let cells = head.into_iter().flat_map(|head| head.rows.iter().rev().flatten());
            let cell = cells
                .filter(|cell| cell.columns.contains(&piece.column))
                .map(|cell| cell.text.clone())
                .next();
            cell.unwrap_or_default()
        };
        let words = pieces.iter().map(|piece| format!("{} {}", column(piece), piece.text).trim().to_owned());
        let quote = format!("{}：{}", row.label(), words.collect::<Vec<_>>().join("，"));
        let from =
            each_once(std::iter::once(row.place).chain(pieces.iter().map(|piece| piece.place)).collect());
        let chapter = target.row().chapter;
        self.add_unplaced(format!("{}没有的列", self.table(chapter)), quote, from, Some(chapter));
    }
}

/// Whether a text in a table says something to its reader, and is no caption.
fn is_note(text: &str) -> bool {
    let text = text.trim_start_matches(['（', '(', ' ', '\u{3000}']);
    let begins = ["注", "备注", "说明", "※", "*"].iter().any(|word| text.starts_with(word));
    begins || text.contains('。') && text.chars().count() > 10
}
