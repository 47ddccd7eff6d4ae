//! The chapters of a source, chosen as a sequence over the whole of it: by the words of their headings, their
//! numbers, their order, and the tables that follow. Knows no value of a table.

use std::ops::Range;

use super::super::source::{Content, Source};
use super::candidates::{Candidate, candidates};
use super::items::{Item, Kind};
use super::titles::{Style, TEXTS};
use super::wording::plain;

/// A part of a source, from a heading to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Part<'a> {
    /// What it is.
    pub kind: PartKind,
    /// The lines of its heading.
    pub heading: Range<usize>,
    /// What its heading says, in one line.
    pub title: String,
    /// What stands behind its heading in the same line.
    pub rest: &'a str,
    /// The lines under its heading.
    pub body: Range<usize>,
}

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// What stands before the first chapter.
    Before,
    /// A chapter, counted from 0.
    Chapter(usize),
    /// A chapter that the official form does not have.
    Extra,
}

/// The parts of a source, and what is to be said of its headings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline<'a> {
    /// In the order of the source; the first stands before the chapters.
    pub parts: Vec<Part<'a>>,
    /// Each a sentence.
    pub problems: Vec<String>,
}

/// Where a table of a chapter shows.
struct Anchor {
    item: usize,
    chapter: usize,
}

impl<'a> Outline<'a> {
    /// Finds the chapters of a source.
    pub fn of(source: &Source, items: &[Item<'a>]) -> Outline<'a> {
        let anchors = anchors(source, items);
        let candidates = candidates(items);
        let style = main_style(&candidates);
        let mut chosen = choose(&candidates, &anchors, style, items);
        let mut problems = Vec::new();
        fill_gaps(&candidates, style, &mut chosen, &mut problems);
        for (at, kind) in &chosen {
            let Candidate { heading, title, .. } = &candidates[*at];
            if let PartKind::Chapter(chapter) = *kind
                && heading.chapter == Some(chapter)
                && heading.style == style
                && matches!(style, Style::Numeral | Style::Part)
                && heading.number as usize != chapter + 1
            {
                let number = ["一", "二", "三", "四", "五", "六"][chapter];
                problems.push(format!("标题「{title}」的序号与官方格式不同，应为「{number}」。"));
            }
        }
        let mut parts = vec![Part {
            kind: PartKind::Before,
            heading: 0..0,
            title: String::new(),
            rest: "",
            body: 0..items.len(),
        }];
        for (at, kind) in chosen {
            let Candidate { lines, title, rest, .. } = &candidates[at];
            let body = lines.end..items.len();
            parts.push(Part { kind, heading: lines.clone(), title: title.clone(), rest, body });
        }
        // What only repeats the headings, before the first of them, is a table of contents.
        close(&mut parts);
        headless(&mut parts, &anchors, items.len());
        Outline { parts, problems }
    }

    /// For every block the chapter that it stands in; none for headings and for what is in no chapter.
    pub fn chapters(&self, items: &[Item], blocks: usize) -> Vec<Option<usize>> {
        let mut chapters = vec![None; blocks];
        for part in &self.parts {
            if let PartKind::Chapter(chapter) = part.kind {
                for item in items.get(part.body.clone()).unwrap_or_default() {
                    chapters[item.block] = chapters[item.block].or(Some(chapter));
                }
            }
        }
        for item in self.parts.iter().flat_map(|part| items.get(part.heading.clone()).unwrap_or_default()) {
            chapters[item.block] = None;
        }
        chapters
    }

    /// Whether a chapter has a part.
    pub fn has(&self, chapter: usize) -> bool {
        self.parts.iter().any(|part| part.kind == PartKind::Chapter(chapter))
    }
}

/// Lets each part end where the next begins.
fn close(parts: &mut [Part]) {
    for at in 1..parts.len() {
        parts[at - 1].body.end = parts[at].heading.start.max(parts[at - 1].body.start);
    }
}

/// Opens chapters whose heading is lost where their table shows.
fn headless(parts: &mut Vec<Part>, anchors: &[Anchor], end: usize) {
    for chapter in 1..=3 {
        if parts.iter().any(|part| part.kind == PartKind::Chapter(chapter)) {
            continue;
        }
        let Some(anchor) = anchors.iter().find(|anchor| anchor.chapter == chapter) else { continue };
        let Some(at) = parts.iter().rposition(|part| part.body.contains(&anchor.item)) else { continue };
        let fits = match parts[at].kind {
            PartKind::Before => true,
            PartKind::Chapter(before) => before < chapter,
            PartKind::Extra => false,
        };
        let part = Part {
            kind: PartKind::Chapter(chapter),
            heading: anchor.item..anchor.item,
            title: String::new(),
            rest: "",
            body: anchor.item..end.min(parts[at].body.end),
        };
        if fits {
            parts[at].body.end = anchor.item;
            parts.insert(at + 1, part);
        }
    }
}

/// How the headings of chapters are numbered: the style that most chapters can be found in.
fn main_style(candidates: &[Candidate]) -> Style {
    let worth = |style: Style| {
        let mut best = [0; TEXTS.len()];
        for Candidate { heading, .. } in
            candidates.iter().filter(|candidate| candidate.heading.style == style)
        {
            if let Some(chapter) = heading.chapter {
                let fits = style != Style::Bare && heading.number as usize == chapter + 1;
                best[chapter] =
                    best[chapter].max(heading.weight - heading.strange.min(2) + 3 * i32::from(fits));
            }
        }
        best.iter().sum::<i32>()
    };
    let styles = [Style::Numeral, Style::Part, Style::Bracketed, Style::Digit, Style::Bare];
    // Of equals the first.
    styles.into_iter().rev().max_by_key(|style| worth(*style)).unwrap_or(Style::Numeral)
}

/// Chooses headings of rising chapters that together weigh most; of equals the later ones.
fn choose(
    candidates: &[Candidate],
    anchors: &[Anchor],
    style: Style,
    items: &[Item],
) -> Vec<(usize, PartKind)> {
    // For each chapter the best sequence that ends with it: its weight, and its last candidate.
    let mut best: [Option<(i32, usize)>; TEXTS.len()] = [None; TEXTS.len()];
    let mut before = vec![None; candidates.len()];
    for (at, candidate) in candidates.iter().enumerate() {
        let Some(chapter) = candidate.heading.chapter.filter(|_| !candidate.is_listed) else { continue };
        let weight = weight(candidate, chapter, anchors, style, items, candidates.get(at + 1));
        let earlier = best[..chapter].iter().flatten().max_by_key(|(weight, _)| *weight).copied();
        let total = weight + earlier.map_or(0, |(weight, _)| weight);
        if weight > 0 && best[chapter].is_none_or(|(other, _)| total >= other) {
            best[chapter] = Some((total, at));
            before[at] = earlier.map(|(_, at)| at);
        }
    }
    let mut last = best.iter().flatten().max_by_key(|(weight, _)| *weight).map(|(_, at)| *at);
    let mut chosen = Vec::new();
    while let Some(at) = last {
        let chapter = candidates[at].heading.chapter.unwrap_or_default();
        chosen.push((at, PartKind::Chapter(chapter)));
        last = before[at];
    }
    chosen.reverse();
    chosen
}

fn weight(
    Candidate { heading, lines, rest, .. }: &Candidate,
    chapter: usize,
    anchors: &[Anchor],
    style: Style,
    items: &[Item],
    next: Option<&Candidate>,
) -> i32 {
    let numbered = if heading.number as usize == chapter + 1 { 15 } else { 0 };
    let styled = match heading.style {
        own if own == style => 15,
        Style::Bare if heading.weight < 3 || heading.strange > 2 => -99,
        Style::Bare => -5,
        // Within a chapter sub-headings go by these names.
        Style::Bracketed => -99,
        Style::Digit => -40,
        _ => -15,
    };
    let marked = if items.get(lines.start).is_some_and(|item| item.kind == Kind::Heading) { 5 } else { 0 };
    // The table that shows next.
    let following = anchors.partition_point(|anchor| anchor.item < lines.end);
    let tabled = match anchors.get(following) {
        Some(anchor) if anchor.chapter == chapter => 20,
        Some(anchor) if anchor.chapter < chapter => -30,
        _ => 0,
    };
    // In a table of contents nothing stands between two headings.
    let is_empty = rest.is_empty()
        && next.is_some_and(|next| {
            next.heading.chapter.is_some()
                && (items.get(lines.end..next.lines.start))
                    .is_some_and(|between| between.iter().all(is_blank))
        });
    10 * heading.weight - 4 * heading.strange
        + numbered
        + styled
        + marked
        + tabled
        + if is_empty { 0 } else { 3 }
}

fn is_blank(item: &Item) -> bool {
    item.text.is_empty() && item.kind != Kind::Table
}

/// Takes headings of the main style whose number goes on from the heading before and goes before the next one:
/// a chapter out of its order, a chapter in words of its own, a chapter that the form does not have.
fn fill_gaps(
    candidates: &[Candidate],
    style: Style,
    chosen: &mut Vec<(usize, PartKind)>,
    problems: &mut Vec<String>,
) {
    if style == Style::Bare {
        return;
    }
    let mut filled: Vec<(usize, PartKind)> = Vec::new();
    let is_free = |chapter: usize, filled: &[(usize, PartKind)]| {
        !chosen.iter().chain(filled).any(|(_, kind)| *kind == PartKind::Chapter(chapter))
    };
    for gap in 0..=chosen.len() {
        let before = gap.checked_sub(1).map(|before| chosen[before].0);
        let after = chosen.get(gap).map(|(at, _)| *at);
        let is_main = |at: usize| candidates[at].heading.style == style;
        if !before.is_none_or(is_main) || !after.is_none_or(is_main) {
            continue;
        }
        let mut number = before.map_or(0, |at| candidates[at].heading.number);
        let end = after.map_or(99, |at| candidates[at].heading.number);
        let inside = before.map_or(0, |at| at + 1)..after.unwrap_or(candidates.len());
        for at in inside {
            let Candidate { heading, title, is_listed, .. } = &candidates[at];
            if heading.style != style || *is_listed {
                continue;
            }
            // Numbers that begin anew are those of sub-headings; one that the form does not have is a chapter of
            // its own also where the last of the form are missing.
            let goes_on = heading.number == number + 1
                || number > 0 && heading.number > number && heading.number as usize > TEXTS.len();
            if !goes_on || heading.number >= end {
                break;
            }
            number = heading.number;
            let by_number = number as usize - 1;
            let kind = match heading.chapter {
                Some(chapter) if is_free(chapter, &filled) => PartKind::Chapter(chapter),
                None if by_number < TEXTS.len() && is_free(by_number, &filled) => {
                    let name = TEXTS[by_number].name();
                    let name =
                        if name.contains('、') { name } else { ["", "二", "三", "四"][by_number.min(3)] };
                    problems.push(format!("标题「{title}」与官方格式不同，按序号归入「{name}」。"));
                    PartKind::Chapter(by_number)
                }
                _ => PartKind::Extra,
            };
            filled.push((at, kind));
        }
    }
    chosen.extend(filled);
    chosen.sort_by_key(|(at, _)| *at);
}

/// Where tables show, by the words that no other place has.
fn anchors(source: &Source, items: &[Item]) -> Vec<Anchor> {
    let mut anchors: Vec<Anchor> = Vec::new();
    for (item, line) in items.iter().enumerate() {
        let chapter = match (line.kind, source.blocks.get(line.block).map(|block| &block.content)) {
            (Kind::Table, Some(Content::Table(grid))) => {
                let spots = grid.rows.iter().take(8).flatten().filter(|spot| spot.begins);
                spots.take(60).find_map(|spot| anchored(&spot.text))
            }
            _ => line.text.split(['\t', '|']).take(20).find_map(anchored),
        };
        anchors.extend(chapter.map(|chapter| Anchor { item, chapter }));
    }
    anchors
}

/// The chapter whose table a cell is of, if only that table has it.
fn anchored(cell: &str) -> Option<usize> {
    if cell.len() < 9 || cell.len() > 400 {
        return None;
    }
    let plain = plain(cell);
    let has = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    const DISCLOSURE: [&str; 6] =
        ["本年制发件数", "本年新制作数量", "行政事业性收费", "政府集中采购", "规范性文件", "行政规范性文件"];
    if plain.contains("第二十条第") && plain.ends_with('项') || DISCLOSURE.contains(&plain.as_str()) {
        return Some(1);
    }
    if plain == "申请人情况" || has(&["本列数据的勾稽关系", "本年新收政府信息公开申请数"])
    {
        return Some(2);
    }
    ["未经复议直接起诉", "复议后起诉", "结果维持"].contains(&plain.as_str()).then_some(3)
}
