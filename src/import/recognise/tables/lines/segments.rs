//! Labels put together from lines, so that they cover as many letters as possible.

use std::rc::Rc;

use crate::import::recognise::tables::labels::{Label, SAME};
use crate::import::recognise::tables::lexicon::{Known, Lexicon};
use crate::import::recognise::tables::official::official;

/// What texts in place of a number speak of.
const EXCUSES: [&str; 9] = ["见", "附件", "附表", "略", "同上", "未统计", "不适用", "无法", "没有"];
/// Such a text has no more letters than this.
const MOST_OF_EXCUSE: usize = 12;
/// A label has no more letters than this.
const MOST_LETTERS: usize = 150;

/// The most lines that a label is torn over: one letter a line.
const MOST_TORN: usize = 40;
/// A label that is misprinted as well is torn over so many lines at most.
const MOST_MISPRINTED: usize = 3;

/// A label in the making, or a text that is none.
pub(super) struct Segment {
    pub(super) text: String,
    pub(super) known: Rc<Known>,
    pub(super) block: usize,
    /// How many blank lines or bars stand behind it.
    pub(super) gap: usize,
    /// The blocks that it is put together from.
    pub(super) blocks: Vec<usize>,
}

impl Segment {
    /// Whether it is no label but says why there is no number: 「详见附件」.
    pub(super) fn may_be_value(&self) -> bool {
        let is_short = self.text.chars().count() <= MOST_OF_EXCUSE;
        let is_strange = !self.known.is_known() && self.known.label.number.is_none();
        is_short && is_strange && EXCUSES.iter().any(|word| self.text.contains(word))
    }
}

/// Puts labels together from texts so that they cover as many letters as possible.
pub(super) fn segments(words: &[(String, usize, usize)], lexicon: &mut Lexicon) -> Vec<Segment> {
    let official = official();
    // The best cover of the first texts: its score, and where its last segment begins.
    let mut best: Vec<(f64, usize, Option<Rc<Known>>)> = vec![(0.0, 0, None)];
    best.resize_with(words.len() + 1, || (f64::MIN, 0, None));
    // A text that is a label as it stands is no part of a misprinted one.
    let is_whole: Vec<bool> =
        words.iter().map(|(text, ..)| official.spelled(&Label::of(text).word).is_some()).collect();
    for from in 0..words.len() {
        let score = best[from].0;
        let mut offer = |to: usize, score: f64, known: Option<Rc<Known>>| {
            if score > best[to].0 {
                best[to] = (score, from, known);
            }
        };
        offer(from + 1, score, None);
        let mut joined = String::new();
        for to in from..words.len().min(from + MOST_TORN) {
            let text = &words[to].0;
            if joined.chars().count() + text.chars().count() > MOST_LETTERS {
                break;
            }
            joined.push_str(text);
            let torn = to - from + 1;
            let word = Label::of(&joined).word;
            let letters = word.chars().count() as f64;
            let is_exact = official.spelled(&word).is_some();
            let is_open = joined.chars().filter(|c| matches!(c, '（' | '(')).count()
                > joined.chars().filter(|c| matches!(c, '）' | ')')).count();
            if is_exact {
                let known = lexicon.look_up(&joined);
                offer(to + 1, score + letters + 0.01 * torn as f64, Some(known));
            } else if torn <= MOST_MISPRINTED
                && letters > 1.0
                && (torn == 1 || !is_whole[from..=to].contains(&true))
            {
                let known = lexicon.look_up(&joined);
                let alike = known.words.first().map_or(0.0, |(_, alike)| *alike);
                if alike >= SAME {
                    offer(to + 1, score + 0.9 * alike * letters - 0.1 * torn as f64, Some(known));
                }
            }
            let may_go_on = official.begins(&word) || is_open || torn < MOST_MISPRINTED;
            if !may_go_on && !word.is_empty() {
                break;
            }
        }
    }
    let mut segments = Vec::new();
    let mut to = words.len();
    while to > 0 {
        let (_, from, known) = best[to].clone();
        let text: String = words[from..to].iter().map(|(text, ..)| text.as_str()).collect();
        let known = known.unwrap_or_else(|| lexicon.look_up(&text));
        let blocks = words[from..to].iter().map(|(_, block, _)| *block).collect();
        segments.push(Segment { text, known, block: words[from].1, gap: words[to - 1].2, blocks });
        to = from;
    }
    segments.reverse();
    segments
}
