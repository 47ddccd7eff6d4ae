//! How letters come onto a page: the state of drawing, as far as it moves them, and where each stands. Knows no
//! operator.

use std::rc::Rc;

use hayro_syntax::object::{Array, Object};

use super::super::font::Font;
use super::super::letters::ordinary;
use super::super::matrix::{Matrix, Point};
use super::{Letter, Reading};

/// The most letters of a page.
const MOST_LETTERS: usize = 60_000;

/// The state of drawing, as far as it moves letters and lines.
#[derive(Clone)]
pub(super) struct State {
    pub(super) page: Matrix,
    pub(super) font: Option<Rc<Font>>,
    pub(super) size: f64,
    pub(super) letter_space: f64,
    pub(super) word_space: f64,
    pub(super) stretch: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    pub(super) is_invisible: bool,
    pub(super) line_width: f64,
}

impl State {
    pub(super) fn new(page: Matrix) -> State {
        State {
            page,
            font: None,
            size: 1.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            is_invisible: false,
            line_width: 1.0,
        }
    }
}

impl Reading<'_> {
    pub(super) fn write_all(&mut self, array: &Array, state: &State, text: &mut Matrix) {
        for item in array.iter::<Object>() {
            match item {
                Object::String(string) => self.write(string.as_bytes(), state, text),
                Object::Number(number) => {
                    let step = -number.as_f64() / 1000.0 * state.size;
                    let is_vertical = state.font.as_ref().is_some_and(|font| font.is_vertical);
                    let (x, y) = if is_vertical { (0.0, step) } else { (step * state.stretch, 0.0) };
                    *text = Matrix::shift(x, y).then(*text);
                }
                _ => {}
            }
        }
    }

    pub(super) fn write(&mut self, bytes: &[u8], state: &State, text: &mut Matrix) {
        let Some(font) = state.font.clone() else { return };
        if !self.spend(bytes.len()) {
            return;
        }
        font.glyphs(bytes, |glyph| {
            let width = glyph.width * state.size;
            let space = state.letter_space + if glyph.is_space { state.word_space } else { 0.0 };
            // Written downwards, a glyph hangs from the middle of its upper edge.
            let (start, step) = match font.is_vertical {
                true => ((-width / 2.0, state.rise - 0.88 * state.size), (0.0, space - state.size)),
                false => ((0.0, state.rise), ((width + space) * state.stretch, 0.0)),
            };
            let place = text.then(state.page);
            self.put(&glyph.letters, place, start, width * state.stretch, state);
            *text = Matrix::shift(step.0, step.1).then(*text);
        });
    }

    /// Puts what a glyph shows onto the page, upright or turned by quarters; what stands askew is a mark
    /// across the page, and what is too small or beside the page is not there to be read.
    fn put(&mut self, letters: &Option<String>, place: Matrix, start: (f64, f64), width: f64, state: &State) {
        let from = place.apply(Point { x: start.0, y: start.1 });
        let to = place.apply(Point { x: start.0 + width, y: start.1 });
        let [a, b, c, d, ..] = place.0;
        let size = state.size.abs() * c.hypot(d);
        let (along, across) = if state.size < 0.0 { (-a, -b) } else { (a, b) };
        let turn = match (along.abs() > 5.0 * across.abs(), across.abs() > 5.0 * along.abs()) {
            (true, _) => {
                if along > 0.0 {
                    0
                } else {
                    2
                }
            }
            (_, true) => {
                if across > 0.0 {
                    1
                } else {
                    3
                }
            }
            _ => return,
        };
        // A table that is too wide goes on beside the page.
        let is_beside = |point: Point| {
            !(-0.5..=2.0).contains(&(point.x / self.shown.width))
                || !(-0.05..=1.05).contains(&(point.y / self.shown.height))
        };
        if !(1.0..1000.0).contains(&size) || is_beside(from) || !to.x.is_finite() || !to.y.is_finite() {
            return;
        }
        let text = letters.as_deref().unwrap_or("\u{fffd}");
        let shown: Vec<char> = text.chars().filter_map(ordinary).collect();
        if self.shown.letters.len() + shown.len() > MOST_LETTERS {
            self.shown.is_cut = true;
            return;
        }
        let count = shown.len() as f64;
        for (at, letter) in shown.into_iter().enumerate() {
            let between = |part: f64| Point {
                x: from.x + (to.x - from.x) * part / count,
                y: from.y + (to.y - from.y) * part / count,
            };
            let (from, to) =
                (between(at as f64).turned_back(turn), between(at as f64 + 1.0).turned_back(turn));
            let (left, right) = (from.x.min(to.x), from.x.max(to.x));
            let is_invisible = state.is_invisible;
            self.shown.letters.push(Letter { letter, left, right, base: from.y, size, turn, is_invisible });
        }
    }
}
