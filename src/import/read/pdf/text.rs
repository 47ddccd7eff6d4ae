//! Lines of all pages put into headings and paragraphs: a line that is full goes on in the next unless that is
//! indented. Knows no form.

use super::lines::{Line, between};
use super::margins::take_numbers_and_heads;
use super::plain::lines_of_text;
use super::sheet::{Part, Sheet, most_common, texts};
use super::table::mend;
use crate::format::is_numeral;
use crate::import::read::blocks::Blocks;
use crate::import::read::text::{self, Unit};

/// Adds what the pages of a file say.
pub(super) fn add(blocks: &mut Blocks, mut sheets: Vec<Sheet>) {
    take_numbers_and_heads(&mut sheets);
    if let Some(pages) = lines_of_text(&sheets) {
        for (page, lines) in (1..).zip(pages) {
            blocks.place = (Some(page), None);
            text::add(blocks, &lines.join("\n"), Unit::Line);
        }
        return;
    }
    mend_tables(&mut sheets);
    let measure = Measure::of(&sheets);
    let mut flow = Flow { blocks, lines: Vec::new(), open: None, measure };
    for (page, sheet) in (1..).zip(sheets) {
        flow.put_lines();
        for part in sheet.parts {
            match part {
                Part::Line(line) => flow.add(page, line),
                Part::Table(table) => {
                    flow.close();
                    flow.put_lines();
                    flow.blocks.place = (Some(page), None);
                    flow.blocks.table(table.source_rows());
                }
            }
        }
    }
    flow.close();
    flow.put_lines();
}

/// Where the text of the file begins and ends, and how large it is.
struct Measure {
    left: f64,
    right: f64,
    size: f64,
    /// How far lines are apart.
    pitch: f64,
}

impl Measure {
    fn of(sheets: &[Sheet]) -> Measure {
        let lines: Vec<&Line> = sheets.iter().flat_map(|sheet| texts(&sheet.parts)).collect();
        let letters = |line: &&Line| line.text.chars().count();
        let size = most_common(lines.iter().map(|line| (line.size, letters(line))), 0.5).unwrap_or(12.0);
        let long = || lines.iter().filter(|line| line.width() > 15.0 * size);
        let least = lines.iter().map(|line| line.left).fold(f64::INFINITY, f64::min);
        let left = most_common(long().map(|line| (line.left, 1)), 1.0).unwrap_or(least);
        // Most paragraphs may be a line or two, so that more lines are indented than not: what a full indented
        // line goes on in begins at the margin.
        let most = long().map(|line| line.right).fold(f64::NEG_INFINITY, f64::max);
        let further = sheets.iter().flat_map(|sheet| {
            let lines: Vec<&Line> = texts(&sheet.parts).collect();
            let goes_on = |pair: &&[&Line]| {
                let indent = (left - pair[1].left) / size;
                (pair[0].left - left).abs() < 1.0
                    && most - pair[0].right < 2.0 * size
                    && (1.5..4.5).contains(&indent)
                    && pair[1].base - pair[0].base < 2.8 * size
            };
            lines.windows(2).filter(goes_on).map(|pair| pair[1].left).collect::<Vec<_>>()
        });
        let left = further.fold(left, f64::min);
        // Where most lines end; few full lines tell less than the other margin does.
        let usual = most_common(long().map(|line| (line.right, 1)), 1.0).unwrap_or(most);
        let full = long().filter(|line| (line.right - usual).abs() < 1.0).count();
        let width = sheets.iter().map(|sheet| sheet.width).fold(0.0, f64::max);
        let near = long().filter(|line| most - line.right < 1.2 * size).count();
        let right = match (full, near) {
            (4.., _) => usual,
            (_, 2..) => most,
            _ => most.max(width - left),
        };
        let steps = sheets.iter().flat_map(|sheet| {
            let lines: Vec<&Line> = texts(&sheet.parts).collect();
            let is_long = |pair: &&[&Line]| pair[0].width() > 15.0 * size;
            lines.windows(2).filter(is_long).map(|pair| (pair[1].base - pair[0].base, 1)).collect::<Vec<_>>()
        });
        let pitch = most_common(steps.filter(|(step, _)| *step > 0.5 * size), 0.5).unwrap_or(1.5 * size);
        Measure { left, right, size, pitch }
    }

    /// How much of a line is left blank behind what it says.
    fn left_blank(&self, line: &Line) -> f64 {
        self.right - line.right
    }

    /// How far a line begins behind the margin, in letters.
    fn indent(&self, line: &Line) -> f64 {
        (line.left - self.left) / self.size
    }

    /// Whether a line stands in the middle, and is not full.
    fn is_centred(&self, line: &Line) -> bool {
        let off = (line.left - self.left) - self.left_blank(line);
        self.indent(line) > 2.5 && off.abs() < 2.0 * self.size
    }

    /// Whether a line is a heading by its look.
    fn is_heading(&self, line: &Line) -> bool {
        let is_large = line.size > 1.12 * self.size;
        is_large
            && line.text.chars().count() < 60
            && (self.is_centred(line) || self.left_blank(line) > 2.0 * self.size)
            || line.size > 1.3 * self.size
    }

    /// Whether the first word of the next line had no room in a line.
    fn is_full(&self, line: &Line, next: &Line) -> bool {
        self.left_blank(line) < next.first_width + 0.8 * line.size
    }

    /// Whether a line goes on in the next: the first word of that had no room in it.
    fn goes_on(&self, line: &Line, next: &Line, is_same_page: bool) -> bool {
        let step = next.base - line.base;
        let is_near = !is_same_page || step < 1.35 * self.pitch.max(line.size);
        let is_alike = (line.size - next.size).abs() < 0.15 * line.size;
        let is_flush = self.indent(next).abs() < 0.8;
        is_near
            && is_alike
            && self.is_full(line, next)
            && is_flush
            && !line.text.contains('\t')
            && !begins(line, next)
    }
}

/// Whether a line begins with the number of a section, behind one that ends a sentence.
fn begins(line: &Line, next: &Line) -> bool {
    let text = next.text.trim_start_matches(['（', '(']);
    let rest = text.trim_start_matches(is_numeral);
    let is_section = rest.len() < text.len() && rest.starts_with(['、', '）', ')']);
    is_section && line.text.ends_with(['。', '：', '；', '！', '？'])
}

/// The blocks so far, and what may go on.
struct Flow<'b> {
    blocks: &'b mut Blocks,
    /// Lines that stand alone, all of one page: they may be rows of a table.
    lines: Vec<(u32, String)>,
    open: Option<Open>,
    measure: Measure,
}

struct Open {
    page: u32,
    /// The page of the last line.
    last_page: u32,
    text: String,
    last: Line,
    lines: usize,
    is_heading: bool,
    is_indented: bool,
}

impl Flow<'_> {
    fn add(&mut self, page: u32, line: Line) {
        let measure = &self.measure;
        let is_heading = measure.is_heading(&line);
        if let Some(open) = &mut self.open {
            let is_same_page = open.last_page == page;
            let goes_on = match open.is_heading {
                // A title of several lines.
                true => {
                    let is_alike = (open.last.size - line.size).abs() < 0.1 * line.size;
                    let is_near = is_same_page && line.base - open.last.base < 2.2 * line.size;
                    let is_broken = measure.is_full(&open.last, &line) || measure.is_centred(&line);
                    is_heading && is_alike && is_near && is_broken
                }
                false => !is_heading && measure.goes_on(&open.last, &line, is_same_page),
            };
            if goes_on {
                open.text.push_str(between(&open.last, &line));
                open.text.push_str(&line.text);
                open.lines += 1;
                (open.last, open.last_page) = (line, page);
                return;
            }
        }
        self.close();
        let is_indented = (1.4..2.6).contains(&self.measure.indent(&line));
        let text = line.text.clone();
        self.open = Some(Open { page, last_page: page, text, last: line, lines: 1, is_heading, is_indented });
    }

    /// Ends the text that is open.
    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let has_bars = open.text.matches(['|', '｜', '│']).count() > 1;
        if !open.is_heading && (open.lines == 1 && !open.is_indented || has_bars) {
            if self.lines.last().is_some_and(|(page, _)| *page != open.page) {
                self.put_lines();
            }
            self.lines.push((open.page, open.text));
            return;
        }
        self.put_lines();
        self.blocks.place = (Some(open.page), None);
        match open.is_heading {
            true => self.blocks.heading(&open.text),
            false => self.blocks.paragraph(&open.text),
        }
    }

    /// Puts the lines that stand alone; as a text, for cells may be parted by bars or wide gaps.
    fn put_lines(&mut self) {
        let Some((page, _)) = self.lines.first() else { return };
        self.blocks.place = (Some(*page), None);
        let lines: Vec<String> = self.lines.drain(..).map(|(_, text)| text).collect();
        text::add(self.blocks, &lines.join("\n"), Unit::Line);
    }
}

/// Mends tables that the end of a page cuts.
fn mend_tables(sheets: &mut [Sheet]) {
    // The page on which the table begins that reaches to the end of the last one.
    let mut begun: Option<usize> = None;
    for at in 1..sheets.len() {
        let (before, after) = sheets.split_at_mut(at);
        let (earlier, last) = before.split_at_mut(at - 1);
        let (Some(last), Some(next)) = (last.first_mut(), after.first_mut()) else { return };
        let is_one = last.parts.len() == 1;
        let (Some(Part::Table(part)), Some(Part::Table(next))) =
            (last.parts.last_mut(), next.parts.first_mut())
        else {
            begun = None;
            continue;
        };
        let head = begun.filter(|_| is_one).and_then(|page| earlier.get(page)?.parts.last());
        let head = match head {
            Some(Part::Table(head)) => Some(head),
            _ => None,
        };
        if head.is_none() {
            begun = Some(at - 1);
        }
        mend(head, part, next);
    }
}
