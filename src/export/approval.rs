//! 签批单: one A4 page for the leader who signs: the figures that matter with last year's beside them, what is still
//! wrong and what was said to it, and room for opinion, signature and date. A document like the report, so that
//! the same encoders write it. It stays in the house: last year's numbers may stand in it.

use super::{FileFormat, Occasion, Written, html};
use crate::document::{self, Block, Document, DocumentCell, DocumentTable, Look, Paragraph, check_code};
use crate::format::highlights::{Highlight, Theme};
use crate::format::table::Scope;
use crate::format::{Cell, Kind};
use crate::report::Report;
use crate::report::entry;
use crate::report::figure::Figures;
use crate::validate::{Finding, Severity};

/// The page, as HTML to be printed.
pub static FORMAT: FileFormat = FileFormat {
    id: "approval",
    name: "签批单",
    purpose: "一页 A4，给签发的领导",
    occasion: Occasion::Signing,
    what: "（签批单）",
    extension: "html",
    media_type: "text/html;charset=utf-8",
    compares: true,
    written: Written::OnThePage(|report, findings| {
        // It holds no data: it is no report that could be opened.
        html::page(&compose(report, findings), STYLE, "").into_bytes()
    }),
};

/// The page, as a Word file.
pub static WORD: FileFormat = FileFormat {
    id: "approval-word",
    name: "签批单 Word",
    purpose: "签批单，可以再改",
    occasion: Occasion::Signing,
    what: "（签批单）",
    extension: "docx",
    media_type: super::word::MEDIA_TYPE,
    compares: true,
    written: Written::InTheWorker,
};

/// How many lines the findings may take, and how many characters such a line has: then the page is still one.
const MOST_LINES: usize = 11;
const LINE: usize = 44;

/// The look of the page.
pub(crate) const STYLE: &str = include_str!("../../style/approval.css");

/// Composes the page.
pub fn compose(report: &Report, findings: &[Finding]) -> Document {
    let title: Vec<String> = report.title().into_iter().filter(|line| !line.is_empty()).collect();
    let name = format!("{}签批单", title.concat());
    let mut blocks = vec![
        Block::Title(title),
        Block::Form("签批单"),
        Block::Table(figures(report)),
        Block::Heading("需要知道的事"),
    ];
    blocks.extend(known(findings).into_iter().map(|line| Block::Paragraph(Paragraph::plain(line))));
    blocks.push(Block::Heading("签批"));
    blocks.push(Block::Table(signing()));
    let code = check_code(report);
    let what = report.edition().name();
    blocks.push(Block::Code(format!(
        "{what}。{}：{code}。网页、Word 上的码与此相同，就是同一份。",
        document::CODE
    )));
    Document { title: name, look: Look::Page, blocks }
}

/// A row of the figures: what it counts, how it reads this year and last, and how that has changed.
type Row = [String; 4];

/// A report with its figures.
struct Year<'a> {
    report: &'a Report,
    figures: Figures,
}

impl Year<'_> {
    fn of(report: &Report) -> Year<'_> {
        Year { report, figures: Figures::of(report) }
    }

    fn highlights(&self, theme: Theme) -> Vec<Highlight> {
        self.report.format().highlights(theme)
    }

    /// The sum of highlights; none where one of them is blank or unfinished, or there are none.
    fn sum(&self, highlights: &[Highlight]) -> Option<i64> {
        let cells: Vec<Cell> =
            highlights.iter().flat_map(|highlight| highlight.cells.iter().copied()).collect();
        self.figures.sum(&cells).complete().filter(|_| !cells.is_empty())
    }
}

/// The figures in two columns: requests, their results and fees, then disputes and documents.
fn figures(report: &Report) -> DocumentTable {
    let (now, last) = (Year::of(report), report.year_before().map(Year::of));
    let rows = |theme, before: &str| rows(&now, last.as_ref(), theme, before);
    let disputes = |theme: Theme| {
        let highlights = now.highlights(theme);
        let then = last.as_ref().map(|last| last.highlights(theme)).unwrap_or_default();
        let whole = row(theme.name().to_owned(), &now, &highlights, last.as_ref(), &then);
        std::iter::once(whole).chain(self::rows(&now, last.as_ref(), theme, "　"))
    };
    // What was concluded, then how, then what is left.
    let mut requests = rows(Theme::Requests, "");
    let left = requests.pop();
    requests.extend(rows(Theme::Results, "　"));
    requests.extend(left);
    requests.extend(rows(Theme::Fees, ""));
    let others = disputes(Theme::Reconsideration).chain(disputes(Theme::Litigation));
    let columns = [requests, others.chain(rows(Theme::Documents, "规范性文件")).collect()];
    let years = |report: Option<&Report>, otherwise: &str| {
        report.and_then(Report::year_number).map_or(otherwise.to_owned(), |year| format!("{year}年"))
    };
    let mut names = vec!["项目".to_owned(), years(Some(report), "本年")];
    if let Some(last) = &last {
        names.extend([years(Some(last.report), "上年"), "增减".to_owned()]);
    }
    let head = columns.iter().flat_map(|_| names.iter().map(|name| label(name, Scope::Column)));
    let width = names.len();
    let cells = |row: Option<&Row>| -> Vec<DocumentCell> {
        let blank = Row::default();
        let row = row.unwrap_or(&blank);
        let cell = |(at, text): (usize, &String)| match at {
            0 if !text.is_empty() => label(text, Scope::Row),
            _ => plain(text),
        };
        row.iter().take(width).enumerate().map(cell).collect()
    };
    let height = columns.iter().map(Vec::len).max().unwrap_or_default();
    DocumentTable {
        id: if last.is_some() { "figures-of-two-years" } else { "figures" },
        caption: "主要数字（件；收费为万元）",
        columns: width * columns.len(),
        head: vec![head.collect()],
        body: (0..height)
            .map(|at| columns.iter().flat_map(|column| cells(column.get(at))).collect())
            .collect(),
    }
}

/// A row for each number of a theme. What both editions call the same stands in one row.
fn rows(now: &Year, last: Option<&Year>, theme: Theme, before: &str) -> Vec<Row> {
    let of_last = last.map(|last| last.highlights(theme)).unwrap_or_default();
    let each = |highlight: Highlight| {
        let then = of_last.iter().find(|other| other.label == highlight.label);
        let label = format!("{before}{}", highlight.label);
        row(label, now, &[highlight], last, then.map(std::slice::from_ref).unwrap_or_default())
    };
    now.highlights(theme).into_iter().map(each).collect()
}

fn row(label: String, now: &Year, highlights: &[Highlight], last: Option<&Year>, then: &[Highlight]) -> Row {
    let kind = highlights.first().map_or(Kind::Count, |highlight| highlight.cells[0].declared().kind);
    let (now, then) = (now.sum(highlights), last.and_then(|last| last.sum(then)));
    let words = |value: Option<i64>| value.map(|value| entry::write(kind, value)).unwrap_or_default();
    let change = now.zip(then).and_then(|(now, then)| now.checked_sub(then));
    [label, words(now), words(then), change.map(|change| changed(kind, change)).unwrap_or_default()]
}

/// A change with its sign, as print has it.
fn changed(kind: Kind, change: i64) -> String {
    let amount = |change: i64| entry::write(if kind == Kind::Change { Kind::Count } else { kind }, change);
    match change {
        0 => "0".to_owned(),
        1.. => format!("+{}", amount(change)),
        _ => change.checked_neg().map(|change| format!("−{}", amount(change))).unwrap_or_default(),
    }
}

/// What the leader has to know: errors first, then what was answered, then the rest; no more than fits.
fn known(findings: &[Finding]) -> Vec<String> {
    let mut findings: Vec<&Finding> = findings.iter().filter(|it| it.severity < Severity::Hint).collect();
    if findings.is_empty() {
        return vec!["没有错误，也没有要说明的提醒。".to_owned()];
    }
    findings.sort_by_key(|finding| (finding.severity, finding.answer.is_none()));
    let mut lines = Vec::new();
    let mut room = MOST_LINES;
    for (at, finding) in findings.iter().enumerate() {
        let answer = finding.answer.as_deref().map(|answer| format!("说明：{answer}")).unwrap_or_default();
        let line = format!("{}. {}：{}{answer}", at + 1, finding.severity.name(), finding.sentence());
        let taken = line.chars().count().div_ceil(LINE);
        let is_last = at + 1 == findings.len();
        if taken + usize::from(!is_last) > room {
            lines.push(format!("另有 {} 处，见检查结果。", findings.len() - at));
            break;
        }
        room -= taken;
        lines.push(line);
    }
    lines
}

/// Who signs, with room for it.
fn signing() -> DocumentTable {
    let who = ["承办人", "承办科室负责人意见", "分管负责人意见", "主要负责人签发意见"];
    let row =
        |who: &&str| vec![label(who, Scope::Row), plain("\n\n签名：　　　　　　　　　　　　年　　月　　日")];
    DocumentTable {
        id: "signing",
        caption: "签批",
        columns: 2,
        head: Vec::new(),
        body: who.iter().map(row).collect(),
    }
}

fn label(text: &str, scope: Scope) -> DocumentCell {
    DocumentCell { text: text.to_owned(), scope: Some(scope), id: None, colspan: 1, rowspan: 1 }
}

fn plain(text: &str) -> DocumentCell {
    DocumentCell { text: text.to_owned(), scope: None, id: None, colspan: 1, rowspan: 1 }
}
