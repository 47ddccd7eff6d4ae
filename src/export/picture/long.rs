//! The long picture that offices post: 750 pixels wide, which a phone shows as wide as it is. It is laid out 375 units
//! wide and drawn at twice that, one chart below the other, so that its letters are as large on a phone as in a page.

use super::charts::{Number, Picture};
use super::drawing::{Drawing, INK, LETTERS, SANS, SOFT, WIDTH, draw, patterns, text, written};
use super::lettering::{even_lines, fitting, lines};
use crate::document::{CODE, check_code};
use crate::export::markup::Element;
use crate::report::Report;

/// How wide the picture is in pixels.
pub const PIXELS: i64 = 750;
const PAGE: i64 = 375;
const MARGIN: i64 = (PAGE - WIDTH) / 2;
const MIDDLE: i64 = PAGE / 2;
const SERIF: &str = "STZhongsong, Songti SC, Noto Serif CJK SC, Noto Serif SC, SimSun, serif";

/// Draws the picture of a report, beside last year's where that is attached.
pub fn long_picture(report: &Report) -> String {
    draw_long(&Picture::compared(report), Some(&check_code(report)))
}

/// Draws a picture, with the code of its report where it has one.
pub fn draw_long(picture: &Picture, code: Option<&str>) -> String {
    let mut page = Page::default();
    page.head(picture);
    if !picture.leads.is_empty() {
        page.leads(&picture.leads);
    }
    page.sentences(picture);
    for chart in &picture.charts {
        page.height += 26;
        page.lines(&chart.title, 18, 26, Style::Heading);
        page.lines(&chart.note, 13, 20, Style::Soft);
        page.height += 10;
        page.chart(chart.id, draw(chart));
    }
    page.foot(picture, code);
    page.finish(picture)
}

/// How many pixels high a picture is that [`draw_long`] drew.
pub fn pixels_high(svg: &str) -> i64 {
    let height = svg.split_once("height=\"").and_then(|(_, rest)| rest.split_once('"'));
    height.and_then(|(height, _)| height.parse().ok()).unwrap_or(PIXELS)
}

#[derive(Clone, Copy, PartialEq)]
enum Style {
    Title,
    Heading,
    Plain,
    Soft,
}

impl Style {
    fn colour(self) -> &'static str {
        if self == Style::Soft { SOFT } else { LETTERS }
    }
}

#[derive(Default)]
struct Page {
    shapes: Vec<Element>,
    height: i64,
}

impl Page {
    fn put(&mut self, shape: Element) {
        self.shapes.push(shape);
    }

    fn rule(&mut self, y: i64, colour: &str, thick: i64) {
        let rule =
            Element::new("rect").with("x", MARGIN).with("y", y).with("width", WIDTH).with("height", thick);
        self.put(rule.with("fill", colour));
    }

    /// Sets a text in lines below what is there: titles in the middle, everything else at the left.
    fn lines(&mut self, words: &str, size: i64, step: i64, style: Style) {
        let (lines, x) = match style {
            Style::Title => (even_lines(words, size, WIDTH), MIDDLE),
            _ => (lines(words, size, WIDTH), MARGIN),
        };
        for words in lines {
            self.height += step;
            let line = text(x, self.height - step / 4, size, style.colour(), words);
            let bold = |line: Element| line.with("font-family", SERIF).with("font-weight", 700);
            self.put(match style {
                Style::Title => bold(line).with("text-anchor", "middle"),
                Style::Heading => bold(line),
                Style::Plain | Style::Soft => line,
            });
        }
    }

    fn head(&mut self, picture: &Picture) {
        let bar = Element::new("rect").with("x", 0).with("y", 0).with("width", PAGE).with("height", 8);
        self.put(bar.with("fill", INK));
        self.height = 44;
        // The space behind the last letter belongs to none.
        let sign = text(MIDDLE + 3, self.height, 16, LETTERS, "一图看懂").with("text-anchor", "middle");
        self.put(sign.with("letter-spacing", 6));
        self.height += 10;
        let subject = match picture.year {
            Some(year) => format!("{year} 年政府信息公开"),
            None => "政府信息公开".to_owned(),
        };
        // Two lines of a size that a phone shows large, or more of a smaller one.
        let sizes = [26, 23, 20];
        let in_two = |size: &&i64| lines(&picture.organ, **size, WIDTH).len() <= 2;
        let size = sizes.iter().find(in_two).copied().unwrap_or(18);
        self.lines(&picture.organ, size, size * 7 / 5, Style::Title);
        self.lines(&subject, size, size * 7 / 5, Style::Title);
        if let Some(year) = picture.year {
            self.height += 22;
            let period =
                text(MIDDLE, self.height - 2, 13, SOFT, format!("{year} 年 1 月 1 日至 12 月 31 日"));
            self.put(period.with("text-anchor", "middle"));
        }
        self.height += 16;
    }

    /// The numbers that stand for all, two beside each other.
    fn leads(&mut self, leads: &[Number]) {
        const HALF: i64 = WIDTH / 2;
        self.rule(self.height, LETTERS, 2);
        for (row, pair) in leads.chunks(2).enumerate() {
            if row > 0 {
                self.rule(self.height, "#bbb", 1);
            }
            let row = if pair.iter().any(|lead| lead.last.is_some()) { 92 } else { 76 };
            for (column, lead) in (0..).zip(pair) {
                let (x, y) = (MARGIN + column * HALF + 4 + column * 10, self.height);
                let value = written(lead.value);
                let size = fitting(&value, &[34, 28, 22, 16, 12], HALF - 44);
                let unit = Element::new("tspan").with("dx", 4).with("font-size", 14).text("件");
                let unit = unit.with("font-family", SANS).with("font-weight", 400);
                let shape = text(x, y + 42, size, LETTERS, value).with("font-family", SERIF);
                self.put(shape.with("font-weight", 700).child(unit));
                self.put(text(x, y + 62, 14, LETTERS, lead.label));
                if let Some(change) = lead.change() {
                    let size = fitting(&change, &[13, 11, 9], HALF - 16);
                    self.put(text(x, y + 80, size, SOFT, change));
                }
                if column > 0 {
                    let edge =
                        Element::new("rect").with("x", MARGIN + HALF).with("y", y + 10).with("width", 1);
                    self.put(edge.with("height", row - 20).with("fill", "#bbb"));
                }
            }
            self.height += row;
        }
        self.rule(self.height, LETTERS, 1);
    }

    fn sentences(&mut self, picture: &Picture) {
        if picture.charts.is_empty() && picture.sentences.is_empty() {
            self.height += 10;
            self.lines("表格里的数字还没有填完，没有可以画的。", 15, 26, Style::Plain);
        }
        if !picture.sentences.is_empty() {
            self.height += 10;
        }
        for sentence in &picture.sentences {
            self.lines(sentence, 15, 26, Style::Plain);
        }
    }

    fn chart(&mut self, id: &str, drawing: Drawing) {
        let place = format!("translate({MARGIN} {})", self.height);
        let defs = patterns(id, &drawing.shapes);
        self.put(Element::new("g").with("transform", place).children(defs).children(drawing.shapes));
        self.height += drawing.height;
    }

    fn foot(&mut self, picture: &Picture, code: Option<&str>) {
        self.height += 30;
        self.rule(self.height, LETTERS, 1);
        self.height += 8;
        self.lines(&picture.source, 12, 19, Style::Soft);
        if let Some(code) = code {
            self.lines(&format!("{CODE}：{code}"), 12, 19, Style::Soft);
        }
        self.height += 20;
    }

    fn finish(self, picture: &Picture) -> String {
        let year = picture.year.map(|year| format!(" {year} 年")).unwrap_or_default();
        let title = format!("一图看懂：{}{year}政府信息公开", picture.organ);
        let leads = picture.leads.iter().map(|lead| {
            let change = lead.change().map(|change| format!("，{change}")).unwrap_or_default();
            format!("{} {} 件{change}。", lead.label, lead.value)
        });
        let charts = picture.charts.iter().map(|chart| chart.description());
        let words: String = leads.chain(picture.sentences.iter().cloned()).chain(charts).collect();
        let paper = Element::new("rect").with("width", PAGE).with("height", self.height).with("fill", "#fff");
        let svg = Element::new("svg")
            .with("xmlns", "http://www.w3.org/2000/svg")
            .with("width", PIXELS)
            .with("height", self.height * PIXELS / PAGE)
            .with("viewBox", format!("0 0 {PAGE} {}", self.height))
            .with("role", "img")
            .with("aria-labelledby", "picture-title picture-words")
            .with("lang", "zh-CN")
            .with("font-family", SANS)
            .child(Element::new("title").with("id", "picture-title").text(title))
            .child(Element::new("desc").with("id", "picture-words").text(words))
            .child(paper)
            .children(self.shapes);
        let mut text = String::new();
        svg.write(&mut text);
        text
    }
}
