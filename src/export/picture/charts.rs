//! What is drawn of a report and what is said in place of a drawing: numbers with their labels, and the sentences
//! beside them. A number that is blank or unfinished is in no chart. Knows no shape.

use crate::format::highlights::{Highlight, Theme};
use crate::format::meaning::Follows;
use crate::format::{Cell, Format};
use crate::report::Report;
use crate::report::figure::Figures;

/// What a picture of a report shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The organ, as typed.
    pub organ: String,
    /// The year of the report, if it is known.
    pub year: Option<i64>,
    /// Whether last year's numbers stand beside this year's.
    pub is_compared: bool,
    /// The numbers that stand for all the others.
    pub leads: Vec<Number>,
    /// The charts, in the order in which they are read.
    pub charts: Vec<Chart>,
    /// What is said where there is nothing to draw.
    pub sentences: Vec<String>,
    /// What is not drawn because numbers are missing.
    pub unfinished: Vec<&'static str>,
    /// The numbers of the charts by theme, as a table has them.
    pub numbers: Vec<(&'static str, Vec<Number>)>,
    /// Which report and which parts of it the numbers are from.
    pub source: String,
}

/// A number of the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// What it is called.
    pub label: &'static str,
    /// This year's number.
    pub value: i64,
    /// Last year's, if it is compared with and known.
    pub last: Option<i64>,
}

/// A chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// The stable name.
    pub id: &'static str,
    /// What it shows, in a line.
    pub title: String,
    /// What has to be known to read it.
    pub note: String,
    /// What is drawn.
    pub content: Content,
}

/// What a chart draws.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Bars from one line.
    Bars(Vec<Number>),
    /// A number that comes about: what there was, what came, what went, what there is.
    Steps {
        /// What there was, and what came.
        came: [Number; 2],
        /// What went.
        went: Number,
        /// What there is.
        now: Number,
    },
    /// Last year's bar above this year's.
    Years(Vec<Number>),
    /// Wholes in their parts, each with its sum.
    Parts(Vec<(&'static str, i64, Vec<Number>)>),
}

impl Picture {
    /// What is shown of the report alone: this may be published with it.
    pub fn of(report: &Report) -> Picture {
        compose(report, None)
    }

    /// What is shown of the report beside last year's, where that is attached.
    pub fn compared(report: &Report) -> Picture {
        compose(report, report.year_before())
    }

    /// What who makes the picture has to know of it: what is not drawn yet, and that it tells last year's numbers.
    pub fn note(&self) -> Option<String> {
        let unfinished = match &self.unfinished[..] {
            [] => String::new(),
            names => format!("还有空格或不是数字的格，没有画：{}。", names.join("、")),
        };
        let compared = match self.is_compared && !self.charts.is_empty() {
            true => "下载的图解里有上年的数字；网页文件里的图解没有。",
            false => "",
        };
        Some(unfinished + compared).filter(|note| !note.is_empty())
    }

    /// What the number columns of the table are called: this year, and last year if it is compared with.
    pub fn years(&self) -> Vec<String> {
        let name = |year: Option<i64>, otherwise: &str| match year {
            Some(year) => format!("{year} 年"),
            None => otherwise.to_owned(),
        };
        let mut years = vec![name(self.year, "本年")];
        if self.is_compared {
            years.push(name(self.year.map(|year| year - 1), "上年"));
        }
        years
    }
}

impl Number {
    fn is_zero(&self) -> bool {
        self.value == 0 && self.last.unwrap_or(0) == 0
    }
}

/// A report and the one that it is compared with, with their figures.
struct Source<'a> {
    report: &'a Report,
    figures: Figures,
    last: Option<(&'a Report, Figures)>,
}

impl Source<'_> {
    /// Highlights with their numbers; none for one that is blank or unfinished.
    fn numbers(&self, highlights: impl Fn(&Format) -> Vec<Highlight>) -> Vec<(&'static str, Option<Number>)> {
        let before = self.last.as_ref().map(|(last, figures)| (highlights(last.format()), figures));
        // What both editions call the same is compared, though they may divide it into other cells.
        let last = |label: &str| {
            let (highlights, figures) = before.as_ref()?;
            let highlight = highlights.iter().find(|highlight| highlight.label == label)?;
            figures.sum(&highlight.cells).complete()
        };
        let number = |Highlight { label, cells }: Highlight| {
            let value = self.figures.sum(&cells).complete();
            (label, value.map(|value| Number { label, value, last: last(label) }))
        };
        highlights(self.report.format()).into_iter().map(number).collect()
    }

    /// How many those of a theme are, if the report says just that.
    fn whole(&self, part: &Part) -> String {
        let whole = self.report.format().whole_of(part.theme);
        match whole.and_then(|whole| self.figures.sum(&whole.cells).complete()) {
            Some(whole) if part.sum == Some(whole) => format!(" {whole} 件"),
            _ => String::new(),
        }
    }

    fn theme(&self, theme: Theme) -> Vec<(&'static str, Option<Number>)> {
        self.numbers(|format| format.highlights(theme))
    }
}

fn compose(report: &Report, last: Option<&Report>) -> Picture {
    let source =
        Source { report, figures: Figures::of(report), last: last.map(|last| (last, Figures::of(last))) };
    let mut picture = Picture {
        organ: report.organ().trim().to_owned(),
        year: report.year_number(),
        is_compared: last.is_some(),
        leads: source
            .numbers(Format::leading_highlights)
            .into_iter()
            .filter_map(|(_, number)| number)
            .collect(),
        charts: Vec::new(),
        sentences: Vec::new(),
        unfinished: Vec::new(),
        numbers: Vec::new(),
        source: source_words(report, last.is_some()),
    };
    if picture.leads.iter().all(Number::is_zero) {
        picture.leads.clear();
    }
    let [requests, applicants, results, refusals, reconsideration, litigation, documents, _fees] =
        Theme::ALL.map(|theme| Part::of(theme, source.theme(theme)));

    if let Some(numbers) = picture.take(&applicants) {
        picture.charts.push(bars(
            "applicants",
            format!("谁提出的{}申请", source.whole(&applicants)),
            &numbers,
            false,
        ));
    } else if applicants.is_zero() {
        picture.sentences.push("本年没有收到政府信息公开申请。".to_owned());
    }
    if let Some(numbers) = picture.take(&results) {
        let title = format!("{}申请怎么办的", source.whole(&results).trim_start());
        let content = Content::Bars(numbers);
        picture.charts.push(Chart { id: "results", title, note: String::new(), content });
    } else if results.is_zero() && !requests.is_zero() {
        picture.sentences.push("本年没有办结的政府信息公开申请。".to_owned());
    }
    if let Some(numbers) = picture.take(&refusals) {
        let title = format!("为什么有 {} 件不予公开", refusals.sum.unwrap_or_default());
        picture.charts.push(bars("refusals", title, &numbers, true));
    } else if refusals.is_zero() && results.sum.is_some_and(|sum| sum > 0) {
        picture.sentences.push("没有不予公开的申请。".to_owned());
    }
    picture.add_disputes([&reconsideration, &litigation]);
    if let Some(numbers) = picture.take(&documents) {
        picture.charts.push(documents_chart(&source, &numbers));
    } else if documents.is_zero() {
        picture.sentences.push("行政规范性文件的数字都是 0。".to_owned());
    }
    picture.numbers.insert(0, (requests.theme.name(), requests.known()));
    picture.add_years([&requests, &results, &reconsideration, &litigation]);
    picture.numbers.retain(|(_, numbers)| !numbers.is_empty());
    picture
}

/// The numbers of a theme.
struct Part {
    theme: Theme,
    numbers: Vec<(&'static str, Option<Number>)>,
    /// Their sum, if all of them are known.
    sum: Option<i64>,
}

impl Part {
    fn of(theme: Theme, numbers: Vec<(&'static str, Option<Number>)>) -> Part {
        let sum = (numbers.iter())
            .try_fold(0_i64, |sum, (_, number)| sum.checked_add(number.as_ref()?.value))
            .filter(|_| !numbers.is_empty());
        Part { theme, numbers, sum }
    }

    fn known(&self) -> Vec<Number> {
        self.numbers.iter().filter_map(|(_, number)| number.clone()).collect()
    }

    /// Whether all of its numbers are known and 0.
    fn is_zero(&self) -> bool {
        self.sum.is_some() && self.known().iter().all(|number| number.value == 0)
    }

    /// Its sum as a number of its own.
    fn whole(&self) -> Option<Number> {
        let last = (self.known().iter()).try_fold(0_i64, |sum, number| sum.checked_add(number.last?));
        Some(Number { label: self.theme.name(), value: self.sum?, last })
    }
}

impl Picture {
    /// The numbers of a theme to be drawn: all of them, if all are known and not all are 0.
    fn take(&mut self, part: &Part) -> Option<Vec<Number>> {
        if part.sum.is_none() && !part.numbers.is_empty() {
            self.unfinished.push(part.theme.name());
        }
        part.sum.filter(|_| !part.is_zero())?;
        let is_listed = |number: &Number| part.theme == Theme::Results || !number.is_zero();
        self.numbers.push((part.theme.name(), part.known().into_iter().filter(is_listed).collect()));
        Some(part.known())
    }

    /// Adds the chart of the disputes.
    fn add_disputes(&mut self, parts: [&Part; 2]) {
        let mut wholes = Vec::new();
        for part in parts {
            if let Some((numbers, sum)) = self.take(part).zip(part.sum) {
                wholes.push((part.theme.name(), sum, numbers));
            }
        }
        let none: Vec<&str> =
            parts.iter().filter(|part| part.is_zero()).map(|part| part.theme.name()).collect();
        if none.len() == parts.len() {
            self.sentences.push("没有因政府信息公开工作被申请行政复议、提起行政诉讼。".to_owned());
        } else if !wholes.is_empty() {
            let title: Vec<String> = wholes.iter().map(|(name, sum, _)| format!("{name} {sum} 件")).collect();
            let note = none.first().map(|name| format!("没有{name}")).unwrap_or_default();
            let content = Content::Parts(wholes);
            self.charts.push(Chart { id: "disputes", title: title.join("，"), note, content });
        }
    }

    /// Puts the comparison with last year behind the results: the requests, the first of their results, and the
    /// disputes.
    fn add_years(&mut self, [requests, results, reconsideration, litigation]: [&Part; 4]) {
        let disputes = [reconsideration, litigation].into_iter().filter_map(Part::whole);
        let numbers: Vec<Number> = (requests.known().into_iter())
            .chain(results.known().into_iter().take(1))
            .chain(disputes)
            .filter(|number| number.last.is_some() && !number.is_zero())
            .collect();
        if numbers.is_empty() {
            return;
        }
        let years = self.years();
        let note = format!("上条斜纹是 {}，下条实心是 {}", years[1], years[0]);
        let chart =
            Chart { id: "years", title: "和上年比".to_owned(), note, content: Content::Years(numbers) };
        self.charts.insert(self.charts.len().min(2), chart);
    }
}

/// Bars of what is not 0; what is, is named beside them.
fn bars(id: &'static str, title: String, numbers: &[Number], by_size: bool) -> Chart {
    let (zeros, mut shown): (Vec<Number>, Vec<Number>) =
        numbers.iter().cloned().partition(|number| number.value == 0);
    if by_size {
        shown.sort_by_key(|number| std::cmp::Reverse(number.value));
    }
    let labels: Vec<&str> = zeros.iter().map(|number| number.label).collect();
    let note = match labels[..] {
        [] => String::new(),
        [one] => format!("{one}是 0"),
        [..] if labels.len() <= 3 => format!("{}都是 0", labels.join("、")),
        [..] => "没有列出的都是 0".to_owned(),
    };
    Chart { id, title, note, content: Content::Bars(shown) }
}

fn documents_chart(source: &Source, numbers: &[Number]) -> Chart {
    let steps = steps(source, numbers);
    let title = match numbers.last() {
        Some(last) => format!("{}：{} {} 件", Theme::Documents.name(), last.label, last.value),
        None => String::new(),
    };
    let note = if steps.is_some() { "上年的，加上本年制发，减去废止" } else { "" };
    Chart {
        id: "documents",
        title,
        note: note.to_owned(),
        content: steps.unwrap_or_else(|| Content::Bars(numbers.to_vec())),
    }
}

/// How the documents in force came about, if last year's number is known and the sum holds.
fn steps(source: &Source, numbers: &[Number]) -> Option<Content> {
    let (last, last_figures) = source.last.as_ref()?;
    let highlights = source.report.format().highlights(Theme::Documents);
    let named = |cell: &Cell| {
        let label = highlights.iter().find(|highlight| highlight.cells == [*cell])?.label;
        numbers.iter().find(|number| number.label == label).cloned()
    };
    let ties = source.report.format().ties(Follows::InForce);
    let tie = ties.iter().find(|tie| named(&tie.now).is_some())?;
    let ([before], [plus], [minus]) = (&tie.before[..], &tie.plus[..], &tie.minus[..]) else { return None };
    let was = last_figures.at(before.in_edition(last.edition())?).complete()?;
    let (more, went, now) = (named(plus)?, named(minus)?, named(&tie.now)?);
    let holds = was.checked_add(more.value)?.checked_sub(went.value)? == now.value;
    let is_sound = [was, more.value, went.value, now.value].iter().all(|value| *value >= 0);
    let before = Number { label: "上年", value: was, last: None };
    (holds && is_sound).then_some(Content::Steps { came: [before, more], went, now })
}

/// 数字取自… by the title of the report and the numerals of its chapters with tables.
fn source_words(report: &Report, is_compared: bool) -> String {
    let chapters: Vec<&str> = report
        .format()
        .chapters
        .iter()
        .filter(|chapter| chapter.table().is_some())
        .map(|chapter| chapter.numeral())
        .collect();
    let last = if is_compared { "；上年的数字取自上年的报告" } else { "" };
    format!("数字取自《{}》第{}部分的表格{last}。", report.title().concat(), chapters.join("、"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::example;
    use crate::format::Edition;

    #[test]
    fn every_edition_is_drawn_as_far_as_it_has_the_numbers() {
        let ids = |edition: Edition| -> Vec<&str> {
            Picture::of(&example(edition)).charts.iter().map(|chart| chart.id).collect()
        };
        let all = ["applicants", "results", "disputes", "documents"];
        assert_eq!(ids(Edition::TRIAL_2019), all);
        assert_eq!(ids(Edition::REVISED_2021), all);
        let later = Picture::of(&example(Edition::LATEST));
        assert_eq!(ids(Edition::LATEST), ["applicants", "results"], "it has no disputes and no documents");
        assert!(later.unfinished.is_empty() && later.sentences.iter().all(|it| !it.contains("复议")));
    }

    #[test]
    fn a_chart_tells_all_its_numbers_in_words() {
        let picture = Picture::of(&example(Edition::REVISED_2021));
        let words: Vec<String> = picture.charts.iter().map(Chart::description).collect();
        assert_eq!(words[0], "谁提出的 7 件申请：自然人 5 件，商业企业 2 件。没有列出的都是 0。");
        assert_eq!(
            words[2],
            "行政复议 1 件：行政复议 1 件，其中结果维持 1 件，结果纠正 0 件，其他结果 0 件，尚未审结 0 件。没有行政诉讼。"
        );
    }
}
