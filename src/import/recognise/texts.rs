//! The paragraphs of a source under the texts of the report: under their chapters where these are known, as a
//! doubt where a heading is lost, and listed where they have no place. Knows no value of a table.

mod lines;

use std::ops::Range;

use super::super::recognised::{Choice, Doubt, Unplaced, Value};
use super::super::source::{Content, Place, Source};
use super::items::{Item, Kind};
use super::outline::{Outline, Part, PartKind};
use super::paragraphs::{Breaks, Paragraph, paragraphs};
use super::surroundings::{date_alone, is_surrounding};
use super::tables::Found;
use super::title::{Title, read_title};
use super::titles::TEXTS;
use super::wording::{is_prose, plain};
use crate::format::texts::TextField;
use lines::{is_filling, is_listed, is_note, is_preamble};

/// Where everything stands in a source.
pub struct Reading<'a> {
    /// The source.
    pub source: &'a Source,
    /// Its lines.
    pub items: Vec<Item<'a>>,
    /// Its chapters.
    pub outline: Outline<'a>,
    /// Its title.
    pub title: Option<Title>,
    /// The line from which on nothing is of a chapter.
    pub foot: usize,
    /// The lines of the foot: names and a date.
    pub signed: Vec<usize>,
}

/// The texts of a report, with what is doubtful and what has no place.
#[derive(Default)]
pub struct Texts {
    /// Texts that are sure.
    pub values: Vec<Value>,
    /// Texts whose chapter is not.
    pub doubts: Vec<Doubt>,
    /// What has none.
    pub unplaced: Vec<Unplaced>,
}

impl Texts {
    /// Puts all that the tables left under the texts of the report.
    pub fn of(reading: &Reading, found: &Found) -> Texts {
        let Reading { items, outline, foot, .. } = reading;
        let mut texts = Texts::default();
        let parts = || outline.parts.iter();
        let is_open = |item: &&Item| !found.used.contains(&item.block);
        let of_chapters = || parts().flat_map(|part| items.get(part.body.clone()).unwrap_or_default());
        let breaks = Breaks::of(of_chapters().filter(is_open));
        let context = Context { reading, found, breaks };
        for part in &outline.parts {
            match part.kind {
                PartKind::Before => texts.before(&context, part),
                PartKind::Chapter(chapter @ 1..=3) => texts.notes(&context, part, chapter),
                PartKind::Chapter(chapter) => texts.chapter(&context, part, chapter),
                PartKind::Extra => texts.extra(&context, part),
            }
        }
        let after: Vec<Item> = context
            .open(*foot..items.len(), |at, item| !reading.signed.contains(&at) && !is_surrounding(item.text));
        texts.leave_around(
            &context,
            after,
            "正文之后的内容",
            [TextField::OTHER_MATTERS, TextField::PROBLEMS],
        );
        texts
    }

    /// What stands before the first chapter: the page around the report, the title, the preamble.
    fn before(&mut self, context: &Context, part: &Part) {
        let title = context.reading.title.as_ref().map(|title| title.lines.clone());
        let begin = title.as_ref().map_or(part.body.start, |lines| lines.end);
        if let Some(lines) = &title {
            let front = context.open(part.body.start..lines.start, |_, item| {
                !is_surrounding(item.text) && read_title(item.text).is_none()
            });
            self.leave_around(context, front, "标题之前的内容", [TextField::PREAMBLE, TextField::OVERVIEW]);
        }
        let zone = context.open(begin..part.body.end, |at, item| {
            !is_surrounding(item.text)
                && date_alone(item.text).is_none()
                && !is_of_contents(&context.reading.items[begin..part.body.end], at - begin)
        });
        self.tables_in(context, begin..part.body.end, TextField::PREAMBLE);
        let mut preamble = Vec::new();
        let mut others = Vec::new();
        let is_report = context.reading.outline.parts.len() > 1;
        let has_overview = context.reading.outline.has(0);
        for paragraph in paragraphs(&zone, context.breaks) {
            let is_first = others.is_empty();
            if is_report
                && (title.is_some() || is_prose(&paragraph.text))
                && (has_overview || is_first && is_preamble(&paragraph.text))
            {
                preamble.push(paragraph);
            } else {
                others.push(paragraph);
            }
        }
        self.put(TextField::PREAMBLE, preamble, Vec::new());
        if has_overview || !is_report {
            self.leave(others, "第一部分之前的内容", [TextField::PREAMBLE, TextField::OVERVIEW]);
        } else {
            let reason = "「一、总体情况」的标题没有找到，这段文字在找到的第一个标题之前。";
            self.ask(others, reason, &[TextField::OVERVIEW, TextField::PREAMBLE]);
        }
    }

    /// A chapter that is a text.
    fn chapter(&mut self, context: &Context, part: &Part, chapter: usize) {
        let lines = context.lines_of(part);
        let mut found = paragraphs(&context.text(lines.clone()), context.breaks);
        cut_heading(&mut found, part, &context.reading.items);
        // The guidance of the blank form is no text, as long as nothing else stands there.
        if found.iter().all(|paragraph| plain(&paragraph.text).starts_with("(文字描述")) {
            found.clear();
        }
        self.tables_in(context, lines, TEXTS[chapter]);
        self.put(TEXTS[chapter], found, context.notes(TEXTS[chapter]));
    }

    /// A chapter that is a table: what else stands there is a note under it, or the text of a chapter whose
    /// heading is lost.
    fn notes(&mut self, context: &Context, part: &Part, chapter: usize) {
        let lines = context.lines_of(part);
        let items = context.open(lines.clone(), |_, item| !is_filling(item.text, chapter));
        let mut found = paragraphs(&items, context.breaks);
        cut_heading(&mut found, part, &context.reading.items);
        let outline = &context.reading.outline;
        let blocks = context.reading.items[lines.clone()].iter().map(|item| item.block);
        let last_of_table = blocks.filter(|block| context.found.used.contains(block)).max();
        let is_lost = chapter == 3 && !outline.has(4);
        let (mut notes, mut rest, mut problems, mut others) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for paragraph in found {
            let text = paragraph.text.as_str();
            let is_behind =
                last_of_table.is_some_and(|last| paragraph.from.iter().all(|block| *block > last));
            let speaks_of_problems =
                ["问题", "不足", "改进", "下一步"].iter().any(|word| text.contains(word));
            if is_note(text) {
                notes.push(paragraph);
            } else if is_lost && (is_behind || speaks_of_problems) {
                let is_other = !outline.has(5) && (text.contains("处理费") || text.contains("其他需要报告"));
                if is_other { &mut others } else { &mut problems }.push(paragraph);
            } else if is_prose(text) {
                notes.push(paragraph);
            } else {
                rest.push(paragraph);
            }
        }
        self.put(TEXTS[chapter], notes, context.notes(TEXTS[chapter]));
        let reason = "「五、存在的主要问题及改进情况」的标题没有找到，这段文字在表四之后。";
        self.ask(problems, reason, &[TextField::PROBLEMS, TextField::OTHER_MATTERS, TEXTS[3]]);
        let reason = "「六、其他需要报告的事项」的标题没有找到，这段文字在表四之后。";
        self.ask(others, reason, &[TextField::OTHER_MATTERS, TextField::PROBLEMS, TEXTS[3]]);
        self.leave(
            rest,
            ["", "表二旁的文字", "表三旁的文字", "表四旁的文字"][chapter],
            [TEXTS[chapter], TextField::OVERVIEW],
        );
        self.tables_in(context, lines, TEXTS[chapter]);
    }

    /// A chapter that the form does not have: whole, with its heading.
    fn extra(&mut self, context: &Context, part: &Part) {
        let lines = context.lines_of(part);
        self.tables_in(context, lines.clone(), TextField::OTHER_MATTERS);
        let found = paragraphs(&context.text(lines), context.breaks);
        let heading = context.reading.items[part.heading.clone()].iter().map(|item| item.block);
        let mut from: Vec<usize> =
            heading.chain(found.iter().flat_map(|paragraph| paragraph.from.clone())).collect();
        from.dedup();
        let texts =
            std::iter::once(part.title.as_str()).chain(found.iter().map(|paragraph| paragraph.text.as_str()));
        self.unplaced.push(Unplaced {
            name: format!("官方格式没有的部分「{}」", part.title),
            quote: texts.collect::<Vec<_>>().join("\n"),
            from: from.into_iter().map(Place::block).collect(),
            targets: ids([TextField::OTHER_MATTERS, TextField::PROBLEMS]),
        });
    }

    /// Puts paragraphs, and notes of a table, into a text.
    fn put(&mut self, field: TextField, paragraphs: Vec<Paragraph>, notes: Vec<(String, Vec<Place>)>) {
        let mut pieces: Vec<(String, Vec<Place>)> = paragraphs
            .into_iter()
            .map(|Paragraph { text, from }| (text, from.into_iter().map(Place::block).collect()))
            .chain(notes)
            .collect();
        pieces.sort_by_key(|(_, from)| from.first().copied());
        let mut from: Vec<Place> = pieces.iter().flat_map(|(_, from)| from).copied().collect();
        from.dedup();
        let text = pieces.into_iter().map(|(text, _)| text).collect::<Vec<_>>().join("\n");
        if text.is_empty() {
            return;
        }
        match self.values.iter_mut().find(|value| value.id == field.id()) {
            Some(value) => {
                value.text = format!("{}\n{text}", value.text);
                value.from.extend(from);
            }
            None => self.values.push(Value { id: field.id().to_owned(), text, from }),
        }
    }

    /// Asks under which text some paragraphs belong, the likeliest first.
    fn ask(&mut self, paragraphs: Vec<Paragraph>, reason: &str, fields: &[TextField]) {
        let Some((quote, from)) = joined(paragraphs) else { return };
        let into = |field: &TextField| Choice {
            words: format!("放入「{}」", field.name()),
            hint: String::new(),
            fills: vec![(field.id().to_owned(), quote.clone())],
        };
        let leave = Choice { words: "不导入".to_owned(), hint: String::new(), fills: Vec::new() };
        let name = format!("疑为「{}」的文字", fields.first().map_or("", |field| field.name()));
        let choices = fields.iter().map(into).chain([leave]).collect();
        self.doubts.push(Doubt { name, quote, from, reason: reason.to_owned(), choices });
    }

    /// Lists what has no place, what stands together as one.
    fn leave(&mut self, paragraphs: Vec<Paragraph>, name: &str, targets: [TextField; 2]) {
        let mut groups: Vec<Vec<Paragraph>> = Vec::new();
        for paragraph in paragraphs {
            let last = groups.last().and_then(|group| group.last()).and_then(|before| before.from.last());
            match last.is_some_and(|last| paragraph.from.first().is_some_and(|first| first - last <= 3)) {
                true => groups.last_mut().expect("a group has a last").push(paragraph),
                false => groups.push(vec![paragraph]),
            }
        }
        for (quote, from) in groups.into_iter().filter_map(joined) {
            self.unplaced.push(Unplaced { name: name.to_owned(), quote, from, targets: ids(targets) });
        }
    }

    /// Lists what stands around a report and is surely no part of a page; of a page, single words go.
    fn leave_around(&mut self, context: &Context, items: Vec<Item>, name: &str, targets: [TextField; 2]) {
        let is_page = context.is_page();
        let is_word = |text: &str| is_page && !is_prose(text) && text.chars().count() <= 24;
        let found = paragraphs(&items, context.breaks);
        self.leave(found.into_iter().filter(|paragraph| !is_word(&paragraph.text)).collect(), name, targets);
        let tables = items.iter().filter(|item| item.kind == Kind::Table);
        for (block, quote) in tables.filter_map(|item| Some((item.block, context.table(item.block)?))) {
            // The metadata of a page stand in a table.
            let is_metadata = ["索引号", "发布机构", "发文机关", "公开日期", "发布日期", "文号"]
                .iter()
                .any(|word| plain(&quote).contains(word));
            if !is_metadata && !is_surrounding(&quote) {
                self.leave_table(block, quote, targets[0]);
            }
        }
    }

    /// Lists the tables among some lines that are no tables of the report.
    fn tables_in(&mut self, context: &Context, lines: Range<usize>, target: TextField) {
        let tables = context.open(lines, |_, _| true).into_iter().filter(|item| item.kind == Kind::Table);
        for (block, quote) in tables.filter_map(|item| Some((item.block, context.table(item.block)?))) {
            self.leave_table(block, quote, target);
        }
    }

    fn leave_table(&mut self, block: usize, quote: String, target: TextField) {
        let from = vec![Place::block(block)];
        self.unplaced.push(Unplaced {
            name: "官方格式没有的表".to_owned(),
            quote,
            from,
            targets: ids([target]),
        });
    }
}

/// What all parts are read with.
struct Context<'a> {
    reading: &'a Reading<'a>,
    found: &'a Found,
    breaks: Breaks,
}

impl<'a> Context<'a> {
    /// The lines of a part, with that of its heading if its text begins there, up to the foot.
    fn lines_of(&self, part: &Part) -> Range<usize> {
        let begin = if part.rest.is_empty() { part.body.start } else { part.heading.start };
        begin..part.body.end.min(self.reading.foot).max(begin)
    }

    /// Some lines: those that the tables took, and those that are not wanted, are blank.
    fn open(&self, lines: Range<usize>, is_wanted: impl Fn(usize, &Item) -> bool) -> Vec<Item<'a>> {
        let items = self.reading.items.get(lines.clone()).unwrap_or_default();
        let kept = lines.zip(items).filter(|(_, item)| !self.found.used.contains(&item.block));
        kept.map(|(at, item)| match item.kind == Kind::Table || is_wanted(at, item) {
            true => *item,
            false => Item { text: "", ..*item },
        })
        .collect()
    }

    /// The lines of a text; where these are torn by the ends of pages, the number of a page and the title once
    /// more at its head are marks of the page.
    fn text(&self, lines: Range<usize>) -> Vec<Item<'a>> {
        let title = self.reading.title.as_ref().and_then(|title| self.reading.items.get(title.lines.clone()));
        let title: String = title.unwrap_or_default().iter().map(|item| plain(item.text)).collect();
        let is_mark = |item: &Item| {
            let is_number = item.text.len() < 4 && item.text.bytes().all(|b| b.is_ascii_digit());
            let is_head = || item.text.len() < 200 && title.len() > 20 && plain(item.text) == title;
            matches!(item.kind, Kind::Line { .. }) && !item.text.is_empty() && (is_number || is_head())
        };
        let mut items = self.open(lines, |_, _| true);
        for item in items.iter_mut().filter(|item| self.breaks.tears() && is_mark(item)) {
            item.kind = Kind::Mark;
        }
        items
    }

    /// The notes that stood in the cells of a table.
    fn notes(&self, field: TextField) -> Vec<(String, Vec<Place>)> {
        let notes = self.found.notes.iter().filter(|(other, ..)| *other == field);
        notes.map(|(_, text, from)| (text.clone(), from.clone())).collect()
    }

    /// What a table says, row by row; none if it says nothing.
    fn table(&self, block: usize) -> Option<String> {
        let Content::Table(grid) = &self.reading.source.blocks.get(block)?.content else { return None };
        let rows = grid.rows.iter().map(|row| {
            let texts =
                row.iter().filter(|spot| spot.begins).map(|spot| spot.text.replace(['\n', '\t'], " "));
            texts.collect::<Vec<_>>().join("\t").trim_end().to_owned()
        });
        let text = rows.filter(|row| !row.trim().is_empty()).collect::<Vec<_>>().join("\n");
        (!text.is_empty()).then_some(text)
    }

    /// Whether the report stands on a page with navigation and tools around it.
    fn is_page(&self) -> bool {
        let Reading { items, title, foot, .. } = self.reading;
        let before = title.as_ref().map_or(0, |title| title.lines.start);
        let around = items[..before].iter().chain(items.get(*foot..).unwrap_or_default());
        let texts = around.map(|item| item.text).filter(|text| !super::items::is_page_mark(text));
        texts.filter(|text| !text.is_empty() && text.len() < 600 && is_surrounding(text)).count() >= 2
    }
}

/// Whether one of some lines is of a table of contents: another of it stands next to it.
fn is_of_contents(items: &[Item], at: usize) -> bool {
    let is_next = |item: Option<&Item>| item.is_some_and(|item| is_listed(item.text));
    let is_said = |item: &&Item| !item.text.is_empty();
    is_listed(items[at].text)
        && (is_next(items[..at].iter().rev().find(is_said)) || is_next(items[at + 1..].iter().find(is_said)))
}

fn ids<const COUNT: usize>(fields: [TextField; COUNT]) -> Vec<String> {
    fields.iter().map(|field| field.id().to_owned()).collect()
}

fn joined(paragraphs: Vec<Paragraph>) -> Option<(String, Vec<Place>)> {
    let mut from: Vec<usize> = paragraphs.iter().flat_map(|paragraph| paragraph.from.clone()).collect();
    from.dedup();
    let text = paragraphs.into_iter().map(|paragraph| paragraph.text).collect::<Vec<_>>().join("\n");
    (!text.is_empty()).then(|| (text, from.into_iter().map(Place::block).collect()))
}

/// Takes the heading off a text that begins in its line.
fn cut_heading(paragraphs: &mut Vec<Paragraph>, part: &Part, items: &[Item]) {
    if part.rest.is_empty() {
        return;
    }
    let Some(first) = paragraphs.first_mut() else { return };
    let line = items.get(part.heading.start).map_or("", |item| item.text);
    let heading = line.strip_suffix(part.rest).unwrap_or(line);
    let letters = heading.chars().filter(|c| !c.is_whitespace()).count();
    let mut ends = first.text.char_indices().filter(|(_, c)| !c.is_whitespace());
    let end = letters.checked_sub(1).and_then(|last| ends.nth(last)).map_or(0, |(at, c)| at + c.len_utf8());
    first.text = first.text[end..].trim_start().to_owned();
    if first.text.is_empty() {
        paragraphs.remove(0);
    }
}
