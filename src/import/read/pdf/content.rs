//! What a page shows, as far as reading needs it: letters with their places, and ruling lines. Works through
//! the content of a page within a budget that all pages share. Knows neither lines of text nor tables.

mod writing;

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};

use super::font::{Collections, Font};
use super::matrix::{Matrix, Point};
use super::path::{Path, Rule};
use super::unpack::unpack;
use writing::State;

/// How deep forms stand within forms, and saved states within states.
const MOST_FORMS: usize = 20;
const MOST_STATES: usize = 200;
/// The most ruling lines of a page.
const MOST_RULES: usize = 60_000;

/// What an operator and a form take from the budget, in which a byte counts one.
const OPERATOR: usize = 16;
const FORM: usize = 16_000;

/// A letter on a page, upright; places are in points from the upper left corner.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Letter {
    /// What it is; U+FFFD if that cannot be known.
    pub(super) letter: char,
    /// Where it begins and ends.
    pub(super) left: f64,
    pub(super) right: f64,
    /// The line that it stands on.
    pub(super) base: f64,
    /// The size of its font.
    pub(super) size: f64,
    /// Which way it is turned, in quarters of a turn to the right.
    pub(super) turn: u8,
    /// Whether it is not drawn: the text behind a scanned page.
    pub(super) is_invisible: bool,
}

impl Letter {
    /// The middle of what is seen of it.
    pub(super) fn middle(&self) -> Point {
        Point { x: (self.left + self.right) / 2.0, y: self.base - 0.35 * self.size }
    }
}

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) letters: Vec<Letter>,
    pub(super) rules: Vec<Rule>,
    pub(super) width: f64,
    pub(super) height: f64,
    /// Whether something was left out because the page is too large or damaged.
    pub(super) is_cut: bool,
}

/// What the pages of a file share: its fonts, and how much is still read of it.
pub(super) struct Workshop {
    fonts: HashMap<ObjectIdentifier, Rc<Font>>,
    collections: Collections,
    budget: usize,
}

impl Workshop {
    /// For a file of which so much is read: bytes, operators, letters.
    pub(super) fn new(budget: usize) -> Workshop {
        Workshop { fonts: HashMap::new(), collections: Collections::new(), budget }
    }

    /// Whether all was read that may be read.
    pub(super) fn is_exhausted(&self) -> bool {
        self.budget == 0
    }

    /// What a page shows.
    pub(super) fn show(&mut self, page: &Page) -> Shown {
        let (width, height) = page.render_dimensions();
        let shown = Shown { width: f64::from(width), height: f64::from(height), ..Shown::default() };
        let mut reading = Reading { shop: self, shown, states: Vec::new(), depth: 0 };
        let state = State::new(Matrix(page.initial_transform(true).as_coeffs()));
        let content: Vec<Stream> = match page.raw().get::<Object>("Contents") {
            Some(Object::Stream(stream)) => vec![stream],
            Some(Object::Array(array)) => array.iter::<Stream>().take(1000).collect(),
            _ => Vec::new(),
        };
        let mut whole = Vec::new();
        for stream in &content {
            match unpack(stream) {
                Some(data) if reading.spend(data.len()) => whole.extend_from_slice(&data),
                _ => reading.shown.is_cut = true,
            }
            whole.push(b' ');
        }
        reading.run(&whole, page.resources(), state);
        reading.shown
    }

    fn font(&mut self, dictionary: &Dict) -> Rc<Font> {
        let known = dictionary.obj_id().and_then(|id| self.fonts.get(&id));
        if let Some(font) = known {
            return font.clone();
        }
        let mut cost = 0;
        let font = Rc::new(Font::read(dictionary, &mut self.collections, &mut cost));
        self.budget = self.budget.saturating_sub(cost);
        if let Some(id) = dictionary.obj_id() {
            self.fonts.insert(id, font.clone());
        }
        font
    }
}

struct Reading<'w> {
    shop: &'w mut Workshop,
    shown: Shown,
    states: Vec<State>,
    depth: usize,
}

impl Reading<'_> {
    /// Takes from the budget; false if it is used up.
    fn spend(&mut self, cost: usize) -> bool {
        self.shop.budget = self.shop.budget.saturating_sub(cost);
        self.shown.is_cut |= self.shop.budget == 0;
        self.shop.budget > 0
    }

    fn run(&mut self, content: &[u8], resources: &Resources, mut state: State) {
        let floor = self.states.len();
        let mut fonts: HashMap<Vec<u8>, Rc<Font>> = HashMap::new();
        let mut path = Path::default();
        let (mut text, mut line) = (Matrix::IDENTITY, Matrix::IDENTITY);
        let mut operators = UntypedIter::new(content);
        while let Some(instruction) = operators.next() {
            if !self.spend(OPERATOR) {
                return;
            }
            let operands: Vec<&Object> = instruction.operands().take(8).collect();
            let n = |at: usize| match operands.get(at) {
                Some(Object::Number(number)) => number.as_f64(),
                _ => 0.0,
            };
            let point = |at: usize| state.page.apply(Point { x: n(at), y: n(at + 1) });
            let matrix = || Matrix([n(0), n(1), n(2), n(3), n(4), n(5)]);
            match &instruction.operator[..] {
                b"q" if self.states.len() < floor + MOST_STATES => self.states.push(state.clone()),
                b"Q" if self.states.len() > floor => {
                    state = self.states.pop().unwrap_or(state);
                }
                b"cm" => state.page = matrix().then(state.page),
                b"w" => state.line_width = n(0),
                b"m" => path.begin(point(0)),
                b"l" => path.line(point(0)),
                b"c" => path.curve(point(4)),
                b"v" | b"y" => path.curve(point(2)),
                b"h" => path.close(),
                b"re" => {
                    let (x, y, width, height) = (n(0), n(1), n(2), n(3));
                    let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
                    path.rectangle(corners.map(|(x, y)| state.page.apply(Point { x, y })));
                }
                operator @ (b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*") => {
                    if matches!(operator, b"s" | b"b" | b"b*") {
                        path.close();
                    }
                    let is_stroke = operator.eq_ignore_ascii_case(b"s");
                    let width = state.line_width * state.page.scale();
                    let room = MOST_RULES.saturating_sub(self.shown.rules.len());
                    self.shown.is_cut |= room == 0;
                    let rules = if is_stroke { path.stroked(width) } else { path.filled() };
                    self.shown.rules.extend(rules.into_iter().take(room));
                    if matches!(operator, b"B" | b"B*" | b"b" | b"b*") {
                        self.shown.rules.extend(path.stroked(width).into_iter().take(room));
                    }
                    path = Path::default();
                }
                b"n" => path = Path::default(),
                b"Do" => {
                    if let Some(Object::Name(name)) = operands.first()
                        && let Some(object) = resources.get_x_object(name)
                    {
                        self.draw(&object, resources, &state);
                    }
                }
                b"BI" => self.picture(&state),
                b"BT" => (text, line) = (Matrix::IDENTITY, Matrix::IDENTITY),
                b"Tc" => state.letter_space = n(0),
                b"Tw" => state.word_space = n(0),
                b"Tz" => state.stretch = n(0) / 100.0,
                b"TL" => state.leading = n(0),
                b"Ts" => state.rise = n(0),
                b"Tr" => state.is_invisible = matches!(n(0) as i64, 3 | 7),
                b"Tf" => {
                    state.size = n(1);
                    if let Some(Object::Name(name)) = operands.first() {
                        state.font = self.font(name, resources, &mut fonts);
                    }
                }
                b"Tm" => (text, line) = (matrix(), matrix()),
                operator @ (b"Td" | b"TD" | b"T*" | b"'" | b"\"") => {
                    let (x, y) = match operator {
                        b"Td" | b"TD" => (n(0), n(1)),
                        _ => (0.0, -state.leading),
                    };
                    match operator {
                        b"TD" => state.leading = -y,
                        b"\"" => (state.word_space, state.letter_space) = (n(0), n(1)),
                        _ => {}
                    }
                    line = Matrix::shift(x, y).then(line);
                    text = line;
                    if let (b"'" | b"\"", Some(Object::String(string))) = (operator, operands.last()) {
                        self.write(string.as_bytes(), &state, &mut text);
                    }
                }
                b"Tj" => {
                    if let Some(Object::String(string)) = operands.first() {
                        self.write(string.as_bytes(), &state, &mut text);
                    }
                }
                b"TJ" => {
                    if let Some(Object::Array(array)) = operands.first() {
                        self.write_all(array, &state, &mut text);
                    }
                }
                _ => {}
            }
        }
        self.states.truncate(floor);
    }

    fn font(
        &mut self,
        name: &Name,
        resources: &Resources,
        fonts: &mut HashMap<Vec<u8>, Rc<Font>>,
    ) -> Option<Rc<Font>> {
        if let Some(font) = fonts.get(name.as_ref()) {
            return Some(font.clone());
        }
        let font = self.shop.font(&resources.get_font(name)?);
        fonts.insert(name.as_ref().to_vec(), font.clone());
        Some(font)
    }

    /// Draws a form, or a picture.
    fn draw(&mut self, object: &Stream, outer: &Resources, state: &State) {
        let dictionary = object.dict();
        if dictionary.get::<Name>("Subtype").as_deref() == Some(b"Image") {
            return self.picture(state);
        }
        if self.depth >= MOST_FORMS {
            return;
        }
        let Some(content) = unpack(object) else {
            self.shown.is_cut = true;
            return;
        };
        if !self.spend(content.len() + FORM) {
            return;
        }
        let mut inner = State::new(state.page);
        if let Some(matrix) = dictionary.get::<[f64; 6]>("Matrix") {
            inner.page = Matrix(matrix).then(state.page);
        }
        let own = dictionary.get::<Dict>("Resources").map(Resources::new);
        self.depth += 1;
        self.run(&content, own.as_ref().unwrap_or(outer), inner);
        self.depth -= 1;
    }

    /// A picture that is a thin line is a ruling line.
    fn picture(&mut self, state: &State) {
        let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
        let mut path = Path::default();
        path.rectangle(corners.map(|(x, y)| state.page.apply(Point { x, y })));
        let room = MOST_RULES.saturating_sub(self.shown.rules.len());
        self.shown.rules.extend(path.filled().into_iter().take(room));
    }
}
