//! The outlines that a page draws, and which of them are ruling lines: straight strokes, and filled shapes
//! that are as thin as a line. Knows no table.

use super::matrix::Point;

/// The thickest line, in points.
const THICKEST: f64 = 5.0;
/// The most points of a path.
const MOST_POINTS: usize = 20_000;

/// A ruling line, level or upright.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    pub(super) from: Point,
    pub(super) to: Point,
}

/// A path that is being drawn, on the page.
#[derive(Default)]
pub(super) struct Path {
    parts: Vec<Part>,
    points: usize,
}

#[derive(Default)]
struct Part {
    points: Vec<Point>,
    is_closed: bool,
    is_curved: bool,
}

impl Path {
    pub(super) fn begin(&mut self, point: Point) {
        if self.points < MOST_POINTS {
            self.points += 1;
            self.parts.push(Part { points: vec![point], ..Part::default() });
        }
    }

    pub(super) fn line(&mut self, point: Point) {
        if let Some(part) = self.parts.last_mut()
            && self.points < MOST_POINTS
        {
            self.points += 1;
            part.points.push(point);
        }
    }

    pub(super) fn curve(&mut self, end: Point) {
        self.line(end);
        self.parts.iter_mut().last().into_iter().for_each(|part| part.is_curved = true);
    }

    pub(super) fn close(&mut self) {
        self.parts.iter_mut().last().into_iter().for_each(|part| part.is_closed = true);
    }

    pub(super) fn rectangle(&mut self, corners: [Point; 4]) {
        self.begin(corners[0]);
        corners[1..].iter().for_each(|corner| self.line(*corner));
        self.close();
    }

    /// The ruling lines, if the path is stroked with a pen of this width.
    pub(super) fn stroked(&self, width: f64) -> Vec<Rule> {
        let mut rules = Vec::new();
        for part in self.parts.iter().filter(|part| !part.is_curved) {
            let last = if part.is_closed { part.points.first() } else { None };
            let ends = part.points.iter().skip(1).chain(last);
            for (from, to) in part.points.iter().zip(ends) {
                let (across, down) = ((from.x - to.x).abs(), (from.y - to.y).abs());
                // A short stroke of a broad pen is a line across the stroke.
                if width > THICKEST && across.max(down) <= THICKEST {
                    let half = width / 2.0;
                    let middle = Point { x: (from.x + to.x) / 2.0, y: (from.y + to.y) / 2.0 };
                    let (x, y) = if across > down { (0.0, half) } else { (half, 0.0) };
                    rules.extend(rule(middle.x - x, middle.y - y, middle.x + x, middle.y + y));
                } else if width <= THICKEST && across.min(down) <= 0.7 {
                    rules.extend(rule(from.x, from.y, to.x, to.y));
                }
            }
        }
        rules
    }

    /// The ruling lines, if the path is filled.
    pub(super) fn filled(&self) -> Vec<Rule> {
        let boxes: Vec<[f64; 4]> = self.parts.iter().filter_map(Part::bounds).collect();
        let mut rules: Vec<Rule> = Vec::new();
        for [left, top, right, bottom] in &boxes {
            if (right - left).min(bottom - top) <= THICKEST {
                rules.extend(rule(*left, *top, *right, *bottom));
            }
        }
        // A frame: what is between an outline and a hole in it.
        if let [[a, b, c, d], [left, top, right, bottom]] = boxes[..] {
            let margins = [left - a, top - b, c - right, d - bottom];
            let margins = if margins[0] < 0.0 { margins.map(|margin| -margin) } else { margins };
            if margins.iter().all(|margin| (0.0..=THICKEST).contains(margin)) {
                rules.extend(rule(left, top, right, top));
                rules.extend(rule(left, bottom, right, bottom));
                rules.extend(rule(left, top, left, bottom));
                rules.extend(rule(right, top, right, bottom));
            }
        }
        rules
    }
}

impl Part {
    /// The smallest and the largest places: left, top, right, bottom.
    fn bounds(&self) -> Option<[f64; 4]> {
        let first = self.points.first()?;
        let start = [first.x, first.y, first.x, first.y];
        Some(self.points.iter().fold(start, |[left, top, right, bottom], point| {
            [left.min(point.x), top.min(point.y), right.max(point.x), bottom.max(point.y)]
        }))
    }
}

/// The line through the middle of a shape, if it is long enough to be one.
fn rule(left: f64, top: f64, right: f64, bottom: f64) -> Option<Rule> {
    let (width, height) = ((right - left).abs(), (bottom - top).abs());
    let is_sound = [left, top, right, bottom].iter().all(|place| place.is_finite() && place.abs() < 1e5);
    if !is_sound || width.max(height) < 0.4 {
        return None;
    }
    let (x, y) = ((left + right) / 2.0, (top + bottom) / 2.0);
    Some(if width >= height {
        Rule { from: Point { x: left.min(right), y }, to: Point { x: left.max(right), y } }
    } else {
        Rule { from: Point { x, y: top.min(bottom) }, to: Point { x, y: top.max(bottom) } }
    })
}
