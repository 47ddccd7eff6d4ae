//! Text files that were printed, one cell a line: their lines come back as they stood in the file, and the
//! blank ones from the distances, for a blank line may be a blank cell. Knows no form.

use std::collections::BTreeMap;

use super::lines::{Line, between};
use super::sheet::{Part, Sheet, most_common, texts};
use super::table::is_value;
use crate::import::characters::is_chinese;

/// How many lines with nothing but a number there are at least, and how large a part of all they are.
const LEAST_CELLS: usize = 20;
const PART_OF_CELLS: usize = 5;
/// The most blank lines that follow each other.
const MOST_BLANKS: usize = 60;

/// The lines of each page, if the pages are those of a text file with one cell a line; none if not.
pub(super) fn lines_of_text(sheets: &[Sheet]) -> Option<Vec<Vec<String>>> {
    let all = || sheets.iter().flat_map(|sheet| texts(&sheet.parts));
    let count = all().count();
    let cells = all().filter(|line| is_value(&line.text)).count();
    let size = most_common(all().map(|line| (line.size, 1)), 0.2)?;
    let is_odd = |line: &&Line| (line.size - size).abs() > 0.05 * size;
    let has_table = sheets.iter().any(|sheet| sheet.parts.iter().any(|part| matches!(part, Part::Table(_))));
    if has_table || cells < LEAST_CELLS || PART_OF_CELLS * cells < count || all().filter(is_odd).count() > 0 {
        return None;
    }
    let spacing = Spacing::of(sheets, size)?;
    let first = all().map(|line| line.left).fold(f64::INFINITY, f64::min);
    let edge = |sheet: &Sheet| sheet.width - first;
    let (top, bottom) = spacing.ends(sheets);
    // The blank lines at the end of a page come with those at the beginning of the next.
    let mut before = 0;
    let pages = sheets.iter().enumerate().map(|(page, sheet)| {
        let mut lines: Vec<String> = vec![String::new(); before];
        before = 0;
        let mut last: Option<&Line> = None;
        for line in texts(&sheet.parts) {
            let blanks = match last {
                Some(last) => spacing.blanks(last, line)?,
                None if page == 0 => 0,
                None => spacing.above(line, top),
            };
            let goes_on = |last: &&Line| blanks == 0 && last.right + line.first_width > edge(sheet);
            match (last.filter(goes_on), lines.last_mut()) {
                // A line of the file that was too long for the page.
                (Some(last), Some(text)) => {
                    text.push_str(between(last, line));
                    text.push_str(&line.text);
                }
                _ => {
                    lines.extend(std::iter::repeat_n(String::new(), blanks));
                    lines.push(line.text.clone());
                }
            }
            last = Some(line);
        }
        before = last.map_or(0, |last| spacing.below(last, bottom));
        Some(lines)
    });
    pages.collect()
}

/// How far lines are apart. Those with Chinese letters may be higher than others, and than blank ones.
struct Spacing {
    /// The height of a blank line; none if there is no blank line.
    blank: Option<f64>,
    /// How far a line is from the one before, by whether each has Chinese letters.
    steps: BTreeMap<(bool, bool), f64>,
}

impl Spacing {
    /// None if the lines are not evenly spaced.
    fn of(sheets: &[Sheet], size: f64) -> Option<Spacing> {
        let mut found: BTreeMap<(bool, bool), Vec<f64>> = BTreeMap::new();
        for sheet in sheets {
            let lines: Vec<&Line> = texts(&sheet.parts).collect();
            for pair in lines.windows(2) {
                found.entry(kind(pair[0], pair[1])).or_default().push(pair[1].base - pair[0].base);
            }
        }
        let mut blank: Option<f64> = None;
        for steps in found.values_mut() {
            steps.sort_by(f64::total_cmp);
            let further = steps.windows(2).map(|pair| pair[1] - pair[0]).filter(|more| *more > 0.8 * size);
            blank = further.fold(blank, |least, more| Some(least.map_or(more, |least| least.min(more))));
        }
        let step = |steps: Vec<f64>| {
            let least = steps.first().copied()?;
            let more = blank.map_or(0.0, |blank| ((least - 0.9 * size) / blank).floor() * blank);
            Some(least - more.max(0.0))
        };
        let steps: Option<_> = found.into_iter().map(|(kind, steps)| Some((kind, step(steps)?))).collect();
        let spacing = Spacing { blank, steps: steps? };
        let pairs = || {
            sheets.iter().flat_map(|sheet| {
                let lines: Vec<&Line> = texts(&sheet.parts).collect();
                lines.windows(2).map(|pair| spacing.blanks(pair[0], pair[1])).collect::<Vec<_>>()
            })
        };
        pairs().all(|blanks| blanks.is_some()).then_some(spacing)
    }

    /// How many blank lines stand between two lines; none if it is no whole number.
    fn blanks(&self, line: &Line, next: &Line) -> Option<usize> {
        let more = next.base - line.base - self.steps.get(&kind(line, next))?;
        let blanks = self.blank.map_or(0.0, |blank| more / blank);
        let is_even = (blanks - blanks.round()).abs() < 0.2 && (self.blank.is_some() || more < 3.0);
        is_even.then(|| whole(blanks.round()))
    }

    /// Where the first lines of pages stand and the last ones may. Where no two pages end at the same lowest
    /// place, all may end in blank lines: then as far from the end of the page as the first from its beginning,
    /// if that is but a few lines further.
    fn ends(&self, sheets: &[Sheet]) -> (f64, f64) {
        let tops = sheets.iter().filter_map(|sheet| texts(&sheet.parts).next());
        let top = tops.map(|line| line.base).fold(f64::INFINITY, f64::min);
        let bottoms = || sheets.iter().filter_map(|sheet| Some(texts(&sheet.parts).last()?.base));
        let bottom = bottoms().fold(f64::NEG_INFINITY, f64::max);
        let blank = self.blank.unwrap_or_default();
        let is_shared = bottoms().filter(|base| bottom - base < 0.3 * blank).count() > 1;
        let height = sheets.iter().map(|sheet| sheet.height).fold(f64::INFINITY, f64::min);
        // Of the height of a line, four fifths are above what it stands on.
        let alike = height - top + 0.6 * blank;
        let is_alike = !is_shared && (0.0..4.0 * blank).contains(&(alike - bottom));
        (top, if is_alike { alike } else { bottom })
    }

    /// How many blank lines stand above the first line of a page.
    fn above(&self, line: &Line, top: f64) -> usize {
        self.blank.map_or(0, |blank| whole((line.base - top) / blank + 0.3))
    }

    /// How many blank lines stand below the last line of a page.
    fn below(&self, line: &Line, bottom: f64) -> usize {
        let Some(blank) = self.blank else { return 0 };
        let step = self.steps.get(&(is_high(line), false)).copied().unwrap_or(blank);
        whole((bottom - line.base - step) / blank + 1.05)
    }
}

fn whole(blanks: f64) -> usize {
    (blanks.floor().max(0.0) as usize).min(MOST_BLANKS)
}

fn is_high(line: &Line) -> bool {
    line.text.chars().any(is_chinese)
}

fn kind(line: &Line, next: &Line) -> (bool, bool) {
    (is_high(line), is_high(next))
}
