//! The recogniser: what a source says, as a report. It decides the edition once, finds the chapters whatever
//! they are called, puts every number into the cell whose labels it stands under, and every paragraph under its
//! chapter; what is not sure becomes a doubt, and what has no place is listed. Pure; knows no file format.

mod wording;

pub mod code;

mod items;
mod titles;

mod candidates;
mod outline;

mod surroundings;

mod title;

mod head;

mod paragraphs;
pub mod tables;

mod texts;

mod named;

use std::ops::Range;

pub use titles::chapter;

use items::{Item, Kind};
use outline::{Outline, PartKind};
use surroundings::Foot;
use texts::{Reading, Texts};
use title::Title;

use super::recognised::{Choice, Doubt, Recognised, Unplaced, Value};
use super::source::{Place, Source};
use crate::format::texts::TextField;
use crate::format::{Edition, HEAD};

/// What is said first of a source in which nothing of a report is.
pub const NOTHING: &str = "这里认不出年报：没有年报的标题，也没有各部分的标题和表格。";

/// Recognises a report in a source.
pub fn recognise(source: &Source) -> Recognised {
    if let Some(recognised) = source.fields.as_ref().and_then(named::recognise) {
        return recognised;
    }
    let items = items::items(source);
    let outline = Outline::of(source, &items);
    let before = outline.parts.first().map_or(0..0, |part| part.body.clone());
    let title = title::find(&items, before.clone());
    let (foot, end) = match outline.parts.last() {
        Some(part) if part.kind != PartKind::Before => {
            let code = items[part.body.clone()].iter().position(|item| item.kind == Kind::Code);
            let end = code.map_or(part.body.end, |code| part.body.start + code);
            let (foot, foot_end) = surroundings::foot(&items, part.body.start..end);
            (foot, foot_end.min(end))
        }
        _ => (Foot::default(), items.len()),
    };
    let chapters = outline.chapters(&items, source.blocks.len());
    let mut head = Head::default();
    let year = head.year(&items, &outline, title.as_ref(), &foot);
    let found = tables::find(source, &chapters, year);
    let is_nothing = outline.parts.len() < 2 && found.used.is_empty() && title.is_none();
    head.organ(&items, before.clone(), title.as_ref(), &foot);
    let around = [before, end..items.len()];
    head.published(source, &items, &around, title.as_ref(), &foot);
    let signed = foot.organs.iter().map(|(at, _)| *at).chain(foot.date.map(|(at, _)| at)).collect();
    let problems = outline.problems.clone();
    let reading = Reading { source, items, outline, title, foot: end, signed };
    let texts = Texts::of(&reading, &found);
    head.scope(&texts.values);
    let mut recognised = Recognised {
        edition: found.edition.id().to_owned(),
        values: [head.values, texts.values, found.values].concat(),
        doubts: [head.doubts, texts.doubts, found.doubts].concat(),
        unplaced: [texts.unplaced, found.unplaced].concat(),
        problems: [head.problems, problems, found.problems].concat(),
        code: code::find(source),
        typed_totals: None,
    };
    recognised.put_in_order(found.edition);
    if is_nothing {
        recognised.problems.insert(0, NOTHING.to_owned());
    }
    recognised
}

impl Recognised {
    /// Values as the report has them, doubts and what has no place as the source has them, no sentence twice.
    fn put_in_order(&mut self, edition: Edition) {
        let format = edition.format();
        self.values.sort_by_cached_key(|Value { id, .. }| {
            if let Some(place) = HEAD.iter().position(|(field, _)| field == id) {
                return (0, place);
            }
            let chapter = format.chapter_of(id).map_or(0, |chapter| chapter + 1);
            (1 + chapter, usize::from(TextField::from_id(id).is_some()))
        });
        self.doubts.sort_by_key(|Doubt { from, .. }| from.first().copied());
        self.unplaced.sort_by_key(|Unplaced { from, .. }| from.first().copied());
        let mut said = Vec::new();
        self.problems.retain(|problem| {
            let is_new = !said.contains(problem);
            said.push(problem.clone());
            is_new
        });
    }
}

/// The fields before the report.
#[derive(Default)]
struct Head {
    values: Vec<Value>,
    doubts: Vec<Doubt>,
    problems: Vec<String>,
}

impl Head {
    fn take(&mut self, id: &str, text: impl Into<String>, from: Vec<Place>) {
        self.values.push(Value { id: id.to_owned(), text: text.into(), from });
    }

    /// Asks which of some values a field gets, the likeliest first; none of them is a choice too.
    fn ask(&mut self, id: &str, quote: &str, from: Vec<Place>, reason: String, texts: &[(String, &str)]) {
        let fill = |words: String, hint: &str, text: &str| Choice {
            words,
            hint: hint.to_owned(),
            fills: vec![(id.to_owned(), text.to_owned())],
        };
        let values = texts.iter().map(|(text, hint)| fill(format!("填「{text}」"), hint, text));
        let choices = values.chain([fill("留空".to_owned(), "", "")]).collect();
        let name = crate::format::head_label(id).to_owned();
        self.doubts.push(Doubt { name, quote: quote.to_owned(), from, reason, choices });
    }

    /// The year, by the title, the period of the statistics, the date under the report, or what it speaks of;
    /// comes back even where it is doubtful.
    fn year(&mut self, items: &[Item], outline: &Outline, title: Option<&Title>, foot: &Foot) -> Option<i64> {
        let titled = title.and_then(|title| Some((title.year?, places(items, title.lines.clone()))));
        let texts =
            outline.parts.iter().filter(|part| matches!(part.kind, PartKind::Before | PartKind::Chapter(0)));
        let lines: Vec<usize> = texts.flat_map(|part| part.heading.start..part.body.end).collect();
        let skip = title.map_or(0..0, |title| title.lines.clone());
        let near = || lines.iter().copied().filter(|at| !skip.contains(at));
        // A period may be torn over two lines.
        let stated = near().find_map(|at| {
            let next = items.get(at + 1).map_or("", |next| next.text);
            let year = head::year_of_text(items[at].text).or_else(|| {
                let is_line =
                    matches!(items[at].kind, items::Kind::Line { .. }) && items[at].text.len() < 300;
                is_line.then(|| head::year_of_text(&format!("{}{next}", items[at].text))).flatten()
            })?;
            Some((year, at))
        });
        match (titled, stated) {
            (Some((year, mut from)), Some((other, at))) if year != other => {
                from.push(Place::block(items[at].block));
                let reason = format!("标题写的是 {year} 年，统计期限或引言写的是 {other} 年。");
                let texts = [(year.to_string(), "标题"), (other.to_string(), "统计期限或引言")];
                self.ask("year", items[at].text, from, reason, &texts);
                Some(year)
            }
            (Some((year, from)), _) => {
                self.take("year", year.to_string(), from);
                Some(year)
            }
            (None, Some((year, at))) => {
                self.take("year", year.to_string(), vec![Place::block(items[at].block)]);
                Some(year)
            }
            (None, None) => {
                let (year, at, reason) = match foot.date {
                    Some((at, date)) => {
                        (i64::from(date.year()) - 1, at, "标题和引言没有写年份；按落款日期推算为上一年。")
                    }
                    None => {
                        let spoken =
                            near().filter_map(|at| Some((head::year_spoken_of(items[at].text)?, at)));
                        let mut years: Vec<(i64, usize)> = spoken.collect();
                        let count = |years: &[(i64, usize)], year| {
                            years.iter().filter(|other| other.0 == year).count()
                        };
                        let counted = years.clone();
                        years.sort_by_key(|(year, at)| (std::cmp::Reverse(count(&counted, *year)), *at));
                        let (year, at) = years.first().copied()?;
                        (year, at, "标题和引言没有写年份；正文说的多是这一年。")
                    }
                };
                let from = vec![Place::block(items[at].block)];
                self.ask("year", items[at].text, from, reason.to_owned(), &[(year.to_string(), "")]);
                Some(year)
            }
        }
    }

    /// The organ, by the title, the name under the report, or the preamble; and the level that its name tells.
    fn organ(&mut self, items: &[Item], before: Range<usize>, title: Option<&Title>, foot: &Foot) {
        let titled = title.filter(|title| !title.organ.is_empty());
        let signed = head::organ_of_foot(foot);
        let signed_from: Vec<Place> =
            foot.organs.iter().map(|(at, _)| Place::block(items[*at].block)).collect();
        let (name, from) = match (titled, signed) {
            (Some(title), Some(signed)) => {
                let from = places(items, title.lines.clone());
                let is_region = title.organ.ends_with(['省', '市', '区', '县', '州', '旗', '镇', '乡']);
                if is_region && signed.starts_with(&title.organ) {
                    (signed, signed_from)
                } else if head::may_be_one(&title.organ, &signed) {
                    (title.organ.clone(), from)
                } else {
                    let reason = format!("标题写的是「{}」，落款写的是「{signed}」。", title.organ);
                    let quote = signed.clone();
                    let texts = [(title.organ.clone(), "标题"), (signed, "落款")];
                    return self.ask("organ", &quote, [from, signed_from].concat(), reason, &texts);
                }
            }
            (Some(title), None) => (title.organ.clone(), places(items, title.lines.clone())),
            (None, Some(signed)) => (signed, signed_from),
            (None, None) => {
                let announced =
                    before.clone().find_map(|at| Some((head::organ_of_text(items[at].text)?, at)));
                match announced {
                    Some((name, at)) => (name, vec![Place::block(items[at].block)]),
                    None => return self.organ_nearby(items, before),
                }
            }
        };
        if let Some(level) = head::level(&name) {
            self.take("level", level.id(), from.clone());
        }
        self.take("organ", name, from);
    }

    /// The organ that the preamble names as its author, or as the one to ask.
    fn organ_nearby(&mut self, items: &[Item], before: Range<usize>) {
        // Names may be torn over two lines.
        for at in before {
            let next = items.get(at + 1).map_or("", |next| next.text);
            let organs = head::organs_near(&format!("{}{next}", items[at].text));
            if !organs.is_empty() {
                let texts: Vec<(String, &str)> = organs.into_iter().map(|organ| (organ, "")).collect();
                let from = vec![Place::block(items[at].block)];
                let reason = "标题没有写机关名称；引言里有这个名称。".to_owned();
                return self.ask("organ", items[at].text, from, reason, &texts);
            }
        }
    }

    /// The day of publication: the date under the report, under the title, or what the page states.
    fn published(
        &mut self,
        source: &Source,
        items: &[Item],
        around: &[Range<usize>],
        title: Option<&Title>,
        foot: &Foot,
    ) {
        let stated = head::stated_date(source, items, around);
        let under_title = || {
            let end = around.first()?.end;
            let lines = title?.lines.end..end;
            lines.clone().find_map(|at| Some((items[at].block, surroundings::date_alone(items[at].text)?)))
        };
        let signed = foot.date.map(|(at, date)| (items[at].block, date)).or_else(under_title);
        if let (Some((_, signed)), Some((_, stated))) = (signed, stated)
            && signed != stated
        {
            let sentence =
                format!("落款日期是 {signed}，网页写的发布日期是 {stated}；「发布日期」取落款日期。");
            self.problems.push(sentence);
        }
        if let Some((block, date)) = signed.or(stated) {
            self.take("published", date.to_string(), vec![Place::block(block)]);
        }
    }

    /// The scope, where the preamble or the chapters say it.
    fn scope(&mut self, texts: &[Value]) {
        let said = texts.iter().find_map(|value| Some((head::scope(&value.text)?, value)));
        if let Some((scope, value)) = said {
            self.take("scope", scope.id(), value.from.clone());
        }
    }
}

/// The places of some lines, blank ones left out, each block once.
fn places(items: &[Item], lines: Range<usize>) -> Vec<Place> {
    let lines = items.get(lines).unwrap_or_default().iter().filter(|item| !item.text.is_empty());
    let mut blocks: Vec<usize> = lines.map(|item| item.block).collect();
    blocks.dedup();
    blocks.into_iter().map(Place::block).collect()
}
