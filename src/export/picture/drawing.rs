//! A chart as SVG, 340 units wide, every bar labelled where it stands, in one ink and four fills that paper without
//! colour tells apart. Whole units only, presentation attributes only: no style that a policy could refuse.

use super::charts::{Chart, Content, Number};
use super::lettering::{fitting, width};
use crate::export::markup::Element;

/// How wide a chart is.
pub const WIDTH: i64 = 340;
/// The one ink of bars.
pub const INK: &str = "#23506e";
/// The colour of letters.
pub const LETTERS: &str = "#111";
/// The colour of what is said besides.
pub const SOFT: &str = "#555";
/// The typefaces of labels.
pub const SANS: &str = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, sans-serif";

const LABEL: i64 = 14;
const VALUES: &[i64] = &[15, 13, 11, 9, 8];
/// The longest bar of one: few are not drawn as if they were many.
const MOST_OF_ONE: i64 = 40;

/// How an area is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// In ink.
    Solid,
    /// With slanting lines.
    Hatched,
    /// With dots.
    Dotted,
    /// Not at all.
    Empty,
}

impl Fill {
    /// The fills of the parts of a whole, in turn.
    const OF_PARTS: [Fill; 4] = [Fill::Solid, Fill::Dotted, Fill::Empty, Fill::Hatched];
    /// The fills of what there was, what came, what went, and what there is.
    const OF_STEPS: [Fill; 4] = [Fill::Hatched, Fill::Dotted, Fill::Empty, Fill::Solid];

    fn name(self) -> &'static str {
        match self {
            Fill::Solid => INK,
            Fill::Hatched => "hatched",
            Fill::Dotted => "dotted",
            Fill::Empty => "#fff",
        }
    }
}

/// What is drawn, and how high it is.
#[derive(Default)]
pub struct Drawing {
    /// The shapes.
    pub shapes: Vec<Element>,
    /// The height.
    pub height: i64,
}

/// Draws what a chart shows. Its fills are named by the chart, so that several charts stand in one page.
pub fn draw(chart: &Chart) -> Drawing {
    let mut pen = Pen { id: chart.id, drawing: Drawing::default() };
    match &chart.content {
        Content::Bars(numbers) => pen.bars(numbers),
        Content::Steps { came, went, now } => pen.steps(came, went, now),
        Content::Years(numbers) => pen.years(numbers),
        Content::Parts(wholes) => {
            for (label, _, parts) in wholes {
                // The title of the chart names the only one.
                pen.parts((wholes.len() > 1).then_some(label), parts);
            }
        }
    }
    pen.drawing
}

/// A chart as an element by itself, with what it shows in words.
pub fn svg(chart: &Chart) -> Element {
    let Drawing { shapes, height } = draw(chart);
    let (title, description) =
        (format!("picture-{}-title", chart.id), format!("picture-{}-numbers", chart.id));
    Element::new("svg")
        .with("viewBox", format!("0 0 {WIDTH} {height}"))
        .with("role", "img")
        .with("aria-labelledby", format!("{title} {description}"))
        .with("font-family", SANS)
        .child(Element::new("title").with("id", title).text(&*chart.title))
        .child(Element::new("desc").with("id", description).text(chart.description()))
        .children(patterns(chart.id, &shapes))
        .children(shapes)
}

/// The patterns of the fills that are used.
pub fn patterns(id: &str, shapes: &[Element]) -> Option<Element> {
    let pattern = |fill: Fill, mark: Element| {
        let name = pattern_name(id, fill);
        let link = format!("url(#{name})");
        let is_used = shapes.iter().flat_map(|shape| &shape.attributes).any(|(_, value)| *value == link);
        is_used.then(|| {
            let pattern = Element::new("pattern").with("id", name).with("width", 6).with("height", 6);
            let turned = if fill == Fill::Hatched { "rotate(45)" } else { "rotate(0)" };
            pattern
                .with("patternUnits", "userSpaceOnUse")
                .with("patternTransform", turned)
                .child(Element::new("rect").with("width", 6).with("height", 6).with("fill", "#fff"))
                .child(mark.with("fill", INK))
        })
    };
    let line = Element::new("rect").with("width", 2).with("height", 6);
    let dot = Element::new("circle").with("cx", 3).with("cy", 3).with("r", "1.4");
    let used: Vec<Element> =
        [pattern(Fill::Hatched, line), pattern(Fill::Dotted, dot)].into_iter().flatten().collect();
    (!used.is_empty()).then(|| Element::new("defs").children(used))
}

fn pattern_name(id: &str, fill: Fill) -> String {
    format!("picture-{id}-{}", fill.name())
}

/// A text at a place.
pub fn text(x: i64, y: i64, size: i64, colour: &str, words: impl Into<String>) -> Element {
    let at = Element::new("text").with("x", x).with("y", y).with("font-size", size);
    at.with("fill", colour).text(words)
}

/// A number as it is written in a picture.
pub fn written(value: i64) -> String {
    value.to_string().replace('-', "−")
}

/// How long a bar is of which the longest is so long. What is there is seen; what is less than nothing is not drawn.
fn length(value: i64, of: i64, room: i64) -> i64 {
    if value <= 0 || of <= 0 {
        return 0;
    }
    let length = i128::from(value) * i128::from(room) / i128::from(of);
    i64::try_from(length).unwrap_or(room).clamp(2, room.max(2))
}

struct Pen {
    id: &'static str,
    drawing: Drawing,
}

impl Pen {
    fn put(&mut self, shape: Element) {
        self.drawing.shapes.push(shape);
    }

    fn bar(&mut self, [x, y, width, height]: [i64; 4], fill: Fill) {
        if width <= 0 {
            return;
        }
        let paint = match fill {
            Fill::Solid | Fill::Empty => fill.name().to_owned(),
            Fill::Hatched | Fill::Dotted => format!("url(#{})", pattern_name(self.id, fill)),
        };
        // The line of the edge is within the bar.
        let area = Element::new("rect").with("x", format!("{x}.5")).with("y", format!("{y}.5"));
        let area = area.with("width", width - 1).with("height", height - 1);
        self.put(area.with("fill", paint).with("stroke", INK));
    }

    /// The line that bars begin at, and how far right of it is.
    fn column(&mut self, labels: impl Iterator<Item = &'static str>, height: i64) -> i64 {
        let column = labels.map(|label| width(label, LABEL)).max().unwrap_or_default() + 10;
        let line =
            Element::new("line").with("x1", column).with("y1", 0).with("x2", column).with("y2", height);
        self.put(line.with("stroke", LETTERS));
        self.drawing.height = height;
        column
    }

    fn label(&mut self, column: i64, y: i64, label: &str) {
        self.put(text(column - 10, y, LABEL, LETTERS, label).with("text-anchor", "end"));
    }

    fn value(&mut self, x: i64, y: i64, size: i64, value: String, is_zero: bool) {
        let colour = if is_zero { SOFT } else { LETTERS };
        self.put(text(x, y, size, colour, value).with("font-weight", 600));
    }

    fn bars(&mut self, numbers: &[Number]) {
        let column = self.column(numbers.iter().map(|number| number.label), 32 * count(numbers) - 4);
        let (size, room) =
            room(column, &numbers.iter().map(|number| written(number.value)).collect::<Vec<_>>());
        let most = numbers.iter().map(|number| number.value).max().unwrap_or_default();
        let room = room.min(most.saturating_mul(MOST_OF_ONE));
        for (y, number) in (0..).step_by(32).zip(numbers) {
            let long = length(number.value, most, room);
            self.label(column, y + 19, number.label);
            self.bar([column, y + 4, long, 20], Fill::Solid);
            self.value(column + long + 8, y + 19, size, written(number.value), number.value == 0);
        }
    }

    fn steps(&mut self, [before, more]: &[Number; 2], went: &Number, now: &Number) {
        let all = before.value.saturating_add(more.value);
        let labels = [before, more, went, now].map(|number| number.label);
        let column = self.column(labels.into_iter(), 32 * 4 - 4);
        let values = [
            written(before.value),
            format!("+{}", more.value),
            format!("−{}", went.value),
            written(now.value),
        ];
        let (size, room) = room(column, &values);
        let room = room.min(all.saturating_mul(MOST_OF_ONE));
        let (was, is) = (length(before.value, all, room), length(now.value, all, room));
        let full = length(all, all, room);
        let spans = [(0, was), (was, full - was), (is, full - is), (0, is)];
        let rows = labels.into_iter().zip(values).zip(spans).zip(Fill::OF_STEPS);
        for (y, (((label, value), (from, long)), fill)) in (0..).step_by(32).zip(rows) {
            self.label(column, y + 19, label);
            self.bar([column + from, y + 4, long, 20], fill);
            self.value(column + from + long + 8, y + 19, size, value, false);
        }
        // From each end to where the next begins.
        for (x, y) in [(was, 24), (full, 56), (is, 88)] {
            let x = column + x;
            let line = Element::new("line").with("x1", x).with("y1", y).with("x2", x).with("y2", y + 12);
            self.put(line.with("stroke", LETTERS).with("stroke-dasharray", "2 2"));
        }
    }

    fn years(&mut self, numbers: &[Number]) {
        let column = self.column(numbers.iter().map(|number| number.label), 44 * count(numbers) - 6);
        let last = |number: &Number| number.last.unwrap_or_default();
        let change = |number: &Number| match i128::from(number.value) - i128::from(last(number)) {
            0 => "不变".to_owned(),
            change @ 1.. => format!("+{change}"),
            change => format!("−{}", -change),
        };
        let longest =
            |words: Vec<String>| words.into_iter().max_by_key(|word| width(word, 10)).unwrap_or_default();
        let values =
            longest(numbers.iter().flat_map(|number| [number.value, last(number)].map(written)).collect());
        let changes = longest(numbers.iter().map(change).collect());
        // The bars keep some room whatever the numbers are.
        let size = fitting(&format!("{values}{changes}"), VALUES, WIDTH - column - 50);
        let room = WIDTH - column - width(&values, size) - width(&changes, size) - 16;
        let most = numbers.iter().flat_map(|number| [number.value, last(number)]).max().unwrap_or_default();
        let room = room.min(most.saturating_mul(MOST_OF_ONE));
        for (y, number) in (0..).step_by(44).zip(numbers) {
            self.label(column, y + 23, number.label);
            let (was, is) = (length(last(number), most, room), length(number.value, most, room));
            self.bar([column, y + 4, was, 12], Fill::Hatched);
            self.put(text(column + was + 7, y + 15, (size - 2).max(8), LETTERS, written(last(number))));
            self.bar([column, y + 18, is, 14], Fill::Solid);
            self.value(column + is + 7, y + 31, size, written(number.value), number.value == 0);
            self.put(
                text(WIDTH, y + 24, size.min(LABEL), LETTERS, change(number)).with("text-anchor", "end"),
            );
        }
    }

    /// A whole: its name, its parts beside each other, and what each of them is. Few are drawn one by one.
    fn parts(&mut self, label: Option<&str>, parts: &[Number]) {
        let mut y = self.drawing.height;
        if let Some(label) = label {
            self.put(text(0, y + 15, LABEL, LETTERS, label));
            y += 22;
        }
        let fills = Fill::OF_PARTS.into_iter().cycle().zip(parts);
        let fills: Vec<(Fill, &Number)> = fills.filter(|(_, part)| part.value != 0).collect();
        let total = parts.iter().fold(0_i64, |total, part| total.saturating_add(part.value.max(0)));
        let one = if total > 0 { (WIDTH / total).min(30) } else { 0 };
        let mut x = 0;
        for (fill, part) in &fills {
            if one >= 12 {
                for _ in 0..part.value.max(0) {
                    self.bar([x, y, one - 6, 22], *fill);
                    x += one;
                }
            } else {
                let long = length(part.value, total, WIDTH - 4 * count(parts));
                self.bar([x, y, long, 22], *fill);
                x += if long > 0 { long + 2 } else { 0 };
            }
        }
        let (mut x, mut row) = (0, y + 30);
        for (fill, part) in fills {
            let words = format!("{} {}", part.label, written(part.value));
            let size = fitting(&words, &[LABEL, 12, 10], WIDTH - 18);
            let wide = 18 + width(&words, size);
            if x > 0 && x + wide > WIDTH {
                (x, row) = (0, row + 22);
            }
            self.bar([x, row, 12, 12], fill);
            self.put(text(x + 18, row + 11, size, LETTERS, words));
            x += wide + 14;
        }
        self.drawing.height = row + 28;
    }
}

fn count<T>(items: &[T]) -> i64 {
    i64::try_from(items.len()).unwrap_or_default()
}

/// The size of the values beside bars, and the room that the longest leaves.
fn room(column: i64, values: &[String]) -> (i64, i64) {
    let longest = values.iter().max_by_key(|value| width(value, 10)).map_or("", |value| value);
    let size = fitting(longest, VALUES, WIDTH - column - 60);
    (size, WIDTH - column - width(longest, size) - 8)
}
