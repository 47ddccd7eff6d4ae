//! Where the tables of a source are: which blocks belong to a table of the form, and which are accounted for.
//! Knows no value.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use super::Settling;
use crate::import::recognise::tables::chapters_with_tables;
use crate::import::recognise::tables::official::official;
use crate::import::recognise::tables::placing::Placing;
use crate::import::recognise::tables::rows::HeadCell;

/// So many lines may stand between two rows of one table.
const NEAR: usize = 60;

impl Settling<'_> {
    /// The blocks from the first to the last placed row of lines of each chapter, where no prose stands
    /// between them.
    pub(super) fn extents(&self) -> Vec<(usize, RangeInclusive<usize>)> {
        let mut extents: Vec<(usize, usize, usize)> = Vec::new();
        for (row, target) in self.placing.rows.rows.iter().zip(&self.placing.targets) {
            let Some(target) = target.as_ref().filter(|_| !row.in_grid()) else { continue };
            let chapter = target.row().chapter;
            let end = row.values.iter().map(|piece| piece.place.block).max().unwrap_or(row.block);
            let head = row.head.and_then(|head| self.placing.rows.heads.get(head)).map(|head| head.block);
            let begin = head.filter(|head| *head + 200 > row.block && *head < row.block).unwrap_or(row.block);
            match extents.last_mut() {
                Some((of, _, last)) if *of == chapter && row.block < *last + NEAR => *last = end.max(*last),
                _ => extents.push((chapter, begin, end)),
            }
        }
        extents.into_iter().map(|(chapter, begin, end)| (chapter, begin..=end)).collect()
    }

    /// The chapter whose table a row of lines may be of: it stands in it, near it, or in a chapter of which
    /// no table was found.
    pub(super) fn chapter_of_line(
        &self,
        block: usize,
        extents: &[(usize, RangeInclusive<usize>)],
    ) -> Option<usize> {
        let own = self.chapters.get(block).copied().flatten();
        let inside = extents.iter().find(|(_, extent)| extent.contains(&block));
        let is_near = |extent: &RangeInclusive<usize>| {
            block < extent.end().saturating_add(NEAR) && block.saturating_add(NEAR) > *extent.start()
        };
        let near = || extents.iter().find(|(of, extent)| own.is_none_or(|own| own == *of) && is_near(extent));
        let is_found = |chapter: &usize| {
            self.tables.values().any(|other| other == chapter) || extents.iter().any(|(of, _)| of == chapter)
        };
        let lacks_table = || own.filter(|own| chapters_with_tables().contains(own) && !is_found(own));
        inside.or_else(near).map(|(of, _)| *of).or_else(lacks_table)
    }

    /// The blocks that are accounted for.
    pub(super) fn used(&self) -> BTreeSet<usize> {
        let mut used: BTreeSet<usize> = self.tables.keys().copied().collect();
        for (_, extent) in self.extents() {
            used.extend(self.understood.blocks.range(extent));
        }
        used
    }
}

/// The blocks of tables of the form: those with rows of it, with two labels of its columns, or in a chapter
/// that has a table; each with its chapter.
pub(super) fn tables(placing: &Placing, chapters: &[Option<usize>]) -> BTreeMap<usize, usize> {
    let mut counts: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    let again = placing.again.iter().map(|(at, target)| (*at, *target));
    let placed = placing.targets.iter().enumerate().filter_map(|(at, target)| Some((at, (*target)?)));
    for (at, target) in placed.chain(again) {
        let row = &placing.rows.rows[at];
        if row.in_grid() {
            *counts.entry(row.block).or_default().entry(target.row().chapter).or_default() += 1;
        }
    }
    let most = |counts: BTreeMap<usize, usize>| {
        counts.into_iter().max_by_key(|(chapter, count)| (*count, std::cmp::Reverse(*chapter)))
    };
    let mut tables: BTreeMap<usize, usize> =
        counts.into_iter().filter_map(|(block, counts)| Some((block, most(counts)?.0))).collect();
    let with_tables = chapters_with_tables();
    for row in placing.rows.rows.iter().filter(|row| row.in_grid()) {
        let own = chapters.get(row.block).copied().flatten().filter(|chapter| with_tables.contains(chapter));
        if let Some(chapter) = own {
            tables.entry(row.block).or_insert(chapter);
        }
    }
    for head in placing.rows.heads.iter().filter(|head| head.width > 0) {
        let named = |chapter: &usize| {
            let words = official().forms.iter().flat_map(|form| &form.rows);
            let rows: Vec<_> = words.filter(|row| row.chapter == *chapter).collect();
            let is_column = |cell: &&HeadCell| {
                cell.known.words.first().is_some_and(|(word, alike)| {
                    *alike >= 1.0 && rows.iter().any(|row| row.has_column(*word))
                })
            };
            head.rows.iter().flatten().filter(is_column).count()
        };
        let best =
            with_tables.iter().map(|chapter| (named(chapter), *chapter)).max_by_key(|(count, _)| *count);
        if let Some((_, chapter)) = best.filter(|(count, _)| *count >= 2) {
            tables.entry(head.block).or_insert(chapter);
        }
    }
    tables
}
